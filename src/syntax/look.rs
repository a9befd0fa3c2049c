//! What each token can be, by the pack, its shape and its place in the sentence.

use std::ops::Range;

use super::{
    Syntax, Tag,
    guess::by_ending,
    tables::Tables,
    tag::CLAUSE,
    word::{At, Form, Set, Word},
};
use crate::{
    document::{Document, Flags, Gap},
    lang::WordId,
};

/// Shapes that may change what the pack says of a word, and those by which shouting is told.
const SHAPED: Flags =
    Flags(Flags::CAP.0 | Flags::UPPER.0 | Flags::DIGIT.0 | Flags::POSSESSIVE.0 | Flags::SINGLE.0);

/// Marks before a token with which the tagger has something to do.
const MARKS: Gap = Gap(CLAUSE.0 | Gap::COMMA.0);

/// Puts what every token can be into `forms`, its best tag into `tags`, and the tokens that the tagger has to see
/// into `open`.
#[inline(never)]
pub(super) fn run(doc: &Document<'_>, tables: &Tables, syntax: &mut Syntax) {
    let Syntax { forms, tags, open, .. } = syntax;
    let all = doc.len();
    forms.resize(all, Form::default());
    tags.resize(all, Tag::default());
    open.resize(all + 1, 0);
    let (mut done, mut opened) = (0, 0);
    for sentence in doc.sentences() {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        clear(forms, tags, done..range.start);
        done = range.end;
        let mut look = Look { doc, tables, tokens: range.clone(), shouting: false };
        let (forms, tags, open) =
            (&mut forms[range.clone()], &mut tags[range], &mut open[opened..]);
        let (mut n, shouting) = look.sentence(forms, tags, open);
        if shouting {
            look.shouting = true;
            (n, _) = look.sentence(forms, tags, open);
        }
        opened += n;
    }
    open.truncate(opened);
    clear(forms, tags, done..all);
}

/// What an earlier document left at tokens of no sentence.
fn clear(forms: &mut [Form], tags: &mut [Tag], tokens: Range<usize>) {
    if !tokens.is_empty() {
        forms[tokens.clone()].fill(Form::default());
        tags[tokens].fill(Tag::default());
    }
}

/// A sentence that is being looked at.
struct Look<'a> {
    doc: &'a Document<'a>,
    tables: &'a Tables,
    tokens: Range<usize>,
    /// A capital tells nothing.
    shouting: bool,
}

impl Look<'_> {
    /// Looks at all tokens: how many the tagger has to see, and whether the sentence is shouting, a headline in title
    /// case or a line in capitals, where a capital tells nothing.
    fn sentence(&self, forms: &mut [Form], tags: &mut [Tag], open: &mut [u32]) -> (usize, bool) {
        let (tables, shouting) = (self.tables, self.shouting);
        let looks = self.doc.tokens().looks(self.tokens.clone());
        let words = &self.doc.words()[self.tokens.clone()];
        // Capitals, and words of more than one letter.
        let (mut capitals, mut letters) = (0, words.len());
        let mut opened = 0;
        // Whether the token before is a particle that is not listed.
        let mut particle = false;
        let places = forms.iter_mut().zip(tags).zip(words).zip(looks);
        for (i, (((form, tag), word), (flags, gap))) in self.tokens.clone().zip(places) {
            let w = tables.word(*word);
            let (mut here, mut best) = (w.form(), w.best);
            if flags.has(SHAPED) || !here.at.has(At::KNOWN) || gap == Gap::HYPHEN {
                capitals += usize::from(flags.has(Flags::CAP));
                letters -= usize::from(!flags.has(Flags::ALPHA) || flags.has(Flags::SINGLE));
                let first = i == self.tokens.start || gap.has(Gap(CLAUSE.0 & !Gap::DASH.0));
                let name = flags.has(Flags::CAP) && !first && !shouting && best != Tag::Pronoun;
                if name && gap != Gap::HYPHEN {
                    (here, best) = (PROPER.form(), Tag::Proper);
                } else {
                    (here, best) = self.odd(i, *word, flags, gap);
                }
            }
            (*form, *tag) = (here, best);
            if particle && best == Tag::To {
                open[opened] = i as u32 - 1;
                opened += 1;
            }
            let listed = !here.at.has(At::PLAIN) | gap.has(MARKS);
            open[opened] = i as u32;
            opened += usize::from(listed);
            particle = here.at.has(At::PARTICLE) & !listed;
        }
        if particle {
            open[opened] = self.tokens.end as u32 - 1;
            opened += 1;
        }
        (opened, letters >= 4 && capitals * 10 > letters * 6)
    }

    /// A word that is not simply what the pack has, in its place.
    #[inline(never)]
    fn odd(&self, i: usize, word: WordId, flags: Flags, gap: Gap) -> (Form, Tag) {
        let w = *self.tables.word(word);
        let first = i == self.tokens.start || gap.has(Gap(CLAUSE.0 & !Gap::DASH.0));
        let mut w = if flags.has(Flags::CAP) && !first && !self.shouting && w.best != Tag::Pronoun {
            PROPER
        } else {
            let w = self.word(i, w, flags, first);
            let names = first && !self.shouting && i + 1 < self.tokens.end;
            if names && self.names_on(i, w, flags) { PROPER } else { w }
        };
        if gap == Gap::HYPHEN && i > 0 {
            w.at.add(At::JOINED);
        }
        (w.form(), w.best)
    }

    /// "Police Chief Khan": a name starts at the first word of the sentence.
    fn names_on(&self, i: usize, w: Word, flags: Flags) -> bool {
        let open = Set::of(Tag::Noun).and(Tag::Adjective).and(Tag::Proper).and(Tag::Verb);
        let tokens = self.doc.tokens();
        flags.has(Flags::CAP)
            && tokens.flags(i + 1).has(Flags::CAP)
            && tokens.gap(i + 1).is_within(Gap(Gap::BLANK.0 | Gap::HYPHEN.0))
            && !w.at.has(At::CLOSED)
            && (w.can.only(open) || w.at.has(At::STATE))
    }

    /// As the pack has it in `w`, with the shape it has here; no capital that makes a name of it.
    fn word(&self, i: usize, mut w: Word, flags: Flags, first: bool) -> Word {
        if w.at.has(At::KNOWN) {
            if flags.has(Flags::POSSESSIVE)
                && matches!(w.best, Tag::Pronoun | Tag::Wh | Tag::Adverb)
            {
                // "it's", "who's", "there's".
                w.at.add(At::BE);
            }
            // "US" beside "us", "WHO" beside "who".
            if flags.has(Flags::UPPER) && !self.shouting && w.at.has(At::CLOSED) {
                return PROPER;
            }
            return w;
        }
        if flags.has(Flags::DIGIT) {
            return NUMBER;
        }
        let span = self.doc.tokens().span(i);
        let guess = *by_ending(self.doc.text().as_bytes(), span.start as usize, span.end as usize);
        if !flags.has(Flags::CAP) {
            return guess;
        }
        let told = guess.at.has(At::PLURAL) || matches!(guess.best, Tag::Adverb | Tag::Gerund);
        // In capitals "SERIOUSLY" is no name; short ones may be ("ITALY", "KELLY").
        let adverb = self.shouting && guess.best == Tag::Adverb && span.len() > 7;
        if first && !self.shouting && told || adverb { guess } else { PROPER }
    }
}

const PROPER: Word = Word { can: Set::of(Tag::Proper), best: Tag::Proper, at: At(0) }.settled();
const NUMBER: Word = Word { can: Set::of(Tag::Number), best: Tag::Number, at: At(0) }.settled();
