//! What is known of a token before anything around it is asked: one set of bits for each.

use crate::gazetteer::Traits;

/// What a token is: by the word lists, the same wherever the word stands, and by its place in this text. A set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look(pub u64);

macro_rules! looks {
    ($($(#[$doc:meta])* $name:ident = $bit:literal,)*) => {
        impl Look { $($(#[$doc])* pub const $name: u64 = 1 << $bit;)* }
    };
}

// By its place in the text.
looks! {
    /// May be part of a name.
    NAME = 0,
    /// Begins a sentence or a quotation, so that its capital says nothing.
    START = 1,
    /// Stands in capitals or in a title-case line, so that its capital says nothing.
    NOISY = 2,
    /// Written in lower case as a rule.
    COMMON = 3,
    /// Begins a gazetteer name.
    HIT = 4,
    /// A given name.
    GIVEN = 5,
    /// A surname.
    SURNAME = 6,
    /// The first word of some known people's names.
    FIRST = 7,
    /// The last word of a known person's name.
    LAST = 8,
    /// Begins a gazetteer name of several words.
    LONG = 12,
    /// Known names, and what people's names say of it, are asked for.
    ASKED = 13,
    /// Begins the title of a work in quotation marks.
    WORK = 14,
}

// By the word lists.
looks! {
    /// Listed as a word that is written in lower case.
    LISTED = 16,
    CLOSED = 17,
    NO_NAME = 18,
    MODIFIER = 19,
    HONORIFIC = 20,
    ROLE = 21,
    PARTICLE = 22,
    LOWER_NAME = 23,
    /// "Ex-", "Anti-".
    PREFIX = 24,
    /// "New", "San".
    PLACE_OPENER = 25,
    /// A word of these has a row in the tables: a head word or phrase may begin with it, a title, …
    HEAD = 26,
    TITLE = 27,
    OPENER = 28,
    SUFFIX = 29,
    /// A cue of what stands behind it; the first word of such a phrase.
    BEFORE = 30,
    BEFORE_LONG = 31,
    /// A cue of what stands before it may begin with it.
    AFTER = 32,
    VERB = 33,
    LISTED_GIVEN = 34,
    LISTED_SURNAME = 35,
    SPORT = 36,
    /// "the" and "a", "an" in any case.
    DEFINITE = 37,
    INDEFINITE = 38,
    /// Ends given names behind a hyphen: "Ji-won".
    SYLLABLE = 39,
    /// In a sports report, stands before a place that plays, or behind one.
    PLAYS_BEFORE = 54,
    PLAYS_AFTER = 55,
}

// What a small word does between the parts of a name and around it where it stands in lower case, as
// `words/small-words.tsv` has it.
looks! {
    OF = 40,
    FOR = 41,
    ON = 42,
    AGAINST = 43,
    AND = 44,
    OR = 45,
    THE = 46,
    A = 47,
    ONE = 48,
    THIS = 49,
    BE = 50,
    WHO = 51,
    LEADS = 52,
    ENDS = 53,
    AUX = 56,
}

/// The uses that the file of small words names.
const USES: [(&str, u64); 15] = [
    ("of", Look::OF),
    ("for", Look::FOR),
    ("on", Look::ON),
    ("against", Look::AGAINST),
    ("and", Look::AND),
    ("or", Look::OR),
    ("the", Look::THE),
    ("a", Look::A),
    ("one", Look::ONE),
    ("this", Look::THIS),
    ("be", Look::BE),
    ("who", Look::WHO),
    ("leads", Look::LEADS),
    ("ends", Look::ENDS),
    ("aux", Look::AUX),
];

impl Look {
    /// All that small words do.
    pub const SMALL: u64 = ((1 << 54) - (1 << 40)) | Self::AUX;
    /// What may stand within a name that a head word makes.
    pub const LINKS: u64 = Self::OF | Self::FOR | Self::ON | Self::AGAINST | Self::AND | Self::THE;
    /// Where the prior of the best-known person of that surname stands, in quarters of a thousand.
    const FAME: u32 = 9;

    #[inline]
    pub fn has(self, bits: u64) -> bool {
        self.0 & bits != 0
    }

    /// How well known the person is whose name ends so: 0 to 4.
    #[inline]
    pub fn fame(self) -> i16 {
        (self.0 >> Self::FAME & 7) as i16
    }

    /// What lists and known people's names say of a word as a part of such a name.
    #[inline]
    pub fn of_person(self, traits: Traits) -> u64 {
        let flag = |is: bool, bit: u64| u64::from(is) * bit;
        let surname = traits.has(Traits::SURNAME);
        flag(self.has(Self::LISTED_GIVEN) | traits.has(Traits::GIVEN), Self::GIVEN)
            | flag(self.has(Self::LISTED_SURNAME) | surname, Self::SURNAME)
            | flag(traits.has(Traits::FIRST), Self::FIRST)
            | flag(surname, Self::LAST)
            | u64::from(traits.fame()) << Self::FAME
    }

    /// The use of small words with this name.
    pub fn named(text: &str) -> Option<u64> {
        USES.iter().find(|u| u.0 == text).map(|u| u.1)
    }
}
