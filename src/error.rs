//! The one error type of the crate. Only loading data and building an extractor can fail.

use std::{fmt, io::Read, sync::Arc};

/// What went wrong while loading data or building an [`Extractor`](crate::Extractor).
///
/// A data error lists every problem of its file, each with line and column (both from 1).
#[derive(Clone)]
pub struct Error(Arc<Kind>);

enum Kind {
    Io { path: String, source: std::io::Error },
    Data { file: String, problems: Vec<Problem> },
    Config(String),
}

/// One defect in a data file.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What was read and what was expected.
    pub message: String,
}

/// So many problems of a file are told one by one.
const MOST: usize = 10_000;

/// So many characters of a file are repeated in a message.
const SHOWN: usize = 80;

/// What of a file's content goes into a message: little, and on one line.
pub(crate) fn shown(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut start: String = chars.by_ref().take(SHOWN).collect();
    if chars.next().is_some() {
        start.push('…');
    }
    start
}

/// All bytes of a reader, which may have `most`.
pub(crate) fn bounded(reader: impl Read, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        let message = format!("the file is larger than {most} bytes");
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// Where bytes are not UTF-8, the first place of each line.
pub(crate) fn utf8_error(file: &str, bytes: &[u8]) -> Error {
    let lines = bytes.split(|b| *b == b'\n').enumerate();
    let problems = lines.filter_map(|(n, line)| {
        let valid = std::str::from_utf8(line).err()?.valid_up_to();
        let column = String::from_utf8_lossy(&line[..valid]).chars().count() + 1;
        Some(Problem::new(n + 1, column, "read bytes that are not UTF-8"))
    });
    Error::data(file, problems.collect())
}

impl Problem {
    pub(crate) fn new(line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { line: line as u32, column: column as u32, message: message.into() }
    }
}

impl Error {
    pub(crate) fn io(path: impl Into<String>, source: std::io::Error) -> Self {
        Self(Arc::new(Kind::Io { path: path.into(), source }))
    }

    /// The problems of a file, those of one place in the order in which they were found.
    pub(crate) fn data(file: impl Into<String>, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|p| (p.line, p.column));
        if problems.len() > MOST {
            let more = format!("and {} further problems", problems.len() - MOST + 1);
            problems.truncate(MOST);
            problems[MOST - 1].message = more;
        }
        Self(Arc::new(Kind::Data { file: file.into(), problems }))
    }

    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self(Arc::new(Kind::Config(message.into())))
    }

    /// A data file's content was not as expected.
    #[must_use]
    pub fn is_data(&self) -> bool {
        matches!(*self.0, Kind::Data { .. })
    }

    /// A file or directory could not be read.
    #[must_use]
    pub fn is_io(&self) -> bool {
        matches!(*self.0, Kind::Io { .. })
    }

    /// The parts given to a builder do not fit together.
    #[must_use]
    pub fn is_config(&self) -> bool {
        matches!(*self.0, Kind::Config(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Io { path, source } => write!(f, "{path}: {source}"),
            Kind::Config(message) => f.write_str(message),
            Kind::Data { file, problems } => {
                for (i, p) in problems.iter().enumerate() {
                    if i > 0 {
                        f.write_str("\n")?;
                    }
                    write!(f, "{file}:{}:{}: {}", p.line, p.column, p.message)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// A TOML reader's complaint as our own error, with line and column.
pub(crate) fn toml_error(file: &str, text: &str, e: &toml::de::Error) -> Error {
    let at = e.span().map_or(0, |s| s.start).min(text.len());
    let before = text.get(..at).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    Error::data(file, vec![Problem::new(line, column, e.message())])
}
