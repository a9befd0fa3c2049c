//! Organisations of all kinds.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use copydesk::Kind;

use super::{
    countries::Countries,
    entity::{Entities, Entity},
    table::{Row, Table},
    text::{fold, is_acronym, is_name, tidy},
};

/// Names that say what an organisation is but not whose.
const GENERIC: [&str; 40] = [
    "air",
    "force",
    "forces",
    "land",
    "ground",
    "naval",
    "navy",
    "army",
    "armed",
    "senate",
    "supreme",
    "court",
    "national",
    "assembly",
    "house",
    "of",
    "representatives",
    "deputies",
    "chamber",
    "constitutional",
    "high",
    "appeal",
    "parliament",
    "council",
    "coast",
    "guard",
    "police",
    "state",
    "federal",
    "the",
    "defense",
    "defence",
    "marines",
    "corps",
    "gendarmerie",
    "presidential",
    "republican",
    "border",
    "service",
    "people's",
];

pub fn read(dir: &Path, countries: &Countries, cities: &Entities) -> Result<Entities, String> {
    let reader = Reader { countries, cities, adjectives: adjectives(countries) };
    let mut out = Entities::default();
    for file in ["organisations_recent.tsv", "organisations.tsv"] {
        for row in Table::read(dir, file)?.rows() {
            reader.add(row, file.contains("recent"), &mut out);
        }
    }
    Ok(out)
}

struct Reader<'a> {
    countries: &'a Countries,
    cities: &'a Entities,
    adjectives: HashMap<String, String>,
}

/// The first demonym of each country: "Finnish" for FI.
fn adjectives(countries: &Countries) -> HashMap<String, String> {
    let list = countries.entities.list.iter().filter(|c| c.country.len() == 2);
    list.filter_map(|c| {
        let adjective = |d: &&String| {
            !d.ends_with("man")
                && ["ish", "an", "ese", "ian", "ch", "ic", "ek", "i", "ai"]
                    .iter()
                    .any(|e| d.ends_with(e))
        };
        let d = c.demonyms.iter().find(adjective).or(c.demonyms.first())?;
        Some((c.country.clone(), d.trim_end_matches('*').to_owned()))
    })
    .collect()
}

impl Reader<'_> {
    fn add(&self, row: Row, recent: bool, out: &mut Entities) {
        let source = row.get("source");
        let Some((kind, prior)) = kind(row.get("kind"), source, recent) else { return };
        let country = self.country(row.get("country"));
        let mut name = tidy(row.get("name"));
        // The Factbook lists one group under a name per country.
        let repeated = name.starts_with("Islamic State of Iraq and ash-Sham")
            || name.starts_with("Islamic State of ash-Sham");
        if !is_name(&name) || unwanted(&name, kind) || repeated {
            return;
        }
        let generic = fold(&name).split(' ').all(|w| GENERIC.contains(&w));
        if generic {
            let Some(adjective) = self.adjectives.get(&country) else { return };
            name = format!("{adjective} {name}");
        }
        // "We Are Peru of SP": the Factbook puts some short forms behind "of".
        let short =
            name.rsplit_once(" of ").map(|(stem, short)| (stem.to_owned(), short.to_owned()));
        let short = short.filter(|(_, short)| kind == Kind::Party && is_acronym(short));
        if let Some((stem, _)) = &short {
            name.clone_from(stem);
        }
        let mut e = Entity::new(kind, &name);
        if let Some((_, short)) = &short {
            e.alias(short);
        }
        e.country = country;
        e.prior = prior;
        e.id = Some(row.get("id")).filter(|id| id.starts_with('Q')).unwrap_or_default().into();
        let acronym = tidy(row.get("acronym"));
        if matches!(source, "nasdaq/nyse" | "sp500") {
            self.company(&mut e, &name);
        } else if acronym.chars().count() <= 12 && is_name(&acronym) {
            e.alias(&acronym);
        }
        for a in row.list("aliases") {
            self.alias(&mut e, a, generic);
        }
        if source == "ofac" {
            // Only what is known from elsewhere: this list also names charities and firms.
            let known = { e.names().flat_map(|n| out.find(n)).any(|o| o.kind == kind) };
            if !known {
                return;
            }
            e.aliases.retain(|a| !is_acronym(&a.text));
            e.country.clear();
        }
        out.merge(e, same);
    }

    fn country(&self, cell: &str) -> String {
        match cell {
            "" | "??" | "???" => String::new(),
            "England" | "Scotland" | "Wales" | "Northern Ireland" => "GB".into(),
            "Macedonia" => "MK".into(),
            "Latvija" => "LV".into(),
            c if c.len() == 2 => c.into(),
            c => self.countries.codes.get(&fold(c)).cloned().unwrap_or_default(),
        }
    }

    fn alias(&self, e: &mut Entity, alias: &str, generic: bool) {
        let a = tidy(alias);
        let bare = fold(&a).split(' ').all(|w| GENERIC.contains(&w));
        if bare
            || generic && is_acronym(&a)
            || alias.starts_with(char::is_lowercase) && !alias.contains(' ')
        {
            return;
        }
        let place =
            self.cities.find(&a).next().is_some() || self.countries.codes.contains_key(&fold(&a));
        if e.kind == Kind::Sports && (place || !a.contains(' ')) || place {
            e.weak_alias(&a);
        } else {
            e.alias(&a);
        }
    }

    /// "Rocky Brands, Inc." is called "Rocky Brands".
    fn company(&self, e: &mut Entity, name: &str) {
        let short = without_form(name);
        if short != name && short.len() > 2 {
            if short.contains(' ') { e.alias(&short) } else { e.weak_alias(&short) }
        }
    }
}

