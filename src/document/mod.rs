//! The text and its layers: tokens, zones, sentences, language.

mod language;
mod sentences;
mod tokens;
mod zones;

use crate::{
    article::Article,
    error::Error,
    lang::{Class, ClassSet, Entry, LanguagePack, Lexicon, Marks, WordId},
    span::Span,
};
pub use language::Language;
pub use sentences::Sentence;
pub(crate) use tokens::{Cell, Flags, Gap};
pub use tokens::{Token, Tokens};
pub use zones::{Zone, ZoneKind};

/// An article's text with its layers; every offset points into [`text`](Self::text).
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::Extractor;
///
/// let document = Extractor::new().parse("KABUL (Wire) — Two people died. Three were hurt.");
/// let words: Vec<&str> = document.tokens().iter().map(|t| t.span.of(document.text())).collect();
/// assert_eq!(words[2..5], ["Two", "people", "died"]);
/// assert_eq!(document.sentences().len(), 3); // the dateline is one
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Document<'t> {
    text: &'t str,
    pack: LanguagePack,
    layers: Layers,
}

/// A document without its text: buffers that another document can use again.
#[derive(Clone, Default, Debug)]
pub(crate) struct Layers {
    tokens: Tokens,
    /// By token: its id in the pack's lexicon.
    words: Vec<WordId>,
    zones: Vec<Zone>,
    sentences: Vec<Sentence>,
    /// By token: indexes of its zone and sentence.
    zone_at: Vec<u32>,
    sentence_at: Vec<u32>,
    language: Language,
    work: zones::Work,
    /// Tokens behind marks that may end a sentence.
    told: Vec<u32>,
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
    #[cfg(all(test, feature = "embedded"))]
    pub(crate) fn new(article: &Article<'t>, pack: &LanguagePack, tables: &Tables) -> Self {
        Self::fill(Layers::default(), article, pack, tables)
    }

    /// Reads a text into the buffers of an earlier document.
    #[inline(never)]
    pub(crate) fn fill(
        mut layers: Layers,
        article: &Article<'t>,
        pack: &LanguagePack,
        tables: &Tables,
    ) -> Self {
        let text = article.text();
        let lexicon = pack.lexicon();
        let l = &mut layers;
        l.tokens.refill(text);
        l.words.resize(l.tokens.len(), WordId::default());
        lexicon.look_up(l.tokens.hashes(), &mut l.words);
        zones::find(
            article,
            &l.tokens,
            &l.words,
            lexicon,
            &tables.zones,
            &mut l.work,
            &mut l.zones,
        );
        l.language =
            language::detect(article, &l.tokens, &l.words, lexicon, &l.zones, &tables.language);
        let source = sentences::Source { text, tokens: &l.tokens, words: &l.words, lexicon };
        let list = &mut l.sentences;
        sentences::split(source, &l.zones, &l.language, &tables.sentences, &mut l.told, list);
        spread(&mut l.zone_at, l.tokens.len(), l.zones.iter().map(|z| z.tokens.end));
        spread(&mut l.sentence_at, l.tokens.len(), l.sentences.iter().map(|s| s.tokens.end));
        Self { text, pack: pack.clone(), layers }
    }

    /// The buffers, for another document.
    pub(crate) fn into_layers(self) -> Layers {
        self.layers
    }

    /// The article's text.
    #[must_use]
    #[inline]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Words, as UAX #29 has them, possessive endings cut off.
    #[must_use]
    #[inline]
    pub fn tokens(&self) -> &Tokens {
        &self.layers.tokens
    }

    /// Headline, byline, paragraphs, captions, …; together they hold all of the text that is not blank.
    #[must_use]
    #[inline]
    pub fn zones(&self) -> &[Zone] {
        &self.layers.zones
    }

    /// Sentences, none across zones.
    #[must_use]
    #[inline]
    pub fn sentences(&self) -> &[Sentence] {
        &self.layers.sentences
    }

    /// The language of the text.
    #[must_use]
    pub fn language(&self) -> &Language {
        &self.layers.language
    }

