//! Texts that nobody writes: read without harm, and at a cost that stays in proportion to plain news.

#[path = "../../benches/haystacks/hostile.rs"]
mod strange;

use std::{fs, time::Duration};

use crate::checks;

/// Processor time of this thread, where the system tells it.
fn cpu_time() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// Processor time by the byte. The system counts in steps of some milliseconds: short texts are read again until enough is spent.
fn cost(text: &str) -> Option<f64> {
    let start = cpu_time()?;
    let mut bytes = 0;
    loop {
        let sheet = crate::shared().extract(text);
        assert_eq!(sheet.schema, copydesk::SCHEMA);
        bytes += text.len();
        let spent = cpu_time()? - start;
        if spent >= Duration::from_millis(20) {
            return Some(spent.as_secs_f64() / bytes as f64);
        }
    }
}

#[test]
fn every_kind_gives_a_sound_sheet() {
    for kind in strange::KINDS {
        checks::extract(crate::shared(), &(kind.make)(3000));
    }
}

/// `cargo xtask hostile` measures this closely. Here the bound is wide: what grows with the square of a text of this
/// length is far beyond it, a busy machine is not.
#[test]
fn no_kind_costs_a_multiple_of_news() {
    const BYTES: usize = 150_000;
    const MOST: f64 = 12.0;
    let make = strange::KINDS.iter().find(|k| k.name == "one line of news").expect("news").make;
    let article = make(5000);
    cost(&article);
    let Some(news) = (0..5).filter_map(|_| cost(&article.repeat(60))).reduce(f64::min) else {
        return;
    };
    for kind in strange::KINDS {
        let text = (kind.make)(BYTES);
        let own = (0..2).filter_map(|_| cost(&text)).reduce(f64::min).unwrap_or_default();
        assert!(own < news * MOST, "{}: {:.1} times the cost of news", kind.name, own / news);
    }
}
