//! Comma-separated values, one table for each kind of record.

use std::fmt::{Result, Write};

use super::{OffsetUnit, Offsets, entity, line};
use crate::{mention::EntityIx, quote::Party, sheet::FactSheet, span::Span};

/// A kind of record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Table {
    Mentions,
    Entities,
    Quotes,
    Quantities,
    Times,
    Claims,
    Relations,
    Events,
}

impl Table {
    /// Every table.
    pub const ALL: &[Table] = &[
        Table::Mentions,
        Table::Entities,
        Table::Quotes,
        Table::Quantities,
        Table::Times,
        Table::Claims,
        Table::Relations,
        Table::Events,
    ];

    /// The name of its list in the sheet.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Table::Mentions => "mentions",
            Table::Entities => "entities",
            Table::Quotes => "quotes",
            Table::Quantities => "quantities",
            Table::Times => "times",
            Table::Claims => "claims",
            Table::Relations => "relations",
            Table::Events => "events",
        }
    }

    /// Its columns. `document` is the caller's name for the text, `index` the place in the sheet's list.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Mentions => &[
                "document",
                "index",
                "start",
                "end",
                "kind",
                "form",
                "entity",
                "gazetteer_id",
                "zone",
                "rule",
                "text",
            ],
            Table::Entities => {
                &["document", "index", "kind", "name", "gazetteer_id", "country", "mentions"]
            }
            Table::Quotes => &[
                "document",
                "index",
                "start",
                "end",
                "kind",
                "speaker",
                "speaker_entity",
                "cue",
                "via",
                "zone",
                "rule",
                "text",
            ],
            Table::Quantities => &[
                "document",
                "index",
                "start",
                "end",
                "kind",
                "low",
                "high",
                "approximate",
                "unit",
                "effect",
                "implied",
                "negated",
                "hypothetical",
                "place",
                "by",
                "zone",
                "rule",
                "text",
            ],
            Table::Times => &[
                "document", "index", "start", "end", "kind", "value", "modifier", "zone", "rule",
                "text",
            ],
            Table::Claims => &[
                "document",
                "index",
                "start",
                "end",
                "source",
                "source_entity",
                "stance",
                "certainty",
                "negated",
                "target",
                "quote",
                "contests",
                "zone",
                "rule",
                "text",
            ],
            Table::Relations => &[
                "document", "index", "start", "end", "kind", "subject", "label", "object",
                "status", "zone", "rule", "text",
            ],
            Table::Events => &[
                "document", "index", "start", "end", "kind", "place", "time", "actors", "counts",
                "zone", "rule", "text",
            ],
        }
    }
}

/// Writes the line of column names.
///
/// # Errors
///
/// Only those of `out`.
pub fn csv_header(table: Table, out: &mut impl Write) -> Result {
    write!(out, "{}\r\n", table.columns().join(","))
}

/// Writes the records of one kind as lines of comma-separated values (RFC 4180): entities by name, missing values empty, lists
/// with semicolons between. `id` fills the column `document`, so that many sheets can follow one header.
///
/// Cells hold the article's words. Spreadsheets run cells that begin with `=` as formulas; import such columns as text.
///
/// # Errors
///
/// Only those of `out`.
pub fn csv(
    table: Table,
    id: &str,
    sheet: &FactSheet,
    text: &str,
    unit: OffsetUnit,
    out: &mut impl Write,
) -> Result {
    let w = Writer { sheet, text, offsets: Offsets::new(text, unit), id };
    match table {
        Table::Mentions => w.mentions(out),
        Table::Entities => w.entities(out),
        Table::Quotes => w.quotes(out),
        Table::Quantities => w.quantities(out),
        Table::Times => w.times(out),
        Table::Claims => w.claims(out),
        Table::Relations => w.relations(out),
        Table::Events => w.events(out),
    }
}

struct Writer<'a> {
    sheet: &'a FactSheet,
    text: &'a str,
    offsets: Offsets<'a>,
    id: &'a str,
}

/// The JSON name of a unit variant.
fn word(x: impl std::fmt::Debug) -> String {
    let mut s = String::new();
    for c in format!("{x:?}").chars() {
        if c.is_uppercase() && !s.is_empty() {
            s.push('_');
        }
        s.extend(c.to_lowercase());
    }
    s
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    items.into_iter().collect::<Vec<_>>().join(";")
}

fn opt(s: Option<&str>) -> String {
    s.unwrap_or("").to_owned()
}

