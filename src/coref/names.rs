//! Passes over names: the same name, another spelling of it, a part of it.

use bumpalo::collections::Vec;

use super::{
    tables::{Gender, Glue},
    work::{NONE, Work, key_of},
};
use crate::{
    document::{Document, Flags, Gap},
    fold,
    gazetteer::Kind,
    mention::{Form, Found},
    pick::pick,
    table::Table,
};

/// In a table of groups: there are several.
const MANY: u32 = u32::MAX;

/// Mentions that later passes are about, in order.
pub(super) struct Look<'b> {
    /// People by one word.
    pub bare: &'b [u32],
    /// Short forms, by their looks.
    pub short: &'b [u32],
    /// Behind a bracket.
    pub bracketed: &'b [u32],
}

/// Same gazetteer entry, or the same words for the same kind of thing. Bare surnames wait for [`partial`].
#[inline(never)]
pub(super) fn exact<'b>(w: &mut Work<'b, '_>) -> Look<'b> {
    let n = w.list().len();
    let room = || w.bump.alloc_slice_fill_copy(n, 0);
    let (bare, short, bracketed, named) = (room(), room(), room(), room());
    // What a mention is cannot be foretold: each is written into every list, and counted where it belongs.
    let mut counts = [0; 4];
    for (k, m) in w.mentions.list().iter().enumerate() {
        let start = m.tokens.start;
        let (one, is_bare) = (m.tokens.len() == 1, is_bare(m));
        let open = w.doc.tokens().gap(start).has(Gap::OPEN);
        let may_be_short = one & (m.kind != Kind::Person) & looks_short(w.doc, start);
        let lists = [&mut *bare, &mut *short, &mut *bracketed, &mut *named];
        let is = [is_bare, may_be_short, open & !is_bare, !is_bare | m.entry.is_some()];
        for ((list, count), is) in lists.into_iter().zip(&mut counts).zip(is) {
            list[*count] = k as u32;
            *count += usize::from(is);
        }
    }
    let mut table: Table<'_, u32> = Table::new(w.bump, n / 2);
    for k in named[..counts[3]].iter().map(|k| *k as usize) {
        let m = &w.mentions.list()[k];
        let key = match m.entry {
            Some(e) => fold::chain(1, u64::from(e.0)),
            None => key_of(w.doc, m),
        };
        let (slot, new) = table.entry(key, w.clusters.len() as u32);
        let cluster = *slot;
        w.of[k] = cluster;
        if new {
            w.new_cluster(k);
        } else {
            w.count(cluster, k);
        }
    }
    let is_short = |k: &u32| {
        let i = w.mentions.list()[*k as usize].tokens.start;
        has_short_form(w.doc.word(i), w.doc.tokens().flags(i))
    };
    let short = short[..counts[1]].iter().copied().filter(is_short);
    let short = Vec::from_iter_in(short, w.bump).into_bump_slice();
    Look { bare: &bare[..counts[0]], short, bracketed: &bracketed[..counts[2]] }
}

/// Begins with a capital, and may have others: hardly a name has.
#[inline]
fn looks_short(doc: &Document<'_>, i: usize) -> bool {
    let flags = doc.tokens().flags(i);
    let second = doc.text().as_bytes().get(doc.tokens().start(i) as usize + 1);
    let plain = !flags.has(Flags::UPPER | Flags::MIXED | Flags::WIDE)
        & second.is_some_and(u8::is_ascii_lowercase);
    flags.has(Flags::CAP) & !plain
}

/// Two to eight letters, most of them capitals.
fn has_short_form(word: &str, flags: Flags) -> bool {
    if !(2..=10).contains(&word.len()) {
        return false;
    }
    if flags.has(Flags::UPPER) {
        true
    } else if flags.has(Flags::WIDE) {
        word.chars().filter(|c| c.is_uppercase()).count() * 2 > word.chars().count()
    } else {
        word.bytes().filter(u8::is_ascii_uppercase).count() * 2 > word.len()
    }
}

/// A person named by one word, or by a particle and one word.
#[inline]
fn is_bare(m: &Found) -> bool {
    (m.kind == Kind::Person) & (m.tokens.len() == 1)
}

/// The people who are named in full.
pub(super) fn people<'b>(w: &Work<'b, '_>) -> Vec<'b, u32> {
    let full = w.clusters.roots().filter(|(_, g)| g.best_kind == Kind::Person && g.words > 1);
    Vec::from_iter_in(full.map(|(c, _)| c), w.bump)
}

