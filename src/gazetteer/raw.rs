//! One row of a source as it is kept: what is asked for all the time, and where the columns stand in the text.

use memchr::memchr_iter;

use super::{Kind, Source};

pub(super) const ID: usize = 0;
pub(super) const KIND: usize = 1;
pub(super) const NAME: usize = 2;
pub(super) const ALIASES: usize = 3;
pub(super) const ATTRIBUTES: usize = 4;
pub(super) const FLAGS: usize = 5;

/// One row.
#[derive(Clone, Copy)]
pub(super) struct RawEntry {
    pub facts: Facts,
    pub columns: Columns,
}

/// What decides between the readings of a name, and which source the row is in.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    pub source: u16,
    /// Attribute `prior`, 0 to 1000: how likely the thing is meant, seen over all news.
    pub prior: u16,
    /// Attribute `country`, an ISO 3166-1 code; zeros when there is none.
    pub country: [u8; 2],
    pub kind: Kind,
    /// Of a place: hash of the region it lies in, and below it the number of words of its name. Of a team: hash of its
    /// sport, where that is not football.
    pub place: u32,
    pub bits: u8,
}

/// Where a row and its columns stand.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    pub start: u32,
    /// Column starts behind `start`, from the second; column k ends one byte before column k + 1 starts.
    pub at: [u16; 6],
}

pub(super) fn join(low: u16, high: u16) -> u32 {
    u32::from(low) | u32::from(high) << 16
}

pub(super) fn halves(n: u32) -> [u16; 2] {
    [n as u16, (n >> 16) as u16]
}

impl Facts {
    /// Flag `ambiguous` or `needs_context`: no name of it stands alone.
    pub const CONTEXT: u8 = 1;
    /// Flag `name_needs_context`: the aliases stand alone, the canonical name does not.
    pub const NAME_CONTEXT: u8 = 2;
    /// Flag `label`: the canonical name is for show ("Reading, Pennsylvania"), texts have the aliases.
    pub const LABEL: u8 = 4;
    /// Attribute `gender`.
    pub const MALE: u8 = 8;
    pub const FEMALE: u8 = 16;
    /// Attribute `feature` is `PPLC`: a country's capital.
    pub const CAPITAL: u8 = 32;
    /// Has the attribute `wikidata`.
    pub const WIKIDATA: u8 = 64;
    /// How much of `place` is the number of words.
    pub const WORDS: u32 = 15;

    #[inline]
    pub fn has(&self, bits: u8) -> bool {
        self.bits & bits != 0
    }

    /// The region that a place lies in, as a hash; a region's own; a team's sport; 0 where it is not known.
    #[inline]
    pub fn region(&self) -> u32 {
        self.place & !Self::WORDS
    }

    /// Number of words of a place's canonical name.
    #[inline]
    pub fn name_words(&self) -> usize {
        (self.place & Self::WORDS) as usize
    }

    /// `m`, `f`, or neither.
    #[inline]
    pub fn gender(&self) -> Option<char> {
        match self.bits & (Self::MALE | Self::FEMALE) {
            Self::MALE => Some('m'),
            Self::FEMALE => Some('f'),
            _ => None,
        }
    }

    pub fn packed(self) -> [u32; 3] {
        let [country, region] = self.country;
        let rest = u32::from_le_bytes([country, region, self.kind as u8, self.bits]);
        [join(self.source, self.prior), rest, self.place]
    }

    #[inline]
    pub fn unpacked([source, rest, place]: [u32; 3]) -> Self {
        let [source, prior] = halves(source);
        let [country, region, kind, bits] = rest.to_le_bytes();
        let kind = Kind::ALL[usize::from(kind)];
        Self { source, prior, country: [country, region], kind, place, bits }
    }
}

impl Columns {
    pub fn packed(self) -> [u32; 4] {
        let [a, b, c, d, e, f] = self.at;
        [self.start, join(a, b), join(c, d), join(e, f)]
    }

    pub fn unpacked([start, ab, cd, ef]: [u32; 4]) -> Self {
        let ([a, b], [c, d], [e, f]) = (halves(ab), halves(cd), halves(ef));
        Self { start, at: [a, b, c, d, e, f] }
    }

    pub fn range(&self, k: usize) -> (usize, usize) {
        let at =
            |k: usize| self.start as usize + k.checked_sub(1).map_or(0, |k| self.at[k] as usize);
        (at(k), at(k + 1) - 1)
    }
}

impl RawEntry {
    pub fn column<'s>(&self, sources: &'s [Source], k: usize) -> &'s str {
        let (from, to) = self.columns.range(k);
        &sources[self.facts.source as usize].text[from..to]
    }

    /// File name and line.
    pub fn position<'s>(&self, sources: &'s [Source]) -> (&'s str, usize) {
        let source = &sources[self.facts.source as usize];
        let before = &source.text.as_bytes()[..self.columns.start as usize];
        (&source.file, memchr_iter(b'\n', before).count() + 1)
    }

    pub fn id<'s>(&self, sources: &'s [Source]) -> &'s str {
        self.column(sources, ID)
    }
}
