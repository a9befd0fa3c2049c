//! Where results go, and the forms they are written in.

use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use copydesk::{
    FactSheet,
    export::{self, OffsetUnit},
    render,
};
use serde::Serialize;

use crate::{
    args::{ExtractArgs, Format, Unit},
    exit::{DONE, Stop},
    input::Doc,
    select::Selected,
};

/// Writes one result: to a file, or to standard output.
pub fn whole(path: Option<&Path>, bytes: &[u8]) -> Result<u8, Stop> {
    match path {
        Some(path) => fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))?,
        None => {
            let mut out = io::stdout().lock();
            out.write_all(bytes)?;
            out.flush()?;
        }
    }
    Ok(DONE)
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a serde_json::Value,
    sheet: Selected<'a>,
}

/// A sheet in the wanted form. Of [`Format::Json`] without the list around several.
pub fn made(
    doc: &Doc,
    sheet: &FactSheet,
    args: &ExtractArgs,
    format: Format,
    single: bool,
) -> Result<Vec<u8>, String> {
    let mut text = String::new();
    let failed = |e: &dyn std::fmt::Display| format!("{}: {e}", doc.name());
    let selected = Selected(sheet, args.select.as_ref());
    match format {
        Format::Text => {
            if !single {
                text += &format!("===== {}\n", doc.name());
            }
            render::text(sheet, &doc.text, &mut text).map_err(|e| failed(&e))?;
            if !single {
                text.push('\n');
            }
        }
        Format::Html => render::html(sheet, &doc.text, &mut text).map_err(|e| failed(&e))?,
        Format::Markdown => {
            render::markdown(sheet, &doc.text, &mut text).map_err(|e| failed(&e))?
        }
        Format::Jsonl => {
            return line(&Line { id: &doc.id, sheet: selected }).map_err(|e| failed(&e));
        }
        Format::Json if single => {
            let mut bytes = serde_json::to_vec_pretty(&selected).map_err(|e| failed(&e))?;
            bytes.push(b'\n');
            return Ok(bytes);
        }
        Format::Json => {
            let line = Line { id: &doc.id, sheet: selected };
            return serde_json::to_vec_pretty(&line).map_err(|e| failed(&e));
        }
        Format::WebAnnotation => {
            let unit = unit(args, OffsetUnit::CodePoints);
            return line(&export::web_annotations(sheet, &doc.text, &source(doc), unit))
                .map_err(|e| failed(&e));
        }
        Format::SchemaOrg => {
            return line(&export::schema_org(sheet, &doc.text, &source(doc)))
                .map_err(|e| failed(&e));
        }
        Format::Spacy => return line(&export::spacy(sheet, &doc.text)).map_err(|e| failed(&e)),
        Format::Iob2 => export::iob2(sheet, &doc.text, &mut text).map_err(|e| failed(&e))?,
        Format::Brat => {
            let unit = unit(args, OffsetUnit::CodePoints);
            export::brat(sheet, &doc.text, unit, &mut text).map_err(|e| failed(&e))?;
        }
        Format::Gkg => {
            export::gkg(
                sheet,
                &doc.text,
                &doc.name(),
                unit(args, OffsetUnit::CodePoints),
                &mut text,
            )
            .map_err(|e| failed(&e))?;
        }
        // Tables are made of all articles' records.
        Format::Csv => {}
    }
    Ok(text.into_bytes())
}

/// What `--offsets` says, else what the form counts in.
pub fn unit(args: &ExtractArgs, own: OffsetUnit) -> OffsetUnit {
    match args.offsets {
        None => own,
        Some(Unit::Bytes) => OffsetUnit::Bytes,
        Some(Unit::CodePoints) => OffsetUnit::CodePoints,
        Some(Unit::Utf16) => OffsetUnit::Utf16,
    }
}

/// The address of an article: where it was read, else what it is called.
fn source(doc: &Doc) -> String {
    doc.url.clone().unwrap_or_else(|| doc.name())
}

