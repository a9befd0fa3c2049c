//! Forms that other tools read: W3C Web Annotations, brat standoff, IOB2 columns, spaCy documents, GDELT-like columns,
//! schema.org, CSV. Those that are JSON are returned as values that any serde format writes; the others write themselves.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use copydesk::{Extractor, export::{self, OffsetUnit, Table}};
//!
//! let text = "“We’re fine,” Jane Quill said. Two people were injured.";
//! let sheet = Extractor::new().extract(text);
//!
//! let mut csv = String::new();
//! export::csv_header(Table::Quotes, &mut csv)?;
//! export::csv(Table::Quotes, "doc-1", &sheet, text, OffsetUnit::CodePoints, &mut csv)?;
//! assert!(csv.contains("doc-1,0,1,11,direct,")); // characters, not bytes
//!
//! let page = export::web_annotations(&sheet, text, "https://news.example/1", OffsetUnit::CodePoints);
//! let json = serde_json::to_string(&page).unwrap();
//! assert!(json.contains("TextQuoteSelector"));
//! # }
//! # Ok::<(), std::fmt::Error>(())
//! ```
//!
//! The sheet itself is JSON through serde, with byte offsets; `docs/sheet.schema.json` in the repository describes it.

mod brat;
mod columns;
mod csv;
mod gkg;
mod offsets;
mod schema_org;
mod spacy;
mod tokens;
mod web_annotation;

pub use brat::brat;
pub use columns::iob2;
pub use csv::{Table, csv, csv_header};
pub use gkg::gkg;
pub use offsets::{OffsetUnit, Offsets};
pub use schema_org::schema_org;
pub use spacy::spacy;
pub use web_annotation::web_annotations;

use crate::{
    coref::Entity,
    mention::{EntityIx, Form, Mention},
    quantity::Amount,
    sheet::FactSheet,
};

/// Where a gazetteer's id is explained, for ids of public registers.
fn iri(e: &Entity) -> Option<String> {
    let id = &*e.gazetteer_id.as_ref()?.0;
    let wikidata = |q: &str| format!("http://www.wikidata.org/entity/{q}");
    if let Some(q) = e.wikidata.as_deref() {
        return Some(wikidata(q));
    }
    if id.strip_prefix('Q').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
        return Some(wikidata(id));
    }
    id.strip_prefix("geonames:").map(|n| format!("https://sws.geonames.org/{n}/"))
}

fn entity(sheet: &FactSheet, e: Option<EntityIx>) -> Option<&Entity> {
    sheet.entities.get(e?.0 as usize)
}

/// Mentions that are names; the others (roles, descriptions, pronouns) are no named entities to other tools.
fn named(m: &&Mention) -> bool {
    matches!(m.form, Form::Name | Form::Partial | Form::Acronym | Form::Demonym)
}

/// "40..", "20..30", "5".
fn range(a: Amount) -> String {
    let n = |x: Option<f64>| x.map_or(String::new(), |x| x.to_string());
    if a.low == a.high { n(a.low) } else { format!("{}..{}", n(a.low), n(a.high)) }
}

/// Text in one line, as tab-separated and standoff forms need it.
fn line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}
