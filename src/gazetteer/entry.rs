//! What a gazetteer knows about one thing, and entries that a caller makes.

use super::{
    EntityId, EntryIx, Gazetteer, Kind,
    raw::{self, Facts, RawEntry},
};

/// What a gazetteer knows about one thing.
#[derive(Clone, Copy)]
pub struct Entry<'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) ix: EntryIx,
}

/// What a sheet tells of an entry.
pub(crate) struct Card<'g> {
    pub id: &'g str,
    pub kind: Kind,
    pub name: &'g str,
    pub country: Option<&'static str>,
    /// Whether it has a Wikidata id beside its own.
    pub has_wikidata: bool,
}

/// What decides between the readings of a name, without a look at texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sense {
    /// The two letters of the country it is, lies in or belongs to; 0 is none.
    pub country: u16,
    /// Hash of the region that a place lies in, of a region its own, of a team its sport; 0 is none.
    pub region: u32,
    /// Number of words of a place's canonical name.
    pub name_words: usize,
}

impl<'g> Entry<'g> {
    fn raw(self) -> RawEntry {
        self.gazetteer.raw(self.ix)
    }

    #[inline]
    fn facts(self) -> Facts {
        self.gazetteer.facts(self.ix)
    }

    fn column(self, k: usize) -> &'g str {
        self.raw().column(&self.gazetteer.0.sources, k)
    }

    /// What a sheet tells of it.
    #[inline]
    pub(crate) fn card(self) -> Card<'g> {
        let (raw, sources) = (self.raw(), &self.gazetteer.0.sources);
        Card {
            id: raw.id(sources),
            kind: raw.facts.kind,
            name: raw.column(sources, raw::NAME),
            country: country(raw.facts.country),
            has_wikidata: raw.facts.has(Facts::WIKIDATA),
        }
    }

    /// The thing's id.
    #[must_use]
    pub fn id(self) -> &'g str {
        self.raw().id(&self.gazetteer.0.sources)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.facts().kind
    }

    /// Its canonical name.
    #[must_use]
    pub fn name(self) -> &'g str {
        self.column(raw::NAME)
    }

    /// Its other names.
    pub fn aliases(self) -> impl Iterator<Item = &'g str> {
        let cell = self.column(raw::ALIASES);
        cell.split('|').map(|a| a.trim_end_matches('*')).filter(|a| !a.is_empty())
    }

    /// The names that are taken without further evidence.
    pub fn sure_names(self) -> impl Iterator<Item = &'g str> {
        let facts = self.facts();
        let own = Facts::CONTEXT | Facts::NAME_CONTEXT | Facts::LABEL;
        let name = Some(self.name()).filter(|_| !facts.has(own));
        let aliases = self.column(raw::ALIASES).split('|').filter(|a| !a.ends_with('*'));
        name.into_iter()
            .chain(aliases.filter(|a| !a.is_empty()))
            .filter(move |_| !facts.has(Facts::CONTEXT))
    }

    /// Where it was read: the file's name and the line, from 1.
    #[must_use]
    pub fn position(self) -> (&'g str, usize) {
        self.raw().position(&self.gazetteer.0.sources)
    }

    /// Names of its people: "Tajik", "Tajiks".
    pub fn demonyms(self) -> impl Iterator<Item = &'g str> {
        let list = self.attribute("demonyms").unwrap_or_default();
        list.split(',').map(|d| d.trim_end_matches('*')).filter(|d| !d.is_empty())
    }

    /// The value of `key` among its attributes (`key=value;key=value`).
    #[must_use]
    pub fn attribute(self, key: &str) -> Option<&'g str> {
        let mut rest = self.column(raw::ATTRIBUTES);
        loop {
            let end = memchr::memchr(b';', rest.as_bytes()).unwrap_or(rest.len());
            let value = rest[..end].strip_prefix(key).and_then(|v| v.strip_prefix('='));
            if value.is_some() || end == rest.len() {
                return value;
            }
            rest = &rest[end + 1..];
        }
    }

    /// What decides between the readings of a name.
    #[inline]
    pub(crate) fn sense(self) -> Sense {
        let facts = self.facts();
        Sense {
            country: u16::from_be_bytes(facts.country),
            region: facts.region(),
            name_words: facts.name_words(),
        }
    }

    /// Its Wikidata id, where its own id is another.
    pub(crate) fn wikidata(self) -> Option<&'g str> {
        if !self.facts().has(Facts::WIKIDATA) {
            return None;
        }
        // It is one of the last of what may be many.
        let mut rest = self.column(raw::ATTRIBUTES);
        loop {
            let start = memchr::memrchr(b';', rest.as_bytes());
            let value = rest[start.map_or(0, |at| at + 1)..].strip_prefix("wikidata=");
            if value.is_some() {
                return value;
            }
            rest = &rest[..start?];
        }
    }

    /// Whether it is a country's capital.
    pub(crate) fn is_capital(self) -> bool {
        self.facts().has(Facts::CAPITAL)
    }

    /// Its flags: `ambiguous`, `needs_context`, …
    pub fn flags(self) -> impl Iterator<Item = &'g str> {
        self.column(raw::FLAGS).split('|').filter(|f| !f.is_empty())
    }

    /// ISO 3166-1 code of the country it is, lies in or belongs to.
    #[must_use]
    pub fn country(self) -> Option<&'static str> {
        country(self.facts().country)
    }

    /// How likely it is meant, seen over all news: 0 (unknown) to 1000.
    #[must_use]
    pub fn prior(self) -> u16 {
        self.facts().prior
    }

    /// Number of inhabitants.
    #[must_use]
    pub fn population(self) -> Option<u64> {
        self.attribute("pop")?.parse().ok()
    }

    /// Latitude and longitude in degrees.
    #[must_use]
    pub fn coordinates(self) -> Option<(f32, f32)> {
        Some((self.attribute("lat")?.parse().ok()?, self.attribute("lon")?.parse().ok()?))
    }

    /// A person's sex as sources give it: `m`, `f`.
    pub(crate) fn gender(self) -> Option<char> {
        self.facts().gender()
    }
}

