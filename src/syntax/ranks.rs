//! Where chunks end, as one bit for each token, with their number before each eight tokens: which chunk holds a token or
//! comes next is counted when it is asked.

/// Ends of noun phrases and verb groups, and beginnings of sentences.
#[derive(Default, Debug)]
pub(super) struct Ranks {
    rows: Vec<Row>,
    /// The first tokens of sentences, by 64.
    begins: Vec<u64>,
}

/// Eight tokens, the first one lowest: so few that a small table counts them.
#[derive(Clone, Copy, Default, Debug)]
struct Row {
    /// Phrases and groups that end before these tokens.
    before: (u32, u32),
    /// The last tokens of noun phrases and of verb groups.
    phrases: u8,
    groups: u8,
}

/// How many bits each byte has.
static ONES: [u8; 256] = {
    let mut t = [0; 256];
    let mut byte = 0;
    while byte < t.len() {
        t[byte] = byte.count_ones() as u8;
        byte += 1;
    }
    t
};

impl Ranks {
    /// Nothing is known of so many tokens.
    pub fn clear(&mut self, tokens: usize) {
        self.rows.clear();
        self.rows.resize(tokens / 8 + 1, Row::default());
        self.begins.clear();
        self.begins.resize(tokens / 64 + 2, 0);
    }

    pub fn begin(&mut self, i: usize) {
        self.begins[i / 64] |= 1 << (i % 64);
    }

    /// Which of the 64 tokens from `first` on begin a sentence.
    #[inline(always)]
    pub fn begins(&self, first: usize) -> u64 {
        let (low, high) = (self.begins[first / 64], self.begins[first / 64 + 1]);
        low >> (first % 64) | high << 1 << (63 - first % 64)
    }

    /// A noun phrase ends before token `i`.
    #[inline(always)]
    pub fn end_phrase(&mut self, i: usize) {
        self.rows[(i - 1) / 8].phrases |= 1 << ((i - 1) % 8);
    }

    /// A verb group ends before token `i`.
    #[inline(always)]
    pub fn end_group(&mut self, i: usize) {
        self.rows[(i - 1) / 8].groups |= 1 << ((i - 1) % 8);
    }

    /// Counts them, when all are known.
    pub fn count(&mut self) {
        let mut before = (0, 0);
        for row in &mut self.rows {
            row.before = before;
            before.0 += u32::from(ONES[usize::from(row.phrases)]);
            before.1 += u32::from(ONES[usize::from(row.groups)]);
        }
    }

    /// How many noun phrases end before token `i`.
    #[inline]
    pub fn phrases(&self, i: usize) -> Option<usize> {
        let row = self.rows.get(i / 8)?;
        Some(row.before.0 as usize + below(row.phrases, i))
    }

    /// How many verb groups end before token `i`.
    #[inline]
    pub fn groups(&self, i: usize) -> Option<usize> {
        let row = self.rows.get(i / 8)?;
        Some(row.before.1 as usize + below(row.groups, i))
    }
}

/// How many of these bits lie below that of token `i`.
#[inline]
fn below(bits: u8, i: usize) -> usize {
    usize::from(ONES[usize::from(bits & ((1 << (i % 8)) - 1))])
}
