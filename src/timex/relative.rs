//! Units of time that are pointed at: "last week", "the third quarter", "year-earlier", "every day".

use super::{
    TimexKind,
    durations::Core,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Reader},
    tables::{Dir, Numeral},
    values::{ANY_DAY, Amount, At, Bound, From, Length, Point, Sense, Unit, Year},
};
use crate::document::{Flags, Gap};

impl Reader<'_, '_> {
    /// "year-ago", "year-earlier", "year-end": with what they stand before.
    #[inline(never)]
    pub fn ago_word(&self, c: Core) -> Option<Item> {
        let k = c.last;
        if c.plural || !self.next(k, BETWEEN) {
            return None;
        }
        let m = self.modifier(k);
        let hyphen = self.tokens.gap(k).has(Gap::HYPHEN);
        if m.is_some_and(|m| m.edge == Some(Some(Bound::End)))
            && matches!(c.w.unit, Unit::Year | Unit::Month | Unit::Week)
            && !if self.next(k + 1, BLANK) { self.glue(k + 1) == Some(G::Of) } else { false }
        {
            let left = self.left(c.first);
            if !left.a
                && (hyphen || self.flags(c.first).has(Flags::POSSESSIVE) || left.before.is_some())
            {
                let shift = left.shift.unwrap_or((0, From::Reference));
                let sense = Sense::Offset(shift.0, c.w.unit, shift.1, None);
                let mut item = Item::new(left.first, k + 1, TimexKind::Date, sense, "year-end");
                item.modifier = Some(Bound::End);
                return Some(item);
            }
        }
        if !hyphen {
            return None;
        }
        match m.and_then(|m| m.dir)? {
            Dir::Ago | Dir::Earlier => {}
            _ => return None,
        }
        if self.number_before(c.first).is_some() {
            return None;
        }
        let counted = self.next(k + 1, BLANK)
            && (self.flags(k + 1).has(Flags::DIGIT)
                || matches!(self.numeral(k + 1), Some(Numeral::Unit(_) | Numeral::Ten(_))));
        if counted {
            return None; // "the year-earlier nine months" is a length
        }
        let left = self.left(c.first);
        let mut last = k + 1;
        let mut unit = None;
        // "year-ago period", "year-earlier third quarter"
        let j = self.ordinal(last).filter(|_| self.next(last, BLANK)).map_or(last, |o| o.0);
        if self.next(j, BETWEEN)
            && let Some(e) = self.entry(j, self.t.units.0)
        {
            let w = self.t.units.1[e.row as usize];
            if matches!(w.unit, Unit::Quarter | Unit::Period | Unit::Month | Unit::HalfYear) {
                unit = Some(w.unit);
                last = j + 1;
            }
        }
        let first = if left.the && unit.is_some() { left.first } else { c.first };
        let sense = if c.w.unit == Unit::Year {
            Sense::YearBefore(unit)
        } else {
            Sense::Offset(-1, c.w.unit, From::Reference, None)
        };
        Some(Item::new(first, last, TimexKind::Date, sense, "year-earlier"))
    }

    /// "the third quarter", "first half", "the 19th century", "the first week of".
    #[inline(never)]
    pub fn ordered(&self, c: Core) -> Option<Item> {
        if !self.after(c.first, BETWEEN) {
            return None;
        }
        let (mut k, n) = match self.ordinal_back(c.first - 1) {
            Some(o) => o,
            None => {
                let last = self.modifier(c.first - 1)?.shift == Some((-1, From::Reference));
                let of =
                    self.next(c.last, BLANK) && matches!(self.glue(c.last), Some(G::Of | G::In));
                let counted =
                    matches!(c.w.unit, Unit::Day | Unit::Week | Unit::HalfYear | Unit::Weekend);
                let dated = c.w.unit != Unit::HalfYear
                    || self.next(c.last + 1, BLANK) && self.year(c.last + 1).is_some();
                if !(last && of && counted && dated) {
                    return None;
                }
                (c.first - 1, 0)
            }
        };
        if c.plural && c.w.unit != Unit::Century {
            return None;
        }
        let mut year = Year::Open;
        let mut weak = false;
        let at = match (c.w.unit, n) {
            (Unit::Quarter, 1..=4) => At::Quarter(n as u8),
            (Unit::HalfYear, 1..=2) => At::Half(n as u8),
            (Unit::HalfYear, 0) => At::Half(2),
            (Unit::Century, 1..=40) => {
                year = Year::Is(n as i32 - 1);
                At::Century
            }
            (Unit::Week, 0..=5) => {
                weak = true;
                At::MonthWeek(0, if n == 0 { -1 } else { n as i8 })
            }
            // "the third day of October", "the ninth month of next year"
            (Unit::Day, 0..=31) => {
                weak = true;
                At::NthWeekday(ANY_DAY, if n == 0 { -1 } else { n as i8 }, 0)
            }
            (Unit::Month, 1..=12) => {
                weak = true;
                At::Month(n as u8)
            }
            _ => return None,
        };
        let mut last = c.last;
        if at == At::Century {
            let (end, sign) = self.era(last, n as i32 - 1);
            last = end;
            year = Year::Is(sign);
        }
        let l = self.left(k);
        let adjective = self.tokens.gap(c.first).has(Gap::HYPHEN) && c.w.unit != Unit::Century;
        if l.fiscal || l.the && !adjective || l.part || l.edge || l.shift.is_some() && !adjective {
            k = l.first;
        }
        // "the 1988 second quarter"
        if matches!(c.w.unit, Unit::Quarter | Unit::HalfYear)
            && self.after(k, BLANK)
            && !l.the
            && let Some(y) = self.year(k - 1)
        {
            year = Year::Is(y);
            k -= 1;
            if self.glue_before(k) == Some(G::The) {
                k -= 1;
            }
        }
        let mut item =
            Item::new(k, last, TimexKind::Date, Sense::Point(Point::new(year, at)), "ordinal");
        item.modifier = l.modifier;
        item.weak = weak;
        item.the = l.the;
        Some(item)
    }

