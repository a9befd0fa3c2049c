//! Lengths of time: "three years", "half an hour", "for weeks", and what they lead to: "two days ago".

use super::{
    TimexKind,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Reader},
    tables::{Numeral, UnitWord, Word},
    values::{Amount, At, Bound, From, Length, Part, Point, Sense, Unit, Year},
};
use crate::{
    document::{Flags, Gap, ZoneKind},
    lang::Form,
};

/// A unit word in the text.
#[derive(Clone, Copy)]
pub(super) struct Core {
    pub first: usize,
    pub last: usize,
    pub w: UnitWord,
    pub plural: bool,
}

impl Reader<'_, '_> {
    /// Everything around a unit of time.
    pub fn unit(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some((n, e)) = self.doc.phrase(self.lexicon, i, self.t.units.0) else { return false };
        if i + n > self.end {
            return false;
        }
        let c = Core {
            first: i,
            last: i + n,
            w: self.t.units.1[e.row as usize],
            plural: e.form.is(Form::PLURAL) && !e.form.is(Form::BASE),
        };
        if self.is_age(c) || self.is_title(c) {
            return false;
        }
        if c.w.unit == Unit::Quarter && !c.plural && self.spoken_hour(c.last, out) {
            return true;
        }
        if self.next(c.last, BETWEEN)
            && self.modifier(c.last).is_some()
            && let Some(item) = self.ago_word(c)
        {
            out.push(item);
            return true;
        }
        // The word before it tells what it can be.
        let joined = self.after(i, BETWEEN);
        let beside = if joined { self.t.word(self.doc.words()[i - 1]) } else { Word::default() };
        let digit = joined && self.flags(i - 1).has(Flags::DIGIT);
        let counts = digit || beside.counts() || beside.modifies();
        let halves = matches!(beside.small, Some(G::A | G::Half));
        let bends =
            beside.modifies() || matches!(beside.small, Some(G::The | G::A | G::Of | G::In));
        let found = if counts { self.counted(c) } else { None }
            .or_else(|| if halves { self.half(c) } else { None })
            .or_else(|| if counts { self.ordered(c) } else { None })
            .or_else(|| if bends { self.pointed(c) } else { None })
            .or_else(|| if c.plural { self.bare(c) } else { self.single(c) });
        match found {
            Some(item) => {
                out.push(item);
                true
            }
            None => false,
        }
    }

    /// "60 Minutes", "This Week" inside a sentence: the name of a programme.
    pub fn is_title(&self, c: Core) -> bool {
        let f = self.flags(c.first);
        if !f.has(Flags::CAP) || f.has(Flags::UPPER) || !self.after(c.first, BLANK) {
            return false;
        }
        let p = c.first - 1;
        let raised = self.flags(p).has(Flags::CAP) && !self.flags(p).has(Flags::UPPER)
            || self.flags(p).has(Flags::DIGIT);
        raised
            && self.doc.zone_of(c.first).kind == ZoneKind::Paragraph
            && self.doc.zone_of(c.first).tokens.len() > 25
    }

    /// "14-year-old", "40 years old", "years of age".
    fn is_age(&self, c: Core) -> bool {
        let k = c.last;
        if !self.next(k, BETWEEN) {
            return false;
        }
        match self.glue(k) {
            Some(G::Old) => true,
            Some(G::Of) => self.next(k + 1, BLANK) && self.glue(k + 1) == Some(G::Age),
            _ => false,
        }
    }

