//! What the language pack says of each word: the tags it can have, and what is known of its form.

use super::Tag;
use crate::{
    error::{Error, Problem},
    lang::{self, Class, ClassSet, LanguagePack, Lexicon, WordId},
};

/// A set of tags.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
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
        #[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
        pub(super) struct At(pub u32);
        impl At {
            $($(#[$doc])* pub const $name: At = At(1 << $k);)*
            #[inline]
            pub const fn has(self, bits: At) -> bool { self.0 & bits.0 != 0 }
            pub fn add(&mut self, bits: At) { self.0 |= bits.0; }
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
    /// Settled, and of no tag by which clauses are followed.
    PLAIN = 28,
}

/// What the pack knows of one word.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Word {
    pub can: Set,
    pub at: At,
    pub best: Tag,
}

impl Word {
    /// What is kept of it beside its best tag.
    #[inline(always)]
    pub fn form(self) -> Form {
        Form { can: self.can, at: self.at }
    }

    /// The word, marked where its tag does not depend on its neighbours; what does is listed in `tag`.
    pub fn settled(mut self) -> Self {
        let can = |tag: Tag| self.can.has(tag);
        let open = if self.at.has(At::CLOSED) {
            match self.best {
                Tag::Determiner | Tag::Possessive => can(Tag::Pronoun),
                Tag::Subordinator => can(Tag::Determiner),
                Tag::Preposition => can(Tag::Subordinator) || can(Tag::Adverb),
                Tag::Modal => can(Tag::Noun) && self.at.has(At::WILL),
                Tag::To | Tag::Auxiliary => true,
                _ => false,
            }
        } else {
            self.can.meets(Set(Set::VERBS.0 | Set::of(Tag::Adverb).and(Tag::Pronoun).0))
                || can(Tag::Noun) && can(Tag::Adjective)
        };
        if !open {
            self.at.add(At::SETTLED);
            if !Set::FOLLOWED.has(self.best) {
                self.at.add(At::PLAIN);
            }
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

/// What tagging needs of a language pack.
pub(crate) struct Tables {
    /// By word id.
    words: Vec<Word>,
}

struct Classes {
    function: Class,
    verbs: Class,
    nouns: Class,
    adjectives: Class,
    adverbs: Class,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let classes = Classes {
            function: lexicon.require("function-words")?,
            verbs: lexicon.require("verbs")?,
            nouns: lexicon.require("nouns")?,
            adjectives: lexicon.require("adjectives")?,
            adverbs: lexicon.require("adverbs")?,
        };
        let functions = read_functions(lexicon, classes.function)?;
        let verbs = read_marks(lexicon, classes.verbs, "verbs", "nNapgf")?;
        let c = &classes;
        let tagged = ClassSet::from_iter([c.function, c.verbs, c.nouns, c.adjectives, c.adverbs]);
        let unknown = Word::default().settled();
        let words = (0..lexicon.len()).map(|k| WordId(k as u32)).map(|id| {
            if lexicon.classes(id).intersects(tagged) {
                word(lexicon, id, c, &functions, &verbs).settled()
            } else {
                unknown
            }
        });
        let words = words.collect();
        Ok(Self { words })
    }

    #[inline(always)]
    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }
}

fn word(lexicon: &Lexicon, id: WordId, c: &Classes, functions: &[Word], verbs: &[At]) -> Word {
    let mut w = Word::default();
    let mut best: Option<Tag> = None;
    for e in lexicon.entries(id) {
        if e.class == c.function {
            let f = functions[e.row as usize];
            w.can.0 |= f.can.0;
            w.at.add(f.at);
            best = Some(f.best);
            if f.at.has(At::CLOSED) {
                // A closed class wins over every list: "may", "will", "have".
                return Word { best: f.best, ..w };
            }
        } else if e.class == c.verbs {
            let marks = verbs[e.row as usize];
            let mut can = |form: lang::Form, tag: Tag, at: At| {
                if e.form.is(form) {
                    w.can = w.can.and(tag);
                    w.at.add(at);
                }
            };
            can(lang::Form::BASE, Tag::Verb, At::BASE);
            can(lang::Form::THIRD, Tag::Verb, At::THIRD);
            can(lang::Form::PAST, Tag::Past, At::default());
            can(lang::Form::PARTICIPLE, Tag::Participle, At::default());
            can(lang::Form::GERUND, Tag::Gerund, At::default());
            if e.form.is(lang::Form(lang::Form::BASE.0 | lang::Form::THIRD.0)) {
                if marks.has(NOUN) {
                    w.can = w.can.and(Tag::Noun);
                    if e.form.is(lang::Form::THIRD) {
                        w.at.add(At::PLURAL);
                    }
                }
                w.at.add(At(marks.0 & At::MOSTLY_NOUN.0));
                if e.form.is(lang::Form::BASE) && marks.has(At::MOSTLY_ADJECTIVE) {
                    w.can = w.can.and(Tag::Adjective);
                    w.at.add(At::MOSTLY_ADJECTIVE);
                }
            }
            if e.form.is(lang::Form(lang::Form::PAST.0 | lang::Form::PARTICIPLE.0)) {
                w.at.add(At(marks.0 & (At::STATE.0 | At::FINITE.0)));
            }
            if e.form.is(lang::Form::GERUND) {
                w.at.add(At(marks.0 & At::NAMING.0));
            }
        } else if e.class == c.nouns {
            w.can = w.can.and(Tag::Noun);
            if e.form.is(lang::Form::PLURAL) {
                w.at.add(At::PLURAL);
            }
            if e.form.is(lang::Form::BASE) && lexicon.rows(c.nouns)[e.row as usize].field(1) == "a"
            {
                w.can = w.can.and(Tag::Adjective);
            }
        } else if e.class == c.adjectives {
            w.can = w.can.and(Tag::Adjective);
        } else if e.class == c.adverbs {
            w.can = w.can.and(Tag::Adverb);
            match lexicon.rows(c.adverbs)[e.row as usize].field(1) {
                "adj" => w.can = w.can.and(Tag::Adjective),
                "prep" => w.can = w.can.and(Tag::Preposition),
                _ => {}
            }
        }
    }
    if w.can != Set::default() {
        w.at.add(At::KNOWN);
    }
    let order = [
        Tag::Adverb,
        Tag::Adjective,
        Tag::Noun,
        Tag::Verb,
        Tag::Past,
        Tag::Participle,
        Tag::Gerund,
    ];
    w.best = best.or_else(|| order.into_iter().find(|t| w.can.has(*t))).unwrap_or_default();
    w
}

/// Of a verb: its base and third person are nouns too.
const NOUN: At = At(1 << 31);

fn read_marks(lexicon: &Lexicon, class: Class, file: &str, known: &str) -> Result<Vec<At>, Error> {
    let mut problems = Vec::new();
    let mut list = Vec::new();
    for row in lexicon.rows(class) {
        let mut at = At::default();
        for mark in row.field(1).chars() {
            at.add(match mark {
                'n' => NOUN,
                'N' => At(NOUN.0 | At::MOSTLY_NOUN.0),
                'a' => At::MOSTLY_ADJECTIVE,
                'p' => At::STATE,
                'g' => At::NAMING,
                'f' => At::FINITE,
                _ => {
                    let column = row.word().chars().count() + 2;
                    problems.push(Problem::new(
                        row.line as usize,
                        column,
                        format!("read mark `{mark}`, expected some of `{known}`"),
                    ));
                    continue;
                }
            });
        }
        list.push(at);
    }
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(Error::data(format!("words/{file}.tsv"), problems))
    }
}

fn read_functions(lexicon: &Lexicon, class: Class) -> Result<Vec<Word>, Error> {
    let mut problems = Vec::new();
    let mut list = Vec::new();
    for row in lexicon.rows(class) {
        let mut w = Word { at: At(At::KNOWN.0), ..Word::default() };
        let column = row.word().chars().count() + 2;
        for (k, name) in row.field(1).split('|').enumerate() {
            match tag(name) {
                Some(t) => {
                    w.can = w.can.and(t);
                    if k == 0 {
                        w.best = t;
                    }
                }
                None => problems.push(Problem::new(
                    row.line as usize,
                    column,
                    format!("read tag `{name}`, expected one of the coarse tags in lower case"),
                )),
            }
        }
        let open = Set::of(Tag::Noun)
            .and(Tag::Adjective)
            .and(Tag::Adverb)
            .and(Tag::Number)
            .and(Tag::Gerund)
            .and(Tag::Participle)
            .and(Tag::Verb);
        if !open.has(w.best) {
            w.at.add(At::CLOSED);
        }
        for name in row.field(2).split(',').map(str::trim).filter(|n| !n.is_empty()) {
            match attribute(name) {
                Some(at) => w.at.add(at),
                None => problems.push(Problem::new(
                    row.line as usize,
                    column + row.field(1).chars().count() + 1,
                    format!("read attribute `{name}`, which is not known"),
                )),
            }
        }
        list.push(w);
    }
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(Error::data("words/function-words.tsv", problems))
    }
}

