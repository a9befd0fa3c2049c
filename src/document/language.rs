//! The language of a text.

use serde::{Deserialize, Serialize};

use super::{tokens::Tokens, zones::Zone};
use crate::{
    article::Article,
    error::Error,
    lang::{LanguagePack, WordId},
    text::Text,
};

/// What language a text is in, and what it says of itself.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Language {
    /// ISO 639-1 code; null when unknown.
    pub code: Option<Text>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Whether the guess can be relied on.
    pub reliable: bool,
    /// What the text declares: "The article is in Romanian" → "ro".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub declared: Option<Text>,
}

pub(super) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

pub(super) fn detect(
    article: &Article<'_>,
    _tokens: &Tokens,
    _words: &[WordId],
    _zones: &[Zone],
    _tables: &Tables,
) -> Language {
    if let Some(code) = article.known_language() {
        return Language {
            code: Some(code.into()),
            confidence: 1.0,
            reliable: true,
            declared: None,
        };
    }
    match whatlang::detect(article.text()) {
        Some(info) if info.lang() == whatlang::Lang::Eng => Language {
            code: Some("en".into()),
            confidence: info.confidence() as f32,
            reliable: info.is_reliable(),
            declared: None,
        },
        _ => Language::default(),
    }
}
