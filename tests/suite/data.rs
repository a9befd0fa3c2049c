//! The data files: complete, listed, in order.

use std::{collections::BTreeSet, fs, path::PathBuf};

use unicode_normalization::is_nfc;

fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Names of the files of a folder with this ending.
fn files(path: &str, ending: &str) -> BTreeSet<String> {
    let list = fs::read_dir(folder(path)).into_iter().flatten().flatten();
    list.filter_map(|f| f.file_name().into_string().ok()).filter(|f| f.ends_with(ending)).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(folder(path)).expect("a file of the repository")
}

#[test]
fn the_manifest_lists_every_entity_file_as_it_is() {
    let manifest: toml::Table =
        read("gazetteers/entities/manifest.toml").parse().expect("a manifest");
    let mut listed = BTreeSet::new();
    for file in manifest["file"].as_array().expect("a list of files") {
        let text = |key: &str| file[key].as_str().unwrap_or_default().to_owned();
        let name = text("name");
        for key in ["source", "licence", "retrieved"] {
            assert!(!text(key).is_empty(), "{name} lacks {key}");
        }
        let kinds: Vec<&str> =
            file["kinds"].as_array().into_iter().flatten().filter_map(|k| k.as_str()).collect();
        let content = read(&format!("gazetteers/entities/{name}"));
        let rows: Vec<&str> = content.lines().skip(1).collect();
        assert_eq!(file["rows"].as_integer(), Some(rows.len() as i64), "rows of {name}");
        let of_kind = |r: &&str| r.split('\t').nth(1).is_some_and(|k| kinds.contains(&k));
        if !kinds.is_empty() {
            let odd = rows.iter().find(|r| !of_kind(r));
            assert_eq!(odd, None, "kinds of {name}");
        }
        listed.insert(name);
    }
    assert_eq!(listed, files("gazetteers/entities", ".tsv"));
}

#[test]
fn entity_files_are_sorted_and_in_normal_form() {
    for name in files("gazetteers/entities", ".tsv") {
        let text = read(&format!("gazetteers/entities/{name}"));
        assert!(is_nfc(&text), "{name} is not in normal form C");
        let ids: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split('\t').next()).collect();
        let wrong = ids.windows(2).find(|w| w[0] >= w[1]);
        assert_eq!(wrong, None, "{name} is not sorted by id, or has one twice");
    }
}

#[test]
fn entity_files_pass_the_loader_that_users_files_pass() {
    let gazetteer =
        copydesk::Gazetteer::from_dir(folder("gazetteers/entities")).expect("good files");
    let listed: usize = files("gazetteers/entities", ".tsv")
        .iter()
        .filter(|n| *n != "names.tsv")
        .map(|n| read(&format!("gazetteers/entities/{n}")).lines().count() - 1)
        .sum();
    assert_eq!(gazetteer.len(), listed, "an id stands in two files");
}

/// A file that nothing loads is a defect: the embedded lists name every file.
#[test]
fn the_embedded_lists_are_complete() {
    let source = read("src/gazetteer/embedded.rs");
    for name in files("gazetteers/entities", ".tsv") {
        assert!(source.contains(&format!("\"{name}\"")), "{name} is not embedded");
    }
    let source = read("src/lang/embedded.rs");
    for (path, ending) in
        [("gazetteers/lang/en/words", ".tsv"), ("gazetteers/lang/en/rules", ".toml")]
    {
        for name in files(path, ending) {
            let stem = name.trim_end_matches(ending);
            assert!(source.contains(&format!("\"{stem}\"")), "{path}/{name} is not embedded");
        }
    }
}

#[cfg(feature = "embedded")]
#[test]
fn compiled_files_are_what_their_sources_make() {
    for (file, made) in [
        ("core.bin", copydesk::Gazetteer::compile_core()),
        ("en.bin", copydesk::LanguagePack::compile_english()),
    ] {
        let path = format!("gazetteers/compiled/{file}");
        let kept = std::fs::read(&path).expect(&path);
        assert!(kept == made, "{path} is not what its sources make: run `cargo xtask compile`");
    }
}