    /// A number or a vague number before the unit.
    #[inline(never)]
    fn counted(&self, c: Core) -> Option<Item> {
        let mut pos = c.first;
        // "six straight days", "three full years"
        for _ in 0..2 {
            if self.after(pos, BETWEEN)
                && pos - 1 > self.floor
                && self.modifier(pos - 1).is_some_and(|m| m.filler || m.fiscal)
            {
                pos -= 1;
            }
        }
        let vague = |pos: usize| self.modifier_before(pos, |m| m.vague.is_some());
        let (mut first, mut amount) = match self.number_before(pos) {
            Some(n) => n,
            None => {
                let (k, m) = self.after(pos, BETWEEN).then(|| vague(pos)).flatten()?;
                if !c.plural && !self.tokens.gap(c.first).has(Gap::HYPHEN) {
                    return None;
                }
                let n = m.vague?;
                (k, if n == 0 { Amount(None) } else { Amount::whole(u64::from(n)) })
            }
        };
        if self.tokens.gap(first).has(Gap::CURRENCY) || c.w.ordinal {
            return self.year_quarter(c, first, amount);
        }
        if let Some(item) = self.year_quarter(c, first, amount) {
            return Some(item);
        }
        let hyphen = self.tokens.gap(c.first).has(Gap::HYPHEN);
        if c.w.unit == Unit::Quarter && c.plural && (hyphen || self.share(c, amount)) {
            return None; // a fraction: "three-quarters", "three quarters of the houses"
        }
        if !c.plural && amount.int() != Some(1) && !hyphen && !c.w.short {
            // "two day" stands before a noun; "2014 season" and "1990 week" are no lengths.
            if amount.int().is_some_and(|n| n > 999) {
                return None;
            }
        }
        if self.flags(first).has(Flags::DIGIT) && self.day_before_unit(first, c) {
            return None;
        }
        let mut modifier = None;
        // "two to three weeks", "10-15 minutes", "a week or two" is read from the left.
        if let Some(k) = self.range_left(first) {
            first = k;
            if let Some((_, a)) = self.number_before(self.range_mid(first)) {
                amount = a;
            }
        }
        // "a couple of", "a few", "a dozen"
        if self.glue_before(first) == Some(G::A)
            && self.modifier(first).is_some_and(|m| m.vague.is_some())
        {
            first -= 1;
        }
        for _ in 0..2 {
            if !hyphen
                && self.after(first, BETWEEN)
                && self.modifier(first - 1).is_some_and(|m| m.filler)
            {
                first -= 1;
            }
        }
        let mut end = c.last;
        let mut length = Length { amount, unit: c.w.unit, more: None };
        if let Some((k, a)) = self.and_half(end) {
            (end, length.amount) = (k, Amount(length.amount.0.map(|n| n + a)));
        } else if let Some((k, more)) = self.smaller(end, c.w.unit) {
            (end, length.more) = (k, Some(more));
        }
        // "the next four years", "the first nine months"
        let mut l = self.left(first);
        if l.shift.is_some() && self.glue_before(l.first) == Some(G::To) {
            // "a truce to last six weeks": a verb.
            (l.shift, l.first) = (None, first);
        }
        let mut shift = l.shift;
        let mut start = first;
        // "the 14-day period": the article belongs to the noun.
        let adjective = hyphen && !c.plural;
        if l.shift.is_some() || l.the && !adjective || l.set.is_some() {
            start = l.first;
        }
        if l.shift.is_none()
            && l.set.is_none()
            && let Some((k, n)) =
                self.after(first, BLANK).then(|| self.ordinal_back(first - 1)).flatten()
            && (n == 1 || n == 2)
        {
            start = k;
            if self.glue_before(k) == Some(G::The) {
                start = k - 1;
            }
            shift = Some((0, From::Context));
        }
        if l.set.is_some() {
            let mut item = Item::new(start, end, TimexKind::Set, Sense::Every(length), "every");
            item.modifier = None;
            return Some(item);
        }
        // "at least", "more than", "nearly"; "over the past two years" is a preposition.
        if let Some((k, m)) = self.modifier_before(start, |m| m.bound.is_some()) {
            let exact = matches!(m.bound, Some(Some(Bound::MoreThan | Bound::Approx)));
            if start == first || !(exact && k + 1 == start) {
                modifier = m.bound.flatten();
                start = k;
            }
        }
        if shift.is_some() && c.w.night {
            return None;
        }
        let mut item =
            Item::new(start, end, TimexKind::Duration, Sense::Length(length), "duration");
        item.modifier = modifier;
        if shift.is_none() {
            self.directed(&mut item, length);
        }
        Some(item)
    }

    /// The day of the month is no count: "on 12 May week".
    fn day_before_unit(&self, first: usize, c: Core) -> bool {
        let _ = c;
        self.after(first, BLANK)
            && self.entry(first - 1, self.t.months.0).is_some()
            && self.flags(first - 1).has(Flags::CAP)
            && self.day(first).is_some()
            && !c.plural
    }

    /// "the 1988 quarter", "the 1989 period"
    fn year_quarter(&self, c: Core, first: usize, amount: Amount) -> Option<Item> {
        let year = amount.int().filter(|y| (1800..2200).contains(y))?;
        if c.plural || !matches!(c.w.unit, Unit::Quarter | Unit::Period | Unit::HalfYear) {
            return None;
        }
        let l = self.left(first);
        let start = if l.the { l.first } else { first };
        let p = Point::new(Year::Is(year), At::Quarter(0));
        let rule = if c.w.unit == Unit::Quarter { "quarter" } else { "period" };
        Some(Item::new(start, c.last, TimexKind::Date, Sense::Point(p), rule))
    }

    /// The first token of "two to three", when `second` opens its second number.
    fn range_left(&self, second: usize) -> Option<usize> {
        let mid = self.range_mid_of(second)?;
        self.number_before(mid).map(|n| n.0)
    }

