//! Where words are found by their hashes.

use std::hint::select_unpredictable;

use super::lexicon::Spelling;
use crate::packed::Rows;

/// Pairs of places in a hash table, perhaps part of a compiled file: a word may stand in either, or, when both are taken by
/// others, in the next pair. A place is the upper half of a word's hash, never 0, and its id; 0 and 0 when free.
#[derive(Default)]
pub(super) struct Places(pub Rows<4>);

impl Places {
    /// Places for so many words, at least.
    pub fn new(words: usize) -> Self {
        Self(vec![[0; 4]; words.next_power_of_two().max(8)].into())
    }

    /// Places that these words take; the first is the unknown word.
    pub fn of(spellings: &[Spelling]) -> Self {
        let mut places = Self::new(spellings.len());
        spellings.iter().skip(1).for_each(|s| places.insert(s.hash, s.word.0));
        places
    }

    /// Words that it takes before it gets slow.
    pub fn room(&self) -> usize {
        self.0.len()
    }

    /// Adds a word that is not there.
    pub fn insert(&mut self, hash: u64, id: u32) {
        let mut at = hash as usize;
        let table = self.0.to_mut();
        let mask = table.len() - 1;
        loop {
            let pair = table[at & mask].as_chunks_mut().0;
            if let Some(free) = pair.iter_mut().find(|[_, id]| *id == 0) {
                *free = [(hash >> 32) as u32, id];
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
            let [first, first_id, second, second_id] = table[at & mask];
            // Which place it is in, if any, cannot be foretold.
            let id = select_unpredictable(second == tag, second_id, 0);
            let id = select_unpredictable(first == tag, first_id, id);
            // Full pairs without the word are rare.
            if id | u32::from(second == 0) != 0 {
                return id;
            }
            at += 1;
        }
    }
}
