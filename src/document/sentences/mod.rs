//! Sentences, never across zones.
//!
//! Only gaps with a full stop, question or exclamation mark are looked at. Whether one ends a
//! sentence depends on the word before it (abbreviation, initial, list number), the closing marks
//! after it, and the shape of the next word.

mod boundary;
mod marks;
mod terminator;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    language::Language,
    tokens::{Gap, Tokens},
    zones::{Zone, ZoneKind},
};
use crate::{
    error::{Error, Problem},
    lang::{Class, LanguagePack, Lexicon, WordId},
    span::Span,
};
use boundary::Splitter;

/// One sentence.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sentence {
    /// From its first to its last character that is not blank.
    pub span: Span,
    #[serde(skip)]
    pub(crate) tokens: Range<u32>,
}

impl Sentence {
    /// As it enters the sheet, where there are no tokens to point at.
    pub(crate) fn record(&self) -> Self {
        Sentence { span: self.span, tokens: 0..0 }
    }
}

/// How an abbreviation behaves before the next word; see `words/abbreviations.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Abbreviation {
    Title,
    Number,
    No,
    Inside,
    End,
    Time,
}

/// What a capital on this word tells after an abbreviation; see `words/sentence-starters.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Starter {
    Strong,
    Weak,
    Never,
}

pub(super) struct Tables {
    abbreviation: Class,
    /// By row: the class, and whether the word must be capitalised.
    abbreviations: Vec<(Abbreviation, bool)>,
    starter: Class,
    starters: Vec<Starter>,
    /// Verbs of saying, where the pack has them.
    saying: Option<Class>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let abbreviation = lexicon.require("abbreviations")?;
        let abbreviations = column(lexicon, "abbreviations", 1, |row, value| {
            let class = match value {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "no" => Abbreviation::No,
                "inside" => Abbreviation::Inside,
                "end" => Abbreviation::End,
                "time" => Abbreviation::Time,
                _ => return Err("title, number, no, inside, end or time"),
            };
            Ok((class, row.starts_with(char::is_uppercase)))
        })?;
        let starters = column(lexicon, "sentence-starters", 1, |_, value| match value {
            "strong" => Ok(Starter::Strong),
            "weak" => Ok(Starter::Weak),
            "never" => Ok(Starter::Never),
            _ => Err("strong, weak or never"),
        })?;
        Ok(Self {
            abbreviation,
            abbreviations,
            starter: lexicon.require("sentence-starters")?,
            starters,
            saying: lexicon.class("reporting-verbs"),
        })
    }
}

/// Reads column `k` of a class file; all bad values come as one error.
pub(super) fn column<T>(
    lexicon: &Lexicon,
    name: &str,
    k: usize,
    read: impl Fn(&str, &str) -> Result<T, &'static str>,
) -> Result<Vec<T>, Error> {
    let mut list = Vec::new();
    let mut problems = Vec::new();
    for row in lexicon.rows(lexicon.require(name)?) {
        match read(row.word(), row.field(k)) {
            Ok(v) => list.push(v),
            Err(expected) => problems.push(Problem::new(
                row.line as usize,
                (0..k).map(|c| row.field(c).chars().count() + 1).sum::<usize>() + 1,
                format!("read `{}`, expected {expected}", row.field(k)),
            )),
        }
    }
    if problems.is_empty() {
        Ok(list)
    } else {
        Err(Error::data(format!("words/{name}.tsv"), problems))
    }
}

/// A text's words, as far as they are known before its sentences.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub words: &'a [WordId],
    pub lexicon: &'a Lexicon,
}

/// Marks that may end a sentence, or that something before the next such mark depends on.
const TELLING: Gap =
    Gap(Gap::STOP.0 | Gap::MARK.0 | Gap::QUOTE.0 | Gap::APOSTROPHE.0 | Gap::OTHER.0);

