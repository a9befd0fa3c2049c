//! What the stage needs of a language pack, as tables by row.

use crate::{
    error::{Error, Problem},
    lang::{Class, ClassSet, LanguagePack, Lexicon, WordId},
};

/// What the subject of a reporting word does with the content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub(crate) enum Act {
    Say,
    Assert,
    Concede,
    Deny,
    Hedge,
    Allege,
    Accuse,
    Demand,
    Ask,
    Predict,
    Promise,
    Refuse,
    Believe,
    Want,
    Show,
    Learn,
    Agree,
    Praise,
    Criticize,
}

const ACTS: [(&str, Act); 19] = [
    ("say", Act::Say),
    ("assert", Act::Assert),
    ("concede", Act::Concede),
    ("deny", Act::Deny),
    ("hedge", Act::Hedge),
    ("allege", Act::Allege),
    ("accuse", Act::Accuse),
    ("demand", Act::Demand),
    ("ask", Act::Ask),
    ("predict", Act::Predict),
    ("promise", Act::Promise),
    ("refuse", Act::Refuse),
    ("believe", Act::Believe),
    ("want", Act::Want),
    ("show", Act::Show),
    ("learn", Act::Learn),
    ("agree", Act::Agree),
    ("praise", Act::Praise),
    ("criticize", Act::Criticize),
];

/// A set of named bits, read from a column of names.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Bits(pub u32);

impl std::ops::BitOr for Bits {
    type Output = Bits;

    fn bitor(self, other: Bits) -> Bits {
        Bits(self.0 | other.0)
    }
}

impl Bits {
    #[inline]
    pub fn has(self, other: Bits) -> bool {
        self.0 & other.0 != 0
    }
}

macro_rules! names {
    ($names:ident: $($bit:ident $name:literal $value:expr,)*) => {
        $(pub(in crate::quote) const $bit: Bits = Bits(1 << $value);)*
        const $names: &[(&str, Bits)] = &[$(($name, $bit)),*];
    };
}

/// Frames of reporting verbs and nouns.
pub(super) mod frame {
    use super::Bits;
    names! { NAMES:
        BARE "bare" 0,
        THAT "that" 1,
        INVERT "invert" 2,
        QUOTE "quote" 3,
        OBJ "obj" 4,
        MUST_OBJ "must-obj" 5,
        INF "inf" 6,
        OBJ_INF "obj-inf" 7,
        WH "wh" 8,
        ING "ing" 9,
        OBJ_OF "obj-of" 10,
        OBJ_FOR "obj-for" 11,
        OBJ_AS "obj-as" 12,
        OBJ_PRED "obj-pred" 13,
        PASSIVE "passive" 14,
        NP "np" 15,
        MEDIUM "medium" 16,
        ONLY "only" 17,
        FOR "for" 18,
        ON "on" 19,
    }
    pub(in crate::quote) fn get(name: &str) -> Option<Bits> {
        NAMES.iter().find(|n| n.0 == name).map(|n| n.1)
    }
}

/// Roles of small words.
pub(super) mod role {
    use super::Bits;
    names! { NAMES:
        COMP "comp" 0,
        WH "wh" 1,
        REL "rel" 2,
        OF "of" 3,
        FOR "for" 4,
        AS "as" 5,
        BY "by" 6,
        TO "to" 7,
        AGAINST "against" 8,
        PREP "prep" 9,
        CONJ "conj" 10,
        CUT "cut" 11,
        SUBJECT "subject" 12,
        OBJECT "object" 13,
        THEY "they" 14,
        ADJUNCT "adjunct" 15,
        IF "if" 16,
        ACCORDING "according" 17,
        RAISE "raise" 18,
        SELF "self" 19,
        NOBODY "nobody" 20,
        END "end" 21,
        DEED "deed" 22,
        TALK "talk" 23,
        SOME "some" 24,
        WORDS "words" 25,
        HAVE "have" 26,
    }
    pub(in crate::quote) fn get(name: &str) -> Option<Bits> {
        NAMES.iter().find(|n| n.0 == name).map(|n| n.1)
    }
}

/// A reporting verb or noun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reporter {
    pub act: Act,
    pub frames: Bits,
}

pub(crate) struct Tables {
    pub(super) verbs: Class,
    pub(super) nouns: Class,
    pub(super) small: Class,
    pub(super) clipped: Class,
    pub(super) works: Class,
    /// Classes whose words can be cues.
    pub(super) cues: ClassSet,
    pub(super) verb_rows: Vec<Reporter>,
    pub(super) noun_rows: Vec<Reporter>,
    small_rows: Vec<Bits>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let verbs = lexicon.require("reporting-verbs")?;
        let nouns = lexicon.require("reporting-nouns")?;
        let small = lexicon.require("quote-words")?;
        let mut small_rows = Vec::new();
        let mut problems = Vec::new();
        for row in lexicon.rows(small) {
            small_rows.push(bits(row.field(1), role::get, row.line, 2, &mut problems));
        }
        finish("quote-words", problems)?;
        Ok(Self {
            verbs,
            nouns,
            small,
            clipped: lexicon.require("clipped-words")?,
            works: lexicon.require("work-nouns")?,
            cues: [verbs, nouns, small].into_iter().collect(),
            verb_rows: reporters(lexicon, verbs, "reporting-verbs")?,
            noun_rows: reporters(lexicon, nouns, "reporting-nouns")?,
            small_rows,
        })
    }

    /// Roles of a small word; none for any other word.
    #[inline]
    pub(super) fn role(&self, lexicon: &Lexicon, word: WordId) -> Bits {
        match lexicon.entry(word, self.small) {
            Some(e) => self.small_rows[e.row as usize],
            None => Bits::default(),
        }
    }
}

fn reporters(lexicon: &Lexicon, class: Class, file: &str) -> Result<Vec<Reporter>, Error> {
    let mut problems = Vec::new();
    let mut list = Vec::new();
    for row in lexicon.rows(class) {
        let act = ACTS.iter().find(|a| a.0 == row.field(1)).map(|a| a.1);
        if act.is_none() {
            let read =
                format!("read `{}`, expected a class such as say, assert, deny", row.field(1));
            problems.push(Problem::new(row.line as usize, 2, read));
        }
        let frames = bits(row.field(2), frame::get, row.line, 3, &mut problems);
        list.push(Reporter { act: act.unwrap_or(Act::Say), frames });
    }
    finish(file, problems)?;
    Ok(list)
}

fn bits(
    field: &str,
    get: fn(&str) -> Option<Bits>,
    line: u32,
    column: usize,
    problems: &mut Vec<Problem>,
) -> Bits {
    let mut set = Bits::default();
    for name in field.split(',').map(str::trim).filter(|n| !n.is_empty()) {
        match get(name) {
            Some(b) => set.0 |= b.0,
            None => problems.push(Problem::new(
                line as usize,
                column,
                format!("read `{name}`, expected one of the names in the file's head"),
            )),
        }
    }
    set
}

fn finish(file: &str, problems: Vec<Problem>) -> Result<(), Error> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::data(format!("words/{file}.tsv"), problems))
    }
}
