//! Months with day and year.

use super::{
    TimexKind,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Left, Reader},
    tables::Named,
    values::{At, Point, Sense, Year},
};
use crate::document::{Flags, Gap};

/// What a year may be parted from its month by.
const BEFORE_YEAR: Gap = Gap(BLANK.0 | Gap::COMMA.0 | Gap::STOP.0 | Gap::HYPHEN.0 | Gap::SLASH.0);

impl Reader<'_, '_> {
    /// "5 June 1942", "June 5, 1942", "June 1942", "early June", "June".
    pub fn month(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some(e) = self.entry(i, self.t.months.0) else { return false };
        let m = self.t.months.1[e.row as usize];
        let f = self.flags(i);
        if (m.verb || m.name || m.short || m.cap) && !f.has(Flags::CAP) {
            return self.lower_month(i, m, out);
        }
        let (first, day) = self.day_left(i);
        let mut last = i + 1;
        let mut day_right = None;
        let mut range = None;
        let beside = Gap(BETWEEN.0 | if m.short { Gap::STOP.0 } else { 0 } | Gap::SLASH.0);
        if day.is_none() && self.next(last, beside) {
            day_right = self.day_right(last);
            if let Some((end, _)) = day_right {
                last = end;
                range = self.day_range(last);
            }
        }
        let days = day.or(day_right.map(|d| d.1));
        if day.is_none()
            && self.after(i, Gap(BETWEEN.0 | Gap::SLASH.0))
            && let Some(y) = self.year(i - 1).filter(|y| (1900..2100).contains(y))
            && self.year_right(last, days.is_some(), m.short).is_none()
            && range.is_none()
        {
            let at = days.map_or(At::Month(m.number), |d| At::Day(m.number, d));
            let sense = Sense::Point(Point::new(Year::Is(y), at));
            out.push(Item::new(i - 1, last, TimexKind::Date, sense, "year-first"));
            return true;
        }
        let end = range.map_or(last, |(_, end, _)| end);
        let year = self.year_right(end, days.is_some(), m.short);
        let point = |d: u8, y: Option<i32>| {
            let at = if d == 0 { At::Month(m.number) } else { At::Day(m.number, d) };
            Point::new(y.map_or(Year::Open, Year::Is), at)
        };
        let y = year.map(|y| y.1);
        if let Some(d) = days {
            let left = self.left(first);
            let the = self.glue_before(first) == Some(G::The);
            let mut start = if left.modifier.is_some() && !left.edge { left.first } else { first };
            if the && start == first && day.is_some() && self.ordinal_digits(first).is_some() {
                start = first - 1;
            }
            if day.is_some() {
                self.days_before(first, m.number, y, out);
            }
            let sense = Sense::Point(point(d, y));
            let mut item = Item::new(start, last, TimexKind::Date, sense, "month-day");
            item.modifier = if start < first { left.modifier } else { None };
            match (range, year) {
                (Some((from, to, d2)), _) => {
                    out.push(item);
                    let end = year.map_or(to, |y| y.0);
                    let sense = Sense::Point(point(d2, y));
                    out.push(Item::new(from, end, TimexKind::Date, sense, "day-range"));
                }
                (None, Some((end, _))) => {
                    item.last = end;
                    out.push(item);
                }
                _ => out.push(item),
            }
            return true;
        }
        let mut left = self.left(i);
        if y.is_none() && !self.month_alone(i, m, &left) {
            return false;
        }
        left = self.plain(left, i);
        if let Some((end, _)) = year {
            last = end;
        }
        out.push(self.calendar(&left, last, point(0, y), "month"));
        true
    }

    /// Months written small: only the unmistakable ones come here with flags, and need a number.
    fn lower_month(&self, i: usize, m: Named, out: &mut Items<'_>) -> bool {
        let (first, Some(d)) = self.day_left(i) else { return self.lower_day(i, m, out) };
        if m.verb && first + 1 != i && self.glue(i - 1) != Some(G::Of) {
            return false;
        }
        let year = self.year_right(i + 1, true, m.short);
        let y = year.map_or(Year::Open, |y| Year::Is(y.1));
        // "the second of march" but not "5 may go"
        let ordinal = self.ordinal_digits(first).is_some()
            || self.glue(i - 1) == Some(G::Of) && self.int(first, 2).is_none();
        if y == Year::Open && (m.verb || m.name) && !ordinal {
            return false;
        }
        let sense = Sense::Point(Point::new(y, At::Day(m.number, d)));
        let last = year.map_or(i + 1, |y| y.0);
        out.push(Item::new(first, last, TimexKind::Date, sense, "month-day"));
        true
    }

    /// "march 3 2015", "april ninth": a day after a month written small.
    fn lower_day(&self, i: usize, m: Named, out: &mut Items<'_>) -> bool {
        if !self.next(i + 1, BETWEEN) {
            return false;
        }
        let Some((last, d)) = self.day_right(i + 1) else { return false };
        let year = self.year_right(last, true, m.short);
        if year.is_none() && self.int(i + 1, 2).is_some() && !(m.short && !m.verb) {
            return false;
        }
        let y = year.map_or(Year::Open, |y| Year::Is(y.1));
        let sense = Sense::Point(Point::new(y, At::Day(m.number, d)));
        let last = year.map_or(last, |y| y.0);
        out.push(Item::new(i, last, TimexKind::Date, sense, "month-day"));
        true
    }

