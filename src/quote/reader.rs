//! Questions that the passes ask of a document: roles of words, stretches in marks, noun phrases.

use std::ops::Range;

use super::{
    marks::Marked,
    tables::{Bits, Reporter, Tables, role},
};
use crate::{
    document::{Document, Flags, Gap},
    gazetteer::Kind,
    lang::{Entry, Form, Lexicon},
    mention::Mentions,
    syntax::{Syntax, Tag},
};

pub(super) struct Reader<'a> {
    pub doc: &'a Document<'a>,
    pub syntax: &'a Syntax,
    pub mentions: &'a Mentions,
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    /// Stretches in marks that lie in no other one.
    pub marked: &'a [Marked],
    /// The text is in another language than the pack's words.
    pub foreign: bool,
}

/// How far a walk over noun phrases goes.
const STEPS: usize = 8;
/// How far a walk over tokens goes.
const REACH: usize = 60;

impl Reader<'_> {
    #[inline]
    pub fn gap(&self, i: usize) -> Gap {
        self.doc.tokens().gap(i)
    }

    /// Whether token `i` stands right behind the one before, with a blank, hyphen or full stop of an abbreviation.
    pub fn near(&self, i: usize) -> bool {
        self.gap(i).is_within(
            Gap::BLANK | Gap::HYPHEN | Gap::STOP | Gap::AMPERSAND | Gap::SLASH | Gap::APOSTROPHE,
        )
    }

    pub fn tag(&self, i: usize) -> Tag {
        if i < self.doc.len() { self.syntax.tag(i) } else { Tag::Other }
    }

    pub fn role(&self, i: usize) -> Bits {
        match self.doc.words().get(i) {
            Some(w) => self.tables.role(self.lexicon, *w),
            None => Bits::default(),
        }
    }

    pub fn is(&self, i: usize, bits: Bits) -> bool {
        self.role(i).has(bits)
    }

    /// The reporting verb at token `i`.
    pub fn verb(&self, i: usize) -> Option<(Reporter, Form)> {
        let e = self.entry(i, self.tables.verbs)?;
        Some((self.tables.verb_rows[e.row as usize], e.form))
    }

    /// The reporting noun at token `i`.
    pub fn noun(&self, i: usize) -> Option<Reporter> {
        let e = self.entry(i, self.tables.nouns)?;
        Some(self.tables.noun_rows[e.row as usize])
    }

    fn entry(&self, i: usize, class: crate::lang::Class) -> Option<Entry> {
        self.lexicon.entry(*self.doc.words().get(i)?, class)
    }

    /// Tokens of the sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let s = &self.doc.sentences()[self.doc.sentence_of(i)].tokens;
        let mut range = s.start as usize..s.end as usize;
        // A stretch in marks behind a full stop starts a sentence, whatever its marks look like.
        let k = self.marked.partition_point(|m| m.first <= i);
        let ends = |m: &&Marked| m.first < range.end && self.stops(m.first);
        let after = self.marked[k..].iter().take(STEPS).find(ends).map(|m| m.first);
        let starts = |m: &&Marked| m.first > range.start && self.stops(m.first);
        let before = self.marked[..k].iter().rev().take(STEPS).find(starts).map(|m| m.first);
        range.end = after.unwrap_or(range.end);
        range.start = before.unwrap_or(range.start);
        range
    }

    /// Whether a full stop that ends no abbreviation stands before the marks that open at token `i`.
    fn stops(&self, i: usize) -> bool {
        let tokens = self.doc.tokens();
        i > 0
            && self.gap(i).has(Gap::STOP)
            && tokens.flags(i).has(Flags::CAP)
            && !tokens.flags(i - 1).has(Flags::DOTTED | Flags::SINGLE)
            && !(tokens.flags(i - 1).has(Flags::CAP) && tokens.span(i - 1).len() <= 3)
    }

    /// The stretch in marks that holds token `i`.
    pub fn marked_at(&self, i: usize) -> Option<usize> {
        let k = self.marked.partition_point(|m| m.last <= i);
        self.marked.get(k).filter(|m| m.first <= i).map(|_| k)
    }

    /// The stretch in marks that starts with token `i`.
    pub fn marked_from(&self, i: usize) -> Option<usize> {
        self.marked_at(i).filter(|k| self.marked[*k].first == i)
    }

    /// The stretch in marks that ends right before token `i`.
    pub fn marked_to(&self, i: usize) -> Option<usize> {
        let k = self.marked.partition_point(|m| m.last < i);
        self.marked.get(k).filter(|m| m.last == i && m.closed).map(|_| k)
    }

    /// Whether token `i` starts a noun phrase.
    pub fn starts_phrase(&self, i: usize) -> bool {
        if i >= self.doc.len() {
            return false;
        }
        match self.syntax.noun_phrase(i) {
            Some(p) => p.start == i,
            None => matches!(
                self.tag(i),
                Tag::Pronoun
                    | Tag::Proper
                    | Tag::Noun
                    | Tag::Determiner
                    | Tag::Possessive
                    | Tag::Number
                    | Tag::Adjective
            ),
        }
    }

    /// The noun phrase that ends with token `e`, not before `lo`.
    fn base_left(&self, e: usize, lo: usize) -> Option<usize> {
        let mut start = match self.syntax.noun_phrase(e) {
            Some(p) => p.start,
            None if matches!(
                self.tag(e),
                Tag::Pronoun
                    | Tag::Proper
                    | Tag::Noun
                    | Tag::Number
                    | Tag::Determiner
                    | Tag::Adjective
            ) =>
            {
                e
            }
            // A name that is a word too: "Bob said".
            None => match self.mentions.at(e) {
                Some(m) => m.tokens.start,
                None if self.doc.tokens().flags(e).has(Flags::CAP) => e,
                None => return None,
            },
        };
        start = start.max(lo);
        (start + 1..=e)
            .rev()
            .find(|j| {
                self.gap(*j).has(Gap::COMMA | Gap::COLON | Gap::SEMICOLON | Gap::DASH)
                    || self.gap(*j).has(Gap::QUOTE) && self.marked_to(*j).is_some()
            })
            .or(Some(start))
    }

    /// Start of the noun phrase, with the prepositional phrases inside it, that ends right before `end`.
    pub fn phrase_left(&self, end: usize, lo: usize) -> Option<usize> {
        let mut start = self.base_left(end.checked_sub(1).filter(|e| *e >= lo)?, lo)?;
        for _ in 0..STEPS {
            if start < lo + 2 || !self.near(start) {
                break;
            }
            if self.is(start - 1, role::CONJ) && self.near(start - 1) {
                // "Red Cross and army officials", where nothing but a comma stands before.
                match self.base_left(start - 2, lo) {
                    Some(s) if s == lo || self.gap(s).has(Gap::COMMA | Gap::QUOTE) => start = s,
                    _ => break,
                }
                continue;
            }
            if self.tag(start) == Tag::Adjective && self.tag(start - 1).is_nominal() {
                // "a source close to the mayor"
                match self.base_left(start - 1, lo) {
                    Some(s) if s < start => start = s,
                    _ => break,
                }
                continue;
            }
            let joins = self.is(start - 1, ATTACH) && self.near(start - 1);
            if !joins {
                break;
            }
            match self.base_left(start - 2, lo) {
                // "in Washington officials": the preposition hangs on a noun, not on a verb.
                Some(s) if self.marked_at(start - 2).is_none() => start = s,
                _ => break,
            }
        }
        Some(start)
    }

    /// The noun phrase from token `i` on: base phrase and the prepositional phrases behind it.
    pub fn phrase_right(&self, i: usize, hi: usize) -> Option<Range<usize>> {
        let mut end = self.base_right(i, hi)?;
        for _ in 0..STEPS {
            if end + 1 >= hi || !self.near(end) || !self.is(end, ATTACH) {
                break;
            }
            match self.base_right(end + 1, hi) {
                Some(e) if self.near(end + 1) => end = e,
                _ => break,
            }
        }
        Some(i..end)
    }

    fn base_right(&self, i: usize, hi: usize) -> Option<usize> {
        if i >= hi {
            return None;
        }
        let end = match self.syntax.noun_phrase(i) {
            Some(p) if p.start == i => p.end,
            Some(p) => p.end,
            None if self.starts_phrase(i) => i + 1,
            None => self.mentions.at(i)?.tokens.end,
        };
        let end = end.min(hi);
        Some(
            (i + 1..end)
                .find(|j| self.gap(*j).has(Gap::COMMA | Gap::COLON | Gap::SEMICOLON))
                .unwrap_or(end),
        )
    }

    /// Subject of the verb group that starts at `v`, with the appositions behind it.
    pub fn subject_before(&self, v: usize, lo: usize, depth: usize) -> Option<Range<usize>> {
        let mut k = v;
        while k > lo && self.near(k) && self.tag(k - 1) == Tag::Adverb {
            k -= 1;
        }
        let some = k < v && self.is(k, role::SOME);
        if some && (k <= lo || !self.near(k)) {
            // "most said": a number word, no adverb.
            return Some(k..k + 1);
        }
        if k <= lo || depth > 3 {
            return None;
        }
        if let Some(before) = self.without_adjunct(k, lo) {
            return self.subject_before(before, lo, depth + 1);
        }
        if self.is(v, role::TO) {
            let g = self.verb_before(v, lo)?;
            return self.subject_before(g, lo, depth + 1);
        }
        if self.is(k - 1, role::REL) && self.tag(k - 1) != Tag::Pronoun {
            // The pronoun stands for its antecedent, which the record resolves.
            return Some(k - 1..k);
        }
        if let Some(s) = self.whole_subject(k, lo) {
            return Some(s);
        }
        let gap = self.gap(k);
        if self.marked_to(k).is_some() && gap.has(Gap::QUOTE | Gap::APOSTROPHE) {
            return None;
        }
        if gap.has(Gap::COLON | Gap::SEMICOLON | Gap::MARK) {
            return None;
        }
        if gap.has(Gap::COMMA)
            && k > lo + 1
            && self.gap(k - 1).has(Gap::COMMA)
            && self.is(k - 1, role::CUT)
        {
            // "Hill, though, said"
            return self.phrase_left(k - 1, lo).map(|start| start..k - 1);
        }
        if gap.has(Gap::COMMA | Gap::CLOSE | Gap::DASH) {
            return self.apposed(k, lo);
        }
        if self.is(k - 1, role::CONJ) && self.tag(k - 1) != Tag::Noun {
            let g = self.verb_before(k - 1, lo)?;
            return self.subject_before(g, lo, depth + 1);
        }
        if self.is(k - 1, role::TO) {
            let g = self.verb_before(k - 1, lo)?;
            return self.subject_before(g, lo, depth + 1);
        }
        let Some(start) = self.phrase_left(k, lo) else {
            // "those surveyed said"
            let done = matches!(self.tag(k - 1), Tag::Participle | Tag::Past) && self.near(k - 1);
            let start = done.then(|| self.phrase_left(k - 1, lo)).flatten()?;
            return Some(start..k);
        };
        if start > lo && self.is(start - 1, role::HAVE) && self.near(start) {
            // "has long said", "have in particular noted"
            return self.subject_before(start - 1, lo, depth + 1);
        }
        if start > lo + 1 && self.near(start) && self.tag(start - 1) == Tag::Preposition {
            // "who in 2010 said", "but in an interview said"
            let hinge = start - 2;
            if self.is(hinge, Bits(role::REL.0 | role::CONJ.0)) && !self.tag(hinge).is_nominal() {
                return self.subject_before(start - 1, lo, depth + 1);
            }
        }
        Some(start..k)
    }

    /// Where a phrase of time before a verb starts, if a noun stands before that: "the polls late last week".
    fn without_adjunct(&self, k: usize, lo: usize) -> Option<usize> {
        let mut start = k;
        while start > lo
            && self.near(start)
            && self.is(start - 1, role::ADJUNCT)
            && !self.is(start - 1, Bits(role::SUBJECT.0 | role::CONJ.0))
        {
            start -= 1;
        }
        if start < k && start > lo && self.near(start) && self.tag(start - 1) == Tag::Determiner {
            start -= 1;
        }
        let plain = start < k && start > lo && self.gap(start).is_within(Gap::BLANK);
        (plain && self.tag(start - 1).is_nominal()).then_some(start)
    }

    /// Everything from the clause's start to token `k`, where it is one long noun phrase: no verb of its own
    /// but those of relative clauses. "The officials whose laws were struck down say".
    fn whole_subject(&self, k: usize, lo: usize) -> Option<Range<usize>> {
        let floor = lo.max(k.saturating_sub(REACH));
        let mut from = k;
        let mut relatives = 0;
        while from > floor {
            let j = from - 1;
            let gap = self.gap(from);
            if gap.has(Gap::SEMICOLON | Gap::COLON) || self.marked_to(from).is_some() {
                break;
            }
            let role = self.role(j);
            let tag = self.tag(j);
            if tag == Tag::Subordinator || role.has(role::CUT) && tag != Tag::Preposition {
                break;
            }
            if role.has(role::REL)
                && (tag == Tag::Wh || from < k && self.syntax.verb_group(from).is_some())
            {
                relatives += 1;
            }
            from = j;
        }
        if from == lo && lo > 0 && self.marked_at(lo).is_some() {
            return None;
        }
        if !self.starts_phrase(from) || self.is(from, role::ACCORDING) || k < from + 4 {
            return None;
        }
        // "The risk, he said": what one comma parts from the verb's subject is no part of it, unless it lists.
        let comma = |j: &usize| self.gap(*j).has(Gap::COMMA);
        if let Some(last) = (from + 1..=k).rev().find(comma).filter(|j| *j < k)
            && (from + 1..=k).filter(comma).count() % 2 == 1
            && !(last..k).any(|j| self.is(j, role::CONJ))
        {
            return None;
        }
        let groups = self.syntax.verb_groups();
        let first = groups.partition_point(|g| g.tokens.end <= from);
        let main = groups[first..].iter().find(|g| g.finite).filter(|g| g.tokens.end <= k);
        if main.is_some_and(|g| !(from..=g.tokens.start).any(|j| self.is(j, role::REL))) {
            return None;
        }
        let finite =
            groups[first..].iter().take_while(|g| g.tokens.end <= k).filter(|g| g.finite).count();
        (finite <= relatives).then_some(from..k)
    }

    /// The phrase that the relative pronoun at token `i` stands for.
    pub fn antecedent(&self, i: usize) -> Option<Range<usize>> {
        let lo = self.sentence(i).start;
        if i <= lo || !self.is(i, role::REL) {
            return None;
        }
        self.phrase_left(i, lo).map(|start| start..i)
    }

    /// Start of the last finite verb group before token `i`.
    pub fn verb_before(&self, i: usize, lo: usize) -> Option<usize> {
        let groups = self.syntax.verb_groups();
        let k = groups.partition_point(|g| g.tokens.end <= i);
        groups[..k]
            .iter()
            .rev()
            .take(STEPS)
            .take_while(|g| g.tokens.start >= lo)
            .find(|g| g.finite && self.marked_at(g.head).is_none())
            .map(|g| g.tokens.start)
    }

    /// A subject with a comma, bracket or dash before its verb: "Jo Hill, the mayor, said".
    fn apposed(&self, k: usize, lo: usize) -> Option<Range<usize>> {
        let closing = self.gap(k);
        let bracket = closing.has(Gap::CLOSE);
        let floor = lo.max(k.saturating_sub(REACH));
        let mut j = k - 1;
        while j > floor {
            let g = self.gap(j);
            let opens = if bracket { g.has(Gap::OPEN) } else { g.has(Gap::COMMA | Gap::DASH) };
            if opens
                && (bracket || self.is_apposition(j))
                && let Some(start) = self.phrase_left(j, lo)
                && self.tag(j - 1) != Tag::Preposition
            {
                return Some(self.widen(start, lo)..k);
            }
            if g.has(Gap::SEMICOLON | Gap::COLON) || self.marked_to(j).is_some() {
                break;
            }
            j -= 1;
        }
        None
    }

    /// Takes in a name or description that a comma parts from the phrase at `start`.
    fn widen(&self, mut start: usize, lo: usize) -> usize {
        for _ in 0..2 {
            if start <= lo || !self.gap(start).has(Gap::COMMA) || !self.is_apposition(start) {
                break;
            }
            match self.phrase_left(start, lo) {
                // "On Friday, the mayor, Jo Hill, said": no part of the subject.
                Some(s)
                    if s == lo
                        || (self.tag(s - 1) != Tag::Preposition && self.marked_at(s).is_none()) =>
                {
                    let person =
                        self.mentions.at(start - 1).is_some_and(|m| m.kind == Kind::Person)
                            || self.mentions.at(start).is_some_and(|m| m.kind == Kind::Person);
                    if !person {
                        break;
                    }
                    start = s;
                }
                _ => break,
            }
        }
        start
    }

    /// Whether what starts at token `j`, after a comma, can describe the noun before it.
    fn is_apposition(&self, j: usize) -> bool {
        matches!(
            self.tag(j),
            Tag::Determiner
                | Tag::Noun
                | Tag::Proper
                | Tag::Adjective
                | Tag::Number
                | Tag::Wh
                | Tag::Possessive
                | Tag::Participle
                | Tag::Gerund
                | Tag::Preposition
                | Tag::Adverb
        ) && !self.is(j, role::CONJ)
    }

    /// A subject behind its verb, with appositions: "…," said Jo Hill, the mayor.
    pub fn subject_after(&self, p: usize, hi: usize) -> Option<Range<usize>> {
        let base = self.phrase_right(p, hi)?;
        let mut end = base.end;
        if end < hi && self.gap(end).has(Gap::OPEN) {
            end = (end + 1..hi.min(end + 12)).find(|j| self.gap(*j).has(Gap::CLOSE)).unwrap_or(end);
        }
        let relative = || self.is(end, role::REL) && self.tag(end) != Tag::Pronoun;
        let apposition = || {
            self.gap(end).has(Gap::COMMA)
                && self.marked_from(end).is_none()
                && self.is_apposition(end)
                && !self.is(end, role::CUT)
                && self.verb(end).is_none_or(|_| self.tag(end) != Tag::Gerund)
                && self.tag(end) != Tag::Adverb
        };
        if end < hi && (relative() || apposition()) {
            end = self.aside(end, hi);
        }
        Some(base.start..end)
    }

    /// End of a relative clause or apposition that starts at `from`.
    pub fn aside(&self, from: usize, hi: usize) -> usize {
        for j in from + 1..hi.min(from + REACH) {
            let g = self.gap(j);
            if g.has(Gap::SEMICOLON | Gap::COLON | Gap::DASH)
                || self.marked_from(j).is_some()
                || g.has(Gap::COMMA)
                    && (self.is(j, Bits(role::CUT.0 | role::CONJ.0 | role::ACCORDING.0))
                        || self.tag(j) == Tag::Gerund
                        || self.syntax.verb_group(j).is_some_and(|v| v.finite))
            {
                return j;
            }
        }
        hi.min(from + REACH)
    }

    /// Whether a clause with a finite verb starts at `p`: that verb comes before the next comma.
    pub fn clause_at(&self, p: usize, hi: usize, commas: usize) -> bool {
        let groups = self.syntax.verb_groups();
        let mut left = commas;
        let mut k = groups.partition_point(|g| g.tokens.start < p);
        let mut j = p + 1;
        while let Some(g) = groups.get(k).filter(|g| g.tokens.start < hi.min(p + 40)) {
            while j <= g.tokens.start {
                let joins = self.is(j, role::CONJ) && self.is(j + 1, role::SUBJECT);
                if joins {
                    return false;
                }
                if self.gap(j).has(Gap::COMMA | Gap::SEMICOLON | Gap::COLON | Gap::DASH) {
                    if left == 0 || self.is(j, role::CONJ) {
                        return false;
                    }
                    left -= 1;
                }
                j += 1;
            }
            if g.finite && g.tokens.start > p && !self.is(g.tokens.start - 1, role::REL) {
                return true;
            }
            k += 1;
        }
        false
    }
}

/// Prepositions that join noun phrases.
const ATTACH: Bits = Bits(role::OF.0 | role::FOR.0 | role::PREP.0 | role::TO.0);
