//! The public handle.

use std::sync::Arc;

use crate::{
    article::Article, document::Document, error::Error, gazetteer::Gazetteer, lang::LanguagePack,
    pipeline, sheet::FactSheet,
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
        let article = checked(article.into());
        self.0.pool.with(|scratch| pipeline::run(&article, &self.0.resources, scratch))
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

    /// The text layers alone: tokens, zones, sentences, language.
    ///
    /// # Panics
    ///
    /// On a text of 4 GiB or more.
    #[must_use]
    pub fn parse<'t>(&self, article: impl Into<Article<'t>>) -> Document<'t> {
        pipeline::parse(&checked(article.into()), &self.0.resources)
    }

    /// The gazetteer in use.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.0.resources.gazetteer
    }
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
    /// When no language pack was given and none is embedded, or the pack lacks a file that a stage needs.
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
        let gazetteer = if list.len() == 1 { list.remove(0) } else { Gazetteer::merged(&list) };
        let resources = pipeline::Resources::new(gazetteer, pack)?;
        Ok(Extractor(Arc::new(Shared { resources, pool: pipeline::Pool::default() })))
    }
}
