//! Percent, money and measures: what stands beside a number.

mod age;
mod measure;
mod money;

use super::{
    QuantityKind,
    number::{Number, Shape},
    scan::Scan,
};
pub(super) use age::{Age, age};
use measure::{below_zero, compound, rate};
use money::{cents, currency, sign_before, sign_code};

use crate::{
    document::{Flags, Gap},
    fold,
    lang::WordId,
    span::Span,
};

/// The unit found beside a number.
pub(super) struct Found<'a> {
    pub kind: QuantityKind,
    pub code: Option<&'a str>,
    /// Tokens up to here belong to the unit; and from here, where it stands before.
    pub start: usize,
    pub end: usize,
    pub span: Span,
    pub rule: &'static str,
}

const JOIN: Gap = Gap(Gap::BLANK.0 | Gap::HYPHEN.0);

/// The unit of a number; `None` when the number is none after all ("24703L", "1940s").
#[inline(never)]
pub(super) fn find<'a>(
    scan: &Scan<'a, '_>,
    n: &mut Number,
    end: usize,
) -> Option<Option<Found<'a>>> {
    if let Some(prefix) = n.prefix
        && !scan.tables.is_currency(scan.lexicon, prefix.of(scan.doc.text()))
    {
        // "CBS11", "SCP4": part of a name.
        return None;
    }
    if let Some(suffix) = n.suffix {
        return glued(scan, n, suffix, end);
    }
    Some(beside(scan, n, end, false))
}

/// Letters written together with the digits.
#[inline(never)]
fn glued<'a>(
    scan: &Scan<'a, '_>,
    n: &mut Number,
    suffix: Span,
    end: usize,
) -> Option<Option<Found<'a>>> {
    let s = suffix.of(scan.doc.text());
    let k = n.tokens.end;
    if ["st", "nd", "rd", "th"].iter().any(|o| s.eq_ignore_ascii_case(o)) && n.value.fract() == 0.0
    {
        n.shape = Shape::Ordinal;
        n.span.end = suffix.end;
        return Some(None);
    }
    let money = n.prefix.is_some() || sign_before(scan, n).is_some();
    let scale = match s {
        "k" | "K" => 1e3,
        "bn" | "BN" | "Bn" | "bln" => 1e9,
        "b" | "B" if money || n.value.fract() != 0.0 => 1e9,
        "mn" | "MN" | "mln" | "MM" | "mm" if money || s != "mm" => 1e6,
        "M" => 1e6,
        "m" if money || scan.noun_follows(k, end) && !depth(scan, k) => 1e6,
        "tn" | "trn" => 1e12,
        "T" | "t" if money => 1e12,
        "G" => 1e9,
        _ => 0.0,
    };
    if scale > 0.0 {
        n.value *= scale;
        n.span.end = suffix.end;
        n.suffix = None;
        n.plain_digits = false;
        return Some(beside(scan, n, end, money));
    }
    let word = scan.lexicon.word(fold::hash(s));
    let whole = |kind, code, rule| {
        Some(Some(Found { kind, code, start: n.tokens.start, end: k, span: suffix, rule }))
    };
    if let Some(e) = scan.lexicon.entry(word, scan.tables.currencies) {
        let c = &scan.tables.currency_rows[e.row as usize];
        if !c.prefix {
            return whole(QuantityKind::Money, c.code.as_deref(), "money");
        }
    }
    if let Some(e) = scan.lexicon.entry(word, scan.tables.units) {
        let u = &scan.tables.unit_rows[e.row as usize];
        let case = s.chars().next().is_some_and(char::is_uppercase);
        let fits = !u.upper || case && n.tokens.start > 0 && tight_end(scan, k);
        if fits && !(u.time && s.len() == 1 && s != "h" && s != "s") {
            let mut f = Found {
                kind: QuantityKind::Measure,
                code: Some(&*u.code),
                start: n.tokens.start,
                end: k,
                span: suffix,
                rule: "measure",
            };
            rate(scan, &mut f, end);
            if u.time && s == "s" {
                return None;
            }
            return Some(Some(f));
        }
    }
    None
}

