//! The words that the stages for coreference, times, numbers, quotations, claims and events look at, found in one pass
//! over the tokens. What quotations ask of every word is noted in the same pass.
//!
//! Three words in four open nothing. A phrase of several words is a cue only where its second word stands, so that
//! "the" is one before "past" and not before "bank".

use bumpalo::{Bump, collections::Vec};

use crate::{
    document::{Document, Flags},
    error::Error,
    lang::{Bits, Class, Lexicon, Sparse, WordId},
    pick::pick,
};

/// What a token can open; a set of bits. Those that phrases can open are the lower sixteen.
pub(crate) mod kind {
    pub const HOLIDAY: u32 = 1;
    pub const RELATIVE: u32 = 1 << 1;
    pub const MONTH: u32 = 1 << 2;
    pub const WEEKDAY: u32 = 1 << 3;
    pub const DAY_PART: u32 = 1 << 4;
    pub const TIME_UNIT: u32 = 1 << 5;
    pub const SEASON: u32 = 1 << 6;
    pub const SET: u32 = 1 << 7;
    /// A number word, or an article before a number word or a unit.
    pub const NUMBER: u32 = 1 << 8;
    pub const HARM_NOUN: u32 = 1 << 9;
    pub const HARM_STATE: u32 = 1 << 10;
    pub const HARM_VERB: u32 = 1 << 11;
    /// Words of harm of any kind.
    pub const HARM: u32 = HARM_NOUN | HARM_STATE | HARM_VERB;
    pub const EVENT: u32 = 1 << 12;
    /// A phrase that lays a deed at somebody's door.
    pub const BLAME: u32 = 1 << 13;
    /// A role noun or phrase.
    pub const ROLE: u32 = 1 << 14;
    /// The token holds a digit.
    pub const DIGIT: u32 = 1 << 16;
    /// A number word that opens a year.
    pub const SPOKEN_YEAR: u32 = 1 << 17;
    /// "past", "p.m.", "o'clock".
    pub const CLOCK_WORD: u32 = 1 << 18;
    /// A noun that stands for a thing named before, in its base form.
    pub const GROUP_NOUN: u32 = 1 << 19;
    /// A pronoun that stands for one man or one woman.
    pub const PRONOUN: u32 = 1 << 20;
    /// A pattern of a claim may stand around it.
    pub const CLAIM: u32 = 1 << 21;
    /// A reporting verb or noun, or "according".
    pub const QUOTE: u32 = 1 << 22;
    /// A word that says how certain something is.
    pub const HEDGE: u32 = 1 << 23;
    /// What quotations and claims are read from.
    pub const SAID: u32 = CLAIM | QUOTE | HEDGE;
    /// What a time expression is read from.
    pub const TIME: u32 = 0xFF | DIGIT | SPOKEN_YEAR | CLOCK_WORD;

    /// No two kinds share a bit.
    const _: () = {
        let phrases = 0xFF | NUMBER | HARM | EVENT | BLAME | ROLE;
        let words = DIGIT | SPOKEN_YEAR | CLOCK_WORD | GROUP_NOUN | PRONOUN | SAID;
        assert!(phrases.count_ones() == 15 && phrases >> 16 == 0);
        assert!(words.count_ones() == 8 && words as u16 == 0);
    };
}

/// A token that opens something.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Cue {
    pub token: u32,
    pub kinds: u32,
}

/// What the pass over the tokens gives.
pub(crate) struct Cues<'b> {
    /// The tokens that open something, in order.
    pub list: &'b [Cue],
    /// By token, and one more: what quotations know its word by.
    pub roles: &'b mut [Bits],
}

/// What is asked of a word in one look.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Word {
    /// What it opens alone.
    alone: u32,
    /// What it opens before another word.
    first: u16,
    /// What it is the second word of.
    second: u16,
    /// What quotations know it by.
    roles: Bits,
}

impl Word {
    /// What it opens before `next`.
    #[inline]
    fn opens(self, next: Word) -> u32 {
        self.alone | u32::from(self.first & next.second)
    }
}

