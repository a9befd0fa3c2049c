//! Subjects of verbs, before and behind them.

use std::ops::Range;

use super::{reader::Reader, tables::role};
use crate::{
    document::{Cell, Gap},
    gazetteer::Kind,
    lang::Bits,
    syntax::Tag,
};

/// How far a walk over verb groups goes.
const STEPS: usize = 8;
/// Tokens of a phrase that is long.
const LONG: usize = 4;
/// How far a walk over tokens goes.
const REACH: usize = 60;

impl Reader<'_> {
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
            if self.tag(before - 1).is_nominal() || self.gap(before).has(Gap::COMMA) {
                return self.subject_before(before, lo, depth + 1);
            }
            return self.described(before, lo).map(|start| start..k);
        }
        if self.is(v, role::TO) {
            let g = self.verb_before(v, lo)?;
            return self.subject_before(g, lo, depth + 1);
        }
        if self.is(k - 1, role::REL) && self.tag(k - 1) != Tag::Pronoun {
            // The pronoun stands for its antecedent, which the record resolves.
            return Some(k - 1..k);
        }
        // "The mayor said": nothing before the phrase, so it is all of the subject.
        let plain = self.near(k) && !self.is(k - 1, role::CONJ | role::TO);
        let phrase = if plain { self.phrase_left(k, lo) } else { None };
        if phrase == Some(lo) && !self.is(lo, role::INSIDE) {
            return Some(lo..k);
        }
        let joined = self.is(k - 1, role::CONJ);
        if let Some(s) = (!joined).then(|| self.whole_subject(k, lo)).flatten() {
            return Some(s);
        }
        let gap = self.gap(k);
        if self.is(k, role::CLOSED) && gap.has(Gap::QUOTE | Gap::APOSTROPHE) {
            return self.before_marks(k, lo);
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
        let Some(start) = phrase.or_else(|| self.phrase_left(k, lo)) else {
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
            // "a poll released in late August found"
            if let Some(start) = self.described(start - 1, lo) {
                return Some(start..k);
            }
        }
        Some(start..k)
    }

    /// A subject that quotes in a relative clause: "Hill, who called it 'a farce', said".
    #[cold]
    fn before_marks(&self, k: usize, lo: usize) -> Option<Range<usize>> {
        let marks = &self.marked[self.marked_to(k).filter(|_| self.gap(k).has(Gap::COMMA))?];
        let floor = lo.max(k.saturating_sub(REACH));
        let who = (floor + 1..marks.first).rev().find(|j| self.gap(*j).has(Gap::COMMA))?;
        let start = self.phrase_left(who, lo).filter(|_| self.tag(who) == Tag::Wh)?;
        Some(self.widen(start, lo)..who)
    }

    /// Start of the phrase that the participle right before token `i` belongs to: "a poll released".
    fn described(&self, i: usize, lo: usize) -> Option<usize> {
        let verb = i.checked_sub(1).filter(|v| *v > lo && self.near(i) && self.near(*v))?;
        let lone = self.syntax.verb_group(verb).is_some_and(|g| g.tokens.len() == 1);
        let bare = matches!(self.tag(verb), Tag::Past | Tag::Participle | Tag::Gerund);
        let noun = matches!(self.tag(verb - 1), Tag::Noun | Tag::Proper);
        (lone && bare && noun).then(|| self.phrase_left(verb, lo)).flatten()
    }

    /// Where a phrase of time before a verb starts, if a noun stands before that or what describes one: "the polls late
    /// last week", "a report published Wednesday", "Hill, the mayor, last week".
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
        let found = start < k && start > lo;
        let plain = found && self.gap(start).is_within(Gap::BLANK);
        let behind = plain
            && (self.tag(start - 1).is_nominal() || self.described(start, lo).is_some())
            || found && self.gap(start).has(Gap::COMMA) && self.apposed(start, lo).is_some();
        behind.then_some(start)
    }

    /// Everything from the clause's start to token `k`, where it is one long noun phrase: no verb of its own
    /// but those of relative clauses. "The officials whose laws were struck down say".
    fn whole_subject(&self, k: usize, lo: usize) -> Option<Range<usize>> {
        if k < lo + LONG {
            return None;
        }
        let from = self.clause_start(k, lo.max(k.saturating_sub(REACH)));
        if k < from + LONG
            || from == lo && lo > 0 && self.is(lo, role::INSIDE)
            || !self.starts_phrase(from)
            || self.is(from, role::ACCORDING)
        {
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
        let first = self.syntax.verb_group_from(from);
        let main = groups[first..].iter().find(|g| g.finite).filter(|g| g.tokens.end <= k);
        if main.is_some_and(|g| !(from..=g.tokens.start).any(|j| self.is(j, role::REL))) {
            return None;
        }
        // "the party, which Hill and the mayor say is": the clause's own subject.
        let hinge = (from..k).rev().find(|j| self.tag(*j) == Tag::Wh);
        if let Some(own) =
            hinge.map(|w| w + 1).filter(|own| *own < k && self.near(k) && self.starts_phrase(*own))
            && !self.has_main(&(own..k))
            && self.phrase_right(own, k).is_some_and(|np| {
                np.end == k || self.is(np.end, role::CONJ) || self.gap(np.end).has(Gap::COMMA)
            })
        {
            return Some(own..k);
        }
        let finite =
            groups[first..].iter().take_while(|g| g.tokens.end <= k).filter(|g| g.finite).count();
        let relative = |j: &usize| {
            self.is(*j, role::REL)
                && (self.tag(*j) == Tag::Wh || j + 1 < k && self.syntax.verb_group(j + 1).is_some())
        };
        (finite <= (from..k).filter(relative).count()).then_some(from..k)
    }

    /// Where the walk back from token `k` meets a word or mark that opens a clause, or `floor`.
    fn clause_start(&self, k: usize, floor: usize) -> usize {
        let cells = &self.doc.tokens().cells()[floor + 1..=k];
        let marks = cells.iter().zip(&self.roles[floor + 1..=k]).rev();
        let words = self.syntax.tags()[floor..k].iter().zip(&self.roles[floor..k]).rev();
        let goes_on = |((cell, behind), (tag, role)): &((&Cell, &Bits), (&Tag, &Bits))| {
            let parted = cell.gap.has(Gap::SEMICOLON | Gap::COLON) | behind.has(role::CLOSED);
            let opens =
                (**tag == Tag::Subordinator) | (role.has(role::CUT) & (**tag != Tag::Preposition));
            !(parted | opens)
        };
        k - marks.zip(words).take_while(goes_on).count()
    }

    /// The phrase that the relative pronoun at token `i` stands for.
    pub fn antecedent(&self, i: usize) -> Option<Range<usize>> {
        if !self.is(i, role::REL) {
            return None;
        }
        let lo = self.sentence(i).start;
        if i <= lo {
            return None;
        }
        self.phrase_left(i, lo).map(|start| start..i)
    }

    /// Start of the last finite verb group before token `i`.
    pub fn verb_before(&self, i: usize, lo: usize) -> Option<usize> {
        let groups = self.syntax.verb_groups();
        let k = self.syntax.verb_group_from(i);
        groups[..k]
            .iter()
            .rev()
            .take(STEPS)
            .take_while(|g| g.tokens.start >= lo)
            .find(|g| g.finite && !self.is(g.head, role::INSIDE))
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
            // "Intel Corp. (NASDAQ: INTC) said"
            let parted = !bracket && g.has(Gap::SEMICOLON | Gap::COLON);
            if parted || self.is(j, role::CLOSED) {
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
                        || (self.tag(s - 1) != Tag::Preposition && !self.is(s, role::INSIDE)) =>
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
                && !self.is(end, role::OPENED)
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
                || self.is(j, role::OPENED)
                || g.has(Gap::COMMA)
                    && (self
                        .is(j, Bits(role::CUT.0 | role::CONJ.0 | role::ACCORDING.0 | role::END.0))
                        || self.tag(j) == Tag::Gerund
                        || self.syntax.verb_group(j).is_some_and(|v| v.finite))
            {
                return j;
            }
        }
        hi.min(from + REACH)
    }
}
