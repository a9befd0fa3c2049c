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
    lang::{Bits, LanguagePack},
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
    // Where the contents behind each draft start: its own words may stand in none of them.
    let starts = reader.bump.alloc_slice_fill_copy(drafts.len(), usize::MAX);
    let mut first = usize::MAX;
    for (start, draft) in starts.iter_mut().zip(&*drafts).rev() {
        *start = first;
        first = first.min(draft.start());
    }
    // Where those before it end.
    let mut last = 0;
    let keep = |(k, start): (usize, &mut usize)| {
        let draft = &drafts[k];
        let free = |own: &Range<usize>| own.end > last && own.start < *start;
        let keep = draft.cue.as_ref().is_none_or(free)
            || draft.own(reader).is_none_or(|own| free(&own) || !is_nested(drafts, k, &own));
        last = last.max(draft.end());
        keep
    };
    let keep = BumpVec::from_iter_in(starts.iter_mut().enumerate().map(keep), reader.bump);
    let mut keep = keep.iter();
    drafts.retain(|_| keep.next().copied().unwrap_or(true));
}

/// Whether these tokens of draft `k` stand in another one's content.
#[inline(never)]
fn is_nested(drafts: &[Draft<'_>], k: usize, own: &Range<usize>) -> bool {
    let near = k.saturating_sub(AROUND)..(k + AROUND).min(drafts.len());
    let holds = |p: &Range<usize>| p.start <= own.start && own.end <= p.end;
    near.into_iter().any(|o| o != k && drafts[o].parts.iter().any(holds))
}

impl Draft<'_> {
    /// The tokens that stand in no other quotation, if this one says something of its own: the cue; none of one that does
    /// wherever it stands.
    fn own(&self, reader: &Reader<'_>) -> Option<Range<usize>> {
        let cue = self.cue.clone()?;
        let told = matches!(
            self.act,
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
            self.rule,
            Rule::Infinitive
                | Rule::ObjectInfinitive
                | Rule::ReportingNoun
                | Rule::Passive
                | Rule::Thing
        );
        // "she called the report saying that it rained wrong": a bare participle describes, too.
        let bare = matches!(self.rule, Rule::SaidClause | Rule::SaidThat)
            && reader.tag(cue.start) == Tag::Gerund;
        // "he called the man who told them that": a relative clause only describes.
        let describes = || self.speaker.as_ref().is_some_and(|s| reader.is(s.start, role::REL));
        if !told || weak || bare || describes() {
            return Some(cue);
        }
        // "…," Hill said, according to Moreno: all of it.
        let front = matches!(self.rule, Rule::SaidAfter | Rule::SaidInverted);
        front.then(|| cue.start.min(self.start())..cue.end)
    }
}

/// Quotations in order of their content.
#[inline(never)]
#[allow(clippy::too_many_arguments)]
pub(crate) fn find<'b>(
    doc: &'b Document<'_>,
    syntax: &'b Syntax,
    cues: &[Cue],
    roles: &'b mut [Bits],
    mentions: &'b Mentions,
    pack: &'b LanguagePack,
    tables: &'b Tables,
    bump: &'b Bump,
) -> Quotes<'b> {
    let Marks { mut list, unbalanced, colons } = marks::pair(doc, tables.clipped, bump);
    list.retain(|m| !m.nested);
    let foreign = doc.language().code.as_deref().is_some_and(|code| code != pack.code());
    let marks = (list.into_bump_slice(), colons.into_bump_slice());
    let reader = Reader::new(doc, syntax, roles, mentions, tables, marks, foreign, bump);
    let mut drafts = BumpVec::with_capacity_in(32, bump);
    for i in cue::of(cues, kind::QUOTE) {
        let aside = matches!(doc.zone_of(i).kind, ZoneKind::Note | ZoneKind::Dateline);
        if reader.is(i, role::INSIDE) || aside {
            // Notes and lines such as "Updated: 3 March" speak of the article, not of its matter.
            continue;
        }
        if let Some(draft) = reader.reported(i, &drafts) {
            drafts.push(draft);
        } else if let Some(draft) = reader.according(i, &mut drafts) {
            drafts.push(draft);
        } else if let Some(draft) = reader.named(i)
            // "said in a statement that …" is one quotation.
            && drafts.last().is_none_or(|last| last.start() != draft.start())
        {
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
