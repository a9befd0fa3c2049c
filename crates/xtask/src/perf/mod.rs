//! `cargo xtask perf`: speed as ratios to two yardsticks, all in one process and run, beside what is aimed at.
//!
//! **A** is a bare `aho-corasick` search for the gazetteer's names, **B** is `unicode_words().count()`. Rounds are
//! interleaved and the median of the per-round ratios is reported, so that a noisy machine hits all alike.

mod cores;
mod names;
mod quotes;
mod table;

use std::{
    cell::RefCell,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use copydesk::{Extractor, FactSheet, Tokens, render};
use table::Table;
use unicode_segmentation::UnicodeSegmentation;

use crate::child;

const ROUNDS: usize = 15;
/// How many processes are started for the time to the first sheet.
const STARTS: usize = 15;

type Job<'a> = (&'static str, Box<dyn Fn(&str) -> usize + 'a>);

/// `cargo xtask load ROUNDS [FILE.jsonl]`: nothing but an extractor that reads the texts that often, on one thread, for
/// instruction counters.
pub fn load(args: &[String]) -> i32 {
    repeat(args, |texts| {
        let extractor = Extractor::new();
        (texts, move |t: &String| extractor.extract(t.as_str()).mentions.len())
    })
}

/// `cargo xtask yardstick ROUNDS [FILE.jsonl]`: yardstick B in the same way.
pub fn yardstick(args: &[String]) -> i32 {
    repeat(args, |texts| (texts, |t: &String| count_words(t)))
}

/// `cargo xtask json ROUNDS [FILE.jsonl]`: reads the texts once and writes their sheets that often, into one buffer.
pub fn json(args: &[String]) -> i32 {
    let mut out = Vec::new();
    repeat(args, |texts| (sheets(&texts), move |s: &FactSheet| write_json(s, &mut out)))
}

/// `cargo xtask clones ROUNDS [FILE.jsonl]`: reads the texts once and copies their sheets that often.
pub fn clones(args: &[String]) -> i32 {
    repeat(args, |texts| (sheets(&texts), copy))
}

/// `cargo xtask start`: milliseconds to an extractor and to its first sheet, and megabytes of memory then.
pub fn start() -> i32 {
    let Ok(texts) = texts(None, 1) else { return 1 };
    let start = Instant::now();
    let extractor = Extractor::new();
    let ready = start.elapsed();
    let mentions = black_box(extractor.extract(&texts[0])).mentions.len();
    let first = start.elapsed();
    let ms = |d: std::time::Duration| d.as_secs_f64() * 1e3;
    println!("{:.3} {:.3} {:.1} {mentions}", ms(ready), ms(first), child::resident_mb());
    0
}

/// Yardstick B.
#[inline(never)]
fn count_words(text: &str) -> usize {
    text.unicode_words().count()
}

#[inline(never)]
fn write_json(sheet: &FactSheet, out: &mut Vec<u8>) -> usize {
    out.clear();
    render::json(sheet, out).map_or(0, |()| out.len())
}

#[inline(never)]
fn copy(sheet: &FactSheet) -> usize {
    black_box(sheet.clone()).mentions.len()
}

fn sheets(texts: &[String]) -> Vec<FactSheet> {
    let extractor = Extractor::new();
    texts.iter().map(|t| extractor.extract(t.as_str())).collect()
}

/// Does what `prepare` makes of the texts, a job on each of a list of things, as often as the arguments say.
fn repeat<T, J: FnMut(&T) -> usize>(
    args: &[String],
    prepare: impl FnOnce(Vec<String>) -> (Vec<T>, J),
) -> i32 {
    let rounds: usize = args.first().and_then(|r| r.parse().ok()).unwrap_or(1);
    let texts = match texts(args.get(1).map(String::as_str), 1) {
        Ok(t) => t,
        Err(e) => {
            eprintln!("{e}");
            return 1;
        }
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let (things, mut job) = prepare(texts);
    let mut results = 0;
    for _ in 0..rounds {
        for t in &things {
            results += black_box(job(black_box(t)));
        }
    }
    println!("{rounds} rounds of {bytes} bytes, {results} results");
    0
}

/// Runs the task; the exit code.
pub fn run(args: &[String]) -> i32 {
    match measure(args.first().map(String::as_str)) {
        Ok(()) => 0,
        Err(e) => {
            eprintln!("{e}");
            1
        }
    }
}

fn measure(file: Option<&str>) -> Result<(), String> {
    let texts = texts(file, 20)?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let words: usize = texts.iter().map(|t| count_words(t)).sum();
    let extractor = Extractor::new();
    let gazetteer = extractor.gazetteer();
    println!(
        "{} texts, {bytes} bytes, {words} words; gazetteer of {} entries, {} names",
        texts.len(),
        gazetteer.len(),
        gazetteer.name_count()
    );
    let (start_ms, resident) = first_sheets()?;
    let names: Vec<&str> = gazetteer.names().collect();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .map_err(|e| e.to_string())?;
    let json = RefCell::new(Vec::new());
    let jobs: Vec<Job<'_>> = vec![
        ("A: aho-corasick", Box::new(|t| automaton.find_iter(t).count())),
        ("B: unicode_words", Box::new(count_words)),
        ("tokenise", Box::new(|t| Tokens::new(t).len())),
        ("tokenise + match", Box::new(|t| Extractor::count_names(gazetteer, t))),
        ("parse (tokens, zones, sentences)", Box::new(|t| extractor.parse(t).tokens().len())),
        ("sheet", Box::new(|t| extractor.extract(t).mentions.len())),
        ("sheet + JSON", Box::new(|t| write_json(&extractor.extract(t), &mut json.borrow_mut()))),
    ];
    let seconds = timed(&jobs, &texts);
    let over = |job: &str, yardstick: usize| {
        let k = jobs.iter().position(|j| j.0 == job).unwrap_or(0);
        median(seconds[k].iter().zip(&seconds[yardstick]).map(|(a, b)| a / b).collect())
    };
    let (a, b) = (0, 1);
    let mut table = Table::default();
    table.most("tokenise", over("tokenise", b), "x B", 0.40, 0.22);
    table.most("tokenise + match", over("tokenise + match", a), "x A", 0.65, 0.45);
    let growth = names::ratio(gazetteer, &texts)?;
    table.most("match, 400 k over 100 k names", growth, "ratio", 1.25, 1.10);
    table.most("sheet", over("sheet", b), "x B", 1.5, 0.9);
    table.most("sheet + JSON", over("sheet + JSON", b), "x B", 1.8, 1.1);
    table.most("quote + claim", quotes::ratio(&extractor, &texts), "x B", 0.25, 0.15);
    match crate::instructions::of_the_sheet() {
        Ok((instructions, beyond)) => {
            table.most("sheet", instructions, "instructions/byte", 150.0, 90.0);
            table.most("sheet, heap beyond its own", beyond, "allocations/text", 1.0, 0.0);
        }
        Err(e) => eprintln!("{e}"),
    }
    table.most("first sheet of a process", start_ms, "ms", 5.0, 1.0);
    table.most("resident, extractor ready", resident, "MB", 40.0, 20.0);
    table.least(
        "extract_batch, two cores over one",
        cores::ratio(&extractor, &texts)?,
        "ratio",
        1.85,
        1.95,
    );
    for ((name, _), seconds) in jobs.iter().zip(&seconds) {
        let time = median(seconds.clone());
        table.plain(name, bytes as f64 / time / 1e6, "MB/s");
        table.plain(name, words as f64 / time / 1e6, "M words/s");
    }
    table.write("benches/record/latest.tsv")
}

/// Seconds of each round of each job.
fn timed(jobs: &[Job<'_>], texts: &[String]) -> Vec<Vec<f64>> {
    let mut seconds = vec![Vec::new(); jobs.len()];
    for _ in 0..ROUNDS {
        for ((_, job), list) in jobs.iter().zip(&mut seconds) {
            list.push(time(|| {
                for t in texts {
                    black_box(job(black_box(t)));
                }
            }));
        }
    }
    seconds
}

fn time(job: impl FnOnce()) -> f64 {
    let start = Instant::now();
    job();
    start.elapsed().as_secs_f64()
}

/// Milliseconds to the first sheet of a fresh process, the best of some, and megabytes of memory it holds then.
fn first_sheets() -> Result<(f64, f64), String> {
    let (mut first, mut resident) = (f64::MAX, f64::MAX);
    for _ in 0..STARTS {
        let said = child::run(&["start"], Duration::from_secs(60))?;
        let number = |k: usize| said.split(' ').nth(k).and_then(|n| n.parse::<f64>().ok());
        let (Some(ms), Some(mb)) = (number(1), number(2)) else {
            return Err(format!("xtask start: {said}"));
        };
        (first, resident) = (first.min(ms), resident.min(mb));
    }
    Ok((first, resident))
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
