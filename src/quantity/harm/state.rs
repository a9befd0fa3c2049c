//! States: "11 dead", "were still missing".

use std::ops::Range;

use super::{super::Effect, Reading};
use crate::syntax::{Tag, VerbGroup};

impl Reading<'_, '_, '_> {
    /// "11 dead", "were still missing", "two of the wounded", "among the dead".
    pub(super) fn state(&mut self, i: usize) -> usize {
        let (scan, t) = (self.scan, &self.scan.tables.harm);
        let Some((len, e)) = scan.doc.phrase(scan.lexicon, i, t.states) else { return 1 };
        if i + len > self.range.end {
            return 1;
        }
        let effect = t.state_rows[e.row as usize];
        if self.beside(i, i + len, effect) {
            return len;
        }
        // Within a number's phrase: "12 dead miners", "one of the dead".
        self.left_so(i);
        let within =
            self.around(i).find(|k| self.units[*k].contains(&i) && self.items[*k].tokens.end <= i);
        if let Some(k) = within {
            let unit = self.units[k].clone();
            self.assign_all(&unit, effect, "state");
            return len;
        }
        // "is among the dead", "were among the wounded"
        let among = i >= self.range.start + 2
            && self.is(i - 1, t.words.the)
            && self.is(i - 2, t.words.among);
        let verb_at = if among { i - 2 } else { i };
        let mut v = verb_at;
        while v > self.range.start + 1
            && (self.tag(v - 1) == Tag::Adverb
                || self.is(v - 1, t.words.still)
                || self.tag(v - 1) == Tag::Adjective && scan.syntax.verb_group(v - 2).is_some())
            && self.item_at(v - 1).is_none()
        {
            v -= 1;
        }
        if v == self.range.start || !self.joined(v) {
            return 1;
        }
        let own = scan.syntax.verb_group(i).filter(|g| g.tokens.start < i).cloned();
        if let Some(g) = own.clone().or_else(|| scan.syntax.verb_group(v - 1).cloned()) {
            let linking = among || own.is_some() || self.links(&g);
            if !linking {
                return 1;
            }
            let Some(subject) = self.subject(g.tokens.start, !g.finite) else { return len };
            if g.negated {
                return len;
            }
            let victims = self.with_left(subject);
            if let Some(none) = self.none_of(&victims) {
                self.zero(none..i + len, effect);
                return len;
            }
            for p in victims {
                self.assign(&p, effect, g.modal, "state");
            }
            return len;
        }
        // "36 people dead", "left dozens homeless", "with 26 still missing"
        if let Some(p) = self.phrase_at(v - 1).filter(|p| p.end == v) {
            let noun = self.joined(i + len)
                && !self.timed(i + len)
                && matches!(self.tag(i + len), Tag::Noun | Tag::Proper)
                && self.tag(i) == Tag::Adjective;
            let number = self.counted(&p);
            if !noun && number {
                self.assign(&p, effect, false, "state");
                for q in self.list_of(p, true).into_iter().skip(1) {
                    let next = q.end;
                    if !self.stated_after(next) {
                        self.assign(&q, effect, false, "state");
                    }
                }
                return len;
            }
        }
        1
    }

    /// "Among the dead were nine children", "the injured include two guards", "Killed were": those harmed follow the verb.
    pub(super) fn told_behind(&mut self, i: usize, end: usize, effect: Effect) -> bool {
        let w = &self.scan.tables.harm.words;
        let verb = self.joined(end).then(|| self.scan.syntax.verb_group(end)).flatten();
        let Some(g) = verb.filter(|g| g.tokens.start == end && g.tokens.len() == 1 && !g.negated)
        else {
            return false;
        };
        let includes = w.includes.contains(&self.word(g.head));
        let first = i == self.range.start;
        let all = !first
            && (self.is(i - 1, w.the) || self.is(i - 1, w.those[0]))
            && (i - 1 == self.range.start
                || self.is(i - 2, w.among)
                || includes && !self.is(i - 2, w.of));
        let is = ["is", "are", "was", "were"]
            .iter()
            .any(|v| self.surface(g.head).eq_ignore_ascii_case(v));
        if !(all && includes || (all || first) && is) {
            return false;
        }
        let behind = self.objects(end + 1);
        let personal = |p: &Range<usize>| self.counted(p) || self.person(p.end - 1);
        if !behind.first().is_some_and(personal) {
            return false;
        }
        for p in behind {
            self.assign(&p, effect, false, "among");
        }
        true
    }

    pub(super) fn stated_after(&self, i: usize) -> bool {
        let c = self.scan.lexicon.classes(self.word(i));
        c.intersects(self.scan.tables.harm.triggers)
    }

    /// be, remain, lie, feared, reported, pronounced, found, left: verbs that a state can follow.
    pub(super) fn links(&self, g: &VerbGroup) -> bool {
        let w = self.scan.doc.word(g.head);
        [
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "remain",
            "remained",
            "remains",
            "lay",
            "lie",
            "reported",
            "feared",
            "found",
            "pronounced",
            "declared",
            "presumed",
            "believed",
            "confirmed",
            "left",
            "listed",
            "counted",
            "made",
            "held",
            "taken",
            "shot",
            "went",
            "gone",
            "go",
        ]
        .iter()
        .any(|v| w.eq_ignore_ascii_case(v))
    }
}
