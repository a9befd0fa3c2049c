//! Coreference: mentions of one thing become one entity.

use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    error::Error,
    gazetteer::{EntityId, Gazetteer, Kind},
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    syntax::Syntax,
    text::Text,
};

/// One real-world thing that the article mentions.
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
    /// ISO 3166-1 code of its country, where known.
    pub country: Option<Text>,
    /// Indexes of its mentions.
    pub mentions: Vec<u32>,
}

pub(crate) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Groups mentions into entities; may add mentions that are no names (roles, descriptions, pronouns).
pub(crate) fn resolve(
    doc: &Document<'_>,
    _syntax: &Syntax,
    mut mentions: Mentions,
    gazetteer: &Gazetteer,
    _pack: &LanguagePack,
    _tables: &Tables,
) -> (Mentions, Vec<Entity>) {
    let mut entities: Vec<Entity> = Vec::new();
    let mut by_entry = std::collections::HashMap::new();
    for k in 0..mentions.list().len() {
        let m = &mentions.list()[k];
        let key = m.entry.ok_or_else(|| m.span.of(doc.text()).to_owned());
        let ix = *by_entry.entry(key).or_insert_with(|| {
            let entry = m.entry.map(|e| gazetteer.entry(e));
            let id = EntityIx(entities.len() as u32);
            entities.push(Entity {
                id,
                kind: entry.map_or(m.kind, crate::gazetteer::Entry::kind),
                name: entry.map_or(m.span.of(doc.text()), crate::gazetteer::Entry::name).into(),
                gazetteer_id: entry.map(|e| e.id().into()),
                country: entry.and_then(|e| e.attribute("country")).map(Text::from),
                mentions: Vec::new(),
            });
            id
        });
        entities[ix.0 as usize].mentions.push(k as u32);
        mentions.list_mut()[k].entity = Some(ix);
    }
    (mentions, entities)
}
