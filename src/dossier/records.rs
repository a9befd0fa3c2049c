//! The records of a dossier.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    claim::{Certainty, Stance},
    gazetteer::{EntityId, Kind},
    mention::EntityIx,
    quantity::{Amount, Effect},
    quote::QuoteKind,
    relation::Status,
    span::Span,
    text::Text,
};

/// A document that contributed to the dossier.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceDocument {
    /// The caller's name for it.
    pub id: Text,
    /// Who published it.
    pub outlet: Option<Text>,
    /// Where it can be read.
    pub url: Option<Text>,
    /// Its headline.
    pub title: Option<Text>,
    /// The caller's date, else the sheet's.
    pub published: Option<Date>,
    /// ISO 639-1 code.
    pub language: Option<Text>,
    /// An earlier document of the dossier with the same text: a syndicated copy is no second witness.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub copy_of: Option<u32>,
}

/// A place in a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct At {
    /// Index into `documents`.
    pub document: u32,
    /// Bytes of that document's text.
    pub span: Span,
}

/// One real-world thing, over all documents.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MergedEntity {
    /// What it is.
    pub kind: Kind,
    /// Canonical name.
    pub name: Text,
    /// The gazetteer's id; null for a name that no gazetteer holds.
    pub gazetteer_id: Option<EntityId>,
    /// Its Wikidata id, where the gazetteer's own id is another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wikidata: Option<Text>,
    /// ISO 3166-1 code of its country, where known.
    pub country: Option<Text>,
    /// The names it bears in the documents, other than `name`.
    pub names: Vec<Text>,
    /// The offices it is said to hold.
    pub roles: Vec<MergedRole>,
    /// The documents that mention it.
    pub documents: Vec<Appearance>,
}

/// An office, and where it is told.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MergedRole {
    /// "prime minister".
    pub label: Text,
    /// Of what: index into `entities`.
    pub object: Option<u32>,
    /// Current, past or suspended, as the documents have it.
    pub status: Status,
    /// Where the documents say so.
    pub at: Vec<At>,
}

/// An entity in one document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Appearance {
    /// Index into `documents`.
    pub document: u32,
    /// Its index within that document's sheet.
    pub entity: EntityIx,
    /// How often the story mentions it.
    pub mentions: u32,
    /// The first mention.
    pub first: Span,
}

/// What somebody said, as one or more documents report it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MergedQuote {
    /// Index into `entities`, where resolved.
    pub speaker: Option<u32>,
    /// The fullest version, one in quotation marks before one without.
    pub text: Text,
    /// Each report of it, in order of documents.
    pub versions: Vec<QuoteVersion>,
}

/// A quotation in one document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuoteVersion {
    /// Where its content stands.
    #[serde(flatten)]
    pub at: At,
    /// Its index within that document's sheet.
    pub quote: u32,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The words.
    pub text: Text,
    /// The speaker as written.
    pub speaker: Option<Text>,
    /// Second-hand source as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub via: Option<Text>,
}

/// Something that happened, as one or more documents tell it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MergedEvent {
    /// The kind that most reports use, a narrow one before `attack` and `killing`.
    pub kind: Text,
    /// Where: indexes into `entities`, the narrowest first.
    pub places: Vec<u32>,
    /// First day it may have happened on; null where no report says.
    pub from: Option<Date>,
    /// Last day; equal to `from` for a known day.
    pub to: Option<Date>,
    /// Who did what in it.
    pub actors: Vec<MergedActor>,
    /// Where each document tells of it.
    pub reports: Vec<EventReport>,
    /// Figures of people harmed, by effect.
    pub tolls: Vec<Toll>,
    /// Indexes of the claims about it.
    pub claims: Vec<u32>,
}

/// A party to an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MergedActor {
    /// As in [`Actor`](crate::Actor).
    pub role: Text,
    /// Index into `entities`.
    pub entity: u32,
    /// The documents that say so.
    pub documents: Vec<u32>,
}

/// One document's mention of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventReport {
    /// The word that names it.
    #[serde(flatten)]
    pub at: At,
    /// Its index within that document's sheet.
    pub event: u32,
    /// As named there.
    pub kind: Text,
    /// The sentence.
    pub sentence: Text,
}

/// All figures for one effect of one event, oldest first, and how they differ. Nothing is added up or averaged.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Toll {
    /// Killed, injured, …
    pub effect: Effect,
    /// Indexes into `figures`, by day of publication.
    pub figures: Vec<u32>,
    /// Where a later or another document gives another figure.
    pub changes: Vec<Change>,
}

/// How two figures of one toll differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// Raised, lowered or in conflict.
    pub kind: ChangeKind,
    /// The earlier figure.
    pub from: u32,
    /// The later one.
    pub to: u32,
}

/// What became of a figure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// A later day's figure is higher.
    Raised,
    /// A later day's figure is lower.
    Lowered,
    /// Two figures of the same day, or of two sources in one document, exclude each other.
    Conflict,
}

/// A count of people harmed, as one document gives it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Figure {
    /// Where the phrase stands.
    #[serde(flatten)]
    pub at: At,
    /// Its index within that document's sheet.
    pub quantity: u32,
    /// Index into `events`; null where the document ties it to none.
    pub event: Option<u32>,
    /// What happened to the people counted.
    pub effect: Effect,
    /// The number with its bounds.
    pub amount: Amount,
    /// The day the document was published.
    pub told: Option<Date>,
    /// Who gave it: index into `entities`.
    pub by: Option<u32>,
    /// Where, as the document has it: index into `entities`.
    pub place: Option<u32>,
    /// Whether it is the document's largest figure for this event and effect, the one to compare with other documents'.
    /// The others count parts, or are an earlier or another source's figures.
    pub leading: bool,
    /// "a policeman was killed": one, without a number word.
    pub implied: bool,
    /// "no casualties".
    pub negated: bool,
    /// Only possible: "could kill thousands". Never leading.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub hypothetical: bool,
    /// The phrase.
    pub text: Text,
    /// The sentence it stands in.
    pub sentence: Text,
}

/// One proposition, and all who stand behind it or deny it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MergedClaim {
    /// The fullest wording.
    pub text: Text,
    /// Index into `events`, for claims of responsibility, accusations and denials of a known event.
    pub event: Option<u32>,
    /// Who is accused: index into `entities`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<u32>,
    /// Who says it, in order of documents.
    pub statements: Vec<Statement>,
    /// Indexes of the claims that contradict it, either way round.
    pub contests: Vec<u32>,
}

/// A claim in one document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Statement {
    /// Where its content stands.
    #[serde(flatten)]
    pub at: At,
    /// Its index within that document's sheet.
    pub claim: u32,
    /// Who makes it: index into `entities`, where resolved.
    pub source: Option<u32>,
    /// The source as written.
    pub source_text: Option<Text>,
    /// What the source does with the content.
    pub stance: Stance,
    /// How certain.
    pub certainty: Certainty,
    /// Not claimed after all.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub negated: bool,
    /// The words.
    pub text: Text,
    /// The sentence that the words begin in.
    pub sentence: Text,
}

impl Statement {
    /// Whether the source denies the content.
    #[must_use]
    pub const fn denies(&self) -> bool {
        matches!(self.stance, Stance::Denies | Stance::DeniesResponsibility)
    }
}
