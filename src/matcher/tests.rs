use super::*;
use crate::{Article, document};

struct Caps<'a>(&'a Document<'a>);

impl Annotations for Caps<'_> {
    fn end(&self, _kind: usize, i: usize) -> Option<usize> {
        let caps =
            |k: usize| k < self.0.len() && self.0.tokens().flags(k).has(document::Flags::CAP);
        caps(i).then(|| (i..).find(|k| !caps(*k)).unwrap_or(i + 1))
    }
}

fn rule(pattern: &str) -> String {
    format!(
        "[[rule]]\nname = \"r\"\nmatch = '{pattern}'\nexamples = [\"x\"]\ncounter_examples = [\"y\"]\n"
    )
}

fn matches(pattern: &str, text: &str) -> Vec<String> {
    let pack = LanguagePack::english();
    let m = Matcher::from_text(&pack, "rules/t.toml", &rule(pattern), &["name"]).unwrap();
    let tables = document::Tables::new(&pack).unwrap();
    let doc = Document::new(&Article::new(text), &pack, &tables);
    let mut found = Vec::new();
    m.scan(&doc, &pack, &Caps(&doc), 0..doc.len(), &Bump::new(), &mut |f| {
        let slots = (0..m.rules()[0].slots.len()).filter_map(|k| f.slot(k));
        let slots: String = slots.map(|s| format!("[{}]", doc.span(s).of(text))).collect();
        found.push(format!("{}{slots}", doc.span(f.tokens.clone()).of(text)));
    });
    found
}

#[test]
fn sequences_alternatives_and_bounds() {
    let text = "Nobody claimed responsibility. It took full responsibility for the raid.";
    assert_eq!(
        matches("(~claim|~take) full? responsibility (for the)?", text),
        ["claimed responsibility", "took full responsibility for the"]
    );
    assert_eq!(matches("~take _{0,2} raid", text), [""; 0]);
    assert_eq!(matches("~take _{0,4} raid", text), ["took full responsibility for the raid"]);
}

#[test]
fn slots_annotations_and_words_before_the_anchor() {
    let text = "on that day Anna Holt accused Peter Vance of theft.";
    assert_eq!(
        matches("<who: %name> accused <whom: %name> of", text),
        ["Anna Holt accused Peter Vance of[Anna Holt][Peter Vance]"]
    );
    assert_eq!(matches("accused of", text), [""; 0]);
}

#[test]
fn commas_are_written() {
    let text = "They left, allegedly, at noon.";
    assert_eq!(matches("left allegedly", text), [""; 0]);
    assert_eq!(matches("left , allegedly , at", text), ["left, allegedly, at"]);
}

#[test]
fn defects_come_with_their_place() {
    let pack = LanguagePack::english();
    let text = format!("{}{}", rule("(a | ~claim"), rule("@nowhere").replace("\"r\"", "\"s\""));
    let e = Matcher::from_text(&pack, "rules/t.toml", &text, &[]).err().unwrap().to_string();
    let lines: Vec<&str> = e.lines().collect();
    assert_eq!(lines[0], "rules/t.toml:3:21: expected `)`");
    assert!(lines[1].starts_with("rules/t.toml:8:"), "{e}");
    assert_eq!(lines.len(), 2, "{e}");
    let e = Matcher::from_text(&pack, "rules/t.toml", &rule("_ %name"), &["name"]).err().unwrap();
    assert!(e.to_string().contains("cannot match without"));
}
