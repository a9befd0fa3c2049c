//! Gazetteer names, titles of works and other fixed shapes in the text.

use super::scan::{Known, Look, Scan, group};
use crate::{
    document::{Flags, Gap},
    gazetteer::{Hit, Kind, NameForm},
};

impl Scan<'_, '_> {
    pub(super) fn find_known(&mut self, i: usize, end: usize) {
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
        self.known.push(Known { words: n, hit, sure, kinds, priors, demonym, possessive });
        self.known_at[i] = self.known.len() as u32;
        self.looks[i].0 |= Look::HIT;
    }

    /// Every word of weight must be capitalised in the text as it is in the name.
    pub(super) fn written_as_name(&self, i: usize, hit: &Hit<'_>) -> bool {
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
    pub(super) fn opens_name(&self, i: usize, end: usize) -> bool {
        if i + 1 >= end || !self.flags(i + 1).has(Flags::CAP) {
            return false;
        }
        let Some(opener) = self.tables.opener(self.doc, self.lexicon, i) else { return false };
        match self.gap(i + 1) {
            Gap::HYPHEN => opener.hyphen,
            Gap::SPACE => opener.space && !self.flags(i.saturating_sub(1)).has(Flags::CAP),
            _ => false,
        }
    }

    /// "6PR", "3AW": digits before capitals that are no unit.
    pub(super) fn call_sign(&self, i: usize) -> bool {
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

    /// Marks the titles of works: several words in quotation marks, all of weight capitalised.
    pub(super) fn mark_works(&mut self, first: usize, end: usize) {
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
}
