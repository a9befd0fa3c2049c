//! Sentences, never across zones.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    tokens::{Gap, Tokens},
    zones::Zone,
};
use crate::{
    error::Error,
    lang::{LanguagePack, Lexicon, WordId},
    span::Span,
};

/// One sentence.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sentence {
    /// From its first to its last character that is not blank.
    pub span: Span,
    #[serde(skip)]
    pub(crate) tokens: Range<u32>,
}

impl Sentence {
    /// As it enters the sheet, where there are no tokens to point at.
    pub(crate) fn record(&self) -> Self {
        Sentence { span: self.span, tokens: 0..0 }
    }
}

pub(super) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

pub(super) fn split(
    text: &str,
    tokens: &Tokens,
    _words: &[WordId],
    _lexicon: &Lexicon,
    zones: &[Zone],
    _tables: &Tables,
) -> Vec<Sentence> {
    let mut list = Vec::new();
    for z in zones {
        let mut first = z.tokens.start as usize;
        let mut start = z.span.start;
        for i in z.tokens.start as usize..z.tokens.end as usize {
            let gap = tokens.gap(i + 1);
            if i + 1 < z.tokens.end as usize
                && gap.has(Gap::STOP | Gap::MARK)
                && gap.has(Gap::SPACE)
            {
                let s = tokens.gap_span(i + 1, text);
                let cut = s.start + s.of(text).find(char::is_whitespace).unwrap_or(0) as u32;
                list.push(Sentence {
                    span: Span::new(start, cut),
                    tokens: first as u32..i as u32 + 1,
                });
                first = i + 1;
                let rest = &text[cut as usize..];
                start = cut + (rest.len() - rest.trim_start().len()) as u32;
            }
        }
        if first < z.tokens.end as usize {
            list.push(Sentence {
                span: Span::new(start, z.span.end),
                tokens: first as u32..z.tokens.end,
            });
        }
    }
    list
}
