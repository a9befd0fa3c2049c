//! A shallow reading of each sentence: coarse tags, noun phrases and verb groups.
//!
//! No parser: closed-class words, the verb lists of the language pack, endings and neighbours decide. The
//! stages above use it for subjects, victims, clause ends and tense.

use std::ops::Range;

use crate::{document::Document, error::Error, lang::LanguagePack};

/// Coarse part of speech.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(dead_code)]
pub(crate) enum Tag {
    /// Common noun, singular or plural.
    #[default]
    Noun,
    /// Capitalised where a common noun would not be.
    Proper,
    /// I, he, they, who as a subject, this and that standing alone.
    Pronoun,
    /// my, his, their.
    Possessive,
    Determiner,
    Adjective,
    Adverb,
    Number,
    Preposition,
    /// and, or, but.
    Conjunction,
    /// that, because, if, while.
    Subordinator,
    /// who, which, what, where, when.
    Wh,
    To,
    Modal,
    /// A form of be, have or do before another verb.
    Auxiliary,
    /// Finite present or base form.
    Verb,
    Past,
    Participle,
    Gerund,
    Negation,
    Other,
}

impl Tag {
    /// Whether this is a form of a main verb.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Verb | Tag::Past | Tag::Participle | Tag::Gerund)
    }
}

/// Auxiliaries, negation and main verb: "had not been killed".
#[derive(Clone, PartialEq, Debug)]
#[allow(dead_code)]
pub(crate) struct VerbGroup {
    pub tokens: Range<usize>,
    /// The main verb.
    pub head: usize,
    pub tense: Tense,
    pub passive: bool,
    pub negated: bool,
    /// Has a modal other than will: could, may, might, would, should, must.
    pub modal: bool,
    /// Finite, so it can carry a clause.
    pub finite: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(dead_code)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    /// Infinitives and bare participles.
    None,
}

/// Tags and chunks of a document's tokens.
#[derive(Default, Debug)]
pub(crate) struct Syntax {
    tags: Vec<Tag>,
    phrases: Vec<Range<usize>>,
    verbs: Vec<VerbGroup>,
}

/// What tagging needs of a language pack.
pub(crate) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Tags every token and chunks every sentence.
pub(crate) fn read(doc: &Document<'_>, _pack: &LanguagePack, _tables: &Tables) -> Syntax {
    Syntax { tags: vec![Tag::default(); doc.len()], phrases: Vec::new(), verbs: Vec::new() }
}

#[allow(dead_code)]
impl Syntax {
    pub fn tag(&self, i: usize) -> Tag {
        self.tags[i]
    }

    /// Base noun phrases in order: determiner to head noun, without prepositional phrases behind.
    pub fn noun_phrases(&self) -> &[Range<usize>] {
        &self.phrases
    }

    /// The noun phrase that holds token `i`.
    pub fn noun_phrase(&self, i: usize) -> Option<Range<usize>> {
        let k = self.phrases.partition_point(|p| p.end <= i);
        self.phrases.get(k).filter(|p| p.start <= i).cloned()
    }

    /// Verb groups in order.
    pub fn verb_groups(&self) -> &[VerbGroup] {
        &self.verbs
    }

    /// The verb group that holds token `i`.
    pub fn verb_group(&self, i: usize) -> Option<&VerbGroup> {
        let k = self.verbs.partition_point(|v| v.tokens.end <= i);
        self.verbs.get(k).filter(|v| v.tokens.start <= i)
    }
}
