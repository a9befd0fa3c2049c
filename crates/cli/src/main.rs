//! The command `copydesk`: fact sheets and dossiers from news files.
//!
//! Results go to standard output or `--output`; messages, progress and problems go to standard error.

mod args;
mod chunks;
mod csv;
mod dossier;
mod exit;
mod explain;
mod extract;
mod input;
mod lint;
mod output;
mod progress;
mod select;

use std::{process::ExitCode, sync::atomic::AtomicBool};

use clap::{CommandFactory, Parser};

use args::{Args, Command, SchemaOf};

/// Set by Ctrl-C: what is under way is finished, and no more begun.
static STOP: AtomicBool = AtomicBool::new(false);

const SHEET_SCHEMA: &str = include_str!("../../../docs/sheet.schema.json");
const DOSSIER_SCHEMA: &str = include_str!("../../../docs/dossier.schema.json");

fn main() -> ExitCode {
    let args = Args::parse();
    let stop = || {
        if STOP.swap(true, std::sync::atomic::Ordering::Relaxed) {
            // Asked twice.
            std::process::exit(exit::INTERRUPTED.into());
        }
    };
    if let Err(e) = ctrlc::set_handler(stop) {
        eprintln!("copydesk: Ctrl-C will end the run at once: {e}");
    }
    let code = match args.command {
        None if args.extract.input.files.is_empty() => {
            let _ = Args::command().print_help();
            return exit::USAGE.into();
        }
        None => extract::run(&args.extract),
        Some(Command::Dossier(a)) => dossier::run(&a),
        Some(Command::Explain(a)) => explain::run(&a),
        Some(Command::Lint(a)) => lint::run(&a),
        Some(Command::Schema { of: SchemaOf::Sheet }) => {
            output::whole(None, SHEET_SCHEMA.as_bytes())
        }
        Some(Command::Schema { of: SchemaOf::Dossier }) => {
            output::whole(None, DOSSIER_SCHEMA.as_bytes())
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "copydesk", &mut script);
            output::whole(None, &script)
        }
    };
    exit::code(code)
}
