//! Any text gives a sheet, whose spans lie in it and whose JSON reads back to the same sheet.
#![no_main]

use std::sync::LazyLock;

use copydesk::Extractor;
use libfuzzer_sys::fuzz_target;

#[path = "../checks.rs"]
mod checks;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fuzz_target!(|text: &str| checks::extract(&EXTRACTOR, text));
