//! Writers for people. They read the sheet or the dossier and hold no analysis. (JSON is their serde form.)

mod dossier;
mod html;
mod markdown;
mod text;
mod view;

pub use dossier::dossier_text;
pub use html::html;
pub use markdown::markdown;
pub use text::text;
