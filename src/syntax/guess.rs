//! Words that the pack does not list: their shape and ending.

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

/// The last letters of a word, the last one lowest; how many; what they tell.
type Rule = (u64, u32, Ending);

const fn rule(letters: &[u8], tells: Ending) -> Rule {
    let (mut all, mut k) = (0, 0);
    while k < letters.len() {
        all = all << 8 | letters[k] as u64;
        k += 1;
    }
    (all, k as u32, tells)
}

/// The endings with this last letter, longer ones first where one ends in the other.
const fn endings(last: u8) -> &'static [Rule] {
    use Ending::{Adjective, Adverb, Gerund, Noun, Open, Past, Plural, Verb};
    match last {
        b'c' => const { &[rule(b"ic", Adjective)] },
        b'd' => {
            const {
                &[
                    rule(b"hood", Noun),
                    rule(b"eed", Open),
                    rule(b"ward", Adjective),
                    rule(b"ed", Past),
                ]
            }
        }
        b'e' => {
            const {
                &[
                    rule(b"ance", Noun),
                    rule(b"ence", Noun),
                    rule(b"cide", Noun),
                    rule(b"tude", Noun),
                    rule(b"ture", Noun),
                    rule(b"able", Adjective),
                    rule(b"ible", Adjective),
                    rule(b"some", Adjective),
                    rule(b"like", Adjective),
                    rule(b"ive", Adjective),
                    rule(b"age", Noun),
                    rule(b"ize", Verb),
                    rule(b"ise", Verb),
                    rule(b"ee", Noun),
                ]
            }
        }
        b'f' => const { &[rule(b"proof", Adjective)] },
        b'g' => const { &[rule(b"ing", Gerund)] },
        b'h' => const { &[rule(b"ish", Adjective)] },
        b'l' => const { &[rule(b"ful", Adjective), rule(b"al", Adjective)] },
        b'm' => const { &[rule(b"ism", Noun), rule(b"dom", Noun)] },
        b'n' => {
            const { &[rule(b"tion", Noun), rule(b"sion", Noun), rule(b"man", Noun), rule(b"men", Noun)] }
        }
        b'p' => const { &[rule(b"ship", Noun)] },
        b'r' => const { &[rule(b"ular", Adjective), rule(b"or", Noun), rule(b"er", Noun)] },
        b's' => {
            const {
                &[
                    rule(b"less", Adjective),
                    rule(b"ness", Noun),
                    rule(b"ous", Adjective),
                    rule(b"ss", Open),
                    rule(b"us", Open),
                    rule(b"is", Open),
                    rule(b"s", Plural),
                ]
            }
        }
        b't' => {
            const {
                &[
                    rule(b"ment", Noun),
                    rule(b"ent", Adjective),
                    rule(b"ant", Adjective),
                    rule(b"est", Adjective),
                    rule(b"ist", Noun),
                ]
            }
        }
        b'y' => {
            const {
                &[
                    rule(b"ancy", Noun),
                    rule(b"ency", Noun),
                    rule(b"ology", Noun),
                    rule(b"graphy", Noun),
                    rule(b"ary", Adjective),
                    rule(b"ory", Adjective),
                    rule(b"ity", Noun),
                    rule(b"ify", Verb),
                    rule(b"ly", Adverb),
                ]
            }
        }
        _ => &[],
    }
}

/// The tags that an unknown word's ending allows: the word is `start..end` of `text`.
pub(super) fn by_ending(text: &[u8], start: usize, end: usize) -> &'static Word {
    // Every rule is shorter than the words it speaks of: what stands before the word does not matter.
    let tail = match text[..end].last_chunk() {
        Some(tail) => u64::from_be_bytes(*tail),
        None => text[..end].iter().fold(0, |n, b| n << 8 | u64::from(*b)),
    };
    // Letters in lower case; nothing else becomes a letter.
    let tail = tail | 0x2020_2020_2020_2020;
    let found = ENDINGS[tail as usize % ENDINGS.len()].iter().find(|(letters, n, _)| {
        (tail ^ letters) << (64 - 8 * n) == 0 && end - start > *n as usize + 1
    });
    &WORDS[found.map_or(Ending::Open, |f| f.2) as usize]
}

/// By the last letter's lowest bits.
static ENDINGS: [&[Rule]; 32] = {
    let mut t: [&[Rule]; 32] = [&[]; 32];
    let mut b = b'a';
    while b <= b'z' {
        t[b as usize % 32] = endings(b);
        b += 1;
    }
    t
};

/// By ending.
static WORDS: [Word; 8] = {
    use Ending::{Adjective, Adverb, Gerund, Noun, Open, Past, Plural, Verb};
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
