//! The words that known people's names begin and end with.

use super::{EntryIx, Kind, Name, NameForm, Source, index::each_hash, load::RawEntry};

/// What a word is in known people's names.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Part {
    /// How many names begin with it.
    pub first: u16,
    /// How many names end with it.
    pub last: u16,
    /// The best prior of a person whose name ends with it.
    pub prior: u16,
    /// That person.
    pub best: Option<EntryIx>,
    /// The best prior among the others.
    pub rival: u16,
}

/// A flat table from word hashes to parts.
pub(super) struct Parts {
    table: Vec<(u64, Part)>,
}

impl Parts {
    pub fn new(sources: &[Source], entries: &[RawEntry], names: &[Name]) -> Self {
        let people = || {
            names.iter().filter(|n| {
                n.form != NameForm::Demonym && entries[n.entry.0 as usize].kind == Kind::Person
            })
        };
        let size = (people().count() * 4).next_power_of_two().max(16);
        let mut parts = Self { table: vec![(0, Part::default()); size] };
        for name in people() {
            let text = name.text(sources, entries);
            let prior = entries[name.entry.0 as usize].prior;
            let (mut first, mut last, mut count) = (0, 0, 0);
            each_hash(text, |hash| {
                last = hash;
                if count == 0 {
                    first = last;
                }
                count += 1;
            });
            if count > 1 {
                let part = parts.entry(first);
                part.first = part.first.saturating_add(1);
                let part = parts.entry(last);
                part.last = part.last.saturating_add(1);
                if part.best == Some(name.entry) {
                    // Another name of the same person.
                } else if prior > part.prior || part.best.is_none() {
                    part.rival = part.prior;
                    part.prior = prior;
                    part.best = Some(name.entry);
                } else {
                    part.rival = part.rival.max(prior);
                }
            }
        }
        parts
    }

    fn slot(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at].0 != 0 && self.table[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn entry(&mut self, hash: u64) -> &mut Part {
        let at = self.slot(hash);
        self.table[at].0 = hash;
        &mut self.table[at].1
    }

    #[inline]
    pub fn get(&self, hash: u64) -> Part {
        self.table[self.slot(hash)].1
    }
}
