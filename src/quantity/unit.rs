//! Percent, money and measures: what stands beside a number.

use super::{
    QuantityKind,
    number::{Number, Shape},
    scan::Scan,
};
use crate::{
    document::{Flags, Gap},
    fold,
    lang::{Entry, WordId},
    span::Span,
    text::Text,
};

/// The unit found beside a number.
pub(super) struct Found {
    pub kind: QuantityKind,
    pub code: Option<Text>,
    /// Tokens up to here belong to the unit; and from here, where it stands before.
    pub start: usize,
    pub end: usize,
    pub span: Span,
    pub rule: &'static str,
}

pub(super) struct Age {
    pub code: Text,
    pub end: usize,
}

const JOIN: Gap = Gap(Gap::BLANK.0 | Gap::HYPHEN.0);

/// "29 years old", "29-year-old", "87 yo", "eighteen months of age"; ", 51," behind a name.
pub(super) fn age(scan: &Scan<'_, '_>, n: &Number, end: usize) -> Option<Age> {
    let (tokens, common) = (scan.doc.tokens(), &scan.tables.common);
    let k = n.tokens.end;
    if !matches!(n.shape, Shape::Exact | Shape::Fraction)
        || n.suffix.is_some()
        || n.value > 100_000.0
    {
        return None;
    }
    if k < end && tokens.gap(k).is_within(JOIN) {
        let word = scan.doc.words()[k];
        if let Some(u) = scan.lexicon.entry(word, scan.tables.units) {
            let u = &scan.tables.unit_rows[u.row as usize];
            let next = |j: usize| j < end && tokens.gap(j).is_within(JOIN);
            if u.time && next(k + 1) {
                let old = scan.doc.words()[k + 1] == common.old && common.old.0 != 0
                    || scan.doc.word(k + 1).eq_ignore_ascii_case("olds");
                let of_age = next(k + 2)
                    && scan.doc.words()[k + 1] == common.of
                    && scan.doc.word(k + 2).eq_ignore_ascii_case("age");
                if old || of_age {
                    return Some(Age { code: u.code.clone(), end: k + 2 + usize::from(of_age) });
                }
            }
        }
        if scan.doc.word(k).eq_ignore_ascii_case("yo") {
            return Some(Age { code: Text::from_static("a"), end: k + 1 });
        }
    }
    let i = n.tokens.start;
    let plain = n.plain_digits && n.tokens.len() == 1 && (1.0..=115.0).contains(&n.value);
    if plain && i > 0 && scan.doc.word(i).len() <= 3 {
        let gap = tokens.gap(i);
        let comma = gap.has(Gap::COMMA) && gap.is_within(Gap(Gap::COMMA.0 | Gap::BLANK.0));
        let bracket = gap.has(Gap::OPEN) && gap.is_within(Gap(Gap::OPEN.0 | Gap::BLANK.0));
        let after = tokens.gap(k);
        let closed = comma
            && (after.has(Gap(Gap::COMMA.0 | Gap::STOP.0 | Gap::SEMICOLON.0)) || k >= end)
            || bracket && after.has(Gap::CLOSE);
        let person = scan.mentions.at(i - 1).is_some_and(|m| {
            m.kind == crate::gazetteer::Kind::Person || m.kind == crate::gazetteer::Kind::Other
        });
        let aged = gap.is_within(Gap::BLANK) && scan.doc.word(i - 1).eq_ignore_ascii_case("aged")
            || gap.is_within(Gap::BLANK) && scan.doc.word(i - 1).eq_ignore_ascii_case("age");
        if closed && person || aged {
            return Some(Age { code: Text::from_static("a"), end: k });
        }
    }
    None
}

/// The unit of a number; `None` when the number is none after all ("24703L", "1940s").
pub(super) fn find(scan: &Scan<'_, '_>, n: &mut Number, end: usize) -> Option<Option<Found>> {
    if let Some(suffix) = n.suffix {
        return glued(scan, n, suffix, end);
    }
    Some(beside(scan, n, end, false))
}

