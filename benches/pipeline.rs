//! Speed of the stages on several kinds of text, beside two yardsticks in the same run:
//! `A` is a bare `aho-corasick` search for the gazetteer's names, `B` is `unicode_words().count()`.
//!
//! Names are `stage/haystack`. Every job's count is checked before it is timed.

mod haystacks;

use std::hint::black_box;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use copydesk::{Extractor, Tokens};
use criterion::{Criterion, Throughput};
use haystacks::Haystack;
use unicode_segmentation::UnicodeSegmentation;

/// One helper for all settings.
fn bench(c: &mut Criterion, stage: &str, h: &Haystack, mut job: impl FnMut(&str) -> usize) {
    let count = job(&h.text);
    assert!(count > 0, "{stage}/{}: nothing to count", h.name);
    assert_eq!(count, job(&h.text), "{stage}/{}: two runs differ", h.name);
    let mut group = c.benchmark_group(stage);
    group.throughput(Throughput::Bytes(h.text.len() as u64));
    group.bench_function(h.name, |b| b.iter(|| black_box(job(black_box(&h.text)))));
    group.finish();
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
    for h in &haystacks::all() {
        assert_eq!(Tokens::new(&h.text).len(), h.text.unicode_words().count(), "{}", h.name);
        bench(&mut c, "B", h, |t| t.unicode_words().count());
        if h.has_names {
            bench(&mut c, "A", h, |t| automaton.find_iter(t).count());
        }
        bench(&mut c, "tokens", h, |t| Tokens::new(t).len());
        bench(&mut c, "parse", h, |t| extractor.parse(t).zones().len());
        bench(&mut c, "extract", h, |t| extractor.extract(t).zones.len());
        bench(&mut c, "extract+json", h, |t| {
            serde_json::to_vec(&extractor.extract(t)).map_or(0, |j| j.len())
        });
    }
    c.final_summary();
}
