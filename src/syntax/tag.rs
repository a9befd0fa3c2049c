//! Settles the tag of each token, from left to right.

use super::{
    Tag,
    guess::by_ending,
    tables::{At, Set, Tables, Word},
};
use crate::document::{Document, Flags, Gap, Tokens};

/// How far ahead a decision may look, in tokens.
const AHEAD: usize = 14;

/// Punctuation after which a clause starts anew.
const CLAUSE: Gap = Gap(Gap::SEMICOLON.0 | Gap::COLON.0 | Gap::DASH.0 | Gap::QUOTE.0);

/// The possible tags of every token.
pub(super) fn look_up(doc: &Document<'_>, tables: &Tables) -> Vec<Word> {
    let tokens = doc.tokens();
    let mut list = Vec::with_capacity(tokens.len());
    for sentence in doc.sentences() {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        list.resize(range.start, Word::default());
        let shouting = shouts(tokens, range.clone());
        for i in range.clone() {
            let first = i == range.start || tokens.gap(i).has(Gap(CLAUSE.0 & !Gap::DASH.0));
            let mut w = word(doc, tables, i, first, shouting);
            if first && !shouting && i + 1 < range.end && names_on(tokens, i, w) {
                w = proper(w.at);
            }
            list.push(w);
        }
    }
    list.resize(tokens.len(), Word::default());
    list
}

