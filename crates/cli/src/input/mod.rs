//! Where articles come from: files, directories, standard input; plain, compressed, in lines or in crawls.
//!
//! [`articles`] gives them one after another, each read only when it is asked for. What cannot be read is given as a
//! message that names the file and, where there is one, the line; the rest goes on.

mod files;
mod html;
mod lines;
mod warc;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use copydesk::Article;
use jiff::civil::Date;

use crate::args::{InputArgs, InputKind};
pub use files::list;

/// An article and what its file says about it.
#[derive(Debug, Default)]
pub struct Doc {
    /// What the output calls it: the file's path, the `id` of a line, the address of a crawled page.
    pub id: serde_json::Value,
    pub text: String,
    pub headline: Option<String>,
    pub published: Option<Date>,
    pub language: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
}

/// An article, or what was wrong with it.
pub type Read1 = Result<Doc, String>;

impl Doc {
    fn new(id: impl Into<serde_json::Value>, text: String) -> Self {
        Self { id: id.into(), text, ..Self::default() }
    }

    /// The article for the extractor; `reference` where the document does not tell its own day.
    pub fn article(&self, reference: Option<Date>) -> Article<'_> {
        let mut article = Article::new(&self.text);
        if let Some(h) = &self.headline {
            article = article.headline(h);
        }
        if let Some(day) = self.published.or(reference) {
            article = article.published(day);
        }
        match &self.language {
            Some(code) => article.language(code),
            None => article,
        }
    }

    /// The id without the quotation marks of JSON.
    pub fn name(&self) -> String {
        match &self.id {
            serde_json::Value::String(s) => s.clone(),
            other => other.to_string(),
        }
    }
}

/// Counts the bytes taken from the files, for the progress bar.
pub type Taken = std::sync::Arc<std::sync::atomic::AtomicU64>;

struct Counted<R>(R, Taken);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(buf)?;
        self.1.fetch_add(n as u64, std::sync::atomic::Ordering::Relaxed);
        Ok(n)
    }
}

/// All articles of the files that the options ask for, in order.
pub fn articles(
    files: Vec<PathBuf>,
    args: &InputArgs,
    taken: Taken,
) -> impl Iterator<Item = Read1> + Send {
    let kind = args.input;
    let matching = args.matching.clone();
    let wanted = move |doc: &Doc| {
        let Some(regex) = &matching else { return true };
        regex.is_match(&doc.text) || doc.headline.as_deref().is_some_and(|h| regex.is_match(h))
    };
    files
        .into_iter()
        .flat_map(move |path| open(&path, kind, taken.clone()))
        .filter(move |read| read.as_ref().map_or(true, &wanted))
}

type Articles = Box<dyn Iterator<Item = Read1> + Send>;

fn open(path: &Path, kind: Option<InputKind>, taken: Taken) -> Articles {
    let name =
        if path.as_os_str() == "-" { "standard input".into() } else { path.display().to_string() };
    let fail =
        |e: io::Error| -> Articles { Box::new(std::iter::once(Err(format!("{name}: {e}")))) };
    let raw: Box<dyn Read + Send> = if path.as_os_str() == "-" {
        Box::new(Counted(io::stdin(), taken))
    } else {
        match File::open(path) {
            Ok(f) => Box::new(Counted(f, taken)),
            Err(e) => return fail(e),
        }
    };
    let (reader, ending) = match unpacked(raw, path) {
        Ok(r) => r,
        Err(e) => return fail(e),
    };
    match kind_of(&ending).or(kind).unwrap_or(InputKind::Text) {
        InputKind::Jsonl => Box::new(lines::Lines::new(name, reader)),
        InputKind::Warc => Box::new(warc::Pages::new(name, reader)),
        InputKind::Html => Box::new(std::iter::once(whole(&name, reader).and_then(|bytes| {
            html::article(&html::decoded(&bytes, None), None)
                .map_err(|e| format!("{name}: {e}"))
                .map(|mut doc| {
                    doc.id = name.clone().into();
                    doc
                })
        }))),
        InputKind::Text => Box::new(std::iter::once(whole(&name, reader).and_then(|bytes| {
            let text = text(bytes).map_err(|e| format!("{name}: {e}"))?;
            let (published, outlet) = told_by(path);
            Ok(Doc { published, outlet, ..Doc::new(name.clone(), text) })
        }))),
    }
}

/// The reader behind the compression, and the ending of the name in front of that of the compression. Compression is
/// known by the first bytes, so that standard input may be compressed too.
fn unpacked(
    raw: Box<dyn Read + Send>,
    path: &Path,
) -> io::Result<(Box<dyn BufRead + Send>, String)> {
    let mut raw = BufReader::with_capacity(1 << 16, raw);
    let head = raw.fill_buf()?;
    let (gz, zst) = (head.starts_with(&[0x1f, 0x8b]), head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]));
    let mut name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if let Some(stem) = name.strip_suffix(".gz").or(name.strip_suffix(".zst")) {
        name = stem.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |n| n.1).to_owned();
    let reader: Box<dyn BufRead + Send> = if gz {
        // A crawl is a row of compressed records.
        Box::new(BufReader::with_capacity(1 << 16, flate2::bufread::MultiGzDecoder::new(raw)))
    } else if zst {
        let decoder = ruzstd::decoding::StreamingDecoder::new(raw)
            .map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e.to_string()))?;
        Box::new(BufReader::with_capacity(1 << 16, decoder))
    } else {
        Box::new(raw)
    };
    Ok((reader, ending))
}

fn kind_of(ending: &str) -> Option<InputKind> {
    Some(match ending {
        "txt" | "md" | "text" | "markdown" => InputKind::Text,
        "html" | "htm" | "xhtml" => InputKind::Html,
        "jsonl" | "ndjson" => InputKind::Jsonl,
        "warc" => InputKind::Warc,
        _ => return None,
    })
}

fn whole(name: &str, mut reader: Box<dyn BufRead + Send>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(|e| format!("{name}: {e}"))?;
    Ok(bytes)
}

/// UTF-8 without a byte order mark.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
        format!("line {line}: read bytes that are not UTF-8 (at byte {at}), expected UTF-8 text")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What a file's name tells: "2024-03-22-river-post.txt" was published on that day, by the River Post.
fn told_by(path: &Path) -> (Option<Date>, Option<String>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(day) = name.get(..10).and_then(|d| d.parse().ok()) else { return (None, None) };
    let rest = name[10..].split('.').next().unwrap_or_default();
    let capital = |w: &str| {
        let mut c = w.chars();
        c.next().map_or(String::new(), |f| f.to_uppercase().chain(c).collect())
    };
    let words: Vec<String> =
        rest.split(['-', '_', ' ']).filter(|w| !w.is_empty()).map(capital).collect();
    (Some(day), (!words.is_empty()).then(|| words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_tell_day_and_outlet() {
        let told = |name: &str| {
            let (day, outlet) = told_by(Path::new(name));
            (day.map(|d| d.to_string()), outlet)
        };
        let day = Some("2024-03-22".to_owned());
        assert_eq!(
            told("a/2024-03-22-river-post.txt.gz"),
            (day.clone(), Some("River Post".into()))
        );
        assert_eq!(told("2024-03-22.txt"), (day, None));
        assert_eq!(told("river-post.txt"), (None, None));
    }
}
