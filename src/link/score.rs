//! How well an entry suits a mention.

use super::{
    Work,
    context::{Context, Near},
};
use crate::{
    gazetteer::{EntryIx, Kind, Name},
    mention::{Form, Found},
};

/// The prior of an entry that says none.
const UNKNOWN: u16 = 100;

/// What a name may stand for.
pub(super) struct Candidate {
    pub entry: EntryIx,
    pub kind: Kind,
    /// What speaks for it by itself; nothing in the rest of the document is held against it.
    pub points: f32,
    pub prior: u16,
    pub country: u16,
    pub region: u32,
    /// A public body by a name that every country has for one: "Congress", "Supreme Court".
    generic: bool,
    /// What speaks against it if its own name has more words than the mention.
    divided: f32,
    /// The mention's words.
    words: u32,
}

/// What stands right beside a mention.
#[derive(Clone, Copy, Default)]
pub(super) struct Beside {
    /// The place it says it lies in.
    pub near: Option<Near>,
    /// A place stands before it, as before the region it lies in.
    pub after: bool,
}

impl Candidate {
    /// What the name tells; [`place`](Self::place) tells the rest.
    pub fn new(m: &Found, name: &Name) -> Self {
        let Name { entry, kind, prior, .. } = *name;
        let mut points = f32::from(if prior == 0 { UNKNOWN } else { prior });
        let other = (kind != m.kind) & !(kind.is_location() & m.kind.is_location());
        points -= if other { 60.0 } else { 0.0 };
        // The name has more words than the mention: "Aleppo" is rather the city than Aleppo Governorate,
        // "Washington" the capital than the state.
        let (city, large) = (kind == Kind::City, prior >= 500);
        // "Albany" is rather the city than the river.
        let divided = match kind {
            Kind::Region => 150.0,
            Kind::Water => 90.0,
            _ => 0.0,
        };
        let divided = if city & !large { 100.0 } else { divided };
        points += if city & large { 140.0 } else { 0.0 };
        let group = kind.group() == m.kind.group();
        points = if (m.form == Form::Demonym) | group { points } else { f32::MIN };
        let public = matches!(kind, Kind::Agency | Kind::Military);
        let generic = public && name.context && !name.acronym;
        let words = m.tokens.len() as u32;
        Self { entry, kind, points, prior, country: 0, region: 0, generic, divided, words }
    }

    /// Where it lies. Asked of all candidates in a row, so that waiting for one's row is waiting for many.
    #[inline]
    pub fn place(&mut self, w: &Work<'_, '_>) {
        let s = w.gazetteer.entry(self.entry).sense();
        self.points -= if s.name_words > self.words as usize { self.divided } else { 0.0 };
        (self.country, self.region) = (s.country, s.region);
        self.generic &= s.country != 0;
    }

    /// Whether it is meant whatever else the document says.
    pub fn is_clear(&self) -> bool {
        self.points > 0.0 && !self.generic
    }

    fn score(&self, beside: Beside, context: &Context<'_>) -> f32 {
        let mut points = self.points;
        if self.generic {
            // What its country is to the document decides, not how well it is known.
            return if context.leads(self.country) {
                1.0 + context.share(self.country)
            } else {
                0.0
            };
        }
        if beside.after && matches!(self.kind, Kind::Region | Kind::Country) {
            points += 300.0;
        }
        // A thing of a country that the article is about.
        points += 500.0 * context.share(self.country);
        if self.kind.is_location() && self.kind != Kind::Country {
            points += 220.0 * context.region(self.region);
        }
        if let Some(near) = beside.near {
            if near.country == self.country {
                let inside = near.region == 0 || near.region == self.region;
                points += if inside { 800.0 } else { -100.0 };
            } else if self.country != 0 {
                // "Aleppo, Texas": a state rules out what lies elsewhere; a country may be the next of a list.
                points -= if near.region != 0 { 1200.0 } else { 300.0 };
            }
        }
        points
    }
}

/// The best of the candidates, or none when all speaks against each.
pub(super) fn best(
    candidates: &[Candidate],
    beside: Beside,
    context: &Context<'_>,
) -> Option<EntryIx> {
    let mut best: Option<(f32, EntryIx)> = None;
    for c in candidates {
        let points = c.score(beside, context);
        if best.is_none_or(|b| points > b.0) {
            best = Some((points, c.entry));
        }
    }
    best.filter(|b| b.0 > 0.0).map(|b| b.1)
}
