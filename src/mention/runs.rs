//! Capitalised runs, and how they fall into candidate names.

use super::{
    scan::{Look, Scan, group},
    tables::Head,
};
use crate::{
    document::{Flags, Gap},
    fold,
    gazetteer::{Kind, Part},
};

/// Names are cut at this length, so that a text all in capitals stays linear.
const LONGEST: usize = 14;

/// A stretch of tokens that may be a name, with what speaks for each group.
pub(super) struct Candidate {
    pub start: usize,
    pub end: usize,
    /// Hash of its words.
    pub key: u64,
    /// For person, organisation, place, other.
    pub scores: [i16; 4],
    pub kinds: [Kind; 4],
    /// Index of the gazetteer name + 1, or 0.
    pub known: u32,
    pub demonym: bool,
    /// Nothing further is asked: the form decides.
    pub settled: bool,
    pub rule: &'static str,
    /// The group decided on; 4 is none.
    pub group: usize,
    /// A title or honorific stands right before it.
    pub titled: bool,
    /// A title by its look: taken only where the document names such a person.
    pub doubtful: bool,
    /// How far the group is ahead of the next one.
    pub margin: i16,
}

impl Scan<'_, '_> {
    /// All candidates of the document in order.
    pub fn candidates_of_runs(&self) -> Vec<Candidate> {
        let mut list = Vec::new();
        for sentence in self.doc.sentences() {
            let end = sentence.tokens.end as usize;
            let mut i = sentence.tokens.start as usize;
            while i < end {
                let work = self.works.partition_point(|w| w.end <= i);
                if let Some(w) = self.works.get(work).filter(|w| w.start == i) {
                    let known =
                        self.known(i).is_some_and(|k| i + k.words == w.end && k.sure.contains(&2));
                    if !known {
                        self.push_settled((w.start, w.end), Kind::Work, "quoted-title", &mut list);
                        i = w.end;
                        continue;
                    }
                }
                if self.look(i).has(Look::NAME) {
                    let stop = self.run_end(i, end);
                    self.segment(i, stop, &mut list);
                    i = stop;
                } else {
                    i += 1;
                }
            }
        }
        list
    }

    /// Whether token `i` goes on with the name that token `i - 1` is part of, by what stands between.
    fn joined(&self, i: usize) -> bool {
        let gap = self.gap(i);
        if gap == Gap::SPACE {
            if !self.flags(i - 1).has(Flags::POSSESSIVE) {
                return true;
            }
            return self.possessive_head(i);
        }
        if self.flags(i - 1).has(Flags::POSSESSIVE) {
            return false;
        }
        if gap == Gap::HYPHEN {
            return self.gap_len(i) == 1;
        }
        if gap.is_within(Gap::SPACE | Gap::STOP) && gap.has(Gap::STOP) {
            // "the U.S. Responding to …" is a new sentence.
            let apart = self.flags(i - 1).has(Flags::DOTTED)
                && self.known(i - 1).is_some_and(|k| k.sure[2] == 2)
                && (self.given(i) || self.common(i))
                && self.head_at(i, 4).is_none()
                && !self.class(i, self.tables.modifiers)
                && self.tables.title(self.doc, self.lexicon, i).is_none();
            return !apart && self.abbreviated(i - 1) && self.gap_len(i) <= 2;
        }
        if gap.is_within(Gap::SPACE | Gap::AMPERSAND) && gap.has(Gap::AMPERSAND) {
            return true;
        }
        // "Workers' Union"
        if gap.is_within(Gap::SPACE | Gap::APOSTROPHE) && gap.has(Gap::SPACE) {
            let s = self.doc.tokens().gap_span(i, self.doc.text());
            let text = s.of(self.doc.text());
            return (text.starts_with('\'') || text.starts_with('’'))
                && self.doc.word(i - 1).ends_with('s')
                && self.head_at(i, 4).is_some();
        }
        false
    }

    fn lower_common(&self, i: usize) -> bool {
        self.lexicon.classes(self.doc.words()[i]).intersects(self.tables.common)
    }

