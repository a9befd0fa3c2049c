//! Days that a TIMEX3 value stands for.

use jiff::{ToSpan, civil::Date};

/// A stretch of days, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    /// The days of "2024-03-22", "2024-03-22TEV", "2024-W12", "2024-03" or "2024"; none for what is no calendar stretch.
    pub fn of(value: &str) -> Option<Self> {
        let year: i16 = value.get(..4)?.parse().ok()?;
        let rest = &value[4..];
        if rest.is_empty() {
            return Some(Self {
                first: Date::new(year, 1, 1).ok()?,
                last: Date::new(year, 12, 31).ok()?,
            });
        }
        let rest = rest.strip_prefix('-')?;
        if let Some(week) = rest.strip_prefix('W') {
            let week: i32 = week.get(..2)?.parse().ok()?;
            // ISO 8601: 4 January lies in week 1.
            let fourth = Date::new(year, 1, 4).ok()?;
            let back = i32::from(fourth.weekday().to_monday_zero_offset());
            let first = fourth.checked_add((7 * (week - 1) - back).days()).ok()?;
            return Some(Self { first, last: first.checked_add(6.days()).ok()? });
        }
        let month: i8 = rest.get(..2)?.parse().ok()?;
        let start = Date::new(year, month, 1).ok()?;
        match rest[2..].strip_prefix('-') {
            Some(day) => {
                let day = Date::new(year, month, day.get(..2)?.parse().ok()?).ok()?;
                Some(Self { first: day, last: day })
            }
            None if rest.len() == 2 => Some(Self { first: start, last: start.last_of_month() }),
            None => None,
        }
    }

    /// The day, where it is one.
    pub fn day(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The narrower of two that overlap.
    pub fn narrow(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_values_have_days() {
        let days = |v: &str| Days::of(v).map(|d| format!("{} {}", d.first, d.last));
        let is = |v: &str, s: &str| assert_eq!(days(v).as_deref(), Some(s), "{v}");
        is("2024-03-22", "2024-03-22 2024-03-22");
        is("2024-03-22TEV", "2024-03-22 2024-03-22");
        is("2024-W12", "2024-03-18 2024-03-24");
        is("2021-W01-WE", "2021-01-04 2021-01-10");
        is("2024-02", "2024-02-01 2024-02-29");
        is("2024", "2024-01-01 2024-12-31");
        for v in ["P3D", "XXXX-WXX-6", "PAST_REF", "2024-SU", "202", "", "2024-13", "2024-02-31"] {
            assert_eq!(days(v), None, "{v}");
        }
    }
}
