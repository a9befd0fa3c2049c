//! `cargo xtask compile`: makes the compiled files that the library embeds, from the sources it embeds.

use std::{fs, path::Path};

/// Runs the task; the exit code.
pub fn run() -> i32 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("gazetteers/compiled/core.bin");
    let bytes = copydesk::Gazetteer::compile_core();
    if let Err(e) = fs::write(&path, &bytes) {
        eprintln!("{}: {e}", path.display());
        return 1;
    }
    println!("{}: {} bytes", path.display(), bytes.len());
    0
}
