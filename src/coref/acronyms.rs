//! Acronyms: those that the text explains, and those whose letters are the initials of one body in it.

use bumpalo::collections::Vec;

use super::{
    cluster::Cluster,
    names::Look,
    tables::Glue,
    work::{NONE, Work},
};
use crate::{
    document::Gap,
    fold,
    gazetteer::Kind,
    mention::{Form, Found},
    table::Table,
};

/// A short form and the name it stands for, by a token of each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Acronym {
    pub short: usize,
    pub long: usize,
    pub rule: &'static str,
}

/// Joins acronyms with their long forms. Gives the pairs that the text makes, one for each.
#[inline(never)]
pub(super) fn join<'a>(w: &mut Work<'a, '_>, look: &Look<'_>) -> Vec<'a, Acronym> {
    let mut pairs = Vec::new_in(w.bump);
    if !look.short.is_empty() {
        explained(w, look, &mut pairs);
        by_initials(w, look.short, &mut pairs);
    }
    pairs
}

/// "Collective Security Treaty Organization (CSTO)" and "CSTO (Collective Security Treaty Organization)".
fn explained(w: &mut Work<'_, '_>, look: &Look<'_>, pairs: &mut Vec<'_, Acronym>) {
    let is_short = |k: usize| look.short.binary_search(&(k as u32)).is_ok();
    for k in look.bracketed.iter().map(|k| *k as usize).filter(|k| *k > 0) {
        let (a, b) = (&w.list()[k - 1], &w.list()[k]);
        let behind = w.doc.tokens().gap(b.tokens.end);
        let close = Gap::CLOSE | Gap::COMMA | Gap::SEMICOLON;
        if a.tokens.end != b.tokens.start || !behind.has(close) {
            continue;
        }
        let (short, long) = if is_short(k) && a.tokens.len() > 1 {
            (k, k - 1)
        } else if is_short(k - 1) && b.tokens.len() > 1 {
            (k - 1, k)
        } else {
            continue;
        };
        let (s, l) = (&w.list()[short], &w.list()[long]);
        if l.kind == Kind::Person || !fits(w, s.tokens.start, l) {
            continue;
        }
        pairs.push(Acronym { short: s.tokens.start, long: l.tokens.start, rule: "explained" });
        let (from, into) = (w.of[short], w.of[long]);
        // The text's own reading of the letters goes before the gazetteer's.
        if w.clusters.root(from) != w.clusters.root(into) {
            w.clusters.get_mut(from).entry = None;
            w.clusters.join(into, from);
        }
    }
}

/// The letters are the long form's initials, or at least share most of them (the order of another language).
fn fits(w: &Work<'_, '_>, short: usize, long: &Found) -> bool {
    if same_letters(w, short, long) {
        return true;
    }
    if !(long.kind.is_organization() || long.kind == Kind::Other || long.kind == Kind::Event) {
        return false;
    }
    let letters = Vec::from_iter_in(fold::chars(w.doc.word(short)).take(10), w.bump);
    let initials = long.tokens.clone().take(12);
    let initials = initials.filter_map(|i| initial(w.doc.word(i)));
    let mut free = Vec::from_iter_in(initials, w.bump);
    let hits = letters
        .iter()
        .filter(|c| free.iter().position(|f| f == *c).map(|at| free.swap_remove(at)).is_some())
        .count();
    if letters.len() > 2 && hits * 5 >= letters.len() * 3 {
        return true;
    }
    // "the Public Prosecution Service (OM)": letters of another language that mean nothing else.
    long.kind.is_organization()
        && (2..7).contains(&letters.len())
        && w.mentions.at(short).is_some_and(|m| m.names.is_none() && m.kind.is_organization())
}

