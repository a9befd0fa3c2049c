//! Reading the source tables: TSV with a header line, `|` between the values of a cell.

use std::{collections::HashMap, path::Path};

/// A source table.
pub struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    cells: &'t [String],
}

impl Table {
    /// Reads `dir/name`.
    pub fn read(dir: &Path, name: &str) -> Result<Self, String> {
        let path = dir.join(name);
        let text =
            std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self::parse(&text))
    }

    /// Reads a table from text; lines that start with `#` are comments.
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        let split = |l: &str| l.split('\t').map(str::to_owned).collect::<Vec<_>>();
        let header = lines.next().map(split).unwrap_or_default();
        let columns = header.into_iter().enumerate().map(|(k, c)| (c, k)).collect();
        Self { columns, rows: lines.map(split).collect() }
    }

    /// All rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

impl<'t> Row<'t> {
    /// The cell of a column; empty where the row or the table lacks it.
    pub fn get(self, column: &str) -> &'t str {
        self.table.columns.get(column).and_then(|k| self.cells.get(*k)).map_or("", |c| c.trim())
    }

    /// The values of a cell.
    pub fn list(self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    /// A number, 0 when blank or odd.
    pub fn number(self, column: &str) -> f64 {
        self.get(column).parse().unwrap_or(0.0)
    }
}
