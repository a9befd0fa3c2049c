//! Batches of articles to batches of sheets.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Field;
use copydesk::{Article, Extractor, FactSheet};
use jiff::civil::Date;

use crate::{
    error::Error,
    input::{DayColumn, TextColumn},
    offsets::{Offsets, in_code_points},
    write::SheetWriter,
};

/// Which columns of a batch hold what.
#[derive(Clone, PartialEq, Debug)]
pub struct Job {
    /// The column of the texts.
    pub text: String,
    /// The column of the days of publication: dates, timestamps (their day in UTC) or texts (`2024-03-27…`).
    pub published: Option<String>,
    /// The column of the headlines.
    pub headline: Option<String>,
    /// The column of the language codes.
    pub language: Option<String>,
    /// Columns that go unchanged in front of the sheet's.
    pub keep: Vec<String>,
    /// The day of publication where its column has none.
    pub reference: Option<Date>,
    /// What offsets count.
    pub offsets: Offsets,
}

impl Default for Job {
    fn default() -> Self {
        Self {
            text: "text".into(),
            published: None,
            headline: None,
            language: None,
            keep: Vec::new(),
            reference: None,
            offsets: Offsets::default(),
        }
    }
}

/// Texts up to here; Arrow's offsets are `i32`.
const LIMIT: usize = i32::MAX as usize;

impl Job {
    /// One row out for each row in, in order. A row whose cells cannot be read gets an `error`.
    ///
    /// # Errors
    ///
    /// When a named column is missing, a kept one has a name of the sheet's, or the result is over 2 GiB.
    pub fn run(&self, extractor: &Extractor, batch: &RecordBatch) -> Result<RecordBatch, Error> {
        let text = TextColumn::new(column(batch, &self.text)?.1);
        let published = optional(batch, &self.published)?.map(DayColumn::new);
        let headline = optional(batch, &self.headline)?.map(TextColumn::new);
        let language = optional(batch, &self.language)?.map(TextColumn::new);
        let mut writer = SheetWriter::new(self.offsets);
        for row in 0..batch.num_rows() {
            let cells = Cells {
                text: &text,
                published: &published,
                headline: &headline,
                language: &language,
            };
            match self.sheet(extractor, &cells, row) {
                Ok(sheet) => writer.push(&sheet)?,
                Err(message) => writer.push_error(message),
            }
        }
        let kept: Result<Vec<_>, Error> = self
            .keep
            .iter()
            .map(|name| column(batch, name).map(|(field, array)| (field.clone(), array.clone())))
            .collect();
        writer.finish_with(kept?)
    }

    fn sheet(
        &self,
        extractor: &Extractor,
        cells: &Cells<'_>,
        row: usize,
    ) -> Result<FactSheet, String> {
        let named = |name: &Option<String>, e: String| {
            format!("{}: {e}", name.as_deref().unwrap_or_default())
        };
        let text = cells.text.get(row).map_err(|e| format!("{}: {e}", self.text))?;
        let text = text.ok_or_else(|| format!("{}: read null, expected text", self.text))?;
        if text.len() > LIMIT {
            return Err(format!("{}: a text over 2 GiB", self.text));
        }
        let mut article = Article::new(text);
        let day = cells.published.as_ref().map(|c| c.get(row)).transpose();
        let day = day.map_err(|e| named(&self.published, e))?.flatten();
        if let Some(day) = day.or(self.reference) {
            article = article.published(day);
        }
        let headline = cells.headline.as_ref().map(|c| c.get(row)).transpose();
        if let Some(headline) = headline.map_err(|e| named(&self.headline, e))?.flatten() {
            article = article.headline(headline);
        }
        let language = cells.language.as_ref().map(|c| c.get(row)).transpose();
        if let Some(code) = language.map_err(|e| named(&self.language, e))?.flatten() {
            article = article.language(code);
        }
        let mut sheet = extractor.extract(article);
        if self.offsets == Offsets::CodePoints {
            in_code_points(&mut sheet, text);
        }
        Ok(sheet)
    }
}

struct Cells<'a> {
    text: &'a TextColumn,
    published: &'a Option<DayColumn>,
    headline: &'a Option<TextColumn>,
    language: &'a Option<TextColumn>,
}

pub(crate) fn column<'b>(
    batch: &'b RecordBatch,
    name: &str,
) -> Result<(&'b Arc<Field>, &'b ArrayRef), Error> {
    let schema = batch.schema_ref();
    let Ok(k) = schema.index_of(name) else {
        let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        return Err(Error::new(format!("no column {name:?}; there are {}", names.join(", "))));
    };
    Ok((&schema.fields()[k], batch.column(k)))
}

pub(crate) fn optional<'b>(
    batch: &'b RecordBatch,
    name: &Option<String>,
) -> Result<Option<&'b ArrayRef>, Error> {
    name.as_ref().map(|name| column(batch, name).map(|(_, array)| array)).transpose()
}
