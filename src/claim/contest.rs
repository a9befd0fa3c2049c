//! Which claims of the same article a denial contradicts.

use std::ops::Range;

use bumpalo::{
    Bump,
    collections::{CollectIn, Vec},
};

use super::{Claim, Reader, Stance};
use crate::{document::Flags, quote::Quotes, syntax::Tag};

/// How many earlier claims a denial is compared with.
const BACK: usize = 40;
/// How many tokens of a content are compared.
const WORDS: usize = 40;

/// A denial's words, to be looked for in earlier claims.
struct Denial<'b> {
    /// A bit for each word: most words of other claims end here.
    filter: u64,
    /// Hashes of its content words.
    words: Vec<'b, u64>,
}

impl Reader<'_> {
    /// Links each denial with the earlier claim that it names: by what they report on, or by their source.
    pub fn contests(&self, quotes: &Quotes<'_>, claims: &mut [Claim], bump: &Bump) {
        for k in 0..claims.len() {
            let denies = matches!(claims[k].stance, Stance::Denies | Stance::DeniesResponsibility);
            if !denies || claims[k].negated {
                continue;
            }
            let tokens = self.content_tokens(quotes, &claims[k]);
            let words: Vec<'_, u64> = self.words(tokens.clone()).collect_in(bump);
            let filter = words.iter().fold(0, |f, h| f | 1 << (h % 64));
            let denial = Denial { filter, words };
            let mut before = (k.saturating_sub(BACK)..k).rev();
            // The nearest is meant.
            let found = before.find(|j| {
                self.contradicts(&claims[k], &tokens, &claims[*j], || {
                    self.shared(&denial, self.content_tokens(quotes, &claims[*j]))
                })
            });
            if let Some(j) = found {
                claims[k].contests = vec![j as u32];
            }
        }
    }

    /// The tokens of a claim's content, mostly those of its quotation.
    fn content_tokens(&self, quotes: &Quotes<'_>, claim: &Claim) -> Range<usize> {
        match claim.quote.map(|q| q as usize) {
            Some(q) if quotes.list[q].content == claim.content => quotes.origins[q].content.clone(),
            _ => self.doc.tokens().inside(claim.content),
        }
    }

    fn contradicts(
        &self,
        denial: &Claim,
        tokens: &Range<usize>,
        claim: &Claim,
        shared: impl Fn() -> usize,
    ) -> bool {
        if matches!(claim.stance, Stance::Denies | Stance::DeniesResponsibility | Stance::Demands) {
            return false;
        }
        if claim.negated || claim.content.overlaps(denial.content) {
            return false;
        }
        let source = |c: &Claim| c.source.as_ref().and_then(|s| s.entity);
        let same = source(denial).is_some() && source(denial) == source(claim);
        if same {
            return false;
        }
        // An accusation is denied by the accused.
        let accused = claim.target.iter().chain(&claim.co_accused);
        if accused.copied().any(|t| Some(t) == source(denial)) {
            return true;
        }
        self.names_source(tokens, claim) || shared() >= 2
    }

    /// "the agency's report was false": the denial speaks of the other's source.
    fn names_source(&self, denial: &Range<usize>, claim: &Claim) -> bool {
        let Some(entity) = claim.source.as_ref().and_then(|s| s.entity) else { return false };
        self.mentions.within(denial.clone()).any(|m| m.entity == Some(entity))
    }

    /// Content words of a denial that these tokens hold too.
    fn shared(&self, denial: &Denial<'_>, tokens: Range<usize>) -> usize {
        let mut found = 0_u64;
        for h in self.words(tokens).filter(|h| denial.filter >> (h % 64) & 1 == 1) {
            let same = denial.words.iter().enumerate().filter(|w| *w.1 == h);
            found = same.fold(found, |f, w| f | 1 << w.0);
        }
        found.count_ones() as usize
    }

    /// Hashes of the content words among the first of these tokens.
    fn words(&self, tokens: Range<usize>) -> impl Iterator<Item = u64> {
        let end = tokens.end.min(tokens.start + WORDS);
        (tokens.start..end)
            .filter(|i| {
                matches!(self.syntax.tag(*i), Tag::Noun | Tag::Proper | Tag::Past | Tag::Participle)
                    && !self.doc.tokens().flags(*i).has(Flags::SINGLE)
            })
            .map(|i| self.doc.tokens().hash(i))
    }
}
