//! Quotations: direct, indirect and mixed, with cue and speaker.

mod bounds;
mod content;
mod cues;
mod draft;
mod edges;
mod leftover;
mod marks;
mod nouns;
mod orders;
pub(crate) mod party;
mod phrases;
mod reader;
mod record;
mod subjects;
mod tables;

use std::ops::Range;

use bumpalo::{Bump, collections::Vec as BumpVec};
use serde::{Deserialize, Serialize};

use crate::{
    cue::{self, Cue, kind},
    document::{Document, ZoneKind},
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    span::Span,
    syntax::{Syntax, Tag},
    text::Text,
};
use draft::{Draft, Rule};
use marks::Marks;
use reader::Reader;
use tables::role;
pub(crate) use tables::{Act, Tables};

/// How the words are given.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuoteKind {
    /// All in quotation marks.
    Direct,
    /// None in quotation marks.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// Somebody who speaks, is spoken to, or gives a claim.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Party {
    /// The full noun phrase or pronoun.
    pub span: Span,
    /// As written.
    pub text: Text,
    /// Who it is, where resolved.
    pub entity: Option<EntityIx>,
}

/// A quotation.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::Extractor;
///
/// let sheet = Extractor::new().extract("“The bridge is safe,” Mayor Ann Roe told reporters.");
/// let quote = &sheet.quotes[0];
/// assert_eq!(&*quote.text, "The bridge is safe");
/// let speaker = quote.speaker.as_ref().unwrap();
/// assert_eq!(&*speaker.text, "Mayor Ann Roe");
/// assert_eq!(&*sheet.entities[speaker.entity.unwrap().0 as usize].name, "Ann Roe");
/// # }
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// Content, cue and speaker together.
    pub span: Span,
    /// What is said. Of a split quotation, from the first to the last part.
    pub content: Span,
    /// The stretches of a split quotation, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<Span>,
    /// The stretches in quotation marks, without the marks.
    pub marked: Vec<Span>,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The reporting word or phrase.
    pub cue: Option<Span>,
    /// Who says it.
    pub speaker: Option<Party>,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub addressee: Option<Party>,
    /// Second-hand source: "according to Mail Online".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub via: Option<Party>,
    /// The content as written; the stretches of a split quotation joined by " … ".
    pub text: Text,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

/// What a quotation was made of: the tokens behind its spans.
#[derive(Debug)]
pub(crate) struct Origin {
    /// What the cue does with the content.
    pub act: Option<Act>,
    pub content: Range<usize>,
    pub cue: Option<Range<usize>>,
    pub speaker: Option<Range<usize>>,
}

/// The quotations of a document, and the marks that have no partner.
#[derive(Debug)]
pub(crate) struct Quotes<'b> {
    /// In order of their content.
    pub list: Vec<Quote>,
    /// What each was made of.
    pub origins: BumpVec<'b, Origin>,
    /// Quotation marks that nothing closes or opens.
    pub unbalanced: BumpVec<'b, Span>,
}

impl<'b> Quotes<'b> {
    /// No quotations.
    pub fn none(bump: &'b Bump) -> Self {
        let (origins, unbalanced) = (BumpVec::new_in(bump), BumpVec::new_in(bump));
        Self { list: Vec::new(), origins, unbalanced }
    }
}

/// How many drafts apart a quotation and the one around it can be.
const AROUND: usize = 6;

/// Drops what is only thought, wanted or found inside another quotation: "she said she hoped to stay".
fn drop_nested(reader: &Reader<'_>, drafts: &mut BumpVec<'_, Draft<'_>>) {
    let span = |k: usize| (drafts[k].start() as u32, drafts[k].end() as u32);
    let spans = &*reader.bump.alloc_slice_fill_with(drafts.len(), span);
    let keep = |k: usize| stands_alone(reader, drafts, spans, k);
    let mut keep = reader.bump.alloc_slice_fill_with(drafts.len(), keep).iter();
    drafts.retain(|_| keep.next().copied().unwrap_or(true));
}

