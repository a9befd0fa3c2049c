//! The word lists that coreference works with, compiled once.

use crate::{
    cue::{self, kind},
    document::Document,
    error::Error,
    gazetteer::Kind,
    lang::{Class, ClassSet, Form, LanguagePack, Lexicon, Row},
};

/// Whether a person is known to be a man or a woman.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
}

impl Gender {
    pub fn parse(s: &str) -> Option<Self> {
        match s {
            "" => Some(Self::Unknown),
            "m" => Some(Self::Male),
            "f" => Some(Self::Female),
            _ => None,
        }
    }

    /// Whether both are known and differ.
    pub fn conflicts(self, other: Self) -> bool {
        self != Self::Unknown && other != Self::Unknown && self != other
    }

    /// Keeps what is known already.
    pub fn learn(&mut self, other: Self) {
        if *self == Self::Unknown {
            *self = other;
        }
    }
}

/// What an office is an office of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RoleClass {
    /// A country or its government.
    State,
    /// A region, a city or its people.
    Local,
    /// An organisation or any other body.
    Body,
    /// A calling that needs no body.
    Plain,
    /// Stands behind the noun: "elect".
    Suffix,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct RoleHead {
    pub class: RoleClass,
    pub gender: Gender,
}

/// Whether an office is still held.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Tenure {
    #[default]
    Current,
    Past,
    Suspended,
}

/// A noun that stands for a thing named before.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupNoun {
    pub kinds: Kinds,
    pub strong: bool,
    /// Stands only for things whose name has the noun.
    pub named: bool,
}

/// A set of kinds.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Kinds(u64);

impl Kinds {
    pub fn has(self, kind: Kind) -> bool {
        self.0 >> kind as u32 & 1 == 1
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |bits, k| bits | 1 << k as u32))
    }
}

/// What a pronoun can stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pronoun {
    pub gender: Gender,
    pub plural: bool,
    pub case: Case,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    Subject,
    Object,
    Possessive,
}

pub(crate) struct Tables {
    pub(crate) roles: Class,
    pub(crate) role_rows: Vec<RoleHead>,
    pub(super) status: Class,
    pub(super) status_rows: Vec<Tenure>,
    pub(super) nouns: Class,
    pub(super) noun_rows: Vec<GroupNoun>,
    pub(super) address: Class,
    pub(super) address_rows: Vec<Gender>,
    pub(super) honorifics: Option<Class>,
    pub(super) kin: Class,
    pub(super) kin_rows: Vec<Gender>,
    /// Nouns for people without a name, and their gender by row.
    pub(super) unnamed: Class,
    pub(super) unnamed_rows: Vec<Gender>,
    pub(super) pronouns: Class,
    pub(super) pronoun_rows: Vec<Pronoun>,
    pub(super) given: Class,
    pub(super) given_rows: Vec<Gender>,
    /// What may tell the gender of the name behind it.
    pub(super) before_name: ClassSet,
    pub(crate) glue: Class,
    /// By word: what the small words do.
    glue_of: Vec<Glue>,
}

/// What a small word does; a set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Glue(u16);

impl std::ops::BitOr for Glue {
    type Output = Glue;
    fn bitor(self, other: Glue) -> Glue {
        Glue(self.0 | other.0)
    }
}

impl Glue {
    pub const DEFINITE: Glue = Glue(1);
    pub const INDEFINITE: Glue = Glue(1 << 1);
    pub const POSSESSIVE: Glue = Glue(1 << 2);
    pub const LINK: Glue = Glue(1 << 3);
    pub const PLACE: Glue = Glue(1 << 4);
    pub const AND: Glue = Glue(1 << 5);
    pub const WHO: Glue = Glue(1 << 6);
    pub const IS: Glue = Glue(1 << 7);
    pub const WAS: Glue = Glue(1 << 8);
    pub const BECAME: Glue = Glue(1 << 9);
    pub const SMALL: Glue = Glue(1 << 10);
    pub const STOP: Glue = Glue(1 << 11);
    pub const DETERMINER: Glue = Glue(1 | 1 << 1 | 1 << 2);

    const NAMES: [&str; 12] = [
        "definite",
        "indefinite",
        "possessive",
        "link",
        "place",
        "and",
        "who",
        "is",
        "was",
        "became",
        "small",
        "stop",
    ];

    #[inline]
    pub fn has(self, other: Glue) -> bool {
        self.0 & other.0 != 0
    }

