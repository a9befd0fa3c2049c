//! The flat table of names: an open-addressing hash table of word prefixes.
//!
//! A slot stands for the first words of a name, found by their chained hash. A name that shares its first
//! words with no other stands whole at the first prefix of its own ("Zaporizhzhia Nuclear Power Plant" at
//! two words), so that most look-ups end after one probe and the table holds little more than one slot per
//! name. What the table proposes is checked against the name's own bytes; it keeps 32 bits of each hash,
//! and two prefixes that agree in these and in their place would hide one of them (about one in 10⁵ tables
//! of 10⁵ names).

use super::{
    Gazetteer, Name, Source,
    load::{NameForm, RawEntry},
    packed::Packed,
};
use crate::{
    fold::{self, Hasher},
    words,
};

const NONE: u32 = u32::MAX;
/// Bit of [`Slot::name`]: the name has more words than the prefix.
const WHOLE: u32 = 1 << 31;

/// Upper half of a prefix's hash, and `NONE`: nothing ends here. Else a name that ends here, or with `WHOLE` the
/// only one that goes on.
pub(super) type Slot = [u32; 2];

const FREE: Slot = [0, NONE];

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
    /// The matching names, those that stand alone before those that need context, and by prior: indexes
    /// for [`Gazetteer::name`].
    pub fn names(&self) -> impl Iterator<Item = u32> + '_ {
        chained(&self.gazetteer.0.packed, self.first)
    }
}

/// The tables of the index. Also counts the names' words.
pub(super) fn build(sources: &[Source], entries: &[RawEntry], names: &mut [Name]) -> Packed {
    Builder::new(sources, entries, names).build()
}

/// So many names spelt alike are looked at, the best first: what a word of a text costs does not grow with the gazetteer.
const ALIKE: usize = 1000;

/// This name and those spelt like it.
fn chained(packed: &Packed, name: u32) -> impl Iterator<Item = u32> + '_ {
    let next = |n: &u32| Some(packed.next[*n as usize][0]).filter(|n| *n != NONE);
    std::iter::successors(Some(name), next).take(ALIKE)
}

#[inline]
pub(super) fn longest<'g, 't>(
    gazetteer: &'g Gazetteer,
    hashes: &[u64],
    surface: impl Fn(usize) -> [&'t str; 2],
) -> Option<Hit<'g>> {
    let packed = &gazetteer.0.packed;
    let prefix = fold::chain(0, *hashes.first()?);
    let bit = prefix as usize & (packed.first.len() * 32 - 1);
    if packed.first[bit / 32][0] >> (bit % 32) & 1 == 0 {
        return None;
    }
    walk(gazetteer, prefix, hashes, surface)
}

/// The longest name whose first word's hash is `prefix`.
fn walk<'g, 't>(
    gazetteer: &'g Gazetteer,
    mut prefix: u64,
    hashes: &[u64],
    surface: impl Fn(usize) -> [&'t str; 2],
) -> Option<Hit<'g>> {
    let packed = &gazetteer.0.packed;
    let mut best = None;
    let mut check = |name: u32, words: usize| {
        let forms = surface(words);
        // Names of the same words may differ in punctuation: one that is written so is enough.
        for n in chained(packed, name) {
            let text = gazetteer.name_text(n);
            if let Some(k) = forms.iter().position(|s| same(text, s)) {
                best = Some(Hit { gazetteer, words, possessive: k == 1, first: name });
                break;
            }
        }
    };
    for n in 1.. {
        let Some(name) = slot(packed, prefix) else { break };
        if name != NONE && name & WHOLE != 0 {
            let name = name & !WHOLE;
            let words = gazetteer.name(name).words as usize;
            if words <= hashes.len() {
                check(name, words);
            }
            break;
        }
        if name != NONE {
            check(name, n);
        }
        match hashes.get(n) {
            Some(hash) => prefix = fold::chain(prefix, *hash),
            None => break,
        }
    }
    best
}

pub(super) fn exact<'g>(gazetteer: &'g Gazetteer, text: &str) -> Option<Hit<'g>> {
    let mut hashes = Vec::new();
    each_hash(text, |h| hashes.push(h));
    let hit = longest(gazetteer, &hashes, |n| {
        // Only the whole text counts.
        [if n == hashes.len() { text } else { "" }; 2]
    })?;
    (hit.words == hashes.len()).then_some(hit)
}

/// The name part of a prefix's slot.
#[inline]
fn slot(packed: &Packed, hash: u64) -> Option<u32> {
    let mask = packed.table.len() - 1;
    let mut at = hash as usize & mask;
    loop {
        let slot = packed.table[at];
        if slot[0] == tag(hash) {
            return Some(slot[1]);
        }
        if slot[0] == 0 {
            return None;
        }
        at = (at + 1) & mask;
    }
}

/// What of a hash is kept; never 0, which is a free slot.
#[inline]
fn tag(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

struct Builder<'a> {
    entries: &'a [RawEntry],
    names: &'a [Name],
    /// Prefix hashes of all names, and where each name's begin.
    prefixes: Vec<u64>,
    starts: Vec<u32>,
    table: Vec<Slot>,
    used: usize,
    next: Vec<[u32; 1]>,
}

/// The table is too small: hashes are not kept whole, so all names go into a larger one.
struct Full;

impl<'a> Builder<'a> {
    fn new(sources: &[Source], entries: &'a [RawEntry], names: &'a mut [Name]) -> Self {
        let mut prefixes = Vec::with_capacity(names.len() * 2);
        let mut starts = Vec::with_capacity(names.len() + 1);
        for name in names.iter_mut() {
            let start = prefixes.len();
            starts.push(start as u32);
            let mut prefix = 0;
            each_hash(name.text(sources, &entries[name.entry.0 as usize]), |h| {
                prefix = fold::chain(prefix, h);
                prefixes.push(prefix);
            });
            name.words = (prefixes.len() - start) as u16;
        }
        starts.push(prefixes.len() as u32);
        let next = vec![[NONE]; names.len()];
        Self { entries, names, prefixes, starts, table: Vec::new(), used: 0, next }
    }

