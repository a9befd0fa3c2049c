//! The command as users run it.

use std::{fs, path::Path};

use assert_cmd::Command;
use serde_json::Value;

const TEXT: &str = "KABUL, 27 March 2024 (Test) — Two people were killed in Kabul on Tuesday, police said.\n\n“We are safe,” Jane Quill said.\n";

fn copydesk(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("copydesk"));
    command.current_dir(dir).args(args);
    command
}

fn output(dir: &Path, args: &[&str], code: i32) -> (String, String) {
    let out = copydesk(dir, args).output().expect("it runs");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(code), "{args:?}: {told}");
    (String::from_utf8(out.stdout).expect("UTF-8"), told)
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("a.txt"), TEXT).expect("written");
    let line = |id: &str| serde_json::json!({ "id": id, "text": TEXT }).to_string();
    let lines = format!("{}\nnot json\n\n{}\n", line("one"), line("two"));
    fs::write(dir.path().join("many.jsonl"), lines).expect("written");
    dir
}

#[test]
fn a_pipe_gets_lines_and_a_bad_line_costs_only_itself() {
    let dir = folder();
    let (out, told) = output(dir.path(), &["many.jsonl"], 1);
    let id = |l: &str| serde_json::from_str::<Value>(l).expect("JSON")["id"].clone();
    assert_eq!(out.lines().map(id).collect::<Vec<_>>(), ["one", "two"]);
    assert!(told.contains("many.jsonl:2:"), "{told}");
    let (out, _) = output(dir.path(), &["a.txt"], 0);
    let sheet = &serde_json::from_str::<Value>(&out).expect("JSON")["sheet"];
    assert_eq!(sheet["quantities"][0]["effect"], "killed");
}

#[test]
fn forms_are_what_they_say() {
    let dir = folder();
    let form = |f: &str| output(dir.path(), &["--format", f, "a.txt"], 0).0;
    assert!(form("text").contains("Jane Quill"));
    assert!(form("html").contains("<html") && form("markdown").contains("Jane Quill"));
    assert_eq!(serde_json::from_str::<Value>(&form("json")).expect("JSON")["schema"], 1);
    for f in ["web-annotation", "schema-org", "spacy"] {
        assert!(serde_json::from_str::<Value>(&form(f)).is_ok(), "{f}");
    }
    assert!(form("iob2").contains("\tB-person") && form("brat").contains("T1\t"));
    assert!(form("gkg").split('\t').count() > 20);
    let (csv, _) = output(dir.path(), &["-f", "csv", "--select", "quotes", "a.txt"], 0);
    assert!(csv.starts_with("document,index,") && csv.lines().count() == 3, "{csv}");
    output(dir.path(), &["-f", "csv", "-o", "tables", "a.txt", "many.jsonl"], 1);
    let quotes = fs::read_to_string(dir.path().join("tables/quotes.csv")).expect("a table");
    assert!(quotes.contains("\none,") && quotes.contains("\ntwo,"), "{quotes}");
    output(dir.path(), &["-f", "html", "-o", "pages", "a.txt", "many.jsonl"], 1);
    assert_eq!(fs::read_dir(dir.path().join("pages")).expect("pages").count(), 3);
}

#[test]
fn articles_can_be_chosen_by_an_expression() {
    let dir = folder();
    let calm = serde_json::json!({ "id": "three", "text": "The bridge was opened.", "headline": "A calm day" });
    fs::write(dir.path().join("calm.jsonl"), calm.to_string()).expect("written");
    let ids = |expression: &str| {
        let (out, _) = output(dir.path(), &["--match", expression, "many.jsonl", "calm.jsonl"], 1);
        let id = |l: &str| serde_json::from_str::<Value>(l).expect("JSON")["id"].clone();
        out.lines().map(id).collect::<Vec<_>>()
    };
    assert_eq!(ids("(?i)KILLED|hurt"), ["one", "two"]);
    assert_eq!(ids("calm"), ["three"]);
    let (_, told) = output(dir.path(), &["--match", "(", "a.txt"], 2);
    assert!(told.contains("--match") && told.contains("unclosed group"), "{told}");
}

