//! Questions that the passes ask of a document: roles of words, stretches in marks, sentences.

use std::{cell::Cell, ops::Range};

use bumpalo::{Bump, collections::Vec};

use super::{
    edges::Passed,
    marks::Marked,
    tables::{Reporter, Reports, Tables, role},
};
use crate::{
    document::{Document, Flags, Gap},
    lang::{Bits, Form},
    mention::Mentions,
    syntax::{Syntax, Tag},
};

pub(super) struct Reader<'a> {
    pub doc: &'a Document<'a>,
    pub syntax: &'a Syntax,
    pub mentions: &'a Mentions,
    pub tables: &'a Tables,
    pub bump: &'a Bump,
    /// Stretches in marks that lie in no other one.
    pub marked: &'a [Marked],
    /// Tokens behind a colon.
    pub colons: &'a [u32],
    /// The text is in another language than the pack's words.
    pub foreign: bool,
    /// By token, and one more: what the pack says of the word, and where the stretches in marks are.
    pub roles: &'a [Bits],
    /// Tokens whose stretch in marks starts a sentence, though the document has none there.
    breaks: &'a [u32],
    /// What the last walk to a clause's end has passed.
    pub passed: Cell<Option<Passed>>,
    /// The sentence that was asked for last: most questions are about the same one.
    last: Cell<(u32, u32)>,
    /// The stretch in marks that was asked for last.
    stretch: Cell<usize>,
}

impl<'a> Reader<'a> {
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        doc: &'a Document<'_>,
        syntax: &'a Syntax,
        roles: &'a mut [Bits],
        mentions: &'a Mentions,
        tables: &'a Tables,
        (marked, colons): (&'a [Marked], &'a [u32]),
        foreign: bool,
        bump: &'a Bump,
    ) -> Self {
        for m in marked {
            roles[m.first..m.last].iter_mut().for_each(|r| r.add(role::INSIDE));
            roles[m.first].add(role::OPENED);
            if m.closed {
                roles[m.last].add(role::CLOSED);
            }
        }
        let mut reader = Self {
            doc,
            syntax,
            mentions,
            tables,
            bump,
            marked,
            colons,
            foreign,
            roles,
            breaks: &[],
            passed: Cell::default(),
            last: Cell::default(),
            stretch: Cell::default(),
        };
        let mut breaks = Vec::new_in(bump);
        for m in marked {
            if reader.stops(m.first) {
                breaks.push(m.first as u32);
            }
        }
        reader.breaks = breaks.into_bump_slice();
        reader
    }

    #[inline]
    pub fn gap(&self, i: usize) -> Gap {
        self.doc.tokens().gap(i)
    }

    /// Whether token `i` stands right behind the one before, with a blank, hyphen or full stop of an abbreviation.
    #[inline]
    pub fn near(&self, i: usize) -> bool {
        self.gap(i).is_within(
            Gap::BLANK | Gap::HYPHEN | Gap::STOP | Gap::AMPERSAND | Gap::SLASH | Gap::APOSTROPHE,
        )
    }

    #[inline]
    pub fn tag(&self, i: usize) -> Tag {
        if i < self.doc.len() { self.syntax.tag(i) } else { Tag::Other }
    }

    #[inline]
    pub fn role(&self, i: usize) -> Bits {
        self.roles.get(i).copied().unwrap_or_default()
    }

    #[inline]
    pub fn is(&self, i: usize, bits: Bits) -> bool {
        self.role(i).has(bits)
    }

    /// What the word at token `i` reports.
    #[inline]
    fn reports(&self, i: usize) -> &Reports {
        self.tables.reports(self.doc.words().get(i).copied().unwrap_or_default())
    }

    /// The reporting verb at token `i`.
    #[inline]
    pub fn verb(&self, i: usize) -> Option<(Reporter, Form)> {
        let reports = self.reports(i);
        Some((reports.verb?, reports.form))
    }

    /// The reporting noun at token `i`.
    #[inline]
    pub fn noun(&self, i: usize) -> Option<Reporter> {
        self.reports(i).noun
    }

    /// Tokens of the sentence that holds token `i`.
    #[inline]
    pub fn sentence(&self, i: usize) -> Range<usize> {
        let (start, end) = self.last.get();
        if (start as usize..end as usize).contains(&i) {
            return start as usize..end as usize;
        }
        self.other_sentence(i)
    }

    #[inline(never)]
    fn other_sentence(&self, i: usize) -> Range<usize> {
        let s = &self.doc.sentences()[self.doc.sentence_of(i)].tokens;
        let (mut start, mut end) = (s.start, s.end);
        if !self.breaks.is_empty() {
            // A stretch in marks behind a full stop starts a sentence, whatever its marks look like.
            let k = self.breaks.partition_point(|b| *b as usize <= i);
            start = k.checked_sub(1).map_or(start, |k| self.breaks[k].max(start));
            end = self.breaks.get(k).map_or(end, |b| (*b).min(end));
        }
        self.last.set((start, end));
        start as usize..end as usize
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
    #[inline]
    pub fn marked_at(&self, i: usize) -> Option<usize> {
        self.is(i, role::INSIDE).then(|| self.marked_behind(i))
    }

    /// The stretch in marks that starts with token `i`.
    #[inline]
    pub fn marked_from(&self, i: usize) -> Option<usize> {
        self.is(i, role::OPENED).then(|| self.marked_behind(i))
    }

    /// The stretch in marks that ends right before token `i`.
    #[inline]
    pub fn marked_to(&self, i: usize) -> Option<usize> {
        self.is(i, role::CLOSED).then(|| self.marked_behind(i - 1))
    }

    /// The first stretch in marks that ends behind token `i`.
    #[inline]
    pub fn marked_behind(&self, i: usize) -> usize {
        // Most questions are about the same stretch as the one before.
        let k = self.stretch.get();
        let over = |m: &Marked| m.last <= i;
        let here = self.marked.get(k).is_none_or(|m| !over(m));
        if here && (k == 0 || over(&self.marked[k - 1])) {
            return k;
        }
        self.other_stretch(i)
    }

    #[inline(never)]
    fn other_stretch(&self, i: usize) -> usize {
        let k = self.marked.partition_point(|m| m.last <= i);
        self.stretch.set(k);
        k
    }

    /// The stretches in marks that have a token in `tokens`, and the index of the first.
    pub fn marked_in(&self, tokens: &Range<usize>) -> (usize, &'a [Marked]) {
        let from = self.marked_behind(tokens.start);
        let marked = &self.marked[from..];
        let n = marked.iter().take_while(|m| m.first < tokens.end).count();
        (from, &marked[..n])
    }
}
