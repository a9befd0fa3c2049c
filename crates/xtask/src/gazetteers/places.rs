//! Cities, provinces, waters, landforms, disputed areas and landmarks.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use copydesk::Kind;

use super::{
    countries::Countries,
    data,
    entity::{Entities, Entity},
    table::{Row, Table},
    text::{distance, fold, is_acronym, is_name, key, tidy},
};

/// The smallest population of a city that is kept, by country: lower where wars and crises make small places news.
fn threshold(country: &str) -> f64 {
    match country {
        "UA" | "PS" | "IL" | "LB" | "SY" => 1_500.0,
        "GE" | "AZ" | "AM" | "MD" | "XK" => 3_000.0,
        "RO" | "BA" | "RS" | "AF" | "TJ" | "KG" => 5_000.0,
        "RU" | "BY" | "IR" | "KZ" | "UZ" | "TM" => 8_000.0,
        _ => 15_000.0,
    }
}

/// Inhabitants of a country's listed cities, by ISO code.
pub fn city_population(dir: &Path) -> Result<HashMap<String, f64>, String> {
    let mut sum = HashMap::new();
    for row in Table::read(dir, "places.tsv")?.rows() {
        *sum.entry(row.get("country").to_owned()).or_default() += row.number("population");
    }
    Ok(sum)
}

pub struct Places {
    pub cities: Entities,
    /// Provinces, regions, waters, landforms and buildings.
    pub others: Entities,
}

pub fn read(dir: &Path, countries: &Countries) -> Result<Places, String> {
    let table = Table::read(dir, "places.tsv")?;
    let mut places = Places { cities: cities(&table, countries), others: Entities::default() };
    let city_names: HashSet<String> = places
        .cities
        .list
        .iter()
        .flat_map(|c| c.names().map(|n| format!("{} {}", c.country, fold(n))))
        .collect();
    provinces(&table, countries, &city_names, &mut places.others);
    for row in table.rows().filter(|r| r.get("source") == "naturalearth") {
        if let Some(e) = natural(row) {
            places.others.merge(e, |a, b| a.kind == b.kind);
        }
    }
    for row in table.rows().filter(|r| r.get("source") == "hand") {
        by_hand(row, countries, &mut places);
    }
    Ok(places)
}

fn cities(table: &Table, countries: &Countries) -> Entities {
    let patches = Table::parse(data::PLACES);
    let patches: HashMap<(String, &str), Row> =
        patches.rows().map(|r| ((fold(r.get("name")), r.get("country")), r)).collect();
    let mut out = Entities::default();
    let mut patched = HashSet::new();
    let mut rows: Vec<Row> = table.rows().filter(|r| r.get("source") == "geonames").collect();
    rows.sort_by(|a, b| b.number("population").total_cmp(&a.number("population")));
    for row in rows {
        let country = row.get("country");
        let name = tidy(row.get("name"));
        let at = (fold(&name), country);
        // The patch is meant for the largest city of that name.
        let patch = patches.get(&at).copied().filter(|_| patched.insert(at));
        if row.number("population") < threshold(country) && patch.is_none() || !is_name(&name) {
            continue;
        }
        out.push(city(row, name, patch, countries));
    }
    out
}

fn city(row: Row, name: String, patch: Option<Row>, countries: &Countries) -> Entity {
    let (country, people) = (row.get("country"), row.number("population"));
    let patched = |column| patch.map_or("", |p: Row| p.get(column));
    let mut e = Entity::new(
        Kind::City,
        if patched("rename").is_empty() { &name } else { patched("rename") },
    );
    e.alias(&name);
    e.id = match (patched("id"), row.get("qid"), row.get("geonames_id")) {
        ("", "", geonames) => format!("geonames:{geonames}"),
        ("", qid, _) => qid.into(),
        (id, ..) => id.into(),
    };
    e.country = country.into();
    let limit = match people {
        1e6.. => 6,
        1e5.. => 3,
        _ => 1,
    };
    spellings(&name, row, limit).iter().for_each(|n| e.alias(n));
    patched("aliases").split('|').filter(|n| !n.is_empty()).for_each(|n| e.alias(n));
    e.demonyms = patched("demonyms").split(',').filter(|d| !d.is_empty()).map(Into::into).collect();
    e.prior = ((people.max(1_000.0).log10() - 3.0) * 130.0) as u16;
    let capitals = countries.capitals.get(country);
    if capitals.is_some_and(|c| e.names().any(|n| c.contains(&fold(n)))) && people > 2_000.0 {
        e.prior += 200;
        e.set("feature", "PPLC");
    }
    e.set("pop", (people as u64).to_string());
    e.set("geonames", row.get("geonames_id"));
    e.set("admin1", admin_code(country, row.get("admin1")));
    position(&mut e, row);
    e
}

