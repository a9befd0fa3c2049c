//! Linking: which gazetteer entry a mention stands for.
//!
//! Evidence is gathered over the whole document first (which countries it is about, which full names it holds), then
//! every name is decided once: one sense per discourse.

mod context;
mod metonymy;
mod people;
mod score;
mod senses;
mod teams;
mod wanted;

use bumpalo::Bump;

use crate::{
    document::{Document, Flags, Gap},
    error::Error,
    gazetteer::{Gazetteer, Group, Kind, Name, NameForm},
    lang::{Class, LanguagePack, Lexicon},
    mention::{Form, Found, Mentions},
    syntax::Syntax,
};

/// What a country stands for in a report of a team sport.
const TEAM: &str = "team";

pub(crate) struct Tables {
    reporting: Class,
    kin: Class,
    /// Words that make a public body one below the nation.
    lesser: Class,
    /// Titles of people whom the world does not know.
    lesser_titles: Class,
    teams: teams::Tables,
    places: wanted::Tables,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let reporting = pack.lexicon().require("reporting-verbs")?;
        let kin = pack.lexicon().require("kin-words")?;
        let lesser = pack.lexicon().require("lesser-levels")?;
        let lesser_titles = pack.lexicon().require("lesser-titles")?;
        let (teams, places) = (teams::Tables::new(pack)?, wanted::Tables::new(pack)?);
        Ok(Self { reporting, kin, lesser, lesser_titles, teams, places })
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
    senses::decide(&w, mentions);
    wanted::choose(&w, mentions, &tables.places);
    let look = Look::new(mentions.list(), bump);
    people::surnames(&w, mentions, look.bare);
    overrule(&w, mentions, look.bare);
    overrule(&w, mentions, look.short);
    teams::bare(&w, mentions, look.teams);
    people::famous(&w, mentions, look.bare);
    people::strangers(&w, mentions, look.bare);
    people::lesser(&w, mentions, tables.lesser_titles);
    abroad(&w, mentions);
    people::relatives(&w, mentions, look.bare, tables.kin);
    teams::play(&w, mentions, &tables.teams);
    teams::namesakes(&w, mentions, look.teams);
    for m in mentions.list_mut() {
        // The kind that the linked entry gives, unless the mention says otherwise: a country that stands for its team.
        let own = (m.form == Form::Demonym) | m.stands_for.is_some();
        let kind = gazetteer.kind_or(m.entry, m.kind);
        m.kind = if own { m.kind } else { kind };
        if m.kind == Kind::Agency && m.entry.is_some() && w.is_of_lesser(m, tables.lesser) {
            m.entry = None;
        }
        if m.kind == Kind::City {
            metonymy::mark(doc, syntax, m, gazetteer, lexicon, tables.reporting);
        }
    }
}

/// The mentions that one pass or another is about, in order.
struct Look<'b> {
    /// People by one word.
    bare: &'b [u32],
    /// What else may be a lesser thing's short name.
    short: &'b [u32],
    teams: &'b [u32],
}

impl<'b> Look<'b> {
    const BARE: usize = 0;
    const SHORT: usize = 1;
    const TEAMS: usize = 2;
    const OTHERS: usize = 3;

    /// The list for things of each kind.
    const LISTS: [usize; Kind::ALL.len()] = {
        let mut lists = [Self::OTHERS; Kind::ALL.len()];
        lists[Kind::Person as usize] = Self::BARE;
        lists[Kind::Agency as usize] = Self::SHORT;
        lists[Kind::Company as usize] = Self::SHORT;
        lists[Kind::Military as usize] = Self::SHORT;
        lists[Kind::Sports as usize] = Self::TEAMS;
        lists
    };

