//! Candidate names: what the passes gather evidence for.

use super::{
    bits::Look,
    decide::{L, X},
    scan::{Known, Scan, group},
    tables::Head,
};
use crate::gazetteer::Kind;

/// The candidates of a document, in order.
pub(super) type List<'b> = bumpalo::collections::Vec<'b, Candidate>;

/// What made a candidate, and then a mention of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Gazetteer,
    HeadWord,
    StateBody,
    Branch,
    QuotedTitle,
    Context,
    Document,
    List,
    Capitals,
}

impl Rule {
    /// Its name in the sheet.
    pub(super) fn name(self) -> &'static str {
        const NAMES: [&str; 9] = [
            "gazetteer",
            "head-word",
            "state-body",
            "branch",
            "quoted-title",
            "context",
            "document",
            "list",
            "capitals",
        ];
        NAMES[self as usize]
    }
}

/// A stretch of tokens that may be a name, with what speaks for each group.
pub(super) struct Candidate {
    pub start: usize,
    pub end: usize,
    /// Where what is said around all candidates of the same words is added up.
    pub row: u32,
    /// For person, organisation, place, other.
    pub scores: [i16; 4],
    /// What the words around say here.
    pub local: [i16; 4],
    pub kinds: [Kind; 4],
    /// Index of the gazetteer name; 0 is none.
    pub known: u32,
    pub demonym: bool,
    /// Nothing further is asked: the form decides.
    pub settled: bool,
    pub rule: Rule,
    /// The group decided on; 4 is none.
    pub group: usize,
    /// A title or honorific stands right before it.
    pub titled: bool,
    /// A title by its look: taken only where the document names such a person.
    pub doubtful: bool,
    /// How far the group is ahead of the next one.
    pub margin: i16,
}

/// The kinds of a name that no list has.
pub(super) const DEFAULT_KINDS: [Kind; 4] =
    [Kind::Person, Kind::Organization, Kind::Region, Kind::Other];

impl Scan<'_, '_> {
    pub(super) fn push_known(&self, a: usize, titled: bool, out: &mut List<'_>) {
        let Some(k) = self.known(a) else { return };
        // "Parliament": a body by its head word, whichever country's.
        if let Some((n, head)) = self.head_at(a, 4)
            && n == k.words
            && head.has(Head::ALONE)
            && !k.sure.contains(&2)
        {
            return self.push_settled((a, a + n), head.kind, Rule::HeadWord, out);
        }
        // "Pope Benedict": the title stays outside.
        let title = usize::from(
            k.words > 1
                && k.sure[0] > 0
                && k.sure[1..] == [0, 0, 0]
                && self.look(a).has(Look::HONORIFIC),
        );
        let titled = titled || title > 0;
        let mut c = self.candidate(a + title, a + k.words, titled, Rule::Gazetteer);
        c.known = self.known_index(a);
        c.kinds = k.kinds;
        c.demonym = k.demonym && k.sure[3] > 0;
        if let Some(g) = self.clear(a, k) {
            c.settled = true;
            c.margin = 9;
            c.group = g;
        }
        out.push(c);
    }

    /// The group of a name that can be of no other, so that nothing around needs to be asked.
    fn clear(&self, a: usize, k: &Known) -> Option<usize> {
        let g = k.sure.iter().position(|s| *s == 2)?;
        let alone = (0..4).all(|o| o == g || k.sure[o] == 0);
        let clear = match g {
            L => {
                k.kinds[L] == Kind::Country && !self.look(a).has(Look::GIVEN | Look::SURNAME)
                    || k.words > 1 && !(self.sport && k.kinds[L] != Kind::Continent)
            }
            X => k.words > 1 || k.demonym,
            _ => k.words > 1,
        };
        (alone && clear).then_some(g)
    }

    pub(super) fn push_settled(
        &self,
        (a, b): (usize, usize),
        kind: Kind,
        rule: Rule,
        out: &mut List<'_>,
    ) {
        let mut c = self.candidate(a, b, false, rule);
        let g = group(kind);
        c.settled = true;
        c.margin = 9;
        c.group = g;
        c.kinds[g] = kind;
        // "Exxon Mobil Corp": the legal form may be left out.
        let bare = |k: &Known| (a + k.words..b).all(|i| self.suffix(i).is_some());
        if let Some(k) = self.known(a).filter(|k| a + k.words <= b && k.sure[g] > 0 && bare(k)) {
            c.kinds[g] = k.kinds[g];
            c.known = self.known_index(a);
        }
        out.push(c);
    }

    pub(super) fn unknown(&self, a: usize, b: usize, titled: bool) -> Candidate {
        let mut c = self.candidate(a, b, titled, Rule::Context);
        if let Some(k) = self.known(a).filter(|k| a + k.words == b) {
            c.known = self.known_index(a);
            c.kinds = k.kinds;
            c.demonym = k.demonym;
        }
        c
    }

    pub(super) fn candidate(&self, a: usize, b: usize, titled: bool, rule: Rule) -> Candidate {
        Candidate {
            start: a,
            end: b,
            row: 0,
            scores: [0; 4],
            local: [0; 4],
            kinds: DEFAULT_KINDS,
            known: 0,
            demonym: false,
            settled: false,
            rule,
            group: 4,
            titled,
            doubtful: false,
            margin: 0,
        }
    }
}