fn position(e: &mut Entity, row: Row) {
    if !row.get("lat").is_empty() {
        e.set("lat", format!("{:.2}", row.number("lat")));
        e.set("lon", format!("{:.2}", row.number("lon")));
    }
}

/// Other spellings that stand close to the name. The sources mix in transcriptions of transcriptions and
/// airport codes; real exonyms come from the reviewed list.
fn spellings<'r>(name: &str, row: Row<'r>, limit: usize) -> Vec<&'r str> {
    let plain = key(name);
    let mut seen = HashSet::from([plain.clone()]);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for n in row.list("alternate_names") {
        let k = key(n);
        if !is_name(n) || is_acronym(n) || k.len() < 5 || n.starts_with(char::is_lowercase) {
            continue;
        }
        let most = 1 + plain.len() / 6;
        let d = distance(&plain, &k, most);
        let same_start = plain.chars().next() == k.chars().next();
        if d <= most
            && same_start
            && n.split(' ').count() <= name.split(' ').count()
            && seen.insert(k)
        {
            found.push((d, n));
        }
    }
    found.sort();
    found.into_iter().take(limit).map(|f| f.1).collect()
}

/// A province code that readers know; other countries' numbers say nothing.
fn admin_code(country: &str, code: &str) -> &'static str {
    const CANADA: [(&str, &str); 13] = [
        ("01", "AB"),
        ("02", "BC"),
        ("03", "MB"),
        ("04", "NB"),
        ("05", "NL"),
        ("07", "NS"),
        ("08", "ON"),
        ("09", "PE"),
        ("10", "QC"),
        ("11", "SK"),
        ("12", "YT"),
        ("13", "NT"),
        ("14", "NU"),
    ];
    const AUSTRALIA: [(&str, &str); 8] = [
        ("01", "ACT"),
        ("02", "NSW"),
        ("03", "NT"),
        ("04", "QLD"),
        ("05", "SA"),
        ("06", "TAS"),
        ("07", "VIC"),
        ("08", "WA"),
    ];
    const STATES: &str = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV \
        NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY";
    let of = |list: &[(&str, &'static str)]| list.iter().find(|p| p.0 == code).map_or("", |p| p.1);
    match country {
        "CA" => of(&CANADA),
        "AU" => of(&AUSTRALIA),
        "US" => STATES.split_whitespace().find(|s| *s == code).unwrap_or_default(),
        _ => "",
    }
}

const DIVISIONS: [&str; 15] = [
    "Oblast",
    "Province",
    "Governorate",
    "County",
    "Prefecture",
    "Region",
    "Department",
    "District",
    "Krai",
    "Republic",
    "State",
    "Parish",
    "Canton",
    "Municipality",
    "Okrug",
];

/// Countries whose provinces have had other numbers in ISO 3166-2, so that a row holds the names of two of them; and
/// whether its first name is the one that has the number today.
const RENUMBERED: [(&str, bool); 2] = [("IR", false), ("KE", true)];

fn provinces(table: &Table, countries: &Countries, cities: &HashSet<String>, out: &mut Entities) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (iso, qid, name) in &countries.provinces {
        let mut e = province("UA", name, cities);
        e.id = qid.clone();
        seen.insert(iso.clone(), out.push(e));
    }
    let rank = |r: &Row| ["cldr", "ourairports"].iter().position(|s| *s == r.get("source"));
    let mut rows: Vec<Row> = table
        .rows()
        .filter(|r| r.get("feature_class").starts_with("A.admin") && rank(r).is_some())
        .collect();
    rows.sort_by_key(rank);
    for row in rows {
        let country = row.get("country");
        let renumbered = RENUMBERED.iter().find(|r| r.0 == country).map(|r| r.1);
        let code = format!("{country}-{}", row.get("admin1"));
        let local = |n: &str| ["oblysy", "shchyna", "chyna"].iter().any(|e| n.ends_with(e));
        if local(row.get("name")) && country == "KZ" {
            continue;
        }
        let full =
            row.list("alternate_names").find(|n| DIVISIONS.iter().any(|d| tidy(n).ends_with(d)));
        let full = full.filter(|n| !n.contains('('));
        let division = full.and_then(|n| n.rsplit_once(' ')).map_or("", |n| n.1);
        let name = match full {
            Some(_) if renumbered == Some(true) && row.get("name").ends_with(division) => {
                tidy(row.get("name"))
            }
            Some(_) if renumbered == Some(true) => tidy(&format!("{} {division}", row.get("name"))),
            _ => tidy(full.unwrap_or(row.get("name"))),
        };
        let own_city = cities.contains(&format!("{country} {}", fold(&name)));
        // "Kyiv (city)", "Hamburg": the city stands for itself.
        if !is_name(&name) || own_city && country != "US" {
            continue;
        }
        let mut e = province(country, &name, cities);
        e.id = format!("iso:{code}");
        if !local(row.get("name")) && renumbered.is_none() {
            bare(&mut e, row.get("name"), cities);
        }
        let others = row.list("alternate_names").filter(|n| !n.contains('(') && n.len() > 3);
        others.filter(|_| renumbered.is_none()).for_each(|n| bare(&mut e, n, cities));
        if row.get("admin1").is_empty() {
            e.id.clear();
        }
        match seen.get(&code) {
            Some(k) if !row.get("admin1").is_empty() => {
                let known = &mut out.list[*k];
                e.name = known.name.clone();
                known.absorb(e);
            }
            _ => {
                let k = out.merge(e, |a, b| a.kind == b.kind && a.country == b.country);
                seen.insert(code, k);
            }
        }
    }
}

