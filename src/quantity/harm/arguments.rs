//! Subjects and objects of a word of harm.

use std::ops::Range;

use super::{Phrases, Reading};
use crate::{document::Gap, syntax::Tag};

use super::walk::JOIN;

impl<'b> Reading<'_, '_, 'b> {
    /// The subject of a verb group that starts at `before`, passing over what stands between. Of a
    /// participle or gerund (`loose`) the phrase right before it is, even behind a preposition.
    pub fn subject(&self, before: usize, loose: bool) -> Option<Range<usize>> {
        let floor = self.range.start;
        let mut j = before;
        let mut relative = false;
        let mut antecedent = false;
        // A relative clause with a verb of its own lies between: its antecedent need not be the subject.
        let mut over = false;
        for _ in 0..14 {
            if j <= floor {
                return None;
            }
            let gap = self.gap(j);
            if gap.has(Gap(Gap::SEMICOLON.0 | Gap::STOP.0 | Gap::COLON.0)) && j != before {
                return None;
            }
            if gap.has(Gap::CLOSE) {
                let open = (floor + 1..j).rev().take(24).find(|k| self.gap(*k).has(Gap::OPEN))?;
                j = open;
                continue;
            }
            if gap.has(Gap(Gap::COMMA.0 | Gap::DASH.0)) && !relative {
                // Over an insertion: "12 people, including three children, were killed".
                let mark = Gap(Gap::COMMA.0 | Gap::DASH.0);
                let open = (floor + 1..j).rev().take(28).find(|k| self.gap(*k).has(mark));
                let mut open = open?;
                // "women, ages 21, 32 and 49, were": over the whole list.
                for _ in 0..4 {
                    if !self.aged(open - 1) {
                        break;
                    }
                    let more = (floor + 1..open).rev().take(4).find(|k| self.gap(*k).has(mark));
                    open = more?;
                }
                j = open;
                relative = true;
                continue;
            }
            relative = false;
            let t = j - 1;
            match self.tag(t) {
                Tag::Adverb | Tag::Negation | Tag::Auxiliary | Tag::Modal
                    if self.item_at(t).is_none() =>
                {
                    j = t;
                    continue;
                }
                Tag::Wh => {
                    j = t;
                    (relative, antecedent) = (true, !over);
                    continue;
                }
                Tag::Conjunction => {
                    // "was hit several times and killed": the subject of the verb before.
                    let groups = self.scan.syntax.verb_groups();
                    let k = groups.partition_point(|g| g.tokens.end <= t).checked_sub(1)?;
                    let g = &groups[k];
                    if g.tokens.start < floor || t - g.tokens.end > 10 {
                        return None;
                    }
                    j = g.tokens.start;
                    continue;
                }
                _ => {}
            }
            if let Some(p) = self.phrase_at(t) {
                if let Some(first) = self.ages(t) {
                    j = first;
                    continue;
                }
                if self.timed(t) && self.item_at(t).is_none() {
                    j = p.start.min(t);
                    continue;
                }
                let prep = p.start > floor
                    && matches!(self.tag(p.start - 1), Tag::Preposition)
                    && self.joined(p.start)
                    && !self.bounded(p.start)
                    && !self.in_all(p.start);
                let counted = self.counted(&p);
                let direct = antecedent
                    && (counted && !self.children(&p) || self.person(p.end - 1))
                    || loose && j == before && counted;
                if prep && !direct {
                    j = p.start - 1;
                    continue;
                }
                // The object of a relative clause or participle: "gunmen who attacked the hotel were killed".
                let verb = (p.start > floor && self.joined(p.start) && !direct)
                    .then(|| self.scan.syntax.verb_group(p.start - 1))
                    .flatten();
                if let Some(g) = verb {
                    let start = g.tokens.start.max(floor);
                    let wh = (floor..start).rev().take(3).find(|k| self.tag(*k) == Tag::Wh);
                    if let Some(w) = wh {
                        (j, over) = (w + 1, true);
                        continue;
                    }
                    if !g.finite && !counted && self.tag(g.tokens.start) != Tag::To {
                        j = start;
                        continue;
                    }
                }
                return Some(p);
            }
            if let Some(g) = self.scan.syntax.verb_group(t) {
                let start = g.tokens.start;
                let wh = (floor..start).rev().take(4).find(|k| self.tag(*k) == Tag::Wh);
                if let Some(w) = wh {
                    (j, over) = (w + 1, true);
                    continue;
                }
                // "are thought to have drowned"
                if !g.finite || g.passive && self.tag(j) == Tag::To {
                    j = start;
                    continue;
                }
                return None;
            }
            if matches!(self.tag(t), Tag::Preposition | Tag::Adjective) {
                j = t;
                continue;
            }
            return None;
        }
        None
    }

