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
            Shape::Lives | Shape::Borne => return 1,
            Shape::Case if !self.of_disease(i) => return 1,
            Shape::Toll => {
                self.toll(end, effect);
                return len;
            }
            Shape::Goal => {
                self.brought(i, effect);
                return len;
            }
            _ => {}
        }
        let verbal = scan.syntax.verb_group(i).is_some_and(|g| g.head == i)
            && !matches!(self.tag(i), Tag::Noun | Tag::Proper);
        if verbal {
            return 1;
        }
        if self.numbered(i, end, effect)
            || shape == Shape::Count && self.told_behind(i, end, effect)
            || self.tabled(i, end, effect)
        {
            return len;
        }
        // "took 20 pupils hostage" says what became of them.
        if scan.lexicon.classes(self.word(i)).has(t.states) && self.left_so(i) {
            return 1;
        }
        if matches!(shape, Shape::Count | Shape::Both | Shape::Case) {
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

    /// "brought 63 people to safety", "were led to safety": what a verb says of those before "to".
    fn brought(&mut self, i: usize, effect: Effect) {
        let Some(to) = i.checked_sub(1).filter(|to| self.is(*to, self.scan.tables.harm.words.to))
        else {
            return;
        };
        if to == self.range.start || !self.joined(i) || !self.joined(to) {
            return;
        }
        if let Some(p) = self.phrase_at(to - 1).filter(|p| p.end == to) {
            let verb = p.start.checked_sub(1).and_then(|k| self.scan.syntax.verb_group(k));
            if verb.is_some_and(|g| !g.negated) && self.counted(&p) {
                self.assign(&p, effect, verb.is_some_and(|g| g.modal), "goal");
            }
            return;
        }
        let Some(g) = self.scan.syntax.verb_group(to - 1).filter(|g| g.passive && !g.negated)
        else {
            return;
        };
        if let Some(subject) = self.subject(g.tokens.start, !g.finite) {
            for p in self.with_left(subject) {
                self.assign(&p, effect, g.modal, "goal");
            }
        }
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

    /// "the number of arrests rose to 412", "the number of those injured": those counted end before `end`, the number follows.
    pub(super) fn numbered(&mut self, i: usize, end: usize, effect: Effect) -> bool {
        let w = &self.scan.tables.harm.words;
        let of = (self.range.start + 1..i).rev().take(4).find(|k| self.is(*k, w.of));
        let Some(of) = of.filter(|of| self.is(of - 1, w.number)) else { return false };
        let first = self.phrase_at(of - 1).map_or(of - 1, |p| p.start);
        let verb = |k: usize| self.scan.syntax.verb_group(k).is_some_and(|g| g.finite);
        if self.is(first, w.a) || !(of..=i).all(|k| self.joined(k)) || (of..i).any(verb) {
            return false;
        }
        self.toll(end, effect);
        true
    }

    /// Whether a number that a word of harm is said of stands beside it, in one of the ways of headlines and lists; gives it
    /// the effect.
    pub(super) fn beside(&mut self, i: usize, end: usize, effect: Effect) -> bool {
        self.numbered(i, end, effect)
            || self.told_behind(i, end, effect)
            || self.tabled(i, end, effect)
    }

    /// "Fatalities: 5", "Injured: 12": a line of a table; the number stands behind the colon.
    fn tabled(&mut self, i: usize, end: usize, effect: Effect) -> bool {
        /// How many words may stand before that of harm: "Confirmed deaths: 12".
        const BEFORE: usize = 2;
        if !self.range.contains(&end) || !self.gap(end).has(Gap::COLON) {
            return false;
        }
        let first = (self.range.start..=i).rev().find(|k| !self.joined(*k)).unwrap_or(i);
        let item = self.between(end, end + 2).find(|k| self.items[*k].phrase.start == end);
        let Some(k) = item.filter(|_| i - first <= BEFORE) else { return false };
        let head = self.head(k);
        if self.items[k].counts() && head.is_none_or(|h| self.person(h)) {
            self.harms[k] =
                Harm { effect: Some(effect), victims: head, rule: "toll", ..Harm::default() };
        }
        true
    }

    /// "14 cases of cholera", "dengue cases": whether the noun at `i` has a disease beside it.
    fn of_disease(&self, i: usize) -> bool {
        let t = &self.scan.tables.harm;
        let is = |k: usize| {
            self.range.contains(&k)
                && self.scan.doc.phrase(self.scan.lexicon, k, t.diseases).is_some()
        };
        let beside = |k: &usize| self.joined(*k);
        let counted = self.joined(i) && t.words.confirmed.contains(&self.word(i - 1));
        counted && !self.is(i + 1, t.words.of)
            || (i.saturating_sub(3)..i).rev().take_while(|k| beside(&(k + 1))).any(is)
            || self.is(i + 1, t.words.of) && (i + 2..i + 5).take_while(beside).any(is)
    }

    /// Whether the word at `i` is said of the people counted right before it: "12 soldiers captive".
    pub(super) fn left_so(&mut self, i: usize) -> bool {
        let people = i > self.range.start
            && self.joined(i)
            && !self.joined_noun(i + 1)
            && self.person(i - 1)
            && self.scan.syntax.is_plural(i - 1);
        let counted = people
            .then(|| {
                self.around(i)
                    .find(|k| self.units[*k].end == i + 1 && self.items[*k].tokens.end < i)
            })
            .flatten();
        if let Some(k) = counted {
            self.units[k].end = i;
        }
        counted.is_some()
    }

    /// "21 were killed last year, compared with 14 in 2022": the same harm, at another time.
    fn compared(&mut self) {
        let w = &self.scan.tables.harm.words;
        for k in 1..self.items.len() {
            let (start, end) = (self.items[k].phrase.start, self.units[k].end);
            let first = start + usize::from(self.is(start, w.from));
            let than = first >= self.range.start + 2
                && (self.is(first - 1, w.from) && w.directions.contains(&self.word(first - 2))
                    || self.is(first - 2, w.compared));
            let timed = self.timed(end) || self.joined(end) && self.timed(end + 1);
            if !than || !timed || self.harms[k].effect.is_some() || !self.items[k].counts() {
                continue;
            }
            let told = |j: &usize| self.harms[*j].effect.is_some() && self.harms[*j].of.is_none();
            let before = (0..k).rev().take(4).find(told);
            if let (Some(j), None) = (before, self.head(k)) {
                let effect = self.harms[j].effect;
                self.harms[k] = Harm { effect, rule: "compared", ..Harm::default() };
            }
        }
    }

    /// "120 had died, bringing the total since May to 2,340": the total is of the same harm.
    pub(super) fn totals(&mut self) {
        self.compared();
        for k in 1..self.items.len() {
            let start = self.items[k].phrase.start;
            if self.harms[k].effect.is_some()
                || !self.items[k].counts()
                || start <= self.range.start
                || !self.is(start - 1, self.scan.tables.harm.words.to)
            {
                continue;
            }
            let t = &self.scan.tables.harm;
            let first = self.range.start.max(start.saturating_sub(9));
            let total = (first..start - 1).rev().find(|i| t.words.totals.contains(&self.word(*i)));
            let Some(total) = total else { continue };
            let end = self.units[k].end;
            let own = self.scan.lexicon.entry(self.word(end), t.verbs);
            let own = own.filter(|_| self.joined(end)).map(|e| t.verb_rows[e.row as usize].0);
            let before = (0..k)
                .rev()
                .take(4)
                .find(|j| self.items[*j].tokens.end <= total && self.harms[*j].effect.is_some());
            let effect = own.or_else(|| before.and_then(|j| self.harms[j].effect));
            let head = self.head(k);
            let told = before.is_some() && head.is_none_or(|h| self.person(h));
            if let (Some(_), true) = (effect, told) {
                self.harms[k] = Harm { effect, victims: head, rule: "toll", ..Harm::default() };
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
