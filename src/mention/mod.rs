//! Mentions: names and other expressions that stand for people, places, organisations.

mod around;
mod bits;
mod bridge;
mod candidate;
mod decide;
mod endings;
mod inner;
mod known;
mod look;
mod pieces;
mod runs;
mod scan;
mod seen;
mod tables;
mod team;
mod titles;

use std::ops::Range;

use bumpalo::Bump;
pub(crate) use known::Words;
use serde::{Deserialize, Serialize};

use crate::{
    document::{Document, ZoneKind},
    error::Error,
    gazetteer::{EntryIx, Gazetteer, Kind},
    lang::LanguagePack,
    span::Span,
    text::Text,
};

/// Index of an entity within one sheet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityIx(pub u32);

/// How a mention refers to its entity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Form {
    /// A full name.
    Name,
    /// Part of a name: "Putin".
    Partial,
    /// "CSTO".
    Acronym,
    /// "Tajik", for the country or region.
    Demonym,
    /// "the foreign minister".
    Role,
    /// "the alliance".
    Description,
    /// "he".
    Pronoun,
}

/// A mention, as it enters the sheet.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, Form};
///
/// let text = "Tajik officials spoke in Dushanbe.";
/// let sheet = Extractor::new().extract(text);
/// let [tajik, dushanbe] = &sheet.mentions[..] else { panic!("two names") };
/// assert_eq!((tajik.form, dushanbe.form), (Form::Demonym, Form::Name));
/// assert_eq!(dushanbe.span.of(text), "Dushanbe");
/// assert_eq!(&*sheet.entities[tajik.entity.unwrap().0 as usize].name, "Tajikistan");
/// # }
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// The name, without titles and possessive ending.
    pub span: Span,
    /// As written.
    pub text: Text,
    /// What it names.
    pub kind: Kind,
    /// How it refers.
    pub form: Form,
    /// The entity it stands for.
    pub entity: Option<EntityIx>,
    /// A place that stands for its government or team.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stands_for: Option<Text>,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

/// A mention while the stages work on it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Found {
    pub tokens: Range<usize>,
    pub span: Span,
    pub kind: Kind,
    pub form: Form,
    /// The first of the gazetteer's names that are spelt so; those of its kind's group are what it may stand for.
    pub names: Option<u32>,
    /// The linked entry.
    pub entry: Option<EntryIx>,
    /// Set by coreference.
    pub entity: Option<EntityIx>,
    pub stands_for: Option<&'static str>,
    pub rule: &'static str,
}

impl Found {
    /// The record that enters the sheet; `rule` is its own.
    #[inline]
    pub fn record(&self, doc: &Document<'_>, rule: Text) -> Mention {
        Mention {
            span: self.span,
            text: self.span.of(doc.text()).into(),
            kind: self.kind,
            form: self.form,
            entity: self.entity,
            stands_for: self.stands_for.map(Text::from_static),
            zone: doc.zone_of(self.tokens.start).kind,
            rule,
        }
    }
}

/// All mentions of a document in order, none overlapping, found by token. Kept between runs for its buffers.
#[derive(Default, Debug)]
pub(crate) struct Mentions {
    list: Vec<Found>,
    /// For each token, index of its mention + 1, or 0.
    at: Vec<u32>,
}

impl Mentions {
    /// No mention yet of a document of so many tokens.
    fn clear(&mut self, tokens: usize) {
        self.list.clear();
        self.at.clear();
        self.at.resize(tokens, 0);
    }

    pub fn list(&self) -> &[Found] {
        &self.list
    }

    pub fn list_mut(&mut self) -> &mut [Found] {
        &mut self.list
    }

    /// Index of the mention that holds token `i`.
    #[inline]
    pub fn index_at(&self, i: usize) -> Option<usize> {
        self.at.get(i).copied().filter(|k| *k > 0).map(|k| k as usize - 1)
    }

    /// The mention that holds token `i`.
    #[inline]
    pub fn at(&self, i: usize) -> Option<&Found> {
        self.index_at(i).map(|k| &self.list[k])
    }

    /// Index of the first mention that ends behind the start of these tokens, or at least holds one of them.
    #[inline(never)]
    fn first_in(&self, tokens: &Range<usize>) -> usize {
        /// So many tokens are looked through sooner than the mentions are searched.
        const FEW: usize = 8;
        match self.at.get(tokens.clone()) {
            Some(at) if at.len() <= FEW => {
                at.iter().find(|k| **k > 0).map_or(self.list.len(), |k| *k as usize - 1)
            }
            _ => self.list.partition_point(|m| m.tokens.end <= tokens.start),
        }
    }

    /// The mentions with a token in this range.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Found> + '_ {
        self.list[self.first_in(&tokens)..].iter().take_while(move |m| m.tokens.start < tokens.end)
    }

    /// Adds mentions (roles, descriptions, pronouns found by coreference), which are in the order of their start, the
    /// longer first. One that overlaps another is dropped.
    pub fn insert<T>(
        &mut self,
        more: &mut bumpalo::collections::Vec<'_, T>,
        tokens: impl Fn(&T) -> Range<usize>,
        found: impl Fn(&T) -> Found,
    ) {
        more.retain(|x| {
            let at = &mut self.at[tokens(x)];
            let free = at.iter().all(|k| *k == 0);
            if free {
                at.fill(1);
            }
            free
        });
        // Makes room, then moves both to their places from behind.
        let mut old = self.list.len();
        self.list.extend(more.iter().map(&found));
        let mut free = self.list.len();
        for x in more.iter().rev() {
            let start = tokens(x).start;
            while old > 0 && self.list[old - 1].tokens.start > start {
                (old, free) = (old - 1, free - 1);
                self.list.swap(old, free);
                self.at[self.list[free].tokens.clone()].fill(free as u32 + 1);
            }
            free -= 1;
            self.list[free] = found(x);
            self.at[tokens(x)].fill(free as u32 + 1);
        }
    }

    /// Adds a mention that stands behind all others; one that overlaps an earlier one is dropped.
    fn push(&mut self, m: Found) {
        let at = &mut self.at[m.tokens.clone()];
        if at.iter().all(|k| *k == 0) {
            at.fill(self.list.len() as u32 + 1);
            self.list.push(m);
        }
    }
}

pub(crate) struct Tables(tables::Tables);

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self(tables::Tables::new(pack)?))
    }
}

/// Finds named mentions: gazetteer names and unknown ones.
#[inline(never)]
pub(crate) fn find(
    doc: &Document<'_>,
    gazetteer: &Gazetteer,
    pack: &LanguagePack,
    tables: &Tables,
    bump: &Bump,
    mut mentions: Mentions,
) -> Mentions {
    let scan = scan::Scan::new(doc, pack.lexicon(), gazetteer, &tables.0, bump);
    let candidates = scan.candidates_of_runs();
    mentions.clear(doc.len());
    decide::decide(&scan, candidates, &mut mentions);
    mentions
}
