//! Runs one compiled pattern around an anchor.

use std::ops::Range;

use bumpalo::{Bump, collections::Vec};

use super::{
    Annotations, SLOTS,
    pattern::{Next, Op, Program},
};
use crate::{
    document::{Document, Gap},
    lang::LanguagePack,
};

/// What may stand between two tokens of a match without being written.
const PLAIN: Gap =
    Gap(Gap::BLANK.0 | Gap::HYPHEN.0 | Gap::QUOTE.0 | Gap::APOSTROPHE.0 | Gap::STOP.0);

/// Steps one attempt may take: patterns are short, hostile text is not.
const STEPS: usize = 400;

/// Where patterns run, and what their attempts share.
pub(super) struct Machine<'a, 'b, A> {
    pub doc: &'a Document<'a>,
    pub pack: &'a LanguagePack,
    pub annotations: &'a A,
    /// The sentence.
    pub range: Range<usize>,
    /// The slots of the last match.
    pub slots: Slots,
    /// What is left to try.
    stack: Vec<'b, State>,
}

#[derive(Clone, Copy)]
struct State {
    op: usize,
    at: usize,
    comma: bool,
    slots: Slots,
}

pub(super) type Slots = [(u32, u32); SLOTS];

impl<'a, 'b, A: Annotations> Machine<'a, 'b, A> {
    pub fn new(
        doc: &'a Document<'a>,
        pack: &'a LanguagePack,
        annotations: &'a A,
        bump: &'b Bump,
    ) -> Self {
        Self {
            doc,
            pack,
            annotations,
            range: 0..0,
            slots: Slots::default(),
            stack: Vec::with_capacity_in(8, bump),
        }
    }

    /// The first match that holds the anchor at token `i`; its slots are left in `slots`.
    pub fn at(&mut self, program: &Program, i: usize) -> Option<Range<usize>> {
        if !program.next.is_none_or(|next| self.goes_on(&next, i)) {
            return None;
        }
        let (least, most) = program.lead;
        let first = i.saturating_sub(most).max(self.range.start);
        let last = i.checked_sub(least)?;
        let mut steps = STEPS;
        for start in first..=last {
            match self.from(program, start, &mut steps) {
                Some(end) if end > i => return Some(start..end),
                _ => {}
            }
        }
        None
    }

    /// Whether one of these words stands behind token `i`.
    #[inline]
    fn goes_on(&self, next: &Next, i: usize) -> bool {
        let end = self.range.end.min(i + next.at.1 + 1);
        let hashes = self.doc.tokens().hashes().get(i + next.at.0..end).unwrap_or_default();
        hashes.iter().any(|hash| next.may_be(*hash))
    }

    fn from(&mut self, program: &Program, start: usize, steps: &mut usize) -> Option<usize> {
        let tokens = self.doc.tokens();
        self.stack.clear();
        let mut s = State { op: 0, at: start, comma: false, slots: [(0, 0); SLOTS] };
        loop {
            *steps = steps.checked_sub(1)?;
            let next = match &program.code[s.op] {
                Op::Done => {
                    self.slots = s.slots;
                    return Some(s.at);
                }
                Op::Jump(to) => {
                    s.op = *to;
                    continue;
                }
                Op::Split(first, second) => {
                    if self.is_other(&program.code[*first], s.at) {
                        s.op = *second;
                        continue;
                    }
                    self.stack.push(State { op: *second, ..s });
                    s.op = *first;
                    continue;
                }
                Op::Open(k) => {
                    s.slots[*k] = (s.at as u32, s.at as u32);
                    s.op += 1;
                    continue;
                }
                Op::Close(k) => {
                    s.slots[*k].1 = s.at as u32;
                    s.op += 1;
                    continue;
                }
                Op::Comma => {
                    let yes = s.at < self.range.end && tokens.gap(s.at).has(Gap::COMMA);
                    if yes {
                        s.comma = true;
                        s.op += 1;
                        continue;
                    }
                    None
                }
                op => self.consume(program, op, s.at, s.comma, start),
            };
            match next {
                Some(to) => {
                    s.at = to;
                    s.op += 1;
                    s.comma = false;
                }
                None => s = self.stack.pop()?,
            }
        }
    }

    /// Whether `op` asks for another word than the one at token `at`, as most that may be left out do.
    #[inline]
    fn is_other(&self, op: &Op, at: usize) -> bool {
        matches!(op, Op::Words(words) if at < self.range.end && !words.may_hold(self.doc.tokens().hash(at)))
    }

    /// The token after what `op` takes at token `at`, behind a comma that the pattern wrote or not.
    #[inline]
    fn consume(
        &self,
        program: &Program,
        op: &Op,
        at: usize,
        comma: bool,
        start: usize,
    ) -> Option<usize> {
        let tokens = self.doc.tokens();
        if at >= self.range.end {
            return None;
        }
        let plain = if comma { Gap(PLAIN.0 | Gap::COMMA.0) } else { PLAIN };
        if at > start && !tokens.gap(at).is_within(plain) {
            return None;
        }
        let end = match op {
            Op::Words(words) => words.hold(program, tokens.hash(at)).then_some(at + 1),
            Op::Any => Some(at + 1),
            Op::Class(class) => {
                self.doc.phrase(self.pack.lexicon(), at, *class).map(|(n, _)| at + n)
            }
            Op::Kind(kind) => self.annotations.end(*kind, at),
            _ => None,
        };
        end.filter(|e| *e <= self.range.end && *e > at)
    }
}
