//! Offsets as other tools count them.

use crate::span::Span;

/// What an offset counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum OffsetUnit {
    /// UTF-8 bytes, as everywhere in this crate.
    #[default]
    Bytes,
    /// Unicode code points: Python, W3C Web Annotation, brat.
    CodePoints,
    /// UTF-16 code units: JavaScript, Java, C#.
    Utf16,
}

/// Bytes between two known counts.
const BLOCK: usize = 64;

/// Converts byte offsets of one text into another unit.
///
/// ```
/// use copydesk::{Span, export::{OffsetUnit, Offsets}};
///
/// let offsets = Offsets::new("é😀x", OffsetUnit::Utf16);
/// assert_eq!(offsets.of(Span::new(2, 6)), (1, 3));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before each block; empty where units are bytes.
    counts: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Offsets into `text`.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let unit = if text.is_ascii() { OffsetUnit::Bytes } else { unit };
        let mut counts = Vec::new();
        if unit != OffsetUnit::Bytes {
            let mut count = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                counts.push(count);
                count += units(block, unit);
            }
        }
        Self { text, unit, counts }
    }

    /// The offset of a byte, which should be a character boundary; the end of the text for bytes behind it.
    #[must_use]
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        if self.unit == OffsetUnit::Bytes {
            return byte as u32;
        }
        let block = (byte / BLOCK).min(self.counts.len().saturating_sub(1));
        self.counts.get(block).copied().unwrap_or(0)
            + units(&self.text.as_bytes()[block * BLOCK..byte], self.unit)
    }

    /// Start and end of a span.
    #[must_use]
    pub fn of(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

/// Units that begin among these bytes.
fn units(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let one = |b: &u8| match b {
        0x80..=0xBF => 0,
        0xF0.. if unit == OffsetUnit::Utf16 => 2,
        _ => 1,
    };
    bytes.iter().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_has_the_offset_that_counting_gives() {
        let text = "aé😀“ü”x\u{1F1FA}\u{1F1F8} ".repeat(9);
        let points = Offsets::new(&text, OffsetUnit::CodePoints);
        let utf16 = Offsets::new(&text, OffsetUnit::Utf16);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32) as usize, n);
            assert_eq!(utf16.at(at as u32) as usize, text[..at].encode_utf16().count());
        }
        assert_eq!(points.at(text.len() as u32 + 9) as usize, text.chars().count());
    }
}
