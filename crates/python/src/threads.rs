//! A pool of threads that survives `fork`: a child has none of its parent's threads, so it makes its own.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors;

struct Made {
    process: u32,
    threads: usize,
    pool: Arc<ThreadPool>,
}

/// Only locked by who holds the interpreter's lock: as `fork` is called under it, no child finds this locked.
static MADE: Mutex<Option<Made>> = Mutex::new(None);

/// How many threads a caller means: all cores for `None`.
pub fn count(threads: Option<usize>) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    threads.filter(|n| *n > 0).unwrap_or_else(all)
}

/// A pool of `threads` in this process.
pub fn pool(_held: Python<'_>, threads: usize) -> PyResult<Arc<ThreadPool>> {
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    if let Some(m) = made.as_ref().filter(|m| m.process == process && m.threads == threads) {
        return Ok(m.pool.clone());
    }
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|k| format!("copydesk-{k}"))
        .build()
        .map_err(|e| errors::value(format!("{threads} threads: {e}")))?;
    let pool = Arc::new(pool);
    let old = made.replace(Made { process, threads, pool: pool.clone() });
    // A parent's pool has no threads here that could be told to end.
    if let Some(old) = old.filter(|m| m.process != process) {
        std::mem::forget(old);
    }
    Ok(pool)
}
