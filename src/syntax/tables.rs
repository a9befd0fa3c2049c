//! What the language pack says of each word: the tags it can have, and what is known of its form.

use super::{
    Tag,
    word::{At, Set, Word},
};
use crate::{
    error::{Error, Problem},
    lang::{self, Class, ClassSet, Kinds, LanguagePack, Lexicon, WordId},
};

/// What tagging needs of a language pack.
pub(crate) struct Tables {
    /// All that a word can be, names first: some hundreds.
    kinds: Vec<Word>,
    /// By word id, so small that it stays in the cache: an index into `kinds`.
    words: Vec<u16>,
}

struct Classes {
    function: Class,
    verbs: Class,
    nouns: Class,
    adjectives: Class,
    adverbs: Class,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let classes = Classes {
            function: lexicon.require("function-words")?,
            verbs: lexicon.require("verbs")?,
            nouns: lexicon.require("nouns")?,
            adjectives: lexicon.require("adjectives")?,
            adverbs: lexicon.require("adverbs")?,
        };
        let functions = read_functions(lexicon, classes.function)?;
        let verbs = read_marks(lexicon, classes.verbs, "verbs", "nNapgf")?;
        let c = &classes;
        let tagged = ClassSet::from_iter([c.function, c.verbs, c.nouns, c.adjectives, c.adverbs]);
        let mut kinds = Kinds::new();
        kinds.index(Word::NAME)?;
        let unknown = kinds.index(Word::default().settled())?;
        let words = (0..lexicon.len()).map(|k| WordId(k as u32)).map(|id| {
            if lexicon.classes(id).intersects(tagged) {
                kinds.index(word(lexicon, id, c, &functions, &verbs).settled())
            } else {
                Ok(unknown)
            }
        });
        let words = words.collect::<Result<_, _>>()?;
        Ok(Self { words, kinds: kinds.into_list() })
    }

    #[inline(always)]
    pub(super) fn word(&self, id: WordId) -> &Word {
        self.kind(self.index(id))
    }

    /// Which kind of word it is.
    #[inline(always)]
    pub(super) fn index(&self, id: WordId) -> u32 {
        u32::from(self.words[id.0 as usize])
    }

    #[inline(always)]
    pub(super) fn kind(&self, k: u32) -> &Word {
        &self.kinds[k as usize]
    }

    /// The kind of [`Word::NAME`].
    pub(super) const NAME: u32 = 0;
}

fn word(lexicon: &Lexicon, id: WordId, c: &Classes, functions: &[Word], verbs: &[At]) -> Word {
    let mut w = Word::default();
    let mut best: Option<Tag> = None;
    for e in lexicon.entries(id) {
        if e.class == c.function {
            let f = functions[e.row as usize];
            w.can.0 |= f.can.0;
            w.at.add(f.at);
            best = Some(f.best);
            if f.at.has(At::CLOSED) {
                // A closed class wins over every list: "may", "will", "have".
                return Word { best: f.best, ..w };
            }
        } else if e.class == c.verbs {
            let marks = verbs[e.row as usize];
            let mut can = |form: lang::Form, tag: Tag, at: At| {
                if e.form.is(form) {
                    w.can = w.can.and(tag);
                    w.at.add(at);
                }
            };
            can(lang::Form::BASE, Tag::Verb, At::BASE);
            can(lang::Form::THIRD, Tag::Verb, At::THIRD);
            can(lang::Form::PAST, Tag::Past, At::default());
            can(lang::Form::PARTICIPLE, Tag::Participle, At::default());
            can(lang::Form::GERUND, Tag::Gerund, At::default());
            if e.form.is(lang::Form(lang::Form::BASE.0 | lang::Form::THIRD.0)) {
                if marks.has(NOUN) {
                    w.can = w.can.and(Tag::Noun);
                    if e.form.is(lang::Form::THIRD) {
                        w.at.add(At::PLURAL);
                    }
                }
                w.at.add(At(marks.0 & At::MOSTLY_NOUN.0));
                if e.form.is(lang::Form::BASE) && marks.has(At::MOSTLY_ADJECTIVE) {
                    w.can = w.can.and(Tag::Adjective);
                    w.at.add(At::MOSTLY_ADJECTIVE);
                }
            }
            if e.form.is(lang::Form(lang::Form::PAST.0 | lang::Form::PARTICIPLE.0)) {
                w.at.add(At(marks.0 & (At::STATE.0 | At::FINITE.0)));
            }
            if e.form.is(lang::Form::THIRD) {
                w.at.add(At(marks.0 & At::FINITE.0));
            }
            if e.form.is(lang::Form::GERUND) {
                w.at.add(At(marks.0 & At::NAMING.0));
            }
        } else if e.class == c.nouns {
            w.can = w.can.and(Tag::Noun);
            if e.form.is(lang::Form::PLURAL) {
                w.at.add(At::PLURAL);
            }
            if e.form.is(lang::Form::BASE) && lexicon.row(*e).field(1) == "a" {
                w.can = w.can.and(Tag::Adjective);
            }
        } else if e.class == c.adjectives {
            w.can = w.can.and(Tag::Adjective);
        } else if e.class == c.adverbs {
            w.can = w.can.and(Tag::Adverb);
            match lexicon.row(*e).field(1) {
                "adj" => w.can = w.can.and(Tag::Adjective),
                "prep" => w.can = w.can.and(Tag::Preposition),
                _ => {}
            }
        }
    }
    if w.can != Set::default() {
        w.at.add(At::KNOWN);
    }
    w.best = best.or_else(|| ORDER.iter().copied().find(|t| w.can.has(*t))).unwrap_or_default();
    w
}