    /// A phrase with those it is joined to on the left: "25 men and 31 women".
    pub fn with_left(&self, first: Range<usize>) -> Phrases<'b> {
        self.list_of(first, false)
    }

    /// The same; of objects, the first stands behind its verb: "took six pupils and two teachers hostage".
    pub(super) fn list_of(&self, first: Range<usize>, objects: bool) -> Phrases<'b> {
        let mut list = Phrases::with_capacity_in(4, self.bump);
        list.push(first);
        for _ in 0..5 {
            let p = &list[list.len() - 1];
            let mut j = p.start;
            if j <= self.range.start {
                break;
            }
            let and = self.tag(j - 1) == Tag::Conjunction;
            let comma = self.gap(j).has(Gap::COMMA);
            if and {
                j -= 1;
            } else if !comma {
                break;
            }
            if j <= self.range.start {
                break;
            }
            // "a man, 46, and a woman, 39"
            if and
                && self.aged(j - 1)
                && self.gap(j - 1).has(Gap::COMMA)
                && j > self.range.start + 1
            {
                j -= 1;
            }
            let Some(q) = self.phrase_at(j - 1) else { break };
            if q.end != j {
                break;
            }
            // Over "of" phrases to the head, and no object of a verb or preposition.
            let mut q = q;
            for _ in 0..3 {
                let of = q.start > self.range.start
                    && self.is(q.start - 1, self.scan.tables.harm.words.of)
                    && q.start - 1 > self.range.start;
                if !of {
                    break;
                }
                match self.phrase_at(q.start - 2) {
                    Some(r) => q = r,
                    None => break,
                }
            }
            // "more than 40 men and women": what says how many is no preposition here.
            let number = self.item_at(q.start).map(|k| self.items[k].phrase.start);
            let start = number.map_or(q.start, |s| s.min(q.start));
            let before = start.checked_sub(1).filter(|b| *b >= self.range.start);
            let bad = before.is_some_and(|b| {
                matches!(self.tag(b), Tag::Preposition | Tag::Wh)
                    || !objects
                        && self.scan.syntax.verb_group(b).is_some_and(|g| !self.says(g.head))
                        && self.joined(start)
            });
            let personal = self.counted(&q) || and && self.person(q.end - 1);
            // "Four shot, one killed": the first number has its own effect.
            let own = q.len() > 1 && self.stated_after(q.end - 1);
            if bad || !personal || own {
                break;
            }
            list.push(q);
        }
        list
    }

    /// The phrases that start at `i`, with those joined to them: the objects of a verb before `i`.
    pub fn objects(&self, i: usize) -> Phrases<'b> {
        let mut list = Phrases::with_capacity_in(4, self.bump);
        let mut j = i;
        while self.joined(j) && self.tag(j) == Tag::Adverb && self.item_at(j).is_none() && j < i + 3
        {
            j += 1;
        }
        for _ in 0..6 {
            let open = Gap(JOIN.0 | Gap::COMMA.0 | Gap::OPEN.0);
            // What is harmed follows at once: "20 injured, Vice President Oktay said" ends before the comma.
            let open = if list.is_empty() { JOIN } else { open };
            if !self.range.contains(&j) || !self.gap(j).is_within(open) {
                break;
            }
            let Some(p) = self.phrase_at(j) else { break };
            if p.start != j && self.between(j, j + 1).is_empty()
                || self.timed(j) && self.item_at(j).is_none()
            {
                break;
            }
            let end = p.end;
            // The next verb, read as a noun: "killing 89 people and wounding 20 more".
            let verb = self.scan.lexicon.classes(self.word(j)).has(self.scan.tables.harm.verbs);
            if verb && !list.is_empty() && !self.between(j + 1, j + 2).is_empty() {
                break;
            }
            // The next clause: "killed two and 14 others were injured".
            let mut k = end;
            for _ in 0..4 {
                if self.tag(k) == Tag::Preposition && self.joined(k) {
                    match self.phrase_at(k + 1) {
                        Some(q) => k = q.end,
                        None => break,
                    }
                } else {
                    break;
                }
            }
            let clause = |k: usize| {
                self.range.contains(&k)
                    && self.joined(k)
                    && self.scan.syntax.verb_group(k).is_some_and(|g| g.finite || g.passive)
            };
            if !list.is_empty() && (clause(end) || clause(k) || self.stated(end)) {
                break;
            }
            list.push(p);
            j = k;
            if self.gap(j.min(self.scan.doc.len())).has(Gap::COMMA) && self.range.contains(&j) {
                if self.tag(j) == Tag::Conjunction {
                    j += 1;
                }
            } else if self.tag(j) == Tag::Conjunction && self.joined(j) {
                j += 1;
            } else {
                break;
            }
        }
        list
    }

    /// "In all 11 people were held": the preposition is not one of the phrase.
    fn in_all(&self, start: usize) -> bool {
        let w = &self.scan.tables.harm.words;
        self.is(start, w.all)
            && self.is(start - 1, w.r#in)
            && (start - 1 == self.range.start || self.gap(start - 1).has(Gap::COMMA))
            && !self.between(start, start + 2).is_empty()
    }

    /// Where the ages begin that end with token `i`: "two boys aged 15 and 16".
    fn ages(&self, i: usize) -> Option<usize> {
        let w = &self.scan.tables.harm.words;
        let first = self.range.start.max(i.saturating_sub(8));
        let word = (first + 1..i).rev().find(|k| w.aged.contains(&self.word(*k)))?;
        (word + 1..=i).all(|k| self.aged(k) || self.tag(k) == Tag::Conjunction).then_some(word)
    }

    /// Whether token `i` is an age.
    pub(super) fn aged(&self, i: usize) -> bool {
        self.item_at(i).is_some_and(|k| self.items[k].rule == "age")
    }

    /// Whether a bare number behind "of" counts somebody's children: "a father of three".
    fn children(&self, p: &Range<usize>) -> bool {
        p.start >= self.range.start + 2
            && self.is(p.start - 1, self.scan.tables.harm.words.of)
            && self.item_at(p.end - 1).is_some()
            && self.scan.lexicon.classes(self.word(p.start - 2)).has(self.scan.tables.harm.kin)
    }

    /// Whether "none of" stands before the first of these phrases.
    pub(super) fn none_of(&self, list: &[Range<usize>]) -> Option<usize> {
        let w = &self.scan.tables.harm.words;
        let first = list.last()?.start;
        let of = (self.range.start + 1..first).rev().take(2).find(|k| self.is(*k, w.of))?;
        w.nobody.contains(&self.word(of - 1)).then_some(of - 1)
    }

    /// Whether a state follows: "20 hurt".
    fn stated(&self, i: usize) -> bool {
        self.joined(i)
            && self.scan.lexicon.classes(self.word(i)).has(self.scan.tables.harm.states)
            && !self.joined_noun(i + 1)
    }

    pub(super) fn joined_noun(&self, i: usize) -> bool {
        self.joined(i) && matches!(self.tag(i), Tag::Noun | Tag::Proper)
    }
}
