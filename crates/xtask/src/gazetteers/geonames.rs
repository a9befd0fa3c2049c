//! Places go by their GeoNames number where one is known; the id of another source becomes an attribute.

use std::collections::{HashMap, HashSet};

use super::{data, entity::Entity, table::Table};

/// Changes the ids of places in place.
pub fn adopt(rows: &mut [Entity]) {
    let table = Table::parse(data::GEONAMES);
    let listed: HashMap<&str, &str> =
        table.rows().map(|r| (r.get("id"), r.get("number"))).collect();
    let mut taken: HashSet<String> = rows.iter().map(|e| e.id.clone()).collect();
    for e in rows.iter_mut().filter(|e| e.kind.is_location()) {
        let own = e.attributes.remove("geonames");
        let Some(number) = listed.get(e.id.as_str()).map(|n| (*n).to_owned()).or(own) else {
            continue;
        };
        let id = format!("geonames:{number}");
        if number.is_empty() || e.id == id || !taken.insert(id.clone()) {
            continue;
        }
        let old = std::mem::replace(&mut e.id, id);
        match old.split_once(':') {
            Some(("iso", code)) => e.set("iso", code),
            None => e.set("wikidata", old),
            _ => {}
        }
    }
}
