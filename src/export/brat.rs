//! brat standoff annotations.

use std::{
    collections::HashMap,
    fmt::{Error, Result, Write},
};

use super::{OffsetUnit, Offsets, entity, line, range};
use crate::{mention::EntityIx, quote::Party, sheet::FactSheet, span::Span, text::Text};

/// Writes brat's standoff form (an `.ann` file beside the text): text-bound annotations for mentions, quotations, counts, times,
/// claims and event triggers; equivalence of mentions; speakers and sources as relations; ids as normalisations; stance as
/// an attribute; values as notes. brat counts in [`OffsetUnit::CodePoints`].
///
/// # Errors
///
/// Only those of `out`.
pub fn brat(sheet: &FactSheet, text: &str, unit: OffsetUnit, out: &mut impl Write) -> Result {
    let offsets = Offsets::new(text, unit);
    let mut w = Writer {
        text,
        offsets,
        out,
        bound: 0,
        relations: 0,
        attributes: 0,
        notes: 0,
        norms: 0,
        known: HashMap::new(),
        rest: String::new(),
    };
    let mentions = w.mentions(sheet)?;
    w.statements(sheet)?;
    for q in sheet.quantities.iter().filter(|q| q.effect.is_some()) {
        let t = w.shared("count", q.span)?;
        let effect = q.effect.map_or("", |e| e.as_str());
        w.note(t, &format!("{effect} {}", range(q.amount)))?;
    }
    let mut times = Vec::new();
    for x in &sheet.times {
        let t = w.shared("time", x.span)?;
        times.push(t);
        if let Some(v) = &x.value {
            w.note(t, v)?;
        }
    }
    for (k, e) in sheet.events.iter().enumerate() {
        let t = w.bound(&e.kind, e.trigger)?;
        write!(w.rest, "E{}\t{}:T{t}", k + 1, e.kind)?;
        let first = |e: EntityIx| {
            let e = sheet.entities.get(e.0 as usize)?;
            mentions.get(*e.mentions.first()? as usize).copied().flatten()
        };
        if let Some(p) = e.place.and_then(first) {
            write!(w.rest, " place:T{p}")?;
        }
        if let Some(t) = e.time.and_then(|t| times.get(t as usize)) {
            write!(w.rest, " time:T{t}")?;
        }
        for a in &e.actors {
            if let Some(m) = first(a.entity) {
                write!(w.rest, " {}:T{m}", a.role)?;
            }
        }
        writeln!(w.rest)?;
    }
    w.out.write_str(&w.rest)
}

struct Writer<'a, W> {
    text: &'a str,
    offsets: Offsets<'a>,
    out: &'a mut W,
    bound: u32,
    relations: u32,
    attributes: u32,
    notes: u32,
    norms: u32,
    /// The annotation of each span: readers refuse two over the same characters.
    known: HashMap<Span, u32>,
    /// What points at annotations; readers want these first.
    rest: String,
}

impl<W: Write> Writer<'_, W> {
    /// The annotation that stands over these characters already, else a new one.
    fn shared(&mut self, label: &str, span: Span) -> std::result::Result<u32, Error> {
        match self.known.get(&span) {
            Some(t) => Ok(*t),
            None => self.bound(label, span),
        }
    }

    /// A text-bound annotation; one over several lines has a fragment on each, as brat demands.
    fn bound(&mut self, label: &str, span: Span) -> std::result::Result<u32, Error> {
        self.bound += 1;
        self.known.insert(span, self.bound);
        write!(self.out, "T{}\t{label} ", self.bound)?;
        let whole = span.of(self.text);
        let mut words = String::new();
        let mut at = span.start;
        for part in whole.split_inclusive(['\n', '\r']) {
            let kept = part.trim_end_matches(['\n', '\r']);
            if !kept.is_empty() {
                let (start, end) = self.offsets.of(Span::new(at, at + kept.len() as u32));
                let apart = if words.is_empty() { "" } else { ";" };
                write!(self.out, "{apart}{start} {end}")?;
                words += if words.is_empty() { "" } else { " " };
                words += kept;
            }
            at += part.len() as u32;
        }
        writeln!(self.out, "\t{words}")?;
        Ok(self.bound)
    }

    fn note(&mut self, of: u32, value: &str) -> Result {
        self.notes += 1;
        writeln!(self.rest, "#{}\tAnnotatorNotes T{of}\t{}", self.notes, line(value))
    }

    fn mentions(&mut self, sheet: &FactSheet) -> std::result::Result<Vec<Option<u32>>, Error> {
        let mut list = Vec::new();
        for m in &sheet.mentions {
            let t = self.bound(m.kind.as_str(), m.span)?;
            list.push(Some(t));
            let Some(e) = entity(sheet, m.entity) else { continue };
            if let Some((base, id)) = e.gazetteer_id.as_ref().map(|id| register(&id.0)) {
                self.norms += 1;
                writeln!(
                    self.rest,
                    "N{}\tReference T{t} {base}:{id}\t{}",
                    self.norms,
                    line(&e.name)
                )?;
            }
        }
        for e in sheet.entities.iter().filter(|e| e.mentions.len() > 1) {
            write!(self.rest, "*\tEquiv")?;
            for t in e.mentions.iter().filter_map(|m| list.get(*m as usize).copied().flatten()) {
                write!(self.rest, " T{t}")?;
            }
            writeln!(self.rest)?;
        }
        Ok(list)
    }

    /// Quotations and claims with their parties.
    fn statements(&mut self, sheet: &FactSheet) -> Result {
        for q in &sheet.quotes {
            let t = self.shared("quotation", q.content)?;
            self.party("said_by", t, q.speaker.as_ref())?;
            self.party("via", t, q.via.as_ref())?;
        }
        for c in &sheet.claims {
            let t = self.shared("claim", c.content)?;
            self.attributes += 1;
            writeln!(self.rest, "A{}\tstance T{t} {}", self.attributes, c.stance.as_str())?;
            self.party("claimed_by", t, c.source.as_ref())?;
        }
        Ok(())
    }

    fn party(&mut self, relation: &str, of: u32, party: Option<&Party>) -> Result {
        let Some(p) = party.filter(|p| !p.span.is_empty()) else { return Ok(()) };
        let t = self.shared("party", p.span)?;
        self.relations += 1;
        writeln!(self.rest, "R{}\t{relation} Arg1:T{of} Arg2:T{t}", self.relations)
    }
}

/// The register that an id is of, and the id within it.
fn register(id: &Text) -> (&str, &str) {
    id.split_once(':').unwrap_or(("wikidata", id))
}
