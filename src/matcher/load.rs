//! Reads a rule file.

use toml::de::{DeTable, DeValue};

use super::{Anchors, Field, Matcher, Rule, pattern, pattern::Vocabulary};
use crate::{
    error::{Error, Problem},
    lang::LanguagePack,
};

/// Rules of a file.
const MOST: usize = 4000;

struct File<'a> {
    text: &'a str,
    /// Offsets of the line breaks.
    lines: Vec<usize>,
    problems: Vec<Problem>,
}

impl File<'_> {
    /// Line and column of a byte offset, from 1.
    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|l| *l < at);
        let start = line.checked_sub(1).map_or(0, |k| self.lines[k] + 1);
        (line + 1, self.text.get(start..at).map_or(0, |l| l.chars().count()) + 1)
    }

    fn complain(&mut self, at: usize, message: impl Into<String>) {
        let (line, column) = self.place(at);
        self.problems.push(Problem::new(line, column, message));
    }
}

impl Matcher {
    /// Compiles `rules/NAME.toml` of a language pack. `kinds` are the names that patterns may write behind `%`.
    ///
    /// # Errors
    ///
    /// All defects of the file, with line and column.
    pub fn compile(pack: &LanguagePack, name: &str, kinds: &[&str]) -> Result<Self, Error> {
        Self::from_text(pack, &format!("rules/{name}.toml"), pack.rules(name), kinds)
    }

    pub(super) fn from_text(
        pack: &LanguagePack,
        path: &str,
        text: &str,
        kinds: &[&str],
    ) -> Result<Self, Error> {
        let table = DeTable::parse(text).map_err(|e| crate::error::toml_error(path, text, &e))?;
        let lines = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let mut file = File { text, lines, problems: Vec::new() };
        // Classes and verbs, as far as the file can name them.
        let named = |sign: char| {
            text.split(sign).skip(1).map(|t| {
                let end = t.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(t.len());
                &t[..end]
            })
        };
        let classes = named('@').filter_map(|name| pack.lexicon().class(name)).collect();
        let vocabulary = Vocabulary::new(pack, classes, named('~'));
        let mut rules: Vec<Rule> = Vec::new();
        let mut anchors = Vec::new();
        for (key, value) in table.get_ref() {
            if key.get_ref() != "rule" {
                file.complain(
                    key.span().start,
                    format!("read `{}`, expected `[[rule]]`", key.get_ref()),
                );
                continue;
            }
            let Some(list) = value.get_ref().as_array() else {
                file.complain(value.span().start, "expected `[[rule]]`");
                continue;
            };
            for item in list.iter() {
                let Some(table) = item.get_ref().as_table() else { continue };
                let Some((rule, words)) =
                    read(&mut file, table, item.span().start, &vocabulary, kinds)
                else {
                    continue;
                };
                if rules.iter().any(|r| r.name == rule.name) {
                    file.complain(
                        item.span().start,
                        format!("two rules are named `{}`", rule.name),
                    );
                }
                if rules.len() == MOST {
                    file.complain(item.span().start, format!("expected at most {MOST} rules"));
                    break;
                }
                anchors.extend(words.into_iter().map(|h| (h, rules.len() as u16)));
                rules.push(rule);
            }
        }
        if file.problems.is_empty() {
            Ok(Self { rules: rules.into(), anchors: Anchors::new(anchors) })
        } else {
            Err(Error::data(path, file.problems))
        }
    }
}

fn read(
    file: &mut File<'_>,
    table: &DeTable<'_>,
    at: usize,
    vocabulary: &Vocabulary<'_>,
    kinds: &[&str],
) -> Option<(Rule, Vec<u64>)> {
    let (mut name, mut compiled, mut fields) = (None, None, Vec::new());
    let (mut examples, mut counter) = (0, 0);
    for (key, value) in table {
        let key_name: &str = key.get_ref();
        let here = value.span().start;
        match (key_name, value.get_ref()) {
            ("name", DeValue::String(s)) => name = Some(s.to_string()),
            ("match", DeValue::String(s)) => match pattern::compile(s, vocabulary, kinds) {
                Ok(c) => compiled = Some(c),
                Err(list) => {
                    // Behind the opening quote mark; patterns are written without escapes.
                    let byte = |at| s.char_indices().nth(at).map_or(s.len(), |c| c.0);
                    list.into_iter().for_each(|c| file.complain(here + 1 + byte(c.at), c.message));
                    compiled = None;
                }
            },
            ("examples" | "counter_examples", DeValue::Array(list)) => {
                let n = list.iter().filter(|v| v.get_ref().is_str()).count();
                if n != list.len() {
                    file.complain(here, "expected sentences");
                }
                *(if key_name == "examples" { &mut examples } else { &mut counter }) = n;
            }
            (_, DeValue::String(s)) => {
                let (line, column) = file.place(here);
                fields.push(Field { key: key_name.into(), value: s.to_string(), line, column });
            }
            (_, DeValue::Boolean(b)) => {
                let (line, column) = file.place(here);
                fields.push(Field { key: key_name.into(), value: b.to_string(), line, column });
            }
            _ => file.complain(key.span().start, format!("`{key_name}` has an unexpected type")),
        }
    }
    for (key, missing) in [
        ("name", name.is_none()),
        ("match", !table.iter().any(|(k, _)| k.get_ref() == "match")),
        ("examples", examples == 0),
        ("counter_examples", counter == 0),
    ] {
        if missing {
            file.complain(at, format!("a rule has `{key}`"));
        }
    }
    let (name, compiled) = (name?, compiled?);
    let line = file.place(at).0;
    // Rule names live as long as the program: a pack is loaded a handful of times.
    let name: &'static str = Box::leak(name.into_boxed_str());
    let rule = Rule {
        name,
        program: compiled.program,
        slots: compiled.slots.into(),
        fields: fields.into(),
        line,
    };
    Some((rule, compiled.anchors))
}
