//! The claim of each quotation: stance from the cue and, for plain saying, from what is said.

use std::ops::Range;

use super::{Certainty, Claim, Reader, Stance, tables::certainty};
use crate::{
    document::Gap,
    quote::{Act, Party, Quote, Quotes},
    span::Span,
    syntax::{Tag, Tense, VerbGroup},
};

/// How far into the content its main verb is looked for.
const MAIN: usize = 40;

impl Reader<'_> {
    /// One claim for each quotation.
    pub fn quoted(&self, quotes: &Quotes) -> Vec<Claim> {
        let acts = quotes.acts.iter().copied().chain(std::iter::repeat(None));
        quotes
            .list
            .iter()
            .zip(acts)
            .enumerate()
            .map(|(k, (q, act))| self.claim(k, q, act))
            .collect()
    }

    fn claim(&self, index: usize, q: &Quote, act: Option<Act>) -> Claim {
        let content = self.doc.tokens().inside(q.content);
        let cue = q.cue.map(|c| self.doc.tokens().inside(c)).filter(|c| !c.is_empty());
        let (stance, sure) = self.stance(q, act, &content, cue.as_ref());
        let target = match stance {
            Stance::Accuses => cue
                .as_ref()
                .and_then(|c| self.accused(c.end, content.start))
                .or_else(|| q.addressee.as_ref().and_then(|a| a.entity)),
            _ => None,
        };
        let negated = matches!(act, Some(Act::Accuse | Act::Allege | Act::Criticize))
            && cue.as_ref().is_some_and(|c| self.group_in(c).is_some_and(|g| g.negated));
        Claim {
            span: q.span,
            content: q.content,
            source: q.speaker.as_ref().map(|s| self.speaker(s)),
            cue: q.cue,
            stance,
            certainty: sure,
            negated,
            target,
            quote: Some(index as u32),
            contests: Vec::new(),
            via: q.via.clone(),
            zone: q.zone,
            rule: q.rule.clone(),
        }
    }

    /// The speaker, with the body that a statement or spokesman speaks for.
    fn speaker(&self, party: &Party) -> Party {
        let tokens = self.doc.tokens().inside(party.span);
        let mut party = party.clone();
        if party.entity.is_none() && !tokens.is_empty() {
            let head = self.syntax.noun_phrase(tokens.start).map_or(tokens.end, |p| p.end);
            party.entity = self.behind(&tokens, head.min(tokens.end));
        }
        party
    }

    fn group_in(&self, tokens: &Range<usize>) -> Option<&VerbGroup> {
        tokens.clone().find_map(|i| self.syntax.verb_group(i))
    }

    fn stance(
        &self,
        q: &Quote,
        act: Option<Act>,
        content: &Range<usize>,
        cue: Option<&Range<usize>>,
    ) -> (Stance, Certainty) {
        let plain = |s: Stance| (s, certainty(s));
        let negated = cue.is_some_and(|c| self.group_in(c).is_some_and(|g| g.negated));
        match act {
            Some(Act::Deny) if !negated => return plain(Stance::Denies),
            Some(Act::Hedge) => return plain(Stance::Hedges),
            Some(Act::Allege) => return plain(Stance::Alleges),
            Some(Act::Accuse | Act::Criticize) => return plain(Stance::Accuses),
            Some(Act::Demand) => return plain(Stance::Demands),
            Some(Act::Predict) => return plain(Stance::Predicts),
            Some(Act::Ask)
                if self.is_infinitive(content.start) || q.rule == "object-infinitive" =>
            {
                return plain(Stance::Demands);
            }
            // "were said to be", "is considered": nobody stands behind it.
            _ if q.rule == "passive" && q.speaker.is_none() => {
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
        let groups = &self.syntax.verb_groups()[first..];
        groups
            .iter()
            .take_while(|g| g.tokens.start < end)
            .filter(|g| g.finite && g.tokens.start >= start)
            .find(|g| {
                let low = start.max(g.tokens.start.saturating_sub(6));
                !(low + 1..g.tokens.start)
                    .rev()
                    .take_while(|k| self.syntax.verb_group(*k).is_none())
                    .any(|k| k > start && matches!(self.syntax.tag(k), Tag::Wh | Tag::Subordinator))
            })
    }

    /// Whether a verb group speaks of what is to come: "could rise", "will probably fall".
    fn is_ahead(&self, g: &VerbGroup) -> bool {
        let first = self.doc.word(g.tokens.start);
        let modal = g.tense == Tense::Future
            || ["could", "would"].iter().any(|m| first.eq_ignore_ascii_case(m));
        let done = g
            .tokens
            .clone()
            .any(|i| ["have", "be"].iter().any(|h| self.doc.word(i).eq_ignore_ascii_case(h)));
        modal && !done && self.syntax.tag(g.head).is_verb()
    }

    /// "must", "need to", "we urge": what is said asks for something.
    fn demands(&self, start: usize, g: &VerbGroup) -> bool {
        let is =
            |i: usize, list: &[&str]| list.iter().any(|w| self.doc.word(i).eq_ignore_ascii_case(w));
        let subject = g.tokens.start.checked_sub(1).filter(|i| *i >= start);
        let own = subject.is_some_and(|i| is(i, &["we", "i"]))
            || g.tokens.start > start + 1 && is(g.tokens.start - 2, &["we", "i"]);
        if own && is(g.head, &["urge", "demand", "request", "call", "appeal", "ask", "want"]) {
            return true;
        }
        let must = is(g.tokens.start, &["must", "should", "shall"])
            && !is(g.tokens.end.max(1) - 1, &["have"]);
        let need = is(g.head, &["need", "needs", "has", "have"])
            && g.tokens.end < self.doc.len()
            && self.syntax.tag(g.tokens.end) == Tag::To;
        let perfect = g.tokens.clone().any(|i| is(i, &["have"])) && must;
        (must && !perfect || need) && !own
    }

    fn hedge(&self, start: usize, end: usize, main: Option<&VerbGroup>) -> Option<Certainty> {
        let lexicon = self.pack.lexicon();
        let adverb =
            (start..end).find_map(|i| lexicon.entry(self.doc.words()[i], self.tables.hedges));
        if let Some(e) = adverb {
            return Some(self.tables.hedged[e.row as usize]);
        }
        let g = main?;
        let word = |i: usize| self.doc.word(i);
        let modal = g.modal
            && g.tokens
                .clone()
                .any(|i| ["may", "might", "could"].iter().any(|m| word(i).eq_ignore_ascii_case(m)));
        if modal && !g.negated && self.syntax.tag(g.head).is_verb() {
            return Some(Certainty::Possible);
        }
        // "It appears", "it looks as though", "seems to".
        let seems = ["appear", "seem", "look"].iter().any(|s| {
            let w = word(g.head);
            w.get(..s.len()).is_some_and(|p| p.eq_ignore_ascii_case(s)) && w.len() <= s.len() + 2
        });
        let next = g.tokens.end;
        let open = next < end
            && (matches!(self.syntax.tag(next), Tag::To | Tag::Subordinator)
                || ["as", "like", "likely"].iter().any(|w| word(next).eq_ignore_ascii_case(w)));
        (seems && open).then_some(Certainty::Probable)
    }

    /// "the reports were false", "there is no evidence of".
    fn rejects(&self, end: usize, main: Option<&VerbGroup>) -> bool {
        let lexicon = self.pack.lexicon();
        let Some(g) = main else { return false };
        let from = g.tokens.end;
        let to = (from + 4).min(end);
        let copula = ["is", "are", "was", "were", "be", "been"]
            .iter()
            .any(|b| self.doc.word(g.head).eq_ignore_ascii_case(b))
            && !g.negated;
        if copula {
            for i in from..to {
                if self.doc.tokens().gap(i).has(Gap(Gap::COMMA.0 | super::clause::HARD.0)) {
                    break;
                }
                if self.doc.phrase(lexicon, i, self.tables.rebuttals).is_some() {
                    // Before a noun it only describes: "it was a false alarm".
                    let end =
                        i + self.doc.phrase(lexicon, i, self.tables.rebuttals).map_or(1, |p| p.0);
                    return end >= self.doc.len()
                        || !matches!(self.syntax.tag(end), Tag::Noun)
                        || !self.doc.tokens().gap(end).is_within(Gap::BLANK);
                }
            }
        }
        let word = |i: usize, s: &str| i < end && self.doc.word(i).eq_ignore_ascii_case(s);
        word(from, "no")
            && ["evidence", "truth", "basis", "proof"].iter().any(|n| word(from + 1, n))
            || g.negated && (word(from, "true") || word(g.head, "exist"))
    }

    /// "We carried out the attack", "it was not behind the blast".
    fn responsibility(&self, content: &Range<usize>, main: Option<&VerbGroup>) -> Option<Stance> {
        let g = main?;
        if g.tokens.start > content.start + 3 {
            return None;
        }
        let own = (content.start..g.tokens.start).any(|i| {
            ["we", "it", "they", "its", "i", "our"]
                .iter()
                .any(|p| self.doc.word(i).eq_ignore_ascii_case(p))
        });
        let word = |i: usize, s: &str| i < content.end && self.doc.word(i).eq_ignore_ascii_case(s);
        let (head, next) = (g.head, g.tokens.end);
        let lexicon = self.pack.lexicon();
        let act_near = || {
            (next..content.end.min(next + 6))
                .any(|i| lexicon.classes(self.doc.words()[i]).has(self.tables.acts))
        };
        let behind = (word(next, "behind") || word(next, "responsible") && word(next + 1, "for"))
            && act_near()
            || word(head, "carried") && word(next, "out") && act_near();
        let involved = g.negated
            && (word(head, "involved")
                || word(next, "involved")
                || word(next, "behind")
                || word(next, "responsible"))
            || word(next, "nothing") && word(next + 1, "to") && word(next + 2, "do");
        match (own, behind, involved) {
            (true, _, true) => Some(Stance::DeniesResponsibility),
            (true, true, _) if !g.negated => Some(Stance::ClaimsResponsibility),
            _ => None,
        }
    }

    /// The accused between an accusing verb and what it accuses of.
    fn accused(&self, start: usize, end: usize) -> Option<crate::mention::EntityIx> {
        let end = end.min(start + 20);
        (start < end).then(|| self.mentions.within(start..end).find_map(|m| m.entity)).flatten()
    }

    /// The span of some tokens with a cue and a party.
    pub fn cover(&self, parts: &[Option<Span>]) -> Option<Span> {
        parts.iter().flatten().copied().reduce(Span::cover)
    }
}
