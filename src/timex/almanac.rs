//! Calendars that feasts are kept by: Easter of both churches, the moon, the Hebrew and the Islamic year.

use jiff::civil::Date;

use super::calendar::{add_days, date};

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
pub(super) fn easter(year: i32) -> Option<Date> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as u8, (n % 31 + 1) as u8)
}

/// Orthodox Easter Sunday, as a Gregorian date (Meeus).
pub(super) fn pascha(year: i32) -> Option<Date> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let n = d + e + 114;
    let julian = date(year, (n / 31) as u8, (n % 31 + 1) as u8)?;
    add_days(julian, i64::from(year / 100 - year / 400 - 2))
}

/// The date that is so many days after 31 December of the year before the first (Rata Die).
fn fixed(days: i64) -> Option<Date> {
    add_days(date(1, 1, 1)?, days - 1)
}

/// The days of the moon's months are counted from the new moon of 6 January 2000.
const LUNATION: f64 = 29.530_588_861;
const FIRST_MOON: f64 = 2_451_550.097_66;

/// The day of the first new or full moon from `start` on, by clocks `hours` ahead of Greenwich
/// (Meeus, ch. 49, main terms: right within half an hour in our centuries).
pub(super) fn moon(full: bool, start: Date, hours: i8) -> Option<Date> {
    const JULIAN: f64 = 1_721_424.5;
    let from = (start - date(1, 1, 1)?).get_days();
    let begin = f64::from(from + 1) + JULIAN;
    let k = ((begin - FIRST_MOON) / LUNATION).floor() - 1.0;
    let at = (0..4)
        .map(|n| phase(k + f64::from(n), full) + f64::from(hours) / 24.0)
        .find(|t| *t >= begin)?;
    fixed((at - JULIAN).floor() as i64)
}

/// The Julian day of a new or full moon.
fn phase(k: f64, full: bool) -> f64 {
    let k = if full { k + 0.5 } else { k };
    let t = k / 1236.85;
    let sin = |degrees: f64| degrees.to_radians().sin();
    let sun = 2.5534 + 29.105_356_70 * k;
    let moon = 201.5643 + 385.816_935_28 * k + 0.010_758_2 * t * t;
    let node = 160.7108 + 390.670_502_84 * k;
    let e = 1.0 - 0.002_516 * t;
    let c = if full {
        [-0.40614, 0.17302, 0.01614, 0.01043, 0.00734, -0.00515]
    } else {
        [-0.40720, 0.17241, 0.01608, 0.01039, 0.00739, -0.00514]
    };
    FIRST_MOON
        + LUNATION * k
        + 0.000_154_37 * t * t
        + c[0] * sin(moon)
        + c[1] * e * sin(sun)
        + c[2] * sin(2.0 * moon)
        + c[3] * sin(2.0 * node)
        + c[4] * e * sin(moon - sun)
        + c[5] * e * sin(moon + sun)
}

/// A day of the Hebrew year (Nisan is month 1) in a Gregorian year; month 13 is the last Adar.
pub(super) fn hebrew(year: i32, month: u8, day: u8) -> Option<Date> {
    if !(1..=9000).contains(&year) {
        return None;
    }
    [year + 3760, year + 3761]
        .into_iter()
        .filter_map(|y| fixed(hebrew_day(i64::from(y), month, day)))
        .find(|d| i32::from(d.year()) == year)
}

fn hebrew_day(year: i64, month: u8, day: u8) -> i64 {
    let leap = (7 * year + 1) % 19 < 7;
    let top = if leap { 13 } else { 12 };
    let month = month.min(top);
    let length = hebrew_new_year(year + 1) - hebrew_new_year(year);
    let days = |m: u8| match m {
        2 | 4 | 6 | 10 | 13 => 29,
        12 if !leap => 29,
        8 if length % 10 != 5 => 29,
        9 if length % 10 == 3 => 29,
        _ => 30,
    };
    // The year opens in autumn, with month 7.
    let before: i64 = if month < 7 {
        (7..=top).chain(1..month).map(days).sum()
    } else {
        (7..month).map(days).sum()
    };
    hebrew_new_year(year) + before + i64::from(day) - 1
}

fn hebrew_new_year(year: i64) -> i64 {
    let elapsed = |y: i64| {
        let months = (235 * y - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (a, b, c) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if c - b == 356 {
        2
    } else if b - a == 382 {
        1
    } else {
        0
    };
    b + delay - 1_373_427
}

/// The first time that a day of the Islamic year falls into a Gregorian year, by the arithmetical
/// calendar: what is seen of the moon may be a day off.
pub(super) fn hijri(year: i32, month: u8, day: u8) -> Option<Date> {
    if !(623..=9000).contains(&year) {
        return None;
    }
    let near = i64::from((year - 622) * 33 / 32);
    (near - 1..=near + 2)
        .filter_map(|y| {
            let m = i64::from(month);
            let months = 29 * (m - 1) + m / 2;
            fixed(227_013 + 354 * (y - 1) + (3 + 11 * y).div_euclid(30) + months + i64::from(day))
        })
        .find(|d| i32::from(d.year()) == year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_both_churches() {
        assert_eq!(easter(2024), date(2024, 3, 31));
        assert_eq!(pascha(2024), date(2024, 5, 5));
        assert_eq!(easter(99_999), None);
    }

    #[test]
    fn moons() {
        let start = date(2024, 1, 21).unwrap_or_default();
        assert_eq!(moon(false, start, 8), date(2024, 2, 10));
        assert_eq!(moon(true, start, 0), date(2024, 1, 25));
    }

    #[test]
    fn hebrew_feasts() {
        assert_eq!(hebrew(2024, 1, 15), date(2024, 4, 23));
        assert_eq!(hebrew(2023, 7, 1), date(2023, 9, 16));
        assert_eq!(hebrew(2024, 13, 14), date(2024, 3, 24));
        assert_eq!(hebrew(2024, 9, 25), date(2024, 12, 26));
    }

    #[test]
    fn islamic_feasts() {
        assert_eq!(hijri(2021, 12, 10), date(2021, 7, 19));
        assert_eq!(hijri(2024, 1, 10), date(2024, 7, 16));
    }
}
