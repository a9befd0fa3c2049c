//! Small words that names go on over: "Ministry of Health and Welfare", "Ursula von der Leyen".

use super::{
    bits::Look,
    scan::{Scan, group},
    tables::Head,
};
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
};

impl Scan<'_, '_> {
    /// The capitalised token behind the lower-case words at `i` that the name from `a` on, perhaps with a head word,
    /// goes on with. `of`: it has gone over "of" or the like before.
    pub(super) fn bridge(
        &self,
        a: usize,
        i: usize,
        end: usize,
        head: bool,
        of: &mut bool,
    ) -> Option<usize> {
        let small = self.small(i);
        if small.has(Look::OF | Look::FOR) {
            return self.over_of(a, i, end, head, of);
        }
        if small.has(Look::AND) {
            return self.over_and(a, i, end, head, *of);
        }
        if small.has(Look::ON | Look::AGAINST) {
            let goes_on = head
                && !*of
                && self.head_at(i - 1, 1).is_some()
                && self.capital(i + 1, end)
                && self.plain_word(i + 1);
            *of |= goes_on;
            return goes_on.then_some(i + 1);
        }
        self.over_particles(i, end)
    }

    /// Whether token `k` may be part of a name and stands behind a blank.
    fn capital(&self, k: usize, end: usize) -> bool {
        k < end && self.gap(k) == Gap::SPACE && self.name_at(k, end)
    }

    fn over_of(&self, a: usize, i: usize, end: usize, head: bool, of: &mut bool) -> Option<usize> {
        let is_of = self.small(i).has(Look::OF);
        let next = self.capital(i + 1, end);
        let article = i + 1 < end
            && self.gap(i + 1) == Gap::SPACE
            && self.small(i + 1).has(Look::THE)
            && self.capital(i + 2, end);
        if !next && !article {
            return None;
        }
        let title = self.title_phrase(i - 1);
        // "Secretary of State"
        if is_of && title.is_some_and(|t| t.0 > 2) {
            return Some(if next { i + 1 } else { i + 2 });
        }
        let plain = next && self.plain_word(i + 1);
        // "Minister of Health"
        if plain && title.is_some_and(|t| t.1) && self.look(i - 1).has(Look::ROLE) {
            *of = true;
            return Some(i + 1);
        }
        // "Hall of Fame", but "Rolf Bulk of New Street Research"
        let person = i == a + 2 && self.given(a) && !self.common(a);
        if is_of
            && plain
            && !person
            && !self.look(i - 1).has(Look::START | Look::NOISY)
            && self.plain_word(i - 1)
            && title.is_none()
        {
            *of |= head;
            return Some(i + 1);
        }
        if head {
            *of = true;
            return Some(if next { i + 1 } else { i + 2 });
        }
        // "Citizens for Justice"
        let citizens = !is_of && next && (a..=i + 1).all(|x| x == i || self.plain_word(x));
        *of |= citizens;
        citizens.then_some(i + 1)
    }

    fn over_and(&self, a: usize, i: usize, end: usize, head: bool, of: bool) -> Option<usize> {
        let k = i + 1;
        if !self.capital(k, end) {
            return None;
        }
        let plain = self.plain_word(i - 1);
        // "Ministry of Health and Welfare"
        if of && plain && self.plain_word(k) {
            return Some(k);
        }
        if of && head {
            let name = self.flags(k).has(Flags::UPPER)
                || self.known(k).is_some_and(|n| n.sure[..3].contains(&2));
            let sure = self.known(i - 1).is_some_and(|n| n.sure[..3].contains(&2));
            let person = self.given(k) && k + 1 < end && self.surname(k + 1);
            if !name && !sure && !person {
                return Some(k);
            }
        }
        if head {
            return None;
        }
        let line = |x: usize| {
            x < end && matches!(self.doc.word(x), "Railway" | "Railroad" | "Railways" | "Line")
        };
        if a > 0 && self.look(a - 1).has(Look::DEFINITE) && (line(k + 1) || line(k + 2)) {
            return Some(k);
        }
        // "Securities and Futures Commission"
        let mut x = k;
        while plain && x < k + 4 && self.capital(x, end) {
            // "Beacon Security and Intelligence Limited"
            if x > k && self.suffix(x) == Some(Kind::Company) {
                return Some(k);
            }
            // "… and United States": a name by itself.
            if self.known(x).is_some_and(|n| n.words > 1 && n.sure.contains(&2)) {
                return None;
            }
            if let Some((_, h)) = self.head_at(x, 3) {
                return (!h.has(Head::FIRST) && group(h.kind) == 1).then_some(k);
            }
            if !self.plain_word(x) {
                return None;
            }
            x += 1;
        }
        None
    }

    /// "Ursula von der Leyen", "Osama bin Laden": behind particles at `i` stands a capital.
    fn over_particles(&self, i: usize, end: usize) -> Option<usize> {
        if !self.look(i).has(Look::PARTICLE) {
            return None;
        }
        let mut k = i;
        while k < i + 3 && k < end && self.gap(k) == Gap::SPACE && self.look(k).has(Look::PARTICLE)
        {
            k += 1;
        }
        let hyphen = k > i && self.gap(k) == Gap::HYPHEN && self.name_at(k, end);
        let person = matches!(self.doc.word(i), "bin" | "ibn" | "ben" | "bint" | "al" | "el");
        // "Van der Berg": the surname's own first word.
        let surname = self.look(i - 1).has(Look::PARTICLE);
        let joins = person || surname || !self.plain_word(i - 1);
        ((self.capital(k, end) || hyphen) && joins).then_some(k)
    }
}
