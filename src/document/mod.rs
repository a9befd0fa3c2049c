//! The text and its layers: tokens, zones, sentences, language.

mod language;
mod sentences;
mod tokens;
mod zones;

use crate::{
    article::Article,
    error::Error,
    lang::{Class, ClassSet, Entry, LanguagePack, Lexicon, WordId},
    span::Span,
};
pub use language::Language;
pub use sentences::Sentence;
pub(crate) use tokens::{Flags, Gap};
pub use tokens::{Token, Tokens};
pub use zones::{Zone, ZoneKind};

/// An article's text with its layers; every offset points into [`text`](Self::text).
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    tokens: Tokens,
    words: Vec<WordId>,
    zones: Vec<Zone>,
    sentences: Vec<Sentence>,
    language: Language,
}

/// What the text layer needs of a language pack.
pub(crate) struct Tables {
    zones: zones::Tables,
    sentences: sentences::Tables,
    language: language::Tables,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {
            zones: zones::Tables::new(pack)?,
            sentences: sentences::Tables::new(pack)?,
            language: language::Tables::new(pack)?,
        })
    }
}

impl<'t> Document<'t> {
    #[inline(never)]
    pub(crate) fn new(article: &Article<'t>, pack: &LanguagePack, tables: &Tables) -> Self {
        let text = article.text();
        let tokens = Tokens::new(text);
        let lexicon = pack.lexicon();
        let words: Vec<WordId> = (0..tokens.len()).map(|i| lexicon.word(tokens.hash(i))).collect();
        let zones = zones::find(article, &tokens, &words, lexicon, &tables.zones);
        let language =
            language::detect(article, &tokens, &words, lexicon, &zones, &tables.language);
        let sentences =
            sentences::split(text, &tokens, &words, lexicon, &zones, &language, &tables.sentences);
        Self { text, tokens, words, zones, sentences, language }
    }

    /// The article's text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Words, as UAX #29 has them, possessive endings cut off.
    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// Headline, byline, paragraphs, captions, …; together they hold all of the text that is not blank.
    #[must_use]
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Sentences, none across zones.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The language of the text.
    #[must_use]
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Ids of all tokens in the pack's lexicon.
    pub(crate) fn words(&self) -> &[WordId] {
        &self.words
    }

    /// Surface of token `i`.
    pub(crate) fn word(&self, i: usize) -> &'t str {
        self.tokens.span(i).of(self.text)
    }

    /// The span from the first to the last of these tokens.
    pub(crate) fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        Span::new(self.tokens.start(tokens.start), self.tokens.end(tokens.end - 1))
    }

    /// The zone that holds token `i`.
    pub(crate) fn zone_of(&self, i: usize) -> &Zone {
        let k = self.zones.partition_point(|z| (z.tokens.end as usize) <= i);
        &self.zones[k.min(self.zones.len() - 1)]
    }

    /// Index of the sentence that holds token `i`.
    pub(crate) fn sentence_of(&self, i: usize) -> usize {
        self.sentences
            .partition_point(|s| (s.tokens.end as usize) <= i)
            .min(self.sentences.len() - 1)
    }

    /// The longest phrase or word of `class` at token `i`, with only blanks and hyphens between its words.
    pub(crate) fn phrase(
        &self,
        lexicon: &Lexicon,
        i: usize,
        class: Class,
    ) -> Option<(usize, Entry)> {
        let (n, entry) = lexicon.longest(&self.words[i..], class)?;
        if (i + 1..i + n).all(|k| self.tokens.gap(k).is_within(Gap::BLANK | Gap::HYPHEN)) {
            return Some((n, entry));
        }
        lexicon.entry(self.words[i], class).map(|e| (1, e))
    }

    /// Whether token `i` alone is in one of these classes.
    #[inline]
    pub(crate) fn is(&self, lexicon: &Lexicon, i: usize, classes: ClassSet) -> bool {
        i < self.words.len() && lexicon.classes(self.words[i]).intersects(classes)
    }
}
