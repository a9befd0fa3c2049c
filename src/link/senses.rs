//! Which of its candidates each name stands for.

use bumpalo::collections::Vec;

use super::{
    Work,
    context::{self, Context},
    score::{self, Beside, Candidate},
};
use crate::{
    document::{Document, Gap, ZoneKind},
    fold,
    gazetteer::{EntryIx, Kind},
    mention::{Form, Found, Mentions},
    table::Table,
};

/// All mentions of one name that are of one group: one sense.
struct Sense {
    /// What it may be: a range of all candidates.
    from: u32,
    to: u32,
    /// The one candidate, when nothing in the rest of the document can speak against it.
    clear: Option<EntryIx>,
    /// A place stands right beside one of its mentions.
    placed: bool,
    /// What was decided in this round.
    entry: Option<EntryIx>,
    decided: bool,
}

/// A mention with candidates.
pub(super) struct Site {
    pub mention: u32,
    sense: u32,
    /// A comma or bracket stands before it or behind it: what is beyond may say where it lies.
    beside: bool,
    /// The mention behind it may be the place it lies in.
    neighbour: bool,
    /// It may be the place that the mention before it lies in.
    after: bool,
}

/// The names of a document that have candidates.
pub(super) struct Names<'b> {
    senses: Vec<'b, Sense>,
    pub sites: Vec<'b, Site>,
    candidates: Vec<'b, Candidate>,
    /// The sites that are not clear by themselves.
    open: Vec<'b, u32>,
}

impl<'b> Names<'b> {
    /// Gathers all names, and decides those that are clear.
    fn gather(w: &Work<'b, '_>, mentions: &mut Mentions) -> Self {
        let list = mentions.list_mut();
        let count = list.len();
        let mut names = Self {
            senses: Vec::with_capacity_in(count, w.bump),
            sites: Vec::with_capacity_in(count, w.bump),
            candidates: Vec::with_capacity_in(count, w.bump),
            open: Vec::with_capacity_in(count, w.bump),
        };
        let mut numbers: Table<'_, u32> = Table::new(w.bump, count / 2);
        for (k, m) in list.iter().enumerate() {
            let Some(first) = m.names else { continue };
            let (sense, new) = numbers.entry(key(m, first), names.senses.len() as u32);
            if new {
                names.add(w, m, first);
            }
            let beside = stands_beside(w.doc, m);
            let neighbour = beside && context::has_neighbour(w.doc, list, k);
            let after = beside && context::behind_place(w.doc, list, k);
            names.senses[*sense as usize].placed |= neighbour || after;
            let mention = k as u32;
            names.sites.push(Site { mention, sense: *sense, beside, neighbour, after });
        }
        names.candidates.iter_mut().for_each(|c| c.place(w));
        for sense in &mut names.senses {
            sense.clear = match &names.candidates[sense.from as usize..sense.to as usize] {
                [one] if one.is_clear() => Some(one.entry),
                _ => None,
            };
        }
        for (n, site) in names.sites.iter().enumerate() {
            let (k, sense) = (site.mention as usize, &names.senses[site.sense as usize]);
            list[k].entry = sense.clear;
            if (sense.clear.is_none() || site.beside && sense.placed) && sense.from < sense.to {
                names.open.push(n as u32);
            }
        }
        names
    }

    fn add(&mut self, w: &Work<'_, '_>, m: &Found, first: u32) {
        let from = self.candidates.len();
        let group = m.kind.group();
        let wire = w.doc.zone_of(m.tokens.start).kind == ZoneKind::Dateline
            && w.doc.tokens().gap(m.tokens.start).has(Gap::OPEN);
        for name in w.gazetteer.alike(first) {
            if Work::suits(group, &name)
                && !self.candidates[from..].iter().any(|c| c.entry == name.entry)
            {
                let mut c = Candidate::new(m, &name);
                // "MANILA (AFP) -"
                c.points += if wire && name.kind == Kind::Media { 400.0 } else { 0.0 };
                self.candidates.push(c);
            }
        }
        let (from, to) = (from as u32, self.candidates.len() as u32);
        let (clear, entry) = (None, None);
        self.senses.push(Sense { from, to, clear, placed: false, entry, decided: false });
    }

    /// What the mention at a site may be, the likeliest first.
    pub fn candidates(&self, site: &Site) -> &[Candidate] {
        let sense = &self.senses[site.sense as usize];
        &self.candidates[sense.from as usize..sense.to as usize]
    }
}

/// Decides every name by its priors and the document's geography. The first round tells what the article is about, the
/// second decides with that.
pub(super) fn decide(w: &Work<'_, '_>, mentions: &mut Mentions) {
    let mut names = Names::gather(w, mentions);
    if names.open.is_empty() {
        return;
    }
    let mut context = Context::gather(w, mentions, &names);
    for round in 0..2 {
        names.senses.iter_mut().for_each(|s| s.decided = false);
        for k in 0..names.open.len() {
            let site = &names.sites[names.open[k] as usize];
            let mention = site.mention as usize;
            let near = if site.neighbour { context::neighbour(w, mentions, mention) } else { None };
            let beside = Beside { near, after: site.after };
            let sense = &names.senses[site.sense as usize];
            // "Paris, Texas" speaks for itself alone, and for the name where it stands bare.
            let entry = match beside {
                Beside { near: None, after: false } if sense.decided => sense.entry,
                Beside { near: None, after: false } if sense.clear.is_some() => sense.clear,
                _ => score::best(names.candidates(site), beside, &context),
            };
            let sense = &mut names.senses[site.sense as usize];
            if !sense.decided && !beside.after {
                (sense.entry, sense.decided) = (entry, true);
            }
            mentions.list_mut()[mention].entry = entry;
        }
        if round == 0 {
            context.learn(mentions, &names);
        }
    }
    // "Springfield, Ohio", when only another Springfield is known: the bare name is not that one, either.
    let refuted = |s: &Sense| s.decided && s.clear.is_some() && s.entry != s.clear;
    if names.senses.iter().any(refuted) {
        for site in &names.sites {
            let sense = &names.senses[site.sense as usize];
            if refuted(sense) && !site.beside {
                mentions.list_mut()[site.mention as usize].entry = sense.entry;
            }
        }
    }
}

fn stands_beside(doc: &Document<'_>, m: &Found) -> bool {
    let gap = |i: usize| doc.tokens().gap(i);
    gap(m.tokens.end).has(Gap::COMMA | Gap::OPEN) || gap(m.tokens.start).has(Gap::COMMA)
}

/// Mentions of one name are one sense.
fn key(m: &Found, first: u32) -> u64 {
    let form = m.kind.group() as u64 * 2 + u64::from(m.form == Form::Demonym);
    fold::chain(u64::from(first), form + 1)
}
