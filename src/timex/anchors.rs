//! Lengths that lead to a day from a day: "two weeks before Christmas", "three days from Tuesday",
//! and minutes that lead to a time from an hour: "twenty minutes past noon".

use super::{
    TimexKind,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Items, Reader},
    tables::{Dir, Numeral},
    values::{Anchor, At, Clock, From, Length, Part, Point, Sense, Unit, Year},
};
use crate::document::Flags;

impl Reader<'_, '_> {
    /// The day that a length leads to from the day beside it.
    pub fn anchored(&self, a: &Item, b: &Item) -> Option<Item> {
        let Sense::Length(length) = a.sense else { return None };
        let mid = b.first.checked_sub(1).filter(|k| *k == a.last)?;
        if b.weak
            || a.kind != TimexKind::Duration
            || !self.next(mid, BLANK)
            || !self.next(b.first, BLANK)
        {
            return None;
        }
        if length.unit.is_clock() {
            return self.minutes_from(a, b, mid, length);
        }
        let sign = match (a.dir, self.raw_glue(mid)) {
            (Some(Dir::Before), _) => -1,
            (Some(Dir::After), _) | (_, Some(G::From)) => 1,
            _ => return None,
        };
        let steps = matches!(
            length.unit,
            Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year
        );
        let whole = length.amount.int().is_some() && length.more.is_none();
        // "eight trading days after": not every day counts.
        let some_days = a.last >= 2 && self.modifier(a.last - 2).is_some_and(|m| m.filler);
        // "will strike for six days from Wednesday": how long, and the day it begins.
        let lasts = self.raw_glue(mid) == Some(G::From)
            && self.after(a.first, BLANK)
            && self.word(a.first - 1).eq_ignore_ascii_case("for");
        if !steps || !whole || some_days || lasts || b.clock.is_some() || b.part.is_some() {
            return None;
        }
        let anchor = match b.sense {
            Sense::Point(p) if p.is_day() && p.clock.is_none() && p.part.is_none() => {
                Anchor::Point(p)
            }
            Sense::Named(n, from, p) if p.is_day() => Anchor::Named(n, from, p),
            Sense::Offset(n, Unit::Day, from, None) => Anchor::Offset(n, Unit::Day, from),
            _ => return None,
        };
        let mut item = *a;
        item.last = b.last;
        item.kind = TimexKind::Date;
        item.sense = Sense::Stepped(sign, length, anchor);
        item.rule = "counted-from";
        item.dir = None;
        Some(item)
    }

    /// "15 minutes past 3 pm", "20 minutes to noon".
    fn minutes_from(&self, a: &Item, b: &Item, mid: usize, length: Length) -> Option<Item> {
        let n = length.amount.int().filter(|n| (1..60).contains(n))?;
        if length.unit != Unit::Minute || a.modifier.is_some() {
            return None;
        }
        let after = match self.raw_glue(mid)? {
            G::Past | G::After | G::From => true,
            G::To | G::Before => false,
            _ => return None,
        };
        let mut item = *b;
        self.shift_clock(&mut item, n, after)?;
        item.first = a.first;
        Some(item)
    }

    /// Moves the whole hour of an item by so many minutes.
    fn shift_clock(&self, item: &mut Item, n: i32, after: bool) -> Option<()> {
        let clock = match &mut item.sense {
            Sense::Point(Point { clock: Some(c), .. }) => c,
            _ => item.clock.as_mut()?,
        };
        if clock.minute.unwrap_or(0) != 0 || clock.second.is_some() {
            return None;
        }
        *clock = moved(*clock, if after { n } else { -n })?;
        item.rule = "spoken-clock";
        Some(())
    }

    /// "a quarter past 3 pm", "15 to noon", "twenty after 3 pm": the minutes left of a clock.
    pub fn minutes_left(&self, item: &mut Item) {
        let Some((mid, after)) = self.past_or_to(item.first) else { return };
        let Some((first, n)) = self.minutes_before(mid) else { return };
        let Some(()) = self.shift_clock(item, n, after) else { return };
        item.first = first;
    }

