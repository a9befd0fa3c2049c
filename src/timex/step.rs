//! Steps over the calendar: "last Friday", "two weeks ago", "a year earlier".

use super::{
    calendar, holidays,
    reader::Item,
    resolve::{Calendar, Lean, fixed, keep},
    values::{At, From, Length, Point, Unit, Year},
};

impl Calendar {
    /// "last Friday", "next summer", "this March".
    pub fn named(&self, n: i32, from: From, p: Point, lean: Lean) -> Option<Point> {
        let Some(base) = self.base(from) else { return Some(p) };
        let Year::Is(by) = base.year else { return Some(p) };
        let Some(b) = calendar::first_day(&base) else { return Some(p) };
        match p.at {
            At::Weekday(w) => {
                if !base.is_day() {
                    return Some(p);
                }
                let ahead = i64::from((w + 7 - calendar::weekday(b)) % 7);
                let days = match n {
                    1.. => (if ahead == 0 { 7 } else { ahead }) + 7 * i64::from(n - 1),
                    ..=-1 => (if ahead == 0 { -7 } else { ahead - 7 }) + 7 * i64::from(n + 1),
                    _ if from == From::Context => ahead,
                    _ if lean == Lean::Past => -((7 - ahead) % 7),
                    _ => ahead,
                };
                Some(keep(p, calendar::day(calendar::add_days(b, days)?)))
            }
            At::Open => self.offset(n, Unit::Day, Some(base)).map(|d| keep(p, d)),
            At::Day(0, d) => {
                let (y, m) = calendar::month_on(b, i64::from(n))?;
                Some(Point { year: Year::Is(y), at: At::Day(m, d), ..p })
            }
            At::NthWeekday(w, k, 0) => {
                let (y, m) = calendar::month_on(b, i64::from(n))?;
                Some(keep(p, calendar::day(calendar::nth_weekday(y, m, w, k)?)))
            }
            _ => {
                let start = |y: i32| match p.at {
                    At::Holiday(h) => holidays::day_of(h, y),
                    _ => calendar::first_day(&Point { year: Year::Is(y), ..p }),
                };
                let y = match n {
                    0 => by,
                    -1 => {
                        // The running one is not the last one.
                        let end = |y: i32| match p.at {
                            At::Month(_) => calendar::add_months(start(y)?, 1),
                            At::Quarter(_) | At::Season(_) => calendar::add_months(start(y)?, 3),
                            _ => calendar::add_days(start(y)?, 1),
                        };
                        [by, by - 1, by - 2]
                            .into_iter()
                            .find(|y| end(*y).is_some_and(|e| e <= b))?
                    }
                    _ => [by, by + 1, by + 2]
                        .into_iter()
                        .find(|y| start(*y).is_some_and(|s| s > b))?,
                };
                Some(fixed(p, y))
            }
        }
    }

    /// The day that a length leads to from the day `p`.
    pub fn stepped(&self, sign: i32, l: &Length, p: &Point) -> Option<Point> {
        let mut day = calendar::first_day(p)?;
        for (amount, unit) in [(l.amount, l.unit)].into_iter().chain(l.more) {
            let n = i64::from(sign) * i64::from(amount.int()?);
            day = match unit {
                Unit::Day => calendar::add_days(day, n)?,
                Unit::Week => calendar::add_days(day, n.checked_mul(7)?)?,
                Unit::Fortnight => calendar::add_days(day, n.checked_mul(14)?)?,
                Unit::Month => calendar::add_months(day, n)?,
                Unit::Year => calendar::add_months(day, n.checked_mul(12)?)?,
                _ => return None,
            };
        }
        Some(calendar::day(day))
    }

    pub fn in_week(&self, n: i32, w: u8) -> Option<Point> {
        let r = self.reference?;
        let monday = calendar::add_days(r, 7 * i64::from(n) + 1 - i64::from(calendar::weekday(r)))?;
        calendar::add_days(monday, i64::from(w) - 1).map(calendar::day)
    }

    /// Steps of a unit from a point.
    pub fn offset(&self, n: i32, unit: Unit, base: Option<Point>) -> Option<Point> {
        let base = base?;
        let Year::Is(by) = base.year else { return None };
        let n64 = i64::from(n);
        let first = calendar::first_day(&base);
        let at = |y: i32, at: At| Point::new(Year::Is(y), at);
        match unit {
            Unit::Year => Some(at(by.checked_add(n)?, At::Year)),
            Unit::Decade => Some(at(by.div_euclid(10).checked_add(n)?, At::Decade)),
            Unit::Century => Some(at(by.div_euclid(100).checked_add(n)?, At::Century)),
            Unit::Millennium => Some(at(by.checked_add(n.checked_mul(1000)?)?, At::Year)),
            Unit::HalfYear => {
                let d = first?;
                let k = by.checked_mul(2)?.checked_add(i32::from(d.month() > 6))?.checked_add(n)?;
                Some(at(k.div_euclid(2), At::Half(k.rem_euclid(2) as u8 + 1)))
            }
            Unit::Quarter | Unit::Period => {
                if let At::Quarter(q @ 1..=4) = base.at {
                    return quarter(by, i32::from(q) - 1, n);
                }
                let d = first?;
                quarter(by, (i32::from(d.month()) - 1) / 3, n)
            }
            Unit::Month => {
                if !matches!(base.at, At::Month(_) | At::Day(..) | At::Week(_) | At::Weekend(_)) {
                    return (n == 0).then(|| at(by, At::Month(0)));
                }
                let (y, m) = calendar::month_on(first?, n64)?;
                Some(at(y, At::Month(m)))
            }
            Unit::Week | Unit::Fortnight | Unit::Weekend => {
                let steps = if unit == Unit::Fortnight { 14 } else { 7 };
                if !matches!(base.at, At::Day(..) | At::Week(_) | At::Weekend(_) | At::Holiday(_)) {
                    return None;
                }
                let d = calendar::add_days(first?, n64.checked_mul(steps)?)?;
                let (y, w) = calendar::week(d);
                Some(at(y, if unit == Unit::Weekend { At::Weekend(w) } else { At::Week(w) }))
            }
            Unit::Day => {
                if !matches!(base.at, At::Day(..)) {
                    return None;
                }
                calendar::add_days(first?, n64).map(calendar::day)
            }
            Unit::Second | Unit::Minute | Unit::Hour => None,
        }
    }

    /// "a year ago", where figures of a quarter are compared: the same quarter a year before.
    pub fn year_before(&self, unit: Option<Unit>, item: &Item) -> Option<Point> {
        let near = self.quarter.filter(|q| item.first.saturating_sub(q.0) < 60).map(|q| q.1);
        let base = if self.narrative { From::Context } else { From::Reference };
        match (unit, near) {
            (None | Some(Unit::Quarter | Unit::Period), Some(q)) => {
                let Year::Is(y) = q.year else { return None };
                Some(Point { year: Year::Is(y - 1), ..q })
            }
            (Some(Unit::Quarter), None) => {
                let q = self.offset(-1, Unit::Quarter, self.base(base))?;
                let Year::Is(y) = q.year else { return None };
                Some(Point { year: Year::Is(y - 1), ..q })
            }
            (Some(Unit::Month), _) => self.offset(-12, Unit::Month, self.base(base)),
            _ => self.offset(-1, Unit::Year, self.base(base)),
        }
    }
}

fn quarter(y: i32, q: i32, n: i32) -> Option<Point> {
    let k = y.checked_mul(4)?.checked_add(q)?.checked_add(n)?;
    Some(Point::new(Year::Is(k.div_euclid(4)), At::Quarter(k.rem_euclid(4) as u8 + 1)))
}
