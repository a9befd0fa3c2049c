//! Nothing is lost between a sheet and its row, and no row is lost between articles and sheets.

use std::sync::{Arc, OnceLock};

use arrow_array::{
    Array, ArrayRef, BinaryArray, Date32Array, Int32Array, RecordBatch, StringArray, cast::AsArray,
};
use copydesk::{
    Article, Extractor,
    dossier::{Dossier, Report},
};
use copydesk_arrow::{
    CodePoints, Job, Offsets, SheetWriter, dossier_in_code_points, in_bytes, in_code_points,
    offsets_of, sheet,
};
use serde_json::Value;

fn extractor() -> &'static Extractor {
    static SHARED: OnceLock<Extractor> = OnceLock::new();
    SHARED.get_or_init(Extractor::new)
}

/// The sample articles, and texts with letters of one to four bytes.
fn texts() -> Vec<String> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(dir).expect("the samples").map(|f| f.expect("a file").path()).collect();
    paths.sort();
    let mut texts: Vec<String> =
        paths.iter().map(|p| std::fs::read_to_string(p).expect("a sample")).collect();
    let wide = texts[0].replace('a', "á").replace(". ", ". 🙂 “Żółw” — ");
    let quoted = "😀 “We will rebuild Ōtsu”, Mayor Zoë Brontë told Le Café — on 3 March 2024. At least \
                  20 people were killed in Kraków, police said. \"Odd mark";
    texts.extend([wide, quoted.to_owned(), String::new(), "\u{0}".to_owned(), "🙂".repeat(64)]);
    texts
}

#[test]
fn a_sheet_reads_back_as_it_was_byte_for_byte_in_json() {
    for offsets in [Offsets::Bytes, Offsets::CodePoints] {
        let mut writer = SheetWriter::new(offsets);
        let mut sheets = Vec::new();
        for (k, text) in texts().iter().enumerate() {
            let mut article = Article::new(text);
            if k % 2 == 0 {
                article = article.published("2024-03-27".parse().expect("a day"));
            }
            let mut found = extractor().extract(article);
            if offsets == Offsets::CodePoints {
                in_code_points(&mut found, text);
            }
            writer.push(&found).expect("a row");
            sheets.push(found);
        }
        assert!(sheets.iter().any(|s| !s.quotes.is_empty() && !s.events.is_empty()));
        let batch = writer.finish().expect("a batch");
        assert_eq!(offsets_of(batch.schema_ref()), Ok(offsets));
        for (row, expected) in sheets.iter().enumerate() {
            let found = sheet(&batch, row).expect("a sheet").expect("no error");
            let json = |s| serde_json::to_string(s).expect("JSON");
            assert_eq!(json(&found), json(expected), "row {row}");
        }
    }
}

/// Walks all spans of two JSON sheets.
fn compare(bytes: &Value, points: &Value, text: &str, spans: &mut usize) {
    match (bytes, points) {
        (Value::Object(b), Value::Object(p)) => {
            let ends = |m: &serde_json::Map<String, Value>| {
                m.get("start").and_then(Value::as_u64).zip(m.get("end").and_then(Value::as_u64))
            };
            if let (Some(b), Some(p)) = (ends(b), ends(p)) {
                let count = |at: u64| text[..at as usize].chars().count() as u64;
                assert_eq!(p, (count(b.0), count(b.1)), "{text:?}");
                *spans += 1;
                return;
            }
            b.iter().for_each(|(key, value)| compare(value, &p[key], text, spans));
        }
        (Value::Array(b), Value::Array(p)) => {
            assert_eq!(b.len(), p.len());
            b.iter().zip(p).for_each(|(b, p)| compare(b, p, text, spans));
        }
        _ => assert_eq!(bytes, points),
    }
}

#[test]
fn every_span_is_converted() {
    let mut spans = 0;
    for text in texts() {
        let found = extractor().extract(&text);
        let mut converted = found.clone();
        in_code_points(&mut converted, &text);
        let json = |s| serde_json::to_value(s).expect("JSON");
        compare(&json(&found), &json(&converted), &text, &mut spans);
        in_bytes(&mut converted, &text);
        assert_eq!(converted, found, "{text:?}");
    }
    assert!(spans > 1000, "{spans} spans");
}

/// Walks all places of two JSON dossiers: objects with a document and a span, and first mentions.
fn compare_places(bytes: &Value, points: &Value, texts: &[String], places: &mut usize) {
    let (Value::Object(b), Value::Object(p)) = (bytes, points) else {
        if let (Value::Array(b), Value::Array(p)) = (bytes, points) {
            assert_eq!(b.len(), p.len());
            b.iter().zip(p).for_each(|(b, p)| compare_places(b, p, texts, places));
        } else {
            assert_eq!(bytes, points);
        }
        return;
    };
    for (key, value) in b {
        if value.get("start").is_some() {
            let document = b["document"].as_u64().expect("a document") as usize;
            compare(value, &p[key], &texts[document], places);
        } else {
            compare_places(value, &p[key], texts, places);
        }
    }
}

