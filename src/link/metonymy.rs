//! Capitals that act: "Moscow denied the report" speaks of a government.

use crate::{
    document::{Document, Flags, Gap},
    gazetteer::Gazetteer,
    lang::{Class, Form, Lexicon},
    mention::Found,
    syntax::{Syntax, Tag},
};

/// The least prior of a capital that stands for its government in the news.
const KNOWN: u16 = 400;

/// Marks a city that is a capital and the subject of a verb of saying. The place stays the mention's entity.
pub(super) fn mark(
    doc: &Document<'_>,
    syntax: &Syntax,
    m: &mut Found,
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    verbs: Class,
) {
    let (start, end) = (m.tokens.start, m.tokens.end);
    if end >= doc.len() {
        return;
    }
    let Some(entry) = m.entry.map(|e| gazetteer.entry(e)) else { return };
    if entry.prior() < KNOWN || !entry.is_capital() {
        return;
    }
    let verb = lexicon.entry(doc.words()[end], verbs);
    let says = verb.is_some_and(|e| e.form.is(Form::PAST) || e.form.is(Form::THIRD));
    // "officials in Moscow said", "Mayor of Moscow said", "Moscow, Ankara said".
    let sentence = doc.sentences()[doc.sentence_of(start)].tokens.start as usize;
    let free = start == sentence
        || matches!(
            syntax.tag(start - 1),
            Tag::Subordinator | Tag::Conjunction | Tag::Verb | Tag::Past | Tag::Wh
        )
        || doc.tokens().gap(start).has(Gap::COMMA) && start - 1 > sentence;
    let apart = doc.tokens().gap(end).is_within(Gap::BLANK)
        && !doc.tokens().flags(end - 1).has(Flags::POSSESSIVE);
    if says && free && apart {
        m.stands_for = Some("government");
    }
}
