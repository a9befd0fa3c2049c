//! A growing column that anything with a serde form can be written to, directed by its Arrow type.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float32Array, Float64Array, Int32Array, ListArray,
    StringArray, StructArray, new_null_array,
};
use arrow_buffer::{BooleanBufferBuilder, Buffer, NullBufferBuilder, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, FieldRef};
use jiff::civil::{Date, date};
use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeSeq, SerializeStruct},
};

use crate::error::Error;

/// A column under construction.
pub(crate) struct Column {
    field: FieldRef,
    values: Values,
    valid: NullBufferBuilder,
    len: usize,
}

enum Values {
    Flags(BooleanBufferBuilder),
    Int(Vec<i32>),
    Float(Vec<f32>),
    Double(Vec<f64>),
    Day(Vec<i32>),
    Text { ends: Vec<i32>, bytes: Vec<u8> },
    List { ends: Vec<i32>, item: Box<Column> },
    Record(Vec<Column>),
}

impl Column {
    pub fn new(field: &FieldRef) -> Self {
        let values = match field.data_type() {
            DataType::Boolean => Values::Flags(BooleanBufferBuilder::new(0)),
            DataType::Int32 => Values::Int(Vec::new()),
            DataType::Float32 => Values::Float(Vec::new()),
            DataType::Float64 => Values::Double(Vec::new()),
            DataType::Date32 => Values::Day(Vec::new()),
            DataType::Utf8 => Values::Text { ends: vec![0], bytes: Vec::new() },
            DataType::List(item) => {
                Values::List { ends: vec![0], item: Box::new(Column::new(item)) }
            }
            DataType::Struct(fields) => Values::Record(fields.iter().map(Column::new).collect()),
            other => unreachable!("{other} is in no schema of ours"),
        };
        Self { field: field.clone(), values, valid: NullBufferBuilder::new(0), len: 0 }
    }

    /// Null; where the schema has no null, what JSON leaves out: `false`, an empty list.
    pub fn absent(&mut self) {
        if self.field.is_nullable() { self.null() } else { self.blank(true) }
    }

    pub fn null(&mut self) {
        self.blank(false);
    }

    fn blank(&mut self, valid: bool) {
        match &mut self.values {
            Values::Flags(v) => v.append(false),
            Values::Int(v) | Values::Day(v) => v.push(0),
            Values::Float(v) => v.push(0.0),
            Values::Double(v) => v.push(0.0),
            Values::Text { ends, .. } | Values::List { ends, .. } => {
                ends.push(*ends.last().unwrap_or(&0));
            }
            Values::Record(columns) => {
                columns.iter_mut().for_each(|c| c.blank(!c.field.is_nullable()))
            }
        }
        self.closed(valid);
    }

    #[inline]
    fn closed(&mut self, valid: bool) {
        self.len += 1;
        if valid { self.valid.append_non_null() } else { self.valid.append_null() }
    }

    fn wrong(&self, what: &str) -> Error {
        Error::new(format!(
            "the column {} is {}, but the sheet has {what}: bring crates/arrow/src/schema.rs up to date",
            self.field.name(),
            self.field.data_type()
        ))
    }

    fn push_text(&mut self, s: &str) -> Result<(), Error> {
        match &mut self.values {
            Values::Text { ends, bytes } => {
                bytes.extend_from_slice(s.as_bytes());
                ends.push(small(bytes.len())?);
            }
            Values::Day(v) => v.push(days(s)?),
            _ => return Err(self.wrong("text")),
        }
        self.closed(true);
        Ok(())
    }

    fn push_int(&mut self, n: i64) -> Result<(), Error> {
        match &mut self.values {
            Values::Int(v) => {
                v.push(i32::try_from(n).map_err(|_| Error::new("a text over 2 GiB"))?);
            }
            _ => return Err(self.wrong("a whole number")),
        }
        self.closed(true);
        Ok(())
    }

    pub fn finish(mut self) -> Result<ArrayRef, Error> {
        let valid = self.valid.finish();
        let buffer = |ends| OffsetBuffer::new(ScalarBuffer::from(ends));
        Ok(match self.values {
            Values::Flags(mut v) => Arc::new(BooleanArray::new(v.finish(), valid)),
            Values::Int(v) => Arc::new(Int32Array::new(v.into(), valid)),
            Values::Day(v) => Arc::new(Date32Array::new(v.into(), valid)),
            Values::Float(v) => Arc::new(Float32Array::new(v.into(), valid)),
            Values::Double(v) => Arc::new(Float64Array::new(v.into(), valid)),
            Values::Text { ends, bytes } => {
                Arc::new(StringArray::try_new(buffer(ends), Buffer::from_vec(bytes), valid)?)
            }
            Values::List { ends, item } => {
                let field = item.field.clone();
                Arc::new(ListArray::try_new(field, buffer(ends), item.finish()?, valid)?)
            }
            Values::Record(columns) => {
                let DataType::Struct(fields) = self.field.data_type() else {
                    return Ok(new_null_array(self.field.data_type(), self.len));
                };
                let columns: Result<Vec<_>, _> = columns.into_iter().map(Column::finish).collect();
                Arc::new(StructArray::try_new(fields.clone(), columns?, valid)?)
            }
        })
    }
}

