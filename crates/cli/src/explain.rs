//! `copydesk explain`: why records are there. Each with its place, its rule, the words it rests on, and of names what else
//! in the gazetteers is called so.

use std::fmt::Write;

use copydesk::{Extractor, FactSheet, Gazetteer, Span};
use serde_json::Value;

use crate::{
    args::ExplainArgs,
    exit::{DONE, PARTLY, Stop},
    extract,
    input::{self, Doc, Taken},
    output,
};

/// Records are listed in this order; the other lists hold no findings.
const LISTS: &[&str] =
    &["mentions", "quotes", "claims", "quantities", "times", "relations", "events", "warnings"];

/// Prints the explanation; the exit code.
pub fn run(args: &ExplainArgs) -> Result<u8, Stop> {
    if args.input.files.is_empty() {
        return Err(Stop::Failed("explain: expected files, directories or -".into()));
    }
    let (files, _) = input::list(&args.input.files)?;
    let extractor = extract::extractor(&args.input)?;
    let mut code = DONE;
    for doc in input::articles(files, &args.input, Taken::default()) {
        match doc {
            Ok(doc) => {
                let text = explain(&doc, &extractor, args)?;
                output::whole(None, text.as_bytes())?;
            }
            Err(message) => {
                eprintln!("copydesk: {message}");
                code = PARTLY;
            }
        }
    }
    Ok(code)
}

/// The places in the text that `--at` asks for.
fn places(at: &str, text: &str) -> Result<Vec<(u32, u32)>, String> {
    if let Ok(offset) = at.parse::<u32>() {
        if offset as usize >= text.len() {
            return Err(format!("--at {offset}: the text has {} bytes", text.len()));
        }
        return Ok(vec![(offset, offset + 1)]);
    }
    let found: Vec<_> =
        text.match_indices(at).map(|(k, w)| (k as u32, (k + w.len()) as u32)).collect();
    if found.is_empty() { Err(format!("--at: the text has no `{at}`")) } else { Ok(found) }
}

fn explain(doc: &Doc, extractor: &Extractor, args: &ExplainArgs) -> Result<String, String> {
    let sheet = extractor.extract(doc.article(args.input.reference));
    let wanted = args.at.as_deref().map(|at| places(at, &doc.text)).transpose();
    let wanted = wanted.map_err(|e| format!("{}: {e}", doc.name()))?;
    let near = |from: u32, to: u32| {
        wanted.as_ref().is_none_or(|list| list.iter().any(|(a, b)| from < *b && *a < to))
    };
    let value = serde_json::to_value(&sheet).map_err(|e| e.to_string())?;
    let lines = Lines::new(&doc.text);
    let mut out = format!("{}\n", doc.name());
    for list in LISTS {
        for (k, record) in value[*list].as_array().into_iter().flatten().enumerate() {
            let Some((from, to)) = span(record) else { continue };
            if !near(from, to) {
                continue;
            }
            let told = write!(
                out,
                "\n{list}[{k}] at {}: {}\n",
                lines.at(from),
                short(&doc.text, from, to)
            )
            .and_then(|()| facts(record, &sheet, doc, &mut out))
            .and_then(|()| match *list {
                "mentions" => alternatives(record, &sheet, extractor.gazetteer(), &mut out),
                _ => Ok(()),
            });
            told.map_err(|e| e.to_string())?;
        }
    }
    Ok(out)
}

fn span(record: &Value) -> Option<(u32, u32)> {
    let span = ["span", "evidence", "trigger"]
        .iter()
        .find_map(|k| record.get(k)?.get("start").map(|_| &record[*k]))?;
    Some((span["start"].as_u64()? as u32, span["end"].as_u64()? as u32))
}

fn short(text: &str, from: u32, to: u32) -> String {
    let whole = Span::new(from, to).of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match whole.char_indices().nth(100) {
        Some((k, _)) => format!("“{}…”", &whole[..k]),
        None => format!("“{whole}”"),
    }
}

/// The record's fields, rule first; entities by name, spans by their words.
fn facts(record: &Value, sheet: &FactSheet, doc: &Doc, out: &mut String) -> std::fmt::Result {
    writeln!(out, "  rule: {}", record["rule"].as_str().unwrap_or("none"))?;
    for (key, value) in record.as_object().into_iter().flatten() {
        if matches!(key.as_str(), "rule" | "span" | "text") || value.is_null() || *value == false {
            continue;
        }
        writeln!(out, "  {key}: {}", said(key, value, sheet, doc))?;
    }
    Ok(())
}

fn said(key: &str, value: &Value, sheet: &FactSheet, doc: &Doc) -> String {
    const ENTITIES: &[&str] = &["entity", "place", "by", "subject", "object", "target"];
    match value {
        Value::Number(n) if ENTITIES.contains(&key) => {
            let entity = n.as_u64().and_then(|k| sheet.entities.get(k as usize));
            entity.map_or(n.to_string(), |e| e.name.to_string())
        }
        Value::String(s) => s.clone(),
        Value::Array(list) => {
            let each: Vec<_> = list.iter().map(|v| said(key, v, sheet, doc)).collect();
            each.join(", ")
        }
        Value::Object(map) => {
            if let (Some(from), Some(to)) = (map.get("start"), map.get("end")) {
                let at = |v: &Value| v.as_u64().unwrap_or(0) as u32;
                return short(&doc.text, at(from), at(to));
            }
            let inner = map.iter().filter(|(k, v)| !v.is_null() && *k != "span");
            let each: Vec<_> =
                inner.map(|(k, v)| format!("{k} {}", said(k, v, sheet, doc))).collect();
            each.join(", ")
        }
        other => other.to_string(),
    }
}

/// What else is called so.
fn alternatives(
    record: &Value,
    sheet: &FactSheet,
    gazetteer: &Gazetteer,
    out: &mut String,
) -> std::fmt::Result {
    let Some(name) = record["text"].as_str() else { return Ok(()) };
    let entity = record["entity"].as_u64().and_then(|k| sheet.entities.get(k as usize));
    let linked = entity.and_then(|e| e.gazetteer_id.as_ref());
    if let Some(entry) = linked.and_then(|id| gazetteer.get(id)) {
        let (file, line) = entry.position();
        writeln!(out, "  gazetteer: {} ({file}:{line}), prior {}", entry.id(), entry.prior())?;
    }
    for entry in
        gazetteer.named(name).iter().filter(|e| linked.is_none_or(|id| *id.0 != *e.id())).take(5)
    {
        let country = entry.country().map_or(String::new(), |c| format!(", {c}"));
        writeln!(
            out,
            "  could be: {} ({}{country}, {}), prior {}",
            entry.name(),
            entry.kind(),
            entry.id(),
            entry.prior()
        )?;
    }
    Ok(())
}

/// Line and column (in characters, from 1) of an offset.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|b| b.1 == b'\n').map(|b| b.0 + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    fn at(&self, offset: u32) -> String {
        let line = self.starts.partition_point(|s| *s <= offset as usize) - 1;
        let column = self.text[self.starts[line]..offset as usize].chars().count() + 1;
        format!("{}:{column} (byte {offset})", line + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_offsets_or_words() {
        assert_eq!(places("4", "abc def").as_deref(), Ok(&[(4, 5)][..]));
        assert_eq!(places("a", "aba").map(|p| p.len()), Ok(2));
        assert!(places("99", "abc").is_err() && places("x", "abc").is_err());
        let lines = Lines::new("ab\nöß c");
        assert_eq!((lines.at(0), lines.at(8)), ("1:1 (byte 0)".into(), "2:4 (byte 8)".into()));
    }
}
