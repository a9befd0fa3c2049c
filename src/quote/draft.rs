//! A quotation while the passes work on it: token ranges, until records are made.

use std::ops::Range;

use super::tables::Act;

#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Stretches of content in order, as tokens.
    pub parts: Vec<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub act: Option<Act>,
    pub speaker: Option<Range<usize>>,
    pub addressee: Option<Range<usize>>,
    pub via: Option<Range<usize>>,
    pub rule: &'static str,
}

impl Draft {
    pub fn new(content: Range<usize>, rule: &'static str) -> Self {
        Self {
            parts: vec![content],
            cue: None,
            act: None,
            speaker: None,
            addressee: None,
            via: None,
            rule,
        }
    }

    pub fn start(&self) -> usize {
        self.parts[0].start
    }

    pub fn end(&self) -> usize {
        self.parts[self.parts.len() - 1].end
    }
}
