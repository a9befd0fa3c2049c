//! Finds the numbers of a text, with modifiers, ranges and units.

mod bounds;
mod label;

use std::ops::Range;

use super::{
    QuantityKind,
    number::{Number, Reader, Shape},
    tables::Tables,
    unit,
};
use bounds::Connected;

use crate::{
    cue::{Cue, kind},
    document::{Document, Flags, Gap},
    lang::{Form as WordForm, Lexicon, WordId},
    mention::{Form, Mentions},
    span::Span,
    syntax::{Syntax, Tag},
    text::Text,
    timex::{Timex, TimexKind},
};

/// A number with bounds and unit, before it is known what it counts.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The number words.
    pub tokens: Range<usize>,
    pub span: Span,
    /// With modifiers before and behind, unit included.
    pub phrase: Range<usize>,
    pub phrase_span: Span,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub approximate: bool,
    pub kind: QuantityKind,
    pub unit: Option<Text>,
    /// Kept only where something is counted: "one", "half".
    pub weak: bool,
    pub rule: &'static str,
}

impl Item {
    /// Whether this can count people: a plain number of things, not "half of them".
    pub fn counts(&self) -> bool {
        let part = |n: Option<f64>| n.is_some_and(|n| n > 0.0 && n < 1.0);
        self.kind == QuantityKind::Cardinal && !part(self.low) && !part(self.high)
    }
}

/// What a number can begin with.
pub(super) const NUMBERS: u32 = kind::NUMBER | kind::DIGIT;

/// The items of a sentence.
pub(super) type Items<'b> = bumpalo::collections::Vec<'b, Item>;

pub(super) struct Scan<'a, 't> {
    pub doc: &'a Document<'t>,
    pub syntax: &'a Syntax,
    pub times: &'a [Timex],
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
}

/// What becomes of the token at hand.
enum Step {
    Next,
    /// No number up to this token.
    Skip(usize),
    Found(Item),
}

