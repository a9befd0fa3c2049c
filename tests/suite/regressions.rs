//! Inputs that the fuzz targets once failed on, read again.

use std::{fs, path::Path};

use crate::checks;

#[cfg(feature = "embedded")]
#[allow(dead_code)]
#[path = "../../examples/annotate.rs"]
mod annotate;

fn each(target: &str, check: impl Fn(&[u8])) {
    for folder in ["regressions", "seeds"] {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
        let files = fs::read_dir(&dir).map(|list| list.map(|f| f.expect("a file").path()));
        for path in files.into_iter().flatten() {
            check(&fs::read(&path).expect("a file"));
        }
    }
}

#[test]
fn texts() {
    each("extract", |bytes| {
        if let Ok(text) = std::str::from_utf8(bytes) {
            checks::extract(crate::shared(), text);
        }
    });
}

#[cfg(feature = "embedded")]
#[test]
fn lines() {
    each("lines", |bytes| {
        if let Ok(json) = annotate::annotate(crate::shared(), bytes) {
            serde_json::from_slice::<serde_json::Value>(&json).expect("a line of JSON");
        }
    });
}

#[test]
fn gazetteers() {
    each("gazetteer", checks::gazetteer);
}

#[test]
fn packs() {
    let pack = checks::small_pack();
    each("pack", |bytes| checks::pack(&pack, bytes));
}
