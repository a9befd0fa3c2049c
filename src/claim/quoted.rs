//! The claim of each quotation: stance from the cue and, for plain saying, from what is said.

use std::ops::Range;

use super::{
    Certainty, Claim, Reader, Stance,
    tables::{certainty, role},
};
use crate::{
    cue::kind,
    document::Gap,
    mention::EntityIx,
    quote::{Act, Origin, Party, Quote, Quotes},
    span::Span,
    syntax::{Tag, Tense, VerbGroup},
};

/// How far into the content its main verb is looked for.
const MAIN: usize = 40;

impl Reader<'_> {
    /// Adds one claim for each quotation to `claims`.
    pub fn quoted(&self, quotes: &Quotes<'_>, claims: &mut Vec<Claim>) {
        for (k, (q, origin)) in quotes.list.iter().zip(&quotes.origins).enumerate() {
            claims.push(self.claim(k, q, origin));
        }
    }

    fn claim(&self, index: usize, q: &Quote, origin: &Origin) -> Claim {
        let content = &origin.content;
        let cue = origin.cue.as_ref();
        let group = cue.and_then(|c| c.clone().find_map(|i| self.syntax.verb_group(i)));
        let cue_negated = group.is_some_and(|g| g.negated);
        let (stance, sure) = self.stance(q, origin, cue_negated);
        let target = match stance {
            Stance::Accuses => cue
                .and_then(|c| self.accused(c.end, content.start))
                .or_else(|| q.addressee.as_ref().and_then(|a| a.entity)),
            _ => None,
        };
        let blames = matches!(origin.act, Some(Act::Accuse | Act::Allege | Act::Criticize));
        Claim {
            span: q.span,
            content: q.content,
            source: q.speaker.as_ref().map(|s| self.speaker(s, origin.speaker.as_ref())),
            cue: q.cue,
            stance,
            certainty: sure,
            negated: blames && cue_negated,
            target,
            co_accused: Vec::new(),
            quote: Some(index as u32),
            contests: Vec::new(),
            via: q.via.clone(),
            zone: q.zone,
            rule: q.rule.clone(),
        }
    }

    /// The speaker, with the body that a statement or spokesman speaks for.
    fn speaker(&self, party: &Party, tokens: Option<&Range<usize>>) -> Party {
        let mut party = party.clone();
        if party.entity.is_none()
            && let Some(tokens) = tokens
        {
            let head = self.syntax.noun_phrase(tokens.start).map_or(tokens.end, |p| p.end);
            party.entity = self.behind(tokens, head.min(tokens.end));
        }
        party
    }

    fn stance(&self, q: &Quote, origin: &Origin, negated: bool) -> (Stance, Certainty) {
        let content = &origin.content;
        let plain = |s: Stance| (s, certainty(s));
        match origin.act {
            Some(Act::Deny) if !negated => return plain(Stance::Denies),
            Some(Act::Hedge) => return plain(Stance::Hedges),
            Some(Act::Allege) => return plain(Stance::Alleges),
            Some(Act::Accuse | Act::Criticize) => return plain(Stance::Accuses),
            Some(Act::Demand) => return plain(Stance::Demands),
            Some(Act::Predict) => return plain(Stance::Predicts),
            Some(Act::Ask)
                // "asked to stay", "asked them to stay", "asked for 16 years"
                if self.is_infinitive(content.start)
                    || q.rule == "object-infinitive"
                    || q.rule == "thing"
                        && origin.cue.as_ref().is_some_and(|c| content.start <= c.end + 2) =>
            {
                return plain(Stance::Demands);
            }
            // "were said to be", "is considered": nobody stands behind it.
            _ if q.speaker.is_none() && q.rule == "passive" => {
                return (Stance::Hedges, Certainty::Probable);
            }
            _ => {}
        }
        if content.is_empty() {
            return plain(Stance::Asserts);
        }
        self.said(content)
    }

    fn is_infinitive(&self, i: usize) -> bool {
        i < self.doc.len() && self.syntax.tag(i) == Tag::To
    }

    /// The stance of words that are plainly said.
    fn said(&self, content: &Range<usize>) -> (Stance, Certainty) {
        let end = content.end.min(content.start + MAIN);
        let main = self.main_verb(content.start, end);
        if let Some(stance) = self.responsibility(content, main) {
            return (stance, certainty(stance));
        }
        if self.rejects(end, main) {
            return (Stance::Denies, Certainty::Unlikely);
        }
        let until = main.map_or(end, |g| (g.tokens.end + 2).min(end));
        if let Some(g) = main
            && self.demands(content.start, g)
        {
            return (Stance::Demands, Certainty::Certain);
        }
        if let Some(sure) = self.hedge(content.start, until, main) {
            let ahead = main.is_some_and(|g| self.is_ahead(g));
            return (if ahead { Stance::Predicts } else { Stance::Hedges }, sure);
        }
        (Stance::Asserts, Certainty::Certain)
    }

    /// The first finite verb group that no subordinator or relative opens.
    fn main_verb(&self, start: usize, end: usize) -> Option<&VerbGroup> {
        let first = self.syntax.verb_group_from(start);
        let groups = self.syntax.verb_groups()[first..].iter();
        // End of the group before: what opens a clause stands behind it.
        let mut end_before = start;
        for g in groups.take_while(|g| g.tokens.start < end) {
            if g.finite && g.tokens.start >= start {
                let low = start.max(g.tokens.start.saturating_sub(6)) + 1;
                let opens = |t: &Tag| matches!(t, Tag::Wh | Tag::Subordinator);
                let before = low.max(end_before)..g.tokens.start.max(low);
                if !self.syntax.tags().get(before).unwrap_or_default().iter().any(opens) {
                    return Some(g);
                }
            }
            end_before = g.tokens.end;
        }
        None
    }

    /// Whether a verb group speaks of what is to come: "could rise", "will probably fall".
    fn is_ahead(&self, g: &VerbGroup) -> bool {
        let modal = g.tense == Tense::Future || self.is(g.tokens.start, role::AHEAD);
        modal && !self.any(&g.tokens, role::BASE) && self.syntax.tag(g.head).is_verb()
    }

    /// "must", "need to", "we urge": what is said asks for something.
    fn demands(&self, start: usize, g: &VerbGroup) -> bool {
        let own = g.tokens.start > start && self.is(g.tokens.start - 1, role::SELF)
            || g.tokens.start > start + 1 && self.is(g.tokens.start - 2, role::SELF);
        if own {
            return self.is(g.head, role::ASKS);
        }
        let must = self.is(g.tokens.start, role::MUST) && !self.any(&g.tokens, role::HAVE);
        must || self.is(g.head, role::NEED)
            && g.tokens.end < self.doc.len()
            && self.syntax.tag(g.tokens.end) == Tag::To
    }

    fn hedge(&self, start: usize, end: usize, main: Option<&VerbGroup>) -> Option<Certainty> {
        let here = &self.cues[self.cues.partition_point(|c| (c.token as usize) < start)..];
        let mut said = here.iter().take_while(|c| (c.token as usize) < end);
        if let Some(cue) = said.find(|c| c.kinds & kind::HEDGE != 0) {
            let word = self.doc.words()[cue.token as usize];
            let row = self.pack.lexicon().entry(word, self.tables.hedges)?.row;
            return Some(self.tables.hedged[row as usize]);
        }
        let g = main?;
        let modal = g.modal && self.any(&g.tokens, role::MAY);
        if modal && !g.negated && self.syntax.tag(g.head).is_verb() {
            return Some(Certainty::Possible);
        }
        // "It appears", "it looks as though", "seems to".
        let next = g.tokens.end;
        let open = next < end
            && self.is(g.head, role::SEEM)
            && (matches!(self.syntax.tag(next), Tag::To | Tag::Subordinator)
                || self.is(next, role::SO));
        open.then_some(Certainty::Probable)
    }

    /// "the reports were false", "there is no evidence of".
    fn rejects(&self, end: usize, main: Option<&VerbGroup>) -> bool {
        let lexicon = self.pack.lexicon();
        let Some(g) = main else { return false };
        let from = g.tokens.end;
        let to = (from + 4).min(end);
        if self.is(g.head, role::BE) && !g.negated {
            for i in from..to {
                if self.doc.tokens().gap(i).has(Gap(Gap::COMMA.0 | super::clause::HARD.0)) {
                    break;
                }
                if let Some((n, _)) = self.doc.phrase(lexicon, i, self.tables.rebuttals) {
                    // Before a noun it only describes: "it was a false alarm".
                    let end = i + n;
                    return end >= self.doc.len()
                        || !matches!(self.syntax.tag(end), Tag::Noun)
                        || !self.doc.tokens().gap(end).is_within(Gap::BLANK);
                }
            }
        }
        let is = |i: usize, bits| i < end && self.is(i, bits);
        is(from, role::NO) && is(from + 1, role::GROUND)
            || g.negated
                && (is(from, role::TRUE) || is(g.head, role::EXIST))
                && !self.any(&g.tokens, role::YET)
    }

    /// "We carried out the attack", "it was not behind the blast".
    fn responsibility(&self, content: &Range<usize>, main: Option<&VerbGroup>) -> Option<Stance> {
        let g = main?;
        let before = content.start..g.tokens.start;
        if before.len() > 3 || !self.any(&before, role::OWN) {
            return None;
        }
        let is = |i: usize, bits| i < content.end && self.is(i, bits);
        let (head, next) = (g.head, g.tokens.end);
        let involved = g.negated
            && (is(head, role::INVOLVED) || is(next, role::INVOLVED | role::BEHIND | role::ANSWER))
            || is(next, role::NOTHING) && is(next + 1, role::TO) && is(next + 2, role::DO);
        if involved {
            return Some(Stance::DeniesResponsibility);
        }
        let behind = is(next, role::BEHIND)
            || is(next, role::ANSWER) && is(next + 1, role::FOR)
            || is(head, role::CARRY) && is(next, role::OUT);
        let act = || {
            (next..content.end.min(next + 6))
                .any(|i| self.doc.marks(i).classes.has(self.tables.acts))
        };
        (behind && !g.negated && act()).then_some(Stance::ClaimsResponsibility)
    }

    /// The accused between an accusing verb and what it accuses of.
    fn accused(&self, start: usize, end: usize) -> Option<EntityIx> {
        let end = end.min(start + 20);
        (start < end).then(|| self.mentions.within(start..end).find_map(|m| m.entity)).flatten()
    }

    /// The span of some tokens with a cue and a party.
    pub fn cover(&self, parts: &[Option<Span>]) -> Option<Span> {
        parts.iter().flatten().copied().reduce(Span::cover)
    }
}
