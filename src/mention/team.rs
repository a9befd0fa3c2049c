//! Places that play: teams named by their city in sports reports.

use super::{
    bits::Look,
    candidate::Candidate,
    decide::{L, P},
    scan::Scan,
};
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
};

impl Scan<'_, '_> {
    /// In a sports report: what shows that a city or region is a team.
    pub(super) fn team(&self, c: &Candidate, low: usize, high: usize) -> i16 {
        let country = c.known > 0
            && matches!(self.known[c.known as usize].kinds[L], Kind::Country | Kind::Continent)
            && self.known[c.known as usize].sure[L] == 2;
        if country {
            return 0;
        }
        let e = c.end;
        let digit = |i: usize| {
            i < high && self.flags(i).has(Flags::DIGIT) && !self.flags(i).has(Flags::ALPHA)
        };
        // "Hull 0 Barnet 0", "Stoke 4 3 1 0"
        if digit(e) && self.gap(e) == Gap::SPACE {
            let first = c.start == low
                || self.gap(c.start).has(Gap::NEWLINE | Gap::COMMA | Gap::SEMICOLON | Gap::COLON);
            if first || digit(c.start - 1) {
                return 16;
            }
        }
        // "ATLANTA AT CHICAGO"
        let noisy = self.look(c.start).has(Look::NOISY);
        if noisy && self.flags(c.start).has(Flags::UPPER) {
            let at = |i: usize| i < high && matches!(self.doc.word(i), "AT" | "V" | "VS" | "BEAT");
            if at(e) && c.start == low
                || c.start > low && at(c.start - 1) && (e == high || self.gap(e).has(Gap::NEWLINE))
            {
                return 16;
            }
        }
        if c.known == 0 || self.known[c.known as usize].sure[L] == 0 {
            return 0;
        }
        let mut s = 0;
        if c.start > low && self.gap(c.start).is_within(Gap::BLANK) {
            s += match self.doc.word(c.start - 1) {
                "over" | "past" => 10,
                "for" | "with" | "by" | "join" | "joined" => 5,
                _ if self.look(c.start - 1).has(Look::PLAYS_BEFORE) => 10,
                _ => 0,
            };
        }
        if e < high && self.gap(e).is_within(Gap::BLANK) {
            let possessive = self.flags(e - 1).has(Flags::POSSESSIVE);
            if self.title(e).is_some() || !possessive && self.look(e).has(Look::PLAYS_AFTER) {
                s += 8;
            } else if possessive && self.flags(e).has(Flags::CAP)
                || !possessive && self.after(e)[P] > 1
            {
                s += 6;
            }
        }
        s
    }
}
