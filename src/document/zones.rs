//! Zones: which part of an article a stretch of text is.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::tokens::Tokens;
use crate::{
    article::Article,
    error::Error,
    lang::{LanguagePack, Lexicon, WordId},
    span::Span,
};

/// What a zone is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ZoneKind {
    /// The article's headline.
    Headline,
    /// Who wrote it: "By Jane Doe".
    Byline,
    /// Place, day and agency before the first sentence: "KABUL, 12 March (Reuters) —".
    Dateline,
    /// A heading inside the article.
    Heading,
    /// Body text.
    #[default]
    Paragraph,
    /// Text of a picture.
    Caption,
    /// "Photo: Agency".
    Credit,
    /// "Editor: …".
    Editor,
    /// "Tags: …".
    Tags,
    /// A note about the article itself: "The article is in Romanian".
    Note,
    /// Lines of other stories: "Read also", "PREV … NEXT …".
    Related,
    /// A rule or other line without words.
    Separator,
}

impl ZoneKind {
    /// Whether facts here belong to the article's story: not in `tags`, `related` and other furniture.
    #[must_use]
    pub const fn is_body(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Dateline | Self::Heading | Self::Paragraph | Self::Caption
        )
    }
}

/// A stretch of text of one kind. Zones do not overlap and hold all text that is not blank.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it is.
    pub span: Span,
    #[serde(skip)]
    pub(crate) tokens: Range<u32>,
}

impl Zone {
    /// As it enters the sheet, where there are no tokens to point at.
    pub(crate) fn record(&self) -> Self {
        Zone { kind: self.kind, span: self.span, tokens: 0..0 }
    }
}

pub(super) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Splits at line breaks; every line is a paragraph, the first short one a headline.
pub(super) fn find(
    article: &Article<'_>,
    tokens: &Tokens,
    _words: &[WordId],
    _lexicon: &Lexicon,
    _tables: &Tables,
) -> Vec<Zone> {
    let text = article.text();
    let _ = article.known_headline();
    let mut zones = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let span = Span::from_usize(start, start + body.len());
            let inside = tokens.inside(span);
            let kind = if inside.is_empty() { ZoneKind::Separator } else { ZoneKind::Paragraph };
            zones.push(Zone { kind, span, tokens: inside.start as u32..inside.end as u32 });
        }
        at += line.len();
    }
    zones
}
