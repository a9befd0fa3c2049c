//! How a placed expression is written in TIMEX3, and what is left open where nothing is known to count from.

use std::fmt::Write as _;

use super::{
    holidays::Holiday,
    reader::Item,
    resolve::Placed,
    values::{Amount, At, From, Length, Point, Sense, Unit, Year},
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
        Placed::Point(p) => Some(point(p)),
        Placed::Length(l) => Some(length(l)),
        Placed::Text(s) => Some(s.clone()),
        Placed::Nothing => open_value(item),
    }
}

/// A year in TIMEX3: four digits, `BC0490` before our era.
pub(super) fn year(out: &mut String, y: i32) {
    let _ = if y < 0 { write!(out, "BC{:04}", -i64::from(y)) } else { write!(out, "{y:04}") };
}

/// The TIMEX3 value of a placed or partial point.
pub(super) fn point(p: &Point) -> String {
    let mut s = String::with_capacity(16);
    match (p.at, p.year) {
        (At::Decade, Year::Is(d)) => {
            let _ = if d < 0 { write!(s, "BC{:03}", -d) } else { write!(s, "{d:03}") };
        }
        (At::Century, Year::Is(c)) => {
            let _ = if c < 0 { write!(s, "BC{:02}", -c) } else { write!(s, "{c:02}") };
        }
        (_, Year::Is(y)) => year(&mut s, y),
        _ => s.push_str("XXXX"),
    }
    let _ = match p.at {
        At::Open => write!(s, "-XX-XX"),
        At::Year | At::Decade | At::Century => Ok(()),
        At::Half(h) => write!(s, "-H{h}"),
        At::Quarter(0) => write!(s, "-QX"),
        At::Quarter(q) => write!(s, "-Q{q}"),
        At::Season(x) => write!(s, "-{}", x.code()),
        At::Month(0) => write!(s, "-XX"),
        At::Month(m) => write!(s, "-{m:02}"),
        At::Week(0) => write!(s, "-WXX"),
        At::Week(w) => write!(s, "-W{w:02}"),
        At::MonthWeek(m, _) => write!(s, "-{m:02}-WXX"),
        At::Weekend(0) => write!(s, "-WXX-WE"),
        At::Weekend(w) => write!(s, "-W{w:02}-WE"),
        At::Day(0, 0) => write!(s, "-XX-XX"),
        At::Day(0, d) => write!(s, "-XX-{d:02}"),
        At::Day(m, 0) => write!(s, "-{m:02}-XX"),
        At::Day(m, d) => write!(s, "-{m:02}-{d:02}"),
        At::Weekday(w) => write!(s, "-WXX-{w}"),
        At::NthWeekday(w, _, m) => write!(s, "-{m:02}-WXX-{w}"),
        At::Holiday(Holiday::Fixed(m, d)) => write!(s, "-{m:02}-{d:02}"),
        At::Holiday(Holiday::Nth(m, ..)) => write!(s, "-{m:02}-XX"),
        At::Holiday(_) => write!(s, "-XX-XX"),
    };
    if let Some(c) = p.clock {
        let _ = write!(s, "T{:02}:{:02}", c.hour, c.minute.unwrap_or(0));
        if let Some(sec) = c.second {
            let _ = write!(s, ":{sec:02}");
        }
        if c.utc {
            s.push('Z');
        }
    } else if let Some(part) = p.part {
        s.push('T');
        s.push_str(part.code());
    }
    s
}

/// The TIMEX3 value of a length: P2D, PT5H30M, PXY.
pub(super) fn length(l: &Length) -> String {
    let mut s = String::from("P");
    let mut clock = false;
    for (amount, unit) in [(l.amount, l.unit)].into_iter().chain(l.more) {
        if unit.is_clock() && !clock {
            s.push('T');
            clock = true;
        }
        piece(&mut s, amount, unit, &mut clock);
    }
    s
}

fn piece(s: &mut String, amount: Amount, unit: Unit, clock: &mut bool) {
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
        s.push('X');
        s.push_str(letter);
        return;
    };
    let n = n.saturating_mul(times);
    let smaller = match unit {
        Unit::Year => Some((12, "M", false)),
        Unit::Hour => Some((60, "M", false)),
        Unit::Minute => Some((60, "S", false)),
        Unit::Day => Some((24, "H", true)),
        _ => None,
    };
    // A half is given in the smaller unit; other fractions keep their decimals.
    if let (500, Some((k, small, time))) = (n % 1000, smaller) {
        if n >= 1000 {
            let _ = write!(s, "{}{letter}", n / 1000);
        }
        if time && !*clock {
            s.push('T');
            *clock = true;
        }
        let _ = write!(s, "{}{small}", k / 2);
    } else if n % 1000 == 0 {
        let _ = write!(s, "{}{letter}", n / 1000);
    } else {
        let f = format!("{:03}", n % 1000);
        let _ = write!(s, "{}.{}{letter}", n / 1000, f.trim_end_matches('0'));
    }
}
