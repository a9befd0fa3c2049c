//! Spelling: normal form, folding, slugs, and what counts as a usable name.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name as it is stored: NFC, single blanks, straight apostrophes, without a note in parentheses.
pub fn tidy(name: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in name.nfc() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = (depth - 1i32).max(0),
            _ if depth > 0 => {}
            '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => out.push('\''),
            '\u{a0}' | '\u{202f}' | '\t' => out.push(' '),
            '|' | ';' | '*' | '=' | '"' => out.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            c => out.push(c),
        }
    }
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    out.trim_matches([' ', ',', '-', '.']).to_owned()
        + if ends_abbreviated(&out) { "." } else { "" }
}

/// "U.S." and "Inc." keep their last dot.
fn ends_abbreviated(name: &str) -> bool {
    name.ends_with('.')
        && name
            .rsplit(' ')
            .next()
            .is_some_and(|w| w.len() <= 5 && w.starts_with(char::is_uppercase))
}

/// Lower-case without marks, hyphens as blanks: what look-up compares.
pub fn fold(name: &str) -> String {
    let mut out = String::new();
    for c in name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | 'ʼ' | 'ʻ' => out.push('\''),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ħ' => out.push('h'),
            '-' | '‐' | '‑' | '–' | '—' | ' ' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// Folded letters and digits only, for comparing across punctuation.
pub fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether every letter is Latin.
pub fn is_latin(name: &str) -> bool {
    name.chars()
        .all(|c| !c.is_alphabetic() || (c as u32) < 0x250 || (0x1e00..0x1f00).contains(&(c as u32)))
}

/// Whether a text can stand as a name: Latin letters, a capital or a digit, no list or sentence.
pub fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && name.len() <= 90
        && is_latin(name)
        && name.chars().any(|c| c.is_uppercase() || c.is_ascii_digit())
        && !name.contains([':', '\\', '<', '>', '{', '}', '@', '%', '?', '!'])
        // Remarks of a source.
        && !name.starts_with("formerly ")
        && !name.starts_with("electoral coalition")
}

/// Whether all letters are capitals, as in an acronym.
pub fn is_acronym(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    name.chars().count() <= 8
        && !name.contains(' ')
        && letters.clone().next().is_some()
        && letters.all(char::is_uppercase)
}

/// The id's last part for a thing without a public id.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if let Some(s) = ascii(c) {
            out.push_str(s);
        } else if c != '\'' && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

fn ascii(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ə' => "a",
        _ => return None,
    })
}

/// Number of edits between two words, up to `limit`.
pub fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied_and_slugged() {
        assert_eq!(tidy("Abkhazia (Occupied  Georgia)"), "Abkhazia");
        assert_eq!(tidy("Côte d’Ivoire"), "Côte d'Ivoire");
        assert_eq!(tidy("U.S."), "U.S.");
        assert_eq!(slug("Da'esh – Öst"), "daesh-ost");
        assert_eq!(distance("kharkiv", "kharkov", 2), 1);
    }
}
