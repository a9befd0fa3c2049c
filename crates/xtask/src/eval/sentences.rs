//! Sentence boundaries.

use std::collections::BTreeSet;

use super::{
    Pair,
    metric::{Miss, Report, prf},
    spans::{Range, pieces, slice},
};

fn set(text: &str, list: &serde_json::Value) -> BTreeSet<Range> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(|x| pieces(x).first().copied())
        .map(|(s, e)| {
            let t = slice(text, (s, e));
            (s + t.len() - t.trim_start().len(), s + t.trim_end().len())
        })
        .collect()
}

pub fn score(pairs: &[Pair]) -> (Report, Vec<Miss>) {
    let (mut exact, mut ends) = ([0; 3], [0; 3]);
    let mut misses = Vec::new();
    for p in pairs {
        let text = p.gold["text"].as_str().unwrap_or("");
        let gold = set(text, &p.gold["sentences"]);
        let pred: BTreeSet<Range> =
            set(text, &p.pred["sentences"]).into_iter().filter(|x| x.1 > x.0).collect();
        let gold_ends: BTreeSet<usize> = gold.iter().map(|x| x.1).collect();
        let pred_ends: BTreeSet<usize> = pred.iter().map(|x| x.1).collect();
        let add = |sums: &mut [usize; 3], tp, p, g| {
            *sums = [sums[0] + tp, sums[1] + p, sums[2] + g];
        };
        add(&mut exact, gold.intersection(&pred).count(), pred.len(), gold.len());
        let common = gold_ends.intersection(&pred_ends).count();
        add(&mut ends, common, pred_ends.len(), gold_ends.len());
        for (group, list) in [
            ("boundary missed", gold_ends.difference(&pred_ends)),
            ("boundary invented", pred_ends.difference(&gold_ends)),
        ] {
            for end in list {
                let before: String = text[..*end].chars().rev().take(30).collect();
                let after: String = text[*end..].chars().take(30).collect();
                misses.push(Miss::new(
                    group,
                    format!("{}|{after}", before.chars().rev().collect::<String>()),
                    "",
                ));
            }
        }
    }
    let report = vec![
        ("boundary".into(), prf(ends[0], ends[1], ends[2])),
        ("exact_sentence".into(), prf(exact[0], exact[1], exact[2])),
    ];
    (report, misses)
}