/// A code as text; `None` for what is no code.
#[inline]
fn country(code: [u8; 2]) -> Option<&'static str> {
    let [a, b] = code.map(|letter| usize::from(letter.wrapping_sub(b'A')));
    let at = (a * 26 + b) * 2;
    CODES.get(at..at + 2)
}

/// Every pair of capital letters.
static CODES: &str = {
    const LETTERS: [u8; 26 * 26 * 2] = {
        let mut letters = [0; 26 * 26 * 2];
        let mut k = 0;
        while k < 26 * 26 {
            letters[k * 2] = b'A' + (k / 26) as u8;
            letters[k * 2 + 1] = b'A' + (k % 26) as u8;
            k += 1;
        }
        letters
    };
    match std::str::from_utf8(&LETTERS) {
        Ok(codes) => codes,
        Err(_) => panic!("letters"),
    }
};

impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.id(), self.kind(), self.name())
    }
}

/// An entry to put into a gazetteer with [`Gazetteer::from_entries`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NewEntry {
    /// The thing's id.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its canonical name.
    pub name: String,
    /// Other names. A `*` at the end: only to be taken with evidence.
    pub aliases: Vec<String>,
    /// Names of its people.
    pub demonyms: Vec<String>,
    /// Further attributes: key and value.
    pub attributes: Vec<(String, String)>,
    /// Its names are only to be taken with evidence.
    pub needs_context: bool,
}

impl NewEntry {
    /// An entry with one name.
    #[must_use]
    pub fn new(id: &str, kind: Kind, name: &str) -> Self {
        Self {
            id: id.into(),
            kind,
            name: name.into(),
            aliases: Vec::new(),
            demonyms: Vec::new(),
            attributes: Vec::new(),
            needs_context: false,
        }
    }

    /// Adds another name.
    #[must_use]
    pub fn alias(mut self, name: &str) -> Self {
        self.aliases.push(name.into());
        self
    }

    /// Adds a name of its people: "Tajik".
    #[must_use]
    pub fn demonym(mut self, name: &str) -> Self {
        self.demonyms.push(name.into());
        self
    }

    /// Adds an attribute: `prior`, `born`, `capital`, …
    #[must_use]
    pub fn attribute(mut self, key: &str, value: &str) -> Self {
        self.attributes.push((key.into(), value.into()));
        self
    }

    /// Says which country it lies in or belongs to, as ISO 3166-1 code.
    #[must_use]
    pub fn country(self, code: &str) -> Self {
        self.attribute("country", code)
    }

    /// Says that its names are also ordinary words or names of others.
    #[must_use]
    pub fn needs_context(mut self) -> Self {
        self.needs_context = true;
        self
    }

    /// The row, or what is wrong with it.
    pub(super) fn row(&self) -> Result<String, String> {
        let blank = |s: &str| s.trim_end_matches('*').trim().is_empty();
        let bad = |s: &str, also: &[char]| s.contains(['\t', '\n', '\r']) || s.contains(also);
        let names = std::iter::once(&self.name).chain(&self.aliases);
        if self.id.0.is_empty() || bad(&self.id.0, &[]) {
            return Err(format!(
                "read the id `{}`, expected one without tabs and line breaks",
                self.id
            ));
        }
        for n in names {
            if blank(n) || bad(n, &['|']) {
                return Err(format!(
                    "read the name `{n}`, expected one without tabs, line breaks and `|`"
                ));
            }
        }
        for d in &self.demonyms {
            if blank(d) || bad(d, &[',', ';']) {
                return Err(format!(
                    "read the demonym `{d}`, expected one without tabs, line breaks, `,` and `;`"
                ));
            }
        }
        let mut attributes = Vec::new();
        for (key, value) in &self.attributes {
            if key.is_empty() || bad(key, &['=', ';']) || bad(value, &[';']) {
                return Err(format!(
                    "read the attribute `{key}={value}`, expected no tab, line break or `;`"
                ));
            }
            attributes.push(format!("{key}={value}"));
        }
        if !self.demonyms.is_empty() {
            attributes.push(format!("demonyms={}", self.demonyms.join(",")));
        }
        let flags = if self.needs_context { "needs_context" } else { "" };
        let (id, kind, name) = (&self.id, self.kind, &self.name);
        Ok(format!(
            "{id}\t{kind}\t{name}\t{}\t{}\t{flags}\n",
            self.aliases.join("|"),
            attributes.join(";")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_codes_of_two_capitals() {
        let make = |code: &str| {
            Gazetteer::from_entries([NewEntry::new("x:1", Kind::City, "Place").country(code)])
        };
        for code in ["AA", "DE", "ZZ"] {
            let g = make(code).expect("a code");
            assert_eq!(g.get(&"x:1".into()).and_then(Entry::country), Some(code));
        }
        let g = Gazetteer::from_entries([NewEntry::new("x:1", Kind::City, "Place")]);
        assert_eq!(g.expect("no code").get(&"x:1".into()).and_then(Entry::country), None);
        for code in ["de", "D", "DEU", "D1", "Ä"] {
            assert!(make(code).is_err(), "{code}");
        }
    }
}
