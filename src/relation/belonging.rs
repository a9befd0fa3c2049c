//! Who belongs to what: members, people of an organisation, parts of a body, seats.
//!
//! Found between two names that stand close together: "Ali Khan of the Taliban", "Hungary, a member of the EU", "the Quds
//! Force, part of the Revolutionary Guards", "the London-based charity". Each pattern wants kinds that suit it: a wrong
//! relation is worse than a missed one.

use super::{List, Relation, RelationKind, Status, Work};
use crate::{
    coref::{Body, Glue, Office, Tenure},
    document::{Flags, Gap},
    gazetteer::Kind,
    mention::{Form, Found},
    span::Span,
    syntax::Tag,
    text::Text,
};

/// What a word between two names tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cue {
    Of,
    From,
    In,
    Part,
    Member,
    Based,
    Place,
}

impl Cue {
    pub fn parse(s: &str) -> Option<Self> {
        Some(match s {
            "of" => Self::Of,
            "from" => Self::From,
            "in" => Self::In,
            "part" => Self::Part,
            "member" => Self::Member,
            "based" => Self::Based,
            "place" => Self::Place,
            _ => return None,
        })
    }
}

/// How many words may stand between two names.
const REACH: usize = 8;
/// How many modifiers a noun may have.
const MODIFIERS: usize = 3;
/// How many words behind "London-based" the name may stand.
const BEHIND: usize = 3;

/// Holders of an office of a party or an armed group belong to it.
pub(super) fn holders(w: &Work<'_, '_>, offices: &[Office], list: &mut List<'_>) {
    for o in offices {
        let (Some(t), Body::Mention(b)) = (o.holder, o.body) else { continue };
        let (Some(person), Some(body)) = (w.mentions.at(t), w.mentions.at(b)) else { continue };
        if matches!(body.kind, Kind::Party | Kind::ArmedGroup) && body.form != Form::Demonym {
            let status = match o.tenure {
                Tenure::Current => Status::Current,
                Tenure::Past => Status::Past,
                Tenure::Suspended => Status::Suspended,
            };
            add(w, list, RelationKind::MemberOf, person, body, (status, "member_of:office"));
        }
    }
}

/// All that stands between two neighbouring names, and the seats of organisations.
pub(super) fn between(w: &Work<'_, '_>, list: &mut List<'_>) {
    let names = w.mentions.list();
    let (words, lexicon) = (w.doc.words(), w.lexicon);
    for (k, a) in names.iter().enumerate() {
        let Some(behind) = words.get(a.tokens.end).map(|word| lexicon.marks(*word)) else { break };
        if a.form == Form::Pronoun {
            continue;
        }
        let cue = behind.begins(w.tables.cues);
        if cue && a.kind.is_location() && w.cue(a.tokens.end) == Some(Cue::Based) {
            seated_behind(w, a, list);
        }
        let Some(b) = names.get(k + 1) else { break };
        // Most names are followed by a word that joins them with nothing.
        let joined = cue
            || behind.classes.has(w.coref.glue)
            || a.form == Form::Demonym
            || w.doc.tokens().gap(a.tokens.end).has(Gap::COMMA);
        if !joined
            || b.tokens.start - a.tokens.end > REACH
            || b.tokens.start == a.tokens.end
            || b.form == Form::Pronoun
            || w.doc.sentence_of(a.tokens.start) != w.doc.sentence_of(b.tokens.start)
        {
            continue;
        }
        if a.form == Form::Demonym {
            demonym_place(w, a, b, list);
        } else if b.form != Form::Demonym
            && !w.doc.tokens().flags(a.tokens.end - 1).has(Flags::POSSESSIVE)
        {
            pair(w, a, b, list);
        }
    }
}

