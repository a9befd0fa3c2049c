//! Named bits that a column of a class file gives to its words: what a stage does with small words.

use std::collections::HashMap;

use super::{Class, Lexicon, WordId};
use crate::error::{Error, Problem};

/// A set of named bits, read from a column of names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(crate) struct Bits(pub u32);

impl std::ops::BitOr for Bits {
    type Output = Bits;

    fn bitor(self, other: Bits) -> Bits {
        Bits(self.0 | other.0)
    }
}

impl Bits {
    /// Whether any of these bits is set.
    #[inline]
    pub fn has(self, other: Bits) -> bool {
        self.0 & other.0 != 0
    }

    #[inline]
    pub fn add(&mut self, other: Bits) {
        self.0 |= other.0;
    }
}

/// Constants of bits with the names that files write, and `get` from a name.
macro_rules! names {
    ($($bit:ident $name:literal $value:expr,)*) => {
        $(pub(crate) const $bit: Bits = Bits(1 << $value);)*
        const NAMES: &[(&str, Bits)] = &[$(($name, $bit)),*];
        pub(crate) fn get(name: &str) -> Option<Bits> {
            NAMES.iter().find(|n| n.0 == name).map(|n| n.1)
        }
    };
}
pub(crate) use names;

/// The bits that a field names, parted by commas; `line` and `column` are where it stands.
pub(crate) fn bits(
    field: &str,
    get: fn(&str) -> Option<Bits>,
    line: u32,
    column: usize,
    problems: &mut Vec<Problem>,
) -> Bits {
    let mut set = Bits::default();
    for name in field.split(',').map(str::trim).filter(|n| !n.is_empty()) {
        match get(name) {
            Some(b) => set.add(b),
            None => problems.push(Problem::new(
                line as usize,
                column,
                format!("read `{name}`, expected one of the names in the file's head"),
            )),
        }
    }
    set
}

/// What few words have, and many of those alike, by the word: two bytes for each word, so that the table stays near, and
/// what they stand for.
#[derive(Default)]
pub(crate) struct Sparse<T> {
    of_word: Vec<u16>,
    /// The first is what most words have.
    kinds: Vec<T>,
}

impl<T: Copy + Eq + std::hash::Hash + Default> Sparse<T> {
    /// # Errors
    ///
    /// When there are more than 65,535 things that a word may have.
    pub fn new(column: &[T]) -> Result<Self, Error> {
        let nothing = T::default();
        let (mut kinds, mut known) = (vec![nothing], HashMap::new());
        let mut of_word = vec![0; column.len()];
        for (kind, value) in of_word.iter_mut().zip(column).filter(|(_, v)| **v != nothing) {
            *kind = *known.entry(*value).or_insert_with(|| {
                kinds.push(*value);
                (kinds.len() - 1) as u16
            });
        }
        if kinds.len() > usize::from(u16::MAX) {
            return Err(Error::config("the words of a language pack differ in too many ways"));
        }
        Ok(Self { of_word, kinds })
    }

    /// Of what was made before: the number of what each word has, and what the numbers stand for.
    pub(super) fn of_kinds(of_word: Vec<u16>, kinds: Vec<T>) -> Self {
        Self { of_word, kinds }
    }

    /// All that words have, by its number.
    pub(super) fn kinds(&self) -> &[T] {
        &self.kinds
    }

    #[inline]
    pub fn of(&self, word: WordId) -> &T {
        self.at(self.kind(word))
    }

    /// The number of what a word has; 0 for most.
    #[inline]
    pub fn kind(&self, word: WordId) -> u16 {
        self.of_word[word.0 as usize]
    }

    /// What has this number.
    #[inline]
    pub fn at(&self, kind: u16) -> &T {
        &self.kinds[usize::from(kind)]
    }
}

/// The bits of all words of a class file's second column, by the word's id.
pub(crate) struct Roles {
    class: Class,
    of_word: Sparse<Bits>,
}

impl Roles {
    /// # Errors
    ///
    /// A missing file; names that `get` does not know.
    pub fn read(
        lexicon: &Lexicon,
        name: &str,
        get: fn(&str) -> Option<Bits>,
    ) -> Result<Self, Error> {
        let class = lexicon.require(name)?;
        let mut problems = Vec::new();
        let rows: Vec<Bits> = lexicon
            .rows(class)
            .iter()
            .map(|row| bits(row.field(1), get, row.line, 2, &mut problems))
            .collect();
        if !problems.is_empty() {
            return Err(Error::data(format!("words/{name}.tsv"), problems));
        }
        let of_word = Sparse::new(&lexicon.column(class, &rows, Bits::default()))?;
        Ok(Self { class, of_word })
    }

    /// The class of the words that have any.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The bits of a word.
    #[inline]
    pub fn of(&self, word: WordId) -> Bits {
        *self.of_word.of(word)
    }
}
