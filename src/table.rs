//! A small hash table that lives within one run.

use bumpalo::Bump;

use crate::fold;

/// From 64-bit keys, which are hashes already, to values: open addressing in a bump, never freed before it.
pub(crate) struct Table<'b, V> {
    /// Key 0 is free.
    slots: &'b mut [(u64, V)],
    used: usize,
    bump: &'b Bump,
}

impl<'b, V: Copy + Default> Table<'b, V> {
    /// A table that takes `most` keys without growing.
    pub fn new(bump: &'b Bump, most: usize) -> Self {
        let size = (most * 2).next_power_of_two().max(4);
        Self { slots: bump.alloc_slice_fill_copy(size, (0, V::default())), used: 0, bump }
    }

    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        // Sums of small numbers are keys, too: the upper bits of a product spread them.
        let mut at = (fold::chain(key, 0) >> 20) as usize & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    #[inline]
    pub fn get(&self, key: u64) -> Option<V> {
        let key = key.max(1);
        let slot = self.slots[self.slot(key)];
        (slot.0 == key).then_some(slot.1)
    }

    /// The value of `key`, and whether it is new: then `value` was put there.
    #[inline]
    pub fn entry(&mut self, key: u64, value: V) -> (&mut V, bool) {
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        let key = key.max(1);
        let at = self.slot(key);
        let slot = &mut self.slots[at];
        let new = slot.0 == 0;
        if new {
            *slot = (key, value);
            self.used += 1;
        }
        (&mut slot.1, new)
    }

    pub fn put(&mut self, key: u64, value: V) {
        *self.entry(key, value).0 = value;
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        let larger = self.bump.alloc_slice_fill_copy(self.slots.len() * 2, (0, V::default()));
        let old = std::mem::replace(&mut self.slots, larger);
        for slot in old.iter().filter(|s| s.0 != 0) {
            let at = self.slot(slot.0);
            self.slots[at] = *slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_again_when_the_table_has_grown() {
        let bump = Bump::new();
        let mut table: Table<'_, u32> = Table::new(&bump, 2);
        for k in 0..500u64 {
            assert!(table.entry(k * 3, k as u32).1 || k == 0);
        }
        assert_eq!(table.get(1497), Some(499));
        assert_eq!(table.get(1498), None);
        assert!(!table.entry(30, 7).1);
        table.put(30, 8);
        assert_eq!(table.get(30), Some(8));
    }
}
