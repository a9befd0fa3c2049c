//! The pattern language: text to a small program for a backtracking machine.

use super::SLOTS;
use crate::{
    fold,
    lang::{Class, ClassSet, LanguagePack, WordId},
    words,
};

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub code: Vec<Op>,
    /// Tokens that can stand before the anchor.
    pub lead: (usize, usize),
}

#[derive(Debug)]
pub(super) enum Op {
    /// A token with one of these hashes.
    Words(Box<[u64]>),
    Class(Class),
    /// An annotation.
    Kind(usize),
    Any,
    /// A comma before the next token.
    Comma,
    /// Try the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Open(usize),
    Close(usize),
    Done,
}

enum Node {
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

/// A pattern with what finds it.
pub(super) struct Compiled {
    pub program: Program,
    pub anchors: Vec<u64>,
    pub slots: Vec<String>,
}

pub(super) fn compile(
    text: &str,
    vocabulary: &Vocabulary<'_>,
    kinds: &[&str],
) -> Result<Compiled, Vec<Complaint>> {
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
    if !parser.bad.is_empty() {
        return Err(parser.bad);
    }
    let Some((anchors, lead)) = anchor(&node, vocabulary) else {
        let message = "expected a word, verb or class that the pattern cannot match without".into();
        return Err(vec![Complaint { at: 0, message }]);
    };
    if size(&node) > LONGEST {
        let message =
            format!("expected a pattern of at most {LONGEST} steps, repetitions written out");
        return Err(vec![Complaint { at: 0, message }]);
    }
    let mut code = Vec::new();
    emit(&node, &mut code);
    code.push(Op::Done);
    Ok(Compiled { program: Program { code, lead }, anchors, slots: parser.slots })
}

/// Brackets within brackets: patterns are read by recursion.
const DEEPEST: usize = 30;

/// Steps of a program.
const LONGEST: usize = 4000;

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
        if list.len() == 1 { list.remove(0) } else { Node::Alt(list) }
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

/// The hashes of a pack's words by class and by verb, gathered in one walk for all patterns of a file.
pub(super) struct Vocabulary<'a> {
    pub pack: &'a LanguagePack,
    /// Of each class, the words that begin a member.
    starts: Vec<Vec<u64>>,
    /// Row of the verb and hash of a form, sorted.
    verbs: Vec<(u32, u64)>,
}

impl<'a> Vocabulary<'a> {
    /// `wanted` are the classes that patterns name.
    pub fn new(pack: &'a LanguagePack, wanted: ClassSet) -> Self {
        let lexicon = pack.lexicon();
        let class = lexicon.class("verbs");
        let (mut starts, mut verbs) = (vec![Vec::new(); 128], Vec::new());
        for id in (1..lexicon.len()).map(|k| WordId(k as u32)) {
            for class in lexicon.marks(id).all().and(wanted).iter() {
                starts[class.0 as usize].push(lexicon.hash(id));
            }
            if class.is_some_and(|c| lexicon.classes(id).has(c)) {
                let entries = lexicon.entries(id).iter().filter(|e| Some(e.class) == class);
                verbs.extend(entries.map(|e| (e.row, lexicon.hash(id))));
            }
        }
        verbs.sort_unstable();
        Self { pack, starts, verbs }
    }

    /// The hashes of all forms of a verb.
    fn forms(&self, lemma: &str) -> Vec<u64> {
        let lexicon = self.pack.lexicon();
        let Some(class) = lexicon.class("verbs") else { return Vec::new() };
        let rows = lexicon.rows(class);
        let mut list = Vec::new();
        let entries = lexicon.entries(lexicon.word(fold::hash(lemma))).iter();
        for e in entries.filter(|e| e.class == class && rows[e.row as usize].word() == lemma) {
            let from = self.verbs.partition_point(|v| v.0 < e.row);
            let forms = self.verbs[from..].iter().take_while(|v| v.0 == e.row);
            list.extend(forms.map(|v| v.1));
        }
        list.sort_unstable();
        list.dedup();
        list
    }
}