/// What the words between two names say of them.
fn pair(w: &Work<'_, '_>, a: &Found, b: &Found, list: &mut List<'_>) {
    use RelationKind::{Affiliation, LocatedIn, MemberOf, PartOf};
    let start = a.tokens.end;
    let comma = w.gap(start).has(Gap::COMMA);
    if !w.gap(start).is_within(Gap::BLANK | Gap::COMMA) {
        return;
    }
    let body = b.kind.is_organization();
    let first = w.cue(start);
    // "Ali Khan of the Taliban", "Jane Roe, of Amnesty International", "Jane Roe from Oxfam"
    if let Some(cue @ (Cue::Of | Cue::From)) = first
        && w.leads_to(start, b)
    {
        let (kind, rule) = match (a.kind, b.kind) {
            (Kind::Person, Kind::Party | Kind::ArmedGroup) => (MemberOf, "member_of:of"),
            (Kind::Person, _) if body => (Affiliation, "affiliation:of"),
            (Kind::Military | Kind::ArmedGroup, k) if cue == Cue::Of && inside(a.kind, k) => {
                (PartOf, "part_of:of")
            }
            _ => return,
        };
        return add(w, list, kind, a, b, (Status::Current, rule));
    }
    // "Aleppo in northern Syria"
    if first == Some(Cue::In) && !comma && w.lies_in(a, b) && w.adjectives_to(start, b) {
        return add(w, list, LocatedIn, a, b, (Status::Current, "located_in:in"));
    }
    // "…, a founding member of …", "…, which is part of …", "… is a member of …", "…, based in …"
    let mut i = start;
    let mut status = Status::Current;
    let mut linked = comma;
    while i < b.tokens.start && w.glue(i).has(Glue::WHO | Glue::IS | Glue::WAS) {
        if w.glue(i).has(Glue::WAS) {
            status = Status::Past;
        }
        linked |= w.glue(i).has(Glue::IS | Glue::WAS);
        i += 1;
    }
    if !linked {
        return;
    }
    if w.cue(i) == Some(Cue::Based) {
        if a.kind.is_organization() && b.kind.is_location() && w.cue(i + 1) == Some(Cue::In) {
            let there = w.leads_to(i + 1, b);
            return add_if(there, w, list, LocatedIn, a, b, (status, "located_in:based"));
        }
        return;
    }
    if i < b.tokens.start && w.glue(i).has(Glue::DEFINITE | Glue::INDEFINITE) {
        i += 1;
    }
    for _ in 0..=MODIFIERS {
        if i >= b.tokens.start {
            return;
        }
        match w.cue(i) {
            Some(cue @ (Cue::Part | Cue::Member)) => {
                let end = w.cue_end(i);
                let joined = w.cue(end) == Some(Cue::Of) && w.leads_to(end, b);
                let (kind, suits, rule) = match cue {
                    Cue::Member => (
                        MemberOf,
                        body && (a.kind == Kind::Person || a.kind == Kind::Country)
                            && (a.kind != Kind::Country || b.kind == Kind::Igo),
                        "member_of:noun",
                    ),
                    _ if a.kind.is_location() => (PartOf, w.lies_in(a, b), "part_of:noun"),
                    _ => (PartOf, body && a.kind.is_organization(), "part_of:noun"),
                };
                return add_if(joined && suits, w, list, kind, a, b, (status, rule));
            }
            None if w.is_modifier(i) => {
                if w.is_past(i) {
                    status = Status::Past;
                }
                i += 1;
            }
            _ => return,
        }
    }
}

/// A unit or group may be a part of one of these.
fn inside(part: Kind, whole: Kind) -> bool {
    matches!(whole, Kind::Military | Kind::ArmedGroup | Kind::Party)
        || part == Kind::Military && matches!(whole, Kind::Agency | Kind::Organization)
}

/// "the Ukrainian port of Odesa": a place of the country.
fn demonym_place(w: &Work<'_, '_>, a: &Found, b: &Found, list: &mut List<'_>) {
    let start = a.tokens.end;
    let mut i = start;
    while i < b.tokens.start && i - start < MODIFIERS && w.cue(i).is_none() && w.is_modifier(i) {
        i += 1;
    }
    let there = w.cue(i) == Some(Cue::Place)
        && w.cue(i + 1) == Some(Cue::Of)
        && i + 2 == b.tokens.start
        && w.plain(start, b.tokens.start + 1)
        && w.lies_in(b, a);
    if there {
        let rule = (Status::Current, "located_in:demonym");
        add(w, list, RelationKind::LocatedIn, b, a, rule);
    }
}

/// "the London-based charity Oxfam".
fn seated_behind(w: &Work<'_, '_>, place: &Found, list: &mut List<'_>) {
    let based = place.tokens.end;
    if !w.gap(based).has(Gap::HYPHEN) {
        return;
    }
    let last = (based + 2 + BEHIND).min(w.doc.len());
    for i in based + 1..last {
        if !w.gap(i).is_within(Gap::BLANK) {
            return;
        }
        match w.mentions.at(i) {
            Some(m) if m.kind.is_organization() && m.form != Form::Demonym => {
                let rule = (Status::Current, "located_in:seat");
                return add(w, list, RelationKind::LocatedIn, m, place, rule);
            }
            Some(_) => return,
            None if w.is_modifier(i) => {}
            None => return,
        }
    }
}

