//! A dossier for readers: as text, and as a page with tolls over time.

mod text;
mod view;

pub use text::dossier_text;
