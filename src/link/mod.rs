//! Linking: which gazetteer entry a mention stands for.

use crate::{
    document::Document, error::Error, gazetteer::Gazetteer, lang::LanguagePack, mention::Mentions,
    syntax::Syntax,
};

pub(crate) struct Tables {}

impl Tables {
    pub fn new(_pack: &LanguagePack) -> Result<Self, Error> {
        Ok(Self {})
    }
}

/// Sets `entry` (and where it decides the sense, `kind`) of the mentions.
pub(crate) fn resolve(
    _doc: &Document<'_>,
    _syntax: &Syntax,
    mentions: &mut Mentions,
    _gazetteer: &Gazetteer,
    _tables: &Tables,
) {
    for m in mentions.list_mut() {
        m.entry = m.candidates.first().copied();
    }
}
