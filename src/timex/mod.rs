//! Dates, times, durations and sets, with TIMEX3 values.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    document::{Document, ZoneKind},
    error::Error,
    lang::LanguagePack,
    span::Span,
    syntax::Syntax,
    text::Text,
};

/// TIMEX3 type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TimexKind {
    /// A day, month, year or other stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Recurring: "every Monday".
    Set,
}

/// A time expression.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Timex {
    /// The expression.
    pub span: Span,
    /// As written.
    pub text: Text,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value: "2024-W12", "2022-10", "P3D", "XXXX-WXX-6". Partial where no reference is known.
    pub value: Option<Text>,
    /// TIMEX3 modifier: APPROX, START, MORE_THAN, …
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub modifier: Option<Text>,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

pub(crate) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// What was found.
#[derive(Default)]
pub(crate) struct Times {
    /// Time expressions in order, none overlapping.
    pub list: Vec<Timex>,
    /// Dates in digits whose order of day and month the text leaves open.
    pub ambiguous: Vec<Span>,
}

/// Time expressions. `reference` is the caller's date, else the dateline's.
pub(crate) fn find(
    _doc: &Document<'_>,
    _syntax: &Syntax,
    _pack: &LanguagePack,
    _tables: &Tables,
    _reference: Option<Date>,
) -> Times {
    Times::default()
}

/// The reference date: the caller's, else the dateline's where it has day, month and year.
pub(crate) fn reference(
    _doc: &Document<'_>,
    _pack: &LanguagePack,
    _tables: &Tables,
    given: Option<Date>,
) -> Option<Date> {
    given
}
