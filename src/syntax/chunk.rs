//! Noun phrases and verb groups from tags.

use super::{
    Syntax, Tag, Tense, VerbGroup,
    steps::Step,
    window::{WINDOW, Window},
    word::{At, Form},
};
use crate::document::{Document, Flags, Gap, Tokens};
use std::{hint::select_unpredictable, ops::Range};

/// Punctuation that may stand inside a noun phrase; a full stop within a sentence ends an abbreviation.
pub(super) const INSIDE: Gap = Gap(Gap::BLANK.0
    | Gap::HYPHEN.0
    | Gap::QUOTE.0
    | Gap::APOSTROPHE.0
    | Gap::CURRENCY.0
    | Gap::PERCENT.0
    | Gap::AMPERSAND.0
    | Gap::SLASH.0
    | Gap::STOP.0);

/// Tokens of the longest noun phrase looked for; keeps endless lists of adjectives linear.
const LONGEST: usize = 40;

#[inline(never)]
pub(super) fn run(doc: &Document<'_>, syntax: &mut Syntax) {
    let Syntax { forms, tags, phrases, verbs, ranks, .. } = syntax;
    phrases.clear();
    verbs.clear();
    let (all, sentences) = (doc.len(), doc.sentences());
    ranks.clear(all);
    sentences.iter().for_each(|s| ranks.begin(s.tokens.start as usize));
    let end_of = |i: usize| sentences.get(doc.sentence_of(i)).map_or(0, |s| s.tokens.end as usize);
    let mut chunker = Chunker { tokens: doc.tokens(), forms, tags, end: 0 };
    // Where the window begins, and up to where verb groups were looked for.
    let (mut first, mut known) = (0, 0);
    while first < all {
        let end = all.min(first + WINDOW);
        let looks = doc.tokens().looks(first..end);
        let window = Window::read(&tags[first..end], looks, ranks.begins(first));
        // The tokens of the window from this one on.
        let from = |i: usize| u64::MAX.checked_shl((i - first) as u32).unwrap_or(0);
        let mut starts = window.groups & from(known.max(first));
        while starts != 0 {
            let i = first + starts.trailing_zeros() as usize;
            starts &= starts - 1;
            chunker.end = end_of(i);
            if let Some(group) = chunker.verb_group(i) {
                known = group.tokens.end;
                starts &= from(known);
                ranks.end_group(known);
                verbs.push(group);
            }
        }
        known = known.max(end);
        let mut starts = window.phrases;
        // The next window begins with what may go on behind this one.
        let next = loop {
            if starts == 0 {
                break end;
            }
            let k = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            let i = first + k;
            chunker.end = end_of(i);
            if tags[i] == Tag::Adverb && !chunker.modifies(i) {
                continue;
            }
            let stop = chunker.stop(&window, k, i);
            if stop == end && end < all && stop < i + LONGEST {
                break i;
            }
            if let Some(behind) = chunker.phrase(&window, i..stop, k) {
                phrases.push(i..behind);
                starts &= from(behind);
                ranks.end_phrase(behind);
            }
        };
        first = next;
    }
    ranks.count();
}

struct Chunker<'a> {
    tokens: &'a Tokens,
    forms: &'a [Form],
    tags: &'a [Tag],
    /// End of the sentence in hand.
    end: usize,
}

