//! What the writers share: names behind indexes, amounts in words, text in one line.

use crate::{coref::Entity, mention::EntityIx, quantity::Amount, quote::Party, sheet::FactSheet};

#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub sheet: &'a FactSheet,
}

impl View<'_> {
    /// Whether an entity is mentioned in the story itself, not only in tags or other stories' lines.
    pub fn in_body(&self, e: &Entity) -> bool {
        let mut mentions = e.mentions.iter().filter_map(|m| self.sheet.mentions.get(*m as usize));
        mentions.any(|m| m.zone.is_body())
    }

    pub fn name(&self, e: EntityIx) -> &str {
        self.sheet.entities.get(e.0 as usize).map_or("?", |e| &e.name)
    }

    /// A party as written, with its entity's name where that differs.
    pub fn party(&self, party: Option<&Party>) -> String {
        let Some(p) = party else { return "(nobody named)".into() };
        match p.entity.map(|e| self.name(e)) {
            Some(name) if name != &*p.text => format!("{} [{name}]", line(&p.text)),
            _ => line(&p.text),
        }
    }
}

/// Text in one line.
pub(super) fn line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn amount(a: Amount) -> String {
    let about = if a.approximate { "about " } else { "" };
    match (a.low, a.high) {
        (Some(l), Some(h)) if l == h => format!("{about}{l}"),
        (Some(l), Some(h)) => format!("{about}{l} to {h}"),
        (Some(l), None) => format!("{about}{l} or more"),
        (None, Some(h)) => format!("{about}{h} or fewer"),
        (None, None) => "an unknown number".into(),
    }
}
