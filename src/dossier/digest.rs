//! What a dossier keeps of one document: owned, with the sheet's own entity indexes until these are merged.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::{
    Report,
    grams::Grams,
    incident::{self, Incident},
    records::{At, Figure, MergedRole, QuoteVersion, SourceDocument, Statement},
};
use crate::{
    coref::Entity,
    document::ZoneKind,
    fold,
    indexes::Indexes,
    mention::{EntityIx, Form},
    quote::Party,
    relation::RelationKind,
    sheet::FactSheet,
    span::Span,
    text::Text,
    words,
};

/// A sheet with its text.
pub(super) struct Local<'a> {
    pub sheet: &'a FactSheet,
    pub text: &'a str,
}

impl Local<'_> {
    /// The sentence around a span, in one line.
    pub fn sentence(&self, span: Span) -> Text {
        let s = &self.sheet.sentences;
        let k = s.partition_point(|s| s.span.end <= span.start);
        let at = s.get(k).map_or(span, |s| if s.span.contains(span) { s.span } else { span });
        line(at.of(self.text))
    }
}

pub(super) fn line(s: &str) -> Text {
    s.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

#[derive(Clone, Debug)]
pub(super) struct Digest {
    pub source: SourceDocument,
    hash: u64,
    pub entities: Vec<Named>,
    /// The places that the story mentions, as the dossier's entities once merged.
    pub locations: BTreeSet<u32>,
    /// Holder and office.
    pub roles: Vec<(Option<u32>, MergedRole)>,
    pub incidents: Vec<Incident>,
    /// `event` is an index into `incidents`.
    pub figures: Vec<Figure>,
    pub quotes: Vec<Quoted>,
    pub claims: Vec<Claimed>,
}

/// An entity of one sheet.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub record: Entity,
    pub names: Vec<Text>,
    pub mentions: u32,
    pub first: Span,
}

#[derive(Clone, Debug)]
pub(super) struct Quoted {
    pub speaker: Option<u32>,
    pub grams: Grams,
    pub version: QuoteVersion,
}

#[derive(Clone, Debug)]
pub(super) struct Claimed {
    pub statement: Statement,
    pub grams: Grams,
    pub target: Option<u32>,
    /// Index into `incidents`.
    pub event: Option<u32>,
    /// Indexes into the digest's claims.
    pub contests: Vec<u32>,
}

pub(super) fn of(report: &Report<'_>) -> Digest {
    let Report { id, sheet, text, .. } = *report;
    let local = Local { sheet, text };
    let title = sheet.zones.iter().find(|z| z.kind == ZoneKind::Headline);
    let (incidents, homes) = incident::of(&local);
    Digest {
        source: SourceDocument {
            id: id.into(),
            outlet: report.outlet.map(Text::from),
            url: report.url.map(Text::from),
            title: title.map(|z| line(z.span.of(text))),
            published: report.published.or(sheet.published),
            language: sheet.language.code.clone(),
            copy_of: None,
        },
        hash: hash(text),
        entities: entities(sheet),
        locations: BTreeSet::new(),
        roles: roles(sheet),
        figures: figures(&local, &incidents, &homes),
        quotes: quotes(sheet),
        claims: claims(&local, &homes),
        incidents,
    }
}

/// Hash of a text's words: copies differ in blanks and marks.
fn hash(text: &str) -> u64 {
    let mut h = 0;
    words::each(text, |w| h = fold::chain(h, w.hash));
    h
}

fn entities(sheet: &FactSheet) -> Vec<Named> {
    let one = |e: &Entity| {
        let mut names: Vec<Text> = Vec::new();
        let (mut count, mut first) = (0, Span::default());
        for m in e.mentions.iter().filter_map(|m| sheet.mentions.get(*m as usize)) {
            if !m.zone.is_body() {
                continue;
            }
            if count == 0 {
                first = m.span;
            }
            count += 1;
            let named = matches!(m.form, Form::Name | Form::Acronym);
            if named && m.text != e.name && !names.contains(&m.text) {
                names.push(line(&m.text));
            }
        }
        let record = Entity { mentions: Indexes::default(), ..e.clone() };
        Named { record, names, mentions: count, first }
    };
    sheet.entities.iter().map(one).collect()
}

fn roles(sheet: &FactSheet) -> Vec<(Option<u32>, MergedRole)> {
    let list = sheet.relations.iter().filter(|r| r.kind == RelationKind::Role && r.zone.is_body());
    list.filter_map(|r| {
        let role = MergedRole {
            label: r.label.clone()?,
            object: r.object.map(|o| o.0),
            status: r.status,
            at: vec![At { document: 0, span: r.evidence }],
        };
        Some((Some(r.subject?.0), role))
    })
    .collect()
}

