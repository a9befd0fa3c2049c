//! Tokens as columns: where each word stands, what it looks like, its hash, and what stands before it.

use std::ops::{BitOr, BitOrAssign};

use crate::{
    fold,
    span::Span,
    words::{self, Word},
};

/// The words of a text. Punctuation is not a token: it is described by the gap before the next one.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    starts: Vec<u32>,
    ends: Vec<u32>,
    fulls: Vec<u32>,
    flags: Vec<Flags>,
    hashes: Vec<u64>,
    /// Gap before each token, and one more after the last.
    gaps: Vec<Gap>,
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
        CAP = 1,
        /// Two or more letters, all upper-case.
        UPPER = 1 << 1,
        /// Holds a digit.
        DIGIT = 1 << 2,
        /// Holds a letter.
        ALPHA = 1 << 3,
        /// Holds a character outside ASCII.
        WIDE = 1 << 4,
        /// A possessive ending was cut off.
        POSSESSIVE = 1 << 5,
        /// An upper-case letter after a lower-case one ("McDonald", "iPhone").
        MIXED = 1 << 6,
        /// One letter.
        SINGLE = 1 << 7,
        /// Holds a full stop between letters ("U.S", "p.m").
        DOTTED = 1 << 8,
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
        let mut last = 0;
        words::each(text, |w| {
            t.gaps.push(gap(&text[last as usize..w.start as usize]));
            last = w.full;
            t.push(text, w);
        });
        t.gaps.push(gap(&text[last as usize..]));
        t
    }

    fn push(&mut self, text: &str, w: Word) {
        let s = &text[w.start as usize..w.end as usize];
        self.starts.push(w.start);
        self.ends.push(w.end);
        self.fulls.push(w.full);
        self.flags.push(flags(s, w.full > w.end));
        self.hashes.push(fold::hash(s));
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether the text has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The tokens in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Token> + '_ {
        (0..self.len()).map(|i| Token { span: self.span(i), full_end: self.fulls[i] })
    }

    /// The span of token `i`, without a possessive ending.
    ///
    /// # Panics
    ///
    /// When there is no such token.
    #[must_use]
    pub fn span(&self, i: usize) -> Span {
        Span::new(self.starts[i], self.ends[i])
    }

    #[inline]
    pub(crate) fn start(&self, i: usize) -> u32 {
        self.starts[i]
    }

    #[inline]
    pub(crate) fn end(&self, i: usize) -> u32 {
        self.ends[i]
    }

    /// End of token `i` with its possessive ending.
    #[inline]
    pub(crate) fn full_end(&self, i: usize) -> u32 {
        self.fulls[i]
    }

    #[inline]
    pub(crate) fn flags(&self, i: usize) -> Flags {
        self.flags[i]
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
        self.gaps[i]
    }

    /// The text between token `i - 1` (with its possessive ending) and token `i`.
    pub(crate) fn gap_span(&self, i: usize, text: &str) -> Span {
        let start = if i == 0 { 0 } else { self.fulls[i - 1] };
        Span::new(start, self.starts.get(i).copied().unwrap_or(text.len() as u32))
    }

    /// Index of the first token that ends after byte `at`.
    pub(crate) fn at(&self, at: u32) -> usize {
        self.ends.partition_point(|e| *e <= at)
    }

    /// The tokens that lie wholly inside a span.
    pub(crate) fn inside(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.starts.partition_point(|s| *s < span.start);
        let last = self.ends.partition_point(|e| *e <= span.end);
        first..last.max(first)
    }
}

fn flags(s: &str, possessive: bool) -> Flags {
    let mut f = Flags::default();
    let (mut letters, mut uppers, mut lower_seen) = (0, 0, false);
    for (k, c) in s.chars().enumerate() {
        if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric()) {
            f |= Flags::DIGIT;
        } else if c.is_alphabetic() {
            f |= Flags::ALPHA;
            letters += 1;
            if c.is_uppercase() {
                uppers += 1;
                if k == 0 {
                    f |= Flags::CAP;
                }
                if lower_seen {
                    f |= Flags::MIXED;
                }
            } else {
                lower_seen = true;
            }
        } else if c == '.' {
            f |= Flags::DOTTED;
        }
        if !c.is_ascii() {
            f |= Flags::WIDE;
        }
    }
    if letters > 1 && uppers == letters {
        f |= Flags::UPPER;
    }
    if letters == 1 && s.chars().nth(1).is_none() {
        f |= Flags::SINGLE;
    }
    if possessive {
        f |= Flags::POSSESSIVE;
    }
    f
}

fn gap(s: &str) -> Gap {
    if s == " " {
        return Gap::SPACE;
    }
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
