//! Word classes: every word or phrase a language pack lists, found by the hash of a token.
//!
//! Each file of `words/` is a class. A row's first column is a word or phrase, the others are the
//! class's own attributes, which the stages read when an extractor is built. A line `#! inflect = verb`
//! (or `noun`) makes the loader add the inflected forms; `#` starts a comment.

use super::inflect::{Inflector, Kind};
use crate::{
    error::{Error, Problem},
    fold,
};

/// A word known to the pack; 0 is "unknown".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct WordId(pub u32);

/// A class of words: one file of the pack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Class(pub u8);

/// A set of classes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct ClassSet(pub u128);

impl ClassSet {
    #[inline]
    pub fn has(self, class: Class) -> bool {
        self.0 >> class.0 & 1 == 1
    }

    #[inline]
    pub fn intersects(self, other: ClassSet) -> bool {
        self.0 & other.0 != 0
    }

    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class.0;
    }
}

impl FromIterator<Class> for ClassSet {
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        let mut set = Self::default();
        classes.into_iter().for_each(|c| set.insert(c));
        set
    }
}

/// Which inflected forms of its lemma a word can be; a set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Form(pub u8);

impl Form {
    pub const BASE: Form = Form(1);
    /// Third person singular present: "says".
    pub const THIRD: Form = Form(2);
    pub const PAST: Form = Form(4);
    pub const PARTICIPLE: Form = Form(8);
    pub const GERUND: Form = Form(16);
    pub const PLURAL: Form = Form(32);

    #[inline]
    pub fn is(self, other: Form) -> bool {
        self.0 & other.0 != 0
    }
}

/// A word's membership in a class: the file's row, and the form of that row's lemma.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    pub class: Class,
    /// Index into [`Lexicon::rows`].
    pub row: u32,
    pub form: Form,
}

/// One line of a class file.
#[derive(Debug)]
pub(crate) struct Row {
    pub line: u32,
    fields: Vec<Box<str>>,
}

impl Row {
    /// The word or phrase as written in the file.
    pub fn word(&self) -> &str {
        &self.fields[0]
    }

    /// Attribute `k`, from 1; empty when the row has fewer columns.
    pub fn field(&self, k: usize) -> &str {
        self.fields.get(k).map_or("", |f| f)
    }
}

struct ClassFile {
    name: String,
    rows: Vec<Row>,
}

struct Phrase {
    rest: Box<[WordId]>,
    entry: Entry,
}

#[derive(Default)]
struct Word {
    hash: u64,
    /// Classes that list this word alone.
    classes: ClassSet,
    /// Classes with a phrase that starts with this word.
    starts: ClassSet,
    entries: Vec<Entry>,
    phrases: Vec<Phrase>,
}

/// All words of a language pack.
pub(crate) struct Lexicon {
    /// Open addressing, linear probing: (hash, word id); 0 is free.
    table: Vec<(u64, u32)>,
    words: Vec<Word>,
    files: Vec<ClassFile>,
}

