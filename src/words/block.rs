//! A stretch of 64 bytes as sets of bits.

use super::class::{CLASS, DIGIT, LOWER, UPPER};

/// Bytes of a block.
pub(super) const BLOCK: usize = 64;
/// Bytes behind it that are read with its last words.
pub(super) const BEHIND: usize = 16;

/// What the bytes of a block are, the first one lowest.
pub(super) struct Block {
    /// Letters and digits of ASCII.
    pub words: u64,
    pub digits: u64,
    pub capitals: u64,
    /// Those of them that few words have: digits, and capitals behind another letter.
    pub rare: u64,
}

const WORD: u8 = 1;
const NUMBER: u8 = 2;
const CAPITAL: u8 = 4;

/// What a byte is: a set of bits. Comparisons and no table, so that sixteen bytes are told at once.
#[inline(always)]
const fn kind(b: u8) -> u8 {
    let letter = (b | 0x20).wrapping_sub(b'a') < 26;
    let digit = b.wrapping_sub(b'0') < 10;
    let capital = b.wrapping_sub(b'A') < 26;
    ((letter | digit) as u8 * WORD) | (digit as u8 * NUMBER) | (capital as u8 * CAPITAL)
}

const _: () = {
    let mut b = 0;
    while b < 256 {
        let k = kind(b as u8);
        assert!((k & WORD != 0) == matches!(CLASS[b], LOWER | UPPER | DIGIT));
        assert!((k & NUMBER != 0) == matches!(CLASS[b], DIGIT));
        assert!((k & CAPITAL != 0) == matches!(CLASS[b], UPPER));
        b += 1;
    }
};

impl Block {
    #[inline(always)]
    pub fn read(bytes: &[u8; BLOCK + BEHIND]) -> Self {
        let mut kinds = [0; BLOCK];
        for (k, b) in kinds.iter_mut().zip(bytes) {
            *k = kind(*b);
        }
        let mut block = Self { words: 0, digits: 0, capitals: 0, rare: 0 };
        for (k, eight) in kinds.as_chunks::<8>().0.iter().enumerate() {
            let bits = |bit: u8| gathered(*eight, bit) << (8 * k);
            block.words |= bits(WORD);
            block.digits |= bits(NUMBER);
            block.capitals |= bits(CAPITAL);
        }
        block.rare = block.digits | block.capitals & block.words << 1;
        block
    }
}

/// One bit of each of eight bytes, side by side.
#[inline(always)]
pub(crate) fn gathered(eight: [u8; 8], bit: u8) -> u64 {
    let bits = u64::from_le_bytes(eight) >> bit.trailing_zeros() & 0x0101_0101_0101_0101;
    bits.wrapping_mul(0x0102_0408_1020_4080) >> 56
}
