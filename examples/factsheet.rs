//! The fact sheet of one text file: a summary for readers, or `--json`.
//!
//! `cargo run --release --example factsheet -- FILE.txt|- [--reference YYYY-MM-DD] [--json]`
use std::{
    io::{self, Read, Write},
    process::ExitCode,
};

use copydesk::{Article, Extractor, render};

fn run(path: &str, reference: Option<&str>, json: bool) -> Result<(), String> {
    let mut bytes = Vec::new();
    match path {
        "-" => io::stdin().lock().read_to_end(&mut bytes),
        _ => std::fs::File::open(path).and_then(|mut f| f.read_to_end(&mut bytes)),
    }
    .map_err(|e| format!("{path}: {e}"))?;
    let text = std::str::from_utf8(&bytes).map_err(|e| {
        let line = 1 + bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
        format!("{path}:{line}: read a byte sequence that is not UTF-8")
    })?;
    let mut article = Article::new(text);
    if let Some(r) = reference {
        article = article.published(r.parse().map_err(|e| format!("--reference {r}: {e}"))?);
    }
    let sheet = Extractor::new().extract(article);
    let mut out = String::new();
    if json {
        out = serde_json::to_string_pretty(&sheet).map_err(|e| e.to_string())? + "\n";
    } else {
        render::text(&sheet, text, &mut out).map_err(|e| e.to_string())?;
    }
    match io::stdout().lock().write_all(out.as_bytes()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {e}")),
        _ => Ok(()),
    }
}

fn main() -> ExitCode {
    let (mut path, mut reference, mut json) = (None, None, false);
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--json" => json = true,
            "--reference" => reference = args.next(),
            _ => path = Some(a),
        }
    }
    let Some(path) = path else {
        eprintln!("usage: factsheet FILE.txt|- [--reference YYYY-MM-DD] [--json]");
        return 2.into();
    };
    match run(&path, reference.as_deref(), json) {
        Ok(()) => 0.into(),
        Err(e) => {
            eprintln!("factsheet: {e}");
            1.into()
        }
    }
}
