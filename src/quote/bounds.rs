//! Where the writer goes on behind reported words, going by how their clause is built into its sentence.

use std::ops::Range;

use super::{reader::Reader, tables::role};
use crate::{document::Gap, lang::Bits, syntax::Tag};

/// How reported words stand in their sentence.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Built {
    /// They are a clause with a finite verb, not "to go", "of lying", "an inquiry".
    pub finite: bool,
    /// The verb that reports them stands in a clause that leads in another: "While he said so, …".
    pub led: bool,
    /// That verb has a relative pronoun for its subject: "a man who wants to pay less".
    pub relative: bool,
    /// They are the name of a thing: "an inquiry".
    pub thing: bool,
}

impl Reader<'_> {
    /// Whether the clause whose subject starts at token `i` leads in the one behind it.
    pub fn leads(&self, i: usize, lo: usize) -> bool {
        i > lo
            && self.near(i)
            && (self.tag(i - 1) == Tag::Subordinator
                || self.is(i - 1, Bits(role::CUT.0 | role::AS.0 | role::IF.0)))
            && (i <= lo + 3 || self.gap(i - 1).has(Gap::COMMA | Gap::DASH | Gap::COLON))
    }

    /// Whether a subject is no more than a relative pronoun.
    pub fn relative(&self, subject: &Range<usize>) -> bool {
        subject.len() == 1 && self.is(subject.start, role::REL)
    }

    /// End of the reported words `content`, before what is the writer's. Marks stay within.
    pub fn own_end(&self, content: Range<usize>, built: Built) -> usize {
        let Range { start, end } = content;
        let from = self.marked_in(&content).1.last().map_or(start, |m| m.last.max(start));
        let mut first = true;
        let cells = self.doc.tokens().cells().get(from + 1..end).unwrap_or_default();
        for (j, cell) in (from + 1..).zip(cells) {
            if built.finite && !cell.gap.has(PARTS) {
                continue;
            }
            if self.parts(j) {
                let tail = end - j > j - start;
                // "one of its staff, an engineer, was hurt": the clause has not got its verb yet.
                let whole = || !built.finite || self.has_main(&(start..j));
                if first && self.verb_at(j)
                    || self.departs(j, end, tail, built)
                    || self.sums_up(j, end) && whole()
                {
                    return j;
                }
                first = false;
            } else if !built.finite && self.near(j) {
                let joined = self.is(j, role::CONJ) && self.starts_clause(j + 1, end);
                let over = || built.thing && self.is(j, role::CUT);
                let main = || built.relative && first && self.verb_at(j) && !self.nests(start..j);
                if joined || over() || main() {
                    return j;
                }
            }
        }
        end
    }

    /// Whether a comma or dash stands before token `j`.
    fn parts(&self, j: usize) -> bool {
        let gap = self.gap(j);
        gap.has(Gap::COMMA | Gap::DASH) || gap.has(Gap::HYPHEN) && gap.has(Gap::BLANK)
    }

    /// Whether what starts behind a comma or dash, at token `j`, is the writer's; `tail` where it is most of it all.
    fn departs(&self, j: usize, end: usize, tail: bool, built: Built) -> bool {
        let role = self.role(j);
        let tag = self.tag(j);
        // "…, but she has kept her seat", "…, though it cost him years"
        if role.has(Bits(role::CONJ.0 | role::CUT.0)) && self.starts_clause(j + 1, end) {
            return true;
        }
        if (built.led || !built.finite) && self.starts_clause(j, end) {
            return true;
        }
        // "…, which opens on Friday"; "…, throwing the race open"
        let relative = role.has(Bits(role::REL.0 | role::WH.0)) && tag != Tag::Determiner;
        if (relative && (tail || !built.finite) || tag == Tag::Gerund && tail)
            && !(j + 1..end).any(|k| self.parts(k))
        {
            return true;
        }
        // "…, as has the mayor"
        role.has(role::AS) && self.verb_at(j + 1)
    }

    /// Whether a finite verb group starts at token `j`.
    pub fn verb_at(&self, j: usize) -> bool {
        self.syntax.finite_from(j).is_some()
    }

    /// Whether a subject with a finite verb of its own starts at token `j`.
    fn starts_clause(&self, j: usize, end: usize) -> bool {
        self.starts_phrase(j) && self.own_verb(j, end)
    }

    /// Whether these tokens open a clause, or join two phrases.
    fn nests(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|k| {
            matches!(self.tag(k), Tag::Wh | Tag::Subordinator)
                || self.is(k, Bits(role::REL.0 | role::SUBJECT.0 | role::CONJ.0))
        })
    }

    /// Whether the phrase at token `j` sums up the clause before it: "…, a claim that she disputes".
    fn sums_up(&self, j: usize, end: usize) -> bool {
        self.tag(j) == Tag::Determiner
            && self.tag(j - 1) != Tag::Proper
            && self.mentions.at(j - 1).is_none()
            && !self.own_verb(j, end)
            && self.phrase_right(j, end).is_some_and(|np| {
                let listed = self.is(np.end, role::CONJ) || self.gap(np.end).has(Gap::COMMA);
                np.end >= end || !listed
            })
    }

    /// Whether these tokens hold a finite verb that no relative pronoun or conjunction before it takes for its clause.
    pub fn has_main(&self, tokens: &Range<usize>) -> bool {
        let groups = &self.syntax.verb_groups()[self.groups_from(tokens.start)..];
        let mut finite = groups.iter().filter(|g| g.finite).map(|g| g.tokens.start).peekable();
        let mut nested = 0;
        for j in tokens.clone() {
            if finite.next_if_eq(&j).is_some() {
                if nested == 0 {
                    return true;
                }
                nested -= 1;
            } else if matches!(self.tag(j), Tag::Wh | Tag::Subordinator) && self.is(j, NESTS) {
                nested += 1;
            }
        }
        false
    }
}

/// Gaps that can part the writer's words from what is reported.
const PARTS: Gap = Gap(Gap::COMMA.0 | Gap::DASH.0 | Gap::HYPHEN.0);

/// What takes the next finite verb for a clause of its own.
const NESTS: Bits =
    Bits(role::COMP.0 | role::WH.0 | role::REL.0 | role::CUT.0 | role::IF.0 | role::AS.0);
