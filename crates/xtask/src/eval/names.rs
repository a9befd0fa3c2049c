//! Names and their identity.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::LazyLock,
};

use copydesk::Gazetteer;
use regex::Regex;
use serde_json::Value;

use super::{
    Pair,
    metric::{Metric, Miss, Report, percent, prf, ratio},
    spans::{Range, overlap, range, slice, word_key},
};

const MAIN: [&str; 3] = ["person", "organization", "location"];

fn class(e: &Value) -> String {
    match e["coarse"].as_str() {
        Some(c) if c != "?" => c.to_owned(),
        Some(_) | None => {
            let label = e["type"].as_str().or(e["label"].as_str()).unwrap_or("").to_uppercase();
            match label.as_str() {
                "PERSON" | "PER" => "person",
                "ORG" | "ORGANIZATION" | "ORGANISATION" => "organization",
                "GPE" | "LOC" | "LOCATION" | "FAC" | "FACILITY" | "PLACE" => "location",
                _ => "other",
            }
            .to_owned()
        }
    }
}

/// Cuts a leading "the" and a trailing possessive ending.
fn edge(text: &str, (mut s, mut e): Range) -> Range {
    let t = slice(text, (s, e));
    if t.get(..3).is_some_and(|w| w.eq_ignore_ascii_case("the")) {
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c');
        let rest = t[3..].trim_start_matches(blank);
        if rest.len() < t.len() - 3 && !rest.is_empty() {
            s = e - rest.len();
        }
    }
    for ending in ["'s", "’s"] {
        if slice(text, (s, e)).ends_with(ending) {
            e -= ending.len();
        }
    }
    (s, e)
}

fn spans(text: &str, list: &Value) -> HashMap<Range, String> {
    let list = list.as_array().map_or(&[][..], |l| l);
    list.iter().map(|e| (edge(text, range(e)), class(e))).collect()
}

pub fn ner(pairs: &[Pair]) -> (Report, Vec<Miss>) {
    let mut sums: HashMap<&str, [usize; 3]> = HashMap::new();
    let (mut found, mut gold_n, mut pred_n, mut right) = (0, 0, 0, 0);
    let mut misses = Vec::new();
    for p in pairs {
        let text = p.gold["text"].as_str().unwrap_or("");
        let gold = spans(text, &p.gold["entities"]);
        let pred = spans(text, &p.pred["entities"]);
        let main = |c: &str| MAIN.iter().find(|m| **m == c).copied();
        for (k, c) in &pred {
            if let Some(c) = main(c) {
                let s = sums.entry(c).or_default();
                s[1] += 1;
                pred_n += 1;
                right += usize::from(gold.contains_key(k));
                match gold.get(k) {
                    Some(g) if g == c => s[0] += 1,
                    Some(g) => misses.push(Miss::new(
                        &format!("type: {g} taken for {c}"),
                        slice(text, *k),
                        c,
                    )),
                    None => {
                        let edges = gold.keys().find(|g| overlap(**g, *k));
                        let group = if edges.is_some() { "edges" } else { "invented" };
                        let want = edges.map_or("", |g| slice(text, *g));
                        misses.push(Miss::new(&format!("{group}: {c}"), want, slice(text, *k)));
                    }
                }
            }
        }
        for (k, c) in &gold {
            if let Some(c) = main(c) {
                sums.entry(c).or_default()[2] += 1;
                gold_n += 1;
                found += usize::from(pred.contains_key(k));
                if !pred.keys().any(|p| overlap(*p, *k)) {
                    misses.push(Miss::new(&format!("missed: {c}"), slice(text, *k), ""));
                }
            }
        }
    }
    let sum = |k: usize| MAIN.iter().map(|c| sums.get(c).map_or(0, |s| s[k])).sum();
    let mut report: Report = vec![("exact_typed_micro".into(), prf(sum(0), sum(1), sum(2)))];
    for c in MAIN {
        let s = sums.get(c).copied().unwrap_or_default();
        report.push((format!("exact_{c}"), prf(s[0], s[1], s[2])));
    }
    let metric = Metric::Ratio { precision: ratio(right, pred_n), recall: ratio(found, gold_n) };
    report.push(("exact_span_only".into(), metric));
    (report, misses)
}

