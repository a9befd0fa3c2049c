//! Sports teams named after places.

use bumpalo::collections::Vec;

use super::Work;
use crate::{
    gazetteer::{EntryIx, Kind},
    mention::{Found, Mentions},
};

/// The bare name of a North American city may be any of its teams: only the full name elsewhere tells which.
pub(super) fn bare(w: &Work<'_, '_>, mentions: &mut Mentions) {
    let list = mentions.list_mut();
    let mut weak: Vec<'_, usize> = Vec::new_in(w.bump);
    let mut full: Vec<'_, EntryIx> = Vec::new_in(w.bump);
    for (k, m) in list.iter().enumerate().filter(|(_, m)| m.kind == Kind::Sports) {
        match m.entry {
            Some(e) if is_bare(w, m, e) => weak.push(k),
            Some(e) => full.push(e),
            None => {}
        }
    }
    for k in weak {
        if list[k].entry.is_some_and(|e| !full.contains(&e)) {
            list[k].entry = None;
        }
    }
}

/// A short form that needs evidence, of a North American team.
fn is_bare(w: &Work<'_, '_>, m: &Found, e: EntryIx) -> bool {
    let entry = w.gazetteer.entry(e);
    matches!(entry.country(), Some("US" | "CA"))
        && entry.name().len() > m.span.len()
        && w.names(m).is_some_and(|hit| {
            let names = hit.names().map(|n| w.gazetteer.name(n));
            names.filter(|n| n.entry == e).all(|n| n.context)
        })
}
