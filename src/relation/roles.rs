//! Who holds which office.

use bumpalo::collections::{String, Vec as BumpVec};

use super::{List, Relation, RelationKind, Status, Work};
use crate::{
    coref::{Body, Entity, Office, RoleClass, Tenure},
    fold,
    gazetteer::Kind,
    mention::EntityIx,
    span::Span,
    table::Table,
    text::Text,
};

/// How many relations back a longer label of the same office is looked for.
const WINDOW: usize = 64;

pub(super) fn find(w: &Work<'_, '_>, offices: &[Office], list: &mut List<'_>) {
    let held = offices.iter().filter(|o| o.holder.is_some());
    let held = BumpVec::from_iter_in(held, w.bump);
    if held.is_empty() {
        return;
    }
    // The countries that holders were given a body of: (holder, body).
    let mut known: BumpVec<'_, (EntityIx, EntityIx)> = BumpVec::new_in(w.bump);
    for o in &held {
        if let (Some(h), Some(b)) = (holder(w, o), body(w, o))
            && (kind(w, b) == Kind::Country || o.class == RoleClass::Local)
            && known.iter().all(|k| k.0 != h)
        {
            known.push((h, b));
        }
    }
    let mut countries: Option<Countries<'_>> = None;
    // What was said before is seen in the list, when all of it is looked at.
    let mut seen = (held.len() > WINDOW).then(|| Table::<()>::new(w.bump, held.len()));
    let mut label = String::with_capacity_in(64, w.bump);
    for o in &held {
        let Some(subject) = holder(w, o) else { continue };
        write_label(w, o, &mut label);
        let object = body(w, o).or_else(|| implied(w, o, subject, &known, &mut countries));
        let tied = match o.class {
            RoleClass::Plain => object.is_some() || o.rule == "title",
            _ => true,
        };
        if !tied {
            continue;
        }
        if let Some(seen) = &mut seen {
            let key = [subject.0, object.map_or(0, |e| e.0 + 1)];
            let key = key.iter().fold(fold::hash(&label), |k, n| fold::chain(k, u64::from(*n)));
            if !seen.entry(key, ()).1 {
                continue;
            }
        }
        // "Secretary Benson" after "Michigan Secretary of State Jocelyn Benson" says nothing new.
        let known = |r: &Relation| {
            r.subject == Some(subject)
                && (object.is_none() || r.object == object)
                && r.label.as_ref().is_some_and(|l| holds(l, &label))
        };
        if list[..].iter().rev().take(WINDOW).any(known) {
            continue;
        }
        let h = w.mentions.at(o.holder.unwrap_or(0)).map_or(Span::new(0, 0), |m| m.span);
        let phrase = w.doc.span(o.phrase.clone());
        let start = body_span(w, o).map_or(phrase.start, |s| s.start.min(phrase.start));
        list.push(Relation {
            kind: RelationKind::Role,
            subject: Some(subject),
            object,
            label: Some(label.as_str().into()),
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

/// An office-holder without a named body: what he was given elsewhere in the article; of a head of state or minister
/// else the country the gazetteer knows him of, else the one that the article is about.
fn implied<'a>(
    w: &Work<'a, '_>,
    o: &Office,
    subject: EntityIx,
    known: &[(EntityIx, EntityIx)],
    countries: &mut Option<Countries<'a>>,
) -> Option<EntityIx> {
    if matches!(o.body, Body::Mention(_)) || !matches!(o.class, RoleClass::State | RoleClass::Local)
    {
        return None;
    }
    if let Some((_, b)) = known.iter().find(|k| k.0 == subject) {
        return Some(*b);
    }
    if o.class != RoleClass::State {
        return None;
    }
    let country = w.entities[subject.0 as usize].country.as_deref();
    let countries = countries.get_or_insert_with(|| Countries::new(w));
    if let Some(code) = country {
        return countries.by_code.iter().find(|c| c.0 == code).map(|c| c.1);
    }
    countries.main(w)
}

/// The countries of the article.
struct Countries<'a> {
    by_code: BumpVec<'a, (&'a str, EntityIx)>,
    /// The one that the article is about, once that was asked.
    main: Option<Option<EntityIx>>,
}

impl<'a> Countries<'a> {
    fn new(w: &Work<'a, '_>) -> Self {
        let countries = places(w).filter(|(_, e)| e.kind == Kind::Country);
        let by_code = BumpVec::from_iter_in(countries.map(|(code, e)| (code, e.id)), w.bump);
        Self { by_code, main: None }
    }

    /// The one that has, with the places in it, more mentions than all others together.
    fn main(&mut self, w: &Work<'a, '_>) -> Option<EntityIx> {
        let by_code = &self.by_code;
        *self.main.get_or_insert_with(|| {
            let total: usize = places(w).map(|(_, e)| e.mentions.len()).sum();
            let of = |code: &str| -> usize {
                places(w).filter(|p| p.0 == code).map(|(_, e)| e.mentions.len()).sum()
            };
            by_code.iter().find(|c| of(c.0) * 2 > total).map(|c| c.1)
        })
    }
}

/// The article's places with the codes of their countries.
fn places<'a>(w: &Work<'a, '_>) -> impl Iterator<Item = (&'a str, &'a Entity)> {
    let places = w.entities.iter().filter(|e| e.kind.is_location());
    places.filter_map(|e| Some((e.country.as_deref()?, e)))
}

/// Whether `long` has all words of `short`.
fn holds(long: &str, short: &str) -> bool {
    long == short || short.split(' ').all(|w| long.split(' ').any(|l| l == w))
}

/// Writes the label in lower case, on one line.
fn write_label(w: &Work<'_, '_>, o: &Office, out: &mut String<'_>) {
    out.clear();
    let label = w.doc.span(o.label.clone()).of(w.doc.text());
    let bytes = label.as_bytes();
    let plain = bytes.iter().all(|b| (b' '..=b'~').contains(b));
    if plain && bytes.windows(2).all(|pair| pair != b"  ") {
        out.push_str(label);
    } else {
        for word in label.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&word.to_lowercase());
        }
    }
    out.make_ascii_lowercase();
}
