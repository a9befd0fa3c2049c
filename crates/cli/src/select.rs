//! `--select`: which lists of a sheet are wanted.

use std::str::FromStr;

use copydesk::{FactSheet, Quantity};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Names of lists, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection(Vec<String>);

/// Lists of the sheet that hold records.
pub const LISTS: &[&str] = &[
    "zones",
    "sentences",
    "mentions",
    "entities",
    "quotes",
    "quantities",
    "times",
    "claims",
    "relations",
    "events",
    "warnings",
];

/// A further name: the quantities that say how many people were harmed.
const COUNTS: &str = "counts";

impl FromStr for Selection {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        let names: Vec<String> =
            s.split(',').map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
        match names.iter().find(|n| !LISTS.contains(&n.as_str()) && *n != COUNTS) {
            Some(n) => {
                Err(format!("no list is called `{n}`; there are {}, {COUNTS}", LISTS.join(", ")))
            }
            None if names.is_empty() => Err("expected names of lists".into()),
            None => Ok(Self(names)),
        }
    }
}

impl Selection {
    /// Whether the list is wanted.
    pub fn has(&self, list: &str) -> bool {
        self.0.iter().any(|n| n == list)
    }
}

/// A sheet of which only some lists are written: whole ones, so that records that point at others by index stay right.
/// `entities` are always among them. Of `counts` each record has its `index` among the quantities.
pub struct Selected<'a>(pub &'a FactSheet, pub Option<&'a Selection>);

#[derive(Serialize)]
struct Count<'a> {
    index: usize,
    #[serde(flatten)]
    quantity: &'a Quantity,
}

impl Serialize for Selected<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (sheet, Some(selection)) = (self.0, self.1) else {
            return self.0.serialize(serializer);
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &sheet.schema)?;
        map.serialize_entry("published", &sheet.published)?;
        map.serialize_entry("language", &sheet.language)?;
        map.serialize_entry("entities", &sheet.entities)?;
        macro_rules! lists {
            ($($name:ident)*) => {$(
                if selection.has(stringify!($name)) {
                    map.serialize_entry(stringify!($name), &sheet.$name)?;
                }
            )*};
        }
        lists! { zones sentences mentions quotes quantities times claims relations events warnings }
        if selection.has(COUNTS) {
            let counts = sheet.quantities.iter().enumerate().filter(|(_, q)| q.effect.is_some());
            let counts: Vec<_> =
                counts.map(|(index, quantity)| Count { index, quantity }).collect();
            map.serialize_entry(COUNTS, &counts)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        assert!("quotes, counts".parse::<Selection>().is_ok_and(|s| s.has("counts")));
        assert!("quotes,quote".parse::<Selection>().is_err_and(|e| e.contains("`quote`")));
        assert!(",".parse::<Selection>().is_err());
    }
}
