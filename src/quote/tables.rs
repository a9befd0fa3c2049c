//! What the stage needs of a language pack, as tables by row.

use crate::{
    cue::{self, kind},
    error::{Error, Problem},
    lang::{Bits, Class, Form, LanguagePack, Lexicon, Sparse, WordId, bits, names},
};

/// What the subject of a reporting word does with the content.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
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

/// Frames of reporting verbs and nouns.
pub(super) mod frame {
    use super::{Bits, names};
    names! {
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
}

/// Roles of small words.
pub(super) mod role {
    use super::{Bits, names};
    names! {
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
        PARTICLE "particle" 27,
    }

    /// Not from the file: the token lies in marks, is the first there, stands right behind closed ones.
    pub(crate) const INSIDE: Bits = Bits(1 << 29);
    pub(crate) const OPENED: Bits = Bits(1 << 30);
    pub(crate) const CLOSED: Bits = Bits(1 << 31);
}

/// A reporting verb or noun.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Reporter {
    pub act: Act,
    pub frames: Bits,
}

/// What a word reports.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Reports {
    pub verb: Option<Reporter>,
    pub noun: Option<Reporter>,
    /// Of the verb.
    pub form: Form,
}

pub(crate) struct Tables {
    pub(super) clipped: Class,
    pub(super) works: Class,
    /// Units of time.
    pub(super) times: Class,
    pub(super) groups: Class,
    /// Of small words; what finds the cues notes them by token.
    roles: Sparse<Bits>,
    reports: Sparse<Reports>,
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
        let verb_rows = reporters(lexicon, verbs, "reporting-verbs")?;
        let noun_rows = reporters(lexicon, nouns, "reporting-nouns")?;
        let mut reports = vec![Reports::default(); lexicon.len()];
        // Of two rows that list a word, the first counts.
        for (word, entry) in lexicon.members(verbs).iter().rev() {
            let reports = &mut reports[word.0 as usize];
            (reports.verb, reports.form) = (Some(verb_rows[entry.row as usize]), entry.form);
        }
        for (word, entry) in lexicon.members(nouns).iter().rev() {
            reports[word.0 as usize].noun = Some(noun_rows[entry.row as usize]);
        }
        let reports = Sparse::new(&reports)?;
        Ok(Self {
            clipped: lexicon.require("clipped-words")?,
            times: lexicon.require("time-units")?,
            works: lexicon.require("work-nouns")?,
            groups: lexicon.require("group-nouns")?,
            roles: Sparse::new(&lexicon.column(small, &small_rows, Bits::default()))?,
            reports,
        })
    }

    /// Marks the words that can be cues of quotations, and gives small words their roles.
    pub fn cues(&self, lexicon: &Lexicon, cues: &mut cue::Tables) {
        for word in (0..lexicon.len() as u32).map(WordId) {
            let roles = *self.roles.of(word);
            cues.roles(word, roles);
            if *self.reports(word) != Reports::default() || roles.has(role::ACCORDING) {
                cues.word(word, kind::QUOTE);
            }
        }
    }

    #[inline]
    pub(super) fn reports(&self, word: WordId) -> &Reports {
        self.reports.of(word)
    }
}

fn reporters(lexicon: &Lexicon, class: Class, file: &str) -> Result<Vec<Reporter>, Error> {
    let mut problems = Vec::new();
    let mut list = Vec::new();
    for row in lexicon.rows(class) {
        let class = row.field(1);
        let act = ACTS.iter().find(|a| a.0 == class).map(|a| a.1);
        if act.is_none() {
            let read = format!("read `{class}`, expected a class such as say, assert, deny");
            problems.push(Problem::new(row.line as usize, 2, read));
        }
        let frames = bits(row.field(2), frame::get, row.line, 3, &mut problems);
        list.push(Reporter { act: act.unwrap_or(Act::Say), frames });
    }
    finish(file, problems)?;
    Ok(list)
}

fn finish(file: &str, problems: Vec<Problem>) -> Result<(), Error> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::data(format!("words/{file}.tsv"), problems))
    }
}
