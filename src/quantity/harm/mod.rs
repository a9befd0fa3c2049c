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
    cue::{Cue, kind},
    span::Span,
    text::Text,
};
pub(super) use tables::Tables;

/// What is found out about an item, or an implied victim.
#[derive(Clone, Debug, Default)]
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
    pub items: &'a [Item],
    /// For each item the tokens of its noun phrase, modifiers and "of" phrase included.
    pub units: Phrases<'b>,
    pub harms: Vec<'b, Harm>,
    pub implied: Vec<'b, Implied>,
    /// A word such as "lives" stands in the sentence.
    pub lives_lost: bool,
    pub bump: &'b Bump,
}

/// Reads one sentence's items into records.
pub(super) fn sentence(
    scan: &Scan<'_, '_>,
    range: Range<usize>,
    items: &[Item],
    cues: &[Cue],
    list: &mut Vec<'_, Quantity>,
    bump: &Bump,
) {
    if cues.iter().all(|c| c.kinds & kind::HARM == 0) {
        for item in items.iter().filter(|x| !x.weak) {
            list.push(record(scan, item, &Harm::default(), None));
        }
        return;
    }
    let mut reading = Reading {
        scan,
        range,
        items,
        units: Vec::with_capacity_in(items.len(), bump),
        harms: Vec::with_capacity_in(items.len(), bump),
        implied: Vec::new_in(bump),
        lives_lost: false,
        bump,
    };
    for k in 0..items.len() {
        let unit = reading.unit(k);
        reading.units.push(unit);
        reading.harms.push(Harm::default());
    }
    reading.frames(cues);
    let Reading { harms, implied, units, .. } = reading;
    // Where each item came to stand in the list.
    let mut index = Vec::with_capacity_in(items.len(), bump);
    let mut spare = implied.into_iter().peekable();
    for (k, item) in items.iter().enumerate() {
        while let Some(i) = spare.next_if(|i| i.tokens.start < item.phrase.start) {
            list.push(one(scan, i));
        }
        if item.weak && harms[k].effect.is_none() {
            index.push(None);
            continue;
        }
        index.push(Some(list.len() as u32));
        list.push(record(scan, item, &harms[k], Some(units[k].clone())));
    }
    list.extend(spare.map(|i| one(scan, i)));
    for (k, harm) in harms.iter().enumerate() {
        if let (Some(at), Some(of)) = (index[k], harm.of.and_then(|of| index[of])) {
            list[at as usize].of = Some(of);
        }
    }
}

fn record(scan: &Scan<'_, '_>, x: &Item, harm: &Harm, unit: Option<Range<usize>>) -> Quantity {
    let doc = scan.doc;
    let mut span = x.phrase_span;
    let mut victims = None;
    if let Some(h) = harm.victims {
        let at = doc.tokens().span(h);
        span = span.cover(at);
        victims = Some(at);
    } else if let (true, None) = (x.counts(), harm.effect) {
        // The noun counted belongs to the phrase.
        let end = unit.map_or_else(|| noun_end(scan, x), |u| u.end);
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
        unit: x.unit.clone(),
        effect: harm.effect,
        victims,
        implied: false,
        negated: false,
        hypothetical: harm.hypothetical,
        of: None,
        place: None,
        time: None,
        by: None,
        zone: doc.zone_of(x.tokens.start).kind,
        rule: Text::from_static(if harm.effect.is_some() { harm.rule } else { x.rule }),
    }
}

/// End of the noun phrase that a number stands in.
fn noun_end(scan: &Scan<'_, '_>, x: &Item) -> usize {
    scan.syntax
        .noun_phrase(x.tokens.end - 1)
        .filter(|p| p.end - x.tokens.end.min(p.end) <= 6)
        .map_or(x.phrase.end, |p| p.end.max(x.phrase.end))
}

fn one(scan: &Scan<'_, '_>, i: Implied) -> Quantity {
    let doc = scan.doc;
    let span: Span = doc.span(i.tokens.clone());
    let n = if i.negated { 0.0 } else { 1.0 };
    Quantity {
        span,
        number: None,
        text: span.of(doc.text()).into(),
        kind: QuantityKind::Cardinal,
        amount: Amount { low: Some(n), high: Some(n), approximate: false },
        unit: None,
        effect: i.harm.effect,
        victims: i.harm.victims.map(|h| doc.tokens().span(h)),
        implied: !i.negated,
        negated: i.negated,
        hypothetical: i.harm.hypothetical,
        of: None,
        place: None,
        time: None,
        by: None,
        zone: doc.zone_of(i.tokens.start).kind,
        rule: Text::from_static(i.harm.rule),
    }
}
