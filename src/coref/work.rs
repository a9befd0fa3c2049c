//! What the passes share.

use bumpalo::{Bump, collections::Vec};

use super::{
    cluster::Clusters,
    sites::Sites,
    tables::{Gender, Tables},
};
use crate::{
    document::{Document, Flags, Gap},
    fold,
    gazetteer::{Gazetteer, Kind},
    lang::Lexicon,
    mention::{Form, Found, Mentions},
    syntax::Syntax,
};

/// No group.
pub(super) const NONE: u32 = u32::MAX;

pub(super) struct Work<'a, 't> {
    pub doc: &'a Document<'t>,
    pub syntax: &'a Syntax,
    pub gazetteer: &'a Gazetteer,
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    pub bump: &'a Bump,
    pub sites: Sites<'a>,
    /// The mentions that stood in the text before coreference.
    pub mentions: Mentions,
    /// The group of each mention; [`NONE`] for none yet.
    pub of: Vec<'a, u32>,
    pub clusters: Clusters<'a>,
}

/// Hash of a mention's words and coarse kind.
pub(super) fn key_of(doc: &Document<'_>, m: &Found) -> u64 {
    let hashes = &doc.tokens().hashes()[m.tokens.clone()];
    hashes.iter().fold(fold::chain(2, m.kind.group() as u64), |h, t| fold::chain(h, *t))
}

impl Work<'_, '_> {
    pub fn list(&self) -> &[Found] {
        self.mentions.list()
    }

    /// Index of the mention that holds token `t`, and its group.
    pub fn at(&self, t: usize) -> Option<u32> {
        let k = self.mentions.index_at(t)?;
        Some(self.of[k]).filter(|c| *c != NONE).map(|c| self.clusters.root(c))
    }

    /// The mention with the fullest name of a group.
    pub fn best(&self, c: u32) -> &Found {
        &self.list()[self.clusters.get(c).best as usize]
    }

    /// Takes note of mention `k` in group `c`: a fuller name, a gender told by a title.
    pub fn count(&mut self, c: u32, k: usize) {
        let cluster = self.clusters.get(c);
        let m = &self.mentions.list()[k];
        let person = m.kind == Kind::Person;
        let gender = match cluster.gender {
            Gender::Unknown if person => self.gender_of(m),
            known => known,
        };
        let kin = cluster.names == 0 && person && self.is_kin(m);
        let fuller = cluster.best as usize != k && self.rank(m) > self.rank(self.best(c));
        let cluster = self.clusters.get_mut(c);
        cluster.names += 1;
        cluster.gender = gender;
        cluster.kin |= kin;
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
        let flags = self.doc.tokens();
        let shouting = m.tokens.len() > 1
            && m.tokens.clone().all(|i| flags.flags(i).has(Flags::UPPER | Flags::SINGLE));
        (m.form != Form::Demonym, m.tokens.len(), !shouting)
    }

    /// The gender of a person by what is known of him, by his title, by his given name.
    fn gender_of(&self, m: &Found) -> Gender {
        let known = m.entry.and_then(|e| self.gazetteer.entry(e).gender());
        let mut g = match known {
            Some('m') => Gender::Male,
            Some(_) => Gender::Female,
            None => self.address_gender(m.tokens.start),
        };
        if g == Gender::Unknown && m.tokens.len() > 1 {
            g = self.tables.given_gender(self.doc, self.lexicon, m.tokens.start);
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
    fn is_kin(&self, m: &Found) -> bool {
        let i = m.tokens.start;
        i > 0
            && self.doc.tokens().gap(i).is_within(Gap::BLANK | Gap::COMMA)
            && self.doc.marks(i - 1).classes.has(self.tables.kin)
    }
}