fn add(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

/// How many steps [`emit`] makes of a node.
fn size(node: &Node) -> usize {
    let sum = |list: &[Node]| list.iter().map(size).fold(0, usize::saturating_add);
    match node {
        Node::Words(_) | Node::Class(_) | Node::Kind(_) | Node::Any | Node::Comma => 1,
        Node::Slot(_, n) => size(n).saturating_add(2),
        Node::Seq(list) => sum(list),
        Node::Alt(list) => sum(list).saturating_add(2 * list.len()),
        Node::Repeat(n, _, high) => size(n).saturating_add(1).saturating_mul(*high),
    }
}

/// Tokens a node can take: least, most.
fn width(node: &Node) -> (usize, usize) {
    match node {
        Node::Words(_) | Node::Any => (1, 1),
        Node::Class(_) => (1, 4),
        Node::Kind(_) => (1, 12),
        Node::Comma => (0, 0),
        Node::Seq(list) => list.iter().map(width).fold((0, 0), add),
        Node::Alt(list) => {
            list.iter().map(width).fold((usize::MAX, 0), |a, b| (a.0.min(b.0), a.1.max(b.1)))
        }
        Node::Repeat(n, low, high) => {
            let w = width(n);
            (w.0.saturating_mul(*low), w.1.saturating_mul(*high))
        }
        Node::Slot(_, n) => width(n),
    }
}

/// The words without which a node cannot match, and how many tokens stand before them.
fn anchor(node: &Node, vocabulary: &Vocabulary<'_>) -> Option<(Vec<u64>, (usize, usize))> {
    match node {
        Node::Words(list) => Some((list.to_vec(), (0, 0))),
        Node::Class(class) => {
            let list = vocabulary.starts[class.0 as usize].clone();
            Some((list, (0, 0)))
        }
        Node::Kind(_) | Node::Any | Node::Comma => None,
        Node::Slot(_, n) => anchor(n, vocabulary),
        Node::Repeat(n, low, _) => {
            if *low > 0 {
                anchor(n, vocabulary)
            } else {
                None
            }
        }
        Node::Alt(list) => {
            let mut all: Option<(Vec<u64>, (usize, usize))> = None;
            for n in list {
                let (words, lead) = anchor(n, vocabulary)?;
                match &mut all {
                    None => all = Some((words, lead)),
                    Some((w, l)) => {
                        w.extend(words);
                        *l = (l.0.min(lead.0), l.1.max(lead.1));
                    }
                }
            }
            all
        }
        Node::Seq(list) => {
            let mut before = (0, 0);
            let mut best: Option<(Vec<u64>, (usize, usize))> = None;
            for n in list {
                if let Some((words, lead)) = anchor(n, vocabulary) {
                    let lead = add(before, lead);
                    // The fewest ways to start first, then the rarest: few words.
                    let key = |l: (usize, usize), w: usize| (l.1 - l.0, w);
                    if best.as_ref().is_none_or(|(w, l)| key(lead, words.len()) < key(*l, w.len()))
                    {
                        best = Some((words, lead));
                    }
                }
                before = add(before, width(n));
            }
            best.filter(|(_, lead)| lead.1 <= 40)
        }
    }
}

fn emit(node: &Node, code: &mut Vec<Op>) {
    match node {
        Node::Words(w) => code.push(Op::Words(w.clone())),
        Node::Class(c) => code.push(Op::Class(*c)),
        Node::Kind(k) => code.push(Op::Kind(*k)),
        Node::Any => code.push(Op::Any),
        Node::Comma => code.push(Op::Comma),
        Node::Seq(list) => list.iter().for_each(|n| emit(n, code)),
        Node::Slot(k, n) => {
            code.push(Op::Open(*k));
            emit(n, code);
            code.push(Op::Close(*k));
        }
        Node::Alt(list) => {
            let mut ends = Vec::new();
            for (k, n) in list.iter().enumerate() {
                if k + 1 == list.len() {
                    emit(n, code);
                } else {
                    let split = code.len();
                    code.push(Op::Done);
                    emit(n, code);
                    ends.push(code.len());
                    code.push(Op::Done);
                    code[split] = Op::Split(split + 1, code.len());
                }
            }
            let end = code.len();
            ends.into_iter().for_each(|e| code[e] = Op::Jump(end));
        }
        Node::Repeat(n, low, high) => {
            (0..*low).for_each(|_| emit(n, code));
            let mut splits = Vec::new();
            for _ in *low..*high {
                splits.push(code.len());
                code.push(Op::Done);
                emit(n, code);
            }
            let end = code.len();
            splits.into_iter().for_each(|s| code[s] = Op::Split(s + 1, end));
        }
    }
}
