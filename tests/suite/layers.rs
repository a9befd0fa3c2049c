//! A module of `src/` may use only modules of lower rows (docs/ARCHITECTURE.md).

use std::{fs, path::Path};

const ROWS: &[&[&str]] = &[
    &["span", "error", "text", "indexes", "fold", "words", "packed", "pick"],
    &["table"],
    &["lang", "gazetteer"],
    &["article"],
    &["document"],
    &["syntax", "matcher", "cue"],
    &["timex"],
    &["mention"],
    &["link"],
    &["coref"],
    &["quantity", "quote", "relation"],
    &["claim"],
    &["event"],
    &["sheet"],
    &["dossier"],
    &["render", "export", "pipeline"],
    &["extractor"],
];

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|r| r.contains(&module))
}

fn sources(path: &Path, list: &mut Vec<std::path::PathBuf>) {
    for p in fs::read_dir(path).expect("src").flatten().map(|f| f.path()) {
        if p.is_dir() {
            sources(&p, list);
        } else if p.extension().is_some_and(|e| e == "rs") {
            list.push(p);
        }
    }
}

/// The modules that a file names behind `crate::`, alone or in a braced list.
fn imports(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut add = |s: &str| {
        let name: String =
            s.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        list.push(name);
    };
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let Some(inner) = rest.strip_prefix('{') else {
            add(rest);
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (i, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    add(&inner[start..i]);
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    add(&inner[start..i]);
                    start = i + 1;
                }
                _ => {}
            }
        }
    }
    list.retain(|m| !m.is_empty());
    list
}

#[test]
fn no_module_imports_upward_or_sideways() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut bad = Vec::new();
    for file in files {
        let relative = file.strip_prefix(&src).expect("below src");
        let first = relative.components().next().expect("a name").as_os_str().to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        // Unit tests in files of their own may use the public interface.
        if module == "lib" || relative.ends_with("tests.rs") {
            continue;
        }
        let own = row(&module).unwrap_or_else(|| panic!("{module} has no row in the layer list"));
        let text = fs::read_to_string(&file).expect("readable");
        let code: String = text
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for used in imports(&code) {
            if used == module {
                continue;
            }
            // Names re-exported at the crate root start with a capital; inside the crate, modules are named.
            match row(&used) {
                Some(r) if r < own || own == 0 => {}
                Some(_) => bad.push(format!("{}: crate::{used}", relative.display())),
                None => bad.push(format!(
                    "{}: crate::{used} is no module of the list",
                    relative.display()
                )),
            }
        }
    }
    assert!(bad.is_empty(), "imports that go up or sideways:\n{}", bad.join("\n"));
}