    fn parse(s: &str) -> Result<Self, (usize, String)> {
        let mut bits = 0;
        for use_ in s.split(',') {
            let k = Self::NAMES.iter().position(|n| *n == use_);
            bits |= 1 << k.ok_or_else(|| (2, format!("read the use `{use_}`")))?;
        }
        Ok(Self(bits))
    }
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let gender = |row: &Row, k: usize| {
            Gender::parse(row.field(k))
                .ok_or_else(|| (k + 1, format!("read the gender `{}`", row.field(k))))
        };
        let (roles, role_rows) = lexicon.compile("role-heads", |row| {
            let class = match row.field(1) {
                "state" => RoleClass::State,
                "local" => RoleClass::Local,
                "body" => RoleClass::Body,
                "plain" => RoleClass::Plain,
                "suffix" => RoleClass::Suffix,
                other => return Err((2, format!("read the class `{other}`"))),
            };
            Ok(RoleHead { class, gender: gender(row, 2)? })
        })?;
        let (status, status_rows) = lexicon.compile("role-status", |row| match row.field(1) {
            "current" => Ok(Tenure::Current),
            "past" => Ok(Tenure::Past),
            "suspended" => Ok(Tenure::Suspended),
            other => Err((2, format!("read the status `{other}`"))),
        })?;
        let (nouns, noun_rows) = lexicon.compile("group-nouns", |row| {
            let kinds = row
                .field(1)
                .split(',')
                .map(|k| k.parse().map_err(|()| (2, format!("read the kind `{k}`"))))
                .collect::<Result<_, _>>()?;
            let (strong, named) = match row.field(2) {
                "strong" => (true, false),
                "weak" => (false, false),
                "named" => (false, true),
                other => return Err((3, format!("read the weight `{other}`"))),
            };
            Ok(GroupNoun { kinds, strong, named })
        })?;
        let (address, address_rows) = lexicon.compile("forms-of-address", |row| gender(row, 1))?;
        let (kin, kin_rows) = lexicon.compile("kin-words", |row| gender(row, 1))?;
        let (unnamed, unnamed_rows) = lexicon.compile("gendered-nouns", |row| gender(row, 1))?;
        let (pronouns, pronoun_rows) = lexicon.compile("referring-pronouns", |row| {
            let case = match row.field(2) {
                "subject" => Case::Subject,
                "object" => Case::Object,
                "possessive" => Case::Possessive,
                other => return Err((3, format!("read the case `{other}`"))),
            };
            let plural = row.field(1) == "p";
            let gender = if plural { Gender::Unknown } else { gender(row, 1)? };
            Ok(Pronoun { gender, plural, case })
        })?;
        let (glue, glue_rows) = lexicon.compile("role-glue", |row| Glue::parse(row.field(1)))?;
        let (given, given_rows) = lexicon.compile("name-genders", |row| gender(row, 1))?;
        let glue_of = lexicon.column(glue, &glue_rows, Glue::default());
        Ok(Self {
            roles,
            role_rows,
            status,
            status_rows,
            nouns,
            noun_rows,
            address,
            address_rows,
            honorifics: lexicon.class("honorifics"),
            kin,
            kin_rows,
            unnamed,
            unnamed_rows,
            pronouns,
            pronoun_rows,
            given,
            given_rows,
            before_name: ClassSet::from_iter([address, kin, roles]),
            glue,
            glue_of,
        })
    }

    /// Marks what the passes over other expressions than names begin at.
    pub fn cues(&self, lexicon: &Lexicon, cues: &mut cue::Tables) {
        cues.classes(lexicon, &[(self.roles, kind::ROLE)]);
        for (word, e) in lexicon.members(self.nouns) {
            // Of two rows that list a word, the first counts.
            if lexicon.entry(*word, self.nouns) == Some(*e) && e.form.is(Form::BASE) {
                cues.word(*word, kind::GROUP_NOUN);
            }
        }
        let one = |p: &Pronoun| !p.plural && p.gender != Gender::Unknown;
        for (word, e) in lexicon.members(self.pronouns) {
            if lexicon.entry(*word, self.pronouns) == Some(*e)
                && one(&self.pronoun_rows[e.row as usize])
            {
                cues.word(*word, kind::PRONOUN);
            }
        }
    }

    /// The role noun or phrase at token `i` and its length.
    pub(crate) fn role_at(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        i: usize,
    ) -> Option<(usize, RoleHead)> {
        let (n, e) = doc.phrase(lexicon, i, self.roles)?;
        e.form.is(Form::BASE).then(|| (n, self.role_rows[e.row as usize]))
    }

    /// What the small word at token `i` does.
    #[inline]
    pub(crate) fn glue(&self, doc: &Document<'_>, i: usize) -> Glue {
        doc.words().get(i).map_or(Glue::default(), |word| self.glue_of[word.0 as usize])
    }

    /// What the word at token `i` says of the tenure of what follows: "former".
    pub(crate) fn tenure(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Option<Tenure> {
        let entry = lexicon.entry(doc.words()[i], self.status)?;
        Some(self.status_rows[entry.row as usize])
    }

    /// Whether the word at token `i` is a title of address: "Mr", "Sheikh", "Gen".
    pub(super) fn is_address(&self, doc: &Document<'_>, i: usize) -> bool {
        let classes = doc.marks(i).classes;
        classes.has(self.address) || self.honorifics.is_some_and(|c| classes.has(c))
    }

    /// The gender that the word at token `i` gives to the name behind it.
    pub(super) fn address_gender(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Gender {
        let classes = doc.marks(i).classes;
        let row = |class| {
            let held = classes.has(class);
            held.then(|| lexicon.entry(doc.words()[i], class)).flatten().map(|e| e.row as usize)
        };
        row(self.address)
            .map(|r| self.address_rows[r])
            .or_else(|| row(self.kin).map(|r| self.kin_rows[r]))
            .or_else(|| row(self.roles).map(|r| self.role_rows[r].gender))
            .unwrap_or_default()
    }

    /// The gender of a given name.
    pub(super) fn given_gender(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Gender {
        if !doc.marks(i).classes.has(self.given) {
            return Gender::Unknown;
        }
        let entry = lexicon.entry(doc.words()[i], self.given);
        entry.map_or(Gender::Unknown, |e| self.given_rows[e.row as usize])
    }
}
