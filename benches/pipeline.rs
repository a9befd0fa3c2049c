//! Speed of the stages on several kinds of text, beside two yardsticks in the same run:
//! `A` is a bare `aho-corasick` search for the gazetteer's names, `B` is `unicode_words().count()`.
//!
//! Names are `stage/haystack`. Every job's count is checked before it is timed; of texts made from templates it is known.

mod haystacks;

use std::hint::black_box;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use copydesk::{Extractor, QuoteKind, Tokens, render};
use criterion::{Criterion, Throughput};
use haystacks::Haystack;
use unicode_segmentation::UnicodeSegmentation;

/// One helper for all settings.
fn bench(c: &mut Criterion, stage: &str, h: &Haystack, mut job: impl FnMut(&str) -> usize) {
    let mut all = || h.texts.iter().map(|t| job(black_box(t))).sum::<usize>();
    let count = all();
    assert!(count > 0, "{stage}/{}: nothing to count", h.name);
    assert_eq!(count, all(), "{stage}/{}: two runs differ", h.name);
    let mut group = c.benchmark_group(stage);
    let bytes: usize = h.texts.iter().map(String::len).sum();
    group.throughput(Throughput::Bytes(bytes as u64));
    if bytes > 1 << 20 {
        group.sample_size(10);
    }
    group.bench_function(h.name, |b| b.iter(|| black_box(all())));
    group.finish();
}

/// What was put into a haystack is found in it.
fn check(extractor: &Extractor, h: &Haystack) {
    let (mut harmed, mut quoted) = (0, 0);
    for t in &h.texts {
        assert_eq!(Tokens::new(t).len(), t.unicode_words().count(), "{}", h.name);
        let sheet = extractor.extract(t.as_str());
        harmed += sheet.quantities.iter().filter(|q| q.effect.is_some()).count();
        quoted += sheet.quotes.iter().filter(|q| q.kind == QuoteKind::Direct).count();
    }
    assert!(h.harmed.is_none_or(|n| n == harmed), "{}: {harmed} counts of people", h.name);
    assert!(h.quoted.is_none_or(|n| n == quoted), "{}: {quoted} quotations", h.name);
}

fn main() {
    let mut c = Criterion::default().sample_size(20).configure_from_args();
    let extractor = Extractor::new();
    let names: Vec<&str> = extractor.gazetteer().names().collect();
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the names fit an automaton");
    let mut json = Vec::new();
    for h in &haystacks::all() {
        check(&extractor, h);
        bench(&mut c, "B", h, |t| t.unicode_words().count());
        if h.has_names {
            bench(&mut c, "A", h, |t| automaton.find_iter(t).count());
        }
        bench(&mut c, "tokens", h, |t| Tokens::new(t).len());
        bench(&mut c, "parse", h, |t| extractor.parse(t).zones().len());
        bench(&mut c, "extract", h, |t| extractor.extract(t).zones.len());
        bench(&mut c, "extract+json", h, |t| {
            json.clear();
            render::json(&extractor.extract(t), &mut json).map_or(0, |()| json.len())
        });
    }
    c.final_summary();
}
