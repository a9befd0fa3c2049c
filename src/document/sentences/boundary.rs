//! Whether a gap with a sentence-ending mark ends a sentence.

use super::{
    Abbreviation, Starter, Tables,
    terminator::{self, Terminator},
};
use crate::{
    document::tokens::{Flags, Gap, Tokens},
    lang::{Lexicon, WordId},
    span::Span,
};

/// Where a zone's sentences are being looked for.
pub(super) struct Splitter<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub words: &'a [WordId],
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    /// Whether the language writes ordinals as a number with a full stop.
    pub ordinals: bool,
    /// First token of the sentence.
    pub first: usize,
    /// End of the zone.
    pub end: usize,
    /// Whether an odd number of straight double quotes was seen in the zone.
    pub odd: bool,
    /// Token before which a passage in single quotes closes; 0 outside of one.
    pub single_until: usize,
    /// The list mark that the sentence starts with: its value, and whether it is a number.
    pub item: Option<(u32, bool)>,
}

/// Words of a passage in single quotes, at most.
const SINGLE_QUOTED: usize = 80;

/// Words that may stand between a closing question mark and the verb of saying: `?" John Q. Smith asked`.
const SPEAKER_WORDS: usize = 4;

impl<'a> Splitter<'a> {
    pub(super) fn gap(&self, i: usize) -> &'a str {
        self.tokens.gap_span(i, self.text).of(self.text)
    }

    pub(super) fn count_quotes(&mut self, i: usize) {
        let n = self.gap(i).bytes().filter(|b| *b == b'"').count();
        self.odd ^= n % 2 == 1;
    }

    /// Whether all of the zone is one short passage in straight quotes.
    pub(super) fn is_one_quote(&self, span: Span) -> bool {
        if self.end - self.first > SINGLE_QUOTED {
            return false;
        }
        let text = span.of(self.text);
        text.strip_prefix('"')
            .is_some_and(|rest| rest.find('"') == Some(rest.len().wrapping_sub(1)))
    }

    /// Opens a passage in single quotes before token `i` when its end is in sight: a mark, then the quote.
    pub(super) fn open_single(&mut self, i: usize) {
        if i < self.single_until {
            return;
        }
        let gap = self.gap(i);
        let opens = |g: &str| {
            let mut back = g.chars().rev();
            matches!(back.next(), Some('\'' | '‘')) && back.next().is_none_or(char::is_whitespace)
        };
        if !opens(gap) {
            return;
        }
        for k in i + 1..(i + SINGLE_QUOTED).min(self.end) {
            let gap = self.tokens.gap(k);
            if !gap.has(Gap::APOSTROPHE) {
                continue;
            }
            let gap = self.gap(k);
            if opens(gap) {
                return;
            }
            if gap.starts_with([',', '.', '?', '!']) && gap[1..].starts_with(['\'', '’']) {
                self.single_until = k;
                return;
            }
        }
    }

    pub(super) fn in_single_quotes(&self, i: usize) -> bool {
        i < self.single_until
    }

    /// Whether nothing but a full stop and a blank stands before token `i`, a capital, behind an ordinary word: what
    /// [`judge`](Self::judge) finds there is the end of a sentence.
    #[inline]
    pub(super) fn ends_plainly(&self, i: usize) -> bool {
        let prev = i - 1;
        self.tokens.gap(i) == Gap(Gap::STOP.0 | Gap::SPACE.0)
            && self.tokens.start(i) == self.tokens.full_end(prev) + 2
            && self.text.as_bytes()[self.tokens.full_end(prev) as usize] == b'.'
            && self.flags(i).has(Flags::CAP)
            && prev > self.first
            && self.flags(prev).is_within(Flags(Flags::ALPHA.0 | Flags::CAP.0))
            && !self.lexicon.classes(self.words[prev]).has(self.tables.abbreviation)
            && !self.in_single_quotes(i)
    }

    /// Whether a sentence ends before token `i`: the first token of the next one, and the end's offset.
    pub(super) fn judge(&self, i: usize) -> Option<(usize, u32)> {
        let gap = self.gap(i);
        let t = terminator::read(gap, self.odd)?;
        let offset = self.tokens.full_end(i - 1) + t.cut as u32;
        if let Some(found) = self.bracketed_marks(i, &t) {
            return Some(found);
        }
        if !t.spaced {
            if t.wide {
                return Some((i, offset));
            }
            if let Some(found) = self.reference_marks(i, &t) {
                return Some(found);
            }
            return (self.unspaced(i, &t)).then_some((i, offset));
        }
        if t.after == "[" && self.only_marks_left(i) {
            return None;
        }
        let ends = if t.stop_only { self.stop(i, &t) } else { self.mark(i, &t) };
        ends.then_some((i, offset))
    }

    pub(super) fn flags(&self, i: usize) -> Flags {
        self.tokens.flags(i)
    }

    pub(super) fn is_lower(&self, i: usize) -> bool {
        let f = self.flags(i);
        if f.has(Flags::CAP) || !f.has(Flags::ALPHA) {
            return false;
        }
        let word = self.tokens.span(i).of(self.text);
        // "iPhone", "eBay" count as capitalised; scripts without case never as lower.
        !f.has(Flags::MIXED) && word.starts_with(char::is_lowercase)
    }

    pub(super) fn is_number(&self, i: usize) -> bool {
        let f = self.flags(i);
        f.has(Flags::DIGIT) && !f.has(Flags::ALPHA)
    }

    pub(super) fn starter(&self, i: usize) -> Option<Starter> {
        let e = self.lexicon.entry(self.words[i], self.tables.starter)?;
        Some(self.tables.starters[e.row as usize])
    }

    /// Whether word `i`, capitalised, begins a sentence rather than going on with a name.
    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        if !self.flags(i).has(Flags::CAP) {
            return false;
        }
        let capitals = self.flags(i).has(Flags::UPPER)
            && self.tokens.span(i).len() > 1
            && self.flags(self.first).has(Flags::UPPER);
        match self.starter(i) {
            Some(Starter::Strong) => true,
            Some(Starter::Weak) => !capitals,
            _ => false,
        }
    }

    pub(super) fn abbreviation(&self, i: usize) -> Option<Abbreviation> {
        let e = self.lexicon.entry(self.words[i], self.tables.abbreviation)?;
        let (class, capital) = self.tables.abbreviations[e.row as usize];
        let f = self.flags(i);
        if f.has(Flags::SINGLE) && f.has(Flags::CAP) {
            return None;
        }
        (!f.has(Flags::POSSESSIVE) && (!capital || f.has(Flags::CAP))).then_some(class)
    }

    /// "Hello!Next", "in 2010.The": only before a clear sentence start.
    pub(super) fn unspaced(&self, i: usize, t: &Terminator<'_>) -> bool {
        if !t.before.is_empty() || !t.after.is_empty() || self.flags(i).has(Flags::UPPER) {
            return false;
        }
        if t.stop_only && !t.ellipsis {
            return self.is_number(i - 1) && self.starts_sentence(i);
        }
        t.stop_only && self.starts_sentence(i) && !self.flags(i).has(Flags::SINGLE)
            || !t.stop_only && self.flags(i).has(Flags::CAP)
    }

    /// Question and exclamation marks.
    pub(super) fn mark(&self, i: usize, t: &Terminator<'_>) -> bool {
        if t.bracketed || t.goes_on() {
            return false;
        }
        if self.is_lower(i) {
            // A writer who does without capitals.
            return !t.quoted && t.after.is_empty() && self.is_lower(self.first);
        }
        !(t.quoted && self.speaker_follows(i))
    }

    /// `John Smith asked`, after a question in quotation marks.
    pub(super) fn speaker_follows(&self, i: usize) -> bool {
        let Some(saying) = self.tables.saying else { return false };
        let f = self.flags(i);
        if !f.has(Flags::CAP) || self.starter(i).is_some() && !f.has(Flags::SINGLE) {
            return false;
        }
        for k in i + 1..(i + 1 + SPEAKER_WORDS).min(self.end) {
            if !self.tokens.gap(k).is_within(Gap::BLANK | Gap::STOP | Gap::HYPHEN) {
                return false;
            }
            if self.lexicon.entry(self.words[k], saying).is_some() {
                return !self.flags(k).has(Flags::CAP) || self.flags(k).has(Flags::UPPER);
            }
            if !self.flags(k).has(Flags::CAP) {
                return false;
            }
        }
        false
    }

    /// Full stops and ellipses.
    pub(super) fn stop(&self, i: usize, t: &Terminator<'_>) -> bool {
        if t.bracketed || t.goes_on() {
            return false;
        }
        let prev = i - 1;
        let lower = self.is_lower(i);
        if t.ellipsis {
            return !lower && !(self.flags(i).has(Flags::SINGLE) && !self.is_number(i));
        }
        if prev == self.first && t.before.is_empty() && self.is_list_mark(prev) {
            return false;
        }
        if t.before == "°" {
            return self.after_abbreviation(Abbreviation::Number, i, lower, t);
        }
        if !t.before.is_empty() || t.quoted {
            return !lower;
        }
        if let Some(class) = self.abbreviation(prev) {
            return self.after_abbreviation(class, i, lower, t);
        }
        let f = self.flags(prev);
        if f.has(Flags::DOTTED) && self.is_dotted_initials(prev) {
            return self.after_abbreviation(Abbreviation::End, i, lower, t);
        }
        if f.has(Flags::SINGLE) && !f.has(Flags::CAP) && self.is_number(i) {
            return false;
        }
        if lower {
            return self.lower_case_start(i) || t.after == "(" || self.item(i).is_some();
        }
        if f.has(Flags::SINGLE) && f.has(Flags::CAP) {
            let i_itself = self.tokens.span(prev).of(self.text) == "I";
            return self.starter(i) == Some(Starter::Strong)
                || i_itself && self.starter(i) == Some(Starter::Weak)
                || t.after.contains(terminator::is_quote) && prev > self.first;
        }
        if self.is_number(prev) {
            // "Figure 1. A view of the town"
            if prev == self.first + 1
                && self.tokens.gap(prev).is_within(Gap::BLANK)
                && self.flags(self.first).has(Flags::CAP)
                && self.tokens.span(prev).len() <= 3
            {
                return false;
            }
            let listed =
                prev > self.first && self.tokens.gap(prev).has(Gap::COLON | Gap::SEMICOLON);
            let ordinal = self.ordinals && self.tokens.span(prev).len() <= 2;
            return !(listed && self.tokens.span(prev).len() <= 2 || ordinal);
        }
        true
    }

    /// Single letters with full stops between: "U.S", "J.K.R".
    pub(super) fn is_dotted_initials(&self, i: usize) -> bool {
        let span = self.tokens.span(i);
        span.len() <= 12 && span.of(self.text).split('.').all(|p| p.chars().nth(1).is_none())
    }

    pub(super) fn after_abbreviation(
        &self,
        class: Abbreviation,
        i: usize,
        lower: bool,
        t: &Terminator<'_>,
    ) -> bool {
        let prev = i - 1;
        let quote_opens = t.after.contains(terminator::is_quote);
        if lower {
            return false;
        }
        if self.is_number(i) {
            return false;
        }
        match class {
            Abbreviation::Inside => false,
            Abbreviation::Title => {
                prev > self.first
                    && self.flags(prev - 1).has(Flags::CAP)
                    && self.tokens.gap(prev).is_within(Gap::BLANK)
                    && self.starter(i) == Some(Starter::Strong)
            }
            Abbreviation::No => true,
            Abbreviation::Number => quote_opens || !self.flags(i).has(Flags::SINGLE | Flags::UPPER),
            Abbreviation::End => quote_opens || self.starts_sentence(i),
            Abbreviation::Time => {
                if self.starter(i) == Some(Starter::Never) {
                    return false;
                }
                // "At 5 a.m. Mr. Smith went": too short to be a sentence.
                prev - self.first > 2
            }
        }
    }

    /// Whether a sentence may start with a lower-case word here: careless writing.
    pub(super) fn lower_case_start(&self, i: usize) -> bool {
        let prev = self.tokens.span(i - 1).of(self.text);
        let f = self.flags(i - 1);
        if self.is_lower(self.first) && prev.chars().nth(1).is_some() {
            return true;
        }
        !f.has(Flags::CAP | Flags::DIGIT | Flags::DOTTED) && prev.chars().nth(4).is_some()
    }
}
