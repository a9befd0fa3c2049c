//! Reading class files: rows, inflected forms, and where each word stands.

use super::{
    File, alike,
    inflect::{Inflector, Kind},
    joints::Joints,
    kinds::Sparse,
    lexicon::{
        CLASSES, Class, ClassFile, Entry, Form, Lexicon, Marks, Phrase, Spelling, Word, WordId,
    },
    members::Members,
    places::Places,
};
use crate::{
    error::{Error, Problem, shown},
    packed::Rows,
    words,
};

/// Reads the files; what they say of a word is gathered when all are read. Until then each spelling is a word.
struct Reader {
    lexicon: Lexicon,
    spellings: Spellings,
    /// By class: whether only the attributes of its rows count.
    alike: Vec<bool>,
    entries: Vec<(WordId, Entry)>,
    phrases: Vec<(WordId, Phrase)>,
    /// Where the entries and phrases of the present row begin.
    row: (usize, usize),
    /// The words of the present phrase.
    hashes: Vec<u64>,
}

impl Lexicon {
    pub(super) fn load(files: &[File]) -> Result<Self, Error> {
        if files.len() > CLASSES {
            return Err(Error::config(format!(
                "a language pack holds at most {CLASSES} word files"
            )));
        }
        let bytes: usize = files.iter().map(|f| f.1.len()).sum();
        let irregular = files.iter().find(|(name, _)| name == "irregular").map_or("", |f| &f.1);
        let by = Inflector::new(irregular);
        let mut reader = Reader {
            lexicon: Self {
                places: Places::default(),
                spellings: Rows::default(),
                words: Vec::new(),
                shared: WordId::default(),
                marks: Sparse::default(),
                files: Vec::with_capacity(files.len()),
                entries: Vec::new(),
                phrases: Vec::new(),
                rests: Vec::new(),
                members: Members::default(),
                joints: Joints::default(),
            },
            spellings: Spellings::new(bytes / 12),
            entries: Vec::with_capacity(bytes / 8),
            phrases: Vec::new(),
            alike: Vec::with_capacity(files.len()),
            row: (0, 0),
            hashes: Vec::new(),
        };
        for (k, file) in files.iter().enumerate() {
            reader.read(Class(k as u8), file, &by)?;
        }
        reader.finish()
    }
}

