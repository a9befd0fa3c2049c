//! The public handle.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use crate::{
    article::Article,
    document::{Document, Flags},
    error::Error,
    gazetteer::Gazetteer,
    lang::LanguagePack,
    mention::Words,
    pipeline::{self, Stages},
    sheet::{FactSheet, SCHEMA, Warning},
    text::Text,
};

/// Reads articles. Build it once and clone it freely; it can be shared between threads.
#[derive(Clone)]
pub struct Extractor(Arc<Shared>);

struct Shared {
    resources: pipeline::Resources,
    pool: pipeline::Pool,
}

/// Chooses the data of an [`Extractor`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct ExtractorBuilder {
    gazetteers: Vec<Gazetteer>,
    pack: Option<LanguagePack>,
    #[cfg(feature = "embedded")]
    without_core: bool,
}

#[cfg(feature = "embedded")]
impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

impl Extractor {
    /// An extractor with the embedded English pack and core gazetteer.
    ///
    /// # Panics
    ///
    /// Never: the suite builds it.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build().expect("the embedded data is tested")
    }

    /// Chooses gazetteers and language pack.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Reads an article. Never fails: odd input yields an emptier sheet and warnings.
    ///
    /// # Panics
    ///
    /// On a text of 4 GiB or more.
    #[must_use]
    pub fn extract<'t>(&self, article: impl Into<Article<'t>>) -> FactSheet {
        self.run(article.into(), Stages::All)
    }

    fn run(&self, article: Article<'_>, stages: Stages) -> FactSheet {
        let article = checked(article);
        let run = |scratch: &mut _| pipeline::run(&article, stages, &self.0.resources, scratch);
        guarded(|| self.0.pool.with(run))
    }

    /// Reads many articles on all cores, in the caller's rayon pool; the order is kept.
    ///
    /// # Panics
    ///
    /// On a text of 4 GiB or more.
    #[cfg(feature = "rayon")]
    #[must_use]
    pub fn extract_batch<'t, A>(&self, articles: &[A]) -> Vec<FactSheet>
    where
        A: Clone + Into<Article<'t>> + Sync,
    {
        use rayon::prelude::*;
        articles.par_iter().map(|a| self.extract(a.clone())).collect()
    }

    /// Reads a stream of things that hold an article each (rows, files, lines), on all cores of the caller's rayon pool:
    /// gives them back with their sheets, in order. At most some megabytes of text are held at a time, and nothing is
    /// read ahead of what the caller takes but for one such batch.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use copydesk::{Article, Extractor};
    ///
    /// let extractor = Extractor::new();
    /// let rows = (0..1000).map(|id| (id, format!("At least {id} people were killed in Kabul.")));
    /// for ((id, _), sheet) in extractor.extract_iter(rows, |row| Article::new(&row.1)).take(3) {
    ///     assert_eq!(sheet.quantities[0].amount.low, Some(f64::from(id)));
    /// }
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// On a text of 4 GiB or more, when its sheet is asked for.
    #[cfg(feature = "rayon")]
    pub fn extract_iter<I, F>(&self, items: I, article: F) -> Sheets<I::IntoIter, F>
    where
        I: IntoIterator,
        I::Item: Send + Sync,
        F: for<'a> Fn(&'a I::Item) -> Article<'a> + Sync,
    {
        Sheets {
            extractor: self.clone(),
            items: items.into_iter().fuse(),
            article,
            ready: Vec::new().into_iter(),
        }
    }

    /// The text layers alone: tokens, zones, sentences, language.
    ///
    /// # Panics
    ///
    /// On a text of 4 GiB or more.
    #[must_use]
    pub fn parse<'t>(&self, article: impl Into<Article<'t>>) -> Document<'t> {
        pipeline::parse(&checked(article.into()), &self.0.resources)
    }

    /// How many known names the capitalised words of a text begin: bare matching, for measuring its speed.
    #[doc(hidden)]
    #[must_use]
    pub fn count_names(gazetteer: &Gazetteer, text: &str) -> usize {
        const LONGEST: usize = 12;
        let tokens = crate::document::Tokens::new(text);
        let (mut count, mut i) = (0, 0);
        while i < tokens.len() {
            let mut words = 1;
            if tokens.flags(i).has(Flags::CAP) && gazetteer.begins(tokens.hash(i)) {
                let end = tokens.len().min(i + LONGEST);
                let here = Words { tokens: &tokens, text, from: i };
                let hit = gazetteer.longest(&tokens.hashes()[i..end], &here);
                if let Some(hit) = hit {
                    count += 1;
                    words = hit.words;
                }
            }
            i += words;
        }
        count
    }

    /// Extracts all but quotations and claims, for measuring what these two stages cost: so much less does it take.
    ///
    /// Nothing of them is done. Words that report are still among the cues, which other stages look for in the same pass.
    /// Events go without the claims that speak of them, and counts without the sources that quotations give: the
    /// difference to a whole sheet holds these too, and that the sheet's records are made and dropped.
    #[doc(hidden)]
    #[must_use]
    pub fn extract_unquoted<'t>(&self, article: impl Into<Article<'t>>) -> FactSheet {
        self.run(article.into(), Stages::Unquoted)
    }

    /// The gazetteer in use.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.0.resources.gazetteer
    }
}

