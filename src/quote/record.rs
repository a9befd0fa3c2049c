//! Records from drafts.

use std::ops::Range;

use super::{Origin, Party, Quote, QuoteKind, draft::Draft, party, reader::Reader};
use crate::{mention::EntityIx, span::Span, text::Text};

/// The record of a draft; none when nothing is left of its content.
pub(super) fn make(r: &Reader<'_>, d: &Draft<'_>) -> Option<(Quote, Origin)> {
    let text = r.doc.text();
    let mut some = d.parts.iter().filter(|p| p.start < p.end);
    let first = some.next()?;
    let last = some.next_back().unwrap_or(first);
    let mut parts = Vec::new();
    let mut content = part(r, first);
    if last != first {
        parts = Vec::with_capacity(d.parts.len());
        parts.extend(d.parts.iter().filter(|p| p.start < p.end).map(|p| part(r, p)));
        content = content.cover(parts[parts.len() - 1]);
    }
    let marked = marked(r, d);
    let kind = if marked.is_empty() {
        QuoteKind::Indirect
    } else if all_marked(r, d) {
        QuoteKind::Direct
    } else {
        QuoteKind::Mixed
    };
    let cue = d.cue.as_ref().map(|c| r.doc.span(c.clone()));
    let (speaker, by) = d.speaker.as_ref().map(|s| made(r, s)).unzip();
    let zone = r.doc.zone_of(d.start()).kind;
    // Who is named in the headline only does not stretch the quotation up there.
    let near = |tokens: &Range<usize>| r.doc.zone_of(tokens.start).kind == zone;
    let speaks = d.speaker.as_ref().filter(|s| near(s)).and(speaker.as_ref()).map(|s| s.span);
    let span = [cue, speaks].into_iter().flatten().fold(content, Span::cover);
    let origin = Origin {
        act: d.act,
        content: first.start..last.end,
        cue: d.cue.clone().filter(|c| !c.is_empty()),
        speaker: by,
    };
    let quote = Quote {
        span,
        content,
        marked,
        kind,
        cue,
        speaker,
        addressee: d.addressee.as_ref().map(|s| made(r, s).0),
        via: d.via.as_ref().map(|s| made(r, s).0),
        text: said(text, content, &parts),
        parts,
        zone,
        rule: Text::from_static(d.rule),
    };
    Some((quote, origin))
}

/// The words of a quotation; an ellipsis stands for what parts it: "he said" or "reads the letter".
fn said(text: &str, content: Span, parts: &[Span]) -> Text {
    if parts.len() < 2 {
        return content.of(text).into();
    }
    let mut said = String::with_capacity(content.len());
    for (k, part) in parts.iter().enumerate() {
        said.push_str(if k > 0 { " … " } else { "" });
        said.push_str(part.of(text));
    }
    said.into()
}

/// A stretch with the marks and the final punctuation that belong to it.
fn part(r: &Reader<'_>, tokens: &Range<usize>) -> Span {
    let plain = r.doc.passage(tokens.clone());
    let mut span = plain;
    let opens = r.marked_at(tokens.start).filter(|k| r.marked[*k].first == tokens.start);
    let closes = r.marked_at(tokens.end - 1).filter(|k| r.marked[*k].last == tokens.end);
    let whole = opens.is_some() && opens == closes;
    if let Some(k) = opens {
        // Marks around all of it stay out; marks around a piece of it stay in.
        let m = &r.marked[k];
        span.start = if whole { m.inner.start } else { m.outer.start };
    }
    if let Some(k) = closes {
        let m = &r.marked[k];
        span.end = if whole { m.inner.end } else { m.outer.end }.max(span.end);
    }
    // The comma before the closing mark is the writer's.
    let kept = span.of(r.doc.text()).trim_end_matches([',', ' ']).len();
    span.end = plain.end.max(span.start + kept as u32);
    span
}

fn marked(r: &Reader<'_>, d: &Draft<'_>) -> Vec<Span> {
    let count = d.parts.iter().map(|p| r.marked_in(p).1.len()).sum();
    let mut list = Vec::with_capacity(count);
    for part in &d.parts {
        list.extend(r.marked_in(part).1.iter().map(|m| m.inner));
    }
    list.dedup();
    list
}

fn all_marked(r: &Reader<'_>, d: &Draft<'_>) -> bool {
    d.parts.iter().all(|p| {
        let mut at = p.start;
        for m in r.marked_in(p).1 {
            if m.first > at {
                return false;
            }
            at = m.last;
        }
        at >= p.end
    })
}

fn made(r: &Reader<'_>, tokens: &Range<usize>) -> (Party, Range<usize>) {
    let (tokens, entity) = named(r, tokens);
    let span = party::span(r.doc, r.mentions, &tokens);
    (Party { span, text: span.of(r.doc.text()).into(), entity }, tokens)
}

/// The tokens that stand for a party, and its entity: "who" keeps its place when it is known who that is.
fn named(r: &Reader<'_>, tokens: &Range<usize>) -> (Range<usize>, Option<EntityIx>) {
    if tokens.len() == 1
        && let Some(before) = r.antecedent(tokens.start)
    {
        let (before, entity) = named(r, &before);
        return (if entity.is_some() { tokens.clone() } else { before }, entity);
    }
    (tokens.clone(), party::entity(r.doc, r.syntax, r.mentions, tokens))
}
