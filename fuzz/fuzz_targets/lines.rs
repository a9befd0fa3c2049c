//! Any line gives a line of JSON or a message.
#![no_main]
#![allow(dead_code)]

use std::sync::LazyLock;

use copydesk::Extractor;
use libfuzzer_sys::fuzz_target;

#[path = "../../examples/annotate.rs"]
mod annotate;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fuzz_target!(|line: &[u8]| {
    if let Ok(json) = annotate::annotate(&EXTRACTOR, line) {
        serde_json::from_slice::<serde_json::Value>(&json).expect("a line of JSON");
    }
});
