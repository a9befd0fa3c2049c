//! Where each group was mentioned last: what the passes over descriptions and pronouns look back to.

use super::work::Work;
use crate::{
    document::{Document, Flags, Gap},
    mention::Form,
    syntax::{Syntax, Tag},
};

/// A mention with its group, by position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub start: u32,
    pub end: u32,
    pub cluster: u32,
    pub sentence: u32,
    /// First name of its sentence, or followed by a verb.
    pub subject: bool,
    pub demonym: bool,
    /// Stands between quotation marks.
    pub quoted: bool,
}

/// Anchors of all named mentions in body zones, in order.
pub(super) fn collect(w: &Work<'_, '_>, quoted: &[bool]) -> Vec<Anchor> {
    let mut list = Vec::with_capacity(w.list.len());
    for (k, m) in w.list.iter().enumerate() {
        if w.of[k] == u32::MAX {
            continue;
        }
        list.push(Anchor {
            start: m.tokens.start as u32,
            end: m.tokens.end as u32,
            cluster: w.clusters.root(w.of[k]),
            sentence: w.doc.sentence_of(m.tokens.start) as u32,
            subject: is_subject(w.doc, w.syntax, m.tokens.start, m.tokens.end),
            demonym: m.form == Form::Demonym,
            quoted: quoted[m.tokens.start],
        });
    }
    list
}

/// Followed by a finite verb, perhaps after an apposition.
pub(super) fn is_subject(doc: &Document<'_>, syntax: &Syntax, start: usize, end: usize) -> bool {
    let verb = |i: usize| {
        i < doc.len()
            && matches!(syntax.tag(i), Tag::Past | Tag::Verb | Tag::Auxiliary | Tag::Modal)
    };
    let n = doc.len();
    if end >= n || doc.tokens().flags(end - 1).has(Flags::POSSESSIVE) {
        return false;
    }
    let sentence = &doc.sentences()[doc.sentence_of(start)];
    let last = sentence.tokens.end as usize;
    if end >= last {
        return false;
    }
    if doc.tokens().gap(end).is_within(Gap::BLANK) {
        return verb(end) || syntax.tag(end) == Tag::Adverb && verb(end + 1);
    }
    // "Smith, a farmer, said"
    if doc.tokens().gap(end).has(Gap::COMMA) {
        for i in end + 1..(end + 14).min(last) {
            if doc.tokens().gap(i).has(Gap::COMMA) {
                return verb(i);
            }
        }
    }
    false
}

/// For each token, whether it stands between double quotation marks. A quotation ends with its zone at the latest.
pub(super) fn quoted(doc: &Document<'_>) -> Vec<bool> {
    let mut list = vec![false; doc.len()];
    let text = doc.text();
    for zone in doc.zones() {
        let mut inside = false;
        for i in zone.tokens.start as usize..zone.tokens.end as usize {
            if doc.tokens().gap(i).has(Gap::QUOTE) {
                let gap = doc.tokens().gap_span(i, text).of(text);
                for c in gap.chars() {
                    match c {
                        '“' | '„' | '«' => inside = true,
                        '”' | '»' => inside = false,
                        '"' => inside = !inside,
                        '\n' => {}
                        _ => {}
                    }
                }
            }
            list[i] = inside;
        }
    }
    list
}

/// Adds the mentions found by the passes before, in order.
pub(super) fn add(
    list: &mut Vec<Anchor>,
    w: &Work<'_, '_>,
    more: &[super::nouns::Extra],
    quoted: &[bool],
) {
    for x in more {
        let t = &x.found.tokens;
        list.push(Anchor {
            start: t.start as u32,
            end: t.end as u32,
            cluster: w.clusters.root(x.cluster),
            sentence: w.doc.sentence_of(t.start) as u32,
            subject: is_subject(w.doc, w.syntax, t.start, t.end),
            demonym: false,
            quoted: quoted[t.start],
        });
    }
    list.sort_by_key(|a| a.start);
}
