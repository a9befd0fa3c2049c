//! Any bytes are a gazetteer that finds its own names, or a list of what is wrong with them.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../checks.rs"]
mod checks;

fuzz_target!(|bytes: &[u8]| checks::gazetteer(bytes));
