//! What a candidate's own words and its neighbours say of its group.

use super::{
    runs::Candidate,
    scan::{Look, Scan, group},
    tables::Head,
};
use crate::{
    document::{Flags, Gap},
    gazetteer::Kind,
};

const P: usize = 0;
const O: usize = 1;
const L: usize = 2;
const X: usize = 3;

impl Scan<'_, '_> {
    /// Scores from the gazetteer and from the candidate's own words.
    pub fn inner(&self, c: &Candidate) -> [i16; 4] {
        let mut s = [0i16; 4];
        let n = c.end - c.start;
        if let Some(k) = (c.known > 0).then(|| &self.known[c.known as usize - 1]) {
            for g in 0..4 {
                s[g] += match k.sure[g] {
                    2 => 9 + (k.priors[g] / 150) as i16 + if n > 1 { 4 } else { 0 },
                    1 => 2 + (k.priors[g] / 150) as i16 + if n > 1 { 4 } else { 0 },
                    _ => 0,
                };
            }
            // Of several senses the place is the usual one, then the body.
            if k.sure[L] == 2 {
                s[L] += if k.kinds[L] == Kind::Country { 6 } else { 2 };
            }
            // "Rafael" is a given name before it is a firm.
            if n == 1
                && k.sure[O] == 2
                && self.part(c.start).first > 2
                && !self.flags(c.start).has(Flags::UPPER)
            {
                s[O] -= 6;
            }
            if k.demonym && k.sure[X] == 2 {
                s[X] += 3;
            }
        }
        let f = self.flags(c.start);
        if n == 1 {
            if f.has(Flags::UPPER) && !self.look(c.start).has(Look::NOISY) {
                s[O] += if self.look(c.start).has(Look::START) { 2 } else { 4 };
                let person = c.known > 0 && {
                    let k = &self.known[c.known as usize - 1];
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
            let part = self.part(c.start);
            if part.last > 0 {
                s[P] += (part.prior / 250) as i16;
            }
            if self.common(c.start) {
                s[P] -= 3;
                s[L] -= 3;
                s[O] -= 2;
            }
            s[L] += place_ending(self.doc.word(c.start));
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
                    if self.gap(i) == Gap::HYPHEN {
                        s[P] += 4;
                    } else if self.class(i, self.tables.particles) {
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
                }
                if i < last {
                    if let Some(k) = self.known(i) {
                        if k.sure[L] == 2 && !given {
                            s[O] += 2;
                            s[P] -= 2;
                        }
                    }
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
            let first = self.doc.word(c.start);
            if matches!(
                first,
                "North"
                    | "South"
                    | "East"
                    | "West"
                    | "New"
                    | "San"
                    | "Santa"
                    | "Los"
                    | "Las"
                    | "Port"
                    | "Upper"
                    | "Lower"
                    | "Northern"
                    | "Southern"
                    | "Eastern"
                    | "Western"
                    | "Central"
                    | "Greater"
                    | "St"
                    | "Saint"
                    | "Fort"
                    | "El"
                    | "La"
                    | "Puerto"
                    | "Mount"
                    | "Lake"
                    | "Cape"
            ) {
                s[L] += 4;
            }
            if self.common(c.start) && self.class(c.start, self.tables.modifiers) {
                s[O] += 1;
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

    /// Scores from the words around.
    pub fn around(&self, c: &Candidate) -> [i16; 4] {
        let mut s = [0i16; 4];
        let sentence = &self.doc.sentences()[self.doc.sentence_of(c.start)].tokens;
        let (low, high) = (sentence.start as usize, sentence.end as usize);
        let t = self.tables;
        if c.titled {
            s[P] += 9;
        }
        // Before.
        let mut b = c.start;
        let gap = self.gap(b);
        let plain = gap.is_within(Gap::BLANK | Gap::QUOTE | Gap::APOSTROPHE);
        if b > low && plain {
            let mut article = false;
            if matches!(self.doc.word(b - 1), "the" | "The") {
                b -= 1;
                article = true;
                s[P] -= if c.end - c.start > 1 && self.given(c.start) && !self.common(c.start) {
                    2
                } else {
                    5
                };
                s[L] -= 1;
                // "he joined The Stooges"
                if self.flags(b).has(Flags::CAP) && !self.look(b).has(Look::START | Look::NOISY) {
                    s[O] += 4;
                }
                let word = c.end - c.start == 1 && !self.flags(c.start).has(Flags::UPPER);
                s[if word { X } else { O }] += 2;
            } else if matches!(self.doc.word(b - 1), "a" | "an" | "A" | "An") {
                s[P] -= 2;
                s[L] -= 2;
                s[X] += 2;
                s[O] += 1;
            }
            // "…," said Diaz
            if !article
                && b > low
                && self.gap(b).is_within(Gap::BLANK)
                && !self.flags(b - 1).has(Flags::CAP)
            {
                if t.says(self.doc, self.lexicon, b - 1) {
                    s[P] += 3;
                }
            }
            if b > low && self.gap(b).is_within(Gap::BLANK) {
                add(&mut s, t.before(self.doc, self.lexicon, b, low));
                if !article && !c.titled {
                    if let Some(strong) = t.title(self.doc, self.lexicon, b - 1) {
                        let own =
                            !self.look(b - 1).has(Look::NAME) || self.flags(b - 1).has(Flags::CAP);
                        if strong && own && !self.flags(b - 1).has(Flags::POSSESSIVE) {
                            s[P] += 6;
                        }
                    }
                }
            }
        } else if b > low
            && gap.is_within(Gap::BLANK | Gap::STOP)
            && self.class(b - 1, t.honorifics)
        {
            s[P] += 9;
        } else if b > low && gap.is_within(Gap::BLANK | Gap::COMMA) && !article_before(self, b) {
            // "the minister, Ali Khan,"
            if !self.flags(b - 1).has(Flags::CAP)
                && t.title(self.doc, self.lexicon, b - 1) == Some(true)
            {
                s[P] += 3;
            }
        }
        // "science, technology and innovation (STI)": lower-case words that an acronym stands for.
        if gap.has(Gap::OPEN)
            && c.end - c.start == 1
            && self.flags(c.start).has(Flags::UPPER)
            && self.gap(c.end).has(Gap::CLOSE)
            && self.spelt_before(c.start, low)
        {
            s[X] += 12;
            s[O] -= 4;
        }
        // Behind.
        let e = c.end;
        if e < high
            && self.gap(e) == Gap::SPACE
            && self.flags(e).has(Flags::DIGIT)
            && !self.flags(e).has(Flags::CAP)
        {
            s[P] -= if c.end - c.start == 1 { 4 } else { 1 };
            s[X] += 2;
        }
        let gap = self.gap(e);
        let possessive = self.flags(e - 1).has(Flags::POSSESSIVE);
        if e < high {
            let f = self.flags(e);
            if possessive && gap.is_within(Gap::BLANK) {
                if t.title(self.doc, self.lexicon, e) == Some(true) {
                    s[O] += 1;
                    s[L] += 1;
                }
            } else if gap.is_within(Gap::BLANK) && !f.has(Flags::CAP) {
                add(&mut s, t.after(self.doc, self.lexicon, e));
            } else if gap == Gap::HYPHEN {
                match self.doc.word(e) {
                    "based" => {
                        s[L] += 6;
                        s[P] -= 4;
                    }
                    "born" | "area" => s[L] += 5,
                    "led" | "backed" | "owned" | "run" | "controlled" | "held" => s[P] += 1,
                    _ => {}
                }
            } else if gap.is_within(Gap::BLANK | Gap::COMMA) && gap.has(Gap::COMMA) {
                if f.has(Flags::DIGIT) {
                    let w = self.doc.word(e);
                    let behind = self.gap(e + 1);
                    if w.len() <= 2 && behind.has(Gap::COMMA | Gap::STOP) {
                        s[P] += 6;
                    }
                } else if self.look(e).has(Look::HIT)
                    && self.known(e).is_some_and(|k| k.sure[L] == 2)
                {
                    let after = e + self.known(e).map_or(1, |k| k.words);
                    let closes = after >= high
                        || self.gap(after).has(
                            Gap::COMMA
                                | Gap::STOP
                                | Gap::CLOSE
                                | Gap::DASH
                                | Gap::COLON
                                | Gap::SEMICOLON,
                        );
                    s[L] += if closes { 3 } else { 1 };
                } else {
                    let mut k = e;
                    if matches!(
                        self.doc.word(k),
                        "the" | "a" | "an" | "who" | "whose" | "his" | "her" | "then" | "now"
                    ) {
                        if matches!(self.doc.word(k), "who" | "whose") {
                            s[P] += 4;
                        }
                        k += 1;
                    }
                    if k > e {
                        add(&mut s, self.description(k, high));
                    }
                    for x in k..(k + 4).min(high) {
                        if x > k && !self.gap(x).is_within(Gap::BLANK | Gap::HYPHEN) {
                            break;
                        }
                        if !self.flags(x).has(Flags::CAP)
                            && t.title(self.doc, self.lexicon, x) == Some(true)
                        {
                            s[P] += 5;
                            break;
                        }
                        if let Some((_, h)) = (!self.flags(x).has(Flags::CAP))
                            .then(|| t.head(self.doc, self.lexicon, x, 2))
                            .flatten()
                        {
                            let g = group(h.kind);
                            if g == O || g == L {
                                s[g] += 2;
                            }
                        }
                        if self.doc.word(x) == "of" {
                            break;
                        }
                    }
                }
            } else if gap.is_within(Gap::BLANK | Gap::OPEN) && gap.has(Gap::OPEN) {
                if self.known(e).is_some_and(|k| k.sure[L] == 2)
                    && self.gap(e + self.known(e).map_or(1, |k| k.words)).has(Gap::CLOSE)
                    && self.sport
                {
                    s[P] += 5;
                } else if f.has(Flags::UPPER)
                    && self.gap(e + 1).has(Gap::CLOSE)
                    && c.end - c.start > 1
                    && self.spells(c, e)
                {
                    s[O] += 8;
                    s[P] -= 4;
                } else if f.has(Flags::DIGIT)
                    && self.doc.word(e).len() <= 2
                    && self.gap(e + 1).has(Gap::CLOSE)
                {
                    s[P] += 2;
                }
            }
            // "Bilka is a Danish chain"
            if gap == Gap::SPACE
                && matches!(self.doc.word(e), "is" | "was" | "are" | "were" | "became" | "remains")
                && e + 2 < high
                && matches!(self.doc.word(e + 1), "a" | "an" | "the" | "one")
            {
                add(&mut s, self.description(e + 2, high));
            }
            // "Helmand province"
            if gap == Gap::SPACE && !f.has(Flags::CAP) && !possessive {
                if let Some((_, h)) = t.head(self.doc, self.lexicon, e, 2) {
                    if group(h.kind) == L && h.has(Head::CUE) {
                        s[L] += 2;
                    }
                }
            }
        }
        if self.sport {
            s[O] += self.team(c, low, high);
        }
        // A dateline.
        if c.start == low && e < high {
            let zone = self.doc.zone_of(c.start);
            if zone.tokens.start as usize == c.start && self.dateline(c) {
                s[L] += 10;
            }
        }
        s
    }

    /// What the head noun of a description says: "a Danish chain of shops", "the village near Aden".
    fn description(&self, from: usize, high: usize) -> [i8; 3] {
        let mut w = [0; 3];
        for x in from..(from + 7).min(high) {
            if x > from && !self.gap(x).is_within(Gap::BLANK | Gap::HYPHEN) {
                break;
            }
            if self.flags(x).has(Flags::CAP) {
                continue;
            }
            if matches!(
                self.doc.word(x),
                "of" | "in"
                    | "that"
                    | "which"
                    | "who"
                    | "for"
                    | "from"
                    | "at"
                    | "on"
                    | "with"
                    | "and"
                    | "by"
                    | "to"
                    | "where"
            ) {
                break;
            }
            let own = self.tables.before(self.doc, self.lexicon, x + 1, x);
            if own.iter().any(|n| *n >= 4) {
                w = own;
            } else if self.tables.title(self.doc, self.lexicon, x) == Some(true) {
                w = [5, 0, 0];
            }
        }
        w
    }

    /// In a sports report: what shows that a city or region is a team.
    fn team(&self, c: &Candidate, low: usize, high: usize) -> i16 {
        let country = c.known > 0
            && matches!(self.known[c.known as usize - 1].kinds[L], Kind::Country | Kind::Continent)
            && self.known[c.known as usize - 1].sure[L] == 2;
        if country {
            return 0;
        }
        let e = c.end;
        let digit = |i: usize| {
            i < high && self.flags(i).has(Flags::DIGIT) && !self.flags(i).has(Flags::ALPHA)
        };
        // "Hull 0 Barnet 0", "Stoke 4 3 1 0"
        if digit(e) && self.gap(e) == Gap::SPACE {
            let first = c.start == low
                || self.gap(c.start).has(Gap::NEWLINE | Gap::COMMA | Gap::SEMICOLON | Gap::COLON);
            if first || digit(c.start - 1) {
                return 16;
            }
        }
        // "ATLANTA AT CHICAGO"
        let noisy = self.look(c.start).has(Look::NOISY);
        if noisy && self.flags(c.start).has(Flags::UPPER) {
            let at = |i: usize| i < high && matches!(self.doc.word(i), "AT" | "V" | "VS" | "BEAT");
            if at(e) && c.start == low
                || c.start > low && at(c.start - 1) && (e == high || self.gap(e).has(Gap::NEWLINE))
            {
                return 16;
            }
        }
        if c.known == 0 || self.known[c.known as usize - 1].sure[L] == 0 {
            return 0;
        }
        let mut s = 0;
        if c.start > low && self.gap(c.start).is_within(Gap::BLANK) {
            s += match self.doc.word(c.start - 1) {
                "beat" | "against" | "v" | "vs" | "over" | "defeated" | "past" | "versus" => 10,
                "for" | "with" | "by" | "join" | "joined" => 5,
                _ => 0,
            };
        }
        if e < high && self.gap(e).is_within(Gap::BLANK) {
            let possessive = self.flags(e - 1).has(Flags::POSSESSIVE);
            if self.tables.title(self.doc, self.lexicon, e).is_some() {
                s += 8;
            } else if possessive && self.flags(e).has(Flags::CAP) {
                s += 6;
            } else if !possessive && self.tables.after(self.doc, self.lexicon, e)[P] > 1 {
                s += 6;
            }
        }
        s
    }

    /// "KABUL, 12 March", "LAGOS (Reuters) -", "DUBLIN 1996-08-30".
    fn dateline(&self, c: &Candidate) -> bool {
        if !self.flags(c.start).has(Flags::UPPER) {
            return false;
        }
        let gap = self.gap(c.end);
        let f = self.flags(c.end);
        gap.has(Gap::DASH)
            || gap.has(Gap::HYPHEN) && gap.has(Gap::SPACE)
            || gap.has(Gap::OPEN) && f.has(Flags::CAP)
            || f.has(Flags::DIGIT)
            || self.class(c.end, self.tables.no_names)
    }

    /// Whether the words before token `i`, some in lower case, have its letters as initials.
    fn spelt_before(&self, i: usize, low: usize) -> bool {
        let (mut k, mut lower) = (i, false);
        for letter in self.doc.word(i).chars().rev() {
            loop {
                if k == low || k + 12 < i {
                    return false;
                }
                k -= 1;
                let initial = self.doc.word(k).chars().next();
                if initial.is_some_and(|c| c.eq_ignore_ascii_case(&letter)) {
                    lower |= !self.flags(k).has(Flags::CAP);
                    break;
                }
                if !self.class(k, self.tables.closed) {
                    return false;
                }
            }
        }
        lower
    }

    /// Whether token `e` is made of the initials of the candidate's words.
    pub fn spells(&self, c: &Candidate, e: usize) -> bool {
        let acronym = self.doc.word(e);
        let mut letters = acronym.chars().filter(|x| x.is_alphabetic()).peekable();
        for i in c.start..c.end {
            let first = self.doc.word(i).chars().next();
            if let (Some(a), Some(b)) = (letters.peek(), first) {
                if a.eq_ignore_ascii_case(&b) {
                    letters.next();
                }
            }
        }
        letters.peek().is_none()
    }
}

fn article_before(_scan: &Scan<'_, '_>, _b: usize) -> bool {
    false
}

fn add(s: &mut [i16; 4], w: [i8; 3]) {
    for (s, w) in s.iter_mut().zip(w) {
        *s += i16::from(w);
    }
}

impl Scan<'_, '_> {
    /// "Victorian canopies", "Marxism": adjectives and currents of thought.
    fn people_ending(&self, c: &Candidate) -> i16 {
        let word = self.doc.word(c.start);
        if word.len() < 6 || self.flags(c.start).has(Flags::UPPER) {
            return 0;
        }
        let ends = |list: &[&str]| list.iter().any(|e| word.ends_with(e));
        if ends(&["ism", "isms", "ists", "ist", "ites"]) {
            return 6;
        }
        let noun = self.gap(c.end) == Gap::SPACE
            && c.end < self.doc.len()
            && !self.flags(c.end).has(Flags::CAP)
            && !self.class(c.end, self.tables.closed)
            && !self.doc.word(c.end).ends_with("ed");
        if ends(&["ians", "eans", "ese"]) {
            return 5;
        }
        if ends(&["ian", "ean", "ese", "ish", "ite", "ine", "ic", "an"]) && noun { 3 } else { 0 }
    }
}

/// Endings that place names have in many languages.
fn place_ending(word: &str) -> i16 {
    const ENDINGS: [&str; 16] = [
        "stan", "abad", "pur", "grad", "burg", "ville", "shire", "polis", "istan", "gorod",
        "hausen", "furt", "nagar", "garh", "sk", "ovo",
    ];
    if word.len() > 5 && ENDINGS.iter().any(|e| word.ends_with(e)) { 2 } else { 0 }
}
