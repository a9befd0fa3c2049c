//! The compiled half of the Python package `copydesk`. What users see is in `python/copydesk/`.
#![forbid(unsafe_code)]

mod arrow;
mod dossier;
mod engine;
mod errors;
mod gazetteer;
mod sheet;
mod threads;

use pyo3::prelude::*;

#[pymodule]
fn _native(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add("__version__", env!("CARGO_PKG_VERSION"))?;
    m.add("SCHEMA", copydesk::SCHEMA)?;
    m.add("LAYOUT", copydesk_arrow::LAYOUT)?;
    m.add_class::<gazetteer::Gazetteer>()?;
    m.add_class::<engine::Engine>()?;
    m.add_class::<sheet::Sheet>()?;
    m.add_class::<dossier::Dossier>()?;
    m.add_function(wrap_pyfunction!(dossier::with_name_keys, m)?)?;
    m.add_function(wrap_pyfunction!(arrow::arrow_schema, m)?)?;
    m.add_function(wrap_pyfunction!(arrow::arrow_json, m)?)
}
