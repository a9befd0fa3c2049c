//! A self-contained page: the article with its facts marked, and panels that link into it. No script, no network.

use std::fmt::{Result, Write};

use super::view::{View, amount, line};
use crate::{
    claim::{Claim, Stance},
    coref::Entity,
    document::ZoneKind,
    gazetteer::Kind,
    quote::Quote,
    sheet::FactSheet,
    span::Span,
};

const STYLE: &str = include_str!("page.css");

/// Writes one HTML page: the article's text with highlighted names, quotations, counts, times and claims, and panels
/// (who is who, quotations by speaker, people harmed, timeline, claims) whose items link to their place in the text.
///
/// The page needs no script and no network. Its article text equals the input, except that U+0000, which HTML cannot
/// hold, reads U+FFFD; hostile text stays inert.
///
/// # Errors
///
/// Only those of `out`.
pub fn html(sheet: &FactSheet, text: &str, out: &mut impl Write) -> Result {
    let page = Page { view: View { sheet }, sheet, text };
    let title = page.title();
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        sheet
            .language
            .code
            .as_deref()
            .filter(|c| c.bytes().all(|b| b.is_ascii_alphabetic()))
            .unwrap_or("und")
    )?;
    escape(&title, out)?;
    write!(out, "</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n")?;
    out.write_str("<a class=\"skip\" href=\"#facts\">To the facts</a>\n<main>\n<article aria-label=\"Article\">")?;
    page.article(out)?;
    out.write_str("</article>\n<aside id=\"facts\" aria-label=\"Facts\">\n")?;
    page.legend(out)?;
    page.people(out)?;
    page.quotes(out)?;
    page.harm(out)?;
    page.timeline(out)?;
    page.claims(out)?;
    page.warnings(out)?;
    out.write_str("</aside>\n</main>\n</body>\n</html>\n")
}

struct Page<'a> {
    view: View<'a>,
    sheet: &'a FactSheet,
    text: &'a str,
}

/// A highlight: where, its classes, the anchor that panels link to, and a note for the margin.
struct Mark {
    span: Span,
    class: &'static str,
    anchor: String,
    note: Option<String>,
    title: String,
}

