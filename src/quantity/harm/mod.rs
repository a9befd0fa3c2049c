//! Counts of people harmed: which numbers of a sentence count victims, and of what.
//!
//! Nothing is done unless a sentence holds a word of harm. Each such word is a frame that says where its
//! victims stand: the object or subject of a verb, the noun phrase before a state ("11 dead"), the phrase
//! behind a noun ("the killing of three monks"). Numbers in that place get the effect; a singular person
//! there without a number is one victim.

mod arguments;
mod frames;
mod noun;
mod parts;
mod state;
mod tables;
mod verb;
mod walk;

use std::ops::Range;

use bumpalo::{Bump, collections::Vec};

use super::{
    Amount, Effect, Quantity, QuantityKind,
    scan::{Item, Scan},
};
use crate::{
    cue::{self, Cue, kind},
    span::Span,
    text::Text,
};
pub(super) use tables::Tables;

/// What is found out about an item, or an implied victim.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Harm {
    pub effect: Option<Effect>,
    /// Head noun of the victims.
    pub victims: Option<usize>,
    pub hypothetical: bool,
    pub of: Option<usize>,
    pub rule: &'static str,
}

/// A victim without a number, or a count of zero.
#[derive(Clone, Debug)]
pub(super) struct Implied {
    pub tokens: Range<usize>,
    pub harm: Harm,
    pub negated: bool,
}

/// Phrases as ranges of tokens.
pub(super) type Phrases<'b> = Vec<'b, Range<usize>>;

/// One sentence while it is read.
pub(super) struct Reading<'a, 't, 'b> {
    pub scan: &'a Scan<'a, 't>,
    pub range: Range<usize>,
    pub items: &'a [Item<'a>],
    /// For each item the tokens of its noun phrase, modifiers and "of" phrase included.
    pub units: Phrases<'b>,
    pub harms: Vec<'b, Harm>,
    pub implied: Vec<'b, Implied>,
    /// A word such as "lives" stands in the sentence.
    pub lives_lost: bool,
    pub bump: &'b Bump,
}

/// A record to be.
#[derive(Clone, Copy)]
pub(super) enum Draft {
    /// An item, by its index; the end of its noun phrase, where that is known.
    Item { item: usize, end: Option<usize>, harm: Harm },
    /// A victim without a number, or a count of zero: the tokens that say so.
    Implied { start: usize, end: usize, harm: Harm, negated: bool },
}

/// What becomes of all items, and of victims without a number, in order.
#[inline(never)]
pub(super) fn read<'b>(
    scan: &Scan<'_, '_>,
    items: &[Item<'_>],
    cues: &[Cue],
    bump: &'b Bump,
) -> Vec<'b, Draft> {
    let mut drafts = Vec::with_capacity_in(items.len() + 8, bump);
    let mut reading = Reading {
        scan,
        range: 0..0,
        items: &[],
        units: Vec::with_capacity_in(8, bump),
        harms: Vec::with_capacity_in(8, bump),
        implied: Vec::with_capacity_in(4, bump),
        lives_lost: false,
        bump,
    };
    let (mut rest, mut done) = (cues, 0);
    // Only sentences with a word of harm are looked at.
    while let Some(first) = rest.iter().position(|c| c.kinds & kind::HARM != 0) {
        rest = &rest[first..];
        let range = scan.sentence(rest[0].token as usize);
        let cues = cue::cut(&mut rest, range.end);
        if cues.is_empty() {
            break;
        }
        let from = plain(items, done, range.start, &mut drafts);
        done = from + items[from..].iter().take_while(|x| x.tokens.start < range.end).count();
        reading.range = range;
        reading.items = &items[from..done];
        reading.sentence(from, cues, &mut drafts);
    }
    plain(items, done, usize::MAX, &mut drafts);
    drafts
}

