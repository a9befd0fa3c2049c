//! Parts of a whole.

use super::{Harm, Reading};
use crate::{document::Gap, syntax::Tag};

impl Reading<'_, '_, '_> {
    /// Whether a bracket opened right before the number, or before a number joined to it: "eight people
    /// (three soldiers and five civilians)".
    fn in_brackets(&self, start: usize) -> bool {
        let first = self.range.start.max(start.saturating_sub(6));
        (first + 1..=start)
            .rev()
            .take_while(|k| !self.gap(*k).has(Gap::CLOSE))
            .find(|k| self.gap(*k).has(Gap::OPEN))
            .is_some_and(|open| {
                (open..start).all(|k| {
                    self.item_at(k).is_some()
                        || self.phrase_at(k).is_some_and(|p| self.counted(&p))
                        || self.tag(k) == Tag::Conjunction
                })
            })
    }

    /// "12 people, including three children"; "three of them children".
    pub(super) fn parts(&mut self) {
        let t = &self.scan.tables.harm;
        for k in 1..self.items.len() {
            if self.harms[k].effect.is_some() || !self.items[k].counts() {
                continue;
            }
            let start = self.items[k].phrase.start;
            let of_them = self.is(self.items[k].phrase.end, t.words.of)
                && ["them", "whom"]
                    .iter()
                    .any(|w| self.surface(self.items[k].phrase.end + 1).eq_ignore_ascii_case(w));
            // Joined to an earlier part: "including two women and three children".
            let mut before = start;
            let mut part = of_them;
            for _ in 0..3 {
                if part || before <= self.range.start {
                    break;
                }
                let w = self.word(before - 1);
                if t.words.parts.contains(&w) && w.0 != 0 {
                    part = true;
                } else if ["them", "whom"]
                    .iter()
                    .any(|x| self.scan.doc.word(before - 1).eq_ignore_ascii_case(x))
                {
                    before -= 1;
                } else if self.tag(before - 1) == Tag::Conjunction
                    || self.gap(before).has(Gap::COMMA)
                {
                    let j =
                        if self.tag(before - 1) == Tag::Conjunction { before - 1 } else { before };
                    match j.checked_sub(1).and_then(|j| self.phrase_at(j)).filter(|p| p.end == j) {
                        Some(p) => before = p.start,
                        None => break,
                    }
                } else {
                    break;
                }
            }
            part |= self.in_brackets(start);
            let head = self.head(k);
            if !part || head.is_some_and(|h| !self.person(h)) && !of_them {
                continue;
            }
            let whole = (0..k)
                .rev()
                .take(8)
                .find(|j| self.harms[*j].effect.is_some() && self.harms[*j].of.is_none());
            if let Some(w) = whole {
                let near = self.items[k].tokens.start - self.items[w].tokens.end < 30;
                if near {
                    self.harms[k] = Harm {
                        effect: self.harms[w].effect,
                        victims: head,
                        hypothetical: self.harms[w].hypothetical,
                        of: Some(w),
                        rule: "part",
                    };
                }
            }
        }
    }
}
