//! What is made of the sources, as rows of 32-bit numbers: built in memory, or read in place from a compiled file.
//!
//! The compiled file is [`MAGIC`], then numbers in little-endian order: the format's version, the number of sources and
//! the length of each, the number of tables, for each table its number of rows, and the tables' rows. It is made by
//! `cargo xtask compile` from the embedded sources, and the suite makes it again and compares. Only this file of our own
//! is read so: its rows are trusted, not checked.

use std::borrow::Cow;

#[cfg(feature = "embedded")]
use super::Source;

#[cfg(feature = "embedded")]
const MAGIC: &[u8; 8] = b"copydesk";
#[cfg(feature = "embedded")]
const VERSION: u32 = 2;

/// Rows of `N` numbers.
pub(super) type Rows<const N: usize> = Cow<'static, [[u32; N]]>;

/// All that look-ups need, beside the sources' texts.
#[derive(Default, PartialEq, Debug)]
pub(super) struct Packed {
    /// [`RawEntry`](super::load::RawEntry)s.
    pub entries: Rows<7>,
    /// [`Name`](super::load::Name)s.
    pub names: Rows<3>,
    /// [`Slot`](super::index::Slot)s of word prefixes.
    pub table: Rows<2>,
    /// For each name, the next one with the same folded words, best first.
    pub next: Rows<1>,
    /// One bit for each hash of a first word, by its low bits.
    pub first: Rows<1>,
    /// [`Part`](super::parts::Part)s behind the tags of their words.
    pub parts: Rows<4>,
}

impl Packed {
    /// The compiled file.
    #[cfg(feature = "embedded")]
    pub fn write(&self, sources: &[Source]) -> Vec<u8> {
        let mut numbers = vec![VERSION, sources.len() as u32];
        numbers.extend(sources.iter().map(|s| s.text.len() as u32));
        let tables: [&[u32]; 6] = [
            self.entries.as_flattened(),
            self.names.as_flattened(),
            self.table.as_flattened(),
            self.next.as_flattened(),
            self.first.as_flattened(),
            self.parts.as_flattened(),
        ];
        numbers.push(tables.len() as u32);
        let rows = [
            self.entries.len(),
            self.names.len(),
            self.table.len(),
            self.next.len(),
            self.first.len(),
            self.parts.len(),
        ];
        numbers.extend(rows.map(|n| n as u32));
        let body = tables.iter().flat_map(|t| t.iter());
        let bytes = numbers.iter().chain(body).flat_map(|n| n.to_le_bytes());
        MAGIC.iter().copied().chain(bytes).collect()
    }

    /// Reads a compiled file in place. `None` when it was not made of these sources, by this version, or for
    /// machines of this byte order: the sources tell all that it tells, only slower.
    #[cfg(feature = "embedded")]
    pub fn read(bytes: &'static [u8], sources: &[Source]) -> Option<Self> {
        if cfg!(target_endian = "big") {
            return None;
        }
        let numbers = bytes.strip_prefix(MAGIC)?;
        let mut rest: &'static [u32] = bytemuck::try_cast_slice(numbers).ok()?;
        let made_of = [VERSION, sources.len() as u32].into_iter();
        let made_of = made_of.chain(sources.iter().map(|s| s.text.len() as u32)).chain([6]);
        for expected in made_of {
            if *rest.split_off_first()? != expected {
                return None;
            }
        }
        let rows = rest.split_off(..6)?;
        Some(Self {
            entries: table(&mut rest, rows[0])?,
            names: table(&mut rest, rows[1])?,
            table: table(&mut rest, rows[2])?,
            next: table(&mut rest, rows[3])?,
            first: table(&mut rest, rows[4])?,
            parts: table(&mut rest, rows[5])?,
        })
    }
}

/// Cuts the next table off.
#[cfg(feature = "embedded")]
fn table<const N: usize>(rest: &mut &'static [u32], rows: u32) -> Option<Rows<N>> {
    let numbers = rest.split_off(..rows as usize * N)?;
    Some(Cow::Borrowed(numbers.as_chunks().0))
}
