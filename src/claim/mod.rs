//! Claims: who stands behind a statement, and how firmly.

mod clause;
mod contest;
mod quoted;
mod rules;
mod tables;

use bumpalo::Bump;
use serde::{Deserialize, Serialize};

use crate::{
    cue::Cue,
    document::{Document, ZoneKind},
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    quote::{Party, Quotes},
    span::Span,
    syntax::Syntax,
    text::Text,
};
pub(crate) use tables::Tables;

/// What the source does with the content.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Stance {
    Asserts,
    Denies,
    Hedges,
    Alleges,
    Accuses,
    ClaimsResponsibility,
    DeniesResponsibility,
    Predicts,
    Demands,
}

impl Stance {
    /// The JSON name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Denies => "denies",
            Self::Hedges => "hedges",
            Self::Alleges => "alleges",
            Self::Accuses => "accuses",
            Self::ClaimsResponsibility => "claims_responsibility",
            Self::DeniesResponsibility => "denies_responsibility",
            Self::Predicts => "predicts",
            Self::Demands => "demands",
        }
    }
}

/// How certain the source is of the content.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Certainty {
    /// Said flatly.
    Certain,
    /// "likely", "believed".
    Probable,
    /// "may", "could", "reportedly".
    Possible,
    /// Counterfactual or rejected: "would have", "denied".
    Unlikely,
}

/// A statement that somebody, or nobody named, makes.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, Stance};
///
/// let text = "Moscow accused Kyiv of the attack; Kyiv rejected the accusation.";
/// let sheet = Extractor::new().extract(text);
/// let [accusation, denial] = &sheet.claims[..] else { panic!("two claims") };
/// assert_eq!((accusation.stance, denial.stance), (Stance::Accuses, Stance::Denies));
/// assert_eq!(denial.contests, [0]);
/// # }
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Claim {
    /// Content, cue and source together.
    pub span: Span,
    /// The proposition.
    pub content: Span,
    /// Who makes it.
    pub source: Option<Party>,
    /// The word that marks it.
    pub cue: Option<Span>,
    /// What the source does with it.
    pub stance: Stance,
    /// How certain.
    pub certainty: Certainty,
    /// Not claimed after all: "No group has claimed responsibility".
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub negated: bool,
    /// Who is accused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<EntityIx>,
    /// Who is accused of the same in one breath.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub co_accused: Vec<EntityIx>,
    /// Index of its quotation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quote: Option<u32>,
    /// Indexes of the claims that this one contradicts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub contests: Vec<u32>,
    /// Second-hand source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub via: Option<Party>,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

/// The layers that claims are read from.
struct Reader<'a> {
    doc: &'a Document<'a>,
    syntax: &'a Syntax,
    mentions: &'a Mentions,
    pack: &'a LanguagePack,
    tables: &'a Tables,
    cues: &'a [Cue],
}

/// One claim for each quotation, and those outside quotations; in order of position.
#[inline(never)]
#[allow(clippy::too_many_arguments)]
pub(crate) fn find(
    doc: &Document<'_>,
    syntax: &Syntax,
    cues: &[Cue],
    mentions: &Mentions,
    quotes: &Quotes<'_>,
    pack: &LanguagePack,
    tables: &Tables,
    bump: &Bump,
) -> Vec<Claim> {
    let reader = Reader { doc, syntax, mentions, pack, tables, cues };
    let found = reader.matches(bump);
    let mut claims = Vec::with_capacity(quotes.list.len() + found.len());
    reader.quoted(quotes, &mut claims);
    reader.unquoted(&found, &mut claims);
    claims.sort_unstable_by_key(|c| {
        let cue = c.cue.map_or(0, |s| s.start);
        (c.content.start, c.content.end, c.span.start, c.quote.unwrap_or(u32::MAX), cue)
    });
    reader.contests(quotes, &mut claims, bump);
    claims
}
