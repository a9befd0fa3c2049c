//! W3C Web Annotations.

use serde::Serialize;

use super::{OffsetUnit, Offsets, entity, iri, line, range};
use crate::{sheet::FactSheet, span::Span};

/// Characters of context on each side.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Page<'t> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    items: Vec<Annotation<'t>>,
}

#[derive(Serialize)]
struct Annotation<'t> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body>,
    target: Target<'t>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Body {
    TextualBody { purpose: &'static str, format: &'static str, value: String },
    SpecificResource { purpose: &'static str, source: String },
}

#[derive(Serialize)]
struct Target<'t> {
    source: &'t str,
    selector: [Selector<'t>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'t> {
    TextQuoteSelector { exact: &'t str, prefix: &'t str, suffix: &'t str },
    TextPositionSelector { start: u32, end: u32 },
}

fn textual(purpose: &'static str, value: impl Into<String>) -> Body {
    Body::TextualBody { purpose, format: "text/plain", value: value.into() }
}

/// A W3C annotation page (JSON-LD) about the text at `source`: mentions with what identifies them, quotations with their speaker,
/// counts of people harmed, times and claims. Each has a `TextQuoteSelector` with context and a `TextPositionSelector`;
/// the standard counts positions in [`OffsetUnit::CodePoints`].
#[must_use]
pub fn web_annotations<'a>(
    sheet: &'a FactSheet,
    text: &'a str,
    source: &'a str,
    unit: OffsetUnit,
) -> impl Serialize + 'a {
    let offsets = Offsets::new(text, unit);
    let target = |s: Span| {
        let (start, end) = offsets.of(s);
        let exact = s.of(text);
        let (prefix, suffix) = (before(text, s.start), after(text, s.end));
        Target {
            source,
            selector: [
                Selector::TextQuoteSelector { exact, prefix, suffix },
                Selector::TextPositionSelector { start, end },
            ],
        }
    };
    let mut items = Vec::new();
    let mut add = |kind: &str, k: usize, motivation, body: Vec<Body>, span: Span| {
        let id = format!("{source}#{kind}-{k}");
        items.push(Annotation { id, r#type: "Annotation", motivation, body, target: target(span) });
    };
    let name = |e| entity(sheet, e).map(|e| e.name.as_str());
    for (k, m) in sheet.mentions.iter().enumerate() {
        let mut body = vec![textual("tagging", m.kind.as_str())];
        if let Some(e) = entity(sheet, m.entity) {
            body.push(textual("describing", e.name.as_str()));
            if let Some(source) = iri(e) {
                body.push(Body::SpecificResource { purpose: "identifying", source });
            }
        }
        add("mention", k, "identifying", body, m.span);
    }
    for (k, q) in sheet.quotes.iter().enumerate() {
        let mut body = vec![textual("tagging", "quotation")];
        if let Some(p) = &q.speaker {
            let who = name(p.entity).map_or_else(|| line(&p.text), str::to_owned);
            body.push(textual("describing", format!("said by {who}")));
        }
        add("quote", k, "describing", body, q.content);
    }
    for (k, q) in sheet.quantities.iter().enumerate() {
        let Some(effect) = q.effect else { continue };
        let told = format!("{} {}", effect.as_str(), range(q.amount));
        let body = vec![textual("tagging", "count"), textual("describing", told)];
        add("quantity", k, "describing", body, q.span);
    }
    for (k, t) in sheet.times.iter().enumerate() {
        let mut body = vec![textual("tagging", "time")];
        body.extend(t.value.as_deref().map(|v| textual("describing", v)));
        add("time", k, "describing", body, t.span);
    }
    for (k, c) in sheet.claims.iter().enumerate() {
        let who =
            c.source.as_ref().map(|p| name(p.entity).map_or_else(|| line(&p.text), str::to_owned));
        let not = if c.negated { "not: " } else { "" };
        let told = format!("{} {not}{}", who.as_deref().unwrap_or("somebody"), c.stance.as_str());
        add(
            "claim",
            k,
            "describing",
            vec![textual("tagging", "claim"), textual("describing", told)],
            c.content,
        );
    }
    Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: format!("{source}#annotations"),
        r#type: "AnnotationPage",
        items,
    }
}

fn before(text: &str, at: u32) -> &str {
    let head = &text[..at as usize];
    let from = head.char_indices().rev().take(CONTEXT).last().map_or(head.len(), |(i, _)| i);
    &head[from..]
}

fn after(text: &str, at: u32) -> &str {
    let tail = &text[at as usize..];
    let to = tail.char_indices().nth(CONTEXT).map_or(tail.len(), |(i, _)| i);
    &tail[..to]
}
