//! What one document tells of one event.

use std::collections::BTreeSet;

use super::{
    days::Days,
    digest::Local,
    kinds::{self, Family},
    records::{At, EventReport},
};
use crate::{
    document::ZoneKind, event::Event, gazetteer::Kind, sheet::FactSheet, span::Span, text::Text,
};

/// How narrow a place is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Level {
    Spot,
    City,
    Region,
    Country,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Place {
    pub level: Level,
    /// Index into the sheet's entities, later into the dossier's.
    pub entity: u32,
    pub country: Option<Text>,
}

/// An event as one document, later as several, tell it.
#[derive(Clone, Debug)]
pub(super) struct Incident {
    pub family: Family,
    pub places: Vec<Place>,
    pub days: Option<Days>,
    pub actors: Vec<(Text, u32)>,
    pub reports: Vec<EventReport>,
    /// All its reports stand in headlines.
    headline: bool,
}

fn level(kind: Kind) -> Level {
    match kind {
        Kind::Country | Kind::Continent => Level::Country,
        Kind::Region => Level::Region,
        Kind::City => Level::City,
        _ => Level::Spot,
    }
}

impl Incident {
    fn new(local: &Local<'_>, index: u32, e: &Event) -> Self {
        let time = e.time.and_then(|t| local.sheet.times.get(t as usize));
        // A headline's weekday tells as often when something will be as when it was.
        let told = time.filter(|t| t.zone != ZoneKind::Headline);
        let place = |p| {
            let entity = local.sheet.entities.get(p as usize)?;
            Some(Place { level: level(entity.kind), entity: p, country: entity.country.clone() })
        };
        Self {
            family: kinds::family(&e.kind),
            places: e.place.and_then(|p| place(p.0)).into_iter().collect(),
            days: told.and_then(|t| Days::of(t.value.as_deref()?)),
            actors: e.actors.iter().map(|a| (a.role.clone(), a.entity.0)).collect(),
            reports: vec![EventReport {
                at: At { document: 0, span: e.trigger },
                event: index,
                kind: e.kind.clone(),
                sentence: local.sentence(e.trigger),
            }],
            headline: e.zone == ZoneKind::Headline,
        }
    }

    fn at(&self, level: Level) -> impl Iterator<Item = u32> + '_ {
        self.places.iter().filter(move |p| p.level == level).map(|p| p.entity)
    }

    pub fn shares(&self, other: &Self, level: Level) -> bool {
        self.at(level).any(|a| other.at(level).any(|b| a == b))
    }

    fn differs(&self, other: &Self, level: Level) -> bool {
        self.at(level).next().is_some()
            && other.at(level).next().is_some()
            && !self.shares(other, level)
    }

    fn countries(&self) -> BTreeSet<&str> {
        self.places.iter().filter_map(|p| p.country.as_deref()).collect()
    }

    /// Whether nothing told of the two excludes that they are one event.
    pub fn fits(&self, other: &Self) -> bool {
        if self.family != other.family || self.contrary_means(other) {
            return false;
        }
        if self.days.zip(other.days).is_some_and(|(a, b)| !a.overlaps(b)) {
            return false;
        }
        let (a, b) = (self.countries(), other.countries());
        if !a.is_empty() && !b.is_empty() && a.is_disjoint(&b) {
            return false;
        }
        // The narrowest place that both name decides: outlets name a suburb or its city for one hall.
        self.shares(other, Level::Spot)
            || !self.differs(other, Level::Spot)
                && (self.shares(other, Level::City)
                    || !self.differs(other, Level::City)
                        && (self.shares(other, Level::Region)
                            || !self.differs(other, Level::Region)))
    }

    fn contrary_means(&self, other: &Self) -> bool {
        let of =
            |i: &Self| i.reports.iter().filter_map(|r| kinds::means(&r.kind)).collect::<Vec<_>>();
        let (a, b) = (of(self), of(other));
        !a.is_empty() && !b.is_empty() && !a.iter().any(|m| b.contains(m))
    }

    /// Whether the places of two incidents of one document are one place as far as the document tells: shared, one not
    /// told, or two places of one country on the same day. A headline and the first event below it need no day.
    fn near(&self, other: &Self, lead: bool) -> bool {
        if self.places.is_empty() || other.places.is_empty() {
            return true;
        }
        let shared = self.places.iter().any(|a| other.places.iter().any(|b| a.entity == b.entity));
        let day = |i: &Self| i.days.and_then(Days::day);
        let same_day = day(self).is_some() && day(self) == day(other);
        let titled = lead && (self.headline || other.headline);
        shared || same_day || titled && !self.countries().is_disjoint(&other.countries())
    }

    pub fn join(&mut self, other: Self) {
        for p in other.places {
            if !self.places.iter().any(|o| o.entity == p.entity) {
                self.places.push(p);
            }
        }
        self.places.sort_by_key(|p| p.level);
        self.days = match (self.days, other.days) {
            (Some(a), Some(b)) if a.overlaps(b) => Some(a.narrow(b)),
            (a, b) => a.or(b),
        };
        for a in other.actors {
            if !self.actors.contains(&a) {
                self.actors.push(a);
            }
        }
        self.reports.extend(other.reports);
        self.headline &= other.headline;
    }
}

