//! Words of a text as UAX #29 defines them, with the English possessive cut off.
//!
//! A hand-written scanner reads ASCII, Latin and Cyrillic letters and the common punctuation, and
//! makes each word's hash and shape on the way. Stretches with any other character go through
//! `unicode-segmentation`; they start and end where UAX #29 always has a boundary.

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use crate::fold::{self, Hasher};

/// One word: `start..end` without a possessive "'s", `start..full` as UAX #29 has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    pub start: u32,
    pub end: u32,
    pub full: u32,
    /// Bits of [`shape`].
    pub shape: u16,
    /// [`fold::hash`] of `start..end`.
    pub hash: u64,
}

/// What a word looks like.
pub(crate) mod shape {
    pub const CAP: u16 = 1;
    pub const UPPER: u16 = 1 << 1;
    pub const DIGIT: u16 = 1 << 2;
    pub const ALPHA: u16 = 1 << 3;
    pub const WIDE: u16 = 1 << 4;
    pub const POSSESSIVE: u16 = 1 << 5;
    pub const MIXED: u16 = 1 << 6;
    pub const SINGLE: u16 = 1 << 7;
    pub const DOTTED: u16 = 1 << 8;
}

/// Word-break classes, as far as the scanner needs them.
const OTHER: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 3;
/// "_"
const LINK: u8 = 4;
/// ":"
const MID_LETTER: u8 = 5;
/// "," ";"
const MID_NUMBER: u8 = 6;
/// "." "'"
const MID_BOTH: u8 = 7;
/// The first byte of a character outside ASCII.
const HIGH: u8 = 8;
/// A letter outside ASCII.
const LETTER: u8 = 9;
/// Not for the scanner.
const STRANGE: u8 = 10;

static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut t = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        t[b] = match b as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'_' => LINK,
            b':' => MID_LETTER,
            b',' | b';' => MID_NUMBER,
            b'.' | b'\'' => MID_BOTH,
            128.. => HIGH,
            _ => OTHER,
        };
        b += 1;
    }
    t
}

/// Class and length of the character outside ASCII at `i`.
#[inline(never)]
fn high(bytes: &[u8], i: usize) -> (u8, usize) {
    let at = |k: usize| bytes.get(i + k).copied().unwrap_or(0);
    match (bytes[i], at(1), at(2)) {
        (0xC3, 0x97 | 0xB7, _) => (OTHER, 2),
        // Latin-1 letters, Latin Extended-A and -B, Cyrillic.
        (0xC3..=0xC9 | 0xD0 | 0xD1, _, _) => (LETTER, 2),
        // No-break space, « » £ © °
        (0xC2, 0xA0 | 0xA3 | 0xA9 | 0xAB | 0xB0 | 0xBB, _) => (OTHER, 2),
        (0xE2, 0x80, 0x98 | 0x99) => (MID_BOTH, 3),
        // Hyphens and dashes, quotation marks, bullets, ellipsis.
        (0xE2, 0x80, 0x90..=0x97 | 0x9A..=0xA3 | 0xA6) | (0xE2, 0x82, 0xAC) => (OTHER, 3),
        _ => (STRANGE, 0),
    }
}

#[inline]
fn class(bytes: &[u8], i: usize) -> (u8, usize) {
    match bytes.get(i) {
        None => (OTHER, 1),
        Some(b) => match CLASS[*b as usize] {
            HIGH => high(bytes, i),
            c => (c, 1),
        },
    }
}

/// Calls `f` for each word of `text`, in order.
#[inline]
pub(crate) fn each(text: &str, f: impl FnMut(Word)) {
    Words::new(text).for_each(f);
}

/// The words of a text, in order.
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
    /// Start of the run of spaces that ends at `at`: a strange mark after them would join them.
    blanks: usize,
    /// The stretch with unusual characters that is being read, and its offset.
    stretch: Option<(usize, UnicodeWordIndices<'t>)>,
}