/// One group for each spelling of a person's name: "Pashinian" and "Pashinyan".
#[inline(never)]
pub(super) fn variants(w: &mut Work<'_, '_>, people: &[u32]) {
    if people.len() < 2 {
        return;
    }
    // Spellings begin alike, in all words: only names that do so in the first and the last are looked at more closely.
    let begin = |w: &Work<'_, '_>, c: u32| {
        let words = w.clusters.get(c).tokens();
        let letter = |i: usize| usize::from(first_letter(w.doc.word(i)) & 31);
        (letter(words.start), letter(words.end - 1))
    };
    // Bits of the last words' letters, by the first words' letter: of one name, and of several.
    let (mut one, mut several) = ([0u32; 32], [0u32; 32]);
    let mut alike = 0;
    for c in people {
        let (first, last) = begin(w, *c);
        several[first] |= one[first] & 1 << last;
        one[first] |= 1 << last;
        alike |= several[first];
    }
    if alike == 0 {
        return;
    }
    let mut table: Table<'_, u32> = Table::new(w.bump, 2);
    for c in people {
        let (first, last) = begin(w, *c);
        if several[first] >> last & 1 == 1 {
            spelling(w, *c, &mut table);
        }
    }
}

/// "Van der Berg" for "Willem van der Berg", "Garcia Marquez" for "Gabriel Garcia Marquez": the last words of one longer
/// name.
#[inline(never)]
pub(super) fn endings(w: &mut Work<'_, '_>, people: &[u32]) {
    const LONGEST: usize = 6;
    let long = people.iter().any(|c| w.clusters.get(*c).words > 2);
    if people.len() < 2 || !long {
        return;
    }
    let hashes = w.doc.tokens().hashes();
    let key = |words: &[u64]| words.iter().fold(13, |h, word| fold::chain(h, *word));
    let mut table: Table<'_, u32> = Table::new(w.bump, 4);
    // Of spellings that were joined the first counts.
    let roots = pick(people.iter().copied(), w.bump, |c| w.clusters.root(c) == c);
    for &c in roots {
        let words = &hashes[w.clusters.get(c).tokens()];
        for from in 1..words.len().min(LONGEST).saturating_sub(1) {
            let (slot, _) = table.entry(key(&words[from..]), c);
            if *slot != c {
                *slot = MANY;
            }
        }
    }
    for &c in roots {
        let words = &hashes[w.clusters.get(c).tokens()];
        let Some(full) = table.get(key(words)).filter(|full| *full != MANY && *full != c) else {
            continue;
        };
        let (full, c) = (w.clusters.root(full), w.clusters.root(c));
        let (f, g) = (w.clusters.get(full), w.clusters.get(c));
        let apart = f.entry.is_some() && g.entry.is_some() && f.entry != g.entry;
        if full != c && !apart && !f.gender.conflicts(g.gender) {
            w.clusters.join(full, c);
        }
    }
}

/// Joins a person with an earlier one whose name is another spelling of the same.
fn spelling(w: &mut Work<'_, '_>, c: u32, table: &mut Table<'_, u32>) {
    let mut key = 7;
    let (mut letters, mut word) = (0, [0u8; 24]);
    for i in w.clusters.get(c).tokens() {
        let n = skeleton(w.doc.word(i), &mut word);
        letters += n;
        key = fold::chain(key, hash(&word[..n]));
    }
    // Short skeletons fall together by chance.
    if letters < 7 {
        return;
    }
    let first = *table.entry(key, c).0;
    let (a, b) = (w.clusters.get(first), w.clusters.get(c));
    let known_apart = a.entry.is_some() && b.entry.is_some() && a.entry != b.entry;
    if first != c && !known_apart && !a.gender.conflicts(b.gender) {
        if a.entry.is_none() && b.entry.is_some() {
            w.clusters.join(c, first);
            table.put(key, c);
        } else {
            w.clusters.join(first, c);
        }
    }
}

/// The first letter of a word's skeleton.
fn first_letter(word: &str) -> u8 {
    match word.as_bytes() {
        [b, ..] if b.is_ascii_alphabetic() => level(char::from(b.to_ascii_lowercase())) as u8,
        _ => {
            let mut letters = [0; 24];
            skeleton(word, &mut letters);
            letters[0]
        }
    }
}

/// Letters that stand for one another in transliterations as one.
fn level(c: char) -> char {
    match c {
        'j' | 'y' => 'i',
        'q' | 'c' => 'k',
        'w' => 'v',
        c => c,
    }
}

fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(11, |h, b| fold::chain(h, u64::from(*b) + 1))
}

