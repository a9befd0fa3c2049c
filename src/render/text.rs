//! A plain-text summary of a sheet.

use std::fmt::{Result, Write};

use super::view::{self, GROUPS, View, amount, counted, line, verb};
use crate::{
    claim::Stance,
    coref::Entity,
    document::ZoneKind,
    quantity::{Quantity, QuantityKind},
    quote::QuoteKind,
    relation::{RelationKind, Status},
    sheet::FactSheet,
    span::Span,
};

/// Writes a summary of `sheet`, made from `text`: who is named, offices, quotations, counts of people harmed, other
/// figures, times, claims, events, warnings. Facts of tags and of other stories' lines are left out.
///
/// # Errors
///
/// Only those of `out`.
pub fn text(sheet: &FactSheet, text: &str, out: &mut impl Write) -> Result {
    let w = Writer { view: View { sheet }, sheet, text };
    w.head(out)?;
    w.who(out)?;
    w.relations(out)?;
    w.quotes(out)?;
    w.harm(out)?;
    w.figures(out)?;
    w.times(out)?;
    w.claims(out)?;
    w.events(out)?;
    w.warnings(out)
}

struct Writer<'a> {
    view: View<'a>,
    sheet: &'a FactSheet,
    text: &'a str,
}

impl Writer<'_> {
    fn head(&self, out: &mut impl Write) -> Result {
        if let Some(z) = self.sheet.zones.iter().find(|z| z.kind == ZoneKind::Headline) {
            writeln!(out, "{}", line(z.span.of(self.text)))?;
        }
        let date = self.sheet.published.map_or("no reference date".into(), |d| d.to_string());
        let language = self.sheet.language.code.as_deref().unwrap_or("unknown language");
        writeln!(out, "{date} · {language} · {} sentences", self.sheet.sentences.len())
    }

    fn who(&self, out: &mut impl Write) -> Result {
        for (title, belongs) in GROUPS {
            section(out, title, self.view.entities(belongs), |e| self.entity(e))?;
        }
        Ok(())
    }

    fn entity(&self, e: &Entity) -> String {
        let id = e.gazetteer_id.as_ref().map_or(String::new(), |id| format!(", {id}"));
        let mut forms: Vec<&str> = Vec::new();
        for m in e.mentions.iter().filter_map(|m| self.sheet.mentions.get(*m as usize)) {
            if *m.text != *e.name && !forms.contains(&&*m.text) {
                forms.push(&m.text);
            }
        }
        let forms =
            if forms.is_empty() { String::new() } else { format!(": {}", forms.join(", ")) };
        format!("{} ({}{id}) × {}{forms}", e.name, e.kind, e.mentions.len())
    }

    fn relations(&self, out: &mut impl Write) -> Result {
        let list = self.sheet.relations.iter().filter(|r| r.zone.is_body());
        section(out, "Offices and relations", list, |r| {
            let subject = r.subject.map_or("(unnamed)", |e| self.view.name(e));
            let label = r.label.as_deref().unwrap_or("");
            let object = r.object.map_or("?", |e| self.view.name(e));
            let status = match r.status {
                Status::Current => "",
                Status::Past => " (former)",
                Status::Suspended => " (suspended)",
            };
            match r.kind {
                RelationKind::Acronym => format!("{label} = {subject}"),
                RelationKind::Role if r.object.is_none() => format!("{subject}: {label}{status}"),
                RelationKind::Role => format!("{subject}: {label}, {object}{status}"),
                RelationKind::MemberOf => format!("{subject}: member of {object}{status}"),
                RelationKind::PartOf => format!("{subject}: part of {object}{status}"),
                RelationKind::Affiliation => format!("{subject}: of {object}{status}"),
                RelationKind::LocatedIn => format!("{subject}: in {object}{status}"),
            }
        })
    }

    fn quotes(&self, out: &mut impl Write) -> Result {
        let list = self.sheet.quotes.iter().filter(|q| q.zone.is_body());
        section(out, "Quotations", list, |q| {
            let kind = match q.kind {
                QuoteKind::Direct => "direct",
                QuoteKind::Indirect => "indirect",
                QuoteKind::Mixed => "mixed",
            };
            let cue = q.cue.map_or(String::new(), |c| format!(" ({})", line(c.of(self.text))));
            let via = q.via.as_ref().map_or(String::new(), |v| format!(" — via {}", line(&v.text)));
            format!("[{kind}] {}{cue}: {}{via}", self.view.party(q.speaker.as_ref()), line(&q.text))
        })
    }

    fn harm(&self, out: &mut impl Write) -> Result {
        let list = self.sheet.quantities.iter().filter(|q| q.zone.is_body());
        section(out, "People harmed", list.filter(|q| q.effect.is_some()), |q| {
            let effect = q.effect.map_or("", |e| e.as_str());
            let mut s = format!("{effect} {}", counted(q));
            if let Some(place) = q.place {
                s += &format!(" in {}", self.view.name(place));
            }
            if let Some(by) = q.by {
                s += &format!(" according to {}", self.view.name(by));
            }
            format!("{s}: “{}”", line(q.span.of(self.text)))
        })
    }

    fn figures(&self, out: &mut impl Write) -> Result {
        let told = |q: &&Quantity| {
            let kind = q.kind;
            q.effect.is_none()
                && q.zone.is_body()
                && matches!(
                    kind,
                    QuantityKind::Money | QuantityKind::Measure | QuantityKind::Percent
                )
        };
        section(out, "Other figures", self.sheet.quantities.iter().filter(told), |q| {
            let unit = match (q.kind, q.unit.as_deref()) {
                (_, Some(unit)) => format!(" {unit}"),
                (QuantityKind::Percent, None) => " %".into(),
                (_, None) => String::new(),
            };
            format!("{}{unit}: “{}”", amount(q.amount), line(q.span.of(self.text)))
        })
    }

    fn times(&self, out: &mut impl Write) -> Result {
        let list = self.sheet.times.iter().filter(|t| t.zone.is_body());
        section(out, "Times", list, |t| {
            format!("{} = {}", line(&t.text), t.value.as_deref().unwrap_or("?"))
        })
    }

    fn claims(&self, out: &mut impl Write) -> Result {
        let list = self.sheet.claims.iter().filter(|c| c.zone.is_body());
        let list = list.filter(|c| c.stance != Stance::Asserts);
        section(out, "Claims beyond plain statements", list, |c| {
            let target = c.target.map_or(String::new(), |t| format!(" {}", self.view.name(t)));
            let content = line(c.content.of(self.text));
            let verb = verb(c.stance, c.negated);
            format!("{} {verb}{target}: {content}", self.view.party(c.source.as_ref()))
        })
    }

    fn events(&self, out: &mut impl Write) -> Result {
        let list = self.sheet.events.iter().filter(|e| e.zone.is_body());
        section(out, "Events", list, |e| {
            let mut s = format!("{} “{}”", e.kind, line(e.trigger.of(self.text)));
            if let Some(p) = e.place {
                s += &format!(" in {}", self.view.name(p));
            }
            if let Some(t) = e.time.and_then(|t| self.sheet.times.get(t as usize)) {
                s += &format!(", {}", t.value.as_deref().unwrap_or(&t.text));
            }
            for a in &e.actors {
                s += &format!(", {}: {}", a.role, self.view.name(a.entity));
            }
            s
        })
    }

    fn warnings(&self, out: &mut impl Write) -> Result {
        section(out, "Warnings", &self.sheet.warnings, |w| match w.span {
            None => format!("{}: {}", w.kind, w.text),
            Some(s) => {
                format!("{}: {}, at byte {}: “{}”", w.kind, w.text, s.start, self.start_of(s))
            }
        })
    }

    /// The first characters of a span.
    fn start_of(&self, span: Span) -> String {
        line(&span.of(self.text).chars().take(40).collect::<String>())
    }
}

fn section<T>(
    out: &mut impl Write,
    title: &str,
    list: impl IntoIterator<Item = T>,
    item: impl Fn(T) -> String,
) -> Result {
    view::section(out, format_args!("\n{title}\n"), list, |x| format!("  - {}", item(x)))
}
