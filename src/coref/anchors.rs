//! Where people were mentioned: what the pass over pronouns looks back to.

use std::ops::Range;

use bumpalo::collections::Vec;

use super::{nouns::Extra, quotations::Quotations, tables::Gender, work::Work};
use crate::{
    document::{Document, Flags, Gap, ZoneKind},
    gazetteer::Kind,
    pick::pick,
    syntax::{Syntax, Tag},
};

/// A mention with its group, by position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub start: u32,
    pub end: u32,
    pub cluster: u32,
    pub sentence: u32,
    pub gender: Gender,
    /// Asked of few: read when first needed.
    pub look: Option<Look>,
}

/// Where an anchor stands in its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Followed by a verb.
    pub subject: bool,
    /// Its phrase opens the sentence.
    pub first: bool,
    /// Stands between quotation marks.
    pub quoted: bool,
}

/// The people of the text, by name or by what the passes before found, in order.
pub(super) fn people<'b>(w: &Work<'b, '_>, more: &[Extra]) -> Vec<'b, Anchor> {
    let anchor = |start: u32, end: u32, cluster: u32, gender: Gender| {
        let sentence = w.doc.sentence_of(start as usize) as u32;
        Anchor { start, end, cluster, sentence, gender, look: None }
    };
    let person = |c: u32| Some(w.clusters.own(c)).filter(|g| g.kind == Kind::Person);
    // Who signed the article is not told about in it.
    let told = |start: usize| {
        let kind = w.doc.zone_of(start).kind;
        !matches!(kind, ZoneKind::Byline | ZoneKind::Credit | ZoneKind::Editor | ZoneKind::Tags)
    };
    let people = pick(0..w.of.len(), w.bump, |k| w.clusters.own(w.of[k]).kind == Kind::Person);
    let mut list = Vec::with_capacity_in(people.len() + more.len(), w.bump);
    for k in people {
        let (tokens, c) = (&w.list()[*k].tokens, w.of[*k]);
        if told(tokens.start) {
            let gender = w.clusters.own(c).gender;
            list.push(anchor(tokens.start as u32, tokens.end as u32, c, gender));
        }
    }
    let named = list.len();
    for x in more {
        if let Some(group) = person(x.cluster) {
            list.push(anchor(x.start, x.end, x.cluster, group.gender));
        }
    }
    if list.len() > named {
        list.sort_by_key(|a| a.start);
    }
    list
}

impl Anchor {
    /// Where it stands.
    pub fn look(&mut self, w: &Work<'_, '_>, quotations: &Quotations<'_>) -> Look {
        if let Some(look) = self.look {
            return look;
        }
        let (start, end) = (self.start as usize, self.end as usize);
        let sentence = self.sentence as usize;
        let opens = w.doc.sentences()[sentence].tokens.start as usize;
        let look = Look {
            first: phrase_start(w.syntax, start) <= opens,
            subject: is_subject(w.doc, w.syntax, start..end, sentence),
            quoted: quotations.hold(start),
        };
        self.look = Some(look);
        look
    }
}

/// Where the noun phrase around token `i` starts.
fn phrase_start(syntax: &Syntax, i: usize) -> usize {
    syntax.noun_phrase(i).map_or(i, |p| p.start)
}

/// What stands at these tokens of a sentence is followed by a finite verb, perhaps after an apposition.
pub(super) fn is_subject(
    doc: &Document<'_>,
    syntax: &Syntax,
    tokens: Range<usize>,
    sentence: usize,
) -> bool {
    let end = tokens.end;
    let verb = |i: usize| {
        i < doc.len()
            && matches!(syntax.tag(i), Tag::Past | Tag::Verb | Tag::Auxiliary | Tag::Modal)
    };
    let tokens_of = &doc.sentences()[sentence].tokens;
    let last = tokens_of.end as usize;
    // "the tariffs imposed by the president cost": what a preposition governs is no subject.
    let start = phrase_start(syntax, tokens.start);
    if start > tokens_of.start as usize
        && syntax.tag(start - 1) == Tag::Preposition
        && doc.tokens().gap(start).is_within(Gap::BLANK)
    {
        return false;
    }
    if end >= last || doc.tokens().flags(end - 1).has(Flags::POSSESSIVE) {
        return false;
    }
    if doc.tokens().gap(end).is_within(Gap::BLANK) {
        return verb(end) || syntax.tag(end) == Tag::Adverb && verb(end + 1);
    }
    // "Smith, a farmer, said"; "the mayor, Ann Smith, said"
    if doc.tokens().gap(end).has(Gap::COMMA) {
        if start > tokens_of.start as usize && doc.tokens().gap(start).has(Gap::COMMA) && verb(end)
        {
            return true;
        }
        for i in end + 1..(end + 14).min(last) {
            if doc.tokens().gap(i).has(Gap::COMMA) {
                return verb(i);
            }
        }
    }
    false
}
