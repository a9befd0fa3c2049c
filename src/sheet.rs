//! The fact sheet: the records of all stages.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    claim::Claim,
    coref::Entity,
    document::{Language, Sentence, Zone},
    event::Event,
    mention::Mention,
    quantity::Quantity,
    quote::Quote,
    relation::Relation,
    span::Span,
    text::Text,
    timex::Timex,
};

/// Version of the sheet's meaning; raised on any change of it.
pub const SCHEMA: u32 = 1;

/// Everything found in one article. Records point at each other by index within this sheet.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, FactSheet};
///
/// let text = "At least 12 people were killed in Baghdad on 5 May 2022, police said.";
/// let sheet = Extractor::new().extract(text);
/// let count = &sheet.quantities[0];
/// assert_eq!(count.span.of(text), "At least 12 people");
/// assert_eq!(&*sheet.entities[count.place.unwrap().0 as usize].name, "Baghdad");
/// assert_eq!(sheet.times[count.time.unwrap() as usize].value.as_deref(), Some("2022-05-05"));
///
/// let json = serde_json::to_string(&sheet)?;
/// assert_eq!(serde_json::from_str::<FactSheet>(&json)?, sheet);
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FactSheet {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The reference date: the caller's, else the dateline's.
    pub published: Option<Date>,
    /// The language of the text.
    pub language: Language,
    /// Parts of the article.
    pub zones: Vec<Zone>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Names and other expressions for entities.
    pub mentions: Vec<Mention>,
    /// The things mentioned.
    pub entities: Vec<Entity>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// Numbers and counts.
    pub quantities: Vec<Quantity>,
    /// Time expressions.
    pub times: Vec<Timex>,
    /// What is claimed, denied or hedged, and by whom.
    pub claims: Vec<Claim>,
    /// Offices, memberships, acronyms.
    pub relations: Vec<Relation>,
    /// What happened.
    pub events: Vec<Event>,
    /// What was odd about the input.
    pub warnings: Vec<Warning>,
}

/// Something odd about the input.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Warning {
    /// `unbalanced_quote`, `unknown_language`, `ambiguous_date`, …
    pub kind: Text,
    /// Where, when it has a place.
    pub span: Option<Span>,
    /// For people.
    pub text: Text,
}