/// Letters written together with the digits.
fn glued(scan: &Scan<'_, '_>, n: &mut Number, suffix: Span, end: usize) -> Option<Option<Found>> {
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
            return whole(QuantityKind::Money, c.code.clone(), "money");
        }
    }
    if let Some(e) = scan.lexicon.entry(word, scan.tables.units) {
        let u = &scan.tables.unit_rows[e.row as usize];
        let case = s.chars().next().is_some_and(char::is_uppercase);
        let fits = !u.upper || case && n.tokens.start > 0 && tight_end(scan, k);
        if fits && !(u.time && s.len() == 1 && s != "h" && s != "s") {
            let mut f = Found {
                kind: QuantityKind::Measure,
                code: Some(u.code.clone()),
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

/// The currency sign right before the number, with a country prefix: "US$".
fn sign_before(scan: &Scan<'_, '_>, n: &Number) -> Option<(Option<Text>, u32, usize)> {
    let tokens = scan.doc.tokens();
    let i = n.tokens.start;
    let gap = tokens.gap(i);
    if !gap.has(Gap(Gap::CURRENCY.0 | Gap::OTHER.0)) || n.span.start != tokens.start(i) {
        return None;
    }
    let span = tokens.gap_span(i, scan.doc.text());
    let text = span.of(scan.doc.text());
    let trimmed = text.trim_end_matches(['-', '.']).trim_end();
    let sign = trimmed.chars().next_back()?;
    let code = sign_code(sign)?;
    let at = span.start + (trimmed.len() - sign.len_utf8()) as u32;
    if sign == '$' && i > 0 && trimmed.len() == sign.len_utf8()
        || sign == '$' && i > 0 && text.starts_with([' ', '.'])
    {
        let before = scan.doc.words()[i - 1];
        if let Some(e) = scan.lexicon.entry(before, scan.tables.currencies) {
            let c = &scan.tables.currency_rows[e.row as usize];
            let tight = trimmed.len() == 1;
            let cap = scan.doc.tokens().flags(i - 1).has(Flags::CAP);
            if (c.prefix || c.code_word) && (tight || cap && scan.doc.word(i - 1).len() > 1) {
                return Some((c.code.clone(), tokens.start(i - 1), i - 1));
            }
        }
    }
    Some((code, at, i))
}

fn sign_code(c: char) -> Option<Option<Text>> {
    Some(Some(Text::from_static(match c {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "JPY",
        '元' => "CNY",
        '₽' => "RUB",
        '₴' => "UAH",
        '₹' => "INR",
        '₩' => "KRW",
        '₪' => "ILS",
        '₺' => "TRY",
        '₿' => "XBT",
        '₡' => "CRC",
        '₭' => "LAK",
        '₦' => "NGN",
        '₱' => "PHP",
        '₫' => "VND",
        '₸' => "KZT",
        _ => return None,
    })))
}

fn beside(scan: &Scan<'_, '_>, n: &mut Number, end: usize, money: bool) -> Option<Found> {
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
            ..here(QuantityKind::Money, c.code.clone(), k, "money")
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
            let mut f = here(QuantityKind::Money, c.code.clone(), k, "money");
            (f.span.start, f.start) = (tokens.start(i - 1), i - 1);
            return Some(f);
        }
    }
    // Percent.
    let gap = tokens.gap(k);
    let text = tokens.gap_span(k, doc.text()).of(doc.text());
    if gap.has(Gap::PERCENT) && text.trim_start().starts_with('%') {
        let at = tokens.gap_span(k, doc.text()).start + (text.find('%').unwrap_or(0) + 1) as u32;
        let span = Span::new(n.span.start, at);
        return Some(Found {
            span,
            ..here(QuantityKind::Percent, Some(Text::from_static("%")), k, "percent")
        });
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
            return Some(here(
                QuantityKind::Measure,
                Some(Text::from_static(code)),
                end,
                "measure",
            ));
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
        return Some(here(QuantityKind::Percent, Some(Text::from_static("%")), k + 1, "percent"));
    }
    if word == scan.tables.common.per
        && k + 1 < end
        && ["cent", "cents", "centum"].iter().any(|c| doc.word(k + 1).eq_ignore_ascii_case(c))
    {
        return Some(here(QuantityKind::Percent, Some(Text::from_static("%")), k + 2, "percent"));
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
        return Some(here(QuantityKind::Money, Some(Text::from_static("GBP")), k + len, "money"));
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
        return Some(here(QuantityKind::Percent, Some(u.code.clone()), k + len, "points"));
    }
    let mut f = here(QuantityKind::Measure, Some(u.code.clone()), k + len, "measure");
    rate(scan, &mut f, end);
    compound(scan, n, &mut f, u.code.as_str(), end);
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

fn currency(
    scan: &Scan<'_, '_>,
    n: &mut Number,
    len: usize,
    e: Entry,
    end: usize,
) -> Option<Found> {
    let c = &scan.tables.currency_rows[e.row as usize];
    let (doc, tokens) = (scan.doc, scan.doc.tokens());
    let k = n.tokens.end;
    let upper = tokens.flags(k).has(Flags::UPPER);
    let digits = tokens.flags(n.tokens.start).has(Flags::DIGIT);
    let fits = !c.prefix
        && (!c.code_word
            || upper
            || digits && doc.word(k).len() == 3 && !doc.word(k).eq_ignore_ascii_case("try"))
        && (!c.sign || digits)
        && (!c.weak || digits && n.value >= 100.0 || n.value >= 10_000.0);
    if !fits {
        return None;
    }
    if c.million {
        n.value *= 1e6;
    }
    let mut f = Found {
        kind: QuantityKind::Money,
        code: c.code.clone(),
        start: n.tokens.start,
        end: k + len,
        span: Span::new(n.span.start, tokens.end(k + len - 1)),
        rule: "money",
    };
    // "75 USD million"
    if c.code_word
        && f.end < end
        && let Some((_, super::tables::Numeral::Scale(s))) =
            scan.tables.numeral(doc, scan.lexicon, f.end)
    {
        n.value *= s;
        f.end += 1;
        f.span.end = tokens.end(f.end - 1);
    }
    if !c.minor {
        cents(scan, n, &mut f, end);
    }
    Some(f)
}

/// "20 dollars 43 cents", "3 pounds and 50 pence".
fn cents(scan: &Scan<'_, '_>, n: &mut Number, f: &mut Found, end: usize) {
    let (doc, tokens) = (scan.doc, scan.doc.tokens());
    let mut k = f.end;
    if k < end && doc.words()[k] == scan.tables.common.and && tokens.gap(k).is_within(Gap::BLANK) {
        k += 1;
    }
    if k + 1 >= end
        || n.value.fract() != 0.0
        || !tokens.gap(k).is_within(Gap(Gap::BLANK.0 | Gap::CURRENCY.0))
    {
        return;
    }
    let reader = super::number::Reader { doc, lexicon: scan.lexicon, tables: scan.tables, end };
    let Some(m) = reader.read(k) else { return };
    if m.shape != Shape::Exact || m.value >= 100.0 || m.tokens.end >= end || m.suffix.is_some() {
        return;
    }
    let minor = doc
        .phrase(scan.lexicon, m.tokens.end, scan.tables.currencies)
        .filter(|(_, e)| scan.tables.currency_rows[e.row as usize].minor);
    if let Some((len, _)) = minor.filter(|_| tokens.gap(m.tokens.end).is_within(JOIN)) {
        n.value += m.value / 100.0;
        f.end = m.tokens.end + len;
        f.span.end = tokens.end(f.end - 1);
    }
}

/// "per hour", "an hour", "/s" behind a unit; powers too.
fn rate(scan: &Scan<'_, '_>, f: &mut Found, end: usize) {
    let (doc, tokens) = (scan.doc, scan.doc.tokens());
    let Some(code) = f.code.clone() else { return };
    let k = f.end;
    if k >= end {
        return;
    }
    let gap = tokens.gap_span(k, doc.text()).of(doc.text());
    let power = match (gap, doc.word(k)) {
        ("^" | "", "2" | "²") => "2",
        ("^" | "", "3" | "³") => "3",
        (" ", w) if w.eq_ignore_ascii_case("squared") => "2",
        (" ", w) if w.eq_ignore_ascii_case("cubed") => "3",
        _ => "",
    };
    if !power.is_empty() {
        f.code = Some(format!("{}{power}", code.as_str()).as_str().into());
        f.end = k + 1;
        f.span.end = tokens.end(k);
        return rate_only(scan, f, end);
    }
    rate_only(scan, f, end);
}

fn rate_only(scan: &Scan<'_, '_>, f: &mut Found, end: usize) {
    let (doc, tokens, common) = (scan.doc, scan.doc.tokens(), &scan.tables.common);
    let Some(code) = f.code.clone() else { return };
    let k = f.end;
    let slash = k < end && tokens.gap(k) == Gap::SLASH;
    let word = k + 1 < end
        && tokens.gap(k).is_within(Gap::BLANK)
        && (doc.words()[k] == common.per
            || doc.words()[k] == common.a
            || doc.words()[k] == common.an);
    let at = if slash { k } else { k + 1 };
    if !slash && !word {
        return;
    }
    let Some((len, e)) = doc.phrase(scan.lexicon, at, scan.tables.units) else { return };
    let u = &scan.tables.unit_rows[e.row as usize];
    let per = slash || doc.words()[k] == common.per;
    if (per || u.time) && at + len <= end {
        f.code = Some(format!("{}/{}", code.as_str(), u.code.as_str()).as_str().into());
        f.end = at + len;
        f.span.end = tokens.end(f.end - 1);
    }
}

/// "7 feet 10 inches", "12 ft 2 in": one length.
fn compound(scan: &Scan<'_, '_>, n: &mut Number, f: &mut Found, code: &str, end: usize) {
    let part = match code {
        "[ft_i]" => ("[in_i]", 12.0),
        "[lb_av]" => ("[oz_av]", 16.0),
        _ => return,
    };
    let (doc, tokens) = (scan.doc, scan.doc.tokens());
    let mut k = f.end;
    if k < end && doc.words()[k] == scan.tables.common.and {
        k += 1;
    }
    if k + 1 >= end || !tokens.gap(k).is_within(Gap(Gap::BLANK.0 | Gap::COMMA.0)) {
        return;
    }
    let reader = super::number::Reader { doc, lexicon: scan.lexicon, tables: scan.tables, end };
    let Some(m) = reader.read(k) else { return };
    if m.tokens.end >= end || m.value >= part.1 || m.suffix.is_some() || m.shape != Shape::Exact {
        return;
    }
    let Some((len, e)) = doc.phrase(scan.lexicon, m.tokens.end, scan.tables.units) else { return };
    let u = &scan.tables.unit_rows[e.row as usize];
    let fits = u.code.as_str() == part.0
        && tokens.gap(m.tokens.end).is_within(JOIN)
        && (!u.glued
            || glued_fits(scan, m.tokens.end, len, end)
            || !scan.noun_follows(m.tokens.end + len, end));
    if fits {
        n.value += m.value / part.1;
        f.end = m.tokens.end + len;
        f.span.end = tokens.end(f.end - 1);
    }
}
