//! Reporting verbs and what they report.

use std::ops::Range;

use super::{
    content::{Complement, Front, Shape},
    draft::Draft,
    reader::Reader,
    tables::{Act, Bits, Reporter, frame, role},
};
use crate::{
    document::Gap,
    lang::Form,
    syntax::{Tag, Tense, VerbGroup},
};

/// Words that can follow an inverted subject.
const INVERTED_END: Bits = Bits(role::CUT.0 | role::CONJ.0 | role::ADJUNCT.0 | role::AS.0);

impl Reader<'_> {
    /// The quotation that the verb at token `i` reports.
    pub fn reported(&self, i: usize, drafts: &[Draft]) -> Option<Draft> {
        let (by, form) = self.verb(i)?;
        if std::env::var_os("QD").is_some() {
            eprintln!(
                "CAND {} {:?} {:?} np {:?}",
                self.doc.word(i),
                self.tag(i),
                self.syntax.verb_group(i),
                (self.sentence(i))
                    .map(|j| format!("{}/{:?}", self.doc.word(j), self.tag(j)))
                    .collect::<Vec<_>>()
                    .join(" ")
            );
        }
        // Forms that the tags take for a noun or adjective: "many said", "signs saying no".
        let past = form.is(Form::PAST) && self.tag(i) == Tag::Adjective;
        let noun = form.is(Form::GERUND) && self.tag(i) == Tag::Noun && !self.modified(i);
        if !(self.tag(i).is_verb() || by.act == Act::Say && (past || noun)) {
            return None;
        }
        let group = self.syntax.verb_group(i);
        if group.is_some_and(|g| g.head != i) {
            return None;
        }
        let (start, end) = group.map_or((i, i + 1), |g| (g.tokens.start, g.tokens.end));
        let end = end.max(i + 1);
        let lone = group.is_none_or(|g| g.tokens.len() == 1);
        if lone
            && self.tag(i) == Tag::Participle
            && (!by.frames.has(frame::INVERT) || self.is(end, role::BY))
        {
            return None;
        }
        let passive = !lone && group.is_some_and(|g| g.passive);
        let negated = group.is_some_and(|g| g.negated);
        if negated && !matches!(by.act, Act::Believe | Act::Want | Act::Predict | Act::Learn) {
            return None;
        }
        let Range { start: lo, end: hi } = self.sentence(i);
        if self.only_possible(i, start, group) {
            return None;
        }
        if passive {
            return self.passive(i, start, end, lo, hi, by, form);
        }
        let left_mark = self.marked_to(start).is_some();
        let bare = form.is(Form::GERUND) && group.is_none_or(|g| !g.finite);
        let subject = match self.joined(start, lo, drafts) {
            Some(s) => Some(s),
            None if bare && self.gap(start).has(Gap::COMMA | Gap::DASH) => None,
            None => self.subject_before(start, lo, 0),
        };
        if subject
            .as_ref()
            .is_some_and(|s| self.is(s.start, role::NOBODY) || self.supposed(s.start, lo))
        {
            return None;
        }
        // "…," said Jo Hill
        if !bare && (subject.is_none() || self.gap(start).has(Gap::COMMA | Gap::DASH)) {
            if let Some(d) = self.inverted(i, start, end, lo, hi, by, left_mark) {
                return Some(d);
            }
        }
        if by.act != Act::Say && subject.as_ref().is_some_and(|s| self.is(s.end - 1, role::SELF)) {
            return None;
        }
        let bound = subject.as_ref().filter(|s| s.end <= start).map_or(start, |s| s.start);
        let complement = self.complement(end, hi, by).filter(|c| {
            // A participle behind its noun: "the man told to leave".
            !lone
                || self.tag(i) != Tag::Participle
                || matches!(c.shape, Shape::That | Shape::Marked(_) | Shape::Bare)
        });
        let front = if bare { None } else { self.front(bound, lo, by, false) };
        let speaker = subject.or_else(|| bare.then(|| self.shared(start, lo, drafts)).flatten());
        let cue = start.max(lo)..end;
        let done = |mut d: Draft, to: Option<Range<usize>>| {
            d.cue = Some(cue.clone());
            d.act = Some(by.act);
            d.speaker = speaker.clone();
            d.addressee = to;
            Some(d)
        };
        match (front, complement) {
            (Some(f), c) if f.marked || self.marked_to(bound).is_some() => {
                let mut d = Draft::new(f.tokens, "said-after");
                let mut to = None;
                if let Some(c) = c {
                    if let Shape::Marked(m) = c.shape {
                        d.parts.push(self.marked[m].first..self.marked[m].last);
                        to = c.addressee;
                    }
                }
                done(d, to)
            }
            (front, Some(c)) => {
                if front.is_some() && matches!(c.shape, Shape::Phrase) {
                    return None;
                }
                let mut tokens = self.complement_tokens(&c, hi, form);
                let mut speaker = speaker.clone();
                if (lone && self.tag(i) == Tag::Participle || bare) && start <= lo + 1 {
                    // "Asked if he would go, Hill said no." "Noting that it rained, she left."
                    let comma = tokens.clone().skip(1).find(|j| {
                        self.gap(*j).has(Gap::COMMA)
                            && self.marked_at(*j).is_none_or(|k| self.marked[k].first == *j)
                    });
                    if let Some(comma) = comma {
                        tokens.end = comma;
                        if bare {
                            let groups = self.syntax.verb_groups();
                            let k = groups.partition_point(|g| g.tokens.start < comma);
                            speaker = groups[k..]
                                .iter()
                                .take_while(|g| g.tokens.end <= hi)
                                .find(|g| g.finite)
                                .and_then(|g| self.subject_before(g.tokens.start, comma, 0));
                        }
                    }
                }
                if tokens.is_empty() {
                    return None;
                }
                let rule = match c.shape {
                    Shape::Marked(_) => "said-marks",
                    Shape::That => "said-that",
                    Shape::Bare => "said-clause",
                    Shape::Wh => "said-question",
                    Shape::Infinitive => "infinitive",
                    Shape::ObjectInfinitive => "object-infinitive",
                    Shape::Phrase => "phrase",
                };
                let mut d = done(Draft::new(tokens, rule), c.addressee)?;
                d.speaker = speaker;
                Some(d)
            }
            (front, None) => self
                .around(bound, end, lo, hi, form)
                .or_else(|| self.fronted(&front?, end, hi, by))
                .and_then(|d| done(d, None)),
        }
    }

    /// Whether a determiner or adjective stands right before token `i`.
    fn modified(&self, i: usize) -> bool {
        i > 0
            && self.near(i)
            && matches!(self.tag(i - 1), Tag::Determiner | Tag::Adjective | Tag::Possessive)
    }

    /// Speaker of the verb that this one is joined to: "said it rained and urged people to stay".
    fn joined(&self, start: usize, lo: usize, drafts: &[Draft]) -> Option<Range<usize>> {
        let mut k = start;
        while k > lo && self.near(k) && self.tag(k - 1) == Tag::Adverb {
            k -= 1;
        }
        if k <= lo || !self.is(k - 1, role::CONJ) {
            return None;
        }
        drafts
            .iter()
            .rev()
            .take(3)
            .find(|d| {
                d.cue.as_ref().is_some_and(|c| c.start >= lo) && d.end() < start && d.start() >= lo
            })
            .and_then(|d| d.speaker.clone())
    }

    /// Whether the clause that starts at token `i` is only supposed: "if he said".
    fn supposed(&self, i: usize, lo: usize) -> bool {
        i > lo && self.near(i) && self.is(i - 1, role::IF)
    }

    /// "to say", "would say", "will say": nobody has said it yet; "went on to say" is past.
    fn only_possible(&self, i: usize, start: usize, group: Option<&VerbGroup>) -> bool {
        let to = start > 0 && self.is(start - 1, role::TO) || self.is(start, role::TO);
        if to {
            let first = if self.is(start, role::TO) { start } else { start - 1 };
            let raised = (first.saturating_sub(2)..first).any(|j| self.is(j, role::RAISE));
            return !raised;
        }
        group.is_some_and(|g| g.head == i && (g.modal || g.tense == Tense::Future))
    }

    /// Content before the attribution, and behind it where that is only an aside.
    fn fronted(&self, front: &Front, end: usize, hi: usize, by: Reporter) -> Option<Draft> {
        let mut q = end;
        if by.frames.has(Bits(frame::OBJ.0 | frame::MUST_OBJ.0))
            && q < hi
            && self.near(q)
            && self.starts_phrase(q)
        {
            q = self.phrase_right(q, hi).map_or(q, |np| np.end);
        }
        for _ in 0..8 {
            if q >= hi || !self.near(q) {
                break;
            }
            if self.tag(q) == Tag::Adverb || self.is(q, role::ADJUNCT) {
                q += 1;
            } else if self.tag(q) == Tag::Preposition && !self.is(q, role::ACCORDING) {
                match self.phrase_right(q + 1, hi) {
                    Some(np) => q = np.end,
                    None => break,
                }
            } else {
                break;
            }
        }
        let mut d = Draft::new(front.tokens.clone(), "said-aside");
        let parted = q < hi && self.gap(q).has(Gap::COMMA | Gap::DASH | Gap::SEMICOLON);
        if q < hi
            && !parted
            && !self.is(q, Bits(role::CUT.0 | role::AS.0))
            && self.tag(q) != Tag::Gerund
        {
            // The verb has something else behind it: no attribution of what stands before.
            return None;
        }
        if parted && self.gap(q).has(Gap::COMMA | Gap::DASH) {
            let goes_on = !self
                .is(q, Bits(role::CUT.0 | role::CONJ.0 | role::ACCORDING.0 | role::REL.0))
                && self.tag(q) != Tag::Gerund;
            if let Some(m) = self.marked_from(q) {
                d.parts.push(self.marked[m].first..self.marked[m].last);
            } else if goes_on && (front.verb || self.verb_soon(q)) {
                d.parts.push(q..self.clause_end(q, hi, Form::BASE));
            }
        }
        (front.verb || d.parts.len() > 1).then_some(d)
    }

    /// Whether a finite verb follows at once: the rest of a clause whose subject stands before an aside.
    fn verb_soon(&self, q: usize) -> bool {
        (q..q + 2)
            .any(|j| self.syntax.verb_group(j).is_some_and(|g| g.finite && g.tokens.start == j))
    }

    /// "As the mayor noted, the road is closed"; "a rise which he said was small".
    fn around(&self, bound: usize, end: usize, lo: usize, hi: usize, form: Form) -> Option<Draft> {
        if bound <= lo {
            return None;
        }
        if self.is(bound - 1, role::AS) && bound - 1 == lo {
            let comma = (end..hi.min(end + 12)).find(|j| self.gap(*j).has(Gap::COMMA))?;
            let go = self.clause_at(comma, hi, 1);
            return go.then(|| Draft::new(comma..self.clause_end(comma, hi, form), "as-said"));
        }
        let relative = self.is(bound - 1, role::REL) && self.near(bound);
        if relative
            && end < hi
            && self.near(end)
            && self.verb_soon(end)
            && self.syntax.verb_group(end).is_some()
        {
            return Some(Draft::new(bound - 1..self.clause_end(end, hi, form), "relative"));
        }
        None
    }

    fn complement_tokens(&self, c: &Complement, hi: usize, form: Form) -> Range<usize> {
        match c.shape {
            Shape::Marked(k) => {
                let m = &self.marked[k];
                let clean = c.start == m.first && self.gap(m.first).has(Gap::COMMA | Gap::COLON);
                let done = m.last >= hi
                    || self.gap(m.last).has(Gap::COMMA | Gap::STOP | Gap::MARK | Gap::SEMICOLON);
                if clean || done {
                    c.start..m.last
                } else {
                    c.start..self.clause_end(c.start, hi, form)
                }
            }
            _ => c.start..self.clause_end(c.start, hi, form),
        }
    }

    /// "…," said Jo Hill, the mayor.
    #[allow(clippy::too_many_arguments)]
    fn inverted(
        &self,
        i: usize,
        start: usize,
        end: usize,
        lo: usize,
        hi: usize,
        by: Reporter,
        left_mark: bool,
    ) -> Option<Draft> {
        let gap = self.gap(start);
        if !(left_mark || gap.has(Gap::COMMA | Gap::DASH | Gap::MARK))
            || end >= hi
            || !self.near(end)
        {
            return None;
        }
        let odd = left_mark && matches!(self.tag(end), Tag::Participle | Tag::Adverb | Tag::Verb);
        if !(self.starts_phrase(end) || odd) || self.is(end, role::OBJECT) {
            return None;
        }
        let mut speaker = self.subject_after(if odd { end + 1 } else { end }, hi)?;
        speaker.start = end;
        let mut q = speaker.end;
        let ends = q >= hi
            || self.gap(q).has(Gap::COMMA | Gap::DASH | Gap::COLON | Gap::SEMICOLON | Gap::CLOSE)
            || self.is(q, INVERTED_END)
            || self.marked_from(q).is_some()
            || matches!(
                self.tag(q),
                Tag::Preposition | Tag::Adverb | Tag::Gerund | Tag::Participle
            );
        if !ends {
            // What follows marks is the speaker, however it is built.
            if !left_mark {
                return None;
            }
            q = self.aside(end, hi);
            speaker = end..q;
        }
        let front = self.front(start, lo, by, true)?;
        let clause =
            self.marked_to(start).is_some() || self.clause_at(front.tokens.start, start, 4);
        if !front.marked && !(clause && by.frames.has(frame::INVERT)) {
            return None;
        }
        let mut d = Draft::new(front.tokens, "said-inverted");
        if q < self.doc.len() && self.gap(q).has(Gap::COMMA | Gap::COLON | Gap::DASH) && q < hi {
            if let Some(m) = self.marked_from(q) {
                d.parts.push(self.marked[m].first..self.marked[m].last);
            }
        }
        d.cue = Some(start..end);
        d.act = Some(by.act);
        d.speaker = Some(speaker);
        let _ = i;
        Some(d)
    }

    /// "is expected to win", "was told by officials that".
    #[allow(clippy::too_many_arguments)]
    fn passive(
        &self,
        i: usize,
        start: usize,
        end: usize,
        lo: usize,
        hi: usize,
        by: Reporter,
        form: Form,
    ) -> Option<Draft> {
        let subject = self.subject_before(start, lo, 0);
        let infinitive = self.is(end, role::TO) && self.near(end);
        if by.frames.has(frame::PASSIVE) && infinitive {
            let from = subject.as_ref().map_or(end, |s| s.start);
            let mut d = Draft::new(from..self.clause_end(end, hi, form), "passive");
            d.cue = Some(start..end);
            d.act = Some(by.act);
            return Some(d);
        }
        let seen = by.frames.has(frame::OBJ_AS) && self.is(end, role::AS)
            || by.frames.has(frame::OBJ_OF) && self.is(end, role::OF);
        if seen && self.near(end) {
            let from = subject.as_ref().map_or(end, |s| s.start);
            let mut d = Draft::new(from..self.clause_end(end, hi, form), "passive");
            d.cue = Some(start..end);
            d.act = Some(by.act);
            return Some(d);
        }
        if by.frames.has(frame::MUST_OBJ) || by.frames.has(frame::OBJ) {
            let c = self.complement(
                end,
                hi,
                Reporter { frames: Bits(by.frames.0 | frame::BARE.0), ..by },
            )?;
            if matches!(c.shape, Shape::That | Shape::Marked(_) | Shape::Wh) {
                let tokens = self.complement_tokens(&c, hi, form);
                let agent = (end..c.start)
                    .find(|j| self.is(*j, role::BY))
                    .and_then(|j| self.phrase_right(j + 1, c.start));
                let mut d = Draft::new(tokens, "passive");
                d.cue = Some(start..end);
                d.act = Some(by.act);
                d.speaker = agent;
                d.addressee = subject;
                return Some(d);
            }
        }
        let _ = i;
        None
    }

    /// Subject of a participle: the speaker before it in the sentence, or the sentence's first subject.
    fn shared(&self, start: usize, lo: usize, drafts: &[Draft]) -> Option<Range<usize>> {
        let before = drafts.iter().rev().take(4).find(|d| {
            d.cue.as_ref().is_some_and(|c| c.start >= lo && c.end <= start) && d.speaker.is_some()
        });
        if let Some(d) = before {
            return d.speaker.clone();
        }
        let groups = self.syntax.verb_groups();
        let k = groups.partition_point(|g| g.tokens.start < lo);
        groups[k..]
            .iter()
            .take_while(|g| g.tokens.start < start)
            .filter(|g| g.finite)
            .find_map(|g| self.subject_before(g.tokens.start, lo, 0))
    }

    /// "according to X": the rest of the sentence is what X says.
    pub fn according(&self, i: usize, drafts: &mut [Draft]) -> Option<Draft> {
        if !self.is(i, role::ACCORDING) || !self.is(i + 1, role::TO) {
            return None;
        }
        let Range { start: lo, end: hi } = self.sentence(i);
        let np = self.phrase_right(i + 2, hi)?;
        let mut d;
        if i <= lo + 1 {
            // According to X, …
            let comma = (np.end..hi.min(np.end + 40))
                .find(|j| {
                    self.gap(*j).has(Gap::COMMA)
                        && self.clause_at(*j, hi, 0)
                        && !self.is(*j, role::WH)
                })
                .or_else(|| (np.end..hi.min(np.end + 40)).find(|j| self.gap(*j).has(Gap::COMMA)))?;
            d = Draft::new(comma..self.clause_end(comma, hi, Form::BASE), "according-to");
            d.speaker = Some(np.start..comma);
        } else {
            let speaker = self.subject_after(i + 2, hi)?;
            let start = self.according_start(i, lo);
            if start + 2 > i {
                return None;
            }
            if let Some(inner) = drafts.iter_mut().rev().take(3).find(|d| {
                d.act == Some(Act::Say)
                    && d.cue.as_ref().is_some_and(|c| c.start >= lo)
                    && d.end() == i
                    && d.start() >= lo
            }) {
                inner.via = Some(speaker);
                return None;
            }
            d = Draft::new(start..i, "according-to");
            let q = speaker.end;
            if q < hi
                && self.gap(q).has(Gap::COMMA | Gap::DASH)
                && !self.is(q, role::CUT)
                && !self.is(q, role::CONJ)
            {
                if self.tag(q) != Tag::Gerund || self.verb(q).is_none() {
                    d.parts.push(q..self.clause_end(q, hi, Form::BASE));
                }
            }
            d.speaker = Some(speaker);
        }
        d.cue = Some(i..i + 2);
        d.act = Some(Act::Say);
        Some(d)
    }

    fn according_start(&self, i: usize, lo: usize) -> usize {
        let from = match self.marked_at(lo) {
            Some(k) if self.marked[k].first < lo => self.marked[k].first,
            _ => lo,
        };
        (from + 1..i).rev().take(200).find(|j| self.gap(*j).has(Gap::SEMICOLON)).unwrap_or(from)
    }
}
