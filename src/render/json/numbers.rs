//! Whole numbers as JSON writes them.

use super::sink::Sink;

/// Writes a whole number and a comma.
#[inline(always)]
pub(super) fn whole(sink: &mut Sink, at: usize, n: u64) -> usize {
    // Places in an article are mostly of four digits.
    if n < 10_000 {
        let n = n as usize;
        let digits = u32::from(PAIRS[n / 100]) | u32::from(PAIRS[n % 100]) << 16;
        // The first digit is in the lowest byte; the last one stays even if it is zero.
        let zeros = ((digits ^ ZEROS as u32) | (1 << 24)).trailing_zeros() / 8;
        let digits = u64::from(digits) | u64::from(b',') << 32;
        sink.put(at, &(digits >> (zeros * 8)).to_le_bytes(), 5 - zeros as usize)
    } else {
        large(sink, at, n)
    }
}

#[inline(never)]
fn large(sink: &mut Sink, at: usize, n: u64) -> usize {
    let at = digits(sink, at, n);
    sink.put(at, b",", 1)
}

fn digits(sink: &mut Sink, at: usize, n: u64) -> usize {
    const EIGHT: u64 = 100_000_000;
    if n < EIGHT {
        let digits = eight_digits(n);
        let zeros = (digits | (1 << 56)).trailing_zeros() / 8;
        sink.put(at, &((digits | ZEROS) >> (zeros * 8)).to_le_bytes(), 8 - zeros as usize)
    } else {
        let at = digits(sink, at, n / EIGHT);
        sink.put(at, &(eight_digits(n % EIGHT) | ZEROS).to_le_bytes(), 8)
    }
}

/// The digits of each number below a hundred, the first one lowest.
static PAIRS: [u16; 100] = {
    let mut pairs = [0; 100];
    let mut n = 0;
    while n < 100 {
        pairs[n] = u16::from_le_bytes([b'0' + (n / 10) as u8, b'0' + (n % 10) as u8]);
        n += 1;
    }
    pairs
};

/// Eight times the digit zero.
const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);

/// The digits of a number below 10⁸, one in each byte, the first one lowest: halves, quarters and eighths side by side.
#[inline]
fn eight_digits(n: u64) -> u64 {
    let fours = (n / 10_000) | ((n % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x7F_0000_007F;
    let twos = hundreds | ((fours - hundreds * 100) << 16);
    let tens = ((twos * 103) >> 10) & 0xF_000F_000F_000F;
    tens | ((twos - tens * 10) << 8)
}
