//! Several text files merged into one dossier: a summary for readers, `--json`, or `--html` for a page.
//!
//! `cargo run --release --example dossier -- FILE.txt … [--json | --html]`
//!
//! A file name such as `2024-03-22-river-post.txt` tells day of publication and outlet.
use std::{path::Path, process::ExitCode};

use copydesk::{
    Article, Extractor,
    dossier::{Builder, Report},
    render,
};

fn run(paths: &[String], form: &str) -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::new();
    let mut builder = Builder::default();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
        let stem = Path::new(path).file_stem().and_then(|s| s.to_str()).unwrap_or(path);
        let date = stem.get(..10).and_then(|d| d.parse().ok());
        let outlet = stem.get(11..).filter(|_| date.is_some()).map(|o| o.replace('-', " "));
        let mut article = Article::new(&text);
        if let Some(date) = date {
            article = article.published(date);
        }
        let sheet = extractor.extract(article);
        let mut report = Report::new(stem, &sheet, &text);
        if let Some(outlet) = &outlet {
            report = report.outlet(outlet);
        }
        builder.add(report);
    }
    let dossier = builder.finish();
    let mut out = String::new();
    match form {
        "--json" => out = serde_json::to_string_pretty(&dossier)? + "\n",
        "--html" => render::dossier_html(&dossier, &mut out)?,
        _ => render::dossier_text(&dossier, &mut out)?,
    }
    print!("{out}");
    Ok(())
}

fn main() -> ExitCode {
    let (forms, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    if paths.is_empty() {
        eprintln!("usage: dossier FILE.txt … [--json | --html]");
        return 2.into();
    }
    match run(&paths, forms.first().map_or("", String::as_str)) {
        Ok(()) => 0.into(),
        Err(e) => {
            eprintln!("dossier: {e}");
            1.into()
        }
    }
}
