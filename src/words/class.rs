//! Word-break classes of characters, as far as the scanner needs them.

/// Between words, and no part of one.
pub(super) const OTHER: u8 = 0;
pub(super) const LOWER: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const DIGIT: u8 = 3;
/// "_"
pub(super) const LINK: u8 = 4;
/// ":"
pub(super) const MID_LETTER: u8 = 5;
/// "," ";"
pub(super) const MID_NUMBER: u8 = 6;
/// "." "'"
pub(super) const MID_BOTH: u8 = 7;
/// The first byte of a character outside ASCII.
pub(super) const HIGH: u8 = 8;
/// A letter outside ASCII.
pub(super) const LETTER: u8 = 9;
/// Not for the scanner.
pub(super) const STRANGE: u8 = 10;

/// By byte.
pub(super) static CLASS: [u8; 256] = classes();

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
pub(super) fn high(bytes: &[u8], i: usize) -> (u8, usize) {
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

/// Class and length of the character at `i`; past the end stands something between words.
#[inline]
pub(super) fn class(bytes: &[u8], i: usize) -> (u8, usize) {
    match bytes.get(i) {
        None => (OTHER, 1),
        Some(b) => match CLASS[*b as usize] {
            HIGH => high(bytes, i),
            c => (c, 1),
        },
    }
}
