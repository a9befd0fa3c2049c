//! The run over many articles: read, work on all cores, write in order. While one chunk is worked on the next is read,
//! and no more, so that memory is bounded however long the input is.

use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::{
    STOP,
    exit::Stop,
    input::{Doc, Read1},
};

/// A chunk ends at so many bytes of text, or so many articles.
const BYTES: usize = 4 << 20;
const ARTICLES: usize = 1024;

/// Calls `work` for every article on all cores, and `sink` with what it made, in order. Gives back whether Ctrl-C ended
/// the run: between chunks, so that everything read is written.
pub fn each<T: Send>(
    articles: impl Iterator<Item = Read1> + Send,
    work: impl Fn(&Doc) -> T + Sync,
    mut sink: impl FnMut(Vec<Result<(Doc, T), String>>) -> Result<(), Stop>,
) -> Result<bool, Stop> {
    let mut articles = articles;
    let mut chunk = read(&mut articles);
    while !chunk.is_empty() {
        let made = || -> Vec<_> {
            let one = |doc: Doc| {
                let made = work(&doc);
                (doc, made)
            };
            chunk.into_par_iter().map(|doc| doc.map(one)).collect()
        };
        let (next, results) = rayon::join(|| read(&mut articles), made);
        sink(results)?;
        chunk = next;
        if STOP.load(Ordering::Relaxed) && !chunk.is_empty() {
            return Ok(true);
        }
    }
    Ok(STOP.load(Ordering::Relaxed))
}

fn read(articles: &mut impl Iterator<Item = Read1>) -> Vec<Read1> {
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    while bytes < BYTES && chunk.len() < ARTICLES && !STOP.load(Ordering::Relaxed) {
        let Some(doc) = articles.next() else { break };
        bytes += doc.as_ref().map_or(0, |d| d.text.len());
        chunk.push(doc);
    }
    chunk
}
