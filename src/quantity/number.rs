//! Numbers in words and digits: "one hundred and thirty-seven", "1.2 million", "two-thirds", "dozens".

use std::ops::Range;

use super::{
    digits,
    tables::{Numeral, Tables},
};
use crate::{
    document::{Document, Flags, Gap},
    lang::{Lexicon, WordId},
    span::Span,
};

/// A number, before units and modifiers are looked at.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub tokens: Range<usize>,
    pub span: Span,
    pub value: f64,
    pub shape: Shape,
    /// Letters that follow the digits within the last token: "km".
    pub suffix: Option<Span>,
    /// A currency code before the digits within the token: "EUR".
    pub prefix: Option<Span>,
    /// One bare word "a", "half" or the like: needs a unit or a noun to count.
    pub bare: bool,
    /// All digits, no separator: may be a year.
    pub plain_digits: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Shape {
    Exact,
    /// "a dozen".
    Round,
    Fraction,
    Ordinal,
    /// An interval without a number: "dozens"; its high end where one can be told.
    Vague(Option<f64>),
}

const BETWEEN: Gap = Gap(Gap::BLANK.0 | Gap::HYPHEN.0);

/// Reads numbers at tokens.
pub(super) struct Reader<'a, 't> {
    pub doc: &'a Document<'t>,
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    /// End of the sentence in hand.
    pub end: usize,
}

/// What a number ends with so far.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Digits,
    Unit,
    Teen,
    Ten,
    Hundred,
    Scale(f64),
    Done,
}

impl<'t> Reader<'_, 't> {
    fn word(&self, i: usize) -> WordId {
        if i < self.end { self.doc.words()[i] } else { WordId(0) }
    }

    fn joined(&self, i: usize) -> bool {
        i < self.end && self.doc.tokens().gap(i).is_within(BETWEEN)
    }

    pub fn numeral(&self, i: usize) -> Option<(usize, Numeral)> {
        if i >= self.end {
            return None;
        }
        let (n, x) = self.tables.numeral(self.doc, self.lexicon, i)?;
        (i + n <= self.end).then_some((n, x))
    }

    fn digits(&self, i: usize) -> Option<digits::Digits<'t>> {
        if i >= self.end || !self.doc.tokens().flags(i).has(Flags::DIGIT) {
            return None;
        }
        digits::read(self.doc.word(i))
    }

    fn is(&self, i: usize, word: WordId) -> bool {
        word.0 != 0 && self.word(i) == word
    }

    fn article(&self, i: usize) -> bool {
        self.is(i, self.tables.common.a) || self.is(i, self.tables.common.an)
    }

    /// The number that starts at token `i`.
    pub fn read(&self, i: usize) -> Option<Number> {
        if self.article(i) {
            return self.with_article(i);
        }
        let mut n = self.core(i)?;
        self.tail(&mut n);
        Some(n)
    }

    /// "a hundred", "a dozen", "a million and a half", "half" and "quarter" with "a" before.
    fn with_article(&self, i: usize) -> Option<Number> {
        // "a few", "a couple of": listed with their article.
        if let Some((len, Numeral::Vague(low, high))) = self.numeral(i) {
            return self.vague(i, len, low, high);
        }
        let (_, next) = self.numeral(i + 1).filter(|_| self.joined(i + 1))?;
        let mut n = match next {
            Numeral::Hundred | Numeral::Scale(_) | Numeral::Group(_) => self.core(i + 1)?,
            Numeral::Half | Numeral::Quarter => {
                let mut n = self.core(i + 1)?;
                n.bare = false;
                n
            }
            Numeral::OrdinalScale(v) | Numeral::Ordinal(v) if v >= 3.0 => {
                // "a third of": otherwise it is a rank.
                let of = self.is(i + 2, self.tables.common.of);
                if !of && !matches!(next, Numeral::OrdinalScale(_)) {
                    return None;
                }
                self.number(i + 1..i + 2, 1.0 / v, Shape::Fraction)
            }
            _ => return None,
        };
        n.tokens.start = i;
        n.span.start = self.doc.tokens().start(i);
        self.tail(&mut n);
        Some(n)
    }

    fn number(&self, tokens: Range<usize>, value: f64, shape: Shape) -> Number {
        let span = self.doc.span(tokens.clone());
        Number {
            tokens,
            span,
            value,
            shape,
            suffix: None,
            prefix: None,
            bare: false,
            plain_digits: false,
        }
    }

    fn vague(&self, i: usize, len: usize, low: f64, high: Option<f64>) -> Option<Number> {
        // "several hundred", "a few thousand", "a couple of dozen".
        let mut end = i + len;
        let mut value = low;
        let mut top = high;
        while self.joined(end) {
            let by = match self.numeral(end) {
                Some((_, Numeral::Hundred)) => 100.0,
                Some((_, Numeral::Scale(s))) => s,
                Some((_, Numeral::Group(g) | Numeral::Groups(g, ..))) => g,
                _ => break,
            };
            value *= by;
            top = top.map(|t| t * by);
            end += 1;
        }
        Some(self.number(i..end, value, Shape::Vague(top)))
    }

    /// Digits or number words from token `i`.
    fn core(&self, i: usize) -> Option<Number> {
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
                if !d.suffix.is_empty() {
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
    fn scale_before(&self, end: usize) -> f64 {
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

    /// "dozens", "hundreds of thousands".
    fn groups(&self, j: usize, g: f64, low: f64, high: Option<f64>) -> Option<Number> {
        let (mut low, mut high, mut g) = (low, high, g);
        let mut end = j + 1;
        while self.is(end, self.tables.common.of) && end < j + 5 {
            let Some((_, Numeral::Groups(by, ..))) = self.numeral(end + 1) else { break };
            low *= by;
            g *= by;
            high = Some(g * 10.0 - 1.0);
            end += 2;
        }
        Some(self.number(j..end, low, Shape::Vague(high)))
    }

    /// "half", "half a million", "half a dozen", "half million".
    fn share(&self, j: usize, v: f64) -> Number {
        let mut k = j + 1;
        if self.article(k) && self.joined(k) {
            k += 1;
        }
        let by = match self.numeral(k).filter(|_| self.joined(k)) {
            Some((_, Numeral::Scale(s))) => s,
            Some((_, Numeral::Group(g))) => g,
            Some((_, Numeral::Hundred)) => 100.0,
            _ => {
                let mut n = self.number(j..j + 1, v, Shape::Fraction);
                n.bare = true;
                return n;
            }
        };
        let shape = if by == 12.0 { Shape::Round } else { Shape::Exact };
        self.number(j..k + 1, v * by, shape)
    }

    /// What may follow: "and a half", "and a quarter million", "two thirds of a million", "10 1/2", "3/4", "1 in 5".
    fn tail(&self, n: &mut Number) {
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
