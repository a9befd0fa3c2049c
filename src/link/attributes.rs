//! What linking needs to know of each entry, read once.

use crate::gazetteer::{EntryIx, Gazetteer, Kind};

/// A country's two letters; 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub(super) struct Country(u16);

impl Country {
    pub fn new(code: &str) -> Self {
        match code.as_bytes() {
            [a, b] => Self(u16::from(*a) << 8 | u16::from(*b)),
            _ => Self(0),
        }
    }

    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// What the scores need of an entry.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Known {
    /// How salient the thing is, 0 to 1000.
    pub prior: u16,
    pub country: Country,
    /// Hash of the code of the region it lies in; of a region, its own.
    pub region: u32,
}

/// Reads an entry.
pub(super) fn known(gazetteer: &Gazetteer, e: EntryIx) -> Known {
    let entry = gazetteer.entry(e);
    let country = entry.country().map_or(Country::default(), Country::new);
    let prior = if entry.prior() == 0 { 100 } else { entry.prior() };
    let mut k = Known { prior, country, region: 0 };
    if !country.is_known() || !entry.kind().is_location() {
        return k;
    }
    // A region says its own code: "US-TX".
    let code = match entry.kind() {
        Kind::Country => None,
        Kind::Region => {
            let own = entry.attribute("iso").unwrap_or(entry.id());
            own.rsplit_once('-').map(|c| c.1)
        }
        _ => entry.attribute("admin1"),
    };
    if let Some(code) = code {
        let h = crate::fold::chain(u64::from(country.0), crate::fold::hash(code));
        k.region = (h as u32).max(1);
    }
    k
}
