//! Lists of records by their indexes: most hold one or two, which need no allocation.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So many lie in the list itself.
const FEW: usize = 3;

/// Indexes of records; reads like a slice.
#[derive(Clone)]
pub struct Indexes(List);

#[derive(Clone)]
enum List {
    Few { len: u32, list: [u32; FEW] },
    Many(Vec<u32>),
}

impl Indexes {
    /// An empty list that takes `n` without growing.
    #[must_use]
    pub fn with_capacity(n: usize) -> Self {
        if n > FEW { Self(List::Many(Vec::with_capacity(n))) } else { Self::default() }
    }

    /// Adds one behind the others.
    pub fn push(&mut self, index: u32) {
        match &mut self.0 {
            List::Few { len, list } if (*len as usize) < FEW => {
                list[*len as usize] = index;
                *len += 1;
            }
            List::Few { list, .. } => {
                let mut many = Vec::with_capacity(2 * FEW + 2);
                many.extend_from_slice(list);
                many.push(index);
                self.0 = List::Many(many);
            }
            List::Many(list) => list.push(index),
        }
    }
}

impl Default for Indexes {
    fn default() -> Self {
        Self(List::Few { len: 0, list: [0; FEW] })
    }
}

impl FromIterator<u32> for Indexes {
    fn from_iter<I: IntoIterator<Item = u32>>(indexes: I) -> Self {
        let mut list = Self::default();
        indexes.into_iter().for_each(|k| list.push(k));
        list
    }
}

impl Deref for Indexes {
    type Target = [u32];

    #[inline]
    fn deref(&self) -> &[u32] {
        match &self.0 {
            List::Few { len, list } => &list[..*len as usize],
            List::Many(list) => list,
        }
    }
}

impl DerefMut for Indexes {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u32] {
        match &mut self.0 {
            List::Few { len, list } => &mut list[..*len as usize],
            List::Many(list) => list,
        }
    }
}

impl<'a> IntoIterator for &'a Indexes {
    type Item = &'a u32;
    type IntoIter = std::slice::Iter<'a, u32>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Indexes {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Indexes {}

impl fmt::Debug for Indexes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl Serialize for Indexes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Indexes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_read_alike() {
        assert_eq!(size_of::<Indexes>(), size_of::<Vec<u32>>());
        for n in 0..10 {
            let all: Vec<u32> = (0..n).collect();
            let mut list: Indexes = all.iter().copied().collect();
            assert_eq!(*list, *all);
            let mut roomy = Indexes::with_capacity(all.len());
            all.iter().for_each(|k| roomy.push(*k));
            assert_eq!(roomy, list);
            let json = serde_json::to_string(&list).expect("serialised");
            assert_eq!(json, serde_json::to_string(&all).expect("serialised"));
            assert_eq!(serde_json::from_str::<Indexes>(&json).expect("read"), list);
            list.iter_mut().for_each(|k| *k += 1);
            assert!(list.iter().zip(&all).all(|(a, b)| *a == b + 1));
        }
    }
}
