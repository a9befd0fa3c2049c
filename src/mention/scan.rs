//! How each capitalised word of the document looks, and where gazetteer names stand.

use super::tables::Tables;
use crate::{
    document::{Document, Flags, Gap, ZoneKind},
    gazetteer::{EntryIx, Gazetteer, Hit, Kind, NameForm},
    lang::Lexicon,
};

/// What a capitalised word is, seen by itself. A set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look(pub u8);

impl Look {
    /// May be part of a name.
    pub const NAME: u8 = 1;
    /// Begins a sentence or a quotation, so that its capital says nothing.
    pub const START: u8 = 2;
    /// Stands in capitals or in a title-case line, so that its capital says nothing.
    pub const NOISY: u8 = 4;
    /// Written in lower case as a rule.
    pub const COMMON: u8 = 8;
    /// Begins a gazetteer name.
    pub const HIT: u8 = 16;

    pub fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }
}

/// A gazetteer name in the text.
pub(super) struct Known<'g> {
    pub at: usize,
    pub words: usize,
    pub hit: Hit<'g>,
    /// For person, organisation, place, other: 0 no, 1 with evidence, 2 yes.
    pub sure: [u8; 4],
    pub kinds: [Kind; 4],
    /// The best prior of each group.
    pub priors: [u16; 4],
    pub demonym: bool,
    /// Index of the first name, to tell names apart.
    pub possessive: bool,
}

pub(super) struct Scan<'a, 't> {
    pub doc: &'a Document<'t>,
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
    pub tables: &'a Tables,
    pub looks: Vec<Look>,
    pub known: Vec<Known<'a>>,
    /// For each token, index into `known` + 1, or 0.
    known_at: Vec<u32>,
    /// The article is a sports report.
    pub sport: bool,
    /// Titles of works in quotation marks, in order.
    pub works: Vec<std::ops::Range<usize>>,
}

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

impl<'a, 't> Scan<'a, 't> {
    pub fn new(
        doc: &'a Document<'t>,
        lexicon: &'a Lexicon,
        gazetteer: &'a Gazetteer,
        tables: &'a Tables,
    ) -> Self {
        let n = doc.len();
        let mut scan = Self {
            doc,
            lexicon,
            gazetteer,
            tables,
            looks: vec![Look::default(); n],
            known: Vec::new(),
            known_at: vec![0; n],
            sport: false,
            works: Vec::new(),
        };
        scan.sport = scan.is_sport();
        for k in 0..doc.sentences().len() {
            scan.look_at_sentence(k);
        }
        scan.decide();
        scan
    }

    pub fn flags(&self, i: usize) -> Flags {
        self.doc.tokens().flags(i)
    }

    pub fn look(&self, i: usize) -> Look {
        self.looks[i]
    }

    pub fn gap(&self, i: usize) -> Gap {
        self.doc.tokens().gap(i)
    }

