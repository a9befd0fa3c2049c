//! Where each group was mentioned last: what the passes over descriptions and pronouns look back to.

use bumpalo::collections::Vec;

use super::{
    nouns::Extra,
    work::{NONE, Work},
};
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

/// Anchors of all named mentions, in order.
pub(super) fn collect<'a>(w: &Work<'a, '_>) -> Vec<'a, Anchor> {
    let mut list = Vec::with_capacity_in(w.list().len(), w.bump);
    for (k, m) in w.list().iter().enumerate().filter(|(k, _)| w.of[*k] != NONE) {
        let sentence = w.doc.sentence_of(m.tokens.start);
        list.push(Anchor {
            start: m.tokens.start as u32,
            end: m.tokens.end as u32,
            cluster: w.clusters.root(w.of[k]),
            sentence: sentence as u32,
            subject: is_subject(w.doc, w.syntax, m.tokens.end, sentence),
            demonym: m.form == Form::Demonym,
            quoted: w.sites.quoted(m.tokens.start),
        });
    }
    list
}

/// Adds the mentions found by the passes before, in order.
pub(super) fn add(list: &mut Vec<'_, Anchor>, w: &Work<'_, '_>, more: &[Extra]) {
    if more.is_empty() {
        return;
    }
    for x in more {
        let sentence = w.doc.sentence_of(x.start as usize);
        list.push(Anchor {
            start: x.start,
            end: x.end,
            cluster: w.clusters.root(x.cluster),
            sentence: sentence as u32,
            subject: is_subject(w.doc, w.syntax, x.end as usize, sentence),
            demonym: false,
            quoted: w.sites.quoted(x.start as usize),
        });
    }
    list.sort_by_key(|a| a.start);
}

/// What ends at token `end` of a sentence is followed by a finite verb, perhaps after an apposition.
pub(super) fn is_subject(doc: &Document<'_>, syntax: &Syntax, end: usize, sentence: usize) -> bool {
    let verb = |i: usize| {
        i < doc.len()
            && matches!(syntax.tag(i), Tag::Past | Tag::Verb | Tag::Auxiliary | Tag::Modal)
    };
    let last = doc.sentences()[sentence].tokens.end as usize;
    if end >= last || doc.tokens().flags(end - 1).has(Flags::POSSESSIVE) {
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