fn key(s: &str) -> String {
    static BRACKETS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*\(.*?\)").expect("a fixed pattern"));
    let s = s.replace('_', " ");
    word_key(&BRACKETS.replace_all(&s, "").to_lowercase())
}

/// What the scorer could find right: ids and names of all entries of the core gazetteer.
static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let gazetteer = Gazetteer::core();
    let mut known = HashSet::new();
    for e in gazetteer.entries() {
        known.insert(key(e.name()));
        let other = ["wikidata", "geonames"].into_iter().filter_map(|k| e.attribute(k));
        let ids = [e.id(), e.id().rsplit(':').next().unwrap_or_default()];
        known.extend(ids.into_iter().chain(other).map(str::to_lowercase));
    }
    known
});

pub fn linking(pairs: &[Pair]) -> (Report, Vec<Miss>) {
    let (mut total, mut found, mut ok) = (0, 0, 0);
    let (mut held, mut held_ok) = (0, 0);
    // A corpus that says of no name what it is: all names count.
    let listed = |p: &Pair| p.gold["entities"].as_array().cloned().unwrap_or_default();
    let untyped = !pairs.iter().flat_map(listed).any(|e| MAIN.contains(&class(&e).as_str()));
    let mut misses = Vec::new();
    let text_of = |v: &Value| match v {
        Value::String(s) if !s.is_empty() => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    };
    for p in pairs {
        let text = p.gold["text"].as_str().unwrap_or("");
        let pred = p.pred["entities"].as_array().map_or(&[][..], |l| l);
        for e in p.gold["entities"].as_array().into_iter().flatten() {
            let linked = text_of(&e["link"]).or(text_of(&e["qid"])).is_some();
            let main = untyped || MAIN.contains(&e["coarse"].as_str().unwrap_or(""));
            if !linked || e["kb"] == "nil" || e["coref"].as_bool().unwrap_or(false) || !main {
                continue;
            }
            total += 1;
            let at = |k: &str, or: &str| e[k].as_u64().or(e[or].as_u64()).unwrap_or(0) as usize;
            let span = (at("name_start", "start"), at("name_end", "end"));
            let here: Vec<&Value> = pred.iter().filter(|x| overlap(range(x), span)).collect();
            if here.is_empty() {
                continue;
            }
            found += 1;
            let good: BTreeSet<String> = ["link", "qid", "name"]
                .iter()
                .filter_map(|k| text_of(&e[*k]))
                .map(|s| key(&s))
                .collect();
            let ids: Vec<String> = ["link", "qid"].iter().filter_map(|k| text_of(&e[*k])).collect();
            // A place has two ids: GeoNames' and Wikidata's.
            let right = here.iter().any(|x| {
                let said = || ["id", "wikidata", "name"].iter().filter_map(|k| text_of(&x[*k]));
                said().any(|v| good.contains(&key(&v)))
                    || said().any(|v| ids.iter().any(|i| v.rsplit(':').next() == Some(i)))
            });
            ok += usize::from(right);
            let known = right || good.iter().any(|g| KNOWN.contains(g));
            held += usize::from(known);
            held_ok += usize::from(right);
            if !right {
                let got: Vec<String> =
                    here.iter().map(|x| format!("{} {}", x["id"], x["name"])).collect();
                let group =
                    if here.iter().all(|x| x["id"].is_null()) { "not linked" } else { "wrong" };
                let of = if known { "in the gazetteer" } else { "unknown thing" };
                misses.push(Miss::new(
                    &format!("{group}: {of}"),
                    format!("{} = {}", slice(text, span), e["link"]),
                    got.join(", "),
                ));
            }
        }
    }
    let report = vec![
        ("mentions_found".into(), percent(found, total)),
        ("right_identity_recall".into(), percent(ok, total)),
        ("right_identity_on_found".into(), percent(ok, found)),
        ("right_identity_on_known".into(), percent(held_ok, held)),
    ];
    (report, misses)
}
