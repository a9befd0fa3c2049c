//! Claims that stand outside quotations, by the rules of `rules/claims.toml`.

use std::ops::Range;

use bumpalo::{Bump, collections::Vec as BumpVec};

use super::{
    Certainty, Claim, Reader, Stance,
    tables::{Content, Frame, Source, Voice},
};
use crate::{
    cue::{self, kind},
    document::Gap,
    matcher::{Annotations, Match},
    mention::EntityIx,
    span::Span,
    syntax::{Syntax, Tag},
};

/// How far from a rule's match the quotation may start that says the same, in bytes.
const NEAR: u32 = 2000;

/// Answers the kinds of [`KINDS`](super::tables::KINDS).
struct Chunks<'a>(&'a Syntax);

impl Annotations for Chunks<'_> {
    fn end(&self, kind: usize, i: usize) -> Option<usize> {
        match kind {
            0 => self.0.noun_phrase(i).map(|p| p.end),
            1 => self.0.tag(i).is_verb().then_some(i + 1),
            2 => (self.0.tag(i) == Tag::Participle).then_some(i + 1),
            _ => (self.0.tag(i) == Tag::Gerund).then_some(i + 1),
        }
    }
}

impl Reader<'_> {
    /// Where a rule matches, in order.
    pub fn matches<'b>(&self, bump: &'b Bump) -> BumpVec<'b, Match> {
        let mut found = BumpVec::with_capacity_in(8, bump);
        let chunks = Chunks(self.syntax);
        let matcher = &self.tables.matcher;
        let mut add = |m| found.push(m);
        let tokens = cue::of(self.cues, kind::CLAIM);
        matcher.scan(self.doc, self.pack, &chunks, tokens, bump, &mut add);
        if self.tables.unlisted {
            // Words that the pack does not list, or not by themselves, are no cues.
            let lexicon = self.pack.lexicon();
            let words = self.doc.words().iter().zip(self.doc.tokens().hashes()).enumerate();
            let unlisted = words.filter(|(_, (word, _))| !lexicon.is_own(**word));
            let tokens = unlisted.filter(|(_, (_, hash))| matcher.may_start(**hash)).map(|t| t.0);
            matcher.scan(self.doc, self.pack, &chunks, tokens, bump, &mut add);
        }
        found.sort_unstable_by_key(|m| (m.tokens.start, m.rule));
        found
    }

    /// Adds the claims of all matches to those of the quotations.
    pub fn unquoted(&self, found: &[Match], claims: &mut Vec<Claim>) {
        let quoted = claims.len();
        for m in found {
            let Some(claim) = self.by_rule(m) else { continue };
            // A quotation with the same cue says it already; a hedge inside one belongs to it.
            let same = |c: &Claim| {
                let cue = c.cue.zip(claim.cue).is_some_and(|(a, b)| a.overlaps(b));
                let inside = claim.cue.is_some_and(|q| c.content.contains(q));
                cue || inside && weak(claim.stance) && claim.source.is_none()
            };
            // Quotations stand in order of their content: only those nearby can be meant.
            let low = claim.span.start.saturating_sub(NEAR);
            let first = claims[..quoted].partition_point(|c| c.content.start < low);
            let last = claims[..quoted]
                .partition_point(|c| c.content.start < claim.span.end.saturating_add(NEAR));
            if let Some(c) = claims[first..last].iter_mut().find(|c| same(c)) {
                let cue = c.cue.zip(claim.cue).is_some_and(|(a, b)| a.overlaps(b));
                if cue && responsibility(claim.stance) {
                    *c = Claim { quote: c.quote, ..claim };
                } else if cue {
                    refine(c, claim);
                }
                continue;
            }
            let twice = claims[quoted..].iter().rev().take(16).any(|c| {
                c.content.overlaps(claim.content)
                    && c.cue.zip(claim.cue).is_some_and(|(a, b)| a.overlaps(b))
            });
            if !twice {
                claims.push(claim);
            }
        }
    }

    #[inline(never)]
    fn by_rule(&self, m: &Match) -> Option<Claim> {
        let frame = &self.tables.frames[m.rule];
        let slot = |k: Option<usize>| k.and_then(|k| m.slot(k));
        let cue = slot(frame.slots.cue).unwrap_or_else(|| m.tokens.clone());
        let group = self.syntax.verb_group(cue.start);
        let verb = cue.clone().find(|i| self.syntax.tag(*i).is_verb());
        match frame.voice {
            Voice::Any => {}
            Voice::Active => {
                verb?;
                if group?.passive {
                    return None;
                }
            }
            Voice::Passive => {
                if self.syntax.tag(cue.start) != Tag::Participle && !group?.passive {
                    return None;
                }
            }
            Voice::Noun => {
                if self.syntax.tag(cue.start) != Tag::Noun {
                    return None;
                }
            }
        }
        let content = self.content(frame, &cue, slot(frame.slots.content))?;
        let subject = || self.subject(cue.start);
        let mut negated = frame.negated;
        let source = match frame.source {
            Source::None => None,
            Source::Agent => slot(frame.slots.source),
            Source::Owner => self.owner(cue.start).or_else(|| self.subject_near(cue.start)),
            Source::Subject => subject(),
        };
        // "pleaded not guilty": the negation is part of what is said.
        let said = |last: usize| frame.content == Content::After && content.contains(&last);
        negated |= group.is_some_and(|g| g.negated && !said(g.tokens.end - 1))
            && frame.source == Source::Subject;
        let source = source.filter(|s| {
            let nobody = self.is_nobody(s.clone());
            negated |= nobody;
            !nobody
        });
        if frame.source == Source::Subject
            && source.is_none()
            && !negated
            && !frame.stance.stands_alone()
        {
            return None;
        }
        let target = if frame.target_subject { subject() } else { slot(frame.slots.target) };
        let co_accused = match &target {
            Some(t) if frame.stance == Stance::Accuses => self.others(t),
            _ => Vec::new(),
        };
        let target = target.and_then(|t| self.party(t).entity);
        let source = source.map(|s| self.party(s));
        let (content, cue) = (self.doc.span(content), self.doc.span(cue));
        let parts = [Some(content), Some(cue), source.as_ref().map(|s| s.span)];
        let span: Span = self.cover(&parts)?;
        Some(Claim {
            span,
            content,
            source,
            cue: Some(cue),
            stance: frame.stance,
            certainty: if negated { Certainty::Unlikely } else { frame.certainty },
            negated,
            target,
            co_accused,
            quote: None,
            contests: Vec::new(),
            via: None,
            zone: self.doc.zone_of(m.tokens.start).kind,
            rule: frame.rule.clone(),
        })
    }

    fn content(
        &self,
        frame: &Frame,
        cue: &Range<usize>,
        slot: Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let tokens = match frame.content {
            Content::Slot => slot?,
            Content::After => self.rest(slot?.start),
            Content::That => self.rest_of_clause(slot?.start),
            Content::Clause => self.clause(cue.start),
            Content::Noun => {
                let low = self.sentence(cue.start).start;
                let mut end = cue.start;
                while end > low
                    && matches!(self.syntax.tag(end - 1), Tag::Adverb | Tag::Auxiliary | Tag::Wh)
                {
                    end -= 1;
                }
                if end <= low {
                    return None;
                }
                self.phrase_before(end, low)?
            }
        };
        let Some(class) = frame.head else { return Some(tokens) };
        // The nearest phrase with such a head, and what hangs on it: "the bombing of a market".
        let lexicon = self.pack.lexicon();
        let of_class = |p: &Range<usize>| lexicon.classes(self.doc.words()[p.end - 1]).has(class);
        let phrases = self.syntax.noun_phrases();
        let (first, last) = (
            self.syntax.noun_phrase_from(tokens.start),
            self.syntax.noun_phrase_from(tokens.end - 1),
        );
        let heads = &phrases[first..(last + 1).min(phrases.len())];
        let found = match frame.content {
            Content::Noun => heads.iter().rev().find(|p| of_class(p)),
            _ => heads.first().filter(|p| of_class(p)),
        }?;
        Some(found.start.max(tokens.start)..tokens.end)
    }

    /// Whom a list of phrases names behind the first: "Holt, Vance and the treasurer".
    fn others(&self, list: &Range<usize>) -> Vec<EntityIx> {
        let phrases = &self.syntax.noun_phrases()[self.syntax.noun_phrase_from(list.start)..];
        let rest = phrases.iter().skip(1).take_while(|p| p.end <= list.end);
        rest.filter_map(|p| self.party(p.clone()).entity).collect()
    }

    /// The subject of the last verb before a noun: "the envoy repeated a call".
    fn subject_near(&self, i: usize) -> Option<Range<usize>> {
        let low = self.sentence(i).start;
        let k = self.syntax.verb_group_from(i);
        let g = self.syntax.verb_groups()[..k].last()?;
        let near = g.tokens.start >= low
            && i - g.tokens.end < 8
            && (g.tokens.end..i).all(|k| !self.doc.tokens().gap(k).has(Gap::SEMICOLON));
        near.then(|| self.subject(g.tokens.start)).flatten()
    }
}

/// What a rule knows better of a quotation's claim with the same cue.
fn refine(claim: &mut Claim, by: Claim) {
    (claim.stance, claim.certainty, claim.rule) = (by.stance, by.certainty, by.rule);
    claim.negated |= by.negated;
    if by.target.is_some() {
        // "accused the mayor of hiding the costs": the target is no part of what he is accused of.
        (claim.target, claim.content) = (by.target, by.content);
        claim.co_accused = by.co_accused;
        claim.span = claim.span.cover(by.span);
    }
    if claim.source.is_none() {
        claim.source = by.source;
    }
}

impl Stance {
    /// Whether such a claim says something without its source.
    fn stands_alone(self) -> bool {
        matches!(self, Stance::Hedges | Stance::Alleges | Stance::Predicts)
    }
}

fn weak(stance: Stance) -> bool {
    matches!(stance, Stance::Hedges | Stance::Predicts)
}

fn responsibility(stance: Stance) -> bool {
    matches!(stance, Stance::ClaimsResponsibility | Stance::DeniesResponsibility)
}
