//! A sheet as Markdown.

use std::fmt::{Result, Write};

use super::view::{self, View, counted, line, verb};
use crate::{claim::Stance, document::ZoneKind, sheet::FactSheet};

/// Writes a summary of `sheet` as Markdown, for notes, issues and wikis: who is who, quotations, a table of people harmed,
/// claims beyond plain statements, dated times. The article's words are escaped, so that none of them is read as markup.
///
/// # Errors
///
/// Only those of `out`.
pub fn markdown(sheet: &FactSheet, text: &str, out: &mut impl Write) -> Result {
    let view = View { sheet };
    let headline = sheet.zones.iter().find(|z| z.kind == ZoneKind::Headline);
    writeln!(out, "# {}", headline.map_or("Fact sheet".into(), |z| plain(z.span.of(text))))?;
    if let Some(day) = sheet.published {
        writeln!(out, "\n{day}")?;
    }
    section(out, "Who is who", view.entities(|_| true), |e| {
        let id = e.gazetteer_id.as_ref().map_or(String::new(), |id| format!(", `{id}`"));
        let roles = sheet.relations.iter().filter(|r| r.subject == Some(e.id));
        let roles: String =
            roles.filter_map(|r| r.label.as_deref()).map(|l| format!(", {}", plain(l))).collect();
        format!("- **{}** ({}{id}){roles}", plain(&e.name), e.kind)
    })?;
    section(out, "Quotations", sheet.quotes.iter().filter(|q| q.zone.is_body()), |q| {
        format!("- **{}**: {}", plain(&view.party(q.speaker.as_ref())), plain(&q.text))
    })?;
    let counts = || sheet.quantities.iter().filter(|q| q.effect.is_some() && q.zone.is_body());
    if counts().next().is_some() {
        writeln!(
            out,
            "\n## People harmed\n\n| effect | number | words | where | source |\n|---|---|---|---|---|"
        )?;
    }
    for q in counts() {
        let name = |e: Option<_>| e.map_or(String::new(), |e| plain(view.name(e)));
        let effect = q.effect.map_or("", |e| e.as_str());
        let number = counted(q);
        let (place, by) = (name(q.place), name(q.by));
        writeln!(out, "| {effect} | {number} | {} | {place} | {by} |", plain(&q.text))?;
    }
    let claims = sheet.claims.iter().filter(|c| c.zone.is_body() && c.stance != Stance::Asserts);
    section(out, "Claims", claims, |c| {
        let target = c.target.map_or(String::new(), |t| format!(" {}", plain(view.name(t))));
        let who = plain(&view.party(c.source.as_ref()));
        format!("- **{who}** {}{target}: {}", verb(c.stance, c.negated), plain(c.content.of(text)))
    })?;
    section(out, "Times", sheet.times.iter().filter(|t| t.zone.is_body()), |t| {
        format!("- {}: {}", plain(t.value.as_deref().unwrap_or("?")), plain(&t.text))
    })
}

fn section<T>(
    out: &mut impl Write,
    title: &str,
    list: impl IntoIterator<Item = T>,
    item: impl Fn(T) -> String,
) -> Result {
    view::section(out, format_args!("\n## {title}\n\n"), list, item)
}

/// Text in one line, with the marks escaped that Markdown could read.
fn plain(s: &str) -> String {
    let mut out = String::new();
    for c in line(s).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '!')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
