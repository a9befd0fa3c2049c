//! Words of ASCII letters behind blanks and marks, eight bytes at a time: nine tenths of the words of an English text.

use super::{
    Word,
    bits::{Flags, Gap},
    class::{CLASS, DIGIT, HIGH, LOWER, MID_BOTH, MID_LETTER, MID_NUMBER, OTHER, UPPER, high},
    gap,
};
use crate::fold;

/// Letters read at most: longer words are rare.
const LONGEST: usize = 15;

/// The first bytes of a word.
type Head = [u8; LONGEST + 1];

/// The word behind blanks and common marks at `at`, where it is surely nothing but letters, or digits.
#[inline(always)]
pub(super) fn behind(bytes: &[u8], at: usize) -> Option<Word> {
    let window: &[u8; LONGEST + 3] = bytes.get(at..)?.first_chunk()?;
    let (mut before, mut start, mut head) = (Gap::SPACE, at + 1, window[1..].first_chunk()?);
    if window[0] != b' ' || !BEGINS[head[0] as usize] {
        // A mark alone or with a blank behind, mostly.
        before = gap::ALONE[window[0] as usize];
        if before != Gap::default() && head[0] == b' ' && BEGINS[window[2] as usize] {
            (before, start, head) = (before | Gap::SPACE, at + 2, window[2..].first_chunk()?);
        } else if before == Gap::default() || !BEGINS[head[0] as usize] {
            (before, start) = gap::run(bytes, at);
            if before == Gap::default() {
                return None;
            }
            head = bytes.get(start..)?.first_chunk()?;
        }
    }
    read(bytes, start, head, before)
}

/// The word at `start`, where it is surely nothing but letters, or digits.
pub(super) fn at(bytes: &[u8], start: usize) -> Option<Word> {
    let rest = &bytes[start..];
    match rest.first_chunk() {
        Some(head) => read(bytes, start, head, Gap::default()),
        None => {
            let mut head = [0; LONGEST + 1];
            head[..rest.len()].copy_from_slice(rest);
            read(bytes, start, &head, Gap::default())
        }
    }
}

/// The top bit of each of eight bytes.
const TOPS: u64 = eight(0x80);
/// A byte in each of eight places.
#[inline(always)]
const fn eight(b: u8) -> u64 {
    u64::from_le_bytes([b; 8])
}

/// The top bits of those of eight bytes that lie outside a range of ASCII, as `x` or, seen alike, as `folded`.
#[inline(always)]
const fn outside(x: u64, folded: u64, first: u8, last: u8) -> u64 {
    let t = folded & !TOPS;
    let from = t + eight(0x80 - first);
    let behind = t + eight(0x7F - last);
    (!from | behind | x) & TOPS
}

/// Eight bytes of a text.
struct Eight {
    /// In lower case, as far as they are letters.
    folded: u64,
    /// A top bit for each that is no letter.
    others: u64,
    /// A top bit for each of the letters in front, and for each of them that is a capital.
    letters: u64,
    capitals: u64,
    /// Bits of the letters in front: eight times their number.
    bits: u32,
}

impl Eight {
    #[inline(always)]
    fn read(x: u64) -> Self {
        let folded = x | const { eight(0x20) };
        let others = outside(x, folded, b'a', b'z');
        // The top bits below the first other byte; all when there is none.
        let letters = others.wrapping_sub(1) & (others ^ TOPS);
        let capitals = !(x << 2) & letters;
        Self { folded, others, letters, capitals, bits: others.trailing_zeros() & 0x78 }
    }

    /// The shape of a word that is these letters, some of them capitals.
    #[inline(always)]
    fn shape(&self) -> Flags {
        let small = self.letters ^ self.capitals;
        // The last capital stands behind the first small letter.
        let mixed = small != 0 && self.capitals > small & small.wrapping_neg();
        let bit = |on: bool, bit: Flags| if on { bit } else { Flags::default() };
        Flags::ALPHA
            | bit(self.capitals & 0x80 != 0, Flags::CAP)
            | bit(small == 0 && self.bits > 8, Flags::UPPER)
            | bit(mixed, Flags::MIXED)
    }
}

