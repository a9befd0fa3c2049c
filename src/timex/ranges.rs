//! Joining neighbours: "Friday" + "morning", "July" + "last year", "10 p.m." + "Wednesday".

use super::{
    TimexKind,
    glue::G,
    reader::{BLANK, Item, Items, Reader},
    values::{At, From, LAST_WEEK, Part, Point, Sense, Unit, Year},
};
use crate::document::{Flags, Gap};

/// How two expressions stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Beside,
    Comma,
    Of,
    In,
    On,
    At,
}

/// Joins what belongs together, from left to right, and drops what counts only when joined.
pub(super) fn join(r: &Reader<'_, '_>, found: &[Item], out: &mut Items<'_>) {
    let base = out.len();
    for next in found {
        // Only neighbours are joined.
        match out[base..].last() {
            Some(last) if last.last + 1 >= next.first => beside(r, *next, base, out),
            _ => out.push(*next),
        }
    }
    if out[base..].iter().any(|i| i.weak) {
        let mut at = 0;
        out.retain(|i| {
            at += 1;
            at <= base || !i.weak
        });
    }
    let done = &mut out[base..];
    for k in 0..done.len() {
        let room = done.get(k + 1).map_or(r.end, |n| n.first);
        r.hour_after(&mut done[k], room);
    }
    for k in (1..done.len()).rev() {
        if let Some(y) = shared_year(r, &done[k - 1], &done[k])
            && let Sense::Point(p) = &mut done[k - 1].sense
        {
            p.year = y;
        }
    }
}

/// Adds an item that stands beside the last one, joined to as many before it as it can be.
#[inline(never)]
fn beside(r: &Reader<'_, '_>, mut next: Item, base: usize, out: &mut Items<'_>) {
    while let Some(last) = out[base..].last() {
        let joined = r
            .anchored(last, &next)
            .or_else(|| link(r, last, &next).and_then(|l| pair(r, last, &next, l)));
        let Some(joined) = joined else { break };
        out.pop();
        next = joined;
    }
    out.push(next);
}

/// The year of the second date, for the first one of "18 August – 15 September 1951", "March and April 1918".
fn shared_year(r: &Reader<'_, '_>, a: &Item, b: &Item) -> Option<Year> {
    let (Sense::Point(p), Sense::Point(q)) = (a.sense, b.sense) else { return None };
    let Year::Is(y) = q.year else { return None };
    let month = |at: At| match at {
        At::Month(m) | At::Day(m @ 1.., _) => Some(m),
        _ => None,
    };
    let (m, n) = (month(p.at)?, month(q.at)?);
    if p.year != Year::Open {
        return None;
    }
    let gap = r.tokens.gap(b.first);
    let dash = b.first == a.last
        && gap.is_within(Gap(BLANK.0 | Gap::HYPHEN.0 | Gap::DASH.0))
        && gap.has(Gap(Gap::HYPHEN.0 | Gap::DASH.0));
    let word = b.first == a.last + 1
        && gap.is_within(BLANK)
        && r.tokens.gap(a.last).is_within(BLANK)
        && matches!(r.glue(a.last), Some(G::To | G::And | G::Or));
    (dash || word).then(|| Year::Is(if m > n { y.saturating_sub(1) } else { y }))
}

