//! Relations: who holds which office, who belongs to what, which acronym stands for what.

mod acronyms;
mod belonging;
mod places;
mod roles;

use bumpalo::{Bump, collections::Vec as BumpVec};
use serde::{Deserialize, Serialize};

use crate::{
    coref::{self, Entity, Links},
    document::{Document, ZoneKind},
    error::Error,
    lang::{Class, LanguagePack, Lexicon},
    mention::{EntityIx, Mentions},
    span::Span,
    syntax::Syntax,
    text::Text,
};

/// What the relation is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum RelationKind {
    /// Subject holds the office `label` of object.
    Role,
    MemberOf,
    PartOf,
    /// `label` is the short form of subject.
    Acronym,
    Affiliation,
    LocatedIn,
}

/// Whether a relation holds at the time of writing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Status {
    Current,
    Past,
    Suspended,
}

/// A relation stated in the text.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::{Extractor, Status};
///
/// let sheet = Extractor::new().extract("Ann Roe, a former finance minister of Portugal, spoke.");
/// let office = &sheet.relations[0];
/// assert_eq!((office.label.as_deref(), office.status), (Some("finance minister"), Status::Past));
/// # }
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Relation {
    /// What it is.
    pub kind: RelationKind,
    /// First part; null for a holder without a name.
    pub subject: Option<EntityIx>,
    /// Second part.
    pub object: Option<EntityIx>,
    /// "prime minister"; the short form of an acronym.
    pub label: Option<Text>,
    /// Where the text says so.
    pub evidence: Span,
    /// Current, past or suspended.
    pub status: Status,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

pub(crate) struct Tables {
    cues: Class,
    cue_rows: Vec<belonging::Cue>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let (cues, cue_rows) = pack.lexicon().compile("relation-cues", |row| {
            belonging::Cue::parse(row.field(1))
                .ok_or_else(|| (2, format!("read the use `{}`", row.field(1))))
        })?;
        Ok(Self { cues, cue_rows })
    }
}

/// The relations of a run, while it finds them.
type List<'b> = BumpVec<'b, Relation>;

/// What the passes share.
struct Work<'a, 't> {
    doc: &'a Document<'t>,
    syntax: &'a Syntax,
    lexicon: &'a Lexicon,
    tables: &'a Tables,
    coref: &'a coref::Tables,
    mentions: &'a Mentions,
    entities: &'a [Entity],
    bump: &'a Bump,
}

impl Work<'_, '_> {
    /// The entity of the mention that holds token `i`.
    fn entity_at(&self, i: usize) -> Option<EntityIx> {
        self.mentions.at(i)?.entity
    }
}

/// What relations are read from beside the document.
#[derive(Clone, Copy)]
pub(crate) struct Layers<'a> {
    pub syntax: &'a Syntax,
    pub mentions: &'a Mentions,
    pub entities: &'a [Entity],
    pub links: &'a Links<'a>,
}

/// Relations in order of their evidence.
#[inline(never)]
pub(crate) fn find(
    doc: &Document<'_>,
    layers: Layers<'_>,
    pack: &LanguagePack,
    tables: &Tables,
    coref: &coref::Tables,
    bump: &Bump,
) -> Vec<Relation> {
    let Layers { syntax, mentions, entities, links } = layers;
    let lexicon = pack.lexicon();
    let w = Work { doc, syntax, lexicon, tables, coref, mentions, entities, bump };
    let mut list = List::with_capacity_in(16, bump);
    roles::find(&w, &links.offices, &mut list);
    acronyms::find(&w, &links.acronyms, &mut list);
    places::find(&w, &mut list);
    belonging::holders(&w, &links.offices, &mut list);
    belonging::between(&w, &mut list);
    let at = |r: &Relation| (r.evidence.start, r.evidence.end);
    if !list.is_sorted_by_key(at) {
        list.sort_by_key(at);
    }
    Vec::from_iter(list)
}
