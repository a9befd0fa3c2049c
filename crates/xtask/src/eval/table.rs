//! Printing and saving reports.

use std::{collections::BTreeMap, fmt::Write, fs, io, path::Path};

use super::metric::{Miss, Report};

pub fn row(task: &str, corpus: &str, docs: usize, report: &Report, seconds: f64) {
    println!("{task} {corpus}: {docs} documents, {seconds:.2} s");
    for (name, metric) in report {
        println!("  {name:<32} {}", metric.show());
    }
}

/// Writes the table without times, so that it changes only when a score does.
pub fn save(path: &Path, rows: &[(String, String, usize, Report)]) -> io::Result<()> {
    let mut text =
        String::from("task\tcorpus\tdocuments\tmetric\tprecision\trecall\tf1 or value\n");
    for (task, corpus, docs, report) in rows {
        for (name, metric) in report {
            let figures = match metric.figures() {
                Some([p, r, f]) => format!("{p:.1}\t{r:.1}\t{f:.1}"),
                None => format!("\t\t{}", metric.show()),
            };
            writeln!(text, "{task}\t{corpus}\t{docs}\t{name}\t{figures}").expect("a string grows");
        }
    }
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, text)
}

/// Misses grouped by kind, the largest group first, and within it the most frequent ones.
pub fn errors(misses: &[Miss]) {
    let mut groups: BTreeMap<&str, BTreeMap<(&str, &str), usize>> = BTreeMap::new();
    for m in misses {
        *groups.entry(&m.group).or_default().entry((&m.expected, &m.found)).or_default() += 1;
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|g| std::cmp::Reverse(g.1.values().sum::<usize>()));
    for (name, list) in groups {
        println!("== {name}: {}", list.values().sum::<usize>());
        let mut list: Vec<_> = list.into_iter().collect();
        list.sort_by_key(|l| std::cmp::Reverse(l.1));
        for ((expected, found), n) in list.into_iter().take(60) {
            println!("  {n} × {expected:?} <- {found:?}");
        }
    }
}
