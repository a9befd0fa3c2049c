//! The extractor behind Python's `Extractor`.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use copydesk::{Article, Extractor, FactSheet, LanguagePack};
use copydesk_arrow::Job;
use jiff::civil::Date;
use pyo3::{prelude::*, pybacked::PyBackedStr};
use pyo3_arrow::input::AnyRecordBatch;
use rayon::prelude::*;

use crate::{arrow, errors, gazetteer::Gazetteer, sheet::Sheet, threads};

/// Texts of one thread between two looks at the interpreter: for the progress callback and Ctrl-C.
const CHUNK: usize = 128;

#[pyclass(frozen, module = "copydesk._native")]
pub struct Engine {
    gazetteers: Vec<copydesk::Gazetteer>,
    core: bool,
    pack: Option<LanguagePack>,
    /// The process that built it, and what it built. A forked child builds its own: a lock inside may have been held
    /// by a thread that the child does not have.
    built: Mutex<(u32, Extractor)>,
}

fn build(
    gazetteers: &[copydesk::Gazetteer],
    core: bool,
    pack: Option<&LanguagePack>,
) -> Result<Extractor, copydesk::Error> {
    let mut builder = Extractor::builder();
    if !core {
        builder = builder.without_core();
    }
    if let Some(pack) = pack {
        builder = builder.language_pack(pack.clone());
    }
    for g in gazetteers {
        builder = builder.gazetteer(g.clone());
    }
    builder.build()
}

impl Engine {
    fn extractor(&self, _held: Python<'_>) -> PyResult<Extractor> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let process = std::process::id();
        if built.0 != process {
            let new = build(&self.gazetteers, self.core, self.pack.as_ref());
            let new = new.map_err(|e| errors::library(&e))?;
            std::mem::forget(std::mem::replace(&mut *built, (process, new)));
        }
        Ok(built.1.clone())
    }
}

/// A text and what is known about it: day, headline, language. A bare tuple, so that what Python says of a text that is
/// none (`UnicodeEncodeError`) reaches the caller as it is.
type Given = (PyBackedStr, Option<String>, Option<PyBackedStr>, Option<String>);

struct Read {
    text: PyBackedStr,
    day: Option<Date>,
    headline: Option<PyBackedStr>,
    language: Option<String>,
}

impl Read {
    fn new(given: Given) -> PyResult<Self> {
        let (text, day, headline, language) = given;
        if u32::try_from(text.len()).is_err() {
            return Err(errors::value("a text of 4 GiB or more"));
        }
        let day = day.map(|d| self::day(&d)).transpose()?;
        Ok(Self { text, day, headline, language })
    }

    fn extract(&self, extractor: &Extractor) -> FactSheet {
        let mut article = Article::new(&self.text);
        if let Some(day) = self.day {
            article = article.published(day);
        }
        if let Some(headline) = &self.headline {
            article = article.headline(headline);
        }
        if let Some(code) = &self.language {
            article = article.language(code);
        }
        extractor.extract(article)
    }
}

/// A day as Python gives it; of a moment, its day.
pub fn day(day: &str) -> PyResult<Date> {
    let known = day.get(..10).unwrap_or(day).parse();
    known.map_err(|_| errors::value(format!("{day:?} is no day of the form 2024-03-27")))
}

#[pymethods]
impl Engine {
    #[new]
    fn new(
        py: Python<'_>,
        gazetteers: Vec<Py<Gazetteer>>,
        core: bool,
        language_pack: Option<PathBuf>,
    ) -> PyResult<Self> {
        let gazetteers: Vec<_> = gazetteers.iter().map(|g| g.get().names.clone()).collect();
        let pack = language_pack.map(LanguagePack::from_dir).transpose();
        let pack = pack.map_err(|e| errors::library(&e))?;
        let extractor = py.detach(|| build(&gazetteers, core, pack.as_ref()));
        let extractor = extractor.map_err(|e| errors::library(&e))?;
        let built = Mutex::new((std::process::id(), extractor));
        Ok(Self { gazetteers, core, pack, built })
    }

    fn extract(&self, py: Python<'_>, given: Given) -> PyResult<Sheet> {
        let read = Read::new(given)?;
        let extractor = self.extractor(py)?;
        let found = py.detach(|| read.extract(&extractor));
        Ok(Sheet::new(read.text, found))
    }

    fn batch(
        &self,
        py: Python<'_>,
        given: Vec<Given>,
        progress: Option<Py<PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Vec<Sheet>> {
        let extractor = self.extractor(py)?;
        let threads = threads::count(threads);
        let pool = if threads > 1 { Some(threads::pool(py, threads)?) } else { None };
        let read: Vec<Read> = given.into_iter().map(Read::new).collect::<PyResult<_>>()?;
        let total = read.len();
        let mut sheets = Vec::with_capacity(total);
        for chunk in read.chunks(CHUNK * threads) {
            let one = |r: &Read| r.extract(&extractor);
            let found: Vec<FactSheet> = py.detach(|| match &pool {
                Some(pool) => pool.install(|| chunk.par_iter().map(one).collect()),
                None => chunk.iter().map(one).collect(),
            });
            sheets.extend(found);
            py.check_signals()?;
            if let Some(progress) = &progress {
                progress.call1(py, (sheets.len(), total))?;
            }
        }
        Ok(read.into_iter().zip(sheets).map(|(r, s)| Sheet::new(r.text, s)).collect())
    }

    /// A record batch for a record batch, a table for a stream of them.
    #[pyo3(signature = (data, *, text, published, headline, language, keep, reference, offsets, threads))]
    #[allow(clippy::too_many_arguments)]
    fn arrow<'py>(
        &self,
        py: Python<'py>,
        data: AnyRecordBatch,
        text: String,
        published: Option<String>,
        headline: Option<String>,
        language: Option<String>,
        keep: Vec<String>,
        reference: Option<String>,
        offsets: &str,
        threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let reference = reference.map(|d| self::day(&d)).transpose()?;
        let offsets = arrow::offsets(offsets)?;
        let job = Job { text, published, headline, language, keep, reference, offsets };
        let threads = threads::count(threads);
        let pool = if threads > 1 { Some(threads::pool(py, threads)?) } else { None };
        arrow::run(py, &self.extractor(py)?, &job, data, pool.as_deref())
    }
}
