//! Which kinds of event can be reports of one event.

/// Events that can stand for each other in reports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Family {
    /// Violence against people.
    Violent,
    /// Disasters and accidents.
    Mishap,
    /// Any other kind is its own family, told by the hash of its name.
    Own(u64),
}

/// How an act of violence was done, where its kind says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Means {
    Blast,
    Gun,
    Blade,
}

pub(super) fn family(kind: &str) -> Family {
    match kind {
        "attack" | "bombing" | "explosion" | "shooting" | "stabbing" | "massacre" | "killing"
        | "execution" | "assassination" | "air_strike" | "shelling" | "clash" | "offensive"
        | "siege" | "hijacking" | "arson" => Family::Violent,
        "disaster" | "accident" => Family::Mishap,
        other => Family::Own(crate::fold::hash(other)),
    }
}

impl Family {
    /// Whether people are harmed in such events.
    pub fn harms(self) -> bool {
        matches!(self, Family::Violent | Family::Mishap)
    }
}

pub(super) fn means(kind: &str) -> Option<Means> {
    match kind {
        "bombing" | "explosion" | "air_strike" | "shelling" => Some(Means::Blast),
        "shooting" => Some(Means::Gun),
        "stabbing" => Some(Means::Blade),
        _ => None,
    }
}

/// Kinds that say little: a narrower one names the event.
pub(super) fn broad(kind: &str) -> bool {
    matches!(kind, "attack" | "killing" | "disaster" | "accident")
}
