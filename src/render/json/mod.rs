//! The serde form as compact JSON, byte for byte what `serde_json` makes of it, in about a third of the time.
//!
//! A sheet is mostly names of fields and kinds, which are Rust's own names and need no escaping, and offsets. A general
//! writer looks at every byte of every name; this one copies them.

mod scalars;

use std::fmt;

use scalars::{escaped, is_plain, name, string, whole};
use serde::ser::{self, Serialize};

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
    value.serialize(Json(out))
}

/// Longer keys are written piece by piece.
const LONGEST_KEY: usize = 20;

struct Json<'a>(&'a mut Vec<u8>);

/// A list or an object under way.
struct Open<'a> {
    out: &'a mut Vec<u8>,
    /// Whether nothing stands in it yet.
    empty: bool,
    /// What closes it.
    end: &'static [u8],
}

macro_rules! numbers {
    ($($method:ident $type:ty as $wide:ty),*) => {
        $(#[inline]
        fn $method(self, v: $type) -> fmt::Result {
            self.number(v as $wide)
        })*
    };
}

impl<'a> Json<'a> {
    #[inline]
    fn number(self, v: i64) -> fmt::Result {
        if v < 0 {
            self.0.push(b'-');
        }
        whole(self.0, v.unsigned_abs());
        Ok(())
    }

    /// The shortest form that reads back as the same number.
    fn float(self, v: impl zmij::Float + Into<f64>) -> fmt::Result {
        if !v.into().is_finite() {
            self.0.extend_from_slice(b"null");
        } else {
            self.0.extend_from_slice(zmij::Buffer::new().format_finite(v).as_bytes());
        }
        Ok(())
    }

    #[inline]
    fn open(self, start: u8, end: &'static [u8]) -> Open<'a> {
        self.0.push(start);
        Open { out: self.0, empty: true, end }
    }

    /// The object of an enum variant that holds something.
    fn variant(self, variant: &'static str, start: u8, end: &'static [u8]) -> Open<'a> {
        self.0.push(b'{');
        name(self.0, variant);
        self.0.push(b':');
        self.open(start, end)
    }
}

impl<'a> ser::Serializer for Json<'a> {
    type Ok = ();
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

    #[inline]
    fn serialize_u32(self, v: u32) -> fmt::Result {
        whole(self.0, u64::from(v));
        Ok(())
    }

    #[inline]
    fn serialize_u64(self, v: u64) -> fmt::Result {
        whole(self.0, v);
        Ok(())
    }

    #[inline]
    fn serialize_bool(self, v: bool) -> fmt::Result {
        self.0.extend_from_slice(if v { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, v: f32) -> fmt::Result {
        self.float(v)
    }

    fn serialize_f64(self, v: f64) -> fmt::Result {
        self.float(v)
    }

    fn serialize_char(self, v: char) -> fmt::Result {
        string(self.0, v.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    #[inline]
    fn serialize_str(self, v: &str) -> fmt::Result {
        string(self.0, v);
        Ok(())
    }

    fn serialize_bytes(self, v: &[u8]) -> fmt::Result {
        ser::Serializer::collect_seq(self, v)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> fmt::Result {
        self.0.push(b'"');
        let mut escaping = Escaping(self.0);
        fmt::Write::write_fmt(&mut escaping, format_args!("{value}"))?;
        self.0.push(b'"');
        Ok(())
    }

    #[inline]
    fn serialize_none(self) -> fmt::Result {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> fmt::Result {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> fmt::Result {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> fmt::Result {
        name(self.0, variant);
        Ok(())
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> fmt::Result {
        let mut open = self.open(b'{', b"}");
        open.field(variant, value)?;
        open.close()
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, fmt::Error> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a>, fmt::Error> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, fmt::Error> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, fmt::Error> {
        Ok(self.variant(variant, b'[', b"]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, fmt::Error> {
        Ok(self.open(b'{', b"}"))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a>, fmt::Error> {
        Ok(self.open(b'{', b"}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, fmt::Error> {
        Ok(self.variant(variant, b'{', b"}}"))
    }
}

/// What is written into it becomes part of a string.
struct Escaping<'a>(&'a mut Vec<u8>);

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        escaped(self.0, s.as_bytes());
        Ok(())
    }
}

impl Open<'_> {
    #[inline]
    fn comma(&mut self) {
        if self.empty {
            self.empty = false;
        } else {
            self.out.push(b',');
        }
    }

    #[inline]
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.comma();
        value.serialize(Json(self.out))
    }

    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        debug_assert!(key.bytes().all(is_plain), "a key that needs escaping: {key:?}");
        // The key is known where this is compiled into: all of `,"key":` is then copied in one go.
        let mut written = [0; LONGEST_KEY + 4];
        let n = key.len();
        if n <= LONGEST_KEY {
            written[..2].copy_from_slice(b",\"");
            written[2..n + 2].copy_from_slice(key.as_bytes());
            written[n + 2..n + 4].copy_from_slice(b"\":");
            self.out.extend_from_slice(&written[usize::from(self.empty)..n + 4]);
            self.empty = false;
        } else {
            self.comma();
            name(self.out, key);
            self.out.push(b':');
        }
        value.serialize(Json(self.out))
    }

    #[inline]
    fn close(self) -> fmt::Result {
        self.out.extend_from_slice(self.end);
        Ok(())
    }
}

macro_rules! lists {
    ($($name:ident $method:ident),*) => {
        $(impl ser::$name for Open<'_> {
            type Ok = ();
            type Error = fmt::Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
                self.element(value)
            }

            #[inline]
            fn end(self) -> fmt::Result {
                self.close()
            }
        })*
    };
}

macro_rules! objects {
    ($($name:ident),*) => {
        $(impl ser::$name for Open<'_> {
            type Ok = ();
            type Error = fmt::Error;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
                self.field(key, value)
            }

            #[inline]
            fn end(self) -> fmt::Result {
                self.close()
            }
        })*
    };
}

lists!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);
objects!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Open<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.comma();
        let start = self.out.len();
        key.serialize(Json(self.out))?;
        // Numbers can be keys, as strings.
        if self.out.get(start) != Some(&b'"') {
            self.out.insert(start, b'"');
            self.out.push(b'"');
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.out.push(b':');
        value.serialize(Json(self.out))
    }

    fn end(self) -> fmt::Result {
        self.close()
    }
}

#[cfg(test)]
mod tests;
