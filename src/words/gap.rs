//! What stands between two words.

use super::{
    bits::Gap,
    class::{CLASS, HIGH, MID_BOTH, OTHER, high},
};

/// What each byte says when it stands alone between words; nothing where it is part of a word or of a longer character.
pub(super) static ALONE: [Gap; 256] = alone();

const fn alone() -> [Gap; 256] {
    let mut t = [Gap::OTHER; 256];
    let mut b = 0;
    while b < 256 {
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
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 128.. => Gap(0),
            _ => Gap::OTHER,
        };
        b += 1;
    }
    t
}

/// What stands between two words, which may hold lone underscores.
pub(crate) fn between(text: &str, from: usize, to: usize) -> Gap {
    let s = &text[from..to];
    if s.is_ascii() { narrow(s.as_bytes()) } else { wide(s) }
}

fn narrow(s: &[u8]) -> Gap {
    let mut g = Gap::default();
    let (mut breaks, mut before) = (0, 0);
    for &b in s {
        g |= if b == b'_' { Gap::OTHER } else { ALONE[b as usize] };
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

fn wide(s: &str) -> Gap {
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
            '-' => {
                hyphens += 1;
                if hyphens > 1 { Gap::DASH } else { Gap::HYPHEN }
            }
            c => of(c),
        };
    }
    g
}

/// What a character says, but for line breaks and hyphens.
fn of(c: char) -> Gap {
    match c {
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
    }
}

/// What stands between two words at `from`, as far as it is blanks and common marks, and the offset behind it.
#[inline(never)]
pub(super) fn run(bytes: &[u8], from: usize) -> (Gap, usize) {
    let mut g = Gap::default();
    let (mut at, mut before, mut narrow, mut doubled) = (from, 0, true, Gap::default());
    while let Some(&b) = bytes.get(at) {
        let alone = ALONE[b as usize];
        if alone != Gap::default() {
            g |= alone;
            match b {
                b'\n' if g.has(LINE) => g |= Gap::BLANK_LINE,
                b'\n' => g |= LINE,
                b'-' if before == b => g |= Gap::DASH,
                b'\'' | b'`' if before == b => doubled = Gap::QUOTE,
                _ => {}
            }
            (at, before) = (at + 1, b);
            continue;
        }
        // A mark of two or three bytes.
        if CLASS[b as usize] != HIGH {
            break;
        }
        let n = match high(bytes, at) {
            (OTHER | MID_BOTH, n) => n,
            _ => break,
        };
        let low = |k: usize| u32::from(bytes[at + k] & 0x3F);
        let c = match n {
            2 => (u32::from(b) & 0x1F) << 6 | low(1),
            _ => (u32::from(b) & 0xF) << 12 | low(1) << 6 | low(2),
        };
        g |= char::from_u32(c).map_or(Gap::OTHER, of);
        (at, before, narrow) = (at + n, 0, false);
    }
    // TeX-style marks.
    if narrow {
        g |= doubled;
    }
    (Gap(g.0 & !LINE.0), at)
}

/// A line break was seen.
const LINE: Gap = Gap(1 << 31);
