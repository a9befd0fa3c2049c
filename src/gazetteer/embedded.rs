//! The core gazetteer's files, compiled in. The suite checks this list against the manifest.

use super::Source;

macro_rules! sources {
    ($($name:literal)*) => {
        vec![$(Source {
            file: concat!("gazetteers/entities/", $name).into(),
            text: include_str!(concat!("../../gazetteers/entities/", $name)).into(),
        }),*]
    };
}

pub(super) fn sources() -> Vec<Source> {
    sources!["countries.tsv"]
}
