//! Sports teams named after places.

use bumpalo::collections::{String, Vec};

use super::Work;
use crate::{
    document::{Document, Flags, Gap},
    error::Error,
    gazetteer::{EntryIx, Kind, sport_hash},
    lang::{Class, LanguagePack},
    mention::{Form, Found, Mentions},
    table::Table,
};

/// The sport whose name teams do not give in the gazetteer.
const COMMONEST: &str = "football";
/// A report tells its sport in as many words from its beginning.
const LEAD: usize = 60;
/// "SOCCER - GERMANY BEAT ITALY": a label stands within as many words from the beginning.
const LABEL: usize = 4;

/// A team sport.
struct Sport {
    name: std::string::String,
    /// As the gazetteer's teams give it; 0 for the commonest.
    hash: u32,
    /// How names of its national and county teams go on behind the place.
    endings: std::vec::Vec<std::string::String>,
}

/// What a word beside a place says of it.
#[derive(Clone, Copy)]
enum Cue {
    /// Stands before one that plays, behind one, or both.
    Plays {
        before: bool,
        after: bool,
    },
    Place,
}

pub(super) struct Tables {
    words: Class,
    /// By row, index of the sport.
    rows: std::vec::Vec<usize>,
    sports: std::vec::Vec<Sport>,
    cues: Class,
    cue_rows: std::vec::Vec<Cue>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let (words, named) = lexicon.compile("team-sports", |row| match row.field(1) {
            "" => Err((2, "read no sport".into())),
            sport => Ok((sport.to_owned(), row.field(2).to_owned())),
        })?;
        let mut sports: std::vec::Vec<Sport> = std::vec::Vec::new();
        let mut rows = std::vec::Vec::with_capacity(named.len());
        for (name, endings) in named {
            let k = sports.iter().position(|s| s.name == name).unwrap_or(sports.len());
            if k == sports.len() {
                let hash = if name == COMMONEST { 0 } else { sport_hash(&name) };
                sports.push(Sport { name, hash, endings: std::vec::Vec::new() });
            }
            let split = endings.split('|').filter(|e| !e.is_empty());
            sports[k].endings.extend(split.map(str::to_owned));
            rows.push(k);
        }
        let (cues, cue_rows) = lexicon.compile("team-cues", |row| match row.field(1) {
            "before" => Ok(Cue::Plays { before: true, after: false }),
            "after" => Ok(Cue::Plays { before: false, after: true }),
            "both" => Ok(Cue::Plays { before: true, after: true }),
            "place" => Ok(Cue::Place),
            other => Err((2, format!("read the use `{other}`"))),
        })?;
        Ok(Self { words, rows, sports, cues, cue_rows })
    }
}

/// The bare name of a North American city may be any of its teams: only the full name elsewhere tells which.
pub(super) fn bare(w: &Work<'_, '_>, mentions: &mut Mentions, teams: &[u32]) {
    let list = mentions.list_mut();
    let mut weak: Vec<'_, usize> = Vec::new_in(w.bump);
    let mut full: Vec<'_, EntryIx> = Vec::new_in(w.bump);
    for k in teams.iter().map(|k| *k as usize) {
        let m = &list[k];
        match m.entry {
            Some(e) if is_bare(w, m, e) => weak.push(k),
            Some(e) => full.push(e),
            None => {}
        }
    }
    for k in weak {
        if list[k].entry.is_some_and(|e| !full.contains(&e)) {
            list[k].entry = None;
        }
    }
}

/// "Wanderers", where "Harlow Wanderers" play: those, not the ones that everybody knows.
pub(super) fn namesakes(w: &Work<'_, '_>, mentions: &mut Mentions, teams: &[u32]) {
    if teams.len() < 2 {
        return;
    }
    let list = mentions.list_mut();
    let last = |m: &Found| w.doc.tokens().hash(m.tokens.end - 1);
    let mut ends: Table<'_, Option<EntryIx>> = Table::new(w.bump, teams.len());
    for m in teams.iter().map(|k| &list[*k as usize]).filter(|m| m.tokens.len() > 1) {
        ends.put(last(m), m.entry);
    }
    for k in teams.iter().map(|k| *k as usize) {
        let m = &list[k];
        let one = m.tokens.len() == 1 && m.entry.is_some();
        if one && ends.get(last(m)).is_some_and(|other| other != m.entry) {
            list[k].entry = None;
        }
    }
}

/// A short form that needs evidence, of a North American team.
fn is_bare(w: &Work<'_, '_>, m: &Found, e: EntryIx) -> bool {
    let entry = w.gazetteer.entry(e);
    matches!(entry.country(), Some("US" | "CA"))
        && entry.name().len() > m.span.len()
        && m.names.is_some_and(|first| {
            w.gazetteer.alike(first).filter(|n| n.entry == e).all(|n| n.context)
        })
}