    /// "last week", "this year", "the following month", "the past decade", "every day", "the year".
    #[inline(never)]
    pub fn pointed(&self, c: Core) -> Option<Item> {
        let l = self.left(c.first);
        let unit = c.w.unit;
        if let Some(n) = l.set {
            if c.plural || unit == Unit::Period || c.w.ordinal {
                return None;
            }
            let length = Length { amount: Amount::whole(u64::from(n)), unit, more: None };
            return Some(Item::new(l.first, c.last, TimexKind::Set, Sense::Every(length), "every"));
        }
        if c.w.night {
            return None; // nights are parts of the day
        }
        if let Some((n, from)) = l.shift {
            if c.plural {
                if n == 0 {
                    return None;
                }
                // "coming weeks", "the past years"
                let length = Length { amount: Amount(None), unit, more: None };
                let sense = Sense::Length(length);
                return Some(Item::new(
                    l.first,
                    c.last,
                    TimexKind::Duration,
                    sense,
                    "vague-length",
                ));
            }
            if unit.is_clock() {
                if n == 0 || unit == Unit::Second || !l.the {
                    return None;
                }
                let length = Length { amount: Amount::whole(1), unit, more: None };
                let sense = Sense::Length(length);
                return Some(Item::new(l.first, c.last, TimexKind::Duration, sense, "duration"));
            }
            if unit == Unit::Day && n == -1 && from == From::Reference {
                return None;
            }
            if unit == Unit::Period && from != From::Context {
                return None;
            }
            // "the next day" is counted from the story's time.
            let from = if l.the && n != 0 && unit == Unit::Day { From::Context } else { from };
            let sense = Sense::Offset(n, unit, from, None);
            let mut item = Item::new(l.first, c.last, TimexKind::Date, sense, "shifted");
            item.modifier = l.modifier;
            item.the = l.the;
            return Some(item);
        }
        // "by end of year", but not "end-of-year" or "the end of Year One"
        let edge = l.edge
            && self.tokens.gap(c.first).is_within(BLANK)
            && !self.flags(c.first).has(Flags::CAP)
            && self.stops(c.last);
        if c.plural || !(l.the || edge) {
            return None;
        }
        let usual = match unit {
            Unit::Weekend | Unit::Quarter => true,
            Unit::Week | Unit::Month | Unit::Year => {
                l.edge
                    || l.part
                    || l.fiscal
                    || unit == Unit::Week
                        && self.next(c.last + 1, BLANK)
                        && self.glue(c.last) == Some(G::Of)
                        && self.entry(c.last + 1, self.t.months.0).is_some()
                    || matches!(l.before, Some(G::In | G::Prep)) && self.stops(c.last)
                    || c.w.fiscal
            }
            Unit::Day => l.part && self.stops(c.last),
            _ => false,
        };
        if !usual && unit == Unit::Year && matches!(l.before, Some(G::In | G::Prep)) {
            let ended = self.next(c.last, BLANK)
                && (self.glue(c.last) == Some(G::Ended) || self.direction(c.last).is_some());
            if ended {
                let length = Length { amount: Amount::whole(1), unit, more: None };
                let sense = Sense::Length(length);
                return Some(Item::new(l.first, c.last, TimexKind::Duration, sense, "the-year"));
            }
        }
        if !usual
            || unit == Unit::Quarter
                && self.next(c.last, BETWEEN)
                && !self.stops(c.last)
                && self.glue(c.last) == Some(G::Of)
        {
            return None;
        }
        let sense = Sense::Offset(0, unit, From::Context, None);
        let mut item = Item::new(l.first, c.last, TimexKind::Date, sense, "the-unit");
        item.modifier = l.modifier;
        item.the = true;
        Some(item)
    }

    /// "daily", "annual": words for what recurs.
    pub fn set_word(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some((n, e)) = self.doc.phrase(self.lexicon, i, self.t.sets.0) else { return false };
        if i + n > self.end {
            return false;
        }
        // "Daily Mail", "the Weekly Standard"
        let name = self.flags(i).has(Flags::CAP)
            && (i + 1 < self.end && self.flags(i + 1).has(Flags::CAP) && self.next(i + 1, BLANK)
                || i > self.floor && self.after(i, BLANK) && self.flags(i - 1).has(Flags::CAP));
        if name {
            return false;
        }
        let sense = Sense::Period(self.t.sets.1[e.row as usize]);
        out.push(Item::new(i, i + n, TimexKind::Set, sense, "recurring"));
        true
    }
}
