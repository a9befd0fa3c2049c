//! What stands between double quotation marks.

use bumpalo::{Bump, collections::Vec};

use crate::{
    document::{Document, Gap},
    pick::pick,
};

/// The quotations of a text, in order: first token, and the first one behind.
pub(super) struct Quotations<'b>(Vec<'b, (u32, u32)>);

impl<'b> Quotations<'b> {
    pub fn find(doc: &Document<'_>, bump: &'b Bump) -> Self {
        let mut list = Self(Vec::with_capacity_in(16, bump));
        let mut open = None;
        let marked = doc.tokens().all_marked().iter().map(|i| *i as usize);
        let quoted = pick(marked, bump, |i| doc.tokens().gap(i).has(Gap::QUOTE));
        for i in quoted.iter().copied().filter(|i| *i < doc.len()) {
            list.mark(doc, i, &mut open);
        }
        list.0.extend(open);
        list
    }

    /// Reads the quotation marks before token `i`. A quotation ends with its zone at the latest: `open` is where one
    /// began, and its zone's end.
    fn mark(&mut self, doc: &Document<'_>, i: usize, open: &mut Option<(u32, u32)>) {
        if let Some(past) = open.take_if(|o| o.1 <= i as u32) {
            self.0.push(past);
        }
        let mut inside = open.is_some();
        for c in doc.tokens().gap_span(i, doc.text()).of(doc.text()).chars() {
            match c {
                '“' | '„' | '«' => inside = true,
                '”' | '»' => inside = false,
                '"' => inside = !inside,
                _ => {}
            }
        }
        match *open {
            None if inside => *open = Some((i as u32, doc.zone_of(i).tokens.end)),
            Some((start, _)) if !inside => {
                self.0.push((start, i as u32));
                *open = None;
            }
            _ => {}
        }
    }

    /// Whether token `i` stands in one of them.
    #[inline]
    pub fn hold(&self, i: usize) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let k = self.0.partition_point(|q| q.1 as usize <= i);
        self.0.get(k).is_some_and(|q| q.0 as usize <= i)
    }
}