    fn gap_len(&self, i: usize) -> usize {
        let s = self.doc.tokens().gap_span(i, self.doc.text());
        (s.end - s.start) as usize
    }

    /// "Prosecutor General's Office", "People's Army": the possessive is the name's own.
    fn possessive_head(&self, i: usize) -> bool {
        let before = i - 1;
        (self.common(before)
            || self.class(before, self.tables.roles)
            || self.class(before, self.tables.modifiers))
            && self.flags(i).has(Flags::CAP)
            && (self.head_at(i, 4).is_some()
                || i + 1 < self.doc.len() && self.head_at(i + 1, 4).is_some())
    }

    fn head_at(&self, i: usize, room: usize) -> Option<(usize, Head)> {
        self.tables.head(self.doc, self.lexicon, i, room)
    }

    fn name_at(&self, i: usize, end: usize) -> bool {
        i < end && self.look(i).has(Look::NAME)
    }

    /// The end of the run of capitalised words that starts at token `a`.
    fn run_end(&self, a: usize, end: usize) -> usize {
        let end = end.min(a + LONGEST);
        let mut i = a;
        let mut head = false;
        let mut of = false;
        let mut hit_end = a;
        loop {
            // Token i is in the run.
            if let Some(k) = self.known(i) {
                if k.words > 1 {
                    hit_end = hit_end.max(i + k.words);
                }
            }
            let last_head = self.head_at(i, 4);
            if let Some((_, h)) = last_head {
                head |= h.has(Head::OF);
            }
            let next = i + 1;
            if next >= end {
                return end;
            }
            if next < hit_end {
                i = next;
                continue;
            }
            if !self.joined(next) {
                if of && head && self.subject_list(next, end) {
                    i = next;
                    continue;
                }
                return next;
            }
            if self.name_at(next, end) {
                i = next;
                continue;
            }
            let f = self.flags(next);
            if self.gap(next) == Gap::SPACE && self.numeral(next) {
                return next + 1;
            }
            // "Apollo 11", "Channel 4" are left apart; "Jong-un" and "Kam-wing" are joined.
            if self.gap(next) == Gap::HYPHEN {
                if !f.has(Flags::CAP | Flags::DIGIT)
                    && f.has(Flags::ALPHA)
                    && self.doc.tokens().end(next) - self.doc.tokens().start(next) < 7
                    && !self.lower_common(next)
                    && !self.class(next, self.tables.closed)
                    && self.tables.title(self.doc, self.lexicon, next).is_none()
                    && self.common_case(i)
                {
                    i = next;
                    continue;
                }
                return next;
            }
            if f.has(Flags::CAP) || self.gap(next) != Gap::SPACE {
                return next;
            }
            // A small word between capitals.
            let Some(k) = self.bridge(a, next, end, head, &mut of) else { return next };
            i = k;
        }
    }

    /// "Carlos I", "Ramesses II": a ruler's number.
    fn numeral(&self, i: usize) -> bool {
        let word = self.doc.word(i);
        word.len() < 6
            && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            && (word.len() > 1
                || !self.common(i - 1)
                    && i > 1
                    && self.tables.title(self.doc, self.lexicon, i - 2) == Some(true)
                    && self.gap(i - 1) == Gap::SPACE)
    }

    /// "Gender, Labour, and Social Development": a list of subjects that ends with "and".
    fn subject_list(&self, i: usize, end: usize) -> bool {
        let comma = Gap::COMMA | Gap::SPACE;
        let mut k = i;
        let mut last = false;
        while k < end && k < i + 9 {
            let gap = self.gap(k);
            if !gap.is_within(comma) {
                return false;
            }
            if self.doc.word(k) == "and" {
                last = true;
            } else if !self.plain_word(k) || !self.look(k).has(Look::NAME) {
                return false;
            } else if last {
                return self.plain_word(i - 1);
            }
            k += 1;
        }
        false
    }

    fn common_case(&self, i: usize) -> bool {
        !self.flags(i).has(Flags::UPPER) && !self.common(i)
    }

