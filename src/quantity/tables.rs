//! What number reading needs of a language pack, read once.

use crate::{
    cue::{self, kind},
    error::{Error, Problem},
    lang::{Class, LanguagePack, Lexicon, Row, WordId},
    text::Text,
};

/// What a number word does.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Numeral {
    /// zero to nineteen.
    Unit(f64),
    /// twenty to ninety.
    Ten(f64),
    Hundred,
    /// thousand and up.
    Scale(f64),
    /// dozen.
    Group(f64),
    /// dozens, hundreds: a multiplier, and the interval it stands for alone.
    Groups(f64, f64, Option<f64>),
    Ordinal(f64),
    OrdinalScale(f64),
    /// fifths.
    Part(f64),
    Half,
    Quarter,
    Vague(f64, Option<f64>),
    Minus,
    Point,
}

/// What a word can be beside a number, or that it is one; a set of bits.
#[derive(Clone, Copy, Default)]
pub(super) struct Near(u16);

impl Near {
    /// A number can go on with it: number words, "and", "in", "over", "out".
    pub const GOES_ON: Near = Near(1);
    /// A unit, a currency, a share, an age can begin with it.
    pub const UNIT: Near = Near(1 << 1);
    /// A currency.
    pub const MONEY: Near = Near(1 << 2);
    /// "to", "or", "and".
    pub const RANGE: Near = Near(1 << 3);
    /// A modifier, or the last word of one.
    pub const BEFORE: Near = Near(1 << 4);
    /// A modifier can begin with it.
    pub const BEHIND: Near = Near(1 << 5);
    /// "No.", "Article".
    pub const LABEL: Near = Near(1 << 6);
    /// Ages are told behind it: "aged", and "and" and "to" between them.
    pub const AGED: Near = Near(1 << 7);

    #[inline]
    pub fn has(self, other: Near) -> bool {
        self.0 & other.0 != 0
    }
}

/// A word of the pack, as numbers are read.
#[derive(Clone, Copy, Default)]
struct Word {
    near: Near,
    /// One more than its row among the numerals.
    numeral: u16,
}

/// What a modifier does to a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bound {
    Min,
    Max,
    Approx,
    Exact,
    Plain,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Modifier {
    pub bound: Bound,
    pub before: bool,
    pub after: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    pub code: Text,
    pub time: bool,
    pub money_too: bool,
    pub glued: bool,
    pub alone: bool,
    pub upper: bool,
    pub points: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Currency {
    pub code: Option<Text>,
    pub minor: bool,
    pub code_word: bool,
    pub sign: bool,
    pub prefix: bool,
    pub weak: bool,
    pub million: bool,
}

pub(crate) struct Tables {
    pub(super) numerals: Class,
    pub(super) number_words: Class,
    pub(super) modifiers: Class,
    pub(super) labels: Class,
    pub(super) addresses: Class,
    pub(super) units: Class,
    pub(super) currencies: Class,
    /// By word id.
    words: Vec<Word>,
    /// By row of their files.
    numeral_rows: Vec<Numeral>,
    number_word_rows: Vec<Numeral>,
    pub(super) modifier_rows: Vec<Modifier>,
    /// Labels that count only when capitalised, and those that need a full stop behind ("No. 5").
    pub(super) label_rows: Vec<(bool, bool)>,
    pub(super) unit_rows: Vec<Unit>,
    pub(super) currency_rows: Vec<Currency>,
    pub(super) common: Common,
    pub(super) harm: super::harm::Tables,
}

/// Function words that number reading knows by name.
pub(super) struct Common {
    pub and: WordId,
    pub a: WordId,
    pub an: WordId,
    pub of: WordId,
    pub to: WordId,
    pub or: WordId,
    pub r#in: WordId,
    pub out: WordId,
    pub per: WordId,
    pub over: WordId,
    pub between: WordId,
    pub from: WordId,
    pub one: WordId,
    pub below: WordId,
    pub zero: WordId,
    pub old: WordId,
    pub age_words: [u64; 3],
    pub yo: u64,
    pub percent: [WordId; 5],
    pub not_one: Vec<WordId>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let class = |name: &str| lexicon.require(name);
        let (numerals, number_words) = (class("numerals")?, class("number-words")?);
        let harm = super::harm::Tables::new(pack)?;
        let common = Common::new(lexicon)?;
        let modifiers = class("number-modifiers")?;
        let (labels, units, currencies) =
            (class("number-labels")?, class("units")?, class("currencies")?);
        let words = words(
            lexicon,
            &common,
            numerals,
            &[
                (numerals, Near::GOES_ON, Near::GOES_ON),
                (number_words, Near::GOES_ON, Near::GOES_ON),
                (units, Near::UNIT, Near::UNIT),
                (currencies, Near(Near::UNIT.0 | Near::MONEY.0), Near::UNIT),
                (modifiers, Near(Near::BEFORE.0 | Near::BEHIND.0), Near::BEHIND),
                (labels, Near::LABEL, Near::default()),
            ],
        );
        Ok(Self {
            words,
            numerals,
            number_words,
            modifiers,
            labels,
            addresses: class("address-words")?,
            units,
            currencies,
            numeral_rows: read(lexicon, "numerals", |r| numeral(r, 2, 1))?,
            number_word_rows: read(lexicon, "number-words", |r| numeral(r, 1, 2))?,
            modifier_rows: read(lexicon, "number-modifiers", modifier)?,
            label_rows: read(lexicon, "number-labels", label)?,
            unit_rows: read(lexicon, "units", unit)?,
            currency_rows: read(lexicon, "currencies", currency)?,
            common,
            harm,
        })
    }

    /// Marks the words that a number or a frame of harm is read from.
    pub fn cues(&self, lexicon: &Lexicon, cues: &mut cue::Tables) {
        let classes = [
            (self.numerals, kind::NUMBER),
            (self.number_words, kind::NUMBER),
            (self.harm.nouns, kind::HARM_NOUN),
            (self.harm.states, kind::HARM_STATE),
            (self.harm.verbs, kind::HARM_VERB),
        ];
        cues.classes(lexicon, &classes);
        // "a million", "a mile"
        let counted = [self.numerals, self.number_words, self.units, self.currencies];
        for article in [self.common.a, self.common.an] {
            cues.before(lexicon, article, &counted, kind::NUMBER);
        }
    }

    /// What a word can be beside a number.
    #[inline]
    pub(super) fn near(&self, word: WordId) -> Near {
        self.words[word.0 as usize].near
    }

    /// Whether a word is a currency, or a code or sign of one ("EUR", "Rs"; not the "A" of "A$").
    pub(super) fn is_currency(&self, lexicon: &Lexicon, word: &str) -> bool {
        lexicon
            .entry(lexicon.word(crate::fold::hash(word)), self.currencies)
            .is_some_and(|e| !self.currency_rows[e.row as usize].prefix)
    }

    /// The word of numerals.tsv.
    #[inline]
    pub(super) fn alone(&self, word: WordId) -> Option<&Numeral> {
        let row = self.words[word.0 as usize].numeral.checked_sub(1)?;
        Some(&self.numeral_rows[usize::from(row)])
    }

    /// The number word at `i`: a phrase of number-words.tsv or a word of numerals.tsv; with its length.
    #[inline]
    pub(super) fn numeral(
        &self,
        doc: &crate::document::Document<'_>,
        lexicon: &Lexicon,
        i: usize,
    ) -> Option<(usize, Numeral)> {
        if let Some(numeral) = self.alone(doc.words()[i]) {
            return Some((1, *numeral));
        }
        if doc.marks(i).begins(self.number_words) {
            let (n, e) = doc.phrase(lexicon, i, self.number_words)?;
            return Some((n, self.number_word_rows[e.row as usize]));
        }
        None
    }
}

