//! Folding of words for look-up: case, diacritics and apostrophe shape do not count.
//!
//! A folded word is lower-case, without combining marks ("Erdoğan" → "erdogan", "é" as one or two
//! code points → "e"), with straight apostrophes. Words that fold alike hash alike.

use std::hint::select_unpredictable;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of one folded word. Stable across runs and machines.
pub(crate) fn hash(word: &str) -> u64 {
    let mut h = Hasher::default();
    if word.is_ascii() {
        h.push_ascii(word.as_bytes());
    } else if word.chars().all(|c| quick(c).is_some()) {
        word.chars().filter_map(quick).for_each(|c| h.push_char(c));
    } else {
        chars(word).for_each(|c| h.push_char(c));
    }
    h.finish()
}

/// U+00C0 to U+00FF after folding; 0 where that is no ASCII letter.
const LATIN: &[u8; 64] = b"aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0\0aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0y";

/// U+0100 to U+017F in the same way.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii\0\0jjkk\0llllll\0\0llnnnnnn\0\0\0oooooo\0\0rrrrrrsssssssstttt\0\0uuuuuuuuuuuuwwyyyzzzzzz\0";

/// The folded form of the commonest letters, as [`chars`] gives it.
const fn quick(c: char) -> Option<char> {
    Some(match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'À'..='ÿ' => match LATIN[c as usize - 0xC0] {
            0 => return None,
            b => b as char,
        },
        'Ā'..='ſ' => match LATIN_A[c as usize - 0x100] {
            0 => return None,
            b => b as char,
        },
        'Ѐ'..='Џ' => return lowered(c, 0x50),
        'А'..='Я' => return lowered(c, 0x20),
        'й' | 'ѝ' => 'и',
        'ѐ' | 'ё' => 'е',
        'ѓ' => 'г',
        'ї' => 'і',
        'ќ' => 'к',
        'ў' => 'у',
        'а'..='џ' => c,
        '’' | '‘' => '\'',
        _ => return None,
    })
}

/// As [`quick`] for the letter this far behind.
const fn lowered(c: char, by: u32) -> Option<char> {
    match char::from_u32(c as u32 + by) {
        Some(c) => quick(c),
        None => None,
    }
}

/// A common letter outside ASCII: the bytes of what [`quick`] makes of it, the second one 0 where there is but one; and
/// whether it is a capital.
pub(crate) type Letter = ([u8; 2], bool);

/// The letters from U+00C0 to U+047F; zeros for what is no common letter.
static LETTERS: [Letter; 0x3C0] = letters();

const fn letters() -> [Letter; 0x3C0] {
    let mut t = [([0; 2], false); 0x3C0];
    let mut k = 0;
    while k < t.len() {
        let c = k as u32 + 0xC0;
        let upper = match c {
            0xC0..=0xDE | 0x178 | 0x400..=0x42F => true,
            0x100..=0x137 | 0x14A..=0x177 => c.is_multiple_of(2),
            0x139..=0x148 | 0x179..=0x17E => !c.is_multiple_of(2),
            _ => false,
        };
        if let Some(c) = char::from_u32(c)
            && let Some(folded) = quick(c)
        {
            let c = folded as u32;
            let bytes = match c {
                0..0x80 => [c as u8, 0],
                _ => [0xC0 | (c >> 6) as u8, 0x80 | (c & 0x3F) as u8],
            };
            t[k] = (bytes, upper);
        }
        k += 1;
    }
    t
}

/// The common letter that is written in these two bytes.
#[inline]
pub(crate) fn letter(lead: u8, next: u8) -> Option<Letter> {
    let c = (usize::from(lead) << 6 | usize::from(next) & 0x3F).wrapping_sub(0xC3 << 6);
    LETTERS.get(c).copied().filter(|l| l.0[0] != 0)
}

/// Hashes a word byte by byte: eight at a time are mixed in, the first one lowest, and what is left at the word's end
/// stands in the upper bytes.
#[derive(Clone, Copy)]
pub(crate) struct Hasher {
    mixed: u64,
    pending: u64,
    len: u32,
}

impl Default for Hasher {
    fn default() -> Self {
        Self { mixed: SEED, pending: 0, len: 0 }
    }
}

impl Hasher {
    /// Adds a byte of a word; ASCII letters of either case count alike.
    #[inline]
    pub fn push(&mut self, b: u8) {
        let b = if b < 0x80 { b | 0x20 } else { b };
        self.pending = self.pending >> 8 | u64::from(b) << 56;
        self.len += 1;
        if self.len & 7 == 0 {
            self.mixed = mix(self.mixed ^ self.pending);
            self.pending = 0;
        }
    }

