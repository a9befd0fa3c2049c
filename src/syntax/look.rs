//! What each token can be, by the pack, its shape and its place in the sentence.

use super::{
    Tag,
    guess::by_ending,
    tables::{At, Set, Tables, Word},
    tag::CLAUSE,
};
use crate::document::{Document, Flags, Gap, Tokens};

/// Shapes that may change what the pack says of a word.
const SHAPED: Flags = Flags(Flags::CAP.0 | Flags::UPPER.0 | Flags::DIGIT.0 | Flags::POSSESSIVE.0);

/// Puts the possible tags of every token into `list`.
pub(super) fn run(doc: &Document<'_>, tables: &Tables, list: &mut Vec<Word>) {
    let tokens = doc.tokens();
    list.clear();
    list.reserve(tokens.len());
    for sentence in doc.sentences() {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        list.resize(range.start, Word::default());
        let shouting = shouts(tokens, range.clone());
        for i in range.clone() {
            let known = tables.word(doc.words()[i]);
            let gap = tokens.gap(i);
            if known.at.has(At::KNOWN) && !tokens.flags(i).has(SHAPED) && gap != Gap::HYPHEN {
                list.push(*known);
                continue;
            }
            let first = i == range.start || gap.has(Gap(CLAUSE.0 & !Gap::DASH.0));
            let mut w = word(doc, *known, i, first, shouting);
            if first && !shouting && i + 1 < range.end && names_on(tokens, i, w) {
                w = proper(w.at);
            }
            list.push(w);
        }
    }
    list.resize(tokens.len(), Word::default());
}

/// Headlines in title case and lines in capitals: the capital tells nothing.
fn shouts(tokens: &Tokens, range: std::ops::Range<usize>) -> bool {
    let (mut caps, mut letters) = (0, 0);
    for f in tokens.flags_of(range) {
        caps += usize::from(f.has(Flags::CAP));
        letters += usize::from(f.has(Flags::ALPHA) && !f.has(Flags::SINGLE));
    }
    letters >= 4 && caps * 10 > letters * 6
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
        at: At(at.0 & At::JOINED.0 | At::SETTLED.0),
    }
}

/// As the pack has it in `w`, in its place.
fn word(doc: &Document<'_>, mut w: Word, i: usize, first: bool, shouting: bool) -> Word {
    let tokens = doc.tokens();
    let flags = tokens.flags(i);
    let joined = i > 0 && tokens.gap(i) == Gap::HYPHEN;
    if flags.has(Flags::CAP) && !first && !shouting && w.best != Tag::Pronoun {
        w = proper(w.at);
    } else if w.at.has(At::KNOWN) {
        if flags.has(Flags::POSSESSIVE) && matches!(w.best, Tag::Pronoun | Tag::Wh | Tag::Adverb) {
            // "it's", "who's", "there's".
            w.at.add(At::BE);
        }
        // "US" beside "us", "WHO" beside "who".
        if flags.has(Flags::UPPER) && !shouting && w.at.has(At::CLOSED) {
            w = proper(w.at);
        }
    } else if flags.has(Flags::DIGIT) {
        w = Word { can: Set::of(Tag::Number), best: Tag::Number, at: At::SETTLED };
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
