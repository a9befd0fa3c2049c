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
    /// One bit for each hash that has a row, by its upper bits: most words of a text have none.
    filter: [u64; 16],
}

impl<'b> Seen<'b> {
    /// Counts nothing yet, for at most `words` different words.
    pub fn new(words: usize, bump: &'b Bump) -> Self {
        let size = (words * 2).next_power_of_two().max(2);
        Self { rows: vec![in bump; Row { hash: 0, lower: 0, own: 0 }; size], filter: [0; 16] }
    }

    fn slot(&self, hash: u64) -> usize {
        let mask = self.rows.len() - 1;
        let mut at = hash as usize & mask;
        while self.rows[at].hash != 0 && self.rows[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// Words that are not added are not counted.
    pub fn add(&mut self, hash: u64) {
        let at = self.slot(hash);
        self.rows[at].hash = hash;
        let bit = hash >> 54;
        self.filter[(bit >> 6) as usize] |= 1 << (bit & 63);
    }

    /// Counts an occurrence: in lower case, capitalised for its own sake, or neither.
    #[inline]
    pub fn count(&mut self, hash: u64, capital: impl FnOnce() -> Option<bool>) {
        let bit = hash >> 54;
        if self.filter[(bit >> 6) as usize] >> (bit & 63) & 1 == 0 {
            return;
        }
        let at = self.slot(hash);
        let row = &mut self.rows[at];
        if row.hash == hash
            && let Some(capital) = capital()
        {
            let n = if capital { &mut row.own } else { &mut row.lower };
            *n = n.saturating_add(1);
        }
    }

    /// (in lower case, capitalised for its own sake)
    pub fn get(&self, hash: u64) -> (u16, u16) {
        let row = &self.rows[self.slot(hash)];
        (row.lower, row.own)
    }
}
