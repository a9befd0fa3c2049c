//! Reads a word character by character: letters outside ASCII, numbers, apostrophes and stops within words.

use super::{
    Word,
    any::shape_of,
    bits::{Flags, Gap},
    class::{
        CLASS, DIGIT, HIGH, LETTER, LINK, LOWER, MID_BOTH, MID_LETTER, MID_NUMBER, OTHER, STRANGE,
        UPPER, class, high,
    },
};
use crate::fold::{self, Hasher};

/// Reads the word at `start`, or gives the offset of a character that the scanner leaves to others.
pub(super) fn word(text: &str, start: usize) -> Result<Word, usize> {
    match letters(text.as_bytes(), start) {
        Some(w) => Ok(w),
        None => mixed(text, start),
    }
}

/// Bytes of a folded word of letters, at most, and of two letters more.
const ROOM: usize = 40;

/// The word at `start`, where it is nothing but common letters, with or without a possessive ending.
#[inline(never)]
fn letters(bytes: &[u8], start: usize) -> Option<Word> {
    let (mut folded, mut len) = ([0; ROOM], 0);
    // Capitals, the first letter lowest, and the bit of the next letter.
    let (mut capitals, mut here) = (0u64, 1u64);
    let (mut end, mut wide) = (start, false);
    while len < ROOM - 2 {
        let Some(&b) = bytes.get(end) else { break };
        let (letter, upper, n) = if b < 0x80 {
            if !matches!(CLASS[b as usize], LOWER | UPPER) {
                break;
            }
            ([b | 0x20, 0], b & 0x20 == 0, 1)
        } else {
            let next = bytes.get(end + 1).copied().unwrap_or(0);
            let Some((letter, upper)) = fold::letter(b, next) else { break };
            (letter, upper, 2)
        };
        folded[len..len + 2].copy_from_slice(&letter);
        len += 1 + usize::from(letter[1] != 0);
        end += n;
        wide |= n == 2;
        capitals |= here * u64::from(upper);
        here <<= 1;
    }
    if len == 0 {
        return None;
    }
    let full = match bytes.get(end) {
        None => end,
        Some(b) => ending(bytes, end, *b)?,
    };
    let bit = |on: bool, bit: Flags| if on { bit } else { Flags::default() };
    let shape = Flags::of_letters(capitals, here - 1)
        | bit(wide, Flags::WIDE)
        | bit(full > end, Flags::POSSESSIVE);
    let (start, end, full) = (start as u32, end as u32, full as u32);
    let hash = fold::hash_folded(&folded, len);
    Some(Word { start, end, full, gap: Gap::default(), shape, hash })
}

/// The offset after a word whose letters end at `end`, before other bytes: behind a possessive ending, or there,
/// if the word surely ends.
fn ending(bytes: &[u8], end: usize, next: u8) -> Option<usize> {
    match CLASS[next as usize] {
        OTHER | MID_NUMBER => Some(end),
        HIGH => match high(bytes, end) {
            (OTHER, _) => Some(end),
            (MID_BOTH, 3) if bytes[end + 2] == 0x99 && owned(bytes, end + 3) => Some(end + 4),
            _ => None,
        },
        MID_BOTH if next == b'\'' && owned(bytes, end + 1) => Some(end + 2),
        MID_LETTER | MID_BOTH if parts(bytes, end + 1) => Some(end),
        _ => None,
    }
}

/// Whether a word of letters surely ends before the mark whose next byte is at `i`.
fn parts(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_none_or(|b| !matches!(CLASS[*b as usize], LOWER | UPPER | HIGH))
}

/// Whether an "s" stands here that ends a word, behind an apostrophe.
fn owned(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_some_and(|b| b | 0x20 == b's')
        && match bytes.get(i + 1).map(|b| CLASS[*b as usize]) {
            None | Some(OTHER | MID_NUMBER) => true,
            Some(MID_LETTER | MID_BOTH) => parts(bytes, i + 2),
            _ => false,
        }
}

/// As [`word`], for a word of any characters that are not strange.
#[inline(never)]
fn mixed(text: &str, start: usize) -> Result<Word, usize> {
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
    let mut possessive = Flags::default();
    if let Some((before, mark, after)) = cut
        && full == after + 1
        && bytes[after] | 0x20 == b's'
    {
        s = before;
        end = mark;
        possessive = Flags::POSSESSIVE;
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
        gap: Gap::default(),
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

    fn shape(&self) -> Flags {
        let bit = |on: bool, bit: Flags| if on { bit } else { Flags::default() };
        bit(self.cap, Flags::CAP)
            | bit(self.letters > 1 && self.letters == self.uppers, Flags::UPPER)
            | bit(self.digits, Flags::DIGIT)
            | bit(self.letters > 0, Flags::ALPHA)
            | bit(self.wide, Flags::WIDE)
            | bit(self.mixed, Flags::MIXED)
            | bit(self.letters == 1 && self.chars == 1, Flags::SINGLE)
            | bit(self.dotted, Flags::DOTTED)
    }
}
