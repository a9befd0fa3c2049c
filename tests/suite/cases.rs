//! Runs `tests/cases/<stage>/*.toml`: a text, and the records that its sheet must or must not hold.
//!
//! An expected record is a table of some of its fields. `text` is the record's surface; a field that is a
//! span or a party is compared by its surface, an entity index by the entity's name, `who` is the name of the speaker's
//! or source's entity, `low`, `high` and
//! `approximate` stand for the amount's. A list of plain strings must equal all surfaces in order.

use std::{fmt::Write, fs, path::Path};

use copydesk::{Article, Extractor};
use serde_json::Value;
use toml::Value as Toml;

const LISTS: [&str; 11] = [
    "zones",
    "sentences",
    "mentions",
    "entities",
    "quotes",
    "quantities",
    "times",
    "claims",
    "relations",
    "events",
    "warnings",
];

#[test]
fn every_case_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let extractor = crate::extractor();
    let (mut failures, mut count) = (String::new(), 0);
    for file in toml_files(&root) {
        let text = fs::read_to_string(&file).expect("readable");
        let name = file.strip_prefix(&root).unwrap_or(&file).display().to_string();
        let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("{name}: {e}"));
        let cases = table["case"].as_array().unwrap_or_else(|| panic!("{name}: no [[case]]"));
        for case in cases {
            count += 1;
            let case = case.as_table().expect("a table");
            if let Err(e) = run(&extractor, case) {
                let title = case.get("name").and_then(Toml::as_str).unwrap_or("?");
                writeln!(failures, "{name}: {title}: {e}").expect("a string grows");
            }
        }
    }
    assert!(count > 0, "no case found");
    assert!(failures.is_empty(), "of {count} cases failed:\n{failures}");
}

fn toml_files(root: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for dir in fs::read_dir(root).expect("tests/cases").flatten().filter(|d| d.path().is_dir()) {
        let list = fs::read_dir(dir.path()).expect("readable").flatten().map(|f| f.path());
        files.extend(list.filter(|p| p.extension().is_some_and(|e| e == "toml")));
    }
    files.sort();
    files
}

fn run(extractor: &Extractor, case: &toml::Table) -> Result<(), String> {
    for key in case.keys() {
        let bare = key.strip_prefix("no_").unwrap_or(key);
        let bare = bare.strip_suffix("_none").unwrap_or(bare);
        let known = ["name", "why", "text", "reference", "headline", "lang", "language"];
        if !known.contains(&bare) && !LISTS.contains(&bare) {
            return Err(format!("unknown key `{key}`"));
        }
    }
    let field = |k: &str| case.get(k).and_then(Toml::as_str);
    if field("name").is_none() || field("why").is_none() {
        return Err("a case has a name and says why it exists".into());
    }
    let text = field("text").ok_or("no text")?;
    let mut article = Article::new(text);
    if let Some(d) = field("reference") {
        article = article.published(d.parse().map_err(|e| format!("reference: {e}"))?);
    }
    if let Some(h) = field("headline") {
        article = article.headline(h);
    }
    if let Some(l) = field("lang") {
        article = article.language(l);
    }
    let sheet = serde_json::to_value(extractor.extract(article)).expect("a sheet is JSON");
    let view = View { text, sheet: &sheet };
    if let Some(expected) = case.get("language") {
        view.matches(&sheet["language"], expected)
            .then_some(())
            .ok_or_else(|| format!("expected language {expected}, found {}", sheet["language"]))?;
    }
    for list in LISTS {
        view.check(list, case)?;
    }
    Ok(())
}

struct View<'a> {
    text: &'a str,
    sheet: &'a Value,
}