    /// Whether a month without day and year is one.
    fn month_alone(&self, i: usize, m: Named, left: &Left) -> bool {
        let prep = matches!(
            left.before,
            Some(G::In | G::Of | G::Prep | G::To | G::And | G::Or | G::On | G::At)
        );
        let bent = left.shift.is_some() || left.part || left.edge || left.set.is_some();
        if m.short {
            return (prep || bent) && i < self.end && self.tokens.gap(i + 1).has(Gap::STOP);
        }
        if m.verb || m.name {
            // "the June agreement", "a March vote"
            let noun = matches!(self.glue_before(i), Some(G::The | G::A))
                && self.next(i + 1, BLANK)
                && !self.flags(i + 1).has(Flags::CAP)
                && !self.flags(i).has(Flags::UPPER)
                && self.glue(i + 1).is_none()
                && (m.number != 5 || self.glue_before(i) == Some(G::A));
            if noun {
                return true;
            }
            let name_after = self.next(i + 1, Gap::SPACE)
                && self.flags(i + 1).has(Flags::CAP)
                && !self.flags(i + 1).has(Flags::DIGIT)
                && m.name;
            return (prep || bent)
                && !name_after
                && !(m.verb && self.flags(i).has(Flags::UPPER) && !prep);
        }
        true
    }

    /// The day before a month: "5", "5th", "fifth of", "the 5th of".
    fn day_left(&self, i: usize) -> (usize, Option<u8>) {
        let mut k = i;
        if self.glue_before(i) == Some(G::Of) && self.after(i, BLANK) {
            k = i - 1;
        } else if self.after(i, BLANK)
            && self.entry(i - 1, self.t.units.0).is_some()
            && i - 1 > self.floor
        {
            return (i, None);
        }
        if !self.after(k, Gap(BETWEEN.0 | Gap::SLASH.0)) {
            return (i, None);
        }
        if !self.flags(k - 1).has(Flags::DIGIT) && self.numeral(k - 1).is_none() {
            return (i, None);
        }
        let ordinal = self.ordinal_back(k - 1).filter(|o| (1..=31).contains(&o.1));
        if let Some((first, n)) = ordinal {
            let the = self.glue_before(first) == Some(G::The);
            // "the first of May" but not "first May Day"
            if self.ordinal_digits(first).is_some() || (k < i && the) || k < i && first == k - 1 {
                return (first, Some(n as u8));
            }
            return (i, None);
        }
        let Some(d) = self.day(k - 1) else { return (i, None) };
        let first = k - 1;
        let part_of_number = first > self.floor
            && self.tokens.gap(first).has(Gap(Gap::CURRENCY.0 | Gap::COLON.0 | Gap::SLASH.0));
        if part_of_number { (i, None) } else { (first, Some(d)) }
    }

    /// The day after a month and the token after it.
    fn day_right(&self, j: usize) -> Option<(usize, u8)> {
        if let Some(d) = self.day(j) {
            let after = self.tokens.gap(j + 1);
            let clock = j + 1 < self.end
                && after == Gap::COLON
                && self.int(j + 1, 2).is_some()
                && self.len(j + 1) == 2;
            if clock || after.has(Gap::PERCENT) {
                return None;
            }
            return Some((j + 1, d));
        }
        if self.glue(j) == Some(G::The) && self.next(j + 1, BLANK) {
            return self
                .ordinal(j + 1)
                .filter(|o| (1..=31).contains(&o.1))
                .map(|(k, n)| (k, n as u8));
        }
        match self.ordinal(j) {
            Some((k, n)) if (1..=31).contains(&n) => {
                // "March first", not "March first quarter"
                let unit = self.next(k, BETWEEN)
                    && (self.entry(k, self.t.units.0).is_some()
                        || self.flags(k).has(Flags::ALPHA) && !self.stops(k));
                (!unit || self.ordinal_digits(j).is_some()).then_some((k, n as u8))
            }
            _ => None,
        }
    }

    /// The end of a range of days after a month's day: first token, end, day.
    fn day_range(&self, last: usize) -> Option<(usize, usize, u8)> {
        let dash = Gap(BLANK.0 | Gap::HYPHEN.0 | Gap::DASH.0);
        if self.next(last, dash)
            && self.tokens.gap(last).has(Gap(Gap::HYPHEN.0 | Gap::DASH.0))
            && let Some(d) = self.day(last)
        {
            return Some((last, last + 1, d));
        }
        if self.next(last, BLANK)
            && matches!(self.glue(last), Some(G::To | G::And))
            && self.next(last + 1, BLANK)
            && let Some(d) = self.day(last + 1)
        {
            // "May 5 and 10 others" is no range.
            if self.glue(last) == Some(G::To) || self.stops(last + 2) {
                return Some((last + 1, last + 2, d));
            }
        }
        None
    }

