//! Real sheets and dossiers fit their schemas in `docs/`, and the schemas are strict enough to notice when they would not.

use std::{fs, path::Path};

use copydesk::{
    Article,
    dossier::{Dossier, Report},
};
use serde_json::{Value, json};

fn validator(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    let text = fs::read_to_string(path).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    jsonschema::validator_for(&schema).expect("a valid schema")
}

fn sheets() -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let read = |f: fs::DirEntry| fs::read_to_string(f.path()).expect("an article");
    let texts: Vec<String> = fs::read_dir(root).expect("articles").flatten().map(read).collect();
    let date = "2024-03-27".parse().expect("a date");
    let sheet = |t: &String| crate::shared().extract(Article::new(t).published(date));
    texts.iter().map(|t| serde_json::to_value(sheet(t)).expect("JSON")).collect()
}

#[test]
fn real_sheets_fit_the_schema() {
    let validator = validator("sheet.schema.json");
    for sheet in sheets() {
        let errors: Vec<String> =
            validator.iter_errors(&sheet).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn an_unknown_field_or_kind_does_not_fit() {
    let validator = validator("sheet.schema.json");
    let mut sheet = sheets().remove(0);
    sheet["surprise"] = json!(1);
    assert!(!validator.is_valid(&sheet));
    let mut sheet = sheets().remove(0);
    sheet["zones"][0]["kind"] = json!("poem");
    assert!(!validator.is_valid(&sheet));
}

fn dossier() -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/coverage");
    let read = |f: fs::DirEntry| fs::read_to_string(f.path()).expect("an article");
    let texts: Vec<String> = fs::read_dir(root).expect("articles").flatten().map(read).collect();
    let sheets: Vec<_> = texts.iter().map(|t| crate::shared().extract(t.as_str())).collect();
    let ids: Vec<String> = (0..texts.len()).map(|k| format!("d{k}")).collect();
    let report = |k: usize| {
        let report = Report::new(&ids[k], &sheets[k], &texts[k]);
        report.outlet("Herald").url("https://herald.example/a")
    };
    serde_json::to_value(Dossier::new((0..texts.len()).map(report))).expect("JSON")
}

#[test]
fn a_real_dossier_fits_its_schema() {
    let validator = validator("dossier.schema.json");
    let dossier = dossier();
    let errors: Vec<String> =
        validator.iter_errors(&dossier).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    for list in ["documents", "entities", "events", "figures", "quotes", "claims"] {
        let mut odd = dossier.clone();
        assert!(!odd[list].as_array().expect("a list").is_empty(), "{list}");
        odd[list][0]["surprise"] = json!(1);
        assert!(!validator.is_valid(&odd), "{list}: an unknown field");
    }
    let mut odd = dossier.clone();
    odd["events"][0]["tolls"][0]["effect"] = json!("bored");
    assert!(!validator.is_valid(&odd));
}