    fn build(mut self) -> Packed {
        let count = self.names.len();
        let firsts = count.max(16).next_power_of_two() * 4;
        let mut first = vec![[0u32]; firsts / 32];
        for hash in (0..count as u32).filter_map(|n| self.prefix(n, 0)) {
            let bit = hash as usize & (firsts - 1);
            first[bit / 32][0] |= 1 << (bit % 32);
        }
        let mut size = (count * 8 / 5).max(16).next_power_of_two();
        loop {
            self.table = vec![FREE; size];
            self.used = 0;
            self.next.fill([NONE]);
            if (0..count as u32).all(|n| self.insert(n).is_ok()) {
                self.order();
                return Packed {
                    table: self.table.into(),
                    next: self.next.into(),
                    first: first.into(),
                    ..Packed::default()
                };
            }
            size *= 2;
        }
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
            if old != NONE && old & WHOLE != 0 {
                let other = old & !WHOLE;
                if self.same(other, n) {
                    self.table[at][1] = self.chain(other, n) | WHOLE;
                    return Ok(());
                }
                // The name that stood whole here moves on by a word.
                self.table[at][1] = NONE;
                if let Some(on) = self.prefix(other, k + 1) {
                    let (free, name) = (self.find(on), self.mark(other, k + 1));
                    self.fill(free, on, name)?;
                }
            }
            if self.prefix(n, k + 1).is_none() {
                self.table[at][1] = match self.table[at][1] {
                    NONE => n,
                    other => self.chain(other, n),
                };
                return Ok(());
            }
            k += 1;
        }
        Ok(())
    }

    /// Takes a free slot.
    fn fill(&mut self, at: usize, hash: u64, name: u32) -> Result<(), Full> {
        self.table[at] = [tag(hash), name];
        self.used += 1;
        if self.used * 8 > self.table.len() * 5 { Err(Full) } else { Ok(()) }
    }

    fn same(&self, a: u32, b: u32) -> bool {
        let last = |n: u32| self.prefixes[self.starts[n as usize + 1] as usize - 1];
        last(a) == last(b)
    }

    /// Puts a name into the list of those spelt like it; the new head.
    fn chain(&mut self, head: u32, n: u32) -> u32 {
        self.next[n as usize] = [head];
        n
    }

    /// Puts the names of each list, which stand in reverse, in the order in which [`Hit::names`] gives them.
    fn order(&mut self) {
        let key = |n: &u32| {
            let name = &self.names[*n as usize];
            let prior = self.entries[name.entry.0 as usize].prior;
            std::cmp::Reverse((!name.context, name.form != NameForm::Demonym, prior))
        };
        let mut list = Vec::new();
        for slot in self.table.iter_mut().filter(|s| s[1] != NONE) {
            let next = |n: &u32| Some(self.next[*n as usize][0]).filter(|n| *n != NONE);
            list.extend(std::iter::successors(Some(slot[1] & !WHOLE), next));
            list.reverse();
            list.sort_by_key(key);
            slot[1] = list[0] | slot[1] & WHOLE;
            let nexts = list[1..].iter().copied().chain([NONE]);
            list.iter().zip(nexts).for_each(|(n, next)| self.next[*n as usize] = [next]);
            list.clear();
        }
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

/// Calls `f` with the hash of each word. Plain letters, digits, blanks and hyphens need no Unicode rules.
#[inline]
pub(super) fn each_hash(text: &str, mut f: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    if bytes.iter().fold(0, |all, b| all | CLASS[*b as usize]) & STRANGE != 0 {
        return words::each(text, |w| f(w.hash));
    }
    let mut from = 0;
    while from < bytes.len() {
        let rest = &bytes[from..];
        let len = rest.iter().position(|b| CLASS[*b as usize] == BLANK).unwrap_or(rest.len());
        if len > 0 {
            let mut hasher = Hasher::default();
            hasher.push_ascii(&rest[..len]);
            f(hasher.finish());
        }
        from += len + 1;
    }
}

const BLANK: u8 = 1;
const STRANGE: u8 = 2;

/// Letters and digits, what stands between words, and all else.
static CLASS: [u8; 256] = {
    let mut table = [STRANGE; 256];
    let mut b = 0;
    while b < 256 {
        if (b as u8).is_ascii_alphanumeric() {
            table[b] = 0;
        } else if b as u8 == b' ' || b as u8 == b'-' {
            table[b] = BLANK;
        }
        b += 1;
    }
    table
};

/// Whether a name and a piece of text are the same but for case, diacritics, the kind and number of blanks,
/// hyphen against blank, and a full stop at the end.
fn same(name: &str, text: &str) -> bool {
    let (name, text) = (name.trim_end_matches('.'), text.trim_end_matches('.'));
    if name.is_ascii() && text.is_ascii() {
        return name.eq_ignore_ascii_case(text)
            || ascii_squeezed(name.as_bytes()).eq(ascii_squeezed(text.as_bytes()));
    }
    name == text || squeezed(name).eq(squeezed(text))
}

fn ascii_squeezed(s: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut blank = false;
    s.iter().filter_map(move |b| {
        // What `char::is_whitespace` takes for blank.
        let is_blank = matches!(b, b' ' | b'-' | 9..=13);
        let skipped = is_blank && blank;
        blank = is_blank;
        (!skipped).then(|| if is_blank { b' ' } else { b.to_ascii_lowercase() })
    })
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
