//! Which names need evidence: common words, given names and surnames that are also places or firms.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use copydesk::Kind;

use super::{data, entity::Entity, table::Table, text::fold};

pub struct Ambiguity {
    /// English words that also stand as names.
    words: HashSet<String>,
    /// How common a given name or surname is, 0 to 3.
    given: HashMap<String, u8>,
    surnames: HashMap<String, u8>,
    /// Words of the English pack that are written in lower case as a rule.
    english: HashSet<String>,
}

/// The lists of the English pack with such words.
const ENGLISH: [&str; 6] = [
    include_str!("../../../../gazetteers/lang/en/words/nouns.tsv"),
    include_str!("../../../../gazetteers/lang/en/words/adjectives.tsv"),
    include_str!("../../../../gazetteers/lang/en/words/adverbs.tsv"),
    include_str!("../../../../gazetteers/lang/en/words/verbs.tsv"),
    include_str!("../../../../gazetteers/lang/en/words/common-words.tsv"),
    include_str!("../../../../gazetteers/lang/en/words/function-words.tsv"),
];
/// Of an organisation that is less prominent than this, and not known from the news, no common word is a name.
const MINOR: u16 = 400;

impl Ambiguity {
    pub fn read(dir: &Path) -> Result<Self, String> {
        let words = data::COMMON_WORDS.lines().filter(|l| !l.starts_with('#'));
        let words = words.flat_map(str::split_whitespace).map(str::to_owned).collect();
        let strength = |file: &str| -> Result<HashMap<String, u8>, String> {
            let mut map = HashMap::new();
            for row in Table::read(dir, file)?.rows() {
                let frequency = row.number("us_freq_pct");
                let countries = row.get("countries").split(',').filter(|c| !c.is_empty()).count();
                let grade = match (frequency, countries) {
                    (0.02.., _) => 3,
                    (0.004.., _) | (_, 6..) => 2,
                    _ => 1,
                };
                let old = map.entry(fold(row.get("name"))).or_insert(0);
                *old = grade.max(*old);
            }
            Ok(map)
        };
        let english = ENGLISH.iter().flat_map(|list| list.lines());
        let english = english.filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next());
        Ok(Self {
            words,
            given: strength("given_names.tsv")?,
            surnames: strength("surnames.tsv")?,
            english: english.map(fold).collect(),
        })
    }

    /// Takes common words from the names of a minor organisation: "City" is no short form of a holding company of the
    /// sources. Whether a name is left.
    pub fn shed(&self, e: &mut Entity) -> bool {
        let minor = e.kind.is_organization() && e.kind != Kind::Sports && e.prior < MINOR;
        if !minor {
            return true;
        }
        let common = |name: &str| {
            let shouted = name.chars().filter(|c| c.is_uppercase()).count() > 1;
            !shouted
                && !name.contains(' ')
                && (self.is_word(name) || self.english.contains(&fold(name)))
        };
        e.aliases.retain(|a| a.settled || !common(&a.text));
        if e.settled || !common(&e.name) {
            return true;
        }
        // "Enough" is the party whose name is Chega.
        let Some(own) = e.aliases.iter().position(|a| !a.context) else { return false };
        e.name = e.aliases.remove(own).text;
        true
    }

    pub fn is_word(&self, name: &str) -> bool {
        self.words.contains(&fold(name))
    }

    pub fn given(&self, name: &str) -> u8 {
        self.given.get(&fold(name)).copied().unwrap_or(0)
    }

    pub fn surname(&self, name: &str) -> u8 {
        self.surnames.get(&fold(name)).copied().unwrap_or(0)
    }

    /// Sets the flags and the aliases' need of context.
    pub fn mark(&self, e: &mut Entity) {
        let demands = |n: &str, e: &Entity| self.needs_context(n, e);
        if !e.flags.contains("plain") {
            if self.is_word(&e.name) && e.prior < 740 {
                e.flags.insert("ambiguous");
            } else if !e.settled && demands(&e.name, e) {
                e.flags.insert("needs_context");
            }
            let marks: Vec<bool> =
                e.aliases.iter().map(|a| !a.settled && demands(&a.text, e)).collect();
            e.aliases.iter_mut().zip(marks).for_each(|(a, m)| a.context |= m);
        }
        if e.is_place() && (self.given(&e.name) > 1 || self.surname(&e.name) > 1) {
            e.flags.insert("person_name");
        }
        // One weak name must not make a good one weak: the flag is about all names.
        if e.flags.contains("needs_context") && e.aliases.iter().any(|a| a.text.contains(' ')) {
            e.flags.remove("needs_context");
            e.flags.insert("name_needs_context");
        }
        e.flags.remove("plain");
    }

    fn needs_context(&self, name: &str, e: &Entity) -> bool {
        if name.contains(' ') || name.contains('-') {
            return self.is_word(name);
        }
        if self.is_word(name) && e.prior < 740 {
            return true;
        }
        let person = self.given(name).max(self.surname(name));
        match e.kind {
            Kind::Country | Kind::Continent => false,
            Kind::City => {
                person >= 2 && e.prior < 420 || person == 1 && e.prior < 230 && self.given(name) > 0
            }
            Kind::Region => person >= 2 && e.prior < 500,
            Kind::Person => person >= 1,
            Kind::Company => person >= 1 && e.prior < 560,
            Kind::Water | Kind::Landform | Kind::Facility => person >= 1 && e.prior < 560,
            Kind::Sports => true,
            _ => person >= 2 && e.prior < 560,
        }
    }
}

impl Entity {
    pub fn is_place(&self) -> bool {
        self.kind.is_location()
    }
}
