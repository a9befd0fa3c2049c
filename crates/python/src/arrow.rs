//! Record batches through the Arrow C data interface: no Python object for a record.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use copydesk::Extractor;
use copydesk_arrow::{Job, Offsets, sheet};
use pyo3::prelude::*;
use pyo3_arrow::{PyRecordBatch, PySchema, PyTable, input::AnyRecordBatch};
use rayon::{ThreadPool, prelude::*};

use crate::errors;

/// Rows of a piece of work.
const ROWS: usize = 256;

pub fn offsets(name: &str) -> PyResult<Offsets> {
    Offsets::from_name(name).ok_or_else(|| {
        errors::value(format!("read offsets {name:?}, expected \"code_points\" or \"bytes\""))
    })
}

/// The schema of a sheet's columns.
#[pyfunction]
pub fn arrow_schema<'py>(py: Python<'py>, offsets: &str) -> PyResult<Bound<'py, PyAny>> {
    PySchema::new(copydesk_arrow::schema(self::offsets(offsets)?)).into_pyarrow(py)
}

fn one(
    extractor: &Extractor,
    job: &Job,
    batch: &RecordBatch,
    pool: Option<&ThreadPool>,
) -> Result<RecordBatch, copydesk_arrow::Error> {
    let Some(pool) = pool.filter(|_| batch.num_rows() > ROWS) else {
        return job.run(extractor, batch);
    };
    let pieces: Vec<RecordBatch> = (0..batch.num_rows())
        .step_by(ROWS)
        .map(|at| batch.slice(at, ROWS.min(batch.num_rows() - at)))
        .collect();
    let done: Result<Vec<_>, _> =
        pool.install(|| pieces.par_iter().map(|p| job.run(extractor, p)).collect());
    let done = done?;
    Ok(concat_batches(&done[0].schema(), &done)?)
}

pub fn run<'py>(
    py: Python<'py>,
    extractor: &Extractor,
    job: &Job,
    data: AnyRecordBatch,
    pool: Option<&ThreadPool>,
) -> PyResult<Bound<'py, PyAny>> {
    let run = |batch: &RecordBatch| {
        py.detach(|| one(extractor, job, batch, pool)).map_err(|e| errors::arrow(&e))
    };
    match data {
        AnyRecordBatch::RecordBatch(batch) => {
            PyRecordBatch::new(run(&batch.into_inner())?).into_pyarrow(py)
        }
        AnyRecordBatch::Stream(stream) => {
            let reader = stream.into_reader()?;
            let empty = run(&RecordBatch::new_empty(reader.schema()))?;
            let mut done = Vec::new();
            for batch in reader {
                done.push(run(&batch.map_err(|e| errors::value(e.to_string()))?)?);
                py.check_signals()?;
            }
            PyTable::try_new(done, empty.schema())?.into_pyarrow(py)
        }
    }
}

/// Each row of sheets as JSON; `None` for one with an error.
#[pyfunction]
pub fn arrow_json(py: Python<'_>, data: AnyRecordBatch) -> PyResult<Vec<Option<String>>> {
    let reader = data.into_reader()?;
    let mut lines = Vec::new();
    for batch in reader {
        let batch = Arc::new(batch.map_err(|e| errors::value(e.to_string()))?);
        for row in 0..batch.num_rows() {
            let found = sheet(&batch, row).map_err(|e| errors::arrow(&e))?;
            let json = found.map(|s| serde_json::to_string(&s)).transpose();
            lines.push(json.map_err(|e| errors::value(e.to_string()))?);
        }
        py.check_signals()?;
    }
    Ok(lines)
}
