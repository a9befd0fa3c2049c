//! The trigger list, read once.

use crate::{
    cue::{self, kind},
    error::{Error, Problem},
    lang::{Class, Form, LanguagePack, Lexicon, WordId},
};

/// Kinds whose members can stand for each other when an event is taken up again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    Violent,
    Disaster,
    Civil,
    Politics,
    Own,
}

/// A row of the trigger list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    /// Index into the kinds.
    pub kind: u16,
    pub noun: bool,
    pub verb: bool,
    pub weak: bool,
    /// Counts only as a further word for an event of its kind that was told: "the strike".
    pub again: bool,
    /// What lasts, within which single deeds are done.
    pub long: bool,
    /// Only what a volcano or a mountain does is one: "violence erupted" is none of its own.
    pub land: bool,
    /// The phrase holds the word of an event and names none.
    pub none: bool,
    pub family: Family,
}

pub(crate) struct Tables {
    pub(super) triggers: Class,
    /// Phrases that lay a deed at somebody's door, and whether that one stands behind.
    pub(super) blame: Class,
    pub(super) blame_after: Vec<bool>,
    pub(super) rows: Vec<Trigger>,
    kinds: Vec<Box<str>>,
    pub(super) weekdays: Class,
    pub(super) then: WordId,
    pub(super) by: WordId,
    pub(super) attributed: WordId,
    /// Verbs that say no more than their object: "carried out an attack".
    pub(super) light: Class,
    pub(super) of: WordId,
    pub(super) people: WordId,
    /// "In all": what opens a total.
    pub(super) in_all: [WordId; 2],
    pub(super) without: WordId,
    pub(super) volcano: WordId,
    /// Nouns of groups, and by row whether it is an outlet that only tells of things: "agency", "newspaper".
    pub(super) groups: Class,
    pub(super) outlets: Vec<bool>,
    /// By word id: a set of the bits below.
    small: Vec<u16>,
}

/// Prepositions of place.
pub(super) const PLACE: u16 = 1;
/// Words that take up what was told before.
pub(super) const DEFINITE: u16 = 1 << 1;
/// Prepositions that name the group of those before: "gunmen from X", "members of X".
pub(super) const FROM: u16 = 1 << 2;
/// Verbs of saying, and "since": a date behind one tells when something else was.
pub(super) const APART: u16 = 1 << 3;
/// Words between an event and another one before it in time.
pub(super) const THEN: u16 = 1 << 4;
/// "since", "have": "have been killed since the war began".
pub(super) const SINCE: u16 = 1 << 5;
pub(super) const HAVE: u16 = 1 << 6;
/// What a relative clause begins with.
pub(super) const WHICH: u16 = 1 << 7;
/// Verbs whose object is where it happens: "rocked the capital".
pub(super) const STRIKES: u16 = 1 << 8;

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let triggers = lexicon.require("event-triggers")?;
        let mut kinds: Vec<Box<str>> = Vec::new();
        let mut problems = Vec::new();
        let mut rows = Vec::new();
        for r in lexicon.rows(triggers) {
            let name = r.field(1);
            if name.is_empty() {
                let column = r.word().chars().count() + 2;
                problems.push(Problem::new(r.line as usize, column, "expected a kind of event"));
            }
            let kind = kinds.iter().position(|k| **k == *name).unwrap_or_else(|| {
                kinds.push(name.into());
                kinds.len() - 1
            });
            let mut t = Trigger {
                kind: kind as u16,
                noun: false,
                verb: false,
                weak: false,
                again: false,
                land: false,
                long: false,
                none: false,
                family: Family::Own,
            };
            for trait_ in r.field(2).split(',').map(str::trim).filter(|t| !t.is_empty()) {
                match trait_ {
                    "noun" => t.noun = true,
                    "verb" => t.verb = true,
                    "weak" => t.weak = true,
                    "again" => t.again = true,
                    "land" => t.land = true,
                    "long" => t.long = true,
                    "none" => t.none = true,
                    "violent" => t.family = Family::Violent,
                    "disaster" => t.family = Family::Disaster,
                    "civil" => t.family = Family::Civil,
                    "politics" => t.family = Family::Politics,
                    _ => {
                        let column = r.word().chars().count() + name.chars().count() + 3;
                        let message = format!("read `{trait_}`, expected a trait of an event word");
                        problems.push(Problem::new(r.line as usize, column, message));
                    }
                }
            }
            if !t.noun && !t.verb {
                (t.noun, t.verb) = (true, true);
            }
            rows.push(t);
        }
        if !problems.is_empty() {
            return Err(Error::data("words/event-triggers.tsv", problems));
        }
        let id = |w: &str| lexicon.named(w);
        let mut small = vec![0; lexicon.len()];
        for (bit, words) in [
            (
                PLACE,
                ["in", "at", "near", "outside", "inside", "across", "around", "off", "through"]
                    .as_slice(),
            ),
            (DEFINITE, &["the", "this", "that", "these", "those", "its", "their"]),
            (FROM, &["from", "of"]),
            (APART, &["since"]),
            (THEN, &["since", "after", "before", "following"]),
            (SINCE, &["since"]),
            (HAVE, &["have", "has"]),
            (WHICH, &["that", "which"]),
        ] {
            for w in words {
                small[id(w)?.0 as usize] |= bit;
            }
        }
        for (word, entry) in lexicon.members(lexicon.require("reporting-verbs")?) {
            if entry.form.is(Form::PAST) {
                small[word.0 as usize] |= APART;
            }
        }
        for (word, _) in lexicon.members(lexicon.require("striking-verbs")?) {
            small[word.0 as usize] |= STRIKES;
        }
        // What no list has is no small word.
        small[0] = 0;
        let (blame, blame_after) = lexicon.compile("blame-phrases", |r| match r.field(1) {
            "before" => Ok(false),
            "after" => Ok(true),
            other => {
                let column = r.word().chars().count() + 2;
                Err((column, format!("read `{other}`, expected before or after")))
            }
        })?;
        let (groups, outlets) = lexicon.compile("group-nouns", |r| {
            let kinds = || r.field(1).split(',');
            Ok(kinds().any(|k| k == "media") && kinds().all(|k| k != "armed_group"))
        })?;
        Ok(Self {
            groups,
            outlets,
            triggers,
            blame,
            blame_after,
            rows,
            kinds,
            weekdays: lexicon.require("weekdays")?,
            then: id("then")?,
            by: id("by")?,
            attributed: id("attributed")?,
            light: lexicon.require("light-verbs")?,
            of: id("of")?,
            people: id("people")?,
            without: id("without")?,
            volcano: id("volcano")?,
            in_all: [id("in")?, id("all")?],
            small,
        })
    }

    /// Marks the words that open an event or lay blame.
    pub fn cues(&self, lexicon: &Lexicon, cues: &mut cue::Tables) {
        cues.classes(lexicon, &[(self.triggers, kind::EVENT), (self.blame, kind::BLAME)]);
    }

    /// Whether a word is one of these small ones.
    #[inline]
    pub(super) fn is(&self, word: WordId, bits: u16) -> bool {
        self.small[word.0 as usize] & bits != 0
    }

    pub(super) fn kind(&self, k: u16) -> &str {
        &self.kinds[k as usize]
    }
}
