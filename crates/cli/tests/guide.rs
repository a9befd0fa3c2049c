//! The commands that the guide and the README show run, and print what is shown below them.
#![cfg(unix)]

use std::{fs, path::Path, process::Command};

/// Fenced blocks with their language.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let fenced = text.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for file in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(file.file_name());
        if file.path().is_dir() {
            copy(&file.path(), &target);
        } else {
            fs::copy(file.path(), target).expect("copied");
        }
    }
}

/// Each shown line is printed, in this order. "…" stands for what is left out, alone or at a line's end.
fn prints(out: &str, shown: &str) -> Result<(), String> {
    let mut rest = out.lines();
    for line in shown.lines().map(str::trim_end).filter(|l| !matches!(l.trim(), "" | "…")) {
        let found = match line.strip_suffix('…') {
            Some(start) => rest.any(|r| r.starts_with(start)),
            None => rest.any(|r| r.trim_end() == line),
        };
        if !found {
            return Err(format!("not printed (in this order): {line}"));
        }
    }
    Ok(())
}

#[test]
fn shown_commands_print_what_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = assert_cmd::cargo::cargo_bin!("copydesk");
    let bin = program.parent().expect("a folder").to_str().expect("UTF-8");
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap_or_default());
    let mut pages = vec![root.join("README.md")];
    let guide = fs::read_dir(root.join("docs/guide")).expect("the guide").flatten();
    pages.extend(guide.map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "md")));
    let (mut run, mut compared) = (0, 0);
    for page in pages {
        let dir = tempfile::tempdir().expect("a folder");
        for sample in ["articles", "coverage"] {
            let part = format!("examples/{sample}");
            copy(&root.join(&part), &dir.path().join(&part));
        }
        let text = fs::read_to_string(&page).expect("a page");
        let blocks = blocks(&text);
        for (k, (language, script)) in blocks.iter().enumerate() {
            if *language != "sh" || !script.contains("copydesk ") || script.contains("cargo ") {
                continue;
            }
            let mut bash = Command::new("bash");
            bash.args(["-euo", "pipefail", "-c", script]).current_dir(dir.path());
            let out = bash.env("PATH", &path).env("NO_COLOR", "1").output().expect("bash runs");
            let told = String::from_utf8_lossy(&out.stderr);
            assert!(out.status.success(), "{}: {script}{told}", page.display());
            run += 1;
            if let Some(("text", shown)) = blocks.get(k + 1) {
                let printed = String::from_utf8_lossy(&out.stdout);
                if let Err(e) = prints(&printed, shown) {
                    panic!("{}: {script}{e}\n{printed}", page.display());
                }
                compared += 1;
            }
        }
    }
    assert!(run >= 15 && compared >= 6, "{run} commands, {compared} outputs");
}
