//! Reporting verbs and what they report.

use std::ops::Range;

use super::{
    bounds::Built,
    content::{Complement, Shape},
    draft::{Draft, Rule},
    edges::Front,
    reader::Reader,
    tables::{Act, Reporter, frame, role},
};
use crate::{
    document::Gap,
    lang::Form,
    syntax::{Tag, Tense, VerbGroup},
};

impl<'b> Reader<'b> {
    /// The quotation that the verb at token `i` reports.
    #[inline(never)]
    pub fn reported(&self, i: usize, drafts: &[Draft<'b>]) -> Option<Draft<'b>> {
        let (by, form) = self.verb(i)?;
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
        if lone && form.is(Form::PARTICIPLE) && self.determined(i) {
            // "an added benefit"
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
            return self.passive(start, end, lo, hi, by, form);
        }
        let left_mark = self.is(start, role::CLOSED);
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
        if subject.is_none()
            && !bare
            && let Some(d) = self.led(start, end, lo, hi, by)
        {
            return Some(d);
        }
        // "…," said Jo Hill
        if !bare
            && !(by.frames.has(frame::MUST_OBJ) && subject.is_some())
            && (subject.is_none() || self.gap(start).has(Gap::COMMA | Gap::DASH))
            && let Some(d) = self.inverted(start, end, lo, hi, by, left_mark)
        {
            // "the premier, Jo Hill, announced help": what is behind the verb is its object.
            let speaks = |s: &Option<Range<usize>>| s.as_ref().is_some_and(|s| self.can_speak(s));
            let before = subject.as_ref().is_some_and(|s| s.end == start) && speaks(&subject);
            if left_mark || !before || speaks(&d.speaker) && self.has_main(&d.parts[0]) {
                return Some(d);
            }
        }
        if by.act != Act::Say && subject.as_ref().is_some_and(|s| self.is(s.end - 1, role::SELF)) {
            return None;
        }
        let bound = subject.as_ref().filter(|s| s.end <= start).map_or(start, |s| s.start);
        let by = match &subject {
            // "records show little of that": a document names what it says.
            Some(s) if by.act == Act::Show && self.speaks(s) => {
                Reporter { frames: by.frames | frame::NP | frame::INVERT, ..by }
            }
            _ => by,
        };
        let asked = bound > lo && self.is(bound - 1, role::WH | role::REL) && self.near(bound);
        let mut complement = if asked { self.label(end, hi, by) } else { None };
        if complement.is_none() {
            complement = self.complement(end, hi, by);
        }
        let clause =
            |c: &Complement| matches!(c.shape, Shape::That | Shape::Marked(_) | Shape::Bare);
        if lone && self.tag(i) == Tag::Participle && !complement.as_ref().is_some_and(clause) {
            // A participle behind its noun: "the man told to leave".
            complement = None;
        }
        let front =
            if bare { None } else { self.front(self.over_which(bound, lo, by), lo, by, false) };
        let speaker = subject
            .map(|s| if bare { self.giver(&s, lo).unwrap_or(s) } else { s })
            .or_else(|| bare.then(|| self.shared(start, lo, drafts)).flatten());
        let cue = start.max(lo)..end;
        let mut d = match (front, complement) {
            (Some(f), c)
                if (f.marked || self.is(bound, role::CLOSED))
                    && !c.as_ref().is_some_and(|c| self.leads_in(&f, c)) =>
            {
                let mut d = self.draft(f.tokens, Rule::SaidAfter);
                if let Some(c) = c
                    && let Shape::Marked(m) = c.shape
                {
                    d.parts.push(self.marked[m].first..self.marked[m].last);
                    d.addressee = c.addressee;
                }
                d.speaker = speaker;
                d
            }
            // "Pledged: 781", "Revealed: what they do not say"
            (_, Some(c))
                if start == lo
                    && speaker.is_none()
                    && self.gap(c.start).has(Gap::COLON)
                    && c.shape == Shape::Bare =>
            {
                return None;
            }
            // "the reports that track it"
            (_, Some(c))
                if c.shape == Shape::That && form.is(Form::THIRD) && self.verb_at(c.start + 1) =>
            {
                return None;
            }
            (front, Some(c)) => {
                let front = front.filter(|f| !self.leads_in(f, &c));
                if front.is_some() && matches!(c.shape, Shape::Phrase | Shape::Thing) {
                    return None;
                }
                let mut tokens = self.complement_tokens(&c, hi, form);
                let mut speaker = speaker;
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
                            let k = self.groups_from(comma);
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
                let built = Built {
                    finite: !matches!(
                        c.shape,
                        Shape::Infinitive | Shape::ObjectInfinitive | Shape::Phrase | Shape::Thing
                    ),
                    led: self.leads(bound, lo),
                    relative: speaker.as_ref().is_some_and(|s| self.relative(s)),
                    thing: c.shape == Shape::Thing,
                };
                tokens.end = self.own_end(tokens.clone(), built);
                let rule = match c.shape {
                    Shape::Marked(_) => Rule::SaidMarks,
                    Shape::That => Rule::SaidThat,
                    Shape::Bare => Rule::SaidClause,
                    Shape::Wh => Rule::SaidQuestion,
                    Shape::Infinitive => Rule::Infinitive,
                    Shape::ObjectInfinitive => Rule::ObjectInfinitive,
                    Shape::Phrase => Rule::Phrase,
                    Shape::Thing => Rule::Thing,
                };
                let mut d = self.draft(tokens, rule);
                d.addressee = c.addressee;
                d.speaker = speaker;
                d
            }
            (front, None) => {
                let mut d = match self.around(bound, end, lo, hi, form) {
                    Some(d) => d,
                    None => self.fronted(&front?, end, hi, by)?,
                };
                d.speaker = speaker.map(|s| self.behind_noun(s));
                d
            }
        };
        d.cue = Some(cue);
        d.act = Some(by.act);
        Some(d)
    }

    /// "He is accused of theft, which he denies": what is denied stands before the pronoun.
    fn over_which(&self, bound: usize, lo: usize, by: Reporter) -> usize {
        let which = by.act == Act::Deny
            && bound > lo + 1
            && self.near(bound)
            && self.gap(bound - 1).has(Gap::COMMA)
            && self.is(bound - 1, role::REL)
            && self.is(bound - 1, role::WH);
        bound - usize::from(which)
    }

    /// "..., a charge Hamas denied": who denied it is the name behind the noun.
    fn behind_noun(&self, speaker: Range<usize>) -> Range<usize> {
        let name = self.mentions.at(speaker.end - 1).map(|m| m.tokens.start);
        let own = name.filter(|n| *n > speaker.start + 1 && self.noun(n - 1).is_some());
        own.unwrap_or(speaker.start)..speaker.end
    }

    /// Whether what stands before an attribution only leads up to the content behind it: In an interview on
    /// "The Late Hour," Hill said the road was closed.
    fn leads_in(&self, front: &Front, content: &Complement) -> bool {
        let clause = !matches!(content.shape, Shape::Marked(_) | Shape::Phrase | Shape::Thing);
        front.fragment && (clause || !self.finite_in(&front.tokens))
    }

    /// Whether an article or possessive stands right before token `i`, and a noun behind it.
    fn determined(&self, i: usize) -> bool {
        i > 0
            && self.near(i)
            && matches!(self.tag(i - 1), Tag::Determiner | Tag::Possessive)
            && !self.is(i - 1, role::SOME)
            && i + 1 < self.doc.len()
            && self.near(i + 1)
            && matches!(self.tag(i + 1), Tag::Noun | Tag::Adjective)
    }

    /// Whether a determiner or adjective stands right before token `i`.
    fn modified(&self, i: usize) -> bool {
        i > 0
            && self.near(i)
            && matches!(self.tag(i - 1), Tag::Determiner | Tag::Adjective | Tag::Possessive)
    }

    /// Speaker of the verb that this one is joined to: "said it rained and urged people to stay".
    fn joined(&self, start: usize, lo: usize, drafts: &[Draft<'b>]) -> Option<Range<usize>> {
        let mut k = start;
        while k > lo && self.near(k) && self.tag(k - 1) == Tag::Adverb {
            k -= 1;
        }
        if k <= lo || !self.is(k - 1, role::CONJ) {
            return None;
        }
        let d = drafts.iter().rev().take(3).find(|d| {
            d.cue.as_ref().is_some_and(|c| c.start >= lo) && d.end() < start && d.start() >= lo
        })?;
        // "accused him of it; his office denied that and said": another verb stands between.
        let between = self.verb_before(k - 1, lo).is_some_and(|v| {
            let cue = d.cue.as_ref().map_or(0, |c| c.start);
            v >= d.end() && v > cue
        });
        if between { None } else { d.speaker.clone() }
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

    pub fn complement_tokens(&self, c: &Complement, hi: usize, form: Form) -> Range<usize> {
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
            Shape::Thing => c.start..self.thing_end(c.start, self.clause_end(c.start, hi, form)),
            _ => c.start..self.clause_end(c.start, hi, form),
        }
    }

    /// Whether a phrase is a document or the like: its head can hold words.
    fn speaks(&self, s: &Range<usize>) -> bool {
        let head = self.syntax.noun_phrase(s.start).map_or(s.end, |p| p.end.min(s.end)) - 1;
        self.noun(head).is_some_and(|n| n.frames.has(frame::MEDIUM))
    }

    /// Who gives the medium that a participle hangs on: "Hill sent a letter saying".
    fn giver(&self, medium: &Range<usize>, lo: usize) -> Option<Range<usize>> {
        let base = self.syntax.noun_phrase(medium.start)?;
        let by = self.noun(base.end.min(medium.end) - 1)?;
        if !by.frames.has(frame::MEDIUM) || base.start <= lo || !self.near(base.start) {
            return None;
        }
        let g = self.verb_before(base.start, lo)?;
        let group = self.syntax.verb_group(g)?;
        let object = group.tokens.end == base.start && !group.passive && !group.negated;
        object.then(|| self.subject_before(g, lo, 0)).flatten()
    }

    /// End of a thing that is named, with what hangs on it: before a comma or a clause of the writer's.
    fn thing_end(&self, start: usize, hi: usize) -> usize {
        (start + 1..hi)
            .find(|j| {
                self.gap(*j).has(Gap::COMMA | Gap::DASH) && !self.is(*j, role::INSIDE)
                    || self.is(*j, role::CUT) && self.clause_at(*j, hi, 0)
            })
            .unwrap_or(hi)
    }

    /// Subject of a participle: the speaker before it in the sentence, or the sentence's first subject.
    fn shared(&self, start: usize, lo: usize, drafts: &[Draft<'b>]) -> Option<Range<usize>> {
        let before = drafts.iter().rev().take(4).find(|d| {
            d.cue.as_ref().is_some_and(|c| c.start >= lo && c.end <= start) && d.speaker.is_some()
        });
        if let Some(d) = before {
            return d.speaker.clone();
        }
        let groups = self.syntax.verb_groups();
        let k = self.groups_from(lo);
        let end = self.groups_from(start);
        let here = || groups[k..end].iter().filter(|g| g.finite);
        let subject = |g: &VerbGroup| self.subject_before(g.tokens.start, lo, 0);
        // The nearest that can speak: "it rained as the mayor left, saying".
        here()
            .rev()
            .take(4)
            .filter_map(subject)
            .find(|s| !self.is(s.start, role::REL) && self.can_speak(s))
            .or_else(|| here().find_map(subject))
    }
}
