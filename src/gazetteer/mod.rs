//! Gazetteers: known people, places and organisations with their names.
//!
//! A gazetteer is read from TSV (header line, then `id kind name aliases attributes flags`), one row per
//! real-world thing, and is matched by the hashes of an article's words.

mod build;
#[cfg(feature = "embedded")]
mod embedded;
mod entry;
mod index;
mod kind;
mod load;
mod name;
mod packed;
mod parts;
mod raw;
mod traits;

use std::{
    borrow::Cow,
    collections::HashMap,
    io::Read,
    path::Path,
    sync::{Arc, OnceLock},
};

use crate::{
    error::{Error, Problem, bounded, utf8_error},
    text::Text,
};
pub(crate) use entry::Card;
pub use entry::{Entry, NewEntry};
pub(crate) use index::{Alike, Hit, Start, Surface};
pub(crate) use kind::Group;
pub use kind::Kind;
pub(crate) use load::sport_hash;
pub(crate) use name::{Name, NameForm};
use packed::Packed;
pub(crate) use parts::Part;
use raw::{Columns, Facts, RawEntry};
pub(crate) use traits::Traits;

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
///
/// ```
/// use copydesk::{EntityId, Gazetteer, Kind, NewEntry};
///
/// let own = Gazetteer::from_entries([NewEntry::new("x:harbour-watch", Kind::Organization, "Harbour Watch").alias("HW*")])?;
/// let entry = own.get(&EntityId("x:harbour-watch".into())).unwrap();
/// assert_eq!((entry.name(), entry.kind()), ("Harbour Watch", Kind::Organization));
/// # Ok::<(), copydesk::Error>(())
/// ```
#[derive(Clone)]
pub struct Gazetteer(Arc<Inner>);

struct Inner {
    sources: Vec<Source>,
    packed: Packed,
    /// All entries in the order of their ids; made when first asked for.
    ids: OnceLock<Vec<u32>>,
}