    /// The capitalised token behind the lower-case words at `i` that the name goes on with.
    fn bridge(&self, a: usize, i: usize, end: usize, head: bool, of: &mut bool) -> Option<usize> {
        let word = self.doc.word(i);
        let space = |k: usize| k < end && self.gap(k) == Gap::SPACE;
        let cap = |k: usize| space(k) && self.name_at(k, end);
        match word {
            // "Secretary of State"
            "of" if self
                .tables
                .title_phrase(self.doc, self.lexicon, i - 1)
                .is_some_and(|t| t.0 > 2)
                && (cap(i + 1) || self.doc.word(i + 1) == "the" && cap(i + 2)) =>
            {
                Some(if cap(i + 1) { i + 1 } else { i + 2 })
            }
            // "Minister of Health"
            "of" | "for"
                if cap(i + 1)
                    && self.plain_word(i + 1)
                    && self.tables.title(self.doc, self.lexicon, i - 1) == Some(true)
                    && self.class(i - 1, self.tables.roles) =>
            {
                *of = true;
                Some(i + 1)
            }
            // "Hall of Fame"
            "of" if cap(i + 1)
                && !self.look(i - 1).has(Look::START | Look::NOISY)
                && self.plain_word(i - 1)
                && self.plain_word(i + 1)
                && self.tables.title(self.doc, self.lexicon, i - 1).is_none() =>
            {
                Some(i + 1)
            }
            "of" | "for" if head => {
                let mut k = i + 1;
                if space(k) && self.doc.word(k) == "the" {
                    k += 1;
                }
                if cap(k) {
                    *of = true;
                    return Some(k);
                }
                None
            }
            // "Citizens for Justice"
            "for" if cap(i + 1) && (a..=i + 1).all(|x| x == i || self.plain_word(x)) => {
                *of = true;
                Some(i + 1)
            }
            "on" | "against" | "in" | "to" if head && !*of && self.head_at(i - 1, 1).is_some() => {
                let k = i + 1;
                (word != "in" && word != "to" && cap(k) && self.plain_word(k)).then(|| {
                    *of = true;
                    k
                })
            }
            "and" => {
                let k = i + 1;
                if !cap(k) {
                    return None;
                }
                // "Ministry of Health and Welfare"
                if *of && self.plain_word(i - 1) && self.plain_word(k) {
                    return Some(k);
                }
                let name = self.flags(k).has(Flags::UPPER)
                    || self
                        .known(k)
                        .is_some_and(|n| n.sure[1] == 2 || n.sure[2] == 2 || n.sure[0] == 2);
                let sure = self.known(i - 1).is_some_and(|n| n.sure[..3].contains(&2));
                let person = self.given(k) && k + 1 < end && self.surname(k + 1);
                if *of && head && !name && !sure && !person {
                    return Some(k);
                }
                let line = |x: usize| {
                    x < end
                        && matches!(self.doc.word(x), "Railway" | "Railroad" | "Railways" | "Line")
                };
                if !head
                    && a > 0
                    && matches!(self.doc.word(a - 1), "the" | "The")
                    && (line(k + 1) || line(k + 2))
                {
                    return Some(k);
                }
                // "Securities and Futures Commission"
                if !head && self.plain_word(i - 1) {
                    let mut x = k;
                    while x < k + 4 && cap(x) {
                        if let Some((_, h)) = self.head_at(x, 3) {
                            return (!h.has(Head::FIRST) && group(h.kind) == 1).then_some(k);
                        }
                        if !self.plain_word(x) {
                            return None;
                        }
                        x += 1;
                    }
                }
                None
            }
            _ if self.class(i, self.tables.particles) => {
                let mut k = i;
                while k < i + 3 && space(k) && self.class(k, self.tables.particles) {
                    k += 1;
                }
                let hyphen = k > i && self.gap(k) == Gap::HYPHEN && self.name_at(k, end);
                let person = matches!(word, "bin" | "ibn" | "ben" | "bint" | "al" | "el");
                ((cap(k) || hyphen) && (person || !self.plain_word(i - 1))).then_some(k)
            }
            _ => None,
        }
    }

