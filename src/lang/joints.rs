//! With which words the phrases of each class open: a filter, so that few are looked up in vain.
//!
//! Most words that start a phrase stand before another word than its second ("the past", "the bank"), or its second
//! before another than its third ("at the moment", "at the bank").

use super::lexicon::{Class, Phrase, Word, WordId};

/// What stands for the words that do not count: of a pair that opens some phrase, and behind a phrase of two words.
const ANY: WordId = WordId(u32::MAX);
const NONE: WordId = WordId(u32::MAX - 1);

/// Bits of an approximate set, sixteen a phrase.
#[derive(Default)]
pub(super) struct Joints(Vec<u64>);

impl Joints {
    /// Of phrases by their first words.
    pub fn new(words: &[Word], phrases: &[Phrase], rests: &[WordId]) -> Self {
        let mut joints = Self(vec![0; (phrases.len() / 4).next_power_of_two()]);
        for (id, word) in (0..).map(WordId).zip(words) {
            for p in &phrases[word.phrases.0 as usize..word.phrases.1 as usize] {
                let third = p.rest(rests).get(1).copied().unwrap_or(NONE);
                for third in [ANY, third] {
                    let (at, bit) = joints.place(id, p.second, third, p.entry.class);
                    joints.0[at] |= bit;
                }
            }
        }
        joints
    }

    #[inline]
    fn place(&self, first: WordId, second: WordId, third: WordId, class: Class) -> (usize, u64) {
        let pair = u64::from(first.0) << 32 | u64::from(second.0) << 8 | u64::from(class.0);
        let mixed = (pair ^ u64::from(third.0) << 20).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 38) as usize & (self.0.len() - 1), 1 << (mixed >> 32 & 63))
    }

    #[inline]
    fn has(&self, first: WordId, second: WordId, third: WordId, class: Class) -> bool {
        let (at, bit) = self.place(first, second, third, class);
        self.0[at] & bit != 0
    }

    /// Whether a phrase of the class may stand where these words do.
    #[inline]
    pub fn hold(&self, words: &[WordId], class: Class) -> bool {
        let [first, second, rest @ ..] = words else { return false };
        self.has(*first, *second, ANY, class)
            && (self.has(*first, *second, NONE, class)
                || rest.first().is_some_and(|third| self.has(*first, *second, *third, class)))
    }
}
