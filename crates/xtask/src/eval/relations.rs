//! Roles and acronyms.

use serde_json::Value;

use super::{
    Pair,
    metric::{Miss, Report, prf},
    spans::{content_words, range, slice},
};

type Triple = (Vec<String>, Vec<String>, Vec<String>);

fn words(v: &Value) -> Vec<String> {
    content_words(v.as_str().unwrap_or(""))
}

fn last(mut w: Vec<String>) -> Vec<String> {
    w.split_off(w.len().saturating_sub(1))
}

pub fn score(pairs: &[Pair], roles: bool) -> (Report, Vec<Miss>) {
    let (mut whole, mut part, mut pred_n, mut gold_n) = (0, 0, 0, 0);
    let mut misses = Vec::new();
    for pair in pairs {
        let text = pair.gold["text"].as_str().unwrap_or("");
        let list = |v: &Value| v.as_array().cloned().unwrap_or_default();
        let (gold, pred): (Vec<Triple>, Vec<Triple>) = if roles {
            let gold = list(&pair.gold["roles"]);
            let pred = list(&pair.pred["roles"]);
            (
                gold.iter()
                    .map(|r| {
                        (
                            last(words(&r["person_canonical"])),
                            words(&r["role"]),
                            words(&r["of_canonical"]),
                        )
                    })
                    .collect(),
                pred.iter()
                    .map(|r| (last(words(&r["person"])), words(&r["role"]), words(&r["of"])))
                    .collect(),
            )
        } else {
            let cut = |v: &Value| content_words(slice(text, range(v)));
            (
                list(&pair.gold["acronyms"])
                    .iter()
                    .map(|r| (cut(&r["short"]), cut(&r["long"]), Vec::new()))
                    .collect(),
                list(&pair.pred["acronyms"])
                    .iter()
                    .map(|r| (words(&r["short"]), words(&r["long"]), Vec::new()))
                    .collect(),
            )
        };
        pred_n += pred.len();
        gold_n += gold.len();
        let share = |a: &[String], b: &[String]| a.iter().any(|w| b.contains(w));
        let mut used = vec![false; pred.len()];
        for x in &gold {
            let hit = (0..pred.len())
                .find(|k| !used[*k] && x.0 == pred[*k].0 && share(&x.1, &pred[*k].1));
            match hit {
                Some(k) => {
                    used[k] = true;
                    part += 1;
                    let ok = x.2.is_empty() || share(&x.2, &pred[k].2);
                    whole += usize::from(ok);
                    if !ok {
                        misses.push(Miss::new(
                            "wrong body",
                            format!("{x:?}"),
                            format!("{:?}", pred[k].2),
                        ));
                    }
                }
                None => misses.push(Miss::new("missed", format!("{x:?}"), "")),
            }
        }
        for (_, y) in pred.iter().enumerate().filter(|(k, _)| !used[*k]) {
            misses.push(Miss::new("invented", "", format!("{y:?}")));
        }
    }
    let names = if roles { ["who_and_role", "who_role_and_body"] } else { ["pair", "strict"] };
    let report = vec![
        (names[0].into(), prf(part, pred_n, gold_n)),
        (names[1].into(), prf(whole, pred_n, gold_n)),
    ];
    (report, misses)
}
