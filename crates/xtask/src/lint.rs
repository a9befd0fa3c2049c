//! `lint-gazetteers [FILE]`: what in the entity files wants a second look. Warnings, not errors.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
};

use crate::gazetteers::text::fold;

struct Row {
    file: String,
    line: usize,
    cells: Vec<String>,
}

/// Prints warnings, grouped by what they are about; 1 when the files cannot be read or do not fit the manifest.
pub fn run(args: &[String]) -> i32 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteers");
    match lint(&root, args.first().map(String::as_str)) {
        Ok(wrong) => i32::from(wrong),
        Err(message) => {
            eprintln!("{message}");
            1
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn lint(root: &Path, only: Option<&str>) -> Result<bool, String> {
    let entities = root.join("entities");
    let manifest: toml::Table = read(&entities.join("manifest.toml"))?
        .parse()
        .map_err(|e| format!("manifest.toml: {e}"))?;
    let mut wrong = false;
    let mut rows = Vec::new();
    for file in manifest["file"].as_array().into_iter().flatten() {
        let name = file["name"].as_str().unwrap_or_default().to_owned();
        let text = read(&entities.join(&name))?;
        let count = text.lines().count() as i64 - 1;
        if file["rows"].as_integer() != Some(count) {
            println!("{name}: {count} rows, the manifest says {}", file["rows"]);
            wrong = true;
        }
        if file["kinds"].as_array().is_some_and(|k| !k.is_empty()) {
            rows.extend(text.lines().enumerate().skip(1).map(|(n, line)| Row {
                file: name.clone(),
                line: n + 1,
                cells: line.split('\t').map(str::to_owned).collect(),
            }));
        }
    }
    let words = copydesk::LanguagePack::english();
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut owners: HashMap<String, Vec<&str>> = HashMap::new();
    for row in rows.iter().filter(|r| only.is_none_or(|o| r.file == o)) {
        let cell = |k: usize| row.cells.get(k).map_or("", String::as_str);
        let at = format!("{}:{}", row.file, row.line);
        let flagged = cell(5).contains("context") || cell(5).contains("ambiguous");
        let sure =
            cell(3).split('|').filter(|a| !a.ends_with('*')).chain((!flagged).then_some(cell(2)));
        for name in sure.filter(|n| !n.is_empty() && !cell(5).contains("needs_context")) {
            let folded = fold(name);
            if words.is_everyday_word(name) && !flagged {
                groups
                    .entry("common word taken without context")
                    .or_default()
                    .push(format!("{at}: {name}"));
            }
            owners.entry(folded).or_default().push(cell(0));
        }
        if cell(1) == "country" && !cell(4).contains("demonyms=") && cell(4).contains("country=") {
            groups
                .entry("country without demonyms")
                .or_default()
                .push(format!("{at}: {}", cell(2)));
        }
    }
    let mut shared: Vec<String> = owners
        .into_iter()
        .filter(|(_, ids)| ids.len() > 1)
        .map(|(name, ids)| format!("{name}: {}", ids.join(" ")))
        .collect();
    shared.sort();
    groups.insert("one name, several things", shared);
    for (title, list) in groups {
        println!("\n{title}: {}", list.len());
        list.iter()
            .take(if only.is_some() { usize::MAX } else { 20 })
            .for_each(|l| println!("  {l}"));
    }
    Ok(wrong)
}
