//! Which capitalised words may be part of a name.

use super::{
    scan::{Look, Scan, roman},
    seen::Seen,
    tables::Head,
};
use crate::document::{Flags, Gap, ZoneKind};

impl<'a> Scan<'a, '_> {
    /// Looks at all words once, then decides which may be part of a name.
    pub(super) fn look_around(&mut self) {
        let sentences = self.doc.sentences();
        self.spots.reserve(self.doc.len() / 4);
        for sentence in sentences {
            self.look_at_sentence(sentence.tokens.start as usize, sentence.tokens.end as usize);
        }
        self.decide();
    }

    fn look_at_sentence(&mut self, first: usize, end: usize) {
        let doc = self.doc;
        let spots = self.spots.len();
        let (mut letters, mut caps, mut uppers, mut plain, mut ordinary) = (0, 0, 0, 0, 0);
        let mut opening = true;
        let mut gaps = Gap::default();
        for i in first..end {
            let f = self.flags(i);
            let gap = self.gap(i);
            gaps |= gap;
            if gap.has(Gap::QUOTE | Gap::STOP | Gap::MARK | Gap::COLON)
                && !(gap.has(Gap::STOP) && i > first && self.abbreviated(i - 1))
            {
                opening = true;
            }
            if !f.has(Flags::ALPHA) {
                continue;
            }
            letters += 1;
            let marks = doc.marks(i);
            if f.has(Flags::CAP) {
                caps += 1;
                uppers += usize::from(f.has(Flags::UPPER));
                let mut look = if opening { Look::START } else { 0 };
                if marks.classes.intersects(self.tables.common)
                    || (i > first && marks.classes.has(self.tables.closed))
                    || self.common_plural(i)
                {
                    look |= Look::COMMON;
                    ordinary += usize::from(i > first);
                }
                self.looks[i].0 = look;
                self.spots.push(i as u32);
            } else {
                plain += usize::from(!marks.classes.has(self.tables.closed));
                if self.opens_name(i, end)
                    || f.has(Flags::DIGIT) && self.call_sign(i)
                    || marks.classes.has(self.tables.lower_names)
                {
                    self.looks[i].0 = Look::NAME;
                    self.spots.push(i as u32);
                }
            }
            opening = false;
        }
        if caps == 0 && self.spots.len() == spots {
            return;
        }
        let upper = uppers * 10 > letters * 6 && letters > 1 && plain == 0;
        let title = caps > 2 && caps > plain * 4 && ordinary * 4 >= caps && ordinary > 0 && {
            let headline = doc.zone_of(first).kind == ZoneKind::Headline;
            headline || !self.gap(end).has(Gap::STOP)
        };
        if gaps.has(Gap::QUOTE) {
            self.mark_works(first, end);
        }
        let noisy = if upper || title { Look::NOISY } else { 0 };
        for k in spots..self.spots.len() {
            let i = self.spots[k] as usize;
            if self.flags(i).has(Flags::CAP) {
                self.looks[i].0 |= noisy;
            }
            self.looks[i].0 |= self.look_up_parts(i);
            self.find_known(i, end);
        }
    }

    /// What lists of people's names say of a word.
    fn look_up_parts(&self, i: usize) -> u16 {
        let classes = &self.doc.marks(i).classes;
        let part = self.part(i);
        let given = self.tables.given.is_some_and(|c| classes.has(c))
            || part.first > 0 && part.first * 2 > part.last;
        let surname = self.tables.surnames.is_some_and(|c| classes.has(c)) || part.last > 0;
        (if given { Look::GIVEN } else { 0 }) | (if surname { Look::SURNAME } else { 0 })
    }

    /// "Diamonds": the plural of a word that is written in lower case as a rule.
    pub(super) fn common_plural(&self, i: usize) -> bool {
        let word = self.doc.word(i);
        word.len() > 4
            && word.ends_with('s')
            && self
                .lexicon
                .classes(self.lexicon.word(crate::fold::hash(&word[..word.len() - 1])))
                .intersects(self.tables.common)
    }

    /// Decides which words may be part of a name; those at a doubtful place by the rest of the document.
    fn decide(&mut self) {
        let seen = self.count_doubtful();
        for k in 0..self.spots.len() {
            let i = self.spots[k] as usize;
            let look = self.looks[i];
            if !look.has(Look::NAME) && self.may_name(i, &seen) {
                self.looks[i].0 |= Look::NAME;
            }
            // Capitalised elsewhere for its own sake: its place says nothing against it.
            if look.has(Look::START | Look::NOISY) {
                let (lower, own) = seen.get(self.doc.tokens().hash(i));
                if own > 0 && lower == 0 {
                    self.looks[i].0 &= !(Look::START | Look::NOISY);
                }
            }
        }
    }

    /// Counts how the words at doubtful places stand elsewhere. Small words are left out: they are never
    /// taken for their capital.
    fn count_doubtful(&self) -> Seen<'a> {
        let tokens = self.doc.tokens();
        let doubtful = |i: usize| {
            self.looks[i].has(Look::START | Look::NOISY)
                && (self.flags(i).has(Flags::UPPER) || !self.class(i, self.tables.closed))
        };
        let spots = self.spots.iter().map(|i| *i as usize);
        let count = spots.clone().filter(|i| doubtful(*i)).count();
        let mut seen = Seen::new(count, self.bump);
        if count > 0 {
            spots.filter(|i| doubtful(*i)).for_each(|i| seen.add(tokens.hash(i)));
            for (i, hash) in tokens.hashes().iter().enumerate() {
                seen.count(*hash, || {
                    let capital = tokens.flags(i).has(Flags::CAP);
                    let own = !self.looks[i].has(Look::START | Look::NOISY);
                    (!capital || own).then_some(capital)
                });
            }
        }
        seen
    }

    fn may_name(&self, i: usize, seen: &Seen<'_>) -> bool {
        let f = self.flags(i);
        let look = self.looks[i];
        let t = self.tables;
        let doubtful = look.has(Look::START | Look::NOISY);
        if let Some(k) = self.known(i)
            && k.words > 1
            && k.sure.contains(&2)
        {
            return true;
        }
        let classes = &self.doc.marks(i).classes;
        // "Ex-KGB", "Anti-Taliban"
        if self.gap(i + 1) == Gap::HYPHEN && classes.has(t.prefixes) {
            return false;
        }
        if classes.has(t.no_names) {
            // "Jan Eldridge", "April Jones"
            let next = i + 1;
            return next < self.doc.len()
                && self.gap(next) == Gap::SPACE
                && self.flags(next).has(Flags::CAP)
                && !look.has(Look::NOISY)
                && !self.class(next, t.no_names)
                && !self.look(next).has(Look::COMMON)
                && self.given(i)
                && self.surname(next);
        }
        // "US$"
        let behind = self.gap(i + 1);
        if f.has(Flags::UPPER) && roman(self.doc.word(i))
            || behind.has(Gap::CURRENCY) && (f.has(Flags::UPPER) || !behind.has(Gap::SPACE))
        {
            return false;
        }
        if f.has(Flags::SINGLE) {
            let dotted = self.gap(i + 1).has(Gap::STOP);
            return dotted || !matches!(self.doc.word(i), "I" | "A") && !look.has(Look::NOISY);
        }
        if classes.has(t.closed) {
            // "New Taipei City", "First Nations"
            let joins = !doubtful
                && matches!(
                    self.doc.word(i),
                    "New" | "First" | "Second" | "Third" | "Old" | "Our" | "One" | "All"
                )
                && i + 1 < self.doc.len()
                && self.flags(i + 1).has(Flags::CAP)
                && self.gap(i + 1) == Gap::SPACE;
            if joins {
                return true;
            }
            // "US", "WHO", "IT": an acronym where the capitals are its own.
            return f.has(Flags::UPPER) && !doubtful && look.has(Look::HIT);
        }
        if !doubtful {
            return true;
        }
        let (lower, own) = seen.get(self.doc.tokens().hash(i));
        if own > lower {
            return true;
        }
        if lower > 0 {
            return self.begins_institution(i);
        }
        let sure = self.known(i).is_some_and(|k| k.sure.contains(&2));
        if look.has(Look::COMMON) {
            // "Steve Brown", "Mark Butcher"
            let name = |a: usize, b: usize| {
                self.given(a)
                    && self.surname(b)
                    && self.gap(b) == Gap::SPACE
                    && self.flags(b).has(Flags::CAP)
                    && !(self.common(a) && self.common(b))
            };
            return self.begins_institution(i)
                || i > 0 && name(i - 1, i)
                || i + 1 < self.doc.len() && !look.has(Look::NOISY) && name(i, i + 1);
        }
        sure || f.has(Flags::MIXED)
            || look.has(Look::SURNAME)
            || t.given.is_some_and(|c| classes.has(c))
            || !ordinary_ending(self.doc.word(i))
    }

    /// "Supreme Court", "Central Bank": an institution's first word, with its head word close behind.
    pub(super) fn begins_institution(&self, i: usize) -> bool {
        let t = self.tables;
        let end = (i + 5).min(self.doc.len());
        let noisy = self.looks[i].has(Look::NOISY);
        if noisy && self.flags(i).has(Flags::UPPER) {
            return false;
        }
        let own = t.head(self.doc, self.lexicon, i, 4);
        if let Some((n, h)) = own
            && h.has(Head::OF)
            && i + n + 1 < self.doc.len()
        {
            let of = matches!(self.doc.word(i + n), "of" | "for");
            if of && self.gap(i + n).is_within(Gap::SPACE) {
                return true;
            }
        }
        if !self.class(i, t.modifiers) && own.is_none() {
            return false;
        }
        for k in i + 1..end {
            if !self.gap(k).is_within(Gap::SPACE) || !self.flags(k).has(Flags::CAP) {
                return false;
            }
            if t.head(self.doc, self.lexicon, k, 4).is_some() {
                return true;
            }
            if t.title(self.doc, self.lexicon, k).is_some() {
                return false;
            }
        }
        false
    }
}

/// Endings that names seldom have: "Airstrikes", "Rescuing".
fn ordinary_ending(word: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "ing", "ings", "tion", "tions", "sion", "sions", "ness", "ment", "ments", "ly", "ed",
        "ists", "ers", "ors", "ities", "ives", "ents", "ants",
    ];
    word.len() > 5 && ENDINGS.iter().any(|e| word.ends_with(e))
}
