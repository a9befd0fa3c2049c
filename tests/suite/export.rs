//! Exports, read back by plain means. `tests/consumers/run` loads the same files with the tools they are for.

use std::collections::BTreeSet;

use copydesk::{
    FactSheet, Form,
    export::{self, OffsetUnit, Table},
    render,
};
use serde_json::Value;

/// Text with characters of one to four bytes before, in and between facts.
const TEXT: &str = "🕊 “Wir haben’s geahnt – très tôt,” Zoë Müller-Šťastná told the Kyiv Post 😀 on 5 May 2022.\r\n\r\n\
    At least 145 people were killed in Łódź, “police” said; Vladimir Putin denied it | and #left;\tall.\n";

fn sheet() -> FactSheet {
    crate::shared().extract(TEXT)
}

/// The slice of the text that offsets in some unit name.
fn slice(start: usize, end: usize, unit: OffsetUnit) -> String {
    match unit {
        OffsetUnit::Bytes => TEXT[start..end].to_owned(),
        OffsetUnit::CodePoints => TEXT.chars().skip(start).take(end - start).collect(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = TEXT.encode_utf16().collect();
            String::from_utf16(&units[start..end]).expect("whole characters")
        }
    }
}

const UNITS: [OffsetUnit; 3] = [OffsetUnit::Bytes, OffsetUnit::CodePoints, OffsetUnit::Utf16];

fn number(v: &Value) -> usize {
    v.as_u64().expect("an offset") as usize
}

#[test]
fn annotations_name_their_words_in_every_unit() {
    let sheet = sheet();
    for unit in UNITS {
        let page = export::web_annotations(&sheet, TEXT, "https://news.example/ü", unit);
        let page = serde_json::to_value(page).expect("JSON");
        let items = page["items"].as_array().expect("a list");
        assert!(items.len() > 6, "{items:?}");
        let ids: BTreeSet<&str> = items.iter().filter_map(|a| a["id"].as_str()).collect();
        assert_eq!(ids.len(), items.len(), "ids are unique");
        for a in items {
            let [quote, position] = &a["target"]["selector"].as_array().expect("two")[..] else {
                panic!("two selectors")
            };
            let text = |k: &str| quote[k].as_str().expect("text").to_owned();
            assert_eq!(
                slice(number(&position["start"]), number(&position["end"]), unit),
                text("exact")
            );
            assert!(TEXT.contains(&(text("prefix") + &text("exact") + &text("suffix"))));
        }
    }
}

#[test]
fn standoff_lines_name_their_words_and_point_at_known_ids() {
    for unit in UNITS {
        let mut ann = String::new();
        export::brat(&sheet(), TEXT, unit, &mut ann).expect("a string grows");
        let ids: BTreeSet<&str> = ann.lines().filter_map(|l| l.split('\t').next()).collect();
        let mut bound = 0;
        for line in ann.lines().filter(|l| l.starts_with('T')) {
            let [_, at, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let (_, offsets) = at.split_once(' ').expect("a label");
            let parts: Vec<String> = offsets
                .split(';')
                .map(|p| {
                    let (s, e) = p.split_once(' ').expect("two offsets");
                    slice(s.parse().expect("a number"), e.parse().expect("a number"), unit)
                })
                .collect();
            // The text's own tab would end the column in a reader as in this one; no fact of this text holds it.
            assert_eq!(parts.join(" "), words);
            bound += 1;
        }
        assert!(bound > 6);
        for word in ann.lines().flat_map(|l| l.split(['\t', ' ', ':'])) {
            let digits = word.strip_prefix('T').filter(|d| !d.is_empty());
            if digits.is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit())) {
                assert!(ids.contains(word), "{word} is no annotation");
            }
        }
    }
}

#[test]
fn columns_begin_every_name_with_b() {
    let sheet = sheet();
    let mut columns = String::new();
    export::iob2(&sheet, TEXT, &mut columns).expect("a string grows");
    let names = sheet
        .mentions
        .iter()
        .filter(|m| !matches!(m.form, Form::Role | Form::Description | Form::Pronoun));
    assert_eq!(columns.matches("\tB-").count(), names.count());
    let words: String = columns.lines().filter_map(|l| l.split('\t').next()).collect();
    let dense = |s: &str| s.split_whitespace().collect::<String>();
    assert_eq!(words, dense(TEXT), "the tokens are the text");
    let mut before = "O";
    for tag in columns.lines().map(|l| l.split('\t').nth(1).unwrap_or("O")) {
        if let Some(kind) = tag.strip_prefix("I-") {
            assert_eq!(before.split_once('-').map(|b| b.1), Some(kind), "I- follows its own kind");
        }
        before = tag;
    }
}

