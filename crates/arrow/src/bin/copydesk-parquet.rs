//! Articles in, fact sheets out as Parquet, on all cores and in bounded memory.
//!
//! `copydesk-parquet [--bytes] INPUT OUTPUT.parquet`. INPUT is Parquet (`*.parquet`) with the columns `id`, `text` and,
//! where they are, `reference`, `headline`, `lang`; or JSON lines of the same names, `-` for standard input. A row that
//! cannot be read has an `error`; a line that is no such object is reported and skipped, and the exit code then is 1.
use std::{
    error::Error,
    fs::File,
    io::{self, BufRead, BufReader},
    process::ExitCode,
    sync::Arc,
};

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::Schema;
use copydesk::Extractor;
use copydesk_arrow::{Job, Offsets};
use parquet::{
    arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::Compression,
    file::properties::WriterProperties,
};
use rayon::prelude::*;

/// Rows of one piece of work, and pieces between two writes.
const ROWS: usize = 256;
const PIECES: usize = 64;

const OPTIONAL: [&str; 3] = ["reference", "headline", "lang"];

#[derive(serde::Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    reference: Option<String>,
    headline: Option<String>,
    lang: Option<String>,
}

type Batches<'a> = Box<dyn Iterator<Item = Result<RecordBatch, Box<dyn Error>>> + 'a>;

fn parquet(path: &str) -> Result<Batches<'static>, Box<dyn Error>> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    let reader = reader.with_batch_size(ROWS * PIECES).build()?;
    Ok(Box::new(reader.map(|batch| batch.map_err(Into::into))))
}

/// Batches of JSON lines; `clean` turns false at a line that is skipped.
fn json<'a>(
    path: &'a str,
    clean: &'a std::cell::Cell<bool>,
) -> Result<Batches<'a>, Box<dyn Error>> {
    let mut input: Box<dyn BufRead> = match path {
        "-" => Box::new(io::stdin().lock()),
        _ => Box::new(BufReader::new(File::open(path)?)),
    };
    let mut number = 0;
    Ok(Box::new(std::iter::from_fn(move || {
        let mut lines: Vec<Line> = Vec::new();
        let mut bytes = Vec::new();
        while lines.len() < ROWS * PIECES {
            bytes.clear();
            match input.read_until(b'\n', &mut bytes) {
                Err(e) => return Some(Err(e.into())),
                Ok(0) => break,
                Ok(_) => number += 1,
            }
            match serde_json::from_slice(&bytes) {
                Ok(line) => lines.push(line),
                Err(_) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Err(e) => {
                    eprintln!("copydesk-parquet: {path}:{number}: {e}; the line is skipped");
                    clean.set(false);
                }
            }
        }
        (!lines.is_empty()).then(|| columns(lines).map_err(Into::into))
    })))
}

fn columns(lines: Vec<Line>) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let id = |v: &serde_json::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    let text = |f: fn(&Line) -> Option<&str>| -> ArrayRef {
        Arc::new(lines.iter().map(f).collect::<StringArray>())
    };
    RecordBatch::try_from_iter_with_nullable([
        (
            "id",
            Arc::new(lines.iter().map(|l| Some(id(&l.id))).collect::<StringArray>()) as ArrayRef,
            true,
        ),
        ("text", text(|l| Some(&l.text)), true),
        ("reference", text(|l| l.reference.as_deref()), true),
        ("headline", text(|l| l.headline.as_deref()), true),
        ("lang", text(|l| l.lang.as_deref()), true),
    ])
}

fn job(schema: &Schema, offsets: Offsets) -> Job {
    let [published, headline, language] =
        OPTIONAL.map(|name| schema.index_of(name).is_ok().then(|| name.to_owned()));
    Job { published, headline, language, keep: vec!["id".into()], offsets, ..Job::default() }
}

fn run(input: &str, output: &str, offsets: Offsets) -> Result<bool, Box<dyn Error>> {
    let extractor = Extractor::new();
    let clean = std::cell::Cell::new(true);
    let batches = if input.ends_with(".parquet") { parquet(input)? } else { json(input, &clean)? };
    let part = format!("{output}.part");
    let mut writer: Option<ArrowWriter<File>> = None;
    for batch in batches {
        let batch = batch?;
        let job = job(batch.schema_ref(), offsets);
        let pieces: Vec<RecordBatch> = (0..batch.num_rows())
            .step_by(ROWS)
            .map(|at| batch.slice(at, ROWS.min(batch.num_rows() - at)))
            .collect();
        let sheets: Result<Vec<_>, _> = pieces.par_iter().map(|p| job.run(&extractor, p)).collect();
        for sheets in sheets? {
            let writer = match &mut writer {
                Some(w) => w,
                None => {
                    let settings =
                        WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                    let file = File::create(&part)?;
                    writer.insert(ArrowWriter::try_new(file, sheets.schema(), Some(settings))?)
                }
            };
            writer.write(&sheets)?;
        }
    }
    match writer {
        Some(writer) => writer.close().map(drop)?,
        None => return Err("no article was read".into()),
    }
    std::fs::rename(part, output)?;
    Ok(clean.get())
}

fn main() -> ExitCode {
    let (flags, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let ([input, output], true) = (paths.as_slice(), flags.iter().all(|f| f == "--bytes")) else {
        eprintln!("usage: copydesk-parquet [--bytes] INPUT.parquet|INPUT.jsonl|- OUTPUT.parquet");
        return 2.into();
    };
    let offsets = if flags.is_empty() { Offsets::CodePoints } else { Offsets::Bytes };
    match run(input, output, offsets) {
        Ok(clean) => u8::from(!clean).into(),
        Err(e) => {
            eprintln!("copydesk-parquet: {input}: {e}");
            2.into()
        }
    }
}
