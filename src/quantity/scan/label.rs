//! Digits that are no quantity: labels, ids, telephone numbers, addresses, years.

use std::ops::Range;

use super::{Item, Items, Scan};
use crate::{
    document::{Document, Flags, Gap},
    lang::Form as WordForm,
    quantity::{QuantityKind, digits, number::Number, tables::Near},
    span::Span,
    syntax::Tag,
};

/// From so many bare numbers on with nothing but blanks between them, none counts anything.
const ROW: usize = 5;

impl<'a> Scan<'a, '_> {
    /// A word with digits that is no single number: a list, or nothing.
    #[cold]
    pub(super) fn odd(&self, i: usize, items: &mut Items<'a, '_>) {
        let base = self.doc.tokens().start(i);
        let Some(list) = digits::list(self.doc.word(i)) else { return };
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
    }

    /// Whether something stands beside the digits at `i` that may make a label of them.
    #[inline]
    pub(super) fn is_marked(&self, i: usize, range: &Range<usize>) -> bool {
        let tokens = self.doc.tokens();
        let (gap, next) = (tokens.gap(i + 1), tokens.flags(i + 1));
        // Joined to other digits, or at the head of a row of them; before a name or a sentence.
        let beside = match next.has(Flags::ALPHA) {
            true => next.has(Flags::CAP),
            false if gap.is_within(Gap::BLANK) => {
                i + 2 < range.end && !tokens.flags(i + 2).has(Flags::ALPHA)
            }
            false => gap.is_within(Gap(Gap::HYPHEN.0 | Gap::SLASH.0 | Gap::STOP.0)),
        };
        beside
            || tokens.gap(i).has(Gap(Gap::OTHER.0 | Gap::OPEN.0 | Gap::HYPHEN.0))
            || i > range.start && self.near(i - 1).has(Near::LABEL)
    }

    /// Whether the digits at `i` are a label, an id, a telephone number, a house number: where to go on.
    #[inline(never)]
    pub(super) fn label(&self, i: usize, range: Range<usize>) -> Option<usize> {
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
        // "4 8 15 16 23": a row of a table, draws of a lottery.
        let mut k = i;
        while digits(k) && (k == i || tokens.gap(k).is_within(Gap::BLANK)) {
            k += 1;
        }
        if k - i >= ROW {
            return Some(k);
        }
        let mut k = i + 1;
        while joined(k) {
            k += 1;
        }
        if k - i >= 3 {
            return Some(k);
        }
        let signs = tokens.gap(i).has(Gap(Gap::OTHER.0 | Gap::OPEN.0));
        let before = if signs { tokens.gap_span(i, text).of(text) } else { "" };
        if signs && (before.ends_with('+') || before.ends_with('(') || before.ends_with('#')) {
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
                    // "Image 6 of 11"
                    let of = digits(i + 2) && self.is(i + 1, self.tables.common.of);
                    return Some(if of { i + 3 } else { i + 1 });
                }
            }
        }
        // A list: "3. The budget".
        if i == range.start
            && i + 1 < range.end
            && digits(i)
            && self.doc.word(i).len() <= 2
            && tokens.gap(i + 1).has(Gap(Gap::STOP.0 | Gap::CLOSE.0))
            && tokens.gap(i + 1).has(Gap::SPACE)
            && tokens.flags(i + 1).has(Flags::CAP)
        {
            return Some(i + 1);
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

    pub(super) fn year(&self, n: &Number, end: usize) -> bool {
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
}

/// Whether the hyphen before token `i` is a sign after a currency or a blank, not a link.
fn before_sign(doc: &Document<'_>, i: usize) -> bool {
    let gap = doc.tokens().gap_span(i, doc.text()).of(doc.text());
    gap.len() > 1
}