/// What stays of a name when transliteration habits are levelled: y, j and i are one letter, so are c, k and q, v and w;
/// doubled letters and the h of kh, gh, dh do not count.
fn skeleton(word: &str, out: &mut [u8; 24]) -> usize {
    let mut n = 0;
    let mut last = '\0';
    let mut push = |c: char| {
        let c = match c {
            'h' if matches!(last, 'k' | 'g' | 'd' | 't') => return,
            '\'' | '-' => return,
            c => level(c),
        };
        if c != last && n < out.len() {
            last = c;
            out[n] = c as u32 as u8;
            n += 1;
        }
    };
    fold::chars(word).for_each(&mut push);
    // -ii, -iy, -y; -ov, -off, -ev, -eff
    while n > 4 && out[n - 1] == b'i' {
        n -= 1;
    }
    if n > 3 && out[n - 1] == b'f' {
        out[n - 1] = b'v';
    }
    n
}

/// "Putin" after or before "Vladimir Putin": the one person of the document with that name. Bearers that
/// were brought in as somebody's relatives give way; between others the title decides, else the one named
/// in full most lately by himself.
#[inline(never)]
pub(super) fn partial(w: &mut Work<'_, '_>, people: &[u32], list: &[u32]) {
    if list.is_empty() {
        return;
    }
    // Bits of the bare names: few words of full names are one of them.
    let bit = |hash: u64| 1u64 << (hash & 63);
    let bare = list.iter().map(|k| w.list()[*k as usize].tokens.start);
    let bare = bare.fold(0, |bits, i| bits | bit(w.doc.tokens().hash(i)));
    // (hash of a word of a full name, how: 0 = last word, 1 = first word, cluster)
    let mut words: Vec<'_, (u64, u8, u32)> = Vec::with_capacity_in(16, w.bump);
    for &c in people.iter().filter(|c| w.clusters.root(**c) == **c) {
        let hashes = &w.doc.tokens().hashes()[w.clusters.get(c).tokens()];
        let n = hashes.len();
        let all = [(hashes[n - 1], 0, c), (hashes[0], 1, c), (hashes[1], 1, c)];
        let all = &all[..n.min(3)];
        words.extend(all.iter().copied().filter(|x| bit(x.0) & bare != 0));
    }
    words.sort_unstable();
    words.dedup();
    let mut rest: Table<'_, u32> = Table::new(w.bump, 8);
    let mut candidates: Vec<'_, u32> = Vec::with_capacity_in(8, w.bump);
    for k in list.iter().map(|k| *k as usize) {
        let m = &w.mentions.list()[k];
        let hash = w.doc.tokens().hash(m.tokens.start);
        let gender = w.address_gender(m.tokens.start);
        let mut pick = None;
        for how in [0, 1] {
            bearers(w, &words, (hash, how), gender, &mut candidates);
            pick = match candidates[..] {
                [] => continue,
                [c] => Some(c),
                _ => nearest(w, k, hash, &candidates),
            };
            break;
        }
        if w.of[k] != NONE {
            // Linked by its surname alone: the document's own bearer decides.
            if let Some(c) = pick
                && w.clusters.root(w.of[k]) != c
            {
                w.move_to(k, c);
            }
            continue;
        }
        let (cluster, new) = match pick {
            Some(c) => (c, false),
            None => {
                // Bearers that cannot be told apart share a group of their own.
                let key = fold::chain(if candidates.len() > 1 { 5 } else { 4 }, hash);
                let (slot, new) = rest.entry(key, w.clusters.len() as u32);
                (*slot, new)
            }
        };
        w.of[k] = cluster;
        if new {
            w.new_cluster(k);
        } else {
            w.count(cluster, k);
        }
        w.clusters.get_mut(cluster).gender.learn(gender);
        let m = &mut w.mentions.list_mut()[k];
        if pick.is_some() && m.form == Form::Name {
            m.form = Form::Partial;
        }
    }
}

/// The people with this word in this place of their names, without those whom a title rules out, and without
/// relatives if there are others.
fn bearers(
    w: &Work<'_, '_>,
    words: &[(u64, u8, u32)],
    key: (u64, u8),
    gender: Gender,
    candidates: &mut Vec<'_, u32>,
) {
    candidates.clear();
    let from = words.partition_point(|x| (x.0, x.1) < key);
    let with = words[from..].iter().take_while(|x| (x.0, x.1) == key).take(8);
    let with = with.map(|x| w.clusters.root(x.2));
    candidates.extend(with.filter(|c| !w.clusters.get(*c).gender.conflicts(gender)));
    candidates.dedup();
    let no_kin = |c: &u32| !w.clusters.get(*c).kin;
    if candidates.len() > 1 && candidates.iter().any(no_kin) {
        candidates.retain(no_kin);
    }
}

