//! Which capitalised words may be part of a name.

use std::ops::Range;

use super::{
    bits::Look,
    endings::ORDINARY,
    scan::{Known, Scan, roman},
    seen::Seen,
    tables::Head,
};
use crate::{
    document::{Flags, Gap, ZoneKind},
    gazetteer::Kind,
    pick::pick,
};

/// What may stand before a capital that says nothing.
const OPENING: Gap = Gap(Gap::QUOTE.0 | Gap::STOP.0 | Gap::MARK.0 | Gap::COLON.0);

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
        let kept = self.look_at_places(spots);
        self.spots = &spots[..kept];
        self.mark_works();
        let seen = self.count_doubtful();
        self.find_all_known();
        self.decide(&seen);
    }

    /// Those of some tokens of which something is so.
    pub(super) fn pick(
        &self,
        tokens: impl ExactSizeIterator<Item = usize>,
        is: impl Fn(usize) -> bool,
    ) -> &'a [u32] {
        pick(tokens.map(|i| i as u32), self.bump, |i| is(i as usize))
    }

    pub(super) fn each_spot(&self) -> impl ExactSizeIterator<Item = usize> + use<'a> {
        self.spots.iter().map(|i| *i as usize)
    }

    /// What the places of the words say. How many of the spots stay, which are moved to the front.
    #[inline(never)]
    fn look_at_places(&mut self, spots: &mut [u32]) -> usize {
        let (mut read, mut kept) = (0, 0);
        for sentence in self.doc.sentences() {
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
                    self.mark(i, look);
                } else if self.lower_name(i, end) {
                    self.mark(i, Look::NAME | Look::ASKED);
                } else {
                    continue;
                }
                spots[kept] = i as u32;
                kept += 1;
            }
            if caps > 0 && self.is_noisy(first..end, [caps, uppers, ordinary]) {
                for i in &spots[from..kept] {
                    if self.flags(*i as usize).has(Flags::CAP) {
                        self.mark(*i as usize, Look::NOISY);
                    }
                }
            }
        }
        kept
    }

    /// What the place of a capitalised token says of it, and whether known names are asked for it.
    fn place(&self, i: usize, first: usize, end: usize) -> u64 {
        let (look, f) = (self.look(i), self.flags(i));
        let (closed, next) = (look.has(Look::CLOSED), self.flags(i + 1));
        // "The", "He": nothing unless a capital follows.
        let small =
            closed & !f.has(Flags::UPPER | Flags::DOTTED) & !((i + 1 < end) & next.has(Flags::CAP));
        let listed = look.has(Look::LISTED) | ((i > first) & closed);
        let common = listed || self.common_plural(i);
        let flag = |is: bool, bit: u64| u64::from(is) * bit;
        flag(!small, Look::ASKED)
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
    #[inline]
    fn opens(&self, i: usize, first: usize) -> bool {
        let letters = self.flags(i.saturating_sub(1)).has(Flags::ALPHA);
        let plain = letters & !self.gap(i).has(OPENING);
        // Nearly always the word before it tells, or that there is none.
        if plain | (i == first) { i == first } else { self.opens_behind_mark(i, first) }
    }

    #[inline(never)]
    fn opens_behind_mark(&self, mut i: usize, first: usize) -> bool {
        loop {
            let gap = self.gap(i);
            if gap.has(OPENING) && !(gap.has(Gap::STOP) && i > first && self.abbreviated(i - 1))
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

    /// Decides which words may be part of a name; those at a doubtful place by the rest of the document.
    #[inline(never)]
    fn decide(&mut self, seen: &Seen<'_>) {
        // Nothing speaks against most of them.
        let questions = DOUBTFUL | Look::NO_NAME | Look::CLOSED | Look::PREFIX;
        let open = self.pick(self.each_spot(), |i| {
            let look = self.look(i);
            let plain = !look.has(questions)
                & !self.flags(i).has(Flags::UPPER | Flags::SINGLE)
                & !self.gap(i + 1).has(Gap::CURRENCY);
            self.mark(i, u64::from(plain) * Look::NAME);
            !(plain | look.has(Look::NAME)) | look.has(DOUBTFUL)
        });
        let hashes = self.doc.tokens().hashes();
        for i in open.iter().map(|i| *i as usize) {
            let look = self.look(i);
            if !look.has(Look::NAME) && self.may_still_name(i, seen) {
                self.mark(i, Look::NAME);
            }
            // Capitalised elsewhere for its own sake: its place says nothing against it.
            let (lower, own) = seen.get(hashes[i]);
            if look.has(DOUBTFUL) & (own > 0) & (lower == 0) {
                self.looks[i].set(Look(self.look(i).0 & !DOUBTFUL));
            }
        }
    }

    /// Counts how the words at doubtful places stand elsewhere. Small words are left out: they are never
    /// taken for their capital.
    #[inline(never)]
    fn count_doubtful(&self) -> Seen<'a> {
        let hashes = self.doc.tokens().hashes();
        let doubtful = self.pick(self.each_spot(), |i| {
            let look = self.look(i);
            look.has(DOUBTFUL) & (!look.has(Look::CLOSED) | self.flags(i).has(Flags::UPPER))
        });
        let mut seen = Seen::new(doubtful.iter().map(|i| hashes[*i as usize]), self.bump);
        if !doubtful.is_empty() {
            let places = self.pick(0..hashes.len(), |i| seen.may_hold(hashes[i]));
            for i in places.iter().map(|i| *i as usize) {
                let capital = self.flags(i).has(Flags::CAP);
                // "Apple Inc." opens a sentence
                let look = self.look(i);
                let firm = !look.has(Look::NOISY) && self.suffix(i + 1).is_some();
                let own = capital & (!look.has(DOUBTFUL) | firm);
                seen.count(hashes[i], !capital, own);
            }
        }
        seen
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
            let office = i > 0 && self.gap(i) == Gap::SPACE && self.title(i - 1) == Some(true);
            let first = next < self.doc.len()
                && behind == Gap::SPACE
                && self.flags(next).has(Flags::CAP)
                && !look.has(Look::NOISY)
                && !self.look(next).has(Look::NO_NAME | Look::COMMON)
                && self.given(i)
                && (office || self.surname(next));
            return first || self.feast_as_surname(i);
        }
        if f.has(Flags::UPPER) && self.in_ticker(i) {
            return false;
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
        // "Co-author Helen Tan"
        let lower = |k: usize| k < self.doc.len() && !self.flags(k).has(Flags::CAP);
        if behind == Gap::HYPHEN && self.title(i).is_some() && lower(i + 1) {
            return false;
        }
        let (lower, own) = seen.get(self.doc.tokens().hash(i));
        if own > lower {
            return true;
        }
        if lower > 0 {
            return self.begins_institution(i);
        }
        let listed = self.known(i).is_some();
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
                || self.lends_capital(i)
                || self.sport && self.known(i).is_some_and(team)
                || i > 0 && name(i - 1, i)
                || i + 1 < self.doc.len() && !look.has(Look::NOISY) && name(i, i + 1);
        }
        let word = self.doc.word(i);
        listed
            || f.has(Flags::MIXED)
            || self.surname(i)
            || look.has(Look::LISTED_GIVEN)
            || !(word.len() > 5 && ORDINARY.end(word))
    }

    /// "(OSE: NVE)": a firm's sign at an exchange, and an exchange that no list has.
    fn in_ticker(&self, i: usize) -> bool {
        let opens = Gap::OPEN | Gap::SEMICOLON;
        let pair = |k: usize| {
            self.gap(k).has(opens)
                && self.gap(k + 1).has(Gap::COLON)
                && self.flags(k + 1).has(Flags::UPPER | Flags::DIGIT)
                && k + 2 <= self.doc.len()
                && self.gap(k + 2).has(Gap::CLOSE | Gap::SEMICOLON)
        };
        if self.gap(i).has(Gap::COLON) {
            i > 0 && pair(i - 1)
        } else {
            self.gap(i + 1).has(Gap::COLON) && pair(i) && self.known(i).is_none()
        }
    }

    /// "Victim Support said": an ordinary word with a capital of its own behind the first word makes that one part of the
    /// name.
    fn lends_capital(&self, i: usize) -> bool {
        let (next, after) = (i + 1, i + 2);
        let word = |k: usize| {
            let look = self.look(k);
            look.has(Look::COMMON)
                && !look.has(Look::CLOSED | Look::NO_NAME | Look::ROLE | Look::TITLE | Look::HIT)
                && !self.flags(k).has(Flags::UPPER)
        };
        after < self.doc.len()
            && !self.look(i).has(Look::NOISY)
            && self.gap(next) == Gap::SPACE
            && self.flags(next).has(Flags::CAP)
            && !self.look(next).has(Look::START | Look::NOISY)
            && (!self.flags(after).has(Flags::CAP) || !self.gap(after).is_within(Gap::BLANK))
            && word(next)
            && !self.given(next)
            && !self.surname(next)
            && !self.look(i).has(Look::CLOSED | Look::NO_NAME)
            && !self.flags(i).has(Flags::UPPER)
    }

    /// "Tamer Ramadan"
    fn feast_as_surname(&self, i: usize) -> bool {
        self.look(i).has(Look::HEAD)
            && i > 0
            && self.gap(i) == Gap::SPACE
            && self.surname(i)
            && self.given(i - 1)
            && !self.look(i).has(Look::NOISY)
            && !self.look(i - 1).has(Look::COMMON | Look::NO_NAME)
            && self.flags(i - 1).has(Flags::CAP)
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
