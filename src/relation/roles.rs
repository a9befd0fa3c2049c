//! Who holds which office.

use std::collections::{HashMap, HashSet};

use super::{Relation, RelationKind, Status, Work};
use crate::{
    coref::{Body, Office, RoleClass, Tenure},
    gazetteer::Kind,
    mention::EntityIx,
    span::Span,
    text::Text,
};

pub(super) fn find(w: &Work<'_, '_>, offices: &[Office]) -> Vec<Relation> {
    // The countries that holders were given a body of: (holder, body).
    let mut known: HashMap<EntityIx, EntityIx> = HashMap::new();
    for o in offices {
        if let (Some(h), Some(b)) = (holder(w, o), body(w, o))
            && (kind(w, b) == Kind::Country || o.class == RoleClass::Local)
        {
            known.entry(h).or_insert(b);
        }
    }
    let countries = Countries::new(w);
    let mut seen: HashSet<(EntityIx, Option<EntityIx>, String)> = HashSet::new();
    let mut list = Vec::new();
    for o in offices {
        let Some(subject) = holder(w, o) else { continue };
        let label = label(w, o);
        let object = body(w, o).or_else(|| implied(w, o, subject, &known, &countries));
        let tied = match o.class {
            RoleClass::Plain => object.is_some() || o.rule == "title",
            _ => true,
        };
        if !tied || !seen.insert((subject, object, label.clone())) {
            continue;
        }
        // "Secretary Benson" after "Michigan Secretary of State Jocelyn Benson" says nothing new.
        let known = |r: &Relation| {
            r.subject == Some(subject)
                && (object.is_none() || r.object == object)
                && r.label.as_ref().is_some_and(|l| holds(l, &label))
        };
        if list[..].iter().rev().take(64).any(known) {
            continue;
        }
        let h = w.mentions.at(o.holder.unwrap_or(0)).map_or(Span::new(0, 0), |m| m.span);
        let phrase = w.doc.span(o.phrase.clone());
        let start = body_span(w, o).map_or(phrase.start, |s| s.start.min(phrase.start));
        list.push(Relation {
            kind: RelationKind::Role,
            subject: Some(subject),
            object,
            label: Some(label.into()),
            evidence: Span::new(start.min(h.start), phrase.end.max(h.end)),
            status: match o.tenure {
                Tenure::Current => Status::Current,
                Tenure::Past => Status::Past,
                Tenure::Suspended => Status::Suspended,
            },
            zone: w.doc.zone_of(o.head).kind,
            rule: Text::from_static(match o.rule {
                "title" => "role:title",
                "apposition" => "role:apposition",
                _ => "role:copula",
            }),
        });
    }
    list
}

fn kind(w: &Work<'_, '_>, e: EntityIx) -> Kind {
    w.entities[e.0 as usize].kind
}

fn holder(w: &Work<'_, '_>, o: &Office) -> Option<EntityIx> {
    w.entity_at(o.holder?)
}

fn body_span(w: &Work<'_, '_>, o: &Office) -> Option<Span> {
    match o.body {
        Body::Mention(t) => w.mentions.at(t).map(|m| m.span),
        _ => None,
    }
}

fn body(w: &Work<'_, '_>, o: &Office) -> Option<EntityIx> {
    match o.body {
        Body::Mention(t) | Body::Noun(t) | Body::Pronoun(t) => w.entity_at(t),
        Body::None => None,
    }
}

/// A head of state or minister without a named country: the country he was given elsewhere in the article,
/// else the one the gazetteer knows him of, else the country that the article is about.
fn implied(
    w: &Work<'_, '_>,
    o: &Office,
    subject: EntityIx,
    known: &HashMap<EntityIx, EntityIx>,
    countries: &Countries<'_>,
) -> Option<EntityIx> {
    if matches!(o.body, Body::Mention(_)) || !matches!(o.class, RoleClass::State | RoleClass::Local)
    {
        return None;
    }
    if let Some(b) = known.get(&subject) {
        return Some(*b);
    }
    if let Some(code) = w.entities[subject.0 as usize].country.as_deref() {
        return countries.by_code.get(code).copied();
    }
    (o.class == RoleClass::State).then_some(countries.main).flatten()
}

/// The countries of the article.
struct Countries<'a> {
    by_code: HashMap<&'a str, EntityIx>,
    /// The one that has more mentions than all others together.
    main: Option<EntityIx>,
}

impl<'a> Countries<'a> {
    fn new(w: &Work<'a, '_>) -> Self {
        let list = || w.entities.iter().filter(|e| e.kind == Kind::Country);
        let mut by_code = HashMap::new();
        for e in list() {
            if let Some(code) = e.country.as_deref() {
                by_code.entry(code).or_insert(e.id);
            }
        }
        let total: usize = list().map(|e| e.mentions.len()).sum();
        let main = list().find(|e| e.mentions.len() * 2 > total).map(|e| e.id);
        Self { by_code, main }
    }
}

/// Whether `long` has all words of `short`.
fn holds(long: &str, short: &str) -> bool {
    short.split(' ').all(|w| long.split(' ').any(|l| l == w))
}

/// The label in lower case, on one line.
fn label(w: &Work<'_, '_>, o: &Office) -> String {
    let text = w.doc.span(o.label.clone()).of(w.doc.text());
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
