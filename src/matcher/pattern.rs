//! The pattern language: text to a small program for a backtracking machine.

use std::collections::HashSet;

use super::parse::{self, Complaint, Node};
use crate::{
    fold::Mixed,
    lang::{CLASSES, Class, ClassSet, LanguagePack},
};

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub code: Vec<Op>,
    /// Hashes of the words that steps take, each step's together and sorted.
    pub words: Vec<u64>,
    /// Tokens that can stand before the anchor.
    pub lead: (usize, usize),
    /// What has to stand behind it.
    pub next: Option<Next>,
}

/// Words of which a pattern takes one behind its anchor: most attempts end for want of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Next {
    /// How many tokens behind the anchor they may stand, at least and at most.
    pub at: (usize, usize),
    /// A bit for each.
    filter: u64,
}

impl Next {
    /// Whether the word with this hash may be one of them.
    #[inline]
    pub fn may_be(&self, hash: u64) -> bool {
        self.filter & bit(hash) != 0
    }
}

/// Hashes from one place of a program's to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    from: u32,
    to: u32,
    /// A bit for each: most tokens end here.
    filter: u64,
}

/// The bit of a word in a filter.
#[inline]
fn bit(hash: u64) -> u64 {
    1 << (hash & 63)
}

impl Words {
    /// Whether the word with this hash may be one of them.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        self.filter & bit(hash) != 0
    }

    /// Whether it is one of them.
    #[inline]
    pub fn hold(&self, program: &Program, hash: u64) -> bool {
        let list = &program.words[self.from as usize..self.to as usize];
        self.may_hold(hash) && list.binary_search(&hash).is_ok()
    }
}

#[derive(Debug)]
pub(super) enum Op {
    /// A token with one of these hashes.
    Words(Words),
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
    let (node, slots) = parse::read(text, vocabulary, kinds)?;
    let Some(Anchor { words: anchors, lead, next, .. }) = anchor(&node, vocabulary) else {
        let message = "expected a word, verb or class that the pattern cannot match without".into();
        return Err(vec![Complaint { at: 0, message }]);
    };
    if size(&node) > LONGEST {
        let message =
            format!("expected a pattern of at most {LONGEST} steps, repetitions written out");
        return Err(vec![Complaint { at: 0, message }]);
    }
    let mut program = Program { code: Vec::new(), words: Vec::new(), lead, next };
    program.emit(&node);
    program.code.push(Op::Done);
    Ok(Compiled { program, anchors, slots })
}

/// Steps of a program.
const LONGEST: usize = 4000;

/// The hashes of a pack's words by class and by verb, gathered in one walk for all patterns of a file.
pub(super) struct Vocabulary<'a> {
    pub pack: &'a LanguagePack,
    /// Of each class, the words that begin a member.
    starts: Vec<Vec<u64>>,
    /// The lemma of a verb and the hash of a form, sorted.
    verbs: Vec<(&'a str, u64)>,
}

