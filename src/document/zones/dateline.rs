//! Datelines: "KABUL, 12 March (Reuters) —", "MOSCOW (AP) --", "(Reuters) -", "QUETTA:", lines with a day.

use super::{Unit, View, labels::How};
use crate::{
    document::tokens::{Flags, Gap},
    fold,
    lang::{Class, ClassSet, LanguagePack},
};

pub(super) struct Tables {
    months: Option<Class>,
    weekdays: Option<Class>,
    /// Classes of everyday words: "UPDATE:" is no place.
    everyday: ClassSet,
    /// Given names: "Maria: I was there" is no place.
    given: Option<Class>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Self {
        let lexicon = pack.lexicon();
        Self {
            months: lexicon.class("months"),
            weekdays: lexicon.class("weekdays"),
            everyday: lexicon.lower_case().collect(),
            given: lexicon.class("name-genders"),
        }
    }
}

/// Words of a dateline, at most.
const WORDS: usize = 16;

/// Gaps in which the dash may stand; an underscore is one.
const DASHES: Gap = Gap(Gap::DASH.0 | Gap::HYPHEN.0 | Gap::OTHER.0);

/// The offset where the unit's dateline ends, dash included.
pub(super) fn end(view: View<'_>, unit: &Unit) -> Option<u32> {
    let tokens = view.tokens;
    let (first, last) = (unit.tokens.start, unit.tokens.end);
    let lead = view.text[unit.span.start as usize..tokens.start(first) as usize].trim_end();
    let opened = lead.ends_with(['(', '[']);
    if !lead.is_empty() && !opened || !tokens.flags(first).has(Flags::CAP) {
        return None;
    }
    // The commonest beginning of a paragraph: a longer small word is the second.
    let second = tokens.flags(first + 1);
    if !opened
        && first + 1 < last
        && tokens.gap(first + 1) == Gap::SPACE
        && !second.has(Flags(Flags::CAP.0 | Flags::DIGIT.0 | Flags::WIDE.0))
        && tokens.span(first + 1).len() > 4
    {
        return None;
    }
    let reach = (first + WORDS).min(last);
    if !tokens.looks(first + 1..reach + 1).any(|(_, gap)| gap.has(DASHES)) {
        return None;
    }
    let (mut month, mut day, mut agency, mut inside) = (false, false, false, opened);
    let mut bracketed = opened;
    for i in first..=reach {
        let gap = tokens.gap(i);
        // A mere blank tells nothing.
        if i > first && gap != Gap::SPACE || i == last {
            let s = tokens.gap_span(i, view.text).of(view.text);
            let s = if i == last {
                &view.text[tokens.full_end(i - 1) as usize..unit.span.end as usize]
            } else {
                s
            };
            if inside && s.contains([')', ']']) {
                inside = false;
                bracketed = true;
            }
            if s.contains(':') {
                return None;
            }
            if let Some(cut) = dash(s) {
                let ok = !inside && is_dateline(view, first, i, month && day, agency, bracketed);
                // A title that happens to hold a dash goes on in capitals or is not followed by text.
                return ok.then(|| tokens.full_end(i - 1) + cut as u32);
            }
            if i == last || gap.has(Gap::MARK | Gap::SEMICOLON | Gap::QUOTE | Gap::NEWLINE) {
                return None;
            }
            inside |= s.contains(['(', '[']);
        }
        let f = tokens.flags(i);
        let word = view.words[i];
        let is =
            |class: Option<Class>| class.is_some_and(|c| view.lexicon.entry(word, c).is_some());
        month |= is(view.tables.dateline.months);
        day |= f.has(Flags::DIGIT) || is(view.tables.dateline.weekdays);
        agency |= is_agency(view, i, last);
        let small = fold::width(tokens.span(i).of(view.text)) <= 4;
        if !(f.has(Flags::CAP | Flags::DIGIT) || inside || small && i > first) {
            return None;
        }
    }
    None
}