/// Puts the sentences of all zones into `list`; `told` is a buffer.
pub(super) fn split(
    Source { text, tokens, words, lexicon }: Source<'_>,
    zones: &[Zone],
    language: &Language,
    tables: &Tables,
    told: &mut Vec<u32>,
    list: &mut Vec<Sentence>,
) {
    let ordinals = language.code.as_deref().is_some_and(|c| {
        matches!(
            c,
            "de" | "da"
                | "nb"
                | "nn"
                | "no"
                | "is"
                | "fi"
                | "et"
                | "lv"
                | "pl"
                | "cs"
                | "sk"
                | "hu"
                | "sl"
                | "hr"
                | "sr"
                | "bs"
                | "tr"
        )
    });
    list.clear();
    // Tokens behind telling marks: a mark may be anything, so none is asked about before they are gathered.
    let marked = tokens.all_marked();
    told.resize(marked.len(), 0);
    let mut n = 0;
    for m in marked {
        told[n] = *m;
        n += usize::from(tokens.gap(*m as usize).has(TELLING));
    }
    // Those not yet passed.
    let mut marked = &told[..n];
    let mut s = Splitter {
        text,
        tokens,
        words,
        lexicon,
        tables,
        ordinals,
        first: 0,
        end: 0,
        odd: false,
        single_until: 0,
        item: None,
    };
    for z in zones {
        s.first = z.tokens.start as usize;
        s.end = z.tokens.end as usize;
        s.odd = false;
        s.single_until = 0;
        s.note_item(s.first);
        let mut start = z.span.start;
        let whole = matches!(z.kind, ZoneKind::Tags | ZoneKind::Separator);
        let whole = whole || s.is_one_quote(z.span);
        let mut i = s.first + 1;
        while i < s.end && !whole {
            // Only gaps with some mark can end a sentence, but for the items of a list on one line.
            if s.item.is_none() {
                while marked.first().is_some_and(|m| (*m as usize) < i) {
                    marked = &marked[1..];
                }
                match marked.first() {
                    Some(m) if (*m as usize) < s.end => i = *m as usize,
                    _ => break,
                }
            }
            if s.ends_plainly(i) {
                list.push(Sentence {
                    span: Span::new(start, tokens.full_end(i - 1) + 1),
                    tokens: s.first as u32..i as u32,
                });
                s.first = i;
                s.note_item(i);
                start = tokens.start(i);
                i += 1;
                continue;
            }
            let gap = tokens.gap(i);
            let found = if gap.has(Gap::STOP | Gap::MARK) && !s.in_single_quotes(i) {
                s.judge(i)
            } else {
                None
            };
            let found = found.or_else(|| s.next_item(i));
            if let Some((after, cut)) = found {
                list.push(Sentence {
                    span: Span::new(start, cut),
                    tokens: s.first as u32..after as u32,
                });
                s.first = after;
                s.note_item(after);
                let rest = &text[cut as usize..];
                start = cut + (rest.len() - rest.trim_start().len()) as u32;
                // A blank with a combining mark after it is part of a word.
                start = start.min(tokens.start(after));
                i = after;
            }
            if gap.has(Gap::QUOTE) {
                s.count_quotes(i);
            }
            if gap.has(Gap::APOSTROPHE) {
                s.open_single(i);
            }
            i += 1;
        }
        if s.first < s.end {
            list.push(Sentence {
                span: Span::new(start, z.span.end),
                tokens: s.first as u32..z.tokens.end,
            });
        }
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::document::{Document, Tables as All};

    fn split(text: &str) -> Vec<String> {
        let pack = LanguagePack::english();
        let tables = All::new(&pack).unwrap();
        let doc = Document::new(&Article::new(text), &pack, &tables);
        doc.sentences().iter().map(|s| s.span.of(text).to_owned()).collect()
    }

    fn check(parts: &[&str]) {
        assert_eq!(split(&parts.join(" ")), parts);
    }

    #[test]
    fn abbreviations_before_names_and_numbers_do_not_end_sentences() {
        check(&[
            "Gen. A. B. Clark of the U.S. Army met Dr. Lee on Jan. 4 at No. 10.",
            "They left at 6 p.m.",
            "Talks failed.",
        ]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        check(&["“We go home.”", "(It was late.)", "\"Stop!\"", "The guard ran."]);
    }

    #[test]
    fn quoted_questions_go_on() {
        check(&["“Why now?” asked the judge.", "Yahoo! is a firm… or was.", "It ended."]);
    }
}
