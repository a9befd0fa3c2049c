//! Years, decades and quarters in digits.

use super::{
    TimexKind,
    dates::two_digits,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Reader},
    values::{At, Bound, Point, Sense, Unit, Year},
};
use crate::document::{Flags, Gap};

impl Reader<'_, '_> {
    /// "1960s", "the '80s", "the early 1990s".
    pub fn decade(&self, i: usize, out: &mut Items<'_>) -> bool {
        let w = self.word(i);
        let digits = w.strip_suffix(['s', 'S']).unwrap_or(w);
        let plural = digits.len() < w.len() || self.flags(i).has(Flags::POSSESSIVE);
        if !plural || !digits.ends_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        let Ok(n) = digits.parse::<i32>() else { return false };
        let left = self.left(i);
        let quote = self.tokens.gap(i).has(Gap::APOSTROPHE);
        let decade = match digits.len() {
            4 if (1000..=2090).contains(&n) => {
                if digits.len() == w.len() && !left.the {
                    return false; // "1990's best film"
                }
                n / 10
            }
            3 if self.era(i + 1, n).1 < 0 => n / 10,
            2 if n >= 20 && (left.the || quote || left.part) => 190 + n / 10,
            _ => return false,
        };
        let (last, sign) = self.era(i + 1, decade);
        let mut left = left;
        if quote {
            // The apostrophe hides the words before it.
            let k = i;
            if let Some(G::The) = (k > self.floor).then(|| self.glue(k - 1)).flatten() {
                left.first = k - 1;
            }
        }
        let p = Point::new(Year::Is(sign), At::Decade);
        let mut item = self.calendar(&left, last, p, "decade");
        item.the = false;
        out.push(item);
        true
    }

    /// "Q3 2019", "FY2008", "H1".
    pub fn quarter_code(&self, i: usize, out: &mut Items<'_>) -> bool {
        let w = self.bytes(i);
        if w.len() != 2 {
            return false;
        }
        let n = w[1].wrapping_sub(b'0');
        let at = match w[0] {
            b'Q' | b'q' if (1..=4).contains(&n) => At::Quarter(n),
            b'H' if (1..=2).contains(&n)
                && self.next(i + 1, BLANK)
                && self.year(i + 1).is_some() =>
            {
                At::Half(n)
            }
            _ => return false,
        };
        let mut last = i + 1;
        let mut y = Year::Open;
        if self.next(last, BETWEEN) {
            let k = last + usize::from(self.glue(last) == Some(G::Of));
            if let Some(year) = (k < self.end).then(|| self.year(k)).flatten() {
                (y, last) = (Year::Is(year), k + 1);
            }
        }
        out.push(Item::new(i, last, TimexKind::Date, Sense::Point(Point::new(y, at)), "quarter"));
        true
    }

    /// Whether a number may be a year: it has four digits, or something beside it says so.
    #[inline]
    pub fn may_be_year(&self, i: usize) -> bool {
        self.len(i) == 4
            || self.tokens.gap(i).has(Gap::APOSTROPHE)
            || matches!(self.raw_glue(i + 1), Some(G::Bc | G::Ad))
            || i > self.floor && self.raw_glue(i - 1) == Some(G::Ad)
    }

