//! The files that the arguments name.

use std::path::{Path, PathBuf};

/// Endings that are read when a directory is given.
const ENDINGS: &[&str] =
    &["txt", "text", "md", "markdown", "html", "htm", "xhtml", "jsonl", "ndjson", "warc"];

/// The files, directories opened, in order of their names; and the bytes of all of them, if that can be known.
pub fn list(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Option<u64>), String> {
    let (mut files, mut bytes) = (Vec::new(), Some(0));
    for path in paths {
        if path.as_os_str() == "-" {
            files.push(path.clone());
            bytes = None;
            continue;
        }
        let meta = path.metadata().map_err(|e| format!("{}: {e}", path.display()))?;
        if meta.is_dir() {
            open(path, &mut files, &mut bytes)?;
        } else {
            bytes = bytes.filter(|_| meta.is_file()).map(|b| b + meta.len());
            files.push(path.clone());
        }
    }
    Ok((files, bytes))
}

fn open(dir: &Path, files: &mut Vec<PathBuf>, bytes: &mut Option<u64>) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", dir.display());
    let mut found =
        std::fs::read_dir(dir).map_err(fail)?.collect::<Result<Vec<_>, _>>().map_err(fail)?;
    found.sort_by_key(std::fs::DirEntry::file_name);
    for entry in found {
        let (path, kind) = (entry.path(), entry.file_type().map_err(fail)?);
        // Links are not followed into directories: they can lead round in a circle.
        if kind.is_dir() {
            open(&path, files, bytes)?;
        } else if is_article(&path) {
            let len = path.metadata().map_err(|e| format!("{}: {e}", path.display()))?.len();
            *bytes = bytes.map(|b| b + len);
            files.push(path);
        }
    }
    Ok(())
}

fn is_article(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
    name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && ENDINGS.contains(&end))
}
