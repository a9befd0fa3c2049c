//! One event for all its mentions.

use bumpalo::Bump;

use super::{
    Actor, Event, attach,
    detect::{Found, Reader},
    tables::Family,
};
use crate::{claim::Claim, text::Text};

/// The events so far, with what merging needs of each.
pub(super) struct Frames<'b> {
    events: bumpalo::collections::Vec<'b, Event>,
    keys: bumpalo::collections::Vec<'b, Key>,
}

struct Key {
    /// Number of the kind of its first trigger or the narrower one that named it.
    kind: u16,
    family: Family,
    plural: bool,
    verb: bool,
    long: bool,
}

/// How many of the latest events a new mention can join; bounds the work.
const BACK: usize = 12;

impl<'b> Frames<'b> {
    pub fn new(bump: &'b Bump) -> Self {
        /// Events of most articles.
        const ROOM: usize = 8;
        let keys = bumpalo::collections::Vec::with_capacity_in(ROOM, bump);
        Self { events: bumpalo::collections::Vec::with_capacity_in(ROOM, bump), keys }
    }

    /// The event that a found trigger belongs to; a new one where none fits.
    pub fn place(&mut self, f: &Found<'_>, reader: &Reader<'_>) -> usize {
        let first = self.events.len().saturating_sub(BACK);
        let mut best: Option<(u32, usize)> = None;
        for k in (first..self.events.len()).rev() {
            let score = self.score(k, f, reader);
            let other = || !f.definite && reader.years_apart(self.events[k].time, f.time);
            if score > 0 && best.is_none_or(|b| score > b.0) && !other() {
                best = Some((score, k));
            }
        }
        if let Some((_, k)) = best {
            self.join(k, f, reader);
            return k;
        }
        self.events.push(Event {
            kind: f.kind.into(),
            trigger: f.span,
            mentions: Vec::new(),
            place: f.place,
            time: f.time,
            actors: actors(f),
            counts: Vec::new(),
            claims: Vec::new(),
            zone: f.zone,
            rule: Text::from_static(if f.verb { "verb-trigger" } else { "noun-trigger" }),
        });
        self.keys.push(Key {
            kind: f.kind_id,
            family: f.family,
            plural: f.plural,
            verb: f.verb,
            long: f.long,
        });
        self.events.len() - 1
    }

    /// Whether one of the latest events is of this kind.
    pub fn tell(&self, kind: u16) -> bool {
        self.keys.iter().rev().take(BACK).any(|key| key.kind == kind)
    }

    /// How well a trigger fits an earlier event; 0 for not at all.
    fn score(&self, k: usize, f: &Found<'_>, reader: &Reader<'_>) -> u32 {
        let (e, key) = (&self.events[k], &self.keys[k]);
        let same = key.kind == f.kind_id;
        let family = key.family == f.family && f.family != Family::Own && key.long == f.long;
        if !same && !family || key.plural != f.plural && !(f.verb || key.verb) {
            return 0;
        }
        // "the attack in Pakistan" for one in a town there.
        let wider = |a, b| f.definite && reader.lies_in(a, b);
        // "A bus crash in Peru …, the bus skidded off a road near Celendin": the one told last.
        let last = same && f.verb && !key.plural && k + 1 == self.events.len();
        let closer = |a, b| last && reader.lies_in(b, a);
        let place = match (e.place, f.place) {
            (Some(a), Some(b)) if a == b => 3,
            // "a strike in North Darfur … the strike hit the market in Kabkabiya": told more closely.
            (Some(a), Some(b)) if !f.again && !wider(a, b) && !closer(a, b) => return 0,
            _ => 0,
        };
        let time = match (e.time, f.time) {
            (Some(a), Some(b)) if a == b => 2,
            _ => 0,
        };
        let generic = matches!(f.kind, "attack" | "killing" | "disaster" | "accident" | "clash")
            || matches!(&*e.kind, "attack" | "killing");
        // Taken up again: "the attack", the same word.
        if same && (f.definite || place > 0 || f.verb || key.verb || f.place.is_none()) {
            return 4 + place + time;
        }
        // "12 people were killed" speaks of the event just told.
        if family && !same && f.verb && f.kind == "killing" && k + 1 == self.events.len() {
            return 1 + place + time;
        }
        if family && !same && (f.definite && (generic || place > 0) || place > 0 && generic) {
            return 2 + place + time;
        }
        0
    }

    fn join(&mut self, k: usize, f: &Found<'_>, reader: &Reader<'_>) {
        let e = &mut self.events[k];
        e.mentions.push(f.span);
        let closer = |old| f.place.filter(|new| reader.lies_in(*new, old)).unwrap_or(old);
        e.place = e.place.map(closer).or(f.place);
        e.time = e.time.or(f.time);
        // The narrower word names the kind.
        if matches!(&*e.kind, "attack" | "killing")
            && !matches!(f.kind, "attack" | "killing" | "arrest")
        {
            e.kind = f.kind.into();
            self.keys[k].kind = f.kind_id;
        }
        for (n, (role, entity)) in f.actors.iter().enumerate() {
            let first = f.actors[..n].iter().all(|b| b.1 != *entity);
            // Nobody attacks himself: the first reading stands.
            let told = e.actors.iter().any(|a| a.entity == *entity);
            if first && !told && e.actors.len() < 24 {
                e.actors.push(Actor { role: Text::from_static(role.as_str()), entity: *entity });
            }
        }
    }

    pub fn events_mut(&mut self) -> &mut [Event] {
        &mut self.events
    }

    /// Gives claims of responsibility, denials and accusations to the event they speak of.
    pub fn claims(&mut self, claims: &[Claim], apart: impl Fn(u32, u32) -> usize, bump: &Bump) {
        let keys = &self.keys;
        let deed = |k: usize| keys[k].family == Family::Violent;
        attach::claims(claims, &mut self.events, deed, apart, bump);
    }

    pub fn into_events(self) -> Vec<Event> {
        self.events.into_iter().collect()
    }
}

fn actors(f: &Found<'_>) -> Vec<Actor> {
    let mut list: Vec<Actor> = Vec::new();
    for (role, entity) in &f.actors {
        let a = Actor { role: Text::from_static(role.as_str()), entity: *entity };
        if !list.iter().any(|b| b.entity == a.entity) {
            list.push(a);
        }
    }
    list
}
