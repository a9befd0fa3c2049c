//! Language packs: the words, rules and settings of one language, read from plain files.
//!
//! A pack is a folder: `pack.toml` (settings), `words/*.tsv` (one [class](Lexicon::class) of words per
//! file) and `rules/*.toml` (token patterns, compiled by the stages when an extractor is built). The
//! embedded English pack is the same text compiled into the library.

mod alike;
#[cfg(feature = "embedded")]
mod compiled;
#[cfg(feature = "embedded")]
mod embedded;
mod inflect;
mod joints;
mod kinds;
mod lexicon;
mod members;
mod places;
mod read;
mod roles;

use std::{borrow::Cow, path::Path, sync::Arc};

use crate::error::Error;
pub(crate) use kinds::{Kinds, Sparse};
pub(crate) use lexicon::{CLASSES, Class, ClassSet, Entry, Form, Lexicon, Marks, Row, WordId};
pub(crate) use roles::{Bits, Roles, bits, names};

/// The words and rules of one language. Cheap to clone.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, LanguagePack};
///
/// let pack = LanguagePack::english();
/// assert_eq!(pack.code(), "en");
/// let extractor = Extractor::builder().language_pack(pack).build()?;
/// assert_eq!(extractor.extract("Two people were killed.").quantities.len(), 1);
/// # }
/// # Ok::<(), copydesk::Error>(())
/// ```
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

/// The files of a pack together; their words are counted in 32 bits.
const LARGEST: usize = 256 << 20;

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
        let mut files = vec![("pack.toml".to_owned(), read(&root.join("pack.toml"), "pack.toml")?)];
        for (sub, ending) in [("words", "tsv"), ("rules", "toml")] {
            let dir = root.join(sub);
            let list = std::fs::read_dir(&dir)
                .and_then(Iterator::collect::<Result<Vec<_>, _>>)
                .map_err(|e| Error::io(dir.display().to_string(), e))?;
            for path in list.into_iter().map(|f| f.path()) {
                if path.extension().is_some_and(|e| e == ending) {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let name = format!("{sub}/{name}");
                    let text = read(&path, &name)?;
                    files.push((name, text));
                }
            }
        }
        Self::from_texts(files)
    }

    /// Makes a pack of texts under the names that the files of a [directory](Self::from_dir) have: `pack.toml`,
    /// `words/verbs.tsv`, `rules/claims.toml`. For packs that come in an archive or over a network.
    ///
    /// # Errors
    ///
    /// As [`from_dir`](Self::from_dir), and when a name has no place in a pack, or comes twice.
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Result<Self, Error> {
        let (mut pack, mut words, mut rules) = (None, Vec::new(), Vec::new());
        let mut bytes = 0;
        for (name, text) in texts {
            bytes += text.len();
            let file = name.split_once('/').and_then(|(sub, file)| match sub {
                "words" => Some((&mut words, file.strip_suffix(".tsv")?)),
                "rules" => Some((&mut rules, file.strip_suffix(".toml")?)),
                _ => None,
            });
            match file {
                Some((list, file)) => {
                    let file: Cow<'static, str> = file.to_owned().into();
                    if list.iter().any(|f: &File| f.0 == file) {
                        return Err(Error::config(format!("the language pack has {name} twice")));
                    }
                    list.push((file, text.into()));
                }
                None if name == "pack.toml" && pack.is_none() => pack = Some(text.into()),
                None => {
                    return Err(Error::config(format!(
                        "read the file name `{name}`, expected pack.toml (once), words/….tsv or rules/….toml"
                    )));
                }
            }
        }
        if bytes > LARGEST {
            return Err(Error::config(format!("a language pack holds at most {LARGEST} bytes")));
        }
        let pack = pack.ok_or_else(|| Error::config("the language pack lacks pack.toml"))?;
        words.sort();
        rules.sort();
        Self::from_files(Files { pack, words, rules }, None)
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

/// The text of one of a pack's files; `name` is used in messages.
fn read(path: &Path, name: &str) -> Result<String, Error> {
    let io = |e| Error::io(path.display().to_string(), e);
    let file = std::fs::File::open(path).map_err(io)?;
    let bytes = crate::error::bounded(file, LARGEST).map_err(io)?;
    String::from_utf8(bytes).map_err(|e| crate::error::utf8_error(name, e.as_bytes()))
}

impl std::fmt::Debug for LanguagePack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LanguagePack").field("code", &self.0.code).finish_non_exhaustive()
    }
}
