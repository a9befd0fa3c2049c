//! Words that the pack does not list: their shape and ending.

use super::{
    Tag,
    tables::{At, Set, Word},
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

type Endings = &'static [(&'static [u8], Ending)];

/// The endings with this last letter, longer ones first where one ends in the other.
fn endings(last: u8) -> Endings {
    use Ending::{Adjective, Adverb, Gerund, Noun, Open, Past, Plural, Verb};
    match last {
        b'c' => &[(b"ic", Adjective)],
        b'd' => &[(b"hood", Noun), (b"eed", Open), (b"ward", Adjective), (b"ed", Past)],
        b'e' => &[
            (b"ance", Noun),
            (b"ence", Noun),
            (b"cide", Noun),
            (b"tude", Noun),
            (b"ture", Noun),
            (b"able", Adjective),
            (b"ible", Adjective),
            (b"some", Adjective),
            (b"like", Adjective),
            (b"ive", Adjective),
            (b"age", Noun),
            (b"ize", Verb),
            (b"ise", Verb),
            (b"ee", Noun),
        ],
        b'f' => &[(b"proof", Adjective)],
        b'g' => &[(b"ing", Gerund)],
        b'h' => &[(b"ish", Adjective)],
        b'l' => &[(b"ful", Adjective), (b"al", Adjective)],
        b'm' => &[(b"ism", Noun), (b"dom", Noun)],
        b'n' => &[(b"tion", Noun), (b"sion", Noun), (b"man", Noun), (b"men", Noun)],
        b'p' => &[(b"ship", Noun)],
        b'r' => &[(b"ular", Adjective), (b"or", Noun), (b"er", Noun)],
        b's' => &[
            (b"less", Adjective),
            (b"ness", Noun),
            (b"ous", Adjective),
            (b"ss", Open),
            (b"us", Open),
            (b"is", Open),
            (b"s", Plural),
        ],
        b't' => &[
            (b"ment", Noun),
            (b"ent", Adjective),
            (b"ant", Adjective),
            (b"est", Adjective),
            (b"ist", Noun),
        ],
        b'y' => &[
            (b"ancy", Noun),
            (b"ency", Noun),
            (b"ology", Noun),
            (b"graphy", Noun),
            (b"ary", Adjective),
            (b"ory", Adjective),
            (b"ity", Noun),
            (b"ify", Verb),
            (b"ly", Adverb),
        ],
        _ => &[],
    }
}

/// The tags that an unknown word's ending allows.
pub(super) fn by_ending(word: &str) -> Word {
    let w = word.as_bytes();
    let last = w.last().map_or(0, u8::to_ascii_lowercase);
    let found = endings(last)
        .iter()
        .find(|(e, _)| w.len() > e.len() + 1 && w[w.len() - e.len()..].eq_ignore_ascii_case(e));
    let (can, best, at) = match found.map_or(Ending::Open, |f| f.1) {
        Ending::Noun | Ending::Open => (Set::of(Tag::Noun), Tag::Noun, At::default()),
        Ending::Plural => (Set::of(Tag::Noun), Tag::Noun, At::PLURAL),
        Ending::Adjective => {
            (Set::of(Tag::Adjective).and(Tag::Noun), Tag::Adjective, At::default())
        }
        Ending::Adverb => (Set::of(Tag::Adverb), Tag::Adverb, At::default()),
        Ending::Verb => (Set::of(Tag::Verb), Tag::Verb, At::BASE),
        Ending::Past => (Set::of(Tag::Past).and(Tag::Participle), Tag::Past, At::default()),
        Ending::Gerund => (Set::of(Tag::Gerund), Tag::Gerund, At::default()),
    };
    Word { can, best, at }.settled()
}
