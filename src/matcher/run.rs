//! Runs one compiled pattern around an anchor.

use std::ops::Range;

use super::{
    Annotations, SLOTS,
    pattern::{Op, Program},
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

/// Where a pattern runs.
pub(super) struct Scope<'a, A> {
    pub doc: &'a Document<'a>,
    pub pack: &'a LanguagePack,
    pub annotations: &'a A,
    /// The sentence.
    pub range: Range<usize>,
}

#[derive(Clone, Copy)]
struct State {
    op: usize,
    at: usize,
    comma: bool,
    slots: [(u32, u32); SLOTS],
}

/// The first match that holds the anchor at token `i`.
pub(super) fn at<A: Annotations>(
    program: &Program,
    scope: &Scope<'_, A>,
    i: usize,
) -> Option<(Range<usize>, [(u32, u32); SLOTS])> {
    let (least, most) = program.lead;
    let first = i.saturating_sub(most).max(scope.range.start);
    let last = i.checked_sub(least)?;
    let mut steps = STEPS;
    (first..=last).find_map(|start| {
        let (end, slots) = from(program, scope, start, &mut steps)?;
        (end > i).then_some((start..end, slots))
    })
}

fn from<A: Annotations>(
    program: &Program,
    scope: &Scope<'_, A>,
    start: usize,
    steps: &mut usize,
) -> Option<(usize, [(u32, u32); SLOTS])> {
    let tokens = scope.doc.tokens();
    let mut stack: Vec<State> = Vec::new();
    let mut s = State { op: 0, at: start, comma: false, slots: [(0, 0); SLOTS] };
    loop {
        *steps = steps.checked_sub(1)?;
        let next = match &program.code[s.op] {
            Op::Done => return Some((s.at, s.slots)),
            Op::Jump(to) => {
                s.op = *to;
                continue;
            }
            Op::Split(first, second) => {
                stack.push(State { op: *second, ..s });
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
                let yes = s.at < scope.range.end && tokens.gap(s.at).has(Gap::COMMA);
                if yes {
                    s.comma = true;
                    s.op += 1;
                    continue;
                }
                None
            }
            op => consume(op, scope, s, start),
        };
        match next {
            Some(to) => {
                s.at = to;
                s.op += 1;
                s.comma = false;
            }
            None => s = stack.pop()?,
        }
    }
}

/// The token after what `op` takes.
fn consume<A: Annotations>(op: &Op, scope: &Scope<'_, A>, s: State, start: usize) -> Option<usize> {
    let tokens = scope.doc.tokens();
    if s.at >= scope.range.end {
        return None;
    }
    let gap = tokens.gap(s.at);
    if s.at > start && !gap.is_within(if s.comma { Gap(PLAIN.0 | Gap::COMMA.0) } else { PLAIN }) {
        return None;
    }
    let end = match op {
        Op::Words(list) => list.contains(&tokens.hash(s.at)).then_some(s.at + 1),
        Op::Any => Some(s.at + 1),
        Op::Class(class) => {
            scope.doc.phrase(scope.pack.lexicon(), s.at, *class).map(|(n, _)| s.at + n)
        }
        Op::Kind(kind) => scope.annotations.end(*kind, s.at),
        _ => None,
    };
    end.filter(|e| *e <= scope.range.end && *e > s.at)
}
