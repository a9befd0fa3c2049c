//! One text file as a self-contained HTML page with its facts marked.
//!
//! `cargo run --release --example page -- FILE.txt > page.html`
use copydesk::{Extractor, render};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: page FILE.txt")?;
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
    let mut page = String::new();
    render::html(&Extractor::new().extract(&text), &text, &mut page)?;
    print!("{page}");
    Ok(())
}
