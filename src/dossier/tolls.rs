//! Figures of one event and effect as a series, with what changes between documents.

use std::{cmp::Ordering, collections::BTreeMap};

use super::records::{Change, ChangeKind, Figure, MergedEvent, Toll};
use crate::quantity::{Amount, Effect};

/// Gives each event its tolls, and settles which figure of a document leads.
pub(super) fn fill(events: &mut [MergedEvent], figures: &mut [Figure]) {
    let mut groups: BTreeMap<(u32, usize), (Effect, Vec<u32>)> = BTreeMap::new();
    for (k, f) in figures.iter().enumerate() {
        let Some(event) = f.event else { continue };
        let group = groups.entry((event, f.effect as usize)).or_insert((f.effect, Vec::new()));
        group.1.push(k as u32);
    }
    for ((event, _), (effect, list)) in groups {
        lead(&list, figures);
        let changes = changes(&list, figures);
        events[event as usize].tolls.push(Toll { effect, figures: list, changes });
    }
    // A figure that no event claims leads nothing.
    figures.iter_mut().filter(|f| f.event.is_none()).for_each(|f| f.leading = false);
}

/// The bound that figures are ranked by.
fn size(a: Amount) -> f64 {
    a.low.or(a.high).unwrap_or(0.0)
}

/// Of each document's figures the largest leads: the smaller ones count parts, or were overtaken within the text.
fn lead(list: &[u32], figures: &mut [Figure]) {
    let mut best: BTreeMap<u32, u32> = BTreeMap::new();
    let over = |a: &Figure, b: &Figure| {
        let rank = |f: &Figure| (f.leading, !f.implied, size(f.amount), f.by.is_some());
        rank(a).partial_cmp(&rank(b)) == Some(Ordering::Greater)
    };
    for k in list {
        let f = &figures[*k as usize];
        let b = best.entry(f.at.document).or_insert(*k);
        if over(f, &figures[*b as usize]) {
            *b = *k;
        }
    }
    for k in list {
        let f = &mut figures[*k as usize];
        f.leading &= best.get(&f.at.document) == Some(k);
    }
}

fn excludes(a: Amount, b: Amount) -> bool {
    let under = |a: Amount, b: Amount| a.high.zip(b.low).is_some_and(|(h, l)| h < l);
    under(a, b) || under(b, a)
}

fn changes(list: &[u32], figures: &[Figure]) -> Vec<Change> {
    let get = |k: u32| &figures[k as usize];
    let mut changes = Vec::new();
    let mut leading: Vec<u32> = list.iter().copied().filter(|k| get(*k).leading).collect();
    leading.sort_by(|a, b| {
        let (a, b) = (get(*a), get(*b));
        a.told.cmp(&b.told).then(size(a.amount).total_cmp(&size(b.amount)))
    });
    // The largest figure of the last day before the one at hand.
    let mut before: Option<u32> = None;
    for day in leading.chunk_by(|a, b| get(*a).told == get(*b).told) {
        for (n, &k) in day.iter().enumerate() {
            let f = get(k);
            if let Some(from) = before.filter(|_| f.told.is_some()) {
                let (was, is) = (size(get(from).amount), size(f.amount));
                if was != is {
                    let kind = if was < is { ChangeKind::Raised } else { ChangeKind::Lowered };
                    changes.push(Change { kind, from, to: k });
                }
            }
            if let Some(&o) = day[..n].iter().rev().find(|o| excludes(get(**o).amount, f.amount)) {
                changes.push(Change { kind: ChangeKind::Conflict, from: o, to: k });
            }
        }
        before = day.last().copied();
    }
    // Two sources in one document with figures of one order that exclude each other.
    for (n, &k) in list.iter().enumerate() {
        let a = get(k);
        for &o in list[n + 1..].iter().take_while(|o| get(**o).at.document == a.at.document) {
            let b = get(o);
            let sources = a.by.is_some() && b.by.is_some() && a.by != b.by;
            let order =
                size(a.amount) * 2.0 >= size(b.amount) && size(b.amount) * 2.0 >= size(a.amount);
            let whole = !a.implied && !b.implied && !a.hypothetical && !b.hypothetical;
            if sources && order && whole && excludes(a.amount, b.amount) {
                changes.push(Change { kind: ChangeKind::Conflict, from: k, to: o });
            }
        }
    }
    changes
}
