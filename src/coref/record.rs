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
    gazetteer::{Card, Entry, Kind},
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
    // Of each group, the number of its entity; of each entity, its group and how many mentions it has.
    let numbers = w.bump.alloc_slice_fill_copy(clusters.len(), NONE);
    let [groups, sizes] = [(); 2].map(|()| w.bump.alloc_slice_fill_copy(clusters.len() + 1, 0));
    let mut count = 0;
    for EntityIx(root) in mentions.list_mut().iter_mut().filter_map(|m| m.entity.as_mut()) {
        let number = &mut numbers[*root as usize];
        // Whether it is the first one cannot be foretold.
        let new = *number == NONE;
        groups[count as usize] = *root;
        *number = if new { count } else { *number };
        count += u32::from(new);
        sizes[*number as usize] += 1;
        *root = *number;
    }
    let groups = groups[..count as usize].iter().map(|c| clusters.own(*c));
    // All are looked up in a row, so that waiting for the gazetteer's memory is waiting once.
    let entries = groups.clone().map(|c| c.entry.map(|e| w.gazetteer.entry(e)));
    let cards = entries.map(|e| e.map(|entry| (entry, entry.card())));
    let cards = BumpVec::from_iter_in(cards, w.bump);
    let mut entities: Vec<Entity> = Vec::with_capacity(count as usize);
    for (k, (group, card)) in groups.zip(cards).enumerate() {
        let room = Indexes::with_capacity(sizes[k] as usize);
        entities.push(entity(doc, group, card, EntityIx(k as u32), room));
    }
    for (k, m) in mentions.list().iter().enumerate() {
        if let Some(EntityIx(number)) = m.entity {
            entities[number as usize].mentions.push(k as u32);
        }
    }
    (mentions, entities)
}

/// How a mention refers to its group: by part of its name, by its letters. No branches, since chance decides.
#[inline]
fn form(doc: &Document<'_>, m: &Found, group: &Cluster) -> Form {
    let short = (m.form == Form::Name) & (m.tokens.len() == 1) & (group.words > 1);
    let upper = doc.tokens().flags(m.tokens.start).has(Flags::UPPER);
    let acronym = m.kind.is_organization() & upper;
    let other = if acronym { Form::Acronym } else { m.form };
    let form = if m.kind == Kind::Person { Form::Partial } else { other };
    if short { form } else { m.form }
}

fn entity(
    doc: &Document<'_>,
    c: &Cluster,
    known: Option<(Entry<'_>, Card<'_>)>,
    id: EntityIx,
    mentions: Indexes,
) -> Entity {
    let Some((entry, card)) = known else {
        return Entity {
            id,
            kind: c.kind,
            name: tidy(doc, c),
            gazetteer_id: None,
            wikidata: None,
            country: None,
            mentions,
        };
    };
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
