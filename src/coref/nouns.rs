//! Passes over expressions that are no names: roles ("the president") and descriptions ("the group").

use bumpalo::collections::Vec;

use super::{
    anchors::is_subject,
    cluster::Cluster,
    office::{Body, Office},
    tables::{Glue, Tenure},
    work::{NONE, Work},
};
use crate::{
    cue,
    document::{Document, Flags, Gap, ZoneKind},
    fold,
    gazetteer::Kind,
    mention::{EntityIx, Form, Found},
    syntax::Tag,
    table::Table,
};

/// How many sentences back a description may point.
const BACK: usize = 2;
/// How many mentions back the passes look at most.
const WINDOW: usize = 48;

/// A mention to add: its tokens, and its group.
#[derive(Clone, Copy)]
pub(super) struct Extra {
    pub start: u32,
    pub end: u32,
    pub form: Form,
    pub cluster: u32,
}

impl Extra {
    pub fn new(tokens: std::ops::Range<usize>, form: Form, cluster: u32) -> Self {
        Self { start: tokens.start as u32, end: tokens.end as u32, form, cluster }
    }

    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The mention of its group.
    pub fn found(&self, doc: &Document<'_>, c: &Cluster) -> Found {
        let tokens = self.tokens();
        Found {
            span: doc.span(tokens.clone()),
            tokens,
            kind: c.kind,
            form: self.form,
            names: None,
            entry: c.entry,
            entity: Some(EntityIx(self.cluster)),
            stands_for: None,
            rule: match self.form {
                Form::Role => "coref:role",
                Form::Description => "coref:description",
                _ => "coref:pronoun",
            },
        }
    }
}

/// "the country", "the group", "the company": the one thing of that kind mentioned shortly before.
#[inline(never)]
pub(super) fn descriptions(w: &Work<'_, '_>, more: &mut Vec<'_, Extra>) {
    let mut countries: Option<Countries<'_>> = None;
    // Number of mentions before the noun.
    let mut at = 0;
    let (doc, lexicon, names) = (w.doc, w.lexicon, w.list());
    let hashes = doc.tokens().hashes();
    for i in cue::of(w.cues, cue::kind::GROUP_NOUN) {
        if i == 0
            || !w.tables.glue(doc, i - 1).has(Glue::DEFINITE)
            || doc.tokens().flags(i).has(Flags::CAP)
            || !doc.tokens().gap(i).is_within(Gap::BLANK)
            || taken(w, i)
            || taken(w, i - 1)
            || goes_on(w, i)
        {
            continue;
        }
        let Some(entry) = lexicon.entry(doc.words()[i], w.tables.nouns) else { continue };
        let noun = &w.tables.noun_rows[entry.row as usize];
        at += names[at..].iter().take_while(|m| m.tokens.start < i).count();
        let sentence = doc.sentence_of(i);
        // "the state" of a text that names regions is one of them, not a country.
        let regional = noun.kinds.has(Kind::Region)
            && noun.kinds.has(Kind::Country)
            && names.iter().any(|m| m.kind == Kind::Region);
        let mut best: [(u32, i32); 2] = [(NONE, 0); 2];
        // The country of a place that stands nearer than any of the candidates by its own name.
        let (mut nearer, mut named) = (None, false);
        let window = at.saturating_sub(WINDOW)..at;
        let window = || names[window.clone()].iter().zip(&w.of[window.clone()]).rev();
        for (m, &c) in window() {
            let here = doc.sentence_of(m.tokens.start);
            if here + BACK < sentence {
                break;
            }
            let kind = w.clusters.get(c).kind;
            let own = |c: u32| hashes[w.clusters.get(c).tokens()].contains(&hashes[i]);
            if kind == Kind::Country && regional || noun.named && !own(c) {
                continue;
            }
            // A place that no list has may be of any size.
            let unknown = kind == Kind::Region && w.clusters.get(c).entry.is_none();
            if !noun.kinds.has(kind) && !(unknown && noun.kinds.has(Kind::City)) {
                // Seats and embassies stand for others than the country around them.
                let place = kind.is_location() && kind != Kind::Facility;
                if !named && nearer.is_none() && place {
                    nearer = country(w, c);
                }
                continue;
            }
            named |= m.form != Form::Demonym;
            let near = 4 - (sentence - here) as i32;
            let subject = is_subject(doc, w.syntax, m.tokens.clone(), here);
            let points = near + 2 * i32::from(subject) - i32::from(m.form == Form::Demonym);
            note(&mut best, c, points);
        }
        let [(first, points), (_, second)] = best;
        if first == NONE {
            continue;
        }
        let clear = if w.clusters.get(first).kind == Kind::Country {
            // The country that the article is about may stand against one mentioned in passing.
            let countries = countries.get_or_insert_with(|| Countries::count(w));
            // One that is only mentioned in passing is not meant, nor is one that the text has left for a place of another.
            let firm = |m: &Found| {
                let here = doc.sentence_of(m.tokens.start);
                here == sentence && m.form != Form::Demonym
                    || is_subject(doc, w.syntax, m.tokens.clone(), here)
            };
            let firm = window().any(|(m, c)| *c == first && firm(m));
            let elsewhere = |code| country(w, first).is_some_and(|c| c != code);
            let left = nearer.is_some_and(elsewhere);
            // What is told from another country, where that is not left for this one, does not mean this one.
            let home = || countries.is_foremost(first) && !dateline(w).is_some_and(elsewhere);
            !left
                && (firm || home())
                && (second == 0 || points >= 2 * second && countries.is_main(first))
        } else {
            second == 0 && (noun.strong || points >= 4)
        };
        if clear {
            more.push(Extra::new(i - 1..i + 1, Form::Description, first));
        }
    }
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

/// The code of the country that a place is or lies in, where the gazetteer knows it.
fn country(w: &Work<'_, '_>, cluster: u32) -> Option<&'static str> {
    w.gazetteer.entry(w.clusters.get(cluster).entry?).country()
}

