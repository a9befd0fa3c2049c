//! Times of day, and parts of the day.

use super::{
    TimexKind,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Reader},
    tables::Relative,
    values::{At, Clock, From, Part, Point, Sense, Unit, Year},
};
use crate::{
    document::{Flags, Gap},
    lang::Entry,
};

impl Reader<'_, '_> {
    /// "10:35 a.m.", "7pm", "19:00 GMT", "0735 GMT", "5 o'clock".
    pub fn clock(&self, i: usize, out: &mut Items<'_>) -> bool {
        let gap = self.tokens.gap(i);
        let at_sign =
            || i > 0 && self.doc.text()[..self.tokens.start(i) as usize].trim_end().ends_with('@');
        if i > self.floor && gap == Gap::COLON
            || gap.has(Gap(Gap::OTHER.0 | Gap::CURRENCY.0)) && !at_sign()
        {
            return false;
        }
        let Some((mut last, mut c)) = self.clock_at(i) else { return false };
        if !c.certain && c.minute.is_none() {
            return false;
        }
        if self.next(last, Gap(BLANK.0 | Gap::STOP.0)) {
            match self.glue(last) {
                Some(G::Zulu) => {
                    c.utc = true;
                    last += 1;
                }
                Some(G::Zone) if self.flags(last).has(Flags::UPPER) => {
                    last += 1;
                }
                _ => {}
            }
        }
        let mut first = i;
        let mut modifier = None;
        if let Some((k, m)) = self.modifier_before(i, |m| matches!(m.bound, Some(Some(_)))) {
            first = k;
            modifier = m.bound.flatten();
        }
        let p = Point { clock: Some(c), ..Point::new(Year::Open, At::Open) };
        let mut item = Item::new(first, last, TimexKind::Time, Sense::Point(p), "clock");
        item.modifier = modifier;
        self.minutes_left(&mut item);
        out.push(item);
        true
    }

    /// Whether what stands behind the bare digits at `i` can make an hour of them.
    pub fn hour_beside(&self, i: usize) -> bool {
        let k = i + 1;
        self.tokens.gap(k) == Gap::COLON
            || self.next(k, BETWEEN)
                && (matches!(self.glue(k), Some(G::Am | G::Pm | G::OClock | G::Zulu | G::Zone))
                    || self.bytes(i)[0] == b'0' && self.hours_at(k))
    }

    /// The time at a token, and the token after it.
    fn clock_at(&self, i: usize) -> Option<(usize, Clock)> {
        let new = |hour: u32, minute: Option<u32>, certain: bool| -> Option<Clock> {
            (hour <= 24 && minute.unwrap_or(0) < 60).then_some(Clock {
                hour: hour as u8,
                minute: minute.map(|m| m as u8),
                second: None,
                utc: false,
                certain,
            })
        };
        let half = |c: Clock, pm: bool| -> Option<Clock> {
            if c.hour > 12 {
                return None;
            }
            let hour = c.hour % 12 + if pm { 12 } else { 0 };
            Some(Clock { hour, certain: true, ..c })
        };
        // 7pm, 10.30am, 15h00
        if let Some((h, m, pm)) = glued(self.word(i), |s| self.suffix(s)) {
            let c = new(h, m, true)?;
            let c = match pm {
                Some(pm) => half(c, pm)?,
                None => c,
            };
            return Some((i + 1, c));
        }
        // 8.10 pm
        let dotted = self.word(i).split_once('.').and_then(|(h, m)| {
            let ok = (1..=2).contains(&h.len()) && m.len() == 2;
            ok.then(|| Some((h.parse().ok()?, m.parse().ok()?))).flatten()
        });
        let (h, mut minute) = match dotted {
            Some((h, m)) => (h, Some(m)),
            None => (self.int(i, 4)?, None),
        };
        let digits = self.len(i);
        let mut last = i + 1;
        let mut second = None;
        let colon = |k: usize| k < self.end && self.tokens.gap(k) == Gap::COLON;
        if dotted.is_none() && digits <= 2 && colon(last) {
            if self.len(last) == 2 {
                minute = Some(self.int(last, 2)?);
                last += 1;
                if colon(last) && self.len(last) == 2 {
                    second = self.int(last, 2).filter(|s| *s < 60);
                    last += 1;
                }
            } else {
                // 7:15p.m, 10:30am
                let (m, _, pm) = glued(self.word(last), |s| self.suffix(s))
                    .filter(|g| g.1.is_none() && g.2.is_some())?;
                return Some((last + 1, half(new(h, Some(m), true)?, pm?)?));
            }
            if colon(last) {
                return None; // ratios and longer chains
            }
        }
        if digits > 2 && dotted.is_none() {
            // 0735 GMT, 1800 hours
            if digits != 4 {
                return None;
            }
            if self.next(last, BETWEEN)
                && let Some(mark @ (G::Am | G::Pm)) = self.glue(last)
                && (mark == G::Pm || self.am_here(last))
                && h / 100 <= 12
            {
                let c = new(h / 100, Some(h % 100), true)?;
                return Some((last + 1, half(c, mark == G::Pm)?));
            }
            let zone = self.next(last, BLANK)
                && (self.glue(last) == Some(G::Zulu)
                    || self.hours_at(last)
                        && self.word(i).starts_with(['0', '1', '2'])
                        && h % 100 < 60
                        && h < 2400
                        && self.word(i).starts_with('0')
                    || self.glue(last) == Some(G::Zone) && self.flags(last).has(Flags::UPPER));
            if !zone {
                return None;
            }
            let hours = self.hours_at(last);
            return Some((last + usize::from(hours), new(h / 100, Some(h % 100), true)?));
        }
        let c = new(h, minute, minute.is_some() && dotted.is_none())?;
        let c = Clock { second: second.map(|s| s as u8), ..c };
        if self.next(last, BETWEEN) {
            match self.glue(last) {
                Some(G::Am) if self.am_here(last) => return Some((last + 1, half(c, false)?)),
                Some(G::Pm) => return Some((last + 1, half(c, true)?)),
                Some(G::OClock) => return Some((last + 1, Clock { certain: true, ..c })),
                _ => {}
            }
        }
        if dotted.is_some() {
            return None;
        }
        let at = matches!(self.glue_before(i), Some(G::At));
        if minute.is_none() && !at {
            return None;
        }
        if minute.is_some() && i > self.floor && !at {
            // Scores and ratios: "won 10:12" is rare; verses and odds have no leading words of time.
            let gap = self.tokens.gap(i);
            if gap.has(Gap(Gap::CURRENCY.0 | Gap::COLON.0)) {
                return None;
            }
        }
        (minute.is_some()).then_some((last, c))
    }