fn link(r: &Reader<'_, '_>, a: &Item, b: &Item) -> Option<Link> {
    if b.first == a.last {
        let gap = r.tokens.gap(b.first);
        if gap.is_within(Gap(BLANK.0 | Gap::HYPHEN.0)) {
            return Some(Link::Beside);
        }
        let comma = Gap(BLANK.0 | Gap::COMMA.0 | Gap::STOP.0);
        let abbreviated = r.word(a.last - 1).len() < 6 || !gap.has(Gap::STOP);
        return (gap.is_within(comma) && abbreviated && !gap.has(Gap::NEWLINE))
            .then_some(Link::Comma);
    }
    if b.first != a.last + 1 || !r.tokens.gap(b.first).is_within(BLANK) {
        return None;
    }
    // "7 p.m. on Saturday": the stop belongs to the abbreviation.
    let stop = r.flags(a.last - 1).has(Flags::DOTTED) && !r.flags(a.last).has(Flags::CAP);
    let between = Gap(BLANK.0 | Gap::COMMA.0 | if stop { Gap::STOP.0 } else { 0 });
    if !r.tokens.gap(a.last).is_within(between) {
        return None;
    }
    if r.tokens.gap(a.last).has(Gap::COMMA) && r.glue(a.last) != Some(G::At) {
        return None;
    }
    match r.glue(a.last)? {
        G::Of => Some(Link::Of),
        G::In => Some(Link::In),
        G::On => Some(Link::On),
        G::At => Some(Link::At),
        _ => None,
    }
}

