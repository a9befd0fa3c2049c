//! Which claims of the same article a denial contradicts.

use std::ops::Range;

use bumpalo::{
    Bump,
    collections::{CollectIn, Vec},
};

use super::{Claim, Reader, Stance};
use crate::{document::Flags, mention::EntityIx, quote::Quotes, syntax::Tag};

/// How many earlier claims a denial is compared with.
const BACK: usize = 40;
/// How many tokens of a content are compared.
const WORDS: usize = 40;

/// A denial's words, to be looked for in earlier claims.
struct Denial<'b> {
    /// A bit for each word: most words of other claims end here.
    filter: [u64; 4],
    /// Hashes of its content words.
    words: Vec<'b, u64>,
    /// Whom it names.
    named: Vec<'b, EntityIx>,
}

/// Where the bit of a word stands in the filter.
#[inline]
fn bit(hash: u64) -> (usize, u64) {
    (hash as usize >> 6 & 3, 1 << (hash & 63))
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
            let words = tokens.start..tokens.end.min(tokens.start + WORDS);
            let said = words.filter(|i| self.is_content(*i)).map(|i| self.doc.tokens().hash(i));
            let mut words = Vec::with_capacity_in(WORDS, bump);
            words.extend(said);
            let mut filter = [0; 4];
            words.iter().map(|h| bit(*h)).for_each(|(at, bit)| filter[at] |= bit);
            let named = self.mentions.within(tokens).filter_map(|m| m.entity).collect_in(bump);
            let denial = Denial { filter, words, named };
            let mut before = (k.saturating_sub(BACK)..k).rev();
            // The nearest is meant.
            let found = before.find(|j| {
                self.contradicts(&claims[k], &denial, &claims[*j], || {
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
        said: &Denial<'_>,
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
        let (own, other) = (source(denial), source(claim));
        if own.is_some() {
            if own == other {
                return false;
            }
            // An accusation is denied by the accused.
            if claim.target == own || claim.co_accused.iter().any(|t| Some(*t) == own) {
                return true;
            }
        }
        // "the agency's report was false": the denial speaks of the other's source.
        other.is_some_and(|s| said.named.contains(&s)) || shared() >= 2
    }

    /// Content words of a denial that these tokens hold too.
    fn shared(&self, denial: &Denial<'_>, tokens: Range<usize>) -> usize {
        let end = tokens.end.min(tokens.start + WORDS);
        let mut found = 0_u64;
        for (i, hash) in (tokens.start..).zip(&self.doc.tokens().hashes()[tokens.start..end]) {
            let (at, bit) = bit(*hash);
            if denial.filter[at] & bit != 0 && self.is_content(i) {
                let same = denial.words.iter().enumerate().filter(|w| w.1 == hash);
                found = same.fold(found, |f, w| f | 1 << w.0);
            }
        }
        found.count_ones() as usize
    }

    /// Whether token `i` says what a content is of.
    #[inline]
    fn is_content(&self, i: usize) -> bool {
        matches!(self.syntax.tag(i), Tag::Noun | Tag::Proper | Tag::Past | Tag::Participle)
            && !self.doc.tokens().flags(i).has(Flags::SINGLE)
    }
}