/// Whether nothing but a stop follows, so that "-10C" is a temperature and "13F filing" no number.
fn tight_end(scan: &Scan<'_, '_>, k: usize) -> bool {
    let gap = scan.doc.tokens().gap(k);
    k >= scan.doc.len() || gap.has(Gap(Gap::STOP.0 | Gap::COMMA.0 | Gap::CLOSE.0 | Gap::NEWLINE.0))
}

/// "tall", "long", "deep": the number before is a length.
fn depth(scan: &Scan<'_, '_>, k: usize) -> bool {
    let word = scan.doc.word(k);
    ["tall", "long", "wide", "high", "deep", "away", "thick", "above", "below"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
}

fn beside<'a>(scan: &Scan<'a, '_>, n: &mut Number, end: usize, money: bool) -> Option<Found<'a>> {
    if n.shape == Shape::Ordinal {
        return None;
    }
    let (doc, tokens) = (scan.doc, scan.doc.tokens());
    let (i, mut k) = (n.tokens.start, n.tokens.end);
    let number = n.span;
    let after = n.tokens.end;
    let here = |kind, code, end: usize, rule| Found {
        kind,
        code,
        start: i,
        end,
        span: Span::new(number.start, if end > after { tokens.end(end - 1) } else { number.end }),
        rule,
    };
    // Money before the number.
    if let Some(prefix) = n.prefix {
        let word = scan.lexicon.word(fold::hash(prefix.of(doc.text())));
        let e = scan.lexicon.entry(word, scan.tables.currencies)?;
        let c = &scan.tables.currency_rows[e.row as usize];
        return Some(Found {
            span: prefix,
            ..here(QuantityKind::Money, c.code.as_deref(), k, "money")
        });
    }
    if let Some((code, at, start)) = sign_before(scan, n) {
        let mut f = here(QuantityKind::Money, code, k, "money");
        (f.span.start, f.start) = (at, start);
        cents(scan, n, &mut f, end);
        return Some(f);
    }
    if i > 0
        && tokens.gap(i).is_within(Gap(Gap::BLANK.0))
        && n.span.start == tokens.start(i)
        && let Some(e) = scan.lexicon.entry(doc.words()[i - 1], scan.tables.currencies)
    {
        let c = &scan.tables.currency_rows[e.row as usize];
        let code = c.code_word && tokens.flags(i - 1).has(Flags::UPPER);
        let rs = c.sign && tokens.flags(i - 1).has(Flags::CAP);
        let next = k < end
            && tokens.gap(k).is_within(Gap::BLANK)
            && scan.lexicon.entry(doc.words()[k], scan.tables.currencies).is_some();
        if (code || rs) && !next {
            let mut f = here(QuantityKind::Money, c.code.as_deref(), k, "money");
            (f.span.start, f.start) = (tokens.start(i - 1), i - 1);
            return Some(f);
        }
    }
    // Percent.
    let gap = tokens.gap(k);
    let signs = gap.has(Gap(Gap::PERCENT.0 | Gap::CURRENCY.0 | Gap::OTHER.0));
    let text = if signs { tokens.gap_span(k, doc.text()).of(doc.text()) } else { "" };
    if gap.has(Gap::PERCENT) && text.trim_start().starts_with('%') {
        let at = tokens.gap_span(k, doc.text()).start + (text.find('%').unwrap_or(0) + 1) as u32;
        let span = Span::new(n.span.start, at);
        return Some(Found { span, ..here(QuantityKind::Percent, Some("%"), k, "percent") });
    }
    // A sign behind: "20€", "100 ₡".
    if gap.has(Gap(Gap::CURRENCY.0 | Gap::OTHER.0)) {
        let trimmed = text.trim_start();
        if let Some(code) = trimmed.chars().next().and_then(sign_code) {
            // Not the sign of the next number: "$5 $6", "5, $6".
            let next = k < end
                && tokens.flags(k).has(Flags::DIGIT)
                && text.starts_with(' ')
                && !text.ends_with(' ');
            if !next {
                let at = tokens.gap_span(k, doc.text()).end - trimmed.len() as u32;
                let sign = trimmed.chars().next().map_or(0, char::len_utf8) as u32;
                let mut f = here(QuantityKind::Money, code, k, "money");
                f.span.end = at + sign;
                cents(scan, n, &mut f, end);
                return Some(f);
            }
        }
        if trimmed.starts_with('°') || trimmed.starts_with('º') {
            let scale = if k < end && trimmed.chars().count() <= 2 { doc.word(k) } else { "" };
            let (code, end) = match scale {
                "C" | "c" | "Celsius" | "celsius" => ("Cel", k + 1),
                "F" | "f" | "Fahrenheit" | "fahrenheit" => ("[degF]", k + 1),
                _ => ("deg", k),
            };
            return Some(here(QuantityKind::Measure, Some(code), end, "measure"));
        }
    }
    if k >= end || !gap.is_within(Gap(JOIN.0)) {
        return None;
    }
    // "half a gallon"
    let article = |k: usize| {
        doc.words()[k] == scan.tables.common.a || doc.words()[k] == scan.tables.common.an
    };
    if n.bare && article(k) && k + 1 < end && tokens.gap(k + 1).is_within(JOIN) {
        k += 1;
    }
    let word = doc.words()[k];
    if scan.tables.common.percent.contains(&word) && word != WordId(0) {
        return Some(here(QuantityKind::Percent, Some("%"), k + 1, "percent"));
    }
    if word == scan.tables.common.per
        && k + 1 < end
        && ["cent", "cents", "centum"].iter().any(|c| doc.word(k + 1).eq_ignore_ascii_case(c))
    {
        return Some(here(QuantityKind::Percent, Some("%"), k + 2, "percent"));
    }
    let longest = |class| doc.phrase(scan.lexicon, k, class).filter(|(len, _)| k + len <= end);
    let unit = longest(scan.tables.units);
    let money_word = longest(scan.tables.currencies);
    let longer = money_word.map_or(0, |m| m.0) >= unit.map_or(0, |u| u.0);
    if let Some((len, e)) = money_word.filter(|_| longer)
        && let Some(f) = currency(scan, n, len, e, end)
    {
        return Some(f);
    }
    if money {
        return None;
    }
    let (len, e) = unit?;
    let u = &scan.tables.unit_rows[e.row as usize];
    let digits = tokens.flags(n.tokens.end - 1).has(Flags::DIGIT);
    if u.money_too && n.value >= 10_000.0 {
        return Some(here(QuantityKind::Money, Some("GBP"), k + len, "money"));
    }
    if u.glued {
        let case = tokens.flags(k).has(Flags::CAP);
        let fits = digits
            && if u.upper {
                case && tight_end(scan, k + len)
            } else {
                glued_fits(scan, k, len, end)
            };
        if !fits || doc.word(k).len() == 1 && u.time {
            return None;
        }
    }
    if u.points {
        return Some(here(QuantityKind::Percent, Some(&*u.code), k + len, "points"));
    }
    let mut f = here(QuantityKind::Measure, Some(&*u.code), k + len, "measure");
    below_zero(scan, n, &mut f, end);
    rate(scan, &mut f, end);
    compound(scan, n, &mut f, &u.code, end);
    Some(f)
}

/// Whether a short symbol behind a blank is a unit: not "2 in April", "5 m people".
fn glued_fits(scan: &Scan<'_, '_>, k: usize, len: usize, end: usize) -> bool {
    let next = k + len;
    let word = scan.doc.word(k);
    if word.eq_ignore_ascii_case("in") {
        return next >= end
            || tight_end(scan, next)
            || depth(scan, next)
            || scan.doc.tokens().flags(next).has(Flags::DIGIT) && scan.doc.word(next).len() < 3;
    }
    if word.chars().next().is_some_and(char::is_uppercase) && word.len() == 1 {
        return tight_end(scan, next);
    }
    true
}