    /// The word between minutes and the hour at `k`.
    fn past_or_to(&self, k: usize) -> Option<(usize, bool)> {
        let mid = k.checked_sub(1)?;
        if !self.after(k, BLANK) {
            return None;
        }
        match self.raw_glue(mid)? {
            G::Past | G::After => Some((mid, true)),
            G::To => Some((mid, false)),
            _ => None,
        }
    }

    /// The minutes that end before `pos`: "a quarter", "half", "twenty", "15".
    fn minutes_before(&self, pos: usize) -> Option<(usize, i32)> {
        let k = pos.checked_sub(1)?;
        if !self.after(pos, BLANK) {
            return None;
        }
        if self.raw_glue(k) == Some(G::Half) {
            return Some((k, 30));
        }
        if self.unit_at(k) == Some(Unit::Quarter) {
            let a = self.glue_before(k) == Some(G::A);
            return Some((k - usize::from(a), 15));
        }
        let (first, n) = match self.unit_at(k) {
            Some(Unit::Minute) => self.number_before(k)?,
            _ => self.number_before(pos)?,
        };
        let n = n.int().filter(|n| (1..60).contains(n))?;
        Some((first, n))
    }

    /// "half past seven", "twenty past eight", "a quarter to nine": the hour is a bare number.
    pub fn spoken_hour(&self, i: usize, out: &mut Items<'_>) -> bool {
        let after = match self.raw_glue(i) {
            Some(G::Past) => true,
            Some(G::To) => false,
            _ => return false,
        };
        if !self.next(i + 1, BLANK) {
            return false;
        }
        // "20 min past eight": the length was read before.
        let length = out.last().filter(|a| a.last == i).and_then(|a| match a.sense {
            Sense::Length(Length { amount, unit: Unit::Minute, more: None }) => {
                amount.int().filter(|n| (1..60).contains(n)).map(|n| (a.first, n))
            }
            _ => None,
        });
        let Some((first, n)) = length.or_else(|| self.minutes_before(i)) else { return false };
        // "five to nine" is a range more often than an hour.
        let exact = self.unit_at(i - 1).is_some() || self.raw_glue(i - 1) == Some(G::Half);
        if !after && !exact {
            return false;
        }
        let Some(hour) = self.hour(i + 1) else { return false };
        let counts = self.next(i + 2, BETWEEN)
            && (self.unit_at(i + 2).is_some()
                || self.numeral(i + 2).is_some()
                || self.flags(i + 2).has(Flags::DIGIT));
        if counts {
            return false;
        }
        let clock = Clock { hour, minute: None, second: None, utc: false, certain: false };
        let Some(clock) = moved(clock, if after { n } else { -n }) else { return false };
        let (last, clock) = self.half_day(i + 2, clock);
        if length.is_some() {
            out.pop();
        }
        let p = Point { clock: Some(clock), ..Point::new(Year::Open, At::Open) };
        out.push(Item::new(first, last, TimexKind::Time, Sense::Point(p), "spoken-clock"));
        true
    }

    /// "seven thirty p.m.", "three am", "five o'clock": number words before the mark at `i`.
    pub fn marked_hour(&self, i: usize, out: &mut Items<'_>) -> bool {
        if !self.after(i, BLANK) || self.flags(i - 1).has(Flags::DIGIT) {
            return false;
        }
        let (first, hour, minute) = match self.numeral(i - 1) {
            Some(Numeral::Unit(n)) => match self.minute_word(i - 1) {
                // "nine fifty nine a.m."
                Some((k, m)) if self.after(k, BLANK) && self.hour(k - 1).is_some() => {
                    (k - 1, self.hour(k - 1).unwrap_or(0), Some(m))
                }
                _ => (i - 1, n as u8, None),
            },
            Some(Numeral::Ten(m)) if self.after(i - 1, BLANK) => match self.hour(i - 2) {
                Some(h) => (i - 2, h, Some(m as u8)),
                None => return false,
            },
            _ => return false,
        };
        if !(1..=12).contains(&hour) {
            return false;
        }
        let clock = Clock { hour, minute, second: None, utc: false, certain: true };
        let (last, clock) = self.half_day(i, clock);
        // "three am on Sunday", not "seven am I"
        let verb = self.raw_glue(i) == Some(G::Am)
            && !self.word(i).contains('.')
            && !self.stops(last)
            && !self.t.is_candidate(self.doc.words()[last])
            && self.glue(last).is_none();
        if last == i || verb {
            return false;
        }
        let p = Point { clock: Some(clock), ..Point::new(Year::Open, At::Open) };
        out.push(Item::new(first, last, TimexKind::Time, Sense::Point(p), "spoken-clock"));
        true
    }

