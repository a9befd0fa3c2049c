//! Noun phrases and verb groups from tags.

use super::{
    Syntax, Tag, Tense, VerbGroup,
    steps::{STARTS, Step, start},
    window::Window,
    word::{At, Form},
};
use crate::document::{Document, Flags, Gap, Tokens};
use std::ops::Range;

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
    let Syntax { forms, tags, phrases, verbs, next, .. } = syntax;
    phrases.clear();
    verbs.clear();
    let (all, mut done) = (doc.len() + 1, 0);
    next.resize(all + AT_ONCE, (0, 0));
    for sentence in doc.sentences() {
        let chunker =
            Chunker { tokens: doc.tokens(), forms, tags, end: sentence.tokens.end as usize };
        let mut first = sentence.tokens.start as usize;
        while first < chunker.end {
            let end = chunker.end.min(first + 64);
            let window = Window::read(&tags[first..end], doc.tokens().looks(first..end));
            // The phrases that lie wholly in the window, whatever they are.
            let known = if end < chunker.end { end - LONGEST } else { end };
            let mut starts = window.starts;
            while starts != 0 {
                let k = starts.trailing_zeros() as usize;
                let i = first + k;
                if i >= known {
                    break;
                }
                starts &= starts - 1;
                let here = (phrases.len() as u32, verbs.len() as u32);
                let behind = match STARTS[tags[i] as usize % 32] {
                    start::GROUP => chunker.verb_group(i, verbs),
                    what => chunker.phrase(&window, k, i, what, phrases),
                };
                if behind > 0 {
                    fill(next, done..behind, here);
                    done = behind;
                    starts &= u64::MAX.checked_shl((behind - first) as u32).unwrap_or(0);
                }
            }
            first = known.max(done);
        }
    }
    next[done..all].fill((phrases.len() as u32, verbs.len() as u32));
    next.truncate(all);
}

/// Tokens that a phrase or group and what stands before it mostly have, at most.
const AT_ONCE: usize = 4;

