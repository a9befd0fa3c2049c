//! Linking: which gazetteer entry a mention stands for.
//!
//! Evidence is gathered over the whole document first (which countries it is about, which full names it holds), then
//! every name is decided once: one sense per discourse.

mod attributes;
mod context;
mod score;

use std::collections::HashMap;

use crate::{
    document::Document,
    error::Error,
    fold::{self, Hashed},
    gazetteer::{EntryIx, Gazetteer, Kind},
    lang::LanguagePack,
    mention::{Form, Found, Mentions},
    syntax::Syntax,
};
use context::Context;

pub(crate) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Sets `entry` (and where it decides the sense, `kind`) of the mentions.
pub(crate) fn resolve(
    doc: &Document<'_>,
    _syntax: &Syntax,
    mentions: &mut Mentions,
    gazetteer: &Gazetteer,
    _tables: &Tables,
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
            let key = sense_key(doc, m);
            let entry = match near {
                // "Paris, Texas" speaks for itself alone, and for the name where it stands bare.
                Some(_) => score::best(m, near, &context, gazetteer),
                None => match senses.get(&key) {
                    Some(e) => *e,
                    None => score::best(m, None, &context, gazetteer),
                },
            };
            senses.entry(key).or_insert(entry);
            mentions.list_mut()[k].entry = entry;
        }
        if round == 0 {
            context.learn(mentions, gazetteer);
        }
    }
    surnames(doc, mentions);
    for m in mentions.list_mut() {
        if let Some(e) = m.entry {
            m.kind = sense_kind(m, gazetteer.entry(e).kind());
        }
    }
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
