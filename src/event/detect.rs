//! Finds trigger words and the time in their sentence; puts them together with place and actors.

use std::ops::Range;

use bumpalo::Bump;

use super::tables::{APART, DEFINITE, Family, HAVE, SINCE, THEN, Tables, Trigger, WHICH};
use crate::{
    coref::Entity,
    cue::{Cue, kind},
    document::{Document, Gap},
    fold,
    gazetteer::Kind,
    lang::{Form as WordForm, Lexicon},
    mention::{EntityIx, Form, Mentions},
    quantity::Quantity,
    span::Span,
    syntax::{Syntax, Tag},
    timex::{Timex, TimexKind},
};

pub(super) struct Reader<'a> {
    pub doc: &'a Document<'a>,
    pub syntax: &'a Syntax,
    pub mentions: &'a Mentions,
    pub entities: &'a [Entity],
    pub times: &'a [Timex],
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    pub bump: &'a Bump,
}

/// Who did what, as far as found.
pub(super) type Actors<'a> = bumpalo::collections::Vec<'a, (Role, EntityIx)>;

/// What an actor does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Role {
    Perpetrator,
    Victim,
    Organiser,
    Party,
    Accused,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Perpetrator => "perpetrator",
            Role::Victim => "victim",
            Role::Organiser => "organiser",
            Role::Party => "party",
            Role::Accused => "accused",
        }
    }
}

/// The triggers of a sentence.
pub(super) type Triggers<'a> = bumpalo::collections::Vec<'a, Found<'a>>;

/// A trigger in its sentence.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub span: Span,
    pub kind: &'a str,
    /// Its number.
    pub kind_id: u16,
    pub family: Family,
    pub verb: bool,
    pub plural: bool,
    /// "the attack", "this attack".
    pub definite: bool,
    /// Only a further word for an event told before.
    pub again: bool,
    /// What lasts, within which single deeds are done.
    pub long: bool,
    pub place: Option<EntityIx>,
    pub time: Option<u32>,
    pub actors: Actors<'a>,
    pub zone: crate::document::ZoneKind,
}