/// In a report of a team sport, places that play are teams: "Italy beat Norway", "Surrey 234 and 180". A country stays
/// the kind of its mention and stands for its team.
pub(super) fn play(w: &Work<'_, '_>, mentions: &mut Mentions, tables: &Tables) {
    let Some(report) = Report::read(w, tables) else { return };
    let mut text = String::new_in(w.bump);
    for k in 0..mentions.list().len() {
        let m = &mentions.list()[k];
        let place = matches!(m.kind, Kind::Country | Kind::Region | Kind::City);
        let team = m.kind == Kind::Sports || m.kind == Kind::Organization && m.entry.is_none();
        let name = m.form == Form::Name || m.form == Form::Acronym && m.kind == Kind::Sports;
        let open = name && (place && report.plays(w.doc, m) || team);
        if !open || super::context::behind_place(w.doc, mentions.list(), k) {
            continue;
        }
        let m = &mentions.list()[k];
        let Some(entry) = report.team(w, mentions, m, &mut text) else { continue };
        let country = m.kind == Kind::Country;
        let m = &mut mentions.list_mut()[k];
        m.entry = Some(entry);
        if country {
            m.stands_for = Some(super::TEAM);
        } else {
            m.kind = Kind::Sports;
        }
    }
}

/// A report of a team sport.
struct Report<'a, 't> {
    sport: &'a Sport,
    /// The text begins with the sport as a label: it is about the game alone.
    labelled: bool,
    w: &'a Work<'a, 't>,
    tables: &'a Tables,
}

impl<'a, 't> Report<'a, 't> {
    fn read(w: &'a Work<'a, 't>, tables: &'a Tables) -> Option<Self> {
        let lead = w.doc.len().min(LEAD);
        let mut counts: Vec<'_, u32> = Vec::new_in(w.bump);
        let mut labelled = None;
        for i in (0..lead).filter(|i| w.doc.marks(*i).classes.has(tables.words)) {
            let Some(e) = w.lexicon.entry(w.doc.words()[i], tables.words) else { continue };
            let sport = tables.rows[e.row as usize];
            counts.resize(tables.sports.len(), 0);
            counts[sport] += 1;
            let label = (i + 1..(i + LABEL).min(w.doc.len()))
                .find(|k| !w.doc.tokens().gap(*k).is_within(Gap::BLANK))
                .is_some_and(|k| w.doc.tokens().gap(k).has(Gap::DASH | Gap::HYPHEN | Gap::COLON));
            if i < LABEL && label && labelled.is_none() {
                labelled = Some(sport);
            }
        }
        let most = (0..counts.len()).max_by_key(|k| counts[*k]).filter(|k| counts[*k] > 1);
        let sport = &tables.sports[labelled.or(most)?];
        Some(Self { sport, labelled: labelled.is_some(), w, tables })
    }

    fn cue(&self, i: usize) -> Option<Cue> {
        let doc = self.w.doc;
        if i >= doc.len() || !doc.marks(i).classes.has(self.tables.cues) {
            return None;
        }
        let e = self.w.lexicon.entry(doc.words()[i], self.tables.cues)?;
        Some(self.tables.cue_rows[e.row as usize])
    }

    /// Whether a place plays.
    fn plays(&self, doc: &Document<'_>, m: &Found) -> bool {
        let (start, end) = (m.tokens.start, m.tokens.end);
        let gap = |i: usize| doc.tokens().gap(i);
        // "Frankie Fredericks (Namibia)"
        if gap(start).has(Gap::OPEN) {
            return false;
        }
        let before = start.checked_sub(1).filter(|_| gap(start).is_within(Gap::BLANK));
        match before.and_then(|i| self.cue(i)) {
            Some(Cue::Place) => return false,
            Some(Cue::Plays { before: true, .. }) => return true,
            _ => {}
        }
        if self.labelled {
            return true;
        }
        if end >= doc.len() || !gap(end).is_within(Gap::BLANK) {
            return false;
        }
        let score = doc.tokens().flags(end).has(Flags::DIGIT) && gap(end) == Gap::SPACE;
        score || matches!(self.cue(end), Some(Cue::Plays { after: true, .. }))
    }

    /// The team of this sport that a place's name stands for, if it can be only one.
    fn team(
        &self,
        w: &Work<'_, '_>,
        mentions: &Mentions,
        m: &Found,
        text: &mut String<'_>,
    ) -> Option<EntryIx> {
        let is_team = |e: EntryIx| {
            let e = w.gazetteer.entry(e);
            e.kind() == Kind::Sports && e.sense().region == self.sport.hash
        };
        if m.entry.is_some_and(is_team) && m.kind == Kind::Sports {
            return None;
        }
        if let Some(first) = w.spelt(m) {
            let mut teams = Vec::new_in(w.bump);
            teams.extend(w.gazetteer.alike(first).map(|n| n.entry).filter(|e| is_team(*e)));
            match teams[..] {
                [] => {}
                [team] => return Some(team),
                // One of New York's teams: the one that is named in full.
                _ => {
                    let named = |e: &EntryIx| {
                        let full =
                            |o: &Found| o.entry == Some(*e) && o.tokens.len() > m.tokens.len();
                        mentions.list().iter().any(full)
                    };
                    let mut named = teams.iter().filter(|e| named(e));
                    return named.next().filter(|_| named.next().is_none()).copied();
                }
            }
        }
        let written = m.span.of(w.doc.text());
        let known = m.entry.map_or("", |e| w.gazetteer.entry(e).name());
        for place in [written, known].iter().filter(|p| !p.is_empty()) {
            for ending in &self.sport.endings {
                text.clear();
                text.push_str(place);
                text.push(' ');
                text.push_str(ending);
                let mut names = w.gazetteer.find(text).into_iter().flatten();
                let team = names.find(|n| is_team(n.entry)).map(|n| n.entry);
                if team.is_some() {
                    return team;
                }
            }
        }
        None
    }
}
