//! What is known of one word: the tags it can have, and its form.

use super::Tag;

/// A set of tags.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Set(pub u32);

impl Set {
    pub const fn of(tag: Tag) -> Set {
        Set(1 << tag as u32)
    }

    pub const fn and(self, tag: Tag) -> Set {
        Set(self.0 | 1 << tag as u32)
    }

    #[inline]
    pub const fn has(self, tag: Tag) -> bool {
        self.0 >> tag as u32 & 1 == 1
    }

    #[inline]
    pub const fn meets(self, other: Set) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no other tag is in the set.
    #[inline]
    pub const fn only(self, other: Set) -> bool {
        self.0 & !other.0 == 0
    }

    pub const VERBS: Set = Set::of(Tag::Verb).and(Tag::Past).and(Tag::Participle).and(Tag::Gerund);
    /// Tags by which clauses are followed.
    pub const FOLLOWED: Set = Set(Set::VERBS.0
        | Set::of(Tag::Subordinator)
            .and(Tag::Wh)
            .and(Tag::Conjunction)
            .and(Tag::Modal)
            .and(Tag::Auxiliary)
            .0);
    /// What can stand inside a noun phrase.
    pub const NOMINAL: Set =
        Set::of(Tag::Noun).and(Tag::Proper).and(Tag::Adjective).and(Tag::Number);
}

macro_rules! attributes {
    ($($(#[$doc:meta])* $name:ident = $k:expr),* $(,)?) => {
        /// What is known of a word beside its tags.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
        pub(super) struct At(pub u32);
        impl At {
            $($(#[$doc])* pub const $name: At = At(1 << $k);)*
            #[inline]
            pub const fn has(self, bits: At) -> bool { self.0 & bits.0 != 0 }
            #[inline]
            pub const fn add(&mut self, bits: At) { self.0 |= bits.0; }
            #[inline]
            pub const fn remove(&mut self, bits: At) { self.0 &= !bits.0; }
        }
    };
}

attributes! {
    /// The base form of a verb, and its third person singular.
    BASE = 0,
    THIRD = 1,
    PLURAL = 2,
    BE = 3,
    HAVE = 4,
    DO = 5,
    WILL = 6,
    WOULD = 7,
    NEGATIVE = 8,
    /// A pronoun: a capital makes no name of it.
    NAMELESS = 9,
    PAST = 10,
    /// Subject and object forms of pronouns.
    SUBJECT = 11,
    OBJECT = 12,
    /// A verb form that mostly is a noun.
    MOSTLY_NOUN = 13,
    /// A base that mostly is an adjective.
    MOSTLY_ADJECTIVE = 14,
    /// A participle that often is an adjective.
    STATE = 15,
    /// An -ing form that often is a noun.
    NAMING = 16,
    /// A past form that is nearly always finite.
    FINITE = 17,
    /// An infinite form of an auxiliary: be, been, being, having.
    INFINITE = 18,
    SINGULAR = 19,
    /// "there".
    EXISTENTIAL = 20,
    /// Known to the pack as a word of some tag.
    KNOWN = 21,
    /// In a closed class.
    CLOSED = 22,
    DEGREE = 23,
    THIRD_PERSON = 24,
    /// Follows a hyphen without blanks around it.
    JOINED = 25,
    /// "by".
    AGENT = 26,
    /// Its neighbours do not matter: it has its best tag everywhere.
    SETTLED = 27,
    /// Of no tag by which clauses are followed; and settled, or open as [`Self::PARTICLE`] says.
    PLAIN = 28,
    /// It has its best tag where it is no part of a word with hyphens.
    LONE = 29,
    /// A preposition, but an adverb before "to" and at a sentence's end.
    PARTICLE = 30,
}

/// What the pack knows of one word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Word {
    pub can: Set,
    pub at: At,
    pub best: Tag,
}

impl Word {
    /// A name, by its capital.
    pub const NAME: Word =
        Word { can: Set::of(Tag::Proper), best: Tag::Proper, at: At(0) }.settled();

    /// What is kept of it beside its best tag.
    #[inline(always)]
    pub fn form(self) -> Form {
        Form { can: self.can, at: self.at }
    }

    /// The word, marked where its tag does not depend on its neighbours; what does is listed in `tag`.
    pub const fn settled(mut self) -> Self {
        let Word { can, best, .. } = self;
        if matches!(best, Tag::Pronoun) {
            self.at.add(At::NAMELESS);
        }
        let verbs = Set(can.0 & Set::VERBS.0);
        let open = if self.at.has(At::CLOSED) {
            match best {
                Tag::Determiner | Tag::Possessive => can.has(Tag::Pronoun),
                Tag::Subordinator => can.has(Tag::Determiner),
                Tag::Preposition => can.has(Tag::Subordinator) || can.has(Tag::Adverb),
                Tag::Modal => can.has(Tag::Noun) && self.at.has(At::WILL),
                Tag::To | Tag::Auxiliary => true,
                _ => false,
            }
        } else if verbs.0 != 0 {
            let other = Set::of(Tag::Noun).and(Tag::Adjective).and(Tag::Adverb);
            let sole = match best {
                Tag::Past => verbs.0 == Set::of(Tag::Past).0,
                Tag::Verb => verbs.0 == Set::of(Tag::Verb).0 && !can.meets(other),
                _ => false,
            };
            if sole {
                self.at.add(At::LONE);
            }
            true
        } else if can.has(Tag::Adverb) {
            let other = Set::of(Tag::Noun).and(Tag::Adjective);
            !matches!(best, Tag::Adverb)
                || can.meets(other)
                || self.at.has(At(At::EXISTENTIAL.0 | At::DEGREE.0))
        } else {
            can.has(Tag::Pronoun) || can.has(Tag::Noun) && can.has(Tag::Adjective)
        };
        if !open {
            self.at.add(At::SETTLED);
            if !Set::FOLLOWED.has(best) {
                self.at.add(At::PLAIN);
            }
        } else if self.at.has(At::CLOSED)
            && matches!(best, Tag::Preposition)
            && !can.has(Tag::Subordinator)
        {
            self.at.add(At(At::PLAIN.0 | At::PARTICLE.0));
        }
        self
    }
}

/// A token's [`Word`] without the best tag, which stands in the column of tags until the token is decided.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Form {
    pub can: Set,
    pub at: At,
}

impl Form {
    #[inline(always)]
    pub fn word(self, best: Tag) -> Word {
        Word { can: self.can, at: self.at, best }
    }
}
