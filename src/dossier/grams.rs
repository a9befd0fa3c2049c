//! Likeness of wordings: shared runs of words, and the same figures.

use std::collections::{BTreeMap, HashMap};

use crate::{
    fold,
    words::{self, Flags},
};

/// Words in a run; shorter texts are one run.
const RUN: usize = 4;

/// A wording as hashed runs of folded words. Case, accents, punctuation and quotation marks do not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Grams {
    runs: Vec<u64>,
    /// Words with digits: two wordings with different figures are not the same statement.
    figures: Vec<u64>,
    words: usize,
}

impl Grams {
    pub fn of(text: &str) -> Self {
        let (mut list, mut figures) = (Vec::new(), Vec::new());
        words::each(text, |w| {
            list.push(w.hash);
            if w.shape.has(Flags::DIGIT) {
                figures.push(w.hash);
            }
        });
        figures.sort_unstable();
        let run = |w: &[u64]| w.iter().fold(0, |h, w| fold::chain(h, *w));
        let mut runs: Vec<u64> = match list.len() {
            0 => Vec::new(),
            n => list.windows(RUN.min(n)).map(run).collect(),
        };
        runs.sort_unstable();
        runs.dedup();
        Self { runs, figures, words: list.len() }
    }

    pub fn words(&self) -> usize {
        self.words
    }

    fn same_figures(&self, other: &Self) -> bool {
        self.figures == other.figures || self.figures.is_empty() || other.figures.is_empty()
    }

    /// Whether most runs of the shorter wording are in the longer one. Texts of fewer words than a run must be equal.
    pub fn alike(&self, other: &Self) -> bool {
        if self.words < RUN || other.words < RUN {
            return self.words > 1 && self.words == other.words && self.runs == other.runs;
        }
        let (short, long) =
            if self.runs.len() <= other.runs.len() { (self, other) } else { (other, self) };
        let shared = short.runs.iter().filter(|r| long.runs.binary_search(r).is_ok()).count();
        shared * 5 >= short.runs.len() * 3 && self.same_figures(other)
    }
}

/// Groups wordings under keys: each run of a key remembers the first wording that had it, so a look-up costs one probe
/// a run, however many wordings there are.
#[derive(Default)]
pub(super) struct Groups<K> {
    first: HashMap<(K, u64), usize>,
}

impl<K: Copy + Eq + std::hash::Hash> Groups<K> {
    /// Earlier wordings that share runs with this one, those with the most first.
    pub fn near(&self, key: K, grams: &Grams) -> Vec<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for r in &grams.runs {
            if let Some(k) = self.first.get(&(key, *r)) {
                *shared.entry(*k).or_default() += 1;
            }
        }
        let mut list: Vec<(usize, usize)> = shared.into_iter().collect();
        list.sort_by_key(|(k, n)| (std::cmp::Reverse(*n), *k));
        list.into_iter().map(|(k, _)| k).collect()
    }

    /// Remembers wording `k`.
    pub fn add(&mut self, key: K, grams: &Grams, k: usize) {
        for r in &grams.runs {
            self.first.entry((key, *r)).or_insert(k);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_are_alike_whatever_their_punctuation() {
        let a = Grams::of("We will not forgive. We will not forget, and we will make you pay!");
        let b = Grams::of("we will not forget and we will make you pay");
        assert!(a.alike(&b) && b.alike(&a));
        assert!(!a.alike(&Grams::of("We will not go there, and nobody will make us")));
    }

    #[test]
    fn other_figures_are_another_statement() {
        let a = Grams::of(
            "the number of people who died in the fire on the hill has risen to 40 by now",
        );
        let b = Grams::of(
            "the number of people who died in the fire on the hill has risen to 60 by now",
        );
        assert!(!a.alike(&b));
    }

    #[test]
    fn short_wordings_must_be_equal() {
        assert!(Grams::of("utter nonsense").alike(&Grams::of("Utter nonsense")));
        assert!(!Grams::of("nonsense").alike(&Grams::of("nonsense")));
    }
}
