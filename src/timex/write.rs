//! How a placed expression is written in TIMEX3, and what is left open where nothing is known to count from.

use bumpalo::collections::String;

use super::{
    holidays::Holiday,
    reader::Item,
    resolve::Placed,
    values::{Amount, At, From, Length, Point, Sense, Unit, Year},
};

/// Writes the TIMEX3 value of an item; `false` when it has none.
pub(super) fn value(out: &mut String<'_>, placed: &Placed, item: &Item) -> bool {
    match placed {
        Placed::Point(p) => point(out, p),
        Placed::Length(l) => length(out, l),
        Placed::Text(s) => out.push_str(s),
        Placed::Nothing => return open_value(out, item),
    }
    true
}

/// The value of an item that nothing is known to count from.
fn open_value(out: &mut String<'_>, item: &Item) -> bool {
    match item.sense {
        Sense::Offset(n, Unit::Day, From::Reference, part) => {
            out.push_str("UNDEF-");
            match n {
                0 => out.push_str("today"),
                -1 => out.push_str("yesterday"),
                1 => out.push_str("tomorrow"),
                n => {
                    steps(out, n);
                    out.push_str("-day");
                }
            }
            if let Some(p) = part.or(item.part) {
                out.push('T');
                out.push_str(p.code());
            }
        }
        Sense::Offset(n, unit, ..) => {
            out.push_str("UNDEF-");
            steps(out, n);
            out.push('-');
            out.push_str(unit.name());
        }
        Sense::YearBefore(_) => out.push_str("UNDEF-last-year"),
        Sense::InWeek(_, w) => {
            out.push_str("XXXX-WXX-");
            number(out, u64::from(w), 1);
        }
        _ => return false,
    }
    true
}

/// "this", "next", "last", "plus-2".
fn steps(out: &mut String<'_>, n: i32) {
    match n {
        0 => out.push_str("this"),
        1 => out.push_str("next"),
        -1 => out.push_str("last"),
        n => {
            out.push_str(if n < 0 { "minus-" } else { "plus-" });
            number(out, u64::from(n.unsigned_abs()), 1);
        }
    }
}

/// All numbers of two digits, one behind the other.
const PAIRS: &str = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748\
    49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697\
    9899";

/// A number in digits, with zeros before it up to a width.
fn number(out: &mut String<'_>, n: u64, width: usize) {
    let pair = |n: u64| &PAIRS[2 * n as usize..2 * n as usize + 2];
    match (n, width) {
        (0..=9, 0..=1) => out.push(char::from(b'0' + n as u8)),
        (0..=99, 0..=2) => out.push_str(pair(n)),
        (0..=9999, 4) => {
            out.push_str(pair(n / 100));
            out.push_str(pair(n % 100));
        }
        _ => {
            let digits = n.checked_ilog10().map_or(1, |k| k as usize + 1);
            (digits..width).for_each(|_| out.push('0'));
            (0..digits as u32).rev().for_each(|k| {
                out.push(char::from(b'0' + (n / 10u64.pow(k) % 10) as u8));
            });
        }
    }
}

/// A year, decade or century of so many digits; "BC" before one before our era.
fn era(out: &mut String<'_>, n: i32, width: usize) {
    if n < 0 {
        out.push_str("BC");
    }
    number(out, u64::from(n.unsigned_abs()), width);
}

