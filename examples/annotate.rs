//! JSON lines `{"id", "text", "reference"?, "lang"?}` in, `{"id", "sheet"}` out, in order, on all cores.
//!
//! `cargo run --release --example annotate -- FILE.jsonl` (`-` for standard input). A bad line is reported with its
//! number and skipped; the exit code then is 1. Input of any size is read in bounded batches.
use std::io::{self, BufRead, ErrorKind, Write};

use copydesk::{Article, Extractor, FactSheet, render};
use rayon::prelude::*;

#[derive(serde::Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    reference: Option<String>,
    lang: Option<String>,
}

#[derive(serde::Serialize)]
struct Out<'a> {
    id: &'a serde_json::Value,
    sheet: FactSheet,
}

const BATCH_BYTES: usize = 4 << 20;

pub fn annotate(extractor: &Extractor, line: &[u8]) -> Result<Vec<u8>, String> {
    let line: Line = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    let mut article = Article::new(&line.text);
    if let Some(r) = &line.reference {
        let day = r.get(..10).unwrap_or(r).parse();
        article = article.published(day.map_err(|e| format!("reference {r:?}: {e}"))?);
    }
    if let Some(code) = &line.lang {
        article = article.language(code);
    }
    let sheet = extractor.extract(article);
    let mut json = Vec::new();
    render::json(&Out { id: &line.id, sheet }, &mut json).map_err(|e| e.to_string())?;
    Ok(json)
}

fn run(path: &str) -> io::Result<bool> {
    let mut input: Box<dyn BufRead> = match path {
        "-" => Box::new(io::stdin().lock()),
        _ => Box::new(io::BufReader::new(std::fs::File::open(path)?)),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (extractor, mut number, mut clean) = (Extractor::new(), 0, true);
    loop {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH_BYTES {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            bytes += line.len() + 1;
            batch.push(line);
        }
        if batch.is_empty() {
            out.flush()?;
            return Ok(clean);
        }
        let blank = |l: &[u8]| l.iter().all(u8::is_ascii_whitespace);
        let results: Vec<_> =
            batch.par_iter().map(|l| (!blank(l)).then(|| annotate(&extractor, l))).collect();
        for result in results {
            number += 1;
            match result {
                Some(Ok(json)) => out.write_all(&json).and_then(|()| out.write_all(b"\n"))?,
                Some(Err(e)) => {
                    eprintln!("annotate: {path}:{number}: {e}; the line is skipped");
                    clean = false;
                }
                None => {}
            }
        }
    }
}

fn main() -> std::process::ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: annotate FILE.jsonl|-");
        return 2.into();
    };
    match run(&path) {
        Ok(clean) => u8::from(!clean).into(),
        Err(e) if e.kind() == ErrorKind::BrokenPipe => 0.into(),
        Err(e) => {
            eprintln!("annotate: {path}: {e}");
            2.into()
        }
    }
}
