//! The core gazetteer's files, compiled in. The suite checks this list against the manifest.

use super::Source;
use crate::packed::Aligned;

static COMPILED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../gazetteers/compiled/core.bin"));

/// What `cargo xtask compile` made of the [`sources`].
pub(super) fn compiled() -> &'static [u8] {
    &COMPILED.0
}

macro_rules! sources {
    ($($name:literal)*) => {
        vec![$(Source {
            file: concat!("gazetteers/entities/", $name).into(),
            text: include_str!(concat!("../../gazetteers/entities/", $name)).into(),
            trusted: true,
        }),*]
    };
}

pub(super) fn sources() -> Vec<Source> {
    sources![
        "cities.tsv" "companies.tsv" "countries.tsv" "features.tsv" "forces.tsv" "igos.tsv" "media.tsv" "names.tsv"
        "organizations.tsv" "others.tsv" "parties.tsv" "people.tsv" "peoples.tsv" "regions.tsv" "sports.tsv"
        "universities.tsv"
    ]
}