    /// Days that share the month of the day at `first`: "4 and 11 May", "12-14 July".
    fn days_before(&self, first: usize, month: u8, year: Option<i32>, out: &mut Items<'_>) {
        let y = year.map_or(Year::Open, Year::Is);
        let mut at = first;
        let (mut found, mut n) = ([(0, 0); 3], 0);
        for _ in 0..3 {
            let dash = at > self.floor
                && self.tokens.gap(at).has(Gap(Gap::HYPHEN.0 | Gap::DASH.0 | Gap::COMMA.0))
                && self
                    .tokens
                    .gap(at)
                    .is_within(Gap(BLANK.0 | Gap::HYPHEN.0 | Gap::DASH.0 | Gap::COMMA.0));
            let k = if dash {
                at - 1
            } else if matches!(self.glue_before(at), Some(G::And | G::To | G::Or))
                && at - 1 > self.floor
                && self.tokens.gap(at - 1).is_within(BLANK)
            {
                at - 2
            } else {
                break;
            };
            let Some(d) = self.day(k) else { break };
            found[n] = (k, d);
            n += 1;
            at = k;
        }
        for (k, d) in found[..n].iter().copied().rev() {
            let sense = Sense::Point(Point::new(y, At::Day(month, d)));
            out.push(Item::new(k, k + 1, TimexKind::Date, sense, "day-range"));
        }
    }

    /// The year after a date: the token after it, and the year.
    pub fn year_right(&self, j: usize, day: bool, short: bool) -> Option<(usize, i32)> {
        if j >= self.end {
            return None;
        }
        let gap = self.tokens.gap(j);
        if gap.is_within(BEFORE_YEAR) && (short || day || !gap.has(Gap::STOP)) {
            if let Some(y) = self.year(j) {
                return Some((self.era(j + 1, y).0, self.era(j + 1, y).1));
            }
            // 31-Oct-74
            let tight = j >= 2 && self.tokens.gap(j) == self.tokens.gap(j - 1);
            if tight
                && gap.has(Gap(Gap::HYPHEN.0 | Gap::SLASH.0))
                && day
                && self.len(j) == 2
                && let Some(y) = self.int(j, 2)
            {
                return Some((j + 1, two_digits(y)));
            }
            let bc = self.next(j + 1, BLANK).then(|| self.glue(j + 1)).flatten();
            if let (Some(n), Some(G::Bc)) = (self.int(j, 4), bc) {
                return Some((j + 2, -(n as i32)));
            }
        }
        if gap.has(Gap::APOSTROPHE)
            && gap.is_within(Gap(BLANK.0 | Gap::APOSTROPHE.0))
            && self.len(j) == 2
        {
            return self.int(j, 2).map(|y| (j + 1, two_digits(y)));
        }
        // "October of 1998", "June in 1944"
        if gap.is_within(BLANK)
            && matches!(self.glue(j), Some(G::Of | G::In))
            && self.next(j + 1, BLANK)
        {
            // "born in April of 87"
            let short = || {
                let y = self.int(j + 1, 2).filter(|y| (40..100).contains(y))?;
                (self.glue(j) == Some(G::Of) && self.stops(j + 2)).then(|| two_digits(y))
            };
            return self.year(j + 1).or_else(short).map(|y| (j + 2, y));
        }

        self.next(j, Gap(BLANK.0 | Gap::COMMA.0)).then(|| self.spoken_year(j))?
    }

    /// "BC" or "AD" after a year.
    pub fn era(&self, j: usize, year: i32) -> (usize, i32) {
        if self.next(j, BLANK) {
            match self.glue(j) {
                Some(G::Bc) => return (j + 1, -year),
                Some(G::Ad) if self.flags(j).has(Flags::UPPER) => return (j + 1, year),
                _ => {}
            }
        }
        (j, year)
    }

    /// A point of the calendar with the words left of it.
    pub fn calendar(&self, l: &Left, last: usize, p: Point, rule: &'static str) -> Item {
        let sense = match (l.shift, l.set, p.year) {
            (_, Some(_), _) => Sense::EveryPoint(p),
            (Some((n, from)), _, Year::Open) => Sense::Named(n, from, p),
            _ => Sense::Point(p),
        };
        let kind = if l.set.is_some() { TimexKind::Set } else { TimexKind::Date };
        let mut item = Item::new(l.first, last, kind, sense, rule);
        item.modifier = l.modifier;
        item.the = l.the;
        item
    }

    /// Without an article that belongs to a noun further right ("the October attack"), and without an
    /// "around" that is a preposition.
    pub fn plain(&self, mut l: Left, core: usize) -> Left {
        let bent = l.shift.is_some() || l.part || l.edge || l.set.is_some();
        if !bent {
            l.first = core;
            l.modifier = None;
        } else if l.the && l.part && l.shift.is_none() && !l.edge {
            l.first += 1;
        }
        l
    }
}

/// A year of two digits: within the century that ends in 2039.
pub(super) fn two_digits(y: u32) -> i32 {
    let y = y as i32;
    if y < 40 { 2000 + y } else { 1900 + y }
}
