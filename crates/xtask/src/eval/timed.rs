//! Dates and numbers: spans with a value.

use serde_json::Value;

use super::{
    Pair,
    metric::{Metric, Miss, Report, percent, prf},
    spans::{norm, overlap, range, slice},
};

#[derive(PartialEq)]
enum Normal {
    Number(f64),
    Text(String),
}

/// Python's text of a JSON scalar.
fn plain(v: &Value) -> Option<String> {
    match v {
        Value::Null => None,
        Value::String(s) => Some(s.clone()),
        Value::Bool(b) => Some(if *b { "True" } else { "False" }.into()),
        other => Some(other.to_string()),
    }
}

fn normal(v: &Value, dates: bool) -> Option<Normal> {
    let s = plain(v)?;
    if dates {
        return Some(Normal::Text(s.trim().to_uppercase()));
    }
    match s.replace(',', "").trim().parse::<f64>() {
        Ok(n) => Some(Normal::Number(format!("{n:.6}").parse().unwrap_or(n))),
        Err(_) => Some(Normal::Text(s.trim().to_lowercase())),
    }
}

/// Whether Python takes a JSON value as true.
fn truthy(v: &Value) -> bool {
    match v {
        Value::Null => false,
        Value::String(s) => !s.is_empty(),
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::Array(a) => !a.is_empty(),
        _ => true,
    }
}

pub fn score(pairs: &[Pair], dates: bool, types: Option<&str>) -> (Report, Vec<Miss>) {
    let keep: Option<Vec<&str>> = types.map(|t| t.split(',').collect());
    let (mut relaxed, mut strict, mut value_ok, mut value_pairs) = (0, 0, 0, 0);
    let (mut both, mut pred_n, mut gold_n) = (0, 0, 0);
    let mut misses = Vec::new();
    for pair in pairs {
        let text = pair.gold["text"].as_str().unwrap_or("");
        let keys = if dates { ["timex", "dates"] } else { ["results", "numbers"] };
        let raw: &[Value] = keys
            .iter()
            .filter_map(|k| pair.gold[*k].as_array())
            .find(|a| !a.is_empty())
            .map_or(&[], |a| a);
        let wanted = |x: &Value| {
            keep.as_ref().is_none_or(|k| k.contains(&x["type"].as_str().unwrap_or("")))
                && !x["optional"].as_bool().unwrap_or(false)
        };
        let gold: Vec<&Value> = raw.iter().filter(|x| wanted(x)).collect();
        let skip: Vec<&Value> = raw.iter().filter(|x| !wanted(x)).collect();
        let list = pair.pred[if dates { "dates" } else { "numbers" }].as_array();
        let pred: Vec<&Value> = list
            .into_iter()
            .flatten()
            .filter(|x| !skip.iter().any(|y| overlap(range(x), range(y))))
            .collect();
        pred_n += pred.len();
        gold_n += gold.len();
        let mut candidates = Vec::new();
        for (pi, x) in pred.iter().enumerate() {
            for (gi, y) in gold.iter().enumerate() {
                let (a, b) = (range(x), range(y));
                let o = a.1.min(b.1) as i64 - a.0.max(b.0) as i64;
                if o > 0 {
                    candidates.push((
                        norm(text, a) == norm(text, b),
                        o,
                        -(pi as i64),
                        -(gi as i64),
                    ));
                }
            }
        }
        candidates.sort_unstable_by(|a, b| b.cmp(a));
        let (mut used_p, mut used_g) = (vec![false; pred.len()], vec![false; gold.len()]);
        for (exact, _, pi, gi) in candidates {
            let (pi, gi) = ((-pi) as usize, (-gi) as usize);
            if used_p[pi] || used_g[gi] {
                continue;
            }
            used_p[pi] = true;
            used_g[gi] = true;
            relaxed += 1;
            strict += usize::from(exact);
            let (x, y) = (pred[pi], gold[gi]);
            let gold_value = if truthy(&y["resolved"]) { &y["resolved"] } else { &y["value"] };
            let want = normal(gold_value, dates);
            let surface = slice(text, range(y));
            if !exact {
                misses.push(Miss::new("edges", surface, slice(text, range(x))));
            }
            if dates && matches!(&want, Some(Normal::Text(t)) if t.starts_with("UNDEF")) {
                value_ok += 1;
                value_pairs += 1;
                both += usize::from(exact);
            } else if want.is_some() {
                value_pairs += 1;
                let ok = normal(&x["value"], dates) == want;
                value_ok += usize::from(ok);
                both += usize::from(ok && exact);
                if !ok {
                    misses.push(Miss::new(
                        "value",
                        format!("{surface} = {gold_value}"),
                        x["value"].to_string(),
                    ));
                }
            }
        }
        for (k, y) in gold.iter().enumerate().filter(|(k, _)| !used_g[*k]) {
            let _ = k;
            misses.push(Miss::new("missed", slice(text, range(y)), ""));
        }
        for (_, x) in pred.iter().enumerate().filter(|(k, _)| !used_p[*k]) {
            misses.push(Miss::new("invented", "", slice(text, range(x))));
        }
    }
    let accuracy = if value_pairs > 0 { percent(value_ok, value_pairs) } else { Metric::None };
    let report = vec![
        ("relaxed".into(), prf(relaxed, pred_n, gold_n)),
        ("strict".into(), prf(strict, pred_n, gold_n)),
        ("value_accuracy_on_matched".into(), accuracy),
        ("value_F1".into(), prf(value_ok, pred_n, gold_n)),
        ("strict_span_and_value_F1".into(), prf(both, pred_n, gold_n)),
    ];
    (report, misses)
}
