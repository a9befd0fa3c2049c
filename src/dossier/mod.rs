//! Many fact sheets merged into one view: who and what they share, which figures they give and how these change, who
//! said what, and who asserts or denies which claim.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use copydesk::{Extractor, dossier::{Dossier, Report}};
//!
//! let extractor = Extractor::new();
//! let texts = [
//!     ("a", "KABUL, 26 August 2021 (Alpha) — A bombing in Kabul on Thursday killed at least 60 people, officials said."),
//!     ("b", "KABUL, 27 August 2021 (Beta) — The bombing in Kabul on Thursday killed 170 people, officials said."),
//! ];
//! let sheets: Vec<_> = texts.iter().map(|(id, text)| (*id, extractor.extract(*text), *text)).collect();
//! let dossier = Dossier::new(sheets.iter().map(|(id, sheet, text)| Report::new(id, sheet, text)));
//!
//! let [event] = &dossier.events[..] else { panic!("one bombing") };
//! let figures: Vec<_> = event.tolls[0].figures.iter().map(|f| dossier.figures[*f as usize].amount.low).collect();
//! assert_eq!(figures, [Some(60.0), Some(170.0)]); // kept side by side, never averaged
//! # }
//! ```
//!
//! Merging is careful: two records are one only where their documents give evidence for it. Work grows with the number
//! of documents, not with its square, and the result does not depend on the order in which documents are given.

mod claims;
mod days;
mod digest;
mod entities;
mod events;
mod grams;
mod groups;
mod incident;
mod kinds;
mod quotes;
mod records;
mod tolls;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::sheet::FactSheet;
use digest::Digest;
pub use entities::name_key;
pub use records::{
    Appearance, At, Change, ChangeKind, EventReport, Figure, MergedActor, MergedClaim,
    MergedEntity, MergedEvent, MergedQuote, MergedRole, QuoteVersion, SourceDocument, Statement,
    Toll,
};

/// Version of the dossier's meaning; raised on any change of it.
pub const SCHEMA: u32 = 1;

/// One document as it enters a dossier: its sheet, the text that the sheet was made from, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    id: &'a str,
    sheet: &'a FactSheet,
    text: &'a str,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Date>,
}

impl<'a> Report<'a> {
    /// A document with the caller's name for it. `text` must be the text that `sheet` was made from.
    #[must_use]
    pub const fn new(id: &'a str, sheet: &'a FactSheet, text: &'a str) -> Self {
        Self { id, sheet, text, outlet: None, url: None, published: None }
    }

    /// Who published it.
    #[must_use]
    pub const fn outlet(mut self, name: &'a str) -> Self {
        self.outlet = Some(name);
        self
    }

    /// Where it can be read.
    #[must_use]
    pub const fn url(mut self, url: &'a str) -> Self {
        self.url = Some(url);
        self
    }

    /// The day it was published, where the sheet has none or another.
    #[must_use]
    pub const fn published(mut self, date: Date) -> Self {
        self.published = Some(date);
        self
    }
}

/// What many documents say together. Records point at each other by index within this dossier.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dossier {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The documents, by day of publication, then id.
    pub documents: Vec<SourceDocument>,
    /// Who and what the documents mention, the most widely mentioned first.
    pub entities: Vec<MergedEntity>,
    /// What happened, the most widely told first.
    pub events: Vec<MergedEvent>,
    /// All counts of people harmed.
    pub figures: Vec<Figure>,
    /// Who said what, the most widely reported first.
    pub quotes: Vec<MergedQuote>,
    /// What is claimed, denied, predicted or demanded; plain assertions only where somebody contests them or several documents
    /// have them.
    pub claims: Vec<MergedClaim>,
}

impl Dossier {
    /// The dossier of these documents.
    #[must_use]
    pub fn new<'a>(reports: impl IntoIterator<Item = Report<'a>>) -> Self {
        let mut builder = Builder::default();
        reports.into_iter().for_each(|r| builder.add(r));
        builder.finish()
    }
}

/// Takes documents one by one, so that neither their texts nor their sheets need stay in memory.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    digests: Vec<Digest>,
}

impl Builder {
    /// Adds a document. Their order does not matter.
    pub fn add(&mut self, report: Report<'_>) {
        self.digests.push(digest::of(&report));
    }

    /// Merges what was added.
    #[must_use]
    pub fn finish(self) -> Dossier {
        let mut digests = self.digests;
        digests.sort_by(|a, b| a.order().cmp(&b.order()));
        let documents = digest::documents(&mut digests);
        let (entities, global) = entities::merge(&digests);
        digests.iter_mut().zip(&global).for_each(|(d, map)| d.resolve(map));
        let mut figures = Vec::new();
        let (mut events, homes) = events::merge(&digests, &entities, &mut figures);
        tolls::fill(&mut events, &mut figures);
        let claims = claims::merge(&digests, &homes, &mut events);
        let quotes = quotes::merge(&digests);
        Dossier { schema: SCHEMA, documents, entities, events, figures, quotes, claims }
    }
}
