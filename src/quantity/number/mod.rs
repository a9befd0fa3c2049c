//! Numbers in words and digits: "one hundred and thirty-seven", "1.2 million", "two-thirds", "dozens".

mod core;
mod tail;

use std::ops::Range;

use super::{
    digits,
    tables::{Near, Numeral, Tables},
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
        if let Some(n) = self.plain(i) {
            return Some(n);
        }
        if self.article(i) {
            return self.with_article(i);
        }
        let mut n = self.core(i)?;
        self.tail(&mut n);
        Some(n)
    }

    /// Digits or one word beside which nothing stands that could change their value: most numbers in news.
    fn plain(&self, i: usize) -> Option<Number> {
        let tokens = self.doc.tokens();
        let digit = tokens.flags(i).has(Flags::DIGIT);
        if digit && (!tokens.flags(i).is_within(Flags::DIGIT) || tokens.gap(i).has(Gap::STOP)) {
            return None;
        }
        let k = i + 1;
        let gap = tokens.gap(k);
        if k < self.end {
            if gap == Gap::default() || gap.has(Gap(Gap::SLASH.0 | Gap::OTHER.0)) {
                return None;
            }
            let word = self.doc.words()[k];
            if gap.is_within(BETWEEN)
                && (tokens.flags(k).has(Flags(Flags::DIGIT.0 | Flags::WIDE.0))
                    || word != WordId(0) && self.tables.near(word).has(Near::GOES_ON))
            {
                return None;
            }
        }
        if !digit {
            return match *self.tables.alone(self.doc.words()[i])? {
                Numeral::Unit(v) | Numeral::Ten(v) => Some(self.number(i..k, v, Shape::Exact)),
                Numeral::Ordinal(v) => Some(self.number(i..k, v, Shape::Ordinal)),
                _ => None,
            };
        }
        let d = digits::read(self.doc.word(i))?;
        if !d.suffix.is_empty() || !d.prefix.is_empty() {
            return None;
        }
        let mut n = self.number(i..k, d.value, Shape::Exact);
        n.plain_digits = d.plain;
        n.span.end = n.span.start + d.end as u32;
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
}
