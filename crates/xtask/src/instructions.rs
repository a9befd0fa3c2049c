//! `cargo xtask instructions [FILE.jsonl]`: instructions per input byte, stage by stage, counted by valgrind's callgrind.
//!
//! Counts do not depend on what else the machine does, so two builds can be compared to a fraction of a per cent.

use std::{collections::HashMap, path::Path, process::Command};

/// Rounds over the texts: enough that what only the first round does weighs little.
const ROUNDS: usize = 10;

/// Rows of the table: label, and the functions whose inclusive counts are added up.
const STAGES: &[(&str, &[&str])] = &[
    ("document", &["copydesk::document::Document::new", "copydesk::document::Document::fill"]),
    ("  tokens", &["copydesk::document::tokens::Tokens::refill"]),
    ("syntax", &["copydesk::syntax::read"]),
    ("timex", &["copydesk::timex::find", "copydesk::timex::reference"]),
    ("mention", &["copydesk::mention::find"]),
    ("link", &["copydesk::link::resolve"]),
    ("coref", &["copydesk::coref::resolve"]),
    ("quantity", &["copydesk::quantity::find"]),
    ("quote", &["copydesk::quote::find"]),
    ("claim", &["copydesk::claim::find"]),
    ("relation", &["copydesk::relation::find"]),
    ("event", &["copydesk::event::find"]),
    ("records", &["copydesk::pipeline::records", "copydesk::pipeline::assemble"]),
    ("sheet", &["copydesk::pipeline::run"]),
];

/// Runs the task; the exit code.
pub fn run(args: &[String]) -> i32 {
    match table(args.first().map(String::as_str)) {
        Ok(()) => 0,
        Err(e) => {
            eprintln!("{e}");
            1
        }
    }
}

fn table(file: Option<&str>) -> Result<(), String> {
    let (bytes, words) = count("yardstick", "xtask::perf::count_words*", file)?;
    let words = words.get("xtask::perf::count_words").copied().unwrap_or(0) as f64 / bytes;
    let (bytes, costs) = count("load", "copydesk::pipeline::run*", file)?;
    println!("{:<14} {:>16} {:>8}", "stage", "instructions/byte", "x B");
    println!("{:<14} {words:>16.1} {:>8.2}", "B: words", 1.0);
    for (label, functions) in STAGES {
        let sum: u64 = functions.iter().filter_map(|f| costs.get(*f)).sum();
        let cost = sum as f64 / bytes;
        println!("{label:<14} {cost:>16.1} {:>8.2}", cost / words);
    }
    let calls: u64 = costs.get("calls of malloc").copied().unwrap_or(0);
    println!("calls of malloc and realloc in the sheet: {:.1} per kB", calls as f64 / bytes * 1e3);
    Ok(())
}

/// Runs `xtask JOB` under callgrind, counting inside `function` only: bytes read, and inclusive counts by function.
fn count(
    job: &str,
    function: &str,
    file: Option<&str>,
) -> Result<(f64, HashMap<String, u64>), String> {
    let exe = std::env::current_exe().map_err(|e| e.to_string())?;
    let out = std::env::temp_dir().join(format!("callgrind.{}.{job}", std::process::id()));
    let ran = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--toggle-collect={function}"))
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(exe)
        .args([job, &ROUNDS.to_string()])
        .args(file)
        .output()
        .map_err(|e| format!("valgrind: {e}; it must be installed"))?;
    let said = String::from_utf8_lossy(&ran.stdout);
    let bytes: f64 = said
        .split_whitespace()
        .nth(3)
        .and_then(|n| n.parse().ok())
        .ok_or_else(|| format!("valgrind: {}", String::from_utf8_lossy(&ran.stderr)))?;
    let costs = inclusive(&out)?;
    let _ = std::fs::remove_file(&out);
    Ok((bytes * ROUNDS as f64, costs))
}

/// Inclusive costs by function, as `callgrind_annotate` adds them up, and the number of allocations.
fn inclusive(out: &Path) -> Result<HashMap<String, u64>, String> {
    let listed = Command::new("callgrind_annotate")
        .args(["--inclusive=yes", "--threshold=100", "--auto=no"])
        .arg(out)
        .output()
        .map_err(|e| format!("callgrind_annotate: {e}"))?;
    let mut costs = HashMap::new();
    for line in String::from_utf8_lossy(&listed.stdout).lines() {
        let Some((count, rest)) = line.trim_start().split_once(' ') else { continue };
        let Ok(count) = count.replace(',', "").parse::<u64>() else { continue };
        let Some((_, name)) = rest.split_once(')') else { continue };
        let name = name.trim_start().split(" [").next().unwrap_or_default();
        // "file:function", where the function's own path holds double colons.
        let name = name.split_once(':').map_or(name, |n| n.1);
        let slot = costs.entry(name.to_owned()).or_insert(0);
        *slot = count.max(*slot);
    }
    costs.insert("calls of malloc".into(), allocations(out)?);
    Ok(costs)
}

/// Calls of the allocator's entry points in a callgrind file. A name is written once, and then meant by its number.
fn allocations(out: &Path) -> Result<u64, String> {
    let text = std::fs::read_to_string(out).map_err(|e| format!("{}: {e}", out.display()))?;
    let mut names = HashMap::new();
    let (mut callee, mut calls) = (false, 0);
    for line in text.lines() {
        if let Some(at) = line.find("fn=(") {
            let rest = &line[at + 4..];
            let Some((id, name)) = rest.split_once(')') else { continue };
            if !name.is_empty() {
                names.insert(id.to_owned(), name.trim().to_owned());
            }
            if line.starts_with("cfn=") {
                callee = names.get(id).is_some_and(|n| {
                    matches!(n.as_str(), "malloc" | "realloc" | "calloc" | "posix_memalign")
                });
            }
        } else if let Some(n) = line.strip_prefix("calls=").filter(|_| callee) {
            calls += n.split(' ').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0);
        }
    }
    Ok(calls)
}
