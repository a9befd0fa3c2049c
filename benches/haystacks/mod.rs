//! Texts to measure on: the sample articles (own writing) and texts made from them.
//!
//! What the set favours: English newspaper prose, dense in names, quotations and numbers; ordinary text is cheaper.

pub struct Haystack {
    pub name: &'static str,
    pub text: String,
    /// Whether names of the gazetteer occur as written.
    pub has_names: bool,
}

const ARTICLES: [&str; 5] = [
    include_str!("../../examples/articles/kabul-airport.txt"),
    include_str!("../../examples/articles/earthquake.txt"),
    include_str!("../../examples/articles/summit.txt"),
    include_str!("../../examples/articles/trial.txt"),
    include_str!("../../examples/articles/election.txt"),
];

const CYRILLIC: &str = "Глава ведомства сообщил, что в результате удара погибли пять человек, ещё двадцать \
    получили ранения. По его словам, спасатели работали всю ночь. «Мы найдём всех», — сказал он журналистам.\n\n";

pub fn all() -> Vec<Haystack> {
    let list_page: String = (1..=200)
        .map(|n| format!("{n}. Item {n} – {}:{:02}, room {}\n", n % 24, n % 60, n * 7))
        .collect();
    let make = |name, text, has_names| Haystack { name, text, has_names };
    vec![
        make("wire-short", ARTICLES[0].into(), true),
        make("long-feature", ARTICLES.join("\n\n").repeat(4), true),
        make("all-caps", ARTICLES[1].to_uppercase(), false),
        make("cyrillic", CYRILLIC.repeat(20), false),
        make("list-page", list_page, false),
    ]
}
