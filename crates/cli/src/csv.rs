//! Tables of comma-separated values: a file for each kind of record, of all articles.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use copydesk::{
    FactSheet,
    export::{self, OffsetUnit, Table},
};

use crate::{exit::Stop, input::Doc, select::Selection};

pub struct Tables {
    list: Vec<(Table, Box<dyn Write>, String)>,
    unit: OffsetUnit,
}

impl Tables {
    /// Into a directory, or one table to standard output.
    pub fn new(
        dir: Option<&Path>,
        only: Option<&Selection>,
        unit: OffsetUnit,
    ) -> Result<Self, Stop> {
        let wanted = |t: &Table| only.is_none_or(|o| o.has(t.as_str()));
        let tables: Vec<Table> = Table::ALL.iter().copied().filter(wanted).collect();
        let mut list: Vec<(Table, Box<dyn Write>, String)> = Vec::new();
        match (dir, &tables[..]) {
            (Some(dir), _) => {
                std::fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
                for table in tables {
                    let path = dir.join(format!("{}.csv", table.as_str()));
                    let name = path.display().to_string();
                    let file = File::create(&path).map_err(|e| format!("{name}: {e}"))?;
                    list.push((table, Box::new(BufWriter::new(file)), name));
                }
            }
            (None, [table]) => {
                list.push((*table, Box::new(BufWriter::new(io::stdout())), String::new()));
            }
            (None, _) => {
                let names: Vec<_> = Table::ALL.iter().map(|t| t.as_str()).collect();
                let message = format!(
                    "several tables need a directory, --output DIR; or name one with --select: {}",
                    names.join(", ")
                );
                return Err(message.into());
            }
        }
        let mut tables = Self { list, unit };
        tables.write(export::csv_header)?;
        Ok(tables)
    }

    /// Adds the records of an article.
    pub fn put(&mut self, doc: &Doc, sheet: &FactSheet) -> Result<(), Stop> {
        let (name, unit) = (doc.name(), self.unit);
        self.write(|table, out| export::csv(table, &name, sheet, &doc.text, unit, out))
    }

    fn write(&mut self, f: impl Fn(Table, &mut String) -> std::fmt::Result) -> Result<(), Stop> {
        let mut text = String::new();
        for (table, out, path) in &mut self.list {
            text.clear();
            f(*table, &mut text).map_err(|e| e.to_string())?;
            out.write_all(text.as_bytes()).map_err(|e| told(path, e))?;
        }
        Ok(())
    }

    pub fn flush(&mut self) -> Result<(), Stop> {
        self.list.iter_mut().try_for_each(|(_, out, path)| out.flush().map_err(|e| told(path, e)))
    }
}

fn told(path: &str, e: io::Error) -> Stop {
    if path.is_empty() { e.into() } else { Stop::Failed(format!("{path}: {e}")) }
}
