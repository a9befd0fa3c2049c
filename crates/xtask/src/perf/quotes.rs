//! What the stages for quotations and claims cost together: whole sheets less those without the two.

use std::hint::black_box;

use copydesk::Extractor;

use super::{Job, count_words, median, time};

/// How often each job reads each text: the difference is a tenth of what is timed.
const ROUNDS: usize = 51;

/// Time of the two stages, in yardsticks B.
///
/// Text by text the jobs take turns, so that a busy machine hits all alike and none reads a text that another one has just
/// read. A text's time is the median of its rounds.
pub fn ratio(extractor: &Extractor, texts: &[String]) -> f64 {
    let jobs: [Job<'_>; 3] = [
        ("whole", Box::new(|t| extractor.extract(t).mentions.len())),
        ("without", Box::new(|t| extractor.extract_unquoted(t).mentions.len())),
        ("B", Box::new(count_words)),
    ];
    let mut seconds = vec![[const { Vec::new() }; 3]; texts.len()];
    for round in 0..ROUNDS * jobs.len() {
        for (k, (text, seconds)) in texts.iter().zip(&mut seconds).enumerate() {
            let at = (k + round) % jobs.len();
            let job = &jobs[at].1;
            seconds[at].push(time(|| {
                black_box(job(black_box(text)));
            }));
        }
    }
    let [whole, without, b] =
        [0, 1, 2].map(|job| seconds.iter().map(|s| median(s[job].clone())).sum::<f64>());
    (whole - without) / b
}
