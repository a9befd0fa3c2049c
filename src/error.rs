//! The one error type of the crate. Only loading data and building an extractor can fail.

use std::{fmt, sync::Arc};

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

impl Problem {
    pub(crate) fn new(line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { line: line as u32, column: column as u32, message: message.into() }
    }
}

impl Error {
    pub(crate) fn io(path: impl Into<String>, source: std::io::Error) -> Self {
        Self(Arc::new(Kind::Io { path: path.into(), source }))
    }

    pub(crate) fn data(file: impl Into<String>, problems: Vec<Problem>) -> Self {
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
