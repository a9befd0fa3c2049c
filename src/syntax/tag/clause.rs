//! What is known of the clause in hand: a table says how each tag changes it, for which one comes next cannot be foretold.

use super::super::Tag;

/// A set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Clause(pub u32);

/// What else a change depends on; a set of bits.
///
/// The token is not the sentence's first.
pub(super) const INNER: u32 = 1;
/// A comma stands before it, or a subject behind.
pub(super) const APART: u32 = 1 << 1;
/// A form that is not finite.
pub(super) const INFINITE: u32 = 1 << 2;
/// A past form that is nearly always finite.
pub(super) const FINITE: u32 = 1 << 3;
/// A base behind "to" or a modal.
pub(super) const BARE: u32 = 1 << 4;

impl Clause {
    /// A finite verb was seen.
    pub const FINITE: Clause = Clause(1);
    /// A relative clause is open whose head still waits for its verb.
    pub const PENDING: Clause = Clause(2);
    /// A conjunction stands behind the verb.
    pub const COORDINATE: Clause = Clause(4);
    const ALL: u32 = 8;

    #[inline]
    pub const fn has(self, bits: Clause) -> bool {
        self.0 & bits.0 != 0
    }

    /// Without these bits, if so.
    #[inline(always)]
    pub const fn without(self, so: bool, bits: Clause) -> Clause {
        Clause(self.0 & !(bits.0 * so as u32))
    }

    const fn with(self, so: bool, bits: Clause) -> Clause {
        Clause(self.0 | (bits.0 * so as u32))
    }

    /// What is known behind a token with this tag.
    #[inline(always)]
    pub fn behind(self, tag: Tag, facts: u32) -> Clause {
        let (first, changes) = &CHANGES[tag as usize % 32];
        Clause(changes[(facts >> first) as usize % 4] >> (4 * self.0) & (Self::ALL - 1))
    }

    const fn changed(self, tag: Tag, facts: u32) -> Clause {
        match tag {
            Tag::Subordinator => self.without(true, Self::FINITE),
            Tag::Wh => {
                let opens = !self.has(Self::FINITE) && facts & INNER != 0;
                self.with(opens, Self::PENDING).without(true, Self::FINITE)
            }
            Tag::Conjunction => self
                .without(true, Self::COORDINATE)
                .with(self.has(Self::FINITE), Self::COORDINATE)
                .without(facts & APART != 0, Self::FINITE),
            Tag::Modal | Tag::Auxiliary => self.with(facts & INFINITE == 0, Self::FINITE),
            Tag::Verb | Tag::Past if facts & BARE == 0 => {
                // A clause follows a verb of saying.
                let says = facts & FINITE != 0;
                self.without(self.has(Self::FINITE), Self::PENDING)
                    .without(true, Clause(Self::COORDINATE.0 | Self::FINITE.0))
                    .with(!says, Self::FINITE)
            }
            _ => self,
        }
    }
}

/// By tag: the lowest of two facts that count, and by these, what a clause becomes: four bits for each that it can be.
static CHANGES: [(u32, [u32; 4]); 32] = {
    let mut t = [(0, [0x7654_3210; 4]); 32];
    let mut k = 0;
    while k < Tag::ALL.len() {
        let tag = Tag::ALL[k];
        let first = match tag {
            Tag::Conjunction => APART,
            Tag::Modal | Tag::Auxiliary => INFINITE,
            Tag::Verb | Tag::Past => FINITE,
            _ => INNER,
        };
        let mut changes = [0; 4];
        let mut n = 0;
        while n < 4 * Clause::ALL {
            let (facts, clause) = (n / Clause::ALL, Clause(n % Clause::ALL));
            let changed = clause.changed(tag, facts * first);
            changes[facts as usize] |= changed.0 << (4 * clause.0);
            n += 1;
        }
        t[tag as usize] = (first.trailing_zeros(), changes);
        k += 1;
    }
    t
};
