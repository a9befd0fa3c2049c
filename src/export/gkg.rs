//! Columns in the manner of GDELT's Global Knowledge Graph 2.1.

use std::fmt::{Result, Write};

use super::{OffsetUnit, Offsets, entity, line};
use crate::{
    coref::Entity,
    gazetteer::Kind,
    quantity::{Effect, Quantity},
    sheet::FactSheet,
};

/// Columns of a GKG 2.1 row.
const COLUMNS: usize = 27;

/// Writes one tab-separated row with the 27 columns of GDELT's GKG 2.1, for scripts that read those: record id, date, document,
/// counts (V1COUNTS and V2.1COUNTS), locations, persons, organisations, quotations and all names. Columns without a counterpart in
/// a sheet (themes, tone, GCAM, pictures, …) are empty, and so are coordinates and feature ids of places.
///
/// A GKG count is one number: the lower bound, else the upper one; counts that are negated or only possible are left out.
///
/// # Errors
///
/// Only those of `out`.
pub fn gkg(
    sheet: &FactSheet,
    text: &str,
    id: &str,
    unit: OffsetUnit,
    out: &mut impl Write,
) -> Result {
    let offsets = Offsets::new(text, unit);
    let mut row: [String; COLUMNS] = Default::default();
    row[0] = plain(id);
    row[1] = sheet.published.map_or(String::new(), |d| d.strftime("%Y%m%d000000").to_string());
    // Source collection 6: "other".
    row[2] = "6".into();
    row[4] = plain(id);
    let counts =
        sheet.quantities.iter().filter(|q| q.zone.is_body() && !q.negated && !q.hypothetical);
    for q in counts {
        let Some(count) = count(sheet, text, q) else { continue };
        row[5] += &format!("{count};");
        row[6] += &format!("{count}#{};", offsets.at(q.span.start));
    }
    for e in &sheet.entities {
        let first = e
            .mentions
            .iter()
            .filter_map(|m| sheet.mentions.get(*m as usize))
            .find(|m| m.zone.is_body());
        let Some(first) = first else { continue };
        let at = offsets.at(first.span.start);
        let name = plain(&e.name);
        let column = match e.kind {
            Kind::Person => 11,
            k if k.is_organization() => 13,
            k if k.is_location() => {
                row[9] += &format!("{};", location(Some(e)));
                row[10] += &format!("{}#{at};", location(Some(e)));
                continue;
            }
            _ => continue,
        };
        row[column] += &format!("{name};");
        row[column + 1] += &format!("{name},{at};");
        row[23] += &format!("{name},{at};");
    }
    let quotes: Vec<String> = sheet
        .quotes
        .iter()
        .filter(|q| q.zone.is_body())
        .map(|q| {
            let (start, end) = offsets.of(q.content);
            let verb = q.cue.map_or(String::new(), |c| plain(c.of(text)));
            format!("{start}|{}|{verb}|{}", end - start, plain(&q.text))
        })
        .collect();
    row[22] = quotes.join("#");
    writeln!(out, "{}", row.join("\t"))
}

/// `TYPE#number#objects#location`.
fn count(sheet: &FactSheet, text: &str, q: &Quantity) -> Option<String> {
    let kind = match q.effect? {
        Effect::Killed => "KILL",
        Effect::Injured => "WOUND",
        Effect::Detained | Effect::Charged => "ARREST",
        Effect::Kidnapped => "KIDNAP",
        _ => "AFFECT",
    };
    let number = q.amount.low.or(q.amount.high)?;
    let who = q.victims.map_or(String::new(), |v| plain(v.of(text)));
    Some(format!("{kind}#{number}#{who}#{}", location(entity(sheet, q.place))))
}

/// `type#full name#country#ADM1#latitude#longitude#feature id`, with what a sheet knows.
fn location(e: Option<&Entity>) -> String {
    let Some(e) = e else { return "######".into() };
    // 1 country, 4 city of the world, 5 state of the world.
    let class = match e.kind {
        Kind::Country | Kind::Continent => 1,
        Kind::Region => 5,
        _ => 4,
    };
    format!("{class}#{}#{}####", plain(&e.name), e.country.as_deref().unwrap_or(""))
}

/// One line without the marks that separate columns, blocks and fields.
fn plain(s: &str) -> String {
    let mark = |c: char| if matches!(c, '#' | '|' | ';') { ' ' } else { c };
    line(&s.chars().map(mark).collect::<String>())
}
