//! Tokens of a sentence as sets of bits, by what noun phrases do at them.

use super::{
    Tag,
    chunk::INSIDE,
    steps::{STARTS, STEPS, Step},
};
use crate::document::{Flags, Gap};

/// Up to 64 tokens, the first one lowest.
pub(super) struct Window {
    /// A noun phrase that holds the token before ends before this one; everything behind the last token.
    pub ends: u64,
    /// Whether it does depends on more than the two tokens.
    pub depends: u64,
    /// A noun phrase can end with the token.
    pub nominal: u64,
    /// A noun phrase or a verb group can start with it.
    pub starts: u64,
}

/// What a token is behind another one; a set of bits, in the order of [`Window`], then one of its own.
const ENDS: u8 = true as u8;
const DEPENDS: u8 = 2;
const NOMINAL: u8 = 4;
const STARTING: u8 = 8;
/// Adjectives, which may have a comma between them.
const LISTED: u8 = 16;

/// By the tag before and the tag.
static LINKS: [[u8; 32]; 32] = {
    let mut t = [[ENDS; 32]; 32];
    let mut k = 0;
    while k < Tag::ALL.len() * Tag::ALL.len() {
        let (before, tag) = (Tag::ALL[k / Tag::ALL.len()], Tag::ALL[k % Tag::ALL.len()]);
        let nominal = matches!(tag, Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number);
        let listed = matches!((before, tag), (Tag::Adjective, Tag::Adjective));
        let link = match STEPS[before as usize][tag as usize] {
            Step::Ends => ENDS,
            Step::Depends => DEPENDS,
            Step::GoesOn | Step::Nominal => 0,
        };
        t[before as usize][tag as usize] = link
            | if nominal { NOMINAL } else { 0 }
            | if listed { LISTED } else { 0 }
            | if STARTS[tag as usize] != 0 { STARTING } else { 0 };
        k += 1;
    }
    t
};

impl Window {
    /// Reads tokens, at most 64, by their tags and what stands before each.
    #[inline(always)]
    pub fn read(tags: &[Tag], looks: impl Iterator<Item = (Flags, Gap)>) -> Self {
        let mut links = [0u8; 64];
        let mut before = Tag::Other;
        for ((link, tag), (_, gap)) in links.iter_mut().zip(tags).zip(looks) {
            let l = LINKS[before as usize % 32][*tag as usize % 32];
            let apart = !gap.is_within(INSIDE);
            let far = !gap.is_within(Gap(INSIDE.0 | Gap::COMMA.0)) | (l & LISTED == 0);
            *link = l | u8::from(apart & far);
            before = *tag;
        }
        let mut w = Window { ends: 0, depends: 0, nominal: 0, starts: 0 };
        for (k, eight) in links.as_chunks::<8>().0.iter().enumerate().take(tags.len().div_ceil(8)) {
            let x = u64::from_le_bytes(*eight);
            // One bit of each byte, side by side.
            let bits = |bit: u8| {
                let bits = x >> bit.trailing_zeros() & 0x0101_0101_0101_0101;
                (bits.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * k)
            };
            w.ends |= bits(ENDS);
            w.depends |= bits(DEPENDS);
            w.nominal |= bits(NOMINAL);
            w.starts |= bits(STARTING);
        }
        w.ends |= u64::MAX.checked_shl(tags.len() as u32).unwrap_or(0);
        w
    }
}
