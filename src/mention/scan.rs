//! How each capitalised word of the document looks, and where gazetteer names stand.

use bumpalo::{Bump, collections::Vec};

use super::tables::{Head, Small, Tables};
use crate::{
    document::{Document, Flags, Gap, ZoneKind},
    gazetteer::{Gazetteer, Kind, Part},
    lang::Lexicon,
};

/// What a capitalised word is, seen by itself. A set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look(pub u16);

impl Look {
    /// May be part of a name.
    pub const NAME: u16 = 1;
    /// Begins a sentence or a quotation, so that its capital says nothing.
    pub const START: u16 = 2;
    /// Stands in capitals or in a title-case line, so that its capital says nothing.
    pub const NOISY: u16 = 4;
    /// Written in lower case as a rule.
    pub const COMMON: u16 = 8;
    /// Begins a gazetteer name.
    pub const HIT: u16 = 16;
    /// A given name.
    pub const GIVEN: u16 = 32;
    /// A surname.
    pub const SURNAME: u16 = 64;
    /// The first word of some known people's names.
    pub const FIRST: u16 = 128;
    /// The last word of a known person's name.
    pub const LAST: u16 = 256;
    /// Where the prior of the best-known such person stands, in quarters of a thousand.
    const FAME: u32 = 12;

    #[inline]
    pub fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    /// How well known the person is whose name ends so: 0 to 4.
    #[inline]
    pub fn fame(self) -> i16 {
        (self.0 >> Self::FAME) as i16
    }

    /// What known people's names say of a word.
    #[inline]
    pub fn of_part(part: &Part, given: bool, surname: bool) -> u16 {
        let flag = |is: bool, bit: u16| if is { bit } else { 0 };
        let fame = if part.last > 0 { part.prior / 250 } else { 0 };
        flag(given || part.first > 0 && part.first * 2 > part.last, Self::GIVEN)
            | flag(surname || part.last > 0, Self::SURNAME)
            | flag(part.first > 2, Self::FIRST)
            | flag(part.last > 0, Self::LAST)
            | fame << Self::FAME
    }
}

/// A gazetteer name in the text.
pub(super) struct Known {
    pub words: usize,
    /// The first of the gazetteer's names that are spelt so.
    pub first: u32,
    /// For person, organisation, place, other: 0 no, 1 with evidence, 2 yes.
    pub sure: [u8; 4],
    pub kinds: [Kind; 4],
    /// The best prior of each group.
    pub priors: [u16; 4],
    pub demonym: bool,
    /// The possessive ending is part of the name.
    pub possessive: bool,
}

pub(super) struct Scan<'a, 't> {
    pub doc: &'a Document<'t>,
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
    pub tables: &'a Tables,
    pub bump: &'a Bump,
    pub looks: &'a mut [Look],
    /// The tokens that may be part of a name, in order.
    pub spots: Vec<'a, u32>,
    pub known: Vec<'a, Known>,
    /// For each token, index into `known` + 1, or 0.
    pub known_at: &'a mut [u32],
    /// The article is a sports report.
    pub sport: bool,
    /// Titles of works in quotation marks, in order.
    pub works: Vec<'a, std::ops::Range<usize>>,
}

impl<'a, 't> Scan<'a, 't> {
    pub(super) fn new(
        doc: &'a Document<'t>,
        lexicon: &'a Lexicon,
        gazetteer: &'a Gazetteer,
        tables: &'a Tables,
        bump: &'a Bump,
    ) -> Self {
        let n = doc.len();
        let mut scan = Self {
            doc,
            lexicon,
            gazetteer,
            tables,
            bump,
            // One more than there are tokens, as with gaps.
            looks: bump.alloc_slice_fill_copy(n + 1, Look::default()),
            spots: Vec::new_in(bump),
            known: Vec::new_in(bump),
            known_at: bump.alloc_slice_fill_copy(n + 1, 0),
            sport: false,
            works: Vec::new_in(bump),
        };
        scan.sport = scan.is_sport();
        scan.look_around();
        scan
    }

