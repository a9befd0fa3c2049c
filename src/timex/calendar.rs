//! Calendar arithmetic, without panics on any year.

use jiff::{
    Span as Delta,
    civil::{Date, ISOWeekDate, Weekday},
};

use super::values::{At, Holiday, Point, Year};

/// The date, when the calendar has it.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

pub(super) fn add_days(d: Date, days: i64) -> Option<Date> {
    d.checked_add(Delta::new().try_days(days).ok()?).ok()
}

pub(super) fn add_months(d: Date, months: i64) -> Option<Date> {
    d.checked_add(Delta::new().try_months(months).ok()?).ok()
}

/// 1 for Monday.
pub(super) fn weekday(d: Date) -> u8 {
    d.weekday().to_monday_one_offset() as u8
}

/// ISO year and week.
pub(super) fn week(d: Date) -> (i32, u8) {
    let w = d.iso_week_date();
    (i32::from(w.year()), w.week() as u8)
}

pub(super) fn day(d: Date) -> Point {
    Point::new(Year::Is(i32::from(d.year())), At::Day(d.month() as u8, d.day() as u8))
}

/// Monday of an ISO week.
pub(super) fn monday(year: i32, week: u8) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    let w = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok()?;
    Some(w.date())
}

/// The nth weekday of a month; negative counts from its end.
pub(super) fn nth_weekday(year: i32, month: u8, wd: u8, n: i8) -> Option<Date> {
    let first = date(year, month, 1)?;
    let wd = Weekday::from_monday_one_offset(i8::try_from(wd).ok()?).ok()?;
    first.nth_weekday_of_month(n, wd).ok()
}

/// A holiday's day in a year.
pub(super) fn holiday(h: Holiday, year: i32) -> Option<Date> {
    match h {
        Holiday::Fixed(m, d) => date(year, m, d),
        Holiday::Nth(m, w, n, later) => add_days(nth_weekday(year, m, w, n)?, i64::from(later)),
        Holiday::Easter(days) => add_days(easter(year)?, i64::from(days)),
        Holiday::Pascha(days) => add_days(pascha(year)?, i64::from(days)),
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<Date> {
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
fn pascha(year: i32) -> Option<Date> {
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

/// First and last day of a month, quarter, half or year that has its year; a day for itself.
pub(super) fn first_day(p: &Point) -> Option<Date> {
    let Year::Is(y) = p.year else { return None };
    match p.at {
        At::Year => date(y, 1, 1),
        At::Decade => date(y.checked_mul(10)?, 1, 1),
        At::Century => date(y.checked_mul(100)?, 1, 1),
        At::Half(h) => date(y, if h == 2 { 7 } else { 1 }, 1),
        At::Quarter(q @ 1..=4) => date(y, q * 3 - 2, 1),
        At::Season(s) => date(y, s.month(), 1),
        At::Month(m) => date(y, m, 1),
        At::Week(w) => monday(y, w),
        At::Weekend(w) => add_days(monday(y, w)?, 5),
        At::Day(m, d) => date(y, m, d),
        _ => None,
    }
}

/// The first of the month so many months on.
pub(super) fn month_on(d: Date, months: i64) -> Option<(i32, u8)> {
    let d = add_months(d.first_of_month(), months)?;
    Some((i32::from(d.year()), d.month() as u8))
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
    fn movable_feasts() {
        assert_eq!(holiday(Holiday::Nth(11, 4, 4, 0), 2013), date(2013, 11, 28));
        assert_eq!(holiday(Holiday::Nth(5, 1, -1, 0), 2024), date(2024, 5, 27));
    }
}