    pub fn known(&self, i: usize) -> Option<&Known<'a>> {
        match self.known_at[i] {
            0 => None,
            k => Some(&self.known[k as usize - 1]),
        }
    }

    pub fn known_index(&self, i: usize) -> u32 {
        self.known_at[i]
    }

    pub fn class(&self, i: usize, class: crate::lang::Class) -> bool {
        self.lexicon.classes(self.doc.words()[i]).has(class)
    }

    pub fn common(&self, i: usize) -> bool {
        self.look(i).has(Look::COMMON)
    }

    fn is_sport(&self) -> bool {
        let words = self.doc.words();
        let n = words.len().min(400);
        let hits =
            words[..n].iter().filter(|w| self.lexicon.classes(**w).has(self.tables.sport)).count();
        hits * 100 > n * 4 && hits > 3
    }

    fn look_at_sentence(&mut self, k: usize) {
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
                && (self.opens_name(i, end) || self.call_sign(i))
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
    fn common_plural(&self, i: usize) -> bool {
        let word = self.doc.word(i);
        word.len() > 4
            && word.ends_with('s')
            && self
                .lexicon
                .classes(self.lexicon.word(crate::fold::hash(&word[..word.len() - 1])))
                .intersects(self.tables.common)
    }

    /// Marks the titles of works: several words in quotation marks, all of weight capitalised.
    fn mark_works(&mut self, first: usize, end: usize) {
        let mut i = first;
        while i < end {
            let gap = self.gap(i);
            let opens = gap.has(Gap::QUOTE)
                && (i == first || !gap.has(Gap::COLON))
                && self.flags(i).has(Flags::CAP);
            if !opens || i > first && !gap.has(Gap::SPACE | Gap::OPEN) {
                i += 1;
                continue;
            }
            let mut k = i + 1;
            let mut plain = false;
            let mut common =
                usize::from(self.looks[i].has(Look::COMMON) || self.class(i, self.tables.closed));
            while k < end && k < i + 9 && !self.gap(k).has(Gap::QUOTE) {
                let small =
                    self.class(k, self.tables.closed) || self.class(k, self.tables.particles);
                if self.flags(k).has(Flags::CAP) {
                    common += usize::from(self.looks[k].has(Look::COMMON) || small);
                } else {
                    plain |= !small && !self.flags(k).has(Flags::DIGIT);
                }
                plain |= self.gap(k).has(Gap::STOP) && !self.abbreviated(k - 1);
                k += 1;
            }
            let closes = k < self.doc.len() + 1
                && self.gap(k).has(Gap::QUOTE)
                && (k < end || self.gap(k).has(Gap::QUOTE));
            if closes && !plain && k > i + 1 && k < i + 9 && common > 0 {
                self.works.push(i..k);
                i = k;
            } else {
                i += 1;
            }
        }
    }

    /// Whether a full stop behind token `i` may belong to an abbreviation.
    pub fn abbreviated(&self, i: usize) -> bool {
        let f = self.flags(i);
        f.has(Flags::CAP)
            && (f.has(Flags::SINGLE | Flags::DOTTED)
                || self.doc.tokens().end(i) - self.doc.tokens().start(i) < 5
                    && (self.class(i, self.tables.honorifics)
                        || matches!(self.doc.word(i), "St" | "Mt" | "Ft" | "Jr" | "Sr")
                        || self.tables.suffix(self.doc, self.lexicon, i).is_some()))
    }

    fn find_known(&mut self, i: usize, end: usize) {
        let doc = self.doc;
        let tokens = doc.tokens();
        let text = doc.text();
        let start = tokens.start(i);
        let end = end.min(i + 12);
        let mut room = end - i;
        let hit = loop {
            let hit = self.gazetteer.longest(&tokens.hashes()[i..i + room], |n| {
                let k = i + n - 1;
                [tokens.end(k), tokens.full_end(k)].map(|e| &text[start as usize..e as usize])
            });
            match hit {
                None => return,
                Some(hit) if self.written_as_name(i, &hit) => break hit,
                Some(hit) if hit.words == 1 => return,
                Some(hit) => room = hit.words - 1,
            }
        };
        let n = hit.words;
        let noisy = self.looks[i].has(Look::NOISY);
        let upper = self.flags(i).has(Flags::UPPER);
        let mut sure = [0u8; 4];
        let mut kinds = [Kind::Other; 4];
        let mut priors = [0u16; 4];
        let mut demonym = false;
        let mut any = false;
        for name in hit.names() {
            let row = self.gazetteer.name(name);
            let entry = self.gazetteer.entry(row.entry);
            let (kind, prior) = (entry.kind(), entry.prior());
            let mut g = group(kind);
            if row.form == NameForm::Demonym {
                g = 3;
            }
            let mut level = if row.context { 1 } else { 2 };
            if n == 1 {
                let written = self.gazetteer.name_text(name);
                let acronym = written.len() < 7
                    && written.len() > 1
                    && written.bytes().all(|b| b.is_ascii_uppercase() || b == b'.' || b == b'-');
                if acronym && !upper && !self.flags(i).has(Flags::DOTTED) {
                    continue;
                }
                if !acronym && upper && !noisy && tokens.end(i) - start < 5 {
                    level = 1;
                }
                if acronym && noisy && self.common(i) {
                    continue;
                }
                // One word of a person's name, or a small place, needs more than the list.
                if g == 0 || g == 2 && kind == Kind::City && prior < 330 || g == 1 && prior < 300 {
                    level = 1;
                }
            }
            any = true;
            demonym |= row.form == NameForm::Demonym;
            sure[g] = sure[g].max(level);
            if prior >= priors[g] {
                priors[g] = prior;
                kinds[g] =
                    if g == 3 && row.form == NameForm::Demonym { Kind::Nationality } else { kind };
            }
        }
        if !any {
            return;
        }
        let possessive = hit.possessive;
        self.known.push(Known { at: i, words: n, hit, sure, kinds, priors, demonym, possessive });
        self.known_at[i] = self.known.len() as u32;
        self.looks[i].0 |= Look::HIT;
    }

    /// "6PR", "3AW": digits before capitals that are no unit.
    fn call_sign(&self, i: usize) -> bool {
        let word = self.doc.word(i);
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = word.len() - letters.len();
        (1..3).contains(&digits)
            && (2..4).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_uppercase())
            && !self.class(i, self.tables.no_names)
            && !matches!(
                letters,
                "AM" | "PM"
                    | "KM"
                    | "KG"
                    | "MW"
                    | "GW"
                    | "KW"
                    | "MM"
                    | "CM"
                    | "GB"
                    | "MB"
                    | "TB"
                    | "KB"
                    | "HP"
                    | "BC"
                    | "AD"
                    | "BN"
                    | "ST"
                    | "ND"
                    | "RD"
                    | "TH"
                    | "MPH"
                    | "KPH"
                    | "HZ"
                    | "GHZ"
                    | "MHZ"
                    | "FT"
                    | "LB"
                    | "LBS"
                    | "OZ"
                    | "XL"
                    | "DC"
                    | "AC"
                    | "MP"
                    | "WD"
                    | "UP"
                    | "DR"
            )
    }

    /// Every word of weight must be capitalised in the text as it is in the name.
    fn written_as_name(&self, i: usize, hit: &Hit<'_>) -> bool {
        let n = hit.words;
        let odd = (i + 1..i + n).any(|k| {
            !self.flags(k).has(Flags::CAP | Flags::DIGIT)
                && !self.class(k, self.tables.closed)
                && !self.class(k, self.tables.particles)
                && !self.gap(k).has(Gap::HYPHEN)
        });
        // "Israeli army": a lower-case head word is no part of the name.
        let last = i + n - 1;
        if n > 1
            && !self.flags(last).has(Flags::CAP | Flags::DIGIT)
            && self.gap(last) != Gap::HYPHEN
        {
            return false;
        }
        if !odd {
            return true;
        }
        let span = self.doc.span(i..i + n);
        hit.names().any(|name| self.gazetteer.name_text(name) == span.of(self.doc.text()))
    }

    /// "al-Qaeda", "de Beer": a small word before a capital that a name begins with.
    fn opens_name(&self, i: usize, end: usize) -> bool {
        if i + 1 >= end || !self.flags(i + 1).has(Flags::CAP) {
            return false;
        }
        let word = self.doc.word(i);
        let article = matches!(
            word,
            "al" | "el"
                | "as"
                | "ash"
                | "an"
                | "ar"
                | "ad"
                | "at"
                | "az"
                | "Al"
                | "El"
                | "As"
                | "Ash"
                | "An"
                | "Ar"
                | "Ad"
                | "At"
                | "Az"
        );
        if self.gap(i + 1) == Gap::HYPHEN {
            return article;
        }
        self.gap(i + 1) == Gap::SPACE
            && matches!(word, "al" | "de" | "van" | "von" | "bin" | "ben" | "della" | "dos")
            && !self.flags(i.saturating_sub(1)).has(Flags::CAP)
    }

    /// Decides which words may be part of a name; those at a doubtful place by the rest of the document.
    fn decide(&mut self) {
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
        if let Some(k) = self.known(i) {
            if k.words > 1 && k.sure.contains(&2) {
                return true;
            }
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
    fn begins_institution(&self, i: usize) -> bool {
        let t = self.tables;
        let end = (i + 5).min(self.doc.len());
        let noisy = self.looks[i].has(Look::NOISY);
        if noisy && self.flags(i).has(Flags::UPPER) {
            return false;
        }
        let own = t.head(self.doc, self.lexicon, i, 4);
        if let Some((n, h)) = own {
            if h.has(super::tables::Head::OF) && i + n + 1 < self.doc.len() {
                let of = matches!(self.doc.word(i + n), "of" | "for");
                if of && self.gap(i + n).is_within(Gap::SPACE) {
                    return true;
                }
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

    /// Whether evidence from this token's zone may count for the article.
    pub fn in_body(&self, i: usize) -> bool {
        !matches!(self.doc.zone_of(i).kind, ZoneKind::Tags | ZoneKind::Related)
    }

    /// The gazetteer entries behind a name that fit a group, in the gazetteer's order.
    pub fn candidates(&self, known: u32, g: usize) -> Vec<EntryIx> {
        let mut list = Vec::new();
        if known == 0 {
            return list;
        }
        for n in self.known[known as usize - 1].hit.names() {
            let name = self.gazetteer.name(n);
            let own = if name.form == NameForm::Demonym {
                3
            } else {
                group(self.gazetteer.entry(name.entry).kind())
            };
            if own == g && !list.contains(&name.entry) {
                list.push(name.entry);
            }
        }
        list
    }
}

/// A Roman numeral of more than one letter.
pub(super) fn roman(word: &str) -> bool {
    (2..6).contains(&word.len()) && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// 0 person, 1 organisation, 2 place, 3 other.
pub(super) fn group(kind: Kind) -> usize {
    if kind == Kind::Person {
        0
    } else if kind.is_organization() {
        1
    } else if kind.is_location() {
        2
    } else {
        3
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
