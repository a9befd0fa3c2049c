//! What a second core brings.

use std::hint::black_box;

use copydesk::Extractor;

use super::time;

const ROUNDS: usize = 9;

/// Time of a batch on one thread over that on two, the best of several runs of each, taken in turns.
pub fn ratio(extractor: &Extractor, texts: &[String]) -> Result<f64, String> {
    let articles: Vec<&str> =
        texts.iter().map(String::as_str).cycle().take(texts.len() * 8).collect();
    let pool = |threads: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| e.to_string())
    };
    let pools = [pool(1)?, pool(2)?];
    let mut best = [f64::MAX; 2];
    for _ in 0..ROUNDS {
        for (pool, best) in pools.iter().zip(&mut best) {
            let mut sheets = Vec::new();
            let read = || extractor.extract_batch(black_box(&articles));
            let seconds = time(|| sheets = pool.install(read));
            // What becomes of the sheets is the caller's affair.
            drop(black_box(sheets));
            *best = best.min(seconds);
        }
    }
    Ok(best[0] / best[1])
}
