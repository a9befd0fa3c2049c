//! Dates in digits: years, decades, ISO dates, day/month/year with either first.

use super::{
    TimexKind,
    dates::two_digits,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Reader},
    values::{At, Point, Sense, Year},
};
use crate::document::{Flags, Gap};

impl Reader<'_, '_> {
    /// Everything that opens with a token that holds a digit.
    pub fn digits(&self, i: usize, day_first: &dyn Fn() -> bool, out: &mut Items<'_>) -> bool {
        // Part of a decimal, a sum of money, a telephone number, a code.
        let gap = self.tokens.gap(i);
        if i > 0 && gap.has(Gap::CURRENCY) {
            return false;
        }
        let after = self.tokens.gap(i + 1);
        if self.bytes(i).iter().all(u8::is_ascii_digit) {
            return self.hour_beside(i) && self.clock(i, out)
                || after.has(Gap(Gap::HYPHEN.0 | Gap::SLASH.0))
                    && self.full_date(i, day_first, out)
                || self.flags(i).has(Flags::POSSESSIVE) && self.decade(i, out)
                || self.may_be_year(i) && self.year_alone(i, out);
        }
        // "5,000", "7.8": no letter makes a time of it.
        if self.flags(i).is_within(Flags(Flags::DIGIT.0 | Flags::POSSESSIVE.0)) {
            let hour = self.next(i + 1, BETWEEN)
                && matches!(self.glue(i + 1), Some(G::Am | G::Pm | G::OClock));
            return hour && self.clock(i, out) || self.len(i) >= 8 && self.dotted(i, out);
        }
        self.clock(i, out)
            || self.full_date(i, day_first, out)
            || self.decade(i, out)
            || self.quarter_code(i, out)
            || self.day_alone(i, out)
    }

    /// 2009-06-01, 06/01/2009, 1.6.2009, 6/1.
    fn full_date(&self, i: usize, day_first: &dyn Fn() -> bool, out: &mut Items<'_>) -> bool {
        let w = self.word(i);
        if w.contains('.') {
            return self.dotted(i, out);
        }
        let Some(a) = self.int(i, 4) else { return false };
        if i + 1 >= self.end {
            return false;
        }
        let gap = self.tokens.gap(i + 1);
        let sep = [Gap::HYPHEN, Gap::SLASH].into_iter().find(|s| *s == gap);
        let Some(sep) = sep else { return false };
        let joined_left = i > self.floor
            && self.tokens.gap(i).has(Gap(Gap::HYPHEN.0 | Gap::SLASH.0))
            && self.tokens.gap(i).is_within(sep);
        if joined_left {
            return false;
        }
        let third = (i + 2 < self.end && self.tokens.gap(i + 2) == sep).then_some(i + 2);
        let tail = third.map_or(i + 2, |k| k + 1);
        if tail < self.end && self.tokens.gap(tail) == sep {
            return false; // longer chains are codes
        }
        let Some(b) = self.int(i + 1, 4) else { return false };
        let mut ambiguous = false;
        let (y, m, d, last) = match (w.len(), third) {
            (4, Some(k)) => {
                let Some(d) = self.iso_day(k) else { return false };
                (Year::Is(a as i32), b, d, k + 1)
            }
            // 2014/10
            (4, None)
                if self.len(i + 1) == 2 && (1..=12).contains(&b) && (1900..2100).contains(&a) =>
            {
                if !self.stops(i + 2) && sep == Gap::HYPHEN {
                    return false;
                }
                let p = Point::new(Year::Is(a as i32), At::Month(b as u8));
                // 2010-11 is more often two years than a month.
                if sep == Gap::HYPHEN && b > a % 100 {
                    return false;
                }
                out.push(Item::new(i, i + 2, TimexKind::Date, Sense::Point(p), "year-month"));
                return true;
            }
            (1 | 2, Some(k)) if self.len(i + 1) <= 2 => {
                let Some(c) = self.int(k, 4) else { return false };
                let y = match self.len(k) {
                    4 if (1000..3000).contains(&c) => c as i32,
                    2 => two_digits(c),
                    _ => return false,
                };
                let (m, d) = order(a, b, day_first());
                ambiguous = a <= 12 && b <= 12 && a != b;
                (Year::Is(y), m, d, k + 1)
            }
            (1 | 2, None) if self.len(i + 1) <= 2 => {
                let on = matches!(self.glue_before(i), Some(G::On));
                let named = i > self.floor
                    && self.entry(i - 1, self.t.weekdays.0).is_some()
                    && self.tokens.gap(i).is_within(Gap(BLANK.0 | Gap::COMMA.0));
                let (m, d) = order(a, b, day_first());
                if !named && (!on || sep == Gap::HYPHEN) {
                    return false;
                }
                ambiguous = a <= 12 && b <= 12 && a != b;
                (Year::Open, m, d, i + 2)
            }
            _ => return false,
        };
        if !(1..=12).contains(&m) || !(1..=31).contains(&d) {
            return false;
        }
        let p = Point::new(y, At::Day(m as u8, d as u8));
        let mut item = Item::new(i, last, TimexKind::Date, Sense::Point(p), "numeric-date");
        item.ambiguous = ambiguous;
        out.push(item);
        true
    }

