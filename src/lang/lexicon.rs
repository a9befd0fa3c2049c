//! Word classes: every word or phrase a language pack lists, found by the hash of a token.
//!
//! Each file of `words/` is a class. A row's first column is a word or phrase, the others are the
//! class's own attributes, which the stages read when an extractor is built. A line `#! inflect = verb`
//! (or `noun`) makes the loader add the inflected forms; `#` starts a comment.

use std::borrow::Cow;

use super::{joints::Joints, kinds::Sparse, members::Members, places::Places};
use crate::{
    error::{Error, Problem},
    fold,
    packed::Rows,
};

/// A word known to the pack; 0 is "unknown".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct WordId(pub u32);

/// The most classes of a pack.
pub(crate) const CLASSES: usize = 128;

/// A class of words: one file of the pack.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(crate) struct Class(pub u8);

/// A set of classes: two words of bits, so that asking for one class is a bit test in memory.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(crate) struct ClassSet(pub(super) [u64; 2]);

impl ClassSet {
    #[inline]
    pub fn has(&self, class: Class) -> bool {
        self.0[usize::from(class.0 >> 6 & 1)] >> (class.0 & 63) & 1 == 1
    }

    #[inline]
    pub fn intersects(&self, other: ClassSet) -> bool {
        self.0[0] & other.0[0] | self.0[1] & other.0[1] != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Class> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let k = left.iter().position(|bits| *bits != 0)?;
            let bit = left[k].trailing_zeros();
            left[k] &= left[k] - 1;
            Some(Class((k as u32 * 64 + bit) as u8))
        })
    }

    pub fn insert(&mut self, class: Class) {
        self.0[usize::from(class.0 >> 6 & 1)] |= 1 << (class.0 & 63);
    }
}

/// The classes a word is of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
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
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Entry {
    pub class: Class,
    /// Index into [`Lexicon::rows`].
    pub row: u32,
    pub form: Form,
}

/// One line of a class file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub line: u32,
    cells: &'a str,
}

impl<'a> Row<'a> {
    /// The word or phrase as written in the file.
    pub fn word(self) -> &'a str {
        self.field(0)
    }

    /// Attribute `k`, from 1; empty when the row has fewer columns.
    pub fn field(self, k: usize) -> &'a str {
        // Cells are short, and few have blanks around them.
        let cells = self.cells;
        let tab = |from: usize| {
            let behind = cells.as_bytes()[from..].iter().position(|b| *b == b'\t');
            behind.map(|at| from + at)
        };
        let mut start = 0;
        for _ in 0..k {
            match tab(start) {
                Some(at) => start = at + 1,
                None => return "",
            }
        }
        let cell = &cells[start..tab(start).unwrap_or(cells.len())];
        match cell.as_bytes() {
            [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => cell,
            _ => cell.trim(),
        }
    }

    /// All that stands behind the word.
    pub(super) fn attributes(self) -> &'a str {
        self.cells.split_once('\t').map_or("", |cells| cells.1)
    }
}

pub(super) struct ClassFile {
    pub name: Cow<'static, str>,
    pub text: Cow<'static, str>,
    /// Of each row, the number of its line, and where in the text it begins and how long it is.
    pub rows: Rows<3>,
}

impl ClassFile {
    fn row(&self, [line, start, len]: [u32; 3]) -> Row<'_> {
        Row { line, cells: &self.text[start as usize..start as usize + len as usize] }
    }

    pub fn all(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|row| self.row(*row))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Phrase {
    /// The second word.
    pub second: WordId,
    /// The words behind the first: a range of [`Lexicon::rests`].
    pub from: u32,
    pub to: u32,
    pub entry: Entry,
}

impl Phrase {
    pub fn rest(self, rests: &[WordId]) -> &[WordId] {
        &rests[self.from as usize..self.to as usize]
    }

    /// By what a word's phrases are sorted, before their lengths.
    #[inline]
    pub fn key(&self) -> (u8, WordId) {
        (self.entry.class.0, self.second)
    }
}

/// What lists of words have in their first column, and the inflected forms of that.
#[derive(Clone, Copy, Default)]
pub(super) struct Spelling {
    pub hash: u64,
    /// The word that it is, perhaps with others.
    pub word: WordId,
    /// Its own memberships: a range of [`Lexicon::entries`].
    pub entries: (u32, u32),
}

impl Spelling {
    pub fn packed(self) -> [u32; 5] {
        let (from, to) = self.entries;
        [self.hash as u32, (self.hash >> 32) as u32, self.word.0, from, to]
    }

    pub fn unpacked([low, high, word, from, to]: [u32; 5]) -> Self {
        let hash = u64::from(low) | u64::from(high) << 32;
        Self { hash, word: WordId(word), entries: (from, to) }
    }
}

#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    /// Ranges of [`Lexicon::entries`] and [`Lexicon::phrases`].
    pub entries: (u32, u32),
    pub phrases: (u32, u32),
}

