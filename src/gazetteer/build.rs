//! Making the flat table of names.

use std::collections::HashSet;

use super::{
    Name, NameForm, Source,
    index::{MORE, NONE, Slot, WHOLE, check, each_hash, tag},
    name::MOST_WORDS,
    packed::Packed,
};
use crate::fold;

const FREE: Slot = [0, NONE];

/// The tables of the index. Counts the names' words, and puts those of the same words one behind the other.
pub(super) fn tables(sources: &[Source], names: &mut Vec<Name>) -> Packed {
    let (packed, order) = Builder::new(sources, names).build();
    let name = |(n, chained): &(u32, bool)| Name { chained: *chained, ..names[*n as usize] };
    *names = order.iter().map(name).collect();
    packed
}

struct Builder<'a> {
    names: &'a [Name],
    /// Prefix hashes of all names, and where each name's begin.
    prefixes: Vec<u64>,
    starts: Vec<u32>,
    table: Vec<Slot>,
    /// The prefixes that have a slot.
    used: Vec<u64>,
    /// For each name, another one with the same words.
    next: Vec<u32>,
}

/// The table is too small: hashes are not kept whole, so all names go into a larger one.
struct Full;

impl<'a> Builder<'a> {
    fn new(sources: &[Source], names: &'a mut [Name]) -> Self {
        let mut prefixes = Vec::with_capacity(names.len() * 2);
        let mut starts = Vec::with_capacity(names.len() + 1);
        for name in names.iter_mut() {
            let start = prefixes.len();
            starts.push(start as u32);
            let mut prefix = 0;
            each_hash(name.text(sources), |h| {
                prefix = fold::chain(prefix, h);
                prefixes.push(prefix);
            });
            name.words = (prefixes.len() - start).min(MOST_WORDS) as u8;
            name.check = check(prefix);
        }
        starts.push(prefixes.len() as u32);
        let next = vec![NONE; names.len()];
        Self { names, prefixes, starts, table: Vec::new(), used: Vec::new(), next }
    }

    /// The tables, and the names in the order in which they are to stand: whether another one of the same words follows.
    fn build(mut self) -> (Packed, Vec<(u32, bool)>) {
        let count = self.names.len();
        let mut size = (count * 8 / 5).max(16).next_power_of_two();
        loop {
            self.table = vec![FREE; size];
            self.used.clear();
            self.next.fill(NONE);
            if (0..count as u32).all(|n| self.insert(n).is_ok()) {
                self.sort();
                let order = self.order();
                let (first, further) = self.filters();
                let packed = Packed {
                    table: self.table.into(),
                    first: first.into(),
                    further: further.into(),
                    ..Packed::default()
                };
                return (packed, order);
            }
            size *= 2;
        }
    }

    /// One bit for each first word, and one for each longer prefix that has a slot.
    fn filters(&self) -> (Vec<[u32; 1]>, Vec<[u32; 1]>) {
        let words: HashSet<u64> =
            (0..self.names.len() as u32).filter_map(|n| self.prefix(n, 0)).collect();
        let further = self.used.iter().copied().filter(|hash| !words.contains(hash));
        (filter(words.iter().copied()), filter(further))
    }

    /// Hash of the first `k + 1` words of a name.
    fn prefix(&self, n: u32, k: usize) -> Option<u64> {
        let (from, to) = (self.starts[n as usize], self.starts[n as usize + 1]);
        self.prefixes[from as usize..to as usize].get(k).copied()
    }

    /// The name as it stands at its prefix `k`.
    fn mark(&self, n: u32, k: usize) -> u32 {
        if self.prefix(n, k + 1).is_some() { n | WHOLE } else { n }
    }

