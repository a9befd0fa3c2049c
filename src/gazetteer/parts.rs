//! The words that people's names begin and end with.
//!
//! Known people's names count, and files of names (`name given surname`, strengths from 0 to 9): evidence
//! for names that no entry has.

use super::{EntryIx, Kind, Name, NameForm, Source, index::each_hash, traits};
use crate::error::{Problem, shown};

pub(super) const HEADER: &str = "name\tgiven\tsurname";

/// What a word is in people's names.
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

/// A table under construction; [`build`] makes the rows that [`get`] reads.
struct Parts {
    table: Vec<Slot>,
}

/// Some bits of a word's hash, 0 where there is none, the hash, and the part.
type Slot = (u32, u64, Part);

/// A flat table from word hashes, of which the upper half is kept, to parts. Two words that agree in it and
/// in their place count as one, which evidence can bear. Beside it the table of their [`Traits`](super::Traits).
pub(super) fn build(sources: &[Source], names: &[Name]) -> (Vec<[u32; 4]>, Vec<[u32; 4]>) {
    let people = || names.iter().filter(|n| n.form != NameForm::Demonym && n.kind == Kind::Person);
    let lists = || sources.iter().filter(|s| s.is_names()).flat_map(|s| s.text.lines().skip(1));
    // A person's name takes two slots at most, a listed one one.
    let size = (people().count() * 2 + lists().count()).max(8) * 4 / 3;
    let mut parts = Parts { table: vec![Slot::default(); size.next_power_of_two()] };
    for name in people() {
        let (mut first, mut last, mut count) = (0, 0, 0);
        each_hash(name.text(sources), |hash| {
            last = hash;
            if count == 0 {
                first = last;
            }
            count += 1;
        });
        if count > 1 {
            parts.add_name(first, last, name.entry, name.prior);
        }
    }
    for line in lists() {
        if let Some((name, given, surname)) = fields(line) {
            let (mut word, mut count) = (0, 0);
            each_hash(name, |hash| {
                word = hash;
                count += 1;
            });
            if count == 1 {
                let part = parts.entry(word);
                part.first = part.first.saturating_add(given);
                part.last = part.last.saturating_add(surname);
            }
        }
    }
    let known = parts.table.iter().filter(|slot| slot.0 != 0);
    let traits = traits::build(known.map(|(_, hash, part)| (*hash, part)));
    (parts.table.iter().map(|(tag, _, part)| part.packed(*tag)).collect(), traits)
}

impl Part {
    fn packed(&self, tag: u32) -> [u32; 4] {
        let join = |low: u16, high: u16| u32::from(low) | u32::from(high) << 16;
        let best = self.best.map_or(0, |e| e.0 + 1);
        [tag, join(self.first, self.last), join(self.prior, self.rival), best]
    }

    #[inline]
    fn unpacked([_, counts, priors, best]: [u32; 4]) -> Self {
        Self {
            first: counts as u16,
            last: (counts >> 16) as u16,
            prior: priors as u16,
            rival: (priors >> 16) as u16,
            best: best.checked_sub(1).map(EntryIx),
        }
    }
}

impl Parts {
    fn add_name(&mut self, first: u64, last: u64, entry: EntryIx, prior: u16) {
        let part = self.entry(first);
        part.first = part.first.saturating_add(1);
        let part = self.entry(last);
        part.last = part.last.saturating_add(1);
        if part.best == Some(entry) {
            // Another name of the same person.
        } else if prior > part.prior || part.best.is_none() {
            part.rival = part.prior;
            part.prior = prior;
            part.best = Some(entry);
        } else {
            part.rival = part.rival.max(prior);
        }
    }

    fn entry(&mut self, hash: u64) -> &mut Part {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at].0 != 0 && self.table[at].0 != tag(hash) {
            at = (at + 1) & mask;
        }
        let slot = &mut self.table[at];
        (slot.0, slot.1) = (tag(hash), hash);
        &mut slot.2
    }
}

/// The part with this word hash.
#[inline]
pub(super) fn get(table: &[[u32; 4]], hash: u64) -> Part {
    let mask = table.len() - 1;
    let mut at = hash as usize & mask;
    while table[at][0] != 0 && table[at][0] != tag(hash) {
        at = (at + 1) & mask;
    }
    Part::unpacked(table[at])
}

fn tag(hash: u64) -> u32 {
    ((hash >> 32) as u32).max(1)
}

fn fields(line: &str) -> Option<(&str, u16, u16)> {
    let mut cells = line.split('\t');
    let name = cells.next().filter(|n| !n.trim().is_empty())?;
    let mut strength = || cells.next()?.parse().ok().filter(|s| *s <= 9);
    let found = (name, strength()?, strength()?);
    cells.next().is_none().then_some(found)
}

/// What is wrong with a file of names.
pub(super) fn problems(source: &Source) -> Vec<Problem> {
    let lines = source.text.lines().enumerate().skip(1);
    lines
        .filter(|(_, line)| !line.is_empty() && fields(line).is_none())
        .map(|(n, line)| {
            Problem::new(
                n + 1,
                1,
                format!("read `{}`, expected a name and two strengths from 0 to 9", shown(line)),
            )
        })
        .collect()
}
