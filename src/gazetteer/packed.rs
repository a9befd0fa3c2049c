//! What is made of the sources: built in memory, or read in place from the compiled file.

#[cfg(feature = "embedded")]
use super::Source;
use crate::packed::Rows;
#[cfg(feature = "embedded")]
use crate::packed::{Reader, Writer};

/// All that look-ups need, beside the sources' texts.
#[derive(Default)]
pub(super) struct Packed {
    /// By entry, its [`Facts`](super::raw::Facts).
    pub facts: Rows<3>,
    /// By entry, its [`Columns`](super::raw::Columns).
    pub columns: Rows<4>,
    /// [`Name`](super::Name)s; those of the same folded words stand together, the best first.
    pub names: Rows<4>,
    /// [`Slot`](super::index::Slot)s of word prefixes.
    pub table: Rows<2>,
    /// One bit for each hash of a first word, by its low bits.
    pub first: Rows<1>,
    /// As `first`, for the longer prefixes that have a slot.
    pub further: Rows<1>,
    /// [`Part`](super::parts::Part)s behind the tags of their words.
    pub parts: Rows<4>,
    /// [`Bucket`](super::traits::Bucket)s of what most questions about them need.
    pub traits: Rows<4>,
}

#[cfg(feature = "embedded")]
impl Packed {
    /// The compiled file.
    pub fn write(&self, sources: &[Source]) -> Vec<u8> {
        let mut file = Writer::new(&made_of(sources));
        file.table(&self.facts);
        file.table(&self.columns);
        file.table(&self.names);
        file.table(&self.table);
        file.table(&self.first);
        file.table(&self.further);
        file.table(&self.parts);
        file.table(&self.traits);
        file.finish()
    }

    /// Reads a compiled file in place, if it was made of sources of these lengths.
    pub fn read(bytes: &'static [u8], sources: &[Source]) -> Option<Self> {
        let mut file = Reader::open(bytes, &made_of(sources))?;
        Some(Self {
            facts: file.table()?.into(),
            columns: file.table()?.into(),
            names: file.table()?.into(),
            table: file.table()?.into(),
            first: file.table()?.into(),
            further: file.table()?.into(),
            parts: file.table()?.into(),
            traits: file.table()?.into(),
        })
    }
}

/// The lengths of the sources: reading all of them would take longer than all else at start-up.
#[cfg(feature = "embedded")]
fn made_of(sources: &[Source]) -> Vec<u32> {
    sources.iter().map(|s| s.text.len() as u32).collect()
}
