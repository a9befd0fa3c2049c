//! The frames: verbs, states, nouns, tolls, parts, zero.

use std::ops::Range;

use super::{super::Effect, Harm, Implied, Reading, tables::Shape};
use crate::{
    cue::{Cue, kind},
    document::Gap,
    gazetteer::Kind,
    lang::Form as WordForm,
    mention::Form,
    syntax::Tag,
};

impl Reading<'_, '_, '_> {
    /// Runs all frames of the sentence, precise before broad.
    pub fn frames(&mut self, cues: &[Cue]) {
        let nouns = |c: &&Cue| c.kinds & kind::HARM_NOUN != 0;
        self.lives_lost = cues.iter().filter(nouns).any(|c| self.is_life(c.token as usize));
        let mut from = self.range.start;
        for cue in cues {
            let i = cue.token as usize;
            if cue.kinds & kind::HARM == 0 || i < from {
                continue;
            }
            let mut step = 1;
            if cue.kinds & kind::HARM_NOUN != 0 {
                step = step.max(self.noun(i));
            }
            if step == 1 && cue.kinds & kind::HARM_STATE != 0 {
                step = step.max(self.state(i));
            }
            if step == 1 && cue.kinds & kind::HARM_VERB != 0 {
                step = step.max(self.verb(i));
            }
            from = i + step;
        }
        self.totals();
        self.parts();
        if self.implied.len() > 1 {
            self.implied.sort_by_key(|i| i.tokens.start);
            self.implied.dedup_by_key(|i| i.tokens.start);
        }
    }

    /// Whether the noun at `h` is said of those who lose it: "lives".
    pub(super) fn is_life(&self, h: usize) -> bool {
        let t = &self.scan.tables.harm;
        let entry = self.scan.lexicon.entry(self.word(h), t.nouns);
        entry.is_some_and(|e| t.noun_rows[e.row as usize].1 == Shape::Lives)
    }

    /// Gives an effect to every number inside `phrase`; without one, a person there is one victim.
    pub(super) fn assign(
        &mut self,
        phrase: &Range<usize>,
        effect: Effect,
        hypothetical: bool,
        rule: &'static str,
    ) {
        self.assign_to(phrase, effect, hypothetical, rule, false);
    }

    /// The same where the word of harm stands within the phrase, so that it is said of every number there: "two of
    /// the seven kidnapped students".
    pub(super) fn assign_all(&mut self, phrase: &Range<usize>, effect: Effect, rule: &'static str) {
        self.assign_to(phrase, effect, false, rule, true);
    }

    fn assign_to(
        &mut self,
        phrase: &Range<usize>,
        effect: Effect,
        hypothetical: bool,
        rule: &'static str,
        all: bool,
    ) {
        let mut any = false;
        let mut whole = phrase.start;
        for k in self.between(phrase.start, phrase.end).take(16) {
            let inside =
                self.items[k].tokens.start >= phrase.start && self.units[k].start < phrase.end;
            if !inside || !self.items[k].counts() || self.measures(k) {
                continue;
            }
            any = true;
            // "One of the three patients died": not the three. "One of the three who were held" tells of them.
            if !all && self.items[k].tokens.start < whole && self.tag(phrase.end) != Tag::Wh {
                continue;
            }
            whole = self.units[k].end;
            let head = self.head(k);
            if head.is_some_and(|h| !self.fits(h, effect)) {
                continue;
            }
            let old = &self.harms[k];
            // "26 hostages were killed", "nine were abducted and killed": the graver harm is told.
            let weaker = match old.effect {
                None => true,
                Some(Effect::Affected) => effect != Effect::Affected,
                Some(Effect::Kidnapped) => matches!(effect, Effect::Killed | Effect::Injured),
                // "Five of the wounded died."
                Some(Effect::Injured | Effect::Missing | Effect::Infected) => {
                    effect == Effect::Killed
                        && matches!(old.rule, "state" | "participle")
                        && old.victims == head
                        && head.is_some_and(|h| self.state_or_verb(h))
                }
                Some(_) => false,
            };
            if weaker {
                self.harms[k] =
                    Harm { effect: Some(effect), victims: head, hypothetical, of: None, rule };
            }
        }
        if !any && !hypothetical {
            self.single(phrase, effect, rule);
        }
    }

    /// "an 8-storey block": a number joined to its noun says how large something is; "a five-man crew" is of people.
    fn measures(&self, k: usize) -> bool {
        let end = self.items[k].tokens.end;
        end < self.range.end
            && self.gap(end) == Gap::HYPHEN
            && !self.person(end)
            && !self.state_or_verb(end)
    }

    /// Whether these victims go with that effect.
    pub(super) fn fits(&self, h: usize, effect: Effect) -> bool {
        if self.thing(h) {
            return false;
        }
        // What can be killed or hurt is people more often than not; much can be missing or rescued.
        let strict = !matches!(
            effect,
            Effect::Killed | Effect::Injured | Effect::Kidnapped | Effect::Charged
        );
        !strict && (self.scan.syntax.is_plural(h) || self.cap(h))
            || self.person(h)
            || self.state_or_verb(h)
            || self.scan.lexicon.classes(self.word(h)).has(self.scan.tables.harm.nouns)
    }

    fn state_or_verb(&self, h: usize) -> bool {
        let c = self.scan.lexicon.classes(self.word(h));
        let t = &self.scan.tables.harm;
        c.has(t.states) || c.has(t.verbs)
    }

    /// One victim without a number: a singular person, or a person's name.
    fn single(&mut self, phrase: &Range<usize>, effect: Effect, rule: &'static str) {
        if phrase.len() > 16 {
            return;
        }
        let h = phrase.end - 1;
        let mention = self.scan.mentions.at(h);
        let named = mention.is_some_and(|m| {
            m.kind == Kind::Person && matches!(m.form, Form::Name | Form::Partial)
        });
        let words = self.scan.lexicon.classes(self.word(h));
        let t = &self.scan.tables.harm;
        let common = (words.has(t.people) || words.has(t.roles))
            && !self.scan.syntax.is_plural(h)
            && mention.is_none_or(|m| m.form != Form::Demonym);
        let singular = common && self.singular(phrase);
        // "A 17-year-old was stabbed."
        let aged =
            self.surface(h).eq_ignore_ascii_case("old") && self.aged(h) && self.singular(phrase);
        if !named && !singular && !aged {
            return;
        }
        let tokens = match mention {
            Some(m) if named => m.tokens.clone(),
            _ => phrase.clone(),
        };
        let harm = Harm { effect: Some(effect), victims: Some(h), rule, ..Harm::default() };
        self.implied.push(Implied { tokens, harm, negated: false });
    }

    /// Whether a phrase has a determiner that goes with one person.
    fn singular(&self, phrase: &Range<usize>) -> bool {
        let first = self.scan.doc.word(phrase.start);
        let form = self
            .scan
            .lexicon
            .entry(self.word(phrase.end - 1), self.scan.tables.harm.people)
            .is_none_or(|e| e.form.is(WordForm::BASE));
        let bad = ["no", "any", "all", "both", "these", "those", "other", "most", "many", "some"]
            .iter()
            .any(|w| first.eq_ignore_ascii_case(w));
        // "the injured": as many as there are.
        let many = self.state_or_verb(phrase.end - 1) && phrase.len() == 2;
        form && !bad
            && !many
            && (phrase.len() > 1 || self.cap(phrase.start))
            && ![
                "police",
                "people",
                "staff",
                "crew",
                "family",
                "couple",
                "personnel",
                "other",
                "more",
            ]
            .iter()
            .any(|w| self.scan.doc.word(phrase.end - 1).eq_ignore_ascii_case(w))
    }

    /// "no one was injured", "no casualties".
    pub(super) fn zero(&mut self, tokens: Range<usize>, effect: Effect) {
        let harm = Harm { effect: Some(effect), rule: "none", ..Harm::default() };
        self.implied.push(Implied { tokens, harm, negated: true });
    }
}
