//! Titles inside capitalised runs: they stay outside names, unless they are part of one.

use super::{
    bits::Look,
    scan::{Scan, group},
    tables::Head,
};
use crate::document::{Flags, Gap};

impl Scan<'_, '_> {
    /// Whether a name may end before token `i` of a run that ends at `b`.
    pub(super) fn breaks(&self, i: usize, b: usize) -> bool {
        if i >= b || self.flags(i - 1).has(Flags::POSSESSIVE) {
            return true;
        }
        let (stop, strong) = self.title_run(i, b);
        strong && stop > i && !self.title_is_name(i, stop, b)
    }

    /// The end of the title words from `a` on, and whether one of them shows a person by itself.
    pub(super) fn title_run(&self, a: usize, b: usize) -> (usize, bool) {
        let mut strong = a;
        let mut i = a;
        while i < b && i < a + 8 {
            match self.title_phrase(i) {
                Some((n, s)) if i + n <= b => {
                    i += n;
                    if s {
                        strong = self.portfolio(i, b);
                        i = strong;
                    }
                }
                // "Chief Commercial Officer"
                _ if i > a
                    && i + 1 < b
                    && self.plain_word(i)
                    && self.title(i + 1) == Some(true) =>
                {
                    i += 1;
                }
                _ => break,
            }
        }
        (strong, strong > a)
    }

    /// The end of "of Health and Welfare" behind "Minister".
    pub(super) fn portfolio(&self, i: usize, b: usize) -> usize {
        if i + 1 >= b || !self.small(i).has(Look::OF | Look::FOR) || !self.plain_word(i + 1) {
            return i;
        }
        let mut k = i + 1;
        while k < b
            && self.gap(k) == Gap::SPACE
            && (self.plain_word(k) && !(self.given(k) && !self.common(k))
                || self.small(k).has(Look::AND | Look::OF | Look::THE))
        {
            k += 1;
        }
        k
    }

    /// Title words that are part of a name: "General Assembly", "President Hotel", "Chief Justice" stays a title.
    pub(super) fn title_is_name(&self, a: usize, stop: usize, b: usize) -> bool {
        if stop >= b {
            return false;
        }
        if self.flags(stop - 1).has(Flags::POSSESSIVE) {
            return self.head_at(stop, 4).is_some();
        }
        // A gazetteer name over the edge.
        for k in a..stop {
            if let Some(known) = self.known(k)
                && known.words > 1
                && k + known.words > stop
                && known.sure.contains(&2)
                && (k == a || !self.look(k).has(Look::HONORIFIC))
            {
                return true;
            }
        }
        if !self.gap(stop).is_within(Gap::SPACE) {
            return false;
        }
        if self.small(stop).has(Look::OF | Look::FOR) {
            return self.head_at(stop - 1, 1).is_some();
        }
        if self.look(stop - 1).has(Look::HONORIFIC) && stop == a + 1 {
            let last = (stop + 1..b).any(|k| {
                self.head_at(k, b - k)
                    .is_some_and(|(n, h)| k + n == b && h.has(Head::AFTER) && group(h.kind) < 3)
            });
            if last {
                return true;
            }
        }
        if self.given(stop)
            && (!self.common(stop)
                || stop + 1 < b && self.surname(stop + 1) && !self.common(stop + 1))
        {
            return false;
        }
        // "Dean Saunders"
        if stop == a + 1
            && self.given(a)
            && self.surname(stop)
            && !self.given(stop)
            && self.len(a) > 3
            && self.look(a).has(Look::FIRST)
        {
            return true;
        }
        let mut k = stop;
        while k < b && k < stop + 3 {
            if self.head_at(k, 3).is_some_and(|(_, h)| !h.has(Head::FIRST)) {
                return true;
            }
            k += 1;
        }
        false
    }

    /// "Office of the High Commissioner", "Coordination of Humanitarian Affairs": what stands before the title, which ends
    /// at `stop`, is nothing without it.
    pub(super) fn office_of(&self, a: usize, t: usize, stop: usize, b: usize) -> bool {
        let article = usize::from(t > a && self.small(t - 1).has(Look::THE));
        let head = |i: usize| self.head_at(i, 4).is_some_and(|(_, h)| h.has(Head::OF));
        t - article > a + 1
            && self.small(t - article - 1).has(Look::OF)
            && (head(t - article - 2)
                || article == 0 && (stop == b || self.plain_word(stop)) && head(a))
    }

    /// "John Major", "Gary Player": the last word of a two-word name looks like a title.
    pub(super) fn own_title(&self, a: usize, t: usize, stop: usize, b: usize) -> bool {
        stop == b
            && t + 1 == stop
            && (t == a + 1 || t == a + 2 && self.look(t).has(Look::LAST))
            && self.given(a)
            && self.known(a).is_none_or(|k| k.sure[2] < 2 && k.sure[3] < 2)
    }
}
