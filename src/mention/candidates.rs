//! The few gazetteer entries that a name may stand for.

use std::ops::Deref;

use crate::gazetteer::EntryIx;

/// How many are kept in place: hardly a name of one group stands for more.
const FEW: usize = 3;

/// A short list of entries, on the heap only when it is long.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Candidates {
    few: [EntryIx; FEW],
    len: u32,
    /// All of them, when they are more than a few.
    many: Vec<EntryIx>,
}

impl Default for Candidates {
    fn default() -> Self {
        Self { few: [EntryIx(0); FEW], len: 0, many: Vec::new() }
    }
}

impl Candidates {
    pub fn push(&mut self, entry: EntryIx) {
        match self.few.get_mut(self.len as usize) {
            Some(place) => *place = entry,
            None => {
                if self.many.is_empty() {
                    self.many.reserve(16);
                    self.many.extend(self.few);
                }
                self.many.push(entry);
            }
        }
        self.len += 1;
    }
}

impl Deref for Candidates {
    type Target = [EntryIx];

    #[inline]
    fn deref(&self) -> &[EntryIx] {
        if self.len as usize <= FEW { &self.few[..self.len as usize] } else { &self.many }
    }
}

impl<'a> IntoIterator for &'a Candidates {
    type Item = &'a EntryIx;
    type IntoIter = std::slice::Iter<'a, EntryIx>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
