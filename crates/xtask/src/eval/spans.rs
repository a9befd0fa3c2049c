//! Spans, word tokens and text edges as the scorer sees them.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;
use serde_json::Value;

pub type Range = (usize, usize);

static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("a fixed pattern"));

const STOP: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "for", "to", "and", "or", "by", "with", "from",
    "his", "her", "its", "their", "this", "that", "who", "which", "said", "says", "mr", "mrs",
    "ms", "dr",
];

pub fn is_stop(word: &str) -> bool {
    STOP.contains(&word)
}

pub fn range(v: &Value) -> Range {
    (v["start"].as_u64().unwrap_or(0) as usize, v["end"].as_u64().unwrap_or(0) as usize)
}

pub fn overlap(a: Range, b: Range) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// A span or a list of spans, as `{start, end}` or `[start, end]`.
pub fn pieces(v: &Value) -> Vec<Range> {
    match v {
        Value::Object(o) => match o.get("parts").or(o.get("spans")).filter(|p| !p.is_null()) {
            Some(p) => pieces(p),
            None => vec![range(v)],
        },
        Value::Array(a) if a.first().is_some_and(|x| x.is_array() || x.is_object()) => {
            a.iter().flat_map(pieces).collect()
        }
        Value::Array(a) if a.len() >= 2 => {
            vec![(a[0].as_u64().unwrap_or(0) as usize, a[1].as_u64().unwrap_or(0) as usize)]
        }
        _ => Vec::new(),
    }
}

/// A document's word tokens.
pub struct Words<'t> {
    pub text: &'t str,
    list: Vec<Range>,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, list: WORD.find_iter(text).map(|m| (m.start(), m.end())).collect() }
    }

    /// Starts of the tokens that begin inside the pieces.
    pub fn inside(&self, pieces: &[Range]) -> BTreeSet<usize> {
        let mut set = BTreeSet::new();
        for (s, e) in pieces {
            let first = self.list.partition_point(|t| t.0 < *s);
            set.extend(self.list[first..].iter().take_while(|t| t.0 < *e).map(|t| t.0));
        }
        set
    }

    pub fn at(&self, start: usize) -> &'t str {
        let k = self.list.partition_point(|t| t.0 < start);
        self.list.get(k).map_or("", |(s, e)| &self.text[*s..*e])
    }
}

/// Lower-case words of a string without function words.
pub fn content_words(s: &str) -> Vec<String> {
    let s = s.to_lowercase();
    WORD.find_iter(&s).map(|m| m.as_str().to_owned()).filter(|w| !is_stop(w)).collect()
}

/// The text with every run of other characters than word characters made one blank.
pub fn word_key(s: &str) -> String {
    WORD.find_iter(s).map(|m| m.as_str()).collect::<Vec<_>>().join(" ")
}

pub fn slice(text: &str, (s, e): Range) -> &str {
    text.get(s..e).unwrap_or("")
}

/// A span without blanks and quotation marks at its edges and final punctuation.
pub fn norm(text: &str, (s, e): Range) -> Range {
    let t = slice(text, (s, e));
    let left =
        t.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'', '“', '”', '‘', '’', '«', '»', '„']);
    let right = t.trim_end_matches([
        ' ', '\t', '\r', '\n', '"', '\'', '“', '”', '‘', '’', '«', '»', '.', ',', ';', ':', '!',
        '?', '—', '–', '-',
    ]);
    let start = s + t.len() - left.len();
    (start, start.max(s + right.len()))
}
