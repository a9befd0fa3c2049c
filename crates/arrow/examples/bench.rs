//! What the library takes for JSON lines of articles on one thread, once: alone, with JSON, with Arrow columns.
//!
//! `cargo run --release -p copydesk-arrow --example bench -- FILE.jsonl`; crates/python/bench/ compares the wheel.
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use copydesk::{Article, Extractor};
use copydesk_arrow::{Job, Offsets};

#[derive(serde::Deserialize)]
struct Line {
    text: String,
    date: String,
}

fn main() {
    let path = std::env::args().nth(1).expect("a file of JSON lines");
    let lines: Vec<Line> = std::fs::read_to_string(path)
        .expect("a readable file")
        .lines()
        .map(|l| serde_json::from_str(l).expect("text and date"))
        .collect();
    let bytes: usize = lines.iter().map(|l| l.text.len()).sum();
    let extractor = Extractor::new();
    let article = |l: &Line| {
        extractor.extract(Article::new(&l.text).published(l.date.parse().expect("a day")))
    };
    let batches: Vec<RecordBatch> = lines
        .chunks(10_000)
        .map(|chunk| {
            let text: ArrayRef =
                Arc::new(StringArray::from_iter_values(chunk.iter().map(|l| &l.text)));
            let date: ArrayRef =
                Arc::new(StringArray::from_iter_values(chunk.iter().map(|l| &l.date)));
            RecordBatch::try_from_iter([("text", text), ("date", date)]).expect("a batch")
        })
        .collect();
    let job =
        Job { published: Some("date".into()), offsets: Offsets::CodePoints, ..Job::default() };
    let told = |what: &str, start: u64| {
        let seconds = (processor_time() - start) as f64 / 1e9;
        println!("{{\"what\": \"rust {what}\", \"bytes\": {bytes}, \"seconds\": {seconds:.3}}}");
    };
    let start = processor_time();
    let mentions: usize = lines.iter().map(|l| article(l).mentions.len()).sum();
    told("extract", start);
    let start = processor_time();
    let json: usize =
        lines.iter().map(|l| serde_json::to_vec(&article(l)).expect("JSON").len()).sum();
    told("json", start);
    let start = processor_time();
    let rows: usize =
        batches.iter().map(|b| job.run(&extractor, b).expect("a batch").num_rows()).sum();
    told("arrow", start);
    assert!(mentions > 0 && json > bytes && rows == lines.len());
}

/// Nanoseconds that this thread ran: on a shared machine the clock on the wall says little.
fn processor_time() -> u64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").expect("Linux");
    told.split_whitespace().next().and_then(|n| n.parse().ok()).expect("nanoseconds")
}
