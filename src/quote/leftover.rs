//! Stretches in marks that no reporting verb has taken: continuations, fragments, quotations after a colon.

use std::ops::Range;

use bumpalo::collections::Vec;

use super::{
    draft::{Draft, Rule},
    marks::Marked,
    reader::Reader,
    tables::{Act, role},
};
use crate::{
    document::{Flags, Gap, ZoneKind},
    gazetteer::Kind,
    lang::Bits,
    syntax::Tag,
};

/// Sentences between a quotation and the one that goes on with the same speaker.
const MEMORY: usize = 6;
/// Tokens that are looked back over for a word that reports.
const FAR: usize = 100;
/// Tokens of a stretch that says something by itself.
const SENTENCE: usize = 5;
/// Tokens of a stretch that can be a term.
const SHORT: usize = 3;
/// Tokens of a title of a work.
const TERM: usize = 12;

impl<'b> Reader<'b> {
    /// Adds what is left in marks to `drafts`, which are in order of their cues.
    pub fn leftovers(&self, drafts: &mut Vec<'b, Draft<'b>>) {
        let owner = self.bump.alloc_slice_fill_copy(self.marked.len(), None);
        for (d, draft) in drafts.iter().enumerate() {
            for part in &draft.parts {
                let (from, here) = self.marked_in(part);
                owner[from..from + here.len()].fill(Some(d));
            }
        }
        if !owner.contains(&None) {
            return;
        }
        let mut cues = Vec::with_capacity_in(drafts.len(), self.bump);
        for (d, draft) in drafts.iter().enumerate() {
            if let Some(cue) = &draft.cue {
                cues.push((cue.start, d));
            }
        }
        cues.sort_unstable();
        self.chains(drafts, owner, &cues);
        for k in 0..self.marked.len() {
            if owner[k].is_some() || self.is_term(k) || self.is_scare(k) {
                continue;
            }
            owner[k] = self.attach(k, drafts, owner, &cues);
        }
    }

    /// Paragraphs of one quotation, each re-opened with a mark.
    #[inline(never)]
    fn chains(
        &self,
        drafts: &mut Vec<'b, Draft<'b>>,
        owner: &mut [Option<usize>],
        cues: &[(usize, usize)],
    ) {
        let mut k = 0;
        while k < self.marked.len() {
            let mut end = k + 1;
            while end < self.marked.len() && self.marked[end].continues {
                end += 1;
            }
            if end > k + 1 {
                if let Some(d) = owner[k..end].iter().flatten().next().copied() {
                    for (m, o) in self.marked[k..end].iter().zip(&mut owner[k..end]) {
                        if o.is_none() {
                            drafts[d].parts.push(m.first..m.last);
                            *o = Some(d);
                        }
                    }
                    drafts[d].parts.sort_unstable_by_key(|p| p.start);
                } else if let Some(d) = self.joins(k, drafts, owner) {
                    let paragraphs = self.marked[k..end].iter().map(|m| m.first..m.last);
                    drafts[d].parts.extend(paragraphs);
                    owner[k..end].fill(Some(d));
                } else {
                    let mut d = self.draft(self.marked[k].first..self.marked[k].last, Rule::Marks);
                    d.parts.extend(self.marked[k + 1..end].iter().map(|m| m.first..m.last));
                    let (speaker, cue) = self.speaker_around(k, drafts, owner, cues);
                    d.speaker = speaker;
                    d.cue = cue;
                    owner[k..end].fill(Some(drafts.len()));
                    drafts.push(d);
                }
            }
            k = end;
        }
    }

