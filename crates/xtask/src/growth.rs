//! `cargo xtask growth`: what time and memory do as texts get longer and gazetteers larger.
//!
//! Each row runs in a process of its own. Texts are made from templates, names from syllables. What a byte of a very long
//! text costs beyond that of a short one is memory: the instructions are the same (`cargo xtask load` under callgrind
//! shows it), but the layers no longer stay in the caches, and all of it is touched for the first time.

use std::{fmt::Write, fs, hint::black_box, time::Duration};

use copydesk::{Extractor, Gazetteer};

use crate::{
    child::{self, cpu_time, peak_mb, resident_mb},
    news,
    strange::name,
};

const TEXTS: &[usize] = &[1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const NAMES: &[usize] = &[10_000, 30_000, 100_000, 300_000, 1_000_000];
const PATIENCE: Duration = Duration::from_secs(900);
const RECORD: &str = "benches/record/growth.tsv";

/// Runs the task; the exit code.
pub fn run(args: &[String]) -> i32 {
    match args {
        [what, n] if what == "text" => text(n.parse().unwrap_or(1000)),
        [what, n] if what == "names" => names(n.parse().unwrap_or(1000)),
        [] => match table() {
            Ok(()) => 0,
            Err(e) => {
                eprintln!("{e}");
                1
            }
        },
        _ => 2,
    }
}

fn table() -> Result<(), String> {
    let mut tsv = String::from("what\tsize\tns per byte\tMB ready\tMB at most\tms to load\n");
    println!(
        "{:<6} {:>11} {:>11} {:>9} {:>10} {:>10}",
        "", "size", "ns per byte", "MB ready", "MB at most", "ms to load"
    );
    for (what, sizes) in [("text", TEXTS), ("names", NAMES)] {
        for size in sizes {
            let said = child::run(&["growth", what, &size.to_string()], PATIENCE)
                .map_err(|e| format!("{what} {size}: {e}"))?;
            let said = said.trim();
            let cells: Vec<&str> = said.split('\t').collect();
            if let [cost, ready, most, load] = cells[..] {
                println!("{what:<6} {size:>11} {cost:>11} {ready:>9} {most:>10} {load:>10}");
            }
            let _ = writeln!(tsv, "{what}\t{size}\t{said}");
        }
    }
    fs::write(RECORD, tsv).map_err(|e| format!("{RECORD}: {e}"))?;
    println!("wrote {RECORD}");
    Ok(())
}

/// Processor time by the byte, the best of some rounds.
fn cost(extractor: &Extractor, texts: &[String], rounds: usize) -> f64 {
    let bytes: usize = texts.iter().map(String::len).sum();
    let once = || {
        let start = cpu_time();
        for t in texts {
            black_box(extractor.extract(black_box(t.as_str())));
        }
        (cpu_time() - start).as_secs_f64() * 1e9 / bytes as f64
    };
    (0..rounds).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// One text of this length, or several where one is soon read.
fn text(bytes: usize) -> i32 {
    let start = cpu_time();
    let extractor = Extractor::new();
    let load = (cpu_time() - start).as_secs_f64() * 1e3;
    let _ = extractor.extract("Warm.");
    let ready = resident_mb();
    let long = news::long(bytes).text;
    // The clock of a thread moves in steps of some milliseconds.
    let copies = (4_000_000 / bytes).max(1);
    let texts: Vec<String> = if bytes < 2000 {
        // Short ones differ, as the cost of each does.
        (0..copies as u64).map(|seed| news::wire(seed).text).collect()
    } else {
        vec![long; copies]
    };
    let cost = cost(&extractor, &texts, if bytes > 50_000_000 { 1 } else { 3 });
    println!("{cost:.1}\t{ready:.0}\t{:.0}\t{load:.1}", peak_mb());
    0
}

/// A gazetteer of so many made-up names, and texts that hold some of them.
fn names(count: usize) -> i32 {
    let mut rows = String::from("id\tkind\tname\taliases\tattributes\tflags\n");
    for k in 0..count {
        let (kind, full) = match k % 3 {
            0 => ("person", format!("{} {}", name(k), name(k * 7 + 1))),
            1 => ("company", format!("{} {} Works", name(k), name(k * 5 + 2))),
            _ => ("city", name(k)),
        };
        let _ = writeln!(rows, "x:{k:07}\t{kind}\t{full}\t\tprior={};country=RO\t", k % 900);
    }
    let start = cpu_time();
    let gazetteer = match Gazetteer::from_tsv("made.tsv", rows.as_bytes()) {
        Ok(g) => g,
        Err(e) => {
            eprintln!("{e}");
            return 1;
        }
    };
    drop(rows);
    let load = (cpu_time() - start).as_secs_f64() * 1e3;
    let extractor = match Extractor::builder().without_core().gazetteer(gazetteer).build() {
        Ok(x) => x,
        Err(e) => {
            eprintln!("{e}");
            return 1;
        }
    };
    let ready = resident_mb();
    let known: Vec<String> =
        extractor.gazetteer().names().step_by((count / 1000).max(1)).map(Into::into).collect();
    let texts: Vec<String> = (0..800u64)
        .map(|seed| {
            let mut text = news::wire(seed).text;
            for k in 0..4 {
                let name = &known[(seed as usize * 4 + k) % known.len()];
                let _ = write!(
                    text,
                    "\n\nIn the morning {name} was named in the report of the commission. "
                );
            }
            text
        })
        .collect();
    let cost = cost(&extractor, &texts, 5);
    println!("{cost:.1}\t{ready:.0}\t{:.0}\t{load:.0}", peak_mb());
    0
}
