//! The flat table of names: an open-addressing hash table of word prefixes.
//!
//! A slot stands for the first words of a name, found by their chained hash. A name that shares its first
//! words with no other stands whole at the first prefix of its own ("Zaporizhzhia Nuclear Power Plant" at
//! two words), so that most look-ups end after one probe and the table holds little more than one slot per
//! name. What the table proposes is checked against the name's own bytes; it keeps 32 bits of each hash,
//! and two prefixes that agree in these and in their place would hide one of them (about one in 10⁵ tables
//! of 10⁵ names).

use super::{Gazetteer, Name, name::same, packed::Packed};
use crate::{
    fold::{self, Hasher},
    words,
};

/// Bit of a slot's second half: the name there has more words than the prefix.
pub(super) const WHOLE: u32 = 1 << 31;
/// Bit of a slot's second half: names go on behind this prefix, found at the longer ones.
pub(super) const MORE: u32 = 1 << 30;
/// The rest of a slot's second half: an index of a name, or that nothing ends here.
pub(super) const NONE: u32 = MORE - 1;
/// How many names the index takes.
pub(super) const MOST: usize = NONE as usize;

/// Upper half of a prefix's hash, and `NONE`: nothing ends here. Else a name that ends here, or with `WHOLE` the
/// only one that goes on.
pub(super) type Slot = [u32; 2];

/// Names found at a place in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// The first of them, for [`Gazetteer::alike`].
    pub first: u32,
    /// Length in words.
    pub words: usize,
    /// The last word's possessive ending is part of the name ("McDonald's").
    pub possessive: bool,
}

/// The words of a text, as far as a look-up needs them.
pub(crate) trait Surface<'t> {
    /// Whether only blanks and hyphens stand between the first `n` words.
    fn is_even(&self, n: usize) -> bool;
    /// The text of the first `n` words, first without and then with a possessive ending.
    fn forms(&self, n: usize) -> [&'t str; 2];
}

/// So many names spelt alike are looked at, the best first: what a word of a text costs does not grow with the gazetteer.
const ALIKE: u32 = 1000;

/// Names of the same words: those that stand alone before those that need context, and by prior.
#[derive(Clone)]
pub(crate) struct Alike<'g> {
    packed: &'g Packed,
    at: u32,
    left: u32,
}

impl Alike<'_> {
    pub(super) fn new(packed: &Packed, first: u32) -> Alike<'_> {
        Alike { packed, at: first, left: ALIKE }
    }
}

impl Iterator for Alike<'_> {
    type Item = Name;

    #[inline]
    fn next(&mut self) -> Option<Name> {
        let name = Name::unpacked(*self.packed.names.get(self.at as usize)?);
        self.at = if name.chained && self.left > 1 { self.at + 1 } else { NONE };
        self.left -= 1;
        Some(name)
    }
}

/// Whether a name may begin with the word with this hash: nearly all with which none does are told by one bit.
#[inline]
pub(super) fn begins(gazetteer: &Gazetteer, hash: u64) -> bool {
    has(&gazetteer.0.packed.first, fold::chain(0, hash))
}

/// Whether a set of prefixes may hold one.
#[inline]
fn has(filter: &[[u32; 1]], prefix: u64) -> bool {
    let bit = prefix as usize & (filter.len() * 32 - 1);
    filter[bit / 32][0] >> (bit % 32) & 1 != 0
}

/// What stands at the first word of a look-up, and the name there.
#[derive(Clone, Copy, Default)]
pub(crate) struct Start {
    /// The second half of the word's slot.
    slot: u32,
    name: [u32; 4],
}

/// Fetches what stands at first words with these hashes. Each table is asked for all words in a row before anything is made
/// of what it says, so that waiting for one of its rows is waiting for all.
pub(super) fn starts(
    gazetteer: &Gazetteer,
    hashes: impl Iterator<Item = u64> + Clone,
    starts: &mut [Start],
) {
    let packed = &gazetteer.0.packed;
    let (table, names) = (&packed.table[..], &packed.names[..]);
    let prefixes = || hashes.clone().map(|hash| fold::chain(0, hash));
    for (start, prefix) in starts.iter_mut().zip(prefixes()) {
        let [tag, slot] = table[prefix as usize & (table.len() - 1)];
        *start = Start { slot, name: [tag, 0, 0, 0] };
    }
    for (start, prefix) in starts.iter_mut().zip(prefixes()) {
        if start.name[0] != tag(prefix) {
            start.slot = slot(packed, prefix).unwrap_or(NONE);
        }
    }
    for start in starts {
        let first = start.slot & NONE;
        let at = if first == NONE { 0 } else { first };
        start.name = names.get(at as usize).copied().unwrap_or_default();
    }
}

