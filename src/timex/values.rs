//! What a time expression means, before and after it is placed on the calendar.

use super::holidays::Holiday;

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
    /// Nth weekday of a month: weekday (or any day), n, month.
    NthWeekday(u8, i8, u8),
    Holiday(Holiday),
}

/// In place of a weekday: every day counts.
pub(super) const ANY_DAY: u8 = 0;

/// In place of a week: the last one of the year.
pub(super) const LAST_WEEK: u8 = 60;

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

/// What a length is counted from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Point(Point),
    Named(i32, From, Point),
    Offset(i32, Unit, From),
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
    /// A length that leads back (-1) or on (1) from a day: "two weeks before Christmas".
    Stepped(i32, Length, Anchor),
    Length(Length),
    /// "every two weeks"
    Every(Length),
    /// "every Monday", "Tuesday nights"
    EveryPoint(Point),
    Period(&'static str),
    Ref(&'static str),
}
