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

use bumpalo::Bump;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use self::tables::Tables;
use self::{
    glue::G,
    reader::{Item, Items, Reader},
    resolve::{Calendar, Placed},
    values::{At, Sense},
};
use crate::{
    cue::{self, Cue, kind},
    document::{Document, Flags, Gap, Zone, ZoneKind},
    lang::{LanguagePack, Lexicon},
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
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Article, Extractor};
///
/// let article = Article::new("The talks failed last week.").published("2024-03-27".parse().unwrap());
/// let sheet = Extractor::new().extract(article);
/// assert_eq!(sheet.times[0].value.as_deref(), Some("2024-W12"));
/// # }
/// ```
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
    cues: &[Cue],
    pack: &LanguagePack,
    tables: &Tables,
    reference: Option<Date>,
    bump: &Bump,
) -> Times {
    let order = OnceCell::new();
    let day_first = || *order.get_or_init(|| day_first(doc));
    let mut scan = Scan::new(doc, pack, tables, &day_first, bump);
    let mut rest = cues;
    // Only zones with a cue are looked at.
    while let Some(first) = rest.iter().position(|c| c.kinds & kind::TIME != 0) {
        rest = &rest[first..];
        let zone = doc.zone_of(rest[0].token as usize);
        let cues = cue::cut(&mut rest, zone.tokens.end as usize);
        if cues.is_empty() {
            break;
        }
        scan.zone(zone, cues);
    }
    let items = scan.items;
    let mut calendar = Calendar::new(reference, &items);
    let mut placed = bumpalo::collections::Vec::with_capacity_in(items.len(), bump);
    for item in &items {
        let lean = lean::of(doc, syntax, pack, tables, item);
        placed.push(calendar.place(item, lean));
    }
    for k in 0..placed.len() {
        // "14:32 GMT" before an entry of a live blog is of the day of writing.
        let stamp = items[k].first == doc.zone_of(items[k].first).tokens.start as usize;
        day_of_clock(&items, &mut placed, k, reference, calendar.narrative, stamp);
    }
    let mut times = Times { list: Vec::with_capacity(items.len()), ambiguous: Vec::new() };
    let mut value = bumpalo::collections::String::new_in(bump);
    for (item, p) in items.iter().zip(&placed) {
        let span = span(doc, item);
        if item.ambiguous && !day_first() {
            times.ambiguous.push(span);
        }
        value.clear();
        let valued = write::value(&mut value, p, item);
        times.list.push(Timex {
            span,
            text: span.of(doc.text()).into(),
            kind: match p {
                Placed::Point(_) if item.ahead => TimexKind::Date,
                _ => item.kind,
            },
            value: valued.then(|| value.as_str().into()),
            modifier: item.modifier.map(|m| Text::from_static(m.name())),
            zone: doc.zone_of(item.first).kind,
            rule: Text::from_static(item.rule),
        });
    }
    times
}

/// A time of day takes its day from its neighbours, else from the day of writing.
fn day_of_clock(
    items: &[Item],
    placed: &mut [Placed],
    k: usize,
    reference: Option<Date>,
    narrative: bool,
    stamp: bool,
) {
    let (item, Placed::Point(p)) = (&items[k], &placed[k]) else { return };
    if !matches!(p.at, At::Open) || item.kind == TimexKind::Set {
        return;
    }
    let p = *p;
    let day = |i: usize| match &placed[i] {
        Placed::Point(p) if matches!(p.at, At::Day(1.., 1..) | At::Weekday(_)) => Some(*p),
        _ => None,
    };
    let next = (k + 1..placed.len().min(k + 4))
        .take_while(|i| items[*i].first < item.last + 6)
        .find_map(day);
    let before = || {
        (k.saturating_sub(4)..k)
            .rev()
            .take_while(|i| items[*i].last + 60 > item.first)
            .find_map(day)
    };
    let overnight = item.rule == "relative";
    let today = || {
        let d = if overnight { reference.and_then(|r| r.yesterday().ok()) } else { reference };
        if narrative { None } else { d.map(calendar::day) }
    };
    let Some(d) = next.or_else(|| if overnight || stamp { None } else { before() }).or_else(today)
    else {
        return;
    };
    placed[k] = Placed::Point(values::Point { part: p.part, clock: p.clock, ..d });
}