impl<'t> Words<'t> {
    #[inline]
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, blanks: usize::MAX, stretch: None }
    }

    /// Goes on to the next character that begins a word: its class.
    #[inline]
    fn seek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            let b = *bytes.get(self.at)?;
            let c = CLASS[b as usize];
            match c {
                LOWER | UPPER | DIGIT | LINK => return Some(c),
                HIGH => match high(bytes, self.at) {
                    (STRANGE, _) => {
                        self.stretch(self.blanks.min(self.at), self.at);
                        return Some(STRANGE);
                    }
                    (LETTER, _) => return Some(LETTER),
                    (_, n) => {
                        self.blanks = usize::MAX;
                        if class(bytes, self.at + n).0 == STRANGE {
                            self.stretch(self.at, self.at + n);
                            return Some(STRANGE);
                        }
                        self.at += n;
                    }
                },
                _ => {
                    self.blanks = if b == b' ' { self.blanks.min(self.at) } else { self.at };
                    self.at += 1;
                    if b != b' ' && bytes.get(self.at).is_none_or(u8::is_ascii) {
                        self.blanks = usize::MAX;
                    }
                }
            }
        }
    }

    /// Leaves the text from `from` to `unicode-segmentation`, past `strange`, up to a blank before ordinary text.
    #[inline(never)]
    fn stretch(&mut self, from: usize, strange: usize) {
        let bytes = self.text.as_bytes();
        let mut end = strange;
        loop {
            while end < bytes.len() && !matches!(bytes[end], b' ' | b'\n' | b'\t' | b'\r') {
                end += 1;
            }
            // Go on over a blank before more of the same kind.
            if end + 1 < bytes.len()
                && !bytes[end + 1].is_ascii()
                && class(bytes, end + 1).0 == STRANGE
            {
                end += 1;
                continue;
            }
            break;
        }
        self.stretch = Some((from, self.text[from..end].unicode_word_indices()));
        (self.at, self.blanks) = (end, usize::MAX);
    }

    /// The next word of the stretch in hand.
    #[inline(never)]
    fn stretched(&mut self) -> Option<Word> {
        let (from, list) = self.stretch.as_mut()?;
        let Some((at, w)) = list.next() else {
            self.stretch = None;
            return None;
        };
        let start = *from + at;
        let kept = &w[..cut(w)];
        let possessive = if kept.len() < w.len() { shape::POSSESSIVE } else { 0 };
        Some(Word {
            start: start as u32,
            end: (start + kept.len()) as u32,
            full: (start + w.len()) as u32,
            shape: shape_of(kept) | possessive,
            hash: fold::hash(kept),
        })
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        loop {
            if self.stretch.is_some() {
                match self.stretched() {
                    Some(w) => return Some(w),
                    None => continue,
                }
            }
            // One blank and another word, as mostly.
            if let Some(&[b' ', next]) = bytes.get(self.at..self.at + 2)
                && CLASS[next as usize].wrapping_sub(LOWER) <= LINK - LOWER
            {
                self.at += 1;
            }
            let c = self.seek()?;
            if c == STRANGE {
                continue;
            }
            self.blanks = usize::MAX;
            let plain = if c <= UPPER { letters(bytes, self.at) } else { None };
            let w = match plain {
                Some(w) => w,
                None => match word(self.text, self.at) {
                    Ok(w) => w,
                    Err(strange) => {
                        self.stretch(self.at, strange);
                        continue;
                    }
                },
            };
            self.at = w.full as usize;
            // Lone underscores are no words.
            if w.shape & (shape::ALPHA | shape::DIGIT) != 0 {
                return Some(w);
            }
        }
    }
}

/// The top bit of each of eight bytes.
const TOPS: u64 = 0x8080_8080_8080_8080;
/// A byte in each of eight places.
const fn eight(b: u8) -> u64 {
    u64::from_le_bytes([b; 8])
}

/// Eight bytes of a text that begin with an ASCII letter.
struct Eight {
    /// In lower case, as far as they are letters.
    folded: u64,
    /// The letters in front, in capitals: a top bit for each.
    capitals: u64,
    /// Bits of the letters in front: eight times their number.
    bits: u32,
}

impl Eight {
    #[inline]
    fn read(x: u64) -> Self {
        let folded = x | eight(0x20);
        let t = folded & !TOPS;
        let letter = (t + eight(0x80 - b'a')) & !(t + eight(0x7F - b'z')) & !x & TOPS;
        let stop = letter ^ TOPS;
        let taken = TOPS & stop.wrapping_sub(1) & !stop;
        // 64 when no byte stops the letters.
        Self { folded, capitals: !(x << 2) & taken, bits: stop.trailing_zeros() & 0x78 }
    }