fn tag(name: &str) -> Option<Tag> {
    Some(match name {
        "noun" => Tag::Noun,
        "pronoun" => Tag::Pronoun,
        "possessive" => Tag::Possessive,
        "determiner" => Tag::Determiner,
        "adjective" => Tag::Adjective,
        "adverb" => Tag::Adverb,
        "number" => Tag::Number,
        "preposition" => Tag::Preposition,
        "conjunction" => Tag::Conjunction,
        "subordinator" => Tag::Subordinator,
        "wh" => Tag::Wh,
        "to" => Tag::To,
        "modal" => Tag::Modal,
        "auxiliary" => Tag::Auxiliary,
        "verb" => Tag::Verb,
        "past" => Tag::Past,
        "participle" => Tag::Participle,
        "gerund" => Tag::Gerund,
        "negation" => Tag::Negation,
        _ => return None,
    })
}

fn attribute(name: &str) -> Option<At> {
    Some(match name {
        "be" => At::BE,
        "have" => At::HAVE,
        "do" => At::DO,
        "will" => At::WILL,
        "would" => At::WOULD,
        "negative" => At::NEGATIVE,
        "past" => At::PAST,
        "base" => At::BASE,
        "participle" | "gerund" => At::INFINITE,
        "subject" => At::SUBJECT,
        "object" => At::OBJECT,
        "plural" => At::PLURAL,
        "singular" => At::SINGULAR,
        "third" => At::THIRD_PERSON,
        "existential" => At::EXISTENTIAL,
        "degree" => At::DEGREE,
        "agent" => At::AGENT,
        "definite" | "present" | "first" | "second" | "masculine" | "feminine" | "neuter"
        | "reflexive" | "indefinite" | "person" | "possessive" | "adverbial" | "possible"
        | "obligation" | "ordinal" => At::default(),
        _ => return None,
    })
}
