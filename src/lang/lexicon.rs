//! Word classes: every word or phrase a language pack lists, found by the hash of a token.
//!
//! Each file of `words/` is a class. A row's first column is a word or phrase, the others are the
//! class's own attributes, which the stages read when an extractor is built. A line `#! inflect = verb`
//! (or `noun`) makes the loader add the inflected forms; `#` starts a comment.

use std::borrow::Cow;

use super::inflect::{Inflector, Kind};
use crate::{
    error::{Error, Problem},
    words,
};

/// A word known to the pack; 0 is "unknown".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct WordId(pub u32);

/// A class of words: one file of the pack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Class(pub u8);

/// A set of classes: two words of bits, so that asking for one class is a bit test in memory.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct ClassSet([u64; 2]);

impl ClassSet {
    #[inline]
    pub fn has(&self, class: Class) -> bool {
        self.0[usize::from(class.0 >> 6 & 1)] >> (class.0 & 63) & 1 == 1
    }

    #[inline]
    pub fn intersects(&self, other: ClassSet) -> bool {
        self.0[0] & other.0[0] | self.0[1] & other.0[1] != 0
    }

    /// The classes of both.
    #[inline]
    pub fn and(self, other: ClassSet) -> ClassSet {
        ClassSet([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }

    pub fn iter(self) -> impl Iterator<Item = Class> {
        (0..128).map(Class).filter(move |c| self.has(*c))
    }

    pub fn insert(&mut self, class: Class) {
        self.0[usize::from(class.0 >> 6 & 1)] |= 1 << (class.0 & 63);
    }
}

/// The classes a word is of.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Marks {
    /// Classes that list this word alone.
    pub classes: ClassSet,
    /// Classes with a phrase of several words that starts with this word.
    pub starts: ClassSet,
}

impl Marks {
    /// The classes with a word or phrase that may begin here.
    #[inline]
    pub fn all(&self) -> ClassSet {
        let (a, b) = (&self.classes.0, &self.starts.0);
        ClassSet([a[0] | b[0], a[1] | b[1]])
    }

    /// Whether a word or phrase of this class may begin here.
    #[inline]
    pub fn begins(&self, class: Class) -> bool {
        let k = usize::from(class.0 >> 6 & 1);
        (self.classes.0[k] | self.starts.0[k]) >> (class.0 & 63) & 1 == 1
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
    cells: Cow<'static, str>,
}

impl Row {
    /// The word or phrase as written in the file.
    pub fn word(&self) -> &str {
        self.field(0)
    }

