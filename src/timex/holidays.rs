//! How a holiday's day is found.

use jiff::civil::Date;

use super::{
    almanac::{easter, hebrew, hijri, moon, pascha},
    calendar::{add_days, date, nth_weekday},
};

/// How a holiday's day is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holiday {
    Fixed(u8, u8),
    /// Month, weekday, which one (-1 the last), days after it.
    Nth(u8, u8, i8, i8),
    Easter(i16),
    Pascha(i16),
    /// Month and day of the Hebrew year.
    Hebrew(u8, u8),
    /// Month and day of the Islamic year.
    Hijri(u8, u8),
    /// Days after the first new or full moon from a day of the year on.
    Moon {
        full: bool,
        month: u8,
        day: u8,
        hours: i8,
        days: i8,
    },
}

impl Holiday {
    pub fn parse(s: &str) -> Option<Holiday> {
        let f: Vec<&str> = s.split(' ').collect();
        match f[..] {
            ["easter", d] => d.parse().ok().map(Holiday::Easter),
            ["pascha", d] => d.parse().ok().map(Holiday::Pascha),
            ["nth", m, w, n] => {
                Some(Holiday::Nth(m.parse().ok()?, w.parse().ok()?, n.parse().ok()?, 0))
            }
            ["nth", m, w, n, d] => Some(Holiday::Nth(
                m.parse().ok()?,
                w.parse().ok()?,
                n.parse().ok()?,
                d.parse().ok()?,
            )),
            ["hebrew", m, d] => Some(Holiday::Hebrew(m.parse().ok()?, d.parse().ok()?)),
            ["hijri", m, d] => Some(Holiday::Hijri(m.parse().ok()?, d.parse().ok()?)),
            [phase @ ("newmoon" | "fullmoon"), start, hours, days] => {
                let (m, d) = start.split_once('-')?;
                Some(Holiday::Moon {
                    full: phase == "fullmoon",
                    month: m.parse().ok()?,
                    day: d.parse().ok()?,
                    hours: hours.parse().ok()?,
                    days: days.parse().ok()?,
                })
            }
            [day] => {
                let (m, d) = day.split_once('-')?;
                Some(Holiday::Fixed(m.parse().ok()?, d.parse().ok()?))
            }
            _ => None,
        }
    }
}

/// A holiday's day in a year.
pub(super) fn day_of(h: Holiday, year: i32) -> Option<Date> {
    match h {
        Holiday::Fixed(m, d) => date(year, m, d),
        Holiday::Nth(m, w, n, later) => add_days(nth_weekday(year, m, w, n)?, i64::from(later)),
        Holiday::Easter(days) => add_days(easter(year)?, i64::from(days)),
        Holiday::Pascha(days) => add_days(pascha(year)?, i64::from(days)),
        Holiday::Hebrew(m, d) => hebrew(year, m, d),
        Holiday::Hijri(m, d) => hijri(year, m, d),
        Holiday::Moon { full, month, day, hours, days } => {
            add_days(moon(full, date(year, month, day)?, hours)?, i64::from(days))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts() {
        assert_eq!(day_of(Holiday::Nth(11, 4, 4, 0), 2013), date(2013, 11, 28));
        assert_eq!(day_of(Holiday::Nth(5, 1, -1, 0), 2024), date(2024, 5, 27));
    }
}
