//! What a time expression means, before and after it is placed on the calendar, and how it is written.

use std::fmt::Write;

/// Units of the calendar and the clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
    /// The period of a report: of a size that the text does not say.
    Period,
}

impl Unit {
    pub fn parse(s: &str) -> Option<Unit> {
        Some(match s {
            "S" => Unit::Second,
            "TM" => Unit::Minute,
            "H" => Unit::Hour,
            "D" => Unit::Day,
            "W" => Unit::Week,
            "FN" => Unit::Fortnight,
            "WE" => Unit::Weekend,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "HY" => Unit::HalfYear,
            "Y" => Unit::Year,
            "DE" => Unit::Decade,
            "CE" => Unit::Century,
            "ML" => Unit::Millennium,
            "P" => Unit::Period,
            _ => return None,
        })
    }

    pub fn is_clock(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }

    pub fn name(self) -> &'static str {
        match self {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Week | Unit::Fortnight => "week",
            Unit::Weekend => "weekend",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::HalfYear => "half",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "century",
            Unit::Millennium => "millennium",
            Unit::Period => "period",
        }
    }
}

/// TIMEX3 modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bound {
    Approx,
    LessThan,
    MoreThan,
    EqualOrMore,
    EqualOrLess,
    Start,
    Mid,
    End,
}

impl Bound {
    pub fn parse(s: &str) -> Option<Bound> {
        Some(match s {
            "APPROX" => Bound::Approx,
            "LESS_THAN" => Bound::LessThan,
            "MORE_THAN" => Bound::MoreThan,
            "EQUAL_OR_MORE" => Bound::EqualOrMore,
            "EQUAL_OR_LESS" => Bound::EqualOrLess,
            "START" => Bound::Start,
            "MID" => Bound::Mid,
            "END" => Bound::End,
            _ => return None,
        })
    }

    pub fn name(self) -> &'static str {
        match self {
            Bound::Approx => "APPROX",
            Bound::LessThan => "LESS_THAN",
            Bound::MoreThan => "MORE_THAN",
            Bound::EqualOrMore => "EQUAL_OR_MORE",
            Bound::EqualOrLess => "EQUAL_OR_LESS",
            Bound::Start => "START",
            Bound::Mid => "MID",
            Bound::End => "END",
        }
    }
}

/// Parts of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    pub fn parse(s: &str) -> Option<Part> {
        Some(match s {
            "MO" => Part::Morning,
            "AF" => Part::Afternoon,
            "EV" => Part::Evening,
            "NI" => Part::Night,
            "DT" => Part::Daytime,
            _ => return None,
        })
    }

    pub fn code(self) -> &'static str {
        match self {
            Part::Morning => "MO",
            Part::Afternoon => "AF",
            Part::Evening => "EV",
            Part::Night => "NI",
            Part::Daytime => "DT",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub fn parse(s: &str) -> Option<Season> {
        Some(match s {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            "WI" => Season::Winter,
            _ => return None,
        })
    }

    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// First month, on the northern half of the world.
    pub fn month(self) -> u8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// How a holiday's day is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holiday {
    Fixed(u8, u8),
    /// Month, weekday, which one (-1 the last), days after it.
    Nth(u8, u8, i8, i8),
    Easter(i16),
    Pascha(i16),
}

impl Holiday {
    pub fn parse(s: &str) -> Option<Holiday> {
        let f: Vec<&str> = s.split(' ').collect();
        match f[..] {
            ["easter", d] => d.parse().ok().map(Holiday::Easter),
            ["pascha", d] => d.parse().ok().map(Holiday::Pascha),
            ["nth", m, w, n] => {
                Some(Holiday::Nth(m.parse().ok()?, w.parse().ok()?, n.parse().ok()?, 0))
            }
            ["nth", m, w, n, d] => Some(Holiday::Nth(
                m.parse().ok()?,
                w.parse().ok()?,
                n.parse().ok()?,
                d.parse().ok()?,
            )),
            [day] => {
                let (m, d) = day.split_once('-')?;
                Some(Holiday::Fixed(m.parse().ok()?, d.parse().ok()?))
            }
            _ => None,
        }
    }
}

