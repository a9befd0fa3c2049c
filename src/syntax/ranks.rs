//! Where chunks end, as one bit for each token, with their number before each 64 tokens: which chunk holds a token or
//! comes next is counted when it is asked.

/// Ends of noun phrases and verb groups, and beginnings of sentences.
#[derive(Default, Debug)]
pub(super) struct Ranks(Vec<Row>);

/// 64 tokens, the first one lowest.
#[derive(Clone, Copy, Default, Debug)]
struct Row {
    /// The last tokens of noun phrases and of verb groups.
    phrases: u64,
    groups: u64,
    /// Phrases and groups that end before these tokens.
    before: (u32, u32),
    /// The first tokens of sentences.
    begins: u64,
}

impl Ranks {
    /// Nothing is known of so many tokens.
    pub fn clear(&mut self, tokens: usize) {
        self.0.clear();
        self.0.resize(tokens / 64 + 2, Row::default());
    }

    pub fn begin(&mut self, i: usize) {
        self.0[i / 64].begins |= 1 << (i % 64);
    }

    /// Which of the 64 tokens from `first` on begin a sentence.
    #[inline(always)]
    pub fn begins(&self, first: usize) -> u64 {
        let (low, high) = (self.0[first / 64].begins, self.0[first / 64 + 1].begins);
        low >> (first % 64) | high << 1 << (63 - first % 64)
    }

    /// A noun phrase ends before token `i`.
    #[inline(always)]
    pub fn end_phrase(&mut self, i: usize) {
        self.0[(i - 1) / 64].phrases |= 1 << ((i - 1) % 64);
    }

    /// A verb group ends before token `i`.
    #[inline(always)]
    pub fn end_group(&mut self, i: usize) {
        self.0[(i - 1) / 64].groups |= 1 << ((i - 1) % 64);
    }

    /// Counts them, when all are known.
    pub fn count(&mut self) {
        let mut before = (0, 0);
        for row in &mut self.0 {
            row.before = before;
            before.0 += row.phrases.count_ones();
            before.1 += row.groups.count_ones();
        }
    }

    /// How many noun phrases end before token `i`.
    #[inline]
    pub fn phrases(&self, i: usize) -> Option<usize> {
        let row = self.0.get(i / 64)?;
        Some((row.before.0 + below(row.phrases, i)) as usize)
    }

    /// How many verb groups end before token `i`.
    #[inline]
    pub fn groups(&self, i: usize) -> Option<usize> {
        let row = self.0.get(i / 64)?;
        Some((row.before.1 + below(row.groups, i)) as usize)
    }
}

/// How many of these bits lie below that of token `i`.
#[inline]
fn below(bits: u64, i: usize) -> u32 {
    (bits & ((1 << (i % 64)) - 1)).count_ones()
}
