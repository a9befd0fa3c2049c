//! A quotation while the passes work on it: token ranges, until records are made.

use std::ops::Range;

use bumpalo::{Bump, collections::Vec};

use super::{reader::Reader, tables::Act};

#[derive(Debug)]
pub(super) struct Draft<'b> {
    /// Stretches of content in order, as tokens.
    pub parts: Vec<'b, Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub act: Option<Act>,
    pub speaker: Option<Range<usize>>,
    pub addressee: Option<Range<usize>>,
    pub via: Option<Range<usize>>,
    pub rule: &'static str,
}

impl<'b> Draft<'b> {
    fn new(content: Range<usize>, rule: &'static str, bump: &'b Bump) -> Self {
        let mut parts = Vec::with_capacity_in(2, bump);
        parts.push(content);
        Self { parts, cue: None, act: None, speaker: None, addressee: None, via: None, rule }
    }

    pub fn start(&self) -> usize {
        self.parts[0].start
    }

    pub fn end(&self) -> usize {
        self.parts[self.parts.len() - 1].end
    }
}

impl<'b> Reader<'b> {
    /// A quotation with this content and nothing else yet.
    pub fn draft(&self, content: Range<usize>, rule: &'static str) -> Draft<'b> {
        Draft::new(content, rule, self.bump)
    }
}