/// By word of the language pack, while the stages say what they look at.
pub(crate) struct Tables(std::vec::Vec<Word>);

/// Finds the cues.
pub(crate) struct Finder(Sparse<Word>);

impl Tables {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self(vec![Word::default(); lexicon.len()])
    }

    /// Words and phrases of each of these classes are cues of the kinds beside it.
    pub fn classes(&mut self, lexicon: &Lexicon, list: &[(Class, u32)]) {
        for (class, kinds) in list {
            for (word, _) in lexicon.members(*class) {
                self.0[word.0 as usize].alone |= kinds;
            }
            for (first, rest) in lexicon.phrases(*class) {
                self.0[first.0 as usize].first |= *kinds as u16;
                self.0[rest[0].0 as usize].second |= *kinds as u16;
            }
        }
    }

    /// This word is a cue.
    pub fn word(&mut self, word: WordId, kinds: u32) {
        if word.0 != 0 {
            self.0[word.0 as usize].alone |= kinds;
        }
    }

    /// Quotations know this word by these roles.
    pub fn roles(&mut self, word: WordId, roles: Bits) {
        self.0[word.0 as usize].roles = roles;
    }

    /// The word is a cue of these kinds before any word or phrase of these classes.
    pub fn before(&mut self, lexicon: &Lexicon, first: WordId, classes: &[Class], kinds: u32) {
        if first.0 == 0 {
            return;
        }
        self.0[first.0 as usize].first |= kinds as u16;
        for class in classes {
            let alone = lexicon.members(*class).iter().map(|m| m.0);
            for word in alone.chain(lexicon.phrases(*class).map(|p| p.0)) {
                self.0[word.0 as usize].second |= kinds as u16;
            }
        }
    }
}

impl Finder {
    /// # Errors
    ///
    /// When the words differ in too many ways.
    pub fn new(tables: &Tables) -> Result<Self, Error> {
        Sparse::new(&tables.0).map(Self)
    }

    /// Reads all words of a document.
    #[inline(never)]
    pub fn find<'b>(&self, doc: &Document<'_>, bump: &'b Bump) -> Cues<'b> {
        let words = doc.words();
        let mut list = Vec::with_capacity_in(words.len() / 3 + 8, bump);
        let roles = bump.alloc_slice_fill_copy(words.len() + 1, Bits::default());
        // Each token is judged when the one behind it is known.
        let (mut here, mut digit) = (Word::default(), 0);
        let flags = doc.tokens().flags_of(0..words.len());
        for (i, ((word, flags), roles)) in words.iter().zip(flags).zip(&mut *roles).enumerate() {
            let next = *self.0.of(*word);
            let kinds = here.opens(next) | digit;
            if kinds != 0 {
                list.push(Cue { token: i as u32 - 1, kinds });
            }
            *roles = next.roles;
            here = next;
            digit = u32::from(flags.has(Flags::DIGIT)) * kind::DIGIT;
        }
        let kinds = here.opens(Word::default()) | digit;
        if kinds != 0 {
            list.push(Cue { token: words.len() as u32 - 1, kinds });
        }
        Cues { list: list.into_bump_slice(), roles }
    }
}

/// The tokens that open one of these kinds.
#[inline]
pub(crate) fn of(cues: &[Cue], kinds: u32) -> impl Iterator<Item = usize> + '_ {
    cues.iter().filter(move |c| c.kinds & kinds != 0).map(|c| c.token as usize)
}

/// The cues of one of these kinds.
pub(crate) fn gather<'b>(cues: &[Cue], kinds: u32, bump: &'b Bump) -> &'b [Cue] {
    pick(cues.iter().copied(), bump, |cue| cue.kinds & kinds != 0)
}

/// The cues that stand before token `end`, cut off from the front of `cues`.
#[inline]
pub(crate) fn cut<'c>(cues: &mut &'c [Cue], end: usize) -> &'c [Cue] {
    let n = cues.iter().position(|c| c.token as usize >= end).unwrap_or(cues.len());
    let (head, rest) = cues.split_at(n);
    *cues = rest;
    head
}
