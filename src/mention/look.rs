//! Which capitalised words may be part of a name.

use std::ops::Range;

use super::{
    scan::{Look, Scan, roman},
    seen::Seen,
    tables::{Head, Small},
};
use crate::document::{Flags, Gap, ZoneKind};

impl<'a> Scan<'a, '_> {
    /// Looks at all words once, then decides which may be part of a name.
    pub(super) fn look_around(&mut self) {
        let sentences = self.doc.sentences();
        self.spots.reserve(self.doc.len() / 4);
        let mut marked = self.doc.tokens().marked(0..self.doc.len()).iter().peekable();
        for sentence in sentences {
            let (first, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let mut quotes = false;
            while let Some(k) = marked.next_if(|k| (**k as usize) < end) {
                quotes |= *k as usize >= first && self.gap(*k as usize).has(Gap::QUOTE);
            }
            self.look_at_sentence(first, end, quotes);
        }
        self.decide();
    }

    fn look_at_sentence(&mut self, first: usize, end: usize, quotes: bool) {
        let doc = self.doc;
        let spots = self.spots.len();
        let (mut caps, mut uppers, mut ordinary) = (0, 0, 0);
        for i in first..end {
            let f = self.flags(i);
            if f.has(Flags::CAP) {
                // "al-Qaeda": the small word is a spot, too.
                let last = self.spots.last().map_or(0, |k| *k as usize + 1);
                if i > first.max(last) && self.opens_name(i - 1) {
                    self.looks[i - 1].0 = Look::NAME;
                    self.spots.push(i as u32 - 1);
                }
                caps += 1;
                uppers += usize::from(f.has(Flags::UPPER));
                let classes = &doc.marks(i).classes;
                let mut look = if self.opens(i, first) { Look::START } else { 0 };
                if classes.intersects(self.tables.common)
                    || (i > first && classes.has(self.tables.closed))
                    || self.common_plural(i)
                {
                    look |= Look::COMMON;
                    ordinary += usize::from(i > first);
                }
                self.looks[i].0 = look;
                self.spots.push(i as u32);
            } else if f.has(Flags::ALPHA)
                && (doc.marks(i).classes.has(self.tables.lower_names)
                    || f.has(Flags::DIGIT) && self.call_sign(i))
            {
                self.looks[i].0 = Look::NAME;
                self.spots.push(i as u32);
            }
        }
        if self.spots.len() == spots {
            return;
        }
        if quotes {
            self.mark_works(first, end);
        }
        let noisy =
            if self.is_noisy(first..end, [caps, uppers, ordinary]) { Look::NOISY } else { 0 };
        // The end of a known name of several words: no other one begins within it.
        let mut inside = first;
        for k in spots..self.spots.len() {
            let i = self.spots[k] as usize;
            let f = self.flags(i);
            if f.has(Flags::CAP) {
                self.looks[i].0 |= noisy;
                // "The", "He": nothing unless a capital follows.
                if self.class(i, self.tables.closed)
                    && !f.has(Flags::UPPER | Flags::DOTTED)
                    && !(i + 1 < end && self.flags(i + 1).has(Flags::CAP))
                {
                    continue;
                }
            }
            self.looks[i].0 |= self.look_up_parts(i);
            if i >= inside
                && let Some(known) = self.find_known(i, end)
                && known.words > 1
                && known.sure.contains(&2)
            {
                inside = i + known.words;
            }
        }
    }

    /// Whether the capital of token `i` says nothing because a sentence, a quotation or the like begins with it.
    fn opens(&self, mut i: usize, first: usize) -> bool {
        loop {
            let gap = self.gap(i);
            if gap.has(Gap::QUOTE | Gap::STOP | Gap::MARK | Gap::COLON)
                && !(gap.has(Gap::STOP) && i > first && self.abbreviated(i - 1))
                || i == first
            {
                return true;
            }
            i -= 1;
            if self.flags(i).has(Flags::ALPHA) {
                return false;
            }
        }
    }

    /// Whether a sentence stands in capitals or like a title, by how many of its words are capitalised, in capitals,
    /// and ordinary words with a capital.
    fn is_noisy(&self, sentence: Range<usize>, [caps, uppers, ordinary]: [usize; 3]) -> bool {
        let may_upper = uppers * 10 > caps * 6;
        let headline = || self.doc.zone_of(sentence.start).kind == ZoneKind::Headline;
        let may_title = caps > 2
            && ordinary * 4 >= caps
            && ordinary > 0
            && (!self.gap(sentence.end).has(Gap::STOP) || headline());
        if !may_upper && !may_title {
            return false;
        }
        // Few words but these may stand in lower case: most sentences soon have more.
        let (mut letters, mut plain) = (0, 0);
        for i in sentence {
            let f = self.flags(i);
            letters += usize::from(f.has(Flags::ALPHA));
            if f.has(Flags::ALPHA) && !f.has(Flags::CAP) && !self.class(i, self.tables.closed) {
                plain += 1;
                if plain * 4 >= caps {
                    return false;
                }
            }
        }
        may_title || uppers * 10 > letters * 6 && letters > 1 && plain == 0
    }

    /// What lists of people's names say of a word.
    fn look_up_parts(&self, i: usize) -> u16 {
        let classes = &self.doc.marks(i).classes;
        let given = self.tables.given.is_some_and(|c| classes.has(c));
        let surname = self.tables.surnames.is_some_and(|c| classes.has(c));
        Look::of_part(&self.gazetteer.part(self.doc.tokens().hash(i)), given, surname)
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
            let of = self.small(i + n).has(Small::OF | Small::FOR);
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
    word.len() > 5
        && matches!(word.as_bytes(), [.., b'g' | b's' | b'n' | b't' | b'y' | b'd'])
        && ENDINGS.iter().any(|e| word.ends_with(e))
}
