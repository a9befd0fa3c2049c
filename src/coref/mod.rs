//! Coreference: mentions of one thing become one entity.

mod acronyms;
mod anchors;
mod cluster;
mod names;
mod nouns;
mod office;
mod pronouns;
mod quotations;
mod record;
mod tables;
mod work;

use bumpalo::{Bump, collections::Vec as BumpVec};
use serde::{Deserialize, Serialize};

use crate::{
    cue::{self, Cue},
    document::Document,
    gazetteer::{EntityId, Gazetteer, Kind},
    indexes::Indexes,
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    syntax::Syntax,
    text::Text,
};
pub(crate) use acronyms::Acronym;
pub(crate) use office::{Body, Office};
pub(crate) use tables::{Glue, RoleClass, Tables, Tenure};
use work::Work;

/// One real-world thing that the article mentions.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::Extractor;
///
/// let sheet = Extractor::new().extract("Joe Biden met NATO officials. The US president left.");
/// let biden = &sheet.entities[0];
/// assert_eq!(biden.gazetteer_id.as_ref().map(|id| &*id.0), Some("Q6279"));
/// for mention in &biden.mentions {
///     assert_eq!(sheet.mentions[*mention as usize].entity, Some(biden.id));
/// }
/// # }
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity {
    /// Index within the sheet.
    pub id: EntityIx,
    /// What it is.
    pub kind: Kind,
    /// Canonical name: the gazetteer's, else the fullest form in the text.
    pub name: Text,
    /// The gazetteer's id; null for a name that no gazetteer holds.
    pub gazetteer_id: Option<EntityId>,
    /// Its Wikidata id, where the gazetteer's own id is another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wikidata: Option<Text>,
    /// ISO 3166-1 code of its country, where known.
    pub country: Option<Text>,
    /// Indexes of its mentions.
    pub mentions: Indexes,
}

/// What coreference finds besides mentions and entities, for the stages above.
#[derive(Debug)]
pub(crate) struct Links<'b> {
    pub offices: BumpVec<'b, Office>,
    pub acronyms: BumpVec<'b, Acronym>,
}

/// Groups mentions into entities; adds mentions that are no names (roles, descriptions, pronouns).
#[inline(never)]
#[allow(clippy::too_many_arguments)]
pub(crate) fn resolve<'b>(
    doc: &'b Document<'_>,
    syntax: &'b Syntax,
    cues: &'b [Cue],
    mentions: Mentions,
    gazetteer: &'b Gazetteer,
    pack: &'b LanguagePack,
    tables: &'b Tables,
    bump: &'b Bump,
) -> (Mentions, Vec<Entity>, Links<'b>) {
    let lexicon = pack.lexicon();
    let finder = office::Finder { doc, syntax, lexicon, mentions: &mentions, tables };
    let offices = office::find(&finder, cue::of(cues, cue::kind::ROLE), bump);
    let count = mentions.list().len();
    let mut w = Work {
        doc,
        syntax,
        gazetteer,
        lexicon,
        tables,
        bump,
        cues,
        mentions,
        of: bumpalo::vec![in bump; work::NONE; count],
        clusters: cluster::Clusters::new(bump, count),
    };
    let look = names::exact(&mut w);
    let people = names::people(&w);
    names::variants(&mut w, &people);
    names::endings(&mut w, &people);
    names::partial(&mut w, &people, look.bare);
    let acronyms = acronyms::join(&mut w, &look);
    names::shortened(&mut w);
    w.settle();
    let mut more = nouns::roles(&mut w, &offices);
    nouns::descriptions(&w, &mut more);
    pronouns::resolve(&w, &mut more);
    let (mentions, entities) = record::make(w, more);
    (mentions, entities, Links { offices, acronyms })
}
