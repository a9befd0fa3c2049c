//! A quotation while the passes work on it: token ranges, until records are made.

use std::ops::Range;

use bumpalo::{Bump, collections::Vec};

use super::{reader::Reader, tables::Act};
use crate::text::Text;

/// What found a quotation, and the names of these.
macro_rules! rules {
    ($($rule:ident $name:literal,)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Rule { $($rule,)* }
        static NAMES: &[Text] = &[$(Text::from_static($name),)*];
    };
}

rules! {
    SaidAfter "said-after",
    SaidAside "said-aside",
    SaidClause "said-clause",
    SaidInverted "said-inverted",
    SaidMarks "said-marks",
    SaidQuestion "said-question",
    SaidThat "said-that",
    AsSaid "as-said",
    AccordingTo "according-to",
    Infinitive "infinitive",
    ObjectInfinitive "object-infinitive",
    Passive "passive",
    Phrase "phrase",
    Relative "relative",
    Thing "thing",
    ReportingNoun "reporting-noun",
    Colon "colon",
    Fragment "fragment",
    Marks "marks",
}

impl Rule {
    /// The name that enters the sheet.
    pub fn name(self) -> Text {
        NAMES[self as usize].clone()
    }
}

#[derive(Debug)]
pub(super) struct Draft<'b> {
    /// Stretches of content in order, as tokens.
    pub parts: Vec<'b, Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub act: Option<Act>,
    pub speaker: Option<Range<usize>>,
    pub addressee: Option<Range<usize>>,
    pub via: Option<Range<usize>>,
    pub rule: Rule,
}

impl<'b> Draft<'b> {
    fn new(content: Range<usize>, rule: Rule, bump: &'b Bump) -> Self {
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
    pub fn draft(&self, content: Range<usize>, rule: Rule) -> Draft<'b> {
        Draft::new(content, rule, self.bump)
    }
}
