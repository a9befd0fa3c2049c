//! What both forms of a dossier share: names behind indexes, the words for a figure and its change.

use std::collections::BTreeSet;

use crate::{
    claim::Stance,
    dossier::{
        ChangeKind, Dossier, Figure, MergedClaim, MergedEvent, MergedQuote, Statement, Toll,
    },
    render::view::{figure, line, verb},
};

#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub dossier: &'a Dossier,
}

impl<'a> View<'a> {
    pub fn name(self, entity: u32) -> &'a str {
        self.dossier.entities.get(entity as usize).map_or("?", |e| &e.name)
    }

    /// "bombing in Abbey Gate, Kabul, 2021-08-26".
    pub fn title(self, e: &MergedEvent) -> String {
        let mut s = e.kind.replace('_', " ");
        let places: Vec<&str> = e.places.iter().map(|p| self.name(*p)).collect();
        if !places.is_empty() {
            s += &format!(" in {}", places.join(", "));
        }
        match (e.from, e.to) {
            (Some(a), Some(b)) if a == b => s += &format!(", {a}"),
            (Some(a), Some(b)) => s += &format!(", between {a} and {b}"),
            _ => {}
        }
        s
    }

    /// "Reuters", else the document's id.
    pub fn source(self, document: u32) -> &'a str {
        let d = self.dossier.documents.get(document as usize);
        d.map_or("?", |d| d.outlet.as_deref().unwrap_or(&d.id))
    }

    pub fn figure(self, f: &Figure) -> String {
        figure(f.amount, f.negated, f.implied, f.hypothetical)
    }

    /// How a figure differs from earlier ones: each change of which it is the later figure.
    pub fn changes(self, toll: &Toll, figure: u32) -> Vec<(ChangeKind, String)> {
        let told = toll.changes.iter().filter(|c| c.to == figure).filter_map(|c| {
            let from = self.dossier.figures.get(c.from as usize)?;
            let (was, who) = (self.figure(from), self.source(from.at.document));
            let words = match c.kind {
                ChangeKind::Raised => format!("raised from {was}"),
                ChangeKind::Lowered => format!("lowered from {was}"),
                ChangeKind::Conflict => format!("conflicts with {was} of {who}"),
            };
            Some((c.kind, words))
        });
        told.collect()
    }

    pub fn speaker(self, q: &MergedQuote) -> String {
        match (q.speaker, q.versions.iter().find_map(|v| v.speaker.as_deref())) {
            (Some(e), _) => self.name(e).into(),
            (None, Some(text)) => line(text),
            (None, None) => "(nobody named)".into(),
        }
    }

    pub fn party(self, s: &Statement) -> String {
        match (s.source, s.source_text.as_deref()) {
            (Some(e), _) => self.name(e).into(),
            (None, Some(text)) => line(text),
            (None, None) => "(nobody named)".into(),
        }
    }

    /// "denies", "accuses Moscow".
    pub fn stance(self, c: &MergedClaim, s: &Statement) -> String {
        let verb = verb(s.stance, s.negated);
        let target = c.target.filter(|_| s.stance == Stance::Accuses);
        target.map_or_else(|| verb.into(), |t| format!("{verb} {}", self.name(t)))
    }

    /// Claims in order, contested ones beside each other: each claim once, with those that contest it and come later.
    pub fn disputes(self) -> Vec<(usize, &'a MergedClaim, Vec<usize>)> {
        let claims = &self.dossier.claims;
        let mut seen = BTreeSet::new();
        let mut list = Vec::new();
        for (k, c) in claims.iter().enumerate() {
            if !seen.insert(k) {
                continue;
            }
            let others: Vec<usize> =
                c.contests.iter().map(|o| *o as usize).filter(|o| *o < claims.len()).collect();
            let others = others.into_iter().filter(|o| seen.insert(*o)).collect();
            list.push((k, c, others));
        }
        list
    }

    /// Events worth a reader's time: with figures, or told by several documents; and how many others there are.
    pub fn events(self) -> (Vec<(usize, &'a MergedEvent)>, usize) {
        let told = |e: &MergedEvent| {
            let documents: BTreeSet<u32> = e.reports.iter().map(|r| r.at.document).collect();
            !e.tolls.is_empty() || documents.len() > 1
        };
        let list: Vec<_> =
            self.dossier.events.iter().enumerate().filter(|(_, e)| told(e)).collect();
        let rest = self.dossier.events.len() - list.len();
        (list, rest)
    }
}

/// The documents of a list of records, each once.
pub(super) fn documents(list: impl Iterator<Item = u32>) -> Vec<u32> {
    list.collect::<BTreeSet<_>>().into_iter().collect()
}
