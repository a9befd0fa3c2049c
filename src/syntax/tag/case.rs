//! Which question a word is that the look-up leaves open: one table, since which it is cannot be foretold.

use std::hint::select_unpredictable;

use super::super::{
    Tag,
    word::{At, Set, Word},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Determiners and possessives that may stand alone.
    Determiner,
    Possessive,
    /// "that"
    That,
    Preposition,
    To,
    Modal,
    Auxiliary,
    /// Verb forms.
    Gerund,
    BaseOrPast,
    Past,
    Base,
    Adverb,
    Pronoun,
    NounOrAdjective,
    /// It is what it is at best.
    Best,
}

impl Case {
    #[inline(always)]
    pub fn of(w: Word) -> Self {
        let open = CASES[(w.can.0 >> Tag::Verb as u32) as usize % 16];
        let closed = CASES[16 + w.best as usize % 32];
        let other = CASES[48
            + (usize::from(w.can.has(Tag::Adverb))
                | usize::from(w.can.has(Tag::Pronoun)) << 1
                | usize::from(w.can.has(Tag::Noun) & w.can.has(Tag::Adjective)) << 2)];
        let open = select_unpredictable(w.can.meets(Set::VERBS), open, other);
        select_unpredictable(w.at.has(At::CLOSED), closed, open)
    }
}

/// By the forms of verbs that a word of an open class can be; then by the best tag of a word of a closed class; then by
/// whether others can be an adverb, a pronoun, a noun and an adjective.
static CASES: [Case; 56] = {
    const _: () = assert!(Set::VERBS.0 == 15 << Tag::Verb as u32);
    let mut t = [Case::Best; 56];
    let mut k = 1;
    while k < 16 {
        let can = Set(k << Tag::Verb as u32);
        let past = can.meets(Set::of(Tag::Past).and(Tag::Participle));
        t[k as usize] = if can.has(Tag::Gerund) {
            Case::Gerund
        } else if past && can.has(Tag::Verb) {
            Case::BaseOrPast
        } else if past {
            Case::Past
        } else {
            Case::Base
        };
        k += 1;
    }
    t[16 + Tag::Determiner as usize] = Case::Determiner;
    t[16 + Tag::Possessive as usize] = Case::Possessive;
    t[16 + Tag::Subordinator as usize] = Case::That;
    t[16 + Tag::Preposition as usize] = Case::Preposition;
    t[16 + Tag::To as usize] = Case::To;
    t[16 + Tag::Modal as usize] = Case::Modal;
    t[16 + Tag::Auxiliary as usize] = Case::Auxiliary;
    let mut k = 1;
    while k < 8 {
        t[48 + k] = if k & 1 != 0 {
            Case::Adverb
        } else if k & 2 != 0 {
            Case::Pronoun
        } else {
            Case::NounOrAdjective
        };
        k += 1;
    }
    t
};