#[test]
fn a_spacy_document_gives_the_text_back() {
    for text in [TEXT, "", " ", "  a\n\n b ", "\n", "a  b"] {
        let sheet = crate::shared().extract(text);
        let doc = serde_json::to_value(export::spacy(&sheet, text)).expect("JSON");
        let chars: Vec<char> = text.chars().collect();
        let mut back = String::new();
        for t in doc["tokens"].as_array().expect("a list") {
            let (s, e) = (number(&t["start"]), number(&t["end"]));
            back.extend(&chars[s..e]);
            if chars.get(e) == Some(&' ') {
                back.push(' ');
            }
        }
        assert_eq!(back, text);
    }
}

#[test]
fn tables_have_as_many_cells_as_columns() {
    let sheet = sheet();
    for table in Table::ALL {
        let mut out = String::new();
        export::csv_header(*table, &mut out).expect("a string grows");
        export::csv(*table, "a,\"b\"", &sheet, TEXT, OffsetUnit::Utf16, &mut out)
            .expect("a string grows");
        let rows = read_csv(&out);
        assert_eq!(rows[0], table.columns());
        for row in &rows[1..] {
            assert_eq!(row.len(), rows[0].len(), "{row:?}");
            assert_eq!(row[0], "a,\"b\"");
            if *table != Table::Entities {
                let at = |k: usize| row[k].parse::<usize>().expect("an offset");
                assert!(!slice(at(2), at(3), OffsetUnit::Utf16).is_empty());
            }
        }
    }
}

/// RFC 4180.
fn read_csv(s: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty(), "the last line is closed");
    rows
}

#[test]
fn a_gkg_row_has_its_columns() {
    let mut out = String::new();
    export::gkg(&sheet(), TEXT, "id\twith#marks", OffsetUnit::CodePoints, &mut out)
        .expect("a string grows");
    let cells: Vec<&str> = out.trim_end_matches('\n').split('\t').collect();
    assert_eq!(cells.len(), 27);
    assert!(cells[5].starts_with("KILL#145#people#4#Łódź#PL####"), "{}", cells[5]);
    let quote = cells[22].split('#').next().expect("a quotation");
    let [start, length, verb, words] = quote.split('|').collect::<Vec<_>>()[..] else {
        panic!("{quote}")
    };
    let start: usize = start.parse().expect("an offset");
    let length: usize = length.parse().expect("a length");
    assert_eq!(slice(start, start + length, OffsetUnit::CodePoints), words);
    assert_eq!(verb, "told");
}

#[test]
fn schema_org_names_the_speaker() {
    let text = "“We will not forgive, and we will not forget,” US President Joe Biden said.";
    let sheet = crate::shared().extract(text);
    let graph = serde_json::to_value(export::schema_org(&sheet, text, "https://news.example/1"))
        .expect("JSON");
    let quote = &graph["@graph"][1];
    assert_eq!(quote["@type"], "Quotation");
    assert_eq!(quote["text"], "We will not forgive, and we will not forget");
    assert_eq!(quote["spokenByCharacter"]["@type"], "Person");
    assert_eq!(quote["spokenByCharacter"]["sameAs"], "http://www.wikidata.org/entity/Q6279");
    assert_eq!(quote["isPartOf"]["@id"], "https://news.example/1");
}

#[test]
fn markdown_shows_hostile_words_as_words() {
    let text = "“<script>alert(1)</script> [here](javascript:x) *so* | `it` goes,” Joe Biden said.";
    let mut out = String::new();
    render::markdown(&crate::shared().extract(text), text, &mut out).expect("a string grows");
    assert!(out.contains("\\<script\\>"), "{out}");
    assert!(!out.contains("[here](") && !out.contains(" *so*"), "{out}");
}