fn pair(r: &Reader<'_, '_>, a: &Item, b: &Item, link: Link) -> Option<Item> {
    let mut j = *a;
    j.last = b.last;
    j.weak = false;
    j.ambiguous |= b.ambiguous;
    let beside = link == Link::Beside;
    // Monday, Oct. 26; Tuesday the 19th
    if let (Some(At::Weekday(_)), Sense::Point(p)) = (day_of(a), b.sense)
        && matches!(p.at, At::Day(..))
        && (a.clock.is_none() || b.clock.is_none())
        && matches!(link, Link::Beside | Link::Comma)
    {
        j.sense = b.sense;
        j.clock = a.clock.or(b.clock);
        j.weekday = weekday_of(a);
        j.part = a.part.or(b.part);
        j.kind = if j.clock.is_some() { TimexKind::Time } else { b.kind };
        j.rule = "weekday-date";
        return Some(j);
    }
    // Jul 18, Fri
    if let (Some(At::Day(1.., 1..)), Some(w), None, Link::Comma) =
        (day_of(a), weekday_of(b), a.weekday, link)
        && r.flags(b.last - 1).has(Flags::CAP)
        && b.last - b.first == 1
        && r.stops(b.last)
        && (r.word(b.first).len() <= 5)
    {
        j.weekday = Some(w);
        return Some(j);
    }
    let time = |i: &Item| -> Option<(Option<Part>, Option<super::values::Clock>, bool)> {
        match i.sense {
            Sense::Point(p) if p.at == At::Open && p.year == Year::Open => {
                Some((p.part, p.clock, false))
            }
            Sense::EveryPoint(p) if p.at == At::Open && i.weak => Some((p.part, None, true)),
            _ => None,
        }
    };
    let bare_time = |i: &Item| time(i).is_some() && i.clock.is_none() && i.part.is_none();
    // 4:30 in the morning
    if let (Some((None, Some(mut c), _)), Some((Some(part), None, false))) = (time(a), time(b))
        && matches!(link, Link::Beside | Link::In | Link::At)
    {
        if matches!(part, Part::Afternoon | Part::Evening | Part::Night) && c.hour < 12 {
            c.hour += 12;
        }
        j.sense = Sense::Point(Point { clock: Some(c), ..Point::new(Year::Open, At::Open) });
        return Some(j);
    }
    // every day at 7:15 p.m.
    let daily =
        matches!(a.sense, Sense::Every(l) if l.unit == Unit::Day && l.amount.int() == Some(1));
    if let (true, Some((None, Some(c), _)), Link::At | Link::Beside) = (daily, time(b), link) {
        j.sense = Sense::EveryPoint(Point { clock: Some(c), ..Point::new(Year::Open, At::Open) });
        return Some(j);
    }
    // Friday morning, yesterday at noon
    if is_day(a)
        && a.clock.is_none()
        && let Some((part, clock, plural)) = time(b)
    {
        let fits = match link {
            Link::Beside => !b.the,
            Link::At => clock.is_some(),
            Link::Comma => clock.is_some() && r.flags(b.first).has(Flags::DIGIT),
            Link::In => b.the && part.is_some(),
            _ => false,
        };
        if fits && bare_time(b) {
            if plural {
                let Sense::Point(p) = a.sense else { return None };
                j.sense = Sense::EveryPoint(Point { part, ..p });
                j.kind = TimexKind::Set;
                return Some(j);
            }
            j.part = part.or(a.part);
            j.clock = clock.map(|c| after_noon(c, a.part.or(offset_part(a))));
            if j.kind != TimexKind::Set {
                j.kind = TimexKind::Time;
            }
            j.modifier = a.modifier.or(b.modifier);
            j.rule = "day-time";
            return Some(j);
        }
    }
    // 10 p.m. Wednesday, noon on Saturday, the morning of September 11
    if let (Some((part, clock, false)), true) = (time(a), is_day(b)) {
        let fits = match link {
            Link::Beside | Link::On => true,
            Link::Of => part.is_some() || clock.is_some(),
            Link::Comma => clock.is_some(),
            _ => false,
        };
        if fits && b.clock.is_none() && bare_time(a) {
            j.sense = b.sense;
            j.part = part.or(b.part);
            j.clock = clock.map(|c| after_noon(c, b.part.or(offset_part(b))));
            if j.kind != TimexKind::Set {
                j.kind = TimexKind::Time;
            }
            j.rule = "day-time";
            return Some(j);
        }
    }
    // July last year, the first quarter of 2009, the summer of that year, first week of March
    if let Some(p) = open_year(a) {
        if let Some(y) = year_of(b) {
            let fits = matches!(link, Link::Of | Link::In)
                || beside
                || link == Link::Comma && matches!(p.at, At::Month(_));
            if fits && let Some(p) = in_year(p) {
                j.sense = Sense::Point(Point { year: y, ..p });
                j.rule = "with-year";
                return Some(j);
            }
        }
        if let (At::NthWeekday(w, n, 0), Link::Of | Link::In) = (p.at, link) {
            match b.sense {
                Sense::Point(q) => {
                    if let At::Month(m) = q.at {
                        j.sense = Sense::Point(Point::new(q.year, At::NthWeekday(w, n, m)));
                        return Some(j);
                    }
                }
                Sense::Offset(k, Unit::Month, from, None) => {
                    j.sense = Sense::Named(k, from, p);
                    return Some(j);
                }
                _ => {}
            }
        }
        if let (At::Day(0, _), Link::Of | Link::Beside) = (p.at, link)
            && let Sense::Offset(k, Unit::Month, from, None) = b.sense
        {
            j.sense = Sense::Named(k, from, p);
            j.rule = "day-of-month";
            return Some(j);
        }
        if let (At::MonthWeek(0, n), Sense::Point(q), Link::Of | Link::In) = (p.at, b.sense, link)
            && let At::Month(m) = q.at
        {
            j.sense = Sense::Point(Point::new(q.year, At::MonthWeek(m, n)));
            j.rule = "week-of-month";
            return Some(j);
        }
    }
    // the quarter a year ago
    if let (Sense::Offset(0, unit @ (Unit::Period | Unit::Quarter), ..), Sense::YearBefore(None)) =
        (a.sense, b.sense)
        && beside
    {
        j.sense = Sense::YearBefore(Some(unit));
        return Some(j);
    }
    // the same period in 2013, the corresponding quarter last year
    if let (Sense::Offset(0, Unit::Period | Unit::Quarter, From::Context, None), Some(y)) =
        (a.sense, year_of(b))
        && matches!(link, Link::Of | Link::In | Link::Beside)
    {
        j.sense = Sense::Point(Point::new(y, At::Quarter(0)));
        j.rule = "period";
        return Some(j);
    }
    // last year's third quarter
    if let (Some(y), Some(p)) = (year_of(a), open_year(b)) {
        let owned = r.flags(a.last - 1).has(Flags::POSSESSIVE);
        if beside
            && (owned || !a.the)
            && matches!(p.at, At::Quarter(_) | At::Half(_) | At::Season(_))
        {
            j.sense = Sense::Point(Point { year: y, ..p });
            j.rule = "with-year";
            return Some(j);
        }
    }
    // the week of March 6
    if let (Sense::Offset(0, Unit::Week, From::Context, None), Sense::Point(p), Link::Of) =
        (a.sense, b.sense, link)
        && matches!(p.at, At::Day(1.., 1..))
    {
        j.sense = b.sense;
        j.rule = "week-of";
        return Some(j);
    }
    // last week Monday
    if let (Sense::Offset(n, Unit::Week, From::Reference, None), Some(w), true) =
        (a.sense, weekday_of(b), beside)
        && matches!(b.sense, Sense::Point(_))
        && b.clock.is_none()
    {
        j.sense = Sense::InWeek(n, w);
        return Some(j);
    }
    // Tuesday of last week
    if let (Some(At::Weekday(w)), Sense::Offset(n, Unit::Week, From::Reference, None)) =
        (day_of(a), b.sense)
        && matches!(link, Link::Of | Link::Beside)
    {
        j.sense = Sense::InWeek(n, w);
        return Some(j);
    }
    None
}

