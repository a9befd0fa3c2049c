//! Tokens as columns: where each word stands, what it looks like, its hash, and what stands before it.

use std::ops::{BitOr, BitOrAssign};

use crate::{
    span::Span,
    words::{Words, shape},
};

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
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: u32,
    end: u32,
    /// What stands before it.
    gap: Gap,
    flags: Flags,
    /// Bytes of the possessive ending.
    tail: u8,
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

macro_rules! bits {
    ($(#[$doc:meta])* $name:ident($int:ty) { $($(#[$item:meta])* $bit:ident = $value:expr),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
        pub(crate) struct $name(pub $int);
        impl $name {
            $($(#[$item])* pub const $bit: $name = $name($value);)*
            /// Whether any of these bits is set.
            #[inline]
            pub fn has(self, bits: $name) -> bool { self.0 & bits.0 != 0 }
            /// Whether no bit but these is set.
            #[inline]
            pub fn is_within(self, bits: $name) -> bool { self.0 & !bits.0 == 0 }
        }
        impl BitOr for $name {
            type Output = $name;
            fn bitor(self, o: $name) -> $name { $name(self.0 | o.0) }
        }
        impl BitOrAssign for $name {
            fn bitor_assign(&mut self, o: $name) { self.0 |= o.0; }
        }
    };
}

bits! {
    /// What a token looks like.
    Flags(u16) {
        /// First letter is upper-case.
        CAP = shape::CAP,
        /// Two or more letters, all upper-case.
        UPPER = shape::UPPER,
        /// Holds a digit.
        DIGIT = shape::DIGIT,
        /// Holds a letter.
        ALPHA = shape::ALPHA,
        /// Holds a character outside ASCII.
        WIDE = shape::WIDE,
        /// A possessive ending was cut off.
        POSSESSIVE = shape::POSSESSIVE,
        /// An upper-case letter after a lower-case one ("McDonald", "iPhone").
        MIXED = shape::MIXED,
        /// One letter.
        SINGLE = shape::SINGLE,
        /// Holds a full stop between letters ("U.S", "p.m").
        DOTTED = shape::DOTTED,
    }
}

bits! {
    /// What stands between two tokens; a possessive ending does not count.
    Gap(u32) {
        /// Space, tab, no-break space.
        SPACE = 1,
        /// A line break.
        NEWLINE = 1 << 1,
        /// Two or more line breaks.
        BLANK_LINE = 1 << 2,
        COMMA = 1 << 3,
        /// Full stop or ellipsis.
        STOP = 1 << 4,
        /// Exclamation or question mark.
        MARK = 1 << 5,
        COLON = 1 << 6,
        SEMICOLON = 1 << 7,
        /// Hyphen-minus and its kin, without or with blanks around.
        HYPHEN = 1 << 8,
        /// En dash, em dash, double hyphen, horizontal bar.
        DASH = 1 << 9,
        /// ( [ {
        OPEN = 1 << 10,
        /// ) ] }
        CLOSE = 1 << 11,
        /// Any double or angle quotation mark, `` and ''.
        QUOTE = 1 << 12,
        /// Single quotation mark or apostrophe.
        APOSTROPHE = 1 << 13,
        SLASH = 1 << 14,
        AMPERSAND = 1 << 15,
        PERCENT = 1 << 16,
        /// A currency sign.
        CURRENCY = 1 << 17,
        /// Anything else: symbols, bullets, emoji.
        OTHER = 1 << 18,
        /// Space or line break, not a blank line.
        BLANK = 1 | 1 << 1,
    }
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
        let room = text.len() / 5 + 8;
        self.cells.clear();
        self.hashes.clear();
        self.marked.clear();
        self.cells.reserve(room);
        self.hashes.reserve(room);
        self.marked.reserve(room / 4);
        let bytes = text.as_bytes();
        let mut last = 0;
        for w in Words::new(text) {
            let start = w.start as usize;
            let gap = if start == last + 1 && bytes[last] == b' ' {
                Gap::SPACE
            } else {
                self.marked.push(self.cells.len() as u32);
                gap(text, last, start)
            };
            last = w.full as usize;
            let tail = (w.full - w.end) as u8;
            self.cells.push(Cell { start: w.start, end: w.end, gap, flags: Flags(w.shape), tail });
            self.hashes.push(w.hash);
        }
        let (gap, end) = (gap(text, last, text.len()), text.len() as u32);
        self.marked.push(self.cells.len() as u32);
        self.cells.push(Cell { start: end, end, gap, flags: Flags::default(), tail: 0 });
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether the text has no word.
    #[must_use]
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

    #[inline]
    pub(crate) fn flags_of(&self, tokens: std::ops::Range<usize>) -> impl Iterator<Item = Flags> {
        self.cells[tokens].iter().map(|c| c.flags)
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

    /// Those of a range of tokens before which more than a blank stands, in order.
    pub(crate) fn marked(&self, tokens: std::ops::Range<usize>) -> &[u32] {
        let at = |i: usize| self.marked.partition_point(|m| (*m as usize) < i);
        &self.marked[at(tokens.start)..at(tokens.end)]
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
        first..first + self.cells[first..self.len()].partition_point(|c| c.start < at)
    }

    /// The tokens that lie wholly inside a span.
    pub(crate) fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let cells = &self.cells[..self.len()];
        let first = cells.partition_point(|c| c.start < span.start);
        let last = cells.partition_point(|c| c.end <= span.end);
        first..last.max(first)
    }
}

/// What each ASCII character says in a gap, seen alone.
static ASCII: [Gap; 128] = ascii();

const fn ascii() -> [Gap; 128] {
    let mut t = [Gap::OTHER; 128];
    let mut b = 0;
    while b < 128 {
        t[b] = match b as u8 {
            b' ' | b'\t' | b'\r' | 0x0B | 0x0C => Gap::SPACE,
            b'\n' => Gap::NEWLINE,
            b',' => Gap::COMMA,
            b'.' => Gap::STOP,
            b'!' | b'?' => Gap::MARK,
            b':' => Gap::COLON,
            b';' => Gap::SEMICOLON,
            b'-' => Gap::HYPHEN,
            b'(' | b'[' | b'{' => Gap::OPEN,
            b')' | b']' | b'}' => Gap::CLOSE,
            b'"' => Gap::QUOTE,
            b'\'' | b'`' => Gap::APOSTROPHE,
            b'/' => Gap::SLASH,
            b'&' => Gap::AMPERSAND,
            b'%' => Gap::PERCENT,
            b'$' => Gap::CURRENCY,
            _ => Gap::OTHER,
        };
        b += 1;
    }
    t
}

fn gap(text: &str, from: usize, to: usize) -> Gap {
    let bytes = &text.as_bytes()[from..to];
    match bytes {
        [] => return Gap::default(),
        // ", " and ". " are half of all gaps that are more than a blank.
        [a, b' '] if a.is_ascii() => return ASCII[*a as usize] | Gap::SPACE,
        _ => {}
    }
    if bytes.is_ascii() { ascii_gap(bytes) } else { wide_gap(&text[from..to]) }
}

fn ascii_gap(s: &[u8]) -> Gap {
    let mut g = Gap::default();
    let (mut breaks, mut before) = (0, 0);
    for &b in s {
        g |= ASCII[b as usize];
        match b {
            b'\n' => {
                breaks += 1;
                if breaks > 1 {
                    g |= Gap::BLANK_LINE;
                }
            }
            b'-' if before == b'-' => g |= Gap::DASH,
            // TeX-style marks.
            b'\'' | b'`' if before == b => g |= Gap::QUOTE,
            _ => {}
        }
        before = b;
    }
    g
}

fn wide_gap(s: &str) -> Gap {
    let mut g = Gap::default();
    let (mut breaks, mut hyphens) = (0, 0);
    for c in s.chars() {
        if c != '-' {
            hyphens = 0;
        }
        g |= match c {
            '\n' | '\u{2028}' | '\u{85}' => {
                breaks += 1;
                if breaks > 1 { Gap::NEWLINE | Gap::BLANK_LINE } else { Gap::NEWLINE }
            }
            '\u{2029}' => Gap::NEWLINE | Gap::BLANK_LINE,
            ',' | '،' | '、' => Gap::COMMA,
            '.' | '…' | '。' | '｡' | '．' | '।' | '॥' | '։' | '።' | '။' | '۔' => {
                Gap::STOP
            }
            '!' | '?' | '¡' | '¿' | '？' | '！' | '؟' | '‼' | '⁇' | '⁈' | '⁉' | '‽' => {
                Gap::MARK
            }
            ':' => Gap::COLON,
            ';' => Gap::SEMICOLON,
            '-' => {
                hyphens += 1;
                if hyphens > 1 { Gap::DASH } else { Gap::HYPHEN }
            }
            '‐' | '‑' => Gap::HYPHEN,
            '–' | '—' | '―' | '−' => Gap::DASH,
            '(' | '[' | '{' => Gap::OPEN,
            ')' | ']' | '}' => Gap::CLOSE,
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' => Gap::QUOTE,
            '\'' | '‘' | '’' | '‚' | '‛' | '`' | '´' => Gap::APOSTROPHE,
            '/' => Gap::SLASH,
            '&' => Gap::AMPERSAND,
            '%' | '‰' => Gap::PERCENT,
            '$' | '€' | '£' | '¥' | '₽' | '₴' | '₹' | '₩' | '₪' | '₺' | '¢' => {
                Gap::CURRENCY
            }
            c if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' => Gap::SPACE,
            _ => Gap::OTHER,
        };
    }
    g
}
