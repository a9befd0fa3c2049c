//! Linking: which gazetteer entry a mention stands for.
//!
//! Evidence is gathered over the whole document first (which countries it is about, which full names it holds), then
//! every name is decided once: one sense per discourse.

mod attributes;
mod context;
mod metonymy;
mod score;

use std::collections::HashMap;

use crate::{
    document::Document,
    error::Error,
    fold::{self, Hashed},
    gazetteer::{EntryIx, Gazetteer, Kind},
    lang::{Class, LanguagePack},
    mention::{Form, Found, Mentions},
    syntax::Syntax,
};
use context::Context;

pub(crate) struct Tables {
    reporting: Class,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self { reporting: pack.lexicon().require("reporting-verbs")? })
    }
}

/// Sets `entry` (and where it decides the sense, `kind`) of the mentions.
#[inline(never)]
pub(crate) fn resolve(
    doc: &Document<'_>,
    syntax: &Syntax,
    mentions: &mut Mentions,
    gazetteer: &Gazetteer,
    pack: &LanguagePack,
    tables: &Tables,
) {
    let mut context = Context::gather(doc, mentions, gazetteer);
    // Names of several words and whatever has one candidate come first: they tell what the rest is about.
    let mut senses: HashMap<u64, Option<EntryIx>, Hashed> = HashMap::default();
    for round in 0..2 {
        senses.clear();
        for k in 0..mentions.list().len() {
            let m = &mentions.list()[k];
            if m.candidates.is_empty() {
                continue;
            }
            let near = context::neighbour(doc, mentions, k, gazetteer);
            let after = context::behind_place(doc, mentions, k);
            let key = sense_key(doc, m);
            let entry = match near {
                // "Paris, Texas" speaks for itself alone, and for the name where it stands bare.
                Some(_) => score::best(m, after, near, &context, gazetteer),
                None if after => score::best(m, true, None, &context, gazetteer),
                None => match senses.get(&key) {
                    Some(e) => *e,
                    None => score::best(m, false, None, &context, gazetteer),
                },
            };
            if !after {
                senses.entry(key).or_insert(entry);
            }
            mentions.list_mut()[k].entry = entry;
        }
        if round == 0 {
            context.learn(mentions, gazetteer);
        }
    }
    surnames(doc, mentions);
    overrule(doc, mentions, gazetteer);
    teams(doc, mentions, gazetteer);
    famous(doc, mentions, gazetteer);
    for m in mentions.list_mut() {
        if let Some(e) = m.entry {
            m.kind = sense_kind(m, gazetteer.entry(e).kind());
        }
    }
    metonymy::mark(doc, syntax, mentions, gazetteer, pack.lexicon(), tables.reporting);
}

/// The kind that the linked entry gives, unless the mention says otherwise (demonyms, metonymy).
fn sense_kind(m: &Found, entry: Kind) -> Kind {
    if m.form == Form::Demonym { m.kind } else { entry }
}

/// Mentions of one name are one sense.
fn sense_key(doc: &Document<'_>, m: &Found) -> u64 {
    let hashes = &doc.tokens().hashes()[m.tokens.clone()];
    let start = fold::chain(m.kind.group() as u64 + 1, u64::from(m.form == Form::Demonym));
    hashes.iter().fold(start, |h, t| fold::chain(h, *t))
}

/// A full name elsewhere in the document decides a bare surname, whether the full name is linked or not.
fn surnames(doc: &Document<'_>, mentions: &mut Mentions) {
    // Last word of a full name → its entry; `Err` when there are several bearers.
    let mut full: HashMap<u64, Result<Option<EntryIx>, ()>, Hashed> = HashMap::default();
    let mut whole: HashMap<u64, u64, Hashed> = HashMap::default();
    for m in mentions.list() {
        if m.kind != Kind::Person || m.tokens.len() < 2 {
            continue;
        }
        let hashes = &doc.tokens().hashes()[m.tokens.clone()];
        let name = match m.entry {
            Some(e) => u64::from(e.0),
            None => hashes.iter().fold(1 << 40, |h, t| fold::chain(h, *t)),
        };
        let last = hashes[hashes.len() - 1];
        let first = *whole.entry(last).or_insert(name);
        let slot = full.entry(last).or_insert(Ok(m.entry));
        if first != name {
            *slot = Err(());
        }
    }
    for m in mentions.list_mut() {
        if m.kind != Kind::Person || m.tokens.len() != 1 {
            continue;
        }
        if let Some(found) = full.get(&doc.tokens().hash(m.tokens.start)) {
            m.entry = found.unwrap_or(None);
        }
    }
}

