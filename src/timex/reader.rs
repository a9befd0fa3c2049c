//! Reading tokens around a candidate: small words, numbers, and what bends a time from the left.

use super::{
    TimexKind,
    glue::G,
    tables::{Dir, Modifier, Numeral, Tables},
    values::{Bound, Clock, From, Part, Sense, Unit},
};
use crate::{
    document::{Document, Flags, Gap, Tokens},
    lang::{Entry, Lexicon},
};

/// An expression found, not yet placed on the calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    pub kind: TimexKind,
    pub sense: Sense,
    pub modifier: Option<Bound>,
    pub rule: &'static str,
    /// Counts only when it is joined to a neighbour.
    pub weak: bool,
    /// A length that leads from the time that follows: "two days after".
    pub dir: Option<Dir>,
    /// A length after "in": where the sentence looks ahead, the day it leads to.
    pub ahead: bool,
    /// Opened by "the".
    pub the: bool,
    /// Its day and month may be the other way round.
    pub ambiguous: bool,
    /// The weekday that stands beside its day.
    pub weekday: Option<u8>,
    /// The time of day that was joined to it.
    pub clock: Option<Clock>,
    pub part: Option<Part>,
}

impl Item {
    pub fn new(
        first: usize,
        last: usize,
        kind: TimexKind,
        sense: Sense,
        rule: &'static str,
    ) -> Self {
        let (modifier, weak, dir) = (None, false, None);
        Self {
            first,
            last,
            kind,
            sense,
            modifier,
            rule,
            weak,
            dir,
            ahead: false,
            the: false,
            ambiguous: false,
            weekday: None,
            clock: None,
            part: None,
        }
    }
}

/// Expressions in order.
pub(super) type Items<'b> = bumpalo::collections::Vec<'b, Item>;

/// What stands left of a time word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    pub first: usize,
    pub shift: Option<(i32, From)>,
    pub modifier: Option<Bound>,
    pub part: bool,
    pub the: bool,
    pub a: bool,
    pub edge: bool,
    pub fiscal: bool,
    pub set: Option<u32>,
    /// The small word before all of it.
    pub before: Option<G>,
}

/// A window over the tokens of a zone.
pub(super) struct Reader<'a, 't> {
    pub doc: &'a Document<'t>,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub t: &'a Tables,
    /// First token that may still be taken.
    pub floor: usize,
    /// One past the zone's last token.
    pub end: usize,
}

pub(super) const BETWEEN: Gap = Gap(Gap::SPACE.0 | Gap::NEWLINE.0 | Gap::HYPHEN.0);
pub(super) const BLANK: Gap = Gap(Gap::SPACE.0 | Gap::NEWLINE.0);