/// Headlines in title case and lines in capitals: the capital tells nothing.
fn shouts(tokens: &Tokens, range: std::ops::Range<usize>) -> bool {
    let (mut caps, mut letters) = (0, 0);
    for i in range {
        let f = tokens.flags(i);
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
    Word { can: Set::of(Tag::Proper), best: Tag::Proper, at: At(at.0 & At::JOINED.0) }
}

fn word(doc: &Document<'_>, tables: &Tables, i: usize, first: bool, shouting: bool) -> Word {
    let tokens = doc.tokens();
    let flags = tokens.flags(i);
    let mut w = tables.word(doc.words()[i]);
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
        w = Word { can: Set::of(Tag::Number), best: Tag::Number, at: At::default() };
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

/// The tags of all tokens.
pub(super) fn run(doc: &Document<'_>, words: &[Word]) -> Vec<Tag> {
    let mut tagger = Tagger {
        tokens: doc.tokens(),
        words,
        tags: words.iter().map(|w| w.best).collect(),
        start: 0,
        end: 0,
        finite: false,
        pending: false,
        coordinate: false,
        last: Tag::Other,
    };
    for sentence in doc.sentences() {
        tagger.sentence(sentence.tokens.start as usize, sentence.tokens.end as usize);
    }
    tagger.tags
}

struct Tagger<'a> {
    tokens: &'a Tokens,
    words: &'a [Word],
    tags: Vec<Tag>,
    /// The sentence in hand.
    start: usize,
    end: usize,
    /// A finite verb was seen in the clause in hand.
    finite: bool,
    /// A relative clause is open whose head still waits for its verb.
    pending: bool,
    /// A conjunction stands behind the clause's verb: another verb or clause may follow.
    coordinate: bool,
    /// The last verb form.
    last: Tag,
}

impl Tagger<'_> {
    fn sentence(&mut self, start: usize, end: usize) {
        (self.start, self.end) = (start, end);
        (self.finite, self.pending, self.last) = (false, false, Tag::Other);
        self.coordinate = false;
        for i in start..end {
            let gap = self.tokens.gap(i);
            if i > start && gap.has(CLAUSE) || gap.has(Gap::COMMA) && self.pending {
                (self.finite, self.pending) = (false, false);
            }
            let tag = self.decide(i);
            self.tags[i] = tag;
            self.follow(i, tag);
        }
    }

    /// Keeps track of clauses.
    fn follow(&mut self, i: usize, tag: Tag) {
        match tag {
            Tag::Subordinator => self.finite = false,
            Tag::Wh => {
                self.pending |= !self.finite && i > self.start;
                self.finite = false;
            }
            Tag::Conjunction => {
                self.coordinate = self.finite;
                if self.tokens.gap(i).has(Gap::COMMA)
                    || self.word(i + 1).at.has(At::SUBJECT) && !self.word(i + 1).at.has(At::OBJECT)
                {
                    self.finite = false;
                }
            }
            Tag::Modal | Tag::Auxiliary => {
                self.finite |= !self.words[i].at.has(At::INFINITE);
            }
            Tag::Verb | Tag::Past => {
                let infinitive = matches!(self.before(i), Some((_, Tag::To | Tag::Modal)));
                if !infinitive {
                    self.coordinate = false;
                    if self.finite && self.pending {
                        self.pending = false;
                    }
                    // A clause follows a verb of saying.
                    self.finite = !self.words[i].at.has(At::FINITE) || tag == Tag::Verb;
                }
                self.last = tag;
            }
            Tag::Participle | Tag::Gerund => self.last = tag,
            _ => {}
        }
    }

    #[inline]
    fn word(&self, i: usize) -> Word {
        if i < self.end { self.words[i] } else { Word { best: Tag::Other, ..Word::default() } }
    }

    /// The tag before token `i` in its sentence, adverbs and negation skipped.
    fn before(&self, i: usize) -> Option<(usize, Tag)> {
        let low = i.saturating_sub(4).max(self.start);
        (low..i)
            .rev()
            .map(|k| (k, self.tags[k]))
            .find(|(_, t)| !matches!(t, Tag::Adverb | Tag::Negation))
    }

    /// The tag just before token `i`, if no punctuation but quotation marks and hyphens stands between.
    fn touching(&self, i: usize) -> Option<Tag> {
        let joined =
            Gap(Gap::BLANK.0 | Gap::HYPHEN.0 | Gap::QUOTE.0 | Gap::APOSTROPHE.0 | Gap::CURRENCY.0);
        (i > self.start && self.tokens.gap(i).is_within(joined)).then(|| self.tags[i - 1])
    }

    /// Whether token `i` touches the one before and could belong to a noun phrase with it.
    fn nounish(&self, i: usize) -> bool {
        let open = Gap(Gap::COMMA.0
            | Gap::STOP.0
            | Gap::SEMICOLON.0
            | Gap::COLON.0
            | Gap::DASH.0
            | Gap::OPEN.0
            | Gap::CLOSE.0);
        if i >= self.end || self.tokens.gap(i).has(open) {
            return false;
        }
        let w = self.words[i];
        if w.at.has(At::CLOSED) {
            return false;
        }
        w.can.meets(Set::NOMINAL)
            || w.can.meets(Set::of(Tag::Gerund).and(Tag::Participle))
                && self.word(i + 1).can.meets(Set::NOMINAL)
                && !self.word(i + 1).at.has(At::CLOSED)
    }

    /// Whether an object seems to start at token `i`: determiner, possessive, object pronoun, name.
    fn object(&self, i: usize) -> bool {
        if i >= self.end || self.tokens.gap(i).has(Gap(Gap::COMMA.0 | Gap::STOP.0 | CLAUSE.0)) {
            return i < self.end && self.tokens.gap(i).has(Gap::QUOTE);
        }
        let w = self.words[i];
        matches!(w.best, Tag::Determiner | Tag::Possessive | Tag::Pronoun)
            || matches!(w.best, Tag::Wh) && !w.at.has(At::BE)
            || w.best == Tag::Subordinator
    }

    /// Whether a surely finite verb follows token `i` in its clause.
    fn finite_ahead(&self, i: usize) -> bool {
        for k in i + 1..self.end.min(i + AHEAD) {
            let w = self.words[k];
            if self.tokens.gap(k).has(CLAUSE) {
                return false;
            }
            match w.best {
                Tag::Modal => return true,
                Tag::Auxiliary if !w.at.has(At::INFINITE) => {
                    return true;
                }
                Tag::Wh => return false,
                Tag::Subordinator if !w.can.has(Tag::Preposition) => return false,
                Tag::Pronoun if w.at.has(At::SUBJECT) && !w.at.has(At::OBJECT) => return false,
                _ => {}
            }
            if w.can.has(Tag::Past) && (!w.can.has(Tag::Participle) || w.at.has(At::FINITE)) {
                return true;
            }
            if w.can == Set::of(Tag::Verb) && w.at.has(At::THIRD) {
                return true;
            }
        }
        false
    }

    fn decide(&self, i: usize) -> Tag {
        let w = self.words[i];
        if w.at.has(At::CLOSED) {
            return self.closed(i, w);
        }
        if (w.at.has(At::JOINED) || self.word(i + 1).at.has(At::JOINED))
            && let Some(tag) = self.compound(i, w)
        {
            return tag;
        }
        if w.can.meets(Set::VERBS) {
            return self.verbal(i, w);
        }
        let (noun, adjective) = (w.can.has(Tag::Noun), w.can.has(Tag::Adjective));
        if w.can.has(Tag::Adverb) {
            return self.adverbial(i, w);
        }
        if w.can.has(Tag::Pronoun) {
            let determined = matches!(self.touching(i), Some(Tag::Determiner | Tag::Adjective));
            if determined && w.can.has(Tag::Noun) {
                // "no one", "this one"
                return if self.nounish(i + 1) { w.best } else { Tag::Noun };
            }
            return if self.nounish(i + 1) { w.best } else { Tag::Pronoun };
        }
        if noun && adjective {
            return self.noun_or_adjective(i);
        }
        w.best
    }

    fn closed(&self, i: usize, w: Word) -> Tag {
        match w.best {
            Tag::Determiner if w.can.has(Tag::Pronoun) => {
                if self.nounish(i + 1) || self.word(i + 1).best == Tag::Determiner {
                    Tag::Determiner
                } else {
                    Tag::Pronoun
                }
            }
            Tag::Possessive if w.can.has(Tag::Pronoun) => {
                if self.nounish(i + 1) || self.word(i + 1).can.has(Tag::Gerund) {
                    Tag::Possessive
                } else {
                    Tag::Pronoun
                }
            }
            Tag::Subordinator if w.can.has(Tag::Determiner) => self.that(i),
            Tag::Preposition if w.can.has(Tag::Subordinator) => {
                let next = self.word(i + 1);
                let subject = next.at.has(At::SUBJECT) || next.at.has(At::EXISTENTIAL);
                if subject || self.clause_ahead(i) { Tag::Subordinator } else { Tag::Preposition }
            }
            Tag::Preposition if w.can.has(Tag::Adverb) => {
                let next = self.word(i + 1);
                if i + 1 >= self.end || next.best == Tag::To {
                    Tag::Adverb
                } else {
                    Tag::Preposition
                }
            }
            Tag::To => self.to(i),
            Tag::Modal => match self.touching(i) {
                Some(Tag::Determiner | Tag::Possessive | Tag::Adjective)
                    if w.can.has(Tag::Noun) && w.at.has(At::WILL) =>
                {
                    Tag::Noun
                }
                _ => Tag::Modal,
            },
            Tag::Auxiliary => self.auxiliary(i, w),
            best => best,
        }
    }

    /// Whether subject and verb follow a word that is preposition or subordinator, before any comma.
    fn clause_ahead(&self, i: usize) -> bool {
        let end = self.end.min(i + 9);
        for k in i + 1..end {
            let w = self.words[k];
            if self.tokens.gap(k).has(Gap(Gap::COMMA.0 | CLAUSE.0)) {
                return false;
            }
            match w.best {
                Tag::Modal => return k > i + 1,
                Tag::Auxiliary => return k > i + 1 && !w.at.has(At::INFINITE),
                Tag::Wh | Tag::Conjunction => return false,
                Tag::Subordinator => return false,
                Tag::Pronoun if w.at.has(At::SUBJECT) && !w.at.has(At::OBJECT) => return false,
                _ => {}
            }
            if k > i + 1 && w.can.has(Tag::Past) {
                let adjective = self.nounish(k + 1) && !self.word(k + 1).at.has(At::KNOWN);
                let participle =
                    w.can.has(Tag::Participle) && self.word(k + 1).best == Tag::Preposition;
                return !adjective && !(participle && !w.at.has(At::FINITE));
            }
            if k > i + 1 && w.can == Set::of(Tag::Verb) && w.at.has(At::THIRD) {
                return true;
            }
        }
        false
    }

    fn that(&self, i: usize) -> Tag {
        let next = self.word(i + 1);
        if i + 1 >= self.end {
            return Tag::Pronoun;
        }
        match self.touching(i) {
            Some(Tag::Preposition | Tag::To) => {
                return if self.nounish(i + 1) { Tag::Determiner } else { Tag::Pronoun };
            }
            Some(Tag::Noun | Tag::Proper | Tag::Pronoun) => {
                let verb = matches!(next.best, Tag::Modal | Tag::Auxiliary)
                    || next.can.has(Tag::Past)
                    || next.can.has(Tag::Verb) && !next.can.has(Tag::Noun)
                    || next.can.has(Tag::Adverb) && self.word(i + 2).can.meets(Set::VERBS)
                    || next.can.has(Tag::Verb)
                        && next.at.has(At::BASE) == self.words[i - 1].at.has(At::PLURAL)
                        && (self.object(i + 2)
                            || self.word(i + 2).best == Tag::To
                            || !self.finite_ahead(i + 1));
                return if verb { Tag::Wh } else { Tag::Subordinator };
            }
            Some(t) if t.is_verb() => {}
            _ => {
                if matches!(next.best, Tag::Modal | Tag::Auxiliary)
                    || next.can.has(Tag::Verb) && next.at.has(At::THIRD)
                {
                    return Tag::Pronoun;
                }
            }
        }
        if next.can == Set::of(Tag::Noun) && !next.at.has(At::PLURAL) && !self.finite_soon(i) {
            return Tag::Determiner;
        }
        if i == self.start && self.nounish(i + 1) {
            return Tag::Determiner;
        }
        if self.word(i).at.has(At::BE) { Tag::Pronoun } else { Tag::Subordinator }
    }

    fn finite_soon(&self, i: usize) -> bool {
        (i + 2..self.end.min(i + 5)).any(|k| {
            let w = self.words[k];
            w.best == Tag::Modal
                || w.best == Tag::Auxiliary && !w.at.has(At::INFINITE)
                || w.can.has(Tag::Past)
                || w.can.has(Tag::Verb) && w.at.has(At::THIRD)
        })
    }

    fn to(&self, i: usize) -> Tag {
        let mut k = i + 1;
        while k < self.end.min(i + 3) && self.words[k].can.has(Tag::Adverb) {
            k += 1;
        }
        let w = self.word(k);
        if w.best == Tag::Auxiliary && w.at.has(At(At::BASE.0 | At::BE.0 | At::HAVE.0 | At::DO.0)) {
            return Tag::To;
        }
        if !w.can.has(Tag::Verb) || !w.at.has(At::BASE) || w.at.has(At::CLOSED) {
            return Tag::Preposition;
        }
        if w.can.has(Tag::Noun) && w.at.has(At::MOSTLY_NOUN) {
            let next = self.word(k + 1);
            let object = self.object(k + 1)
                || next.best == Tag::Proper && k + 1 < self.end
                || next.can.has(Tag::Adjective)
                || next.at.has(At::PLURAL);
            return if object { Tag::To } else { Tag::Preposition };
        }
        Tag::To
    }

    fn auxiliary(&self, i: usize, w: Word) -> Tag {
        let main = || {
            if w.at.has(At::PAST) {
                Tag::Past
            } else if w.at.has(At::INFINITE) {
                // "been" and "being" do not tell base forms apart from these two.
                if w.can.has(Tag::Noun) || w.at.has(At::HAVE) {
                    Tag::Gerund
                } else {
                    Tag::Participle
                }
            } else {
                Tag::Verb
            }
        };
        let mut subject = false;
        for k in i + 1..self.end.min(i + 7) {
            let next = self.words[k];
            if self.tokens.gap(k).has(Gap(Gap::COMMA.0 | Gap::SEMICOLON.0 | Gap::COLON.0)) {
                break;
            }
            if next.best == Tag::Negation || next.can.has(Tag::Adverb) && !next.at.has(At::CLOSED) {
                continue;
            }
            if !subject && next.best == Tag::Pronoun && next.at.has(At::SUBJECT) {
                // "did they leave"
                subject = true;
                continue;
            }
            let yes = if w.at.has(At::BE) {
                let adjective =
                    next.can.has(Tag::Adjective) && !next.can.meets(Set::of(Tag::Participle));
                !adjective
                    && (next.can.has(Tag::Participle)
                        || next.can.has(Tag::Gerund) && !next.can.has(Tag::Adjective)
                        || next.best == Tag::Auxiliary && next.at.has(At::INFINITE))
            } else if w.at.has(At::HAVE) {
                next.can.has(Tag::Participle) && !self.nounish_after_participle(k)
                    || next.best == Tag::Auxiliary && next.at.has(At::INFINITE)
            } else {
                next.can.has(Tag::Verb) && next.at.has(At::BASE)
                    || next.best == Tag::Auxiliary && next.at.has(At::BASE)
            };
            return if yes { Tag::Auxiliary } else { main() };
        }
        main()
    }

    /// "had wounded soldiers" against "had wounded soldiers": only a noun right behind a state participle.
    fn nounish_after_participle(&self, k: usize) -> bool {
        self.words[k].at.has(At::STATE) && self.word(k + 1).can == Set::of(Tag::Noun)
    }

    /// Parts of a word with hyphens: "well-known", "Russian-backed", "12-year-old", "cease-fire".
    fn compound(&self, i: usize, w: Word) -> Option<Tag> {
        if self.word(i + 1).at.has(At::JOINED) {
            return match w.best {
                Tag::Number | Tag::Proper | Tag::Adjective | Tag::Adverb => Some(w.best),
                _ if w.can.meets(Set::VERBS) => {
                    Some(if w.can.has(Tag::Noun) { Tag::Noun } else { Tag::Adjective })
                }
                _ => None,
            };
        }
        if w.can.meets(Set::VERBS) {
            if w.can.meets(Set::of(Tag::Participle).and(Tag::Past).and(Tag::Gerund)) {
                let noun = w.can.has(Tag::Gerund) && !self.nounish(i + 1);
                return Some(if noun { Tag::Noun } else { Tag::Adjective });
            }
            if w.can.has(Tag::Noun) {
                return Some(Tag::Noun);
            }
        }
        None
    }

    fn noun_or_adjective(&self, i: usize) -> Tag {
        if self.nounish(i + 1) {
            // "the local official said": what follows must not be the verb.
            let next = self.word(i + 1);
            if next.can.meets(Set::VERBS)
                && !next.at.has(At::MOSTLY_NOUN)
                && !self.finite
                && !next.can.has(Tag::Adjective)
                && matches!(self.touching(i), Some(Tag::Adjective | Tag::Determiner))
                && !self.finite_ahead(i + 1)
            {
                return Tag::Noun;
            }
            return Tag::Adjective;
        }
        match self.before(i) {
            Some((_, Tag::Auxiliary)) => Tag::Adjective,
            Some((k, Tag::Verb | Tag::Past | Tag::Participle)) if self.words[k].at.has(At::BE) => {
                Tag::Adjective
            }
            None => self.words[i].best,
            _ if self.words[i].at.has(At::KNOWN) => Tag::Noun,
            _ => self.words[i].best,
        }
    }

    fn adverbial(&self, i: usize, w: Word) -> Tag {
        let next = self.word(i + 1);
        let touches = i + 1 < self.end
            && !self.tokens.gap(i + 1).has(Gap(Gap::COMMA.0 | CLAUSE.0 | Gap::STOP.0));
        if w.at.has(At::EXISTENTIAL) {
            let be = w.at.has(At::BE)
                || matches!(next.best, Tag::Auxiliary | Tag::Modal)
                || next.can.has(Tag::Adverb) && self.word(i + 2).best == Tag::Auxiliary;
            return if be { Tag::Pronoun } else { Tag::Adverb };
        }
        if w.at.has(At::DEGREE) {
            // "more troops" against "more dangerous", "more than".
            if touches
                && next.can.has(Tag::Noun)
                && (next.at.has(At::PLURAL) || next.can == Set::of(Tag::Noun))
            {
                return Tag::Adjective;
            }
            return Tag::Adverb;
        }
        if w.can.has(Tag::Adjective) {
            if self.nounish(i + 1)
                && (matches!(
                    self.touching(i),
                    Some(
                        Tag::Determiner
                            | Tag::Possessive
                            | Tag::Adjective
                            | Tag::Number
                            | Tag::Preposition
                    )
                ) || next.can == Set::of(Tag::Noun) && !next.at.has(At::CLOSED)
                    || self.tokens.flags(i.saturating_sub(1)).has(Flags::POSSESSIVE)
                        && i > self.start)
            {
                return Tag::Adjective;
            }
            if let Some((k, t)) = self.before(i)
                && (t.is_verb() || t == Tag::Auxiliary)
                && self.words[k].at.has(At::BE)
                && next.best != Tag::Preposition
            {
                return Tag::Adjective;
            }
        }
        if w.can.has(Tag::Noun)
            && matches!(self.touching(i), Some(Tag::Determiner | Tag::Possessive | Tag::Adjective))
            && !self.nounish(i + 1)
        {
            return Tag::Noun;
        }
        Tag::Adverb
    }

    fn verbal(&self, i: usize, w: Word) -> Tag {
        if w.can.has(Tag::Gerund) {
            return self.gerund(i, w);
        }
        let past = w.can.meets(Set::of(Tag::Past).and(Tag::Participle));
        let base = w.can.has(Tag::Verb);
        if past && base {
            return self.base_or_past(i, w);
        }
        if past { self.past(i, w) } else { self.base(i, w) }
    }

    fn gerund(&self, i: usize, w: Word) -> Tag {
        let touching = self.touching(i);
        let possessor = i > self.start && self.tokens.flags(i - 1).has(Flags::POSSESSIVE);
        let noun = w.can.has(Tag::Noun) || w.at.has(At::NAMING);
        if w.can.has(Tag::Adjective) && self.nounish(i + 1) {
            return Tag::Adjective;
        }
        if possessor
            || matches!(
                touching,
                Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number)
            )
        {
            return if self.nounish(i + 1) && !noun { Tag::Adjective } else { Tag::Noun };
        }
        if let Some((k, t)) = self.before(i)
            && (t == Tag::Auxiliary || t.is_verb())
            && self.words[k].at.has(At::BE)
        {
            return Tag::Gerund;
        }
        let object = self.object(i + 1)
            || self.word(i + 1).best == Tag::Proper
            || self.word(i + 1).best == Tag::Number;
        if noun {
            if object && touching != Some(Tag::Noun) {
                return Tag::Gerund;
            }
            return Tag::Noun;
        }
        Tag::Gerund
    }

    /// "killed", "took", "taken".
    fn past(&self, i: usize, w: Word) -> Tag {
        let (past, participle) = (w.can.has(Tag::Past), w.can.has(Tag::Participle));
        let touching = self.touching(i);
        let attributive = matches!(
            touching,
            Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number)
        ) || i > self.start && self.tokens.flags(i - 1).has(Flags::POSSESSIVE);
        // "when he first collected"
        let attributive = attributive
            && !(touching == Some(Tag::Adjective)
                && i > self.start + 1
                && self.tags[i - 2] == Tag::Pronoun);
        if w.can.has(Tag::Adjective) && !past {
            return if self.nounish(i + 1) { Tag::Adjective } else { Tag::Participle };
        }
        if attributive && participle {
            if self.nounish(i + 1) {
                let after_number = touching == Some(Tag::Number);
                if !(after_number && self.words[i + 1].can.has(Tag::Number)) {
                    return Tag::Adjective;
                }
            }
            if matches!(touching, Some(Tag::Determiner | Tag::Possessive))
                && self.word(i + 1).best != Tag::Proper
            {
                return Tag::Noun;
            }
        }
        let Some((k, before)) = self.before(i) else {
            return if participle && self.word(i + 1).best == Tag::Preposition {
                Tag::Participle
            } else if past {
                Tag::Past
            } else {
                Tag::Participle
            };
        };
        if !participle {
            return Tag::Past;
        }
        if !past {
            return Tag::Participle;
        }
        let at = self.words[k].at;
        match before {
            Tag::Auxiliary => return Tag::Participle,
            Tag::Verb | Tag::Past | Tag::Participle | Tag::Gerund => {
                // "got killed", "was soon arrested", "kept closed".
                return if at.has(At(At::BE.0 | At::HAVE.0)) || !self.tokens.gap(i).has(Gap::COMMA) {
                    Tag::Participle
                } else {
                    self.loose(i, w)
                };
            }
            Tag::Pronoun | Tag::Wh => {
                if at.has(At::BE) || at.has(At::HAVE) {
                    return Tag::Participle;
                }
                return if before == Tag::Pronoun && at.has(At::OBJECT) && !at.has(At::SUBJECT) {
                    Tag::Participle
                } else {
                    Tag::Past
                };
            }
            Tag::Conjunction => {
                let shared =
                    self.last == Tag::Participle && !w.at.has(At::FINITE) && !self.object(i + 1);
                return if shared { Tag::Participle } else { Tag::Past };
            }
            Tag::Subordinator | Tag::Preposition | Tag::To | Tag::Modal => {
                return if self.nounish(i + 1) && before != Tag::Subordinator {
                    Tag::Adjective
                } else {
                    Tag::Participle
                };
            }
            _ => {}
        }
        self.loose(i, w)
    }

    /// A past form behind a noun: the clause's verb, or a participle that belongs to the noun.
    fn loose(&self, i: usize, w: Word) -> Tag {
        let next = self.word(i + 1);
        let by = next.at.has(At::AGENT);
        if by && (!self.tokens.gap(i).has(Gap::COMMA)) {
            return Tag::Participle;
        }
        if w.at.has(At::FINITE) {
            return Tag::Past;
        }
        let open = !self.finite || self.pending || self.coordinate;
        if !open {
            return Tag::Participle;
        }
        if self.tokens.gap(i).has(Gap::COMMA) {
            let enclosed = self.finite_ahead(i) || self.past_behind_comma(i);
            return if enclosed { Tag::Participle } else { Tag::Past };
        }
        let object = self.object(i + 1)
            || i + 1 < self.end
                && !self.tokens.gap(i + 1).has(Gap(Gap::COMMA.0 | CLAUSE.0))
                && next.can.meets(
                    Set::of(Tag::Proper).and(Tag::Number).and(Tag::Noun).and(Tag::Adjective),
                )
                && !next.at.has(At::CLOSED);
        if object || !self.finite_ahead(i) { Tag::Past } else { Tag::Participle }
    }

    /// "The study, published in June, revealed": a later verb behind a comma takes the clause.
    fn past_behind_comma(&self, i: usize) -> bool {
        (i + 1..self.end.min(i + AHEAD)).any(|k| {
            let w = self.words[k];
            self.tokens.gap(k).has(Gap::COMMA) && w.can.has(Tag::Past) && !w.at.has(At::CLOSED)
        })
    }

    /// "put", "hit", "spread": all forms alike.
    fn base_or_past(&self, i: usize, w: Word) -> Tag {
        match self.before(i) {
            Some((_, Tag::To | Tag::Modal)) => Tag::Verb,
            Some((k, Tag::Auxiliary)) if self.words[k].at.has(At::DO) => Tag::Verb,
            Some((k, t))
                if (t == Tag::Auxiliary || t.is_verb())
                    && self.words[k].at.has(At(At::BE.0 | At::HAVE.0)) =>
            {
                Tag::Participle
            }
            Some((
                _,
                Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number | Tag::Preposition,
            )) => {
                if w.can.has(Tag::Noun) {
                    Tag::Noun
                } else if w.can.has(Tag::Adjective) {
                    Tag::Adjective
                } else {
                    Tag::Participle
                }
            }
            Some((_, Tag::Pronoun | Tag::Wh | Tag::Conjunction)) => Tag::Past,
            Some((_, Tag::Noun | Tag::Proper)) => {
                let noun = w.can.has(Tag::Noun);
                if noun && (self.finite || self.finite_ahead(i)) && !self.object(i + 1) {
                    Tag::Noun
                } else if self.finite && !self.pending {
                    Tag::Participle
                } else {
                    self.loose(i, w)
                }
            }
            _ if w.can.has(Tag::Noun) => Tag::Noun,
            _ => Tag::Verb,
        }
    }

    /// "report", "reports": base and third person, nouns and adjectives alike.
    fn base(&self, i: usize, w: Word) -> Tag {
        let noun = w.can.has(Tag::Noun);
        let adjective = w.can.has(Tag::Adjective);
        let other = |s: &Self| match (noun, adjective) {
            (true, true) => s.noun_or_adjective(i),
            (true, false) => Tag::Noun,
            (false, true) => Tag::Adjective,
            _ => Tag::Verb,
        };
        if !noun && !adjective {
            return if w.can.has(Tag::Adverb) { self.adverbial(i, w) } else { Tag::Verb };
        }
        let possessor = i > self.start && self.tokens.flags(i - 1).has(Flags::POSSESSIVE);
        if possessor && self.tags[i - 1] != Tag::Pronoun {
            return other(self);
        }
        let Some((k, before)) = self.before(i) else {
            // First word: an imperative is rare in news.
            let imperative = !noun && self.object(i + 1)
                || noun
                    && !w.at.has(At::MOSTLY_NOUN)
                    && w.at.has(At::BASE)
                    && matches!(self.word(i + 1).best, Tag::Determiner | Tag::Possessive);
            return if imperative { Tag::Verb } else { other(self) };
        };
        let comma = self.tokens.gap(i).has(Gap(Gap::COMMA.0 | CLAUSE.0));
        let at = self.words[k].at;
        let base = w.at.has(At::BASE);
        match before {
            Tag::To | Tag::Modal => return Tag::Verb,
            Tag::Auxiliary => {
                return if at.has(At::DO) && base { Tag::Verb } else { other(self) };
            }
            Tag::Pronoun => {
                let subject = at.has(At::SUBJECT) || !at.has(At::OBJECT);
                if adjective && at.has(At::BE) {
                    return other(self);
                }
                if subject && !comma && !at.has(At::BE) {
                    // "did they report" as well as "they report".
                    let singular = at.has(At::SINGULAR) && at.has(At::THIRD_PERSON);
                    return if base != singular || k > self.start && self.words[k - 1].at.has(At::DO)
                    {
                        Tag::Verb
                    } else {
                        other(self)
                    };
                }
                return other(self);
            }
            Tag::Wh => {
                return if adjective || self.finite_ahead(i) && noun && !self.object(i + 1) {
                    other(self)
                } else {
                    Tag::Verb
                };
            }
            Tag::Noun | Tag::Proper => {}
            Tag::Gerund if self.tags[i - 1] == Tag::Adverb && !base && !adjective => {}
            Tag::Conjunction => {
                // "to attack and kill the guards"
                let verb_before = k > self.start && self.tags[k - 1].is_verb();
                let like = matches!(self.last, Tag::Verb) && (base || self.finite);
                return if like && (verb_before || self.object(i + 1)) && !adjective {
                    Tag::Verb
                } else {
                    other(self)
                };
            }
            _ => return other(self),
        }
        // Behind a noun: the verb of its clause, or the head of a compound.
        let adverb = self.tags[i - 1] == Tag::Adverb && !adjective;
        if comma && !self.object(i + 1) {
            return other(self);
        }
        let plural = at.has(At::PLURAL);
        let agrees = if before == Tag::Proper { true } else { plural == base };
        if !agrees || adjective && !self.object(i + 1) {
            return other(self);
        }
        if self.finite && !self.pending {
            let verb = self.coordinate && self.object(i + 1) && !w.at.has(At::MOSTLY_NOUN);
            return if verb { Tag::Verb } else { other(self) };
        }
        if adverb && !comma {
            return Tag::Verb;
        }
        // "security forces closed the road"
        if self.word(i + 1).can.has(Tag::Past) && !self.word(i + 1).at.has(At::CLOSED) {
            return other(self);
        }
        if before == Tag::Proper && base {
            return if self.object(i + 1) && !w.at.has(At::MOSTLY_NOUN) {
                Tag::Verb
            } else {
                other(self)
            };
        }
        if self.object(i + 1) {
            return Tag::Verb;
        }
        if w.at.has(At::MOSTLY_NOUN) || self.finite_ahead(i) { other(self) } else { Tag::Verb }
    }
}
