//! Base and third person of verbs, which may be nouns and adjectives.

use super::{
    super::{
        Tag,
        word::{At, Set, Word},
    },
    CLAUSE, Tagger,
};
use crate::document::{Flags, Gap};

impl Tagger<'_> {
    /// "report", "reports": base and third person, nouns and adjectives alike.
    pub(super) fn base(&self, i: usize, w: Word) -> Tag {
        let noun = w.can.has(Tag::Noun);
        let adjective = w.can.has(Tag::Adjective);
        let other = |s: &Self| match (noun, adjective) {
            (true, true) => s.noun_or_adjective(i),
            (true, false) => Tag::Noun,
            (false, true) => Tag::Adjective,
            _ => Tag::Verb,
        };
        if !noun && !adjective {
            return if w.can.has(Tag::Adverb) { self.adverbial(i, w) } else { Tag::Verb };
        }
        let possessor = i > self.start && self.tokens.flags(i - 1).has(Flags::POSSESSIVE);
        if possessor && self.tags[i - 1] != Tag::Pronoun {
            return other(self);
        }
        let Some((k, before)) = self.before(i) else {
            // First word: an imperative is rare in news.
            let imperative = !noun && self.object(i + 1)
                || noun
                    && !w.at.has(At::MOSTLY_NOUN)
                    && w.at.has(At::BASE)
                    && matches!(self.word(i + 1).best, Tag::Determiner | Tag::Possessive);
            return if imperative { Tag::Verb } else { other(self) };
        };
        let comma = self.tokens.gap(i).has(Gap(Gap::COMMA.0 | CLAUSE.0));
        let at = self.known(k).at;
        let base = w.at.has(At::BASE);
        match before {
            Tag::To | Tag::Modal => return Tag::Verb,
            Tag::Auxiliary => {
                return if at.has(At::DO) && base { Tag::Verb } else { other(self) };
            }
            Tag::Pronoun => {
                let subject = at.has(At::SUBJECT) || !at.has(At::OBJECT);
                if adjective && at.has(At::BE) {
                    return other(self);
                }
                if subject && !comma && !at.has(At::BE) {
                    // "did they report" as well as "they report".
                    let singular = at.has(At::SINGULAR) && at.has(At::THIRD_PERSON);
                    return if base != singular || k > self.start && self.known(k - 1).at.has(At::DO)
                    {
                        Tag::Verb
                    } else {
                        other(self)
                    };
                }
                return other(self);
            }
            Tag::Wh => {
                return if adjective || self.finite_ahead(i) && noun && !self.object(i + 1) {
                    other(self)
                } else {
                    Tag::Verb
                };
            }
            Tag::Noun | Tag::Proper => {}
            Tag::Gerund if self.tags[i - 1] == Tag::Adverb && !base && !adjective => {}
            Tag::Conjunction => {
                // "to attack and kill the guards"
                let verb_before = k > self.start && self.tags[k - 1].is_verb();
                let like = self.last == Tag::Verb as u32 && (base || self.finite());
                return if like && (verb_before || self.object(i + 1)) && !adjective {
                    Tag::Verb
                } else {
                    other(self)
                };
            }
            _ => return other(self),
        }
        // Behind a noun: the verb of its clause, or the head of a compound.
        let adverb = self.tags[i - 1] == Tag::Adverb && !adjective;
        if comma && !self.object(i + 1) {
            return other(self);
        }
        let plural = at.has(At::PLURAL);
        let agrees = if before == Tag::Proper { true } else { plural == base };
        if !agrees || adjective && !self.object(i + 1) {
            return other(self);
        }
        if self.finite() && !self.pending() {
            let verb = self.coordinate() && self.object(i + 1) && !w.at.has(At::MOSTLY_NOUN);
            return if verb { Tag::Verb } else { other(self) };
        }
        if adverb && !comma {
            return Tag::Verb;
        }
        // "security forces closed the road"
        if self.word(i + 1).can.has(Tag::Past) && !self.word(i + 1).at.has(At::CLOSED) {
            return other(self);
        }
        // "land records indicate that"
        let next = self.word(i + 1);
        if !base
            && next.at.has(At::BASE)
            && next.can == Set::of(Tag::Verb)
            && self.word(i + 2).best == Tag::Subordinator
        {
            return other(self);
        }
        // "Kestrel plans to pay"
        if !base && before == Tag::Proper && next.best == Tag::To && !comma {
            let verb = self.word(i + 2);
            if verb.can.has(Tag::Verb) && verb.at.has(At::BASE) {
                return Tag::Verb;
            }
        }
        if before == Tag::Proper && base {
            return if self.object(i + 1) && !w.at.has(At::MOSTLY_NOUN) {
                Tag::Verb
            } else {
                other(self)
            };
        }
        if self.object(i + 1) {
            return Tag::Verb;
        }
        // "the ministry claims 13 people have died": no noun stands between a noun and a number or name.
        let clause = !base
            && matches!(next.best, Tag::Number | Tag::Proper)
            && self.tokens.gap(i + 1).is_within(Gap::BLANK)
            && !self.tokens.flags(i).has(Flags::CAP);
        if clause && !w.at.has(At::MOSTLY_NOUN) {
            return Tag::Verb;
        }
        if w.at.has(At::MOSTLY_NOUN) || self.finite_ahead(i) { other(self) } else { Tag::Verb }
    }
}