    /// Makes stretch `k` part of the quotation before it, or a quotation of its own; returns its index. A few
    /// words of a headline, or of any sentence that runs through them, in which nobody speaks are none.
    #[inline(never)]
    fn attach(
        &self,
        k: usize,
        drafts: &mut Vec<'b, Draft<'b>>,
        owner: &[Option<usize>],
        cues: &[(usize, usize)],
    ) -> Option<usize> {
        let m = &self.marked[k];
        if let Some(d) = self.joins(k, drafts, owner) {
            drafts[d].parts.push(m.first..m.last);
            return Some(d);
        }
        let opens = self.opens_sentence(k);
        if !opens
            && k > 0
            && let Some(d) = owner[k - 1]
            && self.one_clause(&drafts[d], m)
        {
            let parts = &mut drafts[d].parts;
            let end = parts.len() - 1;
            parts[end].end = m.last;
            return Some(d);
        }
        if !opens
            && k > 0
            && let Some(d) = owner[k - 1]
            && drafts[d].rule == Rule::Fragment
            && self.listed(self.marked[k - 1].last, m.first)
        {
            drafts[d].parts.push(m.first..m.last);
            return Some(d);
        }
        if !opens
            && k > 0
            && let Some(d) = owner[k - 1]
            && self.resumes(&drafts[d], m)
        {
            drafts[d].parts.push(m.first..m.last);
            return Some(d);
        }
        let mut d = self.draft(m.first..m.last, if opens { Rule::Marks } else { Rule::Fragment });
        let (speaker, cue) = self.speaker_around(k, drafts, owner, cues);
        let few = m.last - m.first < SENTENCE && !self.foreign;
        let headline = self.doc.zone_of(m.first).kind == ZoneKind::Headline;
        let aside = || self.runs_on(m) && !self.foreign && self.is_unreported(m);
        if speaker.is_none() && (headline && !opens && few || aside()) {
            return None;
        }
        d.speaker = speaker;
        d.cue = cue;
        drafts.push(d);
        Some(drafts.len() - 1)
    }

