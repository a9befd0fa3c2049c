//! Which rules a word may start, by its hash.

/// Rules by the hash of an anchor word: a filter that most tokens do not pass, then open addressing.
pub(super) struct Anchors {
    filter: Box<[u64; FILTER / 64]>,
    /// Hash, and a range of `rules`; an empty range is a free slot.
    slots: Box<[(u64, u32, u32)]>,
    rules: Box<[u16]>,
}

/// Bits of the filter.
const FILTER: usize = 1 << 14;

impl Anchors {
    /// From pairs of a hash and a rule.
    pub fn new(mut pairs: Vec<(u64, u16)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let size = (pairs.len() * 2).next_power_of_two();
        let mut anchors = Self {
            filter: Box::new([0; FILTER / 64]),
            slots: vec![(0, 0, 0); size].into(),
            rules: pairs.iter().map(|p| p.1).collect(),
        };
        let mut from = 0;
        for same in pairs.chunk_by(|a, b| a.0 == b.0) {
            let (hash, to) = (same[0].0, from + same.len());
            let bit = hash as usize % FILTER;
            anchors.filter[bit / 64] |= 1 << (bit % 64);
            let slot = anchors.slot(hash);
            anchors.slots[slot] = (hash, from as u32, to as u32);
            from = to;
        }
        anchors
    }

    /// The hashes of all words that are anchors.
    pub fn hashes(&self) -> impl Iterator<Item = u64> {
        self.slots.iter().filter(|s| s.2 != 0).map(|s| s.0)
    }

    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].2 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// Whether a word with this hash may be an anchor.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let bit = hash as usize % FILTER;
        self.filter[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The rules that the word with this hash is an anchor of.
    pub fn get(&self, hash: u64) -> &[u16] {
        let (_, from, to) = self.slots[self.slot(hash)];
        &self.rules[from as usize..to as usize]
    }
}