impl Writer<'_> {
    fn name(&self, e: Option<EntityIx>) -> String {
        opt(entity(self.sheet, e).map(|e| &*e.name))
    }

    fn row(
        &self,
        out: &mut impl Write,
        index: usize,
        span: Option<Span>,
        cells: &[String],
    ) -> Result {
        cell(self.id, out)?;
        write!(out, ",{index}")?;
        if let Some(s) = span {
            let (start, end) = self.offsets.of(s);
            write!(out, ",{start},{end}")?;
        }
        for c in cells {
            out.write_char(',')?;
            cell(c, out)?;
        }
        out.write_str("\r\n")
    }

    fn party(&self, p: Option<&Party>) -> [String; 2] {
        [p.map_or(String::new(), |p| line(&p.text)), self.name(p.and_then(|p| p.entity))]
    }

    fn mentions(&self, out: &mut impl Write) -> Result {
        self.sheet.mentions.iter().enumerate().try_for_each(|(k, m)| {
            let id = entity(self.sheet, m.entity).and_then(|e| e.gazetteer_id.as_ref());
            let cells = [
                m.kind.to_string(),
                word(m.form),
                self.name(m.entity),
                opt(id.map(|id| &*id.0)),
                word(m.zone),
                m.rule.as_str().into(),
                m.text.as_str().into(),
            ];
            self.row(out, k, Some(m.span), &cells)
        })
    }

    fn entities(&self, out: &mut impl Write) -> Result {
        self.sheet.entities.iter().enumerate().try_for_each(|(k, e)| {
            let cells = [
                e.kind.to_string(),
                e.name.as_str().into(),
                opt(e.gazetteer_id.as_ref().map(|id| &*id.0)),
                opt(e.country.as_deref()),
                e.mentions.len().to_string(),
            ];
            self.row(out, k, None, &cells)
        })
    }

    fn quotes(&self, out: &mut impl Write) -> Result {
        self.sheet.quotes.iter().enumerate().try_for_each(|(k, q)| {
            let [speaker, entity] = self.party(q.speaker.as_ref());
            let cells = [
                word(q.kind),
                speaker,
                entity,
                opt(q.cue.map(|c| c.of(self.text))),
                self.party(q.via.as_ref())[0].clone(),
                word(q.zone),
                q.rule.as_str().into(),
                q.text.as_str().into(),
            ];
            self.row(out, k, Some(q.content), &cells)
        })
    }

    fn quantities(&self, out: &mut impl Write) -> Result {
        let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
        self.sheet.quantities.iter().enumerate().try_for_each(|(k, q)| {
            let cells = [
                word(q.kind),
                number(q.amount.low),
                number(q.amount.high),
                q.amount.approximate.to_string(),
                opt(q.unit.as_deref()),
                opt(q.effect.map(|e| e.as_str())),
                q.implied.to_string(),
                q.negated.to_string(),
                q.hypothetical.to_string(),
                self.name(q.place),
                self.name(q.by),
                word(q.zone),
                q.rule.as_str().into(),
                q.text.as_str().into(),
            ];
            self.row(out, k, Some(q.span), &cells)
        })
    }

    fn times(&self, out: &mut impl Write) -> Result {
        self.sheet.times.iter().enumerate().try_for_each(|(k, t)| {
            let cells = [
                word(t.kind),
                opt(t.value.as_deref()),
                opt(t.modifier.as_deref()),
                word(t.zone),
                t.rule.as_str().into(),
                t.text.as_str().into(),
            ];
            self.row(out, k, Some(t.span), &cells)
        })
    }

    fn claims(&self, out: &mut impl Write) -> Result {
        self.sheet.claims.iter().enumerate().try_for_each(|(k, c)| {
            let [source, entity] = self.party(c.source.as_ref());
            let cells = [
                source,
                entity,
                c.stance.as_str().into(),
                word(c.certainty),
                c.negated.to_string(),
                self.name(c.target),
                c.quote.map_or(String::new(), |q| q.to_string()),
                list(c.contests.iter().map(u32::to_string)),
                word(c.zone),
                c.rule.as_str().into(),
                c.content.of(self.text).into(),
            ];
            self.row(out, k, Some(c.content), &cells)
        })
    }

    fn relations(&self, out: &mut impl Write) -> Result {
        self.sheet.relations.iter().enumerate().try_for_each(|(k, r)| {
            let cells = [
                word(r.kind),
                self.name(r.subject),
                opt(r.label.as_deref()),
                self.name(r.object),
                word(r.status),
                word(r.zone),
                r.rule.as_str().into(),
                r.evidence.of(self.text).into(),
            ];
            self.row(out, k, Some(r.evidence), &cells)
        })
    }

    fn events(&self, out: &mut impl Write) -> Result {
        self.sheet.events.iter().enumerate().try_for_each(|(k, e)| {
            let time = e.time.and_then(|t| self.sheet.times.get(t as usize));
            let cells = [
                e.kind.as_str().into(),
                self.name(e.place),
                opt(time.and_then(|t| t.value.as_deref())),
                list(e.actors.iter().map(|a| format!("{}={}", a.role, self.name(Some(a.entity))))),
                list(e.counts.iter().map(u32::to_string)),
                word(e.zone),
                e.rule.as_str().into(),
                e.trigger.of(self.text).into(),
            ];
            self.row(out, k, Some(e.trigger), &cells)
        })
    }
}

/// A cell, quoted where it holds what separates cells.
fn cell(s: &str, out: &mut impl Write) -> Result {
    if s.contains([',', '"', '\n', '\r']) {
        write!(out, "\"{}\"", s.replace('"', "\"\""))
    } else {
        out.write_str(s)
    }
}
