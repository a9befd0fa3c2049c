//! How noun phrases go on, by tags alone.

use super::Tag;

/// How a noun phrase goes on from one tag to the next, where nothing but a blank stands between.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Ends,
    GoesOn,
    /// It goes on, and may end here.
    Nominal,
    /// More has to be known.
    Depends,
}

const fn step(before: Tag, tag: Tag) -> Step {
    let behind_noun = matches!(before, Tag::Noun);
    match tag {
        _ if matches!(before, Tag::Pronoun) => Step::Ends,
        Tag::Determiner | Tag::Possessive if matches!(before, Tag::Determiner) => Step::GoesOn,
        Tag::Noun => Step::Nominal,
        Tag::Proper | Tag::Number if !behind_noun => Step::Nominal,
        Tag::Adjective if !behind_noun => Step::GoesOn,
        Tag::Proper | Tag::Number | Tag::Adjective | Tag::Adverb | Tag::Conjunction => {
            Step::Depends
        }
        _ => Step::Ends,
    }
}

/// By the tag before and the tag.
pub(super) static STEPS: [[Step; 32]; 32] = steps();

const fn steps() -> [[Step; 32]; 32] {
    let mut t = [[Step::Ends; 32]; 32];
    let mut k = 0;
    while k < Tag::ALL.len() * Tag::ALL.len() {
        let (before, tag) = (Tag::ALL[k / Tag::ALL.len()], Tag::ALL[k % Tag::ALL.len()]);
        t[before as usize][tag as usize] = step(before, tag);
        k += 1;
    }
    t
}

/// What can begin with a tag; a set of bits.
pub(super) mod start {
    /// A noun phrase, and one that may end here.
    pub const PHRASE: u8 = 1;
    pub const NOMINAL: u8 = 2;
    /// A noun phrase, if the adverb belongs to what follows.
    pub const ADVERB: u8 = 4;
    /// A verb group.
    pub const GROUP: u8 = 8;
}

/// By tag.
pub(super) static STARTS: [u8; 32] = starts();

const fn starts() -> [u8; 32] {
    let mut t = [0; 32];
    let mut k = 0;
    while k < Tag::ALL.len() {
        t[Tag::ALL[k] as usize] = match Tag::ALL[k] {
            Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number => start::PHRASE | start::NOMINAL,
            Tag::Possessive | Tag::Determiner | Tag::Adjective => start::PHRASE,
            Tag::Adverb => start::PHRASE | start::ADVERB,
            Tag::To
            | Tag::Modal
            | Tag::Auxiliary
            | Tag::Verb
            | Tag::Past
            | Tag::Participle
            | Tag::Gerund
            | Tag::Negation => start::GROUP,
            _ => 0,
        };
        k += 1;
    }
    t
}
