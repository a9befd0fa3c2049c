//! Signs, modifiers and ranges: what bounds a number.

use super::{Item, Scan};
use crate::{
    document::Gap,
    quantity::{
        QuantityKind,
        number::{Number, Reader, Shape},
        tables::{Bound, Near, Numeral},
        unit,
    },
};

impl<'a, 't> Scan<'a, 't> {
    /// "-5", "−273.15": a sign written together with the digits, after a blank or bracket.
    #[inline(never)]
    pub(super) fn sign(&self, item: &mut Item<'_>) -> bool {
        let tokens = self.doc.tokens();
        let i = item.tokens.start;
        if !tokens.gap(i).has(Gap(Gap::HYPHEN.0 | Gap::DASH.0))
            || item.span.start != tokens.start(i)
        {
            return false;
        }
        let gap = tokens.gap_span(i, self.doc.text()).of(self.doc.text());
        let gap = gap.strip_suffix(['.', '$', '€', '£']).unwrap_or(gap);
        let Some(rest) = gap.strip_suffix(['-', '−']) else { return false };
        let rest_ok = rest.is_empty() && i == 0
            || rest
                .ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '$' | '€' | '£' | '['));
        if !rest_ok {
            return false;
        }
        (item.low, item.high) = (item.low.map(|v| -v), item.high.map(|v| -v));
        let sign =
            item.span.start - (tokens.gap_span(i, self.doc.text()).len() - rest.len()) as u32;
        item.span.start = sign;
        item.phrase_span.start = item.phrase_span.start.min(sign);
        true
    }

    /// Words before the number that bound it; true when there are any.
    #[inline(never)]
    pub(super) fn modify(&self, item: &mut Item<'_>, floor: usize) -> bool {
        let tokens = self.doc.tokens();
        let mut any = false;
        for _ in 0..2 {
            let start = item.phrase.start;
            let open = Gap(Gap::BLANK.0 | Gap::CURRENCY.0 | Gap::OPEN.0 | Gap::HYPHEN.0);
            if start <= floor || !tokens.gap(start).is_within(open) {
                break;
            }
            if !self.near(start - 1).has(Near::BEFORE) {
                break;
            }
            // The longest that ends here.
            let hit = (1..=4usize).rev().find_map(|len| {
                let at = start.checked_sub(len).filter(|at| *at >= floor)?;
                if !self.near(at).has(Near::BEHIND) {
                    return None;
                }
                let (n, e) = self.doc.phrase(self.lexicon, at, self.tables.modifiers)?;
                let m = self.tables.modifier_rows[e.row as usize];
                (n == len && m.before).then_some((len, m))
            });
            let Some((len, m)) = hit else { break };
            if item.kind == QuantityKind::Ordinal && m.bound != Bound::Plain {
                break;
            }
            bound(item, m.bound);
            item.phrase.start = start - len;
            item.phrase_span.start = item.phrase_span.start.min(tokens.start(item.phrase.start));
            any |= m.bound != Bound::Plain;
        }
        any
    }

    #[inline(never)]
    pub(super) fn modify_after(&self, item: &mut Item<'_>, end: usize) -> bool {
        let k = item.phrase.end;
        if k >= end {
            return false;
        }
        let Some((len, e)) = self.doc.phrase(self.lexicon, k, self.tables.modifiers) else {
            // "20+"
            return self.plus(item);
        };
        let m = self.tables.modifier_rows[e.row as usize];
        if !m.after || k + len > end || !self.doc.tokens().gap(k).is_within(Gap::BLANK) {
            return self.plus(item);
        }
        bound(item, m.bound);
        item.phrase.end = k + len;
        item.phrase_span.end = self.doc.tokens().end(k + len - 1);
        true
    }

    #[cold]
    fn plus(&self, item: &mut Item<'_>) -> bool {
        let tokens = self.doc.tokens();
        if !tokens.gap(item.phrase.end).has(Gap::OTHER) {
            return false;
        }
        let gap = tokens.gap_span(item.phrase.end, self.doc.text()).of(self.doc.text());
        let plus = gap.starts_with('+') && item.kind != QuantityKind::Ordinal;
        if plus {
            bound(item, Bound::Min);
        }
        plus
    }

    /// "20 to 30", "20-30", "between 20 and 30", "four or five".
    #[inline(never)]
    pub(super) fn range(
        &self,
        reader: &Reader<'_, 't>,
        item: &mut Item<'a>,
        n: &Number,
        has_unit: bool,
        end: usize,
    ) -> Connected {
        let tokens = self.doc.tokens();
        let common = &self.tables.common;
        let k = item.phrase.end;
        if k >= end || !matches!(n.shape, Shape::Exact | Shape::Round) || n.bare {
            return Connected::No;
        }
        let before = item.phrase.start.checked_sub(1);
        let between = before.is_some_and(|b| self.is(b, common.between));
        let from = before.is_some_and(|b| self.is(b, common.from));
        let dash = Gap(Gap::HYPHEN.0 | Gap::DASH.0);
        let signs = Gap(dash.0 | Gap::SPACE.0 | Gap::CURRENCY.0 | Gap::PERCENT.0);
        let gap = tokens.gap(k);
        let (at, hyphen) = if gap.is_within(signs) && gap.has(dash) {
            (k, true)
        } else if (self.is(k, common.to)
            || between && self.is(k, common.and)
            || self.is(k, common.or))
            && gap.is_within(Gap(Gap::BLANK.0 | Gap::PERCENT.0))
        {
            (k + 1, false)
        } else {
            return Connected::No;
        };
        if at >= end || self.time(at).is_some() {
            return Connected::No;
        }
        let or = !hyphen && self.is(k, common.or);
        let Some(mut m) = reader.read(at) else { return Connected::No };
        if !matches!(m.shape, Shape::Exact | Shape::Round) || m.bare {
            return Connected::No;
        }
        let Some(found) = unit::find(self, &mut m, end) else { return Connected::No };
        let tight = hyphen && !gap.has(Gap::SPACE);
        let mut low = n.value;
        // "2 to 3 million"
        if let Some(scale) = trailing_scale(reader, &m)
            && n.tokens.len() == 1
            && trailing_scale(reader, n).is_none()
            && low * scale < m.value
        {
            low *= scale;
        }
        let same = match &found {
            Some(u) => !has_unit || item.unit == u.code && item.kind == u.kind,
            None => !has_unit,
        };
        let rises = low < m.value && same;
        let counted = found.is_some() || self.noun_follows(m.tokens.end, end);
        if tight && !between && !from && (!rises || !counted) {
            // A score, a season, an id.
            return Connected::Score(m.tokens.end);
        }
        let moved = from && before.is_some_and(|b| self.changes(b));
        let near = !or || m.value - low <= low.max(2.0) && m.value - low <= 10.0 || n.value >= 20.0;
        if !rises || moved || !near || hyphen && !counted && !between && n.plain_digits && tight {
            return Connected::No;
        }
        if or && !counted {
            return Connected::No;
        }
        item.low = Some(low);
        item.high = Some(m.value);
        item.approximate = true;
        item.tokens.end = m.tokens.end;
        item.span.end = m.span.end;
        item.phrase.end = m.tokens.end;
        item.phrase_span.end = m.span.end;
        if let Some(u) = found {
            (item.kind, item.unit) = (u.kind, u.code);
            item.phrase.end = item.phrase.end.max(u.end);
            item.phrase_span = item.phrase_span.cover(u.span);
        }
        if between || from {
            item.phrase.start -= 1;
            item.phrase_span.start = tokens.start(item.phrase.start);
        }
        item.rule = "range";
        Connected::Range
    }

    /// Whether a verb of change stands before `from`: "rose from 20 to 30" names two values.
    fn changes(&self, from: usize) -> bool {
        let first = from.saturating_sub(3);
        (first..from)
            .any(|k| self.lexicon.classes(self.doc.words()[k]).has(self.tables.harm.changes))
    }
}

#[derive(PartialEq)]
pub(super) enum Connected {
    No,
    Range,
    Score(usize),
}

fn trailing_scale(reader: &Reader<'_, '_>, n: &Number) -> Option<f64> {
    match reader.numeral(n.tokens.end - 1) {
        Some((_, Numeral::Scale(s))) if n.tokens.len() > 1 => Some(s),
        _ => None,
    }
}

fn bound(item: &mut Item<'_>, b: Bound) {
    match b {
        Bound::Min => item.high = None,
        Bound::Max => {
            // "up to dozens" keeps the far end.
            item.high = item.high.or(item.low);
            item.low = None;
        }
        Bound::Approx => item.approximate = true,
        Bound::Exact | Bound::Plain => {}
    }
}
