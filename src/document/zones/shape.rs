//! What a unit's shape tells: headlines, headings, bylines, captions.

use super::{SHORT, Unit, View, Zone, ZoneKind, dateline, labels};
use crate::{
    document::tokens::{Flags, Gap, Tokens},
    fold,
    span::Span,
};

/// The span without blanks at its edges, but for those that are part of a word.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let s = span.of(text);
    let body = s.trim_start();
    let blanks = &s[..s.len() - body.len()];
    let joined = if body.starts_with(is_mark) { 0 } else { joiners(blanks.chars().rev()) };
    let start = span.start + (blanks.len() - joined) as u32;
    Span::new(start, (span.start + end(s) as u32).max(start))
}

/// The length of a text without the blanks at its end, but for those that are part of a word.
pub(super) fn end(s: &str) -> usize {
    let kept = s.trim_end();
    let joined = if kept.ends_with(is_mark) { 0 } else { joiners(s[kept.len()..].chars()) };
    kept.len() + joined
}

/// How many bytes the narrow no-break spaces take that come first: UAX #29 joins them to letters beside them.
fn joiners(blanks: impl Iterator<Item = char>) -> usize {
    const JOINER: char = '\u{202f}';
    blanks.take_while(|c| *c == JOINER).count() * JOINER.len_utf8()
}

/// No part of a word.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() && c != '_'
}

/// Words of a headline, at most.
const HEADLINE_WORDS: usize = 30;
/// Units at the start among which the headline is looked for.
const HEADLINE_UNITS: usize = 4;

/// Which unit is the headline.
pub(super) fn headline(view: View<'_>, units: &[Unit], known: Option<&str>) -> Option<usize> {
    if let Some(known) = known {
        let wanted = Tokens::new(known);
        return units.iter().take(2 * HEADLINE_UNITS).position(|u| {
            !wanted.is_empty()
                && u.tokens.len() == wanted.len()
                && u.tokens.clone().zip(wanted.hashes()).all(|(i, h)| view.tokens.hash(i) == *h)
        });
    }
    for (k, unit) in units.iter().enumerate().take(HEADLINE_UNITS) {
        if unit.tokens.is_empty() || labels::at_start(view, unit).is_some() {
            continue;
        }
        if dateline::is_date_line(view, unit) || is_byline(view, unit, 0, None) {
            continue;
        }
        let next = units[k + 1..].iter().find(|u| !u.tokens.is_empty())?;
        let n = unit.tokens.len();
        let lone = !view.text[unit.span.end as usize..].trim_start_matches([' ', '\t']).is_empty();
        let open = !is_closed(view, unit);
        let titled = is_titled(view, unit) && next.apart;
        let longer = next.tokens.len() >= n || units.len() > k + 2;
        let ok = lone
            && longer
            && (2..=HEADLINE_WORDS).contains(&n)
            && starts_plain(view, unit)
            && (open || titled)
            && dateline::end(view, unit).is_none();
        return ok.then_some(k);
    }
    None
}

/// Whether the unit ends as a sentence does; a question may be a headline.
fn is_closed(view: View<'_>, unit: &Unit) -> bool {
    let s = unit.span.of(view.text).trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']);
    s.ends_with(['.', ':', ',', '…', '。', '-', '–', '—'])
        && !(s.ends_with('.') && view.tokens.flags(unit.tokens.end - 1).has(Flags::DOTTED))
}

/// Whether nearly all longer words are capitalised.
fn is_titled(view: View<'_>, unit: &Unit) -> bool {
    let words = unit.tokens.clone().filter(|i| {
        fold::width(view.tokens.span(*i).of(view.text)) > 3
            && !view.tokens.flags(*i).has(Flags::DIGIT)
    });
    let (n, caps) = words
        .fold((0, 0), |(n, c), i| (n + 1, c + usize::from(view.tokens.flags(i).has(Flags::CAP))));
    n >= 2 && caps * 10 >= n * 8
}

/// No bullet or other mark, no lower-case letter in front.
fn starts_plain(view: View<'_>, unit: &Unit) -> bool {
    let lead = &view.text[unit.span.start as usize..view.tokens.start(unit.tokens.start) as usize];
    let lead = lead.trim();
    let f = view.tokens.flags(unit.tokens.start);
    let lower =
        f.has(Flags::ALPHA) && !f.has(Flags::CAP | Flags::DIGIT | Flags::MIXED | Flags::WIDE);
    !lower
        && lead.chars().all(|c| {
            matches!(c, '"' | '“' | '‘' | '\'' | '„' | '«' | '`' | '$' | '€' | '£' | '#' | '[')
        })
}

/// A line that is no sentence: the lines of a list of other stories.
pub(super) fn is_line(view: View<'_>, unit: &Unit) -> bool {
    unit.tokens.len() <= 2 * SHORT && (!is_closed(view, unit) || is_titled(view, unit))
}