    /// Attribute `k`, from 1; empty when the row has fewer columns.
    pub fn field(&self, k: usize) -> &str {
        self.cells.split('\t').nth(k).map_or("", str::trim)
    }
}

struct ClassFile {
    name: Cow<'static, str>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy)]
struct Phrase {
    /// The words behind the first: a range of [`Lexicon::rests`].
    from: u32,
    to: u32,
    entry: Entry,
}

impl Phrase {
    fn rest(self, rests: &[WordId]) -> &[WordId] {
        &rests[self.from as usize..self.to as usize]
    }
}

#[derive(Default)]
struct Word {
    hash: u64,
    /// Ranges of [`Lexicon::entries`] and [`Lexicon::phrases`].
    entries: (u32, u32),
    phrases: (u32, u32),
}

/// All words of a language pack.
pub(crate) struct Lexicon {
    /// Open addressing, linear probing: (hash, word id); 0 is free.
    table: Vec<(u64, u32)>,
    words: Vec<Word>,
    /// By word, apart from the rest: all that most questions need.
    marks: Vec<Marks>,
    files: Vec<ClassFile>,
    /// Memberships of single words, by word.
    entries: Vec<Entry>,
    /// Phrases by first word and class, the longest first.
    phrases: Vec<Phrase>,
    rests: Vec<WordId>,
}

/// Reads the files; what they say of a word is gathered when all are read.
struct Reader {
    lexicon: Lexicon,
    entries: Vec<(WordId, Entry)>,
    phrases: Vec<(WordId, Phrase)>,
    /// Where the entries and phrases of the present row begin.
    row: (usize, usize),
    /// The words of the present phrase.
    hashes: Vec<u64>,
}

/// A class file: its name without ending, and its text.
type File = (Cow<'static, str>, Cow<'static, str>);

impl Lexicon {
    pub(super) fn load(files: &[File]) -> Result<Self, Error> {
        if files.len() > 128 {
            return Err(Error::config("a language pack holds at most 128 word files"));
        }
        let bytes: usize = files.iter().map(|f| f.1.len()).sum();
        let irregular = files.iter().find(|(name, _)| name == "irregular").map_or("", |f| &f.1);
        let by = Inflector::new(irregular);
        let mut reader = Reader {
            lexicon: Self {
                table: vec![(0, 0); (bytes / 6).next_power_of_two().max(16)],
                words: Vec::with_capacity(bytes / 12),
                marks: Vec::with_capacity(bytes / 12),
                files: Vec::with_capacity(files.len()),
                entries: Vec::new(),
                phrases: Vec::new(),
                rests: Vec::new(),
            },
            entries: Vec::with_capacity(bytes / 8),
            phrases: Vec::new(),
            row: (0, 0),
            hashes: Vec::new(),
        };
        reader.lexicon.words.push(Word::default());
        reader.lexicon.marks.push(Marks::default());
        for (k, file) in files.iter().enumerate() {
            reader.read(Class(k as u8), file, &by)?;
        }
        Ok(reader.finish())
    }
}

impl Reader {
    fn read(&mut self, class: Class, (name, text): &File, by: &Inflector<'_>) -> Result<(), Error> {
        let mut kind = Kind::None;
        let mut rows = Vec::with_capacity(text.len() / 16);
        let mut problems = Vec::new();
        let mut room = String::new();
        let mut start = 0;
        for (n, whole) in text.split_inclusive('\n').enumerate() {
            let from = start;
            start += whole.len();
            let line = whole.trim_end_matches(['\n', '\r']);
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
            let phrase = line.split_once('\t').map_or(line, |f| f.0).trim();
            let row = rows.len() as u32;
            self.row = (self.entries.len(), self.phrases.len());
            if !self.add(phrase, Entry { class, row, form: Form::BASE }) {
                problems.push(Problem::new(n + 1, 1, "expected a word in the first column"));
                continue;
            }
            by.each(kind, phrase, &mut room, |form, word| {
                self.add(word, Entry { class, row, form });
            });
            let cells = match text {
                Cow::Borrowed(text) => Cow::Borrowed(&text[from..from + line.len()]),
                Cow::Owned(_) => Cow::Owned(line.to_owned()),
            };
            rows.push(Row { line: n as u32 + 1, cells });
        }
        self.lexicon.files.push(ClassFile { name: name.clone(), rows });
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Error::data(format!("words/{name}.tsv"), problems))
        }
    }

    /// Adds a form of the present row; whether it has a word.
    fn add(&mut self, phrase: &str, entry: Entry) -> bool {
        self.hashes.clear();
        words::each(phrase, |w| self.hashes.push(w.hash));
        let Some((first, rest)) = self.hashes.split_first() else { return false };
        let lexicon = &mut self.lexicon;
        let first = lexicon.intern(*first);
        if rest.is_empty() {
            lexicon.marks[first.0 as usize].classes.insert(entry.class);
            match self.entries[self.row.0..].iter_mut().find(|e| e.0 == first) {
                Some(e) => e.1.form.0 |= entry.form.0,
                None => self.entries.push((first, entry)),
            }
            return true;
        }
        lexicon.marks[first.0 as usize].starts.insert(entry.class);
        let from = lexicon.rests.len();
        for hash in rest {
            let id = lexicon.intern(*hash);
            lexicon.rests.push(id);
        }
        let same = |p: &Phrase| p.rest(&lexicon.rests) == &lexicon.rests[from..];
        match self.phrases[self.row.1..].iter_mut().find(|p| p.0 == first && same(&p.1)) {
            Some(p) => {
                p.1.entry.form.0 |= entry.form.0;
                lexicon.rests.truncate(from);
            }
            None => {
                let to = lexicon.rests.len() as u32;
                self.phrases.push((first, Phrase { from: from as u32, to, entry }));
            }
        }
        true
    }

