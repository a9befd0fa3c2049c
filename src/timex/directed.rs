//! Where a length of time leads to: "two days ago", "three weeks later".

use super::{
    TimexKind,
    glue::G,
    reader::{BETWEEN, BLANK, Item, Reader},
    tables::Dir,
    values::{Anchor, From, Length, Sense, Unit},
};

impl Reader<'_, '_> {
    /// "ago", "later", "from now" after a length.
    pub fn direction(&self, k: usize) -> Option<(usize, Dir)> {
        let mut k = k;
        // "or so ago"
        if self.next(k + 1, BLANK) && self.glue(k) == Some(G::Or) && self.glue(k + 1) == Some(G::So)
        {
            k += 2;
        }
        if !self.next(k, BETWEEN) {
            return None;
        }
        let (n, m) = self.modifier_phrase(k)?;
        let dir = m.dir?;
        let than = self.next(k + n, BLANK) && self.glue(k + n) == Some(G::Than);
        (!than).then_some((k + n, dir))
    }

    /// Turns a length with "ago", "earlier", "later" into a date.
    pub fn directed(&self, item: &mut Item, length: Length) {
        let Some((end, dir)) = self.direction(item.last) else {
            let exact = length.amount.int().is_some() && item.modifier.is_none();
            item.ahead = exact
                && matches!(length.unit, Unit::Day | Unit::Week | Unit::Fortnight)
                && self.glue_before(item.first) == Some(G::In);
            return;
        };
        let several = length.amount.int().filter(|_| length.more.is_some());
        let n = length.amount.int().filter(|_| length.more.is_none());
        let ends = self.stops(end);
        let (sign, from) = match dir {
            Dir::Ago => (-1, From::Reference),
            Dir::From => (1, From::Reference),
            Dir::Earlier => (-1, From::Context),
            Dir::Later => (1, From::Context),
            Dir::Before if ends => (-1, From::Context),
            Dir::After if ends && n.is_some() => (1, From::Context),
            Dir::Before | Dir::After => {
                item.dir = Some(dir);
                return;
            }
        };
        if length.unit.is_clock() {
            if dir == Dir::Ago && n.is_some() {
                item.last = end;
            }
            return;
        }
        match n {
            Some(n) => {
                item.last = end;
                item.kind = TimexKind::Date;
                item.rule = "counted-back";
                let year = n == 1 && length.unit == Unit::Year && sign < 0;
                item.sense = if year {
                    Sense::YearBefore(None)
                } else {
                    Sense::Offset(sign * n, length.unit, from, None)
                };
            }
            None if several.is_some() && !length.more.is_some_and(|m| m.1.is_clock()) => {
                item.last = end;
                item.kind = TimexKind::Date;
                item.rule = "counted-back";
                let anchor = Anchor::Offset(0, Unit::Day, from);
                item.sense = Sense::Stepped(sign, length, anchor);
            }
            None if dir == Dir::Ago => {
                item.last = end;
                item.kind = TimexKind::Date;
                item.sense = Sense::Ref("PAST_REF");
                item.rule = "vague-ago";
            }
            None => {}
        }
    }
}