/// Writes the same at all of these tokens; some behind them are written, too.
#[inline(always)]
fn fill(next: &mut [(u32, u32)], tokens: Range<usize>, value: (u32, u32)) {
    let rest = tokens.start + AT_ONCE;
    if let Some(few) = next[tokens.start..].first_chunk_mut() {
        *few = [value; AT_ONCE];
    }
    if rest < tokens.end {
        next[rest..tokens.end].fill(value);
    }
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

    /// Adds the noun phrase that starts at token `i`, the `at`th of a window: its end, or 0 when there is none.
    #[inline(always)]
    fn phrase(
        &self,
        window: &Window,
        at: usize,
        i: usize,
        what: u8,
        list: &mut Vec<Range<usize>>,
    ) -> usize {
        if what & start::ADVERB != 0 && !self.modifies(i) {
            return 0;
        }
        // From here on the token at hand is the lowest.
        let ends = window.ends >> at | !(u64::MAX >> at) | 1 << LONGEST;
        let (depends, nominal) = (window.depends >> at, window.nominal >> at);
        let mut stops = (ends | depends) & !1;
        let k = loop {
            let k = stops.trailing_zeros();
            if ends >> k & 1 == 1 {
                break k;
            }
            let reached = nominal & ((1 << k) - 1) != 0;
            if self.step(i + k as usize, reached) == Step::Ends {
                break k;
            }
            stops &= stops - 1;
        };
        // Up to the last word with which it may end.
        let found = nominal & ((1 << k) - 1);
        let mut end = i + (64 - found.leading_zeros()) as usize;
        if found == 0 {
            // "the dead", "the latest".
            let dead = k > 1
                && self.tags[i] == Tag::Determiner
                && self.tags[i + k as usize - 1] == Tag::Adjective;
            if !dead {
                return 0;
            }
            end = i + k as usize;
        }
        list.push(i..end);
        end
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

    /// Adds the verb group that starts at token `i`: its end, or 0 when there is none.
    #[inline(never)]
    fn verb_group(&self, i: usize, list: &mut Vec<VerbGroup>) -> usize {
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
        if i > 0 && matches!(self.tags[i - 1], Tag::Pronoun | Tag::Wh) {
            // "they're", "he'll", "she'd".
            let at = self.forms[i - 1].at;
            g.finite = at.has(At(At::BE.0 | At::HAVE.0 | At::WILL.0 | At::WOULD.0));
            (be, have, g.modal) = (at.has(At::BE), at.has(At::HAVE), at.has(At::WOULD));
            if at.has(At::WILL) {
                g.tense = Tense::Future;
            } else if g.finite {
                g.tense = Tense::Present;
            }
        }
        let mut k = i;
        if self.tags[i].is_verb() {
            self.main(i, &mut g, be, have, false);
            done = true;
            k = self.end;
        }
        while k < self.end && k < i + 10 {
            if k > i
                && !self
                    .tokens
                    .gap(k)
                    .is_within(Gap(Gap::BLANK.0 | Gap::QUOTE.0 | Gap::APOSTROPHE.0 | Gap::HYPHEN.0))
            {
                break;
            }
            let at = self.forms[k].at;
            match self.tags[k] {
                Tag::To if k == i => infinitive = true,
                Tag::Modal => {
                    if at.has(At::WILL) {
                        g.tense = Tense::Future;
                    } else {
                        g.modal = true;
                        g.tense = Tense::Present;
                    }
                    g.finite = true;
                    g.negated |= at.has(At::NEGATIVE);
                    (g.head, g.tokens.end) = (k, k + 1);
                }
                Tag::Auxiliary => {
                    if !g.finite && !infinitive && !at.has(At::INFINITE) {
                        g.finite = true;
                        g.tense = if at.has(At::PAST) { Tense::Past } else { Tense::Present };
                    }
                    g.negated |= at.has(At::NEGATIVE);
                    have |= at.has(At::HAVE);
                    be = at.has(At::BE);
                    (g.head, g.tokens.end) = (k, k + 1);
                }
                Tag::Negation => {
                    if k == i {
                        // "not to attack", "not killed"
                        let verb = self.tag(k + 1) == Tag::To || self.tag(k + 1).is_verb();
                        if !verb {
                            return 0;
                        }
                    }
                    g.negated = true;
                }
                Tag::Adverb if k > i => g.negated |= at.has(At::NEGATIVE),
                Tag::Verb | Tag::Past | Tag::Participle | Tag::Gerund => {
                    self.main(k, &mut g, be, have, infinitive);
                    done = true;
                    break;
                }
                _ => break,
            }
            k += 1;
        }
        let began = matches!(self.tags[i], Tag::Modal | Tag::Auxiliary);
        if !done && !began {
            return 0;
        }
        // "was not", "did not": the negation behind belongs to the group.
        if self.tag(g.tokens.end) == Tag::Negation
            && self.tokens.gap(g.tokens.end).is_within(Gap::BLANK)
        {
            g.negated = true;
            g.tokens.end += 1;
        }
        let end = g.tokens.end;
        list.push(g);
        end
    }

    fn main(&self, k: usize, g: &mut VerbGroup, be: bool, have: bool, infinitive: bool) {
        let at = self.forms[k].at;
        (g.head, g.tokens.end) = (k, k + 1);
        g.negated |= at.has(At::NEGATIVE);
        match self.tags[k] {
            Tag::Past => {
                if !g.finite {
                    g.tense = Tense::Past;
                }
                g.finite = true;
            }
            Tag::Verb => {
                if !g.finite && !infinitive {
                    g.finite = true;
                    g.tense = Tense::Present;
                }
            }
            Tag::Participle => {
                g.passive = (be || !have) && !at.has(At::BE);
                if have && g.finite && g.tense != Tense::Future {
                    g.tense = Tense::Past;
                }
            }
            _ => {
                if have && g.finite && g.tense != Tense::Future {
                    g.tense = Tense::Past;
                }
            }
        }
    }
}
