//! "The city of Derna", "Guanajuato state", "Katsina and Kaduna states": a common noun beside names says which of their
//! places are meant.

use bumpalo::collections::Vec;

use super::Work;
use crate::{
    document::{Flags, Gap},
    error::Error,
    gazetteer::{EntryIx, Kind},
    lang::{Class, Form as WordForm, LanguagePack},
    mention::{Form, Found, Mentions},
};

/// The nouns, with the kind of place that they name.
pub(super) struct Tables {
    nouns: Class,
    kinds: std::vec::Vec<Kind>,
    /// Common nouns.
    common: Class,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let (nouns, kinds) = pack.lexicon().compile("place-nouns", |row| {
            row.field(1).parse().map_err(|()| (2, "read no kind of place".to_owned()))
        })?;
        Ok(Self { nouns, kinds, common: pack.lexicon().require("nouns")? })
    }

    /// Whether a noun stands there, so that the word before it is no more than a part of its phrase.
    fn goes_on(&self, w: &Work<'_, '_>, i: usize) -> bool {
        i < w.doc.len()
            && w.doc.tokens().gap(i) == Gap::SPACE
            && w.doc.marks(i).classes.has(self.common)
    }

    /// The kind that a word in lower case names, and whether it names several.
    fn kind(&self, w: &Work<'_, '_>, i: usize) -> Option<(Kind, bool)> {
        let noun =
            w.doc.marks(i).classes.has(self.nouns) && !w.doc.tokens().flags(i).has(Flags::CAP);
        let entry = w.lexicon.entry(w.doc.words()[i], self.nouns).filter(|_| noun)?;
        Some((self.kinds[entry.row as usize], entry.form.is(WordForm::PLURAL)))
    }
}

/// Of the places that share a name, takes the one of the kind that is said.
pub(super) fn choose(w: &Work<'_, '_>, mentions: &mut Mentions, tables: &Tables) {
    let mut countries = None;
    for k in 0..mentions.list().len() {
        let m = &mentions.list()[k];
        let places = matches!(m.kind, Kind::City | Kind::Region | Kind::Country);
        let Some(old) = m.entry.filter(|_| places && m.form != Form::Demonym) else { continue };
        let Some((kind, before)) = said(w, mentions.list(), k, tables) else { continue };
        let new = match m.kind {
            Kind::Country if before => None,
            Kind::Country => {
                let named = countries.get_or_insert_with(|| countries_of(w, mentions.list()));
                of_another_country(w, named, m, old, kind)
            }
            _ => of_kind(w, m, old, kind),
        };
        let Some(new) = new else { continue };
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
fn said(w: &Work<'_, '_>, list: &[Found], k: usize, tables: &Tables) -> Option<(Kind, bool)> {
    let (m, tokens) = (&list[k], w.doc.tokens());
    let (start, end) = (m.tokens.start, end_of_list(w, list, k));
    if end < w.doc.len()
        && tokens.gap(end) == Gap::SPACE
        && let Some((kind, many)) = tables.kind(w, end)
        && (many || end == m.tokens.end)
        // "the Niger state media"
        && (m.kind != Kind::Country || !tables.goes_on(w, end + 1))
    {
        return Some((kind, false));
    }
    let of = start > 1
        && tokens.gap(start) == Gap::SPACE
        && tokens.gap(start - 1) == Gap::SPACE
        && w.doc.word(start - 1) == "of";
    let kind = if of { tables.kind(w, start - 2) } else { None };
    kind.map(|(kind, _)| (kind, true))
}

/// Where the names end that are listed with mention `k`: "Katsina, Zamfara and Kaduna".
fn end_of_list(w: &Work<'_, '_>, list: &[Found], k: usize) -> usize {
    /// No more names than so many are listed with a noun behind.
    const MOST: usize = 8;
    let mut end = list[k].tokens.end;
    for next in list[k + 1..].iter().take(MOST) {
        let comma = next.tokens.start == end && w.doc.tokens().gap(end) == Gap::SPACE | Gap::COMMA;
        let and = next.tokens.start == end + 1 && w.doc.word(end) == "and";
        if !next.kind.is_location() || !comma && !and {
            break;
        }
        end = next.tokens.end;
        if and {
            break;
        }
    }
    end
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

/// The countries that are named, each once.
fn countries_of<'b>(w: &Work<'b, '_>, list: &[Found]) -> Vec<'b, u16> {
    let countries = list.iter().filter(|m| m.kind == Kind::Country).filter_map(|m| m.entry);
    let codes = countries.map(|e| w.gazetteer.entry(e).sense().country);
    let mut codes = Vec::from_iter_in(codes, w.bump);
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// "Nigeria ... Niger state": the place of a kind, in another country that is named, that has the name of a country.
fn of_another_country(
    w: &Work<'_, '_>,
    named: &[u16],
    m: &Found,
    old: EntryIx,
    kind: Kind,
) -> Option<EntryIx> {
    let country = |e: EntryIx| w.gazetteer.entry(e).sense().country;
    let own = country(old);
    let other = |c: u16| c != own && named.binary_search(&c).is_ok();
    let of_kind = w.candidates(m).filter(|n| n.kind == kind && other(country(n.entry)));
    of_kind.max_by_key(|n| n.prior).map(|n| n.entry)
}
