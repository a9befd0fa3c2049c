//! Numbers of time expressions, in digits and in words.

use super::{
    glue::G,
    reader::{BETWEEN, BLANK, Reader},
    tables::Numeral,
    values::Amount,
};
use crate::document::{Flags, Gap};

impl Reader<'_, '_> {
    /// The value of a token of one to `max` digits.
    pub fn int(&self, i: usize, max: usize) -> Option<u32> {
        if !self.flags(i).has(Flags::DIGIT) {
            return None;
        }
        let w = self.bytes(i);
        if w.is_empty() || w.len() > max || max > 9 {
            return None;
        }
        let mut n = 0;
        for b in w {
            let digit = b.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            n = n * 10 + u32::from(digit);
        }
        Some(n)
    }

    /// A four-digit year.
    pub fn year(&self, i: usize) -> Option<i32> {
        let n = self.int(i, 4)?;
        (self.len(i) == 4 && (1000..=2999).contains(&n)).then_some(n as i32)
    }

    /// An ordinal number below 1000: "3rd", "third", "twenty-first"; ends at token `i`.
    pub fn ordinal_back(&self, i: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.ordinal_digits(i) {
            return Some((i, n));
        }
        let Some(Numeral::Ordinal(n)) = self.numeral(i) else { return None };
        if n < 10
            && self.after(i, BETWEEN)
            && let Some(Numeral::Ten(t)) = self.numeral(i - 1)
        {
            return Some((i - 1, t + n));
        }
        Some((i, n))
    }

    /// An ordinal number that starts at token `i`, and the token after it.
    pub fn ordinal(&self, i: usize) -> Option<(usize, u32)> {
        if i >= self.end {
            return None;
        }
        if let Some(n) = self.ordinal_digits(i) {
            return Some((i + 1, n));
        }
        match self.numeral(i)? {
            Numeral::Ordinal(n) => Some((i + 1, n)),
            Numeral::Ten(t) if self.next(i + 1, BETWEEN) => match self.numeral(i + 1) {
                Some(Numeral::Ordinal(n)) if n < 10 => Some((i + 2, t + n)),
                _ => None,
            },
            _ => None,
        }
    }

    pub fn ordinal_digits(&self, i: usize) -> Option<u32> {
        if !self.flags(i).has(Flags::DIGIT) {
            return None;
        }
        let w = self.bytes(i);
        let digits = w.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 3 || w.len() != digits + 2 {
            return None;
        }
        let ending = self.lexicon.word(crate::fold::hash(&self.word(i)[digits..]));
        if self.t.small(ending) != Some(G::OrdinalEnding) {
            return None;
        }
        Some(w[..digits].iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
    }

    /// A day of the month in digits, with or without ordinal ending.
    pub fn day(&self, i: usize) -> Option<u8> {
        let n = self.int(i, 2).or_else(|| self.ordinal_digits(i))?;
        (1..=31).contains(&n).then_some(n as u8)
    }

    /// The number that ends just before token `pos`: its first token and its value.
    pub fn number_before(&self, pos: usize) -> Option<(usize, Amount)> {
        if !self.after(pos, BETWEEN) {
            return None;
        }
        let i = pos - 1;
        if self.flags(i).has(Flags::DIGIT) {
            return self.digits_before(i);
        }
        self.numeral(i).filter(|n| !matches!(n, Numeral::Ordinal(_) | Numeral::Other))?;
        let mut first = i;
        while self.after(first, BETWEEN) && i - first < 8 {
            let k = first - 1;
            match self.numeral(k) {
                Some(Numeral::Ordinal(_) | Numeral::Other) => break,
                Some(_) => first = k,
                None => {
                    let hundred = self.glue(k) == Some(G::And)
                        && self.after(k, BETWEEN)
                        && matches!(self.numeral(k - 1), Some(Numeral::Hundred));
                    if hundred {
                        first = k - 1;
                    } else {
                        break;
                    }
                }
            }
        }
        // "$34 billion three weeks later": the scale belongs to the digits before it.
        if first > 0 && first < i && self.flags(first - 1).has(Flags::DIGIT) {
            let scale = |k| matches!(self.numeral(k), Some(Numeral::Scale(_) | Numeral::Hundred));
            if scale(first) && !scale(first + 1) {
                first += 1;
            }
        }
        let (mut total, mut part) = (0u64, 0u64);
        for k in first..=i {
            match self.numeral(k) {
                Some(Numeral::Unit(n) | Numeral::Ten(n)) => {
                    part = part.saturating_add(u64::from(n))
                }
                Some(Numeral::Hundred) => part = part.max(1).saturating_mul(100),
                Some(Numeral::Scale(n)) => {
                    total = total.saturating_add(part.max(1).saturating_mul(n));
                    part = 0;
                }
                _ => {}
            }
        }
        // "a hundred years"
        if matches!(self.numeral(first), Some(Numeral::Hundred | Numeral::Scale(_)))
            && self.glue_before(first) == Some(G::A)
        {
            first -= 1;
        }
        Some((first, Amount::whole(total.saturating_add(part))))
    }

    pub fn digits_before(&self, i: usize) -> Option<(usize, Amount)> {
        let w = self.word(i);
        if w == "½" {
            if self.after(i, BLANK)
                && let Some(n) = self.int(i - 1, 4)
            {
                return Some((i - 1, Amount(Some(u64::from(n) * 1000 + 500))));
            }
            return Some((i, Amount(Some(500))));
        }
        // 2 1/2
        if let (Some(b), true) =
            (self.int(i, 1), i > self.floor && self.tokens.gap(i) == Gap::SLASH)
        {
            let a = self.int(i - 1, 1)?;
            let part = u64::from(a) * 1000 / u64::from(b.max(1));
            if self.after(i - 1, BETWEEN)
                && let Some(n) = self.int(i - 2, 4)
            {
                return Some((i - 2, Amount(Some(u64::from(n) * 1000 + part))));
            }
            return Some((i - 1, Amount(Some(part))));
        }
        let mut milli: u64 = 0;
        let mut scale = None;
        for b in w.bytes() {
            match (b, scale) {
                (b'0'..=b'9', None) => {
                    milli = milli.checked_mul(10)?.checked_add(u64::from(b - b'0') * 1000)?;
                }
                (b'0'..=b'9', Some(s)) => {
                    milli += u64::from(b - b'0') * s;
                    scale = Some(s / 10);
                }
                (b',', None) => {}
                (b'.', None) => scale = Some(100),
                _ => return None,
            }
        }
        (milli < 100_000_000_000).then_some((i, Amount(Some(milli))))
    }
}