/// What [`Extractor::extract_iter`] gives.
#[cfg(feature = "rayon")]
pub struct Sheets<I: Iterator, F> {
    extractor: Extractor,
    items: std::iter::Fuse<I>,
    article: F,
    ready: std::vec::IntoIter<(I::Item, FactSheet)>,
}

/// A batch of [`Sheets`] ends at so many bytes of text or so many articles.
#[cfg(feature = "rayon")]
const BATCH: (usize, usize) = (4 << 20, 4096);

#[cfg(feature = "rayon")]
impl<I, F> Iterator for Sheets<I, F>
where
    I: Iterator,
    I::Item: Send + Sync,
    F: for<'a> Fn(&'a I::Item) -> Article<'a> + Sync,
{
    type Item = (I::Item, FactSheet);

    fn next(&mut self) -> Option<Self::Item> {
        use rayon::prelude::*;
        if self.ready.len() == 0 {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            while bytes < BATCH.0
                && batch.len() < BATCH.1
                && let Some(item) = self.items.next()
            {
                bytes += (self.article)(&item).text().len();
                batch.push(item);
            }
            let (extractor, article) = (&self.extractor, &self.article);
            let read = |item: I::Item| {
                let sheet = extractor.extract(article(&item));
                (item, sheet)
            };
            self.ready = batch.into_par_iter().map(read).collect::<Vec<_>>().into_iter();
        }
        self.ready.next()
    }
}

/// Runs an extraction. Should it panic, by a defect of ours, the article gets a sheet that says so, and the rest of a
/// batch is not lost.
fn guarded(run: impl FnOnce() -> FactSheet) -> FactSheet {
    // What a panic leaves half done is dropped with it: the scratch memory does not go back into the pool.
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<&str>().map(|m| (*m).to_owned());
        let message = message.or_else(|| panic.downcast_ref::<String>().cloned());
        let text = message.unwrap_or_default();
        FactSheet {
            schema: SCHEMA,
            warnings: vec![Warning {
                kind: Text::from_static("internal_error"),
                span: None,
                text: format!("nothing was read, by a defect of copydesk: {text}").into(),
            }],
            ..FactSheet::default()
        }
    })
}

fn checked(article: Article<'_>) -> Article<'_> {
    assert!(u32::try_from(article.text().len()).is_ok(), "a text of 4 GiB or more");
    article
}

impl std::fmt::Debug for Extractor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extractor")
            .field("gazetteer", &self.0.resources.gazetteer)
            .field("pack", &self.0.resources.pack)
            .finish()
    }
}

impl ExtractorBuilder {
    /// Adds a gazetteer; of two entries with one id the later stands.
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteers.push(gazetteer);
        self
    }

    /// Leaves the embedded core gazetteer out.
    #[cfg(feature = "embedded")]
    pub fn without_core(mut self) -> Self {
        self.without_core = true;
        self
    }

    /// The language pack, instead of the embedded English one.
    pub fn language_pack(mut self, pack: LanguagePack) -> Self {
        self.pack = Some(pack);
        self
    }

    /// Puts the parts together.
    ///
    /// # Errors
    ///
    /// When no language pack was given and none is embedded, the pack lacks a file that a stage needs, or the gazetteers are
    /// too large together.
    pub fn build(self) -> Result<Extractor, Error> {
        #[cfg(feature = "embedded")]
        let (pack, core) = (
            self.pack.unwrap_or_else(LanguagePack::english),
            (!self.without_core).then(Gazetteer::core),
        );
        #[cfg(not(feature = "embedded"))]
        let (pack, core) = (
            self.pack
                .ok_or_else(|| Error::config("no language pack given, and none is embedded"))?,
            None::<Gazetteer>,
        );
        let mut list: Vec<Gazetteer> = core.into_iter().chain(self.gazetteers).collect();
        let gazetteer =
            if list.len() == 1 { list.remove(0) } else { Gazetteer::try_merged(&list)? };
        let resources = pipeline::Resources::new(gazetteer, pack)?;
        Ok(Extractor(Arc::new(Shared { resources, pool: pipeline::Pool::default() })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_in_the_sheet() {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let sheet = guarded(|| panic!("at word {}", 3));
        std::panic::set_hook(hook);
        assert_eq!(sheet.warnings[0].kind, *"internal_error");
        assert!(sheet.warnings[0].text.ends_with("at word 3"));
    }
}
