//! Errors as Python exceptions with the library's message. The classes are Python's own (`copydesk/_errors.py`): they
//! have two bases each, which the stable ABI cannot make.

use pyo3::{exceptions::PyValueError, prelude::*};

fn raise(class: &str, message: String) -> PyErr {
    Python::attach(|py| {
        let made = py.import("copydesk._errors").and_then(|m| m.getattr(class)?.call1((message,)));
        made.map_or_else(|e| e, PyErr::from_value)
    })
}

/// An error of the library.
pub fn library(e: &copydesk::Error) -> PyErr {
    let class = match () {
        () if e.is_io() => "LoadError",
        () if e.is_config() => "ConfigError",
        () => "DataError",
    };
    raise(class, e.to_string())
}

/// An error of the Arrow layer.
pub fn arrow(e: &copydesk_arrow::Error) -> PyErr {
    raise("DataError", e.to_string())
}

/// Something wrong with the entries of a gazetteer that only the binding can see.
pub fn data(message: String) -> PyErr {
    raise("DataError", message)
}

/// A value that the caller must change.
pub fn value(message: impl Into<String>) -> PyErr {
    PyValueError::new_err(message.into())
}
