//! How a placed expression is written, and what is left open where nothing is known to count from.

use super::{
    reader::Item,
    resolve::Placed,
    values::{self, From, Sense, Unit},
};

/// The value of an item that nothing is known to count from.
pub(super) fn open_value(item: &Item) -> Option<String> {
    let word = |n: i32| match n {
        0 => "this".to_owned(),
        1 => "next".to_owned(),
        -1 => "last".to_owned(),
        n if n < 0 => format!("minus-{}", n.unsigned_abs()),
        n => format!("plus-{n}"),
    };
    match item.sense {
        Sense::Offset(n, Unit::Day, From::Reference, part) => {
            let day = match n {
                0 => "UNDEF-today".to_owned(),
                -1 => "UNDEF-yesterday".to_owned(),
                1 => "UNDEF-tomorrow".to_owned(),
                n => format!("UNDEF-{}-day", word(n)),
            };
            Some(match part.or(item.part) {
                Some(p) => format!("{day}T{}", p.code()),
                None => day,
            })
        }
        Sense::Offset(0, unit, From::Context, _) => Some(format!("UNDEF-this-{}", unit.name())),
        Sense::Offset(n, unit, ..) => Some(format!("UNDEF-{}-{}", word(n), unit.name())),
        Sense::YearBefore(_) => Some("UNDEF-last-year".to_owned()),
        Sense::InWeek(_, w) => Some(format!("XXXX-WXX-{w}")),
        _ => None,
    }
}

/// The TIMEX3 value.
pub(super) fn value(placed: &Placed, item: &Item) -> Option<String> {
    match placed {
        Placed::Point(p) => Some(values::point(p)),
        Placed::Length(l) => Some(values::length(l)),
        Placed::Text(s) => Some(s.clone()),
        Placed::Nothing => open_value(item),
    }
}