    /// Number of tokens.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.layers.tokens.len()
    }

    /// Ids of all tokens in the pack's lexicon.
    #[inline]
    pub(crate) fn words(&self) -> &[WordId] {
        &self.layers.words
    }

    /// Surface of token `i`.
    #[inline]
    pub(crate) fn word(&self, i: usize) -> &'t str {
        self.layers.tokens.span(i).of(self.text)
    }

    /// The span from the first to the last of these tokens.
    #[inline]
    pub(crate) fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        Span::new(self.layers.tokens.start(tokens.start), self.layers.tokens.end(tokens.end - 1))
    }

    /// The span of these tokens with the bracket that closes one opened within: "the Fund (IMF)".
    pub(crate) fn passage(&self, tokens: std::ops::Range<usize>) -> Span {
        let mut span = self.span(tokens);
        let closes = self.text.as_bytes().get(span.end as usize) == Some(&b')');
        if closes && span.of(self.text).rfind('(') > span.of(self.text).rfind(')') {
            span.end += 1;
        }
        span
    }

    /// The zone that holds token `i`.
    #[inline]
    pub(crate) fn zone_of(&self, i: usize) -> &Zone {
        &self.layers.zones[self.layers.zone_at[i] as usize]
    }

    /// Index of the sentence that holds token `i`.
    #[inline]
    pub(crate) fn sentence_of(&self, i: usize) -> usize {
        self.layers.sentence_at[i] as usize
    }

    /// The longest phrase or word of `class` at token `i`, with only blanks and hyphens between its words.
    #[inline]
    pub(crate) fn phrase(
        &self,
        lexicon: &Lexicon,
        i: usize,
        class: Class,
    ) -> Option<(usize, Entry)> {
        let words = self.words().get(i..)?;
        let word = *words.first()?;
        let marks = lexicon.marks(word);
        // Most words that start a phrase stand before another word than its second.
        if marks.starts.has(class) && lexicon.joins(words, class) {
            self.several(lexicon, i, class)
        } else if marks.classes.has(class) {
            lexicon.listed(word, class).map(|e| (1, e))
        } else {
            None
        }
    }

    /// A phrase of several words, or the first word alone.
    #[inline(never)]
    fn several(&self, lexicon: &Lexicon, i: usize, class: Class) -> Option<(usize, Entry)> {
        let words = self.words();
        let (n, entry) = lexicon.longest(&words[i..], class)?;
        // "U.S. dollars": the stop is the abbreviation's.
        let tokens = &self.layers.tokens;
        let joined = |k: usize| {
            let gap = tokens.gap(k);
            gap.is_within(Gap::BLANK | Gap::HYPHEN)
                || gap.is_within(Gap::BLANK | Gap::STOP) && self.word(k - 1).contains('.')
        };
        if (i + 1..i + n).all(joined) {
            return Some((n, entry));
        }
        lexicon.entry(words[i], class).map(|e| (1, e))
    }

    /// The classes of token `i`.
    #[inline]
    pub(crate) fn marks(&self, i: usize) -> &Marks {
        self.pack.lexicon().marks(self.words()[i])
    }

    /// Whether token `i` alone is in one of these classes.
    #[inline]
    pub(crate) fn is(&self, lexicon: &Lexicon, i: usize, classes: ClassSet) -> bool {
        self.words().get(i).is_some_and(|word| lexicon.classes(*word).intersects(classes))
    }
}

/// Fills a column of tokens with the index of the stretch that holds each: stretches in order, by their ends.
/// What is behind the last is the last one's, one place after the tokens too.
fn spread(column: &mut Vec<u32>, tokens: usize, ends: impl ExactSizeIterator<Item = u32>) {
    let last = (ends.len() as u32).saturating_sub(1);
    column.clear();
    column.resize(tokens + 1, 0);
    // How many end before each token.
    ends.for_each(|end| column[tokens.min(end as usize)] += 1);
    let mut ended = 0;
    for k in column {
        ended += *k;
        *k = ended.min(last);
    }
}
