//! The number itself: digits and number words in a row.

use super::{BETWEEN, Last, Number, Reader, Shape};
use crate::{
    document::{Flags, Gap},
    quantity::tables::Numeral,
    span::Span,
};

impl Reader<'_, '_> {
    /// Digits or number words from token `i`.
    pub(super) fn core(&self, i: usize) -> Option<Number> {
        if i >= self.end {
            return None;
        }
        let (mut total, mut current) = (0.0, 0.0);
        // Sum before the last "and": "six and two thirds".
        let mut aside = 0.0;
        let mut last = Last::Nothing;
        let from_digits = self.doc.tokens().flags(i).has(Flags::DIGIT);
        let (mut suffix, mut prefix, mut plain) = (None, None, false);
        let mut end_byte = 0;
        let mut start_byte = self.doc.tokens().start(i);
        let mut shape = Shape::Exact;
        let mut j = i;
        let mut end = i;
        while j < self.end && j < i + 24 && (j == i || self.joined(j)) {
            if last == Last::Done {
                break;
            }
            if let Some(d) = self.digits(j) {
                let base = self.doc.tokens().start(j);
                let fits = match last {
                    Last::Nothing => true,
                    Last::Scale(s) => d.value < s && d.plain && self.scaled(j + 1),
                    Last::Hundred => end < j && d.plain && d.value < 100.0,
                    // "1 234 567"
                    Last::Digits => {
                        plain && d.plain && current < 1000.0 && total < 1000.0 && self.thousands(i)
                    }
                    _ => false,
                };
                if !fits || j > i && (!d.prefix.is_empty()) {
                    break;
                }
                if last == Last::Digits {
                    current = current * 1000.0 + d.value;
                    end_byte = base + d.end as u32;
                    end = j + 1;
                    j += 1;
                    // The groups are read at once.
                    while self.joined(j) && self.group_of_three(j) {
                        let v = self.digits(j).map_or(0.0, |d| d.value);
                        current = current * 1000.0 + v;
                        end_byte = self.doc.tokens().end(j);
                        j += 1;
                        end = j;
                    }
                    plain = false;
                    last = Last::Teen;
                    continue;
                }
                if !d.prefix.is_empty() {
                    prefix = Some(Span::new(base, base + d.start as u32));
                    start_byte = base + d.start as u32;
                }
                let mut value = d.value;
                if j == i && d.plain && self.leading_point(i) {
                    value /= 10f64.powi((d.end - d.start) as i32);
                    start_byte = base - 1;
                }
                current += value;
                plain = d.plain && j == i && value == d.value;
                end_byte = base + d.end as u32;
                end = j + 1;
                last = Last::Digits;
                if let Some(power) = self.power_of_ten(j, d.suffix) {
                    current *= power;
                    plain = false;
                    end_byte = self.doc.tokens().end(j + 1);
                    end = j + 2;
                    last = Last::Done;
                } else if !d.suffix.is_empty() {
                    suffix = Some(Span::new(end_byte, self.doc.tokens().end(j)));
                    last = Last::Done;
                }
                j += 1;
                continue;
            }
            let Some((len, x)) = self.numeral(j) else {
                // "hundred and six", "thirty and two fifths", "6 crore and two hundred"
                let joins = self.is(j, self.tables.common.and)
                    && last != Last::Nothing
                    && end == j
                    && self.doc.tokens().gap(j).is_within(Gap::BLANK);
                if joins && self.continues(j + 1, last) {
                    aside = total + current;
                    j += 1;
                    continue;
                }
                break;
            };
            match x {
                // "$34 billion three weeks later": words do not go on behind digits and a scale.
                Numeral::Unit(_) | Numeral::Ten(_)
                    if matches!(last, Last::Scale(_)) && from_digits && j == end =>
                {
                    break;
                }
                Numeral::Unit(v) => {
                    let fits = match last {
                        Last::Nothing | Last::Hundred | Last::Scale(_) => true,
                        Last::Ten => v > 0.0 && v < 10.0,
                        // "thirty and two fifths"
                        Last::Digits | Last::Teen | Last::Unit => j > end,
                        _ => false,
                    };
                    if !fits {
                        break;
                    }
                    current += v;
                    last = if v < 10.0 { Last::Unit } else { Last::Teen };
                }
                Numeral::Ten(v) => {
                    if !matches!(last, Last::Nothing | Last::Hundred | Last::Scale(_)) {
                        break;
                    }
                    current += v;
                    last = Last::Ten;
                }
                Numeral::Hundred => match last {
                    Last::Nothing | Last::Scale(_) => {
                        current += 100.0;
                        last = Last::Hundred;
                    }
                    Last::Unit | Last::Teen | Last::Ten | Last::Digits => {
                        current *= 100.0;
                        last = Last::Hundred;
                    }
                    _ => break,
                },
                Numeral::Scale(s) => {
                    if let Last::Scale(_) = last
                        && current == 0.0
                    {
                        break;
                    }
                    if last == Last::Nothing {
                        current = 1.0;
                    }
                    total += current * s;
                    // "hundred thousand million" is no sum of both.
                    current = 0.0;
                    last = Last::Scale(s);
                }
                Numeral::Group(g) | Numeral::Groups(g, ..) if last != Last::Nothing => {
                    current = if current == 0.0 { 1.0 } else { current };
                    current *= g;
                    if matches!(last, Last::Scale(_)) && matches!(x, Numeral::Groups(..)) {
                        break;
                    }
                    last = Last::Done;
                    shape = Shape::Round;
                }
                Numeral::Group(g) => {
                    current = g;
                    last = Last::Done;
                    shape = Shape::Round;
                }
                Numeral::Groups(g, low, high) => return self.groups(j, g, low, high),
                Numeral::Ordinal(v) | Numeral::OrdinalScale(v) => {
                    let scale = matches!(x, Numeral::OrdinalScale(_));
                    match last {
                        Last::Nothing if !scale => current = v,
                        Last::Nothing => current = v,
                        Last::Ten | Last::Hundred | Last::Scale(_) if !scale => current += v,
                        // "one third", "one-fifth"
                        Last::Unit if current == 1.0 && total == 0.0 && v >= 3.0 => {
                            current = 1.0 / v;
                            shape = Shape::Fraction;
                        }
                        Last::Unit if current == 1.0 && j > end.max(i + 1) => {
                            current = 1.0 / v;
                            shape = Shape::Fraction;
                        }
                        _ if scale && v == 100.0 => current *= v,
                        _ if scale => current = (if current == 0.0 { 1.0 } else { current }) * v,
                        _ => break,
                    }
                    if shape != Shape::Fraction {
                        shape = Shape::Ordinal;
                    }
                    last = Last::Done;
                }
                Numeral::Part(p) => {
                    if last == Last::Nothing || total + current == 0.0 {
                        return None;
                    }
                    // "one hundred and thirty-two fifths" is one count of fifths.
                    let mut whole = total + current - aside;
                    if whole >= 20.0 {
                        whole += aside;
                        aside = 0.0;
                    }
                    (total, current) = (aside, whole / p);
                    if aside >= 1000.0 && self.scale_before(end) > 0.0 {
                        current *= self.scale_before(end);
                    }
                    shape = Shape::Fraction;
                    last = Last::Done;
                }
                Numeral::Half | Numeral::Quarter => {
                    let v = if x == Numeral::Half { 0.5 } else { 0.25 };
                    match last {
                        Last::Nothing => return Some(self.share(j, v)),
                        // "two million and one half"
                        Last::Unit if aside > 0.0 && total + current - aside == 1.0 => {
                            current = v * self.scale_before(end).max(1.0);
                            total = aside;
                            last = Last::Done;
                        }
                        // "one half"
                        Last::Unit if current == 1.0 && total == 0.0 => {
                            current = v;
                            shape = Shape::Fraction;
                            last = Last::Done;
                        }
                        _ => break,
                    }
                }
                Numeral::Vague(low, high) if last == Last::Nothing => {
                    return self.vague(j, len, low, high);
                }
                Numeral::Minus if last == Last::Nothing => {
                    let mut n = self.core(j + 1).filter(|_| self.joined(j + 1))?;
                    if !matches!(n.shape, Shape::Exact | Shape::Fraction | Shape::Round) {
                        return None;
                    }
                    // "plus or minus 3 points"
                    if j > 0 && self.is(j - 1, self.tables.common.or) {
                        return None;
                    }
                    n.value = -n.value;
                    n.tokens.start = j;
                    n.span.start = self.doc.tokens().start(j);
                    return Some(n);
                }
                Numeral::Point if last != Last::Nothing => {
                    let Some((k, decimals)) = self.decimals(j + 1) else { break };
                    current += decimals;
                    j = k;
                    end = k;
                    end_byte = self.doc.tokens().end(k - 1);
                    last = Last::Digits;
                    plain = false;
                    continue;
                }
                _ => break,
            }
            j += len;
            end = j;
            end_byte = self.doc.tokens().end(j - 1);
            plain = false;
        }
        if last == Last::Nothing {
            return None;
        }
        let mut n = self.number(i..end, total + current, shape);
        // "million" alone counts nothing but in "a million", "million-dollar".
        n.bare = end == i + 1
            && matches!(last, Last::Scale(_))
            && !(end < self.end && self.doc.tokens().gap(end) == Gap::HYPHEN);
        n.span = Span::new(start_byte, end_byte);
        (n.suffix, n.prefix, n.plain_digits) = (suffix, prefix, plain);
        Some(n)
    }

