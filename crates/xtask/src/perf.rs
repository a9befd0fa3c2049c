//! `cargo xtask perf [FILE.jsonl]`: speed as ratios to two yardsticks, all in one process and run.
//!
//! **A** is a bare `aho-corasick` search for the gazetteer's names, **B** is `unicode_words().count()`. Rounds are
//! interleaved and the median of the per-round ratios is reported, so that a noisy machine hits all alike.

use std::{cell::RefCell, fs, hint::black_box, time::Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use copydesk::{Extractor, Tokens};
use unicode_segmentation::UnicodeSegmentation;

use crate::child;

const ROUNDS: usize = 15;

type Job<'a> = (&'static str, Box<dyn Fn(&str) -> usize + 'a>);

/// `cargo xtask load ROUNDS [FILE.jsonl]`: nothing but an extractor that reads the texts that often, on one thread, for
/// instruction counters.
pub fn load(args: &[String]) -> i32 {
    let extractor = Extractor::new();
    repeat(args, |t| extractor.extract(t).mentions.len())
}

/// `cargo xtask yardstick ROUNDS [FILE.jsonl]`: yardstick B in the same way.
pub fn yardstick(args: &[String]) -> i32 {
    repeat(args, count_words)
}

/// Yardstick B.
#[inline(never)]
fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

fn repeat(args: &[String], job: impl Fn(&str) -> usize) -> i32 {
    let rounds: usize = args.first().and_then(|r| r.parse().ok()).unwrap_or(1);
    let texts = match texts(args.get(1).map(String::as_str), 1) {
        Ok(t) => t,
        Err(e) => {
            eprintln!("{e}");
            return 1;
        }
    };
    let mut results = 0;
    for _ in 0..rounds {
        for t in &texts {
            results += black_box(job(black_box(t)));
        }
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{rounds} rounds of {bytes} bytes, {results} results");
    0
}

/// Runs the task; the exit code.
pub fn run(args: &[String]) -> i32 {
    let texts = match texts(args.first().map(String::as_str), 20) {
        Ok(t) => t,
        Err(e) => {
            eprintln!("{e}");
            return 1;
        }
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let words: usize = texts.iter().map(|t| t.unicode_words().count()).sum();
    let start = Instant::now();
    let extractor = Extractor::new();
    let ready = start.elapsed();
    let first = extractor.extract(&texts[0]);
    println!(
        "{} texts, {bytes} bytes, {words} words; gazetteer of {} entries, {} names",
        texts.len(),
        extractor.gazetteer().len(),
        extractor.gazetteer().name_count()
    );
    println!(
        "Extractor::new() {:.1} ms, first sheet after {:.1} ms ({} mentions), resident {:.1} MB",
        ready.as_secs_f64() * 1e3,
        start.elapsed().as_secs_f64() * 1e3,
        first.mentions.len(),
        child::resident_mb()
    );
    let names: Vec<&str> = extractor.gazetteer().names().collect();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the names fit an automaton");
    let json = RefCell::new(Vec::new());
    let jobs: Vec<Job<'_>> = vec![
        ("A: aho-corasick", Box::new(|t| automaton.find_iter(t).count())),
        ("B: unicode_words", Box::new(count_words)),
        ("tokenise", Box::new(|t| Tokens::new(t).len())),
        ("parse (tokens, zones, sentences)", Box::new(|t| extractor.parse(t).tokens().len())),
        ("sheet", Box::new(|t| extractor.extract(t).mentions.len())),
        (
            "sheet + JSON",
            Box::new(|t| {
                let mut json = json.borrow_mut();
                json.clear();
                serde_json::to_writer(&mut *json, &extractor.extract(t)).map_or(0, |()| json.len())
            }),
        ),
    ];
    let mut seconds = vec![Vec::new(); jobs.len()];
    for _ in 0..ROUNDS {
        for ((_, job), list) in jobs.iter().zip(&mut seconds) {
            let start = Instant::now();
            for t in &texts {
                black_box(job(black_box(t)));
            }
            list.push(start.elapsed().as_secs_f64());
        }
    }
    println!("{:<34} {:>7} {:>7} {:>9} {:>11}", "", "x A", "x B", "MB/s", "words/s");
    let mut tsv = String::from("what\tx A\tx B\tMB/s\twords/s\n");
    for (k, (name, _)) in jobs.iter().enumerate() {
        let over =
            |y: usize| median(seconds[k].iter().zip(&seconds[y]).map(|(a, b)| a / b).collect());
        let time = median(seconds[k].clone());
        let (a, b) = (over(0), over(1));
        let (mb, w) = (bytes as f64 / time / 1e6, words as f64 / time);
        println!("{name:<34} {a:>7.2} {b:>7.2} {mb:>9.1} {w:>11.0}");
        tsv += &format!("{name}\t{a:.2}\t{b:.2}\t{mb:.1}\t{w:.0}\n");
    }
    let path = "benches/record/latest.tsv";
    if let Err(e) = fs::create_dir_all("benches/record").and_then(|()| fs::write(path, tsv)) {
        eprintln!("{path}: {e}");
        return 1;
    }
    println!("wrote {path}");
    0
}

fn median(mut v: Vec<f64>) -> f64 {
    v.sort_by(f64::total_cmp);
    v[v.len() / 2]
}

/// The `text` fields of a JSON-lines file, or the sample articles so many times.
pub fn texts(file: Option<&str>, times: usize) -> Result<Vec<String>, String> {
    let Some(file) = file else {
        let mut paths: Vec<_> = fs::read_dir("examples/articles")
            .map_err(|e| format!("examples/articles: {e}"))?
            .flatten()
            .map(|f| f.path())
            .collect();
        paths.sort();
        let read = |p| fs::read_to_string(p).map_err(|e| e.to_string());
        let articles = paths.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        return Ok(articles.iter().cycle().take(articles.len() * times).cloned().collect());
    };
    let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    text.lines()
        .enumerate()
        .map(|(n, l)| {
            let v: serde_json::Value =
                serde_json::from_str(l).map_err(|e| format!("{file}:{}: {e}", n + 1))?;
            v["text"].as_str().map(str::to_owned).ok_or(format!("{file}:{}: no text", n + 1))
        })
        .collect()
}
