//! What a look-up costs when there are four times as many names.

use std::hint::black_box;

use copydesk::{Extractor, Gazetteer, Kind, NewEntry};

use super::{ROUNDS, median, time};

const FEW: usize = 100_000;
const MANY: usize = 400_000;

/// Time of tokenising and matching with 400 thousand names over that with 100 thousand.
pub fn ratio(core: &Gazetteer, texts: &[String]) -> Result<f64, String> {
    let names: Vec<&str> = core.names().collect();
    let made = |count: usize| {
        let entries = named(&names, count).enumerate();
        let entries = entries.map(|(k, n)| NewEntry::new(&format!("x:{k}"), Kind::Other, &n));
        Gazetteer::from_entries(entries).map_err(|e| e.to_string())
    };
    let sizes = [made(FEW)?, made(MANY)?];
    let ratios = (0..ROUNDS).map(|_| {
        let [few, many] = [0, 1].map(|k| {
            time(|| {
                for t in texts {
                    black_box(Extractor::count_names(&sizes[k], black_box(t)));
                }
            })
        });
        many / few
    });
    Ok(median(ratios.collect()))
}

/// So many names: known ones, then others that begin as one of them does and end as another.
fn named<'n>(names: &'n [&str], count: usize) -> impl Iterator<Item = String> + 'n {
    let other = move |k: usize| {
        // Steps of a number without a common factor come by all pairs before one comes again.
        let (a, b) = (names[k % names.len()], names[k.wrapping_mul(7919) % names.len()]);
        let first = a.split(' ').next().unwrap_or(a);
        let last = b.rsplit(' ').next().unwrap_or(b);
        format!("{first} {last} {k}")
    };
    let known = names.iter().take(count).map(|n| (*n).to_owned());
    known.chain((0..count.saturating_sub(names.len())).map(other))
}
