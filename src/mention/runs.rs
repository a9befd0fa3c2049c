//! Capitalised runs: how far a name may reach.

use super::{
    bits::Look,
    candidate::{List, Rule},
    scan::Scan,
    tables::Head,
};
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
};

/// Names are cut at this length, so that a text all in capitals stays linear.
const LONGEST: usize = 14;

impl<'a> Scan<'a, '_> {
    /// All candidates of the document in order.
    pub(super) fn candidates_of_runs(&self) -> List<'a> {
        let mut list = List::with_capacity_in(self.spots.len(), self.bump);
        // The search goes on behind the last name.
        let mut next = 0;
        let begin = self.pick(self.each_spot(), |i| self.look(i).has(Look::NAME | Look::WORK));
        for i in begin.iter().map(|i| *i as usize) {
            if i < next {
                continue;
            }
            // Names end where the sentence does.
            let sentence = &self.doc.sentences()[self.doc.sentence_of(i)].tokens;
            let (first, end) = (sentence.start as usize, sentence.end as usize);
            if self.look(i).has(Look::WORK)
                && let Some(w) = self.works.iter().find(|w| w.start == i)
            {
                let known =
                    self.known(i).is_some_and(|k| i + k.words == w.end && k.sure.contains(&2));
                if !known {
                    self.push_settled((w.start, w.end), Kind::Work, Rule::QuotedTitle, &mut list);
                    next = w.end;
                    continue;
                }
            }
            if !self.look(i).has(Look::NAME) {
                continue;
            }
            if i > first + 1
                && self.small(i - 1).has(Look::OF | Look::FOR)
                && let Some(stop) = self.portfolio_of(i, end)
            {
                next = stop;
                continue;
            }
            next = self.run_end(i, end);
            self.segment(i, next, &mut list);
        }
        list
    }

    /// "Minister of Health and Welfare …": the portfolio behind "of" is no name. Its end.
    fn portfolio_of(&self, i: usize, end: usize) -> Option<usize> {
        let office = self.flags(i - 2).has(Flags::CAP)
            && self.look(i - 2).has(Look::ROLE)
            && self.title(i - 2) == Some(true);
        let stop = if office { self.portfolio(i - 1, end) } else { i };
        (stop > i).then_some(stop)
    }

    /// The end of the run of capitalised words that starts at token `a`.
    pub(super) fn run_end(&self, a: usize, end: usize) -> usize {
        let end = end.min(a + LONGEST);
        let mut i = a;
        let mut head = false;
        let mut of = false;
        let mut hit_end = a;
        loop {
            // Token i is in the run.
            if self.look(i).has(Look::LONG)
                && let Some(k) = self.known(i)
            {
                hit_end = hit_end.max(i + k.words);
            }
            let last_head = self.head_at(i, 4);
            if let Some((n, h)) = last_head {
                head |= h.has(Head::OF);
                // "Hall of Fame"
                hit_end = hit_end.max(i + n);
            }
            let next = i + 1;
            if next >= end {
                return end;
            }
            if next < hit_end {
                of |= self.small(next).has(Look::OF | Look::FOR);
                i = next;
                continue;
            }
            if !self.joined(next) {
                if of && head && self.subject_list(next, end) {
                    i = next;
                    continue;
                }
                return next;
            }
            if self.name_at(next, end) {
                i = next;
                continue;
            }
            let f = self.flags(next);
            if self.gap(next) == Gap::SPACE && self.numeral(next) {
                return next + 1;
            }
            // "Apollo 11", "Channel 4" are left apart.
            if self.gap(next) == Gap::HYPHEN {
                if self.syllable(a, next) {
                    i = next;
                    continue;
                }
                // "Stoke-on-Trent"
                if next + 1 < end
                    && self.look(next).has(Look::PARTICLE | Look::CLOSED)
                    && self.gap(next + 1) == Gap::HYPHEN
                    && self.name_at(next + 1, end)
                {
                    i = next + 1;
                    continue;
                }
                return next;
            }
            if self.gap(next) == Gap::SPACE
                && self.large_link(next)
                && next + 1 < end
                && self.gap(next + 1) == Gap::SPACE
                && self.name_at(next + 1, end)
            {
                of |= head;
                i = next + 1;
                continue;
            }
            if f.has(Flags::CAP) || self.gap(next) != Gap::SPACE {
                return next;
            }
            // A small word between capitals.
            let Some(k) = self.bridge(a, next, end, head, &mut of) else { return next };
            i = k;
        }
    }

    /// Whether token `i` goes on with the name that token `i - 1` is part of, by what stands between.
    pub(super) fn joined(&self, i: usize) -> bool {
        let gap = self.gap(i);
        if gap == Gap::SPACE {
            if !self.flags(i - 1).has(Flags::POSSESSIVE) {
                return true;
            }
            return self.possessive_head(i);
        }
        if self.flags(i - 1).has(Flags::POSSESSIVE) {
            return false;
        }
        if gap == Gap::HYPHEN {
            return self.gap_len(i) == 1 && !self.seat(i);
        }
        // "Google, Inc.", "Kyowa Co., Ltd."
        let form = gap.has(Gap::STOP) && self.suffix(i - 1).is_some();
        if gap == Gap::SPACE | Gap::COMMA || form && gap == Gap::SPACE | Gap::COMMA | Gap::STOP {
            return self.suffix(i) == Some(Kind::Company)
                && self.flags(i).has(Flags::CAP)
                && self.known(i).is_none_or(|k| k.sure[2] == 0)
                && self.closes(i + 1);
        }
        if gap.is_within(Gap::SPACE | Gap::STOP) && gap.has(Gap::STOP) {
            // "the U.S. Responding to …" is a new sentence.
            let apart = self.flags(i - 1).has(Flags::DOTTED)
                && self.known(i - 1).is_some_and(|k| k.sure[2] == 2)
                && (self.given(i) || self.common(i))
                && self.head_at(i, 4).is_none()
                && !self.look(i).has(Look::MODIFIER)
                && self.title(i).is_none();
            return !apart && self.abbreviated(i - 1) && self.gap_len(i) <= 2;
        }
        if gap.is_within(Gap::SPACE | Gap::AMPERSAND) && gap.has(Gap::AMPERSAND) {
            return true;
        }
        // "Workers' Union"
        if gap.is_within(Gap::SPACE | Gap::APOSTROPHE) && gap.has(Gap::SPACE) {
            let s = self.doc.tokens().gap_span(i, self.doc.text());
            let text = s.of(self.doc.text());
            return (text.starts_with('\'') || text.starts_with('’'))
                && self.doc.word(i - 1).ends_with('s')
                && self.head_at(i, 4).is_some();
        }
        false
    }

    /// "R-Texas", "D-San Antonio": a letter for the party before the seat.
    fn seat(&self, i: usize) -> bool {
        self.flags(i - 1).has(Flags::SINGLE)
            && matches!(self.doc.word(i - 1), "D" | "R" | "I")
            && self.known(i).is_some_and(|k| k.sure[2] > 0)
    }

    /// Whether what stands before token `i` ends a name, a sentence or a part of one.
    fn closes(&self, i: usize) -> bool {
        i >= self.doc.len() || !self.gap(i).is_within(Gap::BLANK) || !self.flags(i).has(Flags::CAP)
    }

    pub(super) fn gap_len(&self, i: usize) -> usize {
        let s = self.doc.tokens().gap_span(i, self.doc.text());
        (s.end - s.start) as usize
    }

    /// "Prosecutor General's Office", "People's Army": the possessive is the name's own.
    pub(super) fn possessive_head(&self, i: usize) -> bool {
        let before = i - 1;
        // "St Mary's Church of England Primary School"
        let saint = before > 0
            && matches!(self.doc.word(before - 1), "St" | "Saint")
            && self.gap(before).is_within(Gap::SPACE | Gap::STOP);
        (saint
            || self.common(before)
            || self.look(before).has(Look::ROLE)
            || self.look(before).has(Look::MODIFIER))
            && self.flags(i).has(Flags::CAP)
            && (self.head_at(i, 4).is_some()
                || i + 1 < self.doc.len() && self.head_at(i + 1, 4).is_some())
    }

    pub(super) fn name_at(&self, i: usize, end: usize) -> bool {
        i < end && self.look(i).has(Look::NAME)
    }

    /// "Carlos I", "Ramesses II": a ruler's number.
    pub(super) fn numeral(&self, i: usize) -> bool {
        if !self.flags(i).has(Flags::CAP) || self.len(i) > 5 {
            return false;
        }
        let word = self.doc.word(i);
        word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            && (word.len() > 1
                || !self.common(i - 1)
                    && i > 1
                    && self.title(i - 2) == Some(true)
                    && self.gap(i - 1) == Gap::SPACE)
    }

    /// "Jong-un", "Kam-wing": whether a word in lower case behind a hyphen goes on with a given name.
    fn syllable(&self, a: usize, i: usize) -> bool {
        let (f, look) = (self.flags(i), self.look(i));
        if f.has(Flags::CAP | Flags::DIGIT) || !f.has(Flags::ALPHA) || self.len(i) > 6 {
            return false;
        }
        let before = i - 1;
        let named = before > a && self.surname(before - 1);
        // "Park Ji-won"
        if look.has(Look::LISTED | Look::CLOSED) {
            // "Heung-min Son"
            let next = i + 1;
            let first = before == a
                && next < self.doc.len()
                && self.gap(next) == Gap::SPACE
                && self.flags(next).has(Flags::CAP);
            let placed = named && (before == a + 1 || !self.common(before)) || first;
            return look.has(Look::SYLLABLE) && placed && self.len(before) < 6;
        }
        self.title(i).is_none() && (self.common_case(before) || named && !self.common(before - 1))
    }

    /// "Gender, Labour, and Social Development": a list of subjects that ends with "and".
    pub(super) fn subject_list(&self, i: usize, end: usize) -> bool {
        let comma = Gap::COMMA | Gap::SPACE;
        let mut k = i;
        let mut last = false;
        while k < end && k < i + 9 {
            let gap = self.gap(k);
            if !gap.is_within(comma) {
                return false;
            }
            if self.small(k).has(Look::AND) {
                last = true;
            } else if !self.plain_word(k) || !self.look(k).has(Look::NAME) {
                return false;
            } else if last {
                return self.plain_word(i - 1);
            }
            k += 1;
        }
        false
    }

    pub(super) fn common_case(&self, i: usize) -> bool {
        !self.flags(i).has(Flags::UPPER) && !self.common(i)
    }

    /// A capitalised ordinary word: "Health", "Futures".
    pub(super) fn plain_word(&self, i: usize) -> bool {
        self.look(i).has(Look::COMMON | Look::MODIFIER | Look::LISTED)
            && !self.known(i).is_some_and(|k| k.sure[2] == 2 || k.sure[0] == 2)
    }
}
