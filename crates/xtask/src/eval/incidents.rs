//! Incidents by document: which kinds there were, and which organisations did it.
//!
//! The corpus fills templates for incidents of a few kinds only (no combat, nothing vague or long past), so a
//! document without a template counts against precision though it may tell of events. Both readings are reported:
//! over all documents, and over those with a template.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    Pair,
    metric::{Miss, Report, prf},
};

/// The corpus' name for a kind of ours.
fn kind(ours: &str) -> Option<&'static str> {
    Some(match ours {
        "attack" | "shooting" | "stabbing" | "massacre" | "killing" | "execution"
        | "assassination" | "siege" => "ATTACK",
        "bombing" | "explosion" | "air_strike" => "BOMBING",
        "kidnapping" => "KIDNAPPING",
        "arson" => "ARSON",
        "robbery" => "ROBBERY",
        "hijacking" => "HIJACKING",
        _ => return None,
    })
}

fn list<'v>(v: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    v[key].as_array().into_iter().flatten()
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !w.eq_ignore_ascii_case("the"))
        .map(str::to_uppercase)
        .collect()
}

/// Whether one name is the other, or stands in it as it is.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let holds = |x: &[String], y: &[String]| !y.is_empty() && x.windows(y.len()).any(|w| w == y);
    holds(&a, &b) || holds(&b, &a)
}

#[derive(Default)]
struct Tally {
    tp: usize,
    pred: usize,
    gold: usize,
}

pub fn score(pairs: &[Pair]) -> (Report, Vec<Miss>) {
    let [mut kinds, mut told_kinds, mut orgs, mut told_orgs] = [(); 4].map(|()| Tally::default());
    let mut misses = Vec::new();
    for pair in pairs {
        let id = pair.gold["id"].as_str().unwrap_or("");
        let told = list(&pair.gold, "templates").next().is_some();
        let gold: BTreeSet<&str> = list(&pair.gold, "templates")
            .filter_map(|t| t["incident_type"].as_str())
            .flat_map(|t| t.split(" / "))
            .collect();
        let pred: BTreeSet<&str> =
            list(&pair.pred, "events").filter_map(|e| e["kind"].as_str().and_then(kind)).collect();
        for t in [&mut kinds, &mut told_kinds].into_iter().take(1 + usize::from(told)) {
            t.tp += gold.intersection(&pred).count();
            t.pred += pred.len();
            t.gold += gold.len();
        }
        let group = if told { "" } else { " in a document without incident" };
        misses.extend(gold.difference(&pred).map(|k| Miss::new("missed kind", *k, id)));
        misses.extend(
            pred.difference(&gold).map(|k| Miss::new(&format!("invented kind{group}"), id, *k)),
        );

        let mut gold: Vec<&Value> = Vec::new();
        for g in list(&pair.gold, "perpetrators") {
            if !gold.iter().any(|x| x["alts"] == g["alts"]) {
                gold.push(g);
            }
        }
        let pred: Vec<&Value> = list(&pair.pred, "events")
            .filter(|e| e["kind"].as_str().and_then(kind).is_some())
            .flat_map(|e| list(e, "doers"))
            .collect();
        let mut names: Vec<&Value> = Vec::new();
        for p in pred {
            if !names.iter().any(|n| n["entity"] == p["entity"]) {
                names.push(p);
            }
        }
        let fits = |g: &Value, p: &Value| {
            list(g, "alts")
                .filter_map(Value::as_str)
                .any(|a| list(p, "names").filter_map(Value::as_str).any(|n| same(a, n)))
        };
        let found = |g: &&&Value| names.iter().any(|p| fits(g, p));
        let wanted: Vec<&&Value> =
            gold.iter().filter(|g| !g["optional"].as_bool().unwrap_or(false)).collect();
        let hit = wanted.iter().filter(|g| found(g)).count();
        let extra = names.iter().filter(|p| !gold.iter().any(|g| fits(g, p))).count();
        for t in [&mut orgs, &mut told_orgs].into_iter().take(1 + usize::from(told)) {
            t.tp += hit;
            t.pred += hit + extra;
            t.gold += wanted.len();
        }
        for g in wanted.iter().filter(|g| !found(g)) {
            misses.push(Miss::new("missed organisation", g["alts"][0].as_str().unwrap_or(""), id));
        }
        for p in names.iter().filter(|p| !gold.iter().any(|g| fits(g, p))) {
            let name = p["names"][0].as_str().unwrap_or("");
            misses.push(Miss::new(&format!("invented organisation{group}"), "", name));
        }
    }
    let report = [
        ("incident_kind", kinds),
        ("incident_kind_where_told", told_kinds),
        ("perpetrator_organisation", orgs),
        ("perpetrator_organisation_where_told", told_orgs),
    ];
    let report = report.into_iter().map(|(n, t)| (n.into(), prf(t.tp, t.pred, t.gold))).collect();
    (report, misses)
}
