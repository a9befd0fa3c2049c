//! Pronouns: he and she stand for the person who is foremost at that place, if one clearly is.

use bumpalo::collections::Vec;

use super::{
    anchors::{self, Anchor},
    nouns::{self, Extra},
    tables::{Case, Gender},
    work::Work,
};
use crate::{document::Document, mention::Form};

/// How many sentences back a pronoun may point.
const BACK: u32 = 3;
/// How many anchors back it may look.
const WINDOW: usize = 32;
/// How far the best candidate must be ahead.
const MARGIN: i32 = 3;

#[derive(Clone, Copy)]
struct Candidate {
    cluster: u32,
    points: i32,
    known: bool,
}

/// Resolves pronouns from left to right; each resolved one is itself an anchor for the next.
#[inline(never)]
pub(super) fn resolve(w: &Work<'_, '_>, more: &mut Vec<'_, Extra>) {
    let (doc, lexicon) = (w.doc, w.lexicon);
    if w.sites.pronouns.is_empty() {
        return;
    }
    let anchors = anchors::people(w, more);
    // Named anchors still to come, and what was passed already, pronouns included.
    let mut passed: Vec<'_, Anchor> = Vec::with_capacity_in(anchors.len() * 2, w.bump);
    let mut next = 0;
    for i in w.sites.pronouns.iter().map(|i| *i as usize) {
        let Some(e) = lexicon.entry(doc.words()[i], w.tables.pronouns) else { continue };
        let p = w.tables.pronoun_rows[e.row as usize];
        while next < anchors.len() && (anchors[next].start as usize) < i {
            passed.push(anchors[next]);
            next += 1;
        }
        if taken(&anchors, next, i) {
            continue;
        }
        let sentence = doc.sentence_of(i);
        let quoted = w.sites.quoted(i);
        let window = &passed[passed.len().saturating_sub(WINDOW)..];
        let Some(c) = choose(w, window, i, sentence as u32, p.gender, p.case, quoted) else {
            continue;
        };
        passed.push(Anchor {
            start: i as u32,
            end: i as u32 + 1,
            cluster: c,
            sentence: sentence as u32,
            subject: p.case == Case::Subject,
            first: i == doc.sentences()[sentence].tokens.start as usize,
            quoted,
        });
        more.push(Extra::new(i..i + 1, Form::Pronoun, c));
    }
}

fn taken(anchors: &[Anchor], next: usize, i: usize) -> bool {
    anchors.get(next).is_some_and(|a| a.start as usize == i)
        || next > 0 && anchors[next - 1].end as usize > i
}

fn choose(
    w: &Work<'_, '_>,
    window: &[Anchor],
    i: usize,
    sentence: u32,
    gender: Gender,
    case: Case,
    quoted: bool,
) -> Option<u32> {
    const MOST: usize = 6;
    let mut list = [Candidate { cluster: u32::MAX, points: 0, known: false }; MOST];
    let mut n = 0;
    for a in window.iter().rev() {
        if a.sentence + BACK < sentence {
            break;
        }
        // What is said in a quotation does not refer to those who are named outside it, nor the reverse.
        if quoted && !(a.quoted && same_quote(w.doc, a, i)) {
            continue;
        }
        if !nouns::agrees(w, a.cluster, gender) {
            continue;
        }
        let back = sentence - a.sentence;
        // The object of a clause is not its subject.
        if case == Case::Object && back == 0 && a.subject && i - (a.end as usize) < 6 {
            continue;
        }
        let mut points = match back {
            0 => 7,
            1 => 5,
            2 => 3,
            _ => 1,
        };
        if a.subject {
            // Foremost is who opens the sentence.
            points += 3 + i32::from(a.first);
        }
        if a.quoted && !quoted {
            points -= 4;
        }
        let cluster = w.clusters.root(a.cluster);
        let known = w.clusters.get(cluster).gender != Gender::Unknown;
        match list[..n].iter_mut().find(|c| c.cluster == cluster) {
            Some(c) => c.points += 1,
            None if n < MOST => {
                list[n] = Candidate { cluster, points: points + i32::from(known), known };
                n += 1;
            }
            None => {}
        }
    }
    let list = &mut list[..n];
    list.sort_by_key(|c| -c.points);
    match list {
        [] => None,
        [c] => Some(c.cluster),
        [a, b, ..] => {
            let margin = if a.known && !b.known { MARGIN - 2 } else { MARGIN };
            (a.points >= b.points + margin).then_some(a.cluster)
        }
    }
}

fn same_quote(doc: &Document<'_>, a: &Anchor, i: usize) -> bool {
    doc.zone_of(a.start as usize).span == doc.zone_of(i).span
}