impl Work<'_, '_> {
    fn gap(&self, i: usize) -> Gap {
        if i < self.doc.len() { self.doc.tokens().gap(i) } else { Gap::STOP }
    }

    fn glue(&self, i: usize) -> Glue {
        self.coref.glue(self.doc, i)
    }

    fn cue(&self, i: usize) -> Option<Cue> {
        if i >= self.doc.len() || self.mentions.index_at(i).is_some() {
            return None;
        }
        let (_, e) = self.doc.phrase(self.lexicon, i, self.tables.cues)?;
        Some(self.tables.cue_rows[e.row as usize])
    }

    /// The first token behind the cue at token `i`.
    fn cue_end(&self, i: usize) -> usize {
        i + self.doc.phrase(self.lexicon, i, self.tables.cues).map_or(1, |p| p.0)
    }

    /// Only blanks and hyphens stand before the tokens of this range, but for the first.
    fn plain(&self, from: usize, to: usize) -> bool {
        (from + 1..to).all(|i| self.gap(i).is_within(Gap::BLANK | Gap::HYPHEN))
    }

    /// The word at token `i`, and perhaps an article, is all that stands before a name.
    fn leads_to(&self, i: usize, b: &Found) -> bool {
        let article = i + 2 == b.tokens.start && self.glue(i + 1).has(Glue::DEFINITE);
        (i + 1 == b.tokens.start || article) && self.plain(i, b.tokens.start + 1)
    }

    /// The word at token `i`, and perhaps adjectives, are all that stand before a name.
    fn adjectives_to(&self, i: usize, b: &Found) -> bool {
        let between = i + 1..b.tokens.start;
        between.len() <= 2
            && between.clone().all(|k| self.syntax.tag(k) == Tag::Adjective)
            && self.plain(i, b.tokens.start + 1)
    }

    fn is_modifier(&self, i: usize) -> bool {
        i < self.doc.len()
            && self.mentions.index_at(i).is_none()
            && self.gap(i).is_within(Gap::BLANK | Gap::HYPHEN | Gap::COMMA)
            && matches!(
                self.syntax.tag(i),
                Tag::Adjective | Tag::Noun | Tag::Participle | Tag::Gerund | Tag::Other
            )
            && !self.glue(i).has(Glue::STOP)
    }

    /// "former".
    fn is_past(&self, i: usize) -> bool {
        self.coref.tenure(self.doc, self.lexicon, i) == Some(Tenure::Past)
    }

    /// The gazetteer has a smaller place in the country that the larger is or lies in.
    fn lies_in(&self, small: &Found, large: &Found) -> bool {
        let order = |k: Kind| match k {
            Kind::Country => 3,
            Kind::Region => 2,
            Kind::City | Kind::Facility => 1,
            _ => 0,
        };
        let large_order = if large.form == Form::Demonym { 3 } else { order(large.kind) };
        let (Some(s), Some(l)) = (small.entity, large.entity) else { return false };
        let country = |e: crate::mention::EntityIx| self.entities[e.0 as usize].country.as_deref();
        order(small.kind) > 0
            && order(small.kind) < large_order
            && country(s).is_some()
            && country(s) == country(l)
    }
}

fn add_if(
    holds: bool,
    w: &Work<'_, '_>,
    list: &mut List<'_>,
    kind: RelationKind,
    subject: &Found,
    object: &Found,
    how: (Status, &'static str),
) {
    if holds {
        add(w, list, kind, subject, object, how);
    }
}

/// Adds a relation that was not stated before.
fn add(
    w: &Work<'_, '_>,
    list: &mut List<'_>,
    kind: RelationKind,
    subject: &Found,
    object: &Found,
    (status, rule): (Status, &'static str),
) {
    let (Some(s), Some(o)) = (subject.entity, object.entity) else { return };
    let said = |r: &Relation| r.kind == kind && (r.subject, r.object) == (Some(s), Some(o));
    if s == o || list.iter().any(said) {
        return;
    }
    list.push(Relation {
        kind,
        subject: Some(s),
        object: Some(o),
        label: None,
        evidence: Span::new(
            subject.span.start.min(object.span.start),
            subject.span.end.max(object.span.end),
        ),
        status,
        zone: w.doc.zone_of(subject.tokens.start).kind,
        rule: Text::from_static(rule),
    });
}
