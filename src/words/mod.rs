//! Words of a text as UAX #29 defines them, with the English possessive cut off.
//!
//! Words of ASCII letters are found in blocks of 64 bytes ([`letters`]), with what stands before them; other words of
//! common letters and marks are read character by character ([`scan`]). Both make a word's hash and shape on the way.
//! Stretches with any other character go through `unicode-segmentation` ([`any`]); they start and end where UAX #29
//! always has a boundary.

mod any;
mod bits;
mod block;
mod class;
mod gap;
mod letters;
mod rest;
mod scan;

pub(crate) use bits::{Flags, Gap};
pub(crate) use block::gathered;
pub(crate) use gap::between;
pub(crate) use letters::each;

/// One word: `start..end` without a possessive "'s", `start..full` as UAX #29 has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    pub start: u32,
    pub end: u32,
    pub full: u32,
    /// What stands between the word before, with its possessive ending, and this one.
    pub gap: Gap,
    pub shape: Flags,
    /// [`fold::hash`](crate::fold::hash) of `start..end`.
    pub hash: u64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{
        any::{cut, shape_of},
        *,
    };
    use crate::fold;

    fn check(text: &str) {
        let (mut found, mut last) = (Vec::new(), 0);
        each(text, |w| {
            let kept = &text[w.start as usize..w.end as usize];
            assert_eq!(w.hash, fold::hash(kept), "{text:?}");
            let possessive = if w.end < w.full { Flags::POSSESSIVE } else { Flags::default() };
            assert_eq!(w.shape, shape_of(kept) | possessive, "{text:?} {kept:?}");
            assert_eq!(w.gap, between(text, last, w.start as usize), "{text:?} {kept:?}");
            last = w.full as usize;
            let full = &text[w.start as usize..w.full as usize];
            assert_eq!(kept.len(), cut(full), "{text:?}");
            found.push((w.start as usize, full));
        });
        assert_eq!(found, text.unicode_word_indices().collect::<Vec<_>>(), "{text:?}");
    }

    #[test]
    fn possessives_are_cut_and_kept_apart() {
        let mut v = Vec::new();
        let text = "Obama’s U.S. 1,200.5 ISIS-K";
        each(text, |w| v.push(&text[w.start as usize..w.end as usize]));
        assert_eq!(v, ["Obama", "U.S", "1,200.5", "ISIS", "K"]);
    }

    #[test]
    fn words_are_those_of_uax_29_at_the_seams() {
        for text in [
            "a.é b'é é'a a’é 1.٣ a\u{301}.b  \u{903}x ( \u{903} a:b 1:2 1;2 a;b a,b 1,b",
            "_a_ __ _1 1_a 'a' a''b a.'b 1.a a.1 x\u{ad}y e\u{301}’s ’s 's S's s’S",
            "“Рахмон” сказал:да «é» ×a÷ a\u{200d}b \u{feff}a \r\n\u{308} 日本語 a日b カナ ภาษา",
            "a\u{a0}b a\u{2019}\u{2019}b a\u{2019} \u{2019}b don\u{2018}t \u{5d0}'\u{5d0} \u{5d0}\"\u{5d0} a\"\u{5d0}",
            "abcdefgh abcdefghi abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqrstuvwxyz's x. y, z; (abcdefgh's)",
            "ABCDEFGH ABCDEFGHI ABCDEFGHi ABCDEFGh Abcdefgh Abcdefghi AbcdefghI abcdefghI abcdefGhi aBc Ab AB A.B A.b A.1",
            "1 12 1234567 12345678 1.5 1,5 1;5 1'5 1:5 1. 1, 1x 1é 1–2 1_ 1.x 1\u{301} x-y/z\nx \n y\tz ,x . y  z",
            "🇫🇷🇩🇪 👩‍🚀 x👍🏽y ²a a² ½ · a·b a\u{2027}b a\u{2024}b",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn any_text_has_the_words_of_uax_29(text in "\\PC{0,40}") {
            check(&text);
        }

        #[test]
        fn english_letters_and_marks(text in "([a-zA-Z]{1,18}('s)?[ .,:\"\n'(-]{0,3}){1,8}") {
            check(&text);
        }

        #[test]
        fn marks_between_letters_and_digits(text in "[aZsS9é_Я.,:;'’‘\" \n“—…\u{301}\u{200d}\u{ad}\u{903}א日·²\u{2024}]{0,30}") {
            check(&text);
        }
    }
}
