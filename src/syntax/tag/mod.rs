//! Settles the tag of each token, from left to right.

mod base;
mod case;
mod clause;
mod function;
mod verbal;

use std::hint::select_unpredictable;

use super::{
    Syntax, Tag,
    word::{At, Form, Set, Word},
};
use crate::document::{Document, Gap, Tokens};
use case::Case;
use clause::Clause;

/// How far ahead a decision may look, in tokens.
const AHEAD: usize = 14;

/// Punctuation after which a clause starts anew.
pub(super) const CLAUSE: Gap = Gap(Gap::SEMICOLON.0 | Gap::COLON.0 | Gap::DASH.0 | Gap::QUOTE.0);

/// Decides the tags that the look-up has left open.
#[inline(never)]
pub(super) fn run(doc: &Document<'_>, syntax: &mut Syntax) {
    let mut sentences =
        doc.sentences().iter().map(|s| s.tokens.start as usize..s.tokens.end as usize);
    let mut tagger = Tagger {
        tokens: doc.tokens(),
        forms: &syntax.forms,
        tags: &mut syntax.tags,
        start: 0,
        end: 0,
        clause: Clause::default(),
        last: Tag::Other as u32,
    };
    for i in syntax.open.iter().map(|i| *i as usize) {
        while i >= tagger.end {
            let Some(tokens) = sentences.next() else { return };
            (tagger.start, tagger.end) = (tokens.start, tokens.end);
            (tagger.clause, tagger.last) = (Clause::default(), Tag::Other as u32);
        }
        if i >= tagger.start {
            tagger.token(i);
        }
    }
}

struct Tagger<'a> {
    tokens: &'a Tokens,
    forms: &'a [Form],
    /// Decided so far; behind that, the best tags.
    tags: &'a mut [Tag],
    /// The sentence in hand.
    start: usize,
    end: usize,
    clause: Clause,
    /// The tag of the last verb form, as a number.
    last: u32,
}

