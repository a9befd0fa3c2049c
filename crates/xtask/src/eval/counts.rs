//! Counts of people harmed, by span and by document.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::{
    Pair,
    metric::{Metric, Miss, Report, percent, prf},
    spans::{overlap, range, slice},
};

fn is(v: &Value) -> bool {
    v.as_bool().unwrap_or(false)
}

fn close(gold: &Value, pred: &Value) -> bool {
    let vague =
        is(&gold["approximate"]) || matches!(gold["bound"].as_str(), Some("vague" | "approx"));
    for k in ["low", "high"] {
        match (gold[k].as_f64(), pred[k].as_f64()) {
            (None, None) => {}
            (x, y) if vague => match (x, y) {
                (Some(x), Some(y)) => {
                    let near = if x != 0.0 { x / 2.0 <= y && y <= x * 2.0 } else { y == x };
                    if !near {
                        return false;
                    }
                }
                _ if k == "high" => {}
                _ => return false,
            },
            (Some(x), Some(y)) if x == y => {}
            _ => return false,
        }
    }
    true
}

pub fn counts(pairs: &[Pair]) -> (Report, Vec<Miss>) {
    let (mut gold_n, mut pred_n, mut tp, mut span_ok, mut effect_ok) = (0, 0, 0, 0, 0);
    let (mut traps, mut trapped, mut implied, mut implied_ok) = (0, 0, 0, 0);
    let mut by_effect: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut misses = Vec::new();
    for pair in pairs {
        let text = pair.gold["text"].as_str().unwrap_or("");
        let rows: Vec<&Value> = pair.gold["counts"].as_array().into_iter().flatten().collect();
        let trap = |c: &Value| is(&c["trap"]);
        let effect = |c: &Value| c["effect"].as_str().unwrap_or("none").to_owned();
        let harm = |c: &&&Value| {
            !trap(c) && !is(&c["implied"]) && !matches!(effect(c).as_str(), "none" | "other")
        };
        let gold: Vec<&Value> =
            rows.iter().filter(harm).filter(|c| !is(&c["hypothetical"])).copied().collect();
        let soft: Vec<&Value> = rows
            .iter()
            .filter(|c| effect(c) == "other" && !trap(c))
            .chain(rows.iter().filter(|c| is(&c["hypothetical"])))
            .copied()
            .collect();
        let list = pair.pred["counts"].as_array();
        let pred: Vec<&Value> = list.into_iter().flatten().filter(|c| !is(&c["negated"])).collect();
        let ov = |x: &Value, y: &Value| overlap(range(x), range(y));
        let mut used: HashSet<usize> = HashSet::new();
        let phrase = |c: &Value| {
            let r = if c["phrase"].is_null() { range(c) } else { range(&c["phrase"]) };
            slice(text, r).to_owned()
        };
        for c in &gold {
            if is(&c["negated"]) {
                continue;
            }
            gold_n += 1;
            by_effect.entry(effect(c)).or_default()[1] += 1;
            let best =
                (0..pred.len()).filter(|k| !used.contains(k) && ov(pred[*k], c)).max_by(|a, b| {
                    let key = |k: usize| (pred[k]["effect"] == c["effect"], close(c, pred[k]));
                    key(*a).cmp(&key(*b)).then(b.cmp(a))
                });
            let Some(k) = best else {
                misses.push(Miss::new(&format!("missed {}", effect(c)), phrase(c), ""));
                continue;
            };
            used.insert(k);
            span_ok += 1;
            let p = pred[k];
            let also = c["effects"].as_array().is_some_and(|l| l.contains(&p["effect"]));
            let e = p["effect"] == c["effect"] || also;
            effect_ok += usize::from(e);
            if e && close(c, p) {
                tp += 1;
                by_effect.entry(effect(c)).or_default()[0] += 1;
            } else {
                let show = |v: &Value| format!("{} {} {}", v["effect"], v["low"], v["high"]);
                misses.push(Miss::new("wrong", format!("{}: {}", phrase(c), show(c)), show(p)));
            }
        }
        for c in rows.iter().filter(|c| is(&c["implied"]) && !trap(c)) {
            implied += 1;
            let near = |x: &Value| ov(x, c) || (!c["phrase"].is_null() && ov(x, &c["phrase"]));
            let hit = (0..pred.len())
                .find(|k| !used.contains(k) && near(pred[*k]) && pred[*k]["effect"] == c["effect"]);
            match hit {
                Some(k) => {
                    used.insert(k);
                    implied_ok += 1;
                }
                None => misses.push(Miss::new("missed implied", phrase(c), effect(c))),
            }
        }
        for c in &soft {
            used.extend((0..pred.len()).filter(|k| ov(pred[*k], c)));
        }
        for c in rows.iter().filter(|c| trap(c)) {
            traps += 1;
            if let Some(k) = (0..pred.len()).find(|k| !used.contains(k) && ov(pred[*k], c)) {
                trapped += 1;
                misses.push(Miss::new("trap taken", slice(text, range(c)), effect(pred[k])));
            }
        }
        for (k, x) in pred.iter().enumerate() {
            let counted = if used.contains(&k) {
                !soft.iter().any(|c| ov(x, c)) && gold.iter().any(|c| ov(x, c))
            } else {
                true
            };
            if counted && !is(&x["implied"]) {
                pred_n += 1;
                if !used.contains(&k) {
                    let (s, e) = range(x);
                    let before: String = text[..s].chars().rev().take(40).collect();
                    let before: String = before.chars().rev().collect();
                    let after: String = text[e..].chars().take(40).collect();
                    let shown = format!("{before}[{}]{after}", slice(text, (s, e)));
                    misses.push(Miss::new(&format!("invented {}", effect(x)), "", shown));
                }
            }
        }
    }
    let effects: Vec<String> =
        by_effect.iter().map(|(k, c)| format!("{k} {}/{}", c[0], c[1])).collect();
    let recall = if implied > 0 { percent(implied_ok, implied) } else { Metric::None };
    let report = vec![
        ("effect_and_value".into(), prf(tp, pred_n, gold_n)),
        ("number_span".into(), prf(span_ok, pred_n, gold_n)),
        ("number_and_effect".into(), prf(effect_ok, pred_n, gold_n)),
        ("implied_recall".into(), recall),
        ("traps_taken".into(), Metric::Text(format!("{trapped} of {traps}"))),
        ("by_effect".into(), Metric::Text(effects.join(" "))),
    ];
    (report, misses)
}

