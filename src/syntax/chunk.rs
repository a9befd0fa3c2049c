//! Noun phrases and verb groups from tags.

use super::{
    Syntax, Tag, Tense, VerbGroup,
    steps::{STEPS, Step},
    word::{At, Form, Set},
};
use crate::document::{Document, Flags, Gap, Tokens};

/// Punctuation that may stand inside a noun phrase; a full stop within a sentence ends an abbreviation.
const INSIDE: Gap = Gap(Gap::BLANK.0
    | Gap::HYPHEN.0
    | Gap::QUOTE.0
    | Gap::APOSTROPHE.0
    | Gap::CURRENCY.0
    | Gap::PERCENT.0
    | Gap::AMPERSAND.0
    | Gap::SLASH.0
    | Gap::STOP.0);

/// Tags with which a verb group can begin.
const VERBAL: Set =
    Set(Set::VERBS.0 | Set::of(Tag::To).and(Tag::Modal).and(Tag::Auxiliary).and(Tag::Negation).0);

/// Tags with which a noun phrase can begin.
const PHRASAL: Set = Set(Set::NOMINAL.0
    | Set::of(Tag::Pronoun).and(Tag::Determiner).and(Tag::Possessive).and(Tag::Adverb).0);

/// Tokens of the longest noun phrase looked for; keeps endless lists of adjectives linear.
const LONGEST: usize = 40;

#[inline(never)]
pub(super) fn run(doc: &Document<'_>, syntax: &mut Syntax) {
    let Syntax { forms, tags, phrases, verbs, next, .. } = syntax;
    phrases.clear();
    verbs.clear();
    next.clear();
    for sentence in doc.sentences() {
        let chunker =
            Chunker { tokens: doc.tokens(), forms, tags, end: sentence.tokens.end as usize };
        let mut i = sentence.tokens.start as usize;
        while i < chunker.end {
            let tag = chunker.tags[i];
            let here = (phrases.len() as u32, verbs.len() as u32);
            if VERBAL.has(tag)
                && let Some(group) = chunker.verb_group(i)
            {
                i = group.tokens.end;
                verbs.push(group);
            } else if PHRASAL.has(tag)
                && let Some(end) = chunker.phrase(i)
            {
                phrases.push(i..end);
                i = end;
            } else {
                i += 1;
                continue;
            }
            next.resize(i, here);
        }
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

    /// End of the noun phrase that starts at token `i`.
    fn phrase(&self, i: usize) -> Option<usize> {
        let first = self.tags[i];
        if first == Tag::Pronoun {
            return Some(i + 1);
        }
        if first == Tag::Adverb && !self.modifies(i) {
            return None;
        }
        // 0 until there is a word with which the phrase may end.
        let mut nominal = if first.is_nominal() { i + 1 } else { 0 };
        let mut k = i + 1;
        let mut before = first;
        for tag in &self.tags[k..self.end.min(i + LONGEST)] {
            let gap = self.tokens.gap(k);
            if gap != Gap::SPACE && !gap.is_within(INSIDE) {
                let listed = gap.is_within(Gap(INSIDE.0 | Gap::COMMA.0))
                    && before == Tag::Adjective
                    && *tag == Tag::Adjective;
                if !listed {
                    break;
                }
            }
            let mut step = STEPS[before as usize][*tag as usize];
            if step == Step::Depends {
                step = self.step(k, nominal > 0);
            }
            match step {
                Step::Ends => break,
                Step::Nominal => nominal = k + 1,
                _ => {}
            }
            before = *tag;
            k += 1;
        }
        if nominal > 0 {
            return Some(nominal);
        }
        // "the dead", "the latest".
        let dead = first == Tag::Determiner && k > i + 1 && before == Tag::Adjective;
        dead.then_some(k)
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
                            return None;
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
            return None;
        }
        // "was not", "did not": the negation behind belongs to the group.
        if self.tag(g.tokens.end) == Tag::Negation
            && self.tokens.gap(g.tokens.end).is_within(Gap::BLANK)
        {
            g.negated = true;
            g.tokens.end += 1;
        }
        Some(g)
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
