//! Rows of sheets to one dossier.

use std::collections::HashMap;

use arrow_array::RecordBatch;
use copydesk::dossier::{Builder, Dossier, Report};

use crate::{
    error::Error,
    input::TextColumn,
    job::{column, optional},
    offsets::{Offsets, dossier_in_code_points, in_bytes},
    read::sheet,
};

/// Merges sheets that stand in rows beside the texts that they were made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// The column of the documents' names; each has its own.
    pub id: String,
    /// The column of the texts.
    pub text: String,
    /// The column of the publishers.
    pub outlet: Option<String>,
    /// The column of the addresses.
    pub url: Option<String>,
    /// What offsets count, in the rows and in the dossier.
    pub offsets: Offsets,
}

struct Rows<'b> {
    batch: &'b RecordBatch,
    id: TextColumn,
    text: TextColumn,
    outlet: Option<TextColumn>,
    url: Option<TextColumn>,
}

impl Merge {
    /// The dossier of all rows but those with an `error`; their order does not matter.
    ///
    /// # Errors
    ///
    /// When a column is missing or of another type, a name is null, or two documents have one name.
    pub fn run(&self, batches: &[RecordBatch]) -> Result<Dossier, Error> {
        let mut parts = Vec::new();
        for batch in batches {
            parts.push(Rows {
                batch,
                id: TextColumn::new(column(batch, &self.id)?.1),
                text: TextColumn::new(column(batch, &self.text)?.1),
                outlet: optional(batch, &self.outlet)?.map(TextColumn::new),
                url: optional(batch, &self.url)?.map(TextColumn::new),
            });
        }
        let mut builder = Builder::default();
        let mut texts: HashMap<&str, &str> = HashMap::new();
        for rows in &parts {
            for row in 0..rows.batch.num_rows() {
                let Some(mut found) = sheet(rows.batch, row)? else { continue };
                let id = needed(&rows.id, &self.id, row)?;
                let text = needed(&rows.text, &self.text, row)?;
                if texts.insert(id, text).is_some() {
                    return Err(Error::new(format!("two documents are called {id:?}")));
                }
                if self.offsets == Offsets::CodePoints {
                    in_bytes(&mut found, text);
                }
                let mut report = Report::new(id, &found, text);
                if let Some(outlet) = known(rows.outlet.as_ref(), row)? {
                    report = report.outlet(outlet);
                }
                if let Some(url) = known(rows.url.as_ref(), row)? {
                    report = report.url(url);
                }
                builder.add(report);
            }
        }
        let mut dossier = builder.finish();
        if self.offsets == Offsets::CodePoints {
            let order: Vec<&str> = dossier.documents.iter().map(|d| texts[&*d.id]).collect();
            dossier_in_code_points(&mut dossier, &order);
        }
        Ok(dossier)
    }
}

fn known(column: Option<&TextColumn>, row: usize) -> Result<Option<&str>, Error> {
    column.map_or(Ok(None), |c| c.get(row).map_err(Error::new))
}

fn needed<'c>(column: &'c TextColumn, name: &str, row: usize) -> Result<&'c str, Error> {
    let told = column.get(row).map_err(|e| Error::new(format!("{name}: {e}")))?;
    told.ok_or_else(|| Error::new(format!("{name}: read null, expected text")))
}
