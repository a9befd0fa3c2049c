//! Zones: which part of an article a stretch of text is.
//!
//! Lines are gathered into units (a paragraph, a heading, a label line …), each unit is told by its
//! label, its dateline or its shape, and a credit at a paragraph's end becomes a zone of its own.

mod dateline;
mod labels;
mod lines;
mod shape;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::tokens::Tokens;
use crate::{
    article::Article,
    error::Error,
    lang::{LanguagePack, Lexicon, WordId},
    span::Span,
};
use labels::{How, Label};

/// What a zone is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ZoneKind {
    /// The article's headline.
    Headline,
    /// Who wrote it: "By Jane Doe".
    Byline,
    /// Place, day and agency before the first sentence: "KABUL, 12 March (Reuters) —"; also a line
    /// with nothing but the day.
    Dateline,
    /// A heading inside the article.
    Heading,
    /// Body text.
    #[default]
    Paragraph,
    /// Text of a picture.
    Caption,
    /// "Photo: Agency".
    Credit,
    /// "Editor: …".
    Editor,
    /// "Tags: …".
    Tags,
    /// A note about the article itself: "The article is in Romanian".
    Note,
    /// Lines of other stories: "Read also", "PREV … NEXT …".
    Related,
    /// A rule or other line without words.
    Separator,
}

impl ZoneKind {
    /// Whether facts here belong to the article's story: not in `tags`, `related` and other furniture.
    #[must_use]
    pub const fn is_body(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Dateline | Self::Heading | Self::Paragraph | Self::Caption
        )
    }
}

/// A stretch of text of one kind. Zones do not overlap and hold all text that is not blank.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it is.
    pub span: Span,
    #[serde(skip)]
    pub(crate) tokens: Range<u32>,
}

impl Zone {
    /// As it enters the sheet, where there are no tokens to point at.
    pub(crate) fn record(&self) -> Self {
        Zone { kind: self.kind, span: self.span, tokens: 0..0 }
    }
}

pub(super) struct Tables {
    labels: labels::Tables,
    dateline: dateline::Tables,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self { labels: labels::Tables::new(pack)?, dateline: dateline::Tables::new(pack) })
    }
}

/// What every pass over the units sees.
#[derive(Clone, Copy)]
struct View<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    words: &'a [WordId],
    lexicon: &'a Lexicon,
    tables: &'a Tables,
}

/// One or more lines that belong together.
#[derive(Clone, Debug)]
struct Unit {
    span: Span,
    tokens: Range<usize>,
    /// A blank line stands before it.
    apart: bool,
}

impl Unit {
    /// Makes all of it a zone. Zones come in order: each one's tokens begin where the last one's end.
    fn push(&self, list: &mut Vec<Zone>, kind: ZoneKind) {
        let first = list.last().map_or(0, |z| z.tokens.end);
        list.push(Zone {
            kind,
            span: self.span,
            tokens: first..(self.tokens.end as u32).max(first),
        });
    }
}

/// Buffers for what only the finding of zones needs.
#[derive(Clone, Default, Debug)]
pub(super) struct Work {
    lines: Vec<lines::Line>,
    units: Vec<Unit>,
}

/// Label lines, headings and datelines are told by few words; no look further than this.
const SHORT: usize = 16;

/// The zones of a text, in order.
pub(super) fn find(
    article: &Article<'_>,
    tokens: &Tokens,
    words: &[WordId],
    lexicon: &Lexicon,
    tables: &Tables,
    work: &mut Work,
    list: &mut Vec<Zone>,
) {
    let text = article.text();
    let view = View { text, tokens, words, lexicon, tables };
    lines::units(view, work);
    let units = &work.units;
    let headline = shape::headline(view, units, article.known_headline());
    list.clear();
    // The label of a block of other stories, while its lines last.
    let mut block: Option<ZoneKind> = None;
    let mut paragraphs = 0;
    for (k, unit) in units.iter().enumerate() {
        if unit.tokens.is_empty() {
            unit.push(list, ZoneKind::Separator);
            continue;
        }
        let label = labels::at_start(view, unit);
        if let Some(Label { kind, alone, how }) = label {
            let long = unit.tokens.len() > 4 * SHORT && how != How::Start;
            if !(long && paragraphs == 0) {
                block = (alone && kind == ZoneKind::Related).then_some(kind);
                let glued =
                    (kind == ZoneKind::Caption).then(|| labels::credit(view, unit)).flatten();
                push_split(list, view, kind, unit, glued);
                continue;
            }
        }
        if let Some(kind) = block {
            if shape::is_line(view, unit) {
                unit.push(list, kind);
                continue;
            }
            block = None;
        }
        if Some(k) == headline {
            unit.push(list, ZoneKind::Headline);
            continue;
        }
        if shape::is_byline(view, unit, paragraphs, list.last()) {
            unit.push(list, ZoneKind::Byline);
            continue;
        }
        let others = &units[k + 1..];
        let leads = || {
            let end = dateline::colon(view, unit, others);
            end.or_else(|| dateline::place(view, unit, others))
        };
        if let Some(end) =
            dateline::end(view, unit).or_else(|| (paragraphs == 0).then(leads).flatten())
        {
            push(list, view, ZoneKind::Dateline, Span::new(unit.span.start, end));
            let rest = shape::trimmed(view.text, Span::new(end, unit.span.end));
            if !rest.is_empty() {
                paragraphs += 1;
                let rest = Unit { span: rest, tokens: tokens.inside(rest), apart: false };
                let glued = labels::credit(view, &rest);
                push_split(list, view, ZoneKind::Paragraph, &rest, glued);
            }
            continue;
        }
        if paragraphs < 2 && dateline::is_date_line(view, unit) {
            unit.push(list, ZoneKind::Dateline);
            continue;
        }
        let glued = labels::credit(view, unit);
        if glued.is_none() && shape::is_heading(view, unit, units.get(k + 1)) {
            unit.push(list, ZoneKind::Heading);
            continue;
        }
        paragraphs += 1;
        let kind = match (&glued, units.get(k + 1)) {
            (Some(g), _) if shape::is_caption(view, unit, Some(g.start)) => ZoneKind::Caption,
            (None, Some(next))
                if !next.apart
                    && labels::at_start(view, next).is_some_and(|l| l.kind == ZoneKind::Credit)
                    && shape::is_caption(view, unit, None) =>
            {
                ZoneKind::Caption
            }
            _ => ZoneKind::Paragraph,
        };
        push_split(list, view, kind, unit, glued);
    }
}

fn push(list: &mut Vec<Zone>, view: View<'_>, kind: ZoneKind, span: Span) {
    // Zones come in order: each one's tokens begin where the last one's end.
    let first = list.last().map_or(0, |z| z.tokens.end as usize);
    let tokens = view.tokens.before(first, span.end);
    list.push(Zone { kind, span, tokens: first as u32..tokens.end as u32 });
}

/// A zone with the credit cut off that stands at its end.
fn push_split(
    list: &mut Vec<Zone>,
    view: View<'_>,
    kind: ZoneKind,
    unit: &Unit,
    credit: Option<Span>,
) {
    let Some(credit) = credit else { return unit.push(list, kind) };
    let before = shape::trimmed(view.text, Span::new(unit.span.start, credit.start));
    if !before.is_empty() {
        push(list, view, kind, before);
    }
    push(list, view, ZoneKind::Credit, credit);
}

#[cfg(all(test, feature = "embedded"))]
mod tests;
