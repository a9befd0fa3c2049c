//! Ages.

use super::JOIN;
use crate::{
    document::{Flags, Gap},
    quantity::{
        number::{Number, Shape},
        scan::Scan,
    },
};

pub(in crate::quantity) struct Age<'a> {
    pub code: &'a str,
    pub end: usize,
}

/// "29 years old", "29-year-old", "87 yo", "eighteen months of age"; ", 51," behind a name.
#[inline(never)]
pub(in crate::quantity) fn age<'a>(scan: &Scan<'a, '_>, n: &Number, end: usize) -> Option<Age<'a>> {
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
                    return Some(Age { code: &u.code, end: k + 2 + usize::from(of_age) });
                }
            }
        }
        if tokens.hash(k) == common.yo {
            return Some(Age { code: "a", end: k + 1 });
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
        let person = || {
            scan.mentions.at(i - 1).is_some_and(|m| {
                m.kind == crate::gazetteer::Kind::Person || m.kind == crate::gazetteer::Kind::Other
            })
        };
        let aged = gap.is_within(Gap::BLANK) && common.age_words[1..].contains(&tokens.hash(i - 1));
        // "a girl, 10, was hurt"
        let harm = &scan.tables.harm;
        let noun = closed
            && scan.lexicon.entry(scan.doc.words()[i - 1], harm.people).is_some_and(|e| {
                e.form.is(crate::lang::Form::BASE) && !e.form.is(crate::lang::Form::PLURAL)
            });
        if closed && (noun || person()) || aged || listed(scan, i) {
            return Some(Age { code: "a", end: k });
        }
    }
    None
}

/// "ages 21, 32 and 49", "between ages 12 and 16".
fn listed(scan: &Scan<'_, '_>, i: usize) -> bool {
    let tokens = scan.doc.tokens();
    let open = Gap(Gap::BLANK.0 | Gap::COMMA.0);
    let mut k = i;
    while k > 0 && i - k < 8 && tokens.gap(k).is_within(open) {
        k -= 1;
        if scan.tables.common.age_words.contains(&tokens.hash(k)) {
            return true;
        }
        let goes_on = tokens.flags(k).is_within(Flags::DIGIT)
            || scan.doc.words()[k] == scan.tables.common.and
            || scan.doc.words()[k] == scan.tables.common.to;
        if !goes_on {
            return false;
        }
    }
    false
}
