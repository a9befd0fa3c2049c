//! Named bits that a column of a class file gives to its words: what a stage does with small words.

use super::{Lexicon, Sparse, WordId};
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

/// The bits of all words of a class file's second column, by the word's id.
pub(crate) struct Roles(Sparse<Bits>);

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
            .map(|row| bits(row.field(1), get, row.line, 2, &mut problems))
            .collect();
        if !problems.is_empty() {
            return Err(Error::data(format!("words/{name}.tsv"), problems));
        }
        Sparse::new(&lexicon.column(class, &rows, Bits::default())).map(Self)
    }

    /// The bits of a word.
    #[inline]
    pub fn of(&self, word: WordId) -> Bits {
        *self.0.of(word)
    }
}