fn small(n: usize) -> Result<i32, Error> {
    i32::try_from(n).map_err(|_| Error::new("a column of more than 2 GiB: give smaller batches"))
}

/// Days since 1970, as Arrow counts.
pub(crate) fn days(day: &str) -> Result<i32, Error> {
    let day: Date = day.parse().map_err(|_| Error::new(format!("{day:?} is no day")))?;
    Ok((day - date(1970, 1, 1)).get_days())
}

/// The day, if the calendar reaches so far.
pub(crate) fn day(days: i32) -> Option<Date> {
    date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Writes the fields of a record, in the schema's order; those between that are not written are absent.
pub(crate) struct Record<'a> {
    column: &'a mut Column,
    next: usize,
}

impl SerializeStruct for Record<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let Values::Record(columns) = &mut self.column.values else { unreachable!("made of one") };
        let rest = &mut columns[self.next..];
        let Some(k) = rest.iter().position(|c| c.field.name() == key) else {
            return Err(self.column.wrong(&format!("`{key}` there")));
        };
        rest[..k].iter_mut().for_each(Column::absent);
        self.next += k + 1;
        value.serialize(&mut rest[k])
    }

    fn end(self) -> Result<(), Error> {
        let Values::Record(columns) = &mut self.column.values else { unreachable!("made of one") };
        columns[self.next..].iter_mut().for_each(Column::absent);
        self.column.closed(true);
        Ok(())
    }
}

/// Writes the items of a list.
pub(crate) struct Items<'a>(&'a mut Column);

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let Values::List { item, .. } = &mut self.0.values else { unreachable!("made of one") };
        value.serialize(&mut **item)
    }

    fn end(self) -> Result<(), Error> {
        let Values::List { ends, item } = &mut self.0.values else { unreachable!("made of one") };
        ends.push(small(item.len)?);
        self.0.closed(true);
        Ok(())
    }
}

impl<'a> Serializer for &'a mut Column {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeStruct = Record<'a>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, v: bool) -> Result<(), Error> {
        match &mut self.values {
            Values::Flags(flags) => flags.append(v),
            _ => return Err(self.wrong("a flag")),
        }
        self.closed(true);
        Ok(())
    }

    fn serialize_i8(self, v: i8) -> Result<(), Error> {
        self.push_int(v.into())
    }

    fn serialize_i16(self, v: i16) -> Result<(), Error> {
        self.push_int(v.into())
    }

    fn serialize_i32(self, v: i32) -> Result<(), Error> {
        self.push_int(v.into())
    }

    fn serialize_i64(self, v: i64) -> Result<(), Error> {
        self.push_int(v)
    }

    fn serialize_u8(self, v: u8) -> Result<(), Error> {
        self.push_int(v.into())
    }

    fn serialize_u16(self, v: u16) -> Result<(), Error> {
        self.push_int(v.into())
    }

    fn serialize_u32(self, v: u32) -> Result<(), Error> {
        self.push_int(v.into())
    }

    fn serialize_u64(self, v: u64) -> Result<(), Error> {
        self.push_int(i64::try_from(v).unwrap_or(i64::MAX))
    }

    fn serialize_f32(self, v: f32) -> Result<(), Error> {
        match &mut self.values {
            Values::Float(list) => list.push(v),
            _ => return Err(self.wrong("a number")),
        }
        self.closed(true);
        Ok(())
    }

    fn serialize_f64(self, v: f64) -> Result<(), Error> {
        match &mut self.values {
            Values::Double(list) => list.push(v),
            _ => return Err(self.wrong("a number of double precision")),
        }
        self.closed(true);
        Ok(())
    }

    fn serialize_char(self, v: char) -> Result<(), Error> {
        self.push_text(v.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, v: &str) -> Result<(), Error> {
        self.push_text(v)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(self.wrong("bytes"))
    }

    fn serialize_none(self) -> Result<(), Error> {
        if !self.field.is_nullable() {
            return Err(self.wrong("null"));
        }
        self.null();
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.push_text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(self.wrong(name))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        match self.values {
            Values::List { .. } => Ok(Items(self)),
            _ => Err(self.wrong("a list")),
        }
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Record<'a>, Error> {
        match self.values {
            Values::Record(_) => Ok(Record { column: self, next: 0 }),
            _ => Err(self.wrong(name)),
        }
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(self.wrong("a tuple"))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        Err(self.wrong(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(self.wrong(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Err(self.wrong("a map"))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(self.wrong(name))
    }
}

/// The column of a record of these fields, written as one and taken apart at the end.
pub(crate) fn of_fields(fields: Vec<Field>) -> Column {
    Column::new(&Arc::new(Field::new("sheet", DataType::Struct(fields.into()), true)))
}
