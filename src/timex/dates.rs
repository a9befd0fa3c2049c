//! Calendar dates: months with day and year, weekdays, seasons, holidays.

use super::{
    TimexKind,
    reader::{BETWEEN, BLANK, Item, Left, Reader},
    tables::{G, Named},
    values::{At, Bound, From, Point, Sense, Year},
};
use crate::document::{Flags, Gap};

/// What a year may be parted from its month by.
const BEFORE_YEAR: Gap = Gap(BLANK.0 | Gap::COMMA.0 | Gap::STOP.0 | Gap::HYPHEN.0 | Gap::SLASH.0);

impl Reader<'_, '_> {
    /// "5 June 1942", "June 5, 1942", "June 1942", "early June", "June".
    pub fn month(&self, i: usize, out: &mut Vec<Item>) -> bool {
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
        if day.is_none() && self.after(i, Gap(BETWEEN.0 | Gap::SLASH.0)) {
            if let Some(y) = self.year(i - 1).filter(|y| (1900..2100).contains(y)) {
                if self.year_right(last, days.is_some(), m.short).is_none() && range.is_none() {
                    let at = days.map_or(At::Month(m.number), |d| At::Day(m.number, d));
                    let sense = Sense::Point(Point::new(Year::Is(y), at));
                    out.push(Item::new(i - 1, last, TimexKind::Date, sense, "year-first"));
                    return true;
                }
            }
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
    fn lower_month(&self, i: usize, m: Named, out: &mut Vec<Item>) -> bool {
        let (first, Some(d)) = self.day_left(i) else { return false };
        if m.verb && first + 1 != i && self.glue(i - 1) != Some(G::Of) {
            return false;
        }
        let year = self.year_right(i + 1, true, m.short);
        let y = year.map_or(Year::Open, |y| Year::Is(y.1));
        if y == Year::Open && (m.verb || m.name) && self.ordinal_digits(first).is_none() {
            return false;
        }
        let sense = Sense::Point(Point::new(y, At::Day(m.number, d)));
        let last = year.map_or(i + 1, |y| y.0);
        out.push(Item::new(first, last, TimexKind::Date, sense, "month-day"));
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
            return (prep || bent) && i + 1 <= self.end && self.tokens.gap(i + 1).has(Gap::STOP);
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
        let of = k < i;
        let part_of_number = first > self.floor
            && self.tokens.gap(first).has(Gap(Gap::CURRENCY.0 | Gap::COLON.0 | Gap::SLASH.0));
        if of && self.ordinal_digits(first).is_none() && self.glue_before(first) != Some(G::The) {
            // "12 of November" is a date; "8 of May's deals" hardly occurs.
        }
        if part_of_number { (i, None) } else { (first, Some(d)) }
    }

    /// The day after a month and the token after it.
    fn day_right(&self, j: usize) -> Option<(usize, u8)> {
        if let Some(d) = self.day(j) {
            let after = self.tokens.gap(j + 1);
            let clock = j + 1 < self.end
                && after == Gap::COLON
                && self.int(j + 1, 2).is_some()
                && self.word(j + 1).len() == 2;
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
        if self.next(last, dash) && self.tokens.gap(last).has(Gap(Gap::HYPHEN.0 | Gap::DASH.0)) {
            if let Some(d) = self.day(last) {
                return Some((last, last + 1, d));
            }
        }
        if self.next(last, BLANK)
            && matches!(self.glue(last), Some(G::To | G::And))
            && self.next(last + 1, BLANK)
        {
            if let Some(d) = self.day(last + 1) {
                // "May 5 and 10 others" is no range.
                if self.glue(last) == Some(G::To) || self.stops(last + 2) {
                    return Some((last + 1, last + 2, d));
                }
            }
        }
        None
    }

    /// Days that share the month of the day at `first`: "4 and 11 May", "12-14 July".
    fn days_before(&self, first: usize, month: u8, year: Option<i32>, out: &mut Vec<Item>) {
        let y = year.map_or(Year::Open, Year::Is);
        let mut at = first;
        let mut found = Vec::new();
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
            found.push((k, d));
            at = k;
        }
        for (k, d) in found.into_iter().rev() {
            let sense = Sense::Point(Point::new(y, At::Day(month, d)));
            out.push(Item::new(k, k + 1, TimexKind::Date, sense, "day-range"));
        }
    }

    /// The year after a date: the token after it, and the year.
    fn year_right(&self, j: usize, day: bool, short: bool) -> Option<(usize, i32)> {
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
            if tight && gap.has(Gap(Gap::HYPHEN.0 | Gap::SLASH.0)) && day && self.word(j).len() == 2
            {
                if let Some(y) = self.int(j, 2) {
                    return Some((j + 1, two_digits(y)));
                }
            }
            let bc = self.next(j + 1, BLANK).then(|| self.glue(j + 1)).flatten();
            if let (Some(n), Some(G::Bc)) = (self.int(j, 4), bc) {
                return Some((j + 2, -(n as i32)));
            }
        }
        if gap.has(Gap::APOSTROPHE) && gap.is_within(Gap(BLANK.0 | Gap::APOSTROPHE.0)) {
            if self.word(j).len() == 2 {
                return self.int(j, 2).map(|y| (j + 1, two_digits(y)));
            }
        }
        // "October of 1998", "June in 1944"
        if gap.is_within(BLANK)
            && matches!(self.glue(j), Some(G::Of | G::In))
            && self.next(j + 1, BLANK)
        {
            return self.year(j + 1).map(|y| (j + 2, y));
        }
        let spoken = self.next(j, Gap(BLANK.0 | Gap::COMMA.0)).then(|| self.spoken_year(j))?;
        spoken
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
    fn plain(&self, mut l: Left, core: usize) -> Left {
        let bent = l.shift.is_some() || l.part || l.edge || l.set.is_some();
        if !bent {
            l.first = core;
            l.modifier = None;
        } else if l.the && l.part && l.shift.is_none() && !l.edge {
            l.first += 1;
        }
        l
    }

    /// "Monday", "last Friday", "every Tuesday", "Mondays".
    pub fn weekday(&self, i: usize, out: &mut Vec<Item>) -> bool {
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
        let shift = self.after(i, BLANK)
            && (self
                .modifier(i - 1)
                .is_some_and(|m| m.shift.is_some_and(|s| s.1 == From::Reference))
                || self.glue(i - 1) == Some(G::On));
        shift && self.tokens.gap(i + 1).has(Gap(Gap::STOP.0 | Gap::COMMA.0 | Gap::NEWLINE.0))
    }

    /// "last summer", "the spring of 1941", "winter 2010".
    pub fn season(&self, i: usize, out: &mut Vec<Item>) -> bool {
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
    pub fn holiday(&self, i: usize, out: &mut Vec<Item>) -> bool {
        let Some((n, e)) = self.doc.phrase(self.lexicon, i, self.t.holidays.0) else {
            return false;
        };
        if i + n > self.end {
            return false;
        }
        let h = self.t.holidays.1[e.row as usize];
        let mut left = self.left(i);
        let dated = left.shift.is_some() || self.year_right(i + n, false, false).is_some();
        if !self.flags(i).has(Flags::CAP) && n == 1 && !dated {
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
    pub fn spoken(&self, i: usize, out: &mut Vec<Item>) -> bool {
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
                return match low(j + 2) {
                    Some((k, v)) => Some((k, 2000 + v)),
                    None => match n(j + 2).flatten() {
                        Some(Unit(u)) if u < 10 => Some((j + 3, 2000 + u as i32)),
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

/// A year of two digits: within the century that ends in 2039.
pub(super) fn two_digits(y: u32) -> i32 {
    let y = y as i32;
    if y < 40 { 2000 + y } else { 1900 + y }
}

/// "mid-" and the like before a whole expression.
pub(super) fn bound_of(l: &Left) -> Option<Bound> {
    l.modifier
}
