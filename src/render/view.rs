//! What the writers share: names behind indexes, amounts in words, text in one line.

use std::fmt::{Result, Write};

use crate::{
    claim::Stance,
    coref::Entity,
    gazetteer::Kind,
    mention::EntityIx,
    quantity::{Amount, Quantity},
    quote::Party,
    sheet::FactSheet,
};

/// Entities are listed in these groups.
pub(super) const GROUPS: [(&str, fn(Kind) -> bool); 4] = [
    ("People", |k| k == Kind::Person),
    ("Organisations", Kind::is_organization),
    ("Places", Kind::is_location),
    ("Other names", |k| k != Kind::Person && !k.is_organization() && !k.is_location()),
];

#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub sheet: &'a FactSheet,
}

impl<'a> View<'a> {
    /// The story's entities of these kinds, the most mentioned first.
    pub fn entities(&self, of: impl Fn(Kind) -> bool) -> Vec<&'a Entity> {
        let list = self.sheet.entities.iter().filter(|e| of(e.kind) && self.in_body(e));
        let mut list: Vec<&Entity> = list.collect();
        list.sort_by_key(|e| std::cmp::Reverse(e.mentions.len()));
        list
    }

    /// Whether an entity is mentioned in the story itself, not only in tags or other stories' lines.
    fn in_body(&self, e: &Entity) -> bool {
        let mut mentions = e.mentions.iter().filter_map(|m| self.sheet.mentions.get(*m as usize));
        mentions.any(|m| m.zone.is_body())
    }

    pub fn name(&self, e: EntityIx) -> &str {
        self.sheet.entities.get(e.0 as usize).map_or("?", |e| &e.name)
    }

    /// A party by its name, as written where it is not resolved.
    pub fn who(&self, party: Option<&Party>) -> String {
        let Some(p) = party else { return "(nobody named)".into() };
        p.entity.map_or_else(|| line(&p.text), |e| line(self.name(e)))
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

/// What somebody does with a statement, in plain words; the object of an accusation follows.
pub(super) const fn verb(stance: Stance, negated: bool) -> &'static str {
    match (stance, negated) {
        (Stance::Asserts, false) => "says",
        (Stance::Asserts, true) => "does not say",
        (Stance::Denies, false) => "denies",
        (Stance::Denies, true) => "does not deny",
        (Stance::Hedges, false) => "suggests",
        (Stance::Hedges, true) => "does not suggest",
        (Stance::Alleges, false) => "alleges",
        (Stance::Alleges, true) => "does not allege",
        (Stance::Accuses, false) => "accuses",
        (Stance::Accuses, true) => "does not accuse",
        (Stance::ClaimsResponsibility, false) => "claims responsibility",
        (Stance::ClaimsResponsibility, true) => "does not claim responsibility",
        (Stance::DeniesResponsibility, false) => "denies responsibility",
        (Stance::DeniesResponsibility, true) => "does not deny responsibility",
        (Stance::Predicts, false) => "expects",
        (Stance::Predicts, true) => "does not expect",
        (Stance::Demands, false) => "demands",
        (Stance::Demands, true) => "does not demand",
    }
}

/// A count of people with what qualifies it: "170 or more", "1 (implied)", "none".
pub(super) fn counted(q: &Quantity) -> String {
    figure(q.amount, q.negated, q.implied, q.hypothetical)
}

pub(super) fn figure(a: Amount, negated: bool, implied: bool, hypothetical: bool) -> String {
    let mut s = if negated { "none".into() } else { amount(a) };
    let notes = [(implied, " (implied)"), (hypothetical, " (only possible)")];
    notes.iter().filter(|n| n.0).for_each(|n| s += n.1);
    s
}

/// A title in the form's own mark-up and the items below it, or nothing where there are none.
pub(super) fn section<T>(
    out: &mut impl Write,
    title: std::fmt::Arguments<'_>,
    list: impl IntoIterator<Item = T>,
    item: impl Fn(T) -> String,
) -> Result {
    for (k, x) in list.into_iter().enumerate() {
        if k == 0 {
            out.write_fmt(title)?;
        }
        writeln!(out, "{}", item(x))?;
    }
    Ok(())
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
