//! Counts of people harmed.

use std::ops::Range;

use super::{
    Amount, Quantity,
    scan::{Item, Scan},
};
use crate::{
    error::Error,
    lang::{Class, LanguagePack},
    text::Text,
};

pub(crate) struct Tables {
    pub changes: Class,
}
impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self { changes: pack.lexicon().require("change-verbs")? })
    }
}

pub(super) fn sentence(
    scan: &Scan<'_, '_>,
    _range: Range<usize>,
    items: &[Item],
    list: &mut Vec<Quantity>,
) {
    for x in items {
        if x.weak {
            continue;
        }
        list.push(record(scan, x));
    }
}

fn record(scan: &Scan<'_, '_>, x: &Item) -> Quantity {
    Quantity {
        span: x.phrase_span,
        number: Some(x.span),
        text: x.phrase_span.of(scan.doc.text()).into(),
        kind: x.kind,
        amount: Amount { low: x.low, high: x.high, approximate: x.approximate },
        unit: x.unit.clone(),
        effect: None,
        victims: None,
        implied: false,
        negated: false,
        hypothetical: false,
        of: None,
        place: None,
        time: None,
        by: None,
        zone: scan.doc.zone_of(x.tokens.start).kind,
        rule: Text::from_static(x.rule),
    }
}
