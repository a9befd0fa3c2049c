//! Many sheets merged.

use std::{collections::HashMap, sync::Arc};

use arrow_array::{Int64Array, RecordBatch, cast::AsArray};
use arrow_schema::{DataType, Field, Schema};
use copydesk::{
    Kind,
    dossier::{self, Builder, Report},
    render,
};
use copydesk_arrow::{Merge, Offsets, dossier_in_code_points};
use pyo3::{prelude::*, types::PyType};
use pyo3_arrow::{PyRecordBatch, input::AnyRecordBatch};

use crate::{arrow, engine::day, errors, sheet::Sheet};

/// Python's `Dossier` reads it as JSON.
#[pyclass(frozen, module = "copydesk._native")]
pub struct Dossier(dossier::Dossier);

/// A document: name, sheet, publisher, address, day.
type Given = (String, Py<Sheet>, Option<String>, Option<String>, Option<String>);

#[pymethods]
impl Dossier {
    /// The dossier of these documents.
    #[classmethod]
    fn of(
        _class: &Bound<'_, PyType>,
        py: Python<'_>,
        given: Vec<Given>,
        offsets: &str,
    ) -> PyResult<Self> {
        let offsets = arrow::offsets(offsets)?;
        let mut texts: HashMap<&str, &str> = HashMap::new();
        let mut reports = Vec::new();
        for (id, sheet, outlet, url, published) in &given {
            let sheet = sheet.get();
            if texts.insert(id, sheet.text()).is_some() {
                return Err(errors::value(format!("two documents are called {id:?}")));
            }
            let mut report = Report::new(id, sheet.bytes(), sheet.text());
            if let Some(outlet) = outlet {
                report = report.outlet(outlet);
            }
            if let Some(url) = url {
                report = report.url(url);
            }
            if let Some(published) = published {
                report = report.published(day(published)?);
            }
            reports.push(report);
        }
        Ok(Self(py.detach(|| {
            let mut builder = Builder::default();
            reports.into_iter().for_each(|r| builder.add(r));
            let mut made = builder.finish();
            if offsets == Offsets::CodePoints {
                let order: Vec<&str> = made.documents.iter().map(|d| texts[&*d.id]).collect();
                dossier_in_code_points(&mut made, &order);
            }
            made
        })))
    }

    /// The dossier of rows of sheets.
    #[classmethod]
    #[allow(clippy::too_many_arguments)]
    fn of_rows(
        _class: &Bound<'_, PyType>,
        py: Python<'_>,
        data: AnyRecordBatch,
        id: String,
        text: String,
        outlet: Option<String>,
        url: Option<String>,
        offsets: &str,
    ) -> PyResult<Self> {
        let merge = Merge { id, text, outlet, url, offsets: arrow::offsets(offsets)? };
        let batches: Result<Vec<RecordBatch>, _> = data.into_reader()?.collect();
        let batches = batches.map_err(|e| errors::value(e.to_string()))?;
        py.detach(|| merge.run(&batches)).map(Self).map_err(|e| errors::arrow(&e))
    }

    #[classmethod]
    fn from_json(_class: &Bound<'_, PyType>, json: &str) -> PyResult<Self> {
        let read = serde_json::from_str(json);
        read.map(Self).map_err(|e| errors::value(format!("no dossier: {e}")))
    }

    /// The whole dossier.
    fn json(&self) -> PyResult<String> {
        serde_json::to_string(&self.0).map_err(|e| errors::value(e.to_string()))
    }

    /// A summary for people.
    fn summary(&self) -> PyResult<String> {
        let mut out = String::new();
        render::dossier_text(&self.0, &mut out).map_err(|e| errors::value(e.to_string()))?;
        Ok(out)
    }
}

/// The batch with a column `key`: what entities of two documents share where no gazetteer tells that they are one, by their
/// `kind` and `name`; null for an entity that joins no other.
#[pyfunction]
pub fn with_name_keys(py: Python<'_>, batch: PyRecordBatch) -> PyResult<Bound<'_, PyAny>> {
    let batch = batch.into_inner();
    let text = |name: &str| {
        let column = batch.column_by_name(name).and_then(|c| c.as_string_opt::<i32>());
        column.ok_or_else(|| errors::value(format!("no column {name:?} of text")))
    };
    let key = |(kind, name): (Option<&str>, Option<&str>)| {
        let kind: Kind = kind?.parse().ok()?;
        // Spark has no unsigned numbers.
        dossier::name_key(kind, name?).map(u64::cast_signed)
    };
    let keys: Int64Array = text("kind")?.iter().zip(text("name")?).map(key).collect();
    let mut fields = batch.schema().fields().to_vec();
    fields.push(Arc::new(Field::new("key", DataType::Int64, true)));
    let mut columns = batch.columns().to_vec();
    columns.push(Arc::new(keys));
    let made = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns);
    PyRecordBatch::new(made.map_err(|e| errors::value(e.to_string()))?).into_pyarrow(py)
}
