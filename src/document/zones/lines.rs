//! Lines, and which of them are one paragraph.

use super::{Unit, View, Work, shape};
use crate::{document::tokens::Flags, fold, span::Span};

/// One line, trimmed.
#[derive(Clone, Debug)]
pub(super) struct Line {
    span: Span,
    first: usize,
    last: usize,
    /// A blank line stands before it.
    apart: bool,
    /// It ends in a blank: the break is only a wrap.
    trailing: bool,
}

/// Widest line of hard-wrapped text, in bytes.
const WIDEST: u32 = 110;
/// Narrowest.
const NARROWEST: u32 = 40;

/// The text's units: lines, with hard-wrapped ones joined.
pub(super) fn units(view: View<'_>, work: &mut Work) {
    let Work { lines, units } = work;
    find(view, lines);
    units.clear();
    for run in lines.chunk_by(|_, next| !next.apart) {
        block(view, run, units);
    }
}

fn find(view: View<'_>, list: &mut Vec<Line>) {
    let (text, tokens) = (view.text, view.tokens);
    list.clear();
    let (mut at, mut token, mut blank) = (0, 0, false);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = &text[at..at + len];
        let body = line.trim_start();
        if body.is_empty() {
            // The line feed of a CRLF is no blank line.
            let crlf = len == 0 && at > 0 && text.as_bytes()[at - 1] == b'\r' && rest[0] == b'\n';
            blank |= !crlf;
        } else {
            let first = token;
            // A blank with a combining mark after it is part of a word.
            let start =
                if first < tokens.len() { tokens.start(first) as usize } else { usize::MAX };
            let start = start.min(at + (len - body.len()));
            token = tokens.before(first, (at + len) as u32).end;
            list.push(Line {
                span: Span::from_usize(start, at + shape::end(line)),
                first,
                last: token,
                apart: blank && !list.is_empty(),
                trailing: line.ends_with(' '),
            });
            blank = false;
        }
        at += len + 1;
    }
}

/// The units of a run of lines without a blank line.
fn block(view: View<'_>, lines: &[Line], list: &mut Vec<Unit>) {
    let wrapped = is_wrapped(view, lines);
    for (k, line) in lines.iter().enumerate() {
        let joins = k > 0 && {
            let before = &lines[k - 1];
            runs_on(view, before, line)
                || wrapped.is_some_and(|width| {
                    !fits(view, before, line, width) && before.first < before.last
                })
        };
        match list.last_mut() {
            Some(unit) if joins => {
                unit.span.end = line.span.end;
                unit.tokens.end = line.last;
            }
            _ => list.push(Unit {
                span: line.span,
                tokens: line.first..line.last,
                apart: line.apart,
            }),
        }
    }
}

/// Whether the second line plainly goes on with the first one's sentence.
fn runs_on(view: View<'_>, a: &Line, b: &Line) -> bool {
    if a.last - a.first < 3 || a.first == a.last || b.first == b.last {
        return false;
    }
    let (text, tokens) = (view.text, view.tokens);
    if ends_closed(a.span.of(text)) {
        return false;
    }
    let start = b.span.of(text);
    let lower = start.starts_with(char::is_lowercase) && !is_listed(view, b);
    let capital = tokens.flags(a.first).has(Flags::CAP) || a.trailing;
    let more = b.last - b.first >= 3 || a.trailing || ends_closed(start);
    capital && more && (lower || a.trailing && start.starts_with('('))
}

/// "a) here", "b. there".
fn is_listed(view: View<'_>, line: &Line) -> bool {
    view.tokens.flags(line.first).has(Flags::SINGLE)
        && view.tokens.gap_span(line.first + 1, view.text).of(view.text).starts_with(['.', ')'])
}

/// Whether the text ends as sentences and list heads do.
fn ends_closed(s: &str) -> bool {
    s.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', ':', ';', '…', '。'])
}

/// The width at which the lines are wrapped, when they look wrapped.
fn is_wrapped(view: View<'_>, lines: &[Line]) -> Option<u32> {
    if lines.len() < 3 {
        return None;
    }
    // One that is too wide tells enough.
    let mut width = 0;
    for line in lines {
        width = width_of(view, line).max(width);
        if width > WIDEST {
            return None;
        }
    }
    if width < NARROWEST {
        return None;
    }
    let breaks = lines.len() - 1;
    let full = lines.windows(2).filter(|w| !fits(view, &w[0], &w[1], width)).count();
    let closed = lines[..breaks].iter().filter(|l| ends_closed(l.span.of(view.text))).count();
    (full * 10 >= breaks * 7 && closed * 2 < breaks).then_some(width)
}

fn width_of(view: View<'_>, line: &Line) -> u32 {
    fold::width(line.span.of(view.text)) as u32
}

/// Whether the second line's first word would have had room on the first line.
fn fits(view: View<'_>, a: &Line, b: &Line, width: u32) -> bool {
    let word = b.span.of(view.text).split(char::is_whitespace).next().map_or(0, fold::width);
    width_of(view, a) + 1 + word as u32 <= width.saturating_sub(2)
}
