//! The main job: a sheet for every article.

use std::{collections::HashSet, io::IsTerminal, path::Path};

use copydesk::{Extractor, FactSheet, Gazetteer, export::OffsetUnit};

use crate::{
    args::{ExtractArgs, Format, InputArgs},
    chunks,
    csv::Tables,
    exit::{DONE, INTERRUPTED, PARTLY, Stop},
    input::{self, Doc, Taken},
    output::{self, Sink},
    progress::Progress,
};

/// The extractor that the options ask for, and the threads it runs on.
pub fn extractor(args: &InputArgs) -> Result<Extractor, Stop> {
    if let Some(n) = args.threads {
        if n == 0 {
            return Err(Stop::Failed("--threads: expected 1 or more".into()));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n).build_global();
        pool.map_err(|e| format!("--threads: {e}"))?;
    }
    let mut builder = Extractor::builder();
    for dir in &args.gazetteer {
        builder = builder.gazetteer(Gazetteer::from_dir(dir)?);
    }
    Ok(builder.build()?)
}

/// Writes the sheets; the exit code.
pub fn run(args: &ExtractArgs) -> Result<u8, Stop> {
    let (files, total) = input::list(&args.input.files)?;
    let on_terminal = args.output.is_none() && std::io::stdout().is_terminal();
    let single = files.len() == 1 && is_single(&files[0], args);
    let format = args.format.unwrap_or(if on_terminal { Format::Text } else { Format::Jsonl });
    check(args, format, single)?;
    let done = match &args.output {
        Some(path) if args.resume => output::done(path)?,
        _ => HashSet::new(),
    };
    let extractor = extractor(&args.input)?;
    let reference = args.input.reference;
    let extract = |doc: &Doc| -> FactSheet { extractor.extract(doc.article(reference)) };
    let taken = Taken::default();
    let mut progress = Progress::new(taken.clone(), total, args.input.quiet);
    let articles = input::articles(files, &args.input, taken)
        .filter(|doc| doc.as_ref().map_or(true, |d| !done.contains(&d.id.to_string())));
    let mut code = DONE;
    let mut bad = |progress: &Progress, message: &str| {
        progress.say(message);
        code = PARTLY;
    };
    let stopped = if format == Format::Csv {
        let mut tables = {
            let unit = output::unit(args, OffsetUnit::Bytes);
            Tables::new(args.output.as_deref(), args.select.as_ref(), unit)?
        };
        let stopped = chunks::each(articles, extract, |results| {
            progress.add(results.len());
            for result in results {
                match result {
                    Ok((doc, sheet)) => tables.put(&doc, &sheet)?,
                    Err(message) => bad(&progress, &message),
                }
            }
            tables.flush()
        })?;
        tables.flush()?;
        stopped
    } else {
        let mut sink = sink(args, format, single)?;
        let made = |doc: &Doc| output::made(doc, &extract(doc), args, format, single);
        let stopped = chunks::each(articles, made, |results| {
            progress.add(results.len());
            for result in results {
                match result {
                    Ok((doc, Ok(made))) => sink.put(&doc, &made)?,
                    Ok((_, Err(message))) | Err(message) => bad(&progress, &message),
                }
            }
            sink.flush()
        })?;
        sink.finish()?;
        stopped
    };
    progress.finish();
    Ok(if stopped { INTERRUPTED } else { code })
}

/// Whether the file holds one article, as far as its name tells.
fn is_single(path: &Path, args: &ExtractArgs) -> bool {
    use crate::args::InputKind::{Jsonl, Warc};
    let name = path.to_string_lossy().to_ascii_lowercase();
    let many = [".jsonl", ".ndjson", ".warc"].iter().any(|e| name.contains(e));
    !many && !matches!(args.input.input, Some(Jsonl | Warc))
}

/// Options that do not go together.
fn check(args: &ExtractArgs, format: Format, single: bool) -> Result<(), Stop> {
    let fail = |message: &str| Err(Stop::Failed(message.into()));
    let listed = matches!(format, Format::Json | Format::Jsonl | Format::Csv);
    if args.select.is_some() && !listed {
        return fail("--select goes with --format json, jsonl or csv");
    }
    if args.resume && format != Format::Jsonl {
        return fail("--resume goes with --format jsonl");
    }
    if matches!(format, Format::Html | Format::Brat) && !single && args.output.is_none() {
        return fail("several articles in this form need a directory: --output DIR");
    }
    Ok(())
}

/// Where results of this form go.
fn sink(args: &ExtractArgs, format: Format, single: bool) -> Result<Sink, Stop> {
    let path = args.output.as_deref();
    match (format, path) {
        (Format::Html, Some(dir)) if !single || dir.is_dir() => Sink::folder(dir, "html"),
        (Format::Markdown, Some(dir)) if !single || dir.is_dir() => Sink::folder(dir, "md"),
        (Format::Brat, Some(dir)) if !single || dir.is_dir() => Sink::folder(dir, "ann"),
        _ => Sink::stream(path, args.resume, format == Format::Json && !single),
    }
}
