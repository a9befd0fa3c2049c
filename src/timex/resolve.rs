//! Placing expressions on the calendar: from the reference date, or from the time last spoken of.

use jiff::civil::Date;

use super::{
    TimexKind, calendar, holidays,
    reader::Item,
    values::{Anchor, At, From, LAST_WEEK, Length, Point, Sense, Unit, Year},
};

/// Where a sentence looks from its day of writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lean {
    Past,
    Future,
    /// Nothing but the time is said: the next one.
    Coming,
    Open,
    /// A day before or behind: no telling which.
    Undecided,
}

/// What an item turned out to be.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Placed {
    Point(Point),
    Length(Length),
    Text(&'static str),
    /// No date to count from.
    Nothing,
}

/// The running state of a document.
pub(super) struct Calendar {
    pub reference: Option<Date>,
    /// The text tells of other days than its own: years carry on from sentence to sentence.
    pub narrative: bool,
    /// The date last spoken of.
    context: Option<Point>,
    /// The day last spoken of.
    day: Option<Point>,
    /// The quarter last spoken of, and the token where.
    pub quarter: Option<(usize, Point)>,
}

impl Calendar {
    pub fn new(reference: Option<Date>, items: &[Item]) -> Self {
        Self {
            reference,
            narrative: is_narrative(reference, items),
            context: None,
            day: None,
            quarter: None,
        }
    }

    /// The meaning of an item, remembered for the next ones.
    pub fn place(&mut self, item: &Item, lean: Lean) -> Placed {
        let placed = self.sense(item, lean);
        if let Placed::Point(mut p) = placed {
            p.part = p.part.or(item.part);
            p.clock = item.clock.or(p.clock);
            if item.kind != TimexKind::Set {
                self.remember(item, p);
            }
            return Placed::Point(p);
        }
        placed
    }

    fn remember(&mut self, item: &Item, p: Point) {
        // What figures are compared with is not what the story is about.
        let compared = match item.sense {
            Sense::YearBefore(_) => true,
            Sense::Point(p) => matches!(p.at, At::Quarter(0)),
            _ => false,
        };
        if compared && !self.narrative {
            return;
        }
        if let (At::Day(1.., 1..), Year::Is(_)) = (p.at, p.year) {
            self.day = Some(p);
        }
        if let (At::Quarter(1..=4) | At::Half(_), Year::Is(_)) = (p.at, p.year) {
            self.quarter = Some((item.last, p));
        }
        if matches!(p.year, Year::Is(_)) && !matches!(p.at, At::Open | At::Decade | At::Century) {
            self.context = Some(p);
        }
    }