    /// "1800 hours"
    fn hours_at(&self, k: usize) -> bool {
        self.entry(k, self.t.units.0)
            .is_some_and(|e| self.t.units.1[e.row as usize].unit == Unit::Hour)
    }

    /// The small word that is glued to a number: "pm" in "7pm".
    fn suffix(&self, s: &str) -> Option<G> {
        self.t.small(self.lexicon.word(crate::fold::hash(s)))
    }

    /// "am" after a number, not the verb.
    fn am_here(&self, k: usize) -> bool {
        let dotted = self.word(k).contains('.');
        let verb =
            !dotted && self.flags(k).has(Flags::UPPER) && !self.flags(k - 1).has(Flags::DIGIT);
        !verb
    }

    /// "this morning", "Friday night" (joined later), "noon", "at night".
    pub fn day_part(&self, i: usize, out: &mut Items<'_>) -> bool {
        let Some(e) = self.entry(i, self.t.parts.0) else { return false };
        let d = self.t.parts.1[e.row as usize];
        let mut l = self.left(i);
        if let Some(minutes) = d.clock {
            let clock = Clock {
                hour: (minutes / 60) as u8,
                minute: Some((minutes % 60) as u8),
                second: None,
                utc: false,
                certain: true,
            };
            let p = Point { clock: Some(clock), ..Point::new(Year::Open, At::Open) };
            let past = self.after(i, BLANK) && self.raw_glue(i - 1) == Some(G::Past);
            if l.the || l.a || past {
                l.first = i;
                l.shift = l.shift.filter(|_| !past);
            }
            // "12 noon"
            if l.first == i
                && minutes == 720
                && self.after(i, BLANK)
                && self.int(i - 1, 2) == Some(12)
            {
                l.first = i - 1;
            }
            let mut item = Item::new(l.first, i + 1, TimexKind::Time, Sense::Point(p), "day-part");
            item.modifier = l.modifier;
            if let Some((n, from)) = l.shift {
                item.sense = Sense::Named(n, from, p);
            } else {
                self.minutes_left(&mut item);
            }
            out.push(item);
            return true;
        }
        let Some(part) = d.part else { return false };
        let p = Point { part: Some(part), ..Point::new(Year::Open, At::Open) };
        if d.plural || l.set.is_some() {
            let item = Item::new(l.first, i + 1, TimexKind::Set, Sense::EveryPoint(p), "day-parts");
            let weak = l.set.is_none();
            out.push(Item { weak, ..item });
            return true;
        }
        let (sense, weak) = match l.shift {
            Some((n, from)) => {
                let from = if l.the && n != 0 { From::Context } else { from };
                (Sense::Offset(n, Unit::Day, from, Some(part)), false)
            }
            None => {
                let in_the = l.the && matches!(l.before, Some(G::In | G::Prep));
                let at_night = l.before == Some(G::At) && part == Part::Night;
                (Sense::Point(p), !(in_the || at_night || l.the && l.part || l.edge) || d.edge)
            }
        };
        if l.a {
            l.first = i;
        }
        if let Some((k, c)) = self.hour_in(&l, part) {
            let p = Point { clock: Some(c), ..Point::new(Year::Open, At::Open) };
            out.push(Item::new(k, i + 1, TimexKind::Time, Sense::Point(p), "clock"));
            return true;
        }
        let mut item = Item::new(l.first, i + 1, TimexKind::Time, sense, "day-part");
        item.modifier = l.modifier;
        item.weak = weak;
        item.the = l.the;
        out.push(item);
        true
    }

