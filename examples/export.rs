//! One text file in a form that another tool reads.
//!
//! `cargo run --release --example export -- FORM FILE.txt [bytes | code-points | utf16]`, FORM being `json`, `web-annotation`,
//! `brat`, `iob2`, `spacy`, `gkg`, `schema-org`, `csv-quotes` (or another table) or `markdown`.
use copydesk::{
    Extractor,
    export::{self, OffsetUnit, Table},
    render,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [form, path, rest @ ..] = &args[..] else {
        return Err("usage: export FORM FILE.txt [bytes | code-points | utf16]".into());
    };
    let unit = match rest.first().map(String::as_str) {
        Some("bytes") => OffsetUnit::Bytes,
        None | Some("code-points") => OffsetUnit::CodePoints,
        Some("utf16") => OffsetUnit::Utf16,
        Some(other) => return Err(format!("no unit {other:?}").into()),
    };
    let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let (sheet, text) = (Extractor::new().extract(&text), text.as_str());
    let source = format!("https://news.example/{}", path.rsplit('/').next().unwrap_or(path));
    let mut out = String::new();
    match form.as_str() {
        "web-annotation" => {
            let page = export::web_annotations(&sheet, text, &source, unit);
            out = serde_json::to_string_pretty(&page)? + "\n";
        }
        "json" => out = serde_json::to_string_pretty(&sheet)? + "\n",
        "spacy" => out = serde_json::to_string(&export::spacy(&sheet, text))? + "\n",
        "schema-org" => {
            out = serde_json::to_string_pretty(&export::schema_org(&sheet, text, &source))? + "\n";
        }
        "brat" => export::brat(&sheet, text, unit, &mut out)?,
        "iob2" => export::iob2(&sheet, text, &mut out)?,
        "gkg" => export::gkg(&sheet, text, &source, unit, &mut out)?,
        "markdown" => render::markdown(&sheet, text, &mut out)?,
        csv => {
            let mut tables = Table::ALL.iter();
            let named = |t: &&Table| csv.strip_prefix("csv-") == Some(t.as_str());
            let table = *tables.find(named).ok_or_else(|| format!("no form {csv:?}"))?;
            export::csv_header(table, &mut out)?;
            export::csv(table, path, &sheet, text, unit, &mut out)?;
        }
    }
    print!("{out}");
    Ok(())
}