/// Reads zone after zone.
struct Scan<'a, 't> {
    doc: &'a Document<'t>,
    lexicon: &'a Lexicon,
    t: &'a Tables,
    day_first: &'a dyn Fn() -> bool,
    /// The expressions of one zone before they are joined.
    found: Items<'a>,
    items: Items<'a>,
}

impl<'a, 't> Scan<'a, 't> {
    fn new(
        doc: &'a Document<'t>,
        pack: &'a LanguagePack,
        t: &'a Tables,
        day_first: &'a dyn Fn() -> bool,
        bump: &'a Bump,
    ) -> Self {
        let (found, items) = (Items::with_capacity_in(8, bump), Items::with_capacity_in(16, bump));
        Self { doc, lexicon: pack.lexicon(), t, day_first, found, items }
    }

    /// The expressions of one zone, joined.
    fn zone(&mut self, zone: &Zone, cues: &[Cue]) {
        let (first, end) = (zone.tokens.start as usize, zone.tokens.end as usize);
        let doc = self.doc;
        let found = &mut self.found;
        found.clear();
        let (tokens, lexicon, t) = (doc.tokens(), self.lexicon, self.t);
        let mut r = Reader { doc, tokens, lexicon, t, floor: first, end };
        for cue in cues {
            let i = cue.token as usize;
            if cue.kinds & kind::TIME == 0 || i < r.floor {
                continue;
            }
            // The kinds are tried in the order of their bits.
            let mut kinds = cue.kinds & kind::TIME;
            while kinds != 0 {
                let hit = match 1 << kinds.trailing_zeros() {
                    kind::HOLIDAY => r.holiday(i, found),
                    kind::RELATIVE => r.relative(i, found),
                    kind::MONTH => r.month(i, found),
                    kind::WEEKDAY => r.weekday(i, found),
                    kind::DAY_PART => r.day_part(i, found),
                    kind::TIME_UNIT => r.unit(i, found),
                    kind::SEASON => r.season(i, found),
                    kind::SET => r.set_word(i, found),
                    kind::DIGIT => r.digits(i, self.day_first, found),
                    kind::SPOKEN_YEAR => r.spoken(i, found),
                    _ if r.raw_glue(i) == Some(G::Past) => r.spoken_hour(i, found),
                    _ => r.marked_hour(i, found),
                };
                if let (true, Some(item)) = (hit, found.last()) {
                    r.floor = r.floor.max(item.last);
                    break;
                }
                kinds &= kinds - 1;
            }
        }
        if !found.is_empty() {
            r.floor = first;
            ranges::join(&r, found, &mut self.items);
        }
    }
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
#[inline(never)]
pub(crate) fn reference(
    doc: &Document<'_>,
    cues: &[Cue],
    pack: &LanguagePack,
    tables: &Tables,
    given: Option<Date>,
    bump: &Bump,
) -> Option<Date> {
    if given.is_some() {
        return given;
    }
    let mut rest = cues;
    let mut scan = Scan::new(doc, pack, tables, &|| false, bump);
    for zone in doc.zones().iter().take(6) {
        let cues = cue::cut(&mut rest, zone.tokens.end as usize);
        let tokens = zone.tokens.start as usize..zone.tokens.end as usize;
        if zone.kind != ZoneKind::Dateline && tokens.len() > 6 || cues.is_empty() {
            continue;
        }
        scan.items.clear();
        scan.zone(zone, cues);
        let dateline = zone.kind == ZoneKind::Dateline;
        let whole = |item: &Item| item.first == tokens.start && item.last == tokens.end;
        // The first day that a date line gives is that of publication; elsewhere nothing but a day is one.
        let day = match scan.items[..] {
            _ if dateline => scan.items.iter().find_map(day_of),
            [ref item] if whole(item) => day_of(item),
            _ => None,
        };
        if day.is_some() {
            return day;
        }
    }
    None
}

/// The day that an item tells beyond doubt.
fn day_of(item: &Item) -> Option<Date> {
    let Sense::Point(p) = item.sense else { return None };
    if matches!(p.at, At::Day(1.., 1..)) && !item.ambiguous {
        calendar::first_day(&p)
    } else {
        None
    }
}