/// Whether the letters at token `short` are the initials of `long`, small words counted or not.
fn same_letters(w: &Work<'_, '_>, short: usize, long: &Found) -> bool {
    let letters = |small: bool| {
        let words = long.tokens.clone().take(12);
        let words = words.filter(move |i| small || !w.tables.glue(w.doc, *i).has(Glue::SMALL));
        words.filter_map(|i| initial(w.doc.word(i)))
    };
    let word = w.doc.word(short);
    if word.is_ascii() {
        let word = || word.bytes().map(|b| char::from(b.to_ascii_lowercase()));
        word().eq(letters(false)) || word().eq(letters(true))
    } else {
        fold::chars(word).eq(letters(false)) || fold::chars(word).eq(letters(true))
    }
}

/// The first letter of a word, folded.
fn initial(word: &str) -> Option<char> {
    match word.as_bytes() {
        [b, ..] if b.is_ascii() => Some(char::from(b.to_ascii_lowercase())),
        _ => fold::chars(word).next(),
    }
}

/// A bit for the first letter of token `i`; letters of several bits' worth share one.
fn letter_bit(w: &Work<'_, '_>, i: usize) -> u32 {
    match w.doc.word(i).as_bytes()[0] {
        b if b.is_ascii_alphabetic() => 1 << (b & 31),
        _ => 1,
    }
}

/// Whether one of these letters begins the name, small words at its beginning counted or not.
fn begins(w: &Work<'_, '_>, g: &Cluster, firsts: u32) -> bool {
    for i in g.tokens().take(12) {
        if letter_bit(w, i) & firsts != 0 {
            return true;
        }
        if !w.tables.glue(w.doc, i).has(Glue::SMALL) {
            return false;
        }
    }
    false
}

/// The one body of the document with these initials.
fn by_initials(w: &mut Work<'_, '_>, short: &[u32], pairs: &mut Vec<'_, Acronym>) {
    const MANY: u32 = u32::MAX;
    // What the gazetteer knows of the letters is no statement of the text.
    let mut shorts: Vec<'_, usize> = Vec::new_in(w.bump);
    // Bits of their first letters: most names begin otherwise.
    let mut firsts = 0;
    for k in short.iter().map(|k| *k as usize) {
        if w.of[k] != NONE && w.clusters.get(w.of[k]).entry.is_none() {
            shorts.push(k);
            firsts |= letter_bit(w, w.list()[k].tokens.start);
        }
    }
    if shorts.is_empty() {
        return;
    }
    let mut table: Table<'_, u32> = Table::new(w.bump, 8);
    for (c, g) in w.clusters.roots() {
        if g.words < 2 || g.best_kind == Kind::Person || !begins(w, g, firsts) {
            continue;
        }
        let m = &w.list()[g.best as usize];
        if !matches!(m.form, Form::Name) {
            continue;
        }
        for small in [false, true] {
            let mut key = 13;
            let mut n = 0;
            for i in m.tokens.clone().take(12) {
                if !small && w.tables.glue(w.doc, i).has(Glue::SMALL) {
                    continue;
                }
                if let Some(ch) = initial(w.doc.word(i)) {
                    key = fold::chain(key, u64::from(u32::from(ch)));
                    n += 1;
                }
            }
            if n >= 2 {
                let (slot, _) = table.entry(key, c);
                if *slot != c {
                    *slot = MANY;
                }
            }
        }
    }
    let mut told: Table<'_, ()> = Table::new(w.bump, pairs.len() + shorts.len());
    for p in pairs.iter() {
        told.put(w.doc.tokens().hash(p.short), ());
    }
    for k in shorts {
        let short = w.list()[k].tokens.start;
        let word = w.doc.word(short);
        if word.chars().count() < 2 {
            continue;
        }
        let key = fold::chars(word)
            .filter(|c| *c != '.')
            .fold(13, |h, c| fold::chain(h, u64::from(u32::from(c))));
        let Some(full) = table.get(key).filter(|c| *c != MANY) else { continue };
        let (full, own) = (w.clusters.root(full), w.clusters.root(w.of[k]));
        // A join before may have brought an entry.
        if w.clusters.get(own).entry.is_some() {
            continue;
        }
        let long = w.clusters.get(full).start as usize;
        w.clusters.join(full, own);
        if told.entry(w.doc.tokens().hash(short), ()).1 {
            pairs.push(Acronym { short, long, rule: "initials" });
        }
    }
}
