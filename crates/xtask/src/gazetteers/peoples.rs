//! Peoples, religions and political currents. Nationalities are demonyms of their countries.

use std::{collections::HashSet, path::Path};

use copydesk::Kind;

use super::{
    countries::Countries,
    entity::{Entities, Entity},
    table::Table,
    text::{fold, is_name, tidy},
};

pub fn read(dir: &Path, countries: &Countries) -> Result<Entities, String> {
    let taken: HashSet<String> = countries
        .entities
        .list
        .iter()
        .flat_map(|c| {
            c.names().map(fold).chain(c.demonyms.iter().map(|d| fold(d))).collect::<Vec<_>>()
        })
        .collect();
    let mut out = Entities::default();
    let table = Table::read(dir, "norp.tsv")?;
    for row in table.rows() {
        let kind = match row.get("kind") {
            "religion" => Kind::Religion,
            "ethnic" => Kind::EthnicGroup,
            "political" => Kind::Ideology,
            _ => continue,
        };
        let factbook = row.get("source").starts_with("factbook");
        let (term, lemma) = (tidy(row.get("term")), tidy(row.get("lemma")));
        let lower = term.starts_with(char::is_lowercase);
        let noisy = factbook
            && (term.contains(' ')
                || term.contains('/')
                || term.len() < 4
                || kind == Kind::Religion);
        if !is_name(&term) || lower || noisy || taken.contains(&fold(&term)) {
            continue;
        }
        let name = if is_name(&lemma) { &lemma } else { &term };
        let mut e = Entity::new(kind, name);
        e.alias(&term);
        let plural = format!("{name}s");
        if kind != Kind::Ideology
            && !name.ends_with(['s', 'x', 'h', 'e', 'i'])
            && !name.ends_with("ish")
            && !factbook
        {
            e.alias(&plural);
        }
        e.prior = if factbook { 150 } else { 420 };
        out.merge(e, |a, b| a.kind == b.kind);
    }
    // Short lemmas ("Jew", "Kurd") do not merge by name alone.
    let mut list: Vec<Entity> = Vec::new();
    for e in out.list {
        match list.iter_mut().find(|o| o.kind == e.kind && fold(&o.name) == fold(&e.name)) {
            Some(o) => o.absorb(e),
            None => list.push(e),
        }
    }
    let mut out = Entities::default();
    for e in list {
        out.push(e);
    }
    Ok(out)
}