impl Page<'_> {
    fn title(&self) -> String {
        let headline = self.sheet.zones.iter().find(|z| z.kind == ZoneKind::Headline);
        headline.map_or("Fact sheet".into(), |z| line(z.span.of(self.text)))
    }

    fn marks(&self) -> Vec<Mark> {
        let s = self.sheet;
        let mut list = Vec::new();
        let mut add = |span: Span, class, anchor: String, title: String, note: Option<String>| {
            if !span.is_empty() {
                list.push(Mark { span, class, anchor, note, title });
            }
        };
        for (k, q) in s.quotes.iter().enumerate() {
            let who = self.view.party(q.speaker.as_ref());
            add(q.content, "quote", format!("q{k}"), format!("said by {who}"), Some(who));
        }
        for (k, c) in s.claims.iter().enumerate().filter(|(_, c)| c.quote.is_none()) {
            let who = self.view.party(c.source.as_ref());
            let stance = c.stance.as_str().replace('_', " ");
            add(
                c.content,
                "claim",
                format!("c{k}"),
                format!("{who} {stance}"),
                Some(format!("{who}: {stance}")),
            );
        }
        for (k, q) in s.quantities.iter().enumerate() {
            let class = if q.effect.is_some() { "harm" } else { "number" };
            let effect = q.effect.map_or("", |e| e.as_str());
            add(q.span, class, format!("n{k}"), format!("{} {effect}", amount(q.amount)), None);
        }
        for (k, t) in s.times.iter().enumerate() {
            add(t.span, "time", format!("t{k}"), t.value.as_deref().unwrap_or("?").into(), None);
        }
        for (k, m) in s.mentions.iter().enumerate() {
            let name = m.entity.map_or("", |e| self.view.name(e));
            add(m.span, class_of(m.kind), format!("m{k}"), format!("{} · {name}", m.kind), None);
        }
        list
    }

    /// The text cut at every edge of a mark; a piece has the classes of all marks that hold it.
    fn article(&self, out: &mut impl Write) -> Result {
        let marks = self.marks();
        let mut edges: Vec<u32> = marks.iter().flat_map(|m| [m.span.start, m.span.end]).collect();
        edges.extend([0, self.text.len() as u32]);
        edges.sort_unstable();
        edges.dedup();
        let mut opens: Vec<usize> = (0..marks.len()).collect();
        opens.sort_by_key(|k| marks[*k].span.start);
        let mut next = 0;
        let mut active: Vec<usize> = Vec::new();
        for pair in edges.windows(2) {
            let piece = Span::new(pair[0], pair[1]);
            active.retain(|k| marks[*k].span.end > piece.start);
            let first = active.len();
            while next < opens.len() && marks[opens[next]].span.start == piece.start {
                active.push(opens[next]);
                next += 1;
            }
            if active.is_empty() {
                escape(piece.of(self.text), out)?;
                continue;
            }
            for k in &active[first..] {
                write!(out, "<a class=\"to\" id=\"{}\"></a>", marks[*k].anchor)?;
            }
            out.write_str("<span class=\"")?;
            for (n, k) in active.iter().enumerate() {
                write!(out, "{}{}", if n > 0 { " " } else { "" }, marks[*k].class)?;
            }
            if let Some(k) = active.last() {
                out.write_str("\" title=\"")?;
                escape(&marks[*k].title, out)?;
            }
            if let Some(note) = active[first..].iter().find_map(|k| marks[*k].note.as_ref()) {
                out.write_str("\" data-note=\"")?;
                escape(note, out)?;
            }
            out.write_str("\">")?;
            escape(piece.of(self.text), out)?;
            out.write_str("</span>")?;
        }
        Ok(())
    }

    fn legend(&self, out: &mut impl Write) -> Result {
        out.write_str("<p class=\"legend\">")?;
        for (class, label) in [
            ("person", "person"),
            ("organization", "organisation"),
            ("place", "place"),
            ("other", "other name"),
            ("quote", "quotation"),
            ("harm", "people harmed"),
            ("time", "time"),
            ("claim", "claim"),
        ] {
            write!(out, "<span class=\"{class}\">{label}</span> ")?;
        }
        out.write_str("</p>\n")
    }

    fn people(&self, out: &mut impl Write) -> Result {
        let mut list: Vec<&Entity> =
            self.sheet.entities.iter().filter(|e| self.view.in_body(e)).collect();
        list.sort_by_key(|e| std::cmp::Reverse(e.mentions.len()));
        self.panel(out, "Who is who", list.iter(), |_, out, e| {
            let anchor = e.mentions.first().map_or(String::new(), |m| format!("m{m}"));
            link(out, &anchor, &e.name)?;
            write!(out, " <small>{}", e.kind)?;
            for r in self.sheet.relations.iter().filter(|r| r.subject == Some(e.id)) {
                if let Some(label) = &r.label {
                    out.write_str(", ")?;
                    escape(label, out)?;
                }
            }
            if let Some(id) = &e.gazetteer_id {
                out.write_str(", ")?;
                escape(&id.0, out)?;
            }
            write!(out, " × {}</small>", e.mentions.len())?;
            Ok(())
        })
    }

    fn quotes(&self, out: &mut impl Write) -> Result {
        let mut list: Vec<(String, usize, &Quote)> = Vec::new();
        for (k, q) in self.sheet.quotes.iter().enumerate().filter(|(_, q)| q.zone.is_body()) {
            let who = q.speaker.as_ref().map_or("(nobody named)".into(), |s| match s.entity {
                Some(e) => self.view.name(e).to_owned(),
                None => line(&s.text),
            });
            list.push((who, k, q));
        }
        list.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        self.panel(out, "Quotations by speaker", list.iter(), |_, out, (who, k, q)| {
            out.write_str("<b>")?;
            escape(who, out)?;
            out.write_str("</b>: ")?;
            link(out, &format!("q{k}"), &line(&q.text))
        })
    }

    fn harm(&self, out: &mut impl Write) -> Result {
        let list: Vec<_> = self
            .sheet
            .quantities
            .iter()
            .enumerate()
            .filter(|(_, q)| q.effect.is_some() && q.zone.is_body())
            .collect();
        if list.is_empty() {
            return Ok(());
        }
        out.write_str(
            "<section><h2>People harmed</h2>\n<table><thead><tr><th>effect<th>number<th>who<th>where<th>source\
             </tr></thead>\n<tbody>\n",
        )?;
        for (k, q) in list {
            write!(out, "<tr><td>{}", q.effect.map_or("", |e| e.as_str()))?;
            let notes = [(q.implied, "implied"), (q.negated, "none"), (q.hypothetical, "possible")];
            let notes: Vec<&str> = notes.iter().filter(|n| n.0).map(|n| n.1).collect();
            write!(out, "<td>{} {}<td>", amount(q.amount), notes.join(", "))?;
            let who = q.victims.map_or(q.span, |v| v);
            link(out, &format!("n{k}"), &line(who.of(self.text)))?;
            for e in [q.place, q.by] {
                out.write_str("<td>")?;
                escape(e.map_or("", |e| self.view.name(e)), out)?;
            }
            out.write_str("</tr>\n")?;
        }
        out.write_str("</tbody></table></section>\n")
    }

    fn timeline(&self, out: &mut impl Write) -> Result {
        let mut list: Vec<_> = self
            .sheet
            .times
            .iter()
            .enumerate()
            .filter(|(_, t)| {
                let dated =
                    t.value.as_deref().is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()));
                dated && t.zone.is_body()
            })
            .collect();
        list.sort_by_key(|(k, t)| (t.value.clone(), *k));
        self.panel(out, "Timeline", list.iter(), |_, out, (k, t)| {
            out.write_str("<b>")?;
            escape(t.value.as_deref().unwrap_or("?"), out)?;
            out.write_str("</b> ")?;
            link(out, &format!("t{k}"), &line(&t.text))?;
            let at = t.span;
            if let Some(s) = self.sheet.sentences.iter().find(|s| s.span.contains(at)) {
                out.write_str(" <small>")?;
                escape(&line(s.span.of(self.text)), out)?;
                out.write_str("</small>")?;
            }
            Ok(())
        })
    }

    fn claims(&self, out: &mut impl Write) -> Result {
        let list: Vec<(usize, &Claim)> = self
            .sheet
            .claims
            .iter()
            .enumerate()
            .filter(|(_, c)| {
                c.zone.is_body() && (c.stance != Stance::Asserts || !c.contests.is_empty())
            })
            .collect();
        self.panel(out, "Claims, denials, demands", list.iter(), |_, out, (k, c)| {
            self.claim(*k, c, out)?;
            for o in &c.contests {
                let Some(other) = self.sheet.claims.get(*o as usize) else { continue };
                out.write_str("<div class=\"contested\">contests ")?;
                self.claim(*o as usize, other, out)?;
                out.write_str("</div>")?;
            }
            Ok(())
        })
    }

    fn claim(&self, k: usize, c: &Claim, out: &mut impl Write) -> Result {
        let not = if c.negated { "not " } else { "" };
        out.write_str("<b>")?;
        escape(&self.view.party(c.source.as_ref()), out)?;
        write!(out, "</b> {not}{}: ", c.stance.as_str().replace('_', " "))?;
        let anchor = c.quote.map_or(format!("c{k}"), |q| format!("q{q}"));
        link(out, &anchor, &line(c.content.of(self.text)))
    }

    fn warnings(&self, out: &mut impl Write) -> Result {
        self.panel(out, "Warnings", self.sheet.warnings.iter(), |_, out, w| escape(&w.text, out))
    }

    fn panel<T, W: Write>(
        &self,
        out: &mut W,
        title: &str,
        list: impl Iterator<Item = T>,
        item: impl Fn(&Self, &mut W, T) -> Result,
    ) -> Result {
        let mut list = list.peekable();
        if list.peek().is_none() {
            return Ok(());
        }
        write!(out, "<section><h2>{title}</h2>\n<ul>\n")?;
        for x in list {
            out.write_str("<li>")?;
            item(self, out, x)?;
            out.write_str("</li>\n")?;
        }
        out.write_str("</ul></section>\n")
    }
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

fn link(out: &mut impl Write, anchor: &str, label: &str) -> Result {
    write!(out, "<a href=\"#{anchor}\">")?;
    escape(label, out)?;
    out.write_str("</a>")
}

/// Text as HTML, for content and quoted attributes. A carriage return is written as a reference, or the reader of
/// the page would see a line feed.
fn escape(s: &str, out: &mut impl Write) -> Result {
    let mut rest = s;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r', '\0']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\r' => "&#13;",
            0 => "\u{fffd}",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_inert() {
        let mut out = String::new();
        escape("<script>\"&'\r\0", &mut out).expect("a string grows");
        assert_eq!(out, "&lt;script&gt;&quot;&amp;&#39;&#13;\u{fffd}");
    }
}
