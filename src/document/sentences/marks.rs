//! What is no word of a sentence but stands at its edge: list marks and reference marks.

use super::{
    boundary::Splitter,
    terminator::{self, Terminator},
};
use crate::document::tokens::{Flags, Gap};

/// Reference marks after a full stop: "large.[7][8]".
const REFERENCE_MARKS: usize = 6;

impl Splitter<'_> {
    /// Remembers the list mark at token `i`, where a sentence starts.
    pub(super) fn note_item(&mut self, i: usize) {
        self.item = if i < self.end { self.item(i) } else { None };
    }

    /// "a)", "2.": the mark's value, and whether it is a number.
    pub(super) fn item(&self, i: usize) -> Option<(u32, bool)> {
        let f = self.flags(i);
        if i + 1 >= self.end
            || !(f.has(Flags::SINGLE) || self.is_number(i))
            || !matches!(self.gap(i + 1), ". " | ") " | ".) ")
        {
            return None;
        }
        let word = self.tokens.span(i).of(self.text);
        if f.has(Flags::SINGLE) && f.has(Flags::ALPHA) {
            let c = word.chars().next()?;
            return c.is_ascii_lowercase().then_some((c as u32, false));
        }
        (word.len() <= 3).then(|| word.parse().ok()).flatten().map(|n| (n, true))
    }

    /// The next item of a list that is set on one line: a bullet, or the mark after this item's.
    pub(super) fn next_item(&self, i: usize) -> Option<(usize, u32)> {
        let gap = self.tokens.gap(i);
        let start = self.tokens.full_end(i - 1);
        if gap.has(Gap::OTHER) {
            let gap = self.gap(i);
            let bullet = gap.find(['•', '⁃', '▪', '●', '◦', '‣'])?;
            return gap[..bullet]
                .ends_with(char::is_whitespace)
                .then(|| (i, start + gap[..bullet].trim_end().len() as u32));
        }
        let (n, number) = self.item?;
        if !gap.is_within(Gap::BLANK) || i < self.first + 2 {
            return None;
        }
        (self.item(i)? == (n + 1, number)).then_some((i, start))
    }

    /// "… the country at large.[7][8] This was", "analytical cognition.10 This": the marks belong to the sentence.
    pub(super) fn reference_marks(&self, i: usize, t: &Terminator<'_>) -> Option<(usize, u32)> {
        let bracketed = t.after == "[";
        if !(t.after.is_empty() || bracketed) || !self.is_number(i) {
            return None;
        }
        if t.before.is_empty() && !bracketed && self.is_number(i - 1) {
            return None;
        }
        if t.stop_only && t.before.is_empty() && self.abbreviation(i - 1).is_some() {
            return None;
        }
        for k in i + 1..(i + 1 + REFERENCE_MARKS).min(self.end) {
            let gap = self.gap(k);
            let cut = gap.find(char::is_whitespace);
            if self.is_number(k) {
                if cut.is_none_or(|c| gap[c..].trim_start().is_empty()) {
                    continue;
                }
                return None;
            }
            let cut = cut?;
            let tight = if bracketed { gap[..cut].starts_with(']') } else { cut == 0 };
            let ok = tight
                && self.flags(k).has(Flags::CAP)
                && gap[cut..].trim_start().chars().all(terminator::is_opener);
            return ok.then(|| (k, self.tokens.full_end(k - 1) + cut as u32));
        }
        None
    }

    /// ". [6] In later years": numbers in brackets belong to the sentence before.
    pub(super) fn bracketed_marks(&self, i: usize, t: &Terminator<'_>) -> Option<(usize, u32)> {
        if !t.spaced || t.after != "[" || !self.is_number(i) {
            return None;
        }
        for k in i + 1..(i + 1 + REFERENCE_MARKS).min(self.end) {
            let gap = self.gap(k).strip_prefix(']')?;
            if !gap.starts_with(char::is_whitespace) {
                return None;
            }
            if self.is_number(k) && gap.trim() == "[" {
                continue;
            }
            let ok = self.flags(k).has(Flags::CAP)
                && gap.trim_start().chars().all(terminator::is_opener);
            return ok.then(|| (k, self.tokens.full_end(k - 1) + 1));
        }
        None
    }

    /// Whether the zone ends with numbers in brackets.
    pub(super) fn only_marks_left(&self, i: usize) -> bool {
        self.end - i <= REFERENCE_MARKS && (i..self.end).all(|k| self.is_number(k))
    }

    /// "1.", "a.", "IV." at the start of a sentence.
    pub(super) fn is_list_mark(&self, i: usize) -> bool {
        let span = self.tokens.span(i);
        let f = self.flags(i);
        if self.is_number(i) {
            let word = span.of(self.text);
            return span.len() <= 3 || word.contains('.');
        }
        f.has(Flags::SINGLE)
            || f.has(Flags::UPPER)
                && span.len() <= 5
                && span.of(self.text).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
    }
}