/// What a relative expression is counted from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum From {
    /// The day of writing.
    Reference,
    /// The time last spoken of.
    Context,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    Open,
    Is(i32),
    Shift(i32, From),
}

/// A stretch of the calendar, without its year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum At {
    /// Nothing but a time of day.
    Open,
    Year,
    /// The year holds the decade: 196.
    Decade,
    /// The year holds the hundreds: 18 for the nineteenth century.
    Century,
    Half(u8),
    Quarter(u8),
    Season(Season),
    Month(u8),
    /// ISO week.
    Week(u8),
    /// Week of a month; -1 the last.
    MonthWeek(u8, i8),
    Weekend(u8),
    /// Month 0 is unknown.
    Day(u8, u8),
    Weekday(u8),
    /// Nth weekday of a month: weekday, n, month.
    NthWeekday(u8, i8, u8),
    Holiday(Holiday),
}

/// Time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    pub utc: bool,
    /// Said with am, pm or on 24 hours.
    pub certain: bool,
}

/// A point or stretch of the calendar, partial or placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Point {
    pub year: Year,
    pub at: At,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
}

impl Point {
    pub const fn new(year: Year, at: At) -> Self {
        Self { year, at, part: None, clock: None }
    }

    pub fn is_day(&self) -> bool {
        matches!(self.at, At::Day(..) | At::Weekday(_) | At::Holiday(_) | At::NthWeekday(..))
    }
}

/// How many: thousandths, or unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Amount(pub Option<u64>);

impl Amount {
    pub fn whole(n: u64) -> Self {
        Self(Some(n.saturating_mul(1000)))
    }

    pub fn int(self) -> Option<i32> {
        self.0.filter(|n| n % 1000 == 0).and_then(|n| i32::try_from(n / 1000).ok())
    }
}

/// A length of time in one or two units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Length {
    pub amount: Amount,
    pub unit: Unit,
    pub more: Option<(Amount, Unit)>,
}

