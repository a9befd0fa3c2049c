//! Writers for people. They read the sheet and hold no analysis. (JSON is the sheet's serde form.)

mod html;
mod text;
mod view;

pub use html::html;
pub use text::text;
