//! Measuring in processes of their own, so that one figure does not colour the next.

use std::{
    fs,
    io::Read,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Runs this program with other arguments: what it prints, or why it failed.
pub fn run(args: &[&str], patience: Duration) -> Result<String, String> {
    let exe = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut child =
        Command::new(exe).args(args).stdout(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
    let start = Instant::now();
    loop {
        match child.try_wait().map_err(|e| e.to_string())? {
            Some(status) if status.success() => break,
            Some(status) => return Err(status.to_string()),
            None if start.elapsed() > patience => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("not done after {} s", patience.as_secs()));
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    }
    let mut said = String::new();
    child.stdout.take().ok_or("no output")?.read_to_string(&mut said).map_err(|e| e.to_string())?;
    Ok(said)
}

/// Processor time of this thread where the system tells it, else time passed since the first call.
pub fn cpu_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// The most memory that this process has held; 0 where the system does not tell.
pub fn peak_mb() -> f64 {
    status("VmHWM:")
}

/// Memory that this process holds; 0 where the system does not tell.
pub fn resident_mb() -> f64 {
    status("VmRSS:")
}

fn status(key: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(key)).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|k| k.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