impl View<'_> {
    fn check(&self, list: &str, case: &toml::Table) -> Result<(), String> {
        let records = self.sheet[list].as_array().expect("a list");
        let found = || records.iter().map(|r| self.show(r)).collect::<Vec<_>>().join("\n    ");
        if let Some(expected) = case.get(list).and_then(Toml::as_array) {
            if expected.iter().all(Toml::is_str) {
                let surfaces: Vec<_> = records.iter().map(|r| self.surface(r)).collect();
                let expected: Vec<_> = expected.iter().filter_map(Toml::as_str).collect();
                if surfaces != expected {
                    return Err(format!("{list}: expected {expected:?}, found {surfaces:?}"));
                }
            } else {
                for e in expected {
                    if !records.iter().any(|r| self.matches(r, e)) {
                        return Err(format!("{list}: missing {e}; found\n    {}", found()));
                    }
                }
            }
        }
        for e in case.get(&format!("no_{list}")).and_then(Toml::as_array).into_iter().flatten() {
            if let Some(r) = records.iter().find(|r| self.matches(r, e)) {
                return Err(format!("{list}: unwanted {e}: {}", self.show(r)));
            }
        }
        let none = case.get(&format!("{list}_none")).and_then(Toml::as_bool);
        if none == Some(true) && !records.is_empty() {
            return Err(format!("{list}: expected none, found\n    {}", found()));
        }
        Ok(())
    }

    fn matches(&self, record: &Value, expected: &Toml) -> bool {
        let Some(table) = expected.as_table() else { return false };
        table.iter().all(|(key, want)| {
            let got = match key.as_str() {
                "text" if record.get("span").is_some() => Value::from(self.surface(record)),
                "low" | "high" | "approximate" => record["amount"][key].clone(),
                "who" => {
                    let party = record.get("speaker").or(record.get("source"));
                    self.plain("entity", &party.unwrap_or(&Value::Null)["entity"])
                }
                _ => self.plain(key, &record[key]),
            };
            same(&got, want)
        })
    }

    /// A field's value with spans and parties as surfaces, entity indexes as names.
    fn plain(&self, key: &str, value: &Value) -> Value {
        match value {
            Value::Object(o) if o.contains_key("start") => self.slice(value).into(),
            Value::Object(o) if o.contains_key("span") => self.slice(&o["span"]).into(),
            Value::Object(o) => o.iter().map(|(k, v)| (k.clone(), self.plain(k, v))).collect(),
            Value::Array(items) => items.iter().map(|v| self.plain(key, v)).collect(),
            Value::Number(n)
                if ["entity", "place", "subject", "object", "target", "by"].contains(&key) =>
            {
                let at = n.as_u64().unwrap_or(u64::MAX) as usize;
                self.sheet["entities"][at]["name"].clone()
            }
            other => other.clone(),
        }
    }

    fn slice(&self, span: &Value) -> &str {
        let at = |k: &str| span[k].as_u64().unwrap_or(0) as usize;
        self.text.get(at("start")..at("end")).unwrap_or("<bad span>")
    }

    fn surface(&self, record: &Value) -> &str {
        self.slice(&record["span"])
    }

    fn show(&self, record: &Value) -> String {
        let Some(o) = record.as_object() else { return record.to_string() };
        let fields: Vec<_> = o.iter().map(|(k, v)| format!("{k}={}", self.plain(k, v))).collect();
        fields.join(" ")
    }
}

fn same(got: &Value, want: &Toml) -> bool {
    match want {
        Toml::String(s) if s == "null" => got.is_null(),
        Toml::String(s) => got.as_str() == Some(s),
        Toml::Boolean(b) => got.as_bool().unwrap_or(false) == *b,
        Toml::Integer(i) => got.as_f64() == Some(*i as f64),
        Toml::Float(f) => got.as_f64() == Some(*f),
        Toml::Array(a) => got
            .as_array()
            .is_some_and(|g| g.len() == a.len() && g.iter().zip(a).all(|(g, w)| same(g, w))),
        Toml::Table(t) => t.iter().all(|(k, want)| same(&got[k], want)),
        Toml::Datetime(_) => false,
    }
}
