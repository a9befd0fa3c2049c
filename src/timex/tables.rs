//! The words of time expressions, read from the language pack once.

use std::collections::HashMap;

use super::{
    glue::G,
    holidays::Holiday,
    values::{Bound, From, Part, Season, Unit},
};
use crate::{
    cue::{self, kind},
    error::{Error, Problem},
    lang::{Class, ClassSet, LanguagePack, Lexicon, Row, WordId},
};

/// A month or weekday.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub number: u8,
    pub short: bool,
    /// Also an everyday word.
    pub verb: bool,
    /// Also a first name.
    pub name: bool,
    pub plural: bool,
    /// Needs a capital.
    pub cap: bool,
}

#[derive(Clone, Copy)]
pub(super) struct UnitWord {
    pub unit: Unit,
    pub short: bool,
    pub fiscal: bool,
    pub night: bool,
    pub ordinal: bool,
}

#[derive(Clone, Copy)]
pub(super) struct DayPart {
    pub part: Option<Part>,
    /// Minutes since midnight.
    pub clock: Option<u16>,
    pub plural: bool,
    pub edge: bool,
}

#[derive(Clone, Copy)]
pub(super) struct SeasonWord {
    pub season: Season,
    pub verb: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Relative {
    Day(i32),
    Night(i32),
    Overnight,
    Present,
    Past,
    Future,
}

/// Where a length of time leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dir {
    Ago,
    Earlier,
    Later,
    Before,
    After,
    From,
}

/// All that a modifying word can be.
#[derive(Clone, Copy, Default)]
pub(super) struct Modifier {
    pub shift: Option<(i32, From)>,
    pub part: Option<Option<Bound>>,
    pub edge: Option<Option<Bound>>,
    pub bound: Option<Option<Bound>>,
    /// `Some(0)` is an unknown number.
    pub vague: Option<u32>,
    pub filler: bool,
    pub fiscal: bool,
    pub set: Option<u32>,
    pub dir: Option<Dir>,
}

#[derive(Clone, Copy)]
pub(super) enum Numeral {
    Unit(u32),
    Ten(u32),
    Hundred,
    Scale(u64),
    Ordinal(u32),
    Other,
}

pub(crate) struct Tables {
    pub(super) months: (Class, Vec<Named>),
    pub(super) weekdays: (Class, Vec<Named>),
    pub(super) units: (Class, Vec<UnitWord>),
    pub(super) parts: (Class, Vec<DayPart>),
    pub(super) seasons: (Class, Vec<SeasonWord>),
    pub(super) relatives: (Class, Vec<Relative>),
    pub(super) modifiers: (Class, Vec<Modifier>),
    pub(super) sets: (Class, Vec<&'static str>),
    /// How the day is found, and whether small letters will do.
    pub(super) holidays: (Class, Vec<(Holiday, bool)>),
    pub(super) numerals: (Class, Vec<Numeral>),
    /// Verbs, where the pack lists them.
    pub(super) verbs: Option<Class>,
    /// Verbs that say, and verbs of harm: their present tense tells of what has happened.
    pub(super) past_verbs: ClassSet,
    /// By word id.
    words: Vec<Word>,
}

/// What a word is beside a time word.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    pub small: Option<G>,
    /// A look starts here.
    candidate: bool,
    /// A modifying phrase of several words ends with it.
    pub ends: bool,
    /// One more than its row among the modifiers, when it is one alone.
    modifier: u16,
    /// One more than its row among the numerals.
    numeral: u16,
}

