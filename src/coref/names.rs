//! Passes over names: the same name, another spelling of it, a part of it.

use bumpalo::collections::Vec;

use super::{
    cluster::{Cluster, Clusters},
    tables::{Gender, Glue},
    work::{NONE, Work, key_of},
};
use crate::{
    document::Flags,
    fold,
    gazetteer::Kind,
    mention::{Form, Found},
    table::Table,
};

/// In a table of groups: there are several.
const MANY: u32 = u32::MAX;

/// Same gazetteer entry, or the same words for the same kind of thing. Bare surnames wait for [`partial`].
pub(super) fn exact(w: &mut Work<'_, '_>) {
    let mut table: Table<'_, u32> = Table::new(w.bump, w.list().len() / 2);
    for k in 0..w.list().len() {
        let m = &w.mentions.list()[k];
        if m.entry.is_none() && is_bare(m) {
            continue;
        }
        let key = match m.entry {
            Some(e) => fold::chain(1, u64::from(e.0)),
            None => key_of(w.doc, m),
        };
        let (slot, new) = table.entry(key, NONE);
        if new {
            *slot = new_cluster(&mut w.clusters, m, k);
        }
        let cluster = *slot;
        w.of[k] = cluster;
        w.count(cluster, k);
    }
}

/// A person named by one word, or by a particle and one word.
fn is_bare(m: &Found) -> bool {
    m.kind == Kind::Person && m.tokens.len() == 1
}

fn new_cluster(clusters: &mut Clusters, m: &Found, k: usize) -> u32 {
    clusters.add(Cluster {
        best: k as u32,
        names: 0,
        entry: m.entry,
        kind: m.kind,
        gender: Gender::Unknown,
        kin: false,
    })
}

