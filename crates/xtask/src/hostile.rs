//! `cargo xtask hostile [MEGABYTES]`: what texts cost that nobody writes, against plain news.
//!
//! Each kind runs in a process of its own: processor time by the byte, as a multiple of what the sample articles cost in
//! the same process; the same against an eighth of the text (1 where cost grows in step); and the peak of memory.

use std::{fs, hint::black_box, time::Duration};

use copydesk::{Extractor, Kind};

use crate::{
    child::{self, cpu_time, peak_mb},
    strange::KINDS,
};

/// More than so many times the cost of plain news is a defect.
const MOST: f64 = 3.0;
/// What a kind may take before it is stopped.
const PATIENCE: Duration = Duration::from_secs(300);

/// Lists of names that the gazetteer knows: every one opens a question.
const KNOWN: &[(&str, fn(Kind) -> bool)] = &[
    ("all known people", |k| k == Kind::Person),
    ("all known regions", |k| k == Kind::Region),
    ("all known cities", |k| k == Kind::City),
    ("all known bodies", Kind::is_organization),
];

/// A text of one kind, of about so many bytes.
fn make(name: &str, extractor: &Extractor, bytes: usize) -> Option<String> {
    if let Some(kind) = KINDS.iter().find(|k| k.name == name) {
        return Some((kind.make)(bytes));
    }
    let (_, wanted) = KNOWN.iter().find(|k| k.0 == name)?;
    let entries: Vec<_> = extractor.gazetteer().entries().filter(|e| wanted(e.kind())).collect();
    let mut text = String::new();
    let mut names = entries.iter().map(|e| e.name()).cycle();
    while text.len() < bytes {
        text += names.next()?;
        text += ", ";
    }
    Some(text)
}

/// Runs the task; the exit code.
pub fn run(args: &[String]) -> i32 {
    match args {
        [one, name, bytes] if one == "one" => measure(name, bytes.parse().unwrap_or(1 << 20)),
        _ => table(args),
    }
}

fn table(args: &[String]) -> i32 {
    let megabytes: f64 = args.first().and_then(|a| a.parse().ok()).unwrap_or(2.0);
    let only = args.get(1).map_or("", String::as_str);
    let mut tsv = String::from("what\tMB\tx news\tx an eighth\tpeak MB\n");
    println!("{:<34} {:>6} {:>8} {:>11} {:>8}", "", "MB", "x news", "x an eighth", "peak MB");
    let mut bad = 0;
    let names: Vec<&str> = KINDS.iter().map(|k| k.name).chain(KNOWN.iter().map(|k| k.0)).collect();
    for name in names.iter().filter(|n| n.contains(only)) {
        // One kind at the size that single lines are known to come in.
        let size = if *name == "one line of news" { 10.0f64.max(megabytes) } else { megabytes };
        let bytes = ((size * 1e6) as usize).to_string();
        let said = child::run(&["hostile", "one", name, &bytes], PATIENCE);
        let row = match &said {
            Ok(figures) => figures.trim().to_owned(),
            Err(e) => {
                println!("{name:<34} {e}");
                format!("{size:.1}\tfailed\t\t")
            }
        };
        let cells: Vec<&str> = row.split('\t').collect();
        let cost = cells.get(1).and_then(|c| c.parse().ok()).unwrap_or(f64::INFINITY);
        let mark = if cost > MOST { "  <- too dear" } else { "" };
        bad += i32::from(cost > MOST);
        if let [mb, news, eighth, peak] = cells[..] {
            println!("{name:<34} {mb:>6} {news:>8} {eighth:>11} {peak:>8}{mark}");
        }
        tsv += &format!("{name}\t{row}\n");
    }
    if only.is_empty() {
        let path = "benches/record/hostile.tsv";
        if let Err(e) = fs::write(path, tsv) {
            eprintln!("{path}: {e}");
            return 1;
        }
        println!("wrote {path}");
    }
    println!("{bad} of {} cost more than {MOST} times plain news", names.len());
    i32::from(bad > 0)
}

/// In a process of its own: prints the figures of one kind.
fn measure(name: &str, bytes: usize) -> i32 {
    let extractor = Extractor::new();
    let make = |bytes| make(name, &extractor, bytes).unwrap_or_default();
    let time = |texts: &[String], rounds: usize| {
        let all: usize = texts.iter().map(String::len).sum();
        let once = || {
            let start = cpu_time();
            for t in texts {
                black_box(extractor.extract(black_box(t.as_str())));
            }
            (cpu_time() - start).as_secs_f64() / all as f64
        };
        (0..rounds).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    let articles = match crate::perf::texts(None, 40) {
        Ok(list) => list,
        Err(e) => {
            eprintln!("{e}");
            return 1;
        }
    };
    let news = time(&articles, 3);
    drop(articles);
    let part: Vec<String> = (0..4).map(|_| make(bytes / 8)).collect();
    let eighth = time(&part, 1);
    drop(part);
    let text = [make(bytes)];
    let own = time(&text, 1);
    println!(
        "{:.1}\t{:.2}\t{:.2}\t{:.0}",
        text[0].len() as f64 / 1e6,
        own / news,
        own / eighth,
        peak_mb()
    );
    0
}
