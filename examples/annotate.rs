//! Fact sheets for JSON lines: `{"id", "text", "reference"?, "lang"?}` in, `{"id", "sheet"}` out.
use std::io::{self, BufRead, Write};

use copydesk::{Article, Extractor, FactSheet};
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

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).expect("usage: annotate FILE.jsonl|-");
    let input: Box<dyn BufRead> = match path.as_str() {
        "-" => Box::new(io::stdin().lock()),
        p => Box::new(io::BufReader::new(std::fs::File::open(p)?)),
    };
    let extractor = Extractor::new();
    let lines: Vec<String> = input.lines().collect::<Result<_, _>>()?;
    let out: Vec<Result<Vec<u8>, String>> = lines
        .par_iter()
        .map(|l| {
            let line: Line = serde_json::from_str(l).map_err(|e| e.to_string())?;
            let mut article = Article::new(&line.text);
            if let Some(date) = line.reference.as_deref().and_then(|d| d.get(..10)?.parse().ok()) {
                article = article.published(date);
            }
            if let Some(lang) = &line.lang {
                article = article.language(lang);
            }
            serde_json::to_vec(&Out { id: &line.id, sheet: extractor.extract(article) })
                .map_err(|e| e.to_string())
        })
        .collect();
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    for o in out {
        match o {
            Ok(o) => {
                stdout.write_all(&o)?;
                stdout.write_all(b"\n")?;
            }
            Err(e) => eprintln!("{e}"),
        }
    }
    Ok(())
}
