//! `cargo xtask instructions [--record|--check] [FILE.jsonl]`: instructions per input byte, stage by stage, counted by
//! valgrind's callgrind.
//!
//! Counts do not depend on what else the machine does, so two builds can be compared to a fraction of a per cent:
//! `--record` writes them down, `--check` fails when the sheet has become dearer than what is written. Both speak of the
//! sample articles and of the profile `release`.

use std::{collections::HashMap, path::Path, process::Command};

/// Rounds over the texts: enough that what only the first round does weighs little.
const ROUNDS: usize = 10;

/// Where the number of calls of the allocator is put among the costs.
const CALLS: &str = "calls of malloc";

/// Rows of the table: label, and the functions whose inclusive counts are added up.
const STAGES: &[(&str, &[&str])] = &[
    ("document", &["copydesk::document::Document::new", "copydesk::document::Document::fill"]),
    ("  tokens", &["copydesk::document::tokens::Tokens::refill"]),
    ("syntax", &["copydesk::syntax::read"]),
    ("cues", &["copydesk::cue::Finder::find"]),
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

/// The figures that [`run`] compares with.
const RECORD: &str = "benches/record/instructions.tsv";
/// The row that counts; the others tell where a difference comes from.
const TOTAL: &str = "sheet";
/// So much more is a failure.
const MORE: f64 = 1.05;

/// Label, and instructions per input byte.
type Row = (String, f64);

/// Runs the task; the exit code.
pub fn run(args: &[String]) -> i32 {
    let result = match args {
        [flag] if flag == "--record" => table(None).and_then(|rows| record(&rows)),
        [flag] if flag == "--check" => table(None).and_then(|rows| check(&rows)),
        [flag, ..] if flag.starts_with("--") => {
            Err(format!("{flag}: expected --record or --check alone"))
        }
        _ => table(args.first().map(String::as_str)).map(|_| ()),
    };
    match result {
        Ok(()) => 0,
        Err(e) => {
            eprintln!("{e}");
            1
        }
    }
}

fn record(rows: &[Row]) -> Result<(), String> {
    let mut tsv = String::from("stage\tinstructions per byte\n");
    tsv.extend(rows.iter().map(|(label, cost)| format!("{label}\t{cost:.2}\n")));
    std::fs::write(RECORD, tsv).map_err(|e| format!("{RECORD}: {e}"))?;
    println!("wrote {RECORD}");
    Ok(())
}

/// Compares with what is written down.
fn check(rows: &[Row]) -> Result<(), String> {
    let text = std::fs::read_to_string(RECORD).map_err(|e| format!("{RECORD}: {e}"))?;
    let mut total = None;
    for (label, cost) in rows {
        let of = |line: &str| line.strip_prefix(label.as_str())?.strip_prefix('\t')?.parse().ok();
        let Some(before) = text.lines().skip(1).find_map(of).filter(|b: &f64| *b > 0.0) else {
            continue;
        };
        let ratio = cost / before;
        if label == TOTAL {
            total = Some(ratio);
        }
        if !(1.0 / MORE..=MORE).contains(&ratio) {
            println!("{label}: {before:.1} -> {cost:.1} ({:+.1} %)", (ratio - 1.0) * 100.0);
        }
    }
    let total = total.ok_or(format!("{RECORD}: no figure for `{TOTAL}`"))?;
    let change = format!("{TOTAL}: {:+.1} % against {RECORD}", (total - 1.0) * 100.0);
    println!("{change}");
    if total > MORE {
        return Err(format!(
            "{change}: more than 5 % dearer; make it cheaper, or record the new figures and say why \
             (another compiler may count differently)"
        ));
    }
    Ok(())
}

/// Of the sheet: instructions per byte, and of each text how many calls of the allocator extraction makes beyond those
/// that a copy of its sheet makes, when working memory has been used before.
pub fn of_the_sheet() -> Result<(f64, f64), String> {
    const RUN: &str = "copydesk::pipeline::run*";
    let (bytes, costs) = count("load", RUN, ROUNDS, None)?;
    let calls = |job: &str, function: &str| -> Result<f64, String> {
        let calls = |rounds| Ok(count(job, function, rounds, None)?.1.remove(CALLS).unwrap_or(0));
        let (once, again): (Result<u64, String>, _) = (calls(1), calls(1 + ROUNDS));
        Ok(again? as f64 - once? as f64)
    };
    let beyond = calls("load", RUN)? - calls("clones", "xtask::perf::copy*")?;
    let sheet = costs.get("copydesk::pipeline::run").copied().unwrap_or(0) as f64 / bytes;
    let texts = super::perf::texts(None, 1)?.len();
    Ok((sheet, beyond / (ROUNDS * texts) as f64))
}

fn table(file: Option<&str>) -> Result<Vec<Row>, String> {
    let (bytes, words) = count("yardstick", "xtask::perf::count_words*", ROUNDS, file)?;
    let words = words.get("xtask::perf::count_words").copied().unwrap_or(0) as f64 / bytes;
    let (bytes, costs) = count("load", "copydesk::pipeline::run*", ROUNDS, file)?;
    let (_, json) = count("json", "xtask::perf::write_json*", ROUNDS, file)?;
    println!("{:<14} {:>16} {:>8}", "stage", "instructions/byte", "x B");
    println!("{:<14} {words:>16.1} {:>8.2}", "B: words", 1.0);
    let mut rows = Vec::new();
    for (label, functions) in STAGES {
        let sum: u64 = functions.iter().filter_map(|f| costs.get(*f)).sum();
        if sum == 0 {
            return Err(format!("{}: no call of {functions:?} was counted", label.trim()));
        }
        let cost = sum as f64 / bytes;
        println!("{label:<14} {cost:>16.1} {:>8.2}", cost / words);
        rows.push((label.trim().to_owned(), cost));
    }
    let cost = json.get("xtask::perf::write_json").copied().unwrap_or(0) as f64 / bytes;
    println!("{:<14} {cost:>16.1} {:>8.2}", "JSON", cost / words);
    rows.push(("JSON".to_owned(), cost));
    let calls: u64 = costs.get(CALLS).copied().unwrap_or(0);
    println!("calls of malloc and realloc in the sheet: {:.1} per kB", calls as f64 / bytes * 1e3);
    Ok(rows)
}

/// Runs `xtask JOB` under callgrind, counting inside `function` only: bytes read, and inclusive counts by function.
fn count(
    job: &str,
    function: &str,
    rounds: usize,
    file: Option<&str>,
) -> Result<(f64, HashMap<String, u64>), String> {
    let exe = std::env::current_exe().map_err(|e| e.to_string())?;
    let out = std::env::temp_dir().join(format!("callgrind.{}.{job}.{rounds}", std::process::id()));
    let ran = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--toggle-collect={function}"))
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(exe)
        .args([job, &rounds.to_string()])
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
    Ok((bytes * rounds as f64, costs))
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
    costs.insert(CALLS.into(), allocations(out)?);
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
