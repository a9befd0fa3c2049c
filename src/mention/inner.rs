//! What the gazetteer and a candidate's own words say of its group.

use super::{
    bits::Look,
    candidate::Candidate,
    decide::{L, O, P, X},
    endings::{ADJECTIVES, CURRENTS, PEOPLES, PLACES},
    scan::{Known, Scan},
};
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
};

impl Scan<'_, '_> {
    /// Scores from the gazetteer and from the candidate's own words.
    #[inline(never)]
    pub(super) fn inner(&self, c: &Candidate) -> [i16; 4] {
        let mut s = [0i16; 4];
        let n = c.end - c.start;
        // The first of all, which says nothing, where there is none.
        let k = &self.known[c.known as usize];
        let more = if n > 1 { 4 } else { 0 };
        for (s, (sure, prior)) in s.iter_mut().zip(k.sure.iter().zip(k.priors)) {
            let weight = if *sure == 2 { 9 } else { 2 } + (prior / 150) as i16 + more;
            *s = if *sure > 0 { weight } else { 0 };
        }
        // Of several senses the place is the usual one, then the body.
        let place = if k.kinds[L] == Kind::Country { 6 } else { 2 };
        s[L] += if k.sure[L] == 2 { place } else { 0 };
        // "Meta" is a firm before it is somebody's surname.
        let firm = (n == 1) & (k.sure[O] == 2) & (k.sure[P] == 1);
        s[O] += if firm { 3 } else { 0 };
        // "Everton", "Villa" in a sports report.
        let club = self.sport & (k.sure[O] > 0) & (k.kinds[O] == Kind::Sports);
        s[O] += if club { 5 } else { 0 };
        // "Palace", "Cork" elsewhere: rather the word or the town.
        let doubt = !self.sport & (n == 1) & (k.sure[O] == 1) & (k.kinds[O] == Kind::Sports);
        let other = k.sure[L] > 0 || self.look(c.start).has(Look::COMMON);
        s[O] -= if doubt && other { 5 } else { 0 };
        // "Rafael" is a given name before it is a firm.
        if (n == 1)
            & (k.sure[O] == 2)
            & self.look(c.start).has(Look::FIRST)
            & !self.flags(c.start).has(Flags::UPPER)
        {
            s[O] -= 6;
        }
        s[X] += if k.demonym & (k.sure[X] == 2) { 3 } else { 0 };
        let f = self.flags(c.start);
        if n == 1 {
            if f.has(Flags::UPPER) && !self.look(c.start).has(Look::NOISY) {
                // "a GREAT day": an ordinary word with stress.
                let stressed = self.common(c.start)
                    && c.known == 0
                    && (self.len(c.start) > 3 || self.look(c.start).has(Look::CLOSED));
                s[O] += match self.look(c.start).has(Look::START) {
                    _ if stressed => -2,
                    true => 2,
                    false => 4,
                };
                let person = c.known > 0 && {
                    let k = &self.known[c.known as usize];
                    k.sure[P] > 0 && k.sure[O] == 0
                };
                if person {
                    s[O] -= 4;
                } else {
                    s[P] -= 4;
                }
            } else if f.has(Flags::MIXED) {
                s[O] += if self.surname(c.start) { 0 } else { 3 };
                s[P] += if self.surname(c.start) { 3 } else { 0 };
            }
            if f.has(Flags::DIGIT) {
                s[P] -= 6;
                s[O] -= 3;
                s[X] += 3;
            }
            if self.given(c.start) {
                s[P] += 3;
            }
            if self.surname(c.start) {
                s[P] += 2;
            }
            // A well-known person's surname: "Merkel".
            s[P] += self.look(c.start).fame();
            if self.common(c.start) {
                s[P] -= 3;
                s[L] -= 3;
                s[O] -= 2;
            }
            let word = self.doc.word(c.start);
            s[L] += if (word.len() > 5) & PLACES.end(word) { 2 } else { 0 };
            s[X] += self.people_ending(c);
        } else {
            let last = c.end - 1;
            let (given, surname) = (self.given(c.start), self.surname(last));
            if given {
                s[P] += if self.common(c.start) { 2 } else { 4 };
            }
            if surname {
                s[P] += 2;
            }
            let mut common = 0;
            for i in c.start..c.end {
                let f = self.flags(i);
                if !f.has(Flags::CAP) {
                    // "Stoke-on-Trent" is a place, "Kim Jong-un" a person.
                    let within = self.gap(i + 1) == Gap::HYPHEN;
                    if within && self.small(i).has(Look::ENDS) {
                        s[L] += 8;
                    } else if self.gap(i) == Gap::HYPHEN {
                        s[P] += 4;
                    } else if self.look(i).has(Look::PARTICLE) {
                        s[P] += 2;
                    }
                    continue;
                }
                if f.has(Flags::SINGLE) && !self.gap(i + 1).has(Gap::AMPERSAND) {
                    s[P] += 4;
                }
                if i == last
                    && f.has(Flags::UPPER)
                    && self.doc.word(i).bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
                {
                    s[P] += 4;
                }
                if i > c.start && i < last && self.given(i) {
                    s[P] += 1;
                }
                if f.has(Flags::UPPER) && !self.look(i).has(Look::NOISY) && !f.has(Flags::SINGLE) {
                    s[O] += 2;
                    s[P] -= 3;
                }
                if self.common(i) && !(i == c.start && given) && !(i == last && surname && given) {
                    common += 1;
                }
                if self.gap(i).has(Gap::AMPERSAND) {
                    s[O] += 6;
                    s[P] -= 4;
                }
                if i < last
                    && let Some(k) = self.known(i)
                    && k.sure[L] == 2
                    && !given
                {
                    s[O] += 2;
                    s[P] -= 2;
                }
            }
            s[P] -= 4 * common;
            s[O] += 2 * common;
            s[X] += 3 * common;
            if n <= 3 {
                s[P] += 2;
            }
            if n > 4 {
                s[P] -= 3;
                s[O] += 2;
            }
            if self.look(c.start).has(Look::PLACE_OPENER) {
                s[L] += 4;
            }
            if self.common(c.start) && self.look(c.start).has(Look::MODIFIER) {
                s[O] += 1;
            }
            // "Paratus Namibia", "BRAC Uganda"
            let country = |k: &Known| k.sure[L] == 2 && k.kinds[L] == Kind::Country;
            if n == 2
                && !self.common(c.start)
                && !self.look(c.start).has(Look::GIVEN | Look::SURNAME | Look::NOISY)
                && self.gap(last) == Gap::SPACE
                && self.known(last).is_some_and(country)
            {
                s[O] += 4;
                s[P] -= 4;
            }
            // "Marine Scotland", "Sport England"
            if n == 2
                && self.common(c.start)
                && !self.look(c.start).has(Look::PLACE_OPENER | Look::START | Look::NOISY)
                && self
                    .known(last)
                    .is_some_and(|k| k.sure[L] == 2 && !self.doc.word(c.start).ends_with("ern"))
            {
                s[O] += 5;
                s[P] -= 4;
            }
        }
        // "KF-21", "Ga-68"
        if self.gap(c.end) == Gap::HYPHEN
            && c.end < self.doc.len()
            && self.flags(c.end).has(Flags::DIGIT)
        {
            s[X] += 6;
            s[O] -= 3;
        }
        // In quotation marks: the title of a work.
        if self.gap(c.start).has(Gap::QUOTE) && self.gap(c.end).has(Gap::QUOTE) {
            s[X] += 4;
        }
        s
    }

    /// "Victorian canopies", "Marxism": adjectives and currents of thought.
    pub(super) fn people_ending(&self, c: &Candidate) -> i16 {
        let word = self.doc.word(c.start);
        if word.len() < 6 || self.flags(c.start).has(Flags::UPPER) {
            return 0;
        }
        if CURRENTS.end(word) {
            return 6;
        }
        if PEOPLES.end(word) {
            return 5;
        }
        let noun = || {
            self.gap(c.end) == Gap::SPACE
                && c.end < self.doc.len()
                && !self.flags(c.end).has(Flags::CAP)
                && !self.look(c.end).has(Look::CLOSED)
                && !self.doc.word(c.end).ends_with("ed")
        };
        if ADJECTIVES.end(word) && noun() { 3 } else { 0 }
    }
}
