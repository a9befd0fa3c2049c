//! Gazetteers: known people, places and organisations with their names.
//!
//! A gazetteer is read from TSV (header line, then `id kind name aliases attributes flags`), one row per
//! real-world thing, and is matched by the hashes of an article's words.

#[cfg(feature = "embedded")]
mod embedded;
mod index;
mod kind;
mod load;
mod parts;

use std::{borrow::Cow, io::Read, path::Path, sync::Arc};

use crate::{
    error::{Error, Problem},
    text::Text,
};
pub(crate) use index::Hit;
pub use kind::Kind;
use load::RawEntry;
pub(crate) use load::{Name, NameForm};
pub(crate) use parts::Part;

/// A gazetteer's id for a real-world thing: `Q…` (Wikidata), `geonames:…`, `iso:…` or `x:slug`.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct EntityId(pub Text);

impl From<&str> for EntityId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl std::fmt::Display for EntityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Index of an entry within one gazetteer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct EntryIx(pub u32);

/// Known names and the things they stand for. Cheap to clone.
#[derive(Clone)]
pub struct Gazetteer(Arc<Inner>);

struct Inner {
    sources: Vec<Source>,
    entries: Vec<RawEntry>,
    names: Vec<Name>,
    index: index::Index,
    parts: parts::Parts,
}

/// A file's name, for messages, and its text.
#[derive(Clone)]
struct Source {
    file: String,
    text: Cow<'static, str>,
}

impl Gazetteer {
    /// The embedded core gazetteer.
    ///
    /// # Panics
    ///
    /// Never: the suite loads the embedded files.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn core() -> Self {
        static CORE: std::sync::OnceLock<Gazetteer> = std::sync::OnceLock::new();
        let load = || Self::from_sources(embedded::sources()).expect("embedded files are tested");
        CORE.get_or_init(load).clone()
    }

    /// A gazetteer without entries.
    #[must_use]
    pub fn empty() -> Self {
        Self::from_sources(Vec::new()).expect("no file, no problem")
    }

    /// Reads every `*.tsv` of a directory.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, is not UTF-8, or a row is not as expected; all problems of the file at once.
    pub fn from_dir(path: impl AsRef<Path>) -> Result<Self, Error> {
        let dir = path.as_ref();
        let io = |e| Error::io(dir.display().to_string(), e);
        let mut paths = std::fs::read_dir(dir)
            .map_err(io)?
            .map(|f| f.map(|f| f.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(io)?;
        paths.retain(|p| p.extension().is_some_and(|e| e == "tsv"));
        paths.sort();
        let mut sources = Vec::new();
        for p in paths {
            let name = p.display().to_string();
            let bytes = std::fs::read(&p).map_err(|e| Error::io(name.clone(), e))?;
            sources.push(Source::from_bytes(name, bytes)?);
        }
        Self::from_sources(sources)
    }

    /// Reads one TSV file; `name` is used in messages.
    ///
    /// # Errors
    ///
    /// As [`from_dir`](Self::from_dir).
    pub fn from_tsv(name: &str, mut reader: impl Read) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(|e| Error::io(name, e))?;
        Self::from_sources(vec![Source::from_bytes(name.to_owned(), bytes)?])
    }

    /// Makes a gazetteer of entries.
    ///
    /// # Errors
    ///
    /// When an entry has no name, or holds a tab, a line break or (in a name) a `|`.
    pub fn from_entries(entries: impl IntoIterator<Item = NewEntry>) -> Result<Self, Error> {
        let mut text = String::from(load::HEADER);
        text.push('\n');
        let mut problems = Vec::new();
        for (n, e) in entries.into_iter().enumerate() {
            let names = std::iter::once(&e.name).chain(&e.aliases);
            if names.clone().any(|n| n.trim().is_empty() || n.contains(['\t', '\n', '\r', '|']))
                || e.id.0.contains(['\t', '\n', '\r'])
            {
                problems.push(Problem::new(
                    n + 2,
                    1,
                    "a name is empty or holds a tab, a line break or `|`",
                ));
                continue;
            }
            text += &format!("{}\t{}\t{}\t{}\t\t\n", e.id, e.kind, e.name, e.aliases.join("|"));
        }
        if !problems.is_empty() {
            return Err(Error::data("entries", problems));
        }
        Self::from_sources(vec![Source { file: "entries".into(), text: text.into() }])
    }

    /// All entries of several gazetteers in one. Of two entries with one id, the later stands.
    #[must_use]
    pub fn merged<'a>(list: impl IntoIterator<Item = &'a Gazetteer>) -> Self {
        let sources = list.into_iter().flat_map(|g| g.0.sources.iter().cloned()).collect();
        Self::from_sources(sources).expect("each was loaded before")
    }

    fn from_sources(sources: Vec<Source>) -> Result<Self, Error> {
        let (entries, names) = load::read(&sources)?;
        let index = index::Index::new(&sources, &entries, &names);
        let parts = parts::Parts::new(&sources, &entries, &names);
        Ok(Self(Arc::new(Inner { sources, entries, names, index, parts })))
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.entries.is_empty()
    }

    /// Number of names, aliases and demonyms included.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.0.names.len()
    }

    /// Every name, as written; what a dictionary matcher would be built from.
    pub fn names(&self) -> impl Iterator<Item = &str> + '_ {
        self.0.names.iter().map(|n| n.text(&self.0.sources, &self.0.entries))
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &EntityId) -> Option<Entry<'_>> {
        let at = self.0.entries.iter().position(|e| e.id(&self.0.sources) == &*id.0)?;
        Some(self.entry(EntryIx(at as u32)))
    }

    pub(crate) fn entry(&self, ix: EntryIx) -> Entry<'_> {
        Entry { gazetteer: self, ix }
    }

    pub(crate) fn name(&self, ix: u32) -> &Name {
        &self.0.names[ix as usize]
    }

    pub(crate) fn name_text(&self, ix: u32) -> &str {
        self.0.names[ix as usize].text(&self.0.sources, &self.0.entries)
    }

    /// The longest name that the words behind `hashes` start with. `surface(n)` gives the text of the
    /// first `n` words, `n` from 1, first without and then with a possessive ending.
    pub(crate) fn longest<'t>(
        &self,
        hashes: &[u64],
        surface: impl Fn(usize) -> [&'t str; 2],
    ) -> Option<Hit<'_>> {
        self.0.index.longest(self, hashes, surface)
    }

    /// What the word with this hash is in known people's names.
    pub(crate) fn part(&self, hash: u64) -> Part {
        self.0.parts.get(hash)
    }

    /// The names (indexes for [`name`](Self::name)) that are spelt as this text, case and diacritics folded.
    #[allow(dead_code)]
    pub(crate) fn lookup(&self, text: &str) -> Option<Hit<'_>> {
        self.0.index.exact(self, text)
    }
}

