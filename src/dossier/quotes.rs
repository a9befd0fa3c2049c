//! The same words of the same speaker, reported by several documents.

use std::collections::BTreeSet;

use super::{
    digest::{Digest, Quoted},
    grams::Groups,
    records::MergedQuote,
};
use crate::quote::QuoteKind;

/// So many words in quotation marks are nobody else's: enough where a document leaves the speaker open.
const VERBATIM: usize = 8;

pub(super) fn merge(digests: &[Digest]) -> Vec<MergedQuote> {
    let all: Vec<&Quoted> = digests.iter().flat_map(|d| &d.quotes).collect();
    let mut clusters: Vec<(Option<u32>, Vec<usize>)> = Vec::new();
    let mut home: Vec<usize> = Vec::with_capacity(all.len());
    let mut by_speaker: Groups<Option<u32>> = Groups::default();
    let mut by_words: Groups<()> = Groups::default();
    for (k, q) in all.iter().enumerate() {
        let verbatim =
            |q: &Quoted| q.version.kind != QuoteKind::Indirect && q.grams.words() >= VERBATIM;
        let mut near = Vec::new();
        if q.speaker.is_some() {
            near = by_speaker.near(q.speaker, &q.grams);
        }
        if verbatim(q) {
            near.extend(by_words.near((), &q.grams));
        }
        let same = near.into_iter().find(|o| {
            let (other, speaker) = (all[*o], clusters[home[*o]].0);
            let open = q.speaker.is_none() || speaker.is_none();
            let speakers = q.speaker == speaker && q.speaker.is_some() || open && verbatim(other);
            speakers && q.grams.alike(&other.grams)
        });
        let c = match same {
            Some(o) => home[o],
            None => {
                clusters.push((q.speaker, Vec::new()));
                clusters.len() - 1
            }
        };
        clusters[c].0 = clusters[c].0.or(q.speaker);
        clusters[c].1.push(k);
        home.push(c);
        by_speaker.add(q.speaker, &q.grams, k);
        if verbatim(q) {
            by_words.add((), &q.grams, k);
        }
    }
    let mut list: Vec<MergedQuote> = clusters
        .into_iter()
        .map(|(speaker, members)| {
            let versions: Vec<_> = members.iter().map(|k| all[*k].version.clone()).collect();
            let best =
                versions.iter().rev().max_by_key(|v| (v.kind != QuoteKind::Indirect, v.text.len()));
            let text = best.map(|v| v.text.clone()).unwrap_or_default();
            MergedQuote { speaker, text, versions }
        })
        .collect();
    let documents =
        |q: &MergedQuote| q.versions.iter().map(|v| v.at.document).collect::<BTreeSet<_>>().len();
    list.sort_by_cached_key(|q| (std::cmp::Reverse(documents(q)), q.versions[0].at));
    list
}
