//! Finds the numbers of a text, with modifiers, ranges and units.

mod bounds;
mod label;

use std::{cell::Cell, ops::Range};

use super::{
    QuantityKind,
    number::{Number, Reader, Shape},
    tables::{Near, Tables},
    unit,
};
use bounds::Connected;
use bumpalo::Bump;

use crate::{
    cue::{Cue, kind},
    document::{Document, Flags, Gap},
    lang::{Form as WordForm, Lexicon, WordId},
    mention::{Form, Mentions},
    span::Span,
    syntax::{Syntax, Tag},
    timex::{Timex, TimexKind},
};

/// A number with bounds and unit, before it is known what it counts.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
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
    pub unit: Option<&'a str>,
    /// Kept only where something is counted: "one", "half".
    pub weak: bool,
    pub rule: &'static str,
}

impl Item<'_> {
    /// Whether this can count people: a plain number of things, not "half of them".
    pub fn counts(&self) -> bool {
        let part = |n: Option<f64>| n.is_some_and(|n| n > 0.0 && n < 1.0);
        self.kind == QuantityKind::Cardinal && !part(self.low) && !part(self.high)
    }
}

/// What a number can begin with.
pub(super) const NUMBERS: u32 = kind::NUMBER | kind::DIGIT;

/// Items in order.
pub(super) type Items<'a, 'b> = bumpalo::collections::Vec<'b, Item<'a>>;

pub(super) struct Scan<'a, 't> {
    pub doc: &'a Document<'t>,
    pub syntax: &'a Syntax,
    pub times: &'a [Timex],
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    pub bump: &'a Bump,
    /// The first time that ends behind the token last asked for.
    pub next_time: Cell<usize>,
}

/// What stands beside a number: most have neighbours that nothing is read from.
struct Sides {
    /// The words before and behind.
    before: Near,
    behind: Near,
    gap: Gap,
    gap_behind: Gap,
}

impl<'a, 't> Scan<'a, 't> {
    /// All items, in order.
    #[inline(never)]
    pub fn items(&self, cues: &[Cue], items: &mut Items<'a, '_>) {
        let (doc, lexicon, tables) = (self.doc, self.lexicon, self.tables);
        let mut reader = Reader { doc, lexicon, tables, end: 0 };
        let (mut range, mut from, mut floor) = (0..0, 0, 0);
        for cue in cues {
            if cue.kinds & NUMBERS == 0 {
                continue;
            }
            let i = cue.token as usize;
            if i >= range.end {
                range = self.sentence(i);
                if i >= range.end {
                    return;
                }
                (from, floor, reader.end) = (range.start, range.start, range.end);
            }
            if i < from {
                continue;
            }
            let n = items.len();
            from = self.step(&reader, i, floor, &range, items);
            if let Some(last) = items[n..].last() {
                floor = last.phrase.end.max(last.tokens.end);
            }
        }
    }

    /// The tokens of the sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let tokens = &self.doc.sentences()[self.doc.sentence_of(i)].tokens;
        tokens.start as usize..tokens.end as usize
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
    #[inline]
    pub fn time(&self, i: usize) -> Option<&Timex> {
        let at = self.doc.tokens().start(i);
        // Asked in order, mostly: it is the time last found, or one behind it.
        let (mut k, times) = (self.next_time.get(), self.times);
        while k > 0 && times.get(k - 1).is_some_and(|t| t.span.end > at) {
            k -= 1;
        }
        loop {
            let t = times.get(k)?;
            if t.span.end > at {
                self.next_time.set(k);
                return (t.span.start <= at).then_some(t);
            }
            k += 1;
        }
    }

    /// The first token behind a time expression that holds token `i`.
    fn behind(&self, t: &Timex, i: usize) -> usize {
        let tokens = self.doc.tokens();
        (i + 1..tokens.len()).find(|k| tokens.start(*k) >= t.span.end).unwrap_or(tokens.len())
    }

