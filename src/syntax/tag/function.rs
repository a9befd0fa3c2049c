//! Words of closed classes, and adverbs.

use super::{
    super::{
        Tag,
        word::{At, Set, Word},
    },
    CLAUSE, Tagger,
};
use crate::document::{Flags, Gap};

impl Tagger<'_> {
    /// A determiner that may stand alone.
    pub(super) fn determiner(&self, i: usize) -> Tag {
        if self.nounish(i + 1) || self.word(i + 1).best == Tag::Determiner {
            Tag::Determiner
        } else {
            Tag::Pronoun
        }
    }

    /// A possessive that may stand alone.
    pub(super) fn possessive(&self, i: usize) -> Tag {
        if self.nounish(i + 1) || self.word(i + 1).can.has(Tag::Gerund) {
            Tag::Possessive
        } else {
            Tag::Pronoun
        }
    }

    /// A preposition that may be a subordinator or an adverb.
    pub(super) fn preposition(&self, i: usize, w: Word) -> Tag {
        let next = self.word(i + 1);
        if w.can.has(Tag::Subordinator) {
            let subject = next.at.has(At::SUBJECT) || next.at.has(At::EXISTENTIAL);
            return if subject || self.clause_ahead(i) {
                Tag::Subordinator
            } else {
                Tag::Preposition
            };
        }
        if i + 1 >= self.end || next.best == Tag::To { Tag::Adverb } else { Tag::Preposition }
    }

    /// A modal that may be a noun.
    pub(super) fn modal(&self, i: usize) -> Tag {
        match self.touching(i) {
            Some(Tag::Determiner | Tag::Possessive | Tag::Adjective) => Tag::Noun,
            _ => Tag::Modal,
        }
    }

    /// A pronoun that may be a noun or a number.
    pub(super) fn pronoun(&self, i: usize, w: Word) -> Tag {
        let determined = matches!(self.touching(i), Some(Tag::Determiner | Tag::Adjective));
        if self.nounish(i + 1) {
            w.best
        } else if determined && w.can.has(Tag::Noun) {
            // "no one", "this one"
            Tag::Noun
        } else {
            Tag::Pronoun
        }
    }

    /// Whether subject and verb follow a word that is preposition or subordinator, before any comma.
    pub(super) fn clause_ahead(&self, i: usize) -> bool {
        let end = self.end.min(i + 9);
        for k in i + 1..end {
            let w = self.known(k);
            if self.tokens.gap(k).has(Gap(Gap::COMMA.0 | CLAUSE.0)) {
                return false;
            }
            match w.best {
                Tag::Modal => return k > i + 1,
                Tag::Auxiliary => return k > i + 1 && !w.at.has(At::INFINITE),
                Tag::Wh | Tag::Conjunction => return false,
                Tag::Subordinator => return false,
                Tag::Pronoun if w.at.has(At::SUBJECT) && !w.at.has(At::OBJECT) => return false,
                _ => {}
            }
            if k > i + 1 && w.can.has(Tag::Past) {
                let adjective = self.nounish(k + 1) && !self.word(k + 1).at.has(At::KNOWN);
                let participle =
                    w.can.has(Tag::Participle) && self.word(k + 1).best == Tag::Preposition;
                return !adjective && !(participle && !w.at.has(At::FINITE));
            }
            if k > i + 1 && w.can == Set::of(Tag::Verb) && w.at.has(At::THIRD) {
                return true;
            }
        }
        false
    }

    pub(super) fn that(&self, i: usize) -> Tag {
        let next = self.word(i + 1);
        if i + 1 >= self.end {
            return Tag::Pronoun;
        }
        match self.touching(i) {
            Some(Tag::Preposition | Tag::To) => {
                return if self.nounish(i + 1) { Tag::Determiner } else { Tag::Pronoun };
            }
            Some(Tag::Noun | Tag::Proper | Tag::Pronoun) => {
                // "a statement that armed men had left"
                let attribute = next.can.has(Tag::Participle) && self.has_subject(i + 2);
                let verb = matches!(next.best, Tag::Modal | Tag::Auxiliary)
                    || next.can.has(Tag::Past) && !attribute
                    || next.can.has(Tag::Verb) && !next.can.has(Tag::Noun)
                    || next.can.has(Tag::Adverb) && self.word(i + 2).can.meets(Set::VERBS)
                    || next.can.has(Tag::Verb)
                        && next.at.has(At::BASE) == self.known(i - 1).at.has(At::PLURAL)
                        && (self.object(i + 2)
                            || self.word(i + 2).best == Tag::To
                            || !self.finite_ahead(i + 1));
                return if verb { Tag::Wh } else { Tag::Subordinator };
            }
            Some(t) if t.is_verb() => {}
            _ => {
                if matches!(next.best, Tag::Modal | Tag::Auxiliary)
                    || next.can.has(Tag::Verb) && next.at.has(At::THIRD)
                {
                    return Tag::Pronoun;
                }
            }
        }
        if next.can == Set::of(Tag::Noun) && !next.at.has(At::PLURAL) && !self.finite_soon(i) {
            return Tag::Determiner;
        }
        if i == self.start && self.nounish(i + 1) {
            return Tag::Determiner;
        }
        if self.word(i).at.has(At::BE) { Tag::Pronoun } else { Tag::Subordinator }
    }

    pub(super) fn finite_soon(&self, i: usize) -> bool {
        (i + 2..self.end.min(i + 5)).any(|k| {
            let w = self.known(k);
            w.best == Tag::Modal
                || w.best == Tag::Auxiliary && !w.at.has(At::INFINITE)
                || w.can.has(Tag::Past)
                || w.can.has(Tag::Verb) && w.at.has(At::THIRD)
        })
    }

    pub(super) fn to(&self, i: usize) -> Tag {
        let mut k = i + 1;
        while k < self.end.min(i + 3) && self.known(k).can.has(Tag::Adverb) {
            k += 1;
        }
        let w = self.word(k);
        if w.best == Tag::Auxiliary && w.at.has(At(At::BASE.0 | At::BE.0 | At::HAVE.0 | At::DO.0)) {
            return Tag::To;
        }
        if !w.can.has(Tag::Verb) || !w.at.has(At::BASE) || w.at.has(At::CLOSED) {
            return Tag::Preposition;
        }
        if w.can.has(Tag::Noun) && w.at.has(At::MOSTLY_NOUN) {
            let next = self.word(k + 1);
            let object = self.object(k + 1)
                || next.best == Tag::Proper && k + 1 < self.end
                || next.can.has(Tag::Adjective)
                || next.at.has(At::PLURAL);
            return if object { Tag::To } else { Tag::Preposition };
        }
        Tag::To
    }

    pub(super) fn auxiliary(&self, i: usize, w: Word) -> Tag {
        let main = || {
            if w.at.has(At::PAST) {
                Tag::Past
            } else if w.at.has(At::INFINITE) {
                // "been" and "being" do not tell base forms apart from these two.
                if w.can.has(Tag::Noun) || w.at.has(At::HAVE) {
                    Tag::Gerund
                } else {
                    Tag::Participle
                }
            } else {
                Tag::Verb
            }
        };
        let mut subject = false;
        for k in i + 1..self.end.min(i + 7) {
            let next = self.known(k);
            let gap = self.tokens.gap(k);
            if gap.has(Gap(Gap::COMMA.0 | Gap::SEMICOLON.0 | Gap::COLON.0))
                && !(self.parted(k) || k > i + 1 && self.parted(k - 1))
            {
                break;
            }
            if next.best == Tag::Negation || next.can.has(Tag::Adverb) && !next.at.has(At::CLOSED) {
                continue;
            }
            if !subject && next.best == Tag::Pronoun && next.at.has(At::SUBJECT) {
                // "did they leave"
                subject = true;
                continue;
            }
            let yes = if w.at.has(At::BE) {
                let adjective =
                    next.can.has(Tag::Adjective) && !next.can.meets(Set::of(Tag::Participle));
                !adjective
                    && (next.can.has(Tag::Participle)
                        || next.can.has(Tag::Gerund) && !next.can.has(Tag::Adjective)
                        || next.best == Tag::Auxiliary && next.at.has(At::INFINITE))
            } else if w.at.has(At::HAVE) {
                next.can.has(Tag::Participle) && !self.nounish_after_participle(k)
                    || next.best == Tag::Auxiliary && next.at.has(At::INFINITE)
            } else {
                next.can.has(Tag::Verb) && next.at.has(At::BASE)
                    || next.best == Tag::Auxiliary && next.at.has(At::BASE)
            };
            return if yes { Tag::Auxiliary } else { main() };
        }
        main()
    }

    /// Whether token `k` is an adverb between commas: "has, however, found".
    fn parted(&self, k: usize) -> bool {
        let comma = |k: usize| k < self.end && self.tokens.gap(k).has(Gap::COMMA);
        comma(k) && comma(k + 1) && self.known(k).can.has(Tag::Adverb)
    }

    /// "had wounded soldiers" against "had wounded soldiers": only a noun right behind a state participle.
    pub(super) fn nounish_after_participle(&self, k: usize) -> bool {
        self.known(k).at.has(At::STATE) && self.word(k + 1).can == Set::of(Tag::Noun)
    }

    pub(super) fn adverbial(&self, i: usize, w: Word) -> Tag {
        let next = self.word(i + 1);
        let touches = i + 1 < self.end
            && !self.tokens.gap(i + 1).has(Gap(Gap::COMMA.0 | CLAUSE.0 | Gap::STOP.0));
        if w.at.has(At::EXISTENTIAL) {
            let be = w.at.has(At::BE)
                || matches!(next.best, Tag::Auxiliary | Tag::Modal)
                || next.can.has(Tag::Adverb) && self.word(i + 2).best == Tag::Auxiliary;
            return if be { Tag::Pronoun } else { Tag::Adverb };
        }
        if w.at.has(At::DEGREE) {
            // "more troops" against "more dangerous", "more than".
            if touches
                && next.can.has(Tag::Noun)
                && (next.at.has(At::PLURAL) || next.can == Set::of(Tag::Noun))
            {
                return Tag::Adjective;
            }
            return Tag::Adverb;
        }
        if w.can.has(Tag::Adjective) {
            if self.nounish(i + 1)
                && (matches!(
                    self.touching(i),
                    Some(
                        Tag::Determiner
                            | Tag::Possessive
                            | Tag::Adjective
                            | Tag::Number
                            | Tag::Preposition
                    )
                ) || next.can == Set::of(Tag::Noun) && !next.at.has(At::CLOSED)
                    || self.tokens.flags(i.saturating_sub(1)).has(Flags::POSSESSIVE)
                        && i > self.start)
            {
                return Tag::Adjective;
            }
            if let Some((k, t)) = self.before(i)
                && (t.is_verb() || t == Tag::Auxiliary)
                && self.known(k).at.has(At::BE)
                && next.best != Tag::Preposition
            {
                return Tag::Adjective;
            }
        }
        if w.can.has(Tag::Noun)
            && matches!(self.touching(i), Some(Tag::Determiner | Tag::Possessive | Tag::Adjective))
            && !self.nounish(i + 1)
        {
            return Tag::Noun;
        }
        Tag::Adverb
    }
}
