//! Writers. They read the sheet or the dossier and hold no analysis: forms for people, and the serde form as JSON.

mod dossier;
mod html;
mod json;
mod markdown;
mod text;
mod view;

pub use dossier::{dossier_html, dossier_text};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use text::text;
