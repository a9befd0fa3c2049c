//! The word lists that mentions are recognised by, compiled once.

use crate::{
    document::{Document, Flags},
    error::Error,
    fold,
    gazetteer::Kind,
    lang::{Class, ClassSet, LanguagePack, Lexicon, Row, WordId},
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
    /// Stands behind the name's own words.
    pub const AFTER: u16 = 64;

    pub fn has(self, bits: u16) -> bool {
        self.traits & bits != 0
    }
}

/// What a small word does between the parts of a name and around it; a set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Small(u16);

macro_rules! small {
    ($($name:ident $text:literal $bit:literal)*) => {
        impl Small {
            $(pub const $name: Small = Small(1 << $bit);)*

            fn named(text: &str) -> Option<Small> {
                match text {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

small! {
    OF "of" 0
    FOR "for" 1
    ON "on" 2
    AGAINST "against" 3
    AND "and" 4
    OR "or" 5
    THE "the" 6
    A "a" 7
    ONE "one" 8
    THIS "this" 9
    BE "be" 10
    WHO "who" 11
    LEADS "leads" 12
    ENDS "ends" 13
}

impl Small {
    /// What may stand within a name that a head word makes.
    pub const LINKS: Small =
        Small(Self::OF.0 | Self::FOR.0 | Self::ON.0 | Self::AGAINST.0 | Self::AND.0 | Self::THE.0);

    #[inline]
    pub fn has(self, any: Small) -> bool {
        self.0 & any.0 != 0
    }
}

impl std::ops::BitOr for Small {
    type Output = Small;
    fn bitor(self, o: Small) -> Small {
        Small(self.0 | o.0)
    }
}

/// What a cue says for person, organisation, place.
pub(super) type Weights = [i8; 3];

/// What may stand between a lower-case word and the capital of the name it opens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opener {
    pub hyphen: bool,
    pub space: bool,
}

pub(super) struct Tables {
    pub common: ClassSet,
    pub closed: Class,
    pub no_names: Class,
    pub modifiers: Class,
    pub honorifics: Class,
    pub roles: Class,
    pub particles: Class,
    pub given: Option<Class>,
    pub surnames: Option<Class>,
    pub sport: Class,
    pub lower_names: Class,
    /// "Ex-", "Anti-".
    pub prefixes: Class,
    /// "New", "San".
    pub place_openers: Class,
    pub the: WordId,
    pub articles: [WordId; 2],
    /// By word: what small word it is; the head word it is, organisations before places before events; the title
    /// word it is, and whether that shows a person by itself.
    small: Vec<Small>,
    head_words: Vec<Option<Head>>,
    title_words: Vec<Option<bool>>,
    openers: Class,
    opener_rows: Vec<Opener>,
    before: Class,
    after: Class,
    verbs: Class,
    suffixes: Class,
    heads: [Class; 3],
    /// Classes that any head word or phrase starts with.
    pub head_set: ClassSet,
    pub title_set: ClassSet,
    head_rows: [Vec<Head>; 3],
    suffix_rows: Vec<Kind>,
    before_rows: Vec<Weights>,
    after_rows: Vec<Weights>,
    verb_rows: Vec<Weights>,
    role_weak: Vec<bool>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let need = |name: &str| lexicon.require(name);
        let heads = [need("org-heads")?, need("place-heads")?, need("event-heads")?];
        let (roles, honorifics) = (need("roles")?, need("honorifics")?);
        let suffixes = need("org-suffixes")?;
        let (before, after, verbs) =
            (need("name-cues-before")?, need("name-cues-after")?, need("name-verbs")?);
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
        let head_rows = [
            lexicon.compile("org-heads", plain)?.1,
            lexicon.compile("place-heads", place)?.1,
            lexicon.compile("event-heads", plain)?.1,
        ];
        let role_weak = lexicon.compile("roles", |row| Ok(row.field(1) == "weak"))?.1;
        let mut head_words = vec![None; lexicon.len()];
        for (class, rows) in heads.iter().zip(&head_rows).rev() {
            for (word, e) in lexicon.members(*class).iter().rev() {
                head_words[word.0 as usize] = Some(rows[e.row as usize]);
            }
        }
        let strong: Vec<_> = role_weak.iter().map(|weak| Some(!weak)).collect();
        let mut title_words = lexicon.column(roles, &strong, None);
        for (word, _) in lexicon.members(honorifics) {
            title_words[word.0 as usize] = Some(true);
        }
        Ok(Self {
            head_words,
            title_words,
            common: ["common-words", "nouns", "adjectives", "adverbs", "verbs", "function-words"]
                .iter()
                .filter_map(|n| lexicon.class(n))
                .collect(),
            closed: need("closed-words")?,
            no_names: need("no-names")?,
            modifiers: need("org-modifiers")?,
            particles: need("name-particles")?,
            sport: need("sport-words")?,
            lower_names: need("lower-names")?,
            prefixes: need("hyphen-prefixes")?,
            place_openers: need("place-openers")?,
            the: lexicon.word(fold::hash("the")),
            articles: ["a", "an"].map(|w| lexicon.word(fold::hash(w))),
            small: small_words(lexicon)?,
            openers: need("name-openers")?,
            opener_rows: lexicon.compile("name-openers", opener)?.1,
            given: lexicon.class("given-names"),
            surnames: lexicon.class("surnames"),
            head_rows,
            suffix_rows: lexicon.compile("org-suffixes", |row| kind(row, 1))?.1,
            before_rows: lexicon.compile("name-cues-before", weights)?.1,
            after_rows: lexicon.compile("name-cues-after", weights)?.1,
            verb_rows: lexicon.compile("name-verbs", weights)?.1,
            role_weak,
            head_set: heads.into_iter().collect(),
            title_set: [roles, honorifics].into_iter().collect(),
            heads,
            roles,
            honorifics,
            suffixes,
            before,
            after,
            verbs,
        })
    }

    #[inline]
    pub fn small(&self, word: WordId) -> Small {
        self.small[word.0 as usize]
    }

    /// Whether a name may begin with token `i`, which is in lower case.
    #[inline]
    pub fn opener(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Option<Opener> {
        if !doc.marks(i).classes.has(self.openers) {
            return None;
        }
        let entry = lexicon.entry(doc.words()[i], self.openers)?;
        Some(self.opener_rows[entry.row as usize])
    }

    /// The head word or phrase at token `i`, at most `room` words long: the longest one, organisations
    /// before places before events.
    #[inline]
    pub fn head(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        i: usize,
        room: usize,
    ) -> Option<(usize, Head)> {
        if doc.marks(i).all().intersects(self.head_set) {
            self.longest_head(doc, lexicon, i, room)
        } else {
            None
        }
    }

    fn longest_head(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        i: usize,
        room: usize,
    ) -> Option<(usize, Head)> {
        let word = doc.words()[i];
        // Most are single words.
        if !doc.marks(i).starts.intersects(self.head_set) {
            return self.head_words[word.0 as usize].map(|h| (1, h));
        }
        let mut best: Option<(usize, Head)> = None;
        for (class, rows) in self.heads.iter().zip(&self.head_rows) {
            let Some((mut n, mut entry)) = doc.phrase(lexicon, i, *class) else { continue };
            if n > room {
                match lexicon.entry(word, *class) {
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
    #[inline]
    pub fn suffix(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Option<Kind> {
        if !doc.marks(i).classes.has(self.suffixes) {
            return None;
        }
        let entry = lexicon.entry(doc.words()[i], self.suffixes)?;
        Some(self.suffix_rows[entry.row as usize])
    }

    /// Whether token `i` is a word of a title, and whether that word shows a person by itself.
    #[inline]
    pub fn title(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Option<bool> {
        self.title_phrase(doc, lexicon, i).map(|t| t.1)
    }

    /// The title word or phrase at token `i`: its length, and whether it shows a person by itself.
    #[inline]
    pub fn title_phrase(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        i: usize,
    ) -> Option<(usize, bool)> {
        if doc.marks(i).all().intersects(self.title_set) {
            self.longest_title(doc, lexicon, i)
        } else {
            None
        }
    }

    fn longest_title(
        &self,
        doc: &Document<'_>,
        lexicon: &Lexicon,
        i: usize,
    ) -> Option<(usize, bool)> {
        let word = doc.words()[i];
        let marks = doc.marks(i);
        let starts = marks.starts.has(self.roles);
        // "MS", "SR" and the like are acronyms.
        if doc.tokens().flags(i).has(Flags::UPPER) && doc.word(i).len() < 4 {
            return None;
        }
        if starts && let Some((n, e)) = doc.phrase(lexicon, i, self.roles).filter(|p| p.0 > 1) {
            return Some((n, !self.role_weak[e.row as usize]));
        }
        self.title_words[word.0 as usize].map(|strong| (1, strong))
    }

    /// What the words before token `i`, from `low` on, say of it.
    pub fn before(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize, low: usize) -> Weights {
        for n in [3, 2, 1] {
            if i < low + n {
                continue;
            }
            let marks = doc.marks(i - n);
            let may = if n > 1 { &marks.starts } else { &marks.classes };
            if may.has(self.before)
                && let Some((m, e)) = lexicon.longest(&doc.words()[i - n..i], self.before)
                && m == n
            {
                return self.before_rows[e.row as usize];
            }
        }
        [0; 3]
    }

    /// Whether token `i` is a verb of saying.
    pub fn says(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> bool {
        doc.marks(i).classes.has(self.verbs)
            && lexicon
                .entry(doc.words()[i], self.verbs)
                .is_some_and(|e| self.verb_rows[e.row as usize][0] > 3)
    }

    /// What the words from token `i` on say of the name before it.
    pub fn after(&self, doc: &Document<'_>, lexicon: &Lexicon, i: usize) -> Weights {
        if let Some((_, e)) = doc.phrase(lexicon, i, self.after) {
            return self.after_rows[e.row as usize];
        }
        if !doc.marks(i).classes.has(self.verbs) {
            return [0; 3];
        }
        lexicon.entry(doc.words()[i], self.verbs).map_or([0; 3], |e| self.verb_rows[e.row as usize])
    }
}

fn small_words(lexicon: &Lexicon) -> Result<Vec<Small>, Error> {
    let (class, rows) = lexicon.compile("small-words", |row| {
        let mut all = Small::default();
        for use_ in row.field(1).split(',') {
            all = all | Small::named(use_).ok_or((2, format!("read the use `{use_}`")))?;
        }
        Ok(all)
    })?;
    let mut small = vec![Small::default(); lexicon.len()];
    for (row, bits) in lexicon.rows(class).iter().zip(rows) {
        small[lexicon.word(fold::hash(row.word())).0 as usize] = bits;
    }
    // What no list has is no small word.
    small[0] = Small::default();
    Ok(small)
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
            other => return Err((k + 1, format!("read the trait `{other}`"))),
        };
    }
    Ok(bits)
}

fn weights(row: &Row) -> Result<Weights, (usize, String)> {
    let mut w = [0; 3];
    for (k, w) in w.iter_mut().enumerate() {
        *w = row
            .field(k + 1)
            .parse()
            .map_err(|_| (k + 2, format!("read `{}`, expected a number", row.field(k + 1))))?;
    }
    Ok(w)
}
