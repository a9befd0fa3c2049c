//! Finds trigger words and, in their sentence, place, time and actors.

use std::ops::Range;

use super::tables::{Family, Tables, Trigger};
use crate::{
    document::{Document, Flags, Gap},
    gazetteer::Kind,
    lang::{Form as WordForm, Lexicon},
    mention::{EntityIx, Form, Found as Named, Mentions},
    span::Span,
    syntax::{Syntax, Tag},
    timex::{Timex, TimexKind},
};

pub(super) struct Reader<'a> {
    pub doc: &'a Document<'a>,
    pub syntax: &'a Syntax,
    pub mentions: &'a Mentions,
    pub times: &'a [Timex],
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
}

/// What an actor does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Role {
    Perpetrator,
    Victim,
    Organiser,
    Party,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Perpetrator => "perpetrator",
            Role::Victim => "victim",
            Role::Organiser => "organiser",
            Role::Party => "party",
        }
    }
}

/// A trigger in its sentence.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub span: Span,
    pub kind: &'a str,
    pub family: Family,
    pub verb: bool,
    pub plural: bool,
    /// "the attack", "this attack".
    pub definite: bool,
    pub place: Option<EntityIx>,
    pub time: Option<u32>,
    pub actors: Vec<(Role, EntityIx)>,
    pub zone: crate::document::ZoneKind,
}

impl<'a> Reader<'a> {
    /// The triggers of a sentence in order.
    pub fn sentence(&self, range: Range<usize>, list: &mut Vec<Found<'a>>) {
        let mut i = range.start;
        while i < range.end {
            let word = self.doc.words()[i];
            let class = self.tables.triggers;
            let listed =
                self.lexicon.classes(word).has(class) || self.lexicon.starts(word).has(class);
            let hit = listed.then(|| self.trigger(i, &range)).flatten();
            let Some((len, row, form)) = hit else {
                i += 1;
                continue;
            };
            if let Some(f) = self.found(i..i + len, row, form, &range) {
                list.push(f);
            }
            i += len;
        }
        // "a blast killed 12": the killing is the blast's.
        let harm = |f: &Found<'_>| {
            matches!(f.family, Family::Violent | Family::Disaster)
                && !(f.verb && f.kind == "killing")
        };
        if list.iter().any(harm) {
            let mut victims = Vec::new();
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
        (row.verb && verbal || row.noun && (nominal || len > 1)).then_some((len, row, form))
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
        let phrase = self.syntax.noun_phrase(tokens.start);
        if let Some(g) = group.filter(|g| g.tokens.start > range.start) {
            let nobody = self.doc.word(g.tokens.start - 1);
            if ["nobody", "none", "one"].iter().any(|w| nobody.eq_ignore_ascii_case(w)) {
                return None;
            }
        }
        let first = phrase.as_ref().map_or(tokens.start, |p| p.start);
        let first = first.max(tokens.start.saturating_sub(12));
        let definite = !verb && self.tables.definite.contains(&self.doc.words()[first]);
        let place = self.place(&tokens, range);
        let time = self.time(&tokens, range);
        if row.weak && !definite && place.is_none() && time.is_none() {
            return None;
        }
        let mut actors = Vec::new();
        if verb {
            self.verb_actors(&tokens, range, row.family, &mut actors);
        } else {
            self.noun_actors(&tokens, first, range, row.family, &mut actors);
        }
        Some(Found {
            span: self.doc.span(tokens.clone()),
            kind: self.tables.kind(row.kind),
            family: row.family,
            verb,
            plural: form.is(WordForm::PLURAL) && !verb,
            definite,
            place,
            time,
            actors,
            zone: self.doc.zone_of(tokens.start).kind,
        })
    }

    fn word_is(&self, i: usize, list: &[crate::lang::WordId]) -> bool {
        list.contains(&self.doc.words()[i])
    }