    fn range_mid_of(&self, second: usize) -> Option<usize> {
        let gap = self.tokens.gap(second);
        if second > self.floor
            && gap.has(Gap(Gap::HYPHEN.0 | Gap::DASH.0))
            && self.flags(second).has(Flags::DIGIT)
            && self.flags(second - 1).has(Flags::DIGIT)
        {
            return None;
        }
        matches!(self.glue_before(second), Some(G::To | G::Or)).then(|| second - 1)
    }

    /// The joining word of the range that opens at `first`.
    fn range_mid(&self, first: usize) -> usize {
        let mut k = first + 1;
        while k < self.end && k < first + 8 && !matches!(self.glue(k), Some(G::To | G::Or)) {
            k += 1;
        }
        k
    }

    /// "and a half" after a unit: the token after it, and the thousandths.
    fn and_half(&self, k: usize) -> Option<(usize, u64)> {
        if !self.next(k, BLANK) || self.glue(k) != Some(G::And) || !self.next(k + 1, BLANK) {
            return None;
        }
        let a = self.glue(k + 1) == Some(G::A) && self.next(k + 2, BLANK);
        let half = k + 1 + usize::from(a);
        let ends = a || self.next(half + 1, BLANK) || self.stops(half + 1);
        (ends && self.glue(half) == Some(G::Half)).then_some((half + 1, 500))
    }

    /// "3 hours and 20 minutes": a number of a smaller unit right after.
    fn smaller(&self, k: usize, unit: Unit) -> Option<(usize, (Amount, Unit))> {
        let gap = Gap(BLANK.0 | Gap::COMMA.0);
        let and = self.next(k, gap) && self.glue(k) == Some(G::And);
        let at = k + usize::from(and);
        if !self.next(at, gap) || !self.next(at + 1, BETWEEN) {
            return None;
        }
        let sub = Reader { floor: at, ..*self };
        for u in at + 1..(at + 4).min(self.end) {
            let Some(e) = self.entry(u, self.t.units.0) else { continue };
            let w = self.t.units.1[e.row as usize];
            let small = match unit {
                Unit::Year => matches!(w.unit, Unit::Month | Unit::Week | Unit::Day),
                Unit::Month => matches!(w.unit, Unit::Week | Unit::Day),
                Unit::Week => w.unit == Unit::Day,
                Unit::Day => w.unit == Unit::Hour,
                Unit::Hour => matches!(w.unit, Unit::Minute | Unit::Second),
                Unit::Minute => w.unit == Unit::Second,
                _ => false,
            };
            let (first, amount) = sub.number_before(u)?;
            return (small && first == at).then_some((u + 1, (amount, w.unit)));
        }
        None
    }

    /// "half an hour", "half a century", "half-century".
    #[inline(never)]
    fn half(&self, c: Core) -> Option<Item> {
        if c.plural || c.w.ordinal || c.w.unit == Unit::Quarter {
            return None;
        }
        let a = self.glue_before(c.first) == Some(G::A);
        let k = c.first - usize::from(a);
        if self.glue_before(k) != Some(G::Half) {
            return None;
        }
        let mut first = k - 1;
        if !a && self.glue_before(first) == Some(G::A) {
            first -= 1;
        }
        let (first, modifier) = self.bounded(first);
        let length = Length { amount: Amount(Some(500)), unit: c.w.unit, more: None };
        let mut item = Item::new(first, c.last, TimexKind::Duration, Sense::Length(length), "half");
        item.modifier = modifier;
        self.directed(&mut item, length);
        Some(item)
    }

    /// A bound phrase before a length.
    fn bounded(&self, first: usize) -> (usize, Option<Bound>) {
        match self.modifier_before(first, |m| m.bound.is_some()) {
            Some((k, m)) => (k, m.bound.flatten()),
            None => (first, None),
        }
    }