impl Lexicon {
    pub(super) fn load(files: &[(&str, &str)]) -> Result<Self, Error> {
        if files.len() > 128 {
            return Err(Error::config("a language pack holds at most 128 word files"));
        }
        let mut lexicon =
            Self { table: vec![(0, 0); 1 << 15], words: vec![Word::default()], files: Vec::new() };
        let irregular = files.iter().find(|(name, _)| *name == "irregular").map_or("", |f| f.1);
        let inflector = Inflector::new(irregular);
        for (k, (name, text)) in files.iter().enumerate() {
            lexicon.read(Class(k as u8), name, text, &inflector)?;
        }
        for word in &mut lexicon.words {
            word.phrases.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        Ok(lexicon)
    }

    fn read(&mut self, class: Class, name: &str, text: &str, by: &Inflector) -> Result<(), Error> {
        let mut kind = Kind::None;
        let mut rows = Vec::new();
        let mut problems = Vec::new();
        for (n, line) in text.lines().enumerate() {
            if let Some(directive) = line.strip_prefix("#!") {
                match directive.split_once('=').map(|(k, v)| (k.trim(), v.trim())) {
                    Some(("inflect", "verb")) => kind = Kind::Verb,
                    Some(("inflect", "noun")) => kind = Kind::Noun,
                    Some(("inflect", "none")) => kind = Kind::None,
                    _ => problems.push(Problem::new(
                        n + 1,
                        1,
                        format!("read `{line}`, expected `#! inflect = verb|noun|none`"),
                    )),
                }
                continue;
            }
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let fields: Vec<Box<str>> = line.split('\t').map(|f| f.trim().into()).collect();
            if hashes(&fields[0]).is_empty() {
                problems.push(Problem::new(n + 1, 1, "expected a word in the first column"));
                continue;
            }
            let row = rows.len() as u32;
            for (form, word) in by.forms(kind, &fields[0]) {
                self.add(&word, Entry { class, row, form });
            }
            rows.push(Row { line: n as u32 + 1, fields });
        }
        self.files.push(ClassFile { name: name.into(), rows });
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Error::data(format!("words/{name}.tsv"), problems))
        }
    }

    fn add(&mut self, phrase: &str, entry: Entry) {
        let mut ids = hashes(phrase).into_iter();
        let Some(first) = ids.next().map(|h| self.intern(h)) else { return };
        let rest: Box<[WordId]> = ids.map(|h| self.intern(h)).collect();
        let word = &mut self.words[first.0 as usize];
        if rest.is_empty() {
            word.classes.insert(entry.class);
            match word.entries.iter_mut().find(|e| e.class == entry.class && e.row == entry.row) {
                Some(e) => e.form.0 |= entry.form.0,
                None => word.entries.push(entry),
            }
        } else {
            word.starts.insert(entry.class);
            match word.phrases.iter_mut().find(|p| p.rest == rest && p.entry.class == entry.class) {
                Some(p) if p.entry.row == entry.row => p.entry.form.0 |= entry.form.0,
                _ => word.phrases.push(Phrase { rest, entry }),
            }
        }
    }

    fn intern(&mut self, hash: u64) -> WordId {
        let slot = self.slot(hash);
        if self.table[slot].0 == hash {
            return WordId(self.table[slot].1);
        }
        let id = self.words.len() as u32;
        self.words.push(Word { hash, ..Word::default() });
        self.table[slot] = (hash, id);
        if self.words.len() * 2 > self.table.len() {
            let old = std::mem::take(&mut self.table);
            self.table = vec![(0, 0); old.len() * 2];
            for pair in old.into_iter().filter(|p| p.0 != 0) {
                let slot = self.slot(pair.0);
                self.table[slot] = pair;
            }
        }
        WordId(id)
    }

    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at].0 != 0 && self.table[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// The word with this token hash, or the unknown word.
    #[inline]
    pub fn word(&self, hash: u64) -> WordId {
        WordId(self.table[self.slot(hash)].1)
    }

    /// The classes that list this word alone.
    #[inline]
    pub fn classes(&self, word: WordId) -> ClassSet {
        self.words[word.0 as usize].classes
    }

    /// The classes with a phrase of several words that starts with this word.
    #[inline]
    pub fn starts(&self, word: WordId) -> ClassSet {
        self.words[word.0 as usize].starts
    }

    /// The class made from `words/NAME.tsv`.
    pub fn class(&self, name: &str) -> Option<Class> {
        self.files.iter().position(|f| f.name == name).map(|k| Class(k as u8))
    }

    /// As [`class`](Self::class), with an error that names the missing file.
    pub fn require(&self, name: &str) -> Result<Class, Error> {
        self.class(name)
            .ok_or_else(|| Error::config(format!("the language pack lacks words/{name}.tsv")))
    }

    /// Number of word ids, the unknown word included.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The hash by which a word is found; 0 for the unknown word.
    pub fn hash(&self, word: WordId) -> u64 {
        self.words[word.0 as usize].hash
    }

    /// All memberships of `word` alone.
    pub fn entries(&self, word: WordId) -> &[Entry] {
        &self.words[word.0 as usize].entries
    }

    /// The rows of a class, in file order.
    pub fn rows(&self, class: Class) -> &[Row] {
        &self.files[class.0 as usize].rows
    }

    /// The row of `class` that lists `word` alone.
    #[inline]
    pub fn entry(&self, word: WordId, class: Class) -> Option<Entry> {
        let w = &self.words[word.0 as usize];
        if !w.classes.has(class) {
            return None;
        }
        w.entries.iter().find(|e| e.class == class).copied()
    }

    /// The longest phrase or single word of `class` that `words` starts with, and its length in words.
    /// Does not look at what stands between the words.
    #[inline]
    pub fn longest(&self, words: &[WordId], class: Class) -> Option<(usize, Entry)> {
        let first = *words.first()?;
        let w = &self.words[first.0 as usize];
        if w.starts.has(class) {
            for p in w.phrases.iter().filter(|p| p.entry.class == class) {
                if words[1..].starts_with(&p.rest) {
                    return Some((p.rest.len() + 1, p.entry));
                }
            }
        }
        self.entry(first, class).map(|e| (1, e))
    }
}

/// The hashes of a phrase's words.
fn hashes(phrase: &str) -> Vec<u64> {
    let mut list = Vec::new();
    crate::words::each(phrase, |w| {
        list.push(fold::hash(&phrase[w.start as usize..w.end as usize]));
    });
    list
}
