//! copydesk reads news text and emits a structured **fact sheet**: who is named, who said what, how many were killed
//! or injured, when, what is claimed or denied and by whom, and who holds which office.
//!
//! Every record points at its bytes in the text and names the rule that made it. No model, no network, no clock: same
//! bytes in, same bytes out.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use copydesk::{Article, Effect, Extractor};
//!
//! let extractor = Extractor::new(); // embedded English and core gazetteer; build once, clone freely
//! let text = "At least 145 people were injured in Moscow on Saturday, Russian President Vladimir Putin said.";
//! let sheet = extractor.extract(Article::new(text).published("2024-03-27".parse().unwrap()));
//!
//! let count = &sheet.quantities[0];
//! assert_eq!((count.effect, count.amount.low, count.amount.high), (Some(Effect::Injured), Some(145.0), None));
//! assert_eq!(sheet.times[0].value.as_deref(), Some("2024-03-23"));
//! let speaker = sheet.quotes[0].speaker.as_ref().unwrap();
//! assert_eq!(&*sheet.entities[speaker.entity.unwrap().0 as usize].name, "Vladimir Putin");
//! # }
//! ```
//!
//! # Tour
//!
//! - [`Article`] is what goes in: a text, and what the caller already knows (headline, day of publication, language).
//! - [`Extractor`] reads it. [`Extractor::extract`] never fails; [`Extractor::extract_batch`] uses all cores;
//!   [`Extractor::parse`] stops at tokens, zones, sentences and language.
//! - [`FactSheet`] is what comes out: lists of [`Mention`], [`Entity`], [`Quote`], [`Quantity`], [`Timex`], [`Claim`],
//!   [`Relation`], [`Event`]. JSON is its serde form; [`render`] writes pages and summaries for people.
//! - [`Gazetteer`] and [`LanguagePack`] are the data: embedded ones, or your own from directories and readers.
//!
//! Offsets are UTF-8 bytes everywhere ([`Span`]).
//!
//! # Features
//!
//! - `embedded` (default): the core gazetteer and the English pack compiled in.
//! - `rayon` (default): [`Extractor::extract_batch`].
//!
//! # What it does not do
//!
//! It reads English; on other languages only names and quotation marks are of use. It does not translate, judge whether a
//! claim is true, or follow links. Its rules are measured, not perfect: see `docs/ACCURACY.md` in the repository.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod article;
mod claim;
mod coref;
mod cue;
mod document;
pub mod dossier;
mod error;
mod event;
pub mod export;
mod extractor;
mod fold;
mod gazetteer;
mod indexes;
mod lang;
mod link;
mod matcher;
mod mention;
mod packed;
mod pick;
mod pipeline;
mod quantity;
mod quote;
mod relation;
pub mod render;
mod sheet;
mod span;
mod syntax;
mod table;
mod text;
mod timex;
mod words;

pub use article::Article;
pub use claim::{Certainty, Claim, Stance};
pub use coref::Entity;
pub use document::{Document, Language, Sentence, Token, Tokens, Zone, ZoneKind};
pub use error::Error;
pub use event::{Actor, Event};
#[cfg(feature = "rayon")]
pub use extractor::Sheets;
pub use extractor::{Extractor, ExtractorBuilder};
pub use gazetteer::{EntityId, Entry, Gazetteer, Kind, NewEntry};
pub use indexes::Indexes;
pub use lang::LanguagePack;
pub use mention::{EntityIx, Form, Mention};
pub use quantity::{Amount, Effect, Quantity, QuantityKind};
pub use quote::{Party, Quote, QuoteKind};
pub use relation::{Relation, RelationKind, Status};
pub use sheet::{FactSheet, SCHEMA, Warning};
pub use span::Span;
pub use text::Text;
pub use timex::{Timex, TimexKind};

/// The code of the README is run as documentation tests.
#[cfg(all(doctest, feature = "embedded", feature = "rayon"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// So is that of the guide.
#[cfg(all(doctest, feature = "embedded", feature = "rayon"))]
mod guide {
    #[doc = include_str!("../docs/guide/quick-start.md")]
    struct QuickStart;
    #[doc = include_str!("../docs/guide/own-data.md")]
    struct OwnData;
    #[doc = include_str!("../docs/guide/recipes.md")]
    struct Recipes;
}
