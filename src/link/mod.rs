//! Linking: which gazetteer entry a mention stands for.
//!
//! Evidence is gathered over the whole document first (which countries it is about, which full names it holds), then
//! every name is decided once: one sense per discourse.

mod context;
mod metonymy;
mod people;
mod score;
mod teams;

use bumpalo::{Bump, collections::Vec};

use crate::{
    document::{Document, Flags, Gap},
    error::Error,
    fold,
    gazetteer::{EntryIx, Gazetteer, Hit, Kind},
    lang::{Class, LanguagePack, Lexicon},
    mention::{Form, Found, Mentions},
    syntax::Syntax,
    table::Table,
};
use context::Context;

/// What a country stands for in a report of a team sport.
const TEAM: &str = "team";

pub(crate) struct Tables {
    reporting: Class,
    teams: teams::Tables,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let reporting = pack.lexicon().require("reporting-verbs")?;
        Ok(Self { reporting, teams: teams::Tables::new(pack)? })
    }
}

/// What the passes share.
struct Work<'a, 't> {
    doc: &'a Document<'t>,
    gazetteer: &'a Gazetteer,
    lexicon: &'a Lexicon,
    bump: &'a Bump,
}

/// Sets `entry` (and where it decides the sense, `kind`) of the mentions.
#[inline(never)]
pub(crate) fn resolve(
    doc: &Document<'_>,
    syntax: &Syntax,
    mentions: &mut Mentions,
    gazetteer: &Gazetteer,
    pack: &LanguagePack,
    tables: &Tables,
    bump: &Bump,
) {
    let lexicon = pack.lexicon();
    let w = Work { doc, gazetteer, lexicon, bump };
    senses(&w, mentions);
    people::surnames(&w, mentions);
    overrule(&w, mentions);
    teams::bare(&w, mentions);
    people::famous(&w, mentions);
    teams::play(&w, mentions, &tables.teams);
    for m in mentions.list_mut() {
        if let Some(e) = m.entry {
            m.kind = sense_kind(m, gazetteer.entry(e).kind());
        }
    }
    metonymy::mark(doc, syntax, mentions, gazetteer, lexicon, tables.reporting);
}

/// Decides every name by its priors and the document's geography. The first round tells what the article is about, the
/// second decides with that.
fn senses(w: &Work<'_, '_>, mentions: &mut Mentions) {
    let mut context = Context::gather(w.doc, mentions, w.gazetteer, w.bump);
    let count = mentions.list().len();
    let keys = mentions.list().iter().map(|m| sense_key(w.doc, m));
    let keys = Vec::from_iter_in(keys, w.bump);
    let mut senses: Table<'_, Option<EntryIx>> = Table::new(w.bump, count / 2);
    for round in 0..2 {
        senses.clear();
        for k in 0..count {
            let m = &mentions.list()[k];
            if m.candidates.is_empty() {
                continue;
            }
            let near = context::neighbour(w.doc, mentions, k, w.gazetteer);
            let after = context::behind_place(w.doc, mentions, k);
            let entry = match near {
                // "Paris, Texas" speaks for itself alone, and for the name where it stands bare.
                Some(_) => score::best(m, after, near, &context, w.gazetteer),
                None if after => score::best(m, true, None, &context, w.gazetteer),
                None => match senses.get(keys[k]) {
                    Some(e) => e,
                    None => score::best(m, false, None, &context, w.gazetteer),
                },
            };
            if !after {
                senses.entry(keys[k], entry);
            }
            mentions.list_mut()[k].entry = entry;
        }
        if round == 0 {
            context.learn(mentions, w.gazetteer);
        }
    }
}

/// The kind that the linked entry gives, unless the mention says otherwise (demonyms, metonymy).
fn sense_kind(m: &Found, entry: Kind) -> Kind {
    if m.form == Form::Demonym || m.stands_for == Some(TEAM) { m.kind } else { entry }
}

/// Mentions of one name are one sense.
fn sense_key(doc: &Document<'_>, m: &Found) -> u64 {
    let hashes = &doc.tokens().hashes()[m.tokens.clone()];
    let start = fold::chain(m.kind.group() as u64 + 1, u64::from(m.form == Form::Demonym));
    hashes.iter().fold(start, |h, t| fold::chain(h, *t))
}

impl Work<'_, '_> {
    /// The gazetteer's names that are spelt as a mention.
    fn names(&self, m: &Found) -> Option<Hit<'_>> {
        let surface = m.span.of(self.doc.text());
        let hashes = &self.doc.tokens().hashes()[m.tokens.clone()];
        let hit = self.gazetteer.longest(hashes, |n| {
            // Only the whole of it counts.
            [if n == hashes.len() { surface } else { "" }; 2]
        })?;
        (hit.words == hashes.len()).then_some(hit)
    }

    /// A word in lower or upper case stands right before the name, as a title does.
    fn titled(&self, m: &Found) -> bool {
        let i = m.tokens.start;
        i > 0
            && self.doc.tokens().gap(i).is_within(Gap::BLANK | Gap::STOP)
            && self.doc.tokens().flags(i - 1).has(Flags::CAP)
            && self.doc.sentences()[self.doc.sentence_of(i)].tokens.start as usize != i - 1
    }
}

/// A single word that was read as a lesser thing's short name, although a far better known place has that very name.
fn overrule(w: &Work<'_, '_>, mentions: &mut Mentions) {
    const AHEAD: u16 = 80;
    // The least prior that such a place has.
    const KNOWN: u16 = 560;
    for k in 0..mentions.list().len() {
        let m = &mentions.list()[k];
        let weak = matches!(m.kind, Kind::Person | Kind::Agency | Kind::Company | Kind::Military);
        if !weak || m.tokens.len() != 1 {
            continue;
        }
        let Some(e) = m.entry else { continue };
        let entry = w.gazetteer.entry(e);
        let prior = entry.prior();
        // The word is this thing's whole name: nothing to doubt.
        if entry.name().len() == m.span.len() && prior + AHEAD > 500 || w.titled(m) {
            continue;
        }
        let Some(hit) = w.names(m) else { continue };
        let place = hit
            .names()
            .map(|n| w.gazetteer.name(n))
            .filter(|n| !n.context)
            .map(|n| (w.gazetteer.entry(n.entry).sense(), n.entry))
            .filter(|(s, _)| s.kind.is_location())
            .max_by_key(|(s, _)| s.prior);
        if let Some((sense, entry)) = place
            && sense.prior >= prior.saturating_add(AHEAD).max(KNOWN)
        {
            let found = &mut mentions.list_mut()[k];
            found.entry = Some(entry);
            found.kind = sense.kind;
        }
    }
}