/// The code of the country that the article is written in, by its dateline.
fn dateline(w: &Work<'_, '_>) -> Option<&'static str> {
    let zone = w.doc.zones().iter().find(|z| z.kind == ZoneKind::Dateline)?;
    let inside = |m: &Found| zone.tokens.contains(&(m.tokens.start as u32));
    let mut places = w.list().iter().zip(&w.of).filter(|(m, _)| inside(m) && m.kind.is_location());
    places.find_map(|(_, c)| country(w, *c))
}

/// How often each country is named.
struct Countries<'b> {
    by_group: Vec<'b, u32>,
    all: u32,
}

impl<'b> Countries<'b> {
    fn count(w: &Work<'b, '_>) -> Self {
        let mut by_group = bumpalo::vec![in w.bump; 0; w.clusters.len()];
        let mut all = 0;
        for (m, &c) in w.list().iter().zip(&w.of) {
            if m.kind == Kind::Country {
                by_group[c as usize] += 1;
                all += 1;
            }
        }
        Self { by_group, all }
    }

    /// At least as often as every other one.
    fn is_foremost(&self, cluster: u32) -> bool {
        self.by_group.iter().all(|n| *n <= self.by_group[cluster as usize])
    }

    /// More often than all others together.
    fn is_main(&self, cluster: u32) -> bool {
        self.by_group[cluster as usize] * 2 > self.all
    }
}

fn taken(w: &Work<'_, '_>, i: usize) -> bool {
    w.mentions.index_at(i).is_some()
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
    let g = w.tables.glue(w.doc, next);
    if w.doc.word(next) == "of" || g.has(Glue::WHO) || w.doc.word(next) == "that" {
        return true;
    }
    matches!(w.syntax.tag(next), Tag::Noun | Tag::Proper | Tag::Gerund) && !g.has(Glue::STOP)
}

/// "the president" after "President Emomali Rahmon"; "the Armenian prime minister" after his name. An
/// office of a named body without a named holder becomes a thing of its own.
#[inline(never)]
pub(super) fn roles<'a>(w: &mut Work<'a, '_>, offices: &[Office]) -> Vec<'a, Extra> {
    let mut list = Vec::with_capacity_in(16, w.bump);
    if offices.iter().all(|o| o.holder.is_none()) {
        return list;
    }
    // Key: the label; with the body's group, and without.
    let mut by_body: Table<'_, u32> = Table::new(w.bump, 8);
    let mut by_role: Table<'_, u32> = Table::new(w.bump, 8);
    const MANY: u32 = u32::MAX;
    let body = |w: &Work<'_, '_>, o: &Office| match o.body {
        Body::Mention(t) => w.at(t),
        _ => None,
    };
    let key = |w: &Work<'_, '_>, o: &Office| {
        let hashes = w.doc.tokens().hashes();
        hashes[o.label.clone()].iter().fold(17, |h, t| fold::chain(h, *t))
    };
    for o in offices {
        let Some(holder) = o.holder.and_then(|t| w.at(t)) else { continue };
        w.clusters.get_mut(holder).gender.learn(o.gender);
        if o.tenure != Tenure::Current {
            continue;
        }
        let key = key(w, o);
        let put = |table: &mut Table<'_, u32>, key| {
            let (slot, _) = table.entry(key, holder);
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
        let alone = o.label.clone().all(|i| !taken(w, i));
        if !plain || !alone || matches!(o.body, Body::Pronoun(_)) {
            continue;
        }
        let key = key(w, o);
        let found = match (o.body, body(w, o)) {
            (Body::Mention(_), Some(b)) => by_body.get(fold::chain(key, u64::from(b))),
            (Body::Mention(_), None) => None,
            // Behind the body: "the head of the mission" names another one than "the head".
            _ if o.phrase.end > o.label.end => None,
            _ => by_role.get(key),
        };
        let Some(holder) = found.filter(|c| *c != MANY) else { continue };
        let the = o.label.start > 0
            && w.tables.glue(w.doc, o.label.start - 1).has(Glue::DEFINITE)
            && o.phrase.start < o.label.start;
        let start = if the { o.label.start - 1 } else { o.label.start };
        if !o.gender.conflicts(w.clusters.get(holder).gender) {
            list.push(Extra::new(start..o.label.end, Form::Role, holder));
        }
    }
    list
}
