//! Reporting nouns and colons: "her claim that", "Jo Hill: We will go on".

use std::ops::Range;

use bumpalo::collections::Vec;

use super::{
    bounds::Built,
    draft::{Draft, Rule},
    reader::Reader,
    tables::{Act, Reporter, frame, role},
};
use crate::{
    document::{Flags, Gap, Zone, ZoneKind},
    gazetteer::Kind,
    lang::{Bits, Form},
    mention::{self, Found},
    syntax::Tag,
};

/// Prepositions before what is said by somebody else than the clause's subject.
const RUMOURED: Bits = Bits(role::PREP.0 | role::OF.0 | role::TO.0 | role::BY.0 | role::AGAINST.0);
/// How many tokens a speaker before a colon may have.
const NAME: usize = 8;

impl<'b> Reader<'b> {
    /// The quotation that the noun at token `i` opens.
    pub fn named(&self, i: usize) -> Option<Draft<'b>> {
        let by = self.noun(i)?;
        if self.tag(i).is_verb() && self.tag(i) != Tag::Participle || !self.near(i + 1) {
            return None;
        }
        let Range { start: lo, end: hi } = self.sentence(i);
        if i + 2 >= hi {
            return None;
        }
        let mut start = i + 1;
        let mut giver = None;
        if by.frames.has(frame::THAT) && self.is(i + 1, role::BY) {
            // "statements by the ministry that"
            let np =
                self.phrase_right(i + 2, hi).filter(|np| np.end + 1 < hi && self.near(np.end))?;
            start = np.end;
            giver = Some(np);
        }
        let that = by.frames.has(frame::THAT)
            && self.is(start, role::COMP)
            && self.clause_at(start, hi, 1)
            && !self.describes(start);
        let to = by.frames.has(frame::INF) && self.is(i + 1, role::TO) && self.tag(i + 2).is_verb();
        if !(that || to) {
            return None;
        }
        let owner = giver.or_else(|| self.owner(i, lo));
        if to && owner.is_none() {
            return None;
        }
        let mut end = self.clause_end(start, hi, Form::BASE);
        let np = self.syntax.noun_phrase(i).map_or(i, |p| p.start.max(lo));
        if np == lo || self.gap(np).has(Gap::COMMA) {
            // The noun is a subject: its clause ends before the second verb.
            let groups = self.syntax.verb_groups();
            let k = self.groups_from(start + 1);
            let finite = groups[k..].iter().filter(|g| g.finite);
            end = finite.take(4).nth(usize::from(that)).map_or(end, |g| g.tokens.start.min(end));
        }
        end = self.own_end(start..end, Built { finite: that, ..Built::default() });
        let mut d = self.draft(start..end, Rule::ReportingNoun);
        d.cue = Some(i..i + 1);
        d.act = Some(by.act);
        let own = owner.as_ref().is_none_or(|o| self.tag(o.start) == Tag::Possessive);
        // "She repeated her claim that": the subject says more than the pronoun.
        let holder = if own { self.holder(i, lo) } else { None };
        d.speaker = holder.or(owner);
        Some(d)
    }

    /// Whether "that" at token `i` stands for a noun: "a claim that came too late", "claims that they made had".
    fn describes(&self, i: usize) -> bool {
        let mut groups = self.syntax.verb_groups()[self.groups_from(i + 1)..].iter();
        groups.next().is_some_and(|g| {
            g.finite
                && (g.tokens.start == i + 1
                    || groups.next().is_some_and(|h| h.finite && h.tokens.start == g.tokens.end))
        })
    }

    /// Whose word it is: "her claim", "the mayor's claim".
    fn owner(&self, i: usize, lo: usize) -> Option<Range<usize>> {
        let mut k = i;
        for _ in 0..4 {
            if k <= lo || !self.near(k) {
                return None;
            }
            k -= 1;
            if self.tag(k) == Tag::Possessive {
                return Some(k..k + 1);
            }
            if self.doc.tokens().flags(k).has(Flags::POSSESSIVE) {
                let start = self.syntax.noun_phrase(k).map_or(k, |p| p.start.max(lo));
                return Some(start..k + 1);
            }
            if self.mentions.at(k).is_some_and(|m| m.form == mention::Form::Demonym) {
                // "Norwegian claims that"
                return Some(k..k + 1);
            }
            if !matches!(self.tag(k), Tag::Adjective | Tag::Noun | Tag::Adverb | Tag::Proper) {
                return None;
            }
        }
        None
    }

    /// Subject of the verb that has the noun as its object: "the mayor voiced concern that".
    fn holder(&self, i: usize, lo: usize) -> Option<Range<usize>> {
        let start = self.syntax.noun_phrase(i).map_or(i, |p| p.start.max(lo));
        let said = |n: Reporter| matches!(n.act, Act::Say | Act::Allege | Act::Accuse | Act::Hedge);
        let bare = !matches!(self.tag(start), Tag::Determiner | Tag::Possessive | Tag::Proper);
        if start > lo && bare && self.is(start - 1, RUMOURED) && self.noun(i).is_some_and(said) {
            // "voiced concern at reports that": others report.
            return None;
        }
        let g = self.verb_before(start, lo)?;
        let group = self.syntax.verb_group(g)?;
        let negated = group.negated || self.verb(group.head).is_some_and(|v| v.0.act == Act::Deny);
        if negated {
            return None;
        }
        self.subject_before(g, lo, 0)
    }

    /// Adds what stands behind a name and a colon: "X: Y" in headlines and transcripts.
    pub fn colons(&self, drafts: &mut Vec<'b, Draft<'b>>) {
        // The first colon of a zone counts.
        let mut zone = u32::MAX;
        for c in self.colons.iter().map(|c| *c as usize) {
            let z = self.doc.zone_of(c);
            if z.tokens.start == zone || z.tokens.start as usize == c {
                continue;
            }
            zone = z.tokens.start;
            if let Some(draft) = self.colon(z, c) {
                drafts.push(draft);
            }
        }
    }

    /// What the words before the first colon of a zone say, which stands before token `c`.
    #[inline(never)]
    fn colon(&self, z: &Zone, c: usize) -> Option<Draft<'b>> {
        let (lo, hi) = (z.tokens.start as usize, z.tokens.end as usize);
        if c >= lo + NAME || hi < lo + 3 {
            return None;
        }
        if (lo + 1..c).any(|j| !self.near(j)) || self.is(lo, role::INSIDE) {
            return None;
        }
        let tokens = self.doc.tokens();
        // "Champions League: ...", "MARKET REPORT: ..." are subjects, not speakers.
        let upper =
            |r: Range<usize>| r.len() > 1 && tokens.flags_of(r).all(|f| f.has(Flags::UPPER));
        let speaks = |m: &Found| {
            m.kind == Kind::Person
                || m.kind.is_organization()
                    && m.kind != Kind::Sports
                    && !(m.entry.is_none() && upper(m.tokens.clone()))
        };
        let name = self.mentions.at(c - 1).is_some_and(speaks)
            && (lo..c).all(|j| tokens.flags(j).has(Flags::CAP));
        let shouted = c - lo <= 3
            && (lo..c)
                .all(|j| tokens.flags(j).has(Flags::UPPER) && !tokens.flags(j).has(Flags::DIGIT))
            // "A: ..." in an interview, but not what it is asked.
            || c == lo + 1
                && self.doc.word(lo).len() == 1
                && tokens.flags(lo).has(Flags::CAP)
                && !z.span.of(self.doc.text()).trim_end().ends_with('?');
        let headline = matches!(z.kind, ZoneKind::Headline | ZoneKind::Heading);
        if !(name || shouted && z.kind == ZoneKind::Paragraph && self.recurs(lo, c)) {
            return None;
        }
        if headline && hi - c < 3 {
            return None;
        }
        if let Some(m) = self.marked_from(c) {
            let m = &self.marked[m];
            let end = if m.last < hi && headline { hi } else { m.last };
            return Some(self.colon_draft(lo, c, end));
        }
        Some(self.colon_draft(lo, c, hi))
    }

    /// Whether another zone starts with the same word and a colon, as the turns of a transcript do.
    fn recurs(&self, lo: usize, c: usize) -> bool {
        let tokens = self.doc.tokens();
        let turns = self.doc.zones().iter().map(|z| z.tokens.start as usize);
        let at = self.doc.zones().partition_point(|z| (z.tokens.start as usize) < lo);
        turns.skip(at.saturating_sub(20)).take(41).any(|t| {
            t != lo
                && t + c - lo < self.doc.len()
                && tokens.hash(t) == tokens.hash(lo)
                && self.gap(t + c - lo).has(Gap::COLON)
        })
    }

    fn colon_draft(&self, lo: usize, c: usize, end: usize) -> Draft<'b> {
        let mut d = self.draft(c..end, Rule::Colon);
        d.act = Some(Act::Say);
        d.speaker = Some(lo..c);
        d
    }
}