fn document_effect(name: &str) -> Option<&'static str> {
    Some(match name {
        "killed" | "dead" => "killed",
        "injured" | "wounded" => "injured",
        "kidnapped" => "kidnapped",
        "captured" | "detained" => "detained",
        "missing" => "missing",
        _ => return None,
    })
}

pub fn doccounts(pairs: &[Pair]) -> (Report, Vec<Miss>) {
    let (mut tp, mut pred_n, mut gold_n) = (0, 0, 0);
    let mut misses = Vec::new();
    for pair in pairs {
        let id = pair.gold["id"].as_str().unwrap_or("");
        let mut gold: BTreeSet<(&str, u64)> = BTreeSet::new();
        for c in pair.gold["counts"].as_array().into_iter().flatten() {
            let value = c["value"].as_f64().unwrap_or(0.0);
            let unit = c["unit"].as_str().and_then(document_effect);
            if let (Some(unit), true, false) = (unit, value >= 2.0, is(&c["optional"])) {
                gold.insert((unit, value.to_bits()));
            }
        }
        let muc = id.contains("muc") || gold.iter().any(|g| g.0 == "kidnapped");
        let mut pred: BTreeSet<(&str, u64)> = BTreeSet::new();
        for c in pair.pred["counts"].as_array().into_iter().flatten() {
            let Some(effect) = c["effect"].as_str().and_then(document_effect) else { continue };
            if !matches!(
                (muc, effect),
                (_, "killed" | "injured") | (true, "kidnapped") | (false, "detained")
            ) {
                continue;
            }
            for v in ["low", "high"].iter().filter_map(|k| c[*k].as_f64()).filter(|v| *v >= 2.0) {
                pred.insert((effect, v.to_bits()));
            }
        }
        tp += gold.intersection(&pred).count();
        pred_n += pred.len();
        gold_n += gold.len();
        let show = |x: &(&str, u64)| format!("{id}: {} {}", x.0, f64::from_bits(x.1));
        misses.extend(
            gold.difference(&pred).map(|x| Miss::new(&format!("missed {}", x.0), show(x), "")),
        );
        misses.extend(
            pred.difference(&gold).map(|x| Miss::new(&format!("invented {}", x.0), "", show(x))),
        );
    }
    (vec![("effect_and_value".into(), prf(tp, pred_n, gold_n))], misses)
}