pub(super) fn longest<'t>(
    gazetteer: &Gazetteer,
    start: &Start,
    hashes: &[u64],
    surface: &impl Surface<'t>,
) -> Option<Hit> {
    let packed = &gazetteer.0.packed;
    let mut prefix = fold::chain(0, *hashes.first()?);
    let Start { mut slot, mut name } = *start;
    let mut best = None;
    for n in 1.. {
        let first = slot & NONE;
        if first != NONE {
            let found = if slot & WHOLE == 0 {
                written(gazetteer, (first, name), n, surface)
            } else {
                whole(gazetteer, (first, name), prefix, n, hashes, surface)
            };
            best = found.or(best);
        }
        if slot & MORE == 0 {
            break;
        }
        let Some(hash) = hashes.get(n) else { break };
        prefix = fold::chain(prefix, *hash);
        // Most words that others may follow stand before none of these.
        if !has(&packed.further, prefix) {
            break;
        }
        let Some(next) = self::slot(packed, prefix) else { break };
        slot = next;
        name = packed.names.get((slot & NONE) as usize).copied().unwrap_or_default();
    }
    best
}

/// A name of which the first `n` words were found, with their hash, and of which the others may differ.
#[inline]
fn whole<'t>(
    gazetteer: &Gazetteer,
    (first, name): (u32, [u32; 4]),
    prefix: u64,
    n: usize,
    hashes: &[u64],
    surface: &impl Surface<'t>,
) -> Option<Hit> {
    let name = Name::unpacked(name);
    let words = usize::from(name.words);
    let rest = hashes.get(n..words)?;
    let all = rest.iter().fold(prefix, |h, word| fold::chain(h, *word));
    // Most that differ are told by the hash.
    if check(all) == name.check { spelt(gazetteer, first, words, surface) } else { None }
}

/// Some bits of the hash of a name.
#[inline]
pub(super) fn check(hash: u64) -> u8 {
    (hash >> 24) as u8
}

/// Whether names of these words are written so. They may differ in punctuation: one that fits is enough.
#[inline]
fn written<'t>(
    gazetteer: &Gazetteer,
    (first, name): (u32, [u32; 4]),
    words: usize,
    surface: &impl Surface<'t>,
) -> Option<Hit> {
    // Nearly always the first one fits.
    let fits =
        Name::is_plain(name) || Alike::new(&gazetteer.0.packed, first).skip(1).any(|n| n.plain);
    if fits && surface.is_even(words) {
        return Some(Hit { first, words, possessive: false });
    }
    spelt(gazetteer, first, words, surface)
}

/// As [`written`], by the letters.
#[inline(never)]
fn spelt<'t>(
    gazetteer: &Gazetteer,
    first: u32,
    words: usize,
    surface: &impl Surface<'t>,
) -> Option<Hit> {
    let forms = surface.forms(words);
    Alike::new(&gazetteer.0.packed, first).find_map(|n| {
        let text = gazetteer.text_of(&n);
        let k = forms.iter().position(|s| same(text, s))?;
        Some(Hit { first, words, possessive: k == 1 })
    })
}

/// A text that is looked up as a whole.
struct Whole<'t> {
    text: &'t str,
    words: usize,
}

impl<'t> Surface<'t> for Whole<'t> {
    fn is_even(&self, _: usize) -> bool {
        false
    }

    fn forms(&self, n: usize) -> [&'t str; 2] {
        [if n == self.words { self.text } else { "" }; 2]
    }
}

/// The first of the names that are spelt like a whole text.
pub(super) fn exact(gazetteer: &Gazetteer, text: &str) -> Option<u32> {
    // Hardly a name has more words.
    let (mut few, mut many, mut words) = ([0; 16], Vec::new(), 0);
    each_hash(text, |h| {
        match few.get_mut(words) {
            Some(slot) => *slot = h,
            None => many.push(h),
        }
        words += 1;
    });
    if !many.is_empty() {
        many.splice(0..0, few);
    }
    let hashes = if many.is_empty() { &few[..words] } else { &many };
    let hit = gazetteer.longest(hashes, &Whole { text, words })?;
    (hit.words == words).then_some(hit.first)
}

/// The second half of a prefix's slot.
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
pub(super) fn tag(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
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