/// Words of a heading, at most.
const HEADING_WORDS: usize = 14;

/// A heading: a short line without a sentence's end, before longer text.
pub(super) fn is_heading(view: View<'_>, unit: &Unit, next: Option<&Unit>) -> bool {
    let Some(next) = next else { return false };
    let n = unit.tokens.len();
    if n > HEADING_WORDS
        || !starts_plain(view, unit)
        || !view.tokens.flags(unit.tokens.start).has(Flags::CAP | Flags::DIGIT | Flags::WIDE)
    {
        return false;
    }
    let s = unit.span.of(view.text);
    if s.ends_with(':') {
        // "PRODUCTION NOTES:", but "He said:" belongs to what follows.
        return (unit.tokens.clone())
            .all(|i| view.tokens.flags(i).has(Flags::UPPER | Flags::DIGIT | Flags::SINGLE));
    }
    if is_closed(view, unit)
        || s.ends_with([';', '!', ')'])
        || s.starts_with(['"', '“']) && s.ends_with(['"', '”'])
    {
        return false;
    }
    // Numbers mostly: a table's row.
    let numbers = unit.tokens.clone().filter(|i| view.tokens.flags(*i).has(Flags::DIGIT)).count();
    let text_follows = next.tokens.len() >= 12 && (next.tokens.len() > n)
        || next.tokens.len() > n && is_closed(view, next);
    numbers * 2 < n && text_follows && !next.tokens.is_empty()
}

/// Small words that a byline may hold: "By Jane Doe and John Roe in Kabul for the Daily Herald".
const BYLINE_WORDS: [&str; 12] =
    ["and", "for", "in", "of", "the", "at", "from", "with", "special", "to", "staff", "writer"];

/// "By Jane Doe", and the writer's paper on the next line.
pub(super) fn is_byline(
    view: View<'_>,
    unit: &Unit,
    paragraphs: usize,
    before: Option<&Zone>,
) -> bool {
    let tokens = view.tokens;
    let n = unit.tokens.len();
    let first = unit.tokens.start;
    if paragraphs > 1 || n > SHORT || is_closed(view, unit) && n > 6 {
        return false;
    }
    let named = |from: usize| {
        (from..unit.tokens.end).all(|i| {
            tokens.flags(i).has(Flags::CAP)
                // "Ingrid de Vries"
                || i > from && tokens.flags(i).has(Flags::ALPHA) && tokens.span(i).len() < 4
                || BYLINE_WORDS.iter().any(|w| fold::eq(w, tokens.span(i).of(view.text)))
        })
    };
    let word = tokens.span(first).of(view.text);
    if fold::eq(word, "by") && tokens.flags(first).has(Flags::CAP) {
        let gap = tokens.gap(first + 1);
        return n >= 2
            && gap.is_within(Gap::BLANK | Gap::COLON)
            && (tokens.flags(first + 1).has(Flags::CAP)
                || labels::is_desk(view, unit.tokens.end - 1))
            && !tokens.flags(first + 1).has(Flags::DIGIT)
            && (named(first + 1) || labels::is_desk(view, unit.tokens.end - 1));
    }
    before.is_some_and(|z| z.kind == ZoneKind::Byline)
        && !unit.apart
        && n <= 5
        && tokens.flags(first).has(Flags::CAP)
        && !is_closed(view, unit)
        && named(first)
}

/// Words that point into a picture.
const POINTERS: [&str; 11] = [
    "left",
    "right",
    "center",
    "centre",
    "pictured",
    "seen",
    "poses",
    "shows",
    "photographed",
    "file",
    "undated",
];

/// Whether the unit (up to a credit) reads like a caption: one sentence, or words that point into a picture.
pub(super) fn is_caption(view: View<'_>, unit: &Unit, credit: Option<u32>) -> bool {
    let tokens = view.tokens;
    let end = credit.map_or(unit.span.end, |c| c);
    let all = unit.tokens.start..tokens.at(end.saturating_sub(1)).min(unit.tokens.end);
    if all.is_empty() || all.len() > 60 {
        return false;
    }
    let stops = (all.start + 1..all.end)
        .filter(|i| {
            let g = tokens.gap(*i);
            g.has(Gap::STOP | Gap::MARK)
                && g.has(Gap::SPACE)
                && tokens.flags(*i).has(Flags::CAP)
                && fold::width(tokens.span(*i - 1).of(view.text)) > 3
        })
        .count();
    if stops == 0 {
        return true;
    }
    stops <= 2
        && all.clone().any(|i| {
            let bracketed = i > 0 && tokens.gap(i).has(Gap::OPEN);
            let word = tokens.span(i).of(view.text);
            bracketed && POINTERS.iter().any(|p| fold::eq(p, word))
        })
}
