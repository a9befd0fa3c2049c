//! The serde form as compact JSON, byte for byte what `serde_json` makes of it, in about a third of the time.
//!
//! A sheet is mostly names of fields and kinds, which are Rust's own names and need no escaping, and offsets. A general
//! writer looks at every byte of every name; this one copies them. Each value is written with a comma behind it, which the end
//! of a list or an object takes the place of; so nothing asks whether something stands before it.

mod numbers;
mod sink;

use std::fmt;

use numbers::whole;
use serde::ser::{self, Serialize};
use sink::Sink;

/// Writes a value as compact JSON behind what `out` holds: a sheet, or a line that holds one.
///
/// Names of fields and of enum variants are written as they are.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, FactSheet, render};
///
/// let sheet = Extractor::new().extract("At least 12 people were killed in Kabul.");
/// let mut out = Vec::new();
/// render::json(&sheet, &mut out).unwrap();
/// assert_eq!(serde_json::from_slice::<FactSheet>(&out).unwrap(), sheet);
/// # }
/// ```
///
/// # Errors
///
/// When the value's own serialisation fails; a sheet's does not.
pub fn json<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> fmt::Result {
    let start = out.len();
    let mut sink = Sink::new(std::mem::take(out));
    let end = value.serialize(Json { sink: &mut sink, at: 0 });
    // Without the last comma.
    if let Ok(at) = end {
        sink.finish(at - 1);
    }
    *out = sink.out;
    if end.is_err() {
        out.truncate(start);
    }
    end.map(|_| ())
}

/// Where a value goes: from `at` on. What it gives is the place behind the value and its comma.
struct Json<'a> {
    sink: &'a mut Sink,
    at: usize,
}

/// The place behind a value.
type Written = Result<usize, fmt::Error>;

/// What stands around the parts of a value.
#[derive(Clone, Copy)]
struct Brackets {
    open: u8,
    close: u8,
    /// The only part of an object, which is closed too.
    inner: bool,
}

const LIST: Brackets = Brackets { open: b'[', close: b']', inner: false };
const OBJECT: Brackets = Brackets { open: b'{', close: b'}', inner: false };

/// A list or an object under way.
struct Open<'a> {
    sink: &'a mut Sink,
    at: usize,
    /// Whether nothing stands in it yet, not even its bracket.
    empty: bool,
    brackets: Brackets,
}

macro_rules! numbers {
    ($($method:ident $type:ty as $wide:ty),*) => {
        $(#[inline]
        fn $method(self, v: $type) -> Written {
            self.number(v as $wide)
        })*
    };
}

impl<'a> Json<'a> {
    #[inline]
    fn number(self, v: i64) -> Written {
        let at = if v < 0 { self.sink.put(self.at, b"-", 1) } else { self.at };
        Ok(whole(self.sink, at, v.unsigned_abs()))
    }

    /// Writes bytes of which the first `len` count.
    #[inline]
    fn word<const N: usize>(self, bytes: &[u8; N], len: usize) -> Written {
        Ok(self.sink.put(self.at, bytes, len))
    }

    /// The shortest form that reads back as the same number.
    #[inline(never)]
    fn float(self, v: impl zmij::Float + Into<f64>) -> Written {
        if !v.into().is_finite() {
            return ser::Serializer::serialize_unit(self);
        }
        let mut digits = zmij::Buffer::new();
        let digits = digits.format_finite(v).as_bytes();
        let at = self.sink.escape(self.at, digits);
        Json { sink: self.sink, at }.word(b",", 1)
    }

    #[inline]
    fn open(self, brackets: Brackets) -> Result<Open<'a>, fmt::Error> {
        Ok(Open { sink: self.sink, at: self.at, empty: true, brackets })
    }

    /// The object of an enum variant that holds something.
    fn variant(self, variant: &'static str, brackets: Brackets) -> Result<Open<'a>, fmt::Error> {
        let at = self.sink.name(self.at, [b'{'], variant, b':');
        Json { sink: self.sink, at }.open(Brackets { inner: true, ..brackets })
    }
}

impl<'a> ser::Serializer for Json<'a> {
    type Ok = usize;
    type Error = fmt::Error;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    numbers!(serialize_i8 i8 as i64, serialize_i16 i16 as i64, serialize_i32 i32 as i64, serialize_i64 i64 as i64);
    numbers!(serialize_u8 u8 as i64, serialize_u16 u16 as i64);

    #[inline(always)]
    fn serialize_u32(self, v: u32) -> Written {
        Ok(whole(self.sink, self.at, u64::from(v)))
    }

