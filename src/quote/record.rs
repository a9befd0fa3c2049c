//! Records from drafts.

use std::ops::Range;

use super::{
    Origin, Party, Quote, QuoteKind, Quotes, draft::Draft, party, reader::Reader, tables::role,
};
use crate::{
    gazetteer::Kind,
    mention::{EntityIx, Form, Found},
    span::Span,
    text::Text,
};

/// Adds the record of a draft; none when nothing is left of its content.
pub(super) fn make(r: &Reader<'_>, d: &Draft<'_>, quotes: &mut Quotes<'_>) {
    let text = r.doc.text();
    let mut some = d.parts.iter().filter(|p| p.start < p.end);
    let Some(first) = some.next() else { return };
    let last = some.next_back().unwrap_or(first);
    let mut parts = Vec::new();
    let mut content = part(r, first);
    if last != first {
        parts = Vec::with_capacity(d.parts.len());
        parts.extend(d.parts.iter().filter(|p| p.start < p.end).map(|p| part(r, p)));
        content = content.cover(parts[parts.len() - 1]);
    }
    let (marked, all) = marked(r, d);
    let kind = if marked.is_empty() {
        QuoteKind::Indirect
    } else if all {
        QuoteKind::Direct
    } else {
        QuoteKind::Mixed
    };
    let cue = d.cue.as_ref().map(|c| r.doc.span(c.clone()));
    let (mut speaker, by) = d.speaker.as_ref().map(|s| made(r, s)).unzip();
    if let Some(party) = speaker.as_mut().filter(|p| p.entity.is_none())
        && let Some(tokens) = by.as_ref().filter(|t| is_it(r, t))
    {
        party.entity = spoke_before(r, tokens.start, quotes);
    }
    let zone = r.doc.zone_of(d.start()).kind;
    // Who is named in the headline only does not stretch the quotation up there.
    let near = |tokens: &Range<usize>| r.doc.zone_of(tokens.start).kind == zone;
    let speaks = d.speaker.as_ref().filter(|s| near(s)).and(speaker.as_ref()).map(|s| s.span);
    let span = [cue, speaks].into_iter().flatten().fold(content, Span::cover);
    quotes.origins.push(Origin {
        act: d.act,
        content: first.start..last.end,
        cue: d.cue.clone().filter(|c| !c.is_empty()),
        speaker: by,
    });
    quotes.list.push(Quote {
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
        rule: d.rule.name(),
    });
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
    let bytes = r.doc.text().as_bytes();
    while span.end > plain.end && matches!(bytes[span.end as usize - 1], b',' | b' ') {
        span.end -= 1;
    }
    span
}

/// The stretches in marks of a draft, and whether they are all of it.
fn marked(r: &Reader<'_>, d: &Draft<'_>) -> (Vec<Span>, bool) {
    let mut list = Vec::new();
    if r.marked.is_empty() {
        return (list, false);
    }
    let mut all = true;
    for part in &d.parts {
        let here = r.marked_in(part).1;
        let mut at = part.start;
        for m in here {
            all &= m.first <= at;
            at = m.last;
        }
        all &= at >= part.end;
        list.reserve_exact(here.len());
        list.extend(here.iter().map(|m| m.inner));
    }
    list.dedup();
    (list, all)
}

fn made(r: &Reader<'_>, tokens: &Range<usize>) -> (Party, Range<usize>) {
    let (tokens, entity) = named(r, tokens);
    let span = party::span(r.doc, r.mentions, &tokens);
    (Party { span, text: span.of(r.doc.text()).into(), entity }, tokens)
}

/// "It", as who speaks.
fn is_it(r: &Reader<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && r.is(tokens.start, role::THEY) && !r.is(tokens.start, role::SUBJECT)
}

/// The body that "it" at `i` stands for: who spoke last, or else what the sentence before is about.
fn spoke_before(r: &Reader<'_>, i: usize, quotes: &Quotes<'_>) -> Option<EntityIx> {
    let sentence = r.doc.sentence_of(i);
    let said = quotes.origins.iter().zip(&quotes.list).rev();
    let mut said = said.filter_map(|(o, q)| Some((o.speaker.as_ref()?, q.speaker.as_ref()?)));
    let body = |m: &&Found| m.kind.is_organization() || m.kind == Kind::Country;
    if let Some((tokens, party)) = said.find(|(tokens, _)| tokens.start < i)
        && r.doc.sentence_of(tokens.start) + 1 >= sentence
    {
        let entity = party.entity?;
        let own = |m: &&Found| m.entity == Some(entity) && body(m);
        return (is_it(r, tokens) || r.mentions.within(tokens.clone()).any(|m| own(&m)))
            .then_some(entity);
    }
    let about = r.doc.sentences()[sentence.checked_sub(1)?].tokens.start as usize;
    let subject = r.mentions.at(about).or_else(|| r.mentions.at(about + 1));
    subject.filter(|m| m.form != Form::Demonym).filter(body)?.entity
}

/// The tokens that stand for a party, and its entity: "who" keeps its place when it is known who that is.
fn named(r: &Reader<'_>, tokens: &Range<usize>) -> (Range<usize>, Option<EntityIx>) {
    if r.relative(tokens)
        && let Some(before) = r.antecedent(tokens.start)
    {
        let (before, entity) = named(r, &before);
        return (if entity.is_some() { tokens.clone() } else { before }, entity);
    }
    (tokens.clone(), party::entity(r.doc, r.syntax, r.mentions, r.tables.groups, tokens))
}
