//! Reviewed corrections and additions, kept beside the generator.

pub const COUNTRIES: &str = include_str!("../../data/countries.tsv");
pub const REGIONS: &str = include_str!("../../data/regions.tsv");
pub const PLACES: &str = include_str!("../../data/places.tsv");
pub const ENTITIES: &str = include_str!("../../data/entities.tsv");
pub const COMMON_WORDS: &str = include_str!("../../data/common-words.txt");
