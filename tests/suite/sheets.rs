//! Properties of every sheet, on arbitrary text.

use copydesk::{FactSheet, render};
use proptest::prelude::*;
use serde_json::Value;

/// Text made of the characters and words that rules look at, and of anything at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "Moscow", "President", "Putin", "said", "that", "killed", "at least", "145", "people", "\"", "“", "”",
            "'", "’", "on Saturday", "last week", "ISIS-K", "claimed", "denied", "the", "of", "(CSTO)", "U.S.", ".",
            ",", ":", "--", "\n", "\n\n", "\r\n", "Photo: AP", "Tags:", "he", "according to", "$1.2bn", "5 May 2022",
            "and", "Mr", "injured", "two", "dozens", "N\u{303}", "é", "«", "»", "100,000", "per cent", "3-4", "-",
            "02/03/2024", "the president", "Tajik", "Ministry of", "Ltd", "John Smith", "No",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[ \\PC\\t\\n]{0,6}",
    ];
    prop::collection::vec((piece, prop::bool::weighted(0.85)), 0..60).prop_map(|list| {
        let parts: Vec<String> =
            list.into_iter().map(|(p, blank)| if blank { p + " " } else { p }).collect();
        parts.concat()
    })
}

fn json(sheet: &FactSheet) -> Value {
    serde_json::to_value(sheet).expect("a sheet is JSON")
}

/// Every `{start, end}` object below `v`.
fn spans(v: &Value, list: &mut Vec<(usize, usize)>) {
    match v {
        Value::Object(o) => {
            if let (Some(s), Some(e)) = (o.get("start"), o.get("end")) {
                let at = |v: &Value| v.as_u64().expect("an offset") as usize;
                list.push((at(s), at(e)));
            }
            o.values().for_each(|v| spans(v, list));
        }
        Value::Array(a) => a.iter().for_each(|v| spans(v, list)),
        _ => {}
    }
}

fn check(text: &str, sheet: &FactSheet) -> Result<(), TestCaseError> {
    let value = json(sheet);
    let mut list = Vec::new();
    spans(&value, &mut list);
    for (s, e) in list {
        prop_assert!(s <= e, "{s}..{e} runs backwards");
        prop_assert!(text.get(s..e).is_some(), "{s}..{e} does not fit the text");
    }
    let mut end = 0;
    for z in &sheet.zones {
        let gap = &text[end as usize..z.span.start as usize];
        prop_assert!(gap.trim().is_empty(), "text outside zones: {gap:?}");
        end = z.span.end;
    }
    prop_assert!(text[end as usize..].trim().is_empty(), "text after the last zone");
    for s in &sheet.sentences {
        prop_assert!(
            sheet.zones.iter().any(|z| z.span.contains(s.span)),
            "a sentence across zones"
        );
    }
    for (k, m) in sheet.mentions.iter().enumerate() {
        prop_assert_eq!(&*m.text, m.span.of(text));
        if let Some(e) = m.entity {
            let entity = &sheet.entities[e.0 as usize];
            prop_assert!(entity.mentions.contains(&(k as u32)));
        }
        prop_assert!(sheet.zones.iter().any(|z| z.span.contains(m.span) && z.kind == m.zone));
    }
    for pair in sheet.mentions.windows(2) {
        prop_assert!(!pair[0].span.overlaps(pair[1].span), "mentions overlap");
    }
    for pair in sheet.times.windows(2) {
        prop_assert!(!pair[0].span.overlaps(pair[1].span), "times overlap");
    }
    for c in &sheet.claims {
        prop_assert!(c.quote.is_none_or(|q| (q as usize) < sheet.quotes.len()));
        prop_assert!(c.contests.iter().all(|o| (*o as usize) < sheet.claims.len()));
    }
    let mut written = Vec::new();
    prop_assert!(render::json(sheet, &mut written).is_ok());
    prop_assert_eq!(written, serde_json::to_vec(sheet).expect("a sheet is JSON"));
    let back: FactSheet = serde_json::from_value(value).expect("a sheet reads back");
    prop_assert_eq!(&back, sheet);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_gives_a_sound_sheet(text in text()) {
        let extractor = crate::shared();
        let sheet = extractor.extract(&text);
        check(&text, &sheet)?;
        prop_assert_eq!(&sheet, &extractor.extract(&text));
    }

    #[test]
    #[cfg(feature = "rayon")]
    fn a_batch_equals_one_by_one(texts in prop::collection::vec(text(), 0..6)) {
        let extractor = crate::shared();
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let one_by_one: Vec<FactSheet> = refs.iter().map(|t| extractor.extract(*t)).collect();
        let streamed: Vec<FactSheet> = extractor
            .extract_iter(&refs, |t| copydesk::Article::new(t))
            .map(|(_, sheet)| sheet)
            .collect();
        prop_assert_eq!(&streamed, &one_by_one);
        prop_assert_eq!(extractor.extract_batch(&refs), one_by_one);
    }
}
