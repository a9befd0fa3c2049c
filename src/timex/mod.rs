//! Dates, times, durations and sets, with TIMEX3 values.
//!
//! A token is looked at when the lexicon lists it as a time word or it holds a digit; small scanners
//! then read left and right from it (`dates`, `numeric`, `clock`, `durations`). Neighbours are joined
//! (`ranges`), and at last all are placed on the calendar in text order (`resolve`), from the day of
//! writing or, in narratives, from the date last told.

mod almanac;
mod anchors;
mod calendar;
mod clock;
mod dates;
mod days;
mod directed;
mod durations;
mod glue;
mod holidays;
mod lean;
mod numbers;
mod numeric;
mod ranges;
mod reader;
mod relative;
mod resolve;
mod step;
mod tables;
mod values;
mod write;
mod years;

use std::cell::OnceCell;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use self::tables::Tables;
use self::{
    glue::G,
    reader::{Item, Reader},
    resolve::{Calendar, Placed},
    values::{At, Sense},
};
use crate::{
    document::{Document, Flags, Gap, ZoneKind},
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

/// What was found.
#[derive(Default)]
pub(crate) struct Times {
    /// Time expressions in order, none overlapping.
    pub list: Vec<Timex>,
    /// Dates in digits whose order of day and month the text leaves open.
    pub ambiguous: Vec<Span>,
}

/// Time expressions. `reference` is the caller's date, else the dateline's.
#[inline(never)]
pub(crate) fn find(
    doc: &Document<'_>,
    syntax: &Syntax,
    pack: &LanguagePack,
    tables: &Tables,
    reference: Option<Date>,
) -> Times {
    let order = OnceCell::new();
    let day_first = || *order.get_or_init(|| day_first(doc));
    let mut items = Vec::new();
    for zone in doc.zones() {
        let tokens = zone.tokens.start as usize..zone.tokens.end as usize;
        scan(doc, pack, tables, tokens, &day_first, &mut items);
    }
    let mut calendar = Calendar::new(reference, &items);
    let mut times = Times::default();
    let mut placed: Vec<(Item, Placed)> = Vec::with_capacity(items.len());
    for item in items {
        let lean = lean::of(doc, syntax, pack, tables, &item);
        let p = calendar.place(&item, lean);
        placed.push((item, p));
    }
    for k in 0..placed.len() {
        day_of_clock(&mut placed, k, reference, calendar.narrative);
    }
    for (item, p) in placed {
        let span = span(doc, &item);
        if item.ambiguous && !day_first() {
            times.ambiguous.push(span);
        }
        times.list.push(Timex {
            span,
            text: span.of(doc.text()).into(),
            kind: match p {
                Placed::Point(_) if item.ahead => TimexKind::Date,
                _ => item.kind,
            },
            value: write::value(&p, &item).map(Text::from),
            modifier: item.modifier.map(|m| Text::from_static(m.name())),
            zone: doc.zone_of(item.first).kind,
            rule: Text::from_static(item.rule),
        });
    }
    times
}

/// A time of day takes its day from its neighbours, else from the day of writing.
fn day_of_clock(placed: &mut [(Item, Placed)], k: usize, reference: Option<Date>, narrative: bool) {
    let (item, Placed::Point(p)) = &placed[k] else { return };
    if p.at != At::Open || item.kind == TimexKind::Set {
        return;
    }
    let (item, p) = (*item, *p);
    let day = |i: usize| match &placed[i].1 {
        Placed::Point(p) if matches!(p.at, At::Day(1.., 1..) | At::Weekday(_)) => Some(*p),
        _ => None,
    };
    let next = (k + 1..placed.len().min(k + 4))
        .take_while(|i| placed[*i].0.first < item.last + 6)
        .find_map(day);
    let before = || {
        (k.saturating_sub(4)..k)
            .rev()
            .take_while(|i| placed[*i].0.last + 60 > item.first)
            .find_map(day)
    };
    let overnight = item.rule == "relative";
    let today = || {
        let d = if overnight { reference.and_then(|r| r.yesterday().ok()) } else { reference };
        if narrative { None } else { d.map(calendar::day) }
    };
    let Some(d) = next.or_else(|| if overnight { None } else { before() }).or_else(today) else {
        return;
    };
    placed[k].1 = Placed::Point(values::Point { part: p.part, clock: p.clock, ..d });
}

/// The expressions of one zone, joined.
fn scan(
    doc: &Document<'_>,
    pack: &LanguagePack,
    t: &Tables,
    tokens: std::ops::Range<usize>,
    day_first: &dyn Fn() -> bool,
    items: &mut Vec<Item>,
) {
    let lexicon = pack.lexicon();
    let mut found = Vec::new();
    let mut r =
        Reader { doc, tokens: doc.tokens(), lexicon, t, floor: tokens.start, end: tokens.end };
    let mut i = tokens.start;
    while i < tokens.end {
        let word = doc.words()[i];
        let digit = r.flags(i).has(Flags::DIGIT);
        if !digit && !t.is_candidate(word) {
            i += 1;
            continue;
        }
        let classes = lexicon.classes(word);
        let listed = lexicon.marks(word).all();
        let hit = listed.has(t.holidays.0) && r.holiday(i, &mut found)
            || listed.has(t.relatives.0) && r.relative(i, &mut found)
            || classes.has(t.months.0) && r.month(i, &mut found)
            || classes.has(t.weekdays.0) && r.weekday(i, &mut found)
            || classes.has(t.parts.0) && r.day_part(i, &mut found)
            || listed.has(t.units.0) && r.unit(i, &mut found)
            || classes.has(t.seasons.0) && r.season(i, &mut found)
            || listed.has(t.sets.0) && r.set_word(i, &mut found)
            || digit && r.digits(i, day_first, &mut found)
            || classes.has(t.numerals.0) && r.spoken(i, &mut found)
            || match t.small(word) {
                Some(G::Past) => r.spoken_hour(i, &mut found),
                Some(G::Am | G::Pm | G::OClock) => r.marked_hour(i, &mut found),
                _ => false,
            };
        i += 1;
        if hit && let Some(item) = found.last() {
            let last = item.last;
            i = i.max(last);
            r.floor = last.max(r.floor);
        }
    }
    r.floor = tokens.start;
    ranges::join(&r, &mut found);
    items.append(&mut found);
}

/// Whether a date in digits of this text can only have its day first.
fn day_first(doc: &Document<'_>) -> bool {
    let tokens = doc.tokens();
    let number = |i: usize| -> Option<u32> {
        let w = doc.word(i);
        (w.len() <= 2).then(|| w.parse().ok()).flatten()
    };
    (0..tokens.len().saturating_sub(2)).any(|i| {
        tokens.flags(i).has(Flags::DIGIT)
            && tokens.gap(i + 1) == Gap::SLASH
            && tokens.gap(i + 2) == Gap::SLASH
            && number(i).is_some_and(|d| (13..=31).contains(&d))
            && number(i + 1).is_some_and(|m| (1..=12).contains(&m))
    })
}

/// The characters of an item; an abbreviation keeps its last stop.
fn span(doc: &Document<'_>, item: &Item) -> Span {
    let s = doc.span(item.first..item.last);
    let dotted = doc.tokens().flags(item.last - 1).has(Flags::DOTTED);
    if dotted && doc.text()[s.end as usize..].starts_with('.') {
        return Span::new(s.start, s.end + 1);
    }
    s
}

/// The reference date: the caller's, else the dateline's where it has day, month and year.
pub(crate) fn reference(
    doc: &Document<'_>,
    pack: &LanguagePack,
    tables: &Tables,
    given: Option<Date>,
) -> Option<Date> {
    if given.is_some() {
        return given;
    }
    for zone in doc.zones().iter().take(6) {
        let tokens = zone.tokens.start as usize..zone.tokens.end as usize;
        if zone.kind != ZoneKind::Dateline && tokens.len() > 6 || tokens.is_empty() {
            continue;
        }
        let mut items = Vec::new();
        scan(doc, pack, tables, tokens.clone(), &|| false, &mut items);
        let [item] = items[..] else { continue };
        let whole = item.first == tokens.start && item.last == tokens.end;
        if let (true, Sense::Point(p)) = (whole || zone.kind == ZoneKind::Dateline, item.sense)
            && let (At::Day(1.., 1..), false) = (p.at, item.ambiguous)
            && let Some(d) = calendar::first_day(&p)
        {
            return Some(d);
        }
    }
    None
}
