//! Language packs: the words, rules and settings of one language, read from plain files.
//!
//! A pack is a folder: `pack.toml` (settings), `words/*.tsv` (one [class](Lexicon::class) of words per
//! file) and `rules/*.toml` (token patterns, compiled by the stages when an extractor is built). The
//! embedded English pack is the same text compiled into the library.

#[cfg(feature = "embedded")]
mod embedded;
mod inflect;
mod lexicon;

use std::{path::Path, sync::Arc};

use crate::error::Error;
pub(crate) use lexicon::{Class, ClassSet, Entry, Form, Lexicon, Row, WordId};

/// The words and rules of one language. Cheap to clone.
#[derive(Clone)]
pub struct LanguagePack(Arc<Inner>);

struct Inner {
    code: String,
    lexicon: Lexicon,
    rules: Vec<RuleFile>,
}

/// One file of `rules/`: its name without ending, and its text.
pub(crate) struct RuleFile {
    pub name: String,
    pub text: String,
}

/// A pack's files, as text, before they are read.
struct Files<'a> {
    pack: &'a str,
    words: Vec<(&'a str, &'a str)>,
    rules: Vec<(&'a str, &'a str)>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    code: String,
}

impl LanguagePack {
    /// The embedded English pack.
    ///
    /// # Panics
    ///
    /// Never: the suite loads the embedded files.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn english() -> Self {
        Self::from_files(&embedded::english()).expect("the embedded pack is tested")
    }

    /// Reads a pack from a directory laid out as `gazetteers/lang/en`.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or its content is not as expected: file, line, column and all
    /// problems of that file.
    pub fn from_dir(path: impl AsRef<Path>) -> Result<Self, Error> {
        let root = path.as_ref();
        let read = |p: &Path| {
            std::fs::read_to_string(p).map_err(|e| Error::io(p.display().to_string(), e))
        };
        let folder = |sub: &str, ending: &str| -> Result<Vec<(String, String)>, Error> {
            let dir = root.join(sub);
            let list = std::fs::read_dir(&dir)
                .map_err(|e| Error::io(dir.display().to_string(), e))?
                .collect::<Result<Vec<_>, _>>()
                .map_err(|e| Error::io(dir.display().to_string(), e))?;
            let mut files = Vec::new();
            for path in list.into_iter().map(|f| f.path()) {
                if path.extension().is_some_and(|e| e == ending) {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    files.push((name, read(&path)?));
                }
            }
            files.sort();
            Ok(files)
        };
        let pack = read(&root.join("pack.toml"))?;
        let words = folder("words", "tsv")?;
        let rules = folder("rules", "toml")?;
        Self::from_files(&Files {
            pack: &pack,
            words: words.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect(),
            rules: rules.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect(),
        })
    }

    fn from_files(files: &Files<'_>) -> Result<Self, Error> {
        let settings: Settings = toml::from_str(files.pack)
            .map_err(|e| crate::error::toml_error("pack.toml", files.pack, &e))?;
        let lexicon = Lexicon::load(&files.words)?;
        let rules = files
            .rules
            .iter()
            .map(|(name, text)| RuleFile { name: (*name).into(), text: (*text).into() })
            .collect();
        Ok(Self(Arc::new(Inner { code: settings.code, lexicon, rules })))
    }

    /// The language's ISO 639-1 code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.0.lexicon
    }

    /// The text of `rules/NAME.toml`; empty when the pack has none.
    pub(crate) fn rules(&self, name: &str) -> &str {
        self.0.rules.iter().find(|r| r.name == name).map_or("", |r| &r.text)
    }
}

impl std::fmt::Debug for LanguagePack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LanguagePack").field("code", &self.0.code).finish_non_exhaustive()
    }
}
