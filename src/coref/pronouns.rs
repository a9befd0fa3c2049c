//! Pronouns: he and she stand for the person who is foremost at that place, if one clearly is.

use bumpalo::collections::Vec;

use super::{
    anchors::{self, Anchor, Look},
    nouns::Extra,
    quotations::Quotations,
    tables::{Case, Gender, Pronoun},
    work::Work,
};
use crate::{
    cue,
    document::{Document, Flags},
    lang,
    mention::Form,
};

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
    gender: Gender,
}

/// Resolves pronouns from left to right; each resolved one is itself an anchor for the next.
#[inline(never)]
pub(super) fn resolve(w: &Work<'_, '_>, more: &mut Vec<'_, Extra>) {
    let (doc, lexicon) = (w.doc, w.lexicon);
    let mut sites = cue::of(w.cues, cue::kind::PRONOUN).peekable();
    if sites.peek().is_none() {
        return;
    }
    let anchors = anchors::people(w, more);
    if anchors.is_empty() {
        return;
    }
    let quotations = Quotations::find(doc, w.bump);
    // What was passed already, pronouns included; named anchors are still to come.
    let mut passed: Vec<'_, Anchor> = Vec::with_capacity_in(anchors.len() * 2, w.bump);
    let mut next = 0;
    for i in sites {
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
        let quoted = quotations.hold(i);
        let from = passed.len().saturating_sub(WINDOW);
        let choice = Choice { w, quotations: &quotations, i, sentence: sentence as u32, p, quoted };
        if choice.unnamed(passed.last()) {
            continue;
        }
        let Some((cluster, gender)) = choice.make(&mut passed[from..]) else { continue };
        passed.push(Anchor {
            start: i as u32,
            end: i as u32 + 1,
            cluster,
            gender,
            sentence: sentence as u32,
            look: Some(Look {
                subject: p.case == Case::Subject,
                first: i == doc.sentences()[sentence].tokens.start as usize,
                quoted,
            }),
        });
        more.push(Extra::new(i..i + 1, Form::Pronoun, cluster));
    }
}

fn taken(anchors: &[Anchor], next: usize, i: usize) -> bool {
    anchors.get(next).is_some_and(|a| a.start as usize == i)
        || next > 0 && anchors[next - 1].end as usize > i
}

/// Whom a pronoun at token `i` stands for.
struct Choice<'a, 't> {
    w: &'a Work<'a, 't>,
    quotations: &'a Quotations<'a>,
    i: usize,
    sentence: u32,
    p: Pronoun,
    quoted: bool,
}

impl Choice<'_, '_> {
    fn make(&self, window: &mut [Anchor]) -> Option<(u32, Gender)> {
        const MOST: usize = 6;
        let mut list = [Candidate { cluster: u32::MAX, points: 0, gender: Gender::Unknown }; MOST];
        let mut n = 0;
        for a in window.iter_mut().rev() {
            if a.sentence + BACK < self.sentence {
                break;
            }
            if a.gender.conflicts(self.p.gender) {
                continue;
            }
            if let Some(c) = list[..n].iter().position(|c| c.cluster == a.cluster) {
                // Each further mention of the same person counts.
                if self.points(a).is_some() {
                    list[c].points += 1;
                }
            } else if n < MOST
                && let Some(points) = self.points(a)
            {
                let known = a.gender != Gender::Unknown;
                let points = points + i32::from(known);
                list[n] = Candidate { cluster: a.cluster, points, gender: a.gender };
                n += 1;
            }
        }
        foremost(&list[..n])
    }

    /// Whether somebody without a name comes between: "the army said one girl had escaped and was back with her family".
    fn unnamed(&self, last: Option<&Anchor>) -> bool {
        /// How many words back somebody may stand.
        const NEAR: usize = 40;
        let (doc, lexicon, tables) = (self.w.doc, self.w.lexicon, self.w.tables);
        let sentence = self.sentence as usize;
        let opens = doc.sentences()[sentence].tokens.start as usize;
        // Behind the last one who is named, and behind who is told more of: "Ann Roe, a woman of 50".
        let from = last.map_or(0, |a| a.end as usize + 1).max(opens);
        (from.max(self.i.saturating_sub(NEAR))..self.i).any(|k| {
            let Some(e) = lexicon.entry(doc.words()[k], tables.unnamed) else { return false };
            let gender = tables.unnamed_rows[e.row as usize];
            let one = !e.form.is(lang::Form::PLURAL) && !doc.tokens().flags(k).has(Flags::CAP);
            one && !gender.conflicts(self.p.gender)
                && anchors::is_subject(doc, self.w.syntax, k..k + 1, sentence)
        })
    }

    /// How much an anchor is in the foreground; none when it cannot be meant.
    fn points(&self, a: &mut Anchor) -> Option<i32> {
        let look = a.look(self.w, self.quotations);
        // What is said in a quotation does not refer to those who are named outside it, nor the reverse.
        if self.quoted && !(look.quoted && same_quote(self.w.doc, a, self.i)) {
            return None;
        }
        let back = self.sentence - a.sentence;
        // The object of a clause is not its subject.
        let object = self.p.case == Case::Object && back == 0;
        if object && look.subject && self.i - (a.end as usize) < 6 {
            return None;
        }
        let mut points = match back {
            0 => 7,
            1 => 5,
            2 => 3,
            _ => 1,
        };
        if look.subject {
            // Foremost is who opens the sentence.
            points += 3 + i32::from(look.first);
            // "Ann Roe said she"
            let speaks = back == 0 && self.i - (a.end as usize) < 3;
            points += i32::from(speaks && self.p.case == Case::Subject);
        }
        if look.quoted && !self.quoted {
            points -= 4;
        }
        Some(points)
    }
}

/// The candidate with the most points, if he is clearly ahead of the next; the nearer of two goes first.
fn foremost(list: &[Candidate]) -> Option<(u32, Gender)> {
    let best = (0..list.len()).rev().max_by_key(|k| list[*k].points)?;
    let others = (0..list.len()).rev().filter(|k| *k != best);
    let second = others.max_by_key(|k| list[*k].points).map(|k| &list[k]);
    let (a, known) = (&list[best], |c: &Candidate| c.gender != Gender::Unknown);
    let clear = second.is_none_or(|b| {
        let margin = if known(a) && !known(b) { MARGIN - 2 } else { MARGIN };
        a.points >= b.points + margin
    });
    clear.then_some((a.cluster, a.gender))
}

fn same_quote(doc: &Document<'_>, a: &Anchor, i: usize) -> bool {
    doc.zone_of(a.start as usize).span == doc.zone_of(i).span
}