/// The TIMEX3 value of a placed or partial point.
pub(super) fn point(out: &mut String<'_>, p: &Point) {
    match (p.at, p.year) {
        (At::Decade, Year::Is(d)) => era(out, d, 3),
        (At::Century, Year::Is(c)) => era(out, c, 2),
        (_, Year::Is(y)) => era(out, y, 4),
        _ => out.push_str("XXXX"),
    }
    // A part of the year in two digits, or what stands for an unknown one.
    let two = |out: &mut String<'_>, sign: &str, n: u8| {
        out.push_str(sign);
        if n == 0 { out.push_str("XX") } else { number(out, u64::from(n), 2) }
    };
    match p.at {
        At::Year | At::Decade | At::Century => {}
        At::Open => out.push_str("-XX-XX"),
        At::Half(h) => {
            out.push_str("-H");
            number(out, u64::from(h), 1);
        }
        At::Quarter(0) => out.push_str("-QX"),
        At::Quarter(q) => {
            out.push_str("-Q");
            number(out, u64::from(q), 1);
        }
        At::Season(x) => {
            out.push('-');
            out.push_str(x.code());
        }
        At::Month(m) => two(out, "-", m),
        At::Week(w) => two(out, "-W", w),
        At::MonthWeek(m, _) => {
            two(out, "-", m);
            out.push_str("-WXX");
        }
        At::Weekend(w) => {
            two(out, "-W", w);
            out.push_str("-WE");
        }
        At::Day(m, d) => {
            two(out, "-", m);
            two(out, "-", d);
        }
        At::Weekday(w) => {
            out.push_str("-WXX-");
            number(out, u64::from(w), 1);
        }
        At::NthWeekday(w, _, m) => {
            out.push('-');
            number(out, u64::from(m), 2);
            out.push_str("-WXX-");
            number(out, u64::from(w), 1);
        }
        At::Holiday(Holiday::Fixed(m, d)) => {
            two(out, "-", m);
            two(out, "-", d);
        }
        At::Holiday(Holiday::Nth(m, ..)) => {
            two(out, "-", m);
            out.push_str("-XX");
        }
        At::Holiday(_) => out.push_str("-XX-XX"),
    }
    if let Some(c) = p.clock {
        out.push('T');
        number(out, u64::from(c.hour), 2);
        out.push(':');
        number(out, u64::from(c.minute.unwrap_or(0)), 2);
        if let Some(second) = c.second {
            out.push(':');
            number(out, u64::from(second), 2);
        }
        if c.utc {
            out.push('Z');
        }
    } else if let Some(part) = p.part {
        out.push('T');
        out.push_str(part.code());
    }
}

/// The TIMEX3 value of a length: P2D, PT5H30M, PXY.
pub(super) fn length(out: &mut String<'_>, l: &Length) {
    out.push('P');
    let mut clock = false;
    for (amount, unit) in [(l.amount, l.unit)].into_iter().chain(l.more) {
        if unit.is_clock() && !clock {
            out.push('T');
            clock = true;
        }
        piece(out, amount, unit, &mut clock);
    }
}

fn piece(out: &mut String<'_>, amount: Amount, unit: Unit, clock: &mut bool) {
    let (times, letter) = match (unit, amount.0) {
        (Unit::Second, _) => (1, "S"),
        (Unit::Minute | Unit::Month, _) => (1, "M"),
        (Unit::Hour, _) => (1, "H"),
        (Unit::Day, _) => (1, "D"),
        (Unit::Week, _) => (1, "W"),
        (Unit::Fortnight, _) => (2, "W"),
        (Unit::Weekend, _) => (1, "WE"),
        (Unit::Quarter, _) => (1, "Q"),
        (Unit::HalfYear, _) => (6, "M"),
        (Unit::Decade, None) => (1, "DE"),
        (Unit::Century, None) => (1, "CE"),
        (Unit::Millennium, None) => (1, "ML"),
        (Unit::Decade, _) => (10, "Y"),
        (Unit::Century, _) => (100, "Y"),
        (Unit::Millennium, _) => (1000, "Y"),
        (Unit::Year | Unit::Period, _) => (1, "Y"),
    };
    let Some(n) = amount.0 else {
        out.push('X');
        out.push_str(letter);
        return;
    };
    let n = n.saturating_mul(times);
    let (whole, rest) = (n / 1000, n % 1000);
    let smaller = match unit {
        Unit::Year => Some((12, "M", false)),
        Unit::Hour => Some((60, "M", false)),
        Unit::Minute => Some((60, "S", false)),
        Unit::Day => Some((24, "H", true)),
        _ => None,
    };
    // A half is given in the smaller unit; other fractions keep their decimals.
    if let (500, Some((k, small, time))) = (rest, smaller) {
        if whole > 0 {
            number(out, whole, 1);
            out.push_str(letter);
        }
        if time && !*clock {
            out.push('T');
            *clock = true;
        }
        number(out, k / 2, 1);
        out.push_str(small);
        return;
    }
    number(out, whole, 1);
    if rest > 0 {
        out.push('.');
        let (mut rest, mut width) = (rest, 3);
        while rest % 10 == 0 {
            (rest, width) = (rest / 10, width - 1);
        }
        number(out, rest, width);
    }
    out.push_str(letter);
}