    fn sense(&self, item: &Item, lean: Lean) -> Placed {
        let known = |p: Option<Point>| p.map_or(Placed::Nothing, Placed::Point);
        match item.sense {
            Sense::Point(p) if matches!(p.at, At::Quarter(0)) => {
                Placed::Point(self.period(p, item))
            }
            Sense::Point(p) if item.rule == "week-of" => {
                let p = self.point(p, lean);
                let w = calendar::first_day(&p).map(calendar::week);
                Placed::Point(w.map_or(p, |(y, w)| Point::new(Year::Is(y), At::Week(w))))
            }
            Sense::Point(p) if item.weekday.is_some() && p.year == Year::Open => {
                let day = self.reference.and_then(|r| on_weekday(p, item.weekday?, r, lean));
                Placed::Point(day.unwrap_or_else(|| self.point(p, lean)))
            }
            Sense::Point(p) => Placed::Point(self.point(p, lean)),
            Sense::Named(n, from, p) => known(self.named(n, self.told(n, from, item), p, lean)),
            Sense::Offset(n, unit, from, part) => {
                let from = self.told(n, from, item);
                let mut n = n;
                if item.rule == "the-unit"
                    && unit == Unit::Weekend
                    && !matches!(lean, Lean::Future | Lean::Coming)
                {
                    n = self.last_weekend();
                }
                let base = match (unit, from) {
                    (Unit::Day, From::Context) => self.day.or(self.base(from)),
                    (Unit::Quarter | Unit::Period, From::Context) if n == 0 => {
                        let last = || self.offset(-1, Unit::Quarter, self.base(From::Reference));
                        self.quarter
                            .map(|q| q.1)
                            .filter(|q| unit == Unit::Period || matches!(q.at, At::Quarter(_)))
                            .or_else(last)
                    }
                    (Unit::Weekend, From::Context) if n <= 0 && !self.narrative => {
                        self.base(From::Reference)
                    }
                    _ => self.base(from),
                };
                let again = || self.offset(n, unit, self.base(From::Reference));
                let p = self.offset(n, unit, base);
                let later = item.rule == "counted-back" && from == From::Context && n > 0;
                let long = matches!(unit, Unit::Month | Unit::Year) || self.context.is_none();
                if later && long && self.ahead(p, lean) {
                    return Placed::Nothing;
                }
                let p = if self.narrative { p } else { p.or_else(again) };
                known(p.map(|p| Point { part, ..p }))
            }
            Sense::Stepped(sign, length, anchor) => {
                let base = match anchor {
                    Anchor::Point(p) => Some(self.point(p, lean)),
                    Anchor::Named(n, from, p) => self.named(n, self.told(n, from, item), p, lean),
                    Anchor::Offset(n, unit, from) => self.offset(n, unit, self.base(from)),
                };
                let p = base.and_then(|b| self.stepped(sign, &length, &b));
                p.map_or(Placed::Length(length), Placed::Point)
            }
            Sense::InWeek(n, w) => known(self.in_week(n, w)),
            Sense::YearBefore(unit) => known(self.year_before(unit, item)),
            Sense::Length(l) if item.ahead && matches!(lean, Lean::Future | Lean::Coming) => {
                let day = self.reference.map(calendar::day);
                let p = day.and_then(|d| self.stepped(1, &l, &d));
                p.map_or(Placed::Length(l), Placed::Point)
            }
            Sense::Length(l) | Sense::Every(l) => Placed::Length(l),
            Sense::EveryPoint(p) => Placed::Point(p),
            Sense::Period(s) => Placed::Text(s),
            Sense::Ref(s) => Placed::Text(s),
        }
    }

    /// Whether a point lies behind the reference date where the text tells of the past: "three years later" is not
    /// counted from the day of writing.
    fn ahead(&self, p: Option<Point>, lean: Lean) -> bool {
        let day = p.and_then(|p| calendar::first_day(&p));
        day.zip(self.reference).is_some_and(|(d, r)| d > r)
            && !matches!(lean, Lean::Future | Lean::Coming)
    }

    /// "the 1988 period": the quarter or half last spoken of, in that year.
    fn period(&self, p: Point, item: &Item) -> Point {
        let p = self.point(p, Lean::Past);
        match self.quarter.filter(|q| item.first.saturating_sub(q.0) < 120) {
            Some((_, q)) => Point { year: p.year, ..q },
            None if item.rule == "period" => Point { at: At::Year, ..p },
            None => p,
        }
    }

    /// "the next spring" of a story is counted from the time last told.
    fn told(&self, n: i32, from: From, item: &Item) -> From {
        if self.narrative && item.the && n != 0 { From::Context } else { from }
    }

    /// "the weekend" told of on a Monday is the one before.
    fn last_weekend(&self) -> i32 {
        match self.reference {
            Some(d) if calendar::weekday(d) < 6 && !self.narrative => -1,
            _ => 0,
        }
    }

    /// The point that steps are counted from.
    pub fn base(&self, from: From) -> Option<Point> {
        let reference = self.reference.map(calendar::day);
        match from {
            From::Reference if self.narrative => reference.or(self.context),
            From::Reference => reference,
            From::Context => self.context.or(reference),
        }
    }

    fn base_year(&self, from: From) -> Option<i32> {
        match self.base(from)?.year {
            Year::Is(y) => Some(y),
            _ => None,
        }
    }