    /// The shape of a word that is these letters.
    #[inline]
    fn shape(&self) -> u16 {
        if self.capitals == 0 {
            return if self.bits == 8 { shape::ALPHA | shape::SINGLE } else { shape::ALPHA };
        }
        let others = (TOPS >> (64 - self.bits)) ^ self.capitals;
        // The last capital stands behind the first of the others.
        let mixed = others != 0 && self.capitals > others & others.wrapping_neg();
        let bit = |on: bool, bit: u16| if on { bit } else { 0 };
        shape::ALPHA
            | bit(self.capitals & 0x80 != 0, shape::CAP)
            | bit(others == 0 && self.bits > 8, shape::UPPER)
            | bit(mixed, shape::MIXED)
            | bit(self.bits == 8, shape::SINGLE)
    }
}

/// The word at `start`, where it is nothing but ASCII letters and what follows is plain: nearly always. Reads
/// eight bytes at a time.
#[inline]
fn letters(bytes: &[u8], start: usize) -> Option<Word> {
    let x = u64::from_le_bytes(*bytes.get(start..)?.first_chunk()?);
    let word = Eight::read(x);
    if word.bits == 64 {
        return long(bytes, start, &word);
    }
    let end = start + word.bits as usize / 8;
    let next = (x >> word.bits) as u8;
    let (full, possessive) =
        if CLASS[next as usize] == OTHER { (end, 0) } else { ending(bytes, end, next)? };
    Some(Word {
        start: start as u32,
        end: end as u32,
        full: full as u32,
        shape: word.shape() | possessive,
        hash: fold::hash_some(word.folded, word.bits),
    })
}

/// As [`letters`], for a word that starts with eight of them.
#[inline(never)]
fn long(bytes: &[u8], start: usize, first: &Eight) -> Option<Word> {
    let mut hash = Hasher::default();
    hash.push_eight(first.folded);
    let mut shape = first.shape();
    let mut at = start + 8;
    loop {
        let x = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
        let more = Eight::read(x);
        if more.bits > 0 {
            let part = more.shape();
            // A capital here, behind a lower-case letter, or before one.
            let mixed = shape & shape::UPPER == 0 && more.capitals != 0 || part & shape::MIXED != 0;
            if more.capitals.count_ones() * 8 < more.bits {
                shape &= !shape::UPPER;
            }
            shape |= if mixed { shape::MIXED } else { 0 };
        }
        at += more.bits as usize / 8;
        if more.bits == 64 {
            hash.push_eight(more.folded);
            continue;
        }
        hash.push_some(more.folded, more.bits);
        let (full, possessive) = ending(bytes, at, (x >> more.bits) as u8)?;
        return Some(Word {
            start: start as u32,
            end: at as u32,
            full: full as u32,
            shape: shape | possessive,
            hash: hash.finish(),
        });
    }
}

/// What follows the letters of a word, up to `at`, where they surely end: the offset after a possessive ending,
/// and its bit of [`shape`].
#[inline(never)]
fn ending(bytes: &[u8], at: usize, next: u8) -> Option<(usize, u16)> {
    match CLASS[next as usize] {
        OTHER => Some((at, 0)),
        HIGH => match high(bytes, at) {
            (OTHER, _) => Some((at, 0)),
            (MID_BOTH, 3) if bytes[at + 2] == 0x99 && owned(bytes, at + 3) => {
                Some((at + 4, shape::POSSESSIVE))
            }
            _ => None,
        },
        MID_BOTH if next == b'\'' && owned(bytes, at + 1) => Some((at + 2, shape::POSSESSIVE)),
        MID_LETTER | MID_NUMBER | MID_BOTH if parts(bytes, at + 1) => Some((at, 0)),
        _ => None,
    }
}

/// Whether a word surely ends before the mark whose next byte is at `i`.
#[inline]
fn parts(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_none_or(|b| matches!(CLASS[*b as usize], OTHER | MID_LETTER..=MID_BOTH))
}

