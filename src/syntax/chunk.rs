//! Noun phrases and verb groups from tags.

use super::{
    Syntax, Tag, Tense, VerbGroup,
    tables::{At, Set, Word},
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

pub(super) fn run(doc: &Document<'_>, syntax: &mut Syntax) {
    let Syntax { words, tags, phrases, verbs, phrase_at, verb_at, .. } = syntax;
    phrases.clear();
    verbs.clear();
    phrase_at.clear();
    verb_at.clear();
    for sentence in doc.sentences() {
        let chunker =
            Chunker { tokens: doc.tokens(), words, tags, end: sentence.tokens.end as usize };
        let mut i = sentence.tokens.start as usize;
        while i < chunker.end {
            let tag = chunker.tags[i];
            if VERBAL.has(tag)
                && let Some(group) = chunker.verb_group(i)
            {
                i = group.tokens.end;
                verb_at.resize(i, verbs.len() as u32);
                verbs.push(group);
            } else if PHRASAL.has(tag)
                && let Some(end) = chunker.phrase(i)
            {
                phrase_at.resize(end, phrases.len() as u32);
                phrases.push(i..end);
                i = end;
            } else {
                i += 1;
            }
        }
    }
}

struct Chunker<'a> {
    tokens: &'a Tokens,
    words: &'a [Word],
    tags: &'a [Tag],
    /// End of the sentence in hand.
    end: usize,
}

impl Chunker<'_> {
    fn tag(&self, i: usize) -> Tag {
        if i < self.end { self.tags[i] } else { Tag::Other }
    }

    /// End of the noun phrase that starts at token `i`.
    fn phrase(&self, i: usize) -> Option<usize> {
        if self.tags[i] == Tag::Pronoun {
            return Some(i + 1);
        }
        let mut nominal = None;
        let mut k = i;
        while k < self.end.min(i + LONGEST) {
            if k > i && !self.joins(k) {
                break;
            }
            match self.tags[k] {
                Tag::Determiner | Tag::Possessive => {
                    if k > i && self.tags[k - 1] != Tag::Determiner {
                        break;
                    }
                }
                Tag::Noun | Tag::Proper => nominal = Some(k + 1),
                Tag::Number => {
                    if nominal.is_some() && self.tags[k - 1] == Tag::Noun && !self.owned(k) {
                        break;
                    }
                    nominal = Some(k + 1);
                }
                Tag::Adjective => {
                    let behind_noun = nominal == Some(k) && self.tags[k - 1] == Tag::Noun;
                    if behind_noun && !self.owned(k) && self.tokens.gap(k) != Gap::HYPHEN {
                        break;
                    }
                }
                Tag::Adverb => {
                    let next = self.tag(k + 1);
                    let inside = matches!(next, Tag::Adjective)
                        || next == Tag::Adverb && self.tag(k + 2) == Tag::Adjective
                        || next == Tag::Number;
                    if !inside || nominal.is_some() && !self.owned(k) {
                        break;
                    }
                }
                Tag::Conjunction => {
                    let between = k > i
                        && nominal.is_none()
                        && self.tags[k - 1] == Tag::Adjective
                        && self.tag(k + 1) == Tag::Adjective;
                    if !between {
                        break;
                    }
                }
                _ => break,
            }
            k += 1;
        }
        match nominal {
            Some(end) => Some(end),
            // "the dead", "the latest".
            None if self.tags[i] == Tag::Determiner
                && k > i + 1
                && self.tags[k - 1] == Tag::Adjective =>
            {
                Some(k)
            }
            None => None,
        }
    }

    /// Whether the token before `k` is a possessor.
    fn owned(&self, k: usize) -> bool {
        self.tokens.flags(k - 1).has(Flags::POSSESSIVE)
    }

    /// Whether tokens `k - 1` and `k` can stand in one phrase.
    fn joins(&self, k: usize) -> bool {
        let gap = self.tokens.gap(k);
        if gap.is_within(INSIDE) {
            // "officials Tuesday"
            let apart = self.tags[k - 1] == Tag::Noun
                && self.tags[k] == Tag::Proper
                && self.words[k - 1].at.has(At::PLURAL)
                && !self.owned(k);
            return !apart;
        }
        gap.is_within(Gap(INSIDE.0 | Gap::COMMA.0))
            && self.tags[k - 1] == Tag::Adjective
            && self.tags[k] == Tag::Adjective
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
            let at = self.words[i - 1].at;
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
            let at = self.words[k].at;
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
        let at = self.words[k].at;
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