/// All words of a language pack.
pub(crate) struct Lexicon {
    pub(super) places: Places,
    /// [`Spelling`]s; the first is that of the unknown word.
    pub(super) spellings: Rows<5>,
    pub(super) words: Vec<Word>,
    /// The last word of several spellings.
    pub(super) shared: WordId,
    /// By word, apart from the rest: all that most questions need.
    pub(super) marks: Sparse<Marks>,
    pub(super) files: Vec<ClassFile>,
    /// Memberships of single words, by spelling.
    pub(super) entries: Vec<Entry>,
    /// Phrases by first word, class and second word, the longest first.
    pub(super) phrases: Vec<Phrase>,
    pub(super) rests: Vec<WordId>,
    /// The same by class; made last.
    pub(super) members: Members,
    pub(super) joints: Joints,
}

impl Lexicon {
    /// The word with this token hash, or the unknown word.
    #[inline]
    pub fn word(&self, hash: u64) -> WordId {
        WordId(self.places.find(hash))
    }

    /// A word that is asked for by its name; the unknown word where no list has it.
    ///
    /// # Errors
    ///
    /// When the lists do not tell it from others.
    pub fn named(&self, word: &str) -> Result<WordId, Error> {
        let id = self.word(fold::hash(word));
        if id == WordId::default() || self.is_own(id) {
            return Ok(id);
        }
        Err(Error::config(format!(
            "the language pack does not tell `{word}` from other words: words/own-words.tsv is to list it"
        )))
    }

    /// Whether this is one known word, and none that several spellings share.
    #[inline]
    pub fn is_own(&self, word: WordId) -> bool {
        word > self.shared
    }

    /// The words with these token hashes, in a column of the same length.
    pub fn look_up(&self, hashes: &[u64], words: &mut [WordId]) {
        for (hash, word) in hashes.iter().zip(words) {
            *word = self.word(*hash);
        }
    }

    /// The classes of this word.
    #[inline]
    pub fn marks(&self, word: WordId) -> &Marks {
        self.marks.of(word)
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

    /// The classes of words that are written in lower case as a rule.
    pub fn lower_case(&self) -> impl Iterator<Item = Class> {
        ["common-words", "nouns", "adjectives", "adverbs", "verbs", "function-words"]
            .into_iter()
            .filter_map(|name| self.class(name))
    }

    /// Number of word ids, the unknown word included.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// All words that are listed alone, by the hash of each spelling: its word and its own memberships.
    pub fn spelled(&self) -> impl Iterator<Item = (u64, WordId, &[Entry])> {
        let entries = |(from, to): (u32, u32)| &self.entries[from as usize..to as usize];
        let spellings = self.spellings.iter().skip(1).map(|s| Spelling::unpacked(*s));
        spellings.map(move |s| (s.hash, s.word, entries(s.entries)))
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
            match read(&row) {
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
    pub fn rows(&self, class: Class) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.files[class.0 as usize].all()
    }

    /// The row that lists a word.
    pub fn row(&self, entry: Entry) -> Row<'_> {
        let file = &self.files[entry.class.0 as usize];
        file.row(file.rows[entry.row as usize])
    }

    /// The row of `class` that lists `word` alone.
    #[inline]
    pub fn entry(&self, word: WordId, class: Class) -> Option<Entry> {
        if self.classes(word).has(class) { self.listed(word, class) } else { None }
    }

    /// Whether a phrase of the class may stand where these words do.
    #[inline]
    pub fn joins(&self, words: &[WordId], class: Class) -> bool {
        self.joints.hold(words, class)
    }

    /// As [`entry`](Self::entry), when the word is known to be in the class.
    pub fn listed(&self, word: WordId, class: Class) -> Option<Entry> {
        self.entries(word).iter().find(|e| e.class == class).copied()
    }

    /// The longest phrase or single word of `class` that `words` starts with, and its length in words.
    /// Does not look at what stands between the words.
    #[inline]
    pub fn longest(&self, words: &[WordId], class: Class) -> Option<(usize, Entry)> {
        if self.marks(*words.first()?).begins(class) { self.found(words, class) } else { None }
    }

    #[inline(never)]
    fn found(&self, words: &[WordId], class: Class) -> Option<(usize, Entry)> {
        let (first, rest) = words.split_first()?;
        if self.starts(*first).has(class)
            && self.joins(words, class)
            && let Some(second) = rest.first()
        {
            let (from, to) = self.words[first.0 as usize].phrases;
            let phrases = &self.phrases[from as usize..to as usize];
            let key = (class.0, *second);
            let phrases = &phrases[phrases.partition_point(|p| p.key() < key)..];
            for p in phrases.iter().take_while(|p| p.key() == key) {
                let wanted = p.rest(&self.rests);
                if rest.starts_with(wanted) {
                    return Some((wanted.len() + 1, p.entry));
                }
            }
        }
        self.entry(*first, class).map(|e| (1, e))
    }
}
