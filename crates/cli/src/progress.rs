//! How far a run has come, on standard error: a bar on a terminal, a plain line now and then elsewhere.

use std::{
    io::{self, IsTerminal},
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};

use crate::input::Taken;

/// Short runs show nothing.
const PATIENCE: Duration = Duration::from_millis(700);
/// Time between plain lines.
const EVERY: Duration = Duration::from_secs(10);

pub struct Progress {
    bar: Option<ProgressBar>,
    taken: Taken,
    total: Option<u64>,
    quiet: bool,
    terminal: bool,
    articles: u64,
    start: Instant,
    said: Instant,
}

impl Progress {
    /// `total` bytes are to be taken, if that is known.
    pub fn new(taken: Taken, total: Option<u64>, quiet: bool) -> Self {
        let now = Instant::now();
        let terminal = io::stderr().is_terminal();
        Self { bar: None, taken, total, quiet, terminal, articles: 0, start: now, said: now }
    }

    /// So many more articles are done.
    pub fn add(&mut self, articles: usize) {
        self.articles += articles as u64;
        if self.quiet || self.start.elapsed() < PATIENCE {
            return;
        }
        let bytes = self.taken.load(Ordering::Relaxed);
        if self.terminal {
            let bar = self.bar.get_or_insert_with(|| bar(self.total, self.start));
            bar.set_position(bytes);
            bar.set_message(format!("{} articles", HumanCount(self.articles)));
        } else if self.said.elapsed() >= EVERY {
            self.said = Instant::now();
            let rate = bytes as f64 / self.start.elapsed().as_secs_f64();
            let share = self.total.filter(|t| *t > 0).map_or(String::new(), |t| {
                let left = (t.saturating_sub(bytes)) as f64 / rate.max(1.0);
                format!(" ({} %, {left:.0} s left)", bytes * 100 / t)
            });
            eprintln!(
                "copydesk: {} articles, {} read{share}, {}/s",
                self.articles,
                HumanBytes(bytes),
                HumanBytes(rate as u64)
            );
        }
    }

    /// A message beside the bar.
    pub fn say(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("copydesk: {message}")),
            None => eprintln!("copydesk: {message}"),
        }
    }

    /// Takes the bar away, and says what was done if the run was long enough to show it.
    pub fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
            let seconds = self.start.elapsed().as_secs_f64();
            let bytes = self.taken.load(Ordering::Relaxed);
            let rate = HumanBytes((bytes as f64 / seconds) as u64);
            eprintln!(
                "copydesk: {} articles, {} in {seconds:.1} s, {rate}/s",
                self.articles,
                HumanBytes(bytes)
            );
        }
    }
}

fn bar(total: Option<u64>, start: Instant) -> ProgressBar {
    let colour = std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let shape = match (total, colour) {
        (Some(_), true) => "{bar:30.cyan} {bytes}/{total_bytes} {bytes_per_sec} ETA {eta} {msg}",
        (Some(_), false) => "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} ETA {eta} {msg}",
        (None, _) => "{bytes} {bytes_per_sec} {msg}",
    };
    let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
    let style =
        ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).with_elapsed(start.elapsed())
}
