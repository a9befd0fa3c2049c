//! Some of many things, where chance decides which.

use bumpalo::Bump;

/// Those of the items of which something is so, in order. Each is written down, and the others written over: a sum costs
/// less than a branch that cannot be foretold.
pub(crate) fn pick<T: Copy + Default>(
    items: impl ExactSizeIterator<Item = T>,
    bump: &Bump,
    is: impl Fn(T) -> bool,
) -> &[T] {
    let picked = bump.alloc_slice_fill_copy(items.len(), T::default());
    let mut count = 0;
    for item in items {
        picked[count] = item;
        count += usize::from(is(item));
    }
    &picked[..count]
}