/// A province with the usual forms of its name: "Kursk Oblast", "Kursk region", and "Kursk" where no city has it.
fn province(country: &str, name: &str, cities: &HashSet<String>) -> Entity {
    let mut e = Entity::new(Kind::Region, name);
    e.country = country.into();
    e.set("feature", "ADM1");
    e.prior = match country {
        "US" => 640,
        "GB" | "CA" | "AU" | "IN" | "CN" | "RU" | "UA" | "DE" | "SY" | "IQ" | "AF" | "PK"
        | "MX" | "BR" => 470,
        "FR" | "ES" | "IT" | "IR" | "TR" | "JP" | "NG" | "ET" | "SD" | "CD" | "YE" | "LB" => 430,
        _ => 330,
    };
    if let Some((short, division)) = name.rsplit_once(' ').filter(|p| DIVISIONS.contains(&p.1)) {
        bare(&mut e, short, cities);
        let others: &[&str] = match division {
            "Oblast" | "Krai" => &["region", "province"],
            "Governorate" => &["province", "governorate"],
            "Province" | "Region" | "State" => &["province", "region", "state"],
            _ => &[],
        };
        for o in others.iter().filter(|o| !o.eq_ignore_ascii_case(division)).take(1) {
            e.alias(&format!("{short} {o}"));
        }
    }
    e
}

/// A province's name without its class word, weak where a city of the country has it.
fn bare(e: &mut Entity, name: &str, cities: &HashSet<String>) {
    if cities.contains(&format!("{} {}", e.country, fold(&tidy(name)))) {
        e.weak_alias(name);
    } else {
        e.alias(name);
    }
}

