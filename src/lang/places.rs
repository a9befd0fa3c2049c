//! Where words are found by their hashes.

use std::hint::select_unpredictable;

/// Pairs of places in a hash table: a word may stand in either, or, when both are taken by others, in the next pair.
#[derive(Default)]
pub(super) struct Places(Vec<[Place; 2]>);

/// The upper half of a word's hash, never 0, and its id; 0 and 0 when free.
type Place = (u32, u32);

impl Places {
    /// Places for so many words, at least.
    pub fn new(words: usize) -> Self {
        Self(vec![[(0, 0); 2]; words.next_power_of_two().max(8)])
    }

    /// Words that it takes before it gets slow.
    pub fn room(&self) -> usize {
        self.0.len()
    }

    /// Adds a word that is not there.
    pub fn insert(&mut self, hash: u64, id: u32) {
        let mut at = hash as usize;
        let mask = self.0.len() - 1;
        loop {
            if let Some(free) = self.0[at & mask].iter_mut().find(|p| p.1 == 0) {
                *free = ((hash >> 32) as u32, id);
                return;
            }
            at += 1;
        }
    }

    /// The id of the word with this hash; 0 when there is none.
    #[inline(always)]
    pub fn find(&self, hash: u64) -> u32 {
        let (table, mask) = (&self.0[..], self.0.len() - 1);
        let (mut at, tag) = (hash as usize, (hash >> 32) as u32);
        loop {
            let [first, second] = table[at & mask];
            // Which place it is in, if any, cannot be foretold.
            let id = select_unpredictable(second.0 == tag, second.1, 0);
            let id = select_unpredictable(first.0 == tag, first.1, id);
            // Full pairs without the word are rare.
            if id | u32::from(second.0 == 0) != 0 {
                return id;
            }
            at += 1;
        }
    }
}
