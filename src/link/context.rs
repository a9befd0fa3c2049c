//! What the document is about, as far as places go.

use std::collections::HashMap;

use super::attributes::{Country, known};
use crate::{
    document::{Document, Gap},
    gazetteer::{EntryIx, Gazetteer, Kind},
    mention::Mentions,
};

/// How much of the document's geography lies in which country and region.
#[derive(Default)]
pub(super) struct Context {
    countries: HashMap<Country, f32>,
    regions: HashMap<u32, f32>,
    total: f32,
}

impl Context {
    /// Countries named or told by a demonym, and regions with one reading.
    pub fn gather(doc: &Document<'_>, mentions: &Mentions, gazetteer: &Gazetteer) -> Self {
        let mut c = Self::default();
        for m in mentions.list() {
            let [first, rest @ ..] = &m.candidates[..] else { continue };
            let known = known(gazetteer, *first);
            let country = matches!(m.kind, Kind::Country | Kind::Nationality) && known.prior > 600;
            let region = m.kind == Kind::Region && rest.is_empty();
            if !country && !region {
                continue;
            }
            let weight = if doc.zone_of(m.tokens.start).kind.is_body() { 1.0 } else { 0.3 };
            c.add(known.country, if region { known.region } else { 0 }, weight);
        }
        c
    }

    fn add(&mut self, country: Country, region: u32, weight: f32) {
        if country.is_known() {
            *self.countries.entry(country).or_default() += weight;
            self.total += weight;
        }
        if region != 0 {
            *self.regions.entry(region).or_default() += weight;
        }
    }

    /// Counts the places that were decided.
    pub fn learn(&mut self, mentions: &Mentions, gazetteer: &Gazetteer) {
        for m in mentions.list() {
            let Some(e) = m.entry else { continue };
            if matches!(m.kind, Kind::Country | Kind::Nationality) {
                continue;
            }
            let known = known(gazetteer, e);
            // A place that only its size speaks for is weak evidence.
            let weight = if m.candidates.len() == 1 { 0.6 } else { 0.25 };
            let weight = if m.kind.is_location() { weight } else { weight * 0.5 };
            self.add(known.country, if m.kind.is_location() { known.region } else { 0 }, weight);
        }
    }

    /// The share of the document's geography that lies in a country, 0 to 1.
    pub fn share(&self, country: Country) -> f32 {
        if !country.is_known() || self.total <= 0.0 {
            return 0.0;
        }
        let weight = self.countries.get(&country).copied().unwrap_or(0.0);
        weight / (self.total + 1.0)
    }

    /// How often a region was named, levelling off at one.
    pub fn region(&self, region: u32) -> f32 {
        if region == 0 {
            return 0.0;
        }
        let n = self.regions.get(&region).copied().unwrap_or(0.0);
        n / (n + 0.7)
    }
}

/// A place's own country or region, named right behind it or before it in brackets: "Paris, Texas".
pub(super) fn neighbour(
    doc: &Document<'_>,
    mentions: &Mentions,
    k: usize,
    gazetteer: &Gazetteer,
) -> Option<(Country, u32)> {
    let list = mentions.list();
    let m = &list[k];
    if !m.kind.is_location() && !m.kind.is_organization() {
        return None;
    }
    let next = list.get(k + 1)?;
    if next.tokens.start != m.tokens.end || !matches!(next.kind, Kind::Country | Kind::Region) {
        return None;
    }
    let gap = doc.tokens().gap(next.tokens.start);
    if !gap.is_within(Gap::SPACE | Gap::COMMA | Gap::OPEN | Gap::STOP)
        || !gap.has(Gap::COMMA | Gap::OPEN)
    {
        return None;
    }
    let first: EntryIx = *next.entry.as_ref().or(next.candidates.first())?;
    let known = known(gazetteer, first);
    let region = if next.kind == Kind::Region { known.region } else { 0 };
    known.country.is_known().then_some((known.country, region))
}

/// "Buffalo, New York": right behind another place and a comma stands a region or country.
pub(super) fn behind_place(doc: &Document<'_>, mentions: &Mentions, k: usize) -> bool {
    let list = mentions.list();
    let m = &list[k];
    k > 0
        && m.kind.is_location()
        && list[k - 1].tokens.end == m.tokens.start
        && matches!(list[k - 1].kind, Kind::City | Kind::Facility)
        && doc.tokens().gap(m.tokens.start).is_within(Gap::SPACE | Gap::COMMA)
        && doc.tokens().gap(m.tokens.start).has(Gap::COMMA)
}
