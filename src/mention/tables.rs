//! The word lists that mentions are recognised by, compiled once.

use super::bits::Look;
use crate::{
    document::{Document, Flags},
    error::Error,
    fold,
    gazetteer::Kind,
    lang::{Class, LanguagePack, Lexicon, Row, WordId},
};

/// What a head word makes of the name it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub kind: Kind,
    /// A bit set of `HEAD_*`.
    pub traits: u16,
}

impl Head {
    pub const OF: u16 = 1;
    pub const WEAK: u16 = 2;
    pub const STATE: u16 = 4;
    pub const ALONE: u16 = 8;
    pub const FIRST: u16 = 16;
    pub const CUE: u16 = 32;
    /// Of a military unit, when an ordinal stands before it.
    pub const UNIT: u16 = 128;
    /// Ends a name only, and only behind a word that is no ordinary one: "Havas Media".
    pub const OWN: u16 = 256;
    /// Stands behind the name's own words.
    pub const AFTER: u16 = 64;

    pub fn has(self, bits: u16) -> bool {
        self.traits & bits != 0
    }
}

/// What a cue says for person, organisation, place, other.
pub(super) type Weights = [i8; 4];

/// What may stand between a lower-case word and the capital of the name it opens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opener {
    pub hyphen: bool,
    pub space: bool,
}

/// The columns of words under construction.
struct Words<'a> {
    lexicon: &'a Lexicon,
    looks: Vec<Look>,
    detail_at: Vec<u32>,
    details: Vec<Detail>,
}

impl Words<'_> {
    fn mark(&mut self, class: Class, bit: u64) {
        for (word, _) in self.lexicon.members(class) {
            self.looks[word.0 as usize].0 |= bit;
        }
    }

    /// The details of a word, which get this bit.
    fn of(&mut self, word: WordId, bit: u64) -> &mut Detail {
        self.looks[word.0 as usize].0 |= bit;
        let at = &mut self.detail_at[word.0 as usize];
        if *at == 0 {
            *at = self.details.len() as u32;
            self.details.push(Detail::default());
        }
        &mut self.details[*at as usize]
    }

    fn detail<T: Copy>(&mut self, class: Class, rows: &[T], bit: u64, set: fn(&mut Detail, T)) {
        // Of two rows that list a word, the first counts.
        for (word, entry) in self.lexicon.members(class).iter().rev() {
            set(self.of(*word, bit), rows[entry.row as usize]);
        }
    }

    fn phrases(&mut self, class: Class, bit: u64, set: fn(&mut Detail) -> &mut Seconds) {
        for (word, rest) in self.lexicon.phrases(class) {
            set(self.of(word, bit)).0 |= rest.first().map_or(0, |second| Seconds::bit(*second));
        }
    }

    fn small(&mut self) -> Result<(), Error> {
        let (class, rows) = self.lexicon.compile("small-words", |row| {
            row.field(1).split(',').try_fold(0, |all, name| {
                Ok(all | Look::named(name).ok_or((2, format!("read the use `{name}`")))?)
            })
        })?;
        let small = self.lexicon.rows(class).map(Row::word).zip(rows);
        let articles = [("the", Look::DEFINITE), ("a", Look::INDEFINITE), ("an", Look::INDEFINITE)];
        for (word, bits) in small.chain(articles) {
            self.looks[self.lexicon.word(fold::hash(word)).0 as usize].0 |= bits;
        }
        // What no list has is no small word.
        self.looks[0] = Look::default();
        Ok(())
    }
}

/// The words that may follow a word in the phrases of some class: a set that may hold others, too. Most words that begin
/// a phrase of a list stand before a word that none goes on with, and one bit tells.
#[derive(Clone, Copy, Default)]
struct Seconds(u32);

impl Seconds {
    #[inline]
    fn bit(word: WordId) -> u32 {
        1 << (word.0.wrapping_mul(0x9E37_79B1) >> 27)
    }

    #[inline]
    fn has(self, word: Option<&WordId>) -> bool {
        self.0 != 0 && word.is_some_and(|w| self.0 & Self::bit(*w) != 0)
    }
}

/// What the lists say of a word that stands in one of them.
#[derive(Clone, Copy, Default)]
struct Detail {
    /// The head word it is: organisations before places before events.
    head: Option<Head>,
    /// A word of a title, and whether that shows a person by itself.
    title: Option<bool>,
    suffix: Option<Kind>,
    opener: Option<Opener>,
    before: Option<Weights>,
    after: Option<Weights>,
    verb: Option<Weights>,
    /// What goes on with it in head phrases, titles and cues.
    heads: Seconds,
    titles: Seconds,
    befores: Seconds,
    afters: Seconds,
}

