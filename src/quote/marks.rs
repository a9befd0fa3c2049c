//! Quotation marks and their pairs.
//!
//! Every style is read: straight, curly, low-high, angle, TeX-like, and single marks where they are no
//! apostrophes. Pairs never reach beyond their zone; a mark that is re-opened at the start of the next zone
//! continues the quotation, any other mark without a partner is reported.

use bumpalo::{Bump, collections::Vec};

use crate::{
    document::{Document, Gap, Zone},
    lang::Class,
    span::Span,
};

/// A stretch in quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marked {
    /// Without the marks.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// Tokens inside.
    pub first: usize,
    /// One past the last token inside.
    pub last: usize,
    /// Has a closing mark.
    pub closed: bool,
    /// Re-opens the stretch before it, which a paragraph's end left open.
    pub continues: bool,
    /// Lies inside another stretch.
    pub nested: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Style {
    Straight,
    Curly,
    Low,
    Angle,
    SingleAngle,
    Tex,
    Single,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Side {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: u32,
    end: u32,
    style: Style,
    side: Side,
    /// The token after the mark.
    token: usize,
}

/// Deepest nesting that is followed.
const DEPTH: usize = 4;
/// How many tokens a single mark may be away from its partner.
const REACH: usize = 400;

/// What the gaps between words say of quotations.
pub(super) struct Marks<'b> {
    /// The stretches in quotation marks, in order.
    pub list: Vec<'b, Marked>,
    /// The marks without a partner.
    pub unbalanced: Vec<'b, Span>,
    /// The tokens behind a colon.
    pub colons: Vec<'b, u32>,
}

/// Reads the gaps of a document, and pairs the quotation marks in them.
pub(super) fn pair<'b>(doc: &Document<'_>, clipped: Class, bump: &'b Bump) -> Marks<'b> {
    let (mut list, mut unbalanced) = (Vec::with_capacity_in(16, bump), Vec::new_in(bump));
    let (mut marks, mut stack) =
        (Vec::with_capacity_in(32, bump), Vec::with_capacity_in(DEPTH, bump));
    let mut colons = Vec::with_capacity_in(16, bump);
    let tokens = doc.tokens();
    for at in tokens.all_marked() {
        let i = *at as usize;
        let gap = tokens.gap(i);
        if !gap.has(Gap::QUOTE | Gap::APOSTROPHE | Gap::COLON) {
            continue;
        }
        if gap.has(Gap::COLON) && i < doc.len() {
            colons.push(*at);
        }
        if gap.has(Gap::QUOTE | Gap::APOSTROPHE) {
            read_gap(doc, clipped, i, &mut marks);
        }
    }
    let mut rest = &marks[..];
    // The stretch that the zone before left open, if nothing stands behind it.
    let mut open_end: Option<usize> = None;
    for zone in doc.zones() {
        if rest.is_empty() && open_end.is_none() {
            break;
        }
        let n = rest.iter().take_while(|m| m.at < zone.span.end).count();
        if n == 0 && open_end.is_none() {
            continue;
        }
        let (here, after) = rest.split_at(n);
        rest = after;
        let from = list.len();
        stack.clear();
        pair_zone(doc, zone, here, open_end.is_some(), &mut stack, &mut list, &mut unbalanced);
        let reopened = list.get(from).is_some_and(|m: &Marked| m.outer.start == zone.span.start);
        if let Some(k) = open_end.take() {
            if reopened {
                list[from].continues = true;
            } else {
                unbalanced.push(Span::new(list[k].outer.start, list[k].inner.start));
            }
        }
        open_end = (from..list.len()).rev().find(|k| !list[*k].closed && !list[*k].nested);
        if let Some(k) = open_end.filter(|k| list[*k].inner.end < zone.span.end) {
            unbalanced.push(Span::new(list[k].outer.start, list[k].inner.start));
            open_end = None;
        }
    }
    if let Some(k) = open_end {
        unbalanced.push(Span::new(list[k].outer.start, list[k].inner.start));
    }
    unbalanced.sort_unstable();
    Marks { list, unbalanced, colons }
}

