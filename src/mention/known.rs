//! Gazetteer names, titles of works and other fixed shapes in the text.

use super::{
    bits::Look,
    decide::{L, O, P, X},
    scan::{Known, Scan, group},
};
use crate::{
    document::{Flags, Gap, Tokens},
    gazetteer::{Hit, Kind, NameForm, Start, Surface},
};

/// No name of more words is looked for.
const ROOM: usize = 12;

/// The least prior of a thing whose acronym may be written as a word.
const SPOKEN: u16 = 500;

/// The words of a text from a token on.
pub(crate) struct Words<'a, 't> {
    pub tokens: &'a Tokens,
    pub text: &'t str,
    pub from: usize,
}

impl<'t> Surface<'t> for Words<'_, 't> {
    #[inline]
    fn is_even(&self, n: usize) -> bool {
        let blank = Gap::BLANK | Gap::HYPHEN;
        (self.from + 1..self.from + n).all(|k| self.tokens.gap(k).is_within(blank))
    }

    fn forms(&self, n: usize) -> [&'t str; 2] {
        let (tokens, last) = (self.tokens, self.from + n - 1);
        let start = tokens.start(self.from) as usize;
        [tokens.end(last), tokens.full_end(last)].map(|e| &self.text[start..e as usize])
    }
}

impl Scan<'_, '_> {
    /// Looks for the known names, and for what people's names say of the words. Whatever is asked of the gazetteer is asked
    /// for all words in a row, so that waiting for its memory is waiting once.
    #[inline(never)]
    pub(super) fn find_all_known(&mut self) {
        let (bump, gazetteer) = (self.bump, self.gazetteer);
        let hashes = self.doc.tokens().hashes();
        let asked = self.pick(self.each_spot(), |i| self.look(i).has(Look::ASKED));
        let begin = self.pick(asked.iter().map(|i| *i as usize), |i| gazetteer.begins(hashes[i]));
        let starts = bump.alloc_slice_fill_default(begin.len());
        gazetteer.starts(begin.iter().map(|i| hashes[*i as usize]), starts);
        for i in asked.iter().map(|i| *i as usize) {
            self.mark(i, self.look(i).of_person(gazetteer.traits(hashes[i])));
        }
        // The end of a known name of several words: no other one begins within it.
        let mut inside = 0;
        for (i, start) in begin.iter().map(|i| *i as usize).zip(starts) {
            if i < inside {
                continue;
            }
            let end = self.doc.sentences()[self.doc.sentence_of(i)].tokens.end as usize;
            let sure = |known: &&Known| known.words > 1 && known.sure.contains(&2);
            let words = self.find_known(i, end, start).filter(sure).map(|known| known.words);
            if let Some(stop) = words.map(|words| i + words)
                && !self.article_goes_on(i, stop, end)
            {
                inside = stop;
                self.mark(i, Look::NAME);
            }
        }
    }

    /// "The National Fire Agency", "The Gulf of Siam": the article begins the sentence, not the name of The National,
    /// which ends at `stop`.
    fn article_goes_on(&self, i: usize, stop: usize, end: usize) -> bool {
        self.look(i).has(Look::DEFINITE)
            && self.look(i).has(Look::START)
            && stop < end
            && self.gap(stop) == Gap::SPACE
            && (self.flags(stop).has(Flags::CAP) || self.of_at(stop, end))
            && !self.flags(stop - 1).has(Flags::POSSESSIVE)
    }

    /// Looks for a name that begins with token `i`.
    fn find_known(&mut self, i: usize, end: usize, start: &Start) -> Option<&Known> {
        let hashes = &self.doc.tokens().hashes()[i..end.min(i + ROOM)];
        let words = Words { tokens: self.doc.tokens(), text: self.doc.text(), from: i };
        let mut room = hashes.len();
        let hit = loop {
            match self.gazetteer.longest_from(start, &hashes[..room], &words) {
                None => return None,
                Some(hit) if hit.words == 1 || self.written_as_name(i, &hit) => break hit,
                Some(hit) => room = hit.words - 1,
            }
        };
        let known = self.weigh(i, &hit)?;
        self.known_at[i] = self.known.len() as u32;
        self.known.push(known);
        self.mark(i, if hit.words > 1 { Look::HIT | Look::LONG } else { Look::HIT });
        self.known.last()
    }

