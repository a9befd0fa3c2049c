//! The growing groups of mentions that stand for one thing.

use std::cell::Cell;

use bumpalo::{Bump, collections::Vec};

use super::tables::Gender;
use crate::{
    gazetteer::{EntryIx, Kind},
    span::Span,
};

/// A group of mentions. What the passes ask of its fullest name is kept here, so that they need not go to the mention.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// The mention with the fullest name.
    pub best: u32,
    /// Its tokens: the first one, and how many.
    pub start: u32,
    pub words: u32,
    /// How good a name it is.
    pub rank: u32,
    pub span: Span,
    /// Number of names in it.
    pub names: u32,
    pub entry: Option<EntryIx>,
    pub kind: Kind,
    /// The kind of the fullest name.
    pub best_kind: Kind,
    pub gender: Gender,
    /// Introduced as a relative of somebody: "his son".
    pub kin: bool,
}

impl Cluster {
    /// The tokens of its fullest name.
    #[inline]
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.start as usize..(self.start + self.words) as usize
    }
}

/// All groups, joined by union-find.
#[derive(Debug)]
pub(super) struct Clusters<'b> {
    parent: Vec<'b, Cell<u32>>,
    list: Vec<'b, Cluster>,
}

impl<'b> Clusters<'b> {
    pub fn new(bump: &'b Bump, most: usize) -> Self {
        Self { parent: Vec::with_capacity_in(most, bump), list: Vec::with_capacity_in(most, bump) }
    }

    #[inline]
    pub fn add(&mut self, cluster: Cluster) -> u32 {
        let id = self.list.len() as u32;
        self.parent.push(Cell::new(id));
        self.list.push(cluster);
        id
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The group that `c` is part of by now.
    #[inline]
    pub fn root(&self, mut c: u32) -> u32 {
        loop {
            let up = self.parent[c as usize].get();
            if up == c {
                return c;
            }
            // Every look-up shortens its way: one short form that many names explain makes a long chain.
            let further = self.parent[up as usize].get();
            self.parent[c as usize].set(further);
            c = further;
        }
    }

    #[inline]
    pub fn get(&self, c: u32) -> &Cluster {
        &self.list[self.root(c) as usize]
    }

    /// The group with this number, when it is no part of another.
    #[inline]
    pub fn own(&self, c: u32) -> &Cluster {
        debug_assert_eq!(self.root(c), c);
        &self.list[c as usize]
    }

    #[inline]
    pub fn get_mut(&mut self, c: u32) -> &mut Cluster {
        let root = self.root(c);
        &mut self.list[root as usize]
    }

    /// Joins `from` into `into`, whose name and kind stay.
    pub fn join(&mut self, into: u32, from: u32) {
        let (into, from) = (self.root(into), self.root(from));
        if into == from {
            return;
        }
        let other = self.list[from as usize];
        let c = &mut self.list[into as usize];
        c.names += other.names;
        c.entry = c.entry.or(other.entry);
        c.gender.learn(other.gender);
        self.parent[from as usize].set(into);
    }

    /// The groups that are still their own.
    pub fn roots(&self) -> impl Iterator<Item = (u32, &Cluster)> + '_ {
        let all = self.parent.iter().zip(&self.list).enumerate();
        all.filter(|(c, (parent, _))| parent.get() == *c as u32).map(|(c, (_, g))| (c as u32, g))
    }
}
