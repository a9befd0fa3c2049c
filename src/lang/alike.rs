//! Words that no list tells from one another count as one word: tables by word are a third as long, and the rows of
//! rare words are those of frequent ones.
//!
//! A class file with `#! words = alike` says that nothing but the attributes of its rows counts. Words that are in such
//! classes alone, and in no phrase, are one word where their forms and attributes agree.

use std::collections::HashMap;

use super::lexicon::{Class, ClassFile, Entry, Form, Phrase, Spelling, WordId};

/// What is known of the words while each spelling is a word of its own.
pub(super) struct Words<'a> {
    pub spellings: &'a [Spelling],
    pub entries: &'a [Entry],
    pub phrases: &'a [(WordId, Phrase)],
    pub rests: &'a [WordId],
    pub files: &'a [ClassFile],
    /// By class: only its attributes count.
    pub alike: &'a [bool],
}

/// Words by their numbers: those of several spellings first, then the words of many classes, which are frequent ones.
pub(super) struct Numbers {
    /// By spelling.
    pub of: Vec<WordId>,
    /// How many words there are, the unknown word included.
    pub words: usize,
    /// The last word of several spellings.
    pub shared: WordId,
}

impl Words<'_> {
    pub fn numbers(&self) -> Numbers {
        let groups = self.groups();
        let mut order: Vec<&Vec<usize>> = groups.iter().collect();
        let classes = |spelling: usize| self.entries_of(spelling).len();
        order.sort_by_key(|g| (g.len() == 1, std::cmp::Reverse(classes(g[0])), g[0]));
        let mut of = vec![WordId::default(); self.spellings.len()];
        for (id, group) in (1..).map(WordId).zip(&order) {
            group.iter().for_each(|spelling| of[*spelling] = id);
        }
        let shared = order.iter().filter(|g| g.len() > 1).count();
        Numbers { of, words: order.len() + 1, shared: WordId(shared as u32) }
    }

    /// All spellings but the unknown word, those of one word together.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut apart = vec![false; self.spellings.len()];
        let firsts = self.phrases.iter().map(|p| p.0);
        firsts.chain(self.rests.iter().copied()).for_each(|w| apart[w.0 as usize] = true);
        let attributes = self.attributes();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut known: HashMap<Vec<(Class, Form, u32)>, usize> = HashMap::new();
        for (spelling, apart) in apart.iter().enumerate().skip(1) {
            let entries = self.entries_of(spelling);
            if *apart || entries.iter().any(|e| !self.alike[usize::from(e.class.0)]) {
                groups.push(vec![spelling]);
                continue;
            }
            let row = |e: &Entry| attributes[usize::from(e.class.0)][e.row as usize];
            let key = entries.iter().map(|e| (e.class, e.form, row(e))).collect();
            let group = *known.entry(key).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            groups[group].push(spelling);
        }
        groups
    }

    fn entries_of(&self, spelling: usize) -> &[Entry] {
        let (from, to) = self.spellings[spelling].entries;
        &self.entries[from as usize..to as usize]
    }

    /// By class and row, a number that rows of the same attributes share; nothing of classes whose rows all differ.
    fn attributes(&self) -> Vec<Vec<u32>> {
        let number = |(file, alike): (&ClassFile, &bool)| {
            let mut known = HashMap::new();
            let rows = file.all().filter(|_| *alike);
            rows.map(|row| {
                let next = known.len() as u32;
                *known.entry(row.attributes()).or_insert(next)
            })
            .collect()
        };
        self.files.iter().zip(self.alike).map(number).collect()
    }
}
