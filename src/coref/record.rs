//! The entity records.

use std::cmp::Reverse;

use bumpalo::collections::Vec as BumpVec;

use super::{
    Entity,
    nouns::Extra,
    work::{NONE, Work},
};
use crate::{
    document::Flags,
    gazetteer::{Entry, Kind},
    mention::{EntityIx, Form, Mentions},
    span::Span,
    text::Text,
};

/// Numbers the groups by their first mention, and makes the records.
pub(super) fn make(mut w: Work<'_, '_>, mut more: BumpVec<'_, Extra>) -> (Mentions, Vec<Entity>) {
    for k in 0..w.list().len() {
        let c = w.of[k];
        if c == NONE {
            continue;
        }
        let root = w.clusters.root(c);
        let (form, entry) = (form(&w, k, root), w.clusters.get(root).entry);
        let m = &mut w.mentions.list_mut()[k];
        m.entity = Some(EntityIx(root));
        m.form = form;
        m.entry = entry;
    }
    more.sort_by_key(|x| (x.start, Reverse(x.end)));
    let more = more.iter().map(|x| {
        let mut found = x.found(&w);
        found.entity = Some(EntityIx(w.clusters.root(x.cluster)));
        found
    });
    let more = BumpVec::from_iter_in(more, w.bump);
    let best = (0..w.clusters.len() as u32).map(|c| w.best(c).span);
    let best = BumpVec::from_iter_in(best, w.bump);
    let mut mentions = std::mem::take(&mut w.mentions).with(more);
    // Of each group: how many mentions it has, and the number of its entity.
    let mut groups = bumpalo::vec![in w.bump; (0u32, NONE); w.clusters.len()];
    let mut count = 0;
    for m in mentions.list() {
        let Some(EntityIx(root)) = m.entity else { continue };
        let group = &mut groups[root as usize];
        count += usize::from(group.0 == 0);
        group.0 += 1;
    }
    let mut entities: Vec<Entity> = Vec::with_capacity(count);
    for (k, m) in mentions.list_mut().iter_mut().enumerate() {
        let Some(EntityIx(root)) = m.entity else { continue };
        let (size, number) = &mut groups[root as usize];
        if *number == NONE {
            *number = entities.len() as u32;
            let mut e = entity(&w, root, EntityIx(*number), best[root as usize]);
            e.mentions.reserve_exact(*size as usize);
            entities.push(e);
        }
        m.entity = Some(EntityIx(*number));
        entities[*number as usize].mentions.push(k as u32);
    }
    (mentions, entities)
}

fn form(w: &Work<'_, '_>, k: usize, root: u32) -> Form {
    let (m, best) = (&w.list()[k], w.best(root));
    let one = m.tokens.len() == 1;
    let flags = w.doc.tokens().flags(m.tokens.start);
    if m.form == Form::Name && one && best.tokens.len() > 1 {
        if m.kind == Kind::Person {
            return Form::Partial;
        }
        if flags.has(Flags::UPPER) && m.kind.is_organization() {
            return Form::Acronym;
        }
    }
    m.form
}

fn entity(w: &Work<'_, '_>, root: u32, id: EntityIx, best: Span) -> Entity {
    let c = w.clusters.get(root);
    let entry = c.entry.map(|e| w.gazetteer.entry(e));
    let written = best.of(w.doc.text());
    Entity {
        id,
        kind: entry.map_or(c.kind, Entry::kind),
        name: entry.map_or_else(|| tidy(written), |e| e.name().into()),
        gazetteer_id: entry.map(|e| e.id().into()),
        wikidata: entry
            .filter(|e| e.kind().is_location())
            .and_then(Entry::wikidata)
            .map(Text::from),
        country: entry.and_then(Entry::country).map(Text::from),
        mentions: Vec::new(),
    }
}

/// The name on one line.
fn tidy(name: &str) -> Text {
    if !name.contains(['\n', '\r', '\t', '\u{a0}']) && !name.contains("  ") {
        return name.into();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