/// Which of its tags a word has where nothing tells: the first of these.
const ORDER: &[Tag] =
    &[Tag::Adverb, Tag::Adjective, Tag::Noun, Tag::Verb, Tag::Past, Tag::Participle, Tag::Gerund];

/// Of a verb: its base and third person are nouns too.
const NOUN: At = At(1 << 31);

fn read_marks(lexicon: &Lexicon, class: Class, file: &str, known: &str) -> Result<Vec<At>, Error> {
    let mut problems = Vec::new();
    let mut list = Vec::new();
    for row in lexicon.rows(class) {
        let mut at = At::default();
        for mark in row.field(1).chars() {
            at.add(match mark {
                'n' => NOUN,
                'N' => At(NOUN.0 | At::MOSTLY_NOUN.0),
                'a' => At::MOSTLY_ADJECTIVE,
                'p' => At::STATE,
                'g' => At::NAMING,
                'f' => At::FINITE,
                _ => {
                    let column = row.word().chars().count() + 2;
                    problems.push(Problem::new(
                        row.line as usize,
                        column,
                        format!("read mark `{mark}`, expected some of `{known}`"),
                    ));
                    continue;
                }
            });
        }
        list.push(at);
    }
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(Error::data(format!("words/{file}.tsv"), problems))
    }
}

fn read_functions(lexicon: &Lexicon, class: Class) -> Result<Vec<Word>, Error> {
    let mut problems = Vec::new();
    let mut list = Vec::new();
    for row in lexicon.rows(class) {
        let mut w = Word { at: At(At::KNOWN.0), ..Word::default() };
        let column = row.word().chars().count() + 2;
        for (k, name) in row.field(1).split('|').enumerate() {
            match tag(name) {
                Some(t) => {
                    w.can = w.can.and(t);
                    if k == 0 {
                        w.best = t;
                    }
                }
                None => problems.push(Problem::new(
                    row.line as usize,
                    column,
                    format!("read tag `{name}`, expected one of the coarse tags in lower case"),
                )),
            }
        }
        let open = Set::of(Tag::Noun)
            .and(Tag::Adjective)
            .and(Tag::Adverb)
            .and(Tag::Number)
            .and(Tag::Gerund)
            .and(Tag::Participle)
            .and(Tag::Verb);
        if !open.has(w.best) {
            w.at.add(At::CLOSED);
        }
        for name in row.field(2).split(',').map(str::trim).filter(|n| !n.is_empty()) {
            match attribute(name) {
                Some(at) => w.at.add(at),
                None => problems.push(Problem::new(
                    row.line as usize,
                    column + row.field(1).chars().count() + 1,
                    format!("read attribute `{name}`, which is not known"),
                )),
            }
        }
        list.push(w);
    }
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(Error::data("words/function-words.tsv", problems))
    }
}

fn tag(name: &str) -> Option<Tag> {
    Some(match name {
        "noun" => Tag::Noun,
        "pronoun" => Tag::Pronoun,
        "possessive" => Tag::Possessive,
        "determiner" => Tag::Determiner,
        "adjective" => Tag::Adjective,
        "adverb" => Tag::Adverb,
        "number" => Tag::Number,
        "preposition" => Tag::Preposition,
        "conjunction" => Tag::Conjunction,
        "subordinator" => Tag::Subordinator,
        "wh" => Tag::Wh,
        "to" => Tag::To,
        "modal" => Tag::Modal,
        "auxiliary" => Tag::Auxiliary,
        "verb" => Tag::Verb,
        "past" => Tag::Past,
        "participle" => Tag::Participle,
        "gerund" => Tag::Gerund,
        "negation" => Tag::Negation,
        _ => return None,
    })
}

fn attribute(name: &str) -> Option<At> {
    Some(match name {
        "be" => At::BE,
        "have" => At::HAVE,
        "do" => At::DO,
        "will" => At::WILL,
        "would" => At::WOULD,
        "negative" => At::NEGATIVE,
        "past" => At::PAST,
        "base" => At::BASE,
        "participle" | "gerund" => At::INFINITE,
        "subject" => At::SUBJECT,
        "object" => At::OBJECT,
        "plural" => At::PLURAL,
        "singular" => At::SINGULAR,
        "third" => At::THIRD_PERSON,
        "existential" => At::EXISTENTIAL,
        "degree" => At::DEGREE,
        "agent" => At::AGENT,
        "definite" | "present" | "first" | "second" | "masculine" | "feminine" | "neuter"
        | "reflexive" | "indefinite" | "person" | "possessive" | "adverbial" | "possible"
        | "obligation" | "ordinal" => At::default(),
        _ => return None,
    })
}
