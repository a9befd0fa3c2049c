//! How well an entry suits a mention.

use super::{
    attributes::{Country, known},
    context::Context,
};
use crate::{
    gazetteer::{EntryIx, Gazetteer, Kind},
    mention::{Form, Found},
};

/// The best entry for a mention, or none when all speak against it.
pub(super) fn best(
    m: &Found,
    after_place: bool,
    near: Option<(Country, u32)>,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Option<EntryIx> {
    let mut best: Option<(f32, EntryIx)> = None;
    for &e in &m.candidates {
        let points = score(m, after_place, e, near, context, gazetteer);
        if best.is_none_or(|b| points > b.0) {
            best = Some((points, e));
        }
    }
    best.filter(|b| b.0 > 0.0).map(|b| b.1)
}

/// The name has more words than the mention.
fn divided(name: &str, m: &Found) -> bool {
    name.split([' ', '-']).count() > m.tokens.len()
}

fn score(
    m: &Found,
    after_place: bool,
    e: EntryIx,
    near: Option<(Country, u32)>,
    context: &Context,
    gazetteer: &Gazetteer,
) -> f32 {
    let known = known(gazetteer, e);
    let kind = gazetteer.entry(e).kind();
    let mut points = f32::from(known.prior);
    if m.form != Form::Demonym && kind.group() != m.kind.group() {
        return -1.0;
    }
    if kind != m.kind && !(kind.is_location() && m.kind.is_location()) {
        points -= 60.0;
    }
    // "Aleppo" is rather the city than Aleppo Governorate, "Washington" the capital than the state.
    if kind == Kind::Region && divided(gazetteer.entry(e).name(), m) {
        points -= 150.0;
    }
    if kind == Kind::City && known.prior >= 500 {
        points += 140.0;
    } else if kind == Kind::City && divided(gazetteer.entry(e).name(), m) {
        points -= 100.0;
    }
    if after_place && matches!(kind, Kind::Region | Kind::Country) {
        points += 300.0;
    }
    // A thing of a country that the article is about.
    points += 500.0 * context.share(known.country);
    if kind.is_location() && kind != Kind::Country {
        points += 220.0 * context.region(known.region);
    }
    if let Some((country, region)) = near {
        if country == known.country {
            points += if region == 0 || region == known.region { 800.0 } else { -100.0 };
        } else if known.country.is_known() {
            points -= 300.0;
        }
    }
    points
}
