//! What was measured beside what is aimed at.

use std::{fs, path::Path};

struct Row {
    what: String,
    measured: f64,
    unit: &'static str,
    /// What must hold and what is wished for; the larger may be the better.
    aims: Option<(f64, f64, Better)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Better {
    Less,
    More,
}

#[derive(Default)]
pub struct Table(Vec<Row>);

impl Table {
    /// A figure that must be at most so much.
    pub fn most(&mut self, what: &str, measured: f64, unit: &'static str, must: f64, wish: f64) {
        self.add(what, measured, unit, Some((must, wish, Better::Less)));
    }

    /// A figure that must be at least so much.
    pub fn least(&mut self, what: &str, measured: f64, unit: &'static str, must: f64, wish: f64) {
        self.add(what, measured, unit, Some((must, wish, Better::More)));
    }

    /// A figure without an aim.
    pub fn plain(&mut self, what: &str, measured: f64, unit: &'static str) {
        self.add(what, measured, unit, None);
    }

    fn add(
        &mut self,
        what: &str,
        measured: f64,
        unit: &'static str,
        aims: Option<(f64, f64, Better)>,
    ) {
        self.0.push(Row { what: what.into(), measured, unit, aims });
    }

    /// Prints the table, and writes it to a file.
    pub fn write(&self, path: &str) -> Result<(), String> {
        println!("{:<34} {:>9} {:<18} {:>7} {:>8}", "", "measured", "", "must", "stretch");
        let mut tsv = String::from("what\tmeasured\tunit\tmust\tstretch\n");
        for row in &self.0 {
            let Row { what, measured, unit, aims } = row;
            let (must, wish) = aims.map_or_else(Default::default, |(must, wish, _)| {
                (format!("{must}"), format!("{wish}"))
            });
            let held = aims.is_none_or(|(must, _, better)| match better {
                Better::Less => *measured <= must,
                Better::More => *measured >= must,
            });
            let miss = if held { "" } else { "  misses" };
            println!("{what:<34} {measured:>9.2} {unit:<18} {must:>7} {wish:>8}{miss}");
            tsv += &format!("{what}\t{measured:.2}\t{unit}\t{must}\t{wish}\n");
        }
        let folder = Path::new(path).parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(path, tsv))
            .map_err(|e| format!("{path}: {e}"))?;
        println!("wrote {path}");
        Ok(())
    }
}
