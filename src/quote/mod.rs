//! Quotations: direct, indirect and mixed, with cue and speaker.

mod content;
mod cues;
mod draft;
mod edges;
mod leftover;
mod marks;
mod nouns;
mod orders;
mod reader;
mod record;
mod tables;

use serde::{Deserialize, Serialize};

use crate::{
    document::{Document, ZoneKind},
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    span::Span,
    syntax::Syntax,
    text::Text,
};
use draft::Draft;
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

/// The quotations of a document, and the marks that have no partner.
#[derive(Default, Debug)]
pub(crate) struct Quotes {
    /// In order of their content.
    pub list: Vec<Quote>,
    /// What each quotation's cue does with its content.
    pub acts: Vec<Option<Act>>,
    /// Quotation marks that nothing closes or opens.
    pub unbalanced: Vec<Span>,
}

/// How many drafts apart a quotation and the one around it can be.
const AROUND: usize = 6;

/// Drops what is only thought, wanted or found inside another quotation: "she said she hoped to stay".
fn drop_nested(reader: &Reader<'_>, drafts: &mut Vec<Draft>) {
    let inside = |k: usize| {
        let Some(cue) = &drafts[k].cue else { return false };
        let near = k.saturating_sub(AROUND)..(k + AROUND).min(drafts.len());
        near.into_iter().any(|o| {
            o != k && drafts[o].parts.iter().any(|p| p.start <= cue.start && cue.end <= p.end)
        })
    };
    let keep: Vec<bool> = (0..drafts.len())
        .map(|k| {
            let told = matches!(
                drafts[k].act,
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
                drafts[k].rule,
                "infinitive" | "object-infinitive" | "reporting-noun" | "passive" | "thing"
            );
            // "he called the man who told them that": a relative clause only describes.
            let describes =
                drafts[k].speaker.as_ref().is_some_and(|s| reader.is(s.start, role::REL));
            told && !weak && !describes || !inside(k)
        })
        .collect();
    let mut keep = keep.into_iter();
    drafts.retain(|_| keep.next().unwrap_or(true));
}

/// Quotations in order of their content.
#[inline(never)]
pub(crate) fn find(
    doc: &Document<'_>,
    syntax: &Syntax,
    mentions: &Mentions,
    pack: &LanguagePack,
    tables: &Tables,
) -> Quotes {
    let lexicon = pack.lexicon();
    let (mut marked, unbalanced) = marks::pair(doc, lexicon, tables.clipped);
    marked.retain(|m| !m.nested);
    let foreign = doc.language().code.as_deref().is_some_and(|code| code != pack.code());
    let reader = Reader { doc, syntax, mentions, lexicon, tables, marked: &marked, foreign };
    let mut drafts: Vec<Draft> = Vec::new();
    for (i, word) in doc.words().iter().enumerate() {
        if !lexicon.classes(*word).intersects(tables.cues) || reader.marked_at(i).is_some() {
            continue;
        }
        let draft = reader
            .reported(i, &drafts)
            .or_else(|| reader.according(i, &mut drafts))
            .or_else(|| reader.named(i));
        drafts.extend(draft);
    }
    drop_nested(&reader, &mut drafts);
    drafts.extend((0..doc.zones().len()).filter_map(|z| reader.colon(z)));
    reader.leftovers(&mut drafts);
    drafts.sort_by_key(Draft::start);
    let mut quotes = Quotes { unbalanced, ..Quotes::default() };
    for d in &drafts {
        if let Some(q) = record::make(&reader, d) {
            quotes.list.push(q);
            quotes.acts.push(d.act);
        }
    }
    quotes
}
