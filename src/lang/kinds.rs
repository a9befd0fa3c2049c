//! What many words have alike, by a number of two bytes for each word, so that the table of words stays near.

use std::{collections::HashMap, hash::Hash};

use super::WordId;
use crate::{error::Error, fold::Mixed};

/// Different things, in the order in which they are met.
pub(crate) struct Kinds<T> {
    list: Vec<T>,
    found: HashMap<T, u16, Mixed>,
}

impl<T: Copy + Eq + Hash> Kinds<T> {
    pub fn new() -> Self {
        Self { list: Vec::new(), found: HashMap::default() }
    }

    /// The number of a thing, the next one if it is new.
    ///
    /// # Errors
    ///
    /// When there are more than 65,536 different ones.
    pub fn index(&mut self, thing: T) -> Result<u16, Error> {
        if let Some(k) = self.found.get(&thing) {
            return Ok(*k);
        }
        let k = u16::try_from(self.list.len())
            .map_err(|_| Error::config("the words of a language pack differ in too many ways"))?;
        self.list.push(thing);
        self.found.insert(thing, k);
        Ok(k)
    }

    /// The number of a thing that was met.
    pub fn known(&self, thing: T) -> Option<u16> {
        self.found.get(&thing).copied()
    }

    /// The things by their numbers.
    pub fn into_list(self) -> Vec<T> {
        self.list
    }
}

/// What few words have, and many of those alike: the number of each word's, and what the numbers stand for.
#[derive(Default)]
pub(crate) struct Sparse<T> {
    of_word: Vec<u16>,
    /// The first is what most words have.
    kinds: Vec<T>,
}

impl<T: Copy + Eq + Hash + Default> Sparse<T> {
    /// # Errors
    ///
    /// When words have more than 65,536 different things.
    pub fn new(column: &[T]) -> Result<Self, Error> {
        let nothing = T::default();
        let mut kinds = Kinds::new();
        kinds.index(nothing)?;
        let of = |value: &T| if *value == nothing { Ok(0) } else { kinds.index(*value) };
        let of_word = column.iter().map(of).collect::<Result<_, _>>()?;
        Ok(Self { of_word, kinds: kinds.into_list() })
    }

    /// Of what was made before, as compiled files hold it: the number of what each word has, and what the numbers stand for.
    #[cfg(feature = "embedded")]
    pub(super) fn of_kinds(of_word: Vec<u16>, kinds: Vec<T>) -> Self {
        Self { of_word, kinds }
    }

    /// All that words have, by its number.
    #[cfg(feature = "embedded")]
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
