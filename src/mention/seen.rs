//! How often the words at doubtful places stand elsewhere in the document.

use bumpalo::{Bump, collections::Vec, vec};

#[derive(Clone, Copy)]
struct Row {
    hash: u64,
    lower: u16,
    own: u16,
}

/// How often a word stands in lower case, and capitalised where it need not be.
pub(super) struct Seen<'b> {
    rows: Vec<'b, Row>,
    /// 1 for the upper bits of each hash that has a row: most words of a text have none.
    sieve: [u8; 1 << BITS],
}

const BITS: u32 = 10;

impl<'b> Seen<'b> {
    /// Counts nothing yet, for words with these hashes.
    pub fn new(hashes: impl ExactSizeIterator<Item = u64>, bump: &'b Bump) -> Self {
        let size = (hashes.len() * 2).next_power_of_two().max(2);
        let rows = vec![in bump; Row { hash: 0, lower: 0, own: 0 }; size];
        let mut seen = Self { rows, sieve: [0; 1 << BITS] };
        for hash in hashes {
            let at = seen.slot(hash);
            seen.rows[at].hash = hash;
            seen.sieve[Self::mesh(hash)] = 1;
        }
        seen
    }

    #[inline]
    fn mesh(hash: u64) -> usize {
        (hash >> (64 - BITS)) as usize
    }

    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.rows.len() - 1;
        let mut at = hash as usize & mask;
        while self.rows[at].hash != 0 && self.rows[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// Whether a word may be one of those that are counted.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        self.sieve[Self::mesh(hash)] != 0
    }

    /// Counts an occurrence: in lower case, capitalised for its own sake, or neither. Nothing if the word is none of those.
    #[inline]
    pub fn count(&mut self, hash: u64, lower: bool, own: bool) {
        let at = self.slot(hash);
        let row = &mut self.rows[at];
        let held = row.hash == hash;
        row.lower = row.lower.saturating_add(u16::from(held & lower));
        row.own = row.own.saturating_add(u16::from(held & own));
    }

    /// (in lower case, capitalised for its own sake)
    #[inline]
    pub fn get(&self, hash: u64) -> (u16, u16) {
        let row = &self.rows[self.slot(hash)];
        (row.lower, row.own)
    }
}
