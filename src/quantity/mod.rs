//! Numbers, percentages, money, measures, and counts of people harmed.

mod digits;
mod harm;
mod number;
mod scan;
mod tables;
mod unit;

use std::cell::Cell;

use bumpalo::Bump;
use serde::{Deserialize, Serialize};

use crate::{
    cue::Cue,
    document::{Document, ZoneKind},
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    span::Span,
    syntax::Syntax,
    text::Text,
    timex::Timex,
};
pub(crate) use tables::Tables;

/// What sort of number it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuantityKind {
    /// A count.
    Cardinal,
    /// A rank: "third".
    Ordinal,
    /// A percentage.
    Percent,
    /// A sum of money; the unit is an ISO 4217 code.
    Money,
    /// A measure; the unit is a UCUM code.
    Measure,
}

/// What happened to the people counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Effect {
    Killed,
    Injured,
    Missing,
    Detained,
    Kidnapped,
    Displaced,
    Evacuated,
    Rescued,
    Infected,
    Charged,
    /// Harmed in a way the text leaves open: "casualties", "victims".
    Affected,
}

impl Effect {
    /// The JSON name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Detained => "detained",
            Self::Kidnapped => "kidnapped",
            Self::Displaced => "displaced",
            Self::Evacuated => "evacuated",
            Self::Rescued => "rescued",
            Self::Infected => "infected",
            Self::Charged => "charged",
            Self::Affected => "affected",
        }
    }
}

/// A number with its bounds: "at least 145" has no `high`, "up to 20" no `low`.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Amount {
    /// Smallest value meant.
    pub low: Option<f64>,
    /// Largest value meant.
    pub high: Option<f64>,
    /// Not exact: "about 30", "dozens".
    pub approximate: bool,
}

/// A number in the text, with what it counts or measures.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Effect, Extractor};
///
/// let sheet = Extractor::new().extract("Up to 20 people were killed; the dam cost 2.4 billion euros.");
/// let [killed, cost] = &sheet.quantities[..] else { panic!("two numbers") };
/// assert_eq!((killed.effect, killed.amount.low, killed.amount.high), (Some(Effect::Killed), None, Some(20.0)));
/// assert_eq!((cost.unit.as_deref(), cost.amount.low), (Some("EUR"), Some(2.4e9)));
/// # }
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quantity {
    /// The phrase: modifier, number and noun.
    pub span: Span,
    /// The number words alone; null for an implied one.
    pub number: Option<Span>,
    /// As written.
    pub text: Text,
    /// What sort of number.
    pub kind: QuantityKind,
    /// Its value.
    pub amount: Amount,
    /// Unit: ISO 4217 or UCUM code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<Text>,
    /// What happened to the people counted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effect: Option<Effect>,
    /// Who was harmed: "children".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub victims: Option<Span>,
    /// "a policeman was killed": one, without a number word.
    pub implied: bool,
    /// "no casualties".
    pub negated: bool,
    /// Only possible: "could kill thousands".
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub hypothetical: bool,
    /// Index of the quantity that this one is a part of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<u32>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<EntityIx>,
    /// When: index into `times`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time: Option<u32>,
    /// Who gave the number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<EntityIx>,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

/// Quantities in order. Numbers inside time expressions and names are left out.
#[inline(never)]
#[allow(clippy::too_many_arguments)]
pub(crate) fn find(
    doc: &Document<'_>,
    syntax: &Syntax,
    cues: &[Cue],
    times: &[Timex],
    mentions: &Mentions,
    pack: &LanguagePack,
    tables: &Tables,
    bump: &Bump,
) -> Vec<Quantity> {
    let lexicon = pack.lexicon();
    let next_time = Cell::new(0);
    let scan = scan::Scan { doc, syntax, times, mentions, lexicon, tables, bump, next_time };
    let mut items = bumpalo::collections::Vec::with_capacity_in(24, bump);
    scan.items(cues, &mut items);
    let drafts = harm::read(&scan, &items, cues, bump);
    // As large as need be, allocated once.
    drafts.iter().map(|d| harm::record(&scan, &items, d)).collect()
}
