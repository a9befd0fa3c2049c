//! What the document is about, as far as places go.

use bumpalo::collections::Vec;

use super::{Work, senses::Names};
use crate::{
    document::{Document, Gap},
    gazetteer::Kind,
    mention::{Found, Mentions},
    table::Table,
};

/// How much of the document's geography lies in which country and region. Articles are about few of them.
pub(super) struct Context<'b> {
    countries: Vec<'b, (u16, f32)>,
    /// There are thousands of them, should a text list them all.
    regions: Table<'b, f32>,
    total: f32,
}

/// The country, and perhaps the region in it, that a place says it lies in.
#[derive(Clone, Copy)]
pub(super) struct Near {
    pub country: u16,
    pub region: u32,
}

impl<'b> Context<'b> {
    /// Countries named or told by a demonym, and regions with one reading.
    pub fn gather(w: &Work<'b, '_>, mentions: &Mentions, names: &Names<'_>) -> Self {
        let mut c =
            Self { countries: Vec::new_in(w.bump), regions: Table::new(w.bump, 8), total: 0.0 };
        for site in &names.sites {
            let m = &mentions.list()[site.mention as usize];
            let country = matches!(m.kind, Kind::Country | Kind::Nationality);
            if !country && m.kind != Kind::Region {
                continue;
            }
            let [first, rest @ ..] = names.candidates(site) else { continue };
            let region = m.kind == Kind::Region && rest.is_empty();
            if !region && (!country || first.prior <= 600) {
                continue;
            }
            let weight = if w.doc.zone_of(m.tokens.start).kind.is_body() { 1.0 } else { 0.3 };
            c.add(first.country, if region { first.region } else { 0 }, weight);
        }
        c
    }

    fn add(&mut self, country: u16, region: u32, weight: f32) {
        if country != 0 {
            note(&mut self.countries, country, weight);
            self.total += weight;
        }
        if region != 0 {
            *self.regions.entry(u64::from(region), 0.0).0 += weight;
        }
    }

    /// Counts the places that were decided.
    pub fn learn(&mut self, mentions: &Mentions, names: &Names<'_>) {
        for site in &names.sites {
            let m = &mentions.list()[site.mention as usize];
            let Some(e) = m.entry else { continue };
            if matches!(m.kind, Kind::Country | Kind::Nationality) {
                continue;
            }
            let candidates = names.candidates(site);
            let Some(c) = candidates.iter().find(|c| c.entry == e) else { continue };
            // A place that only its size speaks for is weak evidence.
            let weight = if candidates.len() == 1 { 0.6 } else { 0.25 };
            let weight = if m.kind.is_location() { weight } else { weight * 0.5 };
            self.add(c.country, if m.kind.is_location() { c.region } else { 0 }, weight);
        }
    }

    /// The share of the document's geography that lies in a country, 0 to 1.
    pub fn share(&self, country: u16) -> f32 {
        if country == 0 || self.total <= 0.0 {
            return 0.0;
        }
        weight(&self.countries, country) / (self.total + 1.0)
    }

    /// Whether a country is the one that the document is about, or one of those: none is named more than twice as often.
    pub fn leads(&self, country: u16) -> bool {
        let own = weight(&self.countries, country);
        own > 0.0 && self.countries.iter().all(|c| c.1 <= own * 2.0)
    }

    /// How often a region was named, levelling off at one.
    pub fn region(&self, region: u32) -> f32 {
        if region == 0 {
            return 0.0;
        }
        let n = self.regions.get(u64::from(region)).unwrap_or(0.0);
        n / (n + 0.7)
    }
}

fn note<K: PartialEq>(list: &mut Vec<'_, (K, f32)>, key: K, weight: f32) {
    match list.iter_mut().find(|p| p.0 == key) {
        Some(p) => p.1 += weight,
        None => list.push((key, weight)),
    }
}

fn weight<K: PartialEq>(list: &[(K, f32)], key: K) -> f32 {
    list.iter().find(|p| p.0 == key).map_or(0.0, |p| p.1)
}

/// Whether a country or region is named right behind a place or a body, or behind it in brackets.
pub(super) fn has_neighbour(doc: &Document<'_>, list: &[Found], k: usize) -> bool {
    let m = &list[k];
    let Some(next) = list.get(k + 1) else { return false };
    if next.tokens.start != m.tokens.end
        || !matches!(next.kind, Kind::Country | Kind::Region)
        || !m.kind.is_location() && !m.kind.is_organization()
    {
        return false;
    }
    let gap = doc.tokens().gap(next.tokens.start);
    gap.is_within(Gap::SPACE | Gap::COMMA | Gap::OPEN | Gap::STOP)
        && gap.has(Gap::COMMA | Gap::OPEN)
}

/// The place's own country or region that stands behind mention `k`: "Paris, Texas".
pub(super) fn neighbour(w: &Work<'_, '_>, mentions: &Mentions, k: usize) -> Option<Near> {
    let next = &mentions.list()[k + 1];
    let entry = next.entry.or_else(|| w.candidates(next).next().map(|n| n.entry))?;
    let sense = w.gazetteer.entry(entry).sense();
    let region = if next.kind == Kind::Region { sense.region } else { 0 };
    (sense.country != 0).then_some(Near { country: sense.country, region })
}

/// "Buffalo, New York": right behind another place and a comma stands a region or country.
pub(super) fn behind_place(doc: &Document<'_>, list: &[Found], k: usize) -> bool {
    let m = &list[k];
    k > 0
        && m.kind.is_location()
        && list[k - 1].tokens.end == m.tokens.start
        && matches!(list[k - 1].kind, Kind::City | Kind::Facility)
        && doc.tokens().gap(m.tokens.start).is_within(Gap::SPACE | Gap::COMMA)
        && doc.tokens().gap(m.tokens.start).has(Gap::COMMA)
}
