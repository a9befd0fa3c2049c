//! What the fuzz targets ask of any input; the suite asks the same of the inputs in `regressions/`.
#![allow(dead_code)]

use std::path::Path;

use copydesk::{Extractor, FactSheet, Gazetteer, LanguagePack};

/// Any text gives a sheet, whose spans lie in it and whose JSON reads back to the same sheet.
pub fn extract(extractor: &Extractor, text: &str) {
    let sheet = extractor.extract(text);
    let json = serde_json::to_value(&sheet).expect("a sheet is JSON");
    spans(&json, text);
    zones(&json);
    let same: FactSheet = serde_json::from_value(json).expect("a sheet's JSON is a sheet");
    assert_eq!(same, sheet);
    assert!(sheet.warnings.iter().all(|w| &*w.kind != "internal_error"), "{:?}", sheet.warnings);
}

/// Every `{"start", "end"}` is a piece of the text, and every record lies within its zone.
fn spans(value: &serde_json::Value, text: &str) {
    let piece = |v: &serde_json::Value| {
        let at = |key| Some(v.get(key)?.as_u64()? as usize);
        Some(at("start")?..at("end")?)
    };
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|v| spans(v, text)),
        serde_json::Value::Object(map) => {
            if let Some(range) = piece(value) {
                assert!(text.get(range.clone()).is_some(), "{range:?} is no piece of the text");
            }
            map.values().for_each(|v| spans(v, text));
        }
        _ => {}
    }
}

/// A record of one place lies within one zone of its kind; what may go on over several begins in one and ends in one.
fn zones(sheet: &serde_json::Value) {
    let at = |v: &serde_json::Value, key: &str| v["span"][key].as_u64().unwrap_or(0);
    let list = |key: &str| sheet[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let kind = |at_: u64, last: bool| {
        let holds = |z: &&serde_json::Value| {
            let (start, end) = (at(z, "start"), at(z, "end"));
            if last { start < at_ && at_ <= end } else { start <= at_ && at_ < end }
        };
        list("zones").iter().find(holds)
    };
    for key in ["mentions", "quotes", "quantities", "times", "claims"] {
        for record in list(key) {
            let (first, last) = (kind(at(record, "start"), false), kind(at(record, "end"), true));
            let whole = matches!(key, "mentions" | "quantities" | "times");
            assert!(first.is_some() && last.is_some(), "{key} out of the zones: {record}");
            assert!(!whole || first == last, "{key} over two zones: {record}");
            assert_eq!(first.map(|z| &z["kind"]), Some(&record["zone"]), "{key}: {record}");
        }
    }
    let zone = |s: &serde_json::Value| {
        let holds = |z: &&serde_json::Value| {
            at(z, "start") <= at(s, "start") && at(s, "end") <= at(z, "end")
        };
        list("zones").iter().any(|z| holds(&z))
    };
    assert!(list("sentences").iter().all(zone), "a sentence over two zones");
}

/// Any bytes are a gazetteer that finds its own names, or a list of what is wrong with them.
pub fn gazetteer(bytes: &[u8]) {
    match Gazetteer::from_tsv("own.tsv", bytes) {
        Err(e) => assert!(e.is_data() && e.to_string().lines().all(|l| l.starts_with("own.tsv:"))),
        Ok(gazetteer) => {
            for name in gazetteer.names().take(1000) {
                let _ = gazetteer.named(name);
            }
            for entry in gazetteer.entries().take(1000) {
                let id = entry.id().into();
                assert_eq!(
                    gazetteer.get(&id).map(|e| e.id().to_owned()),
                    Some(entry.id().to_owned())
                );
            }
        }
    }
}

/// The files of a pack: names and texts.
pub type Files = Vec<(String, String)>;

/// The English pack with few rows a file, so that it is quickly read.
pub fn small_pack() -> Files {
    const ROWS: usize = 12;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if root.ends_with("fuzz") { root.join("..") } else { root.to_owned() };
    let root = root.join("gazetteers/lang/en");
    let mut files = Vec::new();
    for folder in ["words", "rules"] {
        let list = std::fs::read_dir(root.join(folder)).expect("the English pack");
        for path in list.map(|f| f.expect("a file").path()) {
            let text = std::fs::read_to_string(&path).expect("a file of the pack");
            let (comments, rows): (Vec<_>, Vec<_>) = text.lines().partition(|l| l.starts_with('#'));
            let name = path.file_name().expect("a file").to_string_lossy();
            let few = if folder == "words" { ROWS } else { 0 };
            let lines = comments.into_iter().chain(rows.into_iter().take(few));
            files.push((format!("{folder}/{name}"), lines.map(|l| format!("{l}\n")).collect()));
        }
    }
    files.push(("pack.toml".into(), "code = \"en\"\n".into()));
    files.sort();
    files
}

const SAMPLE: &str = "KABUL, March 27 (Reuters) - At least 145 people were killed in Kabul on Saturday, \
    President Ashraf Ghani said. \"We will find them,\" he told reporters. The Red Front claimed the attack.\n";

/// An extractor with few names: joining with the embedded ones would take longer.
pub fn builder() -> copydesk::ExtractorBuilder {
    let builder = Extractor::builder().gazetteer(few());
    #[cfg(feature = "embedded")]
    let builder = builder.without_core();
    builder
}

fn few() -> Gazetteer {
    let rows = "id\tkind\tname\taliases\tattributes\tflags\nx:kabul\tcity\tKabul\t\tcountry=AF;prior=700\t\n";
    Gazetteer::from_tsv("few.tsv", rows.as_bytes()).expect("a gazetteer")
}

/// A pack with any content in one of its files works, or says what is wrong with it. The first line of the input names
/// the file, the rest is its content.
pub fn pack(files: &Files, bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (name, content) = text.split_once('\n').unwrap_or((text, ""));
    let mut files = files.clone();
    match files.iter_mut().find(|f| f.0 == name) {
        Some(file) => file.1 = content.into(),
        None => files.push((name.into(), content.into())),
    }
    let built = LanguagePack::from_texts(files).and_then(|p| builder().language_pack(p).build());
    match built {
        Err(e) => assert!(e.is_data() || e.is_config(), "{e}"),
        Ok(extractor) => extract(&extractor, SAMPLE),
    }
}
