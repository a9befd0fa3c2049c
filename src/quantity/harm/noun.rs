//! Nouns of harm and tolls.

use super::{super::Effect, Harm, Reading, tables::Shape};
use std::ops::Range;

use crate::{
    document::{Flags, Gap},
    lang::Form as WordForm,
    syntax::Tag,
};

impl Reading<'_, '_, '_> {
    /// "40 deaths", "the killing of three monks", "a death toll of 40", "no casualties".
    pub(super) fn noun(&mut self, i: usize) -> usize {
        let (scan, t) = (self.scan, &self.scan.tables.harm);
        let Some((len, e)) = scan.doc.phrase(scan.lexicon, i, t.nouns) else { return 1 };
        if i + len > self.range.end {
            return 1;
        }
        let (effect, shape) = t.noun_rows[e.row as usize];
        let end = i + len;
        match shape {
            Shape::Lives => return 1,
            Shape::Toll => {
                self.toll(end, effect);
                return len;
            }
            _ => {}
        }
        let verbal = scan.syntax.verb_group(i).is_some_and(|g| g.head == i)
            && !matches!(self.tag(i), Tag::Noun | Tag::Proper);
        if verbal {
            return 1;
        }
        if matches!(shape, Shape::Count | Shape::Both) {
            // "no casualties", "without injuries"
            let negative = (self.range.start..i)
                .rev()
                .take(3)
                .find(|k| t.words.none.contains(&self.word(*k)) && self.word(*k).0 != 0);
            if let Some(k) = negative {
                let any = scan.doc.word(k).eq_ignore_ascii_case("any");
                let joined = (k + 1..=i).all(|j| self.joined(j));
                // "None of the deaths was reported" says nothing of how many there were.
                let of_some = t.words.nobody.contains(&self.word(k));
                if joined && !of_some && (!any || self.denied(k)) {
                    self.zero(k..end, effect);
                    return len;
                }
            }
            // "the six monks' murder" counts monks.
            if let Some(p) = self.possessor(i).filter(|p| self.holds_item(p)) {
                for k in self.between(p.start, p.end) {
                    self.units[k].end = self.units[k].end.min(p.end);
                }
                self.assign(&p, effect, false, "noun");
                return len;
            }
            let counted = self.around(i).find(|k| {
                let unit = &self.units[*k];
                unit.contains(&i) && end == unit.end && self.items[*k].tokens.end <= i
            });
            if let Some(k) = counted {
                if self.items[k].counts() && self.harms[k].effect.is_none() {
                    self.harms[k] = Harm {
                        effect: Some(effect),
                        victims: Some(i),
                        rule: "noun",
                        ..Harm::default()
                    };
                }
                return len;
            }
            if e.form.is(WordForm::PLURAL) {
                self.rises(end, effect);
            }
        }
        if matches!(shape, Shape::Of | Shape::Both) {
            if let Some(of) = self.of_behind(end) {
                for p in self.objects(of + 1) {
                    self.assign(&p, effect, false, "noun");
                }
            } else if let Some(p) = self.possessor(i) {
                self.assign(&p, effect, false, "noun");
            }
        }
        len
    }

    fn holds_item(&self, p: &Range<usize>) -> bool {
        self.between(p.start, p.end).any(|k| self.items[k].phrase.end < p.end)
    }

    /// The "of" of "the murder of", "the murder on 26 May of": times may stand between.
    fn of_behind(&self, mut k: usize) -> Option<usize> {
        let of = self.scan.tables.harm.words.of;
        for _ in 0..12 {
            if self.is(k, of) && !self.timed(k) {
                return Some(k);
            }
            let timed = self.joined(k)
                && (self.timed(k)
                    || self.tag(k) == Tag::Preposition && self.joined(k + 1) && self.timed(k + 1));
            if !timed {
                return None;
            }
            k += 1;
        }
        None
    }

    /// "the six monks' murder": the phrase up to the possessive before the noun at `i`.
    fn possessor(&self, i: usize) -> Option<Range<usize>> {
        let p = self.scan.syntax.noun_phrase(i)?;
        let first = p.start.max(self.range.start);
        let tokens = self.scan.doc.tokens();
        let at = (first..i).rev().find(|k| {
            tokens.flags(*k).has(Flags::POSSESSIVE)
                || tokens.gap(k + 1).has(Gap::APOSTROPHE)
                    && self.scan.doc.word(*k).ends_with(['s', 'S'])
        })?;
        Some(first..at + 1)
    }

    /// Whether a verb of the sentence before `i` is negated: "it did not appear that anyone was hurt".
    pub(super) fn negated_before(&self, i: usize) -> bool {
        let groups = self.scan.syntax.verb_groups();
        let to = groups.partition_point(|g| g.tokens.end <= i);
        groups[..to]
            .iter()
            .rev()
            .take_while(|g| g.tokens.start >= self.range.start)
            .take(3)
            .any(|g| g.negated)
    }

    /// Whether "any" at `k` stands under a negation: "did not cause any casualties".
    fn denied(&self, k: usize) -> bool {
        k > self.range.start && self.scan.syntax.verb_group(k - 1).is_some_and(|g| g.negated)
    }

    /// "a death toll of 40", "the toll … has risen to 126", "raising the toll to 143".
    fn toll(&mut self, end: usize, effect: Effect) {
        let t = &self.scan.tables.harm;
        for k in self.between(end, end + 25) {
            let start = self.items[k].phrase.start;
            if start < end || !self.items[k].counts() {
                continue;
            }
            if start > end + 24 || self.harms[k].effect.is_some() {
                break;
            }
            let before = self.word(start - 1);
            if before == t.words.from {
                continue;
            }
            let head = self.head(k);
            let fits = head.is_none_or(|h| self.fits(h, effect));
            if t.words.at.contains(&before) && fits {
                let hypothetical = self
                    .scan
                    .syntax
                    .verb_groups()
                    .iter()
                    .skip(self.scan.syntax.verb_groups().partition_point(|g| g.tokens.start < end))
                    .take_while(|g| g.tokens.start < start)
                    .any(|g| g.modal);
                self.harms[k] = Harm {
                    effect: Some(effect),
                    victims: head,
                    hypothetical,
                    of: None,
                    rule: "toll",
                };
                break;
            }
        }
    }

    /// "casualties rose by 24 percent to 4,853".
    fn rises(&mut self, end: usize, effect: Effect) {
        let t = &self.scan.tables.harm;
        let changes = (end..self.range.end.min(end + 12))
            .find(|k| self.scan.lexicon.classes(self.word(*k)).has(t.changes));
        let Some(v) = changes else { return };
        for k in self.between(v + 1, v + 10) {
            let start = self.items[k].phrase.start;
            if start > v && start < v + 10 && self.is(start - 1, t.words.to) {
                if self.items[k].counts()
                    && self.harms[k].effect.is_none()
                    && self.head(k).is_none()
                {
                    self.harms[k] = Harm { effect: Some(effect), rule: "toll", ..Harm::default() };
                }
                break;
            }
        }
    }
}