    fn insert(&mut self, n: u32) -> Result<(), Full> {
        let mut k = 0;
        while let Some(hash) = self.prefix(n, k) {
            let at = self.find(hash);
            if self.table[at][0] == 0 {
                let name = self.mark(n, k);
                return self.fill(at, hash, name);
            }
            let old = self.table[at][1];
            if old & WHOLE != 0 {
                let other = old & NONE;
                if self.same(other, n) {
                    self.table[at][1] = self.chain(other, n) | WHOLE;
                    return Ok(());
                }
                // The name that stood whole here moves on by a word.
                self.table[at][1] = NONE | MORE;
                if let Some(on) = self.prefix(other, k + 1) {
                    let (free, name) = (self.find(on), self.mark(other, k + 1));
                    self.fill(free, on, name)?;
                }
            }
            let old = self.table[at][1];
            if self.prefix(n, k + 1).is_none() {
                let head = match old & NONE {
                    NONE => n,
                    other => self.chain(other, n),
                };
                self.table[at][1] = head | old & MORE;
                return Ok(());
            }
            self.table[at][1] = old | MORE;
            k += 1;
        }
        Ok(())
    }

    /// Takes a free slot.
    fn fill(&mut self, at: usize, hash: u64, name: u32) -> Result<(), Full> {
        self.table[at] = [tag(hash), name];
        self.used.push(hash);
        if self.used.len() * 8 > self.table.len() * 5 { Err(Full) } else { Ok(()) }
    }

    fn same(&self, a: u32, b: u32) -> bool {
        let last = |n: u32| self.prefixes[self.starts[n as usize + 1] as usize - 1];
        last(a) == last(b)
    }

    /// Puts a name into the list of those spelt like it; the new head.
    fn chain(&mut self, head: u32, n: u32) -> u32 {
        self.next[n as usize] = head;
        n
    }

    /// Puts the names of each list, which stand in reverse, in the order in which [`Alike`] gives them.
    fn sort(&mut self) {
        let key = |n: &u32| {
            let name = &self.names[*n as usize];
            std::cmp::Reverse((!name.context, name.form != NameForm::Demonym, name.prior))
        };
        let mut list = Vec::new();
        for slot in self.table.iter_mut().filter(|s| s[1] & NONE != NONE) {
            let next = |n: &u32| Some(self.next[*n as usize]).filter(|n| *n != NONE);
            list.extend(std::iter::successors(Some(slot[1] & NONE), next));
            list.reverse();
            list.sort_by_key(key);
            slot[1] = list[0] | slot[1] & !NONE;
            let nexts = list[1..].iter().copied().chain([NONE]);
            list.iter().zip(nexts).for_each(|(n, next)| self.next[*n as usize] = next);
            list.clear();
        }
    }

    /// Numbers the names anew, each list together where its first name stood; those without a word come last.
    fn order(&mut self) -> Vec<(u32, bool)> {
        let mut slots: Vec<&mut Slot> =
            self.table.iter_mut().filter(|s| s[1] & NONE != NONE).collect();
        slots.sort_unstable_by_key(|s| s[1] & NONE);
        let mut order = Vec::with_capacity(self.names.len());
        for slot in slots {
            let next = |n: &u32| Some(self.next[*n as usize]).filter(|n| *n != NONE);
            let list = std::iter::successors(Some(slot[1] & NONE), next);
            slot[1] = order.len() as u32 | slot[1] & !NONE;
            order.extend(list.map(|n| (n, self.next[n as usize] != NONE)));
        }
        let wordless = |n: &usize| self.starts[*n] == self.starts[*n + 1];
        order.extend((0..self.names.len()).filter(wordless).map(|n| (n as u32, false)));
        order
    }

    fn find(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at][0] != 0 && self.table[at][0] != tag(hash) {
            at = (at + 1) & mask;
        }
        at
    }
}

/// A bit for each of some hashes by its low bits, in about ten times as many.
fn filter(hashes: impl Iterator<Item = u64> + Clone) -> Vec<[u32; 1]> {
    let bits = (hashes.clone().count().max(8) * 7).next_power_of_two();
    let mut filter = vec![[0]; bits / 32];
    for hash in hashes {
        let bit = hash as usize & (bits - 1);
        filter[bit / 32][0] |= 1 << (bit % 32);
    }
    filter
}
