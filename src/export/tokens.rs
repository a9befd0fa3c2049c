//! Tokens as tools expect them that work on tokens: words, punctuation marks and odd blanks.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::{sheet::FactSheet, span::Span};

/// Words and single marks of a text, cut at the edges of sentences and names, so that these begin and end at tokens.
pub(super) fn words(sheet: &FactSheet, text: &str) -> Vec<Span> {
    let mut cuts: BTreeSet<usize> = BTreeSet::new();
    let spans = sheet.mentions.iter().map(|m| m.span).chain(sheet.sentences.iter().map(|s| s.span));
    spans.for_each(|s| cuts.extend([s.start as usize, s.end as usize]));
    let mut list = Vec::new();
    for (at, piece) in text.split_word_bound_indices() {
        if piece.trim().is_empty() {
            continue;
        }
        let mut start = at;
        for cut in cuts.range(at + 1..at + piece.len()) {
            list.push(Span::from_usize(start, *cut));
            start = *cut;
        }
        list.push(Span::from_usize(start, at + piece.len()));
    }
    list
}
