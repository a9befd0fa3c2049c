//! Weekdays, seasons, holidays, and years spelt out.

use super::{
    TimexKind,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Reader},
    values::{At, From, Point, Sense, Year},
};
use crate::document::{Flags, Gap};

impl Reader<'_, '_> {
    /// "Monday", "last Friday", "every Tuesday", "Mondays".
    pub fn weekday(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some(e) = self.entry(i, self.t.weekdays.0) else { return false };
        let d = self.t.weekdays.1[e.row as usize];
        if d.short && !self.short_weekday(i) {
            return false;
        }
        let mut left = self.left(i);
        if left.shift.is_none() && !left.edge && left.set.is_none() {
            // "a Saturday", "the Friday", "early Monday": the day alone.
            left.first = i;
            left.modifier = left.modifier.filter(|_| left.part);
        }
        if let Some(item) = self.nth_weekday(i, d.number) {
            out.push(item);
            return true;
        }
        if d.plural
            && let Some(item) = self.weekdays_ago(i, d.number)
        {
            out.push(item);
            return true;
        }
        // "Friday 13th"
        if left.first == i
            && self.next(i + 1, BLANK)
            && let Some(day) = self.ordinal_digits(i + 1).filter(|n| (1..=31).contains(n))
            && self.stops(i + 2)
        {
            let p = Point::new(Year::Open, At::Day(0, day as u8));
            let item = Item::new(i, i + 2, TimexKind::Date, Sense::Point(p), "weekday-date");
            out.push(Item { weekday: Some(d.number), ..item });
            return true;
        }
        let p = Point::new(Year::Open, At::Weekday(d.number));
        let item = if d.plural {
            let mut item = Item::new(i, i + 1, TimexKind::Set, Sense::EveryPoint(p), "weekdays");
            item.first = if left.set.is_some() { left.first } else { i };
            item
        } else {
            self.calendar(&left, i + 1, p, "weekday")
        };
        out.push(item);
        true
    }

    /// "the first Monday of", "last Friday in": completed by the month that follows.
    fn nth_weekday(&self, i: usize, w: u8) -> Option<Item> {
        let month_follows = self.next(i + 1, BLANK)
            && matches!(self.glue(i + 1), Some(G::Of | G::In))
            && !self.flags(i).has(Flags::POSSESSIVE);
        if !month_follows || !self.after(i, BLANK) {
            return None;
        }
        let last = self.modifier(i - 1).is_some_and(|m| m.shift == Some((-1, From::Reference)));
        let (first, n) = match self.ordinal_back(i - 1) {
            Some((k, n)) if (1..=5).contains(&n) => (k, n as i8),
            None if last => (i - 1, -1),
            _ => return None,
        };
        let the = self.glue_before(first) == Some(G::The);
        let p = Point::new(Year::Open, At::NthWeekday(w, n, 0));
        let first = first - usize::from(the);
        let mut item = Item::new(first, i + 1, TimexKind::Date, Sense::Point(p), "nth-weekday");
        item.weak = true;
        Some(item)
    }

    /// An abbreviated weekday needs a date or time beside it.
    fn short_weekday(&self, i: usize) -> bool {
        if !self.flags(i).has(Flags::CAP) {
            return false;
        }
        let gap = Gap(BLANK.0 | Gap::STOP.0 | Gap::COMMA.0);
        if self.next(i + 1, gap) {
            let digits = self.flags(i + 1).has(Flags::DIGIT)
                && (self.day(i + 1).is_some() || !self.tokens.gap(i + 1).has(Gap::COMMA));
            if digits
                || self.entry(i + 1, self.t.months.0).is_some() && self.flags(i + 1).has(Flags::CAP)
            {
                return true;
            }
        }
        if !self.after(i, BLANK) {
            return false;
        }
        // "next Fri", "on Sat."
        let shift = self.modifier(i - 1).and_then(|m| m.shift);
        shift.is_some_and(|s| s.1 == From::Reference)
            || self.glue(i - 1) == Some(G::On)
                && self.tokens.gap(i + 1).has(Gap(Gap::STOP.0 | Gap::COMMA.0 | Gap::NEWLINE.0))
    }

    /// "last summer", "the spring of 1941", "winter 2010".
    pub fn season(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some(e) = self.entry(i, self.t.seasons.0) else { return false };
        let s = self.t.seasons.1[e.row as usize];
        let left = self.left(i);
        let mut last = i + 1;
        let mut y = Year::Open;
        if let Some((end, year)) = self.year_right(last, false, false) {
            (last, y) = (end, Year::Is(year));
            // "the winter of 1776-77"
            if self.next(last, Gap(Gap::HYPHEN.0 | Gap::DASH.0 | Gap::SLASH.0))
                && self.int(last, 4).is_some()
                && !self.tokens.gap(last).is_within(Gap::default())
            {
                last += 1;
            }
        }
        let bent = left.shift.is_some() || left.part || left.edge || left.set.is_some();
        let in_it = matches!(left.before, Some(G::In | G::Prep | G::Of));
        let of = self.next(last, BLANK) && self.glue(last) == Some(G::Of);
        let noun_after = self.next(last, BETWEEN)
            && !self.stops(last)
            && self.glue(last).is_none()
            && self.modifier(last).is_none();
        let fall = s.verb;
        let found = y != Year::Open
            || bent
            || in_it && !(fall && (of || noun_after))
            || left.the && !fall && !noun_after
            || !fall && !noun_after && !left.a && in_it;
        if !found || left.a && y == Year::Open {
            return false;
        }
        out.push(self.calendar(&left, last, Point::new(y, At::Season(s.season)), "season"));
        true
    }

