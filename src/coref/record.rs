//! The entity records.

use super::{Entity, nouns::Extra, work::Work};
use crate::{
    document::Flags,
    gazetteer::{Entry, Kind},
    mention::{EntityIx, Form, Mentions},
    text::Text,
};

/// Numbers the groups by their first mention, and makes the records.
pub(super) fn make(
    w: Work<'_, '_>,
    mut mentions: Mentions,
    more: Vec<Extra>,
) -> (Mentions, Vec<Entity>) {
    for (k, m) in mentions.list_mut().iter_mut().enumerate() {
        let c = w.of[k];
        if c == u32::MAX {
            continue;
        }
        let root = w.clusters.root(c);
        m.entity = Some(EntityIx(root));
        m.form = form(&w, k, root);
        let cluster = w.clusters.get(root);
        m.entry = cluster.entry;
    }
    let more = more
        .into_iter()
        .map(|mut x| {
            x.found.entity = Some(EntityIx(w.clusters.root(x.cluster)));
            x.found
        })
        .collect();
    let mut mentions = mentions.with(more);
    let mut number = vec![u32::MAX; w.clusters.len()];
    let mut entities: Vec<Entity> = Vec::new();
    for (k, m) in mentions.list_mut().iter_mut().enumerate() {
        let Some(EntityIx(root)) = m.entity else { continue };
        if number[root as usize] == u32::MAX {
            number[root as usize] = entities.len() as u32;
            entities.push(entity(&w, root, EntityIx(entities.len() as u32)));
        }
        let ix = number[root as usize];
        m.entity = Some(EntityIx(ix));
        entities[ix as usize].mentions.push(k as u32);
    }
    (mentions, entities)
}

fn form(w: &Work<'_, '_>, k: usize, root: u32) -> Form {
    let m = &w.list[k];
    let best = &w.list[w.clusters.get(root).best as usize];
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

fn entity(w: &Work<'_, '_>, root: u32, id: EntityIx) -> Entity {
    let c = w.clusters.get(root);
    let entry = c.entry.map(|e| w.gazetteer.entry(e));
    let best = &w.list[c.best as usize];
    let written = best.span.of(w.doc.text());
    Entity {
        id,
        kind: entry.map_or(c.kind, Entry::kind),
        name: entry.map_or_else(|| tidy(written), |e| e.name().into()),
        gazetteer_id: entry.map(|e| e.id().into()),
        wikidata: entry
            .filter(|e| e.kind().is_location())
            .and_then(|e| e.attribute("wikidata"))
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