impl<'a, 't> Reader<'a, 't> {
    #[inline]
    pub fn word(&self, i: usize) -> &'t str {
        self.doc.word(i)
    }

    /// The bytes of a token.
    #[inline]
    pub fn bytes(&self, i: usize) -> &'t [u8] {
        let span = self.tokens.span(i);
        &self.doc.text().as_bytes()[span.start as usize..span.end as usize]
    }

    /// Length of a token in bytes.
    #[inline]
    pub fn len(&self, i: usize) -> usize {
        self.tokens.span(i).len()
    }

    #[inline]
    pub fn flags(&self, i: usize) -> Flags {
        self.tokens.flags(i)
    }

    /// Whether token `i` follows its left neighbour with no more than these between.
    #[inline]
    pub fn after(&self, i: usize, gap: Gap) -> bool {
        i > self.floor && i < self.end && self.tokens.gap(i).is_within(gap)
    }

    /// Whether token `i` is in the zone and stands close to token `i - 1`.
    #[inline]
    pub fn next(&self, i: usize, gap: Gap) -> bool {
        i < self.end && self.tokens.gap(i).is_within(gap)
    }

    #[inline]
    pub fn glue(&self, i: usize) -> Option<G> {
        Some(match self.t.small(self.doc.words()[i])? {
            G::Past => return None,
            G::Until | G::Since | G::From | G::Before | G::After => G::Prep,
            g => g,
        })
    }

    /// The small word at a token, told apart from its like.
    #[inline]
    pub fn raw_glue(&self, i: usize) -> Option<G> {
        if i < self.end { self.t.small(self.doc.words()[i]) } else { None }
    }

    /// The unit of time that is the whole word at a token.
    pub fn unit_at(&self, i: usize) -> Option<Unit> {
        if i >= self.end {
            return None;
        }
        self.entry(i, self.t.units.0).map(|e| self.t.units.1[e.row as usize].unit)
    }

    /// The small word just before token `i`.
    #[inline(never)]
    pub fn glue_before(&self, i: usize) -> Option<G> {
        if self.after(i, BETWEEN) { self.glue(i - 1) } else { None }
    }

    #[inline]
    pub fn modifier(&self, i: usize) -> Option<&'a Modifier> {
        self.t.modifier(self.doc.words()[i])
    }

    /// The modifying phrase that starts at token `i`.
    pub fn modifier_phrase(&self, i: usize) -> Option<(usize, &'a Modifier)> {
        let (n, e) = self.doc.phrase(self.lexicon, i, self.t.modifiers.0)?;
        (i + n <= self.end).then(|| (n, &self.t.modifiers.1[e.row as usize]))
    }

    /// The modifying phrase that ends just before token `pos`, longest first.
    pub fn modifier_before(
        &self,
        pos: usize,
        wanted: impl Fn(&Modifier) -> bool,
    ) -> Option<(usize, &'a Modifier)> {
        let last = pos.checked_sub(1).filter(|k| *k >= self.floor)?;
        let word = self.t.word(self.doc.words()[last]);
        if !word.modifies() {
            return None;
        }
        if word.ends {
            for n in (2..=4).rev() {
                let Some(k) = pos.checked_sub(n).filter(|k| *k >= self.floor) else { continue };
                match self.modifier_phrase(k) {
                    Some((len, m)) if len == n && wanted(m) => return Some((k, m)),
                    _ => {}
                }
            }
        }
        self.modifier(last).filter(|m| wanted(m)).map(|m| (last, m))
    }

    #[inline(never)]
    pub fn entry(&self, i: usize, class: crate::lang::Class) -> Option<Entry> {
        self.lexicon.entry(self.doc.words()[i], class)
    }

    #[inline]
    pub fn numeral(&self, i: usize) -> Option<Numeral> {
        self.t.numeral(self.doc.words()[i])
    }

    /// The words left of a time word that say which one or which part of it.
    pub fn left(&self, core: usize) -> Left {
        let mut l = Left {
            first: core,
            shift: None,
            modifier: None,
            part: false,
            the: false,
            a: false,
            edge: false,
            fiscal: false,
            set: None,
            before: None,
        };
        if !self.after(core, BETWEEN) {
            return l;
        }
        // "on Sunday", "said Monday": most times have nothing left of them.
        let beside = self.t.word(self.doc.words()[core - 1]);
        let alone = match beside.small {
            Some(G::The | G::A | G::Of) => false,
            Some(G::In) => core - 1 == self.floor || self.modifier(core - 2).is_none(),
            _ => true,
        };
        if alone && !beside.modifies() {
            l.before = self.glue(core - 1);
            return l;
        }
        let mut pos = core;
        for _ in 0..4 {
            if !self.after(pos, BETWEEN) {
                break;
            }
            let Some(m) = self.modifier(pos - 1) else { break };
            if let (Some(shift), None) = (m.shift, l.shift) {
                // "following Thursday's attack" is a preposition; "the following Thursday" is not.
                let needs_the = shift.1 == From::Context;
                let the =
                    matches!(self.glue_before(pos - 1), Some(G::The | G::Possessive | G::That));
                let that = self.glue(pos - 1) == Some(G::That);
                // "previous Monday" has no other reading.
                let back = shift.0 < 0 && self.entry(core, self.t.weekdays.0).is_some();
                if needs_the && !the && !that && !back {
                    break;
                }
                l.shift = Some(shift);
            } else if m.shift.is_some_and(|s| s.0 == 0) && l.shift.is_some() {
                // "this past spring", "that same day"
            } else if let (Some(part), false) = (m.part, l.part) {
                l.part = true;
                l.modifier = part;
            } else if m.fiscal && !l.fiscal {
                l.fiscal = true;
            } else {
                break;
            }
            pos -= 1;
            l.first = pos;
        }
        for _ in 0..2 {
            match self.glue_before(pos) {
                Some(G::The) if !l.the => l.the = true,
                Some(G::A) if !l.the && l.shift.is_none() => l.a = true,
                _ => break,
            }
            pos -= 1;
            l.first = pos;
            // "the early 1980s", "the end of the year"
            if self.glue_before(pos) == Some(G::Of)
                && let Some((k, m)) = self.modifier_before(pos - 1, |m| m.edge.is_some())
            {
                l.edge = true;
                l.modifier = m.edge.flatten().or(l.modifier);
                pos = k;
                l.first = pos;
                l.the = false;
                continue;
            }
            break;
        }
        if !l.edge
            && self.glue_before(pos) == Some(G::Of)
            && let Some((k, m)) = self.modifier_before(pos - 1, |m| m.edge.is_some())
        {
            l.edge = true;
            l.modifier = m.edge.flatten().or(l.modifier);
            pos = k;
            if self.glue_before(pos) == Some(G::The) {
                pos -= 1;
            }
            l.first = pos;
        }
        // "earlier in the year", "late in June"
        if !l.part
            && self.glue_before(pos) == Some(G::In)
            && pos - 1 > self.floor
            && let Some(part) = self.modifier(pos - 2).and_then(|m| m.part)
            && self.after(pos - 1, BLANK)
        {
            l.part = true;
            l.modifier = part;
            pos -= 2;
            l.first = pos;
        }
        if !l.the && self.after(pos, BETWEEN) {
            if let Some(set) = self.modifier_before(pos, |m| m.set.is_some()) {
                l.set = set.1.set;
                pos = set.0;
                l.first = pos;
            } else if let Some((k, m)) =
                self.modifier_before(pos, |m| matches!(m.bound, Some(Some(Bound::Approx))))
                && m.vague.is_none()
            {
                l.modifier = l.modifier.or(m.bound.flatten());
                pos = k;
                l.first = pos;
            }
        }
        l.before = self.glue_before(pos);
        l
    }

    /// Whether the text goes on after token `last - 1` with a clause or sentence end.
    pub fn stops(&self, last: usize) -> bool {
        last >= self.end
            || self.tokens.gap(last).has(Gap(Gap::STOP.0
                | Gap::COMMA.0
                | Gap::MARK.0
                | Gap::COLON.0
                | Gap::SEMICOLON.0
                | Gap::DASH.0
                | Gap::CLOSE.0
                | Gap::QUOTE.0
                | Gap::BLANK_LINE.0))
    }
}
