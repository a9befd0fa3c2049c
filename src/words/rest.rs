//! What is no word of letters behind a blank or a mark.

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::{
    Word,
    any::{cut, shape_of},
    bits::{Flags, Gap},
    class::{CLASS, DIGIT, HIGH, LETTER, LINK, LOWER, STRANGE, UPPER, class, high},
    gap::between,
    scan,
};
use crate::fold;

/// Finds the next word of any kind.
pub(super) struct Rest<'t> {
    text: &'t str,
    at: usize,
    /// Start of the run of spaces that ends at `at`: a strange mark after them would join them.
    blanks: usize,
    /// The stretch with unusual characters that is being read, and its offset.
    stretch: Option<(usize, UnicodeWordIndices<'t>)>,
}

impl<'t> Rest<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, blanks: usize::MAX, stretch: None }
    }

    /// Whether the last word was one of a stretch with unusual characters.
    #[inline]
    pub fn is_inside(&self) -> bool {
        self.stretch.is_some()
    }

    /// The next word, where the last one ends at `last`.
    #[inline(never)]
    pub fn next(&mut self, last: usize) -> Option<Word> {
        if self.stretch.is_none() {
            (self.at, self.blanks) = (last, usize::MAX);
        }
        let w = self.find()?;
        Some(Word { gap: between(self.text, last, w.start as usize), ..w })
    }

    fn find(&mut self) -> Option<Word> {
        loop {
            if let Some((from, words)) = &mut self.stretch {
                match words.next() {
                    Some((at, w)) => return Some(word(*from + at, w)),
                    None => self.stretch = None,
                }
            }
            let class = self.seek()?;
            if class == STRANGE {
                continue;
            }
            self.blanks = usize::MAX;
            let w = match scan::word(self.text, self.at) {
                Ok(w) => w,
                Err(strange) => {
                    self.stretch(self.at, strange);
                    continue;
                }
            };
            self.at = w.full as usize;
            // Lone underscores are no words.
            if w.shape.has(Flags::ALPHA | Flags::DIGIT) {
                return Some(w);
            }
        }
    }

    /// Goes on to the next character that begins a word: its class.
    #[inline]
    fn seek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            let b = *bytes.get(self.at)?;
            let c = CLASS[b as usize];
            match c {
                LOWER | UPPER | DIGIT | LINK => return Some(c),
                HIGH => match high(bytes, self.at) {
                    (STRANGE, _) => {
                        self.stretch(self.blanks.min(self.at), self.at);
                        return Some(STRANGE);
                    }
                    (LETTER, _) => return Some(LETTER),
                    (_, n) => {
                        self.blanks = usize::MAX;
                        if class(bytes, self.at + n).0 == STRANGE {
                            self.stretch(self.at, self.at + n);
                            return Some(STRANGE);
                        }
                        self.at += n;
                    }
                },
                _ => {
                    self.blanks = if b == b' ' { self.blanks.min(self.at) } else { self.at };
                    self.at += 1;
                    if b != b' ' && bytes.get(self.at).is_none_or(u8::is_ascii) {
                        self.blanks = usize::MAX;
                    }
                }
            }
        }
    }

    /// Leaves the text from `from` to `unicode-segmentation`, past `strange`, up to a blank before ordinary text.
    #[inline(never)]
    fn stretch(&mut self, from: usize, strange: usize) {
        let bytes = self.text.as_bytes();
        let mut end = strange;
        loop {
            while end < bytes.len() && !matches!(bytes[end], b' ' | b'\n' | b'\t' | b'\r') {
                end += 1;
            }
            // Go on over a blank before more of the same kind.
            if end + 1 < bytes.len()
                && !bytes[end + 1].is_ascii()
                && class(bytes, end + 1).0 == STRANGE
            {
                end += 1;
                continue;
            }
            break;
        }
        self.stretch = Some((from, self.text[from..end].unicode_word_indices()));
        (self.at, self.blanks) = (end, usize::MAX);
    }
}

/// The word that starts at `start`, possessive ending included.
fn word(start: usize, full: &str) -> Word {
    let kept = &full[..cut(full)];
    let possessive = if kept.len() < full.len() { Flags::POSSESSIVE } else { Flags::default() };
    Word {
        start: start as u32,
        end: (start + kept.len()) as u32,
        full: (start + full.len()) as u32,
        gap: Gap::default(),
        shape: shape_of(kept) | possessive,
        hash: fold::hash(kept),
    }
}