    /// Fills in the year (and day) of a point as far as the text allows.
    fn point(&self, p: Point, lean: Lean) -> Point {
        let mut p = p;
        if let Year::Shift(n, from) = p.year {
            p.year = self.base_year(from).map_or(Year::Open, |y| Year::Is(y.saturating_add(n)));
        }
        if let Year::Is(y) = p.year {
            return fixed(p, y);
        }
        if self.reference.is_none() || self.narrative && !matches!(p.at, At::Weekday(_)) {
            return self.carried(p);
        }
        let Some(r) = self.reference else { return p };
        self.nearest(p, r, lean).unwrap_or(p)
    }

    /// Years and months carried on from what was told before.
    fn carried(&self, p: Point) -> Point {
        if !self.narrative {
            return p;
        }
        let Some(Point { year: Year::Is(y), at, .. }) = self.context else { return p };
        let month = match at {
            At::Month(m) | At::Day(m, _) => Some(m),
            _ => None,
        };
        let year_for = |m: u8| match month {
            Some(c) if c >= 10 && m <= 3 => y.saturating_add(1),
            _ => y,
        };
        match p.at {
            At::Day(0, d) => match month {
                Some(m) => Point { year: Year::Is(y), at: At::Day(m, d), ..p },
                None => p,
            },
            At::Month(m) | At::Day(m, _) => Point { year: Year::Is(year_for(m)), ..p },
            At::Season(_) | At::Quarter(_) | At::Half(_) => Point { year: Year::Is(y), ..p },
            At::Holiday(_) | At::MonthWeek(..) | At::NthWeekday(..) => fixed(p, y),
            _ => p,
        }
    }

    /// The occurrence that a text of day `r` means.
    fn nearest(&self, p: Point, r: Date, lean: Lean) -> Option<Point> {
        let ry = i32::from(r.year());
        match p.at {
            At::Weekday(w) => {
                let ahead = i64::from((w + 7 - calendar::weekday(r)) % 7);
                let days = match lean {
                    Lean::Undecided => return None,
                    Lean::Future => ahead,
                    Lean::Coming if ahead == 0 => 7,
                    Lean::Coming => ahead,
                    _ => -((7 - ahead) % 7),
                };
                Some(keep(p, calendar::day(calendar::add_days(r, days)?)))
            }
            At::Day(0, d) => {
                let at = |k: i64| {
                    let (y, m) = calendar::month_on(r, k)?;
                    calendar::date(y, m, d)
                };
                let list = [at(-1), at(0), at(1)];
                let best = choose(&list, r, lean)?;
                Some(keep(p, calendar::day(best)))
            }
            At::Open => None,
            At::Month(_)
            | At::Day(..)
            | At::Quarter(_)
            | At::Half(_)
            | At::Season(_)
            | At::Holiday(_)
            | At::MonthWeek(..)
            | At::NthWeekday(..) => {
                let start = |y: i32| match p.at {
                    At::Holiday(h) => holidays::day_of(h, y),
                    At::MonthWeek(m, _) | At::NthWeekday(_, _, m) => calendar::date(y, m, 1),
                    At::Day(m, d) => calendar::date(y, m, d).or_else(|| calendar::date(y, m, 28)),
                    _ => calendar::first_day(&Point { year: Year::Is(y), ..p }),
                };
                let list = [start(ry - 1), start(ry), start(ry + 1)];
                let reported = matches!(p.at, At::Quarter(_) | At::Half(_));
                let best = if reported && lean != Lean::Coming {
                    // Quarters are reported on when they are over, or running.
                    list.iter().flatten().copied().rfind(|d| *d <= r)?
                } else {
                    let running =
                        list.iter().flatten().copied().rfind(|d| *d <= r && self.holds(p, *d, r));
                    running.or_else(|| choose(&list, r, lean))?
                };
                let y = i32::from(best.year());
                Some(fixed(p, y))
            }
            _ => None,
        }
    }