impl Tagger<'_> {
    /// Settles a token that has to be seen.
    #[inline(always)]
    fn token(&mut self, i: usize) {
        let gap = self.tokens.gap(i);
        let anew = (i > self.start) & gap.has(CLAUSE)
            | gap.has(Gap::COMMA) & self.clause.has(Clause::PENDING);
        self.clause = self.clause.without(anew, Clause(Clause::FINITE.0 | Clause::PENDING.0));
        let (mut tag, at) = (self.tags[i], self.forms[i].at);
        if !at.has(At::SETTLED) && !(at.has(At::LONE) && self.is_lone(i, at)) {
            tag = self.decide(i);
            self.tags[i] = tag;
        }
        if Set::FOLLOWED.has(tag) {
            self.follow(i, tag, at, gap);
        }
    }

    /// Keeps track of clauses.
    #[inline(always)]
    fn follow(&mut self, i: usize, tag: Tag, at: At, gap: Gap) {
        let next = if i + 1 < self.end { self.forms[i + 1].at } else { At::default() };
        let subject = next.has(At::SUBJECT) & !next.has(At::OBJECT);
        let fact = |so: bool, bit: u32| u32::from(so) * bit;
        let facts = fact(i > self.start, clause::INNER)
            | fact(gap.has(Gap::COMMA) | subject, clause::APART)
            | fact(at.has(At::INFINITE), clause::INFINITE)
            | fact(at.has(At::FINITE), clause::FINITE)
            | fact(self.is_infinitive(i), clause::BARE);
        self.clause = self.clause.behind(tag, facts);
        self.last = select_unpredictable(Set::VERBS.has(tag), tag as u32, self.last);
    }

    /// Whether "to" or a modal stands before token `i`, adverbs and negation skipped.
    #[inline(always)]
    fn is_infinitive(&self, i: usize) -> bool {
        const LEADS: Set = Set::of(Tag::To).and(Tag::Modal);
        const SKIPPED: Set = Set::of(Tag::Adverb).and(Tag::Negation);
        let before = if i > self.start { self.tags[i - 1] } else { Tag::Other };
        if SKIPPED.has(before) {
            return matches!(self.before(i), Some((_, tag)) if LEADS.has(tag));
        }
        LEADS.has(before)
    }

    /// Whether token `i` is no part of a word with hyphens.
    #[inline]
    fn is_lone(&self, i: usize, at: At) -> bool {
        !at.has(At::JOINED) && !(i + 1 < self.end && self.forms[i + 1].at.has(At::JOINED))
    }

    /// A finite verb was seen in the clause in hand.
    #[inline]
    fn finite(&self) -> bool {
        self.clause.has(Clause::FINITE)
    }

    /// A relative clause is open whose head still waits for its verb.
    #[inline]
    fn pending(&self) -> bool {
        self.clause.has(Clause::PENDING)
    }

    /// A conjunction stands behind the clause's verb: another verb or clause may follow.
    #[inline]
    fn coordinate(&self) -> bool {
        self.clause.has(Clause::COORDINATE)
    }

    /// What token `i` is known to be.
    #[inline]
    fn known(&self, i: usize) -> Word {
        self.forms[i].word(self.tags[i])
    }

    /// As [`known`](Self::known), within the sentence.
    #[inline]
    fn word(&self, i: usize) -> Word {
        if i < self.end { self.known(i) } else { Word { best: Tag::Other, ..Word::default() } }
    }

    /// The tag before token `i` in its sentence, adverbs and negation skipped.
    fn before(&self, i: usize) -> Option<(usize, Tag)> {
        let low = i.saturating_sub(4).max(self.start);
        (low..i)
            .rev()
            .map(|k| (k, self.tags[k]))
            .find(|(_, t)| !matches!(t, Tag::Adverb | Tag::Negation))
    }

    /// The tag just before token `i`, if no punctuation but quotation marks and hyphens stands between.
    fn touching(&self, i: usize) -> Option<Tag> {
        let joined =
            Gap(Gap::BLANK.0 | Gap::HYPHEN.0 | Gap::QUOTE.0 | Gap::APOSTROPHE.0 | Gap::CURRENCY.0);
        (i > self.start && self.tokens.gap(i).is_within(joined)).then(|| self.tags[i - 1])
    }

    /// Whether token `i` touches the one before and could belong to a noun phrase with it.
    fn nounish(&self, i: usize) -> bool {
        let open = Gap(Gap::COMMA.0
            | Gap::STOP.0
            | Gap::SEMICOLON.0
            | Gap::COLON.0
            | Gap::DASH.0
            | Gap::OPEN.0
            | Gap::CLOSE.0);
        if i >= self.end || self.tokens.gap(i).has(open) {
            return false;
        }
        let w = self.known(i);
        if w.at.has(At::CLOSED) {
            return false;
        }
        w.can.meets(Set::NOMINAL)
            || w.can.meets(Set::of(Tag::Gerund).and(Tag::Participle))
                && self.word(i + 1).can.meets(Set::NOMINAL)
                && !self.word(i + 1).at.has(At::CLOSED)
    }

    /// Whether an object seems to start at token `i`: determiner, possessive, object pronoun, name.
    fn object(&self, i: usize) -> bool {
        if i >= self.end || self.tokens.gap(i).has(Gap(Gap::COMMA.0 | Gap::STOP.0 | CLAUSE.0)) {
            return i < self.end && self.tokens.gap(i).has(Gap::QUOTE);
        }
        let w = self.known(i);
        matches!(w.best, Tag::Determiner | Tag::Possessive | Tag::Pronoun)
            || matches!(w.best, Tag::Wh) && !w.at.has(At::BE)
            || w.best == Tag::Subordinator
    }

    /// Whether a surely finite verb follows token `i` in its clause.
    fn finite_ahead(&self, i: usize) -> bool {
        let mut comma = false;
        for k in i + 1..self.end.min(i + AHEAD) {
            let w = self.known(k);
            if self.tokens.gap(k).has(CLAUSE) {
                return false;
            }
            // "ordered an inquiry and said": what is joined to it does not make it a participle.
            let joined = k > i + 1 && self.known(k - 1).best == Tag::Conjunction;
            match w.best {
                Tag::Wh => return false,
                Tag::Subordinator if !w.can.has(Tag::Preposition) => return false,
                Tag::Pronoun if w.at.has(At::SUBJECT) && !w.at.has(At::OBJECT) => return false,
                // "claiming it has"
                Tag::Pronoun if w.at.has(At::SUBJECT) && self.surely_finite(k + 1) => return false,
                _ => {}
            }
            comma |= self.tokens.gap(k).has(Gap::COMMA);
            if self.surely_finite(k) {
                // "…, officials said": what ends the sentence behind a comma has a subject of its own.
                return !joined && !(comma && k + 1 >= self.end);
            }
        }
        false
    }

    /// Whether token `k` is a verb that is finite whatever stands before it.
    pub(super) fn surely_finite(&self, k: usize) -> bool {
        let w = self.word(k);
        match w.best {
            Tag::Modal => true,
            Tag::Auxiliary => !w.at.has(At::INFINITE),
            _ => {
                w.can.has(Tag::Past)
                    && (!w.can.has(Tag::Participle) || w.at.has(At::FINITE) || self.opens_clause(k))
                    || w.can == Set::of(Tag::Verb) && w.at.has(At::THIRD)
            }
        }
    }

    /// Whether "that" stands right behind the noun's verb at token `k`: "a poll released in May found that".
    fn opens_clause(&self, k: usize) -> bool {
        let next = self.word(k + 1);
        next.best == Tag::Subordinator
            && next.can.has(Tag::Determiner)
            && k > self.start
            && self.known(k - 1).can.meets(Set::of(Tag::Noun).and(Tag::Proper).and(Tag::Number))
            && !self.known(k - 1).can.meets(Set::VERBS)
    }

    #[inline(never)]
    fn decide(&self, i: usize) -> Tag {
        let w = self.known(i);
        if (w.at.has(At::JOINED) || self.word(i + 1).at.has(At::JOINED))
            && !w.at.has(At::CLOSED)
            && let Some(tag) = self.compound(i, w)
        {
            return tag;
        }
        match Case::of(w) {
            Case::Determiner => self.determiner(i),
            Case::Possessive => self.possessive(i),
            Case::That => self.that(i),
            Case::Preposition => self.preposition(i, w),
            Case::To => self.to(i),
            Case::Modal => self.modal(i),
            Case::Auxiliary => self.auxiliary(i, w),
            Case::Gerund => self.gerund(i, w),
            Case::BaseOrPast => self.base_or_past(i, w),
            Case::Past => self.past(i, w),
            Case::Base => self.base(i, w),
            Case::Adverb => self.adverbial(i, w),
            Case::Pronoun => self.pronoun(i, w),
            Case::NounOrAdjective => self.noun_or_adjective(i),
            Case::Best => w.best,
        }
    }

    /// Parts of a word with hyphens: "well-known", "Russian-backed", "12-year-old", "cease-fire".
    fn compound(&self, i: usize, w: Word) -> Option<Tag> {
        if self.word(i + 1).at.has(At::JOINED) {
            return match w.best {
                Tag::Number | Tag::Proper | Tag::Adjective | Tag::Adverb => Some(w.best),
                _ if w.can.meets(Set::VERBS) => {
                    Some(if w.can.has(Tag::Noun) { Tag::Noun } else { Tag::Adjective })
                }
                _ => None,
            };
        }
        if w.can.meets(Set::VERBS) {
            if w.can.meets(Set::of(Tag::Participle).and(Tag::Past).and(Tag::Gerund)) {
                let noun = w.can.has(Tag::Gerund) && !self.nounish(i + 1);
                return Some(if noun { Tag::Noun } else { Tag::Adjective });
            }
            if w.can.has(Tag::Noun) {
                return Some(Tag::Noun);
            }
        }
        None
    }

    fn noun_or_adjective(&self, i: usize) -> Tag {
        if self.nounish(i + 1) {
            // "the local official said": what follows must not be the verb.
            let next = self.word(i + 1);
            if next.can.meets(Set::VERBS)
                && !next.at.has(At::MOSTLY_NOUN)
                && !self.finite()
                && !next.can.has(Tag::Adjective)
                && matches!(self.touching(i), Some(Tag::Adjective | Tag::Determiner))
                && !self.finite_ahead(i + 1)
            {
                return Tag::Noun;
            }
            return Tag::Adjective;
        }
        match self.before(i) {
            Some((_, Tag::Auxiliary)) => Tag::Adjective,
            Some((k, Tag::Verb | Tag::Past | Tag::Participle)) if self.known(k).at.has(At::BE) => {
                Tag::Adjective
            }
            None => self.known(i).best,
            _ if self.known(i).at.has(At::KNOWN) => Tag::Noun,
            _ => self.known(i).best,
        }
    }
}
