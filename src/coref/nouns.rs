//! Passes over expressions that are no names: roles ("the president") and descriptions ("the group").

use super::{
    anchors::Anchor,
    office::{Body, Office},
    tables::{Gender, Glue, Tenure},
    work::{Table, Work},
};
use crate::{
    document::{Flags, Gap},
    fold,
    gazetteer::Kind,
    mention::{Form, Found},
};

/// How many sentences back a description may point.
const BACK: u32 = 2;
/// How many mentions back the passes look at most.
const WINDOW: usize = 48;

/// A mention to add, with its group.
pub(super) struct Extra {
    pub found: Found,
    pub cluster: u32,
}

fn extra(w: &Work<'_, '_>, tokens: std::ops::Range<usize>, form: Form, cluster: u32) -> Extra {
    let c = w.clusters.get(cluster);
    Extra {
        found: Found {
            span: w.doc.span(tokens.clone()),
            tokens,
            kind: c.kind,
            form,
            candidates: Vec::new(),
            entry: c.entry,
            entity: None,
            stands_for: None,
            rule: match form {
                Form::Role => "coref:role",
                Form::Description => "coref:description",
                _ => "coref:pronoun",
            },
        },
        cluster,
    }
}

/// "the country", "the group", "the company": the one thing of that kind mentioned shortly before.
pub(super) fn descriptions(w: &Work<'_, '_>, anchors: &[Anchor]) -> Vec<Extra> {
    let mut list = Vec::new();
    let countries = count_countries(w);
    let all: u32 = countries.values().sum();
    let mut at = 0;
    let (doc, lexicon) = (w.doc, w.lexicon);
    for i in 1..doc.len() {
        let word = doc.words()[i];
        if !lexicon.classes(word).has(w.tables.nouns) {
            continue;
        }
        let definite = w.tables.glue(doc, lexicon, i - 1).has(Glue::DEFINITE)
            && doc.tokens().gap(i).is_within(Gap::BLANK)
            && !doc.tokens().flags(i).has(Flags::CAP);
        if !definite || taken(w, i) || taken(w, i - 1) || goes_on(w, i) {
            continue;
        }
        let Some(entry) = lexicon.entry(word, w.tables.nouns) else { continue };
        if !entry.form.is(crate::lang::Form::BASE) {
            continue;
        }
        let noun = &w.tables.noun_rows[entry.row as usize];
        while at < anchors.len() && (anchors[at].start as usize) < i {
            at += 1;
        }
        let sentence = doc.sentence_of(i) as u32;
        let window = &anchors[at.saturating_sub(WINDOW)..at];
        let mut best: [(u32, i32); 2] = [(u32::MAX, 0); 2];
        for a in window.iter().rev() {
            if a.sentence + BACK < sentence {
                break;
            }
            let c = w.clusters.get(a.cluster);
            if !noun.kinds.contains(&c.kind) {
                continue;
            }
            let near = 4 - (sentence - a.sentence) as i32;
            let points = near + 2 * i32::from(a.subject) - i32::from(a.demonym);
            note(&mut best, a.cluster, points);
        }
        let [(first, points), (_, second)] = best;
        if first == u32::MAX {
            continue;
        }
        let clear = if w.clusters.get(first).kind == Kind::Country {
            // The country that the article is about may stand against one mentioned in passing.
            let mine = countries.get(&u64::from(first)).copied().unwrap_or(0);
            second == 0 || points >= 2 * second && mine * 2 > all
        } else {
            second == 0 && (noun.strong || points >= 4)
        };
        if clear {
            list.push(extra(w, i - 1..i + 1, Form::Description, first));
        }
    }
    list
}

/// Keeps the two groups with the most points.
fn note(best: &mut [(u32, i32); 2], cluster: u32, points: i32) {
    if let Some(b) = best.iter_mut().find(|b| b.0 == cluster) {
        b.1 += points.max(1);
    } else if best[0].0 == u32::MAX {
        best[0] = (cluster, points.max(1));
    } else if best[1].1 < points.max(1) {
        best[1] = (cluster, points.max(1));
    }
    if best[1].1 > best[0].1 {
        best.swap(0, 1);
    }
}

fn count_countries(w: &Work<'_, '_>) -> Table {
    let mut table = Table::default();
    for (k, m) in w.list.iter().enumerate() {
        if m.kind == Kind::Country && w.of[k] != u32::MAX {
            *table.entry(u64::from(w.clusters.root(w.of[k]))).or_insert(0) += 1;
        }
    }
    table
}