    /// The place named behind a preposition nearest to the trigger; else one right before it.
    pub fn place(&self, trigger: &Range<usize>, range: &Range<usize>) -> Option<EntityIx> {
        let near =
            range.start.max(trigger.start.saturating_sub(25))..range.end.min(trigger.end + 25);
        let mut best: Option<(usize, EntityIx)> = None;
        for m in self.mentions.within(near.clone()).filter(|m| m.kind.is_location()) {
            let Some(e) = m.entity else { continue };
            if m.form == Form::Demonym || m.stands_for.is_some() {
                continue;
            }
            let start = m.tokens.start;
            if m.kind == Kind::Country && self.modifies(m.tokens.end) {
                continue;
            }
            // Up to three words between preposition and name: "in the southern city of Herat".
            let prep = (start.saturating_sub(5).max(range.start)..start)
                .rev()
                .take_while(|k| !self.doc.tokens().gap(k + 1).has(Gap(Gap::COMMA.0 | Gap::STOP.0)))
                .find(|k| self.word_is(*k, &self.tables.places));
            let beside = m.tokens.end == trigger.start
                || m.tokens.start == trigger.end && self.syntax.tag(trigger.start).is_verb();
            if prep.is_none() && !beside {
                continue;
            }
            let distance = if start >= trigger.end {
                start - trigger.end
            } else {
                // What stands before is the place less often.
                (trigger.start - m.tokens.end.min(trigger.start)) * 2 + 3 * usize::from(!beside)
            };
            if best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, e));
            }
        }
        best.map(|b| b.1)
    }

    /// Whether the name that ends before token `k` only qualifies a noun: "US forces".
    fn modifies(&self, k: usize) -> bool {
        k < self.doc.len()
            && self.doc.tokens().gap(k) == Gap::SPACE
            && !self.doc.tokens().flags(k - 1).has(Flags::POSSESSIVE)
            && self.syntax.tag(k) == Tag::Noun
    }

    /// The date nearest to the trigger in its sentence.
    pub fn time(&self, trigger: &Range<usize>, range: &Range<usize>) -> Option<u32> {
        let span = self.doc.span(range.clone());
        let at = self.doc.tokens().start(trigger.start);
        let first = self.times.partition_point(|t| t.span.end <= span.start);
        self.times[first..]
            .iter()
            .enumerate()
            .take(40)
            .take_while(|(_, t)| t.span.start < span.end)
            .filter(|(_, t)| matches!(t.kind, TimexKind::Date | TimexKind::Time))
            .min_by_key(|(_, t)| t.span.start.abs_diff(at))
            .map(|(k, _)| (first + k) as u32)
    }

    fn actor(m: &Named) -> bool {
        m.kind == Kind::Person
            || m.kind.is_organization()
            || m.form == Form::Demonym
            || m.kind == Kind::Country && m.stands_for.is_some()
    }

    /// "the attack by X", "an X attack", "the killing of Y".
    fn noun_actors(
        &self,
        trigger: &Range<usize>,
        first: usize,
        range: &Range<usize>,
        family: Family,
        actors: &mut Vec<(Role, EntityIx)>,
    ) {
        let doer = if family == Family::Violent { Role::Perpetrator } else { Role::Organiser };
        for m in self.mentions.within(first..trigger.start) {
            let group = matches!(m.kind, Kind::ArmedGroup | Kind::Military | Kind::Party);
            if let (true, Some(e)) = (group && m.tokens.start >= first, m.entity) {
                actors.push((doer, e));
            }
        }
        let mut k = trigger.end;
        let to = range.end.min(trigger.end + 16);
        self.carried_out(first, range, doer, actors);
        while k < to {
            let word = self.doc.words()[k];
            let attributed = word == self.tables.attributed && k + 1 < to;
            if word == self.tables.by || attributed {
                self.names_after(k + 1 + usize::from(attributed), range, doer, actors);
                break;
            }
            if k == trigger.end
                && self.doc.words()[k] == self.tables.of
                && family == Family::Violent
            {
                let before = actors.len();
                self.names_after(k + 1, range, Role::Victim, actors);
                if actors.len() > before {
                    k += 1;
                }
            }
            if self.doc.tokens().gap(k).has(Gap(Gap::SEMICOLON.0 | Gap::STOP.0)) {
                break;
            }
            k += 1;
        }
    }

    /// "X carried out the attack": the subject of a light verb before the trigger's phrase.
    fn carried_out(
        &self,
        first: usize,
        range: &Range<usize>,
        doer: Role,
        actors: &mut Vec<(Role, EntityIx)>,
    ) {
        let near = (range.start.max(first.saturating_sub(5))..first).rev();
        let verb = near
            .filter_map(|k| self.syntax.verb_group(k))
            .find(|g| self.lexicon.classes(self.doc.words()[g.head]).has(self.tables.light));
        if let Some(g) = verb.filter(|g| !g.passive && !g.negated) {
            self.groups_before(g.tokens.start, range, doer, actors);
        }
    }

    /// Armed groups and the like in the clause before token `i`.
    fn groups_before(
        &self,
        i: usize,
        range: &Range<usize>,
        role: Role,
        actors: &mut Vec<(Role, EntityIx)>,
    ) {
        let groups = self.syntax.verb_groups();
        let k = groups.partition_point(|g| g.tokens.end <= i);
        let floor = k.checked_sub(1).map_or(0, |k| groups[k].tokens.end);
        let start = range.start.max(floor).max(i.saturating_sub(20));
        for m in self.mentions.within(start..i) {
            let group = matches!(m.kind, Kind::ArmedGroup | Kind::Military | Kind::Party);
            let aside = m.tokens.start > start
                && ["by", "against", "with", "to"]
                    .iter()
                    .any(|w| self.doc.word(m.tokens.start - 1).eq_ignore_ascii_case(w));
            if let (true, false, Some(e)) = (group, aside, m.entity) {
                actors.push((role, e));
            }
        }
    }

    /// The people and groups named in the noun phrases from token `i` on, joined by commas and "and".
    fn names_after(
        &self,
        i: usize,
        range: &Range<usize>,
        role: Role,
        actors: &mut Vec<(Role, EntityIx)>,
    ) {
        let mut end = i;
        for _ in 0..4 {
            let Some(p) = (end < range.end).then(|| self.syntax.noun_phrase(end)).flatten() else {
                break;
            };
            end = p.end.min(range.end).min(end + 24);
            for m in self.mentions.within(p.start.max(i)..end).filter(|m| Self::actor(m)) {
                // "Syrian forces" are not Syria, but its doing all the same.
                if let Some(e) = m.entity {
                    actors.push((role, e));
                }
            }
            let join = end < range.end
                && (self.syntax.tag(end) == Tag::Conjunction
                    || self.doc.words()[end] == self.tables.of);
            if !join {
                break;
            }
            end += 1;
        }
    }

    /// Subject and object of a verb.
    fn verb_actors(
        &self,
        trigger: &Range<usize>,
        range: &Range<usize>,
        family: Family,
        actors: &mut Vec<(Role, EntityIx)>,
    ) {
        let Some(g) = self.syntax.verb_group(trigger.start) else { return };
        let (subject, object) = match family {
            Family::Violent => (Role::Perpetrator, Role::Victim),
            Family::Own => (Role::Party, Role::Victim),
            _ => return,
        };
        // The noun phrase right before the group; one behind a preposition is not the subject.
        let mut at = g.tokens.start;
        // Over a name given again in brackets: "the Liberation Front (LF) killed".
        if at > range.start && self.doc.tokens().gap(at).has(Gap::CLOSE) {
            let open = (range.start + 1..at)
                .rev()
                .take(12)
                .find(|k| self.doc.tokens().gap(*k).has(Gap::OPEN));
            at = open.unwrap_or(at);
        }
        let before = at.checked_sub(1).filter(|b| *b >= range.start);
        let phrase = before.and_then(|b| self.syntax.noun_phrase(b)).filter(|p| {
            p.start <= range.start
                || !matches!(self.syntax.tag(p.start - 1), Tag::Preposition | Tag::Conjunction)
                || self.tables.from.contains(&self.doc.words()[p.start - 1])
        });
        if let Some(p) = phrase {
            let role = if g.passive { object } else { subject };
            let person_only = g.passive;
            let near = p.start.max(p.end.saturating_sub(24))..p.end;
            for m in self.mentions.within(near).filter(|m| Self::actor(m)) {
                if let Some(e) = m.entity.filter(|_| !person_only || m.kind == Kind::Person) {
                    actors.push((role, e));
                }
            }
        }
        if family == Family::Violent && !g.passive {
            self.groups_before(g.tokens.start, range, subject, actors);
        }
        let after = trigger.end;
        if after < range.end {
            if g.passive {
                let by = (after..range.end.min(after + 8))
                    .find(|k| self.doc.words()[*k] == self.tables.by);
                if let Some(k) = by {
                    self.names_after(k + 1, range, subject, actors);
                }
            } else if self.doc.tokens().gap(after).is_within(Gap::BLANK) {
                self.names_after(after, range, object, actors);
            }
        }
    }
}
