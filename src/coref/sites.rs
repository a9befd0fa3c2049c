//! Where the passes have something to look at: role nouns, nouns that stand for a name, pronouns, quotations.

use bumpalo::{Bump, collections::Vec};

use super::tables::{Site, Tables};
use crate::document::{Document, Gap};

/// Tokens, in order.
pub(super) struct Sites<'b> {
    pub roles: Vec<'b, u32>,
    pub nouns: Vec<'b, u32>,
    pub pronouns: Vec<'b, u32>,
    /// What stands between double quotation marks: first token, and the first one behind.
    quotations: Vec<'b, (u32, u32)>,
}

impl<'b> Sites<'b> {
    /// One walk over the words, and one over the marks between them.
    #[inline(never)]
    pub fn find(doc: &Document<'_>, tables: &Tables, bump: &'b Bump) -> Self {
        let room = doc.len() / 16 + 8;
        let list = || Vec::with_capacity_in(room, bump);
        let mut sites =
            Self { roles: list(), nouns: list(), pronouns: list(), quotations: Vec::new_in(bump) };
        for (i, word) in doc.words().iter().enumerate() {
            let site = tables.site(*word);
            if site != 0 {
                let i = i as u32;
                if site & Site::ROLE != 0 {
                    sites.roles.push(i);
                }
                if site & Site::NOUN != 0 {
                    sites.nouns.push(i);
                }
                if site & Site::PRONOUN != 0 {
                    sites.pronouns.push(i);
                }
            }
        }
        let mut open = None;
        for i in doc.tokens().marked(0..doc.len()).iter().map(|i| *i as usize) {
            if doc.tokens().gap(i).has(Gap::QUOTE) {
                sites.mark(doc, i, &mut open);
            }
        }
        sites.quotations.extend(open);
        sites
    }

    /// Reads the quotation marks before token `i`. A quotation ends with its zone at the latest: `open` is where one
    /// began, and its zone's end.
    fn mark(&mut self, doc: &Document<'_>, i: usize, open: &mut Option<(u32, u32)>) {
        if let Some(past) = open.take_if(|o| o.1 <= i as u32) {
            self.quotations.push(past);
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
                self.quotations.push((start, i as u32));
                *open = None;
            }
            _ => {}
        }
    }

    /// Whether token `i` stands between double quotation marks.
    #[inline]
    pub fn quoted(&self, i: usize) -> bool {
        if self.quotations.is_empty() {
            return false;
        }
        let k = self.quotations.partition_point(|q| q.1 as usize <= i);
        self.quotations.get(k).is_some_and(|q| q.0 as usize <= i)
    }
}