    #[inline]
    pub(super) fn flags(&self, i: usize) -> Flags {
        self.doc.tokens().flags(i)
    }

    #[inline]
    pub(super) fn look(&self, i: usize) -> Look {
        self.looks[i]
    }

    #[inline]
    pub(super) fn gap(&self, i: usize) -> Gap {
        self.doc.tokens().gap(i)
    }

    #[inline]
    pub(super) fn known(&self, i: usize) -> Option<&Known> {
        match self.known_at[i] {
            0 => None,
            k => Some(&self.known[k as usize - 1]),
        }
    }

    #[inline]
    pub(super) fn known_index(&self, i: usize) -> u32 {
        self.known_at[i]
    }

    #[inline]
    pub(super) fn class(&self, i: usize, class: crate::lang::Class) -> bool {
        self.doc.marks(i).classes.has(class)
    }

    /// What small word token `i` is, if it stands in lower case.
    #[inline]
    pub(super) fn small(&self, i: usize) -> Small {
        if self.flags(i).has(Flags::CAP | Flags::WIDE) {
            return Small::default();
        }
        self.doc.words().get(i).map_or(Small::default(), |w| self.tables.small(*w))
    }

    /// Length of token `i` in bytes.
    #[inline]
    pub(super) fn len(&self, i: usize) -> u32 {
        self.doc.tokens().end(i) - self.doc.tokens().start(i)
    }

    #[inline]
    pub(super) fn common(&self, i: usize) -> bool {
        self.look(i).has(Look::COMMON)
    }

    pub(super) fn head_at(&self, i: usize, room: usize) -> Option<(usize, Head)> {
        self.tables.head(self.doc, self.lexicon, i, room)
    }

    #[inline]
    pub(super) fn given(&self, i: usize) -> bool {
        self.look(i).has(Look::GIVEN)
    }

    #[inline]
    pub(super) fn surname(&self, i: usize) -> bool {
        self.look(i).has(Look::SURNAME)
    }

    pub(super) fn is_sport(&self) -> bool {
        let n = self.doc.len().min(400);
        let hits = (0..n).filter(|i| self.class(*i, self.tables.sport)).count();
        hits * 100 > n * 4 && hits > 3
    }

    /// "the Committee", "this Committee"
    pub(super) fn common_article(&self, i: usize) -> bool {
        self.doc.words()[i] == self.tables.the
            || self.indefinite(i)
            || self.small(i).has(Small::THIS)
    }

    /// "a", "an"; not "à", which folds alike.
    pub(super) fn indefinite(&self, i: usize) -> bool {
        self.tables.articles.contains(&self.doc.words()[i]) && !self.flags(i).has(Flags::WIDE)
    }

    /// Whether a full stop behind token `i` may belong to an abbreviation.
    pub(super) fn abbreviated(&self, i: usize) -> bool {
        let f = self.flags(i);
        f.has(Flags::CAP)
            && (f.has(Flags::SINGLE | Flags::DOTTED)
                || self.len(i) < 5
                    && (self.class(i, self.tables.honorifics)
                        || matches!(self.doc.word(i), "St" | "Mt" | "Ft" | "Jr" | "Sr")
                        || self.tables.suffix(self.doc, self.lexicon, i).is_some()))
    }

    /// Whether evidence from this token's zone may count for the article.
    pub(super) fn in_body(&self, i: usize) -> bool {
        !matches!(self.doc.zone_of(i).kind, ZoneKind::Tags | ZoneKind::Related)
    }
}

/// A Roman numeral of more than one letter.
pub(super) fn roman(word: &str) -> bool {
    (2..6).contains(&word.len()) && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// 0 person, 1 organisation, 2 place, 3 other.
pub(super) fn group(kind: Kind) -> usize {
    if kind == Kind::Person {
        0
    } else if kind.is_organization() {
        1
    } else if kind.is_location() {
        2
    } else {
        3
    }
}
