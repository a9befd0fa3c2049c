//! The growing groups of mentions that stand for one thing.

use bumpalo::{Bump, collections::Vec};

use super::tables::Gender;
use crate::gazetteer::{EntryIx, Kind};

/// A group of mentions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// The mention with the fullest name.
    pub best: u32,
    /// Number of names in it.
    pub names: u32,
    pub entry: Option<EntryIx>,
    pub kind: Kind,
    pub gender: Gender,
    /// Introduced as a relative of somebody: "his son".
    pub kin: bool,
}

/// All groups, joined by union-find.
#[derive(Debug)]
pub(super) struct Clusters<'b> {
    parent: Vec<'b, u32>,
    list: Vec<'b, Cluster>,
}

impl<'b> Clusters<'b> {
    pub fn new(bump: &'b Bump, most: usize) -> Self {
        Self { parent: Vec::with_capacity_in(most, bump), list: Vec::with_capacity_in(most, bump) }
    }

    pub fn add(&mut self, cluster: Cluster) -> u32 {
        let id = self.list.len() as u32;
        self.parent.push(id);
        self.list.push(cluster);
        id
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The group that `c` is part of by now.
    pub fn root(&self, mut c: u32) -> u32 {
        while self.parent[c as usize] != c {
            c = self.parent[c as usize];
        }
        c
    }

    pub fn get(&self, c: u32) -> &Cluster {
        &self.list[self.root(c) as usize]
    }

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
        // A pass joins a lesser group into a fuller one, so that chains are no longer than the passes are many.
        let other = self.list[from as usize];
        let c = &mut self.list[into as usize];
        c.names += other.names;
        c.entry = c.entry.or(other.entry);
        c.gender.learn(other.gender);
        self.parent[from as usize] = into;
    }

    /// The groups that are still their own.
    pub fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.list.len() as u32).filter(|c| self.parent[*c as usize] == *c)
    }
}
