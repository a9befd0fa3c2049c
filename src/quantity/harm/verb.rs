//! Verbs of harm: subject, object, participle.

use std::ops::Range;

use super::{
    super::Effect,
    Phrases, Reading,
    tables::{Shape, Who},
};
use crate::{
    lang::Form as WordForm,
    syntax::{Tag, Tense, VerbGroup},
};

impl<'b> Reading<'_, '_, 'b> {
    pub(super) fn verb(&mut self, i: usize) -> usize {
        let (scan, t) = (self.scan, &self.scan.tables.harm);
        let Some((len, e)) = scan.doc.phrase(scan.lexicon, i, t.verbs) else { return 1 };
        if i + len > self.range.end {
            return 1;
        }
        let (effect, who) = t.verb_rows[e.row as usize];
        if who == Who::Nobody {
            return len;
        }
        let next = self.between(i + len, i + len + 1).find(|k| self.items[*k].counts());
        let group = scan.syntax.verb_group(i).filter(|g| g.head == i).cloned();
        let Some(g) = group else {
            // "killing at least 12": a number right behind makes it a verb.
            let acts = matches!(who, Who::Object | Who::People);
            if next.is_some() && acts && self.joined(i + len) {
                for p in self.those(self.objects(i + len), who) {
                    self.assign(&p, effect, false, "object");
                }
                return len;
            }
            if self.beside(i, i + len, effect) {
                return len;
            }
            return self.inside_phrase(i, e.form, effect, who, len);
        };
        if self.beside(i, i + len, effect) {
            return len;
        }
        if who == Who::Bearer {
            return self.borne(i + len, effect, &g);
        }
        if matches!(who, Who::Lives | Who::Losers) {
            if self.lives_lost {
                return self.lives(i + len, effect, &g);
            }
            if who == Who::Losers {
                self.lost(i + len, effect, &g);
            }
            return 1;
        }
        let bare = g.tokens.len() == 1;
        let past = e.form.is(WordForm(WordForm::PAST.0 | WordForm::PARTICIPLE.0));
        let end = i + len;
        let objects = self.those(self.objects(end), who);
        let dead = self.is_dead(&objects);
        let effect = if dead { Effect::Killed } else { effect };
        let infinitive = scan.syntax.tag(g.tokens.start) == Tag::To;
        let mut hypothetical = g.modal && g.tense != Tense::Past;
        if matches!(who, Who::Object | Who::People) {
            hypothetical |= infinitive;
        }
        let passive = match who {
            Who::Subject | Who::Refugees => true,
            Who::Both => objects.is_empty() || g.passive,
            // "a man who shot at officers" was not shot.
            _ if bare && past && self.tag(i - i.min(1)) == Tag::Wh => false,
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
        let own = matches!(who, Who::Subject | Who::Refugees);
        let rule = if own { "subject" } else { "passive" };
        let victims = self.those(self.with_left(subject), who);
        if let Some(none) = self.none_of(&victims) {
            self.zero(none..end, effect);
            return len;
        }
        for p in victims {
            self.assign(&p, effect, hypothetical, rule);
        }
        len
    }

    /// Of these phrases those that the verb is said of as a harm.
    fn those(&self, mut phrases: Phrases<'b>, who: Who) -> Phrases<'b> {
        match who {
            Who::People => phrases.retain(|p| self.listed(p.end - 1)),
            Who::Refugees => phrases.retain(|p| self.counted(p) && !self.wanted(p.end - 1)),
            _ => {}
        }
        phrases
    }

    /// Whether the noun at `h` is of people who flee from justice.
    fn wanted(&self, h: usize) -> bool {
        let t = &self.scan.tables.harm;
        let people = self.scan.lexicon.entry(self.word(h), t.people);
        people.is_some_and(|e| t.wanted[e.row as usize])
    }

    /// "lost two nurses to the virus", "lost her brother in the attack".
    fn lost(&mut self, end: usize, effect: Effect, g: &VerbGroup) {
        let t = &self.scan.tables.harm;
        let Some(p) = self.phrase_at(end).filter(|p| p.start == end && !g.negated && !g.passive)
        else {
            return;
        };
        let at = p.end;
        if !self.listed(at - 1) || !self.joined(at) {
            return;
        }
        let phrase = |k: usize, class| self.scan.doc.phrase(self.scan.lexicon, k, class);
        let disease = |k: usize| phrase(k, t.diseases).is_some();
        let deed = |k: usize| phrase(k, t.events).is_some_and(|(_, e)| t.deadly[e.row as usize]);
        let mut behind = (at + 1..self.range.end.min(at + 4)).take_while(|k| self.joined(*k));
        let dead = self.is(at, t.words.to) && self.counted(&p) && behind.any(disease)
            || self.is(at, t.words.r#in) && behind.any(deed);
        if dead {
            self.assign(&p, effect, g.modal, "lives");
        }
    }

    /// "six people sustained minor injuries": the subject, where an injury is what it bears.
    fn borne(&mut self, end: usize, effect: Effect, g: &VerbGroup) -> usize {
        let t = &self.scan.tables.harm;
        let injury = |p: &Range<usize>| {
            p.clone().any(|k| {
                let noun = self.scan.doc.phrase(self.scan.lexicon, k, t.nouns);
                noun.is_some_and(|(len, e)| {
                    let (of, shape) = t.noun_rows[e.row as usize];
                    k + len == p.end && (of == effect || shape == Shape::Borne)
                })
            })
        };
        if g.negated || g.passive || !self.objects(end).iter().any(injury) {
            return 1;
        }
        if let Some(subject) = self.subject(g.tokens.start, !g.finite) {
            for p in self.with_left(subject) {
                self.assign(&p, effect, g.modal, "subject");
            }
        }
        1
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
            // "had only one shot": a thing that somebody has.
            let start = self.items[k].phrase.start;
            let object = unit.end == i + 1
                && start > self.range.start
                && self.joined(start)
                && self.scan.tables.harm.words.have.contains(&self.word(start - 1));
            if !object {
                self.assign_all(&unit, effect, "participle");
            }
        } else if let Some(k) = self.around(i).find(|k| self.items[*k].phrase.end == i)
            && self.joined(i)
        {
            let unit = self.items[k].phrase.clone();
            self.assign_all(&unit, effect, "participle");
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