fn figures(local: &Local<'_>, incidents: &[Incident], homes: &[Option<u32>]) -> Vec<Figure> {
    let sheet = local.sheet;
    let mut list = Vec::new();
    for (k, q) in sheet.quantities.iter().enumerate() {
        let Some(effect) = q.effect.filter(|_| q.zone.is_body()) else { continue };
        let told = sheet.events.iter().position(|e| e.counts.contains(&(k as u32)));
        let place = q.place.map(|p| p.0);
        let event = told
            .and_then(|e| homes[e])
            .or_else(|| incident::home(sheet, incidents, q.span, place, q.time));
        list.push(Figure {
            at: At { document: 0, span: q.span },
            quantity: k as u32,
            event,
            effect,
            amount: q.amount,
            told: None,
            by: q.by.map(|e| e.0),
            place,
            // Parts of another figure cannot lead; `tolls` chooses among the others.
            leading: q.of.is_none() && !q.hypothetical,
            implied: q.implied,
            negated: q.negated,
            hypothetical: q.hypothetical,
            text: line(&q.text),
            sentence: local.sentence(q.span),
        });
    }
    list
}

fn party(p: Option<&Party>) -> (Option<u32>, Option<Text>) {
    (p.and_then(|p| p.entity).map(|e| e.0), p.map(|p| line(&p.text)))
}

fn quotes(sheet: &FactSheet) -> Vec<Quoted> {
    let list = sheet.quotes.iter().enumerate().filter(|(_, q)| q.zone.is_body());
    list.map(|(k, q)| {
        let (speaker, name) = party(q.speaker.as_ref());
        Quoted {
            speaker,
            grams: Grams::of(&q.text),
            version: QuoteVersion {
                at: At { document: 0, span: q.content },
                quote: k as u32,
                kind: q.kind,
                text: line(&q.text),
                speaker: name,
                via: party(q.via.as_ref()).1,
            },
        }
    })
    .collect()
}

fn claims(local: &Local<'_>, homes: &[Option<u32>]) -> Vec<Claimed> {
    let sheet = local.sheet;
    let body: Vec<usize> =
        (0..sheet.claims.len()).filter(|k| sheet.claims[*k].zone.is_body()).collect();
    let one = |k: &usize| {
        let c = &sheet.claims[*k];
        let text = line(c.content.of(local.text));
        let (source, source_text) = party(c.source.as_ref());
        let event = sheet.events.iter().position(|e| e.claims.contains(&(*k as u32)));
        let contests = c.contests.iter().filter_map(|o| body.binary_search(&(*o as usize)).ok());
        Claimed {
            grams: Grams::of(&text),
            target: c.target.map(|e| e.0),
            event: event.and_then(|e| homes[e]),
            contests: contests.map(|o| o as u32).collect(),
            statement: Statement {
                at: At { document: 0, span: c.content },
                claim: *k as u32,
                source,
                source_text,
                stance: c.stance,
                certainty: c.certainty,
                negated: c.negated,
                text,
                sentence: local.sentence(c.content),
            },
        }
    };
    body.iter().map(one).collect()
}

impl Digest {
    /// The order of documents in a dossier, whatever the order in which they came.
    pub fn order(&self) -> (Date, &Text, u64) {
        (self.source.published.unwrap_or(Date::MAX), &self.source.id, self.hash)
    }

    /// Puts the dossier's entity indexes in place of the sheet's.
    pub fn resolve(&mut self, map: &[Option<u32>]) {
        let get = |e: &mut Option<u32>| *e = e.and_then(|e| map.get(e as usize).copied().flatten());
        for i in &mut self.incidents {
            i.places.retain_mut(|p| to(&mut p.entity, map));
            i.actors.retain_mut(|a| to(&mut a.1, map));
        }
        let places = self.entities.iter().zip(map).filter(|(e, _)| e.record.kind.is_location());
        self.locations = places.filter_map(|(_, global)| *global).collect();
        for f in &mut self.figures {
            get(&mut f.by);
            get(&mut f.place);
        }
        self.quotes.iter_mut().for_each(|q| get(&mut q.speaker));
        for c in &mut self.claims {
            get(&mut c.target);
            get(&mut c.statement.source);
        }
    }

    /// Writes the document's number into its records.
    fn number(&mut self, document: u32) {
        let told = self.source.published;
        self.roles.iter_mut().flat_map(|r| &mut r.1.at).for_each(|a| a.document = document);
        let reports = self.incidents.iter_mut().flat_map(|i| &mut i.reports);
        reports.for_each(|r| r.at.document = document);
        for f in &mut self.figures {
            f.at.document = document;
            f.told = told;
        }
        self.quotes.iter_mut().for_each(|q| q.version.at.document = document);
        self.claims.iter_mut().for_each(|c| c.statement.at.document = document);
    }
}

fn to(e: &mut u32, map: &[Option<u32>]) -> bool {
    match map.get(*e as usize).copied().flatten() {
        Some(g) => {
            *e = g;
            true
        }
        None => false,
    }
}

/// The document records of sorted digests, which get their numbers.
pub(super) fn documents(digests: &mut [Digest]) -> Vec<SourceDocument> {
    let mut first = HashMap::new();
    for (k, d) in digests.iter_mut().enumerate() {
        d.number(k as u32);
        let original = *first.entry(d.hash).or_insert(k as u32);
        d.source.copy_of = (original != k as u32).then_some(original);
    }
    digests.iter().map(|d| d.source.clone()).collect()
}

/// For callers that keep an entity's index within its sheet.
pub(super) const fn ix(e: u32) -> EntityIx {
    EntityIx(e)
}