impl<'t> Scan<'_, 't> {
    /// The items of a sentence, in order.
    pub fn sentence(&self, range: Range<usize>, cues: &[Cue], items: &mut Items<'_>) {
        let reader =
            Reader { doc: self.doc, lexicon: self.lexicon, tables: self.tables, end: range.end };
        let mut from = range.start;
        for cue in cues.iter().filter(|c| c.kinds & NUMBERS != 0) {
            let i = cue.token as usize;
            if i < from {
                continue;
            }
            let floor = items.last().map_or(range.start, |x: &Item| x.phrase.end.max(x.tokens.end));
            match self.step(&reader, i, floor, range.clone(), items) {
                Step::Next => {}
                Step::Skip(to) => from = to,
                Step::Found(item) => {
                    from = item.phrase.end;
                    items.push(item);
                }
            }
        }
    }

    fn word(&self, i: usize, end: usize) -> WordId {
        if i < end { self.doc.words()[i] } else { WordId(0) }
    }

    fn is(&self, i: usize, word: WordId) -> bool {
        word.0 != 0 && i < self.doc.len() && self.doc.words()[i] == word
    }

    fn article(&self, i: usize) -> bool {
        self.is(i, self.tables.common.a) || self.is(i, self.tables.common.an)
    }

    /// The time expression that holds token `i`.
    fn time(&self, i: usize) -> Option<&Timex> {
        let at = self.doc.tokens().start(i);
        let k = self.times.partition_point(|t| t.span.end <= at);
        self.times.get(k).filter(|t| t.span.start <= at)
    }

    /// The first token behind a time expression that holds token `i`.
    fn behind(&self, t: &Timex, i: usize) -> usize {
        let tokens = self.doc.tokens();
        (i + 1..tokens.len()).find(|k| tokens.start(*k) >= t.span.end).unwrap_or(tokens.len())
    }

    fn step(
        &self,
        reader: &Reader<'_, 't>,
        i: usize,
        floor: usize,
        range: Range<usize>,
        items: &mut Items<'_>,
    ) -> Step {
        let tokens = self.doc.tokens();
        let end = range.end;
        if let Some(m) = self.mentions.at(i) {
            // A run of capitals that begins with a number may be none: "SIX JESUITS".
            if m.form != Form::Demonym && (m.tokens.start < i || m.entry.is_some()) {
                return Step::Skip(m.tokens.end);
            }
        }
        if tokens.flags(i).has(Flags::DIGIT)
            && let Some(to) = self.label(i, range.clone())
        {
            return Step::Skip(to);
        }
        let time = self.time(i);
        if let Some(t) = time
            && t.kind != TimexKind::Duration
        {
            return Step::Skip(self.behind(t, i));
        }
        let Some(n) = reader.read(i) else {
            return if self.article(i) { self.alone(i, end) } else { self.odd(i, items) };
        };
        if let Some(age) = unit::age(self, &n, end) {
            return Step::Found(self.age(&n, age, floor));
        }
        if let Some(t) = time {
            return Step::Skip(self.behind(t, i));
        }
        self.item(reader, n, floor, end)
    }

    /// "a mile", "an acre".
    fn alone(&self, i: usize, end: usize) -> Step {
        let tokens = self.doc.tokens();
        let at = i + 1;
        if at >= end || !tokens.gap(at).is_within(Gap::BLANK) || self.time(i).is_some() {
            return Step::Next;
        }
        let unit = self.doc.phrase(self.lexicon, at, self.tables.units).filter(|(len, e)| {
            self.tables.unit_rows[e.row as usize].alone
                && e.form.is(WordForm::BASE)
                && at + len <= end
                && !tokens.gap(at + len).has(Gap::HYPHEN)
        });
        let Some((len, e)) = unit else { return self.coin(i, end) };
        let span = tokens.span(i);
        Step::Found(Item {
            tokens: i..at,
            span,
            phrase: i..at + len,
            phrase_span: Span::new(span.start, tokens.end(at + len - 1)),
            low: Some(1.0),
            high: Some(1.0),
            approximate: false,
            kind: QuantityKind::Measure,
            unit: Some(self.tables.unit_rows[e.row as usize].code.clone()),
            weak: false,
            rule: "measure",
        })
    }

    /// "a dollar", "a euro": a sum, unless a noun goes on ("a dollar bill").
    fn coin(&self, i: usize, end: usize) -> Step {
        let tokens = self.doc.tokens();
        let at = i + 1;
        let money = self.doc.phrase(self.lexicon, at, self.tables.currencies).filter(|(len, e)| {
            let c = &self.tables.currency_rows[e.row as usize];
            let word = !(c.code_word || c.sign || c.prefix || c.weak);
            word && e.form.is(WordForm::BASE)
                && at + len <= end
                && self.syntax.tag(at) == Tag::Noun
                && !tokens.gap(at + len).has(Gap::HYPHEN)
                && !self.noun_follows(at + len, end)
        });
        let Some((len, e)) = money else { return Step::Next };
        let c = &self.tables.currency_rows[e.row as usize];
        let span = tokens.span(i);
        Step::Found(Item {
            tokens: i..at,
            span,
            phrase: i..at + len,
            phrase_span: Span::new(span.start, tokens.end(at + len - 1)),
            low: Some(1.0),
            high: Some(1.0),
            approximate: false,
            kind: QuantityKind::Money,
            unit: c.code.clone(),
            weak: false,
            rule: "money",
        })
    }

    fn age(&self, n: &Number, age: unit::Age, floor: usize) -> Item {
        let mut item = self.base(n);
        item.kind = QuantityKind::Measure;
        item.unit = Some(age.code);
        item.phrase.end = age.end;
        item.rule = "age";
        item.phrase_span = Span::new(n.span.start, self.doc.tokens().end(age.end - 1));
        self.modify(&mut item, floor);
        item
    }

    fn base(&self, n: &Number) -> Item {
        let high = match n.shape {
            Shape::Vague(high) => high,
            _ => Some(n.value),
        };
        Item {
            tokens: n.tokens.clone(),
            span: n.span,
            phrase: n.tokens.clone(),
            phrase_span: n.span,
            low: Some(n.value),
            high,
            approximate: matches!(n.shape, Shape::Vague(_) | Shape::Round),
            kind: if n.shape == Shape::Ordinal {
                QuantityKind::Ordinal
            } else {
                QuantityKind::Cardinal
            },
            unit: None,
            weak: n.bare,
            rule: match n.shape {
                Shape::Vague(_) => "vague",
                Shape::Ordinal => "ordinal",
                Shape::Fraction => "fraction",
                _ if n.plain_digits => "digits",
                _ => "number",
            },
        }
    }

    fn item(&self, reader: &Reader<'_, 't>, mut n: Number, floor: usize, end: usize) -> Step {
        let tokens = self.doc.tokens();
        let Some(found) = unit::find(self, &mut n, end) else {
            return Step::Skip(n.tokens.end);
        };
        let mut item = self.base(&n);
        if let Some(u) = &found {
            (item.kind, item.unit, item.rule) = (u.kind, u.code.clone(), u.rule);
            item.weak = false;
            item.phrase.end = item.phrase.end.max(u.end);
            item.phrase.start = item.phrase.start.min(u.start);
            item.phrase_span = item.phrase_span.cover(u.span);
        }
        if self.sign(&mut item) {
            item.rule = "negative";
        }
        // Ranges.
        let connected = self.range(reader, &mut item, &n, found.is_some(), end);
        if let Connected::Score(to) = connected {
            return Step::Skip(to);
        }
        let ranged = connected == Connected::Range;
        let bounded = self.modify(&mut item, floor) | self.modify_after(&mut item, end);
        if item.kind == QuantityKind::Cardinal && !ranged {
            if n.plain_digits && !bounded && self.year(&n, end) {
                return Step::Skip(n.tokens.end);
            }
            let word = self.word(n.tokens.start, end);
            if n.tokens.len() == 1 && word == self.tables.common.one && !bounded {
                let before =
                    n.tokens.start.checked_sub(1).map_or(WordId(0), |k| self.doc.words()[k]);
                let gap = tokens.gap(n.tokens.start);
                let pronoun =
                    gap.is_within(Gap::BLANK) && self.tables.common.not_one.contains(&before);
                if pronoun {
                    return Step::Next;
                }
                item.weak = !self.noun_follows(n.tokens.end, end)
                    && !self.is(n.tokens.end, self.tables.common.of)
                    && end - floor > 1;
            }
            if n.bare {
                item.weak = !bounded && !self.is(n.tokens.end, self.tables.common.of);
            }
        }
        Step::Found(item)
    }

    /// Whether a noun phrase goes on at `i`.
    pub fn noun_follows(&self, i: usize, end: usize) -> bool {
        i < end
            && self.doc.tokens().gap(i).is_within(Gap(Gap::BLANK.0 | Gap::HYPHEN.0 | Gap::QUOTE.0))
            && matches!(
                self.syntax.tag(i),
                Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Participle | Tag::Gerund
            )
    }
}
