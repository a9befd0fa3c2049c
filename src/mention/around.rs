//! What the words around a candidate say of its group.

use super::{
    bits::Look,
    candidate::Candidate,
    decide::{L, O, P, X},
    scan::{Scan, group},
    tables::{Head, Weights},
};
use crate::{
    document::{Flags, Gap, ZoneKind},
    gazetteer::Kind,
};

impl Scan<'_, '_> {
    /// Scores from the words around.
    #[inline(never)]
    pub(super) fn around(&self, c: &Candidate) -> [i16; 4] {
        let mut s = [0i16; 4];
        let sentence = &self.doc.sentences()[self.doc.sentence_of(c.start)].tokens;
        let (low, high) = (sentence.start as usize, sentence.end as usize);
        if c.titled {
            s[P] += 9;
        }
        // Before.
        let mut b = c.start;
        // "Police in Lohagara said": the verb is not the place's.
        let mut located = false;
        let gap = self.gap(b);
        let plain = gap.is_within(Gap::BLANK | Gap::QUOTE | Gap::APOSTROPHE);
        if b > low && plain {
            let mut article = false;
            if self.look(b - 1).has(Look::DEFINITE) {
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
                // "fires in the Amazon"
                let k = &self.known[c.known as usize];
                if k.sure[O] > 0
                    && k.sure[L] > 0
                    && matches!(k.kinds[L], Kind::Water | Kind::Landform | Kind::Region)
                    && self.before(b, low)[L] > 2
                {
                    s[L] += 9;
                }
            } else if self.indefinite(b - 1) {
                s[P] -= 2;
                s[L] -= 2;
                s[X] += 2;
                s[O] += 1;
            }
            // "a 737 Max"
            if b > low + 1
                && self.gap(b) == Gap::SPACE
                && self.flags(b - 1).has(Flags::DIGIT)
                && !self.flags(b - 1).has(Flags::ALPHA)
                && self.common_article(b - 2)
            {
                s[P] -= 8;
                s[X] += 8;
            }
            // "…," said Diaz
            if !article
                && b > low
                && self.gap(b).is_within(Gap::BLANK)
                && !self.flags(b - 1).has(Flags::CAP)
                && self.says(b - 1)
            {
                // "said Washington would help": what is said begins with the place.
                let clause = self.known[c.known as usize].sure[L] == 2
                    && self.gap(c.end) == Gap::SPACE
                    && self.small(c.end).has(Look::AUX | Look::BE);
                s[P] += if clause { -2 } else { 3 };
            }
            if b > low && self.gap(b).is_within(Gap::BLANK) {
                let before = self.before(b, low);
                // "Typhoon Kalmaegi, locally called Tino"
                s[X] += if before[X] > 0 && self.renames(b, low) { 12 } else { 0 };
                located = before[L] > 1 && before[P] <= 0;
                add(&mut s, before);
                // "they trained near Girona": no club there.
                let k = &self.known[c.known as usize];
                let club = self.sport && k.sure[L] > 0 && k.kinds[O] == Kind::Sports;
                s[O] -= if located && club { 5 } else { 0 };
                if !article
                    && !c.titled
                    && let Some(strong) = self.title(b - 1)
                {
                    let own =
                        !self.look(b - 1).has(Look::NAME) || self.flags(b - 1).has(Flags::CAP);
                    if strong && own && !self.flags(b - 1).has(Flags::POSSESSIVE) {
                        s[P] += 6;
                    }
                }
            }
        } else if b > low
            && gap.is_within(Gap::BLANK | Gap::STOP)
            && self.look(b - 1).has(Look::HONORIFIC)
        {
            s[P] += 9;
        } else if b > low && gap.is_within(Gap::BLANK | Gap::COMMA) {
            // "the minister, Ali Khan,"
            if !self.flags(b - 1).has(Flags::CAP) && self.title(b - 1) == Some(true) {
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
        // "in Imphal, a senior officer said": what stands behind the comma is no apposition.
        let placed = c.end - c.start == 1 && s[L] > 0 && s[L] > s[P];
        // Behind.
        let e = c.end;
        if e < high
            && self.gap(e) == Gap::SPACE
            && self.flags(e).has(Flags::DIGIT)
            && !self.flags(e).has(Flags::CAP)
        {
            s[P] -= if c.end - c.start == 1 { 4 } else { 1 };
            s[X] += 2;
            // "NGC 5128", "EN 1090": what is numbered so is no place.
            let letters = c.known == 0 && self.flags(e - 1).has(Flags::UPPER);
            s[L] -= if letters { 6 } else { 0 };
        }
        let gap = self.gap(e);
        let possessive = self.flags(e - 1).has(Flags::POSSESSIVE);
        if e < high {
            let f = self.flags(e);
            if possessive && gap.is_within(Gap::BLANK) {
                if self.title(e) == Some(true) {
                    s[O] += 1;
                    s[L] += 1;
                }
            } else if gap.is_within(Gap::BLANK) && !f.has(Flags::CAP) {
                let mut after = self.after(e);
                if located && self.look(e).has(Look::VERB) {
                    after[P] = 0;
                }
                add(&mut s, after);
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
                    let behind = self.gap(e + 1);
                    if self.len(e) <= 2 && behind.has(Gap::COMMA | Gap::STOP) {
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
                    // "the Austin, Texas-based company"
                    let based = after < high
                        && self.gap(after) == Gap::HYPHEN
                        && self.doc.word(after) == "based";
                    s[L] += match () {
                        () if based => 6,
                        () if closes => 3,
                        () => 1,
                    };
                } else {
                    let mut k = e;
                    let small = self.small(k);
                    if small.has(Look::THE | Look::A | Look::WHO | Look::LEADS) {
                        if small.has(Look::WHO) {
                            s[P] += 4;
                            // "Navalis, whose shares fell"
                            add(&mut s, self.after(k + 1).map(|w| 2 * w));
                        }
                        k += 1;
                    }
                    // "Halfords, whose chief executive quit": the office is not its own.
                    let whose = k > e && self.doc.word(e) == "whose";
                    if k > e && !placed && !whose {
                        add(&mut s, self.description(k, high));
                    }
                    // "The spokesman, Kefa Seda, said": set off between commas.
                    let said = k == e && self.says(k);
                    s[P] += if said && c.end - c.start > 1 { 3 } else { 0 };
                    for x in k..(k + 4).min(high) {
                        if said || x > k && !self.gap(x).is_within(Gap::BLANK | Gap::HYPHEN) {
                            break;
                        }
                        if !self.flags(x).has(Flags::CAP) && self.title(x) == Some(true) {
                            s[P] += if placed || whose { 0 } else { 5 };
                            break;
                        }
                        if let Some((_, h)) =
                            (!self.flags(x).has(Flags::CAP)).then(|| self.head_at(x, 2)).flatten()
                        {
                            let g = group(h.kind);
                            if g == O || g == L {
                                s[g] += 2;
                            }
                        }
                        // "Brightmart, owned by private equity": what follows is no longer itself.
                        let small = self.small(x);
                        let other = x > k && self.look(x).has(Look::CLOSED);
                        if small.has(Look::OF)
                            || other && !small.has(Look::THE | Look::A | Look::AND)
                        {
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
                } else if f.has(Flags::DIGIT) && self.len(e) <= 2 && self.gap(e + 1).has(Gap::CLOSE)
                {
                    s[P] += 2;
                }
            }
            // "Bilka is a Danish chain"
            if gap == Gap::SPACE
                && self.small(e).has(Look::BE)
                && e + 2 < high
                && self.small(e + 1).has(Look::A | Look::THE | Look::ONE)
            {
                add(&mut s, self.description(e + 2, high));
            }
            // "Helmand province"
            if gap == Gap::SPACE
                && !f.has(Flags::CAP)
                && !possessive
                && let Some((_, h)) = self.head_at(e, 2)
                && group(h.kind) == L
                && h.has(Head::CUE)
            {
                s[L] += 2;
            }
        }
        if self.sport {
            s[O] += self.team(c, low, high);
        }
        // "LAGOS (Reuters) -"
        if self.gap(c.start).has(Gap::OPEN)
            && self.gap(e).has(Gap::CLOSE)
            && self.doc.zone_of(c.start).kind == ZoneKind::Dateline
        {
            s[O] += 12;
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

    /// Whether the words before token `b` give an event that is named before them another name.
    fn renames(&self, b: usize, low: usize) -> bool {
        let behind = self.look(b - 1).has(Look::LISTED | Look::CLOSED);
        let event = |i: usize| {
            self.head_at(i, 4).is_some_and(|(_, h)| h.kind == Kind::Event && h.has(Head::FIRST))
        };
        behind
            && (low.max(b.saturating_sub(8))..b - 1)
                .any(|i| self.flags(i).has(Flags::CAP) && event(i))
    }

    /// What the head noun of a description says: "a Danish chain of shops", "the village near Aden".
    pub(super) fn description(&self, from: usize, high: usize) -> Weights {
        let mut w = Weights::default();
        for x in from..(from + 7).min(high) {
            if x > from && !self.gap(x).is_within(Gap::BLANK | Gap::HYPHEN) {
                break;
            }
            if self.flags(x).has(Flags::CAP) {
                continue;
            }
            if self.small(x).has(Look::ENDS) {
                break;
            }
            let own = self.before(x + 1, x);
            // "a submarine engineer"
            let goes_on = || self.gap(x + 1) == Gap::SPACE && !self.look(x + 1).has(Look::CLOSED);
            if own[X] > 0 && goes_on() {
                continue;
            }
            if own.iter().any(|n| *n >= 4) {
                w = own;
            } else if self.title(x) == Some(true) {
                w = [5, 0, 0, 0];
            }
        }
        w
    }

    /// "KABUL, 12 March", "LAGOS (Reuters) -", "DUBLIN 1996-08-30", "SPRINGFIELD, Ill. —".
    pub(super) fn dateline(&self, c: &Candidate) -> bool {
        if self.doc.zone_of(c.start).kind == ZoneKind::Dateline {
            return true;
        }
        if !self.flags(c.start).has(Flags::UPPER) {
            return false;
        }
        let gap = self.gap(c.end);
        let f = self.flags(c.end);
        gap.has(Gap::DASH)
            || gap.has(Gap::HYPHEN) && gap.has(Gap::SPACE)
            || gap.has(Gap::OPEN) && f.has(Flags::CAP)
            || f.has(Flags::DIGIT)
            || self.look(c.end).has(Look::NO_NAME)
    }

    /// Whether the words before token `i`, some in lower case, have its letters as initials.
    pub(super) fn spelt_before(&self, i: usize, low: usize) -> bool {
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
                if !self.look(k).has(Look::CLOSED) {
                    return false;
                }
            }
        }
        lower
    }

    /// Whether token `e` is made of the initials of the candidate's words.
    pub(super) fn spells(&self, c: &Candidate, e: usize) -> bool {
        let acronym = self.doc.word(e);
        let mut letters = acronym.chars().filter(|x| x.is_alphabetic()).peekable();
        for i in c.start..c.end {
            let first = self.doc.word(i).chars().next();
            if let (Some(a), Some(b)) = (letters.peek(), first)
                && a.eq_ignore_ascii_case(&b)
            {
                letters.next();
            }
        }
        letters.peek().is_none()
    }
}

fn add(s: &mut [i16; 4], w: Weights) {
    for (s, w) in s.iter_mut().zip(w) {
        *s += i16::from(w);
    }
}
