//! Where the content of a reporting verb stands and where it ends.

use std::ops::Range;

use super::{
    reader::Reader,
    tables::{Act, Reporter, frame, role},
};
use crate::{
    document::{Flags, Gap, ZoneKind},
    lang::Bits,
    syntax::Tag,
};

/// Content behind a verb.
#[derive(Debug)]
pub(super) struct Complement {
    pub start: usize,
    pub shape: Shape,
    pub addressee: Option<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// A stretch in marks.
    Marked(usize),
    /// With "that".
    That,
    /// A clause without "that".
    Bare,
    Wh,
    Infinitive,
    ObjectInfinitive,
    /// Gerund, "of", "as", predicate.
    Phrase,
    /// A noun phrase: what somebody announced, cited, called for.
    Thing,
}

/// How many tokens between a verb and its content are looked at.
const REACH: usize = 24;

impl Reader<'_> {
    /// What the verb that ends before `end` reports, if that stands behind it.
    pub fn complement(&self, end: usize, hi: usize, by: Reporter) -> Option<Complement> {
        let mut c = self.behind(end, hi, by)?;
        // "said more than two had left": no adverb of saying.
        let more = c.shape == Shape::Bare
            && c.start > end
            && self.near(c.start)
            && self.is(c.start - 1, role::SOME);
        c.start -= usize::from(more);
        Some(c)
    }

    fn behind(&self, end: usize, hi: usize, by: Reporter) -> Option<Complement> {
        let f = by.frames;
        let mut addressee = None;
        let mut p = end;
        let marks = f.has(Bits(frame::OBJ_AS.0 | frame::OBJ_PRED.0))
            || f.has(MARKS) && !matches!(by.act, Act::Learn | Act::Believe | Act::Show);
        let headline =
            matches!(self.doc.zone_of(end - 1).kind, ZoneKind::Headline | ZoneKind::Heading);
        let open = f.has(frame::BARE) && f.has(frame::ONLY) && by.act == Act::Say && headline;
        let found = |start, shape, addressee| Some(Complement { start, shape, addressee });
        for _ in 0..REACH {
            if p >= hi {
                // The sentence may end where the marks begin.
                return (p > end || self.gap(p).has(Gap::COLON | Gap::COMMA))
                    .then(|| self.marked_from(p))
                    .flatten()
                    .filter(|_| self.gap(p).has(Gap::COLON | Gap::COMMA))
                    .and_then(|m| found(p, Shape::Marked(m), addressee));
            }
            let gap = self.gap(p);
            if let Some(m) = self.marked_from(p)
                && !gap.has(Gap::SEMICOLON)
                && marks
            {
                return found(p, Shape::Marked(m), addressee);
            }
            if gap.has(Gap::COLON)
                && gap.has(Gap::BLANK)
                && f.has(ANY_CLAUSE)
                && !gap.has(Gap::QUOTE)
            {
                // "boasts about them constantly: the bridge, the tunnel"; "Kenya protests: What we know" has no verb.
                let noun = by.act == Act::Deny && headline && p == end;
                let clause = !noun && (p == end || self.finite_in(&(p..hi)));
                return clause.then(|| found(p, Shape::Bare, addressee)).flatten();
            }
            if gap.has(Gap::COMMA | Gap::DASH | Gap::OPEN) {
                // "said, however, that": an aside, then the content.
                let next = (p + 1..hi.min(p + 14)).find(|j| {
                    self.gap(*j).has(Gap::COMMA | Gap::DASH | Gap::CLOSE)
                        || self.is(*j, role::OPENED)
                })?;
                let own = self.syntax.verb_groups();
                let k = self.groups_from(p);
                if own.get(k).is_some_and(|g| g.tokens.start < next && g.finite) {
                    return None;
                }
                let after = self.is(next, role::COMP) && self.tag(next) == Tag::Subordinator;
                let marks_next = self.is(next, role::OPENED) && self.gap(next).has(Gap::COMMA);
                if (after || marks_next) && self.tag(p) != Tag::Gerund {
                    p = next;
                    if after {
                        return found(p, Shape::That, addressee);
                    }
                    continue;
                }
                return None;
            }
            if gap.has(Gap::SEMICOLON | Gap::MARK | Gap::COLON) {
                return None;
            }
            let role = self.role(p);
            let tag = self.tag(p);
            if role.has(role::COMP) && self.is_that_clause(p, hi) {
                if p > end && self.verb_at(p + 1) {
                    // "states that have lost jobs"
                    return None;
                }
                return f
                    .has(ANY_CLAUSE)
                    .then_some(())
                    .and_then(|()| found(p, Shape::That, addressee));
            }
            if role.has(role::WH) && f.has(frame::WH) {
                return found(p, Shape::Wh, addressee);
            }
            if role.has(role::TO) && self.tag(p + 1).is_verb() {
                let silent = by.act == Act::Refuse && self.is(p + 1, role::TALK);
                return if f.has(frame::INF) && !silent {
                    found(p, Shape::Infinitive, addressee)
                } else {
                    None
                };
            }
            if f.has(frame::BARE)
                && (role.has(role::SUBJECT) || role.has(role::THEY) && self.possessive(p))
            {
                return found(p, Shape::Bare, addressee);
            }
            if role.has(role::END) && !self.is(p + 1, role::OPENED) && !f.has(frame::OBJ_AS) {
                return None;
            }
            if role.has(role::CUT) && tag != Tag::Preposition && !role.has(role::WH) {
                return None;
            }
            if role.has(role::ADJUNCT) && tag != Tag::Pronoun || tag == Tag::Adverb {
                p += 1;
                continue;
            }
            if f.has(frame::ING) && tag == Tag::Gerund {
                return found(p, Shape::Phrase, addressee);
            }
            if tag == Tag::Gerund
                && f.has(frame::BARE)
                && by.act == Act::Say
                && self.clause_at(p, hi, 0)
            {
                return found(p, Shape::Bare, addressee);
            }
            if role.has(role::PARTICLE) && self.is(p + 1, role::COMP) {
                // "pointed out that"
                p += 1;
                continue;
            }
            let phrase = if self.starts_phrase(p) { self.phrase_right(p, hi) } else { None };
            if let Some(np) = phrase {
                if let Some(shape) = self.after_object(&np, hi, by) {
                    return found(p, shape, addressee);
                }
                if self.is(np.end, role::COMP) && self.is(np.end - 1, role::ADJUNCT) {
                    // "said this week that"
                    p = np.end;
                    continue;
                }
                let to_somebody =
                    f.has(Bits(frame::OBJ.0 | frame::MUST_OBJ.0)) && addressee.is_none();
                if to_somebody && self.takes_object(&np, hi, f) {
                    let base = self.addressee(p, &np, hi);
                    p = base.end;
                    addressee = Some(base);
                    continue;
                }
                if f.has(frame::BARE)
                    && !f.has(frame::MUST_OBJ) | addressee.is_some()
                    && (open
                        || !role.has(OBJECTS) && self.bare_clause(p, &np, hi, f.has(frame::ONLY)))
                {
                    return found(p, Shape::Bare, addressee);
                }
                let going = matches!(by.act, Act::Show | Act::Learn) && f.has(frame::BARE);
                if going && self.near(np.end) && np.end < hi && self.tag(np.end) == Tag::Gerund {
                    // "polls show her leading"
                    return found(p, Shape::Bare, addressee);
                }
                let thing = f.has(frame::NP) && !self.is(p, OBJECTS);
                // "condemned the raid and vowed that …": the second verb has its own content.
                let next = |j: usize| self.is(j, role::CONJ) && self.verb_at(j + 1);
                // A fragment in marks ends the clause: called the plan "a gift".
                let fragment = (np.end..hi.min(np.end + REACH))
                    .take_while(|j| !next(*j))
                    .take_while(|j| {
                        marks && {
                            !self.gap(*j).has(Gap::COMMA | Gap::SEMICOLON | Gap::COLON)
                                || *j == np.end
                                    && self.is(*j, role::OPENED)
                                    && !(self.gap(*j).has(Gap::COLON)
                                        && self.tag(p) == Tag::Pronoun)
                        }
                    })
                    .find_map(|j| self.marked_from(j));
                return match fragment {
                    Some(m) => found(p, Shape::Marked(m), addressee),
                    None if thing => found(p, Shape::Thing, addressee),
                    None => None,
                };
            }
            if role.has(role::FOR) && f.has(frame::FOR) && p + 1 < hi {
                // "called for an inquiry"
                return found(p + 1, Shape::Thing, addressee);
            }
            if role.has(role::PREP)
                && f.has(frame::ON)
                && p == end
                && let Some(np) = self.phrase_right(p + 1, hi)
                && let Some(to) = (p + 2..hi.min(np.end + 2)).find(|j| self.is(*j, role::TO))
                && (self.tag(to + 1).is_verb() || self.tag(to + 1) == Tag::Noun)
            {
                // "called on the council to act"
                return found(p + 1, Shape::ObjectInfinitive, addressee);
            }
            if role.has(PREPOSITION) || tag == Tag::Preposition {
                // "said in a statement that", "explained to reporters that"
                match self.phrase_right(p + 1, hi) {
                    Some(np)
                        if f.has(frame::BARE)
                            && self.counts(p)
                            && self.verb_follows(self.list_end(np.end, hi), hi) =>
                    {
                        // "said at least two had left", "said more than ten men and women had"
                        return found(p, Shape::Bare, addressee);
                    }
                    Some(np) if self.near(p + 1) => {
                        p = if self.is(p + 1, role::OPENED) {
                            p + 1
                        } else {
                            self.adjunct_end(np, hi)
                        };
                        continue;
                    }
                    _ if self.is(p + 1, role::OPENED) => {
                        p += 1;
                        continue;
                    }
                    _ => {}
                }
            }
            if by.act == Act::Say
                && f.has(frame::BARE)
                && !role.has(role::CONJ)
                && !tag.is_verb()
                && tag != Tag::Preposition
                && self.clause_at(p.saturating_sub(1), hi, 1)
            {
                return found(p, Shape::Bare, addressee);
            }
            return None;
        }
        None
    }

    /// Whether a finite verb group starts with token `i`, no mark before it.
    fn verb_follows(&self, i: usize, hi: usize) -> bool {
        i < hi && self.near(i) && self.verb_at(i)
    }

    /// Whether the preposition at token `p` only says how many: "at least two", "most of the town".
    fn counts(&self, p: usize) -> bool {
        self.is(p - 1, role::SOME) || (p + 1..p + 4).any(|j| self.tag(j) == Tag::Number)
    }

    /// What something is called whose name stands before: "what he called a mistake", "which they see as weak".
    pub fn label(&self, end: usize, hi: usize, by: Reporter) -> Option<Complement> {
        let f = by.frames;
        let marked = |i: usize| self.is(i, role::OPENED);
        let start = if f.has(frame::OBJ_AS) && self.is(end, role::AS) {
            end + 1
        } else if f.has(frame::OBJ_PRED) && self.starts_phrase(end) && !self.is(end, OBJECTS) {
            end
        } else {
            return None;
        };
        let here =
            start < hi && self.near(end) && self.near(start) && !marked(end) && !marked(start);
        here.then_some(Complement { start, shape: Shape::Thing, addressee: None })
    }

    /// Whether the phrase at `p` is the subject of a reported clause.
    fn bare_clause(&self, p: usize, np: &Range<usize>, hi: usize, only: bool) -> bool {
        if only {
            return self.clause_at(p, hi, 2) || self.verb_within(p + 1, hi.min(p + 40));
        }
        let mut j = np.end;
        while j < hi && self.near(j) && self.tag(j) == Tag::Adverb {
            j += 1;
        }
        let joined = j < hi && self.near(j) && !self.is(j, role::REL);
        if joined && self.syntax.verb_group(j).is_some_and(|g| !g.finite) {
            // "the man arrested there had fled"
            return self.clause_at(j, hi, 0);
        }
        self.own_verb(p, hi)
            || j < hi
                && self.gap(j).has(Gap::COMMA)
                && self.is(j, role::REL)
                && self.clause_at(p, hi, 2)
    }

    /// Whether the phrase at `p` has a finite verb of its own before the next comma: not one of a relative
    /// clause ("the scene she saw"), nor one that goes on for the subject ("wrote a letter and left").
    pub fn own_verb(&self, p: usize, hi: usize) -> bool {
        let groups = self.syntax.verb_groups();
        let from = self.groups_from(p);
        let mut after = p;
        for g in groups[from..].iter().take_while(|g| g.tokens.start < hi.min(p + 40)) {
            let s = g.tokens.start;
            if (after.max(p + 1)..=s).any(|j| {
                self.gap(j).has(Gap::COMMA | Gap::SEMICOLON | Gap::COLON | Gap::DASH)
                    || self.is(j, role::CONJ) && self.is(j + 1, role::SUBJECT)
            }) {
                return false;
            }
            if g.finite && s > p {
                let mut k = s;
                while k > p + 1 && self.tag(k - 1) == Tag::Adverb {
                    k -= 1;
                }
                if self.is(k - 1, role::CONJ) && self.tag(k - 1) == Tag::Conjunction {
                    return false;
                }
                let sub = (after.max(p + 1)..s).any(|j| {
                    matches!(self.tag(j), Tag::Wh | Tag::Subordinator)
                        || self.is(j, Bits(role::REL.0 | role::SUBJECT.0))
                });
                if !sub {
                    return true;
                }
            }
            after = g.tokens.end;
        }
        false
    }

    fn verb_within(&self, from: usize, to: usize) -> bool {
        (from..to)
            .take_while(|j| !self.gap(*j).has(Gap::SEMICOLON | Gap::COLON))
            .any(|j| self.tag(j).is_verb() || matches!(self.tag(j), Tag::Auxiliary | Tag::Modal))
    }

    /// "it's", "he's": the ending is a verb here.
    fn possessive(&self, i: usize) -> bool {
        self.doc.tokens().flags(i).has(Flags::POSSESSIVE)
    }

    /// Whether "that" at `p` opens a clause rather than pointing at something.
    fn is_that_clause(&self, p: usize, hi: usize) -> bool {
        self.tag(p) == Tag::Subordinator || (p + 1 < hi && self.clause_at(p, hi, 3))
    }

    /// The addressee's own words, where a clause without "that" follows: "told him he would".
    fn addressee(&self, p: usize, np: &Range<usize>, hi: usize) -> Range<usize> {
        if self.is(p, role::OBJECT) || self.is(p, role::THEY) {
            return p..p + 1;
        }
        let base = self.syntax.noun_phrase(p).map_or(p + 1, |b| b.end.min(hi));
        if self.is(np.end, role::COMP) || self.is(np.end, role::OPENED) {
            np.clone()
        } else {
            p..self.name_end(p, base).unwrap_or(base).max(p + 1)
        }
    }

    fn takes_object(&self, np: &Range<usize>, hi: usize, f: Bits) -> bool {
        let q = np.end;
        f.has(frame::MUST_OBJ)
            || self.is(np.start, role::OBJECT)
            || self.is(q, role::COMP)
            || self.is(q, role::WH)
            || self.is(q, role::OPENED)
            || (q < hi && self.gap(q).has(Gap::COMMA) && self.is(q, role::OPENED))
    }

    /// Frames with an object: urged them to stay, accused her of lying.
    fn after_object(&self, np: &Range<usize>, hi: usize, by: Reporter) -> Option<Shape> {
        let f = by.frames;
        let mut q = np.start;
        // The phrase may have swallowed the preposition that the frame asks for.
        let base = self.syntax.noun_phrase(np.start).map_or(np.start + 1, |b| b.end);
        if self.is(np.start, role::OBJECT) {
            q = np.start + 1;
        } else if q < base {
            q = base.min(hi);
        }
        if f.has(OBJECT_FRAMES) {
            // "accused Hill, Moreno and the mayor of"
            let end = self.list_end(np.end.max(q), hi);
            let q = if end > np.end { end } else { q };
            for j in q..hi.min(end + 14) {
                let g = self.gap(j);
                if g.has(Gap::COMMA | Gap::SEMICOLON | Gap::COLON | Gap::QUOTE) {
                    break;
                }
                let next = self.tag(j + 1);
                if f.has(frame::OBJ_INF)
                    && self.is(j, role::TO)
                    && (next.is_verb() || next == Tag::Auxiliary)
                {
                    return Some(Shape::ObjectInfinitive);
                }
                let of = f.has(frame::OBJ_OF) && self.is(j, role::OF) && next == Tag::Gerund
                    || f.has(frame::OBJ_OF)
                        && self.is(j, role::OF)
                        && by.act == Act::Accuse
                        && j <= end
                    || f.has(frame::OBJ_FOR) && self.is(j, role::FOR) && j + 1 < hi
                    || f.has(frame::OBJ_AS) && self.is(j, role::AS) && j + 1 < hi;
                if of {
                    return Some(Shape::Phrase);
                }
                let relative = self.is(j - 1, role::REL);
                if !relative && self.verb_at(j) {
                    break;
                }
            }
        }
        if f.has(frame::OBJ_PRED)
            && base < hi
            && self.near(base)
            && self.starts_phrase(base)
            && self.tag(base) != Tag::Pronoun
        {
            return Some(Shape::Phrase);
        }
        None
    }

    /// Skips "in a statement on Friday".
    fn adjunct_end(&self, np: Range<usize>, hi: usize) -> usize {
        // A long phrase may hold the content's subject: "said on Friday the bank had failed".
        let base = self.syntax.noun_phrase(np.start).map_or(np.start + 1, |b| b.end.min(hi));
        if self.is(np.end, role::COMP)
            || np.end >= hi
            || !self.near(np.end)
            || self.is(np.end, role::OPENED)
        {
            np.end
        } else {
            base.max(np.start + 1)
        }
    }
}

const ANY_CLAUSE: Bits = Bits(frame::BARE.0 | frame::THAT.0 | frame::MUST_OBJ.0 | frame::QUOTE.0);
/// Frames of verbs that words in marks can follow.
const MARKS: Bits = Bits(
    ANY_CLAUSE.0
        | frame::INVERT.0
        | frame::OBJ_AS.0
        | frame::OBJ_PRED.0
        | frame::OBJ_FOR.0
        | frame::OBJ_OF.0
        | frame::NP.0
        | frame::WH.0
        | frame::OBJ.0,
);
const OBJECT_FRAMES: Bits =
    Bits(frame::OBJ_INF.0 | frame::OBJ_OF.0 | frame::OBJ_FOR.0 | frame::OBJ_AS.0);
const PREPOSITION: Bits = Bits(
    role::PREP.0
        | role::OF.0
        | role::FOR.0
        | role::AS.0
        | role::BY.0
        | role::TO.0
        | role::AGAINST.0,
);
const OBJECTS: Bits = Bits(role::OBJECT.0 | role::DEED.0);