    /// A year on its own: "in 1998", "the 1991 Hajj", "490 BC", "1915-17".
    pub fn year_alone(&self, i: usize, out: &mut Items<'_>) -> bool {
        let four = self.len(i) == 4;
        let gap = self.tokens.gap(i);
        let Some(n) = self.int(i, 4) else { return false };
        let (last, signed) = self.era(i + 1, n as i32);
        let mut first = i;
        // "AD 79"
        let mut era = last > i + 1;
        if !era
            && self.after(i, BLANK)
            && self.glue(i - 1) == Some(G::Ad)
            && self.flags(i - 1).has(Flags::UPPER)
        {
            first = i - 1;
            era = true;
        }
        if !era {
            if gap.has(Gap::APOSTROPHE) && self.len(i) == 2 && (20..=99).contains(&n) {
                let ok = matches!(
                    (i > self.floor).then(|| self.glue(i - 1)).flatten(),
                    Some(G::In | G::Of | G::Prep | G::The)
                );
                if !ok {
                    return false;
                }
                let p = Point::new(Year::Is(two_digits(n)), At::Year);
                out.push(Item::new(i, i + 1, TimexKind::Date, Sense::Point(p), "year"));
                return true;
            }
            if !four || !(1000..=2199).contains(&n) {
                return false;
            }
        }
        let left = self.left(i);
        if !era && !self.year_here(i, n, &left) {
            return false;
        }
        let p = Point::new(Year::Is(signed), At::Year);
        let mut l = left;
        if l.part || l.edge || l.modifier.is_some() || l.fiscal {
            if first < i {
                l.first = first;
            }
        } else {
            l.first = first;
            l.shift = None;
            l.set = None;
        }
        // A year is placed already: what points at it from the left does not move it.
        l.shift = None;
        l.set = None;
        // "the year 2000", "the years 1955"
        if self.after(i, BLANK) && first == i && l.first == i {
            let year =
                self.entry(i - 1, self.t.units.0).map(|e| self.t.units.1[e.row as usize].unit);
            if year == Some(super::values::Unit::Year) {
                let k = i - 1;
                l = self.left(k);
                l.shift = None;
                l.set = None;
                if !l.the && !l.edge {
                    l.first = k;
                }
            }
        }
        out.push(self.calendar(&l, last, p, "year"));
        self.year_range(last, signed, out);
        true
    }

    /// The second year of "1915-17", "1939–1945", "2009/10".
    pub fn year_range(&self, j: usize, y: i32, out: &mut Items<'_>) {
        let sep = Gap(Gap::HYPHEN.0 | Gap::DASH.0 | Gap::SLASH.0);
        if j >= self.end || y < 0 {
            return;
        }
        let gap = self.tokens.gap(j);
        if !gap.has(sep) || !gap.is_within(Gap(sep.0 | BLANK.0)) {
            return;
        }
        let second = match (self.len(j), self.int(j, 4)) {
            (4, Some(n)) if (n as i32) >= y && n < 2200 => n as i32,
            (2, Some(n)) if (n as i32) > y % 100 => y / 100 * 100 + n as i32,
            _ => return,
        };
        let p = Point::new(Year::Is(second), At::Year);
        out.push(Item::new(j, j + 1, TimexKind::Date, Sense::Point(p), "year-range"));
    }

