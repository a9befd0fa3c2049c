//! Quotations and claims: contents that share tokens.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{
    Pair,
    metric::{Metric, Miss, Report, percent, prf, ratio},
    spans::{Range, Words, content_words, is_stop, norm, pieces, slice},
};

type Tokens = BTreeSet<usize>;

/// One-to-one pairs (predicted, gold) that share at least half of the shorter one's tokens, most shared first.
fn pair_up(pred: &[Tokens], gold: &[Tokens]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (pi, x) in pred.iter().enumerate() {
        for (gi, y) in gold.iter().enumerate() {
            let n = x.intersection(y).count();
            if !x.is_empty() && !y.is_empty() && n * 2 >= x.len().min(y.len()) {
                candidates.push((n, pi, gi));
            }
        }
    }
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    let (mut used_p, mut used_g, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, pi, gi) in candidates {
        if !used_p.contains(&pi) && !used_g.contains(&gi) {
            used_p.insert(pi);
            used_g.insert(gi);
            pairs.push((pi, gi));
        }
    }
    pairs
}

fn party(q: &Value) -> Vec<Range> {
    let v = if truthy(&q["source"]) { &q["source"] } else { &q["speaker"] };
    pieces(v)
}

fn truthy(v: &Value) -> bool {
    match v {
        Value::Null => false,
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
        _ => true,
    }
}

fn has_party(q: &Value) -> bool {
    truthy(&q["source"]) || truthy(&q["speaker"])
}

fn edges(text: &str, p: &[Range]) -> Option<Range> {
    let s = p.iter().map(|x| x.0).min()?;
    let e = p.iter().map(|x| x.1).max()?;
    Some(norm(text, (s, e)))
}

pub fn quotes(pairs: &[Pair], kinds: Option<&str>) -> (Report, Vec<Miss>) {
    let kinds: Option<Vec<&str>> = kinds.map(|k| k.split(',').collect());
    let (mut exact, mut pred_n, mut gold_n, mut detected) = (0, 0, 0, 0);
    let (mut ttp, mut tpn, mut tgn) = (0, 0, 0);
    let (mut speaker_ok, mut speaker_pairs, mut speaker_pred, mut speaker_gold) = (0, 0, 0, 0);
    let mut by_kind: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut misses = Vec::new();
    for p in pairs {
        let text = p.gold["text"].as_str().unwrap_or("");
        let words = Words::new(text);
        let list = |v: &Value| -> Vec<(Value, Vec<Range>)> {
            v.as_array().into_iter().flatten().map(|q| (q.clone(), pieces(&q["content"]))).collect()
        };
        let wanted = |q: &Value| {
            kinds.as_ref().is_none_or(|k| k.contains(&q["kind"].as_str().unwrap_or("")))
                && !q["optional"].as_bool().unwrap_or(false)
        };
        let (gold, other): (Vec<_>, Vec<_>) =
            list(&p.gold["quotes"]).into_iter().partition(|(q, _)| wanted(q));
        let other: Tokens = other.iter().flat_map(|x| words.inside(&x.1)).collect();
        let gold_tokens: Vec<Tokens> = gold.iter().map(|x| words.inside(&x.1)).collect();
        let half = |t: &Tokens, of: &Tokens| t.intersection(of).count() * 2 >= t.len();
        let mut pred = Vec::new();
        let mut pred_tokens = Vec::new();
        for x in list(&p.pred["quotes"]) {
            let t = words.inside(&x.1);
            let on_other = !other.is_empty()
                && !t.is_empty()
                && half(&t, &other)
                && !gold_tokens.iter().any(|y| half(&t, y));
            if !on_other {
                pred.push(x);
                pred_tokens.push(t);
            }
        }
        pred_n += pred.len();
        gold_n += gold.len();
        let mut ends: HashMap<Range, [usize; 2]> = HashMap::new();
        for (k, list) in [&gold, &pred].into_iter().enumerate() {
            for r in list.iter().filter_map(|x| edges(text, &x.1)) {
                ends.entry(r).or_default()[k] += 1;
            }
        }
        exact += ends.values().map(|c| c[0].min(c[1])).sum::<usize>();
        let all = |list: &[Tokens]| -> Tokens { list.iter().flatten().copied().collect() };
        let (ga, pa) = (all(&gold_tokens), all(&pred_tokens));
        ttp += ga.intersection(&pa).count();
        tpn += pa.len();
        tgn += ga.len();
        let matched = pair_up(&pred_tokens, &gold_tokens);
        detected += matched.len();
        speaker_gold += gold.iter().filter(|x| has_party(&x.0)).count();
        speaker_pred += pred.iter().filter(|x| has_party(&x.0)).count();
        for (q, _) in &gold {
            by_kind.entry(q["kind"].as_str().unwrap_or("None").into()).or_default()[1] += 1;
        }
        for (pi, gi) in &matched {
            let kind = gold[*gi].0["kind"].as_str().unwrap_or("None");
            by_kind.entry(kind.into()).or_default()[0] += 1;
            let (gs, ps) = (party(&gold[*gi].0), party(&pred[*pi].0));
            if gs.is_empty() {
                continue;
            }
            speaker_pairs += 1;
            let (a, b) = (words.inside(&gs), words.inside(&ps));
            let shared = a.intersection(&b).any(|w| !is_stop(&words.at(*w).to_lowercase()));
            if !ps.is_empty() && (shared || (!a.is_empty() && a == b)) {
                speaker_ok += 1;
            } else {
                let show =
                    |r: &[Range]| r.iter().map(|r| slice(text, *r)).collect::<Vec<_>>().join(" … ");
                misses.push(Miss::new("wrong speaker", show(&gs), show(&ps)));
            }
        }
        let show = |r: &[Range]| r.iter().map(|r| slice(text, *r)).collect::<Vec<_>>().join(" … ");
        for (gi, (q, r)) in gold.iter().enumerate() {
            if !matched.iter().any(|m| m.1 == gi) {
                let cue = q["cue"].clone();
                let group = format!("missed {}", q["kind"].as_str().unwrap_or("quote"));
                misses.push(Miss::new(&group, show(r), format!("cue {}", show(&pieces(&cue)))));
            }
        }
        for (pi, (q, r)) in pred.iter().enumerate() {
            if !matched.iter().any(|m| m.0 == pi) {
                let group = format!("invented {}", q["kind"].as_str().unwrap_or("quote"));
                misses.push(Miss::new(&group, "", show(r)));
            }
        }
    }
    let recall: Vec<String> =
        by_kind.iter().map(|(k, c)| format!("{k} {:.1}", 100.0 * ratio(c[0], c[1]))).collect();
    let report = vec![
        ("content_exact".into(), prf(exact, pred_n, gold_n)),
        ("content_tokens".into(), prf(ttp, tpn, tgn)),
        ("detection".into(), prf(detected, pred_n, gold_n)),
        ("speaker_accuracy_on_detected".into(), percent(speaker_ok, speaker_pairs)),
        ("speaker_F1".into(), prf(speaker_ok, speaker_pred, speaker_gold)),
        ("detection_recall_by_kind".into(), Metric::Text(recall.join(" "))),
    ];
    (report, misses)
}

