//! Finding noun phrases around a word of harm: its subject, its objects.

use std::ops::Range;

use super::Reading;
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
    lang::WordId,
    mention::Form,
    syntax::Tag,
};

pub(super) const JOIN: Gap = Gap(Gap::BLANK.0 | Gap::HYPHEN.0 | Gap::QUOTE.0 | Gap::APOSTROPHE.0);

impl Reading<'_, '_, '_> {
    pub fn word(&self, i: usize) -> WordId {
        if self.range.contains(&i) { self.scan.doc.words()[i] } else { WordId(0) }
    }

    /// Surface of token `i`; empty outside the sentence.
    pub fn surface(&self, i: usize) -> &str {
        if self.range.contains(&i) { self.scan.doc.word(i) } else { "" }
    }

    pub fn is(&self, i: usize, word: WordId) -> bool {
        word.0 != 0 && self.word(i) == word
    }

    pub fn tag(&self, i: usize) -> Tag {
        if self.range.contains(&i) { self.scan.syntax.tag(i) } else { Tag::Other }
    }

    pub fn gap(&self, i: usize) -> Gap {
        self.scan.doc.tokens().gap(i)
    }

    /// Tokens `i - 1` and `i` stand in the sentence with only blanks between.
    pub fn joined(&self, i: usize) -> bool {
        self.range.contains(&i) && i > self.range.start && self.gap(i).is_within(JOIN)
    }

    pub fn timed(&self, i: usize) -> bool {
        self.scan.time(i).is_some()
    }

    /// The tokens of item `k` with its noun phrase and partitive: "at least two of the minister's guards".
    pub fn unit(&self, k: usize) -> Range<usize> {
        let item = &self.items[k];
        let mut end = item.phrase.end;
        let limit = self.items.get(k + 1).map_or(self.range.end, |x| x.phrase.start).max(end);
        // "Dead: 5. Injured: 12." is told line by line.
        let line = self.gap(item.phrase.start).has(Gap::COLON) && self.gap(end).has(Gap::STOP);
        let limit = if line { end } else { limit };
        if let Some(p) = self.scan.syntax.noun_phrase(item.tokens.end - 1)
            && p.end > end
            && p.end - end <= 8
        {
            end = p.end.min(limit);
        }
        if end == item.phrase.end && end < limit && self.joined(end) {
            // "hundreds more people", "dozens of others"
            let mut at = end;
            if self.scan.doc.word(at).eq_ignore_ascii_case("more") {
                at += 1;
                end = at;
            }
            if at < limit && self.joined(at) {
                let of = self.is(at, self.scan.tables.harm.words.of);
                let from = at + usize::from(of);
                if let Some(p) = self.scan.syntax.noun_phrase(from) {
                    let partitive = of && p.start == from && p.len() <= 12;
                    let plain = !of && (item.phrase.end..=at).contains(&p.start) && !self.timed(at);
                    if partitive {
                        end = p.end.min(self.range.end);
                    } else if plain {
                        end = p.end.min(limit);
                    }
                }
            }
        }
        item.phrase.start..end.max(item.tokens.end)
    }

    /// The head noun of an item's phrase: the victims; none for a bare number.
    pub fn head(&self, k: usize) -> Option<usize> {
        let (item, unit) = (&self.items[k], &self.units[k]);
        (unit.end > item.phrase.end).then(|| unit.end - 1)
    }

    /// The noun phrase, or number with its noun, that holds token `i`.
    pub fn phrase_at(&self, i: usize) -> Option<Range<usize>> {
        if !self.range.contains(&i) {
            return None;
        }
        let unit = self.around(i).map(|k| &self.units[k]).find(|u| u.start <= i && i < u.end);
        if let Some(u) = unit {
            let before = self.scan.syntax.noun_phrase(u.start).map_or(u.start, |p| p.start);
            // Another number right before belongs to something else: "4 of 11 Two men".
            let before =
                if u.start > 0 && self.tag(u.start - 1) == Tag::Number { u.start } else { before };
            return Some(before.max(self.range.start).min(u.start)..u.end);
        }
        let m = self.scan.mentions.at(i).map(|m| m.tokens.clone());
        let p = self.scan.syntax.noun_phrase(i);
        match (m, p) {
            (Some(m), Some(p)) => Some(m.start.min(p.start)..m.end.max(p.end)),
            (m, p) => m.or(p),
        }
        .map(|p| p.start.max(self.range.start)..p.end.min(self.range.end))
    }

    /// Whether an item's own modifier starts here: "at least", "up to" are no prepositions of a phrase.
    pub(super) fn bounded(&self, start: usize) -> bool {
        self.around(start).any(|k| {
            let x = &self.items[k];
            x.phrase.start < start && start < x.tokens.end
        })
    }

    pub fn item_at(&self, i: usize) -> Option<usize> {
        self.around(i).find(|k| (self.items[*k].phrase).contains(&i))
    }

    /// Indexes of the items whose phrases start in this range of tokens.
    pub fn between(&self, from: usize, to: usize) -> Range<usize> {
        let first = self.items.partition_point(|x| x.phrase.start < from);
        first..self.items.partition_point(|x| x.phrase.start < to).max(first)
    }

    /// Indexes of the items that can hold token `i`.
    pub fn around(&self, i: usize) -> Range<usize> {
        self.between(i.saturating_sub(40), i + 1)
    }

    /// Whether a phrase holds a number with its noun.
    pub fn counted(&self, p: &Range<usize>) -> bool {
        self.between(p.start, p.end).take(8).any(|k| self.units[k].end <= p.end)
    }

    /// Whether the noun at `h` is of people.
    pub fn person(&self, h: usize) -> bool {
        let t = &self.scan.tables.harm;
        let classes = self.scan.lexicon.classes(self.word(h));
        if classes.has(t.things) {
            return false;
        }
        if classes.has(t.people) || classes.has(t.roles) {
            return true;
        }
        if let Some(m) = self.scan.mentions.at(h) {
            return m.form == Form::Demonym || m.kind == Kind::Person || m.form == Form::Role;
        }
        let w = self.scan.doc.word(h);
        let long = w.len() > 5;
        let ending = |e: &str| {
            w.len() > e.len()
                && w.is_char_boundary(w.len() - e.len())
                && w[w.len() - e.len()..].eq_ignore_ascii_case(e)
        };
        long && ["ists", "ers", "ors", "ians", "men", "ees", "ants", "ese", "ist", "man", "woman"]
            .iter()
            .any(|e| ending(e))
            && !["ters", "papers", "numbers", "orders", "powers", "others", "dollars", "ers’"]
                .iter()
                .any(|e| w.eq_ignore_ascii_case(e))
    }

    /// Whether token `i` is a verb of saying: what stands behind it is a clause.
    pub fn says(&self, i: usize) -> bool {
        self.scan.lexicon.classes(self.word(i)).has(self.scan.tables.harm.saying)
    }

    /// Whether a list says that the noun at `h` is of people.
    pub fn listed(&self, h: usize) -> bool {
        let t = &self.scan.tables.harm;
        let classes = self.scan.lexicon.classes(self.word(h));
        classes.has(t.people)
            || classes.has(t.roles)
            || self.scan.mentions.at(h).is_some_and(|m| m.form == Form::Demonym)
    }

    /// Whether the noun at `h` is a thing that people words are not said of.
    pub fn thing(&self, h: usize) -> bool {
        self.scan.lexicon.classes(self.word(h)).has(self.scan.tables.harm.things)
    }

    /// Whether token `i` is all upper-case or capitalised.
    pub fn cap(&self, i: usize) -> bool {
        self.scan.doc.tokens().flags(i).has(Flags::CAP)
    }
}
