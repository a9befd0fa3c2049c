//! What each token can be, by the pack, its shape and its place in the sentence.

use std::{hint::select_unpredictable, ops::Range};

use super::{
    Syntax, Tag,
    guess::by_ending,
    tables::Tables,
    tag::CLAUSE,
    word::{At, Form, Set, Word},
};
use crate::{
    document::{Cell, Document, Flags, Gap},
    words::gathered,
};

/// Shapes that may change what the pack says of a word, and those by which shouting is told.
const SHAPED: Flags =
    Flags(Flags::CAP.0 | Flags::UPPER.0 | Flags::DIGIT.0 | Flags::POSSESSIVE.0 | Flags::SINGLE.0);

/// Marks before a token with which the tagger has something to do.
const MARKS: Gap = Gap(CLAUSE.0 | Gap::COMMA.0);

/// Marks before a token that may begin a sentence of its own.
const ANEW: Gap = Gap(CLAUSE.0 & !Gap::DASH.0);

/// Puts what every token can be into `forms`, its best tag into `tags`, and the tokens that the tagger has to see
/// into `open`.
#[inline(never)]
pub(super) fn run(doc: &Document<'_>, tables: &Tables, syntax: &mut Syntax) {
    let Syntax { forms, tags, open, shapes, .. } = syntax;
    let all = doc.len();
    forms.resize(all, Form::default());
    tags.resize(all, Tag::default());
    open.resize(all, 0);
    shapes.resize(all.div_ceil(BLOCK), Shapes::default());
    let look = Look { doc, tables };
    // Most words are simply what the pack has. The others are gathered first, and looked at together.
    let odd = look.words(forms, tags, open, shapes);
    for i in open[..odd].iter().map(|i| *i as usize) {
        let first = doc.tokens().gap(i).has(ANEW);
        (forms[i], tags[i]) = look.odd(i, first, false);
    }
    let mut done = 0;
    for sentence in doc.sentences() {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        clear(forms, tags, done..range.start);
        done = range.end;
        let Some(last) = range.end.checked_sub(1).filter(|last| *last >= range.start) else {
            continue;
        };
        if look.is_odd(range.start) {
            (forms[range.start], tags[range.start]) = look.odd(range.start, true, false);
        }
        let (capitals, letters) = count(shapes, range.clone());
        if letters >= 4 && capitals * 10 > letters * 6 {
            for i in range.clone().filter(|i| look.is_odd(*i)) {
                let first = i == range.start || doc.tokens().gap(i).has(ANEW);
                (forms[i], tags[i]) = look.odd(i, first, true);
            }
        }
        if forms[last].at.has(At::PARTICLE) {
            forms[last].at.remove(At::PLAIN);
        }
    }
    clear(forms, tags, done..all);
    let opened = gather(forms, tags, &doc.tokens().cells()[..all], open);
    open.truncate(opened);
}

/// Puts the tokens into `open` that the tagger has to see: how many.
fn gather(forms: &[Form], tags: &[Tag], cells: &[Cell], open: &mut [u32]) -> usize {
    let mut n = 0;
    let mut see = |i: usize, form: &Form, next: Tag, cell: &Cell| {
        let particle = form.at.has(At::PARTICLE) & (next == Tag::To);
        open[n] = i as u32;
        n += usize::from(!form.at.has(At::PLAIN) | cell.gap.has(MARKS) | particle);
    };
    let behind = tags.get(1..).unwrap_or_default();
    for (i, ((form, next), cell)) in forms.iter().zip(behind).zip(cells).enumerate() {
        see(i, form, *next, cell);
    }
    // Nothing is behind the last.
    if let (Some(form), Some(cell)) = (forms.last(), cells.last()) {
        see(forms.len() - 1, form, Tag::Other, cell);
    }
    n
}

/// What an earlier document left at tokens of no sentence.
fn clear(forms: &mut [Form], tags: &mut [Tag], tokens: Range<usize>) {
    if !tokens.is_empty() {
        forms[tokens.clone()].fill(Form::default());
        tags[tokens].fill(Tag::default());
    }
}

/// Tokens of one [`Shapes`].
const BLOCK: usize = 64;

/// Which tokens of a block begin with a capital, and which are words of more than one letter.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Shapes {
    capitals: u64,
    letters: u64,
}

/// How many of these tokens begin with a capital, and how many are words of more than one letter.
fn count(shapes: &[Shapes], tokens: Range<usize>) -> (u32, u32) {
    let (first, last) = (tokens.start / BLOCK, (tokens.end - 1) / BLOCK);
    let (mut capitals, mut letters) = (0, 0);
    for (k, block) in shapes[first..=last].iter().enumerate() {
        let mut here = u64::MAX;
        if k == 0 {
            here <<= tokens.start % BLOCK;
        }
        if k == last - first {
            here &= u64::MAX >> (BLOCK - 1 - (tokens.end - 1) % BLOCK);
        }
        capitals += (block.capitals & here).count_ones();
        letters += (block.letters & here).count_ones();
    }
    (capitals, letters)
}

