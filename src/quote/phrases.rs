//! Noun phrases with what hangs on them, and clauses, around a token.

use std::ops::Range;

use super::{reader::Reader, tables::role};
use crate::{
    document::{Flags, Gap},
    lang::Bits,
    syntax::Tag,
};

/// How far a walk over noun phrases goes.
const STEPS: usize = 8;

impl Reader<'_> {
    /// Whether token `i` starts a noun phrase.
    pub fn starts_phrase(&self, i: usize) -> bool {
        let tag = self.tag(i);
        tag.opens_phrase()
            && match self.syntax.noun_phrase(i) {
                Some(p) => p.start == i,
                None => tag != Tag::Adverb,
            }
    }

    /// The noun phrase that ends with token `e`, not before `lo`.
    fn base_left(&self, e: usize, lo: usize) -> Option<usize> {
        let mut start = match self.syntax.noun_phrase(e) {
            Some(p) => p.start,
            None if matches!(
                self.tag(e),
                Tag::Pronoun
                    | Tag::Proper
                    | Tag::Noun
                    | Tag::Number
                    | Tag::Determiner
                    | Tag::Adjective
            ) =>
            {
                e
            }
            // A name that is a word too: "Bob said".
            None => match self.mentions.at(e) {
                Some(m) => m.tokens.start,
                None if self.doc.tokens().flags(e).has(Flags::CAP) => e,
                None => return None,
            },
        };
        start = start.max(lo);
        (start + 1..=e)
            .rev()
            .find(|j| {
                self.gap(*j).has(Gap::COMMA | Gap::COLON | Gap::SEMICOLON | Gap::DASH)
                    || self.gap(*j).has(Gap::QUOTE) && self.is(*j, role::CLOSED)
            })
            .or(Some(start))
    }

    /// Start of the noun phrase, with the prepositional phrases inside it, that ends right before `end`.
    pub fn phrase_left(&self, end: usize, lo: usize) -> Option<usize> {
        let mut start = self.base_left(end.checked_sub(1).filter(|e| *e >= lo)?, lo)?;
        for _ in 0..STEPS {
            if start < lo + 2 || !self.near(start) {
                break;
            }
            if self.is(start - 1, role::CONJ) && self.near(start - 1) {
                // "Red Cross and army officials", where nothing but a comma stands before.
                match self.base_left(start - 2, lo) {
                    Some(s) if s == lo || self.gap(s).has(Gap::COMMA | Gap::QUOTE) => start = s,
                    _ => break,
                }
                continue;
            }
            if self.tag(start) == Tag::Adjective && self.tag(start - 1).is_nominal() {
                // "a source close to the mayor"
                match self.base_left(start - 1, lo) {
                    Some(s) if s < start => start = s,
                    _ => break,
                }
                continue;
            }
            let joins = self.is(start - 1, ATTACH) && self.near(start - 1);
            if !joins {
                break;
            }
            match self.base_left(start - 2, lo) {
                // "in Washington officials": the preposition hangs on a noun, not on a verb.
                Some(s) if !self.is(start - 2, role::INSIDE) => start = s,
                _ => break,
            }
        }
        Some(start)
    }

    /// The noun phrase from token `i` on: base phrase and the prepositional phrases behind it.
    pub fn phrase_right(&self, i: usize, hi: usize) -> Option<Range<usize>> {
        let mut end = self.base_right(i, hi)?;
        for _ in 0..STEPS {
            if end + 1 >= hi || !self.near(end) || !self.is(end, ATTACH) {
                break;
            }
            match self.base_right(end + 1, hi) {
                Some(e) if self.near(end + 1) => end = e,
                _ => break,
            }
        }
        Some(i..end)
    }

    /// Where the addressee's name ends, if a number or another name goes on: "told AFP 41 bodies had been found".
    pub fn name_end(&self, p: usize, base: usize) -> Option<usize> {
        let name = self.mentions.at(p).or_else(|| self.mentions.at(p + 1));
        let end = name.filter(|m| m.tokens.start <= p + 1)?.tokens.end;
        let goes_on = end < base && !self.doc.tokens().flags(end - 1).has(Flags::POSSESSIVE);
        (goes_on && (self.tag(end) == Tag::Number || self.mentions.at(end).is_some()))
            .then_some(end)
    }

    fn base_right(&self, i: usize, hi: usize) -> Option<usize> {
        if i >= hi {
            return None;
        }
        let end = match self.syntax.noun_phrase(i) {
            Some(p) if p.start == i => p.end,
            Some(p) => p.end,
            None if self.starts_phrase(i) => i + 1,
            None => self.mentions.at(i)?.tokens.end,
        };
        let mut end = end.min(hi);
        // "Rio Grande do Sul's civil defence": the name's small words may look like verbs.
        let owner = |e: usize| self.doc.tokens().flags(e - 1).has(Flags::POSSESSIVE);
        let name = |e: usize| self.mentions.at(e - 1).map_or(e, |m| m.tokens.end.max(e));
        let whole = name(end);
        if whole < hi && owner(whole) && self.near(whole) {
            end = self.syntax.noun_phrase(whole).map_or(end, |p| p.end).min(hi);
        }
        Some(
            (i + 1..end)
                .find(|j| self.gap(*j).has(Gap::COMMA | Gap::COLON | Gap::SEMICOLON))
                .unwrap_or(end),
        )
    }

    /// Whether a finite verb group starts within these tokens.
    pub fn finite_in(&self, tokens: &Range<usize>) -> bool {
        self.syntax.verb_groups()[self.groups_from(tokens.start)..]
            .iter()
            .take_while(|g| g.tokens.start < tokens.end)
            .any(|g| g.finite)
    }

    /// End of a list that starts with the phrase that ends at `end`: "Hill, Moreno and the mayor".
    pub fn list_end(&self, end: usize, hi: usize) -> usize {
        let mut last = end;
        for _ in 0..STEPS {
            if last >= hi || !(self.near(last) || self.gap(last).has(Gap::COMMA)) {
                break;
            }
            let closes = self.is(last, role::CONJ);
            if !closes && !self.gap(last).has(Gap::COMMA) {
                break;
            }
            let next = last + usize::from(closes);
            let Some(e) = self.starts_phrase(next).then(|| self.base_right(next, hi)).flatten()
            else {
                break;
            };
            if closes {
                return e;
            }
            last = e;
        }
        end
    }

    /// Index of the first verb group that starts at token `i` or behind it.
    pub fn groups_from(&self, i: usize) -> usize {
        let k = self.syntax.verb_group_from(i);
        k + usize::from(self.syntax.verb_groups().get(k).is_some_and(|g| g.tokens.start < i))
    }

    /// Whether a clause with a finite verb starts at `p`: that verb comes before the next comma.
    pub fn clause_at(&self, p: usize, hi: usize, commas: usize) -> bool {
        let groups = self.syntax.verb_groups();
        let mut left = commas;
        let mut k = self.groups_from(p);
        let mut j = p + 1;
        while let Some(g) = groups.get(k).filter(|g| g.tokens.start < hi.min(p + 40)) {
            while j <= g.tokens.start {
                let joins = self.is(j, role::CONJ) && self.is(j + 1, role::SUBJECT);
                if joins {
                    return false;
                }
                if self.gap(j).has(Gap::COMMA | Gap::SEMICOLON | Gap::COLON | Gap::DASH) {
                    if left == 0 || self.is(j, role::CONJ) {
                        return false;
                    }
                    left -= 1;
                }
                j += 1;
            }
            if g.finite && g.tokens.start > p && !self.is(g.tokens.start - 1, role::REL) {
                return true;
            }
            k += 1;
        }
        false
    }
}

/// Prepositions that join noun phrases.
const ATTACH: Bits = Bits(role::OF.0 | role::FOR.0 | role::PREP.0 | role::TO.0);
