//! Tokens as sets of bits, by what noun phrases and verb groups do at them.

use super::{
    Tag,
    chunk::INSIDE,
    steps::{STEPS, Step},
};
use crate::{
    document::{Flags, Gap},
    words::gathered,
};

/// Tokens of a window.
pub(super) const WINDOW: usize = 64;

/// Up to 64 tokens, the first one lowest.
pub(super) struct Window {
    /// A noun phrase that holds the token before ends before this one; everything behind the last token.
    pub ends: u64,
    /// Whether it does depends on more than the two tokens.
    pub depends: u64,
    /// A noun phrase can end with the token.
    pub nominal: u64,
    /// A noun phrase can start with it (with an adverb only where that belongs to what follows), and a verb group.
    pub phrases: u64,
    pub groups: u64,
}

const SPACED: u32 = Gap::SPACE.0 | Gap::HYPHEN.0;

/// What a token is behind another one; a set of bits.
const ENDS: u8 = true as u8;
const DEPENDS: u8 = 2;
const NOMINAL: u8 = 4;
const GROUP: u8 = 8;
/// Adjectives, which may have a comma between them.
const LISTED: u8 = 16;
const PHRASE: u8 = 32;
/// A number stands before it.
const NUMBERED: u8 = 64;

/// By the tag before and the tag.
static LINKS: [[u8; 32]; 32] = {
    let mut t = [[ENDS; 32]; 32];
    let mut k = 0;
    while k < Tag::ALL.len() * Tag::ALL.len() {
        let (before, tag) = (Tag::ALL[k / Tag::ALL.len()], Tag::ALL[k % Tag::ALL.len()]);
        let listed = matches!((before, tag), (Tag::Adjective, Tag::Adjective));
        let link = match STEPS[before as usize][tag as usize] {
            Step::Ends => ENDS,
            Step::Depends => DEPENDS,
            Step::GoesOn | Step::Nominal => 0,
        };
        let numbered = if matches!(before, Tag::Number) { NUMBERED } else { 0 };
        let listed = if listed { LISTED } else { 0 };
        t[before as usize][tag as usize] = link | starts(tag) | listed | numbered;
        k += 1;
    }
    t
};

/// What can start with a tag, and end with it.
const fn starts(tag: Tag) -> u8 {
    let nominal = if tag.is_nominal() { NOMINAL } else { 0 };
    match (tag.opens_phrase(), tag.opens_group()) {
        (true, _) => PHRASE | nominal,
        (_, true) => GROUP,
        _ => nominal,
    }
}

impl Window {
    /// Reads tokens, at most 64, by their tags and what stands before each. `begins`: those that begin a sentence.
    #[inline(always)]
    pub fn read(tags: &[Tag], looks: impl Iterator<Item = (Flags, Gap)>, begins: u64) -> Self {
        let mut links = [0u8; WINDOW];
        let mut before = Tag::Other;
        for ((link, tag), (flags, gap)) in links.iter_mut().zip(tags).zip(looks) {
            let l = LINKS[before as usize % 32][*tag as usize % 32];
            // "16:42 - Ferries are back": between a number and a capital, a hyphen among blanks is a dash.
            let dash = gap.0 & SPACED == SPACED;
            let line = flags.has(Flags::CAP) & (l & NUMBERED != 0);
            let apart = !gap.is_within(INSIDE) | dash & line;
            let far = !gap.is_within(Gap(INSIDE.0 | Gap::COMMA.0)) | (l & LISTED == 0);
            *link = l | u8::from(apart & far);
            before = *tag;
        }
        let mut w = Window { ends: begins, depends: 0, nominal: 0, phrases: 0, groups: 0 };
        for (k, eight) in links.as_chunks::<8>().0.iter().enumerate() {
            let bits = |bit: u8| gathered(*eight, bit) << (8 * k);
            w.ends |= bits(ENDS);
            w.depends |= bits(DEPENDS);
            w.nominal |= bits(NOMINAL);
            w.phrases |= bits(PHRASE);
            w.groups |= bits(GROUP);
        }
        w.ends |= u64::MAX.checked_shl(tags.len() as u32).unwrap_or(0);
        w
    }
}