    /// The quotation before stretch `k` that it goes on with, behind an attribution or at once.
    fn joins(&self, k: usize, drafts: &[Draft<'b>], owner: &[Option<usize>]) -> Option<usize> {
        let m = &self.marked[k];
        let n = owner[..k].iter().rev().take(3).position(Option::is_some)?;
        let last = k - 1 - n;
        let d = owner[last]?;
        let draft = &drafts[d];
        let edge = draft.cue.as_ref().map_or(draft.end(), |c| c.end).max(draft.end());
        let joins = edge <= m.first
            && if self.opens_sentence(k) {
                self.goes_on(draft, &self.marked[last], m, edge)
            } else {
                n == 0 && self.comes_back(draft, m, edge)
            };
        joins.then_some(d)
    }

    /// Whether stretch `m`, which opens a sentence right behind a quotation, has the same speaker: "…," she said.
    /// "…"; the next paragraph too, unless a question waits for somebody else's answer.
    fn goes_on(&self, draft: &Draft<'_>, last: &Marked, m: &Marked, edge: usize) -> bool {
        let zone = self.doc.zone_of(m.first);
        let start = zone.tokens.start as usize;
        let next = self.doc.sentence_of(edge.max(1) - 1) + 1;
        let asks = || last.inner.of(self.doc.text()).ends_with('?');
        let whole = || draft.parts.contains(&(last.first..last.last));
        self.doc.sentence_of(m.first) <= next
            && (draft.start() >= start
                || m.first == start
                    && zone.kind == ZoneKind::Paragraph
                    && draft.speaker.is_some()
                    && draft.act.is_none_or(|a| a == Act::Say)
                    && whole()
                    && !self.foreign
                    && !asks()
                    && !self.attributed(m))
    }

    /// Whether something hangs on stretch `m` that may say whose words they are: "…," the note went.
    fn attributed(&self, m: &Marked) -> bool {
        let goes_on = m.last < self.doc.zone_of(m.first).tokens.end as usize
            && !(self.gap(m.last).has(Gap::STOP | Gap::MARK)
                && self.doc.tokens().flags(m.last).has(Flags::CAP));
        goes_on
            || self.sentence(m.last - 1).end > m.last
            || m.inner.of(self.doc.text()).ends_with(',')
            || self.signature(m.last).is_some()
    }

    /// Whether an attribution was an aside and stretch `m` goes on behind it: "…," he said, but "…".
    fn comes_back(&self, draft: &Draft<'_>, m: &Marked, edge: usize) -> bool {
        let edge = draft.speaker.as_ref().map_or(edge, |s| edge.max(s.end));
        let own = draft.cue.as_ref().is_some_and(|c| c.start >= draft.end());
        own && edge < m.first
            && m.first <= edge + 2
            && self.gap(edge).has(Gap::COMMA)
            && self.is(edge, Bits(role::CONJ.0 | role::COMP.0))
            && (edge..m.first).all(|j| self.syntax.verb_group(j).is_none())
    }

    /// Whether stretch `m` stands in the clause that `draft` reports: calls it "old" with a "great view".
    fn one_clause(&self, draft: &Draft<'_>, m: &Marked) -> bool {
        let end = draft.end();
        let cued = match &draft.cue {
            Some(c) => c.end <= draft.start(),
            None => draft.rule == Rule::Fragment && !self.foreign,
        };
        let apart = Gap::STOP | Gap::MARK | Gap::COLON | Gap::SEMICOLON | Gap::NEWLINE | Gap::COMMA;
        cued && end <= m.first
            && m.first <= end + 8
            && !(end..=m.first).any(|j| self.gap(j).has(apart))
            && !self.finite_in(&(end..m.first))
    }

    /// Whether stretch `m` goes on with the quotation of the sentence before, behind a word that only links: "…," he
    /// said. Instead, "…".
    fn resumes(&self, draft: &Draft<'_>, m: &Marked) -> bool {
        let start = self.sentence(m.first).start;
        let cue = draft.cue.as_ref().map_or(0, |c| c.end);
        let edge = draft.end().max(cue).max(draft.speaker.as_ref().map_or(0, |s| s.end));
        start < m.first
            && m.first <= start + 2
            && edge <= start
            && self.doc.sentence_of(start) <= self.doc.sentence_of(edge - 1) + 1
            && (start..m.first)
                .all(|j| self.syntax.verb_group(j).is_none() && !self.tag(j).is_nominal())
    }

    /// Whether two fragments are items of one list: its "cheating" and "blackmail".
    fn listed(&self, end: usize, start: usize) -> bool {
        let apart = self.sentence(start).start >= end
            || (end..=start).any(|j| self.gap(j).has(Gap::STOP | Gap::SEMICOLON | Gap::NEWLINE));
        !apart
            && (end == start && self.gap(start).has(Gap::COMMA)
                || start <= end + 3
                    && (end..start).any(|j| self.is(j, role::CONJ))
                    && !(end..start).any(|j| self.syntax.verb_group(j).is_some()))
    }

    fn opens_sentence(&self, k: usize) -> bool {
        let m = &self.marked[k];
        self.sentence(m.first).start >= m.first
    }

    /// Who says stretch `k`, going by the sentence around it or the quotation before it.
    fn speaker_around(
        &self,
        k: usize,
        drafts: &[Draft<'b>],
        owner: &[Option<usize>],
        cues: &[(usize, usize)],
    ) -> (Option<Range<usize>>, Option<Range<usize>>) {
        let m = &self.marked[k];
        if let Some(name) = self.signature(m.last) {
            return (Some(name), None);
        }
        let sentence = self.sentence(m.first);
        if sentence.start < m.first {
            let groups = self.syntax.verb_groups();
            let end = self.syntax.verb_group_from(m.first);
            let colon = self.gap(m.first).has(Gap::COLON);
            let here = groups[..end].iter().rev().take_while(|g| g.tokens.start >= sentence.start);
            let (mut first, mut best) = (None, None);
            for g in here.take(40).filter(|g| g.finite).take(4) {
                if let Some(s) = self.subject_before(g.tokens.start, sentence.start, 0) {
                    if self.can_speak(&s) && (best.is_none() || colon) {
                        best = Some((s.clone(), g.tokens.clone()));
                    }
                    first = first.or(Some((s, g.tokens.clone())));
                }
            }
            if let Some((s, g)) = best {
                return (Some(s), colon.then_some(g));
            }
            if let Some(d) = self.recent(k, drafts, owner, 2) {
                return (drafts[d].speaker.clone(), None);
            }
            if let Some((s, g)) = first {
                return (Some(s), colon.then_some(g));
            }
        }
        if sentence.start >= m.first && m.first > 0 {
            // The sentence before introduces it, or has the same speaker.
            let before = self.sentence(m.first - 1);
            let colon = self.gap(m.first).has(Gap::COLON);
            let said = cues[..cues.partition_point(|c| c.0 < m.first)].last();
            if let Some((_, d)) = said.filter(|c| c.0 >= before.start && !colon)
                && drafts[*d].speaker.is_some()
            {
                return (drafts[*d].speaker.clone(), None);
            }
            let groups = self.syntax.verb_groups();
            let from = self.groups_from(before.start);
            for g in groups[from..]
                .iter()
                .take(8)
                .take_while(|g| g.tokens.end <= before.end)
                .filter(|g| g.finite && !self.is(g.head, role::INSIDE))
            {
                let subject = self.subject_before(g.tokens.start, before.start, 0);
                if let Some(s) = subject.filter(|s| colon || self.can_speak(s)) {
                    return (Some(s), colon.then_some(g.tokens.clone()));
                }
            }
        }
        let last = self.recent(k, drafts, owner, MEMORY);
        (last.and_then(|d| drafts[d].speaker.clone()), None)
    }

    /// The last quotation in marks before stretch `k`, at most so many sentences back.
    fn recent(
        &self,
        k: usize,
        drafts: &[Draft<'b>],
        owner: &[Option<usize>],
        sentences: usize,
    ) -> Option<usize> {
        let d = owner[..k].iter().rev().take(MEMORY).flatten().next().copied()?;
        let at = self.doc.sentence_of(self.marked[k].first);
        (at <= self.doc.sentence_of(drafts[d].end() - 1) + sentences).then_some(d)
    }

    /// Whether a phrase names somebody: a person or body, or a pronoun for people.
    pub fn can_speak(&self, s: &Range<usize>) -> bool {
        self.is(s.start, role::THEY)
            || self.mentions.within(s.clone()).any(|m| {
                // "The mayor's plan" says nothing.
                let owner = self.doc.tokens().flags(m.tokens.end - 1).has(Flags::POSSESSIVE);
                (m.kind == Kind::Person || m.kind.is_organization()) && !owner
            })
    }

    /// The name behind a dash after a quotation: "…" — Jo Hill.
    fn signature(&self, i: usize) -> Option<Range<usize>> {
        if i >= self.doc.len() || !self.gap(i).has(Gap::DASH | Gap::HYPHEN) || self.near(i) {
            return None;
        }
        let zone = self.doc.zone_of(i);
        let end = zone.tokens.end as usize;
        let stop = (i + 1..end.min(i + 16))
            .find(|j| self.gap(*j).has(Gap::STOP | Gap::QUOTE))
            .unwrap_or(end);
        let name = self.mentions.at(i).is_some() || self.doc.tokens().flags(i).has(Flags::CAP);
        let verb = (i..stop).any(|j| self.syntax.verb_group(j).is_some_and(|g| g.finite));
        (name && !verb && stop <= i + 16).then_some(i..stop)
    }

    /// Titles of works, nicknames, terms and markup: marks that quote nobody.
    #[inline(never)]
    fn is_term(&self, k: usize) -> bool {
        let m = &self.marked[k];
        let text = self.doc.text();
        let tokens = self.doc.tokens();
        let zone = self.doc.zone_of(m.first).kind;
        if text[..m.outer.start as usize].ends_with('=') {
            return true;
        }
        if matches!(
            zone,
            ZoneKind::Tags
                | ZoneKind::Related
                | ZoneKind::Heading
                | ZoneKind::Dateline
                | ZoneKind::Note
        ) {
            return true;
        }
        let n = m.last - m.first;
        // A heading in single marks.
        let here = self.doc.zone_of(m.first);
        let alone = here.tokens.start as usize == m.first && here.tokens.end as usize == m.last;
        if alone && n <= 8 && text[m.outer.start as usize..].starts_with(['\'', '‘', '’']) {
            return true;
        }
        if n > TERM {
            return false;
        }
        let cap = |i: usize| tokens.flags(i).has(Flags::CAP | Flags::DIGIT);
        let caps = (m.first..m.last).filter(|i| cap(*i)).count();
        let small = (m.first..m.last)
            .filter(|i| {
                !cap(*i)
                    && matches!(
                        self.tag(*i),
                        Tag::Preposition | Tag::Determiner | Tag::To | Tag::Conjunction
                    )
            })
            .count();
        let inner = m.inner.of(text);
        let ends = inner.ends_with(['.', '!', '?', '…']);
        let before = m
            .first
            .checked_sub(1)
            .filter(|i| self.doc.zone_of(*i).span == self.doc.zone_of(m.first).span);
        if let Some(b) = before {
            let work = self.doc.marks(b).classes.has(self.tables.works);
            if work && !self.gap(m.first).has(Gap::COLON) && caps > 0 {
                return true;
            }
            // Jo "Red" Hill
            let around = cap(b)
                && self.near_mark(m.first)
                && m.last < self.doc.len()
                && cap(m.last)
                && self.near_mark(m.last);
            if around && n <= 3 && caps == n {
                return true;
            }
            let title_case = n >= 2 && caps + small == n && caps >= 2 && cap(m.first);
            let headline = matches!(zone, ZoneKind::Headline | ZoneKind::Heading);
            // American printers put the sentence's stop inside: the Pacific "Ring of Fire."
            let own_end = ends && (!inner.ends_with('.') || self.gap(m.first).has(Gap::COMMA));
            if title_case && !headline && !own_end && !self.gap(m.first).has(Gap::COLON) {
                return true;
            }
        }
        false
    }

    /// A word or two held at arm's length, where the sentence has reported nothing so far: the "rebels" left.
    #[inline(never)]
    fn is_scare(&self, k: usize) -> bool {
        // Without the language's words nothing tells whether a sentence reports.
        if self.foreign {
            return false;
        }
        let m = &self.marked[k];
        let n = m.last - m.first;
        let headline = matches!(self.doc.zone_of(m.first).kind, ZoneKind::Headline);
        if n > SHORT || headline || self.gap(m.first).has(Gap::COLON) {
            return false;
        }
        let sentence = self.sentence(m.first);
        if sentence.start >= m.first {
            // "Gus" went home: the sentence goes on as though there were no marks.
            let ends = self.doc.text()[..m.inner.end as usize].ends_with(['.', ',', '!', '?', '…']);
            return !ends
                && m.last < sentence.end
                && !self.doc.tokens().flags(m.last).has(Flags::CAP);
        }
        (n < SHORT || self.runs_on(m)) && self.is_unreported(m)
    }

    /// Whether the sentence has reported nothing before stretch `m`.
    fn is_unreported(&self, m: &Marked) -> bool {
        let sentence = self.sentence(m.first);
        let reports = |i: usize| {
            // But no "so-called".
            self.verb(i).is_some() && self.tag(i).is_verb() && !self.gap(i).has(Gap::HYPHEN)
                || self.noun(i).is_some()
                || self.is(i, role::WORDS)
        };
        let from = sentence.start.max(m.first.saturating_sub(FAR));
        !(from..m.first).any(reports)
    }

    /// Whether the sentence goes on behind stretch `m` as though there were no marks.
    fn runs_on(&self, m: &Marked) -> bool {
        let apart = Gap::COMMA | Gap::STOP | Gap::MARK | Gap::SEMICOLON | Gap::COLON;
        m.last < self.sentence(m.last - 1).end && !self.gap(m.last).has(apart)
    }

    /// Only a blank and a mark between this token and the one before.
    fn near_mark(&self, i: usize) -> bool {
        self.gap(i).is_within(Gap::BLANK | Gap::QUOTE | Gap::APOSTROPHE | Gap::STOP)
    }
}
