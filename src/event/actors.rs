//! Who did it, and to whom.

use std::ops::Range;

use super::{
    detect::{Actors, Reader, Role},
    tables::{FROM, Family},
};
use crate::{
    cue::{Cue, kind},
    document::{Gap, ZoneKind},
    gazetteer::Kind,
    mention::{Form, Found as Named},
    syntax::Tag,
};

impl Reader<'_> {
    pub(super) fn actor(m: &Named) -> bool {
        m.kind == Kind::Person
            || m.kind.is_organization()
            || m.form == Form::Demonym
            || m.kind == Kind::Country && m.stands_for.is_some()
    }

    /// "Hill's sister", "his sister", "Hill supporters" are other people than the one named; a noun phrase ends at `end`.
    fn is_whole(m: &Named, end: usize) -> bool {
        m.kind != Kind::Person || m.tokens.end >= end
    }

    /// Whether a name is of one that tells of a deed and does none: a newspaper, "its Amaq news agency".
    fn tells(&self, m: &Named) -> bool {
        let end = m.tokens.end;
        let noun = |k: usize| {
            k < self.doc.len()
                && self.doc.tokens().gap(k) == Gap::SPACE
                && self.syntax.tag(k) == Tag::Noun
        };
        let outlet = |k: usize| {
            let e = self.lexicon.entry(self.doc.words()[k], self.tables.groups);
            e.is_some_and(|e| self.tables.outlets[e.row as usize])
        };
        m.kind == Kind::Media || noun(end) && (outlet(end) || noun(end + 1) && outlet(end + 1))
    }

    /// "the attack by X", "an X attack", "the killing of Y".
    pub(super) fn noun_actors(
        &self,
        trigger: &Range<usize>,
        first: usize,
        range: &Range<usize>,
        family: Family,
        actors: &mut Actors<'_>,
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
    fn carried_out(&self, first: usize, range: &Range<usize>, doer: Role, actors: &mut Actors<'_>) {
        let near = (range.start.max(first.saturating_sub(5))..first).rev();
        let verb = near
            .filter_map(|k| self.syntax.verb_group(k))
            .find(|g| self.lexicon.classes(self.doc.words()[g.head]).has(self.tables.light));
        if let Some(g) = verb.filter(|g| !g.passive && !g.negated) {
            self.groups_before(g.tokens.start, range, doer, actors);
        }
    }

    /// Armed groups and the like in the clause before token `i`.
    pub(super) fn groups_before(
        &self,
        i: usize,
        range: &Range<usize>,
        role: Role,
        actors: &mut Actors<'_>,
    ) {
        let groups = self.syntax.verb_groups();
        let k = groups.partition_point(|g| g.tokens.end <= i);
        let floor = k.checked_sub(1).map_or(0, |k| groups[k].tokens.end);
        let start = range.start.max(floor).max(i.saturating_sub(20));
        for m in self.mentions.within(start..i) {
            let group = matches!(m.kind, Kind::ArmedGroup | Kind::Military | Kind::Party)
                || role == Role::Accused && Self::actor(m);
            let aside = m.tokens.start > start
                && ["by", "against", "with", "to"]
                    .iter()
                    .any(|w| self.doc.word(m.tokens.start - 1).eq_ignore_ascii_case(w));
            if let (true, false, false, Some(e)) = (group, aside, self.tells(m), m.entity) {
                actors.push((role, e));
            }
        }
    }

    /// The people and groups named in the noun phrases from token `i` on, joined by commas and "and".
    pub(super) fn names_after(
        &self,
        i: usize,
        range: &Range<usize>,
        role: Role,
        actors: &mut Actors<'_>,
    ) {
        let mut end = i;
        for _ in 0..4 {
            let Some(p) = (end < range.end).then(|| self.syntax.noun_phrase(end)).flatten() else {
                break;
            };
            end = p.end.min(range.end).min(end + 24);
            let own = |m: &&Named| Self::actor(m) && Self::is_whole(m, end);
            for m in self.mentions.within(p.start.max(i)..end).filter(own) {
                // "Syrian forces" are not Syria, but its doing all the same.
                if let Some(e) = m.entity.filter(|_| role == Role::Victim || !self.tells(m)) {
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
    pub(super) fn verb_actors(
        &self,
        trigger: &Range<usize>,
        range: &Range<usize>,
        family: Family,
        kind: &str,
        actors: &mut Actors<'_>,
    ) {
        let Some(g) = self.syntax.verb_group(trigger.start) else { return };
        let (subject, object) = match family {
            Family::Violent => (Role::Perpetrator, Role::Victim),
            Family::Own if kind == "trial" => (Role::Party, Role::Accused),
            Family::Own => (Role::Party, Role::Victim),
            _ => return,
        };
        let passive = g.passive || self.is_headline_passive(&g.tokens, trigger.end, range.end);
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
                || self.tables.is(self.doc.words()[p.start - 1], FROM)
        });
        if let Some(p) = phrase {
            let role = if passive { object } else { subject };
            let near = p.start.max(p.end.saturating_sub(24))..p.end;
            let own = |m: &&Named| Self::actor(m) && Self::is_whole(m, p.end);
            for m in self.mentions.within(near).filter(own) {
                let fits = if passive { m.kind == Kind::Person } else { !self.tells(m) };
                if let Some(e) = m.entity.filter(|_| fits) {
                    actors.push((role, e));
                }
            }
        }
        if family == Family::Violent && !passive {
            self.groups_before(g.tokens.start, range, subject, actors);
        }
        let after = trigger.end;
        if after < range.end {
            if passive {
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

    /// "Minister sentenced to 12 years", "Envoy shot in Goma": headlines leave out the auxiliary, and nothing is acted on.
    fn is_headline_passive(&self, group: &Range<usize>, next: usize, end: usize) -> bool {
        group.len() == 1
            && self.doc.zone_of(group.start).kind == ZoneKind::Headline
            && matches!(self.syntax.tag(group.start), Tag::Past | Tag::Participle)
            && (next >= end || matches!(self.syntax.tag(next), Tag::Preposition | Tag::To))
    }

    /// "the group is responsible for the attack", "an attack blamed on the group": the one who did it.
    pub fn blame(
        &self,
        range: &Range<usize>,
        cues: &[Cue],
        found: &mut [super::detect::Found<'_>],
    ) {
        if found.iter().all(|f| f.family != Family::Violent) {
            return;
        }
        for cue in cues.iter().filter(|c| c.kinds & kind::BLAME != 0) {
            let i = cue.token as usize;
            let Some((len, e)) = self.doc.phrase(self.lexicon, i, self.tables.blame) else {
                continue;
            };
            let group = self.syntax.verb_group(i);
            if i + len > range.end || len < 2 || group.is_some_and(|g| g.negated) {
                continue;
            }
            let after = self.tables.blame_after[e.row as usize];
            let at = self.doc.tokens().start(i);
            // Blamed for what follows, or on somebody for what was told before.
            let deed = |f: &super::detect::Found<'_>| {
                f.family == Family::Violent
                    && self.apart(f.span.start, at) < 200
                    && (f.span.start > at) != after
            };
            let near = found.iter_mut().filter(|f| deed(f));
            let Some(f) = near.min_by_key(|f| self.apart(f.span.start, at)) else { continue };
            if after {
                self.names_after(i + len, range, Role::Accused, &mut f.actors);
            } else {
                let start = group.map_or(i, |g| g.tokens.start);
                self.groups_before(start, range, Role::Accused, &mut f.actors);
            }
        }
    }
}
