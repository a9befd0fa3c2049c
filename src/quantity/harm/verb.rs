//! Verbs of harm: subject, object, participle.

use std::ops::Range;

use super::{super::Effect, Reading, tables::Who};
use crate::{
    lang::Form as WordForm,
    syntax::{Tag, Tense, VerbGroup},
};

impl Reading<'_, '_, '_> {
    pub(super) fn verb(&mut self, i: usize) -> usize {
        let (scan, t) = (self.scan, &self.scan.tables.harm);
        let Some((len, e)) = scan.doc.phrase(scan.lexicon, i, t.verbs) else { return 1 };
        if i + len > self.range.end {
            return 1;
        }
        let (effect, who) = t.verb_rows[e.row as usize];
        let next = self.between(i + len, i + len + 1).find(|k| self.items[*k].counts());
        let group = scan.syntax.verb_group(i).filter(|g| g.head == i).cloned();
        let Some(g) = group else {
            // "killing at least 12": a number right behind makes it a verb.
            if next.is_some() && who == Who::Object && self.joined(i + len) {
                for p in self.objects(i + len) {
                    self.assign(&p, effect, false, "object");
                }
                return len;
            }
            return self.inside_phrase(i, e.form, effect, who, len);
        };
        if who == Who::Lives && !self.lives_lost {
            return 1;
        }
        if who == Who::Lives {
            return self.lives(i + len, effect, &g);
        }
        let bare = g.tokens.len() == 1;
        let past = e.form.is(WordForm(WordForm::PAST.0 | WordForm::PARTICIPLE.0));
        let end = i + len;
        let objects = self.objects(end);
        let dead = self.is_dead(&objects);
        let effect = if dead { Effect::Killed } else { effect };
        let infinitive = scan.syntax.tag(g.tokens.start) == Tag::To;
        let mut hypothetical = g.modal && g.tense != Tense::Past;
        if who == Who::Object {
            hypothetical |= infinitive;
        }
        let passive = match who {
            Who::Subject => true,
            Who::Both => objects.is_empty() || g.passive,
            _ if bare && past => objects.is_empty() || g.passive && !self.takes(&objects),
            _ => g.passive,
        };
        if !passive {
            if g.negated {
                // "did not kill anyone"
                return len;
            }
            for p in objects {
                self.assign(&p, effect, hypothetical, "object");
            }
            return len;
        }
        let start = g.tokens.start;
        let subject = self.among_those(start).or_else(|| self.subject(start, !g.finite));
        let Some(subject) = subject else { return len };
        let first = scan.doc.word(subject.start);
        let nobody =
            ["no", "nobody", "none", "neither"].iter().any(|w| first.eq_ignore_ascii_case(w))
                || ["anyone", "anybody"].iter().any(|w| first.eq_ignore_ascii_case(w))
                    && (g.negated || self.negated_before(subject.start));
        if nobody {
            self.zero(subject.start..end, effect);
            return len;
        }
        if g.negated {
            return len;
        }
        let rule = if who == Who::Subject { "subject" } else { "passive" };
        let victims = self.with_left(subject);
        if let Some(none) = self.none_of(&victims) {
            self.zero(none..end, effect);
            return len;
        }
        for p in victims {
            self.assign(&p, effect, hypothetical, rule);
        }
        len
    }

    /// The subject of "were among those killed".
    fn among_those(&self, participle: usize) -> Option<Range<usize>> {
        let w = &self.scan.tables.harm.words;
        let at = participle.checked_sub(3).filter(|at| *at >= self.range.start)?;
        let those = w.those.contains(&self.word(participle - 1));
        if !those || !self.is(participle - 2, w.among) {
            return None;
        }
        let g = self.scan.syntax.verb_group(at).filter(|g| self.links(g))?;
        self.subject(g.tokens.start, false)
    }

    /// Whether these look like what a past form acts on, so that it is no participle.
    fn takes(&self, objects: &[Range<usize>]) -> bool {
        objects.first().is_some_and(|p| self.counted(p) || self.person(p.end - 1))
    }

    /// "shot 3 people dead", "stabbed a man to death".
    fn is_dead(&self, objects: &[Range<usize>]) -> bool {
        let t = &self.scan.tables.harm;
        objects.last().is_some_and(|p| {
            let state = || self.scan.lexicon.entry(self.word(p.end), t.states);
            self.joined(p.end)
                && (self.is(p.end, t.words.to) && self.is(p.end + 1, t.words.death)
                    || state().is_some_and(|e| t.state_rows[e.row as usize] == Effect::Killed))
        })
    }

    /// A participle within a noun phrase: "seven kidnapped students", "45 wounded".
    fn inside_phrase(
        &mut self,
        i: usize,
        form: WordForm,
        effect: Effect,
        who: Who,
        len: usize,
    ) -> usize {
        let participle = form.is(WordForm(WordForm::PARTICIPLE.0 | WordForm::PAST.0));
        if !participle || !matches!(who, Who::Object) {
            return len;
        }
        let hit =
            self.around(i).find(|k| self.units[*k].contains(&i) && self.items[*k].tokens.end <= i);
        if let Some(k) = hit {
            // A headline in capitals: "4 Students Shot Outside School".
            if self.items[k].tokens.end < i && self.cap(i) && self.person(i - 1) {
                self.units[k].end = i;
            }
            let unit = self.units[k].clone();
            self.assign(&unit, effect, false, "participle");
        } else if let Some(k) = self.around(i).find(|k| self.items[*k].phrase.end == i)
            && self.joined(i)
        {
            let unit = self.items[k].phrase.clone();
            self.assign(&unit, effect, false, "participle");
        }
        len
    }

    /// "claimed 350,000 lives", "the lives of 12 miners were lost".
    fn lives(&mut self, end: usize, effect: Effect, g: &VerbGroup) -> usize {
        let t = &self.scan.tables.harm;
        let objects = self.objects(end);
        let mut hits = objects;
        hits.retain(|p| self.is_life(p.end - 1));
        if hits.is_empty()
            && let Some(s) = g.passive.then(|| self.subject(g.tokens.start, false)).flatten()
        {
            hits.extend(Some(s).filter(|p| self.is_life(p.end - 1)));
        }
        for p in hits {
            let of = self.is(p.end, t.words.of);
            let target = if of { self.phrase_at(p.end + 1).unwrap_or(p) } else { p };
            self.assign(&target, effect, g.modal, "lives");
        }
        1
    }
}