/// Whether an "s" stands here that ends a word, behind an apostrophe.
#[inline]
fn owned(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_some_and(|b| b | 0x20 == b's')
        && match bytes.get(i + 1).map(|b| CLASS[*b as usize]) {
            None | Some(OTHER) => true,
            Some(MID_LETTER..=MID_BOTH) => parts(bytes, i + 2),
            _ => false,
        }
}

/// Reads the word at `start`, or gives the offset of a character that the scanner leaves to others.
#[inline(never)]
fn word(text: &str, start: usize) -> Result<Word, usize> {
    let bytes = text.as_bytes();
    let mut s = State::default();
    // State before the last apostrophe, and the offset after the apostrophe.
    let mut cut: Option<(State, usize, usize)> = None;
    let mut i = start;
    let mut last = LINK;
    while let Some(&b) = bytes.get(i) {
        let c = CLASS[b as usize];
        match c {
            LOWER => s.letter(b, false),
            UPPER => s.letter(b, true),
            DIGIT => s.digit(b),
            LINK => s.mark(b),
            OTHER => break,
            _ => {
                let (c, n) = if c == HIGH { high(bytes, i) } else { (c, 1) };
                if c == STRANGE {
                    return Err(i);
                }
                if c == LETTER {
                    s.wide(b, bytes[i + 1]);
                    i += n;
                    last = LOWER;
                    continue;
                }
                if c == OTHER {
                    break;
                }
                let (next, _) = class(bytes, i + n);
                if next == STRANGE {
                    return Err(i + n);
                }
                let letters = matches!(last, LOWER | UPPER)
                    && matches!(next, LOWER | UPPER | LETTER)
                    && c != MID_NUMBER;
                let numbers = last == DIGIT && next == DIGIT && c != MID_LETTER;
                if !(letters || numbers) {
                    break;
                }
                if b == b'\'' || n == 3 {
                    cut = (b == b'\'' || bytes[i + 2] == 0x99).then_some((s, i, i + n));
                    s.mark(b'\'');
                    s.wide |= n == 3;
                } else {
                    s.dotted |= b == b'.';
                    s.mark(b);
                }
                i += n;
                continue;
            }
        }
        last = c;
        i += 1;
    }
    let full = i;
    let mut end = i;
    let mut possessive = 0;
    if let Some((before, mark, after)) = cut
        && full == after + 1
        && bytes[after] | 0x20 == b's'
    {
        s = before;
        end = mark;
        possessive = shape::POSSESSIVE;
    }
    let (shape, hash) = if s.rare {
        let w = &text[start..end];
        (shape_of(w), fold::hash(w))
    } else {
        (s.shape(), s.hash.finish())
    };
    Ok(Word {
        start: start as u32,
        end: end as u32,
        full: full as u32,
        shape: shape | possessive,
        hash,
    })
}

/// What is known of a word while its bytes are read.
#[derive(Clone, Copy, Default)]
struct State {
    hash: Hasher,
    /// Characters, letters, letters in capitals.
    chars: u32,
    letters: u32,
    uppers: u32,
    /// The first character is a capital.
    cap: bool,
    digits: bool,
    mixed: bool,
    dotted: bool,
    /// Holds a character outside ASCII.
    wide: bool,
    /// Holds a letter that is not in the table of the common ones.
    rare: bool,
}

impl State {
    #[inline]
    fn letter(&mut self, b: u8, upper: bool) {
        self.hash.push(b);
        self.count(upper);
    }

    /// A letter of two bytes.
    #[inline]
    fn wide(&mut self, lead: u8, next: u8) {
        self.wide = true;
        match fold::letter(lead, next) {
            Some((folded, upper)) => {
                self.hash.push_letter(folded);
                self.count(upper);
            }
            None => self.rare = true,
        }
    }

    #[inline]
    fn count(&mut self, upper: bool) {
        self.cap |= upper && self.chars == 0;
        self.mixed |= upper && self.letters > self.uppers;
        self.chars += 1;
        self.letters += 1;
        self.uppers += u32::from(upper);
    }

    #[inline]
    fn digit(&mut self, b: u8) {
        self.mark(b);
        self.digits = true;
    }

    #[inline]
    fn mark(&mut self, b: u8) {
        self.hash.push(b);
        self.chars += 1;
    }