fn taken(w: &Work<'_, '_>, i: usize) -> bool {
    let k = w.list.partition_point(|m| m.tokens.end <= i);
    w.list.get(k).is_some_and(|m| m.tokens.start <= i)
}

/// "the group of seven", "the country that", "the state department", "the city centre": not the noun alone.
fn goes_on(w: &Work<'_, '_>, i: usize) -> bool {
    let next = i + 1;
    if next >= w.doc.len() || !w.doc.tokens().gap(next).is_within(Gap::BLANK | Gap::HYPHEN) {
        return false;
    }
    if w.doc.tokens().flags(i).has(Flags::POSSESSIVE) {
        return false;
    }
    let g = w.tables.glue(w.doc, w.lexicon, next);
    if w.doc.word(next) == "of" || g.has(Glue::WHO) || w.doc.word(next) == "that" {
        return true;
    }
    use crate::syntax::Tag;
    matches!(w.syntax.tag(next), Tag::Noun | Tag::Proper | Tag::Gerund) && !g.has(Glue::STOP)
}

/// "the president" after "President Emomali Rahmon"; "the Armenian prime minister" after his name. An
/// office of a named body without a named holder becomes a thing of its own.
pub(super) fn roles(w: &mut Work<'_, '_>, offices: &[Office]) -> Vec<Extra> {
    let mut list = Vec::new();
    // Key: last word of the label; with the body's group, and without.
    let mut by_body = Table::default();
    let mut by_role = Table::default();
    const MANY: u32 = u32::MAX;
    let at = |w: &Work<'_, '_>, t: usize| {
        let k = w.list.partition_point(|m| m.tokens.end <= t);
        w.list.get(k).filter(|m| m.tokens.start <= t).map(|_| k)
    };
    let body = |w: &Work<'_, '_>, o: &Office| match o.body {
        Body::Mention(t) => at(w, t).filter(|k| w.of[*k] != MANY).map(|k| w.clusters.root(w.of[k])),
        _ => None,
    };
    let key = |w: &Work<'_, '_>, o: &Office| {
        let hashes = w.doc.tokens().hashes();
        hashes[o.label.clone()].iter().fold(17, |h, t| fold::chain(h, *t))
    };
    for o in offices {
        let Some(k) = o.holder.and_then(|t| at(w, t)).filter(|k| w.of[*k] != MANY) else {
            continue;
        };
        let holder = w.clusters.root(w.of[k]);
        w.clusters.get_mut(holder).gender.learn(o.gender);
        if o.tenure != Tenure::Current {
            continue;
        }
        let key = key(w, o);
        let put = |table: &mut Table, key| {
            let slot = table.entry(key).or_insert(holder);
            if *slot != holder {
                *slot = MANY;
            }
        };
        put(&mut by_role, key);
        if let Some(b) = body(w, o) {
            put(&mut by_body, fold::chain(key, u64::from(b)));
        }
    }
    for o in offices {
        let plain = o.holder.is_none() && o.definite && o.tenure == Tenure::Current;
        let alone = o.label.clone().all(|i| at(w, i).is_none());
        if !plain || !alone || matches!(o.body, Body::Pronoun(_)) {
            continue;
        }
        let key = key(w, o);
        let found = match (o.body, body(w, o)) {
            (Body::Mention(_), Some(b)) => by_body.get(&fold::chain(key, u64::from(b))).copied(),
            (Body::Mention(_), None) => None,
            // Behind the body: "the head of the mission" names another one than "the head".
            _ if o.phrase.end > o.label.end => None,
            _ => by_role.get(&key).copied(),
        };
        let Some(holder) = found.filter(|c| *c != MANY) else { continue };
        let the = o.label.start > 0
            && w.tables.glue(w.doc, w.lexicon, o.label.start - 1).has(Glue::DEFINITE)
            && o.phrase.start < o.label.start;
        let start = if the { o.label.start - 1 } else { o.label.start };
        if !o.gender.conflicts(w.clusters.get(holder).gender) {
            list.push(extra(w, start..o.label.end, Form::Role, holder));
        }
    }
    list
}

/// A mention for a pronoun.
pub(super) fn pronoun(w: &Work<'_, '_>, i: usize, cluster: u32) -> Extra {
    extra(w, i..i + 1, Form::Pronoun, cluster)
}

/// Whether a group can be meant by a pronoun of this gender.
pub(super) fn agrees(w: &Work<'_, '_>, cluster: u32, gender: Gender) -> bool {
    let c = w.clusters.get(cluster);
    c.kind == Kind::Person && !c.gender.conflicts(gender)
}
