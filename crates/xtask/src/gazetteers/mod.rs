//! `xtask gazetteers [DIR]`: makes `gazetteers/entities/*.tsv` and their manifest from source tables.
//!
//! Each kind of source has a file here. All of them make [`entity::Entity`] rows; a thing that several
//! sources name is merged into one row, and the result is sorted, so that a change reads well in a diff.

mod ambiguity;
mod countries;
mod data;
mod entity;
mod geonames;
mod hand;
mod manifest;
mod names;
mod offices;
mod organisations;
mod people;
mod peoples;
mod places;
mod romanise;
mod table;
pub mod text;

use std::{collections::HashSet, fs, path::Path};

use copydesk::Kind;
use entity::{Entities, Entity};

const HEADER: &str = "id\tkind\tname\taliases\tattributes\tflags\n";

/// `gazetteers [DIR]`: exit code 0, or 1 after a message.
pub fn run(args: &[String]) -> i32 {
    let dir = args.first().map_or("../shared/gazetteer-sources", String::as_str);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match make(Path::new(dir), &root.join("gazetteers/entities")) {
        Ok(()) => 0,
        Err(message) => {
            eprintln!("{message}");
            1
        }
    }
}

/// Reads the sources in `dir` and writes into `out`.
fn make(dir: &Path, out: &Path) -> Result<(), String> {
    let population = places::city_population(dir)?;
    let countries = countries::read(dir, &population)?;
    let places = places::read(dir, &countries)?;
    let organisations = organisations::read(dir, &countries, &places.cities)?;
    let people = people::read(dir, &population)?;
    let peoples = peoples::read(dir, &countries)?;
    let ambiguity = ambiguity::Ambiguity::read(dir)?;

    let all = [countries.entities, places.cities, places.others, organisations, people, peoples];
    let mut taken = HashSet::new();
    let all = hand::apply(all)?;
    let mut rows: Vec<Entity> =
        all.into_iter().flat_map(|e| Entities::finish(e, &mut taken)).collect();
    rows.retain_mut(|e| ambiguity.shed(e));
    rows.iter_mut().for_each(|e| ambiguity.mark(e));
    organisations::settle_acronyms(&mut rows);
    geonames::adopt(&mut rows);
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    for file in manifest::FILES {
        let list: Vec<&Entity> = rows.iter().filter(|e| file_of(e.kind) == file.name).collect();
        let mut text = String::from(HEADER);
        for e in &list {
            text += &e.line();
            text.push('\n');
        }
        let path = out.join(format!("{}.tsv", file.name));
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        println!("{:>7} {}", list.len(), path.display());
    }
    let names = names::read(dir, &ambiguity)?;
    let path = out.join("names.tsv");
    fs::write(&path, format!("{}{}\n", names::HEADER, names.join("\n")))
        .map_err(|e| format!("{}: {e}", path.display()))?;
    manifest::write(out, &rows, names.len(), file_of)
}

fn file_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Country | Kind::Continent => "countries",
        Kind::Region => "regions",
        Kind::City => "cities",
        Kind::Water | Kind::Landform | Kind::Facility => "features",
        Kind::Person => "people",
        Kind::Igo => "igos",
        Kind::Party => "parties",
        Kind::ArmedGroup | Kind::Military => "forces",
        Kind::Media => "media",
        Kind::Company => "companies",
        Kind::Agency | Kind::Organization => "organizations",
        Kind::University => "universities",
        Kind::Sports => "sports",
        Kind::Religion | Kind::EthnicGroup | Kind::Ideology | Kind::Nationality => "peoples",
        _ => "others",
    }
}
