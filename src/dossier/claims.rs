//! One proposition with all who assert or deny it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    digest::{Claimed, Digest},
    events::Homes,
    grams::Groups,
    groups::Sets,
    records::{MergedClaim, MergedEvent},
};
use crate::claim::Stance;

/// Merges claims and writes their places into `events`.
pub(super) fn merge(
    digests: &[Digest],
    homes: &Homes,
    events: &mut [MergedEvent],
) -> Vec<MergedClaim> {
    let mut all: Vec<(&Claimed, Option<u32>)> = Vec::new();
    let mut start = Vec::new();
    for (d, digest) in digests.iter().enumerate() {
        start.push(all.len());
        let event = |c: &Claimed| c.event.map(|e| homes[d][e as usize]);
        all.extend(digest.claims.iter().map(|c| (c, event(c))));
    }
    let mut sets = Sets::new(all.len());
    by_party(&all, &mut sets);
    by_words(&all, &mut sets);

    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    (0..all.len()).for_each(|k| members.entry(sets.root(k)).or_default().push(k));
    // Contests between sets, both ways.
    let mut contests: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (d, digest) in digests.iter().enumerate() {
        for (k, c) in digest.claims.iter().enumerate() {
            for o in &c.contests {
                let (a, b) = (sets.root(start[d] + k), sets.root(start[d] + *o as usize));
                if a != b {
                    contests.entry(a).or_default().insert(b);
                    contests.entry(b).or_default().insert(a);
                }
            }
        }
    }
    members.retain(|root, list| contests.contains_key(root) || telling(&all, list));
    let mut order: Vec<(usize, Vec<usize>)> = members.into_iter().collect();
    let documents = |list: &[usize]| {
        list.iter().map(|k| all[*k].0.statement.at.document).collect::<BTreeSet<_>>().len()
    };
    order.sort_by_cached_key(|(root, list)| (std::cmp::Reverse(documents(list)), *root));
    let place: HashMap<usize, u32> =
        order.iter().enumerate().map(|(k, (root, _))| (*root, k as u32)).collect();
    let mut claims = Vec::new();
    for (k, (root, list)) in order.iter().enumerate() {
        let statements: Vec<_> = list.iter().map(|m| all[*m].0.statement.clone()).collect();
        let longest = statements.iter().rev().max_by_key(|s| s.text.len());
        let event = list.iter().find_map(|m| all[*m].1);
        if let Some(e) = event {
            events[e as usize].claims.push(k as u32);
        }
        claims.push(MergedClaim {
            text: longest.map(|s| s.text.clone()).unwrap_or_default(),
            event,
            target: list.iter().find_map(|m| all[*m].0.target),
            statements,
            contests: contests.get(root).into_iter().flatten().map(|o| place[o]).collect(),
        });
    }
    claims
}

/// Plain assertions stand among the quotations; here they are of use only beside another source or stance.
fn telling(all: &[(&Claimed, Option<u32>)], list: &[usize]) -> bool {
    let of = |k: &usize| &all[*k].0.statement;
    let sources: BTreeSet<_> = list.iter().map(|k| (of(k).source, &of(k).source_text)).collect();
    let named: BTreeSet<_> = list.iter().filter_map(|k| of(k).source).collect();
    list.iter().any(|k| of(k).stance != Stance::Asserts) || named.len() > 1 && sources.len() > 1
}

/// Who is behind an event is one proposition for each party, whoever says so: the party claims or denies it, or another
/// accuses it.
fn by_party(all: &[(&Claimed, Option<u32>)], sets: &mut Sets) {
    let mut first: HashMap<(u32, u32), usize> = HashMap::new();
    for (k, (c, event)) in all.iter().enumerate() {
        let party = match c.statement.stance {
            Stance::ClaimsResponsibility | Stance::DeniesResponsibility => c.statement.source,
            Stance::Accuses => c.target,
            _ => None,
        };
        if let Some(key) = event.zip(party) {
            let f = *first.entry(key).or_insert(k);
            sets.join(f, k);
        }
    }
}

/// Shorter wordings point at something told before: "the accusation", "any involvement".
const FEWEST_WORDS: usize = 4;

/// The same wording is the same proposition. What is claimed of "the attack" is so only where it is one attack.
fn by_words(all: &[(&Claimed, Option<u32>)], sets: &mut Sets) {
    let tied = |c: &Claimed| {
        matches!(
            c.statement.stance,
            Stance::ClaimsResponsibility | Stance::DeniesResponsibility | Stance::Accuses
        )
    };
    let mut groups: Groups<()> = Groups::default();
    for (k, (c, event)) in all.iter().enumerate() {
        if c.grams.words() < FEWEST_WORDS {
            continue;
        }
        let same = |o: &usize| {
            let (other, place) = &all[*o];
            let one_event = match (place, event) {
                (Some(a), Some(b)) => a == b,
                _ => !tied(c) && !tied(other),
            };
            one_event && other.grams.alike(&c.grams)
        };
        if let Some(o) = groups.near((), &c.grams).into_iter().find(same) {
            sets.join(o, k);
        }
        groups.add((), &c.grams, k);
    }
}
