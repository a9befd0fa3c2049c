//! "The city of Derna", "Guanajuato state": a common noun beside a name says which of its places is meant.

use super::Work;
use crate::{
    document::{Flags, Gap},
    error::Error,
    gazetteer::{EntryIx, Kind},
    lang::{Class, LanguagePack},
    mention::{Found, Mentions},
};

/// The nouns, with the kind of place that they name.
pub(super) struct Tables {
    nouns: Class,
    kinds: Vec<Kind>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let (nouns, kinds) = pack.lexicon().compile("place-nouns", |row| {
            row.field(1).parse().map_err(|()| (2, "read no kind of place".to_owned()))
        })?;
        Ok(Self { nouns, kinds })
    }

    /// The kind that a word in lower case names.
    fn kind(&self, w: &Work<'_, '_>, i: usize) -> Option<Kind> {
        let noun =
            w.doc.marks(i).classes.has(self.nouns) && !w.doc.tokens().flags(i).has(Flags::CAP);
        let row = w.lexicon.entry(w.doc.words()[i], self.nouns).filter(|_| noun)?.row;
        Some(self.kinds[row as usize])
    }
}

/// Of the places that share a name, takes the one of the kind that is said.
pub(super) fn choose(w: &Work<'_, '_>, mentions: &mut Mentions, tables: &Tables) {
    for k in 0..mentions.list().len() {
        let m = &mentions.list()[k];
        let Some(old) = m.entry.filter(|_| matches!(m.kind, Kind::City | Kind::Region)) else {
            continue;
        };
        let Some((kind, before)) = said(w, m, tables) else { continue };
        let Some(new) = of_kind(w, m, old, kind) else { continue };
        // A city that is called one is meant where the name stands bare, too.
        let names = m.names;
        let list = mentions.list_mut();
        let all = if before && kind == Kind::City { 0..list.len() } else { k..k + 1 };
        for m in &mut list[all] {
            if m.entry == Some(old) && m.names == names {
                m.entry = Some(new);
            }
        }
    }
}

/// The kind that is said of a place, and whether it is said before its name.
fn said(w: &Work<'_, '_>, m: &Found, tables: &Tables) -> Option<(Kind, bool)> {
    let (start, end, tokens) = (m.tokens.start, m.tokens.end, w.doc.tokens());
    if end < w.doc.len()
        && tokens.gap(end) == Gap::SPACE
        && let Some(kind) = tables.kind(w, end)
    {
        return Some((kind, false));
    }
    let of = start > 1
        && tokens.gap(start) == Gap::SPACE
        && tokens.gap(start - 1) == Gap::SPACE
        && w.doc.word(start - 1) == "of";
    let kind = if of { tables.kind(w, start - 2) } else { None };
    kind.map(|kind| (kind, true))
}

/// The likeliest place of a kind with a mention's name, in the country of the one that was taken; none if that is of it.
fn of_kind(w: &Work<'_, '_>, m: &Found, old: EntryIx, kind: Kind) -> Option<EntryIx> {
    let taken = w.gazetteer.entry(old);
    if taken.kind() == kind {
        return None;
    }
    let country = taken.sense().country;
    w.candidates(m)
        .filter(|n| n.kind == kind && w.gazetteer.entry(n.entry).sense().country == country)
        .max_by_key(|n| n.prior)
        .map(|n| n.entry)
}
