//! Fact sheets as Arrow: one nested schema, a writer, a reader, and a function from a batch of articles to a batch of
//! sheets.
//!
//! ```
//! use copydesk::Extractor;
//! use copydesk_arrow::{Job, Offsets, SheetWriter, sheet};
//!
//! let text = "„Two people were killed“, police said.";
//! let found = Extractor::new().extract(text);
//! let mut writer = SheetWriter::new(Offsets::Bytes);
//! writer.push(&found)?;
//! let batch = writer.finish()?;
//! assert_eq!(sheet(&batch, 0)?.as_ref(), Some(&found)); // nothing is lost
//! # let _ = Job::default();
//! # Ok::<(), copydesk_arrow::Error>(())
//! ```
//!
//! The columns are the fields of the sheet's JSON form, under the same names; see [`schema`].
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod column;
mod error;
mod input;
mod job;
mod merge;
mod offsets;
mod read;
mod schema;
mod write;

pub use error::Error;
pub use job::Job;
pub use merge::Merge;
pub use offsets::{CodePoints, Offsets, dossier_in_code_points, in_bytes, in_code_points};
pub use read::{offsets_of, sheet};
pub use schema::{LAYOUT, schema};
pub use write::SheetWriter;