    /// As [`push`](Self::push) for each byte of an ASCII word, at its beginning.
    #[inline]
    pub fn push_ascii(&mut self, word: &[u8]) {
        debug_assert!(self.len == 0 && word.is_ascii());
        let mut chunks = word.chunks_exact(8);
        for chunk in &mut chunks {
            let eight = chunk.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b));
            self.mixed = mix(self.mixed ^ (eight | 0x2020_2020_2020_2020));
        }
        self.len = (word.len() - chunks.remainder().len()) as u32;
        chunks.remainder().iter().for_each(|b| self.push(*b));
    }

    /// Adds a folded letter as [`letter`] gives it.
    #[inline]
    pub fn push_letter(&mut self, bytes: [u8; 2]) {
        self.push(bytes[0]);
        if bytes[1] != 0 {
            self.push(bytes[1]);
        }
    }

    fn push_char(&mut self, c: char) {
        let mut buf = [0; 4];
        c.encode_utf8(&mut buf).bytes().for_each(|b| self.push(b));
    }

    #[inline]
    pub fn finish(self) -> u64 {
        if self.len & 7 == 0 { self.mixed | USED } else { mix(self.mixed ^ self.pending) | USED }
    }
}

/// What makes small letters of eight capitals.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// The hash of a word of one to sixteen ASCII letters or digits: so many of these bytes, the first one lowest.
#[inline(always)]
pub(crate) fn hash_letters(first: u64, second: u64, len: usize) -> u64 {
    let short = mix(SEED ^ (first | SMALL) << (64 - 8 * len.min(8)));
    let long = mix(short ^ (second | SMALL) << ((128 - 8 * len) % 64));
    // How long a word is cannot be foretold.
    select_unpredictable(len > 8, long, short) | USED
}

/// The hash of the first `len` bytes, folded; there are zeros behind them.
#[inline]
pub(crate) fn hash_folded(bytes: &[u8; 40], len: usize) -> u64 {
    let eights = &bytes.as_chunks::<8>().0[..len.div_ceil(8)];
    let mut mixed = SEED;
    for (k, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        mixed = mix(mixed ^ eight << (64 - 8 * (len - 8 * k).min(8)));
    }
    mixed | USED
}

/// No hash is 0: that is a free place of a table.
const USED: u64 = 1 << 63;

/// Both halves of a product, which each depend on all of the number.
#[inline]
fn mix(h: u64) -> u64 {
    let product = u128::from(h) * 0x9FB2_1C65_1E98_DF25;
    (product >> 64) as u64 ^ product as u64
}

/// Hashes keys of tables that are made at start-up of a pack's own files: quicker than the standard hasher, and no stranger
/// chooses them.
#[derive(Default)]
pub(crate) struct Mixer(u64);

/// Makes a [`Mixer`] for each key.
pub(crate) type Mixed = std::hash::BuildHasherDefault<Mixer>;

impl std::hash::Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks();
        chunks.iter().for_each(|chunk| self.write_u64(u64::from_le_bytes(*chunk)));
        self.write_u64(rest.iter().fold(0, |n, b| n << 8 | u64::from(*b)));
    }

    fn write_u8(&mut self, n: u8) {
        self.write_u64(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = mix(self.0 ^ n ^ SEED);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Combines the hash of a word sequence with the hash of the word that follows it.
#[inline]
pub(crate) fn chain(prefix: u64, word: u64) -> u64 {
    mix(prefix.rotate_left(23) ^ word) | USED
}

/// The characters of a word after folding.
pub(crate) fn chars(word: &str) -> impl Iterator<Item = char> + '_ {
    // Most words are ASCII as far as they go.
    let plain = word.bytes().position(|b| !b.is_ascii()).unwrap_or(word.len());
    let (plain, rest) = word.split_at(plain);
    let rest = rest.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain.bytes().map(|b| char::from(b.to_ascii_lowercase())).chain(rest.map(simplify))
}

/// Whether two words fold alike.
pub(crate) fn eq(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { chars(a).eq(chars(b)) }
}

fn simplify(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | 'ʻ' | '＇' => '\'',
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        'ħ' => 'h',
        _ => c,
    }
}

/// How many characters wide a text is: a letter with marks over it is one, composed or not, and so is a line's end of any
/// system.
pub(crate) fn width(s: &str) -> usize {
    if s.is_ascii() {
        return s.len() - s.bytes().filter(|b| *b == b'\r').count();
    }
    s.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\r')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_folding_is_the_full_one() {
        for c in ('\0'..='\u{2100}').filter(|c| quick(*c).is_some()) {
            let full: Vec<char> = chars(c.encode_utf8(&mut [0; 4])).collect();
            assert_eq!(full, [quick(c).unwrap()], "{c:?}");
        }
    }

    #[test]
    fn common_letters_are_folded_and_told_from_capitals() {
        for c in '\u{C0}'..='\u{47F}' {
            let mut buf = [0; 4];
            let bytes = c.encode_utf8(&mut buf).as_bytes();
            let expected = quick(c).map(|f| {
                let mut folded = [0; 2];
                f.encode_utf8(&mut folded);
                (folded, c.is_uppercase())
            });
            assert_eq!(letter(bytes[0], bytes[1]), expected, "{c:?}");
            assert!(expected.is_none() || c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn composed_and_decomposed_forms_fold_alike() {
        assert_eq!(hash("Erdoğan"), hash("ERDOG\u{306}AN"));
        assert_eq!(hash("Erdoğan"), hash("erdogan"));
        assert!(eq("Da’esh", "da'ESH"));
        assert_eq!(chars("Łódź").collect::<String>(), "lodz");
        assert_ne!(hash("mali"), hash("malo"));
    }
}
