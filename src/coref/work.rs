//! What the passes share.

use std::collections::HashMap;

use super::{
    cluster::Clusters,
    tables::{Gender, Tables},
};
use crate::{
    document::{Document, Gap},
    fold,
    gazetteer::Gazetteer,
    lang::Lexicon,
    mention::Found,
    syntax::Syntax,
};

pub(super) type Fast = fold::Hashed;
pub(super) type Table = HashMap<u64, u32, Fast>;

pub(super) struct Work<'a, 't> {
    pub doc: &'a Document<'t>,
    pub syntax: &'a Syntax,
    pub gazetteer: &'a Gazetteer,
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    /// The mentions that stood in the text before coreference.
    pub list: Vec<Found>,
    /// The group of each mention; `u32::MAX` for none yet.
    pub of: Vec<u32>,
    pub clusters: Clusters,
}

/// Hash of a mention's words and coarse kind.
pub(super) fn key_of(doc: &Document<'_>, m: &Found) -> u64 {
    let hashes = &doc.tokens().hashes()[m.tokens.clone()];
    hashes.iter().fold(fold::chain(2, m.kind.group() as u64), |h, t| fold::chain(h, *t))
}

impl Work<'_, '_> {
    /// Takes note of mention `k` in group `c`: a fuller name, a gender told by a title.
    pub fn count(&mut self, c: u32, k: usize) {
        let gender = self.gender_of(k);
        let kin = self.is_kin(k);
        let fuller = {
            let (m, best) = (&self.list[k], &self.list[self.clusters.get(c).best as usize]);
            self.rank(m) > self.rank(best)
        };
        let cluster = self.clusters.get_mut(c);
        cluster.names += 1;
        cluster.gender.learn(gender);
        cluster.kin |= kin && cluster.names == 1;
        if fuller {
            cluster.best = k as u32;
        }
    }

    /// Moves mention `k` to another group.
    pub fn move_to(&mut self, k: usize, c: u32) {
        let old = self.clusters.get_mut(self.of[k]);
        old.names = old.names.saturating_sub(1);
        self.of[k] = c;
        self.clusters.get_mut(c).names += 1;
    }

    /// How good a mention is as the name of its group: more words, not in capitals, no acronym.
    fn rank(&self, m: &Found) -> (bool, usize, bool) {
        use crate::{document::Flags, mention::Form};
        let flags = self.doc.tokens();
        let shouting = m.tokens.len() > 1
            && m.tokens.clone().all(|i| flags.flags(i).has(Flags::UPPER | Flags::SINGLE));
        (m.form != Form::Demonym, m.tokens.len(), !shouting)
    }

    fn gender_of(&self, k: usize) -> Gender {
        let m = &self.list[k];
        if m.kind != crate::gazetteer::Kind::Person {
            return Gender::Unknown;
        }
        let mut g = Gender::Unknown;
        if let Some(e) = m.entry {
            let v = self.gazetteer.entry(e).attribute("gender").unwrap_or("");
            g = Gender::parse(v).unwrap_or_default();
        }
        g.learn(self.address_gender(m.tokens.start));
        if m.tokens.len() > 1 {
            g.learn(self.tables.given_gender(self.doc, self.lexicon, m.tokens.start));
        }
        g
    }

    /// The gender that the word before token `i` gives.
    pub fn address_gender(&self, i: usize) -> Gender {
        if i == 0 || !self.doc.tokens().gap(i).is_within(Gap::BLANK | Gap::STOP | Gap::COMMA) {
            return Gender::Unknown;
        }
        self.tables.address_gender(self.doc, self.lexicon, i - 1)
    }

    /// "his son Hunter Biden", "Biden's wife, Jill Biden".
    fn is_kin(&self, k: usize) -> bool {
        let i = self.list[k].tokens.start;
        i > 0
            && self.doc.tokens().gap(i).is_within(Gap::BLANK | Gap::COMMA)
            && self.lexicon.classes(self.doc.words()[i - 1]).has(self.tables.kin)
    }
}