/// One group for each spelling of a person's name: "Pashinian" and "Pashinyan".
pub(super) fn variants(w: &mut Work<'_, '_>) {
    let mut table: Table<'_, u32> = Table::new(w.bump, 8);
    for c in 0..w.clusters.len() as u32 {
        let m = w.best(c);
        if m.kind != Kind::Person || m.tokens.len() < 2 {
            continue;
        }
        let mut key = 7;
        let (mut letters, mut word) = (0, [0u8; 24]);
        for i in m.tokens.clone() {
            let n = skeleton(w.doc.word(i), &mut word);
            letters += n;
            key = fold::chain(key, hash(&word[..n]));
        }
        // Short skeletons fall together by chance.
        if letters < 7 {
            continue;
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
            'j' | 'y' => 'i',
            'q' | 'c' => 'k',
            'w' => 'v',
            'h' if matches!(last, 'k' | 'g' | 'd' | 't') => return,
            '\'' | '-' => return,
            c => c,
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
pub(super) fn partial(w: &mut Work<'_, '_>) {
    if !w.list().iter().any(is_bare) {
        return;
    }
    // (hash of a word of a full name, how: 0 = last word, 1 = first word, cluster)
    let mut words: Vec<'_, (u64, u8, u32)> = Vec::new_in(w.bump);
    for c in w.clusters.roots() {
        let m = w.best(c);
        let n = m.tokens.len();
        if m.kind != Kind::Person || n < 2 {
            continue;
        }
        let hashes = &w.doc.tokens().hashes()[m.tokens.clone()];
        words.push((hashes[n - 1], 0, c));
        words.push((hashes[0], 1, c));
        if n > 2 {
            words.push((hashes[1], 1, c));
        }
    }
    words.sort_unstable();
    words.dedup();
    let mut rest: Table<'_, u32> = Table::new(w.bump, 8);
    let mut candidates: Vec<'_, u32> = Vec::with_capacity_in(8, w.bump);
    let mut latest: Table<'_, u32> = Table::new(w.bump, words.len());
    for k in 0..w.list().len() {
        let m = &w.mentions.list()[k];
        if m.kind != Kind::Person {
            continue;
        }
        if w.of[k] != NONE {
            if m.tokens.len() >= 2 {
                let c = w.clusters.root(w.of[k]);
                let last = w.doc.tokens().hash(m.tokens.end - 1);
                latest.put(last, c);
                latest.put(fold::chain(3, u64::from(c)), w.doc.sentence_of(m.tokens.start) as u32);
            }
            if m.tokens.len() != 1 {
                continue;
            }
        }
        let hash = w.doc.tokens().hash(m.tokens.start);
        let gender = w.address_gender(m.tokens.start);
        let mut pick = None;
        for how in [0, 1] {
            candidates.clear();
            let from = words.partition_point(|x| (x.0, x.1) < (hash, how));
            candidates.extend(
                words[from..]
                    .iter()
                    .take_while(|x| (x.0, x.1) == (hash, how))
                    .take(8)
                    .map(|x| w.clusters.root(x.2))
                    .filter(|c| !w.clusters.get(*c).gender.conflicts(gender)),
            );
            candidates.dedup();
            if candidates.len() > 1 {
                let no_kin = |c: &u32| !w.clusters.get(*c).kin;
                if candidates.iter().any(no_kin) {
                    candidates.retain(no_kin);
                }
            }
            pick = match candidates[..] {
                [] => None,
                [c] => Some(c),
                _ => nearest(w, &latest, hash, m, &candidates),
            };
            if !candidates.is_empty() {
                break;
            }
        }
        let many = candidates.len() > 1;
        if w.of[k] != NONE {
            // Linked by its surname alone: the document's own bearer decides.
            if let Some(c) = pick
                && w.clusters.root(w.of[k]) != c
            {
                w.move_to(k, c);
            }
            continue;
        }
        let cluster = match pick {
            Some(c) => c,
            None => {
                // Bearers that cannot be told apart share a group of their own.
                let key = fold::chain(if many { 5 } else { 4 }, hash);
                let (slot, new) = rest.entry(key, NONE);
                if new {
                    *slot = new_cluster(&mut w.clusters, m, k);
                }
                *slot
            }
        };
        w.of[k] = cluster;
        w.count(cluster, k);
        w.clusters.get_mut(cluster).gender.learn(gender);
        let m = &mut w.mentions.list_mut()[k];
        if pick.is_some() && m.form == Form::Name {
            m.form = Form::Partial;
        }
    }
}

/// The bearer named in full last, when the others are some way off.
fn nearest(
    w: &Work<'_, '_>,
    latest: &Table<'_, u32>,
    surname: u64,
    m: &Found,
    candidates: &[u32],
) -> Option<u32> {
    let last = w.clusters.root(latest.get(surname)?);
    let sentence = w.doc.sentence_of(m.tokens.start) as u32;
    let seen = |c: u32| latest.get(fold::chain(3, u64::from(c)));
    let here = seen(last)?;
    let apart =
        candidates.iter().filter(|c| **c != last).all(|c| seen(*c).is_none_or(|s| s + 4 < here));
    (candidates.contains(&last) && apart && sentence <= here + 8).then_some(last)
}

/// "Goldman" for "Goldman Sachs", "Helmand" for "Helmand Province": the first words of one longer name.
pub(super) fn shortened(w: &mut Work<'_, '_>) {
    const LONGEST: usize = 8;
    let named =
        |m: &Found| (m.kind.is_organization() || m.kind.is_location()) && m.tokens.len() <= LONGEST;
    let open = w.clusters.roots().filter(|c| w.clusters.get(*c).entry.is_none());
    let open = Vec::from_iter_in(open.filter(|c| named(w.best(*c))), w.bump);
    if open.is_empty() {
        return;
    }
    let hashes = w.doc.tokens().hashes();
    let start = |m: &Found| fold::chain(9, m.kind.group() as u64);
    let mut table: Table<'_, u32> = Table::new(w.bump, w.clusters.len());
    for c in w.clusters.roots() {
        let m = w.best(c);
        if m.tokens.len() < 2 || !named(m) {
            continue;
        }
        let mut key = start(m);
        for hash in &hashes[m.tokens.start..m.tokens.end - 1] {
            key = fold::chain(key, *hash);
            let (slot, _) = table.entry(key, c);
            if *slot != c {
                *slot = MANY;
            }
        }
    }
    for &c in &open {
        let m = w.best(c);
        let key = hashes[m.tokens.clone()].iter().fold(start(m), |h, t| fold::chain(h, *t));
        let Some(full) = table.get(key).filter(|full| *full != MANY && *full != c) else {
            continue;
        };
        let f = w.clusters.get(full);
        let whole = w.best(full);
        // "Bank" is no short form of "Bank of Ghana", "Ministry" none of "Ministry of Health".
        let next = whole.tokens.start + m.tokens.len();
        let head_only = w.doc.tokens().flags(m.tokens.end - 1).has(Flags::ALPHA)
            && w.tables.glue(w.doc, w.lexicon, next).has(Glue::SMALL);
        if !head_only && (m.kind == f.kind || f.entry.is_none()) {
            w.clusters.join(full, c);
        }
    }
}
