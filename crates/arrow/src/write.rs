//! Sheets to record batches.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, StructArray};
use arrow_schema::{Field, Schema};
use copydesk::FactSheet;
use serde::Serialize;

use crate::{
    column::{Column, of_fields},
    error::Error,
    offsets::Offsets,
    schema::{columns, metadata, schema},
};

/// Gathers sheets into a batch of [`schema`].
pub struct SheetWriter {
    column: Column,
    errors: Vec<Option<String>>,
    offsets: Offsets,
}

impl SheetWriter {
    /// A writer without rows. `offsets` goes into the metadata; the sheets must count in it already
    /// ([`in_code_points`](crate::in_code_points)).
    #[must_use]
    pub fn new(offsets: Offsets) -> Self {
        Self { column: of_fields(columns()), errors: Vec::new(), offsets }
    }

    /// Adds a sheet as a row.
    ///
    /// # Errors
    ///
    /// When a column would hold more than 2 GiB. The writer is of no use afterwards.
    pub fn push(&mut self, sheet: &FactSheet) -> Result<(), Error> {
        self.errors.push(None);
        sheet.serialize(&mut self.column)
    }

    /// Adds a row for an article that could not be read.
    pub fn push_error(&mut self, message: impl Into<String>) {
        self.errors.push(Some(message.into()));
        self.column.null();
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.errors.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The batch.
    ///
    /// # Errors
    ///
    /// Never on sheets that were pushed without one.
    pub fn finish(self) -> Result<RecordBatch, Error> {
        let schema = schema(self.offsets);
        Ok(RecordBatch::try_new(schema, self.arrays()?)?)
    }

    /// The batch behind columns of the input.
    pub(crate) fn finish_with(
        self,
        kept: Vec<(Arc<Field>, ArrayRef)>,
    ) -> Result<RecordBatch, Error> {
        let own = schema(self.offsets);
        let metadata = metadata(self.offsets);
        let mut fields: Vec<Arc<Field>> = Vec::new();
        let mut arrays = Vec::new();
        for (field, array) in kept {
            if own.field_with_name(field.name()).is_ok() {
                return Err(Error::new(format!(
                    "the column {:?} cannot be kept: the sheet has one of that name",
                    field.name()
                )));
            }
            fields.push(field);
            arrays.push(array);
        }
        fields.extend(own.fields().iter().cloned());
        arrays.extend(self.arrays()?);
        Ok(RecordBatch::try_new(Arc::new(Schema::new_with_metadata(fields, metadata)), arrays)?)
    }

    fn arrays(self) -> Result<Vec<ArrayRef>, Error> {
        let rows = self.errors.len();
        let sheet = self.column.finish()?;
        let sheet = sheet.as_any().downcast_ref::<StructArray>().expect("made of fields");
        debug_assert_eq!(sheet.len(), rows);
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(StringArray::from(self.errors))];
        // The children of a null row are null themselves: all top-level columns are nullable.
        arrays.extend(sheet.columns().iter().cloned());
        Ok(arrays)
    }
}
