//! Words with any characters, by way of `unicode-segmentation`.

use unicode_normalization::char::is_combining_mark;

use super::bits::Flags;

/// Length of a word without its possessive ending.
pub(super) fn cut(word: &str) -> usize {
    for ending in ["'s", "’s", "'S", "’S"] {
        if word.len() > ending.len() && word.ends_with(ending) {
            return word.len() - ending.len();
        }
    }
    word.len()
}

/// The shape of any word.
pub(super) fn shape_of(s: &str) -> Flags {
    let mut f = Flags::default();
    let (mut letters, mut uppers, mut lower_seen) = (0, 0, false);
    for (k, c) in s.chars().enumerate() {
        if c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric()) {
            f |= Flags::DIGIT;
        } else if c.is_alphabetic() {
            f |= Flags::ALPHA;
            letters += 1;
            if c.is_uppercase() {
                uppers += 1;
                if k == 0 {
                    f |= Flags::CAP;
                }
                if lower_seen {
                    f |= Flags::MIXED;
                }
            } else {
                lower_seen = true;
            }
        } else if c == '.' {
            f |= Flags::DOTTED;
        }
        if !c.is_ascii() {
            f |= Flags::WIDE;
        }
    }
    if letters > 1 && uppers == letters {
        f |= Flags::UPPER;
    }
    // One letter, whether its accent is part of it or a mark behind it.
    if letters == 1 && s.chars().skip(1).all(is_combining_mark) {
        f |= Flags::SINGLE;
    }
    f
}