impl<'a> Vocabulary<'a> {
    /// `wanted` are the classes that patterns name, `lemmas` the verbs.
    pub fn new<'t>(
        pack: &'a LanguagePack,
        wanted: ClassSet,
        lemmas: impl Iterator<Item = &'t str>,
    ) -> Self {
        let lexicon = pack.lexicon();
        let class = lexicon.class("verbs");
        let rows = class.into_iter().flat_map(|c| lexicon.rows(c));
        let lemmas: HashSet<&str, Mixed> = lemmas.collect();
        let lemmas: Vec<Option<&str>> =
            rows.map(|r| Some(r.word()).filter(|w| lemmas.contains(w))).collect();
        let (mut starts, mut verbs) = (vec![Vec::new(); CLASSES], Vec::new());
        for (hash, word, entries) in lexicon.spelled() {
            let classes = lexicon.marks(word).all();
            if classes.intersects(wanted) {
                let classes = wanted.iter().filter(|c| classes.has(*c));
                classes.for_each(|c| starts[usize::from(c.0)].push(hash));
            }
            if class.is_some_and(|c| classes.has(c)) {
                let rows = entries.iter().filter(|e| Some(e.class) == class).map(|e| e.row);
                verbs.extend(rows.filter_map(|row| Some((lemmas[row as usize]?, hash))));
            }
        }
        starts.iter_mut().for_each(|hashes| hashes.sort_unstable());
        verbs.sort_unstable();
        verbs.dedup();
        Self { pack, starts, verbs }
    }

    /// Whether this is a word that the grammar needs: in every sentence, so a bad thing to look for.
    fn is_frequent(&self, hash: u64) -> bool {
        let lexicon = self.pack.lexicon();
        let word = lexicon.word(hash);
        lexicon.class("function-words").is_some_and(|c| lexicon.classes(word).has(c))
    }

    /// The hashes of all forms of a verb.
    pub fn forms(&self, lemma: &str) -> Vec<u64> {
        let from = self.verbs.partition_point(|v| v.0 < lemma);
        let forms = self.verbs[from..].iter().take_while(|v| v.0 == lemma);
        forms.map(|v| v.1).collect()
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

/// Words without which a node cannot match.
struct Anchor {
    words: Vec<u64>,
    /// Tokens that can stand before them.
    lead: (usize, usize),
    /// Tokens of the node from them on.
    tail: (usize, usize),
    next: Option<Next>,
}

/// Tokens behind an anchor that are looked through for what has to stand there.
const NEAR: usize = 6;

fn anchor(node: &Node, vocabulary: &Vocabulary<'_>) -> Option<Anchor> {
    let words = |words| Anchor { words, lead: (0, 0), tail: width(node), next: None };
    match node {
        Node::Words(list) => Some(words(list.to_vec())),
        Node::Class(class) => Some(words(vocabulary.starts[class.0 as usize].clone())),
        Node::Kind(_) | Node::Any | Node::Comma => None,
        Node::Slot(_, n) => anchor(n, vocabulary),
        Node::Repeat(n, low, high) => {
            let mut a = anchor(n, vocabulary).filter(|_| *low > 0)?;
            a.tail.1 = a.tail.1.saturating_add(width(n).1.saturating_mul(high - 1));
            Some(a)
        }
        Node::Alt(list) => {
            let mut all: Option<Anchor> = None;
            for n in list {
                let one = anchor(n, vocabulary)?;
                match &mut all {
                    None => all = Some(Anchor { next: None, ..one }),
                    Some(a) => {
                        a.words.extend(one.words);
                        a.lead = (a.lead.0.min(one.lead.0), a.lead.1.max(one.lead.1));
                        a.tail = (a.tail.0.min(one.tail.0), a.tail.1.max(one.tail.1));
                    }
                }
            }
            all
        }
        Node::Seq(list) => {
            let mut before = (0, 0);
            let mut best: Option<(usize, Anchor)> = None;
            for (k, n) in list.iter().enumerate() {
                if let Some(mut a) = anchor(n, vocabulary) {
                    a.lead = add(before, a.lead);
                    // Words that make up every text come last, then the fewest ways to start, then few words.
                    let key = |a: &Anchor| {
                        let frequent = a.words.iter().any(|h| vocabulary.is_frequent(*h));
                        (frequent, a.lead.1 - a.lead.0, a.words.len())
                    };
                    if best.as_ref().is_none_or(|(_, b)| key(&a) < key(b)) {
                        best = Some((k, a));
                    }
                }
                before = add(before, width(n));
            }
            let (k, mut a) = best.filter(|(_, a)| a.lead.1 <= 40)?;
            for n in &list[k + 1..] {
                if a.next.is_none() {
                    let mut at = a.tail;
                    a.next = next(n, &mut at).filter(|n| n.at.1 <= NEAR);
                }
                a.tail = add(a.tail, width(n));
            }
            Some(a)
        }
    }
}

/// The first words that a node cannot match without, `at` so many tokens behind an anchor.
fn next(node: &Node, at: &mut (usize, usize)) -> Option<Next> {
    match node {
        Node::Words(list) => {
            Some(Next { at: *at, filter: list.iter().fold(0, |f, hash| f | bit(*hash)) })
        }
        Node::Slot(_, n) => next(n, at),
        Node::Seq(list) => list.iter().find_map(|n| next(n, at)),
        _ => {
            *at = add(*at, width(node));
            None
        }
    }
}

impl Program {
    fn emit(&mut self, node: &Node) {
        match node {
            Node::Words(list) => {
                let from = self.words.len() as u32;
                self.words.extend(list);
                let to = self.words.len() as u32;
                let filter = list.iter().fold(0, |filter, hash| filter | bit(*hash));
                self.code.push(Op::Words(Words { from, to, filter }));
            }
            Node::Class(c) => self.code.push(Op::Class(*c)),
            Node::Kind(k) => self.code.push(Op::Kind(*k)),
            Node::Any => self.code.push(Op::Any),
            Node::Comma => self.code.push(Op::Comma),
            Node::Seq(list) => list.iter().for_each(|n| self.emit(n)),
            Node::Slot(k, n) => {
                self.code.push(Op::Open(*k));
                self.emit(n);
                self.code.push(Op::Close(*k));
            }
            Node::Alt(list) => {
                let mut ends = Vec::new();
                for (k, n) in list.iter().enumerate() {
                    if k + 1 == list.len() {
                        self.emit(n);
                    } else {
                        let split = self.later();
                        self.emit(n);
                        ends.push(self.later());
                        self.code[split] = Op::Split(split + 1, self.code.len());
                    }
                }
                let end = self.code.len();
                ends.into_iter().for_each(|e| self.code[e] = Op::Jump(end));
            }
            Node::Repeat(n, low, high) => {
                (0..*low).for_each(|_| self.emit(n));
                let mut splits = Vec::new();
                for _ in *low..*high {
                    splits.push(self.later());
                    self.emit(n);
                }
                let end = self.code.len();
                splits.into_iter().for_each(|s| self.code[s] = Op::Split(s + 1, end));
            }
        }
    }

    /// The place of a step that is written when it is known where others stand.
    fn later(&mut self) -> usize {
        self.code.push(Op::Done);
        self.code.len() - 1
    }
}
