//! The columns that the passes over names share, and what they ask of a token.

use std::cell::Cell;

use bumpalo::{Bump, collections::Vec};

use super::{
    bits::Look,
    candidate::DEFAULT_KINDS,
    tables::{Head, Tables, Weights},
};
use crate::{
    document::{self, Document, Flags, Gap, ZoneKind},
    gazetteer::{Gazetteer, Hit, Kind},
    lang::Lexicon,
};

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

impl Known {
    /// What names at a place say before one was looked at.
    pub(super) fn new(hit: &Hit) -> Self {
        Self {
            words: hit.words,
            first: hit.first,
            sure: [0; 4],
            kinds: DEFAULT_KINDS,
            priors: [0; 4],
            demonym: false,
            possessive: hit.possessive,
        }
    }
}

pub(super) struct Scan<'a, 't> {
    pub doc: &'a Document<'t>,
    pub cells: &'a [document::Cell],
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
    pub tables: &'a Tables,
    pub bump: &'a Bump,
    /// One more than there are tokens, as with gaps.
    pub looks: &'a [Cell<Look>],
    /// The tokens that may be part of a name, in order.
    pub spots: &'a [u32],
    /// The first is none.
    pub known: Vec<'a, Known>,
    /// For each token, index into `known`; 0 is none.
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
            cells: doc.tokens().cells(),
            lexicon,
            gazetteer,
            tables,
            bump,
            looks: Cell::from_mut(bump.alloc_slice_fill_copy(n + 1, Look::default()))
                .as_slice_of_cells(),
            spots: &[],
            known: Vec::with_capacity_in(n / 8 + 4, bump),
            known_at: bump.alloc_slice_fill_copy(n + 1, 0),
            sport: false,
            works: Vec::new_in(bump),
        };
        scan.known.push(Known::new(&Hit { first: u32::MAX, words: 0, possessive: false }));
        let spots = scan.look_at_words();
        scan.sport = scan.is_sport();
        scan.look_around(spots);
        scan
    }

    #[inline]
    pub(super) fn flags(&self, i: usize) -> Flags {
        self.cells[i].flags
    }

    #[inline]
    pub(super) fn look(&self, i: usize) -> Look {
        self.looks[i].get()
    }

    #[inline]
    pub(super) fn mark(&self, i: usize, bits: u64) {
        let look = &self.looks[i];
        look.set(Look(look.get().0 | bits));
    }

    /// What small word token `i` is, if it stands in lower case.
    #[inline]
    pub(super) fn small(&self, i: usize) -> Look {
        let large = self.flags(i).has(Flags::CAP | Flags::WIDE);
        Look(self.looks[i].get().0 & if large { 0 } else { Look::SMALL })
    }

    #[inline]
    pub(super) fn gap(&self, i: usize) -> Gap {
        self.cells[i].gap
    }

    #[inline]
    pub(super) fn known(&self, i: usize) -> Option<&Known> {
        match self.known_at[i] {
            0 => None,
            k => Some(&self.known[k as usize]),
        }
    }

    #[inline]
    pub(super) fn known_index(&self, i: usize) -> u32 {
        self.known_at[i]
    }

    /// Length of token `i` in bytes.
    #[inline]
    pub(super) fn len(&self, i: usize) -> u32 {
        let cell = &self.cells[i];
        cell.end - cell.start
    }

    #[inline]
    pub(super) fn common(&self, i: usize) -> bool {
        self.look(i).has(Look::COMMON)
    }

    /// The head word or phrase at token `i`, at most `room` words long. Hardly a word is one: the bit is asked where
    /// the call would stand.
    #[inline(always)]
    pub(super) fn head_at(&self, i: usize, room: usize) -> Option<(usize, Head)> {
        if self.look(i).has(Look::HEAD) {
            self.any_head_at(i, room).filter(|(_, h)| !h.has(Head::OWN))
        } else {
            None
        }
    }

    /// The same, and such as end only names that begin with a word of their own.
    pub(super) fn any_head_at(&self, i: usize, room: usize) -> Option<(usize, Head)> {
        self.tables.head(self.doc, self.lexicon, i, room)
    }

    /// The title word or phrase at token `i`: its length, and whether it shows a person by itself.
    #[inline(always)]
    pub(super) fn title_phrase(&self, i: usize) -> Option<(usize, bool)> {
        if self.look(i).has(Look::TITLE) {
            self.tables.title(self.doc, self.lexicon, i)
        } else {
            None
        }
    }

    /// Whether token `i` is a word of a title, and whether that word shows a person by itself.
    #[inline]
    pub(super) fn title(&self, i: usize) -> Option<bool> {
        self.title_phrase(i).map(|t| t.1)
    }

    /// The kind that a legal form or like ending gives.
    #[inline]
    pub(super) fn suffix(&self, i: usize) -> Option<Kind> {
        if self.look(i).has(Look::SUFFIX) { self.tables.suffix(self.doc, i) } else { None }
    }

    /// Whether token `i` is a verb of saying.
    #[inline]
    pub(super) fn says(&self, i: usize) -> bool {
        self.look(i).has(Look::VERB) && self.tables.says(self.doc, i)
    }

    /// What the words before token `i`, from `low` on, say of it.
    pub(super) fn before(&self, i: usize, low: usize) -> Weights {
        for n in [3, 2] {
            if i >= low + n
                && self.look(i - n).has(Look::BEFORE_LONG)
                && let Some(w) = self.tables.before_long(self.doc, self.lexicon, i - n..i)
            {
                return w;
            }
        }
        if i > low && self.look(i - 1).has(Look::BEFORE) {
            return self.tables.before(self.doc, i - 1);
        }
        Weights::default()
    }

    /// What the words from token `i` on say of the name before it.
    #[inline]
    pub(super) fn after(&self, i: usize) -> Weights {
        if self.look(i).has(Look::AFTER | Look::VERB) {
            self.tables.after(self.doc, self.lexicon, i)
        } else {
            Weights::default()
        }
    }

    #[inline]
    pub(super) fn given(&self, i: usize) -> bool {
        self.look(i).has(Look::GIVEN)
    }

    #[inline]
    pub(super) fn surname(&self, i: usize) -> bool {
        self.look(i).has(Look::SURNAME)
    }

    fn is_sport(&self) -> bool {
        let n = self.doc.len().min(400);
        let hits: u64 =
            self.looks[..n].iter().map(|l| l.get().0 & Look::SPORT).sum::<u64>() / Look::SPORT;
        hits * 100 > n as u64 * 4 && hits > 3
    }

    /// "the Committee", "this Committee"
    pub(super) fn common_article(&self, i: usize) -> bool {
        self.look(i).has(Look::DEFINITE) || self.indefinite(i) || self.small(i).has(Look::THIS)
    }

    /// "a", "an"; not "à", which folds alike.
    pub(super) fn indefinite(&self, i: usize) -> bool {
        self.look(i).has(Look::INDEFINITE) && !self.flags(i).has(Flags::WIDE)
    }

    /// Whether a full stop behind token `i` may belong to an abbreviation.
    pub(super) fn abbreviated(&self, i: usize) -> bool {
        let f = self.flags(i);
        f.has(Flags::CAP)
            && (f.has(Flags::SINGLE | Flags::DOTTED)
                || self.len(i) < 5
                    && (self.look(i).has(Look::HONORIFIC)
                        || matches!(self.doc.word(i), "St" | "Mt" | "Ft" | "Jr" | "Sr")
                        || self.suffix(i).is_some()))
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
#[inline]
pub(super) fn group(kind: Kind) -> usize {
    kind.group() as usize
}
