//! Countries, territories, former and unrecognised states, and regions of several countries.

use std::{collections::HashMap, path::Path};

use copydesk::Kind;

use super::{
    data,
    entity::{Entities, Entity},
    table::{Row, Table},
    text::{fold, is_latin, is_name, tidy},
};

/// Countries and regions, and what other files need to know of countries.
pub struct Countries {
    pub entities: Entities,
    /// ISO code by folded name, for sources that write names.
    pub codes: HashMap<String, String>,
    /// Folded capital names by ISO code.
    pub capitals: HashMap<String, Vec<String>>,
    /// Oblast rows, which the places take: (ISO 3166-2 code, Wikidata id, name).
    pub provinces: Vec<(String, String, String)>,
}

pub fn read(dir: &Path, population: &HashMap<String, f64>) -> Result<Countries, String> {
    let table = Table::read(dir, "countries.tsv")?;
    let patches = Table::parse(data::COUNTRIES);
    let patches: HashMap<&str, Row> = patches.rows().map(|r| (r.get("iso2"), r)).collect();
    let mut out = Countries {
        entities: Entities::default(),
        codes: HashMap::new(),
        capitals: HashMap::new(),
        provinces: Vec::new(),
    };
    for row in table.rows() {
        let iso = row.get("iso2");
        if iso.starts_with("UA-") && iso[3..].parse::<u8>().is_ok() {
            out.provinces.push((iso.into(), row.get("qid").into(), tidy(row.get("name"))));
            continue;
        }
        let patch = patches.get(iso).copied();
        if patch.is_some_and(|p| p.get("id") == "drop") {
            continue;
        }
        let e = country(row, patch, population);
        if iso.len() == 2 {
            for n in e.names() {
                out.codes.entry(fold(n)).or_insert_with(|| iso.into());
            }
            out.codes.insert(fold(&e.name), iso.into());
            let capital = e.attributes.get("capital");
            out.capitals.insert(iso.into(), capital.iter().map(|c| fold(c)).collect());
        }
        out.entities.push(e);
    }
    regions(dir, &mut out.entities)?;
    Ok(out)
}

fn country(row: Row, patch: Option<Row>, population: &HashMap<String, f64>) -> Entity {
    let iso = row.get("iso2");
    let patched = |column| patch.map_or("", |p: Row| p.get(column));
    let kind = match (patched("kind"), row.get("kind")) {
        ("region", _) | ("", "territory") => Kind::Region,
        _ => Kind::Country,
    };
    let name = Some(patched("name")).filter(|n| !n.is_empty()).unwrap_or(row.get("name"));
    let mut e = Entity::new(kind, &name.replace('&', "and").replace("St. ", "Saint "));
    e.id = match (patched("id"), row.get("qid")) {
        ("", "") => format!("iso:{iso}"),
        ("", qid) => qid.into(),
        (id, _) => id.into(),
    };
    let drop: Vec<String> = patched("drop").split('|').map(fold).collect();
    let unwanted = |n: &str| n.contains([',', '/']) || drop.contains(&fold(&tidy(n)));
    let columns =
        ["name", "official_names", "aliases", "abbreviations", "former_names", "local_names"];
    for (column, n) in columns.iter().flat_map(|c| row.list(c).map(move |n| (c, n))) {
        let short = tidy(n).chars().filter(|c| c.is_alphabetic()).count() < 4;
        // Two and three capitals are taken from the reviewed list only.
        if unwanted(n) || short || shouting(n) || *column == "local_names" && n.contains(' ') {
            continue;
        }
        if *column == "former_names" { e.weak_alias(n) } else { e.alias(n) }
    }
    if row.get("name").contains('&') || row.get("name").starts_with("St. ") {
        e.alias(&row.get("name").replace("St. ", "St "));
    }
    patched("add").split('|').filter(|n| !n.is_empty()).for_each(|n| e.alias(n));
    let bad: Vec<&str> = patched("drop_demonyms").split('|').collect();
    let added = patched("demonyms").split(',');
    for d in added.chain(row.list("demonym_nouns")).chain(row.list("adjectives")) {
        let d = d.trim();
        if is_name(d) && !bad.contains(&d) && !d.contains(['(', '/', ',']) && !d.ends_with("'s") {
            e.demonyms.push(d.into());
        }
    }
    if iso.len() == 2 {
        e.country = iso.into();
    }
    e.set("iso3", row.get("iso3"));
    e.set("geonames", row.get("geonames_id"));
    if let Some(c) = row.list("capital").map(tidy).find(|c| !c.is_empty()) {
        e.set("capital", c.split(',').next().unwrap_or_default());
    }
    let people = population.get(iso).copied().unwrap_or(0.0);
    let size = ((people.max(1.0).log10() - 4.0) * 45.0).clamp(0.0, 200.0) as u16;
    e.prior = match (kind, row.get("kind")) {
        (Kind::Region, "territory") => 550 + size / 2,
        (Kind::Region, _) => 700,
        (_, "country") => 760 + size,
        _ => 620,
    };
    e
}

/// A name in capitals throughout, as some registers write it.
fn shouting(name: &str) -> bool {
    name.contains(' ') && !name.chars().any(char::is_lowercase) && is_latin(name)
}

fn regions(dir: &Path, entities: &mut Entities) -> Result<(), String> {
    let patches = Table::parse(data::REGIONS);
    let patched: Vec<String> = patches.rows().map(|r| fold(r.get("name"))).collect();
    for row in patches.rows() {
        let kind = row.get("kind").parse().unwrap_or(Kind::Region);
        let mut e = Entity::new(kind, row.get("name"));
        e.id = row.get("id").into();
        row.list("aliases").for_each(|n| e.alias(n));
        e.demonyms =
            row.get("demonyms").split(',').filter(|d| !d.is_empty()).map(Into::into).collect();
        e.country = row.get("country").into();
        e.prior = row.number("prior") as u16;
        entities.push(e);
    }
    for row in Table::read(dir, "regions.tsv")?.rows() {
        let name = row.get("name");
        let known = row.list("aliases").chain([name]).any(|n| patched.contains(&fold(n)));
        let skip = matches!(row.get("m49"), "001" | "EU" | "EZ" | "UN" | "QO" | "057" | "017");
        if known || skip || !is_name(name) || entities.find(name).next().is_some() {
            continue;
        }
        let mut e = Entity::new(Kind::Region, name);
        row.list("aliases").for_each(|n| e.weak_alias(n));
        e.prior = 450;
        entities.push(e);
    }
    Ok(())
}