    /// "Christmas Day", "last Thanksgiving", "Easter 2012".
    pub fn holiday(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some((n, e)) = self.doc.phrase(self.lexicon, i, self.t.holidays.0) else {
            return false;
        };
        if i + n > self.end {
            return false;
        }
        let (h, small) = self.t.holidays.1[e.row as usize];
        let mut left = self.left(i);
        let dated = left.shift.is_some() || self.year_right(i + n, false, false).is_some();
        if !self.flags(i).has(Flags::CAP) && n == 1 && !dated && !small {
            return false;
        }
        if left.the && left.shift.is_none() && !left.edge {
            left.first = i;
        }
        let year = self.year_right(i + n, false, false);
        let y = year.map_or(Year::Open, |y| Year::Is(y.1));
        let last = year.map_or(i + n, |y| y.0);
        out.push(self.calendar(&left, last, Point::new(y, At::Holiday(h)), "holiday"));
        true
    }

    /// "nineteen ninety-seven" on its own, "the year two thousand".
    pub fn spoken(&self, i: usize, out: &mut Items<'_>) -> bool {
        use super::tables::Numeral::{Hundred, Ten, Unit as Small};
        let year_before = self.after(i, BLANK)
            && self
                .entry(i - 1, self.t.units.0)
                .is_some_and(|e| self.t.units.1[e.row as usize].unit == super::values::Unit::Year);
        let opens = match self.numeral(i) {
            Some(Small(13..=19) | Ten(20)) => true,
            Some(Small(2)) => year_before,
            _ => false,
        };
        if !opens {
            return false;
        }
        let Some((last, y)) = self.spoken_year(i) else { return false };
        let hundred = last == i + 2 && matches!(self.numeral(i + 1), Some(Hundred));
        let count = self.next(last, BETWEEN)
            && (self.numeral(last).is_some() || self.entry(last, self.t.units.0).is_some());
        let prep = matches!(self.glue_before(i), Some(G::In | G::Of | G::Prep));
        if (hundred || y % 100 < 10) && !year_before && !prep || count {
            return false;
        }
        let mut first = i;
        if year_before {
            first = i - 1;
            if self.glue_before(first) == Some(G::The) {
                first -= 1;
            }
        }
        let p = Point::new(Year::Is(y), At::Year);
        out.push(Item::new(first, last, TimexKind::Date, Sense::Point(p), "spoken-year"));
        true
    }

    /// "nineteen ninety-seven", "two thousand", as the year after "year" or a month.
    pub fn spoken_year(&self, j: usize) -> Option<(usize, i32)> {
        use super::tables::Numeral::{Hundred, Scale, Ten, Unit};
        if j >= self.end {
            return None;
        }
        let n =
            |k: usize| (k < self.end && (k == j || self.next(k, BETWEEN))).then(|| self.numeral(k));
        let low = |k: usize| -> Option<(usize, i32)> {
            match n(k)?? {
                Ten(t) => match n(k + 1).flatten() {
                    Some(Unit(u)) if u < 10 => Some((k + 2, (t + u) as i32)),
                    _ => Some((k + 1, t as i32)),
                },
                Unit(u) if u >= 10 => Some((k + 1, u as i32)),
                _ => None,
            }
        };
        let high = match n(j)?? {
            Unit(u @ 13..=19) => u as i32,
            Unit(2) => {
                let Some(Some(Scale(1000))) = n(j + 1) else { return None };
                let and = self.next(j + 2, BLANK) && self.glue(j + 2) == Some(G::And);
                let rest = j + 2 + usize::from(and);
                return match low(rest) {
                    Some((k, v)) => Some((k, 2000 + v)),
                    None => match n(rest).flatten() {
                        Some(Unit(u)) if u < 10 => Some((rest + 1, 2000 + u as i32)),
                        _ => Some((j + 2, 2000)),
                    },
                };
            }
            Ten(20) => 20,
            _ => return None,
        };
        if let Some(Some(Hundred)) = n(j + 1) {
            return match low(j + 2) {
                Some((k, v)) => Some((k, high * 100 + v)),
                None => Some((j + 2, high * 100)),
            };
        }
        low(j + 1).map(|(k, v)| (k, high * 100 + v))
    }
}
