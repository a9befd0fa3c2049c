//! Endings of words that say something of a name.

/// Endings of two letters or more, with the pairs of letters that they end with: nearly all words end with another pair.
pub(super) struct Endings<const N: usize> {
    list: [&'static str; N],
    /// Of each last letter, bits of those before it.
    pairs: [u32; 32],
}

impl<const N: usize> Endings<N> {
    const fn new(list: [&'static str; N]) -> Self {
        let (mut pairs, mut k) = ([0; 32], 0);
        while k < N {
            let ending = list[k].as_bytes();
            let [a, b] = [ending[ending.len() - 2], ending[ending.len() - 1]];
            pairs[(b & 31) as usize] |= 1 << (a & 31);
            k += 1;
        }
        Self { list, pairs }
    }

    /// Whether a word ends with one of them.
    #[inline]
    pub fn end(&self, word: &str) -> bool {
        let [.., a, b] = word.as_bytes() else { return false };
        self.pairs[usize::from(b & 31)] >> (a & 31) & 1 != 0
            && self.list.iter().any(|ending| word.ends_with(ending))
    }
}

/// What names seldom end with: "Airstrikes", "Rescuing".
pub(super) static ORDINARY: Endings<18> = Endings::new([
    "ing", "ings", "tion", "tions", "sion", "sions", "ness", "ment", "ments", "ly", "ed", "ists",
    "ers", "ors", "ities", "ives", "ents", "ants",
]);

/// Currents of thought and their followers: "Marxism".
pub(super) static CURRENTS: Endings<5> = Endings::new(["ism", "isms", "ists", "ist", "ites"]);

/// Peoples, by a noun.
pub(super) static PEOPLES: Endings<3> = Endings::new(["ians", "eans", "ese"]);

/// Adjectives: "Victorian canopies".
pub(super) static ADJECTIVES: Endings<7> =
    Endings::new(["ian", "ean", "ish", "ite", "ine", "ic", "an"]);

/// What names of places end with in many languages.
pub(super) static PLACES: Endings<15> = Endings::new([
    "stan", "abad", "grad", "pur", "burg", "ville", "shire", "polis", "gorod", "hausen", "furt",
    "nagar", "garh", "sk", "ovo",
]);