fn line(value: &impl Serialize) -> Result<Vec<u8>, std::fmt::Error> {
    let mut bytes = Vec::new();
    render::json(value, &mut bytes)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Takes the results one after another.
pub enum Sink {
    Stream { out: Box<dyn Write>, path: Option<PathBuf>, between: Between },
    Folder { dir: PathBuf, ending: &'static str, names: HashSet<String> },
}

/// What stands between results in one stream.
pub enum Between {
    Nothing,
    /// The list of JSON: whether it has begun.
    List(bool),
}

impl Sink {
    /// Standard output, or a file, which is emptied, or with `go_on` kept.
    pub fn stream(path: Option<&Path>, go_on: bool, list: bool) -> Result<Self, Stop> {
        let between = if list { Between::List(false) } else { Between::Nothing };
        let Some(path) = path else {
            let out = Box::new(BufWriter::with_capacity(1 << 16, io::stdout()));
            return Ok(Self::Stream { out, path: None, between });
        };
        let file = if go_on {
            OpenOptions::new().append(true).create(true).open(path)
        } else {
            File::create(path)
        };
        let file = file.map_err(|e| format!("{}: {e}", path.display()))?;
        let out = Box::new(BufWriter::with_capacity(1 << 16, file));
        Ok(Self::Stream { out, path: Some(path.to_owned()), between })
    }

    /// A directory with a file for each article.
    pub fn folder(dir: &Path, ending: &'static str) -> Result<Self, Stop> {
        fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        Ok(Self::Folder { dir: dir.to_owned(), ending, names: HashSet::new() })
    }

    pub fn put(&mut self, doc: &Doc, made: &[u8]) -> Result<(), Stop> {
        match self {
            Self::Stream { out, path, between } => {
                let mut write = |out: &mut Box<dyn Write>| {
                    if let Between::List(begun) = between {
                        out.write_all(if *begun { b",\n" } else { b"[\n" })?;
                        *begun = true;
                    }
                    out.write_all(made)
                };
                write(out).map_err(|e| told(path.as_deref(), e))
            }
            Self::Folder { dir, ending, names } => {
                let path = dir.join(format!("{}.{ending}", unused(&doc.name(), names)));
                fs::write(&path, made).map_err(|e| told(Some(&path), e))
            }
        }
    }

    /// So that what was put is there whatever comes.
    pub fn flush(&mut self) -> Result<(), Stop> {
        match self {
            Self::Stream { out, path, .. } => out.flush().map_err(|e| told(path.as_deref(), e)),
            Self::Folder { .. } => Ok(()),
        }
    }

    pub fn finish(mut self) -> Result<(), Stop> {
        if let Self::Stream { out, path, between: Between::List(begun) } = &mut self {
            let end: &[u8] = if *begun { b"\n]\n" } else { b"[]\n" };
            out.write_all(end).map_err(|e| told(path.as_deref(), e))?;
        }
        self.flush()
    }
}

fn told(path: Option<&Path>, e: io::Error) -> Stop {
    match path {
        Some(path) => Stop::Failed(format!("{}: {e}", path.display())),
        None => e.into(),
    }
}

/// A file name made of an article's id, and not of an earlier one's.
fn unused(id: &str, names: &mut HashSet<String>) -> String {
    let plain: String = id
        .trim_start_matches(['.', '/'])
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_') { c } else { '-' })
        .take(100)
        .collect();
    let plain = plain.trim_start_matches('.');
    let plain = if plain.is_empty() { "article" } else { plain };
    let mut name = plain.to_owned();
    let mut k = 2;
    while !names.insert(name.clone()) {
        name = format!("{plain}-{k}");
        k += 1;
    }
    name
}

/// Ids of the lines that an output of an earlier run holds. A last line that was cut off is taken away.
pub fn done(path: &Path) -> Result<HashSet<String>, Stop> {
    let told = |e: io::Error| Stop::Failed(format!("{}: {e}", path.display()));
    #[derive(serde::Deserialize)]
    struct Done {
        id: serde_json::Value,
    }
    let mut ids = HashSet::new();
    let mut file = match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(ids),
        Err(e) => return Err(told(e)),
    };
    let (mut whole, mut line, mut number) = (0, Vec::new(), 0);
    let mut reader = BufReader::with_capacity(1 << 16, (&mut file).take(u64::MAX));
    loop {
        line.clear();
        let n = reader.read_until(b'\n', &mut line).map_err(told)?;
        if !line.ends_with(b"\n") {
            break;
        }
        number += 1;
        let done: Done = serde_json::from_slice(&line).map_err(|e| {
            format!(
                "{}:{number}: {e}; --resume goes on with lines of {{\"id\", \"sheet\"}}",
                path.display()
            )
        })?;
        ids.insert(done.id.to_string());
        whole += n as u64;
    }
    file.set_len(whole).map_err(told)?;
    file.seek(SeekFrom::End(0)).map_err(told)?;
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_stay_in_their_folder_and_apart() {
        let mut names = HashSet::new();
        assert_eq!(unused("../../etc/passwd", &mut names), "etc-passwd");
        assert_eq!(unused("a b", &mut names), "a-b");
        assert_eq!(unused("a/b", &mut names), "a-b-2");
        assert_eq!(unused("..", &mut names), "article");
    }
}