/// The marks between tokens `i - 1` and `i`.
fn read_gap(doc: &Document<'_>, clipped: Class, i: usize, out: &mut Vec<'_, Mark>) {
    let text = doc.text();
    let gap = doc.tokens().gap_span(i, text);
    let slice = gap.of(text);
    let bytes = slice.as_bytes();
    let mut from = 0;
    // Blanks and stops are stepped over byte by byte.
    let may_be = |b: &u8| matches!(b, b'"' | b'\'' | b'`') || !b.is_ascii();
    while let Some(n) = bytes[from..].iter().position(may_be) {
        let k = from + n;
        let Some(c) = slice[k..].chars().next() else { break };
        let at = gap.start + k as u32;
        let len = c.len_utf8() as u32;
        let doubled = matches!(c, '`' | '\'') && bytes.get(k + 1) == bytes.get(k);
        from = k + len as usize + usize::from(doubled);
        let mut mark = |style, side, len| {
            out.push(Mark { at, end: at + len, style, side, token: i });
        };
        match c {
            '"' | '＂' => mark(Style::Straight, Side::Either, len),
            '“' | '‟' => mark(Style::Curly, Side::Open, len),
            '”' => mark(Style::Curly, Side::Close, len),
            '„' => mark(Style::Low, Side::Open, len),
            '«' => mark(Style::Angle, Side::Open, len),
            '»' => mark(Style::Angle, Side::Close, len),
            '‹' => mark(Style::SingleAngle, Side::Open, len),
            '›' => mark(Style::SingleAngle, Side::Close, len),
            '`' if doubled => mark(Style::Tex, Side::Open, 2),
            '\'' if doubled => mark(Style::Tex, Side::Either, 2),
            '\'' | '’' | '‘' | '‚' | '‛' | '`' | '´' => {
                if let Some(side) = single_side(doc, clipped, i, at, c) {
                    mark(Style::Single, side, len);
                }
            }
            _ => {}
        }
    }
}

/// Whether a single mark can open or close, going by its neighbours; none for a plain apostrophe.
fn single_side(doc: &Document<'_>, clipped: Class, i: usize, at: u32, c: char) -> Option<Side> {
    let text = doc.text();
    let before = text[..at as usize].chars().next_back();
    let after = text[at as usize + c.len_utf8()..].chars().next();
    let word_after = after.is_some_and(char::is_alphanumeric);
    if opens_after(before) && after.is_some_and(|a| !a.is_whitespace()) {
        // 'em, '90s: a letter or figure is left out, nothing opens.
        let year = after.is_some_and(|a| a.is_ascii_digit());
        let short = word_after && i < doc.len() && doc.marks(i).classes.has(clipped);
        return (c != '´' && !(c != '‘' && (year || short))).then_some(Side::Open);
    }
    (c != '‘' && c != '‚' && before.is_some_and(|b| !b.is_whitespace()) && !word_after)
        .then_some(Side::Close)
}

fn opens_after(before: Option<char>) -> bool {
    before.is_none_or(|b| {
        b.is_whitespace()
            || matches!(b, '(' | '[' | '{' | '—' | '–' | '-' | '"' | '“' | '„' | '«' | ':' | '/')
    })
}

/// Which way a mark faces where its shape does not say.
fn side(text: &str, m: &Mark, open: bool) -> Side {
    clear_side(text, m).unwrap_or(if open { Side::Close } else { Side::Open })
}

/// Which way a mark faces by the blanks around it, if they say.
fn clear_side(text: &str, m: &Mark) -> Option<Side> {
    let before = text[..m.at as usize].chars().next_back();
    let after = text[m.end as usize..].chars().next();
    let left = opens_after(before);
    let right = after.is_none_or(|a| {
        a.is_whitespace()
            || matches!(a, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '—' | '–' | '-')
    });
    match (left, right) {
        (true, false) => Some(Side::Open),
        (false, true) => Some(Side::Close),
        _ => None,
    }
}

