//! What people's names say of a word, in short.
//!
//! Every word that may be part of a name is asked for it, and most questions are about these few bits: a table of them stays
//! in the cache where the whole [`Part`]s do not.

use super::Part;

/// What a word is in people's names: a set of bits, and above them how well known a person is whose name ends with it.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Traits(u32);

/// Words by the low bits of their hashes, up to four at a place, further ones at the next: of each the upper bits of the
/// hash above its traits; 0 where there is none.
pub(super) type Bucket = [u32; 4];

impl Traits {
    /// Names rather begin with it than end with it, or nearly so.
    pub const GIVEN: u32 = 1;
    /// A name ends with it.
    pub const SURNAME: u32 = 1 << 1;
    /// Several names begin with it.
    pub const FIRST: u32 = 1 << 2;
    const FAME: u32 = 3;
    /// How many bits there are.
    const BITS: u32 = 6;

    fn of(part: &Part) -> Self {
        let flag = |is: bool, bit: u32| if is { bit } else { 0 };
        Self(
            flag(u32::from(part.first) * 2 > u32::from(part.last), Self::GIVEN)
                | flag(part.last > 0, Self::SURNAME)
                | flag(part.first > 2, Self::FIRST)
                | u32::from(part.prior / 250) << Self::FAME,
        )
    }

    #[inline]
    pub fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// How well known the best-known person is whose name ends with it: 0 to 4.
    #[inline]
    pub fn fame(self) -> u32 {
        self.0 >> Self::FAME
    }
}

/// The table of words with these hashes.
pub(super) fn build<'p>(words: impl Iterator<Item = (u64, &'p Part)> + Clone) -> Vec<Bucket> {
    let size = (words.clone().count() / 2).next_power_of_two();
    let mut table = vec![Bucket::default(); size];
    for (hash, part) in words {
        let traits = Traits::of(part);
        // A word that says nothing is as one that is not there; of two that are not told apart the first stands.
        if traits.0 == 0 || get(&table, hash).0 != 0 {
            continue;
        }
        let mut at = hash as usize;
        while table[at & (size - 1)][3] != 0 {
            at += 1;
        }
        if let Some(free) = table[at & (size - 1)].iter_mut().find(|word| **word == 0) {
            *free = tag(hash) << Traits::BITS | traits.0;
        }
    }
    table
}

/// The traits of the word with this hash.
#[inline]
pub(super) fn get(table: &[Bucket], hash: u64) -> Traits {
    let (mut at, tag) = (hash as usize, tag(hash));
    loop {
        let bucket = table[at & (table.len() - 1)];
        // Which one it is, if any, cannot be foretold.
        let found = bucket
            .iter()
            .fold(0, |found, word| found | if word >> Traits::BITS == tag { *word } else { 0 });
        // Full ones without the word are rare.
        if (found != 0) | (bucket[3] == 0) {
            return Traits(found & ((1 << Traits::BITS) - 1));
        }
        at += 1;
    }
}

/// What of a hash is kept.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> (32 + Traits::BITS)) as u32
}
