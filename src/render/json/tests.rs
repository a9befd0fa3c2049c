//! Every form against `serde_json`.

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
    let nested = Named { a: (), b: vec![Unit, One(7), Two(1, None), Named { a: (), b: vec![] }] };
    same(&[nested, Two(0, Some(true))]);
    same(&BTreeMap::from([(1, "a"), (-2, "b")]));
    same(&BTreeMap::from([("k", BTreeMap::<String, ()>::new())]));
    same(&(1, "x", [0u8; 0], 'c'));
    same(&jiff::civil::date(2024, 3, 27));
}
