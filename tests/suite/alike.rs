//! What must not matter: neighbours, threads, earlier texts, normal forms, line ends. And what holds for every record.

use copydesk::{Article, FactSheet};
use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::{checks, shared};

/// Pieces of articles, with letters and marks that have several forms.
const PIECES: &[&str] = &[
    "KABUL, March 27 (Reuters) \u{2014} ",
    "MADRID (AP) - ",
    "By José Müller\n",
    "At least 145 people were injured in São Paulo on Saturday, ",
    "President Recep Tayyip Erdoğan said.",
    "François Müller, the café owner, denied it: \u{201c}Cela n'a pas été nous.\u{201d}",
    "\u{201c}We will find them,\u{201d} Zoë Ångström told the BBC. ",
    "\u{201c}We will not go.\n\n\u{201c}They will,\u{201d} he said.",
    "The Côte d'Ivoire government accused the Fédération Ivoirienne (FI) of fraud.",
    "Prime Minister Viktor Orbán met Andrés Manuel López Obrador in Bogotá last week.",
    "20 to 30 soldiers were killed near Düsseldorf; two were missing.",
    "It cost €3.5 million, up 7% in Q3 2023, the ministry said on 12/03/2024. ",
    "«Мы найдём всех», — сказал Йован Ђоковић.",
    "Photo: Agence España\n",
    "Tags: Åland, Malmö\n",
    "Vice-président Doe claimed responsibility for the attack in Thessaloníki. ",
    "Der Bürgermeister von Köln sagte nichts.",
    "Nguyễn Phú Trọng, Việt Nam's leader, and Đặng spoke.",
    " ",
    "\n",
    "\n\n",
    "\"",
    "\u{2019}",
    "e\u{301}",
    "naïve ",
    "the president ",
    "She said ",
    "Kraków",
];

fn article() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 1..9).prop_map(|p| p.concat())
}

/// A sheet with its offsets and its texts put into another form of the article.
fn translated(
    sheet: &FactSheet,
    at: impl Fn(usize) -> usize,
    text: impl Fn(&str) -> String,
) -> Value {
    fn walk(v: &mut Value, at: &impl Fn(usize) -> usize, text: &impl Fn(&str) -> String) {
        match v {
            Value::String(s) => *s = text(s),
            Value::Array(list) => list.iter_mut().for_each(|v| walk(v, at, text)),
            Value::Object(map) => {
                let span = map.len() == 2 && map.contains_key("start") && map.contains_key("end");
                for v in map.values_mut() {
                    match v.as_u64() {
                        Some(n) if span => *v = at(n as usize).into(),
                        _ => walk(v, at, text),
                    }
                }
            }
            _ => {}
        }
    }
    let mut json = serde_json::to_value(sheet).expect("a sheet is JSON");
    walk(&mut json, &at, &text);
    json
}

/// The records that two sheets do not share, for the message of a failed test.
fn difference(a: &Value, b: &Value) -> String {
    let mut said = String::new();
    for (key, of_a) in a.as_object().expect("a sheet") {
        let of_b = &b[key];
        if of_a != of_b {
            said += &format!("{key}:\n  {of_a}\n  {of_b}\n");
        }
    }
    said
}

fn sheet(text: &str) -> FactSheet {
    shared().extract(Article::new(text).published("2024-03-27".parse().expect("a day")))
}

proptest! {
    #[test]
    fn composed_and_decomposed_letters_give_the_same_facts(text in article()) {
        let (composed, parted): (String, String) = (text.nfc().collect(), text.nfd().collect());
        let nfc = |s: &str| s.nfc().collect::<String>();
        let a = translated(&sheet(&composed), |n| n, nfc);
        let b = translated(&sheet(&parted), |n| nfc(&parted[..n]).len(), nfc);
        prop_assert!(a == b, "{}", difference(&a, &b));
    }

    #[test]
    fn line_ends_of_other_systems_give_the_same_facts(text in article()) {
        let other = text.replace('\n', "\r\n");
        let plain = |s: &str| s.replace("\r\n", "\n");
        let a = translated(&sheet(&text), |n| n, str::to_owned);
        let b = translated(&sheet(&other), |n| plain(&other[..n]).len(), plain);
        prop_assert!(a == b, "{}", difference(&a, &b));
    }

    #[test]
    fn records_lie_in_the_text_and_in_their_zones(text in article()) {
        checks::extract(shared(), &text);
    }

    #[test]
    fn neighbours_threads_and_earlier_texts_do_not_matter(
        texts in proptest::collection::vec(article(), 1..6),
    ) {
        let alone: Vec<FactSheet> = texts.iter().map(|t| crate::shared().clone().extract(t.as_str())).collect();
        // The same extractor, its scratch memory full of the text before.
        for (text, expected) in texts.iter().zip(&alone).rev() {
            prop_assert_eq!(&shared().extract(text.as_str()), expected);
        }
        #[cfg(feature = "rayon")]
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let batch = pool.install(|| shared().extract_batch(&texts));
            prop_assert_eq!(&batch, &alone);
            let streamed: Vec<FactSheet> = pool.install(|| {
                shared().extract_iter(texts, |t| Article::new(t)).map(|(_, sheet)| sheet).collect()
            });
            prop_assert_eq!(&streamed, &alone);
        }
    }
}

/// A fresh extractor has no earlier text at all.
#[test]
fn a_used_extractor_reads_as_a_fresh_one() {
    let text = PIECES.concat();
    let first = crate::extractor().extract(text.as_str());
    for _ in 0..2 {
        let _ = shared()
            .extract("\u{201c}Nobody said so\n\nThe end of 3 weeks, Mr Doe (D) said in Kabul.");
        assert_eq!(shared().extract(text.as_str()), first);
    }
}
