//! How a capitalised run falls into names.

use super::{
    bits::Look,
    candidate::{List, Rule},
    decide::{L, O, P},
    scan::{Known, Scan, group},
    tables::Head,
};
use crate::{
    document::{Flags, Gap, ZoneKind},
    gazetteer::Kind,
};

impl Scan<'_, '_> {
    /// Splits a run into candidates.
    pub(super) fn segment(&self, mut a: usize, b: usize, out: &mut List<'_>) {
        let mut titled = false;
        // "Chief Executive Jo Hill" at the start of a sentence, where "Chief" alone is no part of a name.
        if a > 0
            && self.gap(a) == Gap::SPACE
            && self.flags(a - 1).has(Flags::CAP)
            && let Some((n, true)) = self.title_phrase(a - 1)
            && n > 1
            && a - 1 + n < b
            && self.gap(a - 1 + n) == Gap::SPACE
            && self.flags(a - 1 + n).has(Flags::CAP)
            && !self.title_is_name(a - 1, a - 1 + n, b)
        {
            (a, titled) = (a - 1 + n, true);
        }
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
                if stop == b && stop == a + 1 && self.look(a).has(Look::LAST) {
                    let mut c = self.candidate(a, b, false, Rule::Context);
                    c.scores = [-6; 4];
                    c.doubtful = true;
                    out.push(c);
                }
                // "Victim Support": an ordinary word behind it is nobody's name.
                let ordinary = stop + 1 == b
                    && self.plain_word(stop)
                    && self.known(stop).is_none()
                    && !self.given(stop)
                    && !self.surname(stop);
                if !ordinary {
                    titled = stop < b;
                    a = stop;
                    continue;
                }
            }
            // "Senior UN officials"
            if stop == a
                && self.look(a).has(Look::START | Look::COMMON)
                && a + 1 < b
                && self.title(a) == Some(false)
                && self.known(a + 1).is_some_and(|k| k.sure.contains(&2))
                && self.known(a).is_none()
            {
                a += 1;
                continue;
            }
            // The part up to the next title.
            let mut cut = b;
            let mut t = a + 1;
            while t < b {
                if self.flags(t).has(Flags::CAP) && self.title(t).is_some() {
                    let (stop, strong) = self.title_run(t, b);
                    if strong && self.office_of(a, t, stop, b) {
                        t = stop;
                        continue;
                    }
                    if strong && !self.title_is_name(t, stop, b) && !self.own_title(a, t, stop, b) {
                        cut = t;
                        break;
                    }
                }
                t += 1;
            }
            a = self.piece(a, cut, titled, out);
            titled = false;
        }
    }

    /// One part of a run without titles: gives the position after what was taken.
    pub(super) fn piece(&self, a: usize, b: usize, titled: bool, out: &mut List<'_>) -> usize {
        let b = self.trim_end(a, b);
        if let Some(k) = self.known(a)
            && a + k.words == b
        {
            self.push_known(a, titled, out);
            return b;
        }
        // "DPP Rozaimah Abdul Rahman": an office in capitals.
        let letters = self.len(a);
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
        // "Amnesty International Nigeria", "Amnesty Kenya"
        let body =
            |k: &Known| k.sure[P] + k.sure[L] == 0 && k.sure[O] > 0 && k.kinds[O] != Kind::Sports;
        if let Some(k) = self.known(a).filter(|k| body(k))
            && self.country_branch(a + k.words, b, k.kinds[1]) > a + k.words
        {
            self.push_settled((a, b), k.kinds[1], Rule::Branch, out);
            return b;
        }
        let nationality = self
            .known(a)
            .filter(|k| a + k.words < b && k.sure[3] == 2 && k.sure[0] < 2 && k.sure[1] < 2)
            .map(|k| a + k.words);
        if let Some(stop) = nationality
            && self.gap(stop) == Gap::SPACE
            && self.known(stop).is_some_and(|k| {
                stop + k.words == b
                    && (k.sure[2] == 2 || k.sure[3] == 2 || k.sure[1] == 2 && k.words == 1)
            })
        {
            self.push_known(a, false, out);
            self.push_known(stop, false, out);
            return b;
        }
        // The possessive or a hyphen parts names: "Israel-Gaza", "Russian-American".
        if let Some(k) = self.known(a) {
            let stop = a + k.words;
            if stop < b && self.gap(stop) == Gap::HYPHEN && (k.sure[3] == 2 || k.sure[2] == 2) {
                let other = self.known(stop).filter(|o| o.sure[2] == 2 || o.sure[3] == 2);
                // "Peru-Chile Trench": what lies between the two.
                let between = |after: usize| {
                    let head = |h: Head| h.has(Head::AFTER) && group(h.kind) == L;
                    after < b
                        && self.gap(after) == Gap::SPACE
                        && self.head_at(after, 4).is_some_and(|(n, h)| after + n == b && head(h))
                };
                if other.is_some_and(|o| !between(stop + o.words)) {
                    self.push_known(a, false, out);
                    return stop;
                }
            }
        }
        if !titled
            && !self.person_with_head(a, b)
            && let Some((end, mut head)) = self.headed(a, b)
        {
            let mut first = a;
            if let Some(stop) = nationality
                && (head.has(Head::STATE)
                    || self.title(stop) == Some(true)
                    || group(head.kind) == 3 && end == stop + 1)
            {
                self.push_known(a, false, out);
                first = stop;
            }
            let mut lonely = self.head_at(first, 4).is_some_and(|(n, _)| first + n >= end);
            let unit = head.kind == Kind::Military || head.has(Head::UNIT);
            if unit && self.ordinal_before(first) {
                (first, lonely) = (first - 1, false);
                head.kind = Kind::Military;
            }
            // "the Bruins"
            let team = head.kind == Kind::Sports
                && first > 0
                && self.look(first - 1).has(Look::DEFINITE)
                && (self.sport || !self.common(first));
            // "MARLOW FALLS, Ohio -": news comes from towns.
            let dateline = self.doc.zone_of(first).kind == ZoneKind::Dateline;
            if dateline && group(head.kind) == L && !lonely {
                head.kind = Kind::City;
            }
            let end = self.country_branch(end, b, head.kind);
            // "New Street Research": a word of another sort behind the street makes it somebody's name.
            if head.kind == Kind::Facility && end + 1 == b && !lonely && self.plain_word(end) {
                out.push(self.unknown(first, b, titled));
                return b;
            }
            if !lonely || head.has(Head::ALONE) || team {
                self.push_settled((first, end), head.kind, Rule::HeadWord, out);
            }
            return end;
        }
        if let Some(stop) = nationality
            && self.gap(stop) == Gap::SPACE
        {
            // "Somali Red Crescent"
            if let Some(k) = self.known(stop).filter(|k| k.sure[1] == 2 && stop + k.words == b) {
                self.push_settled((a, b), k.kinds[1], Rule::StateBody, out);
                return b;
            }
            self.push_known(a, false, out);
            return stop;
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
                self.push_settled((a, b), kind, Rule::StateBody, out);
                return b;
            }
        }
        // A sure name of several words inside the run ends what stands before it; but "Mohammed Badaru Abubakar" is one man.
        let more_given = |n: &Known, k: usize| {
            let first =
                k == a + 1 && self.given(a) && !self.common(a) && self.flags(a).has(Flags::CAP);
            first
                && k + n.words == b
                && n.sure == [2, 0, 0, 0]
                && self.known(a).is_none_or(|f| f.sure[1..] == [0, 0, 0])
        };
        for k in a + 1..b {
            if self.look(k).has(Look::LONG)
                && self
                    .known(k)
                    .is_some_and(|n| k + n.words <= b && n.sure.contains(&2) && !more_given(n, k))
                && self.gap(k) == Gap::SPACE
            {
                out.push(self.unknown(a, k, titled));
                return k;
            }
        }
        out.push(self.unknown(a, b, titled));
        b
    }

    /// "Natural Resources Canada": the end with the country or the like behind an organisation's name, where nothing else
    /// follows.
    fn country_branch(&self, end: usize, b: usize, kind: Kind) -> usize {
        let place = |k: &Known| match k.kinds[L] {
            Kind::Country | Kind::Continent => k.sure[L] > 0,
            // "Queen's University Belfast"
            Kind::City | Kind::Region => kind == Kind::University && k.sure[L] == 2,
            _ => false,
        };
        let country = end < b
            && group(kind) == 1
            && self.gap(end) == Gap::SPACE
            && !self.look(end).has(Look::NOISY)
            && !self.flags(end - 1).has(Flags::POSSESSIVE)
            && self.known(end).is_some_and(|k| end + k.words == b && place(k));
        if country { b } else { end }
    }

    /// The extent and the head of a name that is made by a head word.
    pub(super) fn headed(&self, a: usize, b: usize) -> Option<(usize, Head)> {
        // A legal form ends the name.
        for i in a + 1..b {
            if let Some(kind) = self.suffix(i) {
                let acronym = self.flags(i).has(Flags::UPPER | Flags::DOTTED);
                if acronym || self.len(i) > 2 || self.doc.word(i) == "Co" {
                    let mut end = i + 1;
                    while end < b && self.suffix(end).is_some() {
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
            let head = if self.look(i).has(Look::HEAD) { self.any_head_at(i, b - i) } else { None };
            if let Some((n, h)) =
                head.filter(|(n, h)| !h.has(Head::OWN) || self.owns(a, i, i + n, b))
            {
                // "… United States": the club's last word is another name's first.
                let other = |k: &Known| k.words > n && k.sure.contains(&2);
                if h.kind == Kind::Sports && self.known(i).is_some_and(other) {
                    i += n;
                    continue;
                }
                // The last head before "of" tells the kind.
                let after_of = found.is_some_and(|(_, end, _)| end < i && self.has_link(end, i));
                let alone_first = i == a && !h.has(Head::FIRST | Head::OF) && i + n < b;
                // "Operation Delta": an event by its first word.
                let named = found.is_some_and(|(start, _, f)| {
                    start == a && f.kind == Kind::Event && f.has(Head::FIRST)
                });
                // "Pike & Day"
                let partner = self.gap(i).has(Gap::AMPERSAND) && group(h.kind) == 3;
                if !after_of
                    && !partner
                    && !named
                    && !alone_first
                    && (!h.has(Head::WEAK)
                        || i > a && !(group(h.kind) == 2 && self.common(i - 1))
                        || found.is_some()
                        || h.has(Head::OF) && self.of_at(i + n, b)
                        || h.has(Head::UNIT) && self.ordinal_before(i))
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
        // "Chamber of Commerce, Industry and Agriculture"
        let goes_on = |end: usize| self.has_link(end, end + 1) || self.gap(end).has(Gap::COMMA);
        if end < b && head.has(Head::OF) && goes_on(end) {
            return Some((b, head));
        }
        // A known person before a head word: "Donald Trump Foundation" is one, but "Biden Administration" is no body.
        if head.has(Head::WEAK) && group(head.kind) == 3 && start == a {
            return None;
        }
        Some((end, head))
    }

    /// "Havas Media", but "Social Media", "Michael Mills": whether the head word from `i` to `stop` ends the name of a
    /// body, by the word before it.
    fn owns(&self, a: usize, i: usize, stop: usize, b: usize) -> bool {
        if stop < b || i == a || self.look(i - 1).has(Look::NOISY) || self.gap(i) != Gap::SPACE {
            return false;
        }
        let before = self.look(i - 1);
        let listed = Look::COMMON | Look::LISTED | Look::CLOSED | Look::ROLE | Look::NO_NAME;
        // "Michael Mills", "Mr Garage", "Mary J. Lines"
        let person = i == a + 1 && self.given(a) || self.surname(i) && before.has(Look::GIVEN);
        !before.has(listed) && !self.flags(i - 1).has(Flags::SINGLE | Flags::POSSESSIVE) && !person
    }

    /// "Linda Park told", "Stan Deal, head of", "captain Phil Marsh": a given name before a surname that is a head word
    /// too, and it speaks or holds an office.
    fn person_with_head(&self, a: usize, b: usize) -> bool {
        if b != a + 2 || b >= self.doc.len() {
            return false;
        }
        let (gap, article) = (self.gap(b), self.small(b).has(Look::THE | Look::A));
        let office = |i: usize| i < self.doc.len() && self.title(i) == Some(true);
        // "captain Phil Marsh"
        let titled = a > 0
            && self.gap(a) == Gap::SPACE
            && !self.flags(a - 1).has(Flags::CAP | Flags::POSSESSIVE)
            && office(a - 1);
        (titled
            || gap == Gap::SPACE && self.says(b)
            || gap == (Gap::COMMA | Gap::SPACE) && office(b + usize::from(article)))
            && self.given(a)
            && !self.common(a)
            && self.surname(a + 1)
            && self.known(a).is_none_or(|k| k.sure[2] < 2)
    }

    /// "101st Airborne Division"
    fn ordinal_before(&self, i: usize) -> bool {
        i > 0
            && self.gap(i) == Gap::SPACE
            && self.flags(i - 1).has(Flags::DIGIT)
            && ["st", "nd", "rd", "th"].iter().any(|end| self.doc.word(i - 1).ends_with(end))
    }

    pub(super) fn of_at(&self, i: usize, b: usize) -> bool {
        i < b && self.small(i).has(Look::OF | Look::FOR | Look::ON)
    }

    /// Whether a linking word stands among these tokens.
    pub(super) fn has_link(&self, from: usize, to: usize) -> bool {
        (from..to).any(|k| self.small(k).has(Look::LINKS) || self.large_link(k))
    }

    /// "Day Against Homophobia": a linking word with a capital, where that is no matter of the place.
    pub(super) fn large_link(&self, i: usize) -> bool {
        let look = self.look(i);
        look.has(Look::OF | Look::FOR | Look::AGAINST)
            && !look.has(Look::START | Look::NOISY)
            && self.flags(i).has(Flags::CAP)
            && !self.flags(i).has(Flags::UPPER)
    }

    /// Drops lower-case words and bare heads' connectors at the end.
    pub(super) fn trim_end(&self, a: usize, mut b: usize) -> usize {
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

    pub(super) fn in_known(&self, a: usize, i: usize) -> bool {
        (a..=i).any(|k| self.known(k).is_some_and(|n| k + n.words > i))
    }
}