    /// What the names found at a token say of each group; `None` when none of them can be meant as it is written.
    fn weigh(&self, i: usize, hit: &Hit) -> Option<Known> {
        let (look, flags) = (self.look(i), self.flags(i));
        let (noisy, upper) = (look.has(Look::NOISY), flags.has(Flags::UPPER));
        let one = hit.words == 1;
        let short = upper & !noisy & (self.len(i) < 5);
        let acronym = flags.has(Flags::UPPER | Flags::DOTTED) & !(noisy & look.has(Look::COMMON));
        // "Nato", "Unesco": spoken as a word, and so written as one.
        let word = Look::COMMON | Look::CLOSED | Look::NO_NAME | Look::GIVEN | Look::SURNAME;
        let spoken = !upper & (self.len(i) > 3) & !look.has(word);
        let mut known = Known::new(hit);
        let mut any = false;
        for name in self.gazetteer.alike(hit.first) {
            let demonym = name.form == NameForm::Demonym;
            let g = if demonym { X } else { group(name.kind) };
            // The first word of a sentence may be any, in another language, too.
            let least = if look.has(Look::START) { SPOKEN + 100 } else { SPOKEN };
            let well_known = (name.prior >= least) & ((g == O) | (g == X));
            if one & name.acronym & !acronym & !(spoken & well_known) {
                continue;
            }
            // One word of a person's name, or a small place, needs more than the list.
            let weak = (g == P)
                | ((g == L) & (name.kind == Kind::City) & (name.prior < 330))
                | ((g == O) & (name.prior < 300))
                | (short & !name.acronym);
            let level = 2 - u8::from(name.context | (one & weak));
            any = true;
            known.demonym |= demonym;
            known.sure[g] = known.sure[g].max(level);
            if name.prior >= known.priors[g] {
                known.priors[g] = name.prior;
                known.kinds[g] = if demonym { Kind::Nationality } else { name.kind };
            }
        }
        any.then_some(known)
    }

    /// Every word of weight must be capitalised in the text as it is in the name.
    fn written_as_name(&self, i: usize, hit: &Hit) -> bool {
        let n = hit.words;
        // "Israeli army": a lower-case head word is no part of the name.
        let last = i + n - 1;
        if !self.flags(last).has(Flags::CAP | Flags::DIGIT) && self.gap(last) != Gap::HYPHEN {
            return false;
        }
        let odd = (i + 1..=last).any(|k| {
            !self.flags(k).has(Flags::CAP | Flags::DIGIT)
                && !self.look(k).has(Look::CLOSED | Look::PARTICLE)
                && !self.gap(k).has(Gap::HYPHEN)
        });
        if !odd {
            return true;
        }
        let text = self.doc.span(i..i + n).of(self.doc.text());
        self.gazetteer.alike(hit.first).any(|name| self.gazetteer.text_of(&name) == text)
    }

    /// "al-Qaeda", "de Beer": a small word before a capital that a name begins with.
    pub(super) fn opens_name(&self, i: usize) -> bool {
        if !self.look(i).has(Look::OPENER) {
            return false;
        }
        let Some(opener) = self.tables.opener(self.doc, i) else { return false };
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
            && !self.look(i).has(Look::NO_NAME)
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

    /// Marks the titles of works: several words in quotation marks, all of weight and at least two capitalised.
    #[inline(never)]
    pub(super) fn mark_works(&mut self) {
        let marked = self.doc.tokens().all_marked().iter().map(|i| *i as usize);
        let openers =
            self.pick(marked, |i| self.gap(i).has(Gap::QUOTE) & self.flags(i).has(Flags::CAP));
        let mut behind = 0;
        for i in openers.iter().map(|i| *i as usize) {
            let Some(sentence) = self.doc.sentences().get(self.doc.sentence_of(i)) else { break };
            let (first, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let gap = self.gap(i);
            let opens = i >= first.max(behind)
                && i < end
                && (i == first || !gap.has(Gap::COLON) && gap.has(Gap::SPACE | Gap::OPEN))
                && self.mark_touches(i);
            if opens && let Some(k) = self.work_end(i, end) {
                self.mark(i, Look::WORK);
                self.works.push(i..k);
                behind = k;
            }
        }
    }

    /// The end of the title of a work that begins with token `i`, behind a quotation mark.
    fn work_end(&self, i: usize, end: usize) -> Option<usize> {
        let small = |k: usize| self.look(k).has(Look::CLOSED | Look::PARTICLE);
        let mut k = i + 1;
        let (mut plain, mut capitals) = (false, 1);
        let mut common = usize::from(self.look(i).has(Look::COMMON | Look::CLOSED));
        while k < end && k < i + 9 && !self.gap(k).has(Gap::QUOTE) {
            if self.flags(k).has(Flags::CAP) {
                capitals += 1;
                common += usize::from(self.look(k).has(Look::COMMON) || small(k));
            } else {
                plain |= !small(k) && !self.flags(k).has(Flags::DIGIT);
            }
            plain |= self.gap(k).has(Gap::STOP) && !self.abbreviated(k - 1);
            k += 1;
        }
        let closes = self.gap(k).has(Gap::QUOTE) && self.mark_follows(k - 1);
        (closes && !plain && capitals > 1 && k < i + 9 && common > 0).then_some(k)
    }

    /// A mark stands right before token `i`, as an opening one does: not in `," Smith said`.
    fn mark_touches(&self, i: usize) -> bool {
        let start = self.doc.tokens().start(i) as usize;
        !self.doc.text()[..start].ends_with(char::is_whitespace)
    }

    /// A mark stands right behind token `i` or its punctuation, as a closing one does: not in `Smith said. "`.
    fn mark_follows(&self, i: usize) -> bool {
        let end = self.doc.tokens().full_end(i) as usize;
        let rest = self.doc.text()[end..].trim_start_matches(['.', ',', '!', '?', ';', '…', ')']);
        !rest.starts_with(char::is_whitespace)
    }
}