/// Of several bearers of a surname, the one named in full last before mention `k`, when the others are some way off.
fn nearest(w: &Work<'_, '_>, k: usize, surname: u64, candidates: &[u32]) -> Option<u32> {
    /// How many sentences back the full name may stand.
    const BACK: usize = 8;
    /// How many sentences must lie between it and the other bearers.
    const APART: usize = 4;
    /// How many mentions are looked at.
    const MOST: usize = 256;
    let sentence = w.doc.sentence_of(w.list()[k].tokens.start);
    let mut last = None;
    // The sentences in which the candidates were named in full last.
    let mut seen = [None; 8];
    for at in (k.saturating_sub(MOST)..k).rev() {
        let m = &w.list()[at];
        let s = w.doc.sentence_of(m.tokens.start);
        if s + BACK + APART < sentence {
            break;
        }
        if m.kind != Kind::Person || m.tokens.len() < 2 {
            continue;
        }
        let c = w.clusters.root(w.of[at]);
        if w.doc.tokens().hash(m.tokens.end - 1) == surname {
            last = last.or(Some(c));
        }
        if let Some(n) = candidates.iter().position(|x| *x == c) {
            seen[n] = seen[n].or(Some(s));
        }
    }
    let last = last?;
    let here = seen[candidates.iter().position(|c| *c == last)?]?;
    let mut others = candidates.iter().zip(seen).filter(|(c, _)| **c != last);
    let apart = others.all(|(_, s)| s.is_none_or(|s| s + APART < here));
    (apart && sentence <= here + BACK).then_some(last)
}

/// "Goldman" for "Goldman Sachs", "Helmand" for "Helmand Province": the first words of one longer name.
#[inline(never)]
pub(super) fn shortened(w: &mut Work<'_, '_>) {
    // "Rheinau" for "Rheinau Stahl", once that is known to be "Rheinau Stahl AG".
    if shorten(w) {
        shorten(w);
    }
}

/// One round; whether a name of several words was joined with a longer one.
fn shorten(w: &mut Work<'_, '_>) -> bool {
    const LONGEST: u32 = 8;
    let named =
        |kind: Kind, words: u32| (kind.is_organization() | kind.is_location()) & (words <= LONGEST);
    let hashes = w.doc.tokens().hashes();
    // The groups that may be a short form, and bits of their first words: most names begin otherwise.
    let bit = |first: u32| 1u64 << (hashes[first as usize] & 63);
    let open = pick(0..w.clusters.len() as u32, w.bump, |c| {
        let g = w.clusters.get(c);
        (w.clusters.root(c) == c) & g.entry.is_none() & named(g.best_kind, g.words)
    });
    if open.is_empty() {
        return false;
    }
    let mut several = false;
    let firsts = open.iter().fold(0, |bits, c| bits | bit(w.clusters.own(*c).start));
    let start = |kind: Kind| fold::chain(9, kind.group() as u64);
    let mut table: Table<'_, u32> = Table::new(w.bump, 8);
    for (c, g) in w.clusters.roots() {
        if (g.words < 2) | (bit(g.start) & firsts == 0) | !named(g.best_kind, g.words) {
            continue;
        }
        let mut key = start(g.best_kind);
        for hash in &hashes[g.start as usize..(g.start + g.words) as usize - 1] {
            key = fold::chain(key, *hash);
            let (slot, _) = table.entry(key, c);
            if *slot != c {
                *slot = MANY;
            }
        }
    }
    for &c in open {
        let g = w.clusters.get(c);
        let key = hashes[g.tokens()].iter().fold(start(g.best_kind), |h, t| fold::chain(h, *t));
        let Some(full) = table.get(key).filter(|full| *full != MANY && *full != c) else {
            continue;
        };
        let f = w.clusters.get(full);
        // "Bank" is no short form of "Bank of Ghana", "Ministry" none of "Ministry of Health".
        let next = f.start + g.words;
        let head_only = w.doc.tokens().flags(g.tokens().end - 1).has(Flags::ALPHA)
            && w.tables.glue(w.doc, next as usize).has(Glue::SMALL);
        // An organisation of no known sort is the firm of the list.
        let firm = g.best_kind == Kind::Organization && f.kind == Kind::Company;
        if !head_only && (g.best_kind == f.kind || f.entry.is_none() || firm) {
            several |= g.words > 1;
            w.clusters.join(full, c);
        }
    }
    several
}
