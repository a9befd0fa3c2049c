//! A self-contained page: the article with its facts marked, and panels that link into it. No script, no network.

mod article;
mod panels;
pub(super) mod tags;

use std::fmt::{Result, Write};

use super::view::{View, line};
use crate::{document::ZoneKind, gazetteer::Kind, sheet::FactSheet};

const STYLE: &str = include_str!("page.css");

/// Writes one HTML page: the article's text with highlighted names, quotations, counts, times and claims, margin notes with speaker
/// and stance, and panels (who is who, quotations by speaker, people harmed, timeline, claims) whose items link to their place
/// in the text.
///
/// The page needs no script and no network, and its content policy forbids both. The article's text equals the input, except that
/// U+0000, which HTML cannot hold, reads U+FFFD; hostile text stays inert.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, render};
///
/// let text = "“We’re <b>fine</b>,” Jane Quill said on 5 May 2022.";
/// let mut page = String::new();
/// render::html(&Extractor::new().extract(text), text, &mut page)?;
/// assert!(page.contains("We’re &lt;b&gt;fine&lt;/b&gt;,"));
/// # }
/// # Ok::<(), std::fmt::Error>(())
/// ```
///
/// # Errors
///
/// Only those of `out`.
pub fn html(sheet: &FactSheet, text: &str, out: &mut impl Write) -> Result {
    let page = Page { view: View { sheet }, sheet, text };
    let headline = sheet.zones.iter().find(|z| z.kind == ZoneKind::Headline);
    let title = headline.map_or("Fact sheet".into(), |z| line(z.span.of(text)));
    tags::head(&title, STYLE, out)?;
    out.write_str("<a class=\"skip\" href=\"#facts\">To the facts</a>\n<header>\n")?;
    if headline.is_none() {
        out.write_str("<h1>Fact sheet</h1>\n")?;
    }
    page.about(out)?;
    legend(out)?;
    out.write_str("</header>\n<main>\n")?;
    page.article(out)?;
    page.panels(out)?;
    out.write_str("</main>\n</body>\n</html>\n")
}

struct Page<'a> {
    view: View<'a>,
    sheet: &'a FactSheet,
    text: &'a str,
}

impl Page<'_> {
    fn about(&self, out: &mut impl Write) -> Result {
        let day = self.sheet.published.map_or("no reference date".into(), |d| d.to_string());
        write!(out, "<p class=\"about\">Fact sheet · {day} · ")?;
        let language = self.sheet.language.code.as_deref().unwrap_or("unknown language");
        tags::label(language, out)?;
        writeln!(out, " · {} sentences</p>", self.sheet.sentences.len())
    }
}

/// What each kind of mark looks like. Colour is never the only sign: names differ in their underline, the others in
/// ground, weight and slant.
fn legend(out: &mut impl Write) -> Result {
    out.write_str("<ul class=\"legend\" aria-label=\"Marks in the text\">")?;
    for (class, label) in [
        ("person", "person"),
        ("organization", "organisation"),
        ("place", "place"),
        ("other", "other name"),
        ("quote", "quotation"),
        ("claim", "claim"),
        ("harm", "people harmed"),
        ("number", "number"),
        ("time", "time"),
    ] {
        write!(out, "<li><span class=\"{class}\">{label}</span></li> ")?;
    }
    out.write_str("</ul>\n")
}

fn class_of(kind: Kind) -> &'static str {
    if kind == Kind::Person {
        "person"
    } else if kind.is_organization() {
        "organization"
    } else if kind.is_location() {
        "place"
    } else {
        "other"
    }
}