/// A class file with its rows read; what cannot be read is a problem of that file.
fn read<T>(
    pack: &LanguagePack,
    name: &str,
    mut row: impl FnMut(&Row) -> Result<T, (usize, &'static str)>,
) -> Result<(Class, Vec<T>), Error> {
    let class = pack.lexicon().require(name)?;
    let mut list = Vec::new();
    let mut problems = Vec::new();
    for r in pack.lexicon().rows(class) {
        match row(&r) {
            Ok(v) => list.push(v),
            Err((k, expected)) => {
                let message = format!("read `{}`, expected {expected}", r.field(k));
                problems.push(Problem::new(r.line as usize, k + 1, message));
            }
        }
    }
    if problems.is_empty() {
        Ok((class, list))
    } else {
        Err(Error::data(format!("words/{name}.tsv"), problems))
    }
}

fn named(r: &Row, top: u8) -> Result<Named, (usize, &'static str)> {
    let number = r.field(1).parse().ok().filter(|n| (1..=top).contains(n));
    let number = number.ok_or((1, "a number in range"))?;
    let flag = r.field(2);
    if !matches!(flag, "" | "short" | "verb" | "name" | "plural" | "cap") {
        return Err((2, "short, verb, name, plural or cap"));
    }
    Ok(Named {
        number,
        short: flag == "short",
        verb: flag == "verb",
        name: flag == "name",
        plural: flag == "plural",
        cap: flag == "cap",
    })
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let months = read(pack, "months", |r| named(r, 12))?;
        let weekdays = read(pack, "weekdays", |r| named(r, 7))?;
        let units = read(pack, "time-units", |r| {
            let unit = Unit::parse(r.field(1)).ok_or((1, "a unit"))?;
            let f = r.field(2);
            Ok(UnitWord {
                unit,
                short: f == "short",
                fiscal: f == "fiscal",
                night: f == "night",
                ordinal: f == "ordinal",
            })
        })?;
        let parts = read(pack, "day-parts", |r| {
            let part = Part::parse(r.field(1));
            let clock = r
                .field(1)
                .split_once(':')
                .and_then(|(h, m)| Some(h.parse::<u16>().ok()? * 60 + m.parse::<u16>().ok()?));
            if part.is_none() && clock.is_none() {
                return Err((1, "MO, AF, EV, NI, DT or HH:MM"));
            }
            let f = r.field(2);
            Ok(DayPart { part, clock, plural: f == "plural", edge: f == "edge" })
        })?;
        let seasons = read(pack, "seasons", |r| {
            let season = Season::parse(r.field(1)).ok_or((1, "SP, SU, FA or WI"))?;
            Ok(SeasonWord { season, verb: r.field(2) == "verb" })
        })?;
        let relatives = read(pack, "relative-times", |r| {
            let days = || r.field(2).parse::<i32>().map_err(|_| (2, "a number of days"));
            Ok(match r.field(1) {
                "day" => Relative::Day(days()?),
                "night" => Relative::Night(days()?),
                "overnight" => Relative::Overnight,
                "present" => Relative::Present,
                "past" => Relative::Past,
                "future" => Relative::Future,
                _ => return Err((1, "day, night, overnight, present, past or future")),
            })
        })?;
        let mut merged: HashMap<String, usize> = HashMap::new();
        let mut modifiers = read(pack, "time-modifiers", modifier)?;
        for (k, r) in pack.lexicon().rows(modifiers.0).enumerate() {
            let first = *merged.entry(r.word().to_owned()).or_insert(k);
            let m = modifiers.1[k];
            modifiers.1[first].add(m);
        }
        let mut periods: Vec<&'static str> = Vec::new();
        let sets = read(pack, "time-sets", |r| {
            PERIODS.iter().find(|p| **p == r.field(1)).ok_or((1, "a TIMEX3 period"))
        })?;
        periods.extend(sets.1);
        let holidays = read(pack, "holidays", |r| {
            let rule = Holiday::parse(r.field(1)).ok_or((1, "a holiday's rule"))?;
            match r.field(2) {
                "" => Ok((rule, false)),
                "lower" => Ok((rule, true)),
                _ => Err((2, "lower or nothing")),
            }
        })?;
        let numerals = read(pack, "numerals", |r| {
            let n: u64 = r.field(1).parse().unwrap_or(0);
            let small = u32::try_from(n).unwrap_or(0);
            Ok(match r.field(2) {
                "unit" => Numeral::Unit(small),
                "ten" => Numeral::Ten(small),
                "hundred" => Numeral::Hundred,
                "scale" => Numeral::Scale(n),
                "ordinal" if small < 100 => Numeral::Ordinal(small),
                _ => Numeral::Other,
            })
        })?;
        let glue = read(pack, "time-glue", |r| G::parse(r.field(1)).ok_or((1, "a kind of word")))?;
        let lexicon = pack.lexicon();
        let looks: ClassSet =
            [months.0, weekdays.0, units.0, parts.0, seasons.0, relatives.0, sets.0, holidays.0]
                .into_iter()
                .collect();
        let known = ClassSet::from_iter([numerals.0, glue.0, modifiers.0]);
        let mut words = vec![Word::default(); lexicon.len()];
        for (id, w) in words.iter_mut().enumerate().skip(1) {
            let word = WordId(id as u32);
            let marks = lexicon.marks(word);
            if !marks.all().intersects(looks) && !marks.classes.intersects(known) {
                continue;
            }
            w.small = lexicon.entry(word, glue.0).map(|e| glue.1[e.row as usize]);
            w.candidate = marks.all().intersects(looks)
                || w.is_clock_word()
                || opens_year(lexicon, word, &numerals);
            let row = lexicon.entry(word, modifiers.0).map_or(0, |e| e.row + 1);
            w.modifier = u16::try_from(row).unwrap_or(0);
            let row = lexicon.entry(word, numerals.0).map_or(0, |e| e.row + 1);
            w.numeral = u16::try_from(row).unwrap_or(0);
        }
        for (_, rest) in lexicon.phrases(modifiers.0) {
            if let Some(last) = rest.last() {
                words[last.0 as usize].ends = true;
            }
        }
        Ok(Self {
            months,
            weekdays,
            units,
            parts,
            seasons,
            relatives,
            modifiers,
            sets: (sets.0, periods),
            holidays,
            numerals,
            words,
            verbs: lexicon.class("verbs"),
            past_verbs: ["reporting-verbs", "casualty-verbs"]
                .into_iter()
                .filter_map(|name| lexicon.class(name))
                .collect(),
        })
    }
}