/// The incidents of one document, and for each of the sheet's events the incident it belongs to.
pub(super) fn of(local: &Local<'_>) -> (Vec<Incident>, Vec<Option<u32>>) {
    let events = &local.sheet.events;
    let mut home = vec![None; events.len()];
    let mut list: Vec<Incident> = Vec::new();
    let body = |k: &usize| events[*k].zone.is_body();
    let lead = (0..events.len()).find(|k| body(k) && events[*k].zone != ZoneKind::Headline);
    // Those with a place first: they tell what the others can be about.
    let mut order: Vec<usize> = (0..events.len()).filter(body).collect();
    order.sort_by_key(|k| (events[*k].place.is_none(), *k));
    for k in order {
        let new = Incident::new(local, k as u32, &events[k]);
        let fitting =
            (0..list.len()).filter(|i| list[*i].fits(&new) && list[*i].near(&new, lead == Some(k)));
        let same = |i: &usize| {
            let days = new.days.is_some() && list[*i].days == new.days;
            let shared =
                new.places.iter().any(|p| list[*i].places.iter().any(|o| o.entity == p.entity));
            (shared, days, list[*i].reports.len(), std::cmp::Reverse(*i))
        };
        match fitting.max_by_key(same) {
            Some(i) => {
                home[k] = Some(i as u32);
                list[i].join(new);
            }
            None => {
                home[k] = Some(list.len() as u32);
                list.push(new);
            }
        }
    }
    (list, home)
}

/// The incident that a count belongs to which the sheet gives to no event: the nearest one whose place and day do
/// not exclude it.
pub(super) fn home(
    sheet: &FactSheet,
    incidents: &[Incident],
    span: Span,
    place: Option<u32>,
    time: Option<u32>,
) -> Option<u32> {
    let days = time.and_then(|t| Days::of(sheet.times.get(t as usize)?.value.as_deref()?));
    let fits = |i: &&(usize, &Incident)| {
        let i = i.1;
        i.family.harms()
            && place.is_none_or(|p| i.places.is_empty() || i.places.iter().any(|o| o.entity == p))
            && days.zip(i.days).is_none_or(|(a, b)| a.overlaps(b))
    };
    let gap = |i: &Incident| {
        let gaps = i.reports.iter().map(|r| r.at.span.start.abs_diff(span.start));
        gaps.min().unwrap_or(u32::MAX)
    };
    let list: Vec<(usize, &Incident)> = incidents.iter().enumerate().collect();
    list.iter().filter(fits).min_by_key(|(k, i)| (gap(i), *k)).map(|(k, _)| *k as u32)
}