    /// Whether a number of four digits stands where a year stands.
    pub fn year_here(&self, i: usize, n: u32, left: &super::reader::Left) -> bool {
        let before = self.tokens.gap(i);
        let after = self.tokens.gap(i + 1);
        let bad = Gap(Gap::PERCENT.0 | Gap::CURRENCY.0);
        if after.has(bad)
            || before.has(Gap(Gap::CURRENCY.0 | Gap::OTHER.0)) && !before.has(Gap::OPEN)
        {
            return false;
        }
        // Codes and telephone numbers: "555-1990", "A-2000", "1990-A".
        let tight = |g: Gap| g == Gap::HYPHEN || g == Gap::SLASH || g == Gap::COLON;
        if i > 0 && tight(before) {
            let left_year =
                i > self.floor && self.int(i - 1, 4).is_some_and(|y| (1000..2200).contains(&y));
            let word = !self.flags(i - 1).has(Flags::DIGIT) && self.flags(i - 1).has(Flags::ALPHA);
            let lower = word && (self.modifier(i - 1).is_some() || self.glue(i - 1).is_some());
            if !left_year && !lower {
                return false;
            }
        }
        if i + 1 < self.end && tight(after) && self.flags(i + 1).has(Flags::DIGIT) {
            let range = self.int(i + 1, 4).is_some_and(|y| {
                let len = self.len(i + 1);
                len == 4 && (n..2200).contains(&y) || len == 2 && y > n % 100
            });
            if !range || i + 2 < self.end && tight(self.tokens.gap(i + 2)) {
                return false;
            }
        }
        let modern = (1900..=2100).contains(&n);
        let prep =
            matches!(left.before, Some(G::In | G::Of | G::Prep | G::And | G::Or | G::To | G::On));
        let noun_follows = i + 1 < self.end
            && after.is_within(BLANK)
            && self.flags(i + 1).has(Flags::ALPHA)
            && !self.flags(i + 1).has(Flags::CAP)
            && self.glue(i + 1).is_none_or(|g| g == G::Measure)
            && self.modifier(i + 1).is_none();
        let plural = noun_follows && self.word(i + 1).ends_with('s') && self.len(i + 1) > 3;
        let measure = noun_follows
            && (self.entry(i + 1, self.t.units.0).is_some()
                || self.glue(i + 1) == Some(G::Measure));
        let month_next = self.next(i + 1, Gap(BETWEEN.0 | Gap::SLASH.0))
            && self.flags(i + 1).has(Flags::ALPHA)
            && self.entry(i + 1, self.t.months.0).is_some()
            && self.tokens.gap(i + 1) != Gap::SPACE;
        if month_next || self.heads_quarter(i + 1) {
            return false;
        }
        if measure {
            return left.the && modern && self.entry(i + 1, self.t.units.0).is_some();
        }
        if left.part || left.edge || left.fiscal || left.the && modern {
            return true;
        }
        if matches!(left.before, Some(G::In)) || matches!(left.before, Some(G::Prep | G::Of)) {
            let strict = !modern && (plural || left.before != Some(G::In) && n < 1400);
            return !(strict
                || plural
                    && matches!(left.before, Some(G::Prep | G::Of))
                    && n.is_multiple_of(100));
        }
        if modern {
            // At the head of a sentence or list, in brackets, before a name, after a name.
            if plural {
                let possessive = i > self.floor && self.flags(i - 1).has(Flags::POSSESSIVE);
                return possessive || before.has(Gap::OPEN);
            }
            return true;
        }
        // "the 1777 campaigns", "Massachusetts, 1775-1780"
        if left.the && n >= 1500 && !n.is_multiple_of(10) && noun_follows {
            return true;
        }
        let range = i + 1 < self.end
            && after.has(Gap(Gap::DASH.0 | Gap::HYPHEN.0))
            && self.int(i + 1, 4).is_some_and(|y| y > n % 100 && y < 2200);
        if before.has(Gap::COMMA) && n >= 1400 && (range || self.stops(i + 1)) {
            return true;
        }
        let bracket = before.has(Gap::OPEN) || after.has(Gap::CLOSE) || after.has(Gap::DASH);
        prep && !plural && n >= 1400
            || bracket && n >= 1200 && !noun_follows
            || i > self.floor
                && self.tokens.gap(i).is_within(Gap(BLANK.0 | Gap::DASH.0 | Gap::HYPHEN.0))
                && self.int(i - 1, 4).is_some_and(|y| (1000..2200).contains(&y))
                && self.tokens.gap(i).has(Gap(Gap::DASH.0 | Gap::HYPHEN.0))
            || left.modifier == Some(Bound::Approx) && n >= 1200
    }

    /// Whether "quarter", "period" or "second quarter" stands at a token: it takes the year before it.
    pub fn heads_quarter(&self, k: usize) -> bool {
        if !self.next(k, BETWEEN) {
            return false;
        }
        let k = self.ordinal(k).map_or(k, |o| o.0);
        self.next(k, BETWEEN)
            && self.entry(k, self.t.units.0).is_some_and(|e| {
                let unit = self.t.units.1[e.row as usize].unit;
                matches!(unit, Unit::Quarter | Unit::Period | Unit::HalfYear)
            })
    }
}
