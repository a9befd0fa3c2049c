//! Figures of a report.

/// One figure.
#[derive(Clone, PartialEq, Debug)]
pub enum Metric {
    Prf {
        tp: usize,
        pred: usize,
        gold: usize,
    },
    /// Precision and recall whose counts differ on both sides.
    Ratio {
        precision: f64,
        recall: f64,
    },
    Percent(f64),
    Text(String),
    None,
}

pub type Report = Vec<(String, Metric)>;

/// An error, for grouping: what sort, what was expected, what was found.
pub struct Miss {
    pub group: String,
    pub expected: String,
    pub found: String,
}

impl Miss {
    pub fn new(group: &str, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { group: group.into(), expected: expected.into(), found: found.into() }
    }
}

pub fn prf(tp: usize, pred: usize, gold: usize) -> Metric {
    Metric::Prf { tp, pred, gold }
}

pub fn percent(part: usize, of: usize) -> Metric {
    if of == 0 { Metric::Percent(0.0) } else { Metric::Percent(100.0 * part as f64 / of as f64) }
}

pub fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

impl Metric {
    /// Precision, recall and F1 in percent.
    pub fn figures(&self) -> Option<[f64; 3]> {
        let (p, r) = match self {
            Metric::Prf { tp, pred, gold } => (ratio(*tp, *pred), ratio(*tp, *gold)),
            Metric::Ratio { precision, recall } => (*precision, *recall),
            _ => return None,
        };
        let f = if p + r > 0.0 { 200.0 * p * r / (p + r) } else { 0.0 };
        Some([100.0 * p, 100.0 * r, f])
    }

    pub fn show(&self) -> String {
        match self {
            Metric::Percent(p) => format!("{p:.1}"),
            Metric::Text(t) => t.clone(),
            Metric::None => "-".into(),
            _ => {
                let [p, r, f] = self.figures().unwrap_or_default();
                let mut s = format!("P {p:.1} R {r:.1} F1 {f:.1}");
                if let Metric::Prf { tp, pred, gold } = self {
                    s += &format!(" (tp {tp} pred {pred} gold {gold})");
                }
                s
            }
        }
    }
}