fn weekday_of(i: &Item) -> Option<u8> {
    match day_of(i) {
        Some(At::Weekday(w)) => Some(w),
        _ => None,
    }
}

/// What may have its year named beside it.
fn in_year(p: Point) -> Option<Point> {
    match p.at {
        At::MonthWeek(0, -1) => Some(Point { at: At::Week(LAST_WEEK), ..p }),
        At::MonthWeek(0, n) => Some(Point { at: At::Week(u8::try_from(n).ok()?), ..p }),
        At::NthWeekday(_, _, 0) | At::Day(0, _) => None,
        _ => Some(p),
    }
}

/// An hour below noon with "afternoon" or "evening" beside it.
fn after_noon(mut c: super::values::Clock, part: Option<Part>) -> super::values::Clock {
    if matches!(part, Some(Part::Afternoon | Part::Evening | Part::Night))
        && c.hour < 12
        && c.hour > 0
    {
        c.hour += 12;
    }
    c
}

/// The part of the day in "this afternoon".
fn offset_part(i: &Item) -> Option<Part> {
    match i.sense {
        Sense::Offset(_, _, _, part) => part,
        _ => None,
    }
}

fn point(i: &Item) -> Option<Point> {
    match i.sense {
        Sense::Point(p) | Sense::Named(_, _, p) | Sense::EveryPoint(p) => Some(p),
        _ => None,
    }
}

fn day_of(i: &Item) -> Option<At> {
    point(i).map(|p| p.at)
}

/// Whether it names a day.
fn is_day(i: &Item) -> bool {
    point(i).is_some_and(|p| p.is_day())
        || matches!(i.sense, Sense::Offset(_, Unit::Day, _, None | Some(_)) | Sense::InWeek(..))
}

fn open_year(i: &Item) -> Option<Point> {
    match i.sense {
        Sense::Point(p)
            if p.year == Year::Open
                && matches!(
                    p.at,
                    At::Month(_)
                        | At::Quarter(_)
                        | At::Half(_)
                        | At::Season(_)
                        | At::Holiday(_)
                        | At::MonthWeek(..)
                        | At::NthWeekday(..)
                        | At::Day(..)
                ) =>
        {
            Some(p)
        }
        _ => None,
    }
}

fn year_of(i: &Item) -> Option<Year> {
    match i.sense {
        Sense::Point(p) if p.at == At::Year => Some(p.year),
        Sense::Offset(n, Unit::Year, from, _) => Some(Year::Shift(n, from)),
        _ => None,
    }
}