impl Chunker<'_> {
    #[inline]
    fn tag(&self, i: usize) -> Tag {
        if i < self.end { self.tags[i] } else { Tag::Other }
    }

    /// Where a noun phrase that starts at token `i`, the `at`th of a window, does not go on, or the window ends.
    #[inline(always)]
    fn stop(&self, window: &Window, at: usize, i: usize) -> usize {
        // From here on the token at hand is the lowest.
        let ends = window.ends >> at | !(u64::MAX >> at) | 1 << LONGEST;
        let (depends, nominal) = (window.depends >> at, window.nominal >> at);
        let mut stops = (ends | depends) & !1;
        loop {
            let k = stops.trailing_zeros();
            let reached = nominal & ((1 << k) - 1) != 0;
            if ends >> k & 1 == 1 || self.step(i + k as usize, reached) == Step::Ends {
                break i + k as usize;
            }
            stops &= stops - 1;
        }
    }

    /// The end of the noun phrase that starts with these tokens, the `at`th of a window and on, if there is one.
    #[inline(always)]
    fn phrase(&self, window: &Window, tokens: Range<usize>, at: usize) -> Option<usize> {
        // Up to the last word with which it may end.
        let found = window.nominal >> at & ((1 << tokens.len()) - 1);
        if found != 0 {
            return Some(tokens.start + (64 - found.leading_zeros()) as usize);
        }
        // "the dead", "the latest".
        let dead = tokens.len() > 1
            && self.tags[tokens.start] == Tag::Determiner
            && self.tags[tokens.end - 1] == Tag::Adjective;
        dead.then_some(tokens.end)
    }

    /// How a phrase goes on with token `k`, where the tags alone do not tell.
    fn step(&self, k: usize, nominal: bool) -> Step {
        match self.tags[k] {
            // "officials Tuesday"
            Tag::Proper if self.forms[k - 1].at.has(At::PLURAL) && !self.owned(k) => Step::Ends,
            Tag::Number if !self.owned(k) => Step::Ends,
            Tag::Proper | Tag::Number => Step::Nominal,
            Tag::Adjective if !self.owned(k) && self.tokens.gap(k) != Gap::HYPHEN => Step::Ends,
            Tag::Adverb if !self.modifies(k) || nominal && !self.owned(k) => Step::Ends,
            Tag::Conjunction
                if nominal
                    || self.tags[k - 1] != Tag::Adjective
                    || self.tag(k + 1) != Tag::Adjective =>
            {
                Step::Ends
            }
            _ => Step::GoesOn,
        }
    }

    /// Whether the adverb at token `i` stands before what it modifies in a noun phrase.
    fn modifies(&self, i: usize) -> bool {
        match self.tag(i + 1) {
            Tag::Adjective | Tag::Number => true,
            Tag::Adverb => self.tag(i + 2) == Tag::Adjective,
            _ => false,
        }
    }

    /// Whether the token before `k` is a possessor.
    fn owned(&self, k: usize) -> bool {
        self.tokens.flags(k - 1).has(Flags::POSSESSIVE)
    }

    /// The verb group that starts at token `i`, if there is one.
    #[inline(never)]
    fn verb_group(&self, i: usize) -> Option<VerbGroup> {
        let mut g = VerbGroup {
            tokens: i..i + 1,
            head: i,
            tense: Tense::None,
            passive: false,
            negated: false,
            modal: false,
            finite: false,
        };
        let (mut be, mut have, mut done, mut infinitive) = (false, false, false, false);
        let mut tense = Tense::None as u32;
        if i > 0 && matches!(self.tags[i - 1], Tag::Pronoun | Tag::Wh) {
            // "they're", "he'll", "she'd".
            let at = self.forms[i - 1].at;
            g.finite = at.has(At(At::BE.0 | At::HAVE.0 | At::WILL.0 | At::WOULD.0));
            (be, have, g.modal) = (at.has(At::BE), at.has(At::HAVE), at.has(At::WOULD));
            if at.has(At::WILL) {
                tense = Tense::Future as u32;
            } else if g.finite {
                tense = Tense::Present as u32;
            }
        }
        // "has neither confirmed nor denied"
        let neither = i > 0
            && matches!(self.tags[i - 1], Tag::Conjunction | Tag::Determiner)
            && self.forms[i - 1].at.has(At::NEGATIVE);
        g.negated = neither;
        let mut k = i;
        if self.tags[i].is_verb() {
            tense = self.main(i, &mut g, tense, (be, have, false));
            done = true;
            k = self.end;
        }
        while k < self.end && k < i + 10 {
            if k > i
                && !self
                    .tokens
                    .gap(k)
                    .is_within(Gap(Gap::BLANK.0 | Gap::QUOTE.0 | Gap::APOSTROPHE.0 | Gap::HYPHEN.0))
                && !(self.parted(k) || self.parted(k - 1))
            {
                break;
            }
            let at = self.forms[k].at;
            match self.tags[k] {
                Tag::To if k == i => infinitive = true,
                tag @ (Tag::Modal | Tag::Auxiliary) => {
                    let (modal, will) = (tag == Tag::Modal, at.has(At::WILL));
                    let begins = modal | !g.finite & !infinitive & !at.has(At::INFINITE);
                    let past = either(at.has(At::PAST), Tense::Past, Tense::Present);
                    let coming = either(will, Tense::Future, Tense::Present);
                    let told = select_unpredictable(modal, coming, past);
                    tense = select_unpredictable(begins, told, tense);
                    g.finite |= begins;
                    g.modal |= modal & !will;
                    g.negated |= at.has(At::NEGATIVE);
                    have |= !modal & at.has(At::HAVE);
                    be = modal & be | !modal & at.has(At::BE);
                    (g.head, g.tokens.end) = (k, k + 1);
                }
                Tag::Negation => {
                    if k == i {
                        // "not to attack", "not killed"
                        let verb = self.tag(k + 1) == Tag::To || self.tag(k + 1).is_verb();
                        if !verb {
                            return None;
                        }
                    }
                    g.negated = true;
                }
                Tag::Adverb if k > i => g.negated |= at.has(At::NEGATIVE),
                Tag::Verb | Tag::Past | Tag::Participle | Tag::Gerund => {
                    tense = self.main(k, &mut g, tense, (be, have, infinitive));
                    done = true;
                    break;
                }
                _ => break,
            }
            k += 1;
        }
        let began = matches!(self.tags[i], Tag::Modal | Tag::Auxiliary);
        if !done && !began {
            return None;
        }
        // "was not", "did not": the negation behind belongs to the group.
        if self.tag(g.tokens.end) == Tag::Negation
            && self.tokens.gap(g.tokens.end).is_within(Gap::BLANK)
        {
            g.negated = true;
            g.tokens.end += 1;
        }
        g.tense = Tense::ALL[tense as usize];
        Some(g)
    }

    /// Whether token `k` is an adverb between commas: "has, however, found".
    fn parted(&self, k: usize) -> bool {
        let comma = |k: usize| k < self.end && self.tokens.gap(k).has(Gap::COMMA);
        self.tag(k) == Tag::Adverb && comma(k) && comma(k + 1)
    }

    /// Ends the group with its main verb: its tense.
    #[inline(always)]
    fn main(
        &self,
        k: usize,
        g: &mut VerbGroup,
        tense: u32,
        (be, have, infinitive): (bool, bool, bool),
    ) -> u32 {
        let (tag, at) = (self.tags[k], self.forms[k].at);
        let (past, base) = (tag == Tag::Past, tag == Tag::Verb);
        let begins = !g.finite & (past | base & !infinitive);
        let perfect = !(past | base) & have & g.finite & (tense != Tense::Future as u32);
        g.finite |= past | begins;
        g.passive = (tag == Tag::Participle) & (be | !have) & !at.has(At::BE);
        g.negated |= at.has(At::NEGATIVE);
        (g.head, g.tokens.end) = (k, k + 1);
        let other = select_unpredictable(perfect, Tense::Past as u32, tense);
        select_unpredictable(begins, either(past, Tense::Past, Tense::Present), other)
    }
}

/// One of two tenses, as a number: which one cannot be foretold.
#[inline(always)]
fn either(first: bool, a: Tense, b: Tense) -> u32 {
    select_unpredictable(first, a as u32, b as u32)
}
