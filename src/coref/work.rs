//! What the passes share.

use bumpalo::{Bump, collections::Vec};

use super::{
    cluster::{Cluster, Clusters},
    tables::{Gender, Tables},
};
use crate::{
    cue::Cue,
    document::{Document, Flags, Gap},
    fold,
    gazetteer::{Gazetteer, Kind},
    lang::Lexicon,
    mention::{Form, Found, Mentions},
    syntax::Syntax,
};

/// Bit of a rank.
const NO_DEMONYM: u32 = 1 << 30;

/// No group.
pub(super) const NONE: u32 = u32::MAX;

pub(super) struct Work<'a, 't> {
    pub doc: &'a Document<'t>,
    pub syntax: &'a Syntax,
    pub gazetteer: &'a Gazetteer,
    pub lexicon: &'a Lexicon,
    pub tables: &'a Tables,
    pub bump: &'a Bump,
    pub cues: &'a [Cue],
    /// The mentions that stood in the text before coreference.
    pub mentions: Mentions,
    /// The group of each mention; [`NONE`] for none yet, which is no mention's after the passes over names.
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

    /// The group of the mention that holds token `t`.
    pub fn at(&self, t: usize) -> Option<u32> {
        let k = self.mentions.index_at(t)?;
        Some(self.clusters.root(self.of[k]))
    }

    /// A group of its own for mention `k`.
    pub fn new_cluster(&mut self, k: usize) {
        let m = &self.mentions.list()[k];
        let person = m.kind == Kind::Person;
        let gender = if person { self.gender_of(m) } else { Gender::Unknown };
        let kin = person && self.is_kin(m);
        self.clusters.add(Cluster {
            best: k as u32,
            start: m.tokens.start as u32,
            words: m.tokens.len() as u32,
            rank: self.rank(m),
            span: m.span,
            names: 1,
            entry: m.entry,
            kind: m.kind,
            best_kind: m.kind,
            gender,
            kin,
        });
    }

    /// Takes note of mention `k` in group `c`: a fuller name, a gender told by a title.
    #[inline]
    pub fn count(&mut self, c: u32, k: usize) {
        let m = &self.mentions.list()[k];
        let cluster = self.clusters.get(c);
        let learn = m.kind == Kind::Person && cluster.gender == Gender::Unknown;
        // A name of fewer words is no better, unless the best so far is a demonym.
        let words = m.tokens.len() as u32;
        let better = words >= cluster.words || cluster.rank < NO_DEMONYM;
        let gender = if learn { self.gender_of(m) } else { cluster.gender };
        let rank = if better { self.rank(m) } else { 0 };
        let (first, span, kind) = (m.tokens.start, m.span, m.kind);
        let cluster = self.clusters.get_mut(c);
        cluster.names += 1;
        cluster.gender = gender;
        if rank > cluster.rank {
            cluster.best = k as u32;
            (cluster.start, cluster.words) = (first as u32, words);
            (cluster.rank, cluster.span, cluster.best_kind) = (rank, span, kind);
        }
    }

    /// Moves mention `k` to another group.
    pub fn move_to(&mut self, k: usize, c: u32) {
        let old = self.clusters.get_mut(self.of[k]);
        old.names = old.names.saturating_sub(1);
        self.of[k] = c;
        self.clusters.get_mut(c).names += 1;
    }

    /// No more groups are joined: every mention is put straight into the group it ended up in.
    pub fn settle(&mut self) {
        for c in self.of.iter_mut() {
            *c = self.clusters.root(*c);
        }
    }

    /// How good a mention is as the name of its group: no demonym before all, then more words, then not in capitals.
    fn rank(&self, m: &Found) -> u32 {
        let words = m.tokens.len().min(1 << 20) as u32;
        let mut flags = self.doc.tokens().flags_of(m.tokens.clone());
        let shouting = words > 1 && flags.all(|f| f.has(Flags::UPPER | Flags::SINGLE));
        let demonym = m.form == Form::Demonym;
        (if demonym { 0 } else { NO_DEMONYM }) | words << 1 | u32::from(!shouting)
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
    #[inline]
    pub fn address_gender(&self, i: usize) -> Gender {
        if i == 0
            || !self.doc.marks(i - 1).classes.intersects(self.tables.before_name)
            || !self.doc.tokens().gap(i).is_within(Gap::BLANK | Gap::STOP | Gap::COMMA)
        {
            return Gender::Unknown;
        }
        self.tables.address_gender(self.doc, self.lexicon, i - 1)
    }

    /// "his son Hunter Biden", "Biden's wife, Jill Biden".
    fn is_kin(&self, m: &Found) -> bool {
        let i = m.tokens.start;
        i > 0
            && self.doc.marks(i - 1).classes.has(self.tables.kin)
            && self.doc.tokens().gap(i).is_within(Gap::BLANK | Gap::COMMA)
    }
}