    /// Minutes from ten on that end at token `k`: "fifteen", "fifty nine".
    fn minute_word(&self, k: usize) -> Option<(usize, u8)> {
        match self.numeral(k)? {
            Numeral::Unit(n @ 10..=19) => Some((k, n as u8)),
            Numeral::Unit(n @ 1..=9) if self.after(k, BETWEEN) => match self.numeral(k - 1)? {
                Numeral::Ten(t @ 20..=50) => Some((k - 1, (t + n) as u8)),
                _ => None,
            },
            _ => None,
        }
    }

    /// "o'clock", "a.m." and "p.m." after an hour.
    fn half_day(&self, k: usize, mut c: Clock) -> (usize, Clock) {
        let mut k = k;
        for _ in 0..2 {
            if !self.next(k, BETWEEN) {
                break;
            }
            match self.raw_glue(k) {
                Some(G::OClock) => {}
                Some(G::Am) if c.hour <= 12 => c.hour %= 12,
                Some(G::Pm) if c.hour <= 12 => c.hour = c.hour % 12 + 12,
                _ => break,
            }
            c.certain = true;
            k += 1;
        }
        (k, c)
    }

    /// An hour in a word or in digits.
    fn hour(&self, k: usize) -> Option<u8> {
        let n = match self.numeral(k) {
            Some(Numeral::Unit(n)) => n,
            _ => self.int(k, 2)?,
        };
        (1..=12).contains(&n).then_some(n as u8)
    }

    /// "tonight at 8", "Monday morning at nine": a bare hour, told apart by the part of the day.
    pub fn hour_after(&self, item: &mut Item, room: usize) {
        let part = match item.sense {
            Sense::Offset(_, Unit::Day, _, part) => item.part.or(part),
            Sense::Point(p) if p.is_day() => item.part,
            _ => None,
        };
        let Some(part) = part else { return };
        let k = item.last;
        if item.clock.is_some() || k + 2 > room || !self.next(k, BLANK) || !self.next(k + 1, BLANK)
        {
            return;
        }
        if self.glue(k) != Some(G::At) || !self.stops(k + 2) {
            return;
        }
        let Some(hour) = self.hour(k + 1) else { return };
        let late = !matches!(part, Part::Morning | Part::Daytime);
        let hour = if late && hour < 12 { hour + 12 } else { hour };
        item.last = k + 2;
        item.kind = TimexKind::Time;
        item.clock = Some(Clock { hour, minute: None, second: None, utc: false, certain: true });
    }

    /// "two Thursdays ago", "three Fridays from now".
    pub fn weekdays_ago(&self, i: usize, weekday: u8) -> Option<Item> {
        let (first, n) = self.number_before(i)?;
        let n = n.int().filter(|n| (1..=60).contains(n))?;
        let (last, dir) = self.direction(i + 1)?;
        let n = match dir {
            Dir::Ago => -n,
            Dir::From => n,
            _ => return None,
        };
        let p = Point::new(Year::Open, At::Weekday(weekday));
        let sense = Sense::Named(n, From::Reference, p);
        Some(Item::new(first, last, TimexKind::Date, sense, "counted-back"))
    }
}

/// A time so many minutes later or earlier.
fn moved(c: Clock, minutes: i32) -> Option<Clock> {
    let t = i32::from(c.hour) * 60 + i32::from(c.minute.unwrap_or(0)) + minutes;
    // "twenty to one" is before one o'clock.
    let t = if t < 60 && !c.certain { t + 12 * 60 } else { t };
    (0..24 * 60).contains(&t).then_some(Clock {
        hour: (t / 60) as u8,
        minute: Some((t % 60) as u8),
        ..c
    })
}
