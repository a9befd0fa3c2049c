//! What each class lists, for tables that are made of the members of a class and not of all words.

use super::lexicon::{CLASSES, Class, Entry, Lexicon, WordId};

/// Words and phrases by class.
#[derive(Default)]
pub(super) struct Members {
    words: Grouped<(WordId, Entry)>,
    phrases: Grouped<Leader>,
}

/// A phrase: its first word, and where in [`Lexicon::rests`] the others stand.
#[derive(Clone, Copy, Default)]
struct Leader {
    word: WordId,
    from: u32,
    to: u32,
}

/// Things in the order of their classes.
struct Grouped<T> {
    list: Vec<T>,
    /// Where the things of each class end.
    ends: [u32; CLASSES],
}

impl<T> Default for Grouped<T> {
    fn default() -> Self {
        Self { list: Vec::new(), ends: [0; CLASSES] }
    }
}

impl<T: Copy + Default> Grouped<T> {
    /// Groups what `each` hands out, which is of these classes, keeping its order within a class.
    fn new(
        classes: impl Iterator<Item = Class>,
        each: impl FnOnce(&mut dyn FnMut(Class, T)),
    ) -> Self {
        let mut ends = [0; CLASSES];
        classes.for_each(|class| ends[usize::from(class.0)] += 1);
        let mut end = 0;
        for here in &mut ends {
            // Where the class begins; filling it brings this to its end.
            end += std::mem::replace(here, end);
        }
        let mut list = vec![T::default(); end as usize];
        each(&mut |class, thing| {
            let at = &mut ends[usize::from(class.0)];
            list[*at as usize] = thing;
            *at += 1;
        });
        Self { list, ends }
    }

    fn of(&self, class: Class) -> &[T] {
        let k = usize::from(class.0);
        let from = k.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.list[from as usize..self.ends[k] as usize]
    }
}

impl Members {
    pub fn new(lexicon: &Lexicon) -> Self {
        let words = || (0..).map(WordId).zip(&lexicon.words);
        let entries = || {
            words().flat_map(|(id, word)| {
                let (from, to) = word.entries;
                lexicon.entries[from as usize..to as usize].iter().map(move |e| (id, *e))
            })
        };
        let each_word = |hand: &mut dyn FnMut(Class, (WordId, Entry))| {
            entries().for_each(|(id, entry)| hand(entry.class, (id, entry)));
        };
        let each_phrase = |hand: &mut dyn FnMut(Class, Leader)| {
            for (id, word) in words() {
                let (from, to) = word.phrases;
                for p in &lexicon.phrases[from as usize..to as usize] {
                    hand(p.entry.class, Leader { word: id, from: p.from, to: p.to });
                }
            }
        };
        Self {
            words: Grouped::new(entries().map(|e| e.1.class), each_word),
            phrases: Grouped::new(lexicon.phrases.iter().map(|p| p.entry.class), each_phrase),
        }
    }
}

impl Lexicon {
    /// The words that a class lists alone, by id, each with its membership.
    pub fn members(&self, class: Class) -> &[(WordId, Entry)] {
        self.members.words.of(class)
    }

    /// The phrases that a class lists: the first word of each, and the others.
    pub fn phrases(&self, class: Class) -> impl Iterator<Item = (WordId, &[WordId])> {
        let rest = |p: &Leader| &self.rests[p.from as usize..p.to as usize];
        self.members.phrases.of(class).iter().map(move |p| (p.word, rest(p)))
    }

    /// What each word's row in a class says of it, by word id; `none` of words that are not listed.
    pub fn column<T: Copy>(&self, class: Class, rows: &[T], none: T) -> Vec<T> {
        let mut column = vec![none; self.len()];
        // Of two rows that list a word, the first counts.
        for (word, entry) in self.members(class).iter().rev() {
            column[word.0 as usize] = rows[entry.row as usize];
        }
        column
    }
}
