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

#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Known {
    /// How salient the thing is, 0 to 1000.
    pub prior: u16,
    pub country: Country,
    /// Hash of the code of the region it lies in; of a region, its own.
    pub region: u32,
}

/// One row for each entry of a gazetteer.
pub(super) struct Attributes {
    rows: Vec<Known>,
}

impl Attributes {
    pub fn new(gazetteer: &Gazetteer) -> Self {
        let rows = (0..gazetteer.len() as u32).map(|k| known(gazetteer, EntryIx(k))).collect();
        Self { rows }
    }

    pub fn get(&self, e: EntryIx) -> Known {
        self.rows[e.0 as usize]
    }
}

fn known(gazetteer: &Gazetteer, e: EntryIx) -> Known {
    let entry = gazetteer.entry(e);
    let mut k = Known { prior: 100, ..Known::default() };
    let mut admin1 = "";
    for (key, value) in entry.attributes() {
        match key {
            "prior" => k.prior = value.parse().unwrap_or(k.prior),
            "country" => k.country = Country::new(value),
            "admin1" => admin1 = value,
            _ => {}
        }
    }
    if entry.kind() == Kind::Region {
        // iso:US-TX
        if let Some((_, code)) = entry.id().rsplit_once('-') {
            admin1 = code;
        }
        if let Some((_, code)) = entry.attribute("code").and_then(|c| c.rsplit_once('-')) {
            admin1 = code;
        }
    }
    if !admin1.is_empty() && k.country.is_known() {
        k.region = region(k.country, admin1);
    }
    k
}

fn region(country: Country, code: &str) -> u32 {
    let h = crate::fold::chain(u64::from(country.0), crate::fold::hash(code));
    (h as u32).max(1)
}
