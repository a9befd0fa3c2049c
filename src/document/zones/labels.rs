//! Labels: "Photo: …", "Editor: …", "Tags: …", "Read also", "The article is in …".

use super::{SHORT, Unit, View, ZoneKind};
use crate::{
    document::{
        sentences::column,
        tokens::{Flags, Gap},
    },
    error::Error,
    fold,
    lang::{Class, LanguagePack},
    span::Span,
};

/// How a label is told from ordinary words; see `words/zone-labels.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    Colon,
    Start,
    Capitals,
    Inside,
    Slash,
    Name,
    Desk,
}

pub(super) struct Tables {
    pub class: Class,
    /// By row; news agencies have no zone.
    pub rows: Vec<(Option<ZoneKind>, How)>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let class = lexicon.require("zone-labels")?;
        let kinds = column(lexicon, "zone-labels", 1, |_, value| {
            Ok(Some(match value {
                "credit" => ZoneKind::Credit,
                "caption" => ZoneKind::Caption,
                "editor" => ZoneKind::Editor,
                "byline" => ZoneKind::Byline,
                "tags" => ZoneKind::Tags,
                "related" => ZoneKind::Related,
                "note" => ZoneKind::Note,
                "agency" => return Ok(None),
                _ => return Err("a zone or agency"),
            }))
        })?;
        let hows = column(lexicon, "zone-labels", 2, |_, value| match value {
            "colon" => Ok(How::Colon),
            "start" => Ok(How::Start),
            "capitals" => Ok(How::Capitals),
            "inside" => Ok(How::Inside),
            "slash" => Ok(How::Slash),
            "name" => Ok(How::Name),
            "desk" => Ok(How::Desk),
            _ => Err("colon, start, capitals, inside, slash, name or desk"),
        })?;
        Ok(Self { class, rows: kinds.into_iter().zip(hows).collect() })
    }
}

/// A label that a unit starts with.
#[derive(Clone, Copy)]
pub(super) struct Label {
    pub kind: ZoneKind,
    pub how: How,
    /// Nothing follows it: what it announces stands on the next lines.
    pub alone: bool,
}

/// The label's words at token `i`: how many, and its row.
fn read(view: View<'_>, i: usize, end: usize) -> Option<(usize, Option<ZoneKind>, How)> {
    let t = &view.tables.labels;
    let (n, entry) = view.lexicon.longest(&view.words[i..end.min(view.words.len())], t.class)?;
    let whole = (i + 1..i + n).all(|k| {
        view.tokens
            .gap(k)
            .is_within(Gap::BLANK | Gap::HYPHEN | Gap::COMMA | Gap::OTHER | Gap::SLASH)
    });
    let (n, entry) =
        if whole { (n, entry) } else { (1, view.lexicon.entry(view.words[i], t.class)?) };
    let (kind, how) = t.rows[entry.row as usize];
    Some((n, kind, how))
}

/// Whether token `i` names a part of a newsroom: "By the Foreign Desk".
pub(super) fn is_desk(view: View<'_>, i: usize) -> bool {
    let t = &view.tables.labels;
    view.lexicon
        .entry(view.words[i], t.class)
        .is_some_and(|e| t.rows[e.row as usize].1 == How::Desk)
}

/// The label at the start of a unit.
pub(super) fn at_start(view: View<'_>, unit: &Unit) -> Option<Label> {
    let (first, end) = (unit.tokens.start, unit.tokens.end);
    let tokens = view.tokens;
    if unit.tokens.is_empty() {
        return None;
    }
    if !view.lexicon.marks(view.words[first]).begins(view.tables.labels.class) {
        return None;
    }
    let (n, kind, how) = read(view, first, end)?;
    let kind = kind?;
    let f = tokens.flags(first);
    if !f.has(Flags::CAP) {
        return None;
    }
    let after = first + n;
    let alone = after == end;
    let gap = tokens.gap(after);
    let head = Span::new(unit.span.start, tokens.start(first)).of(view.text);
    let marked = !alone && {
        let s = tokens.gap_span(after, view.text).of(view.text).trim_start();
        s.starts_with([':', '：'])
            || how != How::Inside && s.starts_with('|')
            || s.starts_with(['-', '–', '—'])
                && (n > 1 || f.has(Flags::UPPER))
                && gap.has(Gap::SPACE)
    };
    let bracketed = head.ends_with(['(', '[']);
    let words = end - after;
    let ok = match how {
        How::Start => true,
        How::Colon | How::Inside if alone => {
            let tail = Span::new(tokens.full_end(end - 1), unit.span.end).of(view.text);
            tail.trim_matches([':', ')', ']', '.', '…', '-', '»', '>', ' ', '*', '→']).is_empty()
        }
        How::Colon => marked,
        How::Inside => marked || n > 1 && words <= SHORT && (bracketed || words <= 6),
        How::Capitals => {
            let upper = (first..after).all(|k| tokens.flags(k).has(Flags::UPPER));
            let others = (after..end.min(after + SHORT)).any(|k| {
                tokens.flags(k).has(Flags::ALPHA)
                    && !tokens.flags(k).has(Flags::UPPER | Flags::SINGLE)
            });
            upper && others || marked || alone
        }
        How::Slash => gap.has(Gap::SLASH) && words <= 8,
        How::Name | How::Desk => false,
    };
    // A label that only a colon tells does not make a whole story of the line's text.
    ok.then_some(Label { kind, how, alone })
}

/// Words of a credit at the end of a paragraph, at most.
const CREDIT_WORDS: usize = 14;

/// The credit at the end of a unit: "… the attack. Photo: Agency", "… (Photo by Jane Doe)".
pub(super) fn credit(view: View<'_>, unit: &Unit) -> Option<Span> {
    let tokens = view.tokens;
    let end = unit.tokens.end;
    let from = unit.tokens.start.max(end.saturating_sub(CREDIT_WORDS)).max(unit.tokens.start + 1);
    let class = view.tables.labels.class;
    let words = &view.words[from.min(end)..end];
    for ((i, flags), word) in (from..end).zip(tokens.flags_of(from.min(end)..end)).zip(words) {
        // Either is common, both are not.
        if !(view.lexicon.marks(*word).begins(class) & flags.has(Flags::CAP)) {
            continue;
        }
        let Some((n, Some(ZoneKind::Credit), how)) = read(view, i, end) else { continue };
        if i + n >= end {
            continue;
        }
        let before = tokens.gap(i);
        let after = tokens.gap(i + n);
        let closed = before.has(
            Gap::STOP | Gap::MARK | Gap::CLOSE | Gap::QUOTE | Gap::OPEN | Gap::DASH | Gap::OTHER,
        );
        let tail = Span::new(tokens.full_end(i + n - 1), unit.span.end).of(view.text);
        // One more sentence after the credit: it is no end.
        let last = tail.trim_end_matches(['.', ')', ']', ' ']);
        let ends = !last.contains(". ") || fold::width(last) < 40;
        let ok = ends
            && match how {
                How::Inside => after.has(Gap::COLON) && !after.has(Gap::QUOTE) || closed && n > 1,
                How::Slash => after.has(Gap::SLASH) && !before.has(Gap::SLASH),
                _ => false,
            };
        if !ok {
            continue;
        }
        let gap = tokens.gap_span(i, view.text);
        // The opening bracket belongs to the credit.
        let s = gap.of(view.text);
        let open = s.rfind(['(', '[', '©']).filter(|k| *k + 4 >= s.len());
        let start = open.map_or(tokens.start(i), |k| gap.start + k as u32);
        return Some(Span::new(start, unit.span.end));
    }
    None
}