    /// Reads what stands at token `i`: where to go on.
    fn step(
        &self,
        reader: &Reader<'_, 't>,
        i: usize,
        floor: usize,
        range: &Range<usize>,
        items: &mut Items<'a, '_>,
    ) -> usize {
        let end = range.end;
        if let Some(m) = self.mentions.at(i) {
            // A run of capitals that begins with a number may be none: "SIX JESUITS".
            if m.form != Form::Demonym && (m.tokens.start < i || m.entry.is_some()) {
                return m.tokens.end;
            }
        }
        if self.doc.tokens().flags(i).has(Flags::DIGIT)
            && self.is_marked(i, range)
            && let Some(to) = self.label(i, range.clone())
        {
            return to;
        }
        let time = self.time(i);
        if let Some(t) = time
            && t.kind != TimexKind::Duration
        {
            return self.behind(t, i);
        }
        let Some(n) = reader.read(i) else {
            return if self.article(i) {
                self.alone(i, end, items)
            } else {
                self.odd(i, items);
                i + 1
            };
        };
        let sides = self.sides(&n, end);
        if self.may_be_age(&n, &sides)
            && let Some(age) = unit::age(self, &n, end)
        {
            items.push(self.age(&n, age, floor));
            return items[items.len() - 1].phrase.end;
        }
        if let Some(t) = time {
            return self.behind(t, i);
        }
        self.item(reader, n, &sides, floor, end, items)
    }

    /// What stands before and behind a number.
    #[inline]
    fn sides(&self, n: &Number, end: usize) -> Sides {
        let (tokens, words) = (self.doc.tokens(), self.doc.words());
        let (i, k) = (n.tokens.start, n.tokens.end);
        let near = |k: usize| self.tables.near(words[k]);
        Sides {
            before: if i > 0 { near(i - 1) } else { Near::default() },
            behind: if k < end { near(k) } else { Near::default() },
            gap: tokens.gap(i),
            gap_behind: tokens.gap(k),
        }
    }

    /// Whether something may stand beside a number that makes it an age.
    #[inline]
    fn may_be_age(&self, n: &Number, s: &Sides) -> bool {
        s.behind.has(Near::UNIT)
            || n.plain_digits
                && (s.gap.has(Gap(Gap::COMMA.0 | Gap::OPEN.0))
                    || s.before.has(Near::AGED)
                    || n.tokens.start > 0
                        && !self.doc.tokens().flags(n.tokens.start - 1).has(Flags::ALPHA))
    }

    /// "a mile", "an acre".
    fn alone(&self, i: usize, end: usize, items: &mut Items<'a, '_>) -> usize {
        let tokens = self.doc.tokens();
        let at = i + 1;
        if at >= end
            || !self.tables.near(self.doc.words()[at]).has(Near::UNIT)
            || !tokens.gap(at).is_within(Gap::BLANK)
            || self.time(i).is_some()
        {
            return at;
        }
        let unit = self.doc.phrase(self.lexicon, at, self.tables.units).filter(|(len, e)| {
            self.tables.unit_rows[e.row as usize].alone
                && e.form.is(WordForm::BASE)
                && at + len <= end
                && !tokens.gap(at + len).has(Gap::HYPHEN)
        });
        let Some((len, e)) = unit else { return self.coin(i, end, items) };
        let span = tokens.span(i);
        items.push(Item {
            tokens: i..at,
            span,
            phrase: i..at + len,
            phrase_span: Span::new(span.start, tokens.end(at + len - 1)),
            low: Some(1.0),
            high: Some(1.0),
            approximate: false,
            kind: QuantityKind::Measure,
            unit: Some(&self.tables.unit_rows[e.row as usize].code),
            weak: false,
            rule: "measure",
        });
        at + len
    }

    /// "a dollar", "a euro": a sum, unless a noun goes on ("a dollar bill").
    fn coin(&self, i: usize, end: usize, items: &mut Items<'a, '_>) -> usize {
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
        let Some((len, e)) = money else { return at };
        let c = &self.tables.currency_rows[e.row as usize];
        let span = tokens.span(i);
        items.push(Item {
            tokens: i..at,
            span,
            phrase: i..at + len,
            phrase_span: Span::new(span.start, tokens.end(at + len - 1)),
            low: Some(1.0),
            high: Some(1.0),
            approximate: false,
            kind: QuantityKind::Money,
            unit: c.code.as_deref(),
            weak: false,
            rule: "money",
        });
        at + len
    }

