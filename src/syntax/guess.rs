//! Words that the pack does not list: their shape and ending.

use std::hint::select_unpredictable;

use super::{
    Tag,
    word::{At, Set, Word},
};

#[derive(Clone, Copy)]
enum Ending {
    Noun,
    Plural,
    Adjective,
    Adverb,
    Verb,
    Past,
    Gerund,
    /// Tells nothing: stops the search before a shorter ending would mislead.
    Open,
}

use Ending::{Adjective, Adverb, Gerund, Noun, Open, Past, Plural, Verb};

/// What endings of two to six letters tell; a mere "s" is left out.
const ENDINGS: &[(&str, Ending)] = &[
    ("ic", Adjective),
    ("hood", Noun),
    ("eed", Open),
    ("ward", Adjective),
    ("ed", Past),
    ("ance", Noun),
    ("ence", Noun),
    ("cide", Noun),
    ("tude", Noun),
    ("ture", Noun),
    ("able", Adjective),
    ("ible", Adjective),
    ("some", Adjective),
    ("like", Adjective),
    ("ive", Adjective),
    ("age", Noun),
    ("ize", Verb),
    ("ise", Verb),
    ("ee", Noun),
    ("proof", Adjective),
    ("ing", Gerund),
    ("ish", Adjective),
    ("ful", Adjective),
    ("al", Adjective),
    ("ism", Noun),
    ("dom", Noun),
    ("tion", Noun),
    ("sion", Noun),
    ("man", Noun),
    ("men", Noun),
    ("ship", Noun),
    ("ular", Adjective),
    ("or", Noun),
    ("er", Noun),
    ("less", Adjective),
    ("ness", Noun),
    ("ous", Adjective),
    ("ss", Open),
    ("us", Open),
    ("is", Open),
    ("ment", Noun),
    ("ent", Adjective),
    ("ant", Adjective),
    ("est", Adjective),
    ("ist", Noun),
    ("ancy", Noun),
    ("ency", Noun),
    ("ology", Noun),
    ("graphy", Noun),
    ("ary", Adjective),
    ("ory", Adjective),
    ("ity", Noun),
    ("ify", Verb),
    ("ly", Adverb),
];

/// An ending: its letters, the last one lowest, how many they are, and what they tell.
#[derive(Clone, Copy)]
struct Rule {
    letters: u64,
    len: u32,
    tells: Ending,
}

/// Letters by which an ending is found, at most.
const KEY: u32 = 4;
/// With this factor no two endings have the same place.
const FACTOR: u32 = 0xA12458C1;

/// The place of the last letters of a word, or of an ending.
#[inline(always)]
const fn place(letters: u64, len: u32) -> usize {
    let key = letters as u32 & u32::MAX >> (32 - 8 * len);
    (key.wrapping_mul(FACTOR) >> 24) as usize
}

/// Endings by their place; what no word ends in elsewhere.
static RULES: [Rule; 256] = {
    let mut t = [Rule { letters: 0, len: 8, tells: Open }; 256];
    let mut k = 0;
    while k < ENDINGS.len() {
        let (ending, tells) = ENDINGS[k];
        let (mut letters, mut n) = (0, 0);
        while n < ending.len() {
            letters = letters << 8 | ending.as_bytes()[n] as u64;
            n += 1;
        }
        let len = n as u32;
        let at = place(letters, if len < KEY { len } else { KEY });
        assert!(t[at].letters == 0);
        t[at] = Rule { letters, len, tells };
        k += 1;
    }
    t
};

/// The tags that an unknown word's ending allows, the longest one's: the word is `start..end` of `text`.
pub(super) fn by_ending(text: &[u8], start: usize, end: usize) -> &'static Word {
    // Every rule is shorter than the words it speaks of: what stands before the word does not matter.
    let tail = match text[..end].last_chunk() {
        Some(tail) => u64::from_be_bytes(*tail),
        None => text[..end].iter().fold(0, |n, b| n << 8 | u64::from(*b)),
    };
    // Letters in lower case; nothing else becomes a letter.
    let tail = tail | 0x2020_2020_2020_2020;
    let room = (end - start) as u32;
    let plural = (tail as u8 == b's') & (room > 2);
    let mut found = select_unpredictable(plural, Plural as usize, Open as usize);
    for len in 2..=KEY {
        let rule = RULES[place(tail, len)];
        let ends = ((tail ^ rule.letters) << (64 - 8 * rule.len) == 0) & (room > rule.len + 1);
        found = select_unpredictable(ends, rule.tells as usize, found);
    }
    &WORDS[found]
}

/// By ending.
static WORDS: [Word; 8] = {
    let mut t = [word(Noun); 8];
    let all = [Noun, Plural, Adjective, Adverb, Verb, Past, Gerund, Open];
    let mut k = 0;
    while k < all.len() {
        t[all[k] as usize] = word(all[k]);
        k += 1;
    }
    t
};

const fn word(ending: Ending) -> Word {
    let (can, best, at) = match ending {
        Ending::Noun | Ending::Open => (Set::of(Tag::Noun), Tag::Noun, At(0)),
        Ending::Plural => (Set::of(Tag::Noun), Tag::Noun, At::PLURAL),
        Ending::Adjective => (Set::of(Tag::Adjective).and(Tag::Noun), Tag::Adjective, At(0)),
        Ending::Adverb => (Set::of(Tag::Adverb), Tag::Adverb, At(0)),
        Ending::Verb => (Set::of(Tag::Verb), Tag::Verb, At::BASE),
        Ending::Past => (Set::of(Tag::Past).and(Tag::Participle), Tag::Past, At(0)),
        Ending::Gerund => (Set::of(Tag::Gerund), Tag::Gerund, At(0)),
    };
    Word { can, best, at }.settled()
}