    /// A capitalised ordinary word: "Health", "Futures".
    fn plain_word(&self, i: usize) -> bool {
        (self.common(i) || self.class(i, self.tables.modifiers) || self.lower_common(i))
            && !self.known(i).is_some_and(|k| k.sure[2] == 2 || k.sure[0] == 2)
    }

    /// Splits a run into candidates.
    fn segment(&self, mut a: usize, b: usize, out: &mut Vec<Candidate>) {
        let mut titled = false;
        while a < b {
            if !self.look(a).has(Look::NAME) {
                a += 1;
                titled = false;
                continue;
            }
            // A gazetteer name that takes all that is left, or stands before a title.
            if let Some(k) = self.known(a) {
                let stop = a + k.words;
                if stop == b || (k.words > 1 && k.sure.contains(&2) && self.breaks(stop, b)) {
                    self.push_known(a, titled, out);
                    a = stop;
                    titled = false;
                    continue;
                }
            }
            // Titles stay outside.
            let (stop, strong) = self.title_run(a, b);
            if strong && stop > a && !self.title_is_name(a, stop, b) {
                // "Cardinal" may be somebody's surname; the rest of the document tells.
                if stop == b && stop == a + 1 && self.part(a).last > 0 {
                    let mut c = self.candidate(a, b, false, "context");
                    c.scores = [-6; 4];
                    c.doubtful = true;
                    out.push(c);
                }
                titled = stop < b;
                a = stop;
                continue;
            }
            // The part up to the next title.
            let mut cut = b;
            for t in a + 1..b {
                if self.tables.title(self.doc, self.lexicon, t).is_some() {
                    let (stop, strong) = self.title_run(t, b);
                    if strong && !self.title_is_name(t, stop, b) && !self.own_title(a, t, stop, b) {
                        cut = t;
                        break;
                    }
                }
            }
            a = self.piece(a, cut, titled, out);
            titled = false;
        }
    }

    /// Whether a name may end before token `i` of a run that ends at `b`.
    fn breaks(&self, i: usize, b: usize) -> bool {
        if i >= b || self.flags(i - 1).has(Flags::POSSESSIVE) {
            return true;
        }
        let (stop, strong) = self.title_run(i, b);
        strong && stop > i && !self.title_is_name(i, stop, b)
    }

    /// The end of the title words from `a` on, and whether one of them shows a person by itself.
    fn title_run(&self, a: usize, b: usize) -> (usize, bool) {
        let mut strong = a;
        let mut i = a;
        while i < b && i < a + 8 {
            match self.tables.title_phrase(self.doc, self.lexicon, i) {
                Some((n, s)) if i + n <= b => {
                    i += n;
                    if s {
                        strong = self.portfolio(i, b);
                        i = strong;
                    }
                }
                // "Chief Commercial Officer"
                _ if i > a
                    && i + 1 < b
                    && self.plain_word(i)
                    && self.tables.title(self.doc, self.lexicon, i + 1) == Some(true) =>
                {
                    i += 1;
                }
                _ => break,
            }
        }
        (strong, strong > a)
    }

    /// The end of "of Health and Welfare" behind "Minister".
    fn portfolio(&self, i: usize, b: usize) -> usize {
        if i + 1 >= b || !matches!(self.doc.word(i), "of" | "for") || !self.plain_word(i + 1) {
            return i;
        }
        let mut k = i + 1;
        while k < b
            && (self.plain_word(k) && !(self.given(k) && !self.common(k))
                || matches!(self.doc.word(k), "and" | "of" | "the"))
        {
            k += 1;
        }
        k
    }

