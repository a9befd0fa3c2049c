//! The guide's examples of records are what the extractor makes, and its links lead somewhere.

use std::{fs, path::Path};

use copydesk::Article;
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fenced blocks with their language.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let fenced = text.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

/// What is shown must be there; what is not shown may be. Shown records of a list stand in this order.
fn holds(real: &Value, shown: &Value, at: &str) -> Result<(), String> {
    match (real, shown) {
        (Value::Object(real), Value::Object(shown)) => shown.iter().try_for_each(|(key, value)| {
            let found = real.get(key).unwrap_or(&Value::Null);
            holds(found, value, &format!("{at}.{key}"))
        }),
        (Value::Array(list), Value::Array(shown)) => {
            let mut rest = list.iter();
            shown.iter().enumerate().try_for_each(|(k, value)| {
                let found = rest.any(|r| holds(r, value, at).is_ok());
                found.then_some(()).ok_or(format!("{at}[{k}]: no {value} in {real}"))
            })
        }
        _ if real == shown => Ok(()),
        _ => Err(format!("{at}: shown {shown}, real {real}")),
    }
}

#[test]
fn shown_records_are_real() {
    let text = fs::read_to_string(root().join("docs/guide/records.md")).expect("the page");
    let blocks = blocks(&text);
    let mut lists = Vec::new();
    for pair in blocks.windows(2) {
        let [("text", input), ("json", shown)] = pair else { continue };
        let article = Article::new(input.trim_end_matches('\n'));
        let sheet =
            crate::shared().extract(article.published("2024-03-27".parse().expect("a day")));
        let real = serde_json::to_value(&sheet).expect("JSON");
        let shown: Value = serde_json::from_str(shown).expect("JSON in the guide");
        holds(&real, &shown, "").unwrap_or_else(|e| panic!("{e}\nin: {input}"));
        lists.extend(shown.as_object().expect("lists").keys().cloned());
    }
    for list in [
        "zones",
        "language",
        "mentions",
        "entities",
        "quotes",
        "quantities",
        "times",
        "claims",
        "relations",
        "events",
        "warnings",
    ] {
        assert!(lists.iter().any(|l| l == list), "no example of {list}");
    }
}

#[test]
fn links_lead_somewhere() {
    let mut pages = vec![root().join("README.md")];
    for folder in ["docs", "docs/guide"] {
        let files = fs::read_dir(root().join(folder)).expect("pages").flatten().map(|f| f.path());
        pages.extend(files.filter(|p| p.extension().is_some_and(|e| e == "md")));
    }
    assert!(pages.len() > 8);
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page");
        for link in text.split("](").skip(1).filter_map(|s| s.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !file.contains(char::is_whitespace) {
                let target = page.parent().expect("a folder").join(file);
                assert!(target.exists(), "{}: {link} leads nowhere", page.display());
            }
        }
    }
}
