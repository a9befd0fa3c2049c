//! spaCy's `Doc` as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{OffsetUnit, Offsets, entity, named, tokens};
use crate::{mention::Mention, quote::QuoteKind, sheet::FactSheet, span::Span};

#[derive(Serialize)]
struct Doc<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    sents: Vec<At>,
    ents: Vec<Labelled<'t>>,
    spans: BTreeMap<&'static str, Vec<Labelled<'t>>>,
}

#[derive(Serialize)]
struct Token {
    id: usize,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct At {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Labelled<'t> {
    start: u32,
    end: u32,
    label: &'t str,
    kb_id: &'t str,
}

/// A document that spaCy's `Doc(vocab).from_json(…)` loads: tokens, sentences, named entities, and the span groups `mentions`
/// (with gazetteer ids), `quotes`, `counts`, `times` and `claims`. Offsets are code points, as spaCy counts.
///
/// spaCy keeps a span only where it begins and ends at tokens; spans here are widened to the tokens they touch.
#[must_use]
pub fn spacy<'a>(sheet: &'a FactSheet, text: &'a str) -> impl Serialize + 'a {
    let offsets = Offsets::new(text, OffsetUnit::CodePoints);
    let list = with_blanks(tokens::words(sheet, text), text);
    let at = |s: Span| offsets.of(s);
    let label = |s: Span, label: &'a str, kb_id: &'a str| {
        let first = list.partition_point(|t| t.end <= s.start);
        let last = list.partition_point(|t| t.start < s.end);
        let wide = match list.get(first..last) {
            Some([a, .., b]) => Span::new(a.start, b.end),
            Some([a]) => *a,
            _ => s,
        };
        let (start, end) = at(wide);
        Labelled { start, end, label, kb_id }
    };
    let id = |m: &Mention| {
        let e = entity(sheet, m.entity).and_then(|e| e.gazetteer_id.as_ref());
        e.map_or("", |id| &*id.0)
    };
    let mentions = || sheet.mentions.iter();
    let spans = BTreeMap::from([
        ("mentions", mentions().map(|m| label(m.span, m.kind.as_str(), id(m))).collect()),
        ("quotes", sheet.quotes.iter().map(|q| label(q.content, kind_of(q.kind), "")).collect()),
        (
            "counts",
            sheet
                .quantities
                .iter()
                .filter_map(|q| Some(label(q.span, q.effect?.as_str(), "")))
                .collect(),
        ),
        (
            "times",
            sheet
                .times
                .iter()
                .map(|t| label(t.span, t.value.as_deref().unwrap_or("unknown"), ""))
                .collect(),
        ),
        ("claims", sheet.claims.iter().map(|c| label(c.content, c.stance.as_str(), "")).collect()),
    ]);
    Doc {
        text,
        tokens: list
            .iter()
            .enumerate()
            .map(|(id, s)| Token { id, start: at(*s).0, end: at(*s).1 })
            .collect(),
        sents: sheet
            .sentences
            .iter()
            .map(|s| At { start: at(s.span).0, end: at(s.span).1 })
            .collect(),
        ents: mentions().filter(named).map(|m| label(m.span, m.kind.as_str(), id(m))).collect(),
        spans,
    }
}

const fn kind_of(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    }
}

/// spaCy keeps one space behind a token; all other blanks are tokens of their own, or the text would not come back.
fn with_blanks(words: Vec<Span>, text: &str) -> Vec<Span> {
    let mut list = Vec::with_capacity(words.len());
    let mut end = 0;
    for w in words.into_iter().map(Some).chain([None]) {
        let next = w.map_or(text.len() as u32, |w| w.start);
        let mut from = end;
        if end > 0 && text[from as usize..].starts_with(' ') && from < next {
            from += 1;
        }
        if from < next {
            let gap = &text[from as usize..next as usize];
            // The last of several blanks can be the space behind the others.
            let cut = if gap.len() > 1 && gap.ends_with(' ') { next - 1 } else { next };
            list.push(Span::new(from, cut));
        }
        if let Some(w) = w {
            list.push(w);
            end = w.end;
        }
    }
    list
}
