//! A language pack with any content in one of its files works, or says what is wrong with it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../checks.rs"]
mod checks;

static PACK: LazyLock<checks::Files> = LazyLock::new(checks::small_pack);

fuzz_target!(|bytes: &[u8]| checks::pack(&PACK, bytes));
