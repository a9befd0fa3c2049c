//! Reads the text of a pattern.

use super::{SLOTS, pattern::Vocabulary};
use crate::{lang::Class, words};

/// A pattern, or a part of one.
pub(super) enum Node {
    /// A token with one of these hashes, which are sorted.
    Words(Box<[u64]>),
    Class(Class),
    Kind(usize),
    Any,
    Comma,
    Seq(Vec<Node>),
    Alt(Vec<Node>),
    Repeat(Box<Node>, usize, usize),
    Slot(usize, Box<Node>),
}

/// What is wrong with a pattern, and at which character.
pub(super) struct Complaint {
    pub at: usize,
    pub message: String,
}

/// A pattern and the names of its slots.
pub(super) fn read(
    text: &str,
    vocabulary: &Vocabulary<'_>,
    kinds: &[&str],
) -> Result<(Node, Vec<String>), Vec<Complaint>> {
    let mut parser = Parser {
        chars: text.chars().collect(),
        at: 0,
        depth: 0,
        vocabulary,
        kinds,
        slots: Vec::new(),
        bad: Vec::new(),
    };
    let node = parser.alternatives();
    if parser.bad.is_empty() && parser.at < parser.chars.len() {
        parser.complain(format!(
            "read `{}`, expected the end of the pattern",
            parser.chars[parser.at]
        ));
    }
    if parser.bad.is_empty() { Ok((node, parser.slots)) } else { Err(parser.bad) }
}

/// Brackets within brackets: patterns are read by recursion.
const DEEPEST: usize = 30;

struct Parser<'a> {
    chars: Vec<char>,
    at: usize,
    depth: usize,
    vocabulary: &'a Vocabulary<'a>,
    kinds: &'a [&'a str],
    slots: Vec<String>,
    bad: Vec<Complaint>,
}

impl Parser<'_> {
    fn complain(&mut self, message: String) {
        self.bad.push(Complaint { at: self.at, message });
        // One complaint a pattern is enough: what follows would only echo it.
        self.at = self.chars.len();
    }

    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    fn alternatives(&mut self) -> Node {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.complain(format!("expected brackets at most {DEEPEST} deep"));
        }
        let mut list = vec![self.sequence()];
        while self.peek() == Some('|') {
            self.at += 1;
            list.push(self.sequence());
        }
        self.depth -= 1;
        if list.len() == 1 { list.remove(0) } else { any_of(list) }
    }

    fn sequence(&mut self) -> Node {
        let mut list = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')' | '>') {
                break;
            }
            let node = self.atom(c);
            let node = self.repeat(node);
            list.push(node);
        }
        if list.is_empty() && self.bad.is_empty() {
            self.complain("expected a word, `~verb`, `@class`, `%kind`, `_`, `(` or `<`".into());
        }
        if list.len() == 1 { list.remove(0) } else { Node::Seq(list) }
    }

    fn atom(&mut self, c: char) -> Node {
        match c {
            '(' => {
                self.at += 1;
                let node = self.alternatives();
                self.expect(')');
                node
            }
            '<' => {
                self.at += 1;
                let name = self.name();
                self.expect(':');
                let k = match self.slots.iter().position(|s| *s == name) {
                    Some(k) => k,
                    None => {
                        self.slots.push(name);
                        self.slots.len() - 1
                    }
                };
                if k >= SLOTS {
                    self.complain(format!("expected at most {SLOTS} slots"));
                }
                let node = self.alternatives();
                self.expect('>');
                Node::Slot(k.min(SLOTS - 1), Box::new(node))
            }
            '_' => {
                self.at += 1;
                Node::Any
            }
            ',' => {
                self.at += 1;
                Node::Comma
            }
            '@' => {
                self.at += 1;
                let name = self.name();
                match self.vocabulary.pack.lexicon().class(&name) {
                    Some(class) => Node::Class(class),
                    None => {
                        self.complain(format!(
                            "read class `{name}`, but there is no words/{name}.tsv"
                        ));
                        Node::Any
                    }
                }
            }
            '%' => {
                self.at += 1;
                let name = self.name();
                match self.kinds.iter().position(|k| *k == name) {
                    Some(k) => Node::Kind(k),
                    None => {
                        let known = self.kinds.join(", ");
                        self.complain(format!("read kind `{name}`, expected one of {known}"));
                        Node::Any
                    }
                }
            }
            '~' => {
                self.at += 1;
                let name = self.name();
                let forms = self.vocabulary.forms(&name);
                if forms.is_empty() {
                    self.complain(format!(
                        "read verb `{name}`, which words/verbs.tsv does not list"
                    ));
                }
                Node::Words(forms.into())
            }
            c if c.is_alphanumeric() => self.words(),
            c => {
                self.complain(format!(
                    "read `{c}`, expected a word, `~verb`, `@class`, `%kind`, `_`, `(` or `<`"
                ));
                Node::Any
            }
        }
    }

    fn words(&mut self) -> Node {
        let word = self.name();
        let mut list = Vec::new();
        words::each(&word, |w| {
            list.push(Node::Words([w.hash].into()));
        });
        if list.len() == 1 { list.remove(0) } else { Node::Seq(list) }
    }

    fn name(&mut self) -> String {
        let start = self.at;
        while self
            .chars
            .get(self.at)
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.'))
        {
            self.at += 1;
        }
        if start == self.at {
            self.complain("expected a name".into());
        }
        self.chars[start.min(self.chars.len())..self.at.max(start).min(self.chars.len())]
            .iter()
            .collect()
    }

    fn expect(&mut self, c: char) {
        if self.peek() == Some(c) {
            self.at += 1;
        } else if self.bad.is_empty() {
            self.complain(format!("expected `{c}`"));
        }
    }

    fn repeat(&mut self, node: Node) -> Node {
        let (low, high) = match self.chars.get(self.at) {
            Some('?') => (0, 1),
            Some('*') => (0, 8),
            Some('+') => (1, 8),
            Some('{') => {
                let close = self.chars[self.at..].iter().position(|c| *c == '}');
                let inner: String =
                    self.chars[self.at + 1..self.at + close.unwrap_or(1)].iter().collect();
                let bounds = inner
                    .split_once(',')
                    .and_then(|(a, b)| Some((a.trim().parse().ok()?, b.trim().parse().ok()?)))
                    .filter(|(a, b): &(usize, usize)| a <= b && *b <= 20 && *b > 0);
                let Some(bounds) = bounds else {
                    self.complain("expected `{low,high}` with low ≤ high ≤ 20".into());
                    return node;
                };
                self.at += close.unwrap_or(0);
                bounds
            }
            _ => return node,
        };
        self.at += 1;
        Node::Repeat(Box::new(node), low, high)
    }
}

/// One of several nodes; single words become one set.
fn any_of(list: Vec<Node>) -> Node {
    let mut all = Vec::new();
    for n in &list {
        match n {
            Node::Words(words) => all.extend_from_slice(words),
            _ => return Node::Alt(list),
        }
    }
    all.sort_unstable();
    all.dedup();
    Node::Words(all.into())
}