    /// Title words that are part of a name: "General Assembly", "President Hotel", "Chief Justice" stays a title.
    fn title_is_name(&self, a: usize, stop: usize, b: usize) -> bool {
        if stop >= b {
            return false;
        }
        if self.flags(stop - 1).has(Flags::POSSESSIVE) {
            return self.head_at(stop, 4).is_some();
        }
        // A gazetteer name over the edge.
        for k in a..stop {
            if let Some(known) = self.known(k) {
                if known.words > 1 && k + known.words > stop && known.sure.contains(&2) {
                    return true;
                }
            }
        }
        if !self.gap(stop).is_within(Gap::SPACE) {
            return false;
        }
        if matches!(self.doc.word(stop), "of" | "for") {
            return self.head_at(stop - 1, 1).is_some();
        }
        if self.class(stop - 1, self.tables.honorifics) && stop == a + 1 {
            let last = (stop + 1..b).any(|k| {
                self.head_at(k, b - k)
                    .is_some_and(|(n, h)| k + n == b && h.has(Head::AFTER) && group(h.kind) < 3)
            });
            if last {
                return true;
            }
        }
        if self.given(stop)
            && (!self.common(stop)
                || stop + 1 < b && self.surname(stop + 1) && !self.common(stop + 1))
        {
            return false;
        }
        // "Dean Saunders"
        if stop == a + 1
            && self.given(a)
            && self.surname(stop)
            && !self.given(stop)
            && self.part(a).first > 2
        {
            return true;
        }
        let mut k = stop;
        while k < b && k < stop + 3 {
            if self.head_at(k, 3).is_some_and(|(_, h)| !h.has(Head::FIRST)) {
                return true;
            }
            k += 1;
        }
        false
    }

    /// "John Major", "Gary Player": the last word of a two-word name looks like a title.
    fn own_title(&self, a: usize, t: usize, stop: usize, b: usize) -> bool {
        stop == b
            && t + 1 == stop
            && (t == a + 1 || t == a + 2 && self.part(t).last > 0)
            && self.given(a)
            && self.known(a).is_none_or(|k| k.sure[2] < 2 && k.sure[3] < 2)
    }

    pub fn given(&self, i: usize) -> bool {
        self.tables.given.is_some_and(|c| self.class(i, c)) || {
            let part = self.part(i);
            part.first > 0 && part.first * 2 > part.last
        }
    }

    pub fn part(&self, i: usize) -> Part {
        self.gazetteer.part(self.doc.tokens().hash(i))
    }

    pub fn surname(&self, i: usize) -> bool {
        self.tables.surnames.is_some_and(|c| self.class(i, c)) || self.part(i).last > 0
    }

    fn push_known(&self, a: usize, titled: bool, out: &mut Vec<Candidate>) {
        let Some(k) = self.known(a) else { return };
        // "Pope Benedict": the title stays outside.
        let title = usize::from(
            k.words > 1
                && k.sure[0] > 0
                && k.sure[1..] == [0, 0, 0]
                && self.class(a, self.tables.honorifics),
        );
        let titled = titled || title > 0;
        let mut c = self.candidate(a + title, a + k.words, titled, "gazetteer");
        c.known = self.known_index(a);
        c.kinds = k.kinds;
        for g in 0..4 {
            if k.sure[g] == 0 {
                c.kinds[g] = DEFAULT_KINDS[g];
            }
        }
        c.demonym = k.demonym && k.sure[3] > 0;
        out.push(c);
    }

