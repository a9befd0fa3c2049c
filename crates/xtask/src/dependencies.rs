//! `cargo xtask dependencies`: licences, sources and bans of all that is built in, as `deny.toml` has them, and whether
//! docs/SECURITY.md names every crate that the library brings along.

use std::{
    collections::{HashMap, HashSet},
    fs,
    process::Command,
};

use serde::Deserialize;

#[derive(Deserialize)]
struct Policy {
    licenses: Licenses,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    license: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dep>,
}

#[derive(Deserialize)]
struct Dep {
    pkg: String,
    dep_kinds: Vec<DepKind>,
}

#[derive(Deserialize)]
struct DepKind {
    kind: Option<String>,
}

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";
const DOCUMENT: &str = "docs/SECURITY.md";

/// Runs the task; the exit code.
pub fn run() -> i32 {
    match check() {
        Ok(problems) if problems.is_empty() => 0,
        Ok(problems) => {
            problems.iter().for_each(|p| eprintln!("{p}"));
            1
        }
        Err(e) => {
            eprintln!("{e}");
            1
        }
    }
}

fn check() -> Result<Vec<String>, String> {
    let policy = fs::read_to_string("deny.toml").map_err(|e| format!("deny.toml: {e}"))?;
    let policy: Policy = toml::from_str(&policy).map_err(|e| format!("deny.toml: {e}"))?;
    let said = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .map_err(|e| format!("cargo metadata: {e}"))?;
    let metadata: Metadata =
        serde_json::from_slice(&said.stdout).map_err(|e| format!("cargo metadata: {e}"))?;
    let document = fs::read_to_string(DOCUMENT).map_err(|e| format!("{DOCUMENT}: {e}"))?;
    let library = closure(&metadata, "copydesk");
    let mut problems = Vec::new();
    for p in metadata.packages.iter().filter(|p| p.source.is_some()) {
        let own = policy.licenses.exceptions.iter().filter(|e| e.name == p.name);
        let own: Vec<&String> = own.flat_map(|e| &e.allow).collect();
        if !own.is_empty() && library.contains(p.id.as_str()) {
            problems.push(format!("{}: an exception of deny.toml, in the library", p.name));
        }
        let allowed =
            |id: &str| policy.licenses.allow.iter().chain(own.iter().copied()).any(|a| a == id);
        let license = p.license.as_deref().unwrap_or("");
        if !permits(license, &allowed) {
            problems.push(format!("{}: the licence `{license}` is not allowed", p.name));
        }
        if p.source.as_deref() != Some(REGISTRY) {
            problems.push(format!("{}: comes from {:?}", p.name, p.source));
        }
        if policy.bans.deny.iter().any(|b| b.name == p.name) {
            problems.push(format!("{}: is banned", p.name));
        }
        if library.contains(p.id.as_str()) && !document.contains(&format!("`{}`", p.name)) {
            problems.push(format!("{}: {DOCUMENT} does not name it", p.name));
        }
    }
    println!(
        "{} packages, {} of them in the library, {} problems",
        metadata.packages.len(),
        library.len() - 1,
        problems.len()
    );
    Ok(problems)
}

/// The package of this name and all that it needs when it runs, for tests and build scripts not counted.
fn closure<'a>(metadata: &'a Metadata, name: &str) -> HashSet<&'a str> {
    let nodes: HashMap<&str, &Node> =
        metadata.resolve.nodes.iter().map(|n| (n.id.as_str(), n)).collect();
    let own = |p: &&Package| p.name == name && p.source.is_none();
    let mut open: Vec<&str> = metadata.packages.iter().filter(own).map(|p| p.id.as_str()).collect();
    let mut all = HashSet::new();
    while let Some(id) = open.pop() {
        if let Some(node) = nodes.get(id).filter(|_| all.insert(id)) {
            let normal = |d: &&Dep| d.dep_kinds.iter().any(|k| k.kind.is_none());
            open.extend(node.deps.iter().filter(normal).map(|d| d.pkg.as_str()));
        }
    }
    all
}

/// Whether an SPDX expression can be met with allowed licences.
fn permits(expression: &str, allowed: &impl Fn(&str) -> bool) -> bool {
    let expression = expression.trim();
    for (word, any) in [(" OR ", true), ("/", true), (" AND ", false)] {
        let parts = split(expression, word);
        if parts.len() > 1 {
            return if any {
                parts.iter().any(|p| permits(p, allowed))
            } else {
                parts.iter().all(|p| permits(p, allowed))
            };
        }
    }
    match expression.strip_prefix('(').and_then(|e| e.strip_suffix(')')) {
        Some(inner) => permits(inner, allowed),
        None => allowed(expression),
    }
}

/// Splits at a word that stands in no bracket.
fn split<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0);
    for (k, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 && k >= from && text[k..].starts_with(word) {
            parts.push(&text[from..k]);
            from = k + word.len();
        }
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::permits;

    #[test]
    fn expressions_are_read_with_their_brackets() {
        let allowed =
            |id: &str| matches!(id, "MIT" | "Unicode-3.0" | "Apache-2.0 WITH LLVM-exception");
        for yes in [
            "MIT",
            "GPL-3.0 OR MIT",
            "GPL-3.0/MIT",
            "(GPL-3.0 OR MIT) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(permits(yes, &allowed), "{yes}");
        }
        for no in ["", "GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 AND MIT) OR Zlib", "Apache-2.0"] {
            assert!(!permits(no, &allowed), "{no}");
        }
    }
}
