//! Relations: who holds which office, who belongs to what, which acronym stands for what.

use serde::{Deserialize, Serialize};

use crate::{
    coref::Entity,
    document::{Document, ZoneKind},
    error::Error,
    gazetteer::Gazetteer,
    lang::LanguagePack,
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

pub(crate) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Relations in order of their evidence.
pub(crate) fn find(
    _doc: &Document<'_>,
    _syntax: &Syntax,
    _mentions: &Mentions,
    _entities: &[Entity],
    _gazetteer: &Gazetteer,
    _pack: &LanguagePack,
    _tables: &Tables,
) -> Vec<Relation> {
    Vec::new()
}
