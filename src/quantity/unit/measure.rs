//! Rates, powers and lengths in two units.

use super::{Found, JOIN, glued_fits};
use crate::{
    document::Gap,
    quantity::{
        number::{Number, Reader, Shape},
        scan::Scan,
    },
};

/// "per hour", "an hour", "/s" behind a unit; powers too.
#[inline(never)]
pub(super) fn rate<'a>(scan: &Scan<'a, '_>, f: &mut Found<'a>, end: usize) {
    let (doc, tokens) = (scan.doc, scan.doc.tokens());
    let Some(code) = f.code else { return };
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
        f.code = Some(scan.bump.alloc_str(&format!("{code}{power}")));
        f.end = k + 1;
        f.span.end = tokens.end(k);
        return rate_only(scan, f, end);
    }
    rate_only(scan, f, end);
}

fn rate_only<'a>(scan: &Scan<'a, '_>, f: &mut Found<'a>, end: usize) {
    let (doc, tokens, common) = (scan.doc, scan.doc.tokens(), &scan.tables.common);
    let Some(code) = f.code else { return };
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
        f.code = Some(scan.bump.alloc_str(&format!("{code}/{}", u.code)));
        f.end = at + len;
        f.span.end = tokens.end(f.end - 1);
    }
}

/// "7 feet 10 inches", "12 ft 2 in": one length.
pub(super) fn compound(
    scan: &Scan<'_, '_>,
    n: &mut Number,
    f: &mut Found<'_>,
    code: &str,
    end: usize,
) {
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
    let reader = Reader { doc, lexicon: scan.lexicon, tables: scan.tables, end };
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

/// "12 degrees below zero".
pub(super) fn below_zero(scan: &Scan<'_, '_>, n: &mut Number, f: &mut Found<'_>, end: usize) {
    let warm = f.code.is_some_and(|c| matches!(c, "deg" | "Cel" | "[degF]"));
    let k = f.end;
    let tokens = scan.doc.tokens();
    if !warm || k + 2 > end || !(k..k + 2).all(|i| tokens.gap(i).is_within(Gap::BLANK)) {
        return;
    }
    let common = &scan.tables.common;
    let words = scan.doc.words();
    if words[k] == common.below && words[k + 1] == common.zero && common.below.0 != 0 {
        n.value = -n.value;
        f.end = k + 2;
        f.span.end = tokens.end(k + 1);
    }
}
