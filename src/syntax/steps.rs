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
pub(super) const STEPS: [[Step; 32]; 32] = {
    let mut t = [[Step::Ends; 32]; 32];
    let mut k = 0;
    while k < Tag::ALL.len() * Tag::ALL.len() {
        let (before, tag) = (Tag::ALL[k / Tag::ALL.len()], Tag::ALL[k % Tag::ALL.len()]);
        t[before as usize][tag as usize] = step(before, tag);
        k += 1;
    }
    t
};