impl Reader {
    fn read(&mut self, class: Class, (name, text): &File, by: &Inflector<'_>) -> Result<(), Error> {
        let (mut kind, mut alike) = (Kind::None, false);
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
                    Some(("words", "alike")) => alike = true,
                    _ => problems.push(Problem::new(
                        n + 1,
                        1,
                        format!(
                            "read `{}`, expected `#! inflect = verb|noun|none` or `#! words = alike`",
                            shown(line)
                        ),
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
            rows.push([n as u32 + 1, from as u32, line.len() as u32]);
        }
        self.lexicon.files.push(ClassFile {
            name: name.clone(),
            text: text.clone(),
            rows: rows.into(),
        });
        self.alike.push(alike);
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
        let first = self.spellings.intern(*first);
        if rest.is_empty() {
            match self.entries[self.row.0..].iter_mut().find(|e| e.0 == first) {
                Some(e) => e.1.form.0 |= entry.form.0,
                None => self.entries.push((first, entry)),
            }
            return true;
        }
        let from = lexicon.rests.len();
        for hash in rest {
            let id = self.spellings.intern(*hash);
            lexicon.rests.push(id);
        }
        let same = |p: &Phrase| p.rest(&lexicon.rests) == &lexicon.rests[from..];
        match self.phrases[self.row.1..].iter_mut().find(|p| p.0 == first && same(&p.1)) {
            Some(p) => {
                p.1.entry.form.0 |= entry.form.0;
                lexicon.rests.truncate(from);
            }
            None => {
                let (second, to) = (lexicon.rests[from], lexicon.rests.len() as u32);
                self.phrases.push((first, Phrase { second, from: from as u32, to, entry }));
            }
        }
        true
    }

    /// Finds the words that the spellings are, and lays out entries and phrases.
    fn finish(mut self) -> Result<Lexicon, Error> {
        self.lay_out_entries();
        let lexicon = &mut self.lexicon;
        let numbers = alike::Words {
            spellings: &self.spellings.list,
            entries: &lexicon.entries,
            phrases: &self.phrases,
            rests: &lexicon.rests,
            files: &lexicon.files,
            alike: &self.alike,
        }
        .numbers();
        let number = |spelling: WordId| numbers.of[spelling.0 as usize];
        lexicon.shared = numbers.shared;
        lexicon.words = vec![Word::default(); numbers.words];
        let mut marks = vec![Marks::default(); numbers.words];
        for (spelling, word) in self.spellings.list.iter_mut().zip(&numbers.of) {
            spelling.word = *word;
            let (from, to) = spelling.entries;
            let classes = lexicon.entries[from as usize..to as usize].iter().map(|e| e.class);
            marks[word.0 as usize].classes = classes.collect();
            lexicon.words[word.0 as usize].entries = spelling.entries;
        }
        lexicon.rests.iter_mut().for_each(|word| *word = number(*word));
        for (first, phrase) in &mut self.phrases {
            (*first, phrase.second) = (number(*first), number(phrase.second));
        }
        self.phrases.sort_by_key(|(word, p)| (*word, p.key(), std::cmp::Reverse(p.to - p.from)));
        for (k, (word, phrase)) in self.phrases.iter().enumerate() {
            let range = &mut lexicon.words[word.0 as usize].phrases;
            *range = (if range.1 == 0 { k as u32 } else { range.0 }, k as u32 + 1);
            marks[word.0 as usize].starts.insert(phrase.entry.class);
        }
        lexicon.marks = Sparse::new(&marks)?;
        lexicon.phrases = self.phrases.into_iter().map(|p| p.1).collect();
        let spellings = &self.spellings.list;
        lexicon.places = Places::of(spellings);
        lexicon.spellings = spellings.iter().map(|s| s.packed()).collect();
        lexicon.joints = Joints::new(&lexicon.words, &lexicon.phrases, &lexicon.rests);
        lexicon.members = Members::new(lexicon);
        Ok(self.lexicon)
    }

    /// Lays out entries by spelling.
    fn lay_out_entries(&mut self) {
        let spellings = &mut self.spellings.list;
        for (spelling, _) in &self.entries {
            spellings[spelling.0 as usize].entries.1 += 1;
        }
        let mut end = 0;
        for spelling in &mut *spellings {
            let from = end;
            end += spelling.entries.1;
            spelling.entries = (from, from);
        }
        self.lexicon.entries = vec![Entry::default(); self.entries.len()];
        for (spelling, entry) in &self.entries {
            let to = &mut spellings[spelling.0 as usize].entries.1;
            self.lexicon.entries[*to as usize] = *entry;
            *to += 1;
        }
    }
}

/// The spellings met so far, and where they are found.
struct Spellings {
    /// The first is that of the unknown word.
    list: Vec<Spelling>,
    places: Places,
}

impl Spellings {
    /// Room for so many.
    fn new(room: usize) -> Self {
        let mut list = Vec::with_capacity(room);
        list.push(Spelling::default());
        Self { list, places: Places::new(room) }
    }

    /// The spelling with this hash, a new one if need be.
    fn intern(&mut self, hash: u64) -> WordId {
        let known = self.places.find(hash);
        if known != 0 && self.list[known as usize].hash == hash {
            return WordId(known);
        }
        let id = WordId(self.list.len() as u32);
        self.list.push(Spelling { hash, word: id, ..Spelling::default() });
        if self.list.len() > self.places.room() {
            self.places = Places::of(&self.list);
        } else {
            self.places.insert(hash, id.0);
        }
        id
    }
}
