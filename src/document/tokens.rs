//! Tokens as columns: where each word stands, what it looks like, its hash, and what stands before it.

pub(crate) use crate::words::{Flags, Gap};
use crate::{span::Span, words};

/// The words of a text. Punctuation is not a token: it is described by the gap before the next one.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// One for each token, and one more for the end of the text.
    cells: Vec<Cell>,
    hashes: Vec<u64>,
    /// Tokens before which more than a blank stands; the end of the text too.
    marked: Vec<u32>,
}

/// Where a token stands and what it looks like: 16 bytes, so that a token is in one line of the cache.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Cell {
    pub start: u32,
    pub end: u32,
    /// What stands before it.
    pub gap: Gap,
    pub flags: Flags,
    /// Bytes of the possessive ending.
    tail: u8,
}

impl Cell {
    #[inline(always)]
    fn of(w: &words::Word) -> Self {
        let tail = (w.full - w.end) as u8;
        Self { start: w.start, end: w.end, gap: w.gap, flags: w.shape, tail }
    }
}

/// One word of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Token {
    /// The word without a possessive ending.
    pub span: Span,
    /// Offset after the word with its possessive ending: the UAX #29 boundary.
    pub full_end: u32,
}

impl Tokens {
    /// The words of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut t = Tokens::default();
        t.refill(text);
        t
    }

    /// Reads another text into the same buffers.
    #[inline(never)]
    pub(crate) fn refill(&mut self, text: &str) {
        // News runs at about six bytes a word, blanks and marks included.
        let mut room = text.len() / 5 + 8;
        let (mut count, mut marks, mut last) = (0, 0, 0);
        self.make_room(room);
        words::each(text, |w| {
            if count >= room {
                room *= 2;
                self.make_room(room);
            }
            self.cells[count] = Cell::of(&w);
            self.hashes[count] = w.hash;
            self.marked[marks] = count as u32;
            marks += usize::from(w.gap != Gap::SPACE);
            count += 1;
            last = w.full as usize;
        });
        self.cells.truncate(count);
        self.hashes.truncate(count);
        self.marked.truncate(marks);
        let (gap, end) = (words::between(text, last, text.len()), text.len() as u32);
        self.marked.push(count as u32);
        self.cells.push(Cell { start: end, end, gap, ..Cell::default() });
        self.own_plurals(text);
    }

    /// "the workers' union": an apostrophe that makes a plural possessive is no quotation mark, unless one is open in its
    /// paragraph ("the 'special powers' clause").
    fn own_plurals(&mut self, text: &str) {
        const PLURAL: Gap = Gap(Gap::APOSTROPHE.0 | Gap::SPACE.0);
        let mut open = false;
        for i in self.marked.iter().map(|i| *i as usize).skip_while(|i| *i == 0) {
            let gap = self.cells[i].gap;
            open &= !gap.has(Gap::NEWLINE | Gap::BLANK_LINE);
            if !gap.has(Gap::APOSTROPHE) {
                continue;
            }
            let before = &text[..self.full_end(i - 1) as usize];
            let between = &text[before.len()..self.cells[i].start as usize];
            let opens =
                !between.ends_with(char::is_whitespace) && !self.cells[i].flags.has(Flags::DIGIT);
            if opens {
                open = true;
            } else if gap == PLURAL
                && !open
                && !between.starts_with(' ')
                && before.ends_with(['s', 'S'])
                && i < self.hashes.len()
            {
                self.cells[i - 1].flags |= Flags::POSSESSIVE;
                self.cells[i].gap = Gap::SPACE;
            } else {
                open = false;
            }
        }
    }

    /// Room for so many tokens.
    #[inline(never)]
    fn make_room(&mut self, tokens: usize) {
        self.cells.resize(tokens, Cell::default());
        self.hashes.resize(tokens, 0);
        self.marked.resize(tokens, 0);
    }

    /// Number of tokens.
    #[must_use]
    #[inline]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether the text has no word.
    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The tokens in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token> + '_ {
        (0..self.len()).map(|i| Token { span: self.span(i), full_end: self.full_end(i) })
    }

    /// The span of token `i`, without a possessive ending.
    ///
    /// # Panics
    ///
    /// When there is no such token.
    #[must_use]
    #[inline]
    pub fn span(&self, i: usize) -> Span {
        let cell = &self.cells[i];
        Span::new(cell.start, cell.end)
    }

    /// The tokens, and what stands behind the last.
    #[inline]
    pub(crate) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    #[inline]
    pub(crate) fn start(&self, i: usize) -> u32 {
        self.cells[i].start
    }

    #[inline]
    pub(crate) fn end(&self, i: usize) -> u32 {
        self.cells[i].end
    }

    /// End of token `i` with its possessive ending.
    #[inline]
    pub(crate) fn full_end(&self, i: usize) -> u32 {
        self.cells[i].end + u32::from(self.cells[i].tail)
    }

    #[inline]
    pub(crate) fn flags(&self, i: usize) -> Flags {
        self.cells[i].flags
    }

    /// What these tokens look like.
    #[inline]
    pub(crate) fn flags_of(
        &self,
        tokens: std::ops::Range<usize>,
    ) -> impl ExactSizeIterator<Item = Flags> {
        self.cells[tokens].iter().map(|c| c.flags)
    }

    /// What these tokens look like and what stands before each.
    #[inline]
    pub(crate) fn looks(
        &self,
        tokens: std::ops::Range<usize>,
    ) -> impl ExactSizeIterator<Item = (Flags, Gap)> {
        self.cells[tokens].iter().map(|c| (c.flags, c.gap))
    }

    /// Hash of the folded word: [`fold::hash`].
    #[inline]
    pub(crate) fn hash(&self, i: usize) -> u64 {
        self.hashes[i]
    }

    #[inline]
    pub(crate) fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// What stands before token `i`; with `i` = number of tokens, what stands after the last.
    #[inline]
    pub(crate) fn gap(&self, i: usize) -> Gap {
        self.cells[i].gap
    }

    /// The tokens before which more than a blank stands, in order; the text's end is the last.
    pub(crate) fn all_marked(&self) -> &[u32] {
        &self.marked
    }

    /// The text between token `i - 1` (with its possessive ending) and token `i`.
    #[inline]
    pub(crate) fn gap_span(&self, i: usize, text: &str) -> Span {
        debug_assert!(self.start(i) as usize <= text.len());
        let start = if i == 0 { 0 } else { self.full_end(i - 1) };
        Span::new(start, self.start(i))
    }

    /// Index of the first token that ends after byte `at`.
    pub(crate) fn at(&self, at: u32) -> usize {
        self.cells[..self.len()].partition_point(|c| c.end <= at)
    }

    /// The tokens from `first` on that start before byte `at`.
    pub(crate) fn before(&self, first: usize, at: u32) -> std::ops::Range<usize> {
        // Near, mostly: a sentence or a paragraph further.
        let cells = &self.cells[first..self.len()];
        let mut reach = 8;
        while reach < cells.len() && cells[reach].start < at {
            reach *= 2;
        }
        first..first + cells[..reach.min(cells.len())].partition_point(|c| c.start < at)
    }

    /// The tokens that lie wholly inside a span.
    pub(crate) fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let cells = &self.cells[..self.len()];
        let first = cells.partition_point(|c| c.start < span.start);
        let last = cells.partition_point(|c| c.end <= span.end);
        first..last.max(first)
    }
}
