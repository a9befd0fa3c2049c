//! Calendar arithmetic, without panics on any year.

use jiff::{
    Span as Delta,
    civil::{Date, ISOWeekDate, Weekday},
};

use super::values::{ANY_DAY, At, LAST_WEEK, Point, Year};

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

/// The nth weekday (or any day) of a month; -1 is the last.
pub(super) fn nth_weekday(year: i32, month: u8, wd: u8, n: i8) -> Option<Date> {
    let first = date(year, month, 1)?;
    if wd == ANY_DAY {
        return match n {
            -1 => Some(first.last_of_month()),
            _ => date(year, month, u8::try_from(n).ok()?),
        };
    }
    let wd = Weekday::from_monday_one_offset(i8::try_from(wd).ok()?).ok()?;
    first.nth_weekday_of_month(n, wd).ok()
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
        At::Week(LAST_WEEK) => date(y, 12, 28),
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
