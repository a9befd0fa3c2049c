//! Where reported content starts in front of its attribution, and where content ends.

use std::ops::Range;

use super::{
    reader::Reader,
    tables::{Reporter, frame, role},
};
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
    lang::{Bits, Form},
    syntax::Tag,
};

/// Content in front of a verb or its subject.
#[derive(Debug)]
pub(super) struct Front {
    pub tokens: Range<usize>,
    pub marked: bool,
    /// Holds a verb, so it can be all of the content.
    pub verb: bool,
    /// Ends in marks, but starts before them.
    pub fragment: bool,
}
/// Tokens of a sentence that hold no end of a clause, going by the form of the verb in front of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passed {
    from: usize,
    to: usize,
    /// The sentence's end.
    hi: usize,
    form: Form,
}

/// How many tokens reported content has at most, marks apart.
pub(super) const LONG: usize = 200;
/// Tokens in marks that are no name or term.
const SENTENCE: usize = 5;

impl Reader<'_> {
    /// Content that stands before token `bound`, where the attribution starts.
    pub fn front(&self, bound: usize, lo: usize, by: Reporter, inverted: bool) -> Option<Front> {
        let gap = self.gap(bound);
        if let Some(k) = self.marked_to(bound) {
            if !by.frames.has(Bits(frame::INVERT.0 | frame::QUOTE.0)) {
                return None;
            }
            let m = &self.marked[k];
            // The comma may be missing behind a whole sentence in marks.
            let whole = m.last - m.first >= SENTENCE && self.sentence(m.first).start >= m.first;
            let ends = whole || gap.has(Gap::COMMA | Gap::MARK | Gap::STOP | Gap::DASH);
            if !(ends || inverted) || self.starts_anew(bound) {
                return None;
            }
            let sentence = self.sentence(m.first);
            let own = sentence.start >= m.first || self.gap(m.first).has(Gap::COLON) || m.continues;
            let start = if own { m.first } else { self.front_start(m.first, sentence.start) };
            let start = if m.first - start > LONG { m.first } else { start };
            let marked = start == m.first;
            return Some(Front { tokens: start..bound, marked, verb: true, fragment: !marked });
        }
        if !by.frames.has(frame::INVERT)
            || !gap.has(Gap::COMMA | Gap::DASH | Gap::MARK)
            || bound < lo + 1
        {
            return None;
        }
        let start = self.front_start(bound, lo);
        if bound - start > LONG {
            return None;
        }
        let verb = bound >= start + 3
            && (start..bound).any(|j| {
                self.tag(j).is_verb() || self.tag(j) == Tag::Auxiliary || self.tag(j) == Tag::Modal
            });
        Some(Front { tokens: start..bound, marked: false, verb, fragment: false })
    }

    /// Whether a new sentence starts at token `i`, though a stretch in marks ends right before it.
    fn starts_anew(&self, i: usize) -> bool {
        if self.sentence(i).start < i {
            return false;
        }
        let gap = self.gap(i);
        let lower = !self.doc.tokens().flags(i).has(Flags::CAP);
        // "Why?" Hill asked; but: "Why?" He had no answer.
        let name = self.tag(i) == Tag::Proper && gap.has(Gap::MARK);
        gap.has(Gap::NEWLINE) || !(lower || name || gap.has(Gap::COMMA))
    }

    /// Start of the clause that ends before `end`.
    fn front_start(&self, end: usize, lo: usize) -> usize {
        let mut start = lo;
        // The sentence may start inside a stretch in marks.
        if let Some(k) = self.marked_at(lo)
            && self.marked[k].first < lo
        {
            start = self.sentence(self.marked[k].first).start;
        }
        (start + 1..end)
            .rev()
            .take(LONG)
            .find(|j| self.gap(*j).has(Gap::SEMICOLON) && !self.is(*j, role::INSIDE))
            .unwrap_or(start)
    }

    /// End of the reported clause that starts at `p`.
    pub fn clause_end(&self, p: usize, hi: usize, form: Form) -> usize {
        let top = self.doc.len();
        let end = hi.min(p + LONG);
        // What the walk for the verb before has passed, none needs to look at again: sentences without end have many verbs.
        let passed = self.passed.get().filter(|w| {
            (w.hi, w.form) == (hi, form)
                && (w.from..w.to).contains(&p)
                && self.marked_at(p).is_none()
        });
        let (from, mut j) = passed.map_or((p, p), |w| (w.from, w.to));
        let cells = self.doc.tokens().cells();
        while j < end {
            // Most tokens neither end a clause nor open marks.
            let mut rest = cells[j..end].iter().zip(&self.roles[j..end]);
            j = rest
                .position(|(cell, role)| cell.gap.has(BREAKS) | role.has(BREAKERS))
                .map_or(end, |n| j + n);
            if j >= end {
                break;
            }
            if let Some(k) = self.marked_from(j) {
                let m = &self.marked[k];
                j = m.last.max(j + 1);
                if m.last >= hi {
                    // The marks hold several sentences, or end this one.
                    return if m.last > hi { m.last.min(top) } else { hi };
                }
                continue;
            }
            if j > p && self.cuts(j, hi, form) && !self.names_subject(p, j) {
                break;
            }
            j += 1;
        }
        self.passed.set(Some(Passed { from, to: j, hi, form }));
        j.min(end)
    }

    /// "that the lawyer, Diego Cadena, offered money": a name that only tells who the subject of the clause at `p` is ends
    /// before its verb at token `j`.
    #[cold]
    fn names_subject(&self, p: usize, j: usize) -> bool {
        let name = self.mentions.at(j - 1).filter(|m| m.kind == Kind::Person);
        let Some(start) = name.map(|m| m.tokens.start).filter(|start| *start > p) else {
            return false;
        };
        self.gap(start).has(Gap::COMMA)
            && self.gap(j).has(Gap::COMMA)
            && self.tag(start - 1) == Tag::Noun
            && self.verb_at(j)
            && !(p..start).any(|k| self.syntax.verb_group(k).is_some())
    }

    /// Whether the writer's own words go on at token `j`.
    fn cuts(&self, j: usize, hi: usize, form: Form) -> bool {
        let gap = self.gap(j);
        if gap.has(Gap::SEMICOLON) {
            return true;
        }
        let role = self.role(j);
        if role.has(role::ACCORDING) && self.is(j + 1, role::TO) {
            return true;
        }
        if gap.has(Gap::COMMA | Gap::DASH) {
            if self.tag(j) == Tag::Gerund && self.verb(j).is_some() {
                return true;
            }
            if gap.has(Gap::COMMA) && self.opens_attribution(j, hi) {
                return true;
            }
            if let Some(g) = self.syntax.finite_from(j) {
                // "…, said Jo Hill" and "…, and said": another attribution.
                if self.verb(g.head).is_some_and(|v| v.0.frames.has(frame::INVERT)) {
                    return true;
                }
            }
        }
        if role.has(role::CONJ) && j + 1 < hi {
            // "said it rained and called for help": the verb's own subject goes on.
            let mut k = j + 1;
            while k < hi && self.tag(k) == Tag::Adverb {
                k += 1;
            }
            if let Some(g) = self.syntax.finite_from(k)
                && let Some((by, f)) = self.verb(g.head)
            {
                // "said it 'hurts' but believes": behind closed marks whatever the time.
                let same = f.is(Form::PAST) && form.is(Form::PAST)
                    || f.is(Form::THIRD) && form.is(Form::THIRD)
                    || role.has(role::CLOSED) && f.is(Form(Form::PAST.0 | Form::THIRD.0));
                return same && by.frames.has(STRONG);
            }
        }
        false
    }
}

impl Reader<'_> {
    /// Whether a subject and a reporting verb with marks right behind it start at token `j`: Asked whether it
    /// was so, Hill said: "No."
    fn opens_attribution(&self, j: usize, hi: usize) -> bool {
        let Some(np) = (self.starts_phrase(j)).then(|| self.phrase_right(j, hi)).flatten() else {
            return false;
        };
        let v = np.end;
        let Some(g) = self.syntax.finite_from(v) else {
            return false;
        };
        self.is(g.tokens.end, role::OPENED)
            && self.verb(g.head).is_some_and(|v| v.0.frames.has(frame::INVERT))
    }
}

/// Gaps and words at which a clause can end, or marks begin.
const BREAKS: Gap = Gap(Gap::SEMICOLON.0 | Gap::COMMA.0 | Gap::DASH.0);
const BREAKERS: Bits = Bits(role::OPENED.0 | role::ACCORDING.0 | role::CONJ.0);

const STRONG: Bits = Bits(
    frame::BARE.0
        | frame::THAT.0
        | frame::INVERT.0
        | frame::OBJ_INF.0
        | frame::OBJ_OF.0
        | frame::OBJ_PRED.0
        | frame::OBJ_AS.0,
);
