//! Places inside places: "Kyiv, Ukraine".

use std::collections::HashSet;

use super::{Relation, RelationKind, Status, Work};
use crate::{document::Gap, gazetteer::Kind, mention::Form, span::Span, text::Text};

/// "City, Country" and "City, Region": the first lies in the second.
pub(super) fn find(w: &Work<'_, '_>) -> Vec<Relation> {
    let mut seen = HashSet::new();
    let list = w.mentions.list();
    let mut out = Vec::new();
    for pair in list.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let near = a.tokens.end == b.tokens.start
            && w.doc.tokens().gap(b.tokens.start).is_within(Gap::COMMA | Gap::SPACE)
            && w.doc.tokens().gap(b.tokens.start).has(Gap::COMMA);
        let inside = matches!(
            (a.kind, b.kind),
            (Kind::City | Kind::Facility, Kind::Country | Kind::Region)
                | (Kind::Region, Kind::Country)
        );
        if !near || !inside || b.form == Form::Demonym || a.form == Form::Demonym {
            continue;
        }
        // A list "Boston, Germany and Spain" is told by what the gazetteer knows of both.
        let country = |e: &super::Entity| e.country.clone();
        let (Some(x), Some(y)) = (a.entity, b.entity) else { continue };
        let (ex, ey) = (&w.entities[x.0 as usize], &w.entities[y.0 as usize]);
        let agree = match (country(ex), country(ey)) {
            (Some(p), Some(q)) => p == q,
            (None, _) => true,
            _ => false,
        };
        if x != y && agree && seen.insert((x, y)) {
            out.push(Relation {
                kind: RelationKind::LocatedIn,
                subject: Some(x),
                object: Some(y),
                label: None,
                evidence: Span::new(a.span.start, b.span.end),
                status: Status::Current,
                zone: w.doc.zone_of(a.tokens.start).kind,
                rule: Text::from_static("located_in:comma"),
            });
        }
    }
    out
}