    /// "a year", "an hour", "another week", "a full day".
    #[inline(never)]
    fn single(&self, c: Core) -> Option<Item> {
        if c.plural || c.w.ordinal || c.w.night || c.w.short {
            return None;
        }
        let mut pos = c.first;
        let mut another = false;
        for _ in 0..2 {
            if self.after(pos, BETWEEN) && self.modifier(pos - 1).is_some_and(|m| m.filler) {
                another |= self.glue(pos - 1) == Some(G::Another);
                pos -= 1;
            }
        }
        let a = self.glue_before(pos) == Some(G::A);
        let long = self.next(c.last, BETWEEN)
            && self.tokens.gap(c.last).has(Gap::HYPHEN)
            && (self.glue(c.last) == Some(G::Long));
        if !a && !another && !long {
            return None;
        }
        let first = if a { pos - 1 } else { pos };
        let mut length = Length { amount: Amount::whole(1), unit: c.w.unit, more: None };
        if long {
            let sense = Sense::Length(length);
            return Some(Item::new(c.first, c.last + 1, TimexKind::Duration, sense, "long"));
        }
        let dir = self.direction(c.last).is_some();
        let rate = a && self.is_rate(first);
        match c.w.unit {
            Unit::Second | Unit::Quarter | Unit::Period | Unit::Weekend if !dir => return None,
            _ => {}
        }
        if rate && !dir {
            let sense = Sense::Every(length);
            return Some(Item::new(first, c.last, TimexKind::Set, sense, "rate"));
        }
        let mut end = c.last;
        if let Some((k, n)) = self.and_half(end) {
            (end, length.amount) = (k, Amount(Some(1000 + n)));
        }
        // "a year or two", "a week or so"
        if self.next(end, BLANK) && self.glue(end) == Some(G::Or) && self.next(end + 1, BLANK) {
            end += 2;
            let two = matches!(self.numeral(end - 1), Some(Numeral::Unit(2)));
            if self.glue(end - 1) != Some(G::So) && !two {
                end -= 2;
            }
        }
        let (start, modifier) = self.bounded(first);
        let mut item =
            Item::new(start, end, TimexKind::Duration, Sense::Length(length), "duration");
        item.modifier = modifier;
        self.directed(&mut item, length);
        Some(item)
    }

    /// Whether "a day" is said of a rate: "twice a day", "20 barrels a day", "$5 a month".
    fn is_rate(&self, a: usize) -> bool {
        if !self.after(a, Gap(BLANK.0 | Gap::PERCENT.0)) {
            return false;
        }
        let k = a - 1;
        self.glue(k) == Some(G::Times)
            || self.flags(k).has(Flags::DIGIT)
            || matches!(self.numeral(k), Some(Numeral::Scale(_) | Numeral::Hundred))
            || self.after(k, BLANK)
                && self.word(k).ends_with('s')
                && (self.flags(k - 1).has(Flags::DIGIT)
                    || matches!(self.numeral(k - 1), Some(Numeral::Scale(_) | Numeral::Hundred)))
    }

    /// "three quarters of the population", but not "of the year", "of 2009".
    fn share(&self, c: Core, amount: Amount) -> bool {
        let time = |k: usize| {
            self.year(k).is_some()
                || self.entry(k, self.t.units.0).is_some()
                || self.modifier(k).is_some()
        };
        amount.int() == Some(3)
            && self.of(c.last)
            && !(c.last + 1..self.end.min(c.last + 4)).any(time)
    }

    fn of(&self, i: usize) -> bool {
        self.next(i, BLANK) && self.glue(i) == Some(G::Of)
    }

    /// Whether "early" stands before token `i`.
    fn early(&self, i: usize) -> bool {
        self.after(i, BLANK)
            && self.modifier(i - 1).is_some_and(|m| m.part == Some(Some(Bound::Start)))
    }

    /// "for years", "weeks later", "hours after".
    #[inline(never)]
    fn bare(&self, c: Core) -> Option<Item> {
        if !c.plural || c.w.ordinal || c.w.short || c.w.unit == Unit::Second {
            return None;
        }
        if c.w.unit == Unit::Hour && self.of(c.last) && self.early(c.first) {
            // "in the early hours of Sunday"
            let p = Point { part: Some(Part::Morning), ..Point::new(Year::Open, At::Open) };
            let first = self.left(c.first).first;
            return Some(Item::new(first, c.last, TimexKind::Time, Sense::Point(p), "day-part"));
        }
        let length = Length { amount: Amount(None), unit: c.w.unit, more: None };
        let mut end = c.last;
        if self.next(end, BETWEEN)
            && self.glue(end) == Some(G::Long)
            && self.tokens.gap(end).has(Gap::HYPHEN)
        {
            end += 1;
        }
        let (first, modifier) = self.bounded(c.first);
        let before = self.glue_before(first);
        let dir = self.direction(end);
        let of = self.next(end, BLANK) && self.glue(end) == Some(G::Of);
        let night = c.w.night;
        let ok = end > c.last
            || dir.is_some()
            || first < c.first
            || of
                && !night
                && c.w.unit != Unit::Quarter
                && !matches!(before, Some(G::The | G::Possessive))
            || !night && matches!(before, Some(G::In | G::Prep)) && c.w.unit != Unit::Period;
        if !ok {
            return None;
        }
        let mut item =
            Item::new(first, end, TimexKind::Duration, Sense::Length(length), "vague-length");
        item.modifier = modifier;
        self.directed(&mut item, length);
        Some(item)
    }
}
