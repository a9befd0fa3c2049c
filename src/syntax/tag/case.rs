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
        let form = (w.can.0 >> Tag::Verb as u32) as usize % FORMS;
        let other = usize::from(w.can.has(Tag::Adverb))
            | usize::from(w.can.has(Tag::Pronoun)) << 1
            | usize::from(w.can.has(Tag::Noun) & w.can.has(Tag::Adjective)) << 2;
        let open = select_unpredictable(w.can.meets(Set::VERBS), form, OTHERS + other);
        let closed = FORMS + w.best as usize % TAGS;
        CASES[select_unpredictable(w.at.has(At::CLOSED), closed, open)]
    }
}

/// Sets of verb forms, and places for tags.
const FORMS: usize = 16;
const TAGS: usize = 32;
const OTHERS: usize = FORMS + TAGS;

/// By the forms of verbs that a word of an open class can be; then by the best tag of a word of a closed class; then by
/// whether others can be an adverb, a pronoun, a noun and an adjective.
static CASES: [Case; OTHERS + 8] = {
    const _: () = assert!(Set::VERBS.0 == 15 << Tag::Verb as u32);
    let mut t = [Case::Best; OTHERS + 8];
    let mut k = 1;
    while k < FORMS as u32 {
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
    t[FORMS + Tag::Determiner as usize] = Case::Determiner;
    t[FORMS + Tag::Possessive as usize] = Case::Possessive;
    t[FORMS + Tag::Subordinator as usize] = Case::That;
    t[FORMS + Tag::Preposition as usize] = Case::Preposition;
    t[FORMS + Tag::To as usize] = Case::To;
    t[FORMS + Tag::Modal as usize] = Case::Modal;
    t[FORMS + Tag::Auxiliary as usize] = Case::Auxiliary;
    let mut k = 1;
    while k < 8 {
        t[OTHERS + k] = if k & 1 != 0 {
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
