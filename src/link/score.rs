//! How well an entry suits a mention.

use super::context::{Context, Near};
use crate::{
    gazetteer::{EntryIx, Gazetteer, Kind},
    mention::{Form, Found},
};

/// The prior of an entry that says none.
const UNKNOWN: u16 = 100;

/// The best entry for a mention, or none when all speak against it.
pub(super) fn best(
    m: &Found,
    after_place: bool,
    near: Option<Near>,
    context: &Context<'_>,
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

fn score(
    m: &Found,
    after_place: bool,
    e: EntryIx,
    near: Option<Near>,
    context: &Context<'_>,
    gazetteer: &Gazetteer,
) -> f32 {
    let s = gazetteer.entry(e).sense();
    let kind = s.kind;
    let mut points = f32::from(if s.prior == 0 { UNKNOWN } else { s.prior });
    if m.form != Form::Demonym && kind.group() != m.kind.group() {
        return -1.0;
    }
    if kind != m.kind && !(kind.is_location() && m.kind.is_location()) {
        points -= 60.0;
    }
    // The name has more words than the mention: "Aleppo" is rather the city than Aleppo Governorate,
    // "Washington" the capital than the state.
    let divided = s.name_words > m.tokens.len();
    if kind == Kind::Region && divided {
        points -= 150.0;
    }
    if kind == Kind::City && s.prior >= 500 {
        points += 140.0;
    } else if kind == Kind::City && divided {
        points -= 100.0;
    }
    if after_place && matches!(kind, Kind::Region | Kind::Country) {
        points += 300.0;
    }
    // A thing of a country that the article is about.
    points += 500.0 * context.share(s.country);
    if kind.is_location() && kind != Kind::Country {
        points += 220.0 * context.region(s.region);
    }
    if let Some(near) = near {
        if near.country == s.country {
            let inside = near.region == 0 || near.region == s.region;
            points += if inside { 800.0 } else { -100.0 };
        } else if s.country != 0 {
            points -= 300.0;
        }
    }
    points
}
