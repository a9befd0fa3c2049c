//! Words that the pack does not list: their shape and ending.

use super::{
    Tag,
    tables::{At, Set, Word},
};

macro_rules! endings {
    ($($list:ident = $($e:literal)*;)*) => { $(const $list: &[&[u8]] = &[$($e),*];)* };
}

endings! {
    NOUNS = b"tion" b"sion" b"ment" b"ness" b"ship" b"hood" b"ance" b"ence" b"ancy" b"ency" b"ology" b"ist"
        b"ism" b"ity" b"dom" b"cide" b"tude" b"ture" b"phobia" b"or" b"er" b"eer" b"age" b"ee" b"graphy" b"man" b"men";
    ADJECTIVES = b"ous" b"ful" b"less" b"able" b"ible" b"ive" b"ical" b"ial" b"ional" b"ic" b"al" b"ary" b"ish"
        b"some" b"ward" b"like" b"ular" b"ory" b"ent" b"ant" b"est" b"proof";
    VERBS = b"ize" b"ise" b"ify";
}

fn ends(w: &[u8], list: &[&[u8]]) -> bool {
    list.iter().any(|e| w.len() > e.len() + 1 && w[w.len() - e.len()..].eq_ignore_ascii_case(e))
}

/// The tags that an unknown word's ending allows.
pub(super) fn by_ending(word: &str) -> Word {
    let w = word.as_bytes();
    let known = |can: Set, best: Tag, at: At| Word { can, best, at };
    let noun = Set::of(Tag::Noun);
    if w.len() > 4 && ends(w, &[b"ed"]) && !ends(w, &[b"eed"]) {
        let can = Set::of(Tag::Past).and(Tag::Participle);
        return known(can, Tag::Past, At::default());
    }
    if w.len() > 4 && ends(w, &[b"ing"]) {
        return known(Set::of(Tag::Gerund), Tag::Gerund, At::default());
    }
    if w.len() > 3 && ends(w, &[b"ly"]) {
        return known(Set::of(Tag::Adverb), Tag::Adverb, At::default());
    }
    if ends(w, &[b"s"]) && !ends(w, &[b"ss", b"us", b"is", b"ous"]) {
        return known(noun, Tag::Noun, At::PLURAL);
    }
    if ends(w, VERBS) {
        return known(Set::of(Tag::Verb), Tag::Verb, At::BASE);
    }
    if ends(w, NOUNS) {
        return known(noun, Tag::Noun, At::default());
    }
    if ends(w, ADJECTIVES) {
        return known(Set::of(Tag::Adjective).and(Tag::Noun), Tag::Adjective, At::default());
    }
    known(noun, Tag::Noun, At::default())
}