pub fn claims(pairs: &[Pair]) -> (Report, Vec<Miss>) {
    let (mut detected, mut pred_n, mut gold_n) = (0, 0, 0);
    let (mut stance, mut soft, mut source) = (0, 0, 0);
    let merge =
        |s: &str| if matches!(s, "alleges" | "accuses") { "asserts".into() } else { s.to_owned() };
    let mut misses = Vec::new();
    for p in pairs {
        let text = p.gold["text"].as_str().unwrap_or("");
        let words = Words::new(text);
        let list = |v: &Value| -> (Vec<Value>, Vec<Tokens>) {
            let rows: Vec<Value> = v.as_array().cloned().unwrap_or_default();
            let tokens = rows.iter().map(|c| words.inside(&pieces(&c["content"]))).collect();
            (rows, tokens)
        };
        let (gold, gold_tokens) = list(&p.gold["claims"]);
        let (pred, pred_tokens) = list(&p.pred["claims"]);
        pred_n += pred.len();
        gold_n += gold.len();
        let matched = pair_up(&pred_tokens, &gold_tokens);
        let show = |c: &Value| {
            pieces(&c["content"]).iter().map(|r| slice(text, *r)).collect::<Vec<_>>().join(" … ")
        };
        for (pi, gi) in &matched {
            let (x, y) = (&pred[*pi], &gold[*gi]);
            detected += 1;
            let (a, b) = (x["stance"].as_str().unwrap_or(""), y["stance"].as_str().unwrap_or(""));
            stance += usize::from(a == b);
            soft += usize::from(merge(a) == merge(b));
            if a != b {
                misses.push(Miss::new(&format!("stance: {b} taken for {a}"), show(y), show(x)));
            }
            let names = |v: &Value| content_words(v.as_str().unwrap_or(""));
            let (got, want) = (names(&x["source_name"]), names(&y["source_canonical"]));
            let neither = !truthy_text(&x["source_name"]) && !truthy_text(&y["source_canonical"]);
            if got.iter().any(|w| want.contains(w)) || neither {
                source += 1;
            } else {
                let (want, got) = (y["source_canonical"].to_string(), x["source_name"].to_string());
                misses.push(Miss::new("wrong source", format!("{want}: {}", show(y)), got));
            }
        }
        for (gi, c) in gold.iter().enumerate() {
            if !matched.iter().any(|m| m.1 == gi) {
                let group = format!("missed {}", c["stance"].as_str().unwrap_or(""));
                misses.push(Miss::new(
                    &group,
                    show(c),
                    format!("cue {}", slice_of(text, &c["cue"])),
                ));
            }
        }
        for (pi, c) in pred.iter().enumerate() {
            if !matched.iter().any(|m| m.0 == pi) {
                let group = format!("invented {}", c["stance"].as_str().unwrap_or(""));
                misses.push(Miss::new(&group, "", show(c)));
            }
        }
    }
    let report = vec![
        ("detection".into(), prf(detected, pred_n, gold_n)),
        ("stance_accuracy_on_detected".into(), percent(stance, detected)),
        ("stance_accuracy_merged".into(), percent(soft, detected)),
        ("source_accuracy_on_detected".into(), percent(source, detected)),
    ];
    (report, misses)
}

fn truthy_text(v: &Value) -> bool {
    v.as_str().is_some_and(|s| !s.is_empty())
}

fn slice_of(text: &str, v: &Value) -> String {
    pieces(v).iter().map(|r| slice(text, *r)).collect::<Vec<_>>().join(" … ")
}
