//! Short forms that the text explains or uses beside the long form.

use super::{List, Relation, RelationKind, Status, Work};
use crate::{coref::Acronym, span::Span, text::Text};

pub(super) fn find(w: &Work<'_, '_>, pairs: &[Acronym], list: &mut List<'_>) {
    let relations = pairs.iter().filter_map(|p| {
        let (short, long) = (w.mentions.at(p.short)?, w.mentions.at(p.long)?);
        let start = short.span.start.min(long.span.start);
        let end = short.span.end.max(long.span.end);
        let near = p.rule == "explained";
        Some(Relation {
            kind: RelationKind::Acronym,
            subject: long.entity,
            object: None,
            label: Some(short.span.of(w.doc.text()).into()),
            evidence: if near { Span::new(start, end) } else { short.span },
            status: Status::Current,
            zone: w.doc.zone_of(p.short).kind,
            rule: Text::from_static(if near { "acronym:explained" } else { "acronym:initials" }),
        })
    });
    list.extend(relations);
}
