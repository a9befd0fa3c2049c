//! Entities over documents: by gazetteer id, else by kind and full name.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use super::{
    digest::{Digest, Named, ix},
    groups::Sets,
    records::{Appearance, MergedEntity, MergedRole},
};
use crate::{
    coref::Entity,
    fold,
    gazetteer::{EntityId, Kind},
    text::Text,
    words,
};

/// The dossier's entities, and for each document the place of each of its entities among them. Entities that only
/// tags and other stories' lines mention have none.
pub(super) fn merge(digests: &[Digest]) -> (Vec<MergedEntity>, Vec<Vec<Option<u32>>>) {
    let all: Vec<(usize, usize)> = digests
        .iter()
        .enumerate()
        .flat_map(|(d, x)| (0..x.entities.len()).map(move |e| (d, e)))
        .filter(|(d, e)| digests[*d].entities[*e].mentions > 0)
        .collect();
    let of = |k: usize| -> &Named { &digests[all[k].0].entities[all[k].1] };
    let mut sets = Sets::new(all.len());
    by_id(&all, of, &mut sets);
    by_name(&all, of, &mut sets);

    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    (0..all.len()).for_each(|k| members.entry(sets.root(k)).or_default().push(k));
    let mut list: Vec<(MergedEntity, Vec<usize>)> = members
        .into_values()
        .map(|m| {
            let here: Vec<(u32, usize, &Named)> =
                m.iter().map(|k| (all[*k].0 as u32, all[*k].1, of(*k))).collect();
            (record(&here), m)
        })
        .collect();
    let mentions = |e: &MergedEntity| e.documents.iter().map(|a| a.mentions).sum::<u32>();
    list.sort_by(|(a, _), (b, _)| {
        let by = |e: &MergedEntity| std::cmp::Reverse((e.documents.len(), mentions(e)));
        by(a).cmp(&by(b)).then_with(|| (&a.name, a.kind).cmp(&(&b.name, b.kind)))
    });

    let mut global: Vec<Vec<Option<u32>>> =
        digests.iter().map(|d| vec![None; d.entities.len()]).collect();
    for (k, (_, members)) in list.iter().enumerate() {
        members.iter().for_each(|m| global[all[*m].0][all[*m].1] = Some(k as u32));
    }
    let mut entities: Vec<MergedEntity> = list.into_iter().map(|(e, _)| e).collect();
    for (d, map) in digests.iter().zip(&global) {
        offices(d, map, &mut entities);
    }
    (entities, global)
}

/// The same id, or the same Wikidata id behind different ids, is the same thing.
fn by_id<'a>(all: &[(usize, usize)], of: impl Fn(usize) -> &'a Named, sets: &mut Sets) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for k in 0..all.len() {
        let e = &of(k).record;
        let ids = e.gazetteer_id.as_ref().map(|i| &*i.0).into_iter().chain(e.wikidata.as_deref());
        for id in ids {
            match first.entry(id) {
                Entry::Occupied(o) => sets.join(*o.get(), k),
                Entry::Vacant(v) => _ = v.insert(k),
            }
        }
    }
}

/// What two names must share to be one thing where no gazetteer tells: the folded words, and the coarse class of the kind
/// for organisations and places, which outlets call now one thing, now another, else the kind. `None` for a name that
/// joins no other: a person's single name is as often another bearer's.
///
/// For those who merge documents elsewhere than in one process; the same on every machine.
#[must_use]
pub fn name_key(kind: Kind, name: &str) -> Option<u64> {
    let class = match kind {
        k if k.is_organization() => Kind::Organization,
        // Any place: which one is chosen does not matter.
        k if k.is_location() => Kind::Region,
        k => k,
    };
    let (mut key, mut count) = (fold::hash(class.as_str()), 0);
    words::each(name, |w| (key, count) = (fold::chain(key, w.hash), count + 1));
    let enough = if kind == Kind::Person { count > 1 } else { count > 0 };
    enough.then_some(key)
}

/// Names that no gazetteer holds join others of the same [`name_key`]. A name that two known things bear joins neither.
fn by_name<'a>(all: &[(usize, usize)], of: impl Fn(usize) -> &'a Named, sets: &mut Sets) {
    let known = |e: &Entity| e.gazetteer_id.is_some();
    let mut bearer: HashMap<u64, Option<usize>> = HashMap::new();
    for pass in [true, false] {
        for k in (0..all.len()).filter(|k| known(&of(*k).record) == pass) {
            let e = &of(k).record;
            let Some(key) = name_key(e.kind, &e.name) else { continue };
            let first = bearer.entry(key).or_insert(Some(k));
            let Some(f) = *first else { continue };
            if pass && sets.root(f) != sets.root(k) {
                *first = None;
            } else if countries_agree(&of(f).record, e) {
                sets.join(f, k);
            }
        }
    }
}

fn countries_agree(a: &Entity, b: &Entity) -> bool {
    a.country.is_none() || b.country.is_none() || a.country == b.country
}

/// The record of one thing's appearances, which are in order of documents.
fn record(here: &[(u32, usize, &Named)]) -> MergedEntity {
    let known = here.iter().map(|h| &h.2.record).find(|e| e.gazetteer_id.is_some());
    let id: Option<EntityId> = here.iter().filter_map(|h| h.2.record.gazetteer_id.clone()).min();
    let mut names: BTreeMap<&Text, u32> = BTreeMap::new();
    let mut kinds: BTreeMap<Kind, u32> = BTreeMap::new();
    for (_, _, e) in here {
        *names.entry(&e.record.name).or_default() += e.mentions;
        *kinds.entry(e.record.kind).or_default() += e.mentions;
    }

    let name = known.map_or_else(
        || {
            let best =
                names.iter().max_by_key(|(name, n)| (**n, name.len(), std::cmp::Reverse(**name)));
            best.map_or(Text::default(), |n| (*n.0).clone())
        },
        |e| e.name.clone(),
    );
    let mut others: Vec<Text> =
        here.iter().flat_map(|h| &h.2.names).chain(names.into_keys()).cloned().collect();
    others.retain(|n| *n != name);
    others.sort();
    others.dedup();
    let kind = kinds.iter().max_by_key(|(k, n)| (**n, std::cmp::Reverse(**k)));
    MergedEntity {
        kind: known.map(|e| e.kind).or(kind.map(|k| *k.0)).unwrap_or(Kind::Other),
        name,
        gazetteer_id: id,
        wikidata: here.iter().filter_map(|h| h.2.record.wikidata.clone()).min(),
        country: here.iter().find_map(|h| h.2.record.country.clone()),
        names: others,
        roles: Vec::new(),
        documents: here
            .iter()
            .map(|(d, e, n)| Appearance {
                document: *d,
                entity: ix(*e as u32),
                mentions: n.mentions,
                first: n.first,
            })
            .collect(),
    }
}

fn offices(digest: &Digest, map: &[Option<u32>], entities: &mut [MergedEntity]) {
    let global = |e: Option<u32>| e.and_then(|e| map.get(e as usize).copied().flatten());
    for (holder, role) in &digest.roles {
        let Some(holder) = global(*holder) else { continue };
        let object = global(role.object);
        let roles = &mut entities[holder as usize].roles;
        let same = |r: &&mut MergedRole| {
            r.label == role.label && r.object == object && r.status == role.status
        };
        match roles.iter_mut().find(same) {
            Some(r) => r.at.extend(&role.at),
            None => roles.push(MergedRole { object, ..role.clone() }),
        }
    }
}
