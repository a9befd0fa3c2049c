//! A sheet with its text.

use std::sync::OnceLock;

use copydesk::{FactSheet, render};
use copydesk_arrow::{in_bytes, in_code_points};
use pyo3::{prelude::*, pybacked::PyBackedStr, types::PyType};

use crate::errors;

/// Holds what was found; Python's `FactSheet` reads it as JSON, one list at a time, when asked.
#[pyclass(frozen, module = "copydesk._native")]
pub struct Sheet {
    text: PyBackedStr,
    /// Its spans count bytes.
    bytes: FactSheet,
    /// The same with code points, made when first asked for; empty for a text of ASCII alone.
    points: OnceLock<FactSheet>,
}

impl Sheet {
    pub fn new(text: PyBackedStr, bytes: FactSheet) -> Self {
        Self { text, bytes, points: OnceLock::new() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found; spans count bytes.
    pub fn bytes(&self) -> &FactSheet {
        &self.bytes
    }

    fn counted(&self, in_bytes: bool) -> &FactSheet {
        if in_bytes || self.text.is_ascii() {
            return &self.bytes;
        }
        self.points.get_or_init(|| {
            let mut sheet = self.bytes.clone();
            in_code_points(&mut sheet, &self.text);
            sheet
        })
    }
}

fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|e| errors::value(e.to_string()))
}

#[pymethods]
impl Sheet {
    /// The text that the sheet speaks of.
    #[getter(text)]
    fn py_text(&self) -> &PyBackedStr {
        &self.text
    }

    /// The whole sheet.
    fn json(&self, in_bytes: bool) -> PyResult<String> {
        json(self.counted(in_bytes))
    }

    /// One field of the sheet.
    fn part(&self, name: &str, in_bytes: bool) -> PyResult<String> {
        let s = self.counted(in_bytes);
        match name {
            "schema" => json(&s.schema),
            "published" => json(&s.published),
            "language" => json(&s.language),
            "zones" => json(&s.zones),
            "sentences" => json(&s.sentences),
            "mentions" => json(&s.mentions),
            "entities" => json(&s.entities),
            "quotes" => json(&s.quotes),
            "quantities" => json(&s.quantities),
            "times" => json(&s.times),
            "claims" => json(&s.claims),
            "relations" => json(&s.relations),
            "events" => json(&s.events),
            "warnings" => json(&s.warnings),
            other => Err(errors::value(format!("a sheet has no {other:?}"))),
        }
    }

    /// A page for people.
    fn html(&self) -> PyResult<String> {
        let mut out = String::new();
        render::html(&self.bytes, &self.text, &mut out)
            .map_err(|e| errors::value(e.to_string()))?;
        Ok(out)
    }

    /// A summary for people.
    fn summary(&self) -> PyResult<String> {
        let mut out = String::new();
        render::text(&self.bytes, &self.text, &mut out)
            .map_err(|e| errors::value(e.to_string()))?;
        Ok(out)
    }

    /// A sheet that was written as JSON.
    #[classmethod]
    fn from_json(
        _class: &Bound<'_, PyType>,
        text: PyBackedStr,
        json: &str,
        counts_bytes: bool,
    ) -> PyResult<Self> {
        let mut sheet: FactSheet =
            serde_json::from_str(json).map_err(|e| errors::value(format!("no sheet: {e}")))?;
        if !counts_bytes {
            in_bytes(&mut sheet, &text);
        }
        Ok(Self::new(text, sheet))
    }
}
