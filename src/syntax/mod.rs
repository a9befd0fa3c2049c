//! A shallow reading of each sentence: coarse tags, noun phrases and verb groups.
//!
//! No parser: closed-class words, the verb lists of the language pack, endings and neighbours decide. The
//! stages above use it for subjects, victims, clause ends and tense.
//!
//! A word is looked up once; words of several tags are settled from left to right by what stands before
//! and by a bounded look at what follows, so reading is linear in the length of the text.

mod chunk;
mod guess;
mod look;
mod ranks;
mod steps;
mod tables;
mod tag;
mod window;
mod word;

use std::ops::Range;

use crate::{document::Document, lang::LanguagePack};
use ranks::Ranks;
pub(crate) use tables::Tables;

/// Coarse part of speech.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[repr(u8)]
pub(crate) enum Tag {
    /// Common noun, singular or plural.
    #[default]
    Noun,
    /// Capitalised where a common noun would not be; adjectives made of names too ("Russian").
    Proper,
    /// I, he, they; this and that standing alone; there in "there was".
    Pronoun,
    /// my, his, their.
    Possessive,
    Determiner,
    /// Participles between determiner and noun too ("the injured man").
    Adjective,
    Adverb,
    Number,
    Preposition,
    /// and, or, but.
    Conjunction,
    /// that, because, if, while; before and after with a clause behind.
    Subordinator,
    /// who, which, what, where, when; that as a relative pronoun.
    Wh,
    /// Before an infinitive; otherwise "to" is a preposition.
    To,
    Modal,
    /// A form of be, have or do before another verb.
    Auxiliary,
    /// Base form, finite or not, and third person; be, have and do as main verbs too.
    Verb,
    Past,
    Participle,
    Gerund,
    Negation,
    Other,
}

impl Tag {
    /// All tags, in order.
    const ALL: [Tag; 21] = [
        Tag::Noun,
        Tag::Proper,
        Tag::Pronoun,
        Tag::Possessive,
        Tag::Determiner,
        Tag::Adjective,
        Tag::Adverb,
        Tag::Number,
        Tag::Preposition,
        Tag::Conjunction,
        Tag::Subordinator,
        Tag::Wh,
        Tag::To,
        Tag::Modal,
        Tag::Auxiliary,
        Tag::Verb,
        Tag::Past,
        Tag::Participle,
        Tag::Gerund,
        Tag::Negation,
        Tag::Other,
    ];

    /// Whether this is a form of a main verb.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Verb | Tag::Past | Tag::Participle | Tag::Gerund)
    }

    /// Whether a noun phrase can start with this.
    pub const fn opens_phrase(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Noun | Proper | Pronoun | Possessive | Determiner | Adjective | Adverb | Number
        )
    }

    /// Whether a verb group can start with this.
    pub const fn opens_group(self) -> bool {
        use Tag::*;
        matches!(self, To | Modal | Auxiliary | Verb | Past | Participle | Gerund | Negation)
    }

    /// Whether a noun phrase can end in this.
    pub const fn is_nominal(self) -> bool {
        matches!(self, Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number)
    }
}

/// Auxiliaries, negation and main verb: "had not been killed"; with "to" before an infinitive.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct VerbGroup {
    pub tokens: Range<usize>,
    /// The main verb; the auxiliary where the verb is left out ("they did not").
    pub head: usize,
    pub tense: Tense,
    /// be + participle, or a participle behind its noun ("a man arrested in Herat").
    pub passive: bool,
    pub negated: bool,
    /// Has a modal other than will: could, may, might, would, should, must.
    pub modal: bool,
    /// Finite, so it can carry a clause.
    pub finite: bool,
}

/// When, as far as the verb's form tells. The perfect counts as past.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    /// Infinitives and bare participles.
    None,
}

impl Tense {
    /// All tenses, in order.
    const ALL: [Tense; 4] = [Tense::Past, Tense::Present, Tense::Future, Tense::None];
}

/// Tags and chunks of a document's tokens.
#[derive(Default, Debug)]
pub(crate) struct Syntax {
    forms: Vec<word::Form>,
    tags: Vec<Tag>,
    /// Tokens that the tagger has to see, in order.
    open: Vec<u32>,
    shapes: Vec<look::Shapes>,
    phrases: Vec<Range<usize>>,
    verbs: Vec<VerbGroup>,
    ranks: Ranks,
}

/// Tags every token and chunks every sentence, in the buffers of an earlier document's reading.
#[inline(never)]
pub(crate) fn read(
    mut syntax: Syntax,
    doc: &Document<'_>,
    _pack: &LanguagePack,
    tables: &Tables,
) -> Syntax {
    look::run(doc, tables, &mut syntax);
    tag::run(doc, &mut syntax);
    chunk::run(doc, &mut syntax);
    syntax
}

#[allow(dead_code)]
impl Syntax {
    /// The tag of token `i`.
    #[inline]
    pub fn tag(&self, i: usize) -> Tag {
        self.tags[i]
    }

    /// The tags of all tokens.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// Whether token `i` is a plural noun or pronoun, as far as its form tells.
    #[inline]
    pub fn is_plural(&self, i: usize) -> bool {
        self.tags[i].is_nominal() && self.forms[i].at.has(word::At::PLURAL)
    }

    /// Base noun phrases in order: determiner to head noun (the last token), without prepositional phrases
    /// behind. A possessor is part of the phrase it determines ("Turkey's foreign minister"). Pronouns and
    /// numbers standing alone are phrases too. None crosses punctuation other than hyphens, quotation
    /// marks, and commas or "and" between adjectives.
    pub fn noun_phrases(&self) -> &[Range<usize>] {
        &self.phrases
    }

    /// The noun phrase that holds token `i`.
    #[inline]
    pub fn noun_phrase(&self, i: usize) -> Option<Range<usize>> {
        self.phrases.get(self.noun_phrase_from(i)).filter(|p| p.start <= i).cloned()
    }

    /// Index of the first noun phrase that ends after token `i`: the one that holds it, or the next.
    #[inline]
    pub fn noun_phrase_from(&self, i: usize) -> usize {
        self.ranks.phrases(i).unwrap_or(self.phrases.len())
    }

    /// Verb groups in order.
    pub fn verb_groups(&self) -> &[VerbGroup] {
        &self.verbs
    }

    /// The verb group that holds token `i`.
    #[inline]
    pub fn verb_group(&self, i: usize) -> Option<&VerbGroup> {
        self.verbs.get(self.verb_group_from(i)).filter(|v| v.tokens.start <= i)
    }

    /// The finite verb group that starts with token `i`.
    #[inline]
    pub fn finite_from(&self, i: usize) -> Option<&VerbGroup> {
        let opens = self.tags.get(i).is_some_and(|tag| tag.opens_group());
        if opens { self.finite(i) } else { None }
    }

    #[inline(never)]
    fn finite(&self, i: usize) -> Option<&VerbGroup> {
        self.verb_group(i).filter(|g| g.finite && g.tokens.start == i)
    }

    /// Index of the first verb group that ends after token `i`: the one that holds it, or the next.
    #[inline]
    pub fn verb_group_from(&self, i: usize) -> usize {
        self.ranks.groups(i).unwrap_or(self.verbs.len())
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests;
