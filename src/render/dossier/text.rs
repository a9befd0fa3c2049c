//! A dossier as plain text.

use std::fmt::{Result, Write};

use super::view::{View, documents};
use crate::{
    dossier::{Dossier, MergedClaim, Toll},
    render::view::line,
};

/// Writes a dossier for readers: the documents, events with their figures as time series, quotations that several documents
/// report, claims with who asserts and who denies, and who is mentioned in several documents. Numbers in brackets are documents.
///
/// # Errors
///
/// Only those of `out`.
pub fn dossier_text(dossier: &Dossier, out: &mut impl Write) -> Result {
    let w = Writer { view: View { dossier }, dossier };
    w.documents(out)?;
    w.events(out)?;
    w.quotes(out)?;
    w.claims(out)?;
    w.people(out)
}

struct Writer<'a> {
    view: View<'a>,
    dossier: &'a Dossier,
}

/// "[1, 3]": readers count from one.
fn numbers(list: &[u32]) -> String {
    let list: Vec<String> = list.iter().map(|d| (d + 1).to_string()).collect();
    format!("[{}]", list.join(", "))
}

impl Writer<'_> {
    fn documents(&self, out: &mut impl Write) -> Result {
        writeln!(out, "Dossier of {} documents", self.dossier.documents.len())?;
        for (k, d) in self.dossier.documents.iter().enumerate() {
            let date = d.published.map_or("no date".into(), |d| d.to_string());
            let outlet = d.outlet.as_deref().unwrap_or(&d.id);
            let title = d.title.as_deref().unwrap_or("");
            let copy = d.copy_of.map_or(String::new(), |o| format!(" (same text as {})", o + 1));
            writeln!(out, "  {}. {date} {outlet}: {title}{copy}", k + 1)?;
        }
        Ok(())
    }

    fn events(&self, out: &mut impl Write) -> Result {
        let (list, rest) = self.view.events();
        for (_, e) in list {
            let told = documents(e.reports.iter().map(|r| r.at.document));
            writeln!(out, "\nEvent: {} {}", self.view.title(e), numbers(&told))?;
            for a in &e.actors {
                writeln!(out, "  {}: {}", a.role, self.view.name(a.entity))?;
            }
            e.tolls.iter().try_for_each(|t| self.toll(t, out))?;
        }
        if rest > 0 {
            writeln!(out, "\n{rest} more events, each told by one document without figures")?;
        }
        Ok(())
    }

    fn toll(&self, toll: &Toll, out: &mut impl Write) -> Result {
        writeln!(out, "  {}", toll.effect.as_str())?;
        for k in &toll.figures {
            let Some(f) = self.dossier.figures.get(*k as usize) else { continue };
            let date = f.told.map_or("no date".into(), |d| d.to_string());
            let mark = if f.leading { "*" } else { " " };
            write!(out, "   {mark} {date} [{}] {}", f.at.document + 1, self.view.figure(f))?;
            if let Some(by) = f.by {
                write!(out, ", according to {}", self.view.name(by))?;
            }
            write!(out, ": “{}”", f.text)?;
            for (n, (_, change)) in self.view.changes(toll, *k).iter().enumerate() {
                write!(out, "{} {change}", if n == 0 { " —" } else { ";" })?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn quotes(&self, out: &mut impl Write) -> Result {
        let shared = |d: &[u32]| d.len() > 1;
        let mut first = true;
        for q in &self.dossier.quotes {
            let told = documents(q.versions.iter().map(|v| v.at.document));
            if !shared(&told) {
                continue;
            }
            if std::mem::take(&mut first) {
                writeln!(out, "\nQuotations in several documents")?;
            }
            writeln!(out, "  - {}: {} {}", self.view.speaker(q), line(&q.text), numbers(&told))?;
        }
        Ok(())
    }

    fn claims(&self, out: &mut impl Write) -> Result {
        for (n, (_, claim, others)) in self.view.disputes().into_iter().enumerate() {
            if n == 0 {
                writeln!(out, "\nClaims")?;
            }
            writeln!(out, "  - {}", claim.text)?;
            self.statements(claim, out)?;
            for o in others {
                let other = &self.dossier.claims[o];
                writeln!(out, "    contested: {}", other.text)?;
                self.statements(other, out)?;
            }
        }
        Ok(())
    }

    fn statements(&self, claim: &MergedClaim, out: &mut impl Write) -> Result {
        claim.statements.iter().try_for_each(|s| {
            writeln!(
                out,
                "      {} {} [{}]",
                self.view.party(s),
                self.view.stance(claim, s),
                s.at.document + 1
            )
        })
    }

    fn people(&self, out: &mut impl Write) -> Result {
        let shared = self.dossier.entities.iter().filter(|e| e.documents.len() > 1);
        for (n, e) in shared.enumerate() {
            if n == 0 {
                writeln!(out, "\nIn several documents")?;
            }
            let told: Vec<u32> = e.documents.iter().map(|d| d.document).collect();
            write!(out, "  - {} ({}", e.name, e.kind)?;
            if let Some(id) = &e.gazetteer_id {
                write!(out, ", {id}")?;
            }
            for r in &e.roles {
                write!(out, "; {}", r.label)?;
                if let Some(o) = r.object {
                    write!(out, ", {}", self.view.name(o))?;
                }
            }
            writeln!(out, ") {}", numbers(&told))?;
        }
        Ok(())
    }
}
