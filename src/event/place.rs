//! Where it happened.

use std::ops::Range;

use super::{
    detect::Reader,
    tables::{PLACE, STRIKES},
};
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
    mention::{EntityIx, Form, Found as Named},
    syntax::{Tag, VerbGroup},
};

/// How much farther away a place is that another clause names.
const ELSEWHERE: usize = 10;

impl Reader<'_> {
    /// The place named behind a preposition nearest to the trigger; else one right before it.
    pub fn place(&self, trigger: &Range<usize>, range: &Range<usize>) -> Option<EntityIx> {
        let near =
            range.start.max(trigger.start.saturating_sub(25))..range.end.min(trigger.end + 25);
        let mut best: Option<(usize, EntityIx)> = None;
        for m in self.mentions.within(near.clone()).filter(|m| m.kind.is_location()) {
            let Some(e) = m.entity else { continue };
            if m.form == Form::Demonym || m.stands_for.is_some() {
                continue;
            }
            let start = m.tokens.start;
            let distance = if start >= trigger.end {
                start - trigger.end
            } else {
                // What stands before is the place less often.
                (trigger.start - m.tokens.end.min(trigger.start)) * 2
            };
            // "the Somali region of Ethiopia": the first tells more closely.
            let wide = m.kind == Kind::Country
                && self
                    .mentions
                    .within(start.saturating_sub(3).max(near.start)..start)
                    .any(|x| x.entity.is_some_and(|x| self.lies_in(x, e)));
            if wide
                || best.is_some_and(|(d, _)| distance >= d)
                || m.kind == Kind::Country && self.modifies(m.tokens.end)
            {
                continue;
            }
            // Up to three words between preposition and name: "in the southern city of Herat".
            let prep = (start.saturating_sub(5).max(range.start)..start)
                .rev()
                .take_while(|k| !self.doc.tokens().gap(k + 1).has(Gap(Gap::COMMA.0 | Gap::STOP.0)))
                .find(|k| self.tables.is(self.doc.words()[*k], PLACE));
            // "Israel's offensive": who is at it, not where.
            let actor = m.kind == Kind::Country
                && self.doc.tokens().flags(m.tokens.end - 1).has(Flags::POSSESSIVE);
            let comma = self.doc.tokens().gap(trigger.start).has(Gap::COMMA);
            let beside = m.tokens.end == trigger.start && !actor && !comma
                || m.tokens.start == trigger.end && self.syntax.tag(trigger.start).is_verb();
            if prep.is_none() && !beside && !self.struck(m, range) {
                continue;
            }
            if prep.is_some_and(|p| self.is_seat(trigger.end, p, m.tokens.end))
                || start >= trigger.end && self.told_in(trigger.end, start)
            {
                continue;
            }
            let distance = distance
                + 3 * usize::from(start < trigger.end && !beside)
                + ELSEWHERE
                    * usize::from(if start >= trigger.end {
                        self.other_clause(trigger.end, start)
                    } else {
                        self.next_clause(m.tokens.end, trigger.start)
                    });
            if best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, e));
            }
        }
        best.map(|b| b.1)
    }

    /// Whether the first of two entities is a place in the country that the second is.
    pub fn lies_in(&self, part: EntityIx, whole: EntityIx) -> bool {
        let (a, b) = (&self.entities[part.0 as usize], &self.entities[whole.0 as usize]);
        b.kind == Kind::Country
            && matches!(a.kind, Kind::City | Kind::Region | Kind::Facility)
            && a.country.is_some()
            && a.country == b.country
    }

    /// "a quake shook southern Peru", "Peru was hit by a quake".
    fn struck(&self, m: &Named, range: &Range<usize>) -> bool {
        let strikes = |g: &&VerbGroup| self.tables.is(self.doc.words()[g.head], STRIKES);
        let first = self.syntax.noun_phrase(m.tokens.start).map_or(m.tokens.start, |p| p.start);
        let before = first.min(m.tokens.start).checked_sub(1).filter(|b| *b >= range.start);
        let verb = before.and_then(|b| self.syntax.verb_group(b)).filter(strikes);
        if verb.is_some_and(|g| !g.passive) {
            return true;
        }
        if before.is_some_and(|b| self.syntax.tag(b) == Tag::Preposition) {
            return false;
        }
        let end = m.tokens.end;
        let verb = (end < range.end).then(|| self.syntax.verb_group(end)).flatten();
        verb.filter(strikes).is_some_and(|g| g.passive)
    }

    /// ", the Defence Ministry in Abuja said": where a body sits that has the next verb, behind a comma. `from`: what the
    /// place is asked for ends there.
    fn is_seat(&self, from: usize, prep: usize, end: usize) -> bool {
        prep > from
            && self.mentions.at(prep - 1).is_some_and(|m| m.kind.is_organization())
            && (from..prep).any(|k| self.doc.tokens().gap(k).has(Gap::COMMA))
            && self.syntax.finite_from(end).is_some()
    }

    /// "the quake was the worst," he said in Ankara: whether a quotation with the one ends before the other.
    fn told_in(&self, from: usize, to: usize) -> bool {
        let ends = Gap(Gap::COMMA.0 | Gap::STOP.0 | Gap::MARK.0);
        let gap = |k: usize| self.doc.tokens().gap(k);
        (from..to).any(|k| gap(k).has(Gap::QUOTE) && gap(k).has(ends))
    }

    /// Whether a clause with a verb of its own begins between two places of a sentence: ", police said, as aides in Doha".
    fn other_clause(&self, from: usize, to: usize) -> bool {
        let begins = |k: &usize| self.doc.tokens().gap(*k).has(Gap::COMMA);
        (from..to).find(begins).is_some_and(|k| {
            (k..to).any(|v| self.syntax.verb_group(v).is_some_and(|g| g.finite && g.head >= k))
        })
    }

    /// Whether a clause of its own begins between a place and what is told behind it: "in Alberta, though an infant died".
    fn next_clause(&self, from: usize, to: usize) -> bool {
        let comma = |k: usize| self.doc.tokens().gap(k).has(Gap::COMMA);
        (from..to).any(|k| comma(k) && self.syntax.tag(k) == Tag::Subordinator)
    }

    /// Whether the name that ends before token `k` only qualifies a noun: "US forces".
    fn modifies(&self, k: usize) -> bool {
        k < self.doc.len()
            && self.doc.tokens().gap(k) == Gap::SPACE
            && !self.doc.tokens().flags(k - 1).has(Flags::POSSESSIVE)
            && self.syntax.tag(k) == Tag::Noun
    }
}
