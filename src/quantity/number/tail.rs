//! What may follow a number and change its value: halves, fractions, powers, shares.

use super::{Number, Reader, Shape};
use crate::{
    document::Gap,
    quantity::{digits, tables::Numeral},
};

impl Reader<'_, '_> {
    /// What may follow: "and a half", "and a quarter million", "two thirds of a million", "10 1/2", "3/4", "1 in 5".
    pub(super) fn tail(&self, n: &mut Number) {
        if matches!(n.shape, Shape::Vague(_) | Shape::Ordinal) || n.suffix.is_some() {
            return;
        }
        let common = &self.tables.common;
        self.slash(n);
        let end = n.tokens.end;
        if self.is(end, common.and) && self.joined(end) && self.joined(end + 1) {
            let mut k = end + 1;
            let article = self.article(k);
            k += usize::from(article);
            let share = match self.numeral(k).filter(|_| self.joined(k)) {
                Some((_, Numeral::Half)) => Some(0.5),
                Some((_, Numeral::Quarter)) => Some(0.25),
                Some((_, Numeral::Ordinal(v))) if article && v >= 3.0 => Some(1.0 / v),
                Some((_, Numeral::Unit(u))) if !article && u == 1.0 && self.joined(k + 1) => {
                    k += 1;
                    match self.numeral(k) {
                        Some((_, Numeral::Half)) => Some(0.5),
                        Some((_, Numeral::Quarter)) => Some(0.25),
                        Some((_, Numeral::Ordinal(v))) if v >= 3.0 => Some(1.0 / v),
                        _ => None,
                    }
                }
                _ => None,
            };
            if let Some(v) = share {
                let scale = self.scale_before(end).max(1.0);
                let scale = if self.numeral(end - 1).is_some_and(|x| x.1 == Numeral::Scale(scale)) {
                    scale
                } else {
                    1.0
                };
                // "one billion and a quarter million"
                let (by, more) = match self.numeral(k + 1).filter(|_| self.joined(k + 1)) {
                    Some((_, Numeral::Scale(s))) => (s, 1),
                    _ => (scale, 0),
                };
                n.value += v * by;
                self.extend(n, k + 1 + more);
            }
        }
        let end = n.tokens.end;
        if n.shape == Shape::Fraction {
            // "two thirds of a million"
            if self.is(end, common.of) && self.article(end + 1) {
                if let Some((_, Numeral::Scale(s))) = self.numeral(end + 2) {
                    n.value *= s;
                    n.shape = Shape::Exact;
                    self.extend(n, end + 3);
                }
            } else if let Some((_, Numeral::Scale(s))) =
                self.numeral(end).filter(|_| self.joined(end))
            {
                n.value *= s;
                self.extend(n, end + 1);
            }
        }
        self.ratio(n);
        self.power(n);
    }

    /// "3e-5": an exponent with its sign, in two words.
    pub(super) fn power_of_ten(&self, j: usize, suffix: &str) -> Option<f64> {
        let tokens = self.doc.tokens();
        if !suffix.eq_ignore_ascii_case("e") || j + 1 >= self.end {
            return None;
        }
        let by =
            self.digits(j + 1).filter(|d| d.plain && d.suffix.is_empty() && d.value < 100.0)?;
        match tokens.gap_span(j + 1, self.doc.text()).of(self.doc.text()) {
            "-" | "−" => Some(10f64.powi(-(by.value as i32))),
            "+" => Some(10f64.powi(by.value as i32)),
            _ => None,
        }
    }

    /// "1.1^23", "2.5^-1".
    fn power(&self, n: &mut Number) {
        let end = n.tokens.end;
        if end >= self.end || !self.doc.tokens().gap(end).has(Gap::OTHER) {
            return;
        }
        let gap = self.doc.tokens().gap_span(end, self.doc.text()).of(self.doc.text());
        let Some(sign) = gap.strip_prefix('^') else { return };
        let Some(d) = self.digits(end).filter(|d| d.plain && d.suffix.is_empty()) else { return };
        let by = match sign {
            "" | "+" | "--" => d.value,
            "-" => -d.value,
            _ => return,
        };
        if n.tokens.len() == 1 && d.value <= 300.0 {
            n.value = n.value.powf(by);
            self.extend(n, end + 1);
        }
    }