#[test]
fn lists_can_be_chosen() {
    let dir = folder();
    let (out, _) = output(dir.path(), &["-f", "json", "--select", "counts", "a.txt"], 0);
    let sheet: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(sheet["counts"].as_array().map(Vec::len), Some(1));
    assert!(sheet.get("mentions").is_none() && sheet.get("entities").is_some());
    let (_, told) = output(dir.path(), &["--select", "cuotes", "a.txt"], 2);
    assert!(told.contains("cuotes"), "{told}");
}

#[test]
fn a_run_that_was_cut_goes_on() {
    let dir = folder();
    let path = dir.path().join("out.jsonl");
    output(dir.path(), &["-f", "jsonl", "-o", "out.jsonl", "many.jsonl"], 1);
    let whole = fs::read_to_string(&path).expect("lines");
    let first = whole.find('\n').expect("a line") + 1;
    fs::write(&path, &whole[..first + 20]).expect("cut");
    output(dir.path(), &["-f", "jsonl", "-o", "out.jsonl", "--resume", "many.jsonl"], 1);
    assert_eq!(fs::read_to_string(&path).expect("lines"), whole);
}

#[test]
fn records_are_explained_and_several_articles_merged() {
    let dir = folder();
    let (out, _) = output(dir.path(), &["explain", "--at", "Kabul", "a.txt"], 0);
    assert!(out.contains("rule: ") && out.contains("gazetteer: "), "{out}");
    let (_, told) = output(dir.path(), &["explain", "--at", "Paris", "a.txt"], 2);
    assert!(told.contains("Paris"), "{told}");
    let (out, _) = output(dir.path(), &["dossier", "a.txt", "many.jsonl"], 1);
    assert!(out.contains("Kabul"), "{out}");
    let (out, _) = output(dir.path(), &["dossier", "--format", "html", "a.txt"], 0);
    assert!(out.starts_with("<!DOCTYPE html>") && out.contains("Kabul"), "{out}");
    let (out, _) = output(dir.path(), &["dossier", "--format", "json", "a.txt"], 0);
    assert!(serde_json::from_str::<Value>(&out).is_ok_and(|d| d["documents"][0]["id"] == "a.txt"));
    assert!(output(dir.path(), &["schema", "dossier"], 0).0.contains("copydesk dossier"));
}

#[test]
fn what_cannot_be_read_is_named() {
    let dir = folder();
    fs::write(dir.path().join("bad.txt"), b"one\ntw\xff").expect("written");
    let (out, told) = output(dir.path(), &["bad.txt", "a.txt"], 1);
    assert!(out.lines().count() == 1 && told.contains("bad.txt: line 2"), "{told}");
    let (_, told) = output(dir.path(), &["absent.txt"], 2);
    assert!(told.contains("absent.txt"), "{told}");
    fs::write(dir.path().join("names.tsv"), "id\tkind\tname\n").expect("written");
    let (out, _) = output(dir.path(), &["lint", "names.tsv"], 1);
    assert!(out.contains("names.tsv:1:1"), "{out}");
    assert!(output(dir.path(), &["schema"], 0).0.contains("\"$schema\""));
    assert!(output(dir.path(), &["completions", "bash"], 0).0.contains("copydesk"));
}

#[test]
fn compressed_and_saved_pages_are_read() {
    use std::io::Write;
    let dir = folder();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(TEXT.as_bytes()).expect("packed");
    fs::write(dir.path().join("a.txt.gz"), gz.finish().expect("packed")).expect("written");
    let words = "The ministry said that two people were killed in Kabul on Tuesday. ".repeat(12);
    let page = format!(
        "<html lang=en><head><title>Two killed in Kabul</title></head><body><nav>Home</nav><article>\
         <h1>Two killed in Kabul</h1><p>{words}</p><p>{words}</p></article></body></html>"
    );
    fs::write(dir.path().join("page.html"), page).expect("written");
    for file in ["a.txt.gz", "page.html"] {
        let (out, _) = output(dir.path(), &["-f", "json", file], 0);
        assert!(out.contains("\"killed\""), "{file}");
    }
    let stdin =
        copydesk(dir.path(), &["-f", "json", "-"]).write_stdin(TEXT).output().expect("it runs");
    assert!(String::from_utf8_lossy(&stdin.stdout).contains("\"killed\""));
}