/// Natural Earth's seas, rivers, lakes and mountains.
fn natural(row: Row) -> Option<Entity> {
    let (_, class) = row.get("feature_class").split_once('.')?;
    // The middle of a lake that a river runs through has the river's name.
    let class = if class == "lake_centerline" { "river" } else { class };
    let name = tidy(row.get("name"));
    let cut = name.starts_with("R. ");
    if !is_name(&name) || name.contains(['/', ',']) || name.split(' ').count() > 5 || cut {
        return None;
    }
    let has = |words: &[&str]| {
        let f = fold(&name);
        f.split(' ').any(|w| words.contains(&w))
    };
    let (kind, prior, full) = match class {
        "ocean" => (Kind::Water, 600, name.clone()),
        "sea" => (Kind::Water, 560, name.clone()),
        "gulf" | "bay" | "strait" | "channel" | "sound" | "fjord" => {
            (Kind::Water, 480, name.clone())
        }
        "river" if has(&["river", "canal", "creek", "rio", "riviere"]) => {
            (Kind::Water, 360, name.clone())
        }
        "river" => (Kind::Water, 340, format!("{name} River")),
        "lake" | "alkaline_lake" | "reservoir" | "lagoon" => {
            let named = [
                "lake",
                "lac",
                "lago",
                "laguna",
                "lagoon",
                "reservoir",
                "see",
                "sea",
                "loch",
                "lough",
                "ozero",
            ];
            let full = if has(&named) { name.clone() } else { format!("Lake {name}") };
            (Kind::Water, 300, full)
        }
        "island" | "island_group" => (Kind::Landform, 400, name.clone()),
        "cape" | "plateau" | "pass" | "plain" | "depression" | "waterfall" => {
            (Kind::Landform, 260, name.clone())
        }
        "mountain" => {
            let named = [
                "mount",
                "mt",
                "mt.",
                "peak",
                "mountain",
                "mountains",
                "pico",
                "mont",
                "monte",
                "volcano",
                "cerro",
            ];
            // A bare word is more often something else.
            if !has(&named) && !name.contains(' ') {
                (Kind::Landform, 240, format!("Mount {name}"))
            } else {
                (Kind::Landform, 260, name.clone())
            }
        }
        _ => return None,
    };
    let mut e = Entity::new(kind, &full);
    e.set("feature", class);
    if full != name {
        if class == "river" && !name.contains(' ') {
            e.alias(&name);
        } else {
            e.weak_alias(&name);
        }
        if class == "river" {
            e.alias(&format!("River {name}"));
        }
    }
    e.prior = prior;
    Some(e)
}

/// Reviewed places of the sources: into the row they mean, or new.
fn by_hand(row: Row, countries: &Countries, places: &mut Places) {
    let (class, feature) = row.get("feature_class").split_once('.').unwrap_or_default();
    let kind = match class {
        "P" => Kind::City,
        "H" => Kind::Water,
        "T" => Kind::Landform,
        "S" => Kind::Facility,
        _ if matches!(feature, "corridor" | "line" | "place") => Kind::Landform,
        _ => Kind::Region,
    };
    let mut e = Entity::new(kind, row.get("name"));
    if !is_name(&e.name) || e.name.len() < 4 {
        return;
    }
    for n in row.list("alternate_names") {
        let lower = n.chars().filter(|c| c.is_uppercase()).count() == 0;
        let generic = kind == Kind::City
            && [" region", " oblast", " crossing", "naval base"].iter().any(|g| n.ends_with(g));
        if !lower && !generic {
            if is_acronym(n) && n.len() < 4 { e.weak_alias(n) } else { e.alias(n) }
        }
    }
    e.country = row.get("country").into();
    e.prior = match kind {
        Kind::City => 380,
        Kind::Region => 500,
        Kind::Facility => 480,
        _ => 460,
    };
    e.set("feature", feature);
    position(&mut e, row);
    let place = |x: &Entity| matches!(x.kind, Kind::Region | Kind::Country | Kind::Continent);
    let near = |a: &Entity, b: &Entity| {
        a.country == b.country || a.country.is_empty() || b.country.is_empty()
    };
    let names: Vec<String> = e.names().map(fold).collect();
    let known = |x: &Entity| x.names().any(|n| names.contains(&fold(n)));
    if kind == Kind::Region && countries.entities.list.iter().any(|c| place(c) && known(c)) {
        return;
    }
    match kind {
        Kind::City => {
            e.attributes.remove("feature");
            let name = fold(&e.name);
            let cities = &mut places.cities;
            let mut here = cities.list.iter().enumerate().filter(|c| c.1.country == e.country);
            let exact = here.clone().find(|c| c.1.names().any(|n| fold(n) == name));
            match exact.or_else(|| here.find(|c| known(c.1))).map(|c| c.0) {
                Some(k) => cities.list[k].absorb(e),
                None => drop(cities.push(e)),
            }
        }
        _ => drop(places.others.merge(e, |a, b| a.kind == b.kind && near(a, b))),
    }
}
