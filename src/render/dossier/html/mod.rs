//! A dossier as a self-contained page.

mod events;
mod plot;
mod shared;

use std::fmt::{Result, Write};

use super::view::{View, documents};
use crate::{
    dossier::{Dossier, MergedClaim},
    render::html::tags::{self, label},
};

const STYLE: &str = include_str!("dossier.css");

/// Writes a dossier as one HTML page: events with their tolls as tables and plots over time, claims with who asserts and who
/// denies them, quotations that several documents report, who is mentioned in several, and the documents themselves.
///
/// A plot shows each document's figure where the document stands in time: a dot for a number, an arrow for an open bound, a bar
/// for a range. Nothing is added up or averaged; figures that exclude each other stand side by side. Like [`html`](fn@crate::render::html)
/// the page needs no script and no network, and its content policy forbids both.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, dossier::{Dossier, Report}, render};
///
/// let text = "KABUL, 27 August 2021 (Alpha) — A bombing in Kabul on Thursday killed at least 60 people, officials said.";
/// let sheet = Extractor::new().extract(text);
/// let dossier = Dossier::new([Report::new("alpha", &sheet, text)]);
/// let mut page = String::new();
/// render::dossier_html(&dossier, &mut page)?;
/// assert!(page.contains("Bombing in Kabul, 2021-08-26") && page.contains("60 or more"));
/// # }
/// # Ok::<(), std::fmt::Error>(())
/// ```
///
/// # Errors
///
/// Only those of `out`.
pub fn dossier_html(dossier: &Dossier, out: &mut impl Write) -> Result {
    let page = Page { view: View { dossier }, dossier };
    let n = dossier.documents.len();
    let title = format!("Dossier of {n} {}", if n == 1 { "document" } else { "documents" });
    tags::head(&title, STYLE, out)?;
    writeln!(out, "<a class=\"skip\" href=\"#dossier\">To the dossier</a>\n<header>")?;
    writeln!(out, "<h1>{title}</h1>")?;
    page.about(out)?;
    let mut panels = [
        ("events", "Events and tolls", String::new()),
        ("claims", "Claims: who asserts, who denies", String::new()),
        ("quotes", "Quotations in several documents", String::new()),
        ("entities", "Mentioned in several documents", String::new()),
        ("documents", "Documents", String::new()),
    ];
    page.events(&mut panels[0].2)?;
    page.claims(&mut panels[1].2)?;
    page.quotes(&mut panels[2].2)?;
    page.entities(&mut panels[3].2)?;
    page.documents(&mut panels[4].2)?;
    out.write_str("</header>\n")?;
    tags::panels(&panels, "main id=\"dossier\" tabindex=\"-1\"", "main", out)?;
    out.write_str("</body>\n</html>\n")
}

struct Page<'a> {
    view: View<'a>,
    dossier: &'a Dossier,
}

impl Page<'_> {
    /// The days of publication, and how many outlets there are.
    fn about(&self, out: &mut impl Write) -> Result {
        let days = || self.dossier.documents.iter().filter_map(|d| d.published);
        out.write_str("<p class=\"about\">")?;
        match (days().min(), days().max()) {
            (Some(a), Some(b)) if a == b => write!(out, "Published {a}")?,
            (Some(a), Some(b)) => write!(out, "Published {a} to {b}")?,
            _ => out.write_str("No day of publication known")?,
        }
        let events = self.dossier.events.len();
        writeln!(
            out,
            " · {events} events · {} counts of people harmed · numbers in circles are documents</p>",
            self.dossier.figures.len()
        )
    }

    /// Links to documents.
    fn chips(&self, list: &[u32], out: &mut impl Write) -> Result {
        out.write_str("<span class=\"chips\">")?;
        for d in list {
            write!(out, " <a class=\"chip\" href=\"#d{d}\" title=\"")?;
            label(self.view.source(*d), out)?;
            write!(out, "\" aria-label=\"Document {}: ", d + 1)?;
            label(self.view.source(*d), out)?;
            write!(out, "\">{}</a>", d + 1)?;
        }
        out.write_str("</span>")
    }

    fn claims(&self, out: &mut String) -> Result {
        let list = self.view.disputes();
        if list.is_empty() {
            return Ok(());
        }
        out.push_str("<ul class=\"claims\">\n");
        for (k, claim, others) in list {
            out.push_str(if others.is_empty() { "<li>" } else { "<li class=\"pair\"><div>" });
            self.claim(k, claim, out)?;
            for (n, o) in others.iter().enumerate() {
                out.push_str(if n == 0 { "</div><div>" } else { "" });
                out.push_str("<p class=\"tag denies\">contested by</p>");
                self.claim(*o, &self.dossier.claims[*o], out)?;
            }
            out.push_str(if others.is_empty() { "</li>\n" } else { "</div></li>\n" });
        }
        out.push_str("</ul>\n");
        Ok(())
    }

    fn claim(&self, k: usize, claim: &MergedClaim, out: &mut String) -> Result {
        write!(out, "<p id=\"c{k}\" class=\"words\" tabindex=\"-1\">")?;
        label(&claim.text, out)?;
        out.push_str("</p>\n<ul class=\"stances\">\n");
        // Who says the same in several documents stands in one line.
        let mut lines: Vec<(String, String, &str, Vec<u32>)> = Vec::new();
        for s in &claim.statements {
            let (who, stance) = (self.view.party(s), self.view.stance(claim, s));
            match lines.iter_mut().find(|l| l.0 == who && l.1 == stance) {
                Some(l) => l.3.push(s.at.document),
                None => lines.push((who, stance, s.stance.as_str(), vec![s.at.document])),
            }
        }
        for (who, stance, class, told) in lines {
            out.push_str("<li><b>");
            label(&who, out)?;
            write!(out, "</b> <span class=\"tag {class}\">")?;
            label(&stance, out)?;
            out.push_str("</span>");
            self.chips(&documents(told.into_iter()), out)?;
            out.push_str("</li>\n");
        }
        out.push_str("</ul>");
        Ok(())
    }
}
