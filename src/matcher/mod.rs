//! Token patterns: rule text is compiled once, then run over tokens.
//!
//! A rule file is TOML: a list of `[[rule]]`, each with a unique `name`, a `match` pattern, `examples` and
//! `counter_examples` (sentences in which the rule fires, or does not; the suite runs them), and keys that the
//! stage reads. A pattern is a sequence of
//!
//! | written | matches |
//! |---|---|
//! | `word` | that word, in any case; words joined by hyphens are several |
//! | `~claim` | any form of the verb |
//! | `@hedges` | a word or phrase of the class `words/hedges.tsv` |
//! | `%person` | an annotation of that kind, given by the stage (a mention, a noun phrase, a tag) |
//! | `_` | any token |
//! | `,` | a comma before the next token; without it no comma may stand there |
//! | `(a b \| c)` | alternatives |
//! | `x?` `x*` `x+` `x{1,3}` | optional, up to eight, one to eight, bounds; as many as possible |
//! | `<name: …>` | the same, kept as the slot `name` |
//!
//! Every pattern holds a word, verb or class that it cannot match without, and is found by its rarest: a token that
//! is nobody's anchor costs one look into a small filter.

mod anchors;
mod load;
mod parse;
mod pattern;
mod run;

use std::ops::Range;

use bumpalo::Bump;

use crate::{document::Document, lang::LanguagePack};
use anchors::Anchors;
use pattern::Program;

/// Spans of tokens that patterns name with `%kind`; the stage that runs a matcher gives them.
pub(crate) trait Annotations {
    /// End of the annotation of this kind that starts at token `i`. `kind` counts the names given to
    /// [`Matcher::compile`].
    fn end(&self, kind: usize, i: usize) -> Option<usize>;
}

/// The rules of one file, compiled.
pub(crate) struct Matcher {
    rules: Box<[Rule]>,
    anchors: Anchors,
}

/// One rule.
pub(crate) struct Rule {
    pub name: &'static str,
    program: Program,
    /// Names of the slots.
    pub slots: Box<[String]>,
    /// The keys that the stage reads.
    fields: Box<[Field]>,
    /// Where the rule stands in its file.
    pub line: usize,
}

struct Field {
    key: String,
    value: String,
    line: usize,
    column: usize,
}

/// A rule's key as written, and where.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a> {
    pub text: &'a str,
    pub line: usize,
    pub column: usize,
}

/// Where a rule matched.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Match {
    /// Index into [`Matcher::rules`].
    pub rule: usize,
    pub tokens: Range<usize>,
    slots: run::Slots,
}

/// Slots a pattern may name.
const SLOTS: usize = 6;

impl Match {
    /// The tokens of slot `k`, if it took part.
    pub fn slot(&self, k: usize) -> Option<Range<usize>> {
        let (start, end) = self.slots[k];
        (end > start).then_some(start as usize..end as usize)
    }
}

impl Rule {
    /// Index of the slot with this name.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.slots.iter().position(|s| s == name)
    }

    /// The value of one of the stage's keys.
    pub fn value(&self, key: &str) -> Option<Value<'_>> {
        self.fields.iter().find(|f| f.key == key).map(|f| Value {
            text: &f.value,
            line: f.line,
            column: f.column,
        })
    }
}

impl Matcher {
    /// The rules, in file order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The hashes of the words that matches are found by.
    pub fn anchors(&self) -> impl Iterator<Item = u64> {
        self.anchors.hashes()
    }

    /// Whether matches may be found by the word with this hash.
    #[inline]
    pub fn may_start(&self, hash: u64) -> bool {
        self.anchors.may_hold(hash)
    }

    /// Calls `found` for each match around one of these tokens, in their order; matches of several rules may overlap.
    pub fn scan(
        &self,
        doc: &Document<'_>,
        pack: &LanguagePack,
        annotations: &impl Annotations,
        candidates: impl Iterator<Item = usize>,
        bump: &Bump,
        found: &mut impl FnMut(Match),
    ) {
        let hashes = doc.tokens().hashes();
        let mut machine = run::Machine::new(doc, pack, annotations, bump);
        for i in candidates {
            let sentence = &doc.sentences()[doc.sentence_of(i)].tokens;
            machine.range = sentence.start as usize..sentence.end as usize;
            for &rule in self.anchors.get(hashes[i]) {
                let program = &self.rules[rule as usize].program;
                if let Some(tokens) = machine.at(program, i) {
                    found(Match { rule: rule as usize, tokens, slots: machine.slots });
                }
            }
        }
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests;
