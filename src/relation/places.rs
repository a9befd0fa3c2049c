//! Places inside places: "Kyiv, Ukraine".

use super::{List, Relation, RelationKind, Status, Work};
use crate::{document::Gap, gazetteer::Kind, mention::Form, span::Span, text::Text};

/// "City, Country" and "City, Region": the first lies in the second.
pub(super) fn find(w: &Work<'_, '_>, list: &mut List<'_>) {
    for pair in w.mentions.list().windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        if a.tokens.end != b.tokens.start || !a.kind.is_location() || !b.kind.is_location() {
            continue;
        }
        let near = w.doc.tokens().gap(b.tokens.start).is_within(Gap::COMMA | Gap::SPACE)
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
        let (Some(x), Some(y)) = (a.entity, b.entity) else { continue };
        let (ex, ey) = (&w.entities[x.0 as usize], &w.entities[y.0 as usize]);
        let agree = match (&ex.country, &ey.country) {
            (Some(p), Some(q)) => p == q,
            (None, _) => true,
            _ => false,
        };
        let said = |r: &Relation| {
            r.kind == RelationKind::LocatedIn && (r.subject, r.object) == (Some(x), Some(y))
        };
        if x != y && agree && !list.iter().any(said) {
            list.push(Relation {
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
}