/// What each word can be beside a number: of each class, what its words are and what the first words of its phrases are.
fn words(
    lexicon: &Lexicon,
    common: &Common,
    numerals: Class,
    classes: &[(Class, Near, Near)],
) -> Vec<Word> {
    let mut words = vec![Word::default(); lexicon.len()];
    let mut add = |word: WordId, near: Near| words[word.0 as usize].near.0 |= near.0;
    for (class, alone, first) in classes {
        lexicon.members(*class).iter().for_each(|m| add(m.0, *alone));
        for (word, rest) in lexicon.phrases(*class) {
            add(word, *first);
            // A modifier can end with it.
            if let Some(last) = rest.last().filter(|_| alone.has(Near::BEFORE)) {
                add(*last, Near::BEFORE);
            }
        }
    }
    let id = |hash: u64| lexicon.word(hash);
    let small = [
        (&[common.and, common.r#in, common.over, common.out][..], Near::GOES_ON),
        (&[common.and, common.to, common.or], Near::RANGE),
        (&[common.a, common.an, common.per, id(common.yo)], Near::UNIT),
        (&common.percent, Near::UNIT),
        (&[common.and, common.to], Near::AGED),
        (&common.age_words.map(id), Near::AGED),
    ];
    for (list, near) in small {
        list.iter().for_each(|word| add(*word, near));
    }
    // Of two rows that list a word, the first counts.
    for (word, entry) in lexicon.members(numerals).iter().rev() {
        words[word.0 as usize].numeral = u16::try_from(entry.row + 1).unwrap_or(0);
    }
    words
}

impl Common {
    fn new(lexicon: &Lexicon) -> Result<Self, Error> {
        let id = |w: &str| lexicon.named(w);
        let hash = |w: &str| id(w).map(|_| crate::fold::hash(w));
        Ok(Self {
            and: id("and")?,
            a: id("a")?,
            an: id("an")?,
            of: id("of")?,
            to: id("to")?,
            or: id("or")?,
            r#in: id("in")?,
            out: id("out")?,
            per: id("per")?,
            over: id("over")?,
            between: id("between")?,
            from: id("from")?,
            one: id("one")?,
            below: id("below")?,
            zero: id("zero")?,
            old: id("old")?,
            age_words: [hash("ages")?, hash("aged")?, hash("age")?],
            yo: hash("yo")?,
            percent: [id("percent")?, id("pc")?, id("percentage")?, id("pct")?, id("percents")?],
            not_one: [
                "this", "that", "the", "which", "no", "any", "every", "each", "another", "some",
            ]
            .into_iter()
            .map(id)
            .collect::<Result<_, _>>()?,
        })
    }
}

/// Reads every row of a class, with all problems of the file at once.
pub(super) fn read<T>(
    lexicon: &Lexicon,
    name: &str,
    row: impl Fn(&Row) -> Result<T, (usize, &'static str)>,
) -> Result<Vec<T>, Error> {
    let class = lexicon.require(name)?;
    let mut problems = Vec::new();
    let mut list = Vec::new();
    for r in lexicon.rows(class) {
        match row(&r) {
            Ok(t) => list.push(t),
            Err((field, expected)) => {
                let column = 1
                    + (0..field)
                        .map(|k| if k == 0 { r.word() } else { r.field(k) }.chars().count() + 1)
                        .sum::<usize>();
                let message = format!("read `{}`, expected {expected}", r.field(field));
                problems.push(Problem::new(r.line as usize, column, message));
            }
        }
    }
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(Error::data(format!("words/{name}.tsv"), problems))
    }
}

fn numeral(r: &Row, kind: usize, value: usize) -> Result<Numeral, (usize, &'static str)> {
    let number = || r.field(value).parse::<f64>().map_err(|_| (value, "a number"));
    let optional = |k: usize| match r.field(k) {
        "" => Ok(None),
        s => s.parse::<f64>().map(Some).map_err(|_| (k, "a number")),
    };
    Ok(match r.field(kind) {
        "unit" => Numeral::Unit(number()?),
        "ten" => Numeral::Ten(number()?),
        "hundred" => Numeral::Hundred,
        "scale" => Numeral::Scale(number()?),
        "ordinal" => Numeral::Ordinal(number()?),
        "ordinal_scale" => Numeral::OrdinalScale(number()?),
        "group" => Numeral::Group(number()?),
        "groups" => Numeral::Groups(number()?, optional(3)?.unwrap_or(0.0), optional(4)?),
        "part" => Numeral::Part(number()?),
        "half" => Numeral::Half,
        "quarter" => Numeral::Quarter,
        "vague" => Numeral::Vague(optional(3)?.ok_or((3, "a number"))?, optional(4)?),
        "minus" => Numeral::Minus,
        "point" => Numeral::Point,
        _ => return Err((kind, "a kind of number word")),
    })
}

fn modifier(r: &Row) -> Result<Modifier, (usize, &'static str)> {
    let bound = match r.field(1) {
        "min" => Bound::Min,
        "max" => Bound::Max,
        "approx" => Bound::Approx,
        "exact" => Bound::Exact,
        "plain" => Bound::Plain,
        _ => return Err((1, "min, max, approx, exact or plain")),
    };
    let (before, after) = match r.field(2) {
        "before" => (true, false),
        "after" => (false, true),
        "both" => (true, true),
        _ => return Err((2, "before, after or both")),
    };
    Ok(Modifier { bound, before, after })
}

fn label(r: &Row) -> Result<(bool, bool), (usize, &'static str)> {
    match r.field(1) {
        "any" => Ok((false, false)),
        "cap" => Ok((true, false)),
        "stop" => Ok((false, true)),
        _ => Err((1, "any, cap or stop")),
    }
}

/// Splits a column of traits.
pub(super) fn traits<'a>(r: &Row<'a>, k: usize) -> impl Iterator<Item = &'a str> {
    r.field(k).split(',').map(str::trim).filter(|t| !t.is_empty())
}

fn unit(r: &Row) -> Result<Unit, (usize, &'static str)> {
    let mut u = Unit { code: r.field(1).into(), ..Unit::default() };
    for t in traits(r, 2) {
        match t {
            "time" => u.time = true,
            "mass-or-money" => u.money_too = true,
            "glued" => u.glued = true,
            "alone" => u.alone = true,
            "upper" => u.upper = true,
            "points" => u.points = true,
            "short" => {}
            _ => return Err((2, "traits of a unit")),
        }
    }
    if u.code.is_empty() { Err((1, "a UCUM code")) } else { Ok(u) }
}

fn currency(r: &Row) -> Result<Currency, (usize, &'static str)> {
    let mut c = Currency::default();
    match r.field(1) {
        "-" => {}
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => {
            c.code = Some(code.into());
        }
        _ => return Err((1, "an ISO 4217 code or -")),
    }
    for t in traits(r, 2) {
        match t {
            "minor" => c.minor = true,
            "code" => c.code_word = true,
            "sign" => c.sign = true,
            "prefix" => c.prefix = true,
            "weak" => c.weak = true,
            "million" => c.million = true,
            _ => return Err((2, "traits of a currency")),
        }
    }
    Ok(c)
}
