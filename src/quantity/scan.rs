//! Finds the numbers of a text, with modifiers, ranges and units.

use std::ops::Range;

use super::{
    QuantityKind, digits,
    number::{Number, Reader, Shape},
    tables::{Bound, Tables},
    unit,
};
use crate::{
    document::{Document, Flags, Gap},
    lang::{Form as WordForm, Lexicon, WordId},
    mention::{Form, Mentions},
    span::Span,
    syntax::{Syntax, Tag},
    text::Text,
    timex::Timex,
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
    /// Whether this can count people: a plain number of things.
    pub fn counts(&self) -> bool {
        self.kind == QuantityKind::Cardinal
    }
}

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
    pub fn sentence(&self, range: Range<usize>, items: &mut Vec<Item>) {
        let tokens = self.doc.tokens();
        let reader =
            Reader { doc: self.doc, lexicon: self.lexicon, tables: self.tables, end: range.end };
        let first_item = items.len();
        let mut i = range.start;
        while i < range.end {
            let word = self.doc.words()[i];
            let candidate = tokens.flags(i).has(Flags::DIGIT)
                || self.lexicon.classes(word).intersects(self.tables.numbers)
                || self.lexicon.starts(word).intersects(self.tables.numbers)
                || self.article(i)
                    && i + 1 < range.end
                    && self
                        .lexicon
                        .classes(self.doc.words()[i + 1])
                        .intersects(self.tables.counted);
            if !candidate {
                i += 1;
                continue;
            }
            let floor = items
                .last()
                .filter(|_| items.len() > first_item)
                .map_or(range.start, |x| x.phrase.end.max(x.tokens.end));
            match self.step(&reader, i, floor, range.clone(), items) {
                Step::Next => i += 1,
                Step::Skip(to) => i = to.max(i + 1),
                Step::Found(item) => {
                    i = item.phrase.end.max(i + 1);
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

    fn step(
        &self,
        reader: &Reader<'_, 't>,
        i: usize,
        floor: usize,
        range: Range<usize>,
        items: &mut Vec<Item>,
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
        let Some(n) = reader.read(i) else {
            return if self.article(i) { self.alone(i, end) } else { self.odd(i, items) };
        };
        if let Some(age) = unit::age(self, &n, end) {
            return Step::Found(self.age(&n, age, floor));
        }
        if let Some(t) = time {
            return Step::Skip(tokens.at(t.span.end.saturating_sub(1)) + 1);
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
        let Some((len, e)) = unit else { return Step::Next };
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

    /// A word with digits that is no single number: a list, or nothing.
    fn odd(&self, i: usize, items: &mut Vec<Item>) -> Step {
        let base = self.doc.tokens().start(i);
        let Some(list) = digits::list(self.doc.word(i)) else { return Step::Next };
        items.extend(list.filter_map(|(at, s)| {
            let span = Span::new(base + at as u32, base + (at + s.len()) as u32);
            let value = s.parse().ok()?;
            Some(Item {
                tokens: i..i + 1,
                span,
                phrase: i..i + 1,
                phrase_span: span,
                low: Some(value),
                high: Some(value),
                approximate: false,
                kind: QuantityKind::Cardinal,
                unit: None,
                weak: false,
                rule: "list",
            })
        }));
        Step::Next
    }

    /// Whether the digits at `i` are a label, an id, a telephone number, a house number: where to go on.
    fn label(&self, i: usize, range: Range<usize>) -> Option<usize> {
        let tokens = self.doc.tokens();
        let text = self.doc.text();
        let digits = |k: usize| {
            k < range.end
                && tokens.flags(k).is_within(Flags::DIGIT)
                && !self.doc.word(k).contains('.')
        };
        // "555-01-99", "+1 202 555 0123", "(202) 555-0123"
        let joined = |k: usize| {
            k < range.end && tokens.gap(k) == Gap::HYPHEN && digits(k) || {
                k < range.end
                    && digits(k)
                    && (tokens.gap(k) == Gap::SLASH || tokens.gap(k) == Gap::STOP)
            }
        };
        let mut k = i + 1;
        while joined(k) {
            k += 1;
        }
        if k - i >= 3 {
            return Some(k);
        }
        let before = tokens.gap_span(i, text).of(text);
        if before.ends_with('+') || before.ends_with('(') || before.ends_with('#') {
            let mut k = i + 1;
            let loose = Gap(Gap::SPACE.0 | Gap::HYPHEN.0 | Gap::CLOSE.0);
            while digits(k) && tokens.gap(k).is_within(loose) && k < i + 8 {
                k += 1;
            }
            if k > i + 2 || before.ends_with('#') || before.ends_with('+') && k > i + 1 {
                return Some(k);
            }
        }
        // "202-555-0123" is caught above; "555-0123" here.
        if k == i + 2 {
            let (a, b) = (self.doc.word(i), self.doc.word(i + 1));
            if a.len() == 3 && b.len() == 4 && !a.contains(',') {
                return Some(k);
            }
        }
        if i > range.start {
            let gap = tokens.gap(i);
            let before = i - 1;
            let letters = tokens.flags(before).has(Flags::ALPHA);
            if gap == Gap::HYPHEN && letters {
                let number = self.tables.numeral(self.doc, self.lexicon, before).is_some();
                if !number && !before_sign(self.doc, i) {
                    return Some(i + 1);
                }
            }
            // "F-16", "No. 10", "Article 5", "Flight 370"
            if gap.is_within(Gap(Gap::BLANK.0 | Gap::STOP.0))
                && let Some(e) =
                    self.lexicon.entry(self.word(before, range.end), self.tables.labels)
            {
                let (cap, stop) = self.tables.label_rows[e.row as usize];
                let fits = if stop {
                    gap.has(Gap::STOP) || tokens.flags(before).has(Flags::CAP)
                } else {
                    !gap.has(Gap::STOP) && (!cap || tokens.flags(before).has(Flags::CAP))
                };
                let verb = self.syntax.tag(before).is_verb();
                if fits && !verb && e.form.is(WordForm::BASE) {
                    return Some(i + 1);
                }
            }
        }
        // "123 Random Street"
        for k in i + 1..(i + 5).min(range.end) {
            if !tokens.gap(k).is_within(Gap(Gap::BLANK.0 | Gap::STOP.0)) {
                break;
            }
            if k > i + 1
                && self.lexicon.classes(self.word(k, range.end)).has(self.tables.addresses)
                && tokens.flags(k).has(Flags::CAP)
            {
                return Some(k + 1);
            }
            if !tokens.flags(k).has(Flags::CAP) || tokens.flags(k).has(Flags::UPPER) {
                break;
            }
        }
        None
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

    fn year(&self, n: &Number, end: usize) -> bool {
        let k = n.tokens.end;
        if !(1700.0..2100.0).contains(&n.value) || self.doc.word(n.tokens.start).len() != 4 {
            return false;
        }
        // "2000 people" counts; "the 2014 attack" does not.
        let mut k2 = k;
        while k2 < end && k2 < k + 3 && self.noun_follows(k2, end) {
            if self.syntax.is_plural(k2) {
                let before = n.tokens.start.checked_sub(1).map(|b| self.syntax.tag(b));
                return matches!(before, Some(Tag::Determiner | Tag::Possessive));
            }
            k2 += 1;
        }
        end > n.tokens.len() + 1
    }

    /// "-5", "−273.15": a sign written together with the digits, after a blank or bracket.
    fn sign(&self, item: &mut Item) -> bool {
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
    fn modify(&self, item: &mut Item, floor: usize) -> bool {
        let tokens = self.doc.tokens();
        let mut any = false;
        for _ in 0..2 {
            let start = item.phrase.start;
            let open = Gap(Gap::BLANK.0 | Gap::CURRENCY.0 | Gap::OPEN.0 | Gap::HYPHEN.0);
            if start <= floor || !tokens.gap(start).is_within(open) {
                break;
            }
            let hit = (1..=4usize).rev().find_map(|len| {
                let at = start.checked_sub(len).filter(|at| *at >= floor)?;
                let (n, e) = self.doc.phrase(self.lexicon, at, self.tables.modifiers)?;
                (n == len).then(|| self.tables.modifier_rows[e.row as usize]).filter(|m| m.before)
            });
            // The longest that ends here.
            let Some(m) = hit else { break };
            let len = (1..=4usize)
                .rev()
                .find(|len| {
                    start.checked_sub(*len).filter(|at| *at >= floor).is_some_and(|at| {
                        self.doc
                            .phrase(self.lexicon, at, self.tables.modifiers)
                            .is_some_and(|(n, _)| n == *len)
                    })
                })
                .unwrap_or(1);
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

    fn modify_after(&self, item: &mut Item, end: usize) -> bool {
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

    fn plus(&self, item: &mut Item) -> bool {
        let gap = self.doc.tokens().gap_span(item.phrase.end, self.doc.text()).of(self.doc.text());
        let plus = gap.starts_with('+') && item.kind != QuantityKind::Ordinal;
        if plus {
            bound(item, Bound::Min);
        }
        plus
    }

    /// "20 to 30", "20-30", "between 20 and 30", "four or five".
    fn range(
        &self,
        reader: &Reader<'_, 't>,
        item: &mut Item,
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
enum Connected {
    No,
    Range,
    Score(usize),
}

/// Whether the hyphen before token `i` is a sign after a currency or a blank, not a link.
fn before_sign(doc: &Document<'_>, i: usize) -> bool {
    let gap = doc.tokens().gap_span(i, doc.text()).of(doc.text());
    gap.len() > 1
}

fn trailing_scale(reader: &Reader<'_, '_>, n: &Number) -> Option<f64> {
    match reader.numeral(n.tokens.end - 1) {
        Some((_, super::tables::Numeral::Scale(s))) if n.tokens.len() > 1 => Some(s),
        _ => None,
    }
}

pub(super) fn bound(item: &mut Item, b: Bound) {
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
