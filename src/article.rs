//! What goes in: a text, and what the caller already knows about it.

use jiff::civil::Date;

/// An article to read. Only the text is required.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Article, Extractor};
///
/// let article = Article::new("Two people were hurt on Saturday.").published("2024-03-27".parse().unwrap());
/// let sheet = Extractor::new().extract(article);
/// assert_eq!(sheet.times[0].value.as_deref(), Some("2024-03-23"));
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Article<'t> {
    text: &'t str,
    headline: Option<&'t str>,
    published: Option<Date>,
    language: Option<&'t str>,
}

impl<'t> Article<'t> {
    /// An article of which only the text is known.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, headline: None, published: None, language: None }
    }

    /// The headline, when it is kept apart from the text or is known to be the text's first line.
    #[must_use]
    pub fn headline(mut self, headline: &'t str) -> Self {
        self.headline = Some(headline);
        self
    }

    /// The day of publication: the reference for "yesterday", "last week", "Saturday".
    #[must_use]
    pub fn published(mut self, date: Date) -> Self {
        self.published = Some(date);
        self
    }

    /// The language, as an ISO 639-1 code, when it is known.
    #[must_use]
    pub fn language(mut self, code: &'t str) -> Self {
        self.language = Some(code);
        self
    }

    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    pub(crate) fn known_headline(&self) -> Option<&'t str> {
        self.headline
    }

    pub(crate) fn reference(&self) -> Option<Date> {
        self.published
    }

    pub(crate) fn known_language(&self) -> Option<&'t str> {
        self.language
    }
}

impl<'t> From<&'t str> for Article<'t> {
    fn from(text: &'t str) -> Self {
        Self::new(text)
    }
}

impl<'t> From<&'t String> for Article<'t> {
    fn from(text: &'t String) -> Self {
        Self::new(text)
    }
}