impl<'a> Reader<'a> {
    /// The triggers of a sentence in order.
    /// `quantities`: those from here on.
    pub fn sentence(
        &self,
        range: &Range<usize>,
        cues: &[Cue],
        quantities: &[Quantity],
        list: &mut Triggers<'a>,
    ) {
        let mut from = range.start;
        for cue in cues.iter().filter(|c| c.kinds & kind::EVENT != 0) {
            let i = cue.token as usize;
            if i < from {
                continue;
            }
            let Some((len, row, form)) = self.trigger(i, range) else { continue };
            if !row.none
                && let Some(mut f) = self.found(i..i + len, row, form, range)
            {
                // "a blast, killing at least 12": what it acts on follows.
                f.verb |= f.kind == "killing" && self.acts(i + len, quantities);
                list.push(f);
            }
            from = i + len;
        }
        let kills = |f: &Found<'_>| f.verb && f.kind == "killing";
        if list.iter().any(kills) && self.sums_up(range) {
            list.retain(|f| !kills(f));
        }
        // "a blast killed 12": the killing is the blast's.
        let harm = |f: &Found<'_>| {
            matches!(f.family, Family::Violent | Family::Disaster)
                && !(f.verb && f.kind == "killing")
        };
        if list.iter().any(harm) {
            let mut victims = Actors::new_in(self.bump);
            list.retain(|f| {
                let keep = harm(f) || f.family != Family::Violent;
                if !keep {
                    victims.extend(f.actors.iter().copied());
                }
                keep
            });
            if let Some(f) = list.iter_mut().find(|f| harm(f)) {
                f.actors.extend(victims);
            }
        }
    }

    /// Whether a count of people harmed, the object of the word before it, starts at token `i`.
    fn acts(&self, i: usize, quantities: &[Quantity]) -> bool {
        let at = self.doc.tokens().start(i);
        let next = quantities.get(quantities.partition_point(|q| q.span.start < at));
        next.is_some_and(|q| q.span.start == at && q.rule == "object")
    }

    /// "have been killed since the war began": what has come together over a time, not the event just told. What came since
    /// a day of the week may well belong to it.
    pub fn sums_up(&self, range: &Range<usize>) -> bool {
        let words = self.doc.words();
        let since = range.clone().find(|k| self.tables.is(words[*k], SINCE));
        let Some(since) = since.filter(|k| k + 1 < range.end) else { return false };
        let next = words[since + 1];
        next != self.tables.then
            && !self.lexicon.classes(next).has(self.tables.weekdays)
            && (range.start..since).any(|k| self.tables.is(words[k], HAVE))
    }

    fn trigger(&self, i: usize, range: &Range<usize>) -> Option<(usize, Trigger, WordForm)> {
        let (len, e) = self.doc.phrase(self.lexicon, i, self.tables.triggers)?;
        if i + len > range.end {
            return None;
        }
        let inside = self
            .mentions
            .at(i)
            .is_some_and(|m| m.kind != Kind::Event && m.form != Form::Description);
        if inside {
            return None;
        }
        // A word that is noun and verb has a row for each: the word class decides.
        let head = i + len - 1;
        let verbal = self.syntax.tag(i).is_verb();
        let nominal = matches!(self.syntax.tag(head), Tag::Noun | Tag::Proper);
        let (mut row, mut form) = (self.tables.rows[e.row as usize], e.form);
        if len == 1 {
            let other = self.lexicon.entries(self.doc.words()[i]).iter().find(|o| {
                let t = &self.tables.rows.get(o.row as usize);
                o.class == self.tables.triggers && t.is_some_and(|t| t.verb == verbal)
            });
            if let Some(o) = other {
                (row, form) = (self.tables.rows[o.row as usize], o.form);
            }
        }
        (row.verb && verbal || row.noun && (nominal || len > 1 && !verbal))
            .then_some((len, row, form))
    }

    fn found(
        &self,
        tokens: Range<usize>,
        row: Trigger,
        form: WordForm,
        range: &Range<usize>,
    ) -> Option<Found<'a>> {
        let verb = row.verb && self.syntax.tag(tokens.start).is_verb();
        let group = verb.then(|| self.syntax.verb_group(tokens.start)).flatten();
        if let Some(g) = group {
            // What did not happen, or only may, is no event.
            if g.negated || g.modal || self.syntax.tag(g.tokens.start) == Tag::To {
                return None;
            }
        }
        if row.land && !group.is_some_and(|g| self.is_land(g.tokens.start, range)) {
            return None;
        }
        let phrase = self.syntax.noun_phrase(tokens.start);
        if let Some(g) = group.filter(|g| g.tokens.start > range.start) {
            let nobody = self.doc.word(g.tokens.start - 1);
            if ["nobody", "none", "one"].iter().any(|w| nobody.eq_ignore_ascii_case(w)) {
                return None;
            }
        }
        let first = phrase.as_ref().map_or(tokens.start, |p| p.start);
        let first = first.max(tokens.start.saturating_sub(12));
        let before = first.checked_sub(1).filter(|b| *b >= range.start);
        let without = |b: usize| self.doc.words()[b] == self.tables.without;
        if !verb && before.is_some_and(without) {
            return None;
        }
        let definite = !verb && self.tables.is(self.doc.words()[first], DEFINITE);
        if row.again && !definite {
            return None;
        }
        let range = &self.own(&tokens, range);
        let place = self.place(&tokens, range);
        let time = self.time(&tokens, range);
        if row.weak && !definite && place.is_none() && time.is_none() {
            return None;
        }
        let mut actors = Actors::new_in(self.bump);
        if verb {
            self.verb_actors(&tokens, range, row.family, self.tables.kind(row.kind), &mut actors);
        } else {
            self.noun_actors(&tokens, first, range, row.family, &mut actors);
        }
        Some(Found {
            span: self.doc.span(tokens.clone()),
            kind: self.tables.kind(row.kind),
            kind_id: row.kind,
            family: row.family,
            verb,
            plural: form.is(WordForm::PLURAL) && !verb,
            definite: definite && !self.told_apart(tokens.end),
            again: row.again,
            long: row.long,
            place,
            time,
            actors,
            zone: self.doc.zone_of(tokens.start).kind,
        })
    }

    /// "Mount Merapi erupted", "the volcano has erupted": what stands before the verb can do so.
    fn is_land(&self, verb: usize, range: &Range<usize>) -> bool {
        verb > range.start
            && (self.doc.words()[verb - 1] == self.tables.volcano
                || self.mentions.at(verb - 1).is_some_and(|m| m.kind == Kind::Landform))
    }

    /// "the attack that began the war": a relative clause tells which one, so that it need not have been told before.
    fn told_apart(&self, end: usize) -> bool {
        end < self.doc.len()
            && self.doc.tokens().gap(end) == Gap::SPACE
            && self.tables.is(self.doc.words()[end], WHICH)
            && self.syntax.finite_from(end + 1).is_some()
    }

    /// The part of its sentence in which an event's place and time stand: "kidnappings have risen since the abduction of
    /// 276 girls in Chibok" is about two events.
    fn own(&self, trigger: &Range<usize>, range: &Range<usize>) -> Range<usize> {
        /// How far from the word the trigger may stand, and the other event's.
        const FAR: usize = 20;
        const NEAR: usize = 6;
        let words = self.doc.words();
        let trigger_at = |k: usize| self.lexicon.classes(words[k]).has(self.tables.triggers);
        let then = |k: &usize| self.tables.is(words[*k], THEN);
        let behind = (trigger.end..range.end.min(trigger.end + FAR)).find(then);
        let end = behind.filter(|k| {
            (k + 1..range.end.min(k + 1 + NEAR))
                .take_while(|x| !self.doc.tokens().gap(*x).has(Gap::COMMA))
                .any(trigger_at)
        });
        let before = (range.start..trigger.start).rev().take(NEAR).find(then);
        let start = before.filter(|k| (range.start..*k).rev().take(FAR).any(trigger_at));
        start.unwrap_or(range.start)..end.unwrap_or(range.end)
    }

    /// How many characters lie between two places, however their letters are composed.
    pub fn apart(&self, a: u32, b: u32) -> usize {
        fold::width(Span::new(a.min(b), a.max(b)).of(self.doc.text()))
    }

    /// Of several places, the one nearest to another, the first of two.
    pub fn nearest(&self, places: impl Iterator<Item = (usize, u32)>, at: u32) -> Option<usize> {
        let mut places = places;
        let (mut best, start) = places.next()?;
        // Mostly there is but one, and nothing to measure.
        let mut least = None;
        for (k, place) in places {
            let old = least.unwrap_or_else(|| self.apart(start, at));
            let new = self.apart(place, at);
            least = Some(old.min(new));
            if new < old {
                best = k;
            }
        }
        Some(best)
    }

    /// Whether fewer characters lie between two places.
    pub fn within(&self, a: u32, b: u32, width: usize) -> bool {
        (a.abs_diff(b) as usize) < width || self.apart(a, b) < width
    }

    /// Whether a date tells when somebody said so, or since when something else has been: "police said on Monday".
    fn is_apart(&self, date: u32, range: &Range<usize>) -> bool {
        let at = self.doc.tokens().at(date);
        // "since 2013, when 100 people died"
        let relative = |k: &usize| self.doc.tokens().gap(*k).has(Gap::COMMA);
        let comma = (at + 1..range.end.min(at + 4)).find(relative);
        if comma.is_some_and(|k| self.syntax.tag(k) == Tag::Wh) {
            return false;
        }
        for k in (range.start.max(at.saturating_sub(3))..at).rev() {
            if !self.doc.tokens().gap(k + 1).is_within(Gap::BLANK) {
                return false;
            }
            if self.tables.is(self.doc.words()[k], APART) {
                return self.syntax.tag(k) != Tag::Participle;
            }
            if !matches!(self.syntax.tag(k), Tag::Preposition | Tag::Adverb | Tag::Adjective) {
                return false;
            }
        }
        false
    }

    /// Whether a time cannot be that of an event told before: years that are told differ, or it is no more than a year
    /// or a month of one, and the event's own is a day of the week or not told at all.
    pub fn years_apart(&self, event: Option<u32>, time: Option<u32>) -> bool {
        let value = |t: u32| self.times[t as usize].value.as_deref().unwrap_or_default();
        let year = |v: &str| v.get(..4).and_then(|y| y.parse::<u16>().ok());
        let Some(new) = time.map(value) else { return false };
        let Some(y) = year(new) else { return false };
        let old = event.map_or("", value);
        match year(old) {
            Some(x) => x != y,
            None => new.len() <= "2015-04".len() && (old.is_empty() || old.starts_with("XXXX-W")),
        }
    }

    /// Whether a count is of a whole year or month, other than the day or week of an event.
    pub fn at_large(&self, event: Option<u32>, time: Option<u32>) -> bool {
        let value = |t: u32| self.times[t as usize].value.as_deref().unwrap_or_default();
        let year = |v: &str| v.len() == 4 || v.ends_with("-year");
        let (Some(event), Some(new)) = (event.map(value), time.map(value)) else { return false };
        (year(new) || new.ends_with("-month")) && event.len() > 4 && !event.ends_with("-year")
    }

    /// The date nearest to the trigger in its sentence, of those that may be the event's own.
    pub fn time(&self, trigger: &Range<usize>, range: &Range<usize>) -> Option<u32> {
        let span = self.doc.span(range.clone());
        let at = self.doc.tokens().start(trigger.start);
        let first = self.times.partition_point(|t| t.span.end <= span.start);
        let here = self.times[first..].iter().take(40).take_while(|t| t.span.start < span.end);
        let mut dates = here
            .enumerate()
            .filter(|(_, t)| matches!(t.kind, TimexKind::Date | TimexKind::Time))
            .filter(|(_, t)| !self.is_apart(t.span.start, range))
            .map(|(k, t)| ((first + k) as u32, t.span));
        let one = dates.next()?;
        let Some(two) = dates.next() else { return Some(one.0) };
        let end = self.doc.tokens().span(trigger.end - 1).end;
        let distance = |(_, t): &(u32, Span)| {
            if t.start >= end { self.apart(end, t.start) } else { self.apart(t.end.min(at), at) }
        };
        [one, two].into_iter().chain(dates).min_by_key(distance).map(|d| d.0)
    }
}