    fn candidate(&self, a: usize, b: usize, titled: bool, rule: &'static str) -> Candidate {
        let hashes = self.doc.tokens().hashes();
        Candidate {
            start: a,
            end: b,
            key: hashes[a..b].iter().fold(0, |k, h| fold::chain(k, *h)),
            scores: [0; 4],
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

    fn push_settled(
        &self,
        (a, b): (usize, usize),
        kind: Kind,
        rule: &'static str,
        out: &mut Vec<Candidate>,
    ) {
        let mut c = self.candidate(a, b, false, rule);
        let g = group(kind);
        c.settled = true;
        c.margin = 9;
        c.group = g;
        c.kinds[g] = kind;
        if let Some(k) = self.known(a).filter(|k| a + k.words == b && k.sure[g] > 0) {
            c.kinds[g] = k.kinds[g];
            c.known = self.known_index(a);
        }
        out.push(c);
    }

    /// One part of a run without titles: gives the position after what was taken.
    fn piece(&self, a: usize, b: usize, titled: bool, out: &mut Vec<Candidate>) -> usize {
        let b = self.trim_end(a, b);
        if let Some(k) = self.known(a) {
            if a + k.words == b {
                self.push_known(a, titled, out);
                return b;
            }
        }
        // "DPP Rozaimah Abdul Rahman": an office in capitals.
        let letters = self.doc.word(a).len();
        if self.flags(a).has(Flags::UPPER)
            && (3..5).contains(&letters)
            && b - a > 2
            && self.known(a).is_none()
            && !self.look(a).has(Look::NOISY)
            && self.given(a + 1)
            && self.gap(a + 1) == Gap::SPACE
            && self.headed(a, b).is_none()
        {
            out.push(self.unknown(a + 1, b, true));
            return b;
        }
        let nationality = self
            .known(a)
            .filter(|k| a + k.words < b && k.sure[3] == 2 && k.sure[0] < 2 && k.sure[1] < 2)
            .map(|k| a + k.words);
        if let Some(stop) = nationality {
            if self.gap(stop) == Gap::SPACE
                && self.known(stop).is_some_and(|k| {
                    stop + k.words == b
                        && (k.sure[2] == 2 || k.sure[3] == 2 || k.sure[1] == 2 && k.words == 1)
                })
            {
                self.push_known(a, false, out);
                self.push_known(stop, false, out);
                return b;
            }
        }
        // The possessive or a hyphen parts names: "Israel-Gaza", "Russian-American".
        if let Some(k) = self.known(a) {
            let stop = a + k.words;
            if stop < b && self.gap(stop) == Gap::HYPHEN && (k.sure[3] == 2 || k.sure[2] == 2) {
                let other = self.known(stop).is_some_and(|o| o.sure[2] == 2 || o.sure[3] == 2);
                if other {
                    self.push_known(a, false, out);
                    return stop;
                }
            }
        }
        if !titled {
            if let Some((end, head)) = self.headed(a, b) {
                let mut first = a;
                if let Some(stop) = nationality {
                    if head.has(Head::STATE) || group(head.kind) == 3 && end == stop + 1 {
                        self.push_known(a, false, out);
                        first = stop;
                    }
                }
                let lonely = self.head_at(first, 4).is_some_and(|(n, _)| first + n >= end);
                // "the Bruins"
                let team = head.kind == Kind::Sports
                    && first > 0
                    && matches!(self.doc.word(first - 1), "the" | "The")
                    && (self.sport || !self.common(first));
                if !lonely || head.has(Head::ALONE) || team {
                    self.push_settled((first, end), head.kind, "head-word", out);
                }
                return end;
            }
        }
        if let Some(stop) = nationality {
            if self.gap(stop) == Gap::SPACE {
                // "Somali Red Crescent"
                if let Some(k) = self.known(stop).filter(|k| k.sure[1] == 2 && stop + k.words == b)
                {
                    self.push_settled((a, b), k.kinds[1], "state-body", out);
                    return b;
                }
                self.push_known(a, false, out);
                return stop;
            }
        }
        if let Some(k) = self.known(a) {
            let stop = a + k.words;
            let person = k.sure[0] == 2 && k.sure[1..] == [0, 0, 0];
            let full = k.words > 1
                && k.sure.contains(&2)
                && !(person && b - stop < 3 && self.gap(stop) == Gap::SPACE);
            if stop < b && (full || self.flags(stop - 1).has(Flags::POSSESSIVE)) {
                self.push_known(a, titled, out);
                return stop;
            }
        }
        // "U.S. State Department": a state's body is one name.
        if let Some(k) = self.known(a) {
            let stop = a + k.words;
            let body = |i: usize| {
                self.known(i).is_some_and(|n| n.words > 1 && i + n.words == b && n.sure[1] > 0)
            };
            if k.kinds[2] == Kind::Country
                && stop < b
                && body(stop)
                && !self.flags(stop - 1).has(Flags::POSSESSIVE)
            {
                let kind = self.known(stop).map_or(Kind::Agency, |n| n.kinds[1]);
                self.push_settled((a, b), kind, "state-body", out);
                return b;
            }
        }
        // A sure name of several words inside the run ends what stands before it.
        for k in a + 1..b {
            if self.known(k).is_some_and(|n| n.words > 1 && k + n.words <= b && n.sure.contains(&2))
                && self.gap(k) == Gap::SPACE
            {
                out.push(self.unknown(a, k, titled));
                return k;
            }
        }
        out.push(self.unknown(a, b, titled));
        b
    }

    /// Drops lower-case words and bare heads' connectors at the end.
    fn trim_end(&self, a: usize, mut b: usize) -> usize {
        while b > a + 1
            && !self.look(b - 1).has(Look::NAME)
            && self.gap(b - 1) != Gap::HYPHEN
            && !self.numeral(b - 1)
            && !self.in_known(a, b - 1)
        {
            b -= 1;
        }
        b
    }

    fn in_known(&self, a: usize, i: usize) -> bool {
        (a..=i).any(|k| self.known(k).is_some_and(|n| k + n.words > i))
    }

    fn unknown(&self, a: usize, b: usize, titled: bool) -> Candidate {
        let mut c = self.candidate(a, b, titled, "context");
        if let Some(k) = self.known(a).filter(|k| a + k.words == b) {
            c.known = self.known_index(a);
            c.kinds = k.kinds;
            c.demonym = k.demonym;
        }
        c
    }

    /// The extent and the head of a name that is made by a head word.
    fn headed(&self, a: usize, b: usize) -> Option<(usize, Head)> {
        // A legal form ends the name.
        for i in a + 1..b {
            if let Some(kind) = self.tables.suffix(self.doc, self.lexicon, i) {
                let acronym = self.flags(i).has(Flags::UPPER | Flags::DOTTED);
                if acronym || self.doc.word(i).len() > 2 || self.doc.word(i) == "Co" {
                    let mut end = i + 1;
                    while end < b && self.tables.suffix(self.doc, self.lexicon, end).is_some() {
                        end += 1;
                    }
                    return Some((end, Head { kind, traits: Head::AFTER }));
                }
            }
        }
        let mut found: Option<(usize, usize, Head)> = None;
        let mut i = a;
        while i < b {
            if !self.flags(i).has(Flags::CAP) {
                i += 1;
                continue;
            }
            if let Some((n, h)) = self.head_at(i, b - i) {
                // The last head before "of" tells the kind.
                let after_of = found.is_some_and(|(_, end, _)| end < i && self.has_link(end, i));
                let alone_first = i == a && !h.has(Head::FIRST | Head::OF) && i + n < b;
                if !after_of
                    && !alone_first
                    && (!h.has(Head::WEAK)
                        || i > a
                        || found.is_some()
                        || h.has(Head::OF) && self.of_at(i + n, b))
                    && (h.has(Head::AFTER) || i == a)
                {
                    found = Some((i, i + n, h));
                }
                i += n;
            } else {
                i += 1;
            }
        }
        let (start, end, head) = found?;
        // "Lake Chad", "Universidad de Chile": all of it.
        if start == a && head.has(Head::FIRST) {
            return (b > end).then_some((b, head));
        }
        if end < b && head.has(Head::OF) && self.has_link(end, end + 1) {
            return Some((b, head));
        }
        // A known person before a head word: "Donald Trump Foundation" is one, but "Biden Administration" is no body.
        if head.has(Head::WEAK) && group(head.kind) == 3 && start == a {
            return None;
        }
        Some((end, head))
    }

    fn of_at(&self, i: usize, b: usize) -> bool {
        i < b && !self.flags(i).has(Flags::CAP) && matches!(self.doc.word(i), "of" | "for" | "on")
    }

    /// Whether a lower-case linking word stands among these tokens.
    fn has_link(&self, from: usize, to: usize) -> bool {
        (from..to).any(|k| {
            !self.flags(k).has(Flags::CAP)
                && matches!(self.doc.word(k), "of" | "for" | "on" | "against" | "and" | "the")
        })
    }
}

pub(super) const DEFAULT_KINDS: [Kind; 4] =
    [Kind::Person, Kind::Organization, Kind::Region, Kind::Other];
