//! Which claims of the same article a denial contradicts.

use super::{Claim, Reader, Stance};
use crate::document::Flags;
use crate::span::Span;
use crate::syntax::Tag;

/// How many earlier claims a denial is compared with.
const BACK: usize = 40;

impl Reader<'_> {
    /// Links each denial with the earlier claims that it names: by what they report on, or by their source.
    pub fn contests(&self, claims: &mut [Claim]) {
        for k in 0..claims.len() {
            let denies = matches!(claims[k].stance, Stance::Denies | Stance::DeniesResponsibility);
            if !denies || claims[k].negated {
                continue;
            }
            let mut before = (k.saturating_sub(BACK)..k).rev();
            // The nearest is meant.
            if let Some(j) = before.find(|j| self.contradicts(&claims[k], &claims[*j])) {
                claims[k].contests = vec![j as u32];
            }
        }
    }

    fn contradicts(&self, denial: &Claim, claim: &Claim) -> bool {
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
        self.names_source(denial, claim) || self.shared(denial.content, claim.content) >= 2
    }

    /// "the agency's report was false": the denial speaks of the other's source.
    fn names_source(&self, denial: &Claim, claim: &Claim) -> bool {
        let Some(entity) = claim.source.as_ref().and_then(|s| s.entity) else { return false };
        let tokens = self.doc.tokens().inside(denial.content);
        self.mentions.within(tokens).any(|m| m.entity == Some(entity))
    }

    /// Content words that both spans hold.
    fn shared(&self, a: Span, b: Span) -> usize {
        let tokens = self.doc.tokens();
        let words = |s: Span| {
            let range = tokens.inside(s);
            let end = range.end.min(range.start + 40);
            (range.start..end).filter(|i| {
                matches!(self.syntax.tag(*i), Tag::Noun | Tag::Proper | Tag::Past | Tag::Participle)
                    && !tokens.flags(*i).has(Flags::SINGLE)
            })
        };
        words(a).filter(|i| words(b).any(|k| tokens.hash(*i) == tokens.hash(k))).count()
    }
}
