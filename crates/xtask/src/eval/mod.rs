//! `cargo xtask eval [DIR]`: runs the extractor over annotated corpora and scores the sheets.
//!
//! The corpora are not part of the repository (docs/ACCURACY.md says where they come from). The scoring rules are
//! those of the corpora's own scorer, to the digit.

mod counts;
mod docs;
mod flat;
mod incidents;
mod metric;
mod names;
mod quotes;
mod relations;
mod sentences;
mod spans;
mod table;
mod timed;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use copydesk::{Article, Extractor};
use rayon::prelude::*;
use serde_json::Value;

use metric::Report;

/// What is scored on which files: task, folder, the stems left out.
const TASKS: &[(&str, &str, &[&str])] = &[
    ("sentences", "sentences", &[]),
    ("ner", "ner", &[]),
    ("ner", "factsheets", &[]),
    ("linking", "linking", &[]),
    ("quotes", "quotes", &[]),
    ("quotes", "factsheets", &[]),
    ("dates", "dates", &[]),
    ("dates", "factsheets", &[]),
    ("numbers", "numbers", &[]),
    ("counts", "factsheets", &[]),
    ("doccounts", "casualties", &["giveme5w1h", "re3d"]),
    ("incidents", "casualties", &["giveme5w1h", "re3d", "isaf", "gun-violence"]),
    ("claims", "factsheets", &[]),
    ("roles", "factsheets", &[]),
    ("acronyms", "factsheets", &[]),
];

/// A gold document with the extractor's flattened sheet.
struct Pair {
    gold: Value,
    pred: Value,
}

struct Options {
    root: PathBuf,
    /// `TASK` or `TASK/CORPUS`.
    only: Option<String>,
    errors: bool,
    lang: Option<String>,
    kinds: Option<String>,
    types: Option<String>,
    filter: Option<String>,
}

/// Runs the task; the exit code.
pub fn run(args: &[String]) -> i32 {
    let options = match parse(args) {
        Ok(o) => o,
        Err(e) => {
            eprintln!(
                "{e}\nusage: cargo xtask eval [DIR] [--only TASK[/CORPUS]] [--errors TASK/CORPUS] \
                 [--lang CODE] [--kinds LIST] [--types LIST] [--filter KEY=VALUE]"
            );
            return 2;
        }
    };
    if !options.root.is_dir() {
        eprintln!(
            "{} is absent: the annotated corpora are not part of the repository (docs/ACCURACY.md says where they \
             come from). Nothing was scored.",
            options.root.display()
        );
        return 0;
    }
    let extractor = Extractor::new();
    let mut rows = Vec::new();
    for (task, folder, left_out) in TASKS {
        for file in corpora(&options.root.join(folder)) {
            let corpus = file.file_name().map_or("", |n| n.to_str().unwrap_or(""));
            let corpus = corpus.trim_end_matches(".dev.jsonl").to_owned();
            let wanted = match &options.only {
                None => true,
                Some(o) => o == task || *o == format!("{task}/{corpus}"),
            };
            if !wanted || left_out.contains(&corpus.as_str()) {
                continue;
            }
            let gold = match read(&file) {
                Ok(g) => g,
                Err(e) => {
                    eprintln!("{}: {e}", file.display());
                    return 1;
                }
            };
            for lang in languages(&gold, &options) {
                let docs: Vec<&Value> =
                    gold.iter().filter(|g| lang.as_deref().is_none_or(|l| of_lang(g, l))).collect();
                let docs: Vec<&Value> = docs.into_iter().filter(|g| passes(g, &options)).collect();
                let start = Instant::now();
                let pairs = annotate(&extractor, &docs);
                let seconds = start.elapsed().as_secs_f64();
                let (report, errors) = score(task, &pairs, &options);
                if options.errors {
                    table::errors(&errors);
                }
                let corpus = match &lang {
                    Some(l) => format!("{corpus}[{l}]"),
                    None => corpus.clone(),
                };
                table::row(task, &corpus, docs.len(), &report, seconds);
                rows.push((task.to_string(), corpus, docs.len(), report));
            }
        }
    }
    if options.only.is_none() {
        let path = Path::new("tests/record/accuracy.tsv");
        if let Err(e) = table::save(path, &rows) {
            eprintln!("{}: {e}", path.display());
            return 1;
        }
        if let Err(e) = docs::write(&rows) {
            eprintln!("{e}");
            return 1;
        }
        println!("wrote {} and docs/ACCURACY.md", path.display());
    }
    0
}