/// A file's name, for messages, and its text.
#[derive(Clone)]
struct Source {
    file: String,
    text: Cow<'static, str>,
    /// One of our own files, which the suite checks: only what is needed to read it is checked again.
    trusted: bool,
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
        let load = || {
            let sources = embedded::sources();
            match Packed::read(embedded::compiled(), &sources) {
                Some(packed) => Self::from_packed(sources, packed),
                None => Self::from_sources(sources).expect("embedded files are tested"),
            }
        };
        CORE.get_or_init(load).clone()
    }

    /// The compiled file of the core gazetteer, made anew of its sources. For the project's own tools.
    ///
    /// # Panics
    ///
    /// Never: the suite makes it.
    #[cfg(feature = "embedded")]
    #[doc(hidden)]
    #[must_use]
    pub fn compile_core() -> Vec<u8> {
        let core = Self::from_sources(embedded::sources()).expect("embedded files are tested");
        core.0.packed.write(&core.0.sources)
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
    /// When a file cannot be read, is not UTF-8 in normal form C, or a row is not as expected (columns, kind,
    /// lists, an id twice); all problems of the file at once.
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
            let bytes = std::fs::File::open(&p).and_then(|f| bounded(f, load::LARGEST));
            let bytes = bytes.map_err(|e| Error::io(name.clone(), e))?;
            sources.push(Source::from_bytes(name, bytes)?);
        }
        Self::from_sources(sources)
    }

    /// Reads one TSV file; `name` is used in messages.
    ///
    /// # Errors
    ///
    /// As [`from_dir`](Self::from_dir).
    pub fn from_tsv(name: &str, reader: impl Read) -> Result<Self, Error> {
        let bytes = bounded(reader, load::LARGEST).map_err(|e| Error::io(name, e))?;
        Self::from_sources(vec![Source::from_bytes(name.to_owned(), bytes)?])
    }

    /// Makes a gazetteer of entries. Of two entries with one id, the later stands.
    ///
    /// # Errors
    ///
    /// When an entry has no id or name, or holds a tab, a line break or a separator of its column
    /// (`|` in a name, `;` in an attribute); all such entries at once.
    pub fn from_entries(entries: impl IntoIterator<Item = NewEntry>) -> Result<Self, Error> {
        let mut rows: Vec<(EntityId, String)> = Vec::new();
        let mut at: HashMap<EntityId, usize> = HashMap::new();
        let mut problems = Vec::new();
        for (n, e) in entries.into_iter().enumerate() {
            match e.row() {
                Err(message) => problems.push(Problem::new(n + 1, 1, message)),
                Ok(row) => match at.get(&e.id) {
                    Some(k) => rows[*k].1 = row,
                    None => {
                        at.insert(e.id.clone(), rows.len());
                        rows.push((e.id, row));
                    }
                },
            }
        }
        if !problems.is_empty() {
            return Err(Error::data("entries", problems));
        }
        let mut text = format!("{}\n", load::HEADER);
        text.extend(rows.into_iter().map(|r| r.1));
        Self::from_sources(vec![Source {
            file: "entries".into(),
            text: text.into(),
            trusted: false,
        }])
    }

    /// All entries of several gazetteers in one. Of two entries with one id, the later stands.
    ///
    /// # Panics
    ///
    /// When they are too large together: over 65536 files, 4 GiB or 536870912 entries.
    #[must_use]
    pub fn merged<'a>(list: impl IntoIterator<Item = &'a Gazetteer>) -> Self {
        Self::try_merged(list).expect("a gazetteer within the limits")
    }

    /// As [`merged`](Self::merged), with an error where that panics.
    pub(crate) fn try_merged<'a>(
        list: impl IntoIterator<Item = &'a Gazetteer>,
    ) -> Result<Self, Error> {
        Self::from_sources(list.into_iter().flat_map(|g| g.0.sources.iter().cloned()).collect())
    }

    fn from_sources(sources: Vec<Source>) -> Result<Self, Error> {
        let entries = load::read(&sources)?;
        let mut names = load::names(&sources, &entries);
        if names.len() > index::MOST {
            return Err(Error::config("a gazetteer holds at most 1073741823 names"));
        }
        let (parts, traits) = parts::build(&sources, &names);
        let index = build::tables(&sources, &mut names);
        let packed = Packed {
            parts: parts.into(),
            traits: traits.into(),
            facts: entries.iter().map(|e| e.facts.packed()).collect(),
            columns: entries.iter().map(|e| e.columns.packed()).collect(),
            names: names.iter().map(|n| n.packed()).collect(),
            ..index
        };
        Ok(Self::from_packed(sources, packed))
    }

    fn from_packed(sources: Vec<Source>, packed: Packed) -> Self {
        Self(Arc::new(Inner { sources, packed, ids: OnceLock::new() }))
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.packed.facts.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.packed.facts.is_empty()
    }

    /// Number of names, aliases and demonyms included.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.0.packed.names.len()
    }

    /// Every name, as written; what a dictionary matcher would be built from.
    pub fn names(&self) -> impl Iterator<Item = &str> + '_ {
        (0..self.name_count() as u32).map(|n| self.name_text(n))
    }

    /// Every entry.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len() as u32).map(|k| self.entry(EntryIx(k)))
    }

    /// The entry with this id.
    #[must_use]
    pub fn get(&self, id: &EntityId) -> Option<Entry<'_>> {
        let key = |k: u32| self.entry(EntryIx(k)).id();
        let ids = self.0.ids.get_or_init(|| {
            let mut ids: Vec<u32> = (0..self.len() as u32).collect();
            ids.sort_unstable_by_key(|k| key(*k));
            ids
        });
        let at = ids.binary_search_by_key(&&*id.0, |k| key(*k)).ok()?;
        Some(self.entry(EntryIx(ids[at])))
    }

    pub(crate) fn entry(&self, ix: EntryIx) -> Entry<'_> {
        Entry { gazetteer: self, ix }
    }

    #[inline]
    fn facts(&self, ix: EntryIx) -> Facts {
        Facts::unpacked(self.0.packed.facts[ix.0 as usize])
    }

    /// The kind of an entry, or the other one where there is none. A row is read in any case: whether there is an entry
    /// cannot be foretold.
    #[inline]
    pub(crate) fn kind_or(&self, entry: Option<EntryIx>, other: Kind) -> Kind {
        let row = self.0.packed.facts.get(entry.map_or(0, |e| e.0 as usize));
        let kind = row.map_or(other, |row| Facts::unpacked(*row).kind);
        if entry.is_some() { kind } else { other }
    }

    fn raw(&self, ix: EntryIx) -> RawEntry {
        let columns = Columns::unpacked(self.0.packed.columns[ix.0 as usize]);
        RawEntry { facts: self.facts(ix), columns }
    }

    fn name_text(&self, ix: u32) -> &str {
        self.text_of(&Name::unpacked(self.0.packed.names[ix as usize]))
    }

    /// A name as written.
    pub(crate) fn text_of(&self, name: &Name) -> &str {
        name.text(&self.0.sources)
    }

    /// Whether a name may begin with the word with this hash; asked first, since it is cheap.
    #[inline]
    pub(crate) fn begins(&self, hash: u64) -> bool {
        index::begins(self, hash)
    }

    /// The longest name that the words behind `hashes` start with, as it is written in the text.
    pub(crate) fn longest<'t>(&self, hashes: &[u64], surface: &impl Surface<'t>) -> Option<Hit> {
        let mut start = [Start::default()];
        self.starts(hashes.iter().copied(), &mut start);
        self.longest_from(&start[0], hashes, surface)
    }

    /// What [`longest_from`](Self::longest_from) begins with, for many first words at once.
    pub(crate) fn starts(&self, hashes: impl Iterator<Item = u64> + Clone, starts: &mut [Start]) {
        index::starts(self, hashes, starts);
    }

    /// As [`longest`](Self::longest), where the row of the first word was fetched before.
    pub(crate) fn longest_from<'t>(
        &self,
        start: &Start,
        hashes: &[u64],
        surface: &impl Surface<'t>,
    ) -> Option<Hit> {
        index::longest(self, start, hashes, surface)
    }

    /// The names of a [`Hit`], from its first one.
    #[inline]
    pub(crate) fn alike(&self, first: u32) -> Alike<'_> {
        Alike::new(&self.0.packed, first)
    }

    /// What the word with this hash is in known people's names.
    #[inline]
    pub(crate) fn part(&self, hash: u64) -> Part {
        parts::get(&self.0.packed.parts, hash)
    }

    /// What the word with this hash is in known people's names, in short.
    #[inline]
    pub(crate) fn traits(&self, hash: u64) -> Traits {
        traits::get(&self.0.packed.traits, hash)
    }

    /// The names that are spelt like this text.
    pub(crate) fn find(&self, text: &str) -> Option<Alike<'_>> {
        self.exact(text).map(|first| self.alike(first))
    }

    /// The first of the names that are spelt like this text, for [`alike`](Self::alike).
    pub(crate) fn exact(&self, text: &str) -> Option<u32> {
        index::exact(self, text)
    }

    /// The entries that this text, case and diacritics folded, is a name of: those that need no evidence first, then by
    /// prior.
    #[must_use]
    pub fn named(&self, text: &str) -> Vec<Entry<'_>> {
        self.find(text).into_iter().flatten().map(|n| self.entry(n.entry)).collect()
    }
}

impl Source {
    /// Whether this is a file of names rather than of entities.
    fn is_names(&self) -> bool {
        self.text.lines().next() == Some(parts::HEADER)
    }

    fn from_bytes(file: String, bytes: Vec<u8>) -> Result<Self, Error> {
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = match text.strip_prefix('\u{feff}') {
                    Some(rest) => rest.to_owned(),
                    None => text,
                };
                Ok(Self { file, text: text.into(), trusted: false })
            }
            Err(e) => Err(utf8_error(&file, e.as_bytes())),
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

#[cfg(test)]
mod tests;