/// Reads the word that begins with these bytes.
#[inline(always)]
fn read(bytes: &[u8], start: usize, head: &Head, gap: Gap) -> Option<Word> {
    let (first, second) = halves(head);
    let front = Eight::read(first);
    let (len, next, mut shape, hash);
    if (8..64).contains(&front.bits) {
        len = front.bits as usize / 8;
        next = head[len];
        // The top bits of the first two bytes: that is a capital, and that is no letter.
        const { assert!(Flags::CAP.0 == 0x80 >> 7 && Flags::SINGLE.0 == 0x8000 >> 8) };
        shape = Flags(
            Flags::ALPHA.0
                | (front.capitals >> 7) as u16 & Flags::CAP.0
                | (front.others >> 8) as u16 & Flags::SINGLE.0,
        );
        if front.capitals > 0x80 {
            shape |= front.shape();
        }
        hash = fold::hash_some(front.folded, front.bits);
    } else {
        let rare = match first as u8 {
            b'0'..=b'9' => number(bytes, start, first),
            _ if front.bits == 64 => long(first, second),
            _ => return None,
        };
        if rare.0 == 0 {
            return None;
        }
        hash = rare.0;
        (len, next, shape) =
            (rare.1 as u8 as usize, (rare.1 >> 8) as u8, Flags((rare.1 >> 16) as u16));
    }
    let end = start + len;
    let mut full = end;
    if !ENDS[next as usize] {
        full = ending(bytes, end, next)?;
        if full > end {
            shape |= Flags::POSSESSIVE;
        }
    }
    Some(Word { start: start as u32, end: end as u32, full: full as u32, gap, shape, hash })
}

#[inline(always)]
fn halves(head: &Head) -> (u64, u64) {
    let both = u128::from_le_bytes(*head);
    (both as u64, (both >> 64) as u64)
}

/// Hash, and in one number length, next byte and shape of a word: what fits into two registers. No word where the hash
/// is 0.
type Rare = (u64, u64);

const fn rare(hash: u64, len: u32, next: u8, shape: Flags) -> Rare {
    (hash, len as u64 | (next as u64) << 8 | (shape.0 as u64) << 16)
}

/// A word of eight letters and some more.
#[inline(never)]
fn long(first: u64, second: u64) -> Rare {
    let (front, back) = (Eight::read(first), Eight::read(second));
    let hash = match back.bits {
        64 => return (0, 0),
        0 => fold::hash_some(front.folded, front.bits),
        bits => fold::hash_more(front.folded, back.folded, bits),
    };
    let mut shape = Flags::ALPHA;
    if front.capitals | back.capitals != 0 {
        shape = front.shape();
        // A capital behind a small letter, in either part or in the second one.
        if back.capitals != 0 && (!shape.has(Flags::UPPER) || back.shape().has(Flags::MIXED)) {
            shape |= Flags::MIXED;
        }
        if back.capitals != back.letters {
            shape = Flags(shape.0 & !Flags::UPPER.0);
        }
    }
    rare(hash, 8 + back.bits / 8, (second >> back.bits) as u8, shape)
}

/// A number of fewer than eight digits.
#[inline(never)]
fn number(bytes: &[u8], start: usize, x: u64) -> Rare {
    let bits = outside(x, x, b'0', b'9').trailing_zeros() & 0x78;
    if bits == 0 || bits == 64 {
        return (0, 0);
    }
    let end = start + bits as usize / 8;
    let ends = match bytes.get(end).map_or(OTHER, |b| CLASS[*b as usize]) {
        OTHER | MID_LETTER => true,
        MID_NUMBER | MID_BOTH => {
            bytes.get(end + 1).is_none_or(|b| !matches!(CLASS[*b as usize], DIGIT | HIGH))
        }
        HIGH => matches!(high(bytes, end), (OTHER, _)),
        _ => false,
    };
    // It ends, whatever comes next.
    if ends { rare(fold::hash_some(x, bits), bits / 8, b' ', Flags::DIGIT) } else { (0, 0) }
}

/// Whether a letter or digit of ASCII has this byte.
static BEGINS: [bool; 256] = {
    let mut t = [false; 256];
    let mut b = 0;
    while b < 256 {
        t[b] = matches!(CLASS[b], LOWER | UPPER | DIGIT);
        b += 1;
    }
    t
};

/// Whether a word of letters surely ends before this byte.
static ENDS: [bool; 256] = ends();

const fn ends() -> [bool; 256] {
    let mut t = [false; 256];
    let mut b = 0;
    while b < 256 {
        t[b] = matches!(CLASS[b], OTHER | MID_NUMBER);
        b += 1;
    }
    t
}

/// The offset after a word whose letters end at `end`, before other bytes: behind a possessive ending, or there,
/// if the word surely ends.
#[inline(never)]
fn ending(bytes: &[u8], end: usize, next: u8) -> Option<usize> {
    match CLASS[next as usize] {
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
#[inline]
fn parts(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_none_or(|b| !matches!(CLASS[*b as usize], LOWER | UPPER | HIGH))
}

/// Whether an "s" stands here that ends a word, behind an apostrophe.
#[inline]
fn owned(bytes: &[u8], i: usize) -> bool {
    bytes.get(i).is_some_and(|b| b | 0x20 == b's')
        && match bytes.get(i + 1).map(|b| CLASS[*b as usize]) {
            None | Some(OTHER | MID_NUMBER) => true,
            Some(MID_LETTER | MID_BOTH) => parts(bytes, i + 2),
            _ => false,
        }
}