/// The meaning of an expression as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sense {
    Point(Point),
    /// A point chosen by steps: "last Friday", "next summer", "this March".
    Named(i32, From, Point),
    /// Steps of a unit: "today", "last week", "two days ago".
    Offset(i32, Unit, From, Option<Part>),
    /// A weekday of the week so many weeks from now: "Tuesday of last week".
    InWeek(i32, u8),
    /// A year before the time of the figures just given: "a year ago", "year-earlier".
    YearBefore(Option<Unit>),
    Length(Length),
    /// "every two weeks"
    Every(Length),
    /// "every Monday", "Tuesday nights"
    EveryPoint(Point),
    Period(&'static str),
    Ref(&'static str),
}

/// A year in TIMEX3: four digits, `BC0490` before our era.
pub(super) fn year(out: &mut String, y: i32) {
    let _ = if y < 0 { write!(out, "BC{:04}", -i64::from(y)) } else { write!(out, "{y:04}") };
}

/// The TIMEX3 value of a placed or partial point.
pub(super) fn point(p: &Point) -> String {
    let mut s = String::with_capacity(16);
    match (p.at, p.year) {
        (At::Decade, Year::Is(d)) => {
            let _ = if d < 0 { write!(s, "BC{:03}", -d) } else { write!(s, "{d:03}") };
        }
        (At::Century, Year::Is(c)) => {
            let _ = if c < 0 { write!(s, "BC{:02}", -c) } else { write!(s, "{c:02}") };
        }
        (_, Year::Is(y)) => year(&mut s, y),
        _ => s.push_str("XXXX"),
    }
    let _ = match p.at {
        At::Open => write!(s, "-XX-XX"),
        At::Year | At::Decade | At::Century => Ok(()),
        At::Half(h) => write!(s, "-H{h}"),
        At::Quarter(0) => write!(s, "-QX"),
        At::Quarter(q) => write!(s, "-Q{q}"),
        At::Season(x) => write!(s, "-{}", x.code()),
        At::Month(0) => write!(s, "-XX"),
        At::Month(m) => write!(s, "-{m:02}"),
        At::Week(0) => write!(s, "-WXX"),
        At::Week(w) => write!(s, "-W{w:02}"),
        At::MonthWeek(m, _) => write!(s, "-{m:02}-WXX"),
        At::Weekend(0) => write!(s, "-WXX-WE"),
        At::Weekend(w) => write!(s, "-W{w:02}-WE"),
        At::Day(0, 0) => write!(s, "-XX-XX"),
        At::Day(0, d) => write!(s, "-XX-{d:02}"),
        At::Day(m, 0) => write!(s, "-{m:02}-XX"),
        At::Day(m, d) => write!(s, "-{m:02}-{d:02}"),
        At::Weekday(w) => write!(s, "-WXX-{w}"),
        At::NthWeekday(w, _, m) => write!(s, "-{m:02}-WXX-{w}"),
        At::Holiday(Holiday::Fixed(m, d)) => write!(s, "-{m:02}-{d:02}"),
        At::Holiday(Holiday::Nth(m, ..)) => write!(s, "-{m:02}-XX"),
        At::Holiday(_) => write!(s, "-XX-XX"),
    };
    if let Some(c) = p.clock {
        let _ = write!(s, "T{:02}:{:02}", c.hour, c.minute.unwrap_or(0));
        if let Some(sec) = c.second {
            let _ = write!(s, ":{sec:02}");
        }
        if c.utc {
            s.push('Z');
        }
    } else if let Some(part) = p.part {
        s.push('T');
        s.push_str(part.code());
    }
    s
}

/// The TIMEX3 value of a length: P2D, PT5H30M, PXY.
pub(super) fn length(l: &Length) -> String {
    let mut s = String::from("P");
    let mut clock = false;
    for (amount, unit) in [(l.amount, l.unit)].into_iter().chain(l.more) {
        if unit.is_clock() && !clock {
            s.push('T');
            clock = true;
        }
        piece(&mut s, amount, unit, &mut clock);
    }
    s
}

fn piece(s: &mut String, amount: Amount, unit: Unit, clock: &mut bool) {
    let (times, letter) = match (unit, amount.0) {
        (Unit::Second, _) => (1, "S"),
        (Unit::Minute | Unit::Month, _) => (1, "M"),
        (Unit::Hour, _) => (1, "H"),
        (Unit::Day, _) => (1, "D"),
        (Unit::Week, _) => (1, "W"),
        (Unit::Fortnight, _) => (2, "W"),
        (Unit::Weekend, _) => (1, "WE"),
        (Unit::Quarter, _) => (1, "Q"),
        (Unit::HalfYear, _) => (6, "M"),
        (Unit::Decade, None) => (1, "DE"),
        (Unit::Century, None) => (1, "CE"),
        (Unit::Millennium, None) => (1, "ML"),
        (Unit::Decade, _) => (10, "Y"),
        (Unit::Century, _) => (100, "Y"),
        (Unit::Millennium, _) => (1000, "Y"),
        (Unit::Year | Unit::Period, _) => (1, "Y"),
    };
    let Some(n) = amount.0 else {
        s.push('X');
        s.push_str(letter);
        return;
    };
    let n = n.saturating_mul(times);
    let smaller = match unit {
        Unit::Year => Some((12, "M", false)),
        Unit::Hour => Some((60, "M", false)),
        Unit::Minute => Some((60, "S", false)),
        Unit::Day => Some((24, "H", true)),
        _ => None,
    };
    // A half is given in the smaller unit; other fractions keep their decimals.
    if let (500, Some((k, small, time))) = (n % 1000, smaller) {
        if n >= 1000 {
            let _ = write!(s, "{}{letter}", n / 1000);
        }
        if time && !*clock {
            s.push('T');
            *clock = true;
        }
        let _ = write!(s, "{}{small}", k / 2);
    } else if n % 1000 == 0 {
        let _ = write!(s, "{}{letter}", n / 1000);
    } else {
        let f = format!("{:03}", n % 1000);
        let _ = write!(s, "{}.{}{letter}", n / 1000, f.trim_end_matches('0'));
    }
}
