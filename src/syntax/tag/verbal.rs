//! Verb forms: gerunds, past forms, participles.

use super::{
    super::{
        Tag,
        word::{At, Set, Word},
    },
    AHEAD, CLAUSE, Tagger,
};
use crate::document::{Flags, Gap};

impl Tagger<'_> {
    pub(super) fn gerund(&self, i: usize, w: Word) -> Tag {
        let touching = self.touching(i);
        let possessor = i > self.start && self.tokens.flags(i - 1).has(Flags::POSSESSIVE);
        let noun = w.can.has(Tag::Noun) || w.at.has(At::NAMING);
        if w.can.has(Tag::Adjective) && self.nounish(i + 1) {
            return Tag::Adjective;
        }
        if possessor
            || matches!(
                touching,
                Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number)
            )
        {
            return if self.nounish(i + 1) && !noun { Tag::Adjective } else { Tag::Noun };
        }
        if let Some((k, t)) = self.before(i)
            && (t == Tag::Auxiliary || t.is_verb())
            && self.known(k).at.has(At::BE)
        {
            return Tag::Gerund;
        }
        let object = self.object(i + 1)
            || self.word(i + 1).best == Tag::Proper
            || self.word(i + 1).best == Tag::Number;
        if noun {
            if object && touching != Some(Tag::Noun) {
                return Tag::Gerund;
            }
            return Tag::Noun;
        }
        Tag::Gerund
    }

    /// "killed", "took", "taken".
    pub(super) fn past(&self, i: usize, w: Word) -> Tag {
        let (past, participle) = (w.can.has(Tag::Past), w.can.has(Tag::Participle));
        let touching = self.touching(i);
        let attributive = matches!(
            touching,
            Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number)
        ) || i > self.start && self.tokens.flags(i - 1).has(Flags::POSSESSIVE);
        // "when he first collected"
        let attributive = attributive
            && !(touching == Some(Tag::Adjective)
                && i > self.start + 1
                && self.tags[i - 2] == Tag::Pronoun);
        if w.can.has(Tag::Adjective) && !past {
            return if self.nounish(i + 1) { Tag::Adjective } else { Tag::Participle };
        }
        if attributive && participle {
            if self.nounish(i + 1) {
                let after_number = touching == Some(Tag::Number);
                if !(after_number && self.known(i + 1).can.has(Tag::Number)) {
                    return Tag::Adjective;
                }
            }
            if matches!(touching, Some(Tag::Determiner | Tag::Possessive))
                && self.word(i + 1).best != Tag::Proper
            {
                return Tag::Noun;
            }
        }
        let Some((k, before)) = self.before(i) else {
            return if participle && self.word(i + 1).best == Tag::Preposition {
                Tag::Participle
            } else if past {
                Tag::Past
            } else {
                Tag::Participle
            };
        };
        if !participle {
            return Tag::Past;
        }
        if !past {
            return Tag::Participle;
        }
        let at = self.known(k).at;
        match before {
            Tag::Auxiliary => return Tag::Participle,
            Tag::Verb | Tag::Past | Tag::Participle | Tag::Gerund => {
                if self.modifies_subject(i, at) {
                    return Tag::Adjective;
                }
                // "got killed", "was soon arrested", "kept closed".
                return if at.has(At(At::BE.0 | At::HAVE.0)) || !self.tokens.gap(i).has(Gap::COMMA) {
                    Tag::Participle
                } else {
                    self.loose(i, w)
                };
            }
            Tag::Pronoun | Tag::Wh => {
                if at.has(At::BE) || at.has(At::HAVE) {
                    return Tag::Participle;
                }
                return if before == Tag::Pronoun && at.has(At::OBJECT) && !at.has(At::SUBJECT) {
                    Tag::Participle
                } else {
                    Tag::Past
                };
            }
            Tag::Conjunction => {
                let shared = self.last == Tag::Participle as u32
                    && !w.at.has(At::FINITE)
                    && !self.object(i + 1);
                return if shared { Tag::Participle } else { Tag::Past };
            }
            // "It is over," said Hill.
            Tag::Preposition if past && self.tokens.gap(i).has(Gap::COMMA) => {}
            Tag::Subordinator | Tag::Preposition | Tag::To | Tag::Modal => {
                return if self.nounish(i + 1) && before != Tag::Subordinator
                    || before == Tag::Subordinator && self.modifies_subject(i, at)
                {
                    Tag::Adjective
                } else {
                    Tag::Participle
                };
            }
            _ => {}
        }
        self.loose(i, w)
    }

    /// "said masked men had left", "that suspected militants had left": a noun follows, and its own finite verb.
    fn modifies_subject(&self, i: usize, before: At) -> bool {
        !before.has(At(At::BE.0 | At::HAVE.0))
            && !self.tokens.gap(i).has(Gap::COMMA)
            && self.has_subject(i + 1)
    }

    /// Whether nouns at token `i` have a finite verb right behind them.
    pub(super) fn has_subject(&self, i: usize) -> bool {
        self.nounish(i)
            && (i + 1..self.end.min(i + 4))
                .take_while(|k| self.tokens.gap(*k).is_within(Gap::BLANK))
                .find(|k| !self.nounish(*k))
                .is_some_and(|k| self.surely_finite(k))
    }

    /// A past form behind a noun: the clause's verb, or a participle that belongs to the noun.
    pub(super) fn loose(&self, i: usize, w: Word) -> Tag {
        let next = self.word(i + 1);
        let by = next.at.has(At::AGENT);
        if by && (!self.tokens.gap(i).has(Gap::COMMA)) {
            return Tag::Participle;
        }
        if w.at.has(At::FINITE) {
            return Tag::Past;
        }
        let open = !self.finite() || self.pending() || self.coordinate();
        if !open {
            return Tag::Participle;
        }
        if self.tokens.gap(i).has(Gap::COMMA) {
            let enclosed = self.finite_ahead(i) || self.past_behind_comma(i);
            return if enclosed { Tag::Participle } else { Tag::Past };
        }
        let object = self.object(i + 1)
            || i + 1 < self.end
                && !self.tokens.gap(i + 1).has(Gap(Gap::COMMA.0 | CLAUSE.0))
                && next.can.meets(
                    Set::of(Tag::Proper).and(Tag::Number).and(Tag::Noun).and(Tag::Adjective),
                )
                && !next.at.has(At::CLOSED);
        if object || !self.finite_ahead(i) { Tag::Past } else { Tag::Participle }
    }

    /// "The study, published in June, revealed": a later verb behind a comma takes the clause.
    pub(super) fn past_behind_comma(&self, i: usize) -> bool {
        (i + 1..self.end.min(i + AHEAD)).any(|k| {
            let w = self.known(k);
            self.tokens.gap(k).has(Gap::COMMA) && w.can.has(Tag::Past) && !w.at.has(At::CLOSED)
        })
    }

    /// "put", "hit", "spread": all forms alike.
    pub(super) fn base_or_past(&self, i: usize, w: Word) -> Tag {
        match self.before(i) {
            Some((_, Tag::To | Tag::Modal)) => Tag::Verb,
            Some((k, Tag::Auxiliary)) if self.known(k).at.has(At::DO) => Tag::Verb,
            Some((k, t))
                if (t == Tag::Auxiliary || t.is_verb())
                    && self.known(k).at.has(At(At::BE.0 | At::HAVE.0)) =>
            {
                Tag::Participle
            }
            Some((
                _,
                Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number | Tag::Preposition,
            )) => {
                if w.can.has(Tag::Noun) {
                    Tag::Noun
                } else if w.can.has(Tag::Adjective) {
                    Tag::Adjective
                } else {
                    Tag::Participle
                }
            }
            Some((_, Tag::Pronoun | Tag::Wh | Tag::Conjunction)) => Tag::Past,
            Some((_, Tag::Noun | Tag::Proper)) => {
                let noun = w.can.has(Tag::Noun);
                if noun && (self.finite() || self.finite_ahead(i)) && !self.object(i + 1) {
                    Tag::Noun
                } else if self.finite() && !self.pending() {
                    Tag::Participle
                } else {
                    self.loose(i, w)
                }
            }
            _ if w.can.has(Tag::Noun) => Tag::Noun,
            _ => Tag::Verb,
        }
    }
}
