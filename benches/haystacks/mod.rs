//! Texts to measure on: the sample articles (own writing) and texts made from templates, of which it is known what
//! must be found in them.
//!
//! What the set favours: English newspaper prose, dense in names, quotations and numbers; ordinary text is cheaper.

// `cargo xtask growth` uses the rest of it.
#[allow(dead_code)]
#[path = "news.rs"]
mod news;

use news::Made;

pub struct Haystack {
    pub name: &'static str,
    /// Articles; most haystacks are one.
    pub texts: Vec<String>,
    /// Whether names of the gazetteer occur as written.
    pub has_names: bool,
    /// Counts of people killed or injured, and quotations in marks, where they are known.
    pub harmed: Option<usize>,
    pub quoted: Option<usize>,
}

const ARTICLES: [&str; 5] = [
    include_str!("../../examples/articles/kabul-airport.txt"),
    include_str!("../../examples/articles/earthquake.txt"),
    include_str!("../../examples/articles/summit.txt"),
    include_str!("../../examples/articles/trial.txt"),
    include_str!("../../examples/articles/election.txt"),
];

pub fn all() -> Vec<Haystack> {
    let made = |name, list: Vec<Made>, has_names| Haystack {
        name,
        has_names,
        harmed: Some(list.iter().map(|m| m.harmed).sum()),
        quoted: Some(list.iter().map(|m| m.quoted).sum()),
        texts: list.into_iter().map(|m| m.text).collect(),
    };
    let samples = Haystack {
        name: "samples",
        texts: ARTICLES.iter().map(|a| (*a).to_owned()).collect(),
        has_names: true,
        harmed: None,
        quoted: None,
    };
    // In capitals little is a name for sure, and what is in Russian has no words of the English pack.
    let unknown = |h: Haystack| Haystack { harmed: None, ..h };
    vec![
        samples,
        made("wire-short", vec![news::wire(1)], true),
        made("long-feature", vec![news::feature(1)], true),
        unknown(made("all-caps", vec![news::capitals(1)], false)),
        made("cyrillic", vec![news::cyrillic(1)], false),
        unknown(made("list-page", vec![news::list_page(1)], false)),
        unknown(made("mixed-50mb", news::mixed(50_000_000), true)),
    ]
}
