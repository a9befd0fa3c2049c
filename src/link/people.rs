//! People named by one word.

use bumpalo::collections::Vec;

use super::Work;
use crate::{
    document::Gap,
    fold,
    gazetteer::{EntryIx, Kind},
    lang::Class,
    mention::{Found, Mentions},
    table::Table,
};

/// The bearers of a surname, so far.
#[derive(Clone, Copy, Default)]
struct Bearers {
    /// Hash of the first one's name.
    name: u64,
    entry: Option<EntryIx>,
    many: bool,
}

/// A full name elsewhere in the document decides a bare surname, whether the full name is linked or not.
pub(super) fn surnames(w: &Work<'_, '_>, mentions: &mut Mentions, bare: &[u32]) {
    if bare.is_empty() {
        return;
    }
    let list = mentions.list_mut();
    let hash = |m: &Found| w.doc.tokens().hash(m.tokens.start);
    // Bits of the bare names: few full names end with one of them.
    let bit = |hash: u64| 1u64 << (hash & 63);
    let bits = bare.iter().fold(0, |bits, k| bits | bit(hash(&list[*k as usize])));
    let mut full: Table<'_, Bearers> = Table::new(w.bump, 8);
    for m in list.iter() {
        if m.kind != Kind::Person || m.tokens.len() < 2 {
            continue;
        }
        let hashes = &w.doc.tokens().hashes()[m.tokens.clone()];
        let last = hashes[hashes.len() - 1];
        if bit(last) & bits == 0 {
            continue;
        }
        let name = match m.entry {
            Some(e) => u64::from(e.0),
            None => hashes.iter().fold(1 << 40, |h, t| fold::chain(h, *t)),
        };
        let (bearers, new) = full.entry(last, Bearers { name, entry: m.entry, many: false });
        bearers.many |= !new && bearers.name != name;
    }
    for k in bare {
        let m = &mut list[*k as usize];
        if let Some(b) = full.get(hash(m)) {
            m.entry = b.entry.filter(|_| !b.many);
        }
    }
}

/// A surname that many have, in an article that names nothing of the known bearer's country, but others: somebody else's.
pub(super) fn strangers(w: &Work<'_, '_>, mentions: &mut Mentions, bare: &[u32]) {
    let list = mentions.list_mut();
    let country = |m: &Found| m.entry.map_or(0, |e| w.gazetteer.entry(e).sense().country);
    // Made when first needed: the countries of all else.
    let mut named: Option<Table<'_, ()>> = None;
    for k in bare.iter().map(|k| *k as usize) {
        let (m, own) = (&list[k], country(&list[k]));
        let (Some(e), Some(first)) = (m.entry, m.names) else { continue };
        if own == 0 || !w.gazetteer.alike(first).any(|n| n.entry == e && n.context) {
            continue;
        }
        let named = named.get_or_insert_with(|| {
            let mut countries = Table::new(w.bump, 8);
            let others = list.iter().filter(|m| m.kind != Kind::Person || m.tokens.len() > 1);
            let known = others.map(country).filter(|c| *c != 0);
            known.for_each(|c| countries.put(u64::from(c), ()));
            countries
        });
        if !named.is_empty() && named.get(u64::from(own)).is_none() {
            list[k].entry = None;
        }
    }
}

/// A surname alone, of somebody whom everybody knows, in an article that names no other bearer.
pub(super) fn famous(w: &Work<'_, '_>, mentions: &mut Mentions, bare: &[u32]) {
    const FAME: u16 = 800;
    const ALONE: u16 = 120;
    const TITLED: u16 = 150;
    let list = mentions.list_mut();
    // Asked of few words, most of which no famous person has. Made when first needed: the words of full names.
    let mut named: Option<Table<'_, ()>> = None;
    for k in bare.iter().map(|k| *k as usize) {
        let m = &list[k];
        if m.entry.is_some() {
            continue;
        }
        let hash = w.doc.tokens().hash(m.tokens.start);
        let part = w.gazetteer.part(hash);
        if part.prior < FAME - TITLED || part.rival + ALONE > part.prior {
            continue;
        }
        let enough = if w.titled(m) { FAME - TITLED } else { FAME };
        if part.prior < enough {
            continue;
        }
        let named = named.get_or_insert_with(|| {
            let mut words = Table::new(w.bump, list.len());
            let full = list.iter().filter(|m| m.kind == Kind::Person && m.tokens.len() > 1);
            full.flat_map(|m| m.tokens.clone()).for_each(|i| words.put(w.doc.tokens().hash(i), ()));
            words
        });
        if named.get(hash).is_none() {
            list[k].entry = part.best;
        }
    }
}

/// "Councillor Imran Khan": an office that the known bearer of the name does not hold.
pub(super) fn lesser(w: &Work<'_, '_>, mentions: &mut Mentions, titles: Class) {
    let list = mentions.list_mut();
    let mut others: Vec<'_, EntryIx> = Vec::new_in(w.bump);
    for m in list.iter().filter(|m| m.kind == Kind::Person) {
        if let (Some(e), Some(before)) = (m.entry, m.tokens.start.checked_sub(1))
            && w.lexicon.classes(w.doc.words()[before]).has(titles)
            && w.doc.tokens().gap(m.tokens.start).is_within(Gap::BLANK | Gap::STOP)
        {
            others.push(e);
        }
    }
    if !others.is_empty() {
        others.sort_unstable();
        others.dedup();
        let people = list.iter_mut().filter(|m| m.kind == Kind::Person);
        people.for_each(|m| m.entry = m.entry.filter(|e| others.binary_search(e).is_err()));
    }
}

/// "her husband, Petro": a relative goes by a given name, whoever has it as a surname.
pub(super) fn relatives(w: &Work<'_, '_>, mentions: &mut Mentions, bare: &[u32], kin: Class) {
    for k in bare.iter().map(|k| *k as usize) {
        let m = &mut mentions.list_mut()[k];
        let Some(before) = m.tokens.start.checked_sub(1) else { continue };
        if let Some(e) = m.entry
            && w.lexicon.classes(w.doc.words()[before]).has(kin)
            && w.doc.tokens().gap(m.tokens.start).is_within(Gap::BLANK | Gap::COMMA)
            && w.gazetteer.entry(e).name().ends_with(m.span.of(w.doc.text()))
        {
            m.entry = None;
        }
    }
}
