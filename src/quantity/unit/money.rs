//! Currency signs and words.

use super::{Found, JOIN, QuantityKind};
use crate::{
    document::{Flags, Gap},
    lang::Entry,
    quantity::{
        number::{Number, Reader, Shape},
        scan::Scan,
        tables::Numeral,
    },
    span::Span,
};

/// The currency sign right before the number, with a country prefix: "US$".
pub(super) fn sign_before<'a>(
    scan: &Scan<'a, '_>,
    n: &Number,
) -> Option<(Option<&'a str>, u32, usize)> {
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
                return Some((c.code.as_deref(), tokens.start(i - 1), i - 1));
            }
        }
    }
    Some((code, at, i))
}

pub(super) fn sign_code(c: char) -> Option<Option<&'static str>> {
    Some(Some(match c {
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
    }))
}

#[inline(never)]
pub(super) fn currency<'a>(
    scan: &Scan<'a, '_>,
    n: &mut Number,
    len: usize,
    e: Entry,
    end: usize,
) -> Option<Found<'a>> {
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
        code: c.code.as_deref(),
        start: n.tokens.start,
        end: k + len,
        span: Span::new(n.span.start, tokens.end(k + len - 1)),
        rule: "money",
    };
    // "75 USD million"
    if c.code_word
        && f.end < end
        && let Some((_, Numeral::Scale(s))) = scan.tables.numeral(doc, scan.lexicon, f.end)
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
#[inline(never)]
pub(super) fn cents(scan: &Scan<'_, '_>, n: &mut Number, f: &mut Found<'_>, end: usize) {
    let (doc, tokens) = (scan.doc, scan.doc.tokens());
    let mut k = f.end;
    if k < end && doc.words()[k] == scan.tables.common.and && tokens.gap(k).is_within(Gap::BLANK) {
        k += 1;
    }
    if k >= end
        || n.value.fract() != 0.0
        || !tokens.gap(k).is_within(Gap(Gap::BLANK.0 | Gap::CURRENCY.0))
    {
        return;
    }
    let reader = Reader { doc, lexicon: scan.lexicon, tables: scan.tables, end };
    let Some(m) = reader.read(k) else { return };
    if m.shape != Shape::Exact || m.value >= 100.0 || m.suffix.is_some() {
        return;
    }
    // "15 dollars 50"
    let open = Gap(Gap::BLANK.0 | Gap::STOP.0 | Gap::COMMA.0);
    let closed = tokens.gap(m.tokens.end).is_within(open)
        && (m.tokens.end >= end || !tokens.gap(m.tokens.end).is_within(Gap::BLANK));
    if f.end > n.tokens.end && m.value >= 10.0 && m.tokens.len() == 1 && closed {
        n.value += m.value / 100.0;
        f.end = m.tokens.end;
        f.span.end = tokens.end(f.end - 1);
        return;
    }
    if m.tokens.end >= end {
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