    fn shape(&self) -> u16 {
        let bit = |on: bool, bit: u16| if on { bit } else { 0 };
        bit(self.cap, shape::CAP)
            | bit(self.letters > 1 && self.letters == self.uppers, shape::UPPER)
            | bit(self.digits, shape::DIGIT)
            | bit(self.letters > 0, shape::ALPHA)
            | bit(self.wide, shape::WIDE)
            | bit(self.mixed, shape::MIXED)
            | bit(self.letters == 1 && self.chars == 1, shape::SINGLE)
            | bit(self.dotted, shape::DOTTED)
    }
}

/// Length of a word without its possessive ending.
fn cut(word: &str) -> usize {
    for ending in ["'s", "’s", "'S", "’S"] {
        if word.len() > ending.len() && word.ends_with(ending) {
            return word.len() - ending.len();
        }
    }
    word.len()
}

/// The shape of any word.
fn shape_of(s: &str) -> u16 {
    let mut f = 0;
    let (mut letters, mut uppers, mut lower_seen) = (0, 0, false);
    for (k, c) in s.chars().enumerate() {
        if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric()) {
            f |= shape::DIGIT;
        } else if c.is_alphabetic() {
            f |= shape::ALPHA;
            letters += 1;
            if c.is_uppercase() {
                uppers += 1;
                if k == 0 {
                    f |= shape::CAP;
                }
                if lower_seen {
                    f |= shape::MIXED;
                }
            } else {
                lower_seen = true;
            }
        } else if c == '.' {
            f |= shape::DOTTED;
        }
        if !c.is_ascii() {
            f |= shape::WIDE;
        }
    }
    if letters > 1 && uppers == letters {
        f |= shape::UPPER;
    }
    if letters == 1 && s.chars().nth(1).is_none() {
        f |= shape::SINGLE;
    }
    f
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) {
        let mut found = Vec::new();
        each(text, |w| {
            let kept = &text[w.start as usize..w.end as usize];
            assert_eq!(w.hash, fold::hash(kept), "{text:?}");
            assert_eq!(w.shape & !shape::POSSESSIVE, shape_of(kept), "{text:?} {kept:?}");
            assert_eq!(w.end < w.full, w.shape & shape::POSSESSIVE != 0);
            let full = &text[w.start as usize..w.full as usize];
            assert_eq!(kept.len(), cut(full), "{text:?}");
            found.push((w.start as usize, full));
        });
        assert_eq!(found, text.unicode_word_indices().collect::<Vec<_>>(), "{text:?}");
    }

    #[test]
    fn possessives_are_cut_and_kept_apart() {
        let mut v = Vec::new();
        let text = "Obama’s U.S. 1,200.5 ISIS-K";
        each(text, |w| v.push(&text[w.start as usize..w.end as usize]));
        assert_eq!(v, ["Obama", "U.S", "1,200.5", "ISIS", "K"]);
    }

    #[test]
    fn words_are_those_of_uax_29_at_the_seams() {
        for text in [
            "a.é b'é é'a a’é 1.٣ a\u{301}.b  \u{903}x ( \u{903} a:b 1:2 1;2 a;b a,b 1,b",
            "_a_ __ _1 1_a 'a' a''b a.'b 1.a a.1 x\u{ad}y e\u{301}’s ’s 's S's s’S",
            "“Рахмон” сказал:да «é» ×a÷ a\u{200d}b \u{feff}a \r\n\u{308} 日本語 a日b カナ ภาษา",
            "a\u{a0}b a\u{2019}\u{2019}b a\u{2019} \u{2019}b don\u{2018}t \u{5d0}'\u{5d0} \u{5d0}\"\u{5d0} a\"\u{5d0}",
            "🇫🇷🇩🇪 👩‍🚀 x👍🏽y ²a a² ½ · a·b a\u{2027}b a\u{2024}b",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn any_text_has_the_words_of_uax_29(text in "\\PC{0,40}") {
            check(&text);
        }

        #[test]
        fn marks_between_letters_and_digits(text in "[aZsS9é_Я.,:;'’‘\" \n“—…\u{301}\u{200d}\u{ad}\u{903}א日·²\u{2024}]{0,30}") {
            check(&text);
        }
    }
}
