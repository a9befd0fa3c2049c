//! Which capitalised words may be part of a name.

use std::ops::Range;

use super::{
    bits::Look,
    scan::{Known, Scan, roman},
    seen::Seen,
    tables::Head,
};
use crate::{
    document::{Flags, Gap, ZoneKind},
    gazetteer::Kind,
};

/// What cannot be told of a capital at its place.
const DOUBTFUL: u64 = Look::START | Look::NOISY;

/// By the lowest bits of flags: whether a name may stand at a token that looks so, with a capital or with digits and
/// letters.
const SHAPES: u16 = {
    let sign = Flags::DIGIT.0 | Flags::ALPHA.0;
    let (mut shapes, mut flags) = (0, 0);
    while flags < 16 {
        if flags & Flags::CAP.0 != 0 || flags & sign == sign {
            shapes |= 1 << flags;
        }
        flags += 1;
    }
    shapes
};

impl<'a> Scan<'a, '_> {
    /// Fills the column of looks with what the word lists say; the tokens at which a name may stand.
    pub(super) fn look_at_words(&mut self) -> &'a mut [u32] {
        let (tables, words) = (self.tables, self.doc.words());
        let spots = self.bump.alloc_slice_fill_copy(words.len(), 0);
        let mut count = 0;
        let columns = self.looks.iter().zip(words).zip(self.cells);
        for (i, ((look, word), cell)) in columns.enumerate() {
            let own = tables.look(*word);
            look.set(own);
            // Every third token or so is one, as chance has it: a sum costs less than a branch.
            let shape = SHAPES >> (cell.flags.0 & 15) & 1 != 0;
            spots[count] = i as u32;
            count += usize::from(shape | own.has(Look::LOWER_NAME | Look::OPENER));
        }
        &mut spots[..count]
    }

    /// Looks at the words where a name may stand, and decides which may be part of one.
    pub(super) fn look_around(&mut self, spots: &'a mut [u32]) {
        let (kept, doubtful) = self.look_at_places(spots);
        self.spots = &spots[..kept];
        let seen = self.count_doubtful(doubtful);
        self.decide(&seen);
    }

    /// What the places of the words say. How many of the spots stay, which are moved to the front, and how many at
    /// most are at a doubtful place.
    #[inline(never)]
    fn look_at_places(&mut self, spots: &mut [u32]) -> (usize, usize) {
        let sentences = self.doc.sentences();
        let mut marked = self.doc.tokens().all_marked();
        let (mut read, mut kept, mut doubtful) = (0, 0, 0);
        for sentence in sentences {
            let (first, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            while spots.get(read).is_some_and(|i| (*i as usize) < first) {
                read += 1;
            }
            let from = kept;
            let (mut caps, mut uppers, mut ordinary) = (0, 0, 0);
            while let Some(i) = spots.get(read).map(|i| *i as usize).filter(|i| *i < end) {
                read += 1;
                let f = self.flags(i);
                if f.has(Flags::CAP) {
                    caps += 1;
                    uppers += usize::from(f.has(Flags::UPPER));
                    let look = self.place(i, first, end);
                    ordinary += usize::from((look & Look::COMMON != 0) & (i > first));
                    doubtful += usize::from(look & Look::START != 0);
                    self.mark(i, look);
                } else if self.lower_name(i, end) {
                    self.mark(i, Look::NAME | Look::ASKED | Look::PENDING);
                } else {
                    continue;
                }
                spots[kept] = i as u32;
                kept += 1;
            }
            let inside = marked.iter().position(|k| *k as usize >= end).unwrap_or(marked.len());
            let marks;
            (marks, marked) = marked.split_at(inside);
            if kept == from {
                continue;
            }
            self.mark_works(first, end, marks);
            if self.is_noisy(first..end, [caps, uppers, ordinary]) {
                doubtful += caps;
                for i in &spots[from..kept] {
                    if self.flags(*i as usize).has(Flags::CAP) {
                        self.mark(*i as usize, Look::NOISY);
                    }
                }
            }
        }
        (kept, doubtful)
    }

    /// What the place of a capitalised token says of it, and whether known names are asked for it.
    fn place(&self, i: usize, first: usize, end: usize) -> u64 {
        let (look, f) = (self.look(i), self.flags(i));
        // "The", "He": nothing unless a capital follows.
        let small = look.has(Look::CLOSED)
            && !f.has(Flags::UPPER | Flags::DOTTED)
            && !(i + 1 < end && self.flags(i + 1).has(Flags::CAP));
        let common = look.has(Look::LISTED)
            || (i > first && look.has(Look::CLOSED))
            || self.common_plural(i);
        let flag = |is: bool, bit: u64| if is { bit } else { 0 };
        flag(!small, Look::ASKED | Look::PENDING)
            | flag(common, Look::COMMON)
            | flag(self.opens(i, first), Look::START)
    }

    /// Whether a name may stand at a token without a capital: "iPhone", "6PR", the small word of "al-Qaeda".
    fn lower_name(&self, i: usize, end: usize) -> bool {
        let (look, f) = (self.look(i), self.flags(i));
        let own = f.has(Flags::ALPHA)
            && (look.has(Look::LOWER_NAME) || f.has(Flags::DIGIT) && self.call_sign(i));
        own || i + 1 < end && self.flags(i + 1).has(Flags::CAP) && self.opens_name(i)
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
            if f.has(Flags::ALPHA) && !f.has(Flags::CAP) && !self.look(i).has(Look::CLOSED) {
                plain += 1;
                if plain * 4 >= caps {
                    return false;
                }
            }
        }
        may_title || uppers * 10 > letters * 6 && letters > 1 && plain == 0
    }

    /// "Diamonds": the plural of a word that is written in lower case as a rule.
    fn common_plural(&self, i: usize) -> bool {
        let cell = &self.cells[i];
        self.doc.text().as_bytes()[cell.end as usize - 1] == b's'
            && cell.end - cell.start > 4
            && self.listed_singular(self.doc.word(i))
    }

    #[inline(never)]
    fn listed_singular(&self, word: &str) -> bool {
        let singular = self.lexicon.word(crate::fold::hash(&word[..word.len() - 1]));
        self.tables.look(singular).has(Look::LISTED)
    }

    /// Looks for the known names, and decides which words may be part of a name; those at a doubtful place by the rest
    /// of the document.
    #[inline(never)]
    fn decide(&mut self, seen: &Seen<'_>) {
        let hashes = self.doc.tokens().hashes();
        // The end of the sentence, and of a known name of several words: no other one begins within it.
        let (mut end, mut inside) = (0, 0);
        for i in self.spots.iter().map(|i| *i as usize) {
            let mut sure = false;
            if i >= inside && self.look(i).has(Look::ASKED) && self.gazetteer.begins(hashes[i]) {
                if i >= end {
                    end = self.doc.sentences()[self.doc.sentence_of(i)].tokens.end as usize;
                }
                if let Some(known) = self.find_known(i, end)
                    && known.words > 1
                    && known.sure.contains(&2)
                {
                    inside = i + known.words;
                    sure = true;
                }
            }
            let look = self.look(i);
            if !look.has(Look::NAME) && (sure || self.may_name(i, seen)) {
                self.mark(i, Look::NAME);
            }
            // Capitalised elsewhere for its own sake: its place says nothing against it.
            if look.has(DOUBTFUL) {
                let (lower, own) = seen.get(hashes[i]);
                if own > 0 && lower == 0 {
                    self.looks[i].set(Look(self.look(i).0 & !DOUBTFUL));
                }
            }
        }
    }

    /// Counts how the words at doubtful places stand elsewhere. Small words are left out: they are never
    /// taken for their capital.
    #[inline(never)]
    fn count_doubtful(&self, most: usize) -> Seen<'a> {
        let tokens = self.doc.tokens();
        let doubtful = |i: usize| {
            let look = self.look(i);
            look.has(DOUBTFUL) && (!look.has(Look::CLOSED) || self.flags(i).has(Flags::UPPER))
        };
        let spots = self.spots.iter().map(|i| *i as usize);
        let mut seen = Seen::new(most, self.bump);
        if most > 0 {
            spots.filter(|i| doubtful(*i)).for_each(|i| seen.add(tokens.hash(i)));
            for (i, hash) in tokens.hashes().iter().enumerate() {
                seen.count(*hash, || {
                    let capital = tokens.flags(i).has(Flags::CAP);
                    // "Apple Inc." opens a sentence
                    let look = self.look(i);
                    let firm = !look.has(Look::NOISY) && self.suffix(i + 1).is_some();
                    let own = !look.has(DOUBTFUL) || firm;
                    (!capital || own).then_some(capital)
                });
            }
        }
        seen
    }

    fn may_name(&self, i: usize, seen: &Seen<'_>) -> bool {
        let (f, look, behind) = (self.flags(i), self.look(i), self.gap(i + 1));
        let questions = DOUBTFUL | Look::NO_NAME | Look::CLOSED | Look::PREFIX;
        if look.has(questions) || f.has(Flags::UPPER | Flags::SINGLE) || behind.has(Gap::CURRENCY) {
            self.may_still_name(i, seen)
        } else {
            true
        }
    }

    fn may_still_name(&self, i: usize, seen: &Seen<'_>) -> bool {
        let (f, look, behind) = (self.flags(i), self.look(i), self.gap(i + 1));
        let doubtful = look.has(DOUBTFUL);
        // "Ex-KGB", "Anti-Taliban"; but "Anti-Corruption Commission"
        if behind == Gap::HYPHEN && look.has(Look::PREFIX) {
            return self.prefixed_institution(i);
        }
        if look.has(Look::NO_NAME) {
            // "Jan Eldridge", "April Jones"
            let next = i + 1;
            return next < self.doc.len()
                && behind == Gap::SPACE
                && self.flags(next).has(Flags::CAP)
                && !look.has(Look::NOISY)
                && !self.look(next).has(Look::NO_NAME | Look::COMMON)
                && self.given(i)
                && self.surname(next);
        }
        // "US$"
        if f.has(Flags::UPPER) && roman(self.doc.word(i))
            || behind.has(Gap::CURRENCY) && (f.has(Flags::UPPER) || !behind.has(Gap::SPACE))
        {
            return false;
        }
        if f.has(Flags::SINGLE) {
            return behind.has(Gap::STOP)
                || !matches!(self.doc.word(i), "I" | "A") && !look.has(Look::NOISY);
        }
        if look.has(Look::CLOSED) {
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
            return f.has(Flags::UPPER) && look.has(Look::HIT) && (!doubtful || self.acronym(i));
        }
        if !doubtful || self.acronym(i) {
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
            // "Arsenal's title hopes" in a sports report
            let team = |k: &Known| k.kinds[1] == Kind::Sports && k.sure[1] > 0;
            return self.begins_institution(i)
                || self.sport && self.known(i).is_some_and(team)
                || i > 0 && name(i - 1, i)
                || i + 1 < self.doc.len() && !look.has(Look::NOISY) && name(i, i + 1);
        }
        sure || f.has(Flags::MIXED)
            || self.surname(i)
            || look.has(Look::LISTED_GIVEN)
            || !ordinary_ending(self.doc.word(i))
    }

    /// "UN officials said": a sure name in capitals of its own, wherever it stands.
    fn acronym(&self, i: usize) -> bool {
        self.flags(i).has(Flags::UPPER)
            && !self.look(i).has(Look::NOISY)
            && self.known(i).is_some_and(|k| k.words == 1 && k.sure.contains(&2))
    }

    /// "Anti-Corruption Commission": an ordinary word with a prefix before the head word of an institution.
    fn prefixed_institution(&self, i: usize) -> bool {
        let capital = |k: usize| k < self.doc.len() && self.flags(k).has(Flags::CAP);
        capital(i + 1)
            && self.look(i + 1).has(Look::LISTED | Look::MODIFIER)
            && (i + 2..i + 5)
                .take_while(|k| capital(*k) && self.gap(*k) == Gap::SPACE)
                .any(|k| self.head_at(k, 4).is_some_and(|(_, h)| h.has(Head::AFTER)))
    }

    /// "Supreme Court", "Central Bank": an institution's first word, with its head word close behind.
    pub(super) fn begins_institution(&self, i: usize) -> bool {
        let end = (i + 5).min(self.doc.len());
        let noisy = self.look(i).has(Look::NOISY);
        if noisy && self.flags(i).has(Flags::UPPER) {
            return false;
        }
        let own = self.head_at(i, 4);
        if let Some((n, h)) = own
            && h.has(Head::OF)
            && i + n + 1 < self.doc.len()
        {
            let of = self.small(i + n).has(Look::OF | Look::FOR);
            if of && self.gap(i + n).is_within(Gap::SPACE) {
                return true;
            }
        }
        // "Typhoon Yagi"
        if let Some((n, h)) = own
            && h.has(Head::FIRST)
            && self.gap(i + n) == Gap::SPACE
            && i + n < self.doc.len()
            && self.flags(i + n).has(Flags::CAP)
            && !self.look(i + n).has(Look::LISTED | Look::CLOSED | Look::NOISY)
        {
            return true;
        }
        if !self.look(i).has(Look::MODIFIER) && own.is_none() {
            return false;
        }
        for k in i + 1..end {
            if !self.gap(k).is_within(Gap::SPACE) || !self.flags(k).has(Flags::CAP) {
                return false;
            }
            if self.head_at(k, 4).is_some() {
                return true;
            }
            if self.title(k).is_some() {
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
