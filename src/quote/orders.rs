//! Attributions in other orders: inverted, as an aside, passive, "according to".

use std::ops::Range;

use super::{
    bounds::Built,
    content::Shape,
    draft::{Draft, Rule},
    edges::{Front, LONG},
    reader::Reader,
    tables::{Act, Reporter, frame, role},
};
use crate::{
    document::{Flags, Gap},
    lang::{Bits, Form},
    syntax::Tag,
};

/// Words that can follow an inverted subject.
const INVERTED_END: Bits = Bits(role::CUT.0 | role::CONJ.0 | role::ADJUNCT.0 | role::AS.0);

impl<'b> Reader<'b> {
    /// "is expected to win", "was told by officials that".
    #[inline(never)]
    #[allow(clippy::too_many_arguments)]
    pub fn passive(
        &self,
        start: usize,
        end: usize,
        lo: usize,
        hi: usize,
        by: Reporter,
        form: Form,
    ) -> Option<Draft<'b>> {
        let subject = self.subject_before(start, lo, 0);
        let infinitive = self.is(end, role::TO) && self.near(end);
        let built = Built {
            led: subject.as_ref().is_some_and(|s| self.leads(s.start, lo)),
            relative: subject.as_ref().is_some_and(|s| self.relative(s)),
            ..Built::default()
        };
        if by.frames.has(frame::PASSIVE) && infinitive {
            let from = subject.as_ref().map_or(end, |s| s.start);
            let mut d = self.draft(
                from..self.own_end(end..self.clause_end(end, hi, form), built),
                Rule::Passive,
            );
            d.cue = Some(start..end);
            d.act = Some(by.act);
            return Some(d);
        }
        let seen = by.frames.has(frame::OBJ_AS) && self.is(end, role::AS)
            || by.frames.has(frame::OBJ_OF) && self.is(end, role::OF);
        if seen && self.near(end) {
            let from = subject.as_ref().map_or(end, |s| s.start);
            let mut d = self.draft(
                from..self.own_end(end..self.clause_end(end, hi, form), built),
                Rule::Passive,
            );
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
                let mut d = self.draft(tokens, Rule::Passive);
                d.cue = Some(start..end);
                d.act = Some(by.act);
                d.speaker = agent;
                d.addressee = subject;
                return Some(d);
            }
        }
        None
    }

    /// "according to X": the rest of the sentence is what X says.
    pub fn according(&self, i: usize, drafts: &mut [Draft<'b>]) -> Option<Draft<'b>> {
        if !self.is(i, role::ACCORDING) || !self.is(i + 1, role::TO) {
            return None;
        }
        let Range { start: lo, end: hi } = self.sentence(i);
        // A source may look like a verb: "exit polls".
        let np = self.phrase_right(i + 2, hi).unwrap_or(i + 2..(i + 3).min(hi));
        let mut d;
        let anew = self.gap(i).has(Gap::COLON | Gap::SEMICOLON | Gap::DASH)
            && self.doc.tokens().flags(i).has(Flags::CAP);
        if i <= lo + 1 || anew {
            // According to X, …
            let comma = (np.end..hi.min(np.end + 40))
                .find(|j| {
                    self.gap(*j).has(Gap::COMMA)
                        && self.clause_at(*j, hi, 0)
                        && !self.is(*j, role::WH)
                })
                .or_else(|| (np.end..hi.min(np.end + 40)).find(|j| self.gap(*j).has(Gap::COMMA)))?;
            d = self.draft(comma..self.clause_end(comma, hi, Form::BASE), Rule::AccordingTo);
            d.speaker = Some(np.start..comma);
        } else {
            let mut speaker = self.subject_after(i + 2, hi)?;
            // "according to Israeli tallies": the last word looks like a verb.
            let last = speaker.end;
            if last < hi
                && self.gap(last) == Gap::SPACE
                && self.tag(last).is_verb()
                && (last + 1 >= hi
                    || self.gap(last + 1).has(Gap::COMMA | Gap::STOP | Gap::SEMICOLON))
            {
                speaker.end += 1;
            }
            let start = self.according_start(i, lo);
            if start + 2 > i || i - start > LONG {
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
            d = self.draft(start..i, Rule::AccordingTo);
            let q = speaker.end;
            if q < hi
                && self.gap(q).has(Gap::COMMA | Gap::DASH)
                && !self.is(q, role::CUT)
                && !self.is(q, role::CONJ)
                && (self.tag(q) != Tag::Gerund || self.verb(q).is_none())
            {
                d.parts.push(q..self.clause_end(q, hi, Form::BASE));
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

    /// "…," said Jo Hill, the mayor.
    #[inline(never)]
    #[allow(clippy::too_many_arguments)]
    pub fn inverted(
        &self,
        start: usize,
        end: usize,
        lo: usize,
        hi: usize,
        by: Reporter,
        left_mark: bool,
    ) -> Option<Draft<'b>> {
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
        // "said hours before the vote"
        if self.doc.marks(end).classes.has(self.tables.times) && self.syntax.is_plural(end) {
            return None;
        }
        let joined = self.list_end(speaker.end, hi);
        if left_mark && (joined >= hi || self.gap(joined).has(Gap::COMMA | Gap::DASH)) {
            // "…," said her friend and rival Bo Hill.
            speaker.end = joined;
        }
        let mut q = speaker.end;
        let ends = q >= hi
            || self.gap(q).has(Gap::COMMA | Gap::DASH | Gap::COLON | Gap::SEMICOLON | Gap::CLOSE)
            || self.is(q, INVERTED_END)
            || self.is(q, role::OPENED)
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
        let closed = self.is(start, role::CLOSED);
        // "That, said Jo Hill, is true"
        let parted = q < hi && self.gap(q).has(Gap::COMMA | Gap::DASH) && self.verb_soon(q);
        let clause =
            || self.clause_at(front.tokens.start, start, 4) && self.has_main(&front.tokens);
        let speaks = || by.frames.has(frame::BARE) || self.can_speak(&speaker);
        if !front.marked
            && !closed
            && !(by.frames.has(frame::INVERT) && (parted || clause()) && speaks())
        {
            return None;
        }
        let mut d = self.draft(front.tokens, Rule::SaidInverted);
        if q < self.doc.len()
            && self.gap(q).has(Gap::COMMA | Gap::COLON | Gap::DASH)
            && q < hi
            && let Some(m) = self.marked_from(q)
        {
            d.parts.push(self.marked[m].first..self.marked[m].last);
        } else if parted && !front.marked && !closed {
            let rest = q..self.clause_end(q, hi, Form::BASE);
            d.parts.push(q..self.own_end(rest, Built { finite: true, ..Built::default() }));
        }
        d.cue = Some(start..end);
        d.act = Some(by.act);
        d.speaker = Some(speaker);
        Some(d)
    }

    /// "Added Hill: '…'": the verb opens the sentence.
    #[inline(never)]
    pub fn led(
        &self,
        start: usize,
        end: usize,
        lo: usize,
        hi: usize,
        by: Reporter,
    ) -> Option<Draft<'b>> {
        if start != lo || !by.frames.has(frame::INVERT) || end >= hi || !self.starts_phrase(end) {
            return None;
        }
        let speaker = self.near(end).then(|| self.subject_after(end, hi)).flatten()?;
        let c = speaker.end;
        if c >= self.doc.len() || !self.gap(c).has(Gap::COLON | Gap::COMMA) {
            return None;
        }
        let m = &self.marked[self.marked_from(c)?];
        let mut d = self.draft(m.first..m.last, Rule::SaidInverted);
        d.cue = Some(start..end);
        d.act = Some(by.act);
        d.speaker = Some(speaker);
        Some(d)
    }

    /// Content before the attribution, and behind it where that is only an aside.
    #[inline(never)]
    pub fn fronted(&self, front: &Front, end: usize, hi: usize, by: Reporter) -> Option<Draft<'b>> {
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
            } else if self.tag(q) == Tag::Preposition && self.tag(q + 1) == Tag::Gerund {
                // "…, the reporter said in putting the question to her"
                q = self.aside(q, hi);
            } else if self.tag(q) == Tag::Preposition && !self.is(q, role::ACCORDING) {
                match self.phrase_right(q + 1, hi) {
                    Some(np) => q = np.end,
                    None => break,
                }
            } else {
                break;
            }
        }
        let mut d = self.draft(front.tokens.clone(), Rule::SaidAside);
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
            } else if goes_on && (front.verb || self.verb_soon(q) || self.clause_at(q, hi, 0)) {
                let rest = q..self.clause_end(q, hi, Form::BASE);
                d.parts.push(q..self.own_end(rest, Built { finite: true, ..Built::default() }));
            }
        }
        let hinge = front.tokens.end - 1;
        if self.is(hinge, role::REL) && !self.is(hinge, role::COMP) {
            // "praised officers who, he said, had worked hard": the relative clause alone.
            d.parts[0].start = hinge;
            return (d.parts.len() > 1).then_some(d);
        }
        if d.parts.len() == 1 && self.only_sets(&front.tokens) {
            return None;
        }
        (front.verb || d.parts.len() > 1).then_some(d)
    }

    /// Whether the words before an attribution only set its scene: "Before dropping out, Hill said".
    fn only_sets(&self, front: &Range<usize>) -> bool {
        let opens = matches!(
            self.tag(front.start),
            Tag::Preposition | Tag::Subordinator | Tag::Gerund | Tag::Participle | Tag::Adverb
        ) || self.is(front.start, Bits(role::CUT.0 | role::AS.0 | role::IF.0));
        opens && self.marked_in(front).1.is_empty() && !self.has_main(front)
    }

    /// Whether a finite verb follows at once: the rest of a clause whose subject stands before an aside.
    fn verb_soon(&self, q: usize) -> bool {
        self.verb_at(q) || self.verb_at(q + 1)
    }

    /// "As the mayor noted, the road is closed"; "a rise which he said was small".
    #[inline(never)]
    pub fn around(
        &self,
        bound: usize,
        end: usize,
        lo: usize,
        hi: usize,
        form: Form,
    ) -> Option<Draft<'b>> {
        if bound <= lo {
            return None;
        }
        if self.is(bound - 1, role::AS) && bound - 1 == lo {
            let comma = (end..hi.min(end + 12)).find(|j| self.gap(*j).has(Gap::COMMA))?;
            // "As he read his notes, she left": no attribution.
            let object = (end..comma).any(|j| {
                self.is(j, role::TO)
                    || self.starts_phrase(j)
                        && !self.is(j, role::ADJUNCT)
                        && (j == end || self.tag(j - 1) != Tag::Preposition)
            });
            let go = !object && self.clause_at(comma, hi, 1);
            return go.then(|| self.draft(comma..self.clause_end(comma, hi, form), Rule::AsSaid));
        }
        let relative = self.is(bound - 1, role::REL) && self.near(bound);
        if relative
            && end < hi
            && self.near(end)
            && self.verb_soon(end)
            && self.syntax.verb_group(end).is_some()
        {
            let built = Built { finite: true, led: true, ..Built::default() };
            let to = self.own_end(end..self.clause_end(end, hi, form), built);
            return Some(self.draft(bound - 1..to, Rule::Relative));
        }
        None
    }
}