    #[inline(never)]
    fn age(&self, n: &Number, age: unit::Age<'a>, floor: usize) -> Item<'a> {
        let mut item = self.base(n);
        item.kind = QuantityKind::Measure;
        item.unit = Some(age.code);
        item.phrase.end = age.end;
        item.rule = "age";
        item.phrase_span = Span::new(n.span.start, self.doc.tokens().end(age.end - 1));
        self.modify(&mut item, floor);
        item
    }

    fn base(&self, n: &Number) -> Item<'a> {
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

    /// The number with what bounds it and what it measures: where to go on.
    fn item(
        &self,
        reader: &Reader<'_, 't>,
        mut n: Number,
        sides: &Sides,
        floor: usize,
        end: usize,
        items: &mut Items<'a, '_>,
    ) -> usize {
        let tokens = self.doc.tokens();
        let signs = Gap(Gap::CURRENCY.0 | Gap::OTHER.0);
        let unit = n.suffix.is_some()
            || n.prefix.is_some()
            || sides.behind.has(Near::UNIT)
            || sides.before.has(Near::MONEY)
            || sides.gap.has(signs)
            || sides.gap_behind.has(Gap(signs.0 | Gap::PERCENT.0));
        let found = if unit {
            let Some(found) = unit::find(self, &mut n, end) else { return n.tokens.end };
            found
        } else {
            None
        };
        let mut item = self.base(&n);
        if let Some(u) = &found {
            (item.kind, item.unit, item.rule) = (u.kind, u.code, u.rule);
            item.weak = false;
            item.phrase.end = item.phrase.end.max(u.end);
            item.phrase.start = item.phrase.start.min(u.start);
            item.phrase_span = item.phrase_span.cover(u.span);
        }
        let dash = Gap(Gap::HYPHEN.0 | Gap::DASH.0);
        if sides.gap.has(dash) && self.sign(&mut item) {
            item.rule = "negative";
        }
        // Ranges.
        let mut ranged = false;
        let joins =
            |k: usize| k < end && (tokens.gap(k).has(dash) || self.near(k).has(Near::RANGE));
        if joins(item.phrase.end) {
            match self.range(reader, &mut item, &n, found.is_some(), end) {
                Connected::Score(to) => return to,
                Connected::Range => ranged = true,
                Connected::No => {}
            }
        }
        let start = item.phrase.start;
        let mut bounded = start > floor
            && self.near(start - 1).has(Near::BEFORE)
            && self.modify(&mut item, floor);
        let k = item.phrase.end;
        if k < end && (tokens.gap(k).has(Gap::OTHER) || self.near(k).has(Near::BEHIND)) {
            bounded |= self.modify_after(&mut item, end);
        }
        if item.kind == QuantityKind::Cardinal && !ranged {
            if n.plain_digits && !bounded && self.year(&n, end) {
                return n.tokens.end;
            }
            let word = self.word(n.tokens.start, end);
            if n.tokens.len() == 1 && word == self.tables.common.one && !bounded {
                let before =
                    n.tokens.start.checked_sub(1).map_or(WordId(0), |k| self.doc.words()[k]);
                let gap = tokens.gap(n.tokens.start);
                let pronoun =
                    gap.is_within(Gap::BLANK) && self.tables.common.not_one.contains(&before);
                if pronoun {
                    return n.tokens.start + 1;
                }
                item.weak = !self.noun_follows(n.tokens.end, end)
                    && !self.is(n.tokens.end, self.tables.common.of)
                    && end - floor > 1;
            }
            if n.bare {
                item.weak = !bounded && !self.is(n.tokens.end, self.tables.common.of);
            }
        }
        let to = item.phrase.end;
        items.push(item);
        to
    }

    /// What the word at token `k` can be beside a number.
    #[inline]
    fn near(&self, k: usize) -> Near {
        self.tables.near(self.doc.words()[k])
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
