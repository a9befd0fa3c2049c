//! The tables of docs/ACCURACY.md, written between their marks so that no figure is typed by hand.

use std::{fmt::Write, fs, path::Path};

use super::metric::{Metric, Report};

/// What is shown of a task; everything is in `tests/record/accuracy.tsv`.
const HEADLINES: &[(&str, &[&str])] = &[
    ("sentences", &["boundary"]),
    ("ner", &["exact_typed_micro"]),
    ("linking", &["mentions_found", "right_identity_on_found", "right_identity_on_known"]),
    ("quotes", &["content_tokens", "detection", "speaker_F1", "speaker_accuracy_on_detected"]),
    ("dates", &["relaxed", "strict", "value_F1"]),
    ("numbers", &["relaxed", "value_F1"]),
    ("counts", &["effect_and_value", "implied_recall", "traps_taken"]),
    ("doccounts", &["effect_and_value"]),
    ("incidents", &["incident_kind_where_told", "perpetrator_organisation_where_told"]),
    ("claims", &["detection", "stance_accuracy_on_detected", "source_accuracy_on_detected"]),
    ("roles", &["who_role_and_body"]),
    ("acronyms", &["pair"]),
];

const PEERS: &str = "tests/record/peers.tsv";
const PAGE: &str = "docs/ACCURACY.md";
const START: &str = "<!-- accuracy: start -->";
const END: &str = "<!-- accuracy: end -->";

/// Rewrites the page's table from this run and the peers' recorded figures.
pub fn write(rows: &[(String, String, usize, Report)]) -> Result<(), String> {
    let peers = fs::read_to_string(PEERS).map_err(|e| format!("{PEERS}: {e}"))?;
    let peers: Vec<Vec<&str>> =
        peers.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    let mut table = String::from(
        "| task | corpus | documents | metric | copydesk (P / R) | best peer |\n|---|---|---|---|---|---|\n",
    );
    for (task, corpus, docs, report) in rows {
        let shown = HEADLINES.iter().find(|h| h.0 == task).map_or(&[][..], |h| h.1);
        for metric in shown {
            let Some((_, value)) = report.iter().find(|m| m.0 == *metric) else { continue };
            let figure = match value.figures() {
                Some([p, r, f]) => format!("**{f:.1}** ({p:.1} / {r:.1})"),
                None => match value {
                    Metric::Percent(p) => format!("**{p:.1}**"),
                    other => other.show(),
                },
            };
            let peer = peers
                .iter()
                .find(|p| p.len() >= 6 && p[0] == task && p[1] == corpus && p[2] == *metric)
                .map_or(String::new(), |p| format!("{} {} ({})", p[3], p[4], p[5]));
            writeln!(table, "| {task} | {corpus} | {docs} | {metric} | {figure} | {peer} |")
                .expect("a string grows");
        }
    }
    let page = fs::read_to_string(Path::new(PAGE)).map_err(|e| format!("{PAGE}: {e}"))?;
    let (Some(a), Some(b)) = (page.find(START), page.find(END)) else {
        return Err(format!("{PAGE}: the marks of the table are gone"));
    };
    let page = format!("{}{START}\n\n{table}\n{}", &page[..a], &page[b..]);
    fs::write(PAGE, page).map_err(|e| format!("{PAGE}: {e}"))
}