/// The items before token `to`, as they are: the first behind them.
fn plain(items: &[Item<'_>], mut k: usize, to: usize, drafts: &mut Vec<'_, Draft>) -> usize {
    while k < items.len() && items[k].tokens.start < to {
        if !items[k].weak {
            drafts.push(Draft::Item { item: k, end: None, harm: Harm::default() });
        }
        k += 1;
    }
    k
}

impl Reading<'_, '_, '_> {
    /// Reads the sentence at hand, whose items start with the one of index `first`.
    fn sentence(&mut self, first: usize, cues: &[Cue], drafts: &mut Vec<'_, Draft>) {
        self.units.clear();
        self.harms.clear();
        self.implied.clear();
        for k in 0..self.items.len() {
            let unit = self.unit(k);
            self.units.push(unit);
            self.harms.push(Harm::default());
        }
        self.frames(cues);
        let base = drafts.len();
        let mut spare = self.implied.iter().map(Implied::draft).peekable();
        for (k, item) in self.items.iter().enumerate() {
            while let Some(i) = spare.next_if(|i| i.start() < item.phrase.start) {
                drafts.push(i);
            }
            let harm = self.harms[k];
            if !item.weak || harm.effect.is_some() {
                let end = Some(self.units[k].end);
                drafts.push(Draft::Item { item: first + k, end, harm });
            }
        }
        drafts.extend(spare);
        if self.harms.iter().any(|h| h.of.is_some()) {
            whole(&mut drafts[base..], base, first);
        }
    }
}

/// Of parts: the record of the whole, in place of its item.
#[cold]
fn whole(drafts: &mut [Draft], base: usize, first: usize) {
    for k in 0..drafts.len() {
        let Draft::Item { harm: Harm { of: Some(of), .. }, .. } = drafts[k] else { continue };
        let is = |d: &Draft| matches!(d, Draft::Item { item, .. } if *item == first + of);
        let at = drafts.iter().position(is).map(|at| base + at);
        if let Draft::Item { harm, .. } = &mut drafts[k] {
            harm.of = at;
        }
    }
}

impl Implied {
    fn draft(&self) -> Draft {
        let (start, end) = (self.tokens.start, self.tokens.end);
        Draft::Implied { start, end, harm: self.harm, negated: self.negated }
    }
}

impl Draft {
    /// The first token of an implied victim.
    fn start(&self) -> usize {
        match self {
            Self::Implied { start, .. } => *start,
            Self::Item { .. } => usize::MAX,
        }
    }
}

/// The record of a draft.
#[inline(never)]
pub(super) fn record(scan: &Scan<'_, '_>, items: &[Item<'_>], draft: &Draft) -> Quantity {
    let doc = scan.doc;
    let (x, end, harm) = match draft {
        Draft::Item { item, end, harm } => (&items[*item], *end, harm),
        Draft::Implied { start, end, harm, negated } => {
            return one(scan, *start..*end, harm, *negated);
        }
    };
    let mut span = x.phrase_span;
    let mut victims = None;
    if let Some(h) = harm.victims {
        let at = doc.tokens().span(h);
        span = span.cover(at);
        victims = Some(at);
    } else if let (true, None) = (x.counts(), harm.effect) {
        // The noun counted belongs to the phrase.
        let end = end.unwrap_or_else(|| noun_end(scan, x));
        if end > x.phrase.end {
            span = span.cover(doc.tokens().span(end - 1));
        }
    }
    Quantity {
        span,
        number: Some(x.span),
        text: span.of(doc.text()).into(),
        kind: x.kind,
        amount: Amount { low: x.low, high: x.high, approximate: x.approximate },
        unit: x.unit.map(Text::from),
        effect: harm.effect,
        victims,
        implied: false,
        negated: false,
        hypothetical: harm.hypothetical,
        of: harm.of.map(|of| of as u32),
        place: None,
        time: None,
        by: None,
        zone: doc.zone_of(x.tokens.start).kind,
        rule: Text::from_static(if harm.effect.is_some() { harm.rule } else { x.rule }),
    }
}

/// End of the noun phrase that a number stands in.
fn noun_end(scan: &Scan<'_, '_>, x: &Item<'_>) -> usize {
    scan.syntax
        .noun_phrase(x.tokens.end - 1)
        .filter(|p| p.end - x.tokens.end.min(p.end) <= 6)
        .map_or(x.phrase.end, |p| p.end.max(x.phrase.end))
}

#[cold]
fn one(scan: &Scan<'_, '_>, tokens: Range<usize>, harm: &Harm, negated: bool) -> Quantity {
    let doc = scan.doc;
    let span: Span = doc.span(tokens.clone());
    let n = if negated { 0.0 } else { 1.0 };
    Quantity {
        span,
        number: None,
        text: span.of(doc.text()).into(),
        kind: QuantityKind::Cardinal,
        amount: Amount { low: Some(n), high: Some(n), approximate: false },
        unit: None,
        effect: harm.effect,
        victims: harm.victims.map(|h| doc.tokens().span(h)),
        implied: !negated,
        negated,
        hypothetical: harm.hypothetical,
        of: None,
        place: None,
        time: None,
        by: None,
        zone: doc.zone_of(tokens.start).kind,
        rule: Text::from_static(harm.rule),
    }
}