    #[inline]
    fn serialize_u64(self, v: u64) -> Written {
        Ok(whole(self.sink, self.at, v))
    }

    #[inline]
    fn serialize_bool(self, v: bool) -> Written {
        self.word(if v { b"true,\0\0\0" } else { b"false,\0\0" }, 6 - usize::from(v))
    }

    fn serialize_f32(self, v: f32) -> Written {
        self.float(v)
    }

    fn serialize_f64(self, v: f64) -> Written {
        // Nearly all are counts.
        let n = v as u32;
        if f64::from(n).to_bits() != v.to_bits() {
            return self.float(v);
        }
        let at = whole(self.sink, self.at, u64::from(n)) - 1;
        Json { sink: self.sink, at }.word(b".0,\0", 3)
    }

    fn serialize_char(self, v: char) -> Written {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, v: &str) -> Written {
        Ok(self.sink.string(self.at, v))
    }

    fn serialize_bytes(self, v: &[u8]) -> Written {
        self.collect_seq(v)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Written {
        let at = self.sink.put(self.at, b"\"", 1);
        let mut escaping = Escaping { sink: self.sink, at };
        fmt::Write::write_fmt(&mut escaping, format_args!("{value}"))?;
        let Escaping { sink, at } = escaping;
        Json { sink, at }.word(b"\",", 2)
    }

    #[inline]
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Written {
        self.word(b"null,\0\0\0", 5)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    #[inline(always)]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(self.sink.name(self.at, [], variant, b','))
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, v: &T) -> Written {
        v.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let mut open = self.open(OBJECT)?;
        open.field(variant, value)?;
        open.close()
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, fmt::Error> {
        self.open(LIST)
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, fmt::Error> {
        self.open(LIST)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, fmt::Error> {
        self.open(LIST)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, fmt::Error> {
        self.variant(variant, LIST)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, fmt::Error> {
        self.open(OBJECT)
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, fmt::Error> {
        self.open(OBJECT)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, fmt::Error> {
        self.variant(variant, OBJECT)
    }
}

/// What is written into it becomes part of a string.
struct Escaping<'a> {
    sink: &'a mut Sink,
    at: usize,
}

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.at = self.sink.escape(self.at, s.as_bytes());
        Ok(())
    }
}

impl Open<'_> {
    /// Before each part.
    #[inline]
    fn part(&mut self) {
        if self.empty {
            self.at = self.sink.put(self.at, &[self.brackets.open], 1);
            self.empty = false;
        }
    }

    #[inline]
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.part();
        self.at = value.serialize(Json { sink: self.sink, at: self.at })?;
        Ok(())
    }

    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        // The comma that may stand before is written once more.
        let (at, before) =
            if self.empty { (self.at, self.brackets.open) } else { (self.at - 1, b',') };
        self.at = self.sink.name(at, [before], key, b':');
        self.empty = false;
        self.at = value.serialize(Json { sink: self.sink, at: self.at })?;
        Ok(())
    }

    #[inline]
    fn close(mut self) -> Written {
        let Brackets { close, inner, .. } = self.brackets;
        let full = !self.empty;
        self.part();
        // In the place of the last comma.
        let at = self.at - usize::from(full);
        let bytes = if inner { [close, b'}', b',', 0] } else { [close, b',', 0, 0] };
        Ok(self.sink.put(at, &bytes, 2 + usize::from(inner)))
    }
}

macro_rules! lists {
    ($($name:ident $method:ident),*) => {
        $(impl ser::$name for Open<'_> {
            type Ok = usize;
            type Error = fmt::Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
                self.element(value)
            }

            #[inline]
            fn end(self) -> Written {
                self.close()
            }
        })*
    };
}

macro_rules! objects {
    ($($name:ident),*) => {
        $(impl ser::$name for Open<'_> {
            type Ok = usize;
            type Error = fmt::Error;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
                self.field(key, value)
            }

            #[inline]
            fn end(self) -> Written {
                self.close()
            }
        })*
    };
}

lists!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);
objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Open<'_> {
    type Ok = usize;
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.part();
        let mut text = Vec::new();
        json(key, &mut text)?;
        // Numbers can be keys, as strings.
        if text.first() != Some(&b'"') {
            text.insert(0, b'"');
            text.push(b'"');
        }
        text.push(b':');
        for b in text {
            self.at = self.sink.put(self.at, &[b], 1);
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.at = value.serialize(Json { sink: self.sink, at: self.at })?;
        Ok(())
    }

    fn end(self) -> Written {
        self.close()
    }
}

#[cfg(test)]
mod tests;