/// Words of a place before a colon, at most.
const PLACE: usize = 4;
/// Words of a place and a day, at most.
const DATED: usize = 7;
/// A line with a dateline and a colon goes on for so many words: a label does not.
const STORY: usize = 12;

/// The offset where a dateline ends that is a place in capitals and a colon: "QUETTA: Gunmen". `others` are the units
/// behind; where they begin so as well, speakers are named.
pub(super) fn colon(view: View<'_>, unit: &Unit, others: &[Unit]) -> Option<u32> {
    let end = place_and_colon(view, unit)?;
    let names = others.iter().any(|u| place_and_colon(view, u).is_some());
    let after = end..(end + 8).min(unit.tokens.end);
    let capitals = after.clone().all(|i| view.tokens.flags(i).has(Flags::UPPER));
    (!names && !capitals && unit.tokens.end - end >= STORY)
        .then(|| view.tokens.full_end(end - 1) + 1)
}

/// The token behind capitals and a colon that a unit begins with.
fn place_and_colon(view: View<'_>, unit: &Unit) -> Option<usize> {
    let (tokens, first) = (view.tokens, unit.tokens.start);
    if unit.tokens.is_empty() || tokens.start(first) != unit.span.start {
        return None;
    }
    for i in first..(first + PLACE).min(unit.tokens.end) {
        let width = fold::width(tokens.span(i).of(view.text));
        let everyday =
            || view.lexicon.classes(view.words[i]).intersects(view.tables.dateline.everyday);
        if !tokens.flags(i).has(Flags::UPPER) || width < 3 || everyday() {
            return None;
        }
        let gap = tokens.gap(i + 1);
        if gap.has(Gap::COLON) {
            let s = tokens.gap_span(i + 1, view.text).of(view.text);
            return s.starts_with(": ").then_some(i + 1);
        }
        if !gap.is_within(Gap::SPACE | Gap::COMMA | Gap::SLASH) {
            return None;
        }
    }
    None
}

/// The offset where a dateline ends that is a place as it is written elsewhere, before a colon or a dash: "New Delhi: A
/// court", "Kaduna, Nigeria – Gunmen". Only the first paragraph begins so, and it goes on as a story does.
pub(super) fn place(view: View<'_>, unit: &Unit, others: &[Unit]) -> Option<u32> {
    let (end, colon) = place_written(view, unit)?;
    let alike = others.iter().any(|u| place_written(view, u).is_some_and(|p| p.1 == colon));
    (!alike && unit.tokens.end - end.0 >= 2 * STORY).then_some(end.1)
}

/// The token and the offset behind capitalised words and a mark that a unit begins with, and whether it is a colon.
fn place_written(view: View<'_>, unit: &Unit) -> Option<((usize, u32), bool)> {
    let (tokens, first, t) = (view.tokens, unit.tokens.start, &view.tables.dateline);
    if unit.tokens.is_empty() || tokens.start(first) != unit.span.start {
        return None;
    }
    let given = |i: usize| t.given.is_some_and(|c| view.lexicon.entry(view.words[i], c).is_some());
    // "Breaking News: A man": everyday words alone are no place.
    let (mut name, mut dated) = (false, false);
    for i in first..(first + DATED).min(unit.tokens.end - 1) {
        name |= !view.lexicon.classes(view.words[i]).intersects(t.everyday);
        let digits = i > first && tokens.flags(i).has(Flags::DIGIT);
        dated |= digits;
        let long = i >= first + PLACE && !dated;
        if !(tokens.flags(i).has(Flags::CAP) || digits) || long || i == first && given(i) {
            return None;
        }
        let s = tokens.gap_span(i + 1, view.text).of(view.text);
        let colon = s == ": ";
        if colon || matches!(s, " – " | " — " | "— " | " - " | " -- ") {
            let story = tokens.flags(i + 1).has(Flags::CAP) && !tokens.flags(i + 2).has(Flags::CAP);
            return (name && story)
                .then(|| ((i + 1, tokens.full_end(i) + s.trim_end().len() as u32), colon));
        }
        if !matches!(s, " " | ", ") {
            return None;
        }
    }
    None
}

