//! Rules beside their sentences: a rule's record stands in each example and in no counter-example.

use std::{fmt::Write, fs, path::Path};

use toml::Value;

#[test]
fn every_rule_keeps_its_examples() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers/lang/en/rules");
    let mut failures = String::new();
    let mut count = 0;
    for file in fs::read_dir(dir).expect("rules").flatten() {
        let text = fs::read_to_string(file.path()).expect("readable");
        let table: toml::Table = text.parse().expect("TOML");
        for rule in table.get("rule").and_then(Value::as_array).into_iter().flatten() {
            let name = rule["name"].as_str().expect("a name");
            for (key, wanted) in [("examples", true), ("counter_examples", false)] {
                for sentence in rule[key].as_array().expect("sentences") {
                    count += 1;
                    let sentence = sentence.as_str().expect("a sentence");
                    if fires(name, sentence) != wanted {
                        let found = if wanted { "does not fire in" } else { "fires in" };
                        writeln!(failures, "{name} {found}: {sentence}").expect("a string grows");
                    }
                }
            }
        }
    }
    assert!(count > 0, "no example found");
    assert!(failures.is_empty(), "of {count} examples:\n{failures}");
}

/// Whether a claim or other record of the sentence's sheet names the rule, or says the same in its stead: a
/// quotation with the same cue counts for a rule that would only repeat it.
fn fires(rule: &str, sentence: &str) -> bool {
    let sheet = crate::shared().extract(sentence);
    let sheet = serde_json::to_value(sheet).expect("a sheet is JSON");
    let lists = sheet.as_object().expect("a sheet").values().filter_map(|v| v.as_array());
    lists.flatten().any(|r| r["rule"] == rule)
}