pub(super) struct Tables {
    /// By word.
    looks: Vec<Look>,
    /// By word, index into `details`; most words have the first, which says nothing.
    detail_at: Vec<u32>,
    details: Vec<Detail>,
    roles: Class,
    before: Class,
    after: Class,
    heads: [Class; 3],
    head_rows: [Vec<Head>; 3],
    before_rows: Vec<Weights>,
    after_rows: Vec<Weights>,
    role_weak: Vec<bool>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let need = |name: &str| lexicon.require(name);
        let (roles, honorifics) = (need("roles")?, need("honorifics")?);
        let place = |row: &Row| {
            let side = match row.field(2) {
                "after" => Head::AFTER,
                "before" => Head::FIRST,
                "both" => Head::AFTER | Head::FIRST,
                "of" => Head::FIRST | Head::OF,
                other => return Err((3, format!("read the side `{other}`"))),
            };
            Ok(Head { kind: kind(row, 1)?, traits: side | traits(row, 3)? })
        };
        let plain =
            |row: &Row| Ok(Head { kind: kind(row, 1)?, traits: Head::AFTER | traits(row, 2)? });
        let (orgs, org_rows) = lexicon.compile("org-heads", plain)?;
        let (places, place_rows) = lexicon.compile("place-heads", place)?;
        let (events, event_rows) = lexicon.compile("event-heads", plain)?;
        let (openers, opener_rows) = lexicon.compile("name-openers", opener)?;
        let (suffixes, suffix_rows) = lexicon.compile("org-suffixes", |row| kind(row, 1))?;
        let (before, before_rows) = lexicon.compile("name-cues-before", weights)?;
        let (after, after_rows) = lexicon.compile("name-cues-after", weights)?;
        let (verbs, verb_rows) = lexicon.compile("name-verbs", weights)?;
        let role_weak = lexicon.compile("roles", |row| Ok(row.field(1) == "weak"))?.1;

