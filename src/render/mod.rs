//! Writers for people. They read the sheet and hold no analysis. (JSON is the sheet's serde form.)

mod text;

pub use text::text;
