//! Numbers, percentages, money, measures, and counts of people harmed.

mod digits;
mod harm;
mod number;
mod scan;
mod tables;
mod unit;

use bumpalo::Bump;
use serde::{Deserialize, Serialize};

use crate::{
    document::{Document, Flags, ZoneKind},
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    span::Span,
    syntax::Syntax,
    text::Text,
    timex::Timex,
};
pub(crate) use tables::Tables;

/// What sort of number it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuantityKind {
    /// A count.
    Cardinal,
    /// A rank: "third".
    Ordinal,
    /// A percentage.
    Percent,
    /// A sum of money; the unit is an ISO 4217 code.
    Money,
    /// A measure; the unit is a UCUM code.
    Measure,
}

/// What happened to the people counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Effect {
    Killed,
    Injured,
    Missing,
    Detained,
    Kidnapped,
    Displaced,
    Evacuated,
    Rescued,
    Infected,
    Charged,
    /// Harmed in a way the text leaves open: "casualties", "victims".
    Affected,
}

impl Effect {
    /// The JSON name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Detained => "detained",
            Self::Kidnapped => "kidnapped",
            Self::Displaced => "displaced",
            Self::Evacuated => "evacuated",
            Self::Rescued => "rescued",
            Self::Infected => "infected",
            Self::Charged => "charged",
            Self::Affected => "affected",
        }
    }
}

/// A number with its bounds: "at least 145" has no `high`, "up to 20" no `low`.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Amount {
    /// Smallest value meant.
    pub low: Option<f64>,
    /// Largest value meant.
    pub high: Option<f64>,
    /// Not exact: "about 30", "dozens".
    pub approximate: bool,
}

/// A number in the text, with what it counts or measures.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quantity {
    /// The phrase: modifier, number and noun.
    pub span: Span,
    /// The number words alone; null for an implied one.
    pub number: Option<Span>,
    /// As written.
    pub text: Text,
    /// What sort of number.
    pub kind: QuantityKind,
    /// Its value.
    pub amount: Amount,
    /// Unit: ISO 4217 or UCUM code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<Text>,
    /// What happened to the people counted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effect: Option<Effect>,
    /// Who was harmed: "children".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub victims: Option<Span>,
    /// "a policeman was killed": one, without a number word.
    pub implied: bool,
    /// "no casualties".
    pub negated: bool,
    /// Only possible: "could kill thousands".
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub hypothetical: bool,
    /// Index of the quantity that this one is a part of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<u32>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<EntityIx>,
    /// When: index into `times`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time: Option<u32>,
    /// Who gave the number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<EntityIx>,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

/// Quantities in order. Numbers inside time expressions and names are left out.
#[inline(never)]
pub(crate) fn find(
    doc: &Document<'_>,
    syntax: &Syntax,
    times: &[Timex],
    mentions: &Mentions,
    pack: &LanguagePack,
    tables: &Tables,
    bump: &Bump,
) -> Vec<Quantity> {
    let lexicon = pack.lexicon();
    let scan = scan::Scan { doc, syntax, times, mentions, lexicon, tables };
    let (numbers, triggers) = candidates(doc, tables, bump);
    let mut list = Vec::with_capacity(numbers.len());
    let mut items = bumpalo::collections::Vec::new_in(bump);
    let (mut n, mut t) = (0, 0);
    // Only sentences with a candidate are looked at.
    while n < numbers.len() || t < triggers.len() {
        let first = [numbers.get(n), triggers.get(t)].into_iter().flatten().min();
        let Some(first) = first else { break };
        let sentence = &doc.sentences()[doc.sentence_of(*first as usize)];
        let end = sentence.tokens.end;
        let upto = |list: &[u32], from: usize| {
            from + list[from..].iter().take_while(|i| **i < end).count()
        };
        let (n_end, t_end) = (upto(&numbers, n), upto(&triggers, t));
        let range = sentence.tokens.start as usize..end as usize;
        items.clear();
        scan.sentence(range.clone(), &numbers[n..n_end], &mut items);
        harm::sentence(&scan, range, &items, &triggers[t..t_end], &mut list, bump);
        (n, t) = (n_end, t_end);
        debug_assert!(sentence.tokens.start <= *first && *first < end);
    }
    list
}

/// The tokens that can open a number, and those that can open a frame of harm.
fn candidates<'b>(
    doc: &Document<'_>,
    tables: &Tables,
    bump: &'b Bump,
) -> (bumpalo::collections::Vec<'b, u32>, bumpalo::collections::Vec<'b, u32>) {
    let (words, tokens) = (doc.words(), doc.tokens());
    let common = &tables.common;
    let mut numbers = bumpalo::collections::Vec::with_capacity_in(words.len() / 16 + 8, bump);
    let mut triggers = bumpalo::collections::Vec::with_capacity_in(words.len() / 16 + 8, bump);
    for (i, (marks, flags)) in
        doc.all_marks().iter().zip(tokens.flags_of(0..tokens.len())).enumerate()
    {
        let classes = marks.all();
        if !classes.intersects(tables.opens) {
            if flags.has(Flags::DIGIT) {
                numbers.push(i as u32);
            }
            continue;
        }
        if classes.intersects(tables.harm.triggers) {
            triggers.push(i as u32);
        }
        if classes.intersects(tables.counted) && i > 0 {
            let before = words[i - 1];
            if before == common.a || before == common.an {
                numbers.push(i as u32 - 1);
            }
        }
        if classes.intersects(tables.numbers) || flags.has(Flags::DIGIT) {
            numbers.push(i as u32);
        }
    }
    (numbers, triggers)
}
