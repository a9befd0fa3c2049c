//! What stands between two words.

use super::bits::Gap;

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