    /// What a mention is cannot be foretold: those that no pass is about are written down too.
    fn new(list: &[Found], bump: &'b Bump) -> Self {
        let room = || bump.alloc_slice_fill_copy(list.len(), 0);
        let (lists, mut counts) = ([room(), room(), room(), room()], [0; 4]);
        for (k, m) in list.iter().enumerate() {
            let which = Self::LISTS[m.kind as usize];
            let is = (m.tokens.len() == 1) | (which == Self::TEAMS);
            let which = if is { which } else { Self::OTHERS };
            lists[which][counts[which]] = k as u32;
            counts[which] += 1;
        }
        let [bare, short, teams, _] = lists;
        Self { bare: &bare[..counts[0]], short: &short[..counts[1]], teams: &teams[..counts[2]] }
    }
}

impl Work<'_, '_> {
    /// What a mention may stand for, the likeliest first: names of its kind's group, perhaps several of one entry.
    fn candidates(&self, m: &Found) -> impl Iterator<Item = Name> + Clone + '_ {
        let group = m.kind.group();
        let names = self.gazetteer.alike(m.names.unwrap_or(u32::MAX));
        names.filter(move |n| Self::suits(group, n))
    }

    /// Whether a name is one of a kind's group.
    #[inline]
    fn suits(group: Group, name: &Name) -> bool {
        match name.form {
            NameForm::Demonym => group == Group::Other,
            _ => name.kind.group() == group,
        }
    }

    /// "the state Department of Transportation"
    #[inline(never)]
    fn is_of_lesser(&self, m: &Found, lesser: Class) -> bool {
        let Some(before) = m.tokens.start.checked_sub(1) else { return false };
        self.lexicon.classes(self.doc.words()[before]).has(lesser)
            && self.doc.tokens().gap(m.tokens.start) == Gap::SPACE
            && !self.doc.tokens().flags(before).has(Flags::CAP)
    }

    /// The first of the gazetteer's names that are spelt as a mention, one that is no candidate, too.
    fn spelt(&self, m: &Found) -> Option<u32> {
        m.names.or_else(|| self.gazetteer.exact(m.span.of(self.doc.text())))
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

/// "China's CBC": not the body with those letters that belongs to another country.
fn abroad(w: &Work<'_, '_>, mentions: &mut Mentions) {
    let list = mentions.list_mut();
    let country = |m: &Found| m.entry.map_or(0, |e| w.gazetteer.entry(e).sense().country);
    for k in 1..list.len() {
        let (owner, m) = (&list[k - 1], &list[k]);
        if m.form == Form::Acronym
            && owner.kind == Kind::Country
            && owner.tokens.end == m.tokens.start
            && w.doc.tokens().flags(owner.tokens.end - 1).has(Flags::POSSESSIVE)
            && w.doc.tokens().gap(m.tokens.start) == Gap::SPACE
        {
            let (own, other) = (country(m), country(owner));
            if own != 0 && other != 0 && own != other {
                list[k].entry = None;
            }
        }
    }
}

/// A single word that was read as a lesser thing's short name, although a far better known place has that very name.
fn overrule(w: &Work<'_, '_>, mentions: &mut Mentions, short: &[u32]) {
    const AHEAD: u16 = 80;
    // The least prior that such a place has.
    const KNOWN: u16 = 560;
    for k in short.iter().map(|k| *k as usize) {
        let m = &mentions.list()[k];
        let Some(e) = m.entry else { continue };
        let entry = w.gazetteer.entry(e);
        let prior = entry.prior();
        // The word is this thing's whole name: nothing to doubt.
        if entry.name().len() == m.span.len() && prior + AHEAD > 500 || w.titled(m) {
            continue;
        }
        let Some(first) = m.names else { continue };
        let names = w.gazetteer.alike(first);
        let place = names.filter(|n| !n.context && n.kind.is_location()).max_by_key(|n| n.prior);
        if let Some(n) = place
            && n.prior >= prior.saturating_add(AHEAD).max(KNOWN)
        {
            let found = &mut mentions.list_mut()[k];
            found.entry = Some(n.entry);
            found.kind = n.kind;
        }
    }
}
