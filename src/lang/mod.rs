//! Language packs: the words, rules and settings of one language, read from plain files.
//!
//! A pack is a folder: `pack.toml` (settings), `words/*.tsv` (one [class](Lexicon::class) of words per
//! file) and `rules/*.toml` (token patterns, compiled by the stages when an extractor is built). The
//! embedded English pack is the same text compiled into the library.

#[cfg(feature = "embedded")]
mod compiled;
#[cfg(feature = "embedded")]
mod embedded;
mod inflect;
mod lexicon;
mod read;

use std::{borrow::Cow, path::Path, sync::Arc};

use crate::error::Error;
pub(crate) use lexicon::{Class, ClassSet, Entry, Form, Lexicon, Marks, Row, WordId};

/// The words and rules of one language. Cheap to clone.
#[derive(Clone)]
pub struct LanguagePack(Arc<Inner>);

struct Inner {
    code: String,
    lexicon: Lexicon,
    rules: Vec<File>,
}

/// A pack's files, as text, before they are read.
struct Files {
    pack: Cow<'static, str>,
    words: Vec<File>,
    rules: Vec<File>,
}

/// A file's name without ending, and its text.
type File = (Cow<'static, str>, Cow<'static, str>);

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
        let files = embedded::english();
        let lexicon = compiled::read(embedded::compiled(), &files.words);
        Self::from_files(files, lexicon).expect("the embedded pack is tested")
    }

    /// The compiled file of the English pack, made anew of its sources. For the project's own tools.
    ///
    /// # Panics
    ///
    /// Never: the suite makes it.
    #[cfg(feature = "embedded")]
    #[doc(hidden)]
    #[must_use]
    pub fn compile_english() -> Vec<u8> {
        let files = embedded::english();
        let lexicon = Lexicon::load(&files.words).expect("the embedded pack is tested");
        compiled::write(&lexicon, &files.words)
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
        let folder = |sub: &str, ending: &str| -> Result<Vec<File>, Error> {
            let dir = root.join(sub);
            let list = std::fs::read_dir(&dir)
                .map_err(|e| Error::io(dir.display().to_string(), e))?
                .collect::<Result<Vec<_>, _>>()
                .map_err(|e| Error::io(dir.display().to_string(), e))?;
            let mut files = Vec::new();
            for path in list.into_iter().map(|f| f.path()) {
                if path.extension().is_some_and(|e| e == ending) {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    files.push((name.into(), read(&path)?.into()));
                }
            }
            files.sort();
            Ok(files)
        };
        let pack = read(&root.join("pack.toml"))?;
        let words = folder("words", "tsv")?;
        let rules = folder("rules", "toml")?;
        Self::from_files(Files { pack: pack.into(), words, rules }, None)
    }

    /// Of files, and their lexicon if it is at hand.
    fn from_files(files: Files, lexicon: Option<Lexicon>) -> Result<Self, Error> {
        let settings: Settings = toml::from_str(&files.pack)
            .map_err(|e| crate::error::toml_error("pack.toml", &files.pack, &e))?;
        let lexicon = match lexicon {
            Some(lexicon) => lexicon,
            None => Lexicon::load(&files.words)?,
        };
        Ok(Self(Arc::new(Inner { code: settings.code, lexicon, rules: files.rules })))
    }

    /// The language's ISO 639-1 code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// Whether this is one everyday word of the language: as a name it would be taken too often.
    #[must_use]
    pub fn is_everyday_word(&self, word: &str) -> bool {
        const CLASSES: &[&str] = &[
            "common-words",
            "nouns",
            "adjectives",
            "adverbs",
            "function-words",
            "months",
            "reporting-verbs",
        ];
        let lexicon = self.lexicon();
        let known = lexicon.word(crate::fold::hash(word));
        let mut classes = CLASSES.iter().filter_map(|name| lexicon.class(name));
        classes.any(|class| lexicon.classes(known).has(class))
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.0.lexicon
    }

    /// The text of `rules/NAME.toml`; empty when the pack has none.
    pub(crate) fn rules(&self, name: &str) -> &str {
        self.0.rules.iter().find(|r| r.0 == name).map_or("", |r| &r.1)
    }
}

impl std::fmt::Debug for LanguagePack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LanguagePack").field("code", &self.0.code).finish_non_exhaustive()
    }
}
