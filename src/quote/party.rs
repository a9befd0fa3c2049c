//! Whom a phrase names: for speakers of quotations and for sources of claims.

use std::ops::Range;

use crate::{
    document::{Document, Flags, Gap},
    gazetteer::{Group, Kind},
    lang::Class,
    mention::{EntityIx, Form, Found, Mentions},
    span::Span,
    syntax::{Syntax, Tag},
};

/// Where a phrase lies in the text, with the stop of a name that ends it: "Kyushu Electric Power Co."
pub(crate) fn span(doc: &Document<'_>, mentions: &Mentions, tokens: &Range<usize>) -> Span {
    let mut span = doc.passage(tokens.clone());
    if let Some(m) = mentions.at(tokens.end - 1) {
        span.end = span.end.max(m.span.end);
    }
    span
}

/// The token of the phrase's head noun.
pub(crate) fn head(syntax: &Syntax, tokens: &Range<usize>) -> usize {
    syntax.noun_phrase(tokens.start).map_or(tokens.end, |p| p.end.min(tokens.end)) - 1
}

/// The entity that a phrase names: a person in it, else what its head names, or a body beside the head; `groups` is the
/// class of nouns that stand for bodies.
pub(crate) fn entity(
    doc: &Document<'_>,
    syntax: &Syntax,
    mentions: &Mentions,
    groups: Class,
    tokens: &Range<usize>,
) -> Option<EntityIx> {
    let head = head(syntax, tokens);
    let at_head = mentions.at(head).filter(|m| m.form != Form::Demonym && m.tokens.end > head);
    if let Some(m) = at_head.filter(|m| m.kind == Kind::Person) {
        return m.entity;
    }
    // "The party, to which Tavares belonged", "a charity founded by Bob Geldof": of whom else the phrase tells.
    let aside = |k: &usize| match syntax.tag(*k) {
        Tag::Wh => true,
        Tag::Participle | Tag::Past | Tag::Gerund => {
            !doc.tokens().flags(*k).has(Flags::CAP)
                && (*k == head + 1 || doc.tokens().gap(*k).has(Gap::COMMA))
        }
        _ => false,
    };
    let person = || {
        let own = tokens.start..(head + 1..tokens.end).find(aside).unwrap_or(tokens.end);
        // "Dalton's attorney, William Vig": the possessor is another person.
        mentions.within(own).find(|m| {
            let possessor = doc.tokens().flags(m.tokens.end - 1).has(Flags::POSSESSIVE);
            m.kind == Kind::Person && m.form != Form::Pronoun && !possessor
        })
    };
    let body = || {
        let own = |m: &&Found| m.kind.group() == Group::Organization;
        // "Le Parisien newspaper", "the rail operator, SNCF"
        let named = |m: &&Found| m.tokens.end == head && doc.marks(head).classes.has(groups);
        let apposed =
            |m: &&Found| m.tokens.end == tokens.end && doc.tokens().gap(head + 1).has(Gap::COMMA);
        let before = mentions.at(head.checked_sub(1)?).filter(named);
        before.or_else(|| mentions.at(head + 1).filter(apposed)).filter(own)
    };
    person().or(at_head).or_else(body).and_then(|m| m.entity)
}
