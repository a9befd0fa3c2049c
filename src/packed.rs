//! Compiled files: tables of 32-bit numbers that are read in place instead of being made at start-up.
//!
//! A file is [`MAGIC`], then numbers in little-endian order: the format's version, numbers that tell what it was made of,
//! then tables, each its number of rows and the rows. `cargo xtask compile` makes the files from
//! what the library embeds, and the suite makes them again and compares. Only such files of our own are read: their
//! header is checked, their rows are trusted.
#![cfg_attr(not(feature = "embedded"), allow(dead_code))]

use std::borrow::Cow;

use crate::fold;

const MAGIC: &[u8; 8] = b"copydesk";
/// To be raised with any change of what the tables mean.
const VERSION: u32 = 9;

/// Rows of `N` numbers, made in memory or part of a compiled file.
pub(crate) type Rows<const N: usize> = Cow<'static, [[u32; N]]>;

/// Bytes at an address that numbers can be read at.
#[repr(C, align(8))]
pub(crate) struct Aligned<T: ?Sized>(pub T);

/// Writes a compiled file.
pub(crate) struct Writer(Vec<u32>);

/// Reads a compiled file, table by table.
pub(crate) struct Reader(&'static [u32]);

/// The version, and what a word's hash is: tables hold hashes.
fn head() -> [u32; 3] {
    let hash = fold::chain(fold::hash("Zaporizhzhia"), fold::hash("Erdoğan’s"));
    [VERSION, hash as u32, (hash >> 32) as u32]
}

/// What tells a text from another one.
pub(crate) fn digest(text: &str) -> [u32; 3] {
    let (chunks, rest) = text.as_bytes().as_chunks();
    let mut hash = 0u64;
    let mut add = |n: u64| hash = (hash.rotate_left(5) ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for chunk in chunks {
        add(u64::from_be_bytes(*chunk));
    }
    add(rest.iter().fold(0, |n, b| n << 8 | u64::from(*b)));
    [text.len() as u32, hash as u32, (hash >> 32) as u32]
}

impl Writer {
    /// A file made of what these numbers stand for.
    pub fn new(made_of: &[u32]) -> Self {
        Self([&head(), made_of].concat())
    }

    /// Adds a table.
    pub fn table<const N: usize>(&mut self, rows: &[[u32; N]]) {
        self.0.push(rows.len() as u32);
        self.0.extend_from_slice(rows.as_flattened());
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        MAGIC.iter().copied().chain(self.0.iter().flat_map(|n| n.to_le_bytes())).collect()
    }
}

impl Reader {
    /// Opens a file. `None` when it was made of something else, by another version, or for machines of another byte
    /// order: the sources tell all that it tells, only slower.
    pub fn open(bytes: &'static [u8], made_of: &[u32]) -> Option<Self> {
        if cfg!(target_endian = "big") {
            return None;
        }
        let numbers: &[u32] = bytemuck::try_cast_slice(bytes.strip_prefix(MAGIC)?).ok()?;
        numbers.strip_prefix(&head())?.strip_prefix(made_of).map(Self)
    }

    /// The next table.
    pub fn table<const N: usize>(&mut self) -> Option<&'static [[u32; N]]> {
        let rows = *self.0.split_off_first()? as usize;
        Some(self.0.split_off(..rows.checked_mul(N)?)?.as_chunks().0)
    }
}