impl Source {
    fn from_bytes(file: String, bytes: Vec<u8>) -> Result<Self, Error> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { file, text: text.into() }),
            Err(e) => {
                let valid = &e.as_bytes()[..e.utf8_error().valid_up_to()];
                let line = valid.iter().filter(|b| **b == b'\n').count() + 1;
                Err(Error::data(
                    file,
                    vec![Problem::new(line, 1, "read a byte sequence that is not UTF-8")],
                ))
            }
        }
    }
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer")
            .field("entries", &self.len())
            .field("names", &self.name_count())
            .finish_non_exhaustive()
    }
}

/// An entry to put into a gazetteer with [`Gazetteer::from_entries`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NewEntry {
    /// The thing's id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
}

impl NewEntry {
    /// An entry with one name.
    #[must_use]
    pub fn new(id: &str, kind: Kind, name: &str) -> Self {
        Self { id: id.into(), kind, name: name.into(), aliases: Vec::new() }
    }

    /// Adds another name.
    #[must_use]
    pub fn alias(mut self, name: &str) -> Self {
        self.aliases.push(name.into());
        self
    }
}

/// What a gazetteer knows about one thing.
#[derive(Clone, Copy)]
pub struct Entry<'g> {
    gazetteer: &'g Gazetteer,
    ix: EntryIx,
}

impl<'g> Entry<'g> {
    fn raw(self) -> &'g RawEntry {
        &self.gazetteer.0.entries[self.ix.0 as usize]
    }

    #[allow(dead_code)]
    pub(crate) fn ix(self) -> EntryIx {
        self.ix
    }

    /// The thing's id.
    #[must_use]
    pub fn id(self) -> &'g str {
        self.raw().id(&self.gazetteer.0.sources)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.raw().kind
    }

    /// Its canonical name.
    #[must_use]
    pub fn name(self) -> &'g str {
        self.raw().column(&self.gazetteer.0.sources, load::NAME)
    }

    /// How likely it is meant, seen over all news: 0 (unknown) to 1000.
    pub(crate) fn prior(self) -> u16 {
        self.raw().prior
    }

    /// Its other names.
    pub fn aliases(self) -> impl Iterator<Item = &'g str> {
        let cell = self.raw().column(&self.gazetteer.0.sources, load::ALIASES);
        cell.split('|').map(|a| a.trim_end_matches('*')).filter(|a| !a.is_empty())
    }

    /// The value of `key` among its attributes (`key=value;key=value`).
    #[must_use]
    pub fn attribute(self, key: &str) -> Option<&'g str> {
        let cell = self.raw().column(&self.gazetteer.0.sources, load::ATTRIBUTES);
        cell.split(';').find_map(|a| a.split_once('=').filter(|(k, _)| *k == key).map(|p| p.1))
    }

    /// Its flags: `ambiguous`, `needs_context`, …
    pub fn flags(self) -> impl Iterator<Item = &'g str> {
        self.raw()
            .column(&self.gazetteer.0.sources, load::FLAGS)
            .split('|')
            .filter(|f| !f.is_empty())
    }
}

impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.id(), self.kind(), self.name())
    }
}
