//! Reviewed corrections and additions, kept beside the generator.

pub const COUNTRIES: &str = include_str!("../../data/countries.tsv");
pub const REGIONS: &str = include_str!("../../data/regions.tsv");
pub const PLACES: &str = include_str!("../../data/places.tsv");
/// Additions in the product's own columns, in the order in which they apply.
pub const ENTITIES: [(&str, &str); 10] = [
    ("institutions.tsv", include_str!("../../data/entities/institutions.tsv")),
    ("world.tsv", include_str!("../../data/entities/world.tsv")),
    ("states.tsv", include_str!("../../data/entities/states.tsv")),
    ("sports.tsv", include_str!("../../data/entities/sports.tsv")),
    ("companies.tsv", include_str!("../../data/entities/companies.tsv")),
    ("press.tsv", include_str!("../../data/entities/press.tsv")),
    ("politics.tsv", include_str!("../../data/entities/politics.tsv")),
    ("bodies.tsv", include_str!("../../data/entities/bodies.tsv")),
    ("clubs.tsv", include_str!("../../data/entities/clubs.tsv")),
    ("people.tsv", include_str!("../../data/entities/people.tsv")),
];
pub const GEONAMES: &str = include_str!("../../data/geonames.tsv");
pub const COMMON_WORDS: &str = include_str!("../../data/common-words.txt");
