//! Events over documents: incidents of the same family that share a place and a day.
//!
//! An incident looks up the clusters under its keys (family, place, day) instead of meeting all others. What tells no day
//! or no place joins only where exactly one cluster can be meant.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{ToSpan, civil::Date};

use super::{
    days::Days,
    digest::Digest,
    incident::{Incident, Level},
    kinds::{self, Family},
    records::{Figure, MergedActor, MergedEntity, MergedEvent},
};
use crate::text::Text;

/// An incident that tells no day happened at most so long before its report.
const WINDOW: i32 = 30;

/// For each document the event of each of its incidents.
pub(super) type Homes = Vec<Vec<u32>>;

pub(super) fn merge(
    digests: &[Digest],
    entities: &[MergedEntity],
    figures: &mut Vec<Figure>,
) -> (Vec<MergedEvent>, Homes) {
    let mut clusters = Clusters::default();
    let mut home: Vec<Vec<Option<usize>>> =
        digests.iter().map(|d| vec![None; d.incidents.len()]).collect();
    for pass in [Clusters::exact, Clusters::loose, Clusters::placeless, Clusters::own] {
        for (d, digest) in digests.iter().enumerate() {
            for (i, incident) in digest.incidents.iter().enumerate() {
                if home[d][i].is_none() {
                    home[d][i] = pass(&mut clusters, incident, digest);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..clusters.list.len()).collect();
    let documents = |k: usize| {
        let reports = &clusters.list[k].reports;
        reports.iter().map(|r| r.at.document).collect::<BTreeSet<_>>().len()
    };
    order.sort_by_cached_key(|k| {
        let c = &clusters.list[*k];
        let first = c.reports.iter().map(|r| r.at).min();
        (std::cmp::Reverse(documents(*k)), c.days.map(|d| d.first), first)
    });
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, old)| place[*old] = new as u32);
    let homes: Homes =
        home.iter().map(|d| d.iter().map(|h| h.map_or(u32::MAX, |h| place[h])).collect()).collect();
    for (d, digest) in digests.iter().enumerate() {
        figures.extend(
            digest
                .figures
                .iter()
                .map(|f| Figure { event: f.event.map(|e| homes[d][e as usize]), ..f.clone() }),
        );
    }
    let events = order.iter().map(|k| record(&clusters.list[*k], entities)).collect();
    (events, homes)
}

#[derive(Default)]
struct Clusters {
    list: Vec<Incident>,
    /// Clusters by family, place and day.
    dated: HashMap<(Family, u32, Date), Vec<usize>>,
    /// Clusters with a known day, by family and place.
    placed: HashMap<(Family, u32), BTreeSet<usize>>,
}

impl Clusters {
    /// An incident with a day and a place joins the cluster that shares both, or opens one.
    fn exact(&mut self, i: &Incident, _: &Digest) -> Option<usize> {
        let day = i.days.and_then(Days::day)?;
        let narrow = i.places.iter().map(|p| p.level).min()?;
        let keys = i.places.iter().filter(|p| narrow == Level::Country || p.level < Level::Country);
        let mut near: Vec<(Level, usize)> = Vec::new();
        for p in keys {
            let here = self.dated.get(&(i.family, p.entity, day));
            near.extend(here.into_iter().flatten().map(|k| (p.level, *k)));
        }
        near.sort();
        let found = near.iter().map(|n| n.1).find(|k| {
            let c = &self.list[*k];
            let region_only = |i: &Incident| i.places.iter().all(|p| p.level >= Level::Region);
            // A shared region is little: only where one of the two knows no narrower place.
            c.fits(i)
                && (c.shares(i, Level::Spot)
                    || c.shares(i, Level::City)
                    || region_only(c)
                    || region_only(i))
        });
        Some(self.put(found, i))
    }

    /// An incident without a day, or with a coarse place, joins where one cluster alone can be meant.
    fn loose(&mut self, i: &Incident, digest: &Digest) -> Option<usize> {
        let published = digest.source.published;
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for p in i.places.iter().filter(|p| p.level <= Level::Region) {
            near.extend(self.placed.get(&(i.family, p.entity)).into_iter().flatten());
        }
        let can = |k: &usize| {
            let c = &self.list[*k];
            let at_spot = c.shares(i, Level::Spot);
            if !c.fits(i) || !at_spot && !c.shares(i, Level::City) && !c.shares(i, Level::Region) {
                return false;
            }
            match (i.days, c.days, published) {
                // Days of the two overlap, as `fits` says.
                (Some(_), ..) => true,
                (None, Some(d), Some(p)) => {
                    let recent = p.checked_sub(WINDOW.days()).is_ok_and(|from| d.last >= from);
                    d.first <= p && (recent || at_spot)
                }
                (None, ..) => at_spot,
            }
        };
        let list: Vec<usize> = near.into_iter().filter(can).collect();
        let [one] = list[..] else { return None };
        Some(self.put(Some(one), i))
    }

    /// An incident with a day and no place joins the one cluster of that day whose place its document mentions.
    fn placeless(&mut self, i: &Incident, digest: &Digest) -> Option<usize> {
        let day = i.days.and_then(Days::day).filter(|_| i.places.is_empty())?;
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for e in &digest.locations {
            near.extend(self.dated.get(&(i.family, *e, day)).into_iter().flatten());
        }
        let narrow = |c: &Incident| {
            let told = |level| {
                c.places.iter().any(|p| p.level == level && digest.locations.contains(&p.entity))
            };
            told(Level::Spot) || told(Level::City)
        };
        let list: Vec<usize> =
            near.into_iter().filter(|k| self.list[*k].fits(i) && narrow(&self.list[*k])).collect();
        let [one] = list[..] else { return None };
        Some(self.put(Some(one), i))
    }

    /// What fits nowhere is an event of its own.
    fn own(&mut self, i: &Incident, _: &Digest) -> Option<usize> {
        self.list.push(i.clone());
        Some(self.list.len() - 1)
    }

    fn put(&mut self, found: Option<usize>, i: &Incident) -> usize {
        let k = match found {
            Some(k) => {
                self.list[k].join(i.clone());
                k
            }
            None => {
                self.list.push(i.clone());
                self.list.len() - 1
            }
        };
        let c = &self.list[k];
        let Some(day) = c.days.and_then(Days::day) else { return k };
        for p in &i.places {
            let here = self.dated.entry((c.family, p.entity, day)).or_default();
            if !here.contains(&k) {
                here.push(k);
            }
            self.placed.entry((c.family, p.entity)).or_default().insert(k);
        }
        k
    }
}

fn record(c: &Incident, entities: &[MergedEntity]) -> MergedEvent {
    let mut kinds: BTreeMap<&Text, usize> = BTreeMap::new();
    c.reports.iter().for_each(|r| *kinds.entry(&r.kind).or_default() += 1);
    let kind = kinds.iter().max_by_key(|(k, n)| (!kinds::broad(k), **n, std::cmp::Reverse(**k)));
    let mut actors: Vec<MergedActor> = Vec::new();
    for (role, entity) in &c.actors {
        let told = entities.get(*entity as usize).map_or(&[][..], |e| &e.documents[..]);
        let here: BTreeSet<u32> = c.reports.iter().map(|r| r.at.document).collect();
        let documents =
            told.iter().map(|a| a.document).filter(|d| here.contains(d)).collect::<Vec<_>>();
        actors.push(MergedActor { role: role.clone(), entity: *entity, documents });
    }
    MergedEvent {
        kind: kind.map_or(Text::default(), |k| (*k.0).clone()),
        places: c.places.iter().map(|p| p.entity).collect(),
        from: c.days.map(|d| d.first),
        to: c.days.map(|d| d.last),
        actors,
        reports: c.reports.clone(),
        tolls: Vec::new(),
        claims: Vec::new(),
    }
}