    /// Lays out entries and phrases by word.
    fn finish(mut self) -> Lexicon {
        let mut lexicon = self.lexicon;
        for (word, _) in &self.entries {
            lexicon.words[word.0 as usize].entries.1 += 1;
        }
        let mut end = 0;
        for word in &mut lexicon.words {
            let from = end;
            end += word.entries.1;
            word.entries = (from, from);
        }
        let none = Entry { class: Class(0), row: 0, form: Form(0) };
        lexicon.entries = vec![none; self.entries.len()];
        for (word, entry) in &self.entries {
            let to = &mut lexicon.words[word.0 as usize].entries.1;
            lexicon.entries[*to as usize] = *entry;
            *to += 1;
        }
        self.phrases
            .sort_by_key(|(word, p)| (*word, p.entry.class.0, std::cmp::Reverse(p.to - p.from)));
        for (k, (word, _)) in self.phrases.iter().enumerate() {
            let range = &mut lexicon.words[word.0 as usize].phrases;
            *range = (if range.1 == 0 { k as u32 } else { range.0 }, k as u32 + 1);
        }
        lexicon.phrases = self.phrases.into_iter().map(|p| p.1).collect();
        lexicon
    }
}

impl Lexicon {
    fn intern(&mut self, hash: u64) -> WordId {
        let slot = self.slot(hash);
        if self.table[slot].0 == hash {
            return WordId(self.table[slot].1);
        }
        let id = self.words.len() as u32;
        self.words.push(Word { hash, ..Word::default() });
        self.marks.push(Marks::default());
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

    /// The classes of this word.
    #[inline]
    pub fn marks(&self, word: WordId) -> &Marks {
        &self.marks[word.0 as usize]
    }

    /// The classes that list this word alone.
    #[inline]
    pub fn classes(&self, word: WordId) -> &ClassSet {
        &self.marks(word).classes
    }

    /// The classes with a phrase of several words that starts with this word.
    #[inline]
    pub fn starts(&self, word: WordId) -> &ClassSet {
        &self.marks(word).starts
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
        let (from, to) = self.words[word.0 as usize].entries;
        &self.entries[from as usize..to as usize]
    }

    /// A class and what `read` makes of each of its rows; all of its complaints (column, message) at once.
    pub fn compile<T>(
        &self,
        name: &str,
        read: impl Fn(&Row) -> Result<T, (usize, String)>,
    ) -> Result<(Class, Vec<T>), Error> {
        let class = self.require(name)?;
        let (mut list, mut problems) = (Vec::new(), Vec::new());
        for row in self.rows(class) {
            match read(row) {
                Ok(t) => list.push(t),
                Err((column, message)) => {
                    problems.push(Problem::new(row.line as usize, column, message));
                }
            }
        }
        if problems.is_empty() {
            Ok((class, list))
        } else {
            Err(Error::data(format!("words/{name}.tsv"), problems))
        }
    }

    /// The rows of a class, in file order.
    pub fn rows(&self, class: Class) -> &[Row] {
        &self.files[class.0 as usize].rows
    }

    /// The row of `class` that lists `word` alone.
    #[inline]
    pub fn entry(&self, word: WordId, class: Class) -> Option<Entry> {
        if self.classes(word).has(class) { self.listed(word, class) } else { None }
    }

    /// As [`entry`](Self::entry), when the word is known to be in the class.
    fn listed(&self, word: WordId, class: Class) -> Option<Entry> {
        self.entries(word).iter().find(|e| e.class == class).copied()
    }

    /// The longest phrase or single word of `class` that `words` starts with, and its length in words.
    /// Does not look at what stands between the words.
    #[inline]
    pub fn longest(&self, words: &[WordId], class: Class) -> Option<(usize, Entry)> {
        if self.marks(*words.first()?).begins(class) { self.found(words, class) } else { None }
    }

    fn found(&self, words: &[WordId], class: Class) -> Option<(usize, Entry)> {
        let (first, rest) = words.split_first()?;
        if self.starts(*first).has(class) {
            let (from, to) = self.words[first.0 as usize].phrases;
            let phrases = &self.phrases[from as usize..to as usize];
            let phrases = &phrases[phrases.partition_point(|p| p.entry.class.0 < class.0)..];
            for p in phrases.iter().take_while(|p| p.entry.class == class) {
                let wanted = p.rest(&self.rests);
                if rest.starts_with(wanted) {
                    return Some((wanted.len() + 1, p.entry));
                }
            }
        }
        self.entry(*first, class).map(|e| (1, e))
    }
}