    /// ".08": a point right before the digits, after a blank, a sign or nothing.
    fn leading_point(&self, i: usize) -> bool {
        let tokens = self.doc.tokens();
        if !tokens.gap(i).has(Gap::STOP) {
            return false;
        }
        let gap = tokens.gap_span(i, self.doc.text()).of(self.doc.text());
        gap.strip_suffix('.').is_some_and(|rest| {
            rest.is_empty() && i == 0
                || rest.ends_with(|c: char| c.is_whitespace() || matches!(c, '-' | '$' | '€' | '£'))
        })
    }

    /// Whether token `j` is a scale word, so that digits before it go on: "4 thousand 3 hundred".
    fn scaled(&self, j: usize) -> bool {
        self.joined(j) && matches!(self.numeral(j), Some((_, Numeral::Hundred | Numeral::Scale(_))))
    }

    fn group_of_three(&self, j: usize) -> bool {
        let w = if j < self.end { self.doc.word(j) } else { "" };
        w.len() == 3 && w.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether the digits at `i` are followed by groups of three, single blanks between: "1 234 567".
    fn thousands(&self, i: usize) -> bool {
        let tokens = self.doc.tokens();
        let w = self.doc.word(i);
        let mut k = i + 1;
        while k < self.end && k < i + 6 && self.group_of_three(k) && tokens.gap(k) == Gap::SPACE {
            k += 1;
        }
        let more =
            k < self.end && tokens.gap(k).is_within(BETWEEN) && tokens.flags(k).has(Flags::DIGIT);
        w.len() <= 3 && !w.starts_with('0') && k > i + 1 && !more
    }

    /// Whether a number goes on at `j` after "and".
    fn continues(&self, j: usize, last: Last) -> bool {
        if !self.joined(j) {
            return false;
        }
        let fraction = |k: usize| {
            self.joined(k)
                && matches!(
                    self.numeral(k),
                    Some((_, Numeral::Part(_) | Numeral::Half | Numeral::Quarter))
                )
        };
        match self.numeral(j) {
            Some((_, Numeral::Unit(_))) if fraction(j + 1) => true,
            Some((n, Numeral::Unit(_) | Numeral::Ten(_))) => {
                matches!(last, Last::Hundred | Last::Scale(_))
                    && !(matches!(last, Last::Scale(_)) && self.bigger(j + n, last))
            }
            _ => {
                matches!(last, Last::Hundred)
                    && !self.scaled(j + 1)
                    && self.digits(j).is_some_and(|d| d.plain && d.value < 100.0)
                    && self.doc.tokens().flags(j).is_within(Flags::DIGIT)
            }
        }
    }

    /// Whether the word at `j` is a scale at least as large: "two thousand and five thousand".
    fn bigger(&self, j: usize, last: Last) -> bool {
        match (self.numeral(j), last) {
            (Some((_, Numeral::Scale(s))), Last::Scale(l)) => s >= l,
            _ => false,
        }
    }

    /// The scale word that ends at token `end`, counting "and one" in between.
    pub(super) fn scale_before(&self, end: usize) -> f64 {
        for k in (end.saturating_sub(3)..end).rev() {
            if let Some((_, Numeral::Scale(s))) = self.numeral(k) {
                return s;
            }
        }
        0.0
    }

    /// "point seven one", "point seventy-one".
    fn decimals(&self, mut j: usize) -> Option<(usize, f64)> {
        let (first, mut value, mut unit) = (j, 0.0, 1.0);
        while j < first + 12 && self.joined(j) {
            match self.numeral(j) {
                Some((_, Numeral::Unit(v))) if v < 10.0 => {
                    unit /= 10.0;
                    value += v * unit;
                }
                Some((_, Numeral::Unit(v))) if j == first => {
                    return Some((j + 1, v / 100.0));
                }
                Some((_, Numeral::Ten(v))) if j == first => {
                    let ones = match self.numeral(j + 1) {
                        Some((_, Numeral::Unit(u))) if u < 10.0 && self.joined(j + 1) => u,
                        _ => return Some((j + 1, v / 100.0)),
                    };
                    return Some((j + 2, (v + ones) / 100.0));
                }
                _ => match self.digits(j) {
                    Some(d) if j == first && d.plain && d.suffix.is_empty() => {
                        let len = self.doc.word(j).len() as i32;
                        return Some((j + 1, d.value / 10f64.powi(len)));
                    }
                    _ => break,
                },
            }
            j += 1;
        }
        (j > first).then_some((j, value))
    }
}