fn is_agency(view: View<'_>, i: usize, last: usize) -> bool {
    let t = &view.tables.labels;
    view.lexicon
        .longest(&view.words[i..last], t.class)
        .is_some_and(|(_, e)| matches!(t.rows[e.row as usize].1, How::Name | How::Slash))
}

/// The offset after the dash that closes a dateline.
fn dash(gap: &str) -> Option<usize> {
    let at = gap.find(['—', '–', '-', '―', '_', '−'])?;
    let before = &gap[..at];
    let run = gap[at..].trim_start_matches(['—', '–', '-', '―', '_', '−']);
    let hyphen = gap.len() - run.len() - at == 1 && gap[at..].starts_with('-');
    // "Abu-Dhabi": a hyphen without blanks is part of a name.
    let loose = before.ends_with([' ', ')', ']', '\u{a0}'])
        || run.starts_with([' ', '\u{a0}'])
        || run.is_empty();
    (loose && !(hyphen && before.is_empty() && !run.starts_with(' ')))
        .then_some(gap.len() - run.len())
}

fn is_dateline(
    view: View<'_>,
    first: usize,
    dash: usize,
    dated: bool,
    agency: bool,
    bracketed: bool,
) -> bool {
    let tokens = view.tokens;
    let upper = |i: usize| {
        let f = tokens.flags(i);
        f.has(Flags::UPPER) && fold::width(tokens.span(i).of(view.text)) > 2
    };
    // The text after the dash tells whether everything is set in capitals.
    let after = (dash..(dash + 8).min(tokens.len())).filter(|i| {
        fold::width(tokens.span(*i).of(view.text)) > 1 && !tokens.flags(*i).has(Flags::DIGIT)
    });
    let (all, capitals) = after.fold((0, 0), |(n, u), i| (n + 1, u + usize::from(upper(i))));
    let capitals = all > 1 && capitals == all;
    let place = upper(first) && !capitals;
    let bracket_after_place = bracketed && dash > first;
    agency && bracket_after_place
        || dated && (bracket_after_place || agency || upper(first))
        || place && (bracket_after_place || dash - first <= 6)
}

/// A line with nothing but a day, a time and words like "Published".
pub(super) fn is_date_line(view: View<'_>, unit: &Unit) -> bool {
    let tokens = view.tokens;
    let n = unit.tokens.len();
    if n > 18 {
        return false;
    }
    let t = &view.tables.dateline;
    let (mut dated, mut digits, mut other) = (false, false, 0);
    for i in unit.tokens.clone() {
        let word = view.words[i];
        let is =
            |class: Option<Class>| class.is_some_and(|c| view.lexicon.entry(word, c).is_some());
        if is(t.months) || is(t.weekdays) {
            dated = true;
        } else if tokens.flags(i).has(Flags::DIGIT) {
            digits = true;
            dated |= tokens.span(i).of(view.text).len() == 4
                && n <= 6
                && tokens.gap(i).has(Gap::SLASH | Gap::STOP | Gap::HYPHEN);
        } else {
            other += 1;
        }
    }
    // "Our Correspondent | Colombo | Updated: December 2, 2025 09:41 IST"
    let parted = unit.span.of(view.text).contains(" | ");
    dated && digits && (other <= 4 && other * 2 <= n || parted && other <= 8 && titled(view, unit))
}

/// Whether all words of a line are capitalised or numbers.
fn titled(view: View<'_>, unit: &Unit) -> bool {
    view.tokens
        .flags_of(unit.tokens.clone())
        .all(|f| !f.has(Flags::ALPHA) || f.has(Flags::CAP | Flags::DIGIT))
}
