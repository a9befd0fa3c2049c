//! Words of a text as UAX #29 defines them, with the English possessive cut off.

use unicode_segmentation::UnicodeSegmentation;

/// One word: `start..end` without a possessive "'s", `start..full` as UAX #29 has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    pub start: u32,
    pub end: u32,
    pub full: u32,
}

/// Calls `f` for each word of `text`, in order.
pub(crate) fn each(text: &str, mut f: impl FnMut(Word)) {
    for (start, w) in text.unicode_word_indices() {
        let full = start + w.len();
        f(Word { start: start as u32, end: (start + cut(w)) as u32, full: full as u32 });
    }
}

/// Length of a word without its possessive ending.
fn cut(word: &str) -> usize {
    for ending in ["'s", "’s", "'S", "’S"] {
        if word.len() > ending.len() && word.ends_with(ending) {
            return word.len() - ending.len();
        }
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possessives_are_cut_and_kept_apart() {
        let mut v = Vec::new();
        let text = "Obama’s U.S. 1,200.5 ISIS-K";
        each(text, |w| v.push(&text[w.start as usize..w.end as usize]));
        assert_eq!(v, ["Obama", "U.S", "1,200.5", "ISIS", "K"]);
    }
}
