//! copydesk reads news text and emits a structured **fact sheet**.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![allow(dead_code)]

mod article;
mod claim;
mod coref;
mod document;
mod error;
mod event;
mod extractor;
mod fold;
mod gazetteer;
mod lang;
mod link;
mod matcher;
mod mention;
mod pipeline;
mod quantity;
mod quote;
mod relation;
pub mod render;
mod sheet;
mod span;
mod syntax;
mod text;
mod timex;
mod words;

pub use article::Article;
pub use claim::{Certainty, Claim, Stance};
pub use coref::Entity;
pub use document::{Document, Language, Sentence, Token, Tokens, Zone, ZoneKind};
pub use error::Error;
pub use event::{Actor, Event};
pub use extractor::{Extractor, ExtractorBuilder};
pub use gazetteer::{EntityId, Entry, Gazetteer, Kind, NewEntry};
pub use lang::LanguagePack;
pub use mention::{EntityIx, Form, Mention};
pub use quantity::{Amount, Effect, Quantity, QuantityKind};
pub use quote::{Party, Quote, QuoteKind};
pub use relation::{Relation, RelationKind, Status};
pub use sheet::{FactSheet, SCHEMA, Warning};
pub use span::Span;
pub use text::Text;
pub use timex::{Timex, TimexKind};
