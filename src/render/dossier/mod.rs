//! A dossier for readers: as text, and as a page with tolls over time.

mod html;
mod text;
mod view;

pub use html::dossier_html;
pub use text::dossier_text;
