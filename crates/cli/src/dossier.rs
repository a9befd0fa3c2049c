//! `copydesk dossier`: many articles merged into one view.

use copydesk::{
    dossier::{Builder, Report},
    render,
};

use crate::{
    args::{DossierArgs, DossierFormat},
    chunks,
    exit::{DONE, INTERRUPTED, PARTLY, Stop},
    extract,
    input::{self, Taken},
    output,
    progress::Progress,
};

/// Writes the dossier; the exit code.
pub fn run(args: &DossierArgs) -> Result<u8, Stop> {
    if args.input.files.is_empty() {
        return Err(Stop::Failed("dossier: expected files, directories or -".into()));
    }
    let (files, total) = input::list(&args.input.files)?;
    let extractor = extract::extractor(&args.input)?;
    let reference = args.input.reference;
    let taken = Taken::default();
    let mut progress = Progress::new(taken.clone(), total, args.input.quiet);
    let articles = input::articles(files, &args.input, taken);
    let mut builder = Builder::default();
    let mut code = DONE;
    let sheet = |doc: &input::Doc| extractor.extract(doc.article(reference));
    let stopped = chunks::each(articles, sheet, |results| {
        progress.add(results.len());
        for result in results {
            match result {
                Ok((doc, sheet)) => {
                    let name = doc.name();
                    let mut report = Report::new(&name, &sheet, &doc.text);
                    if let Some(outlet) = &doc.outlet {
                        report = report.outlet(outlet);
                    }
                    if let Some(url) = &doc.url {
                        report = report.url(url);
                    }
                    if let Some(day) = doc.published {
                        report = report.published(day);
                    }
                    builder.add(report);
                }
                Err(message) => {
                    progress.say(&message);
                    code = PARTLY;
                }
            }
        }
        Ok(())
    })?;
    progress.finish();
    if stopped {
        // Half of the articles make another dossier, not half of one.
        return Ok(INTERRUPTED);
    }
    let dossier = builder.finish();
    let mut text = String::new();
    let failed = |e: &dyn std::fmt::Display| Stop::Failed(format!("dossier: {e}"));
    match args.format {
        DossierFormat::Text => render::dossier_text(&dossier, &mut text).map_err(|e| failed(&e))?,
        DossierFormat::Html => render::dossier_html(&dossier, &mut text).map_err(|e| failed(&e))?,
        DossierFormat::Json => {
            text = serde_json::to_string_pretty(&dossier).map_err(|e| failed(&e))? + "\n";
        }
    }
    output::whole(args.output.as_deref(), text.as_bytes())?;
    Ok(code)
}