    /// The day of an ISO date; a time may be glued to it ("28T17").
    fn iso_day(&self, k: usize) -> Option<u32> {
        let w = self.word(k);
        let d = w.split(['T', 't']).next()?;
        if d.len() > 2 || !d.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        d.parse().ok()
    }

    /// 12.03.2024: day first.
    fn dotted(&self, i: usize, out: &mut Items<'_>) -> bool {
        let mut n = [0u32; 3];
        let mut lens = [0; 3];
        let mut count = 0;
        for part in self.word(i).split('.') {
            if count == 3 || part.is_empty() || part.len() > 4 {
                return false;
            }
            let Ok(v) = part.parse() else { return false };
            n[count] = v;
            lens[count] = part.len();
            count += 1;
        }
        if count != 3 || lens[2] != 4 || lens[0] > 2 || lens[1] > 2 {
            return false;
        }
        let (d, m) = if n[1] > 12 { (n[1], n[0]) } else { (n[0], n[1]) };
        if !(1..=12).contains(&m) || !(1..=31).contains(&d) || !(1000..3000).contains(&n[2]) {
            return false;
        }
        let p = Point::new(Year::Is(n[2] as i32), At::Day(m as u8, d as u8));
        out.push(Item::new(i, i + 1, TimexKind::Date, Sense::Point(p), "numeric-date"));
        true
    }

    /// "on the 17th", "the 4th": a day without month.
    fn day_alone(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some(d) = self.ordinal_digits(i).filter(|d| (1..=31).contains(d)) else {
            return false;
        };
        if self.glue_before(i) != Some(G::The) {
            // "20th of next month"
            let of = self.next(i + 1, BLANK) && self.glue(i + 1) == Some(G::Of);
            let month = self.next(i + 2, BLANK) && self.entry(i + 2, self.t.months.0).is_some();
            if of && !month {
                let p = Point::new(Year::Open, At::Day(0, d as u8));
                let item = Item::new(i, i + 1, TimexKind::Date, Sense::Point(p), "day-of-month");
                out.push(Item { weak: true, ..item });
                return true;
            }
            return false;
        }
        if self.next(i + 1, BETWEEN) && self.entry(i + 1, self.t.units.0).is_some() {
            return false; // "the 19th century"
        }
        let of = self.next(i + 1, BLANK) && self.glue(i + 1) == Some(G::Of);
        let k = i + 1 + usize::from(of);
        if self.next(k, BETWEEN) && self.entry(k, self.t.months.0).is_some() {
            return false; // read from the month
        }
        let noun = self.next(i + 1, BETWEEN)
            && self.glue(i + 1).is_none()
            && self.modifier(i + 1).is_none()
            && !self.stops(i + 1);
        let before = self.glue_before(i - 1);
        let ok = matches!(before, Some(G::On | G::Prep | G::To | G::And)) && !noun;
        let p = Point::new(Year::Open, At::Day(0, d as u8));
        let mut item = Item::new(i - 1, i + 1, TimexKind::Date, Sense::Point(p), "day-of-month");
        item.weak = !ok;
        item.the = true;
        out.push(item);
        true
    }
}

/// Month and day of two numbers, month first where the text does not say otherwise.
fn order(a: u32, b: u32, day_first: bool) -> (u32, u32) {
    if a > 12 || day_first && b <= 12 { (b, a) } else { (a, b) }
}