    fn extend(&self, n: &mut Number, end: usize) {
        n.tokens.end = end;
        n.span.end = self.doc.tokens().end(end - 1);
        n.plain_digits = false;
    }

    /// "3/4", "10 1/2", "2 ½".
    fn slash(&self, n: &mut Number) {
        let tokens = self.doc.tokens();
        let plain = |k: usize| {
            self.digits(k).filter(|d| d.plain && d.suffix.is_empty() && d.prefix.is_empty())
        };
        let glue = |k: usize| {
            k < self.end && tokens.gap(k) == Gap::SLASH && {
                let s = tokens.gap_span(k, self.doc.text());
                s.len() == 1
            }
        };
        let (start, end) = (n.tokens.start, n.tokens.end);
        if n.tokens.len() == 1 && n.plain_digits && glue(end) {
            if let Some(d) = plain(end) {
                let free = !glue(end + 1) && (start == 0 || !glue(start));
                let both = [n.value as u64, d.value as u64];
                let idiom = matches!(both, [9, 11] | [24, 7] | [50, 50]);
                if free && d.value >= 2.0 && !idiom && d.value <= 1000.0 {
                    n.value /= d.value;
                    n.shape = Shape::Fraction;
                    self.extend(n, end + 1);
                }
            }
            return;
        }
        if n.tokens.len() == 1
            && n.value.fract() == 0.0
            && self.joined(end)
            && let (Some(a), true) = (plain(end), glue(end + 1))
            && let Some(b) = plain(end + 1)
            && a.value < b.value
            && b.value <= 64.0
            && !glue(end + 2)
        {
            n.value += a.value / b.value;
            self.extend(n, end + 2);
        }
        // "2 ½": a token of its own even without a blank.
        let k = n.tokens.end;
        if k < self.end && n.tokens.len() == 1 && n.value.fract() == 0.0 {
            let gap = tokens.gap(k);
            if (gap == Gap::default() || gap == Gap::SPACE)
                && let Some(v) = self.doc.word(k).chars().next().and_then(digits::vulgar)
            {
                n.value += v;
                self.extend(n, k + 1);
            }
        }
    }

    /// "one in five", "9 out of 10", "one over twenty".
    fn ratio(&self, n: &mut Number) {
        let common = &self.tables.common;
        let end = n.tokens.end;
        if n.shape != Shape::Exact || n.value < 1.0 || n.value.fract() != 0.0 || n.bare {
            return;
        }
        let over = self.is(end, common.over);
        let (at, out) = if self.is(end, common.r#in) || over {
            (end + 1, false)
        } else if self.is(end, common.out) && self.is(end + 1, common.of) {
            (end + 2, true)
        } else {
            return;
        };
        if !self.joined(end) || !self.joined(at) {
            return;
        }
        let Some(m) = self.core(at) else { return };
        let whole = m.shape == Shape::Exact && m.suffix.is_none() && m.value.fract() == 0.0;
        let base = m.value <= 12.0 || m.value % 10.0 == 0.0 && m.value <= 100_000.0;
        let fits = whole && (base || over) && m.value > n.value && m.value > 1.0;
        let small = n.value == 1.0 || n.value <= 12.0 && m.value <= 20.0 || out && m.value <= 100.0;
        // "two in 2015": a year; "two in three attacks": a share only when nothing is counted behind it.
        let year = m.plain_digits && (1000.0..2200.0).contains(&m.value);
        if fits && small && !year && n.value == 1.0 {
            n.value /= m.value;
            n.shape = Shape::Fraction;
            self.extend(n, m.tokens.end);
        }
    }
}
