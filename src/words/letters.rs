//! Words of ASCII letters behind a blank or a mark: nine tenths of the words of an English text. 64 bytes of text are
//! read as sets of bits, so that neither a word's length nor its shape is a question for the processor to guess at.

use super::{
    Word,
    bits::{Flags, Gap},
    block::{BEHIND, BLOCK, Block},
    class::{CLASS, DIGIT, HIGH, LETTER, LINK, LOWER, OTHER, UPPER, high},
    gap,
    rest::Rest,
    scan,
};
use crate::fold;

/// Letters read at most: longer words are rare.
const LONGEST: usize = BEHIND;
/// Bytes at the end of a block that are left to the next one, where nothing is known to begin in them.
const FEW: usize = 8;

type Window = [u8; BLOCK + BEHIND];

/// Calls `f` for each word of `text`, in order.
#[inline(always)]
pub(crate) fn each(text: &str, mut f: impl FnMut(Word)) {
    let bytes = text.as_bytes();
    let mut rest = Rest::new(text);
    let mut base = 0;
    loop {
        let window = match bytes[base..].first_chunk() {
            Some(window) => window,
            None => &padded(&bytes[base..]),
        };
        let block = Block::read(window);
        // Where words begin, and the bytes behind them.
        let edges = |words: u64| (words & !(words << 1), !words & words << 1);
        let (mut starts, mut ends) = edges(block.words);
        let mut at = 0;
        loop {
            let place = Place {
                from: at,
                // Of use where there is an end: then there is a start.
                start: (starts | 1 << 63).trailing_zeros() as usize % BLOCK,
                end: ends.trailing_zeros() as usize % BLOCK,
            };
            let plain = if ends != 0 { plain(&block, window, base, place) } else { None };
            let w = if let Some(w) = plain {
                (starts, ends) = (starts & (starts - 1), ends & (ends - 1));
                w
            } else {
                // A stretch with unusual characters is read to its end.
                let mut found = None;
                if !rest.is_inside() {
                    if ends != 0 {
                        found = unusual(bytes, &block, window, base, place);
                    } else if at > 0 && (starts != 0 || at + FEW >= BLOCK) {
                        break;
                    }
                    found = found.or_else(|| odd(text, base + at));
                }
                let Some(w) = found.or_else(|| rest.next(base + at)) else { return };
                let left = u64::MAX.checked_shl((w.full as usize - base) as u32).unwrap_or(0);
                (starts, ends) = edges(block.words & if rest.is_inside() { 0 } else { left });
                w
            };
            // One call for all, so that it becomes part of the loop.
            f(w);
            at = w.full as usize - base;
        }
        base += at;
    }
}

/// The last bytes of a text, and blanks behind them.
#[cold]
fn padded(rest: &[u8]) -> Window {
    let mut window = [b' '; BLOCK + BEHIND];
    window[..rest.len()].copy_from_slice(rest);
    window
}

/// Where a word is in a window, and where the last one ends.
#[derive(Clone, Copy)]
struct Place {
    from: usize,
    start: usize,
    end: usize,
}

impl Place {
    /// What stands before the word, if it is one mark, or two that do not mean more together, as is told, too.
    #[inline(always)]
    fn gap(self, window: &Window) -> (Gap, bool) {
        let (first, last) = (window[self.from % BLOCK], window[self.start.wrapping_sub(1) % BLOCK]);
        let (before, near) = (gap::ALONE[first as usize], gap::ALONE[last as usize]);
        // One mark more where there are two of a kind.
        let marks = self.start.wrapping_sub(self.from);
        let others = marks.wrapping_sub(1 + usize::from(first != last));
        (before | near, (others == 0) & (before.0 != 0) & (near.0 != 0))
    }

    /// Whether the word may go on behind its letters or digits.
    #[inline(always)]
    fn joins(self, window: &Window) -> bool {
        let of = |i: usize| JOINS[window[i] as usize];
        let (next, then) = (of(self.end), of(self.end + 1));
        next & (ALWAYS | then) != 0
    }

    #[inline(always)]
    fn len(self) -> usize {
        self.end - self.start
    }

    /// A bit for each byte of the word.
    #[inline(always)]
    fn all(self) -> u64 {
        u64::MAX >> ((BLOCK - self.len()) % BLOCK)
    }

    #[inline(always)]
    fn word(self, window: &Window, base: usize, gap: Gap, shape: Flags) -> Word {
        let eight = |i: usize| window[i..].first_chunk().map_or(0, |b| u64::from_le_bytes(*b));
        let hash = fold::hash_letters(eight(self.start), eight(self.start + 8), self.len());
        let (start, end) = ((base + self.start) as u32, (base + self.end) as u32);
        Word { start, end, full: end, gap, shape, hash }
    }
}

/// A word of letters without a capital behind the first one, if it is plain that there is no more to it.
#[inline(always)]
fn plain(block: &Block, window: &Window, base: usize, at: Place) -> Option<Word> {
    let (gap, few) = at.gap(window);
    let rare = block.rare >> at.start & at.all() != 0;
    // Each of these is seldom so; together they are one question.
    if !few | at.joins(window) | (at.len() > LONGEST) | rare {
        return None;
    }
    const { assert!(Flags::CAP.0 == 1) };
    let shape = Flags::ALPHA.0
        | (block.capitals >> at.start) as u16 & 1
        | (u16::from(at.len() == 1) * Flags::SINGLE.0);
    Some(at.word(window, base, gap, Flags(shape)))
}

/// A word of nothing but letters or nothing but digits.
#[inline(never)]
fn unusual(bytes: &[u8], block: &Block, window: &Window, base: usize, at: Place) -> Option<Word> {
    let all = at.all();
    let digits = block.digits >> at.start & all;
    if at.joins(window) || at.len() > LONGEST || digits != 0 && digits != all {
        return None;
    }
    let gap = match at.gap(window) {
        (gap, true) => gap,
        _ => match gap::run(bytes, base + at.from) {
            (gap, end) if end == base + at.start && gap != Gap::default() => gap,
            _ => return None,
        },
    };
    let shape = match digits {
        0 => Flags::of_letters(block.capitals >> at.start & all, all),
        _ => Flags::DIGIT,
    };
    Some(at.word(window, base, gap, shape))
}

/// The word behind any common marks at `at`, where it is of common letters.
#[inline(never)]
fn odd(text: &str, at: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let (gap, start) = gap::run(bytes, at);
    let begins = match CLASS[*bytes.get(start)? as usize] {
        LOWER | UPPER | DIGIT => true,
        HIGH => high(bytes, start).0 == LETTER,
        _ => false,
    };
    // Right behind another word it would be part of that.
    if !begins || start == at && at > 0 {
        return None;
    }
    scan::word(text, start).ok().map(|w| Word { gap, ..w })
}

/// Whether letters or digits before a byte may be part of one word with what follows: in any case, or, as a bit that both
/// bytes have, with letters or digits behind the byte.
static JOINS: [u8; 256] = joins();
const ALWAYS: u8 = 1;
const WITH: u8 = 2;

const fn joins() -> [u8; 256] {
    let mut t = [0; 256];
    let mut b = 0;
    while b < 256 {
        t[b] = match CLASS[b] {
            HIGH => ALWAYS | WITH,
            LINK => ALWAYS,
            OTHER => 0,
            _ => WITH,
        };
        b += 1;
    }
    t
}
