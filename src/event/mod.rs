//! Events: light frames that gather what belongs together.

use serde::{Deserialize, Serialize};

use crate::{
    claim::Claim,
    document::{Document, ZoneKind},
    error::Error,
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    quantity::Quantity,
    quote::Quote,
    span::Span,
    syntax::Syntax,
    text::Text,
    timex::Timex,
};

/// What a party has to do with an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Actor {
    /// `perpetrator`, `victim`, `organiser`, `party`.
    pub role: Text,
    /// Who.
    pub entity: EntityIx,
}

/// Something that happened, or is said to have.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// `attack`, `bombing`, `election`, …: a kind of the trigger list.
    pub kind: Text,
    /// The word that names it first.
    pub trigger: Span,
    /// Further words for the same event.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub mentions: Vec<Span>,
    /// Where.
    pub place: Option<EntityIx>,
    /// When: index into `times`.
    pub time: Option<u32>,
    /// Who.
    pub actors: Vec<Actor>,
    /// Indexes of the quantities that count its victims.
    pub counts: Vec<u32>,
    /// Indexes of the claims of responsibility, denials and accusations that speak of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub claims: Vec<u32>,
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

/// Finds events and gives the quantities their place, time and source.
#[allow(clippy::too_many_arguments)]
pub(crate) fn find(
    _doc: &Document<'_>,
    _syntax: &Syntax,
    _mentions: &Mentions,
    _times: &[Timex],
    _quantities: &mut [Quantity],
    _quotes: &[Quote],
    _claims: &[Claim],
    _pack: &LanguagePack,
    _tables: &Tables,
) -> Vec<Event> {
    Vec::new()
}
