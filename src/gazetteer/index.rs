//! The flat table of word-prefix hashes: every prefix (in words) of every name is a key.
//!
//! Look-up walks the article's word hashes while the chained prefix hash is in the table; a name that
//! ends at a prefix is checked against its bytes. Cost per word hardly grows with the number of names.

use super::{Gazetteer, Name, Source, load::RawEntry};
use crate::{fold, words};

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Slot {
    /// Chained hash of the prefix; 0 is free.
    hash: u64,
    /// First name that ends here, or `NONE`.
    name: u32,
}

pub(super) struct Index {
    table: Vec<Slot>,
    /// For each name, the next one with the same folded words.
    next: Vec<u32>,
}

/// Names found at a place in the text.
#[derive(Clone)]
pub(crate) struct Hit<'g> {
    gazetteer: &'g Gazetteer,
    /// Length in words.
    pub words: usize,
    /// The last word's possessive ending is part of the name ("McDonald's").
    pub possessive: bool,
    first: u32,
}

impl Hit<'_> {
    /// The matching names: indexes for [`Gazetteer::name`].
    pub fn names(&self) -> impl Iterator<Item = u32> + '_ {
        let next = &self.gazetteer.0.index.next;
        std::iter::successors(Some(self.first), |n| Some(next[*n as usize]).filter(|n| *n != NONE))
    }
}

impl Index {
    pub fn new(sources: &[Source], entries: &[RawEntry], names: &[Name]) -> Self {
        let size = (names.len() * 4).next_power_of_two().max(16);
        let mut index =
            Self { table: vec![Slot { hash: 0, name: NONE }; size], next: vec![NONE; names.len()] };
        let mut used = 0;
        for (n, name) in names.iter().enumerate() {
            let text = name.text(sources, entries);
            let mut prefix = 0;
            let mut last = None;
            words::each(text, |w| {
                prefix = fold::chain(prefix, fold::hash(&text[w.start as usize..w.end as usize]));
                if used * 2 > index.table.len() {
                    index.grow();
                }
                let slot = index.slot(prefix);
                if index.table[slot].hash == 0 {
                    index.table[slot].hash = prefix;
                    used += 1;
                }
                last = Some(prefix);
            });
            if let Some(hash) = last {
                let slot = index.slot(hash);
                index.next[n] = index.table[slot].name;
                index.table[slot].name = n as u32;
            }
        }
        index
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        let old = std::mem::replace(&mut self.table, vec![Slot { hash: 0, name: NONE }; size]);
        for s in old.into_iter().filter(|s| s.hash != 0) {
            let slot = self.slot(s.hash);
            self.table[slot] = s;
        }
    }

    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at].hash != 0 && self.table[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }

    pub fn longest<'g, 't>(
        &self,
        gazetteer: &'g Gazetteer,
        hashes: &[u64],
        surface: impl Fn(usize) -> [&'t str; 2],
    ) -> Option<Hit<'g>> {
        let mut prefix = 0;
        let mut best = None;
        for (n, hash) in hashes.iter().enumerate() {
            prefix = fold::chain(prefix, *hash);
            let slot = self.table[self.slot(prefix)];
            if slot.hash == 0 {
                break;
            }
            if slot.name != NONE {
                let name = gazetteer.name_text(slot.name);
                let forms = surface(n + 1);
                if let Some(k) = forms.iter().position(|s| same(name, s)) {
                    best =
                        Some(Hit { gazetteer, words: n + 1, possessive: k == 1, first: slot.name });
                }
            }
        }
        best
    }

    pub fn exact<'g>(&self, gazetteer: &'g Gazetteer, text: &str) -> Option<Hit<'g>> {
        let (mut prefix, mut count) = (0, 0);
        words::each(text, |w| {
            prefix = fold::chain(prefix, fold::hash(&text[w.start as usize..w.end as usize]));
            count += 1;
        });
        let slot = self.table[self.slot(prefix)];
        (count > 0
            && slot.hash != 0
            && slot.name != NONE
            && same(gazetteer.name_text(slot.name), text))
        .then_some(Hit { gazetteer, words: count, possessive: false, first: slot.name })
    }
}

/// Whether a name and a piece of text are the same but for case, diacritics, the kind and number of blanks,
/// hyphen against blank, and a full stop at the end.
fn same(name: &str, text: &str) -> bool {
    let (name, text) = (name.trim_end_matches('.'), text.trim_end_matches('.'));
    name == text || squeezed(name).eq(squeezed(text))
}

fn squeezed(s: &str) -> impl Iterator<Item = char> + '_ {
    let mut blank = false;
    fold::chars(s).filter_map(move |c| {
        let is_blank = c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—');
        if is_blank && blank {
            return None;
        }
        blank = is_blank;
        Some(if is_blank { ' ' } else { c })
    })
}
