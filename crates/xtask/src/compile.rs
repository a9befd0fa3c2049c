//! `cargo xtask compile`: makes the compiled files that the library embeds, from the sources it embeds.

use std::{fs, path::Path};

/// Runs the task; the exit code.
pub fn run() -> i32 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let made = [
        ("gazetteers/compiled/core.bin", copydesk::Gazetteer::compile_core()),
        ("gazetteers/compiled/en.bin", copydesk::LanguagePack::compile_english()),
    ];
    for (path, bytes) in made {
        if let Err(e) = fs::write(root.join(path), &bytes) {
            eprintln!("{path}: {e}");
            return 1;
        }
        println!("{path}: {} bytes", bytes.len());
    }
    0
}
