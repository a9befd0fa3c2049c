//! Which capitalised words may be part of a name.

use super::{
    scan::{Look, Scan, roman},
    tables::Head,
};
use crate::document::{Flags, Gap, ZoneKind};

/// How often a word stands in lower case, and capitalised where it need not be.
struct Seen {
    table: Vec<(u64, u16, u16)>,
    used: usize,
}

impl Seen {
    fn new() -> Self {
        Self { table: vec![(0, 0, 0); 64], used: 0 }
    }

    fn slot(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash as usize & mask;
        while self.table[at].0 != 0 && self.table[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn add(&mut self, hash: u64) {
        if (self.used + 1) * 2 > self.table.len() {
            let size = self.table.len() * 2;
            let old = std::mem::replace(&mut self.table, vec![(0, 0, 0); size]);
            for row in old.into_iter().filter(|r| r.0 != 0) {
                let at = self.slot(row.0);
                self.table[at] = row;
            }
        }
        let at = self.slot(hash);
        if self.table[at].0 == 0 {
            self.table[at].0 = hash;
            self.used += 1;
        }
    }

    fn count(&mut self, hash: u64, capital: bool) {
        let at = self.slot(hash);
        let row = &mut self.table[at];
        if row.0 == hash {
            let n = if capital { &mut row.2 } else { &mut row.1 };
            *n = n.saturating_add(1);
        }
    }

    /// (in lower case, capitalised for its own sake)
    fn get(&self, hash: u64) -> (u16, u16) {
        let row = self.table[self.slot(hash)];
        (row.1, row.2)
    }
}

impl Scan<'_, '_> {
    pub(super) fn look_at_sentence(&mut self, k: usize) {
        let doc = self.doc;
        let sentence = &doc.sentences()[k].tokens;
        let (first, end) = (sentence.start as usize, sentence.end as usize);
        let lexicon = self.lexicon;
        let (mut letters, mut caps, mut uppers, mut plain, mut ordinary) = (0, 0, 0, 0, 0);
        for i in first..end {
            let f = self.flags(i);
            if !f.has(Flags::ALPHA) {
                continue;
            }
            letters += 1;
            if f.has(Flags::CAP) {
                let classes = lexicon.classes(doc.words()[i]);
                caps += 1;
                uppers += usize::from(f.has(Flags::UPPER));
                let common = classes.intersects(self.tables.common)
                    || (i > first && classes.has(self.tables.closed))
                    || self.common_plural(i);
                if common {
                    self.looks[i].0 |= Look::COMMON;
                    ordinary += usize::from(i > first);
                }
            } else if !lexicon.classes(doc.words()[i]).has(self.tables.closed) {
                plain += 1;
            }
        }
        let upper = uppers * 10 > letters * 6 && letters > 1 && plain == 0;
        let headline = doc.zone_of(first).kind == ZoneKind::Headline;
        let closed = self.gap(end).has(Gap::STOP) && !headline;
        let title = caps > 2 && caps > plain * 4 && ordinary * 4 >= caps && ordinary > 0 && !closed;
        let noisy = upper || title;
        self.mark_works(first, end);
        let mut opening = true;
        for i in first..end {
            let f = self.flags(i);
            let gap = self.gap(i);
            if gap.has(Gap::QUOTE | Gap::STOP | Gap::MARK | Gap::COLON)
                && !(gap.has(Gap::STOP) && i > first && self.abbreviated(i - 1))
            {
                opening = true;
            }
            if !f.has(Flags::CAP)
                && f.has(Flags::ALPHA)
                && (self.opens_name(i, end)
                    || self.call_sign(i)
                    || self.class(i, self.tables.lower_names))
            {
                self.looks[i].0 |= Look::NAME;
                self.find_known(i, end);
            }
            if f.has(Flags::CAP) {
                if opening {
                    self.looks[i].0 |= Look::START;
                }
                if noisy {
                    self.looks[i].0 |= Look::NOISY;
                }
                self.find_known(i, end);
            }
            if f.has(Flags::ALPHA) {
                opening = false;
            }
        }
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
    pub(super) fn decide(&mut self) {
        let doc = self.doc;
        let tokens = doc.tokens();
        let mut seen = Seen::new();
        let mut any = false;
        for i in 0..doc.len() {
            if self.looks[i].has(Look::START | Look::NOISY) {
                seen.add(tokens.hash(i));
                any = true;
            }
        }
        if any {
            for i in 0..doc.len() {
                let capital = tokens.flags(i).has(Flags::CAP);
                if !(capital && self.looks[i].has(Look::START | Look::NOISY)) {
                    seen.count(tokens.hash(i), capital);
                }
            }
        }
        for i in 0..doc.len() {
            if !self.looks[i].has(Look::NAME)
                && tokens.flags(i).has(Flags::CAP)
                && self.may_name(i, &seen)
            {
                self.looks[i].0 |= Look::NAME;
            }
            // Capitalised elsewhere for its own sake: its place says nothing against it.
            if self.looks[i].has(Look::START | Look::NOISY) {
                let (lower, own) = seen.get(tokens.hash(i));
                if own > 0 && lower == 0 {
                    self.looks[i].0 &= !(Look::START | Look::NOISY);
                }
            }
        }
    }

    fn may_name(&self, i: usize, seen: &Seen) -> bool {
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
        // "Ex-KGB", "Anti-Taliban"
        if self.gap(i + 1) == Gap::HYPHEN
            && matches!(
                self.doc.word(i),
                "Ex" | "Anti"
                    | "Pro"
                    | "Non"
                    | "Pre"
                    | "Post"
                    | "Mid"
                    | "Sub"
                    | "EX"
                    | "ANTI"
                    | "PRO"
            )
        {
            return false;
        }
        let classes = self.lexicon.classes(self.doc.words()[i]);
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
        if roman(self.doc.word(i))
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
            || t.given.is_some_and(|c| classes.has(c))
            || t.surnames.is_some_and(|c| classes.has(c))
            || self.part(i).last > 0
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
