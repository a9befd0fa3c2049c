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
    mention::{EntityIx, Form, Found, Mentions},
    text::Text,
};

/// Numbers the groups by their first mention, and makes the records.
#[inline(never)]
pub(super) fn make(mut w: Work<'_, '_>, mut more: BumpVec<'_, Extra>) -> (Mentions, Vec<Entity>) {
    let (doc, clusters) = (w.doc, &w.clusters);
    let mut mentions = std::mem::take(&mut w.mentions);
    for (m, &c) in mentions.list_mut().iter_mut().zip(&w.of) {
        let group = clusters.get(c);
        m.entity = Some(EntityIx(c));
        m.form = form(doc, m, group);
        m.entry = group.entry;
    }
    more.sort_by_key(|x| (x.start, Reverse(x.end)));
    mentions.insert(&mut more, Extra::tokens, |x| x.found(doc, clusters.get(x.cluster)));
    // Of each group: how many mentions it has, and the number of its entity.
    let mut groups = bumpalo::vec![in w.bump; (0u32, NONE); clusters.len()];
    let mut count = 0;
    for m in mentions.list() {
        let Some(EntityIx(root)) = m.entity else { continue };
        let group = &mut groups[root as usize];
        count += usize::from(group.0 == 0);
        group.0 += 1;
    }
    let mut entities: Vec<Entity> = Vec::with_capacity(count);
    for (k, m) in mentions.list_mut().iter_mut().enumerate() {
        let Some(EntityIx(root)) = &mut m.entity else { continue };
        let (size, number) = &mut groups[*root as usize];
        if *number == NONE {
            *number = entities.len() as u32;
            let mut list = Vec::with_capacity(*size as usize);
            list.push(k as u32);
            entities.push(entity(&w, clusters.get(*root), EntityIx(*number), list));
        } else {
            entities[*number as usize].mentions.push(k as u32);
        }
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

fn entity(w: &Work<'_, '_>, c: &Cluster, id: EntityIx, mentions: Vec<u32>) -> Entity {
    let written = c.span.of(w.doc.text());
    let Some(entry) = c.entry.map(|e| w.gazetteer.entry(e)) else {
        return Entity {
            id,
            kind: c.kind,
            name: tidy(written),
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
        country: card.country.map(Text::from_static),
        mentions,
    }
}

/// The name on one line.
fn tidy(name: &str) -> Text {
    // A no-break space is written C2 A0.
    let odd = |pair: &[u8]| pair[1] < b' ' || matches!(pair, b"  " | b"\xc2\xa0");
    if !name.as_bytes().windows(2).any(odd) {
        return name.into();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
