//! Whether a sentence looks back or ahead at a time: decides which Saturday is meant.

use super::{
    glue::G,
    reader::Item,
    resolve::Lean,
    tables::Tables,
    values::{At, Sense, Unit, Year},
};
use crate::{
    document::{Document, Flags, Gap, ZoneKind},
    lang::{Form, LanguagePack},
    syntax::{Syntax, Tag, Tense, VerbGroup},
};

/// How far verbs are looked for.
const REACH: usize = 24;

pub(super) fn of(
    doc: &Document<'_>,
    syntax: &Syntax,
    pack: &LanguagePack,
    t: &Tables,
    item: &Item,
) -> Lean {
    let asks = match item.sense {
        Sense::Point(p) => p.year == Year::Open && !matches!(p.at, At::Open),
        Sense::Named(..) | Sense::Stepped(..) => true,
        Sense::Offset(0, Unit::Weekend, ..) => true,
        Sense::Length(_) => item.ahead,
        _ => false,
    };
    if !asks {
        return Lean::Open;
    }
    // A time and nothing else, as in a form or a search: the coming one.
    if is_bare(doc, t, item) {
        return Lean::Coming;
    }
    let tokens = doc.tokens();
    let ends = |i: usize| {
        tokens.gap(i).has(Gap(Gap::STOP.0 | Gap::MARK.0 | Gap::BLANK_LINE.0 | Gap::SEMICOLON.0))
    };
    // Whether the sentence goes on from the token before, so far as it is looked at.
    let open = |i: usize| i > 0 && !ends(i);
    let lexicon = pack.lexicon();
    let ahead = |i: usize| t.small(doc.words()[i]) == Some(G::Future);
    let glue = |i: usize| t.small(doc.words()[i]);
    if item.first > 0 {
        match glue(item.first - 1) {
            Some(G::Since) => return Lean::Past,
            Some(G::Until) if open(item.first) => return Lean::Future,
            _ => {}
        }
    }
    // "an aide said Saturday", "arrived on Saturday": the verb beside it decides.
    let on = open(item.first) && open(item.first - 1) && glue(item.first - 1) == Some(G::On);
    let beside = item.first - usize::from(on);
    if let (Some(class), true) = (t.verbs, on || open(beside)) {
        let form = lexicon.entry(doc.words()[beside - 1], class).map(|e| e.form);
        let past = form.is_some_and(|f| f.is(Form::PAST) && !f.is(Form::BASE));
        let passive = || {
            open(beside - 1) && syntax.verb_group(beside - 1).is_some_and(|g| g.tokens.len() > 1)
        };
        if past && !passive() {
            return Lean::Past;
        }
    }
    // "Saturday's attack", "the Nov. 8 vote": the verb says nothing of the day.
    let owns = tokens.flags(item.last - 1).has(Flags::POSSESSIVE);
    let noun_phrase = syntax.noun_phrase(item.last - 1).is_some_and(|p| p.end > item.last);
    if owns || noun_phrase && !tokens.gap(item.last).has(Gap::COMMA) {
        return Lean::Open;
    }
    let mut start = item.first;
    while item.first - start < REACH && open(start) {
        start -= 1;
    }
    let groups = syntax.verb_groups();
    if groups.is_empty() {
        let near = (start.max(item.first.saturating_sub(8))..item.first).any(ahead);
        return if near { Lean::Future } else { Lean::Open };
    }
    let mut infinitive = false;
    let k = syntax.verb_group_from(item.first);
    let k = k + usize::from(groups.get(k).is_some_and(|g| g.tokens.start < item.first));
    for g in groups[..k].iter().rev().take_while(|g| g.tokens.start >= start) {
        if (g.tokens.start..g.tokens.end).any(ahead) {
            return Lean::Future;
        }
        match g.tense {
            Tense::Future => return Lean::Future,
            _ if g.modal && glue(g.tokens.start) == Some(G::Could) => return Lean::Open,
            _ if g.modal && g.tense != Tense::None => return Lean::Future,
            Tense::Past => return Lean::Past,
            Tense::Present if infinitive => return Lean::Future,
            Tense::Present if on && is_weekday(item) && close(doc, g, item) => {
                let told = lexicon.classes(doc.words()[g.head]).intersects(t.past_verbs);
                return if told { Lean::Past } else { scheduled(doc, item) };
            }
            Tense::Present => return Lean::Open,
            // A participle right before the time is as good as a past: "an aide said Saturday".
            Tense::None
                if g.tokens.end + 1 >= item.first && syntax.tag(g.head) == Tag::Participle =>
            {
                return Lean::Past;
            }
            Tense::None => infinitive |= glue(g.tokens.start) == Some(G::To),
        }
    }
    let mut end = item.last;
    while end < tokens.len() && end - item.last < REACH && !ends(end) {
        end += 1;
    }
    for g in groups[k..].iter().take_while(|g| g.tokens.start < end) {
        match g.tense {
            Tense::Past => return Lean::Past,
            Tense::Future => return Lean::Future,
            Tense::Present => return Lean::Open,
            Tense::None => {}
        }
    }
    Lean::Open
}

fn is_weekday(item: &Item) -> bool {
    matches!(item.sense, Sense::Point(p) if matches!(p.at, At::Weekday(_)))
}

/// Whether a verb of one word, and at most a short object, stand right before a time: "meets the mayor on Tuesday".
fn close(doc: &Document<'_>, g: &VerbGroup, item: &Item) -> bool {
    let behind = g.tokens.end..item.first;
    g.tokens.len() == 1
        && behind.len() <= 4
        && behind.into_iter().all(|k| doc.tokens().gap(k).is_within(Gap::BLANK))
}

/// "The council meets on Tuesday": what is set for a day to come. A headline tells what was in the present too, so
/// that nothing is decided there.
fn scheduled(doc: &Document<'_>, item: &Item) -> Lean {
    match doc.zone_of(item.first).kind {
        ZoneKind::Headline => Lean::Undecided,
        _ => Lean::Future,
    }
}

/// Whether the text holds nothing but times and the small words between them.
fn is_bare(doc: &Document<'_>, t: &Tables, item: &Item) -> bool {
    let n = doc.tokens().len();
    let rest = (0..item.first).chain(item.last..n);
    n <= 12
        && rest.into_iter().all(|i| {
            let word = doc.words()[i];
            t.small(word).is_some()
                || t.is_candidate(word)
                || doc.tokens().flags(i).has(Flags::DIGIT)
        })
}