/// Whether draft `k` says something of its own. `spans` are the drafts' contents.
fn stands_alone(reader: &Reader<'_>, drafts: &[Draft<'_>], spans: &[(u32, u32)], k: usize) -> bool {
    let draft = &drafts[k];
    // The cue in another one's content; all of the quotation, where `whole`.
    let inside = |whole: bool| {
        let Some(cue) = &draft.cue else { return false };
        let start = if whole { cue.start.min(draft.start()) } else { cue.start };
        let near = k.saturating_sub(AROUND)..(k + AROUND).min(drafts.len());
        let (from, to) = (start as u32, cue.end as u32);
        near.into_iter().any(|o| {
            spans[o].0 <= from
                && to <= spans[o].1
                && o != k
                && drafts[o].parts.iter().any(|p| p.start <= start && cue.end <= p.end)
        })
    };
    let told = matches!(
        draft.act,
        Some(
            Act::Say
                | Act::Assert
                | Act::Concede
                | Act::Deny
                | Act::Hedge
                | Act::Allege
                | Act::Accuse
        )
    );
    let weak = matches!(
        draft.rule,
        Rule::Infinitive
            | Rule::ObjectInfinitive
            | Rule::ReportingNoun
            | Rule::Passive
            | Rule::Thing
    );
    // "…," Hill said, according to Moreno.
    let front = matches!(draft.rule, Rule::SaidAfter | Rule::SaidInverted);
    // "she called the report saying that it rained wrong": a bare participle describes, too.
    let bare = || {
        matches!(draft.rule, Rule::SaidClause | Rule::SaidThat)
            && draft.cue.as_ref().is_some_and(|c| reader.tag(c.start) == Tag::Gerund)
    };
    // "he called the man who told them that": a relative clause only describes.
    let describes = || draft.speaker.as_ref().is_some_and(|s| reader.is(s.start, role::REL));
    told && !weak && !describes() && !bare() && !(front && inside(true)) || !inside(false)
}

/// Quotations in order of their content.
#[inline(never)]
pub(crate) fn find<'b>(
    doc: &'b Document<'_>,
    syntax: &'b Syntax,
    cues: &[Cue],
    mentions: &'b Mentions,
    pack: &'b LanguagePack,
    tables: &'b Tables,
    bump: &'b Bump,
) -> Quotes<'b> {
    let Marks { mut list, unbalanced, colons } = marks::pair(doc, tables.clipped, bump);
    list.retain(|m| !m.nested);
    let foreign = doc.language().code.as_deref().is_some_and(|code| code != pack.code());
    let marks = (list.into_bump_slice(), colons.into_bump_slice());
    let reader = Reader::new(doc, syntax, mentions, tables, marks, foreign, bump);
    let mut drafts = BumpVec::with_capacity_in(16, bump);
    for i in cue::gather(cues, kind::QUOTE, bump).iter().map(|c| c.token as usize) {
        let aside = matches!(doc.zone_of(i).kind, ZoneKind::Note | ZoneKind::Dateline);
        if reader.is(i, role::INSIDE) || aside {
            // Notes and lines such as "Updated: 3 March" speak of the article, not of its matter.
            continue;
        }
        let draft = reader
            .reported(i, &drafts)
            .or_else(|| reader.according(i, &mut drafts))
            .or_else(|| {
                // "said in a statement that …" is one quotation.
                let told = |d: &Draft<'_>| drafts.last().is_some_and(|l| l.start() == d.start());
                reader.named(i).filter(|d| !told(d))
            });
        if let Some(draft) = draft {
            drafts.push(draft);
        }
    }
    drop_nested(&reader, &mut drafts);
    reader.colons(&mut drafts);
    reader.leftovers(&mut drafts);
    let order = bump.alloc_slice_fill_with(drafts.len(), |k| (drafts[k].start(), k));
    order.sort_unstable();
    let mut quotes = Quotes {
        list: Vec::with_capacity(drafts.len()),
        origins: BumpVec::with_capacity_in(drafts.len(), bump),
        unbalanced,
    };
    for d in order.iter().map(|o| &drafts[o.1]) {
        record::make(&reader, d, &mut quotes);
    }
    quotes
}
