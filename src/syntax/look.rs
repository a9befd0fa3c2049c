//! What each token can be, by the pack, its shape and its place in the sentence.

use std::ops::Range;

use super::{
    Syntax, Tag,
    guess::by_ending,
    tables::Tables,
    tag::CLAUSE,
    word::{At, Form, Set, Word},
};
use crate::document::{Document, Flags, Gap, Tokens};

/// Shapes that may change what the pack says of a word, and those by which shouting is told.
const SHAPED: Flags =
    Flags(Flags::CAP.0 | Flags::UPPER.0 | Flags::DIGIT.0 | Flags::POSSESSIVE.0 | Flags::SINGLE.0);

/// Puts what every token can be into `forms`, and its best tag into `tags`.
#[inline(never)]
pub(super) fn run(doc: &Document<'_>, tables: &Tables, syntax: &mut Syntax) {
    let Syntax { forms, tags, .. } = syntax;
    let all = doc.len();
    forms.resize(all, Form::default());
    tags.resize(all, Tag::default());
    let mut done = 0;
    for sentence in doc.sentences() {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        clear(forms, tags, done..range.start);
        done = range.end;
        let (forms, tags) = (&mut forms[range.clone()], &mut tags[range.clone()]);
        if look(doc, tables, range.clone(), false, forms, tags) {
            look(doc, tables, range, true, forms, tags);
        }
    }
    clear(forms, tags, done..all);
}

/// What an earlier document left at tokens of no sentence.
fn clear(forms: &mut [Form], tags: &mut [Tag], tokens: Range<usize>) {
    if !tokens.is_empty() {
        forms[tokens.clone()].fill(Form::default());
        tags[tokens].fill(Tag::default());
    }
}

/// Looks at the tokens of a sentence, and tells whether it is shouting: a headline in title case or a line in capitals,
/// where a capital tells nothing.
fn look(
    doc: &Document<'_>,
    tables: &Tables,
    range: Range<usize>,
    shouting: bool,
    forms: &mut [Form],
    tags: &mut [Tag],
) -> bool {
    let words = &doc.words()[range.clone()];
    let looks = doc.tokens().looks(range.clone());
    // Capitals, and words of more than one letter.
    let (mut caps, mut letters) = (0, range.len());
    for (k, (((form, tag), word), (flags, gap))) in
        forms.iter_mut().zip(tags).zip(words).zip(looks).enumerate()
    {
        let mut w = *tables.word(*word);
        if !w.at.has(At::KNOWN) || flags.has(SHAPED) || gap == Gap::HYPHEN {
            caps += usize::from(flags.has(Flags::CAP));
            letters -= usize::from(!flags.has(Flags::ALPHA) || flags.has(Flags::SINGLE));
            let first = k == 0 || gap.has(Gap(CLAUSE.0 & !Gap::DASH.0));
            if flags.has(Flags::CAP) && !first && !shouting && w.best != Tag::Pronoun {
                w = proper(w.at);
                if gap == Gap::HYPHEN {
                    w.at.add(At::JOINED);
                }
            } else {
                w = odd(doc, w, range.start + k, first, shouting, range.end);
            }
        }
        (*form, *tag) = (w.form(), w.best);
    }
    letters >= 4 && caps * 10 > letters * 6
}

/// A word that is not simply what the pack has, in its place.
#[inline(never)]
fn odd(doc: &Document<'_>, w: Word, i: usize, first: bool, shouting: bool, end: usize) -> Word {
    let w = word(doc, w, i, first, shouting);
    if first && !shouting && i + 1 < end && names_on(doc.tokens(), i, w) {
        return proper(w.at);
    }
    w
}

/// "Police Chief Khan": a name starts at the first word of the sentence.
fn names_on(tokens: &Tokens, i: usize, w: Word) -> bool {
    let open = Set::of(Tag::Noun).and(Tag::Adjective).and(Tag::Proper).and(Tag::Verb);
    tokens.flags(i + 1).has(Flags::CAP)
        && tokens.flags(i).has(Flags::CAP)
        && tokens.gap(i + 1).is_within(Gap(Gap::BLANK.0 | Gap::HYPHEN.0))
        && !w.at.has(At::CLOSED)
        && (w.can.only(open) || w.at.has(At::STATE))
}

fn proper(at: At) -> Word {
    Word {
        can: Set::of(Tag::Proper),
        best: Tag::Proper,
        at: At(at.0 & At::JOINED.0 | At::SETTLED.0 | At::PLAIN.0),
    }
}

/// As the pack has it in `w`, with the shape it has here; no capital that makes a name of it.
fn word(doc: &Document<'_>, mut w: Word, i: usize, first: bool, shouting: bool) -> Word {
    let tokens = doc.tokens();
    let flags = tokens.flags(i);
    let joined = i > 0 && tokens.gap(i) == Gap::HYPHEN;
    if w.at.has(At::KNOWN) {
        if flags.has(Flags::POSSESSIVE) && matches!(w.best, Tag::Pronoun | Tag::Wh | Tag::Adverb) {
            // "it's", "who's", "there's".
            w.at.add(At::BE);
        }
        // "US" beside "us", "WHO" beside "who".
        if flags.has(Flags::UPPER) && !shouting && w.at.has(At::CLOSED) {
            w = proper(w.at);
        }
    } else if flags.has(Flags::DIGIT) {
        w = Word { can: Set::of(Tag::Number), best: Tag::Number, at: At::default() }.settled();
    } else if flags.has(Flags::CAP) {
        let guess = by_ending(doc.word(i));
        let told = guess.at.has(At::PLURAL) || matches!(guess.best, Tag::Adverb | Tag::Gerund);
        // In capitals "SERIOUSLY" is no name; short ones may be ("ITALY", "KELLY").
        let adverb = shouting && guess.best == Tag::Adverb && doc.word(i).len() > 7;
        w = if first && !shouting && told || adverb { guess } else { proper(w.at) };
    } else {
        w = by_ending(doc.word(i));
    }
    if joined {
        w.at.add(At::JOINED);
    }
    w
}