impl Word {
    /// Whether it modifies, alone or as the last word of a phrase.
    #[inline]
    pub(super) fn modifies(self) -> bool {
        self.ends || self.modifier != 0
    }

    /// Whether it is a number word.
    #[inline]
    pub(super) fn counts(self) -> bool {
        self.numeral != 0
    }

    /// "past", "p.m.", "o'clock".
    fn is_clock_word(&self) -> bool {
        matches!(self.small, Some(G::Past | G::Am | G::Pm | G::OClock))
    }
}

/// Whether a number word can open a year: "nineteen", "twenty", "two".
fn opens_year(lexicon: &Lexicon, word: WordId, numerals: &(Class, Vec<Numeral>)) -> bool {
    lexicon.entry(word, numerals.0).is_some_and(|e| {
        matches!(numerals.1[e.row as usize], Numeral::Unit(2 | 13..=19) | Numeral::Ten(20))
    })
}

impl Tables {
    /// Marks the words that a time expression is read from.
    pub fn cues(&self, lexicon: &Lexicon, cues: &mut cue::Tables) {
        let classes = [
            (self.holidays.0, kind::HOLIDAY),
            (self.relatives.0, kind::RELATIVE),
            (self.months.0, kind::MONTH),
            (self.weekdays.0, kind::WEEKDAY),
            (self.parts.0, kind::DAY_PART),
            (self.units.0, kind::TIME_UNIT),
            (self.seasons.0, kind::SEASON),
            (self.sets.0, kind::SET),
        ];
        cues.classes(lexicon, &classes);
        for (id, w) in self.words.iter().enumerate() {
            let word = WordId(id as u32);
            if w.is_clock_word() {
                cues.word(word, kind::CLOCK_WORD);
            }
            if w.candidate && opens_year(lexicon, word, &self.numerals) {
                cues.word(word, kind::SPOKEN_YEAR);
            }
        }
    }

    /// What the word is beside a time word.
    #[inline]
    pub(super) fn word(&self, word: WordId) -> Word {
        self.words[word.0 as usize]
    }

    /// Whether a look starts at this word.
    #[inline]
    pub(super) fn is_candidate(&self, word: WordId) -> bool {
        self.words[word.0 as usize].candidate
    }

    /// The small word, if it is one.
    #[inline]
    pub(super) fn small(&self, word: WordId) -> Option<G> {
        self.words[word.0 as usize].small
    }

    /// The word as a number.
    #[inline]
    pub(super) fn numeral(&self, word: WordId) -> Option<Numeral> {
        let row = self.words[word.0 as usize].numeral.checked_sub(1)?;
        Some(self.numerals.1[usize::from(row)])
    }

    /// The word as a modifier.
    #[inline]
    pub(super) fn modifier(&self, word: WordId) -> Option<&Modifier> {
        let row = self.words[word.0 as usize].modifier.checked_sub(1)?;
        Some(&self.modifiers.1[usize::from(row)])
    }
}

const PERIODS: [&str; 10] = ["PT1H", "P1D", "P1W", "P2W", "P1M", "P2M", "P3M", "P6M", "P1Y", "P2Y"];

fn modifier(r: &Row) -> Result<Modifier, (usize, &'static str)> {
    let mut m = Modifier::default();
    let value = r.field(2);
    let bound = || match value {
        "" => Ok(None),
        v => Bound::parse(v).map(Some).ok_or((2, "a TIMEX3 modifier")),
    };
    match r.field(1) {
        "shift" => {
            let (n, from) =
                value.split_once(' ').map_or((value, From::Reference), |(n, _)| (n, From::Context));
            m.shift = Some((n.parse().map_err(|_| (2, "a number of steps"))?, from));
        }
        "part" => m.part = Some(bound()?),
        "edge" => m.edge = Some(bound()?),
        "bound" => m.bound = Some(bound()?),
        "vague" => {
            m.vague = Some(if value == "X" {
                0
            } else {
                value.parse().map_err(|_| (2, "X or a number"))?
            });
        }
        "filler" => m.filler = true,
        "fiscal" => m.fiscal = true,
        "set" => m.set = Some(value.parse().map_err(|_| (2, "a number"))?),
        "dir" => {
            m.dir = Some(match value {
                "ago" => Dir::Ago,
                "earlier" => Dir::Earlier,
                "later" => Dir::Later,
                "before" => Dir::Before,
                "after" => Dir::After,
                "from" => Dir::From,
                _ => return Err((2, "ago, earlier, later, before, after or from")),
            });
        }
        _ => return Err((1, "shift, part, edge, bound, vague, filler, fiscal, set or dir")),
    }
    Ok(m)
}

impl Modifier {
    fn add(&mut self, m: Modifier) {
        self.shift = self.shift.or(m.shift);
        self.part = self.part.or(m.part);
        self.edge = self.edge.or(m.edge);
        self.bound = self.bound.or(m.bound);
        self.vague = self.vague.or(m.vague);
        self.filler |= m.filler;
        self.fiscal |= m.fiscal;
        self.set = self.set.or(m.set);
        self.dir = self.dir.or(m.dir);
    }
}