fn parse(args: &[String]) -> Result<Options, String> {
    let mut o = Options {
        root: "../shared/eval".into(),
        only: None,
        errors: false,
        lang: None,
        kinds: None,
        types: None,
        filter: None,
    };
    let mut args = args.iter();
    while let Some(a) = args.next() {
        let mut value = || args.next().cloned().ok_or(format!("{a} needs a value"));
        match a.as_str() {
            "--only" => o.only = Some(value()?),
            "--errors" => {
                o.only = Some(value()?);
                o.errors = true;
            }
            "--lang" => o.lang = Some(value()?),
            "--kinds" => o.kinds = Some(value()?),
            "--types" => o.types = Some(value()?),
            "--filter" => o.filter = Some(value()?),
            f if f.starts_with('-') => return Err(format!("unknown option {f}")),
            dir => o.root = dir.into(),
        }
    }
    Ok(o)
}

fn corpora(dir: &Path) -> Vec<PathBuf> {
    let mut list: Vec<PathBuf> =
        fs::read_dir(dir).map(|d| d.flatten().map(|f| f.path()).collect()).unwrap_or_default();
    list.retain(|p| p.to_string_lossy().ends_with(".dev.jsonl"));
    list.sort();
    list
}

fn read(file: &Path) -> Result<Vec<Value>, String> {
    let text = fs::read_to_string(file).map_err(|e| e.to_string())?;
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(n, l)| serde_json::from_str(l).map_err(|e| format!("line {}: {e}", n + 1)))
        .collect()
}

fn of_lang(doc: &Value, lang: &str) -> bool {
    doc["lang"].as_str().unwrap_or("en") == lang
}

/// All documents together, and where a corpus mixes languages the English ones again.
fn languages(gold: &[Value], options: &Options) -> Vec<Option<String>> {
    if options.lang.is_some() {
        return vec![options.lang.clone()];
    }
    let english = gold.iter().filter(|g| of_lang(g, "en")).count();
    if english > 0 && english < gold.len() { vec![None, Some("en".into())] } else { vec![None] }
}

fn passes(doc: &Value, options: &Options) -> bool {
    options.filter.as_deref().and_then(|f| f.split_once('=')).is_none_or(|(k, v)| match &doc[k] {
        Value::String(s) => s == v,
        other => format!("{other}") == v,
    })
}

fn annotate(extractor: &Extractor, docs: &[&Value]) -> Vec<Pair> {
    docs.par_iter()
        .map(|g| {
            let mut article = Article::new(g["text"].as_str().unwrap_or(""));
            let date = g["reference"].as_str().or(g["reference_inferred"].as_str());
            if let Some(d) = date.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok()) {
                article = article.published(d);
            }
            if let Some(lang) = g["lang"].as_str() {
                article = article.language(lang);
            }
            let sheet = serde_json::to_value(extractor.extract(article)).unwrap_or_default();
            Pair { gold: (*g).clone(), pred: flat::flatten(&sheet) }
        })
        .collect()
}

fn score(task: &str, pairs: &[Pair], o: &Options) -> (Report, Vec<metric::Miss>) {
    match task {
        "sentences" => sentences::score(pairs),
        "ner" => names::ner(pairs),
        "linking" => names::linking(pairs),
        "quotes" => quotes::quotes(pairs, o.kinds.as_deref()),
        "claims" => quotes::claims(pairs),
        "dates" => timed::score(pairs, true, o.types.as_deref()),
        "numbers" => timed::score(pairs, false, o.types.as_deref()),
        "counts" => counts::counts(pairs),
        "doccounts" => counts::doccounts(pairs),
        "incidents" => incidents::score(pairs),
        _ => relations::score(pairs, task == "roles"),
    }
}
