//! Developer tasks: `cargo xtask <task>`.

mod child;
mod compile;
mod dependencies;
mod eval;
mod gazetteers;
mod growth;
mod hostile;
mod instructions;
mod lint;
/// Shared with the benches.
#[path = "../../../benches/haystacks/news.rs"]
#[allow(dead_code)]
mod news;
mod perf;
/// Shared with the suite.
#[path = "../../../benches/haystacks/hostile.rs"]
mod strange;

const USAGE: &str = "usage: cargo xtask TASK
  eval [DIR] [--only TASK[/CORPUS]] [--errors TASK/CORPUS]   accuracy on annotated corpora
  compile                                                    make gazetteers/compiled from what is embedded
  gazetteers [DIR]                                           make gazetteers/entities from source tables
  lint-gazetteers [FILE]                                     names that want a second look
  perf [FILE.jsonl]                                          speed as ratios to yardsticks
  dependencies                                               licences and sources of all crates, against deny.toml
  growth                                                     time and memory by length of text and number of names
  hostile [MEGABYTES [NAME]]                                 cost of texts that nobody writes, against plain news
  instructions [--record|--check|FILE.jsonl]                 instructions per byte by stage (needs valgrind)
  load ROUNDS [FILE.jsonl]                                   extraction alone, for instruction counters; likewise
  json, clones, yardstick ROUNDS [FILE.jsonl]                writing sheets, copying them, unicode-segmentation
  start                                                      one extractor and its first sheet, timed";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let code = match args.first().map(String::as_str) {
        Some("eval") => eval::run(&args[1..]),
        Some("compile") => compile::run(),
        Some("gazetteers") => gazetteers::run(&args[1..]),
        Some("lint-gazetteers") => lint::run(&args[1..]),
        Some("perf") => perf::run(&args[1..]),
        Some("instructions") => instructions::run(&args[1..]),
        Some("dependencies") => dependencies::run(),
        Some("growth") => growth::run(&args[1..]),
        Some("hostile") => hostile::run(&args[1..]),
        Some("load") => perf::load(&args[1..]),
        Some("json") => perf::json(&args[1..]),
        Some("clones") => perf::clones(&args[1..]),
        Some("yardstick") => perf::yardstick(&args[1..]),
        Some("start") => perf::start(),
        _ => {
            eprintln!("{USAGE}");
            2
        }
    };
    std::process::exit(code);
}