/// Pairs the marks of one zone; `stack` holds those that are open, with their place in `list`.
fn pair_zone(
    doc: &Document<'_>,
    zone: &Zone,
    marks: &[Mark],
    carried: bool,
    stack: &mut Vec<'_, (Mark, usize)>,
    list: &mut Vec<'_, Marked>,
    unbalanced: &mut Vec<'_, Span>,
) {
    let text = doc.text();
    let from = list.len();
    for (k, m) in marks.iter().enumerate() {
        let top = stack.iter().rposition(|(o, _)| partners(o.style, m.style));
        let facing = match (m.style, m.side) {
            (Style::Straight, _) | (Style::Tex, Side::Either) => side(text, m, top.is_some()),
            // „low-high“ and »inward« marks: what opens elsewhere closes here.
            (Style::Curly, Side::Open) if top.is_some_and(|t| stack[t].0.style == Style::Low) => {
                Side::Close
            }
            (Style::Curly, Side::Close) if top.is_none() => side(text, m, false),
            // A mark that was set the wrong way round.
            (Style::Curly, Side::Open) if top.is_some() => {
                clear_side(text, m).unwrap_or(Side::Open)
            }
            (Style::Angle | Style::SingleAngle, _) => side(text, m, top.is_some()),
            (_, s) => s,
        };
        if facing == Side::Open {
            if m.style == Style::Single && !has_partner(text, m, &marks[k + 1..]) {
                continue;
            }
            // A mark of the same style that is still open has lost its partner.
            let lost = top.filter(|_| {
                !matches!(m.style, Style::Single | Style::Low)
                    && !closes_twice(m.style, &marks[k + 1..])
            });
            if let Some(t) = lost {
                let (lost, at) = stack[t];
                stack.truncate(t);
                close(doc, &mut list[at], m.at, m.at, m.token, false);
                unbalanced.push(Span::new(lost.at, lost.end));
            }
            if stack.len() < DEPTH {
                stack.push((*m, list.len()));
                list.push(Marked {
                    inner: Span::new(m.end, zone.span.end),
                    outer: Span::new(m.at, zone.span.end),
                    first: m.token,
                    last: zone.tokens.end as usize,
                    closed: false,
                    continues: false,
                    nested: stack.len() > 1,
                });
            }
        } else if let Some(t) = top {
            if m.style == Style::Single
                && is_possessive(text, m)
                && has_close(text, &marks[k + 1..])
            {
                continue;
            }
            let (_, at) = stack[t];
            stack.truncate(t);
            close(doc, &mut list[at], m.at, m.end, m.token, true);
        } else if carried && list.len() == from && m.style != Style::Single {
            // Closes what the zone before left open.
            let first = zone.tokens.start as usize;
            list.push(Marked {
                inner: Span::new(zone.span.start, m.at),
                outer: Span::new(zone.span.start, m.end),
                first,
                last: m.token,
                closed: true,
                continues: false,
                nested: false,
            });
        } else if m.style != Style::Single && !after_digit(text, m) {
            unbalanced.push(Span::new(m.at, m.end));
        }
    }
    // Inner stretches that nothing closes are apostrophes or slips; empty ones are noise.
    let mut kept = from;
    for k in from..list.len() {
        let m = &list[k];
        if (m.closed || !m.nested) && m.first < m.last {
            list.swap(kept, k);
            kept += 1;
        }
    }
    list.truncate(kept);
}

/// Whether two closing marks come before the next opening one, so that marks of one style are nested.
fn closes_twice(style: Style, rest: &[Mark]) -> bool {
    let mut facing = rest.iter().filter(|m| m.style == style).take(2).map(|m| m.side);
    style != Style::Straight
        && facing.next() == Some(Side::Close)
        && facing.next() == Some(Side::Close)
}

fn close(doc: &Document<'_>, m: &mut Marked, end: u32, outer: u32, token: usize, closed: bool) {
    let text = doc.text();
    let inner = text[m.inner.start as usize..end as usize].trim_end();
    m.inner.end = m.inner.start + inner.len() as u32;
    m.outer.end = if closed { outer } else { m.inner.end };
    m.last = token;
    m.closed = closed;
}

fn partners(open: Style, mark: Style) -> bool {
    open == mark
        || (open == Style::Low && matches!(mark, Style::Curly | Style::Straight))
        || (open == Style::Tex && mark == Style::Straight)
        || (open == Style::Straight && mark == Style::Curly)
        || (open == Style::Curly && mark == Style::Straight)
}

/// Whether a mark that can close stands behind an opening single mark.
fn has_partner(text: &str, open: &Mark, rest: &[Mark]) -> bool {
    rest.iter()
        .take(8)
        .take_while(|m| m.token <= open.token + REACH)
        .any(|m| m.style == Style::Single && m.side == Side::Close && !is_possessive(text, m))
        || rest.iter().take(8).any(|m| m.style == Style::Single && m.side == Side::Close)
}

/// Whether a better closing mark follows before the next opening one.
fn has_close(text: &str, rest: &[Mark]) -> bool {
    rest.iter()
        .take(8)
        .take_while(|m| m.style != Style::Single || m.side == Side::Close)
        .any(|m| m.style == Style::Single && !is_possessive(text, m))
}

/// "officials' claims": an apostrophe behind an s with a lower-case word next to it.
fn is_possessive(text: &str, m: &Mark) -> bool {
    let before = &text[..m.at as usize];
    let mut after = text[m.end as usize..].chars();
    before.ends_with(['s', 'S', 'z', 'x'])
        && after.next() == Some(' ')
        && after.next().is_some_and(char::is_alphabetic)
}

/// 6'2": inches.
fn after_digit(text: &str, m: &Mark) -> bool {
    text[..m.at as usize].ends_with(|c: char| c.is_ascii_digit())
}
