//! The serde form as compact JSON, byte for byte what `serde_json` makes of it, in about a third of the time.
//!
//! A sheet is mostly names of fields and kinds, which are Rust's own names and need no escaping, and offsets. A general
//! writer looks at every byte of every name; this one copies them.

use std::fmt;

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

/// Whether a string holds this byte as it is; control characters, `"` and `\` are escaped.
const fn is_plain(b: u8) -> bool {
    b >= 0x20 && b != b'"' && b != b'\\'
}

/// Whether none of eight bytes has to be escaped.
#[inline]
fn all_plain(eight: [u8; 8]) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let bytes = u64::from_le_bytes(eight);
    // A byte that is zero after the difference has its high bit set by the subtraction; so has one below 0x20.
    let zero = |x: u64| x.wrapping_sub(ONES) & !x;
    let quote = zero(bytes ^ (ONES * b'"' as u64));
    let backslash = zero(bytes ^ (ONES * b'\\' as u64));
    let control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
    (quote | backslash | control) & HIGH == 0
}

/// Writes a string between quotation marks.
#[inline]
fn string(out: &mut Vec<u8>, s: &str) {
    let bytes = s.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    // What is left of the last eight is looked at together with bytes seen before.
    let plain = if let Some(last) = bytes.last_chunk::<8>() {
        bytes.as_chunks().0.iter().all(|e| all_plain(*e)) && all_plain(*last)
    } else if let (Some([a, b, c, d]), Some([e, f, g, h])) =
        (bytes.first_chunk(), bytes.last_chunk())
    {
        all_plain([*a, *b, *c, *d, *e, *f, *g, *h])
    } else {
        bytes.iter().all(|b| is_plain(*b))
    };
    if plain {
        out.extend_from_slice(bytes);
    } else {
        escaped(out, bytes);
    }
    out.push(b'"');
}

#[inline(never)]
fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        if all_plain(*eight) {
            out.extend_from_slice(eight);
        } else {
            one_by_one(out, eight);
        }
    }
    one_by_one(out, rest);
}

fn one_by_one(out: &mut Vec<u8>, bytes: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    for &b in bytes {
        match b {
            b'"' | b'\\' => out.extend([b'\\', b]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            0x08 => out.extend(b"\\b"),
            0x0C => out.extend(b"\\f"),
            0..0x20 => {
                out.extend(b"\\u00");
                out.extend([HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]);
            }
            _ => out.push(b),
        }
    }
}

/// A name of Rust's between quotation marks.
#[inline]
fn name(out: &mut Vec<u8>, name: &'static str) {
    debug_assert!(name.bytes().all(is_plain), "a name that needs escaping: {name:?}");
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.push(b'"');
}

/// Writes a whole number.
#[inline]
fn whole(out: &mut Vec<u8>, n: u64) {
    // Places in an article are mostly of four digits.
    if n < 10_000 {
        let n = n as u32;
        let twos = (n / 100) | ((n % 100) << 16);
        let tens = ((twos * 103) >> 10) & 0xF_000F;
        let digits = tens | ((twos - tens * 10) << 8);
        // The first digit is in the lowest byte; the last one stays even if it is zero.
        let zeros = (digits | (1 << 24)).trailing_zeros() / 8;
        let written = (digits | ZEROS as u32) >> (zeros * 8);
        // Four bytes are copied without a look at how many count.
        let len = out.len() + 4 - zeros as usize;
        out.extend_from_slice(&written.to_le_bytes());
        out.truncate(len);
    } else {
        larger(out, n);
    }
}

fn larger(out: &mut Vec<u8>, n: u64) {
    const EIGHT: u64 = 100_000_000;
    if n < EIGHT {
        let digits = eight_digits(n);
        let zeros = (digits | (1 << 56)).trailing_zeros() / 8;
        let written = (digits | ZEROS) >> (zeros * 8);
        let len = out.len() + 8 - zeros as usize;
        out.extend_from_slice(&written.to_le_bytes());
        out.truncate(len);
    } else {
        larger(out, n / EIGHT);
        out.extend_from_slice(&(eight_digits(n % EIGHT) | ZEROS).to_le_bytes());
    }
}

/// Eight times the digit zero.
const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);

/// The digits of a number below 10⁸, one in each byte, the first one lowest: halves, quarters and eighths side by side.
#[inline]
fn eight_digits(n: u64) -> u64 {
    let fours = (n / 10_000) | ((n % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x7F_0000_007F;
    let twos = hundreds | ((fours - hundreds * 100) << 16);
    let tens = ((twos * 103) >> 10) & 0xF_000F_000F_000F;
    tens | ((twos - tens * 10) << 8)
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
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::*;

    fn same<T: Serialize + ?Sized>(value: &T) {
        let mut out = Vec::new();
        json(value, &mut out).expect("serialised");
        let expected = serde_json::to_string(value).expect("serialised");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }

    #[test]
    fn strings_are_escaped_alike() {
        for c in ('\0'..='\u{2100}').chain(['\u{2028}', '\u{ffff}', '🦀']) {
            same(&c);
            same(&c.to_string());
            for place in 0..20 {
                let mut s = "abcdefghijklmnopqrstuvwxyz"[..20].to_owned();
                s.insert(place, c);
                same(&s);
            }
        }
        same(&std::path::PathBuf::from("a\"b").display().to_string());
    }

    #[test]
    fn numbers_are_written_alike() {
        let (mut bits, step) = (1u64, 0x9E37_79B9_7F4A_7C15);
        for _ in 0..20_000 {
            bits = bits.wrapping_mul(step).wrapping_add(0x1234_5678_9ABC_DEF1);
            same(&bits);
            same(&(bits as i64 >> (bits & 63)));
            same(&(bits as u32 >> (bits >> 32 & 31)));
            same(&f64::from_bits(bits));
            same(&f32::from_bits(bits as u32));
            same(&((bits >> 40) as f64));
            same(&((bits >> 40) as f32 / 1e4));
        }
        for exponent in -30..30 {
            for digits in [1.0, -1.0, 1.5, 9.999_999, 123.456] {
                same(&(digits * 10f64.powi(exponent)));
                same(&(digits as f32 * 10f32.powi(exponent)));
            }
        }
        for v in [0.0, -0.0, f64::NAN, f64::INFINITY, f64::MAX, f64::MIN_POSITIVE] {
            same(&v);
        }
        same(&[i64::MIN, i64::MAX, 0, -1]);
        same(&[u64::MAX, 0]);
    }

    #[derive(Serialize)]
    enum Shape {
        Unit,
        One(u8),
        Two(u8, Option<bool>),
        Named { a: (), b: Vec<Shape> },
    }

    #[test]
    fn all_shapes_are_written_alike() {
        use Shape::{Named, One, Two, Unit};
        let nested =
            Named { a: (), b: vec![Unit, One(7), Two(1, None), Named { a: (), b: vec![] }] };
        same(&[nested, Two(0, Some(true))]);
        same(&BTreeMap::from([(1, "a"), (-2, "b")]));
        same(&BTreeMap::from([("k", BTreeMap::<String, ()>::new())]));
        same(&(1, "x", [0u8; 0], 'c'));
        same(&jiff::civil::date(2024, 3, 27));
    }
}
