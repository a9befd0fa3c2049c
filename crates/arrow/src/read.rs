//! Record batches back to sheets.

use arrow_array::{Array, RecordBatch, StructArray, cast::AsArray, types};
use arrow_schema::{DataType, SchemaRef};
use copydesk::FactSheet;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};

use crate::{
    column::day,
    error::Error,
    offsets::Offsets,
    schema::{LAYOUT, columns},
};

/// What the offsets of this batch count, by its metadata.
///
/// # Errors
///
/// When the metadata says nothing of it, or the layout is not this crate's.
pub fn offsets_of(schema: &SchemaRef) -> Result<Offsets, Error> {
    let layout = schema.metadata().get("copydesk.layout");
    if let Some(other) = layout.filter(|l| **l != LAYOUT.to_string()) {
        return Err(Error::new(format!("read layout {other}, expected {LAYOUT}")));
    }
    schema
        .metadata()
        .get("copydesk.offsets")
        .and_then(|name| Offsets::from_name(name))
        .ok_or_else(|| Error::new("the schema's metadata does not say what offsets count"))
}

/// The sheet of a row, or `None` for a row with an `error`. Its spans count what the batch's count.
///
/// Columns are found by name; further ones are no matter. Strings and lists may be of any Arrow kind, as engines change
/// them.
///
/// # Errors
///
/// When a column is missing or of another type.
pub fn sheet(batch: &RecordBatch, row: usize) -> Result<Option<FactSheet>, Error> {
    let error = batch.column_by_name("error");
    if error.is_some_and(|e| e.is_valid(row)) {
        return Ok(None);
    }
    let mut fields = Vec::new();
    for field in columns() {
        let array = batch.column_by_name(field.name());
        let array = array.ok_or_else(|| Error::new(format!("no column {:?}", field.name())))?;
        fields.push((field.name().clone(), array.as_ref()));
    }
    let fields = Fields {
        list: fields.iter().map(|(name, array)| (name.as_str(), *array)).collect(),
        row,
        next: 0,
    };
    FactSheet::deserialize(serde::de::value::MapAccessDeserializer::new(fields)).map(Some)
}

struct Fields<'a> {
    list: Vec<(&'a str, &'a dyn Array)>,
    row: usize,
    next: usize,
}

impl<'a> Fields<'a> {
    fn of(array: &'a StructArray, row: usize) -> Self {
        let list = array.fields().iter().zip(array.columns());
        Self { list: list.map(|(f, c)| (f.name().as_str(), c.as_ref())).collect(), row, next: 0 }
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        match self.list.get(self.next) {
            Some((name, _)) => seed.deserialize(StrDeserializer::new(name)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, array) = self.list[self.next];
        self.next += 1;
        seed.deserialize(Cell { array, row: self.row })
            .map_err(|e| Error::new(format!("{name}: {e}")))
    }
}

struct Items<'a> {
    array: &'a dyn Array,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        if self.next == self.array.len() {
            return Ok(None);
        }
        self.next += 1;
        seed.deserialize(Cell { array: self.array, row: self.next - 1 }).map(Some)
    }
}

/// One value of a column.
struct Cell<'a> {
    array: &'a dyn Array,
    row: usize,
}

impl Cell<'_> {
    fn text(&self) -> Option<&str> {
        Some(match self.array.data_type() {
            DataType::Utf8 => self.array.as_string::<i32>().value(self.row),
            DataType::LargeUtf8 => self.array.as_string::<i64>().value(self.row),
            DataType::Utf8View => self.array.as_string_view().value(self.row),
            _ => return None,
        })
    }
}

impl<'de> Deserializer<'de> for Cell<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let row = self.row;
        if self.array.is_null(row) {
            return visitor.visit_unit();
        }
        let list = |array| visitor_items(array);
        match self.array.data_type() {
            DataType::Boolean => visitor.visit_bool(self.array.as_boolean().value(row)),
            DataType::Int32 => {
                visitor.visit_i32(self.array.as_primitive::<types::Int32Type>().value(row))
            }
            DataType::Int64 => {
                visitor.visit_i64(self.array.as_primitive::<types::Int64Type>().value(row))
            }
            DataType::Float32 => {
                visitor.visit_f32(self.array.as_primitive::<types::Float32Type>().value(row))
            }
            DataType::Float64 => {
                visitor.visit_f64(self.array.as_primitive::<types::Float64Type>().value(row))
            }
            DataType::Date32 => {
                let days = self.array.as_primitive::<types::Date32Type>().value(row);
                let day = day(days).ok_or_else(|| Error::new(format!("{days} days is no day")))?;
                visitor.visit_string(day.to_string())
            }
            DataType::List(_) => {
                visitor.visit_seq(list(self.array.as_list::<i32>().value(row).as_ref()))
            }
            DataType::LargeList(_) => {
                visitor.visit_seq(list(self.array.as_list::<i64>().value(row).as_ref()))
            }
            DataType::Struct(_) => visitor.visit_map(Fields::of(self.array.as_struct(), row)),
            other => match self.text() {
                Some(text) => visitor.visit_str(text),
                None => Err(Error::new(format!("{other} is not expected here"))),
            },
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.array.is_null(self.row) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.text().filter(|_| self.array.is_valid(self.row));
        let text = text.ok_or_else(|| Error::new(format!("a name of {name} is expected")))?;
        StrDeserializer::<Error>::new(text).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

fn visitor_items(array: &dyn Array) -> Items<'_> {
    Items { array, next: 0 }
}
