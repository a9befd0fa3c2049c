//! Subjects, objects and clause ends around a verb, as far as tags and chunks tell.

use std::ops::Range;

use super::{Reader, tables::role};
use crate::{
    document::{Flags, Gap},
    lang::Bits,
    mention::EntityIx,
    quote::{Party, party},
    syntax::Tag,
};

/// How far a clause may reach to either side, in tokens.
const REACH: usize = 60;

/// Punctuation that no clause crosses.
pub(super) const HARD: Gap =
    Gap(Gap::SEMICOLON.0 | Gap::COLON.0 | Gap::DASH.0 | Gap::OPEN.0 | Gap::CLOSE.0);

impl Reader<'_> {
    /// The sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let s = &self.doc.sentences()[self.doc.sentence_of(i)];
        s.tokens.start as usize..s.tokens.end as usize
    }

    fn gap(&self, i: usize) -> Gap {
        self.doc.tokens().gap(i)
    }

    /// Whether the word at token `i` has one of these roles.
    #[inline]
    pub fn is(&self, i: usize, bits: Bits) -> bool {
        self.tables.roles.of(self.doc.words()[i]).has(bits)
    }

    /// Whether one of these tokens has one of these roles.
    pub fn any(&self, tokens: &Range<usize>, bits: Bits) -> bool {
        tokens.clone().any(|i| self.is(i, bits))
    }

    /// The noun phrase that is the subject of the verb group that holds token `i`.
    pub fn subject(&self, i: usize) -> Option<Range<usize>> {
        let sentence = self.sentence(i);
        let low = sentence.start.max(i.saturating_sub(REACH));
        let mut verb = self.syntax.verb_group(i).map_or(i, |g| g.tokens.start);
        // "X rejected the report and denied": the subject stands before the first verb.
        for _ in 0..3 {
            let before = self.skip_back(verb, low);
            if before <= low {
                return None;
            }
            match self.syntax.tag(before - 1) {
                Tag::Conjunction | Tag::To => {
                    let groups = self.syntax.verb_groups();
                    let k = self.syntax.verb_group_from(before - 1);
                    let earlier = groups[..k].iter().rev().take(4).find(|g| g.finite)?;
                    if earlier.tokens.start <= low {
                        return None;
                    }
                    verb = earlier.tokens.start;
                }
                _ => {
                    let mut phrase = self.phrase_before(before, low)?;
                    // "Hale, 58, who pleaded": the age is no subject.
                    if phrase.len() == 1
                        && phrase.start > low
                        && self.syntax.tag(phrase.start) == Tag::Number
                        && self.gap(phrase.start).has(Gap::COMMA)
                    {
                        phrase = self.phrase_before(phrase.start, low).unwrap_or(phrase);
                    }
                    // "The army has neither confirmed nor denied": no subject, one stands before it.
                    let neither = phrase.len() == 1
                        && phrase.start > low
                        && self.gap(phrase.start).is_within(Gap::BLANK)
                        && self.is_nobody(phrase.clone());
                    if !neither {
                        return Some(phrase);
                    }
                    let has = self.syntax.verb_group(phrase.start - 1);
                    verb = has.map_or(phrase.start, |g| g.tokens.start);
                }
            }
        }
        None
    }

    /// Where adverbs and the like before token `i` start.
    fn skip_back(&self, mut i: usize, low: usize) -> usize {
        while i > low && matches!(self.syntax.tag(i - 1), Tag::Adverb | Tag::Negation) {
            i -= 1;
        }
        i
    }

    /// The whole noun phrase, with what hangs on it, that ends before token `i`.
    pub fn phrase_before(&self, i: usize, low: usize) -> Option<Range<usize>> {
        let mut end = i;
        if self.gap(i).has(HARD) && !self.gap(i).has(Gap(Gap::CLOSE.0 | Gap::DASH.0)) {
            return None;
        }
        if self.syntax.tag(end - 1) == Tag::Wh || self.is_relative(end - 1) {
            // "the group, which claimed": what the clause hangs on.
            end -= 1;
            if end <= low {
                return None;
            }
            return self.chain(end, low);
        }
        if self.gap(i).has(Gap(Gap::COMMA.0 | Gap::CLOSE.0 | Gap::DASH.0)) {
            // An insertion between subject and verb: "the front, which has links abroad, claimed".
            let mark = Gap(Gap::COMMA.0 | Gap::OPEN.0 | Gap::DASH.0);
            let open = (low + 1..end).rev().find(|k| self.gap(*k).has(mark));
            if let Some(open) = open
                && let Some(found) = self.chain(open, low)
            {
                return Some(found);
            }
        }
        self.chain(end, low)
    }

    fn is_relative(&self, i: usize) -> bool {
        self.syntax.tag(i) == Tag::Subordinator && self.is(i, role::THAT)
    }

    /// The noun phrase that ends at token `end`, and those before it that it hangs on by prepositions.
    fn chain(&self, end: usize, low: usize) -> Option<Range<usize>> {
        let mut first = self.syntax.noun_phrase(end - 1).filter(|p| p.end == end)?;
        let last = first.end;
        for _ in 0..5 {
            if first.start <= low + 1 {
                break;
            }
            let hinge = first.start - 1;
            let plain = |k: usize| !self.gap(k).has(Gap(Gap::COMMA.0 | HARD.0));
            let joins = self.syntax.tag(hinge) == Tag::Preposition
                || self.syntax.tag(hinge) == Tag::Conjunction && first.start < last;
            if !joins || !plain(hinge) || !plain(first.start) {
                break;
            }
            match self.syntax.noun_phrase(hinge - 1).filter(|p| p.end == hinge && p.start >= low) {
                Some(p) if !self.is_time(p.end - 1) => first = p,
                _ => break,
            }
        }
        Some(first.start..last)
    }

    /// Whether token `i` is the name of a day or month.
    fn is_time(&self, i: usize) -> bool {
        self.doc.is(self.pack.lexicon(), i, self.tables.days)
    }

    /// From token `i` to the end of its phrase or clause: before a comma, a hard mark, or a coordinated verb.
    pub fn rest(&self, i: usize) -> Range<usize> {
        let end = self.sentence(i).end.min(i + REACH);
        let stop = |k: usize| {
            self.gap(k).has(Gap(Gap::COMMA.0 | HARD.0))
                || self.syntax.tag(k) == Tag::Conjunction && self.verb_follows(k, end)
                || k > i + 1 && self.finite_at(k) && !self.subordinate(i, k)
        };
        i..(i + 1..end).find(|k| stop(*k)).unwrap_or(end)
    }

    /// From token `i` to the end of its clause: before a hard mark, or a comma with a new clause behind.
    pub fn rest_of_clause(&self, i: usize) -> Range<usize> {
        let end = self.sentence(i).end.min(i + REACH);
        let stop = |k: &usize| {
            self.gap(*k).has(HARD)
                || self.gap(*k).has(Gap::COMMA)
                    && matches!(self.syntax.tag(*k), Tag::Conjunction | Tag::Gerund | Tag::Pronoun)
        };
        i..(i + 1..end).find(stop).unwrap_or(end)
    }

    /// Whether a finite verb stands just behind a conjunction, or behind one noun phrase.
    fn verb_follows(&self, k: usize, end: usize) -> bool {
        let mut next = k + 1;
        while next < end && self.syntax.tag(next) == Tag::Adverb {
            next += 1;
        }
        if next < end && self.finite_at(next) {
            return true;
        }
        let Some(p) = (next < end).then(|| self.syntax.noun_phrase(next)).flatten() else {
            return false;
        };
        p.end < end && self.finite_at(p.end)
    }

    fn finite_at(&self, k: usize) -> bool {
        self.syntax.finite_from(k).is_some()
    }

    /// Whether a clause opens between the two tokens, so that the verb at `k` may be its own.
    fn subordinate(&self, i: usize, k: usize) -> bool {
        (i..k).any(|j| matches!(self.syntax.tag(j), Tag::Wh | Tag::Subordinator | Tag::Pronoun))
            || matches!(self.syntax.tag(i), Tag::To)
    }

    /// The clause around token `i`: to the nearest hard mark, subordinator, or comma with a new clause.
    pub fn clause(&self, i: usize) -> Range<usize> {
        let sentence = self.sentence(i);
        let low = sentence.start.max(i.saturating_sub(REACH));
        let high = sentence.end.min(i + REACH);
        let mut start = low;
        for k in (low + 1..=i).rev() {
            let tag = self.syntax.tag(k);
            if self.gap(k).has(HARD)
                || self.gap(k).has(Gap::COMMA)
                    && matches!(tag, Tag::Conjunction | Tag::Wh | Tag::Subordinator)
                || self.gap(k).has(Gap::COMMA) && tag == Tag::Pronoun
            {
                start = if tag == Tag::Conjunction { k + 1 } else { k };
                break;
            }
            if k < i && tag == Tag::Subordinator {
                start = k + 1;
                break;
            }
        }
        let open = |k: &usize| {
            let tag = self.syntax.tag(*k);
            self.gap(*k).has(HARD)
                || self.gap(*k).has(Gap::COMMA)
                    && matches!(tag, Tag::Conjunction | Tag::Wh | Tag::Gerund | Tag::Subordinator)
        };
        start..(i + 1..high).find(open).unwrap_or(high)
    }

    /// Who a phrase names, or speaks for.
    pub fn party(&self, tokens: Range<usize>) -> Party {
        let span = party::span(self.doc, self.mentions, &tokens);
        let groups = self.tables.groups;
        let entity = party::entity(self.doc, self.syntax, self.mentions, groups, &tokens)
            .or_else(|| self.behind(&tokens, party::head(self.syntax, &tokens) + 1));
        Party { span, text: span.of(self.doc.text()).into(), entity }
    }

    /// For whom a statement or spokesman speaks: "a report by the agency", "its statement", "UN figures".
    pub fn behind(&self, tokens: &Range<usize>, head: usize) -> Option<EntityIx> {
        let mouth = self.doc.marks(head - 1).classes.has(self.tables.mouths);
        if !mouth {
            return None;
        }
        let named = |range: Range<usize>| self.mentions.within(range).find_map(|m| m.entity);
        let hinge = self.syntax.tag(head.min(self.doc.len() - 1));
        let next = (head < self.sentence(head - 1).end && hinge == Tag::Preposition)
            .then(|| self.syntax.noun_phrase(head + 1))
            .flatten()
            .filter(|_| self.is(head, role::BY));
        next.and_then(named).or_else(|| named(tokens.start..head))
    }

    /// Whether a phrase says that there is nobody: "no group", "neither side", "nobody".
    pub fn is_nobody(&self, tokens: Range<usize>) -> bool {
        let lexicon = self.pack.lexicon();
        let row = lexicon.entry(self.doc.words()[tokens.start], self.tables.functions);
        row.is_some_and(|e| self.tables.negative[e.row as usize])
            || self.is(tokens.start, role::NOBODY)
    }

    /// Who owns the noun at token `i`: "the envoy's call".
    pub fn owner(&self, i: usize) -> Option<Range<usize>> {
        let phrase = self.syntax.noun_phrase(i)?;
        let at = (phrase.start..i).rev().find(|k| {
            self.doc.tokens().flags(*k).has(Flags::POSSESSIVE)
                || self.syntax.tag(*k) == Tag::Possessive
        })?;
        if self.syntax.tag(at) == Tag::Possessive {
            Some(at..at + 1)
        } else {
            Some(phrase.start..at + 1)
        }
    }
}
