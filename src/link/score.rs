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
    near: Option<(Country, u32)>,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Option<EntryIx> {
    let mut best: Option<(f32, EntryIx)> = None;
    for &e in &m.candidates {
        let points = score(m, e, near, context, gazetteer);
        if best.is_none_or(|b| points > b.0) {
            best = Some((points, e));
        }
    }
    best.filter(|b| b.0 > 0.0).map(|b| b.1)
}

fn score(
    m: &Found,
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
    if kind != m.kind {
        points -= 60.0;
    }
    // A thing of a country that the article is about.
    points += 400.0 * context.share(known.country);
    if kind.is_location() && kind != Kind::Country {
        points += 150.0 * context.region(known.region);
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