    /// Whether the stretch that starts at `start` holds the day `r`.
    fn holds(&self, p: Point, start: Date, r: Date) -> bool {
        let months = match p.at {
            At::Month(_) => 1,
            At::Quarter(_) | At::Season(_) => 3,
            At::Half(_) => 6,
            _ => return false,
        };
        calendar::add_months(start, months).is_some_and(|end| r < end)
    }
}

/// The time of day of `p` on the day of `d`.
pub(super) fn keep(p: Point, d: Point) -> Point {
    Point { part: p.part, clock: p.clock, ..d }
}

/// A point whose year is known, with what follows from it.
pub(super) fn fixed(p: Point, y: i32) -> Point {
    let p = Point { year: Year::Is(y), ..p };
    match p.at {
        At::NthWeekday(w, n, m) => {
            calendar::nth_weekday(y, m, w, n).map_or(p, |d| keep(p, calendar::day(d)))
        }
        At::Holiday(h) => holidays::day_of(h, y).map_or(p, |d| keep(p, calendar::day(d))),
        // 28 December is always in the last week.
        At::Week(LAST_WEEK) => calendar::date(y, 12, 28)
            .map_or(p, |d| keep(p, Point::new(Year::Is(y), At::Week(calendar::week(d).1)))),
        At::MonthWeek(m, n) => {
            let day = if n < 0 { 25 } else { 1 + 7 * (n.max(1) as u8 - 1) };
            let d = calendar::date(y, m, day.min(28));
            d.map_or(p, |d| {
                let (y, w) = calendar::week(d);
                keep(p, Point::new(Year::Is(y), At::Week(w)))
            })
        }
        _ => p,
    }
}

/// The day of the month near `r` that falls on a weekday: "Friday the 26th", "Thursday, July 18".
fn on_weekday(p: Point, weekday: u8, r: Date, lean: Lean) -> Option<Point> {
    let ry = i32::from(r.year());
    let list: Vec<Option<Date>> = match p.at {
        At::Day(0, d) => (-12..=12)
            .map(|k| calendar::month_on(r, k).and_then(|(y, m)| calendar::date(y, m, d)))
            .collect(),
        At::Day(m, d) => (ry - 1..=ry + 1).map(|y| calendar::date(y, m, d)).collect(),
        _ => return None,
    };
    let list: Vec<Option<Date>> =
        list.into_iter().filter(|d| d.is_some_and(|d| calendar::weekday(d) == weekday)).collect();
    choose(&list, r, lean).map(|d| keep(p, calendar::day(d)))
}

/// The date that is nearest, days on the wrong side of the lean counted several times.
fn choose(list: &[Option<Date>], r: Date, lean: Lean) -> Option<Date> {
    let (past, future) = match lean {
        Lean::Past => (1, 6),
        Lean::Open | Lean::Undecided => (1, 2),
        Lean::Future => (6, 1),
        Lean::Coming => (10_000, 1),
    };
    list.iter().flatten().copied().min_by_key(|d| {
        let days = (*d - r).get_days();
        if days > 0 { days * future } else { -days * past }
    })
}

/// Many dated years and few words that point from the day of writing.
fn is_narrative(reference: Option<Date>, items: &[Item]) -> bool {
    let (mut dated, mut near, mut deictic) = (0u32, 0u32, 0u32);
    for i in items {
        match i.sense {
            Sense::Point(p) => match (p.year, p.at) {
                (Year::Is(y), At::Year | At::Month(_) | At::Day(..) | At::Season(_)) => {
                    dated += 1;
                    let close = reference.is_some_and(|r| (y - i32::from(r.year())).abs() < 2);
                    near += u32::from(close);
                }
                (Year::Open, At::Weekday(_)) => deictic += 1,
                _ => {}
            },
            Sense::Named(_, From::Reference, _) | Sense::Offset(_, _, From::Reference, _) => {
                deictic += 1
            }
            _ => {}
        }
    }
    let (few, share) = if reference.is_some() { (8, 6) } else { (4, 3) };
    dated >= few && dated >= share * deictic && near * 3 <= dated
}
