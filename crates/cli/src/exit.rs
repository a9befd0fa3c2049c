//! Exit codes, as the help text lists them.

use std::{io, process::ExitCode};

/// Everything was read and written.
pub const DONE: u8 = 0;
/// Some input was left out, with a message; the rest is written.
pub const PARTLY: u8 = 1;
/// Wrong options, or nothing could be done.
pub const USAGE: u8 = 2;
/// Stopped by Ctrl-C; what is written is whole.
pub const INTERRUPTED: u8 = 130;

/// Why a run ended early.
pub enum Stop {
    /// Whoever reads our output has heard enough. That is no error.
    ClosedPipe,
    /// With a message for the user.
    Failed(String),
}

impl From<io::Error> for Stop {
    fn from(e: io::Error) -> Self {
        match e.kind() {
            io::ErrorKind::BrokenPipe => Stop::ClosedPipe,
            _ => Stop::Failed(e.to_string()),
        }
    }
}

impl From<copydesk::Error> for Stop {
    fn from(e: copydesk::Error) -> Self {
        Stop::Failed(e.to_string())
    }
}

impl From<String> for Stop {
    fn from(message: String) -> Self {
        Stop::Failed(message)
    }
}

/// Says why a run ended, and with which code the process ends.
pub fn code(result: Result<u8, Stop>) -> ExitCode {
    match result {
        Ok(code) => code.into(),
        Err(Stop::ClosedPipe) => DONE.into(),
        Err(Stop::Failed(message)) => {
            eprintln!("copydesk: {message}");
            USAGE.into()
        }
    }
}