    /// "4 in the morning"
    fn hour_in(&self, l: &super::reader::Left, part: Part) -> Option<(usize, Clock)> {
        if !l.the || l.before != Some(G::In) || l.shift.is_some() || !self.after(l.first - 1, BLANK)
        {
            return None;
        }
        let k = l.first - 2;
        let hour = match self.numeral(k) {
            Some(super::tables::Numeral::Unit(n)) => n,
            _ => self.int(k, 2)?,
        };
        if !(1..=12).contains(&hour) || !matches!(self.glue_before(k), Some(G::At | G::Prep)) {
            return None;
        }
        let late = matches!(part, Part::Afternoon | Part::Evening | Part::Night);
        let hour = hour as u8 % 12 + if late { 12 } else { 0 };
        Some((k, Clock { hour, minute: None, second: None, utc: false, certain: true }))
    }

    /// "today", "yesterday", "tonight", "now", "recently".
    #[inline]
    pub fn relative(&self, i: usize, out: &mut Items<'_>) -> bool {
        let found = self.doc.phrase(self.lexicon, i, self.t.relatives.0);
        found.is_some_and(|(n, e)| i + n <= self.end && self.pointed_from(i, n, e, out))
    }

    /// The relative time of `n` words at token `i`.
    #[inline(never)]
    fn pointed_from(&self, i: usize, n: usize, e: Entry, out: &mut Items<'_>) -> bool {
        let mut first = i;
        let mut modifier = None;
        let l = self.left(i);
        // "the past four years", "the future king"
        let k = i + n;
        if n > 1 && self.next(k, BETWEEN) && self.modifier(k - 1).is_some() {
            let counts = self.flags(k).has(Flags::DIGIT)
                || self.numeral(k).is_some()
                || self.entry(k, self.t.units.0).is_some()
                || self.entry(k, self.t.seasons.0).is_some()
                || self.modifier(k).is_some_and(|m| m.vague.is_some() || m.filler);
            if counts {
                return false;
            }
        }
        let r = self.t.relatives.1[e.row as usize];
        let (kind, sense) = match r {
            Relative::Day(d) => {
                (TimexKind::Date, Sense::Offset(d, Unit::Day, From::Reference, None))
            }
            Relative::Night(d) => {
                let part = Some(Part::Night);
                (TimexKind::Time, Sense::Offset(d, Unit::Day, From::Reference, part))
            }
            Relative::Overnight => {
                let p = Point { part: Some(Part::Night), ..Point::new(Year::Open, At::Open) };
                (TimexKind::Time, Sense::Point(p))
            }
            Relative::Present => (TimexKind::Date, Sense::Ref("PRESENT_REF")),
            Relative::Past => (TimexKind::Date, Sense::Ref("PAST_REF")),
            Relative::Future => (TimexKind::Date, Sense::Ref("FUTURE_REF")),
        };
        if l.part && !l.the {
            first = l.first;
            modifier = l.modifier;
        }
        // "USA Today", "Russia Today"
        if matches!(r, Relative::Day(0))
            && self.flags(i).has(Flags::CAP)
            && i > self.floor
            && self.tokens.gap(i) == Gap::SPACE
            && self.flags(i - 1).has(Flags::CAP)
            && !self.flags(i).has(Flags::UPPER)
        {
            return false;
        }
        let mut item = Item::new(first, i + n, kind, sense, "relative");
        item.modifier = modifier;
        out.push(item);
        true
    }
}

/// "7pm", "10.30am", "15h00", "9p.m": hour, minute, whether after noon.
fn glued(w: &str, suffix: impl Fn(&str) -> Option<G>) -> Option<(u32, Option<u32>, Option<bool>)> {
    let b = w.as_bytes();
    let h = b.iter().take_while(|c| c.is_ascii_digit()).count();
    if h == 0 || h > 2 || h == b.len() {
        return None;
    }
    let hour: u32 = w[..h].parse().ok()?;
    let rest = &w[h..];
    let (minute, rest) = match rest.as_bytes()[0] {
        b'.' | b'h' | b'H'
            if rest.len() >= 3 && rest.as_bytes()[1..3].iter().all(u8::is_ascii_digit) =>
        {
            (Some(rest[1..3].parse().ok()?), &rest[3..])
        }
        _ => (None, rest),
    };
    if rest.is_empty() {
        // 15h00
        return (w.as_bytes()[h] | 32 == b'h' && hour < 25).then_some((hour, minute, None));
    }
    let pm = match suffix(rest)? {
        G::Am => false,
        G::Pm => true,
        _ => return None,
    };
    Some((hour, minute, Some(pm)))
}
