//! The entity records.

use std::cmp::Reverse;

use bumpalo::collections::Vec as BumpVec;

use super::{
    Entity,
    cluster::Cluster,
    nouns::Extra,
    work::{NONE, Work},
};
use crate::{
    document::{Document, Flags},
    gazetteer::Kind,
    indexes::Indexes,
    mention::{EntityIx, Form, Found, Mentions},
    text::Text,
};

/// Numbers the groups by their first mention, and makes the records.
#[inline(never)]
pub(super) fn make(mut w: Work<'_, '_>, mut more: BumpVec<'_, Extra>) -> (Mentions, Vec<Entity>) {
    let (doc, clusters) = (w.doc, &w.clusters);
    let mut mentions = std::mem::take(&mut w.mentions);
    for (m, &c) in mentions.list_mut().iter_mut().zip(&w.of) {
        let group = clusters.own(c);
        m.entity = Some(EntityIx(c));
        m.form = form(doc, m, group);
        m.entry = group.entry;
    }
    if !more.is_empty() {
        more.sort_by_key(|x| (x.start, Reverse(x.end)));
        mentions.insert(&mut more, Extra::tokens, |x| x.found(doc, clusters.own(x.cluster)));
    }
    let count = clusters.roots().filter(|(_, g)| g.names > 0).count();
    let mut entities: Vec<Entity> = Vec::with_capacity(count);
    // Of each group, the number of its entity.
    let mut numbers = bumpalo::vec![in w.bump; NONE; clusters.len()];
    let mut sizes = bumpalo::vec![in w.bump; 0; clusters.len()];
    for root in mentions.list().iter().filter_map(|m| m.entity) {
        sizes[root.0 as usize] += 1;
    }
    for (k, m) in mentions.list_mut().iter_mut().enumerate() {
        let Some(EntityIx(root)) = &mut m.entity else { continue };
        let number = &mut numbers[*root as usize];
        if *number == NONE {
            *number = entities.len() as u32;
            let room = Indexes::with_capacity(sizes[*root as usize]);
            entities.push(entity(&w, clusters.own(*root), EntityIx(*number), room));
        }
        entities[*number as usize].mentions.push(k as u32);
        *root = *number;
    }
    (mentions, entities)
}

#[inline]
fn form(doc: &Document<'_>, m: &Found, group: &Cluster) -> Form {
    if m.form == Form::Name && m.tokens.len() == 1 && group.words > 1 {
        if m.kind == Kind::Person {
            return Form::Partial;
        }
        if m.kind.is_organization() && doc.tokens().flags(m.tokens.start).has(Flags::UPPER) {
            return Form::Acronym;
        }
    }
    m.form
}

fn entity(w: &Work<'_, '_>, c: &Cluster, id: EntityIx, mentions: Indexes) -> Entity {
    let Some(entry) = c.entry.map(|e| w.gazetteer.entry(e)) else {
        return Entity {
            id,
            kind: c.kind,
            name: tidy(w.doc, c),
            gazetteer_id: None,
            wikidata: None,
            country: None,
            mentions,
        };
    };
    let card = entry.card();
    let wikidata = card.has_wikidata && card.kind.is_location();
    Entity {
        id,
        kind: card.kind,
        name: card.name.into(),
        gazetteer_id: Some(card.id.into()),
        wikidata: if wikidata { entry.wikidata().map(Text::from) } else { None },
        country: card.country.map(Text::from),
        mentions,
    }
}

/// The name on one line.
fn tidy(doc: &Document<'_>, c: &Cluster) -> Text {
    let (name, tokens) = (c.span.of(doc.text()), doc.tokens());
    let single = |i: usize| {
        let before = tokens.full_end(i - 1);
        tokens.start(i) == before + 1 && doc.text().as_bytes()[before as usize] == b' '
    };
    if c.tokens().skip(1).all(single) {
        return name.into();
    }
    // A no-break space is written C2 A0.
    let odd = |pair: &[u8]| pair[1] < b' ' || matches!(pair, b"  " | b"\xc2\xa0");
    if !name.as_bytes().windows(2).any(odd) {
        return name.into();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
