//! Real sheets fit `docs/sheet.schema.json`, and the schema is strict enough to notice when they would not.

use std::{fs, path::Path};

use copydesk::Article;
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sheet.schema.json");
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
    let validator = validator();
    for sheet in sheets() {
        let errors: Vec<String> =
            validator.iter_errors(&sheet).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn an_unknown_field_or_kind_does_not_fit() {
    let validator = validator();
    let mut sheet = sheets().remove(0);
    sheet["surprise"] = json!(1);
    assert!(!validator.is_valid(&sheet));
    let mut sheet = sheets().remove(0);
    sheet["zones"][0]["kind"] = json!("poem");
    assert!(!validator.is_valid(&sheet));
}