/// A company's name without its legal form.
pub fn without_form(name: &str) -> String {
    const FORMS: [&str; 21] = [
        "inc",
        "corp",
        "corporation",
        "ltd",
        "limited",
        "plc",
        "co",
        "company",
        "holdings",
        "holding",
        "group",
        "nv",
        "sa",
        "ag",
        "se",
        "lp",
        "llc",
        "trust",
        "incorporated",
        "the",
        "adr",
    ];
    let mut words: Vec<&str> = name.split(' ').collect();
    while words.len() > 1 {
        let last =
            words[words.len() - 1].trim_matches([',', '.', ' ']).to_lowercase().replace('.', "");
        if !FORMS.contains(&last.as_str()) {
            break;
        }
        words.pop();
    }
    words.join(" ").trim_end_matches([',', '.', ' ', '&']).to_owned()
}

fn kind(kind: &str, source: &str, recent: bool) -> Option<(Kind, u16)> {
    Some(match (kind, source) {
        ("igo", _) => (Kind::Igo, 560),
        ("militant", "ofac") => (Kind::ArmedGroup, 200),
        ("militant", _) => (Kind::ArmedGroup, if recent { 560 } else { 420 }),
        ("party", _) => (Kind::Party, if recent { 540 } else { 360 }),
        ("agency", _) => (Kind::Agency, if recent { 560 } else { 380 }),
        ("legislature", _) => (Kind::Agency, 420),
        ("court", _) => (Kind::Agency, 360),
        ("military", _) => (Kind::Military, if recent { 540 } else { 340 }),
        ("media", _) => (Kind::Media, 540),
        ("company", "nasdaq/nyse") => (Kind::Company, 220),
        ("company", "sp500") => (Kind::Company, 440),
        ("company", _) => (Kind::Company, 560),
        ("university", _) => (Kind::University, 280),
        ("sports", _) => (Kind::Sports, if recent { 500 } else { 260 }),
        ("think_tank_ngo" | "religious", _) => (Kind::Organization, 500),
        _ => return None,
    })
}

/// Shells, funds, and names in other languages that English text does not use.
fn unwanted(name: &str, kind: Kind) -> bool {
    let f = fold(name);
    let has = |words: &[&str]| f.split(' ').any(|w| words.contains(&w.trim_matches([',', '.'])));
    match kind {
        Kind::Company => has(&[
            "acquisition",
            "fund",
            "notes",
            "warrants",
            "etf",
            "trust",
            "spac",
            "municipal",
            "income",
        ]),
        Kind::University => {
            !has(&["university", "college", "institute", "polytechnic", "academy", "school"])
        }
        _ => name.len() < 2,
    }
}

fn same(a: &Entity, b: &Entity) -> bool {
    let country = a.country == b.country || a.country.is_empty() || b.country.is_empty();
    let kinds = a.kind == b.kind
        || matches!((a.kind, b.kind), (Kind::Organization, _) | (_, Kind::Organization))
        || matches!(
            (a.kind, b.kind),
            (Kind::ArmedGroup, Kind::Party | Kind::Military)
                | (Kind::Party | Kind::Military, Kind::ArmedGroup)
        )
        || matches!(
            (a.kind, b.kind),
            (Kind::Agency, Kind::Military) | (Kind::Military, Kind::Agency)
        );
    country && kinds
}

/// Acronyms that several organisations share are kept for the one that is clearly meant, and need context elsewhere.
pub fn settle_acronyms(list: &mut [Entity]) {
    let mut owners: HashMap<String, Vec<(u16, usize)>> = HashMap::new();
    for (k, e) in list.iter().enumerate() {
        for n in e.names().filter(|n| is_acronym(n)).map(fold).collect::<HashSet<_>>() {
            owners.entry(n).or_default().push((e.prior, k));
        }
    }
    for (k, e) in list.iter_mut().enumerate() {
        for a in e.aliases.iter_mut().filter(|a| is_acronym(&a.text)) {
            let shared = &owners[&fold(&a.text)];
            let rival = shared.iter().filter(|o| o.1 != k).map(|o| o.0).max();
            let letters = a.text.chars().filter(|c| c.is_alphabetic()).count();
            a.context |= letters <= 2 && e.prior < 800
                || letters == 3 && e.prior < 400
                || rival.is_some_and(|r| r + 150 > e.prior);
        }
    }
}
