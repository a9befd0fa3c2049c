//! Whole sheets of the sample articles, as snapshots that read in a diff. A change here is a change of behaviour:
//! review it as one (`cargo insta review`, or rename the `.snap.new` file).

use std::{fmt::Write, fs, path::Path};

use copydesk::{Article, FactSheet, render};

#[test]
fn sample_articles_give_their_sheets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let extractor = crate::extractor();
    let mut paths: Vec<_> = fs::read_dir(root.join("examples/articles"))
        .expect("articles")
        .flatten()
        .map(|f| f.path())
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 5);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root.join("tests/articles"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in paths {
            let text = fs::read_to_string(&path).expect("an article");
            let sheet = extractor.extract(Article::new(&text));
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            insta::assert_snapshot!(name, show(&sheet, &text));
        }
    });
}

/// The readable summary, then zones and all claims with their rules.
fn show(sheet: &FactSheet, text: &str) -> String {
    let mut out = String::new();
    render::text(sheet, text, &mut out).expect("a string grows");
    writeln!(out, "\nZones").expect("a string grows");
    for z in &sheet.zones {
        let start: String = z.span.of(text).chars().take(60).collect();
        writeln!(out, "  - {:?}: {}", z.kind, start.replace('\n', " ")).expect("a string grows");
    }
    writeln!(out, "\nAll claims").expect("a string grows");
    for c in &sheet.claims {
        let source = c.source.as_ref().map_or("-", |s| s.span.of(text));
        let content = c.content.of(text).replace('\n', " ");
        writeln!(
            out,
            "  - {} {:?} [{source}] {content} ({})",
            c.stance.as_str(),
            c.certainty,
            c.rule
        )
        .expect("a string grows");
    }
    out
}
