//! Gazetteers, which travel with their content when pickled: a worker need not have the caller's files.

use std::path::{Path, PathBuf};

use copydesk::{Kind, NewEntry};
use pyo3::{
    prelude::*,
    types::{PyBytes, PyTuple, PyType},
};
use serde::{Deserialize, Serialize};

use crate::errors;

/// Names that an extractor knows.
#[pyclass(frozen, module = "copydesk")]
pub struct Gazetteer {
    pub names: copydesk::Gazetteer,
    source: Source,
}

/// What it was made of.
#[derive(Serialize, Deserialize)]
enum Source {
    /// Name and content.
    Files(Vec<(String, String)>),
    Entries(Vec<Row>),
}

/// An entry as Python gives it.
#[derive(Serialize, Deserialize, FromPyObject)]
#[pyo3(from_item_all)]
struct Row {
    id: String,
    kind: String,
    name: String,
    aliases: Vec<String>,
    demonyms: Vec<String>,
    attributes: Vec<(String, String)>,
    needs_context: bool,
}

fn entry(row: &Row) -> PyResult<NewEntry> {
    let kind: Kind = row.kind.parse().map_err(|()| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
        errors::data(format!(
            "{}: read the kind {:?}, expected one of {}",
            row.id,
            row.kind,
            kinds.join(", ")
        ))
    })?;
    let mut e = NewEntry::new(&row.id, kind, &row.name);
    e.aliases.clone_from(&row.aliases);
    e.demonyms.clone_from(&row.demonyms);
    e.attributes.clone_from(&row.attributes);
    e.needs_context = row.needs_context;
    Ok(e)
}

fn load(source: Source) -> PyResult<Gazetteer> {
    let names = match &source {
        Source::Files(files) => {
            let parts: Result<Vec<_>, _> = files
                .iter()
                .map(|(name, text)| copydesk::Gazetteer::from_tsv(name, text.as_bytes()))
                .collect();
            let mut parts = parts.map_err(|e| errors::library(&e))?;
            if parts.len() == 1 { parts.remove(0) } else { copydesk::Gazetteer::merged(&parts) }
        }
        Source::Entries(rows) => {
            let entries: PyResult<Vec<_>> = rows.iter().map(entry).collect();
            copydesk::Gazetteer::from_entries(entries?).map_err(|e| errors::library(&e))?
        }
    };
    Ok(Gazetteer { names, source })
}

/// The TSV files of a directory, in order of their names.
fn files(dir: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(dir)?.map(|f| f.map(|f| f.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "tsv"));
    paths.sort();
    let read = |p: PathBuf| std::fs::read_to_string(&p).map(|text| (p.display().to_string(), text));
    paths.into_iter().map(read).collect()
}

#[pymethods]
impl Gazetteer {
    /// Every `*.tsv` of a directory.
    #[classmethod]
    fn from_dir(_class: &Bound<'_, PyType>, path: PathBuf) -> PyResult<Self> {
        let names = copydesk::Gazetteer::from_dir(&path).map_err(|e| errors::library(&e))?;
        Ok(Self { names, source: Source::Files(files(&path)?) })
    }

    /// One TSV text; `name` is used in messages.
    #[classmethod]
    fn from_tsv(_class: &Bound<'_, PyType>, name: String, text: String) -> PyResult<Self> {
        load(Source::Files(vec![(name, text)]))
    }

    /// Entries as dictionaries with all of their keys (`copydesk.Entry.as_row`).
    #[classmethod]
    fn _from_rows(_class: &Bound<'_, PyType>, rows: Vec<Row>) -> PyResult<Self> {
        load(Source::Entries(rows))
    }

    #[classmethod]
    fn _restore(_class: &Bound<'_, PyType>, state: &[u8]) -> PyResult<Self> {
        load(serde_json::from_slice(state).map_err(|e| errors::value(e.to_string()))?)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let state = serde_json::to_vec(&self.source).map_err(|e| errors::value(e.to_string()))?;
        let restore = py.get_type::<Self>().getattr("_restore")?;
        (restore, (PyBytes::new(py, &state),)).into_pyobject(py)
    }

    fn __len__(&self) -> usize {
        self.names.len()
    }

    fn __repr__(&self) -> String {
        format!("Gazetteer({} entries, {} names)", self.names.len(), self.names.name_count())
    }
}