        let mut words = Words {
            lexicon,
            looks: vec![Look::default(); lexicon.len()],
            detail_at: vec![0; lexicon.len()],
            details: vec![Detail::default()],
        };
        for (class, bit) in [
            (need("closed-words")?, Look::CLOSED),
            (need("no-names")?, Look::NO_NAME),
            (need("org-modifiers")?, Look::MODIFIER),
            (need("name-particles")?, Look::PARTICLE),
            (need("sport-words")?, Look::SPORT),
            (need("lower-names")?, Look::LOWER_NAME),
            (need("hyphen-prefixes")?, Look::PREFIX),
            (need("place-openers")?, Look::PLACE_OPENER),
            (need("name-syllables")?, Look::SYLLABLE),
            (roles, Look::ROLE),
            (honorifics, Look::HONORIFIC),
        ] {
            words.mark(class, bit);
        }
        let (teams, uses) = lexicon.compile("team-cues", |row| {
            Ok(match row.field(1) {
                "before" => Look::PLAYS_BEFORE,
                "after" => Look::PLAYS_AFTER,
                "both" => Look::PLAYS_BEFORE | Look::PLAYS_AFTER,
                _ => 0,
            })
        })?;
        for (word, entry) in lexicon.members(teams) {
            words.looks[word.0 as usize].0 |= uses[entry.row as usize];
        }
        lexicon.lower_case().for_each(|class| words.mark(class, Look::LISTED));
        for (name, bit) in [("given-names", Look::LISTED_GIVEN), ("surnames", Look::LISTED_SURNAME)]
        {
            lexicon.class(name).into_iter().for_each(|class| words.mark(class, bit));
        }
        let (heads, head_rows) = ([orgs, places, events], [org_rows, place_rows, event_rows]);
        for (class, rows) in heads.iter().zip(&head_rows).rev() {
            words.detail(*class, rows, Look::HEAD, |d, head| d.head = Some(head));
            words.phrases(*class, Look::HEAD, |d| &mut d.heads);
        }
        words.detail(roles, &role_weak, Look::TITLE, |d, weak| d.title = Some(!weak));
        words.phrases(roles, Look::TITLE, |d| &mut d.titles);
        let strong = vec![true; lexicon.rows(honorifics).len()];
        words.detail(honorifics, &strong, Look::TITLE, |d, strong| d.title = Some(strong));
        words.detail(suffixes, &suffix_rows, Look::SUFFIX, |d, kind| d.suffix = Some(kind));
        words.detail(openers, &opener_rows, Look::OPENER, |d, opener| d.opener = Some(opener));
        words.detail(before, &before_rows, Look::BEFORE, |d, weights| d.before = Some(weights));
        words.phrases(before, Look::BEFORE_LONG, |d| &mut d.befores);
        words.detail(verbs, &verb_rows, Look::VERB, |d, weights| d.verb = Some(weights));
        words.detail(after, &after_rows, Look::AFTER, |d, weights| d.after = Some(weights));
        words.phrases(after, Look::AFTER, |d| &mut d.afters);
        words.small()?;
        Ok(Self {
            looks: words.looks,
            detail_at: words.detail_at,
            details: words.details,
            roles,
            before,
            after,
            heads,
            head_rows,
            before_rows,
            after_rows,
            role_weak,
        })
    }

    /// What the lists say of a word.
    #[inline]
    pub fn look(&self, word: WordId) -> Look {
        self.looks[word.0 as usize]
    }

    #[inline]
    fn detail_of(&self, doc: &Document<'_>, i: usize) -> &Detail {
        &self.details[self.detail_at[doc.words()[i].0 as usize] as usize]
    }

    /// How a name may begin with token `i`, which is in lower case.
    pub fn opener(&self, doc: &Document<'_>, i: usize) -> Option<Opener> {
        self.detail_of(doc, i).opener
    }

    /// The head word or phrase at token `i`, at most `room` words long: the longest one, organisations
    /// before places before events.
    pub fn head(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        i: usize,
        room: usize,
    ) -> Option<(usize, Head)> {
        let detail = self.detail_of(doc, i);
        if detail.heads.has(doc.words().get(i + 1)) {
            self.longest_head(doc, lexicon, i, room)
        } else {
            detail.head.map(|h| (1, h))
        }
    }

    #[inline(never)]
    fn longest_head(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        i: usize,
        room: usize,
    ) -> Option<(usize, Head)> {
        let mut best: Option<(usize, Head)> = None;
        for (class, rows) in self.heads.iter().zip(&self.head_rows) {
            let Some((mut n, mut entry)) = doc.phrase(lexicon, i, *class) else { continue };
            if n > room {
                match lexicon.entry(doc.words()[i], *class) {
                    Some(e) => (n, entry) = (1, e),
                    None => continue,
                }
            }
            if best.is_none_or(|(m, _)| n > m) {
                best = Some((n, rows[entry.row as usize]));
            }
        }
        best
    }

    /// The kind that a legal form or like ending gives.
    pub fn suffix(&self, doc: &Document<'_>, i: usize) -> Option<Kind> {
        self.detail_of(doc, i).suffix
    }

    /// The title word or phrase at token `i`: its length, and whether it shows a person by itself.
    pub fn title(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Option<(usize, bool)> {
        // "MS", "SR" and the like are acronyms.
        if doc.tokens().flags(i).has(Flags::UPPER) && doc.word(i).len() < 4 {
            return None;
        }
        let detail = self.detail_of(doc, i);
        if detail.titles.has(doc.words().get(i + 1))
            && let Some((n, e)) = doc.phrase(lexicon, i, self.roles).filter(|p| p.0 > 1)
        {
            return Some((n, !self.role_weak[e.row as usize]));
        }
        detail.title.map(|strong| (1, strong))
    }

    /// What a cue that is just token `i` says of the name behind it.
    pub fn before(&self, doc: &Document<'_>, i: usize) -> Weights {
        self.detail_of(doc, i).before.unwrap_or_default()
    }

    /// What a cue that is just these tokens says of the name behind them.
    pub fn before_long(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        cue: std::ops::Range<usize>,
    ) -> Option<Weights> {
        let words = &doc.words()[cue.clone()];
        if !self.detail_of(doc, cue.start).befores.has(words.get(1)) {
            return None;
        }
        let (n, e) = lexicon.longest(words, self.before)?;
        (n == words.len()).then(|| self.before_rows[e.row as usize])
    }

    /// Whether token `i` is a verb of saying.
    pub fn says(&self, doc: &Document<'_>, i: usize) -> bool {
        self.detail_of(doc, i).verb.is_some_and(|w| w[0] > 3)
    }

    /// What the words from token `i` on say of the name before it.
    pub fn after(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Weights {
        let detail = self.detail_of(doc, i);
        if detail.afters.has(doc.words().get(i + 1))
            && let Some((_, e)) = doc.phrase(lexicon, i, self.after)
        {
            return self.after_rows[e.row as usize];
        }
        detail.after.or(detail.verb).unwrap_or_default()
    }
}

fn opener(row: &Row) -> Result<Opener, (usize, String)> {
    match row.field(1) {
        "hyphen" => Ok(Opener { hyphen: true, space: false }),
        "space" => Ok(Opener { hyphen: false, space: true }),
        "both" => Ok(Opener { hyphen: true, space: true }),
        other => Err((2, format!("read `{other}`, expected hyphen, space or both"))),
    }
}

fn kind(row: &Row, k: usize) -> Result<Kind, (usize, String)> {
    row.field(k).parse().map_err(|()| (k + 1, format!("read the kind `{}`", row.field(k))))
}

fn traits(row: &Row, k: usize) -> Result<u16, (usize, String)> {
    let mut bits = 0;
    for t in row.field(k).split(',').filter(|t| !t.is_empty()) {
        bits |= match t {
            "of" => Head::OF,
            "weak" => Head::WEAK,
            "state" => Head::STATE,
            "alone" => Head::ALONE,
            "first" => Head::FIRST,
            "cue" => Head::CUE,
            "unit" => Head::UNIT,
            "own" => Head::OWN,
            other => return Err((k + 1, format!("read the trait `{other}`"))),
        };
    }
    Ok(bits)
}

fn weights(row: &Row) -> Result<Weights, (usize, String)> {
    let mut w = Weights::default();
    let other = usize::from(!row.field(4).is_empty());
    for (k, w) in w[..3 + other].iter_mut().enumerate() {
        *w = row
            .field(k + 1)
            .parse()
            .map_err(|_| (k + 2, format!("read `{}`, expected a number", row.field(k + 1))))?;
    }
    Ok(w)
}