struct Look<'a> {
    doc: &'a Document<'a>,
    tables: &'a Tables,
}

impl Look<'_> {
    /// Makes every token what the pack has, or a name if it is written like one within a sentence. Puts those that may be
    /// something else into `odd`: how many.
    fn words(
        &self,
        forms: &mut [Form],
        tags: &mut [Tag],
        odd: &mut [u32],
        shapes: &mut [Shapes],
    ) -> usize {
        let cells = self.doc.tokens().cells().chunks(BLOCK);
        let words = self.doc.words().chunks(BLOCK);
        let places = forms.chunks_mut(BLOCK).zip(tags.chunks_mut(BLOCK));
        let (mut i, mut n) = (0u32, 0);
        for ((((forms, tags), words), cells), shapes) in places.zip(words).zip(cells).zip(shapes) {
            let mut looks = [0u8; BLOCK];
            let places = forms.iter_mut().zip(tags).zip(words).zip(cells).zip(&mut looks);
            for ((((form, tag), word), cell), look) in places {
                let (kind, flags, gap) = (self.tables.index(*word), cell.flags, cell.gap);
                let w = self.tables.kind(kind);
                let joined = gap == Gap::HYPHEN;
                let name =
                    flags.has(Flags::CAP) & !(gap.has(ANEW) | joined) & !w.at.has(At::NAMELESS);
                let strange = flags.has(SHAPED) | !w.at.has(At::KNOWN) | joined;
                // Neither can be foretold.
                let w = self.tables.kind(select_unpredictable(name, Tables::NAME, kind));
                (*form, *tag) = (w.form(), w.best);
                odd[n] = i;
                n += usize::from(strange & !name);
                *look = flags.0 as u8;
                i += 1;
            }
            let (mut capitals, mut letters) = (0, 0);
            for (k, eight) in looks.as_chunks::<8>().0.iter().enumerate() {
                let bits = |flag: Flags| gathered(*eight, flag.0 as u8) << (8 * k);
                capitals |= bits(Flags::CAP);
                letters |= bits(Flags::ALPHA) & !bits(Flags::SINGLE);
            }
            *shapes = Shapes { capitals, letters };
        }
        n
    }

    /// Whether token `i` may be something else than the pack has.
    fn is_odd(&self, i: usize) -> bool {
        let tokens = self.doc.tokens();
        let known = self.tables.word(self.doc.words()[i]).at.has(At::KNOWN);
        tokens.flags(i).has(SHAPED) || !known || tokens.gap(i) == Gap::HYPHEN
    }

    /// A word that is not simply what the pack has, in its place. `first`: a sentence may begin with it; `shouting`: a
    /// capital tells nothing, for it stands in a headline in title case or in a line in capitals.
    fn odd(&self, i: usize, first: bool, shouting: bool) -> (Form, Tag) {
        let (flags, gap) = (self.doc.tokens().flags(i), self.doc.tokens().gap(i));
        let w = *self.tables.word(self.doc.words()[i]);
        let mut w = if flags.has(Flags::CAP) && !first && !shouting && w.best != Tag::Pronoun {
            Word::NAME
        } else {
            let w = self.word(i, w, flags, first, shouting);
            if first && !shouting && self.names_on(i, w, flags) { Word::NAME } else { w }
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
        let sentence = self.doc.sentences().get(self.doc.sentence_of(i));
        flags.has(Flags::CAP)
            && sentence.is_some_and(|s| i + 1 < s.tokens.end as usize)
            && tokens.flags(i + 1).has(Flags::CAP)
            && tokens.gap(i + 1).is_within(Gap(Gap::BLANK.0 | Gap::HYPHEN.0))
            && !w.at.has(At::CLOSED)
            && (w.can.only(open) || w.at.has(At::STATE))
    }

    /// As the pack has it in `w`, with the shape it has here; no capital that makes a name of it.
    fn word(&self, i: usize, mut w: Word, flags: Flags, first: bool, shouting: bool) -> Word {
        if w.at.has(At::KNOWN) {
            if flags.has(Flags::POSSESSIVE)
                && matches!(w.best, Tag::Pronoun | Tag::Wh | Tag::Adverb)
            {
                // "it's", "who's", "there's".
                w.at.add(At::BE);
            }
            // "US" beside "us", "WHO" beside "who".
            if flags.has(Flags::UPPER) && !shouting && w.at.has(At::CLOSED) {
                return Word::NAME;
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
        let adverb = shouting && guess.best == Tag::Adverb && span.len() > 7;
        if first && !shouting && told || adverb { guess } else { Word::NAME }
    }
}

const NUMBER: Word = Word { can: Set::of(Tag::Number), best: Tag::Number, at: At(0) }.settled();