/// A single word that was read as a lesser thing's short name, although a far better known place has that very name.
fn overrule(doc: &Document<'_>, mentions: &mut Mentions, gazetteer: &Gazetteer) {
    const AHEAD: u16 = 80;
    for k in 0..mentions.list().len() {
        let m = &mentions.list()[k];
        let (Some(e), true) = (m.entry, m.tokens.len() == 1) else { continue };
        let entry = gazetteer.entry(e);
        let weak = matches!(m.kind, Kind::Person | Kind::Agency | Kind::Company | Kind::Military);
        if !weak || titled(doc, m) {
            continue;
        }
        let surface = m.span.of(doc.text());
        // The word is this thing's whole name: nothing to doubt.
        if entry.name().len() == surface.len() && entry.prior() + AHEAD > 500 {
            continue;
        }
        let Some(hit) = gazetteer.lookup(surface) else { continue };
        let place = hit
            .names()
            .map(|n| gazetteer.name(n))
            .filter(|n| !n.context && gazetteer.entry(n.entry).kind().is_location())
            .map(|n| n.entry)
            .max_by_key(|e| gazetteer.entry(*e).prior());
        if let Some(p) = place
            && gazetteer.entry(p).prior() >= entry.prior().saturating_add(AHEAD).max(560)
        {
            let found = &mut mentions.list_mut()[k];
            found.entry = Some(p);
            found.kind = gazetteer.entry(p).kind();
        }
    }
}

/// A word in lower or upper case stands right before the name, as a title does.
fn titled(doc: &Document<'_>, m: &Found) -> bool {
    use crate::document::{Flags, Gap};
    let i = m.tokens.start;
    i > 0
        && doc.tokens().gap(i).is_within(Gap::BLANK | Gap::STOP)
        && doc.tokens().flags(i - 1).has(Flags::CAP)
        && doc.sentences()[doc.sentence_of(i)].tokens.start as usize != i - 1
}

/// A surname alone, of somebody whom everybody knows, in an article that names no other bearer.
fn famous(doc: &Document<'_>, mentions: &mut Mentions, gazetteer: &Gazetteer) {
    const FAME: u16 = 800;
    const ALONE: u16 = 120;
    let mut named: HashMap<u64, (), Hashed> = HashMap::default();
    for m in mentions.list() {
        if m.kind == Kind::Person && m.tokens.len() > 1 {
            for i in m.tokens.clone() {
                named.insert(doc.tokens().hash(i), ());
            }
        }
    }
    for m in mentions.list_mut() {
        if m.kind != Kind::Person || m.tokens.len() != 1 || m.entry.is_some() {
            continue;
        }
        let hash = doc.tokens().hash(m.tokens.start);
        if named.contains_key(&hash) {
            continue;
        }
        let part = gazetteer.part(hash);
        let enough = if titled(doc, m) { FAME - 150 } else { FAME };
        if part.prior >= enough && part.rival + ALONE <= part.prior {
            m.entry = part.best;
        }
    }
}

/// The bare name of a North American city may be any of its teams: only the full name elsewhere tells which.
fn teams(doc: &Document<'_>, mentions: &mut Mentions, gazetteer: &Gazetteer) {
    let mut full: HashMap<u64, (), Hashed> = HashMap::default();
    let bare = |m: &Found, e: EntryIx| {
        let entry = gazetteer.entry(e);
        matches!(entry.country(), Some("US" | "CA"))
            && entry.name().len() > m.span.of(doc.text()).len()
            && gazetteer.lookup(m.span.of(doc.text())).is_some_and(|hit| {
                let names = hit.names().map(|n| gazetteer.name(n));
                names.filter(|n| n.entry == e).all(|n| n.context)
            })
    };
    let list = mentions.list_mut();
    let weak: Vec<bool> = list
        .iter()
        .map(|m| m.kind == Kind::Sports && m.entry.is_some_and(|e| bare(m, e)))
        .collect();
    for (m, weak) in list.iter().zip(&weak) {
        if let (Some(e), false) = (m.entry, *weak) {
            full.insert(u64::from(e.0), ());
        }
    }
    for (m, weak) in list.iter_mut().zip(&weak) {
        if *weak && m.entry.is_some_and(|e| !full.contains_key(&u64::from(e.0))) {
            m.entry = None;
        }
    }
}