#[test]
fn every_place_of_a_dossier_is_converted() {
    let texts: Vec<String> = texts().into_iter().filter(|t| t.len() > 300).collect();
    let ids: Vec<String> = (0..texts.len()).map(|k| format!("{k:02}")).collect();
    let day = "2024-03-27".parse().expect("a day");
    let read = |t: &String| extractor().extract(Article::new(t).published(day));
    let sheets: Vec<_> = texts.iter().map(read).collect();
    let reports = (0..texts.len()).map(|k| Report::new(&ids[k], &sheets[k], &texts[k]));
    let found = Dossier::new(reports);
    let mut converted = found.clone();
    let order: Vec<&str> = texts.iter().map(String::as_str).collect();
    dossier_in_code_points(&mut converted, &order);
    let json = |d| serde_json::to_value(d).expect("JSON");
    let mut places = 0;
    compare_places(&json(&found), &json(&converted), &texts, &mut places);
    assert!(places > 100, "{places} places");
    assert_ne!(converted, found);
}

#[test]
fn code_points_are_counted_at_every_boundary() {
    for text in ["", "abc", "é", &"é".repeat(32), &"🙂".repeat(50), &format!("{}é", "a".repeat(63))]
    {
        let points = CodePoints::new(text);
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for (count, at) in ends.enumerate() {
            assert_eq!(points.at(at as u32), count as u32, "{text:?} at {at}");
            assert_eq!(points.byte(count as u32), at as u32, "{text:?} at code point {count}");
        }
        assert_eq!(points.byte(u32::MAX), text.len() as u32);
    }
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true)))
        .expect("a batch")
}

#[test]
fn a_bad_row_says_why_and_costs_no_other() {
    let text: ArrayRef = Arc::new(BinaryArray::from_opt_vec(vec![
        Some(b"Two people died on Saturday."),
        None,
        Some(b"caf\xff"),
        Some(b""),
        Some(b"Two people died on Saturday."),
    ]));
    let day: ArrayRef = Arc::new(StringArray::from(vec![
        Some("2024-03-27T08:00:00Z"),
        None,
        None,
        Some(""),
        Some("yesterday"),
    ]));
    let id: ArrayRef = Arc::new(Int32Array::from(vec![7, 8, 9, 10, 11]));
    let job = Job {
        text: "body".into(),
        published: Some("day".into()),
        keep: vec!["id".into()],
        ..Job::default()
    };
    let input = batch(vec![("id", id.clone()), ("body", text), ("day", day)]);
    let out = job.run(extractor(), &input).expect("a batch");
    assert_eq!(out.num_rows(), 5);
    assert_eq!(out.column(0), &id);
    let errors: Vec<_> =
        out.column_by_name("error").expect("a column").as_string::<i32>().iter().collect();
    assert_eq!(
        errors,
        [
            None,
            Some("body: read null, expected text"),
            Some("body: invalid UTF-8 at byte 3"),
            None,
            Some("day: \"yesterday\" is no day of the form 2024-03-27"),
        ]
    );
    let first = sheet(&out, 0).expect("a sheet").expect("no error");
    assert_eq!(first.times[0].value.as_deref(), Some("2024-03-23"));
    assert_eq!(sheet(&out, 1), Ok(None));
    assert!(out.column_by_name("quotes").expect("a column").is_null(2));
}

#[test]
fn a_column_of_numbers_yields_errors_and_a_missing_one_is_named() {
    let numbers: ArrayRef = Arc::new(Int32Array::from(vec![Some(1), None]));
    let input = batch(vec![("text", numbers)]);
    let out = Job::default().run(extractor(), &input).expect("a batch");
    let errors = out.column(0).as_string::<i32>();
    assert_eq!(errors.value(0), "text: read Int32, expected text");
    assert_eq!(errors.value(1), "text: read null, expected text");
    let job = Job { text: "body".into(), ..Job::default() };
    let e = job.run(extractor(), &input).expect_err("no such column");
    assert_eq!(e.to_string(), "no column \"body\"; there are text");
    let job = Job { keep: vec!["quotes".into()], ..Job::default() };
    let input = batch(vec![
        ("text", Arc::new(StringArray::from(vec!["A text."]))),
        ("quotes", Arc::new(StringArray::from(vec!["mine"]))),
    ]);
    let e = job.run(extractor(), &input).expect_err("two of a name");
    assert!(e.to_string().contains("the sheet has one of that name"), "{e}");
}

#[test]
fn days_come_as_dates_too() {
    let input = batch(vec![
        ("text", Arc::new(StringArray::from(vec!["He spoke on Saturday."; 2]))),
        ("day", Arc::new(Date32Array::from(vec![Some(19_809), None]))),
    ]);
    let job = Job {
        published: Some("day".into()),
        reference: Some("2020-01-01".parse().expect("a day")),
        ..Job::default()
    };
    let out = job.run(extractor(), &input).expect("a batch");
    let published = |row| sheet(&out, row).expect("a sheet").expect("no error").published;
    assert_eq!(published(0).expect("a day").to_string(), "2024-03-27");
    assert_eq!(published(1).expect("a day").to_string(), "2020-01-01");
}
