//! Offices: role nouns with what they are an office of, and who holds them.
//!
//! Found from each role noun outwards: the label grows to the left over its modifiers, the body stands right
//! before it ("Armenian Prime Minister") or behind it ("head of the Arakan Project"), the holder right behind
//! it, behind a comma, before a comma (apposition), or before a form of be.

mod around;

use std::ops::Range;

use bumpalo::{Bump, collections::Vec};

use super::tables::{Gender, Glue, RoleClass, RoleHead, Tables, Tenure};
use crate::{
    document::{Document, Flags, Gap},
    gazetteer::Kind,
    lang::Lexicon,
    mention::{Found, Mentions},
    syntax::{Syntax, Tag},
};

/// What an office belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Body {
    None,
    /// A mention that holds this token.
    Mention(usize),
    /// A noun that stands for something named before, at this token: "the group's leader".
    Noun(usize),
    /// "his spokesman", at this token.
    Pronoun(usize),
}

/// A role in the text.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    /// The label's tokens: "prime minister".
    pub label: Range<usize>,
    /// With determiner and body.
    pub phrase: Range<usize>,
    /// First token of the role noun.
    pub head: usize,
    pub class: RoleClass,
    pub gender: Gender,
    pub body: Body,
    /// A token of the holder's name.
    pub holder: Option<usize>,
    pub tenure: Tenure,
    /// Has "the" or a body in front.
    pub definite: bool,
    pub rule: &'static str,
}

/// How many words a label may have before its noun.
const MODIFIERS: usize = 6;

pub(super) struct Finder<'a, 't> {
    pub doc: &'a Document<'t>,
    pub syntax: &'a Syntax,
    pub lexicon: &'a Lexicon,
    pub mentions: &'a Mentions,
    pub tables: &'a Tables,
}

/// All roles of a document, in order; `sites` are the tokens where a role noun may begin.
#[inline(never)]
pub(super) fn find<'b>(
    f: &Finder<'_, '_>,
    sites: impl Iterator<Item = usize>,
    bump: &'b Bump,
) -> Vec<'b, Office> {
    let mut list: Vec<'_, Office> = Vec::with_capacity_in(16, bump);
    let sentences = f.doc.sentences();
    let mut free = 0;
    for i in sites {
        if i < free || f.mentions.index_at(i).is_some() {
            continue;
        }
        let Some((n, mut head)) = f.tables.role_at(f.doc, f.lexicon, i) else { continue };
        if head.class == RoleClass::Suffix {
            continue;
        }
        let sentence = &sentences[f.doc.sentence_of(i)].tokens;
        let range = sentence.start as usize..sentence.end as usize;
        let (mut start, mut end) = (i, i + n);
        // "Police Superintendent", "presidential candidate", "president-elect": the last noun counts.
        while end < range.end
            && f.tight(end)
            && f.mentions.index_at(end).is_none()
            && let Some((m, next)) = f.tables.role_at(f.doc, f.lexicon, end)
        {
            if next.class != RoleClass::Suffix {
                (start, head) = (end, next);
            }
            end += m;
        }
        free = end;
        list.push(f.office(&range, start, end, head));
    }
    share(f, &mut list);
    nest(&mut list);
    list
}

/// "A spokesman for the EU's policy chief, Kaja Kallas": the name is that of the role beside it.
fn nest(list: &mut [Office]) {
    for k in 1..list.len() {
        let (a, b) = list.split_at_mut(k);
        let (a, b) = (&mut a[k - 1], &b[0]);
        let within = a.phrase.contains(&b.head) && a.head < b.head;
        if within && a.rule == "apposition" && a.holder.is_some_and(|h| h > b.head) {
            a.holder = None;
        }
    }
}

/// "President and Commander-in-Chief X": the holder of the second role holds the first as well.
fn share(f: &Finder<'_, '_>, list: &mut [Office]) {
    for k in (1..list.len()).rev() {
        let (a, b) = list.split_at_mut(k);
        let (a, b) = (&mut a[k - 1], &b[0]);
        let joined = b.phrase.start == a.phrase.end + 1 && f.glue(a.phrase.end).has(Glue::AND);
        if joined && a.holder.is_none() && b.holder.is_some() && !b.definite {
            a.holder = b.holder;
            a.rule = b.rule;
        }
        if joined && a.holder.is_some() && b.holder.is_none() && a.rule == "apposition" {
            let (holder, body) = (a.holder, a.body);
            let b = &mut list[k];
            b.holder = holder;
            b.rule = "apposition";
            if b.body == Body::None {
                b.body = body;
            }
        }
    }
}

impl Finder<'_, '_> {
    fn glue(&self, i: usize) -> Glue {
        self.tables.glue(self.doc, i)
    }

    fn gap(&self, i: usize) -> Gap {
        self.doc.tokens().gap(i)
    }

    /// Only a blank or a hyphen stands before token `i`.
    fn tight(&self, i: usize) -> bool {
        i < self.doc.len() && self.gap(i).is_within(Gap::BLANK | Gap::HYPHEN)
    }

    fn flags(&self, i: usize) -> Flags {
        self.doc.tokens().flags(i)
    }

    fn person_at(&self, i: usize) -> Option<&Found> {
        self.mentions.at(i).filter(|m| m.kind == Kind::Person)
    }

    /// Whether token `i` can stand inside a label before its noun.
    fn is_modifier(&self, i: usize) -> bool {
        if self.mentions.index_at(i).is_some()
            || self.glue(i).has(Glue::STOP)
            || self.flags(i).has(Flags::DIGIT)
        {
            return false;
        }
        match self.syntax.tag(i) {
            Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Other => true,
            // "executing", "leading", "assistant", "elected"
            Tag::Participle | Tag::Gerund => self.flags(i).has(Flags::CAP),
            Tag::Verb | Tag::Past | Tag::Adverb => self.flags(i).has(Flags::CAP) && i > 0,
            _ => false,
        }
    }

    /// The status word or phrase that ends before token `i`, and its length.
    #[inline]
    fn status_before(&self, i: usize, low: usize) -> Option<(usize, Tenure)> {
        let begins = |n: usize| i >= low + n && self.doc.marks(i - n).begins(self.tables.status);
        if begins(1) || begins(2) { self.read_status(i, low) } else { None }
    }

    fn read_status(&self, i: usize, low: usize) -> Option<(usize, Tenure)> {
        for n in [2, 1] {
            if i < low + n
                || !self.doc.marks(i - n).begins(self.tables.status)
                || !(i - n + 1..=i).all(|k| self.tight(k))
            {
                continue;
            }
            let found = self.lexicon.longest(&self.doc.words()[i - n..i], self.tables.status);
            if let Some((m, e)) = found
                && m == n
            {
                return Some((n, self.tables.status_rows[e.row as usize]));
            }
        }
        None
    }

    fn office(
        &self,
        sentence: &Range<usize>,
        head: usize,
        head_end: usize,
        noun: RoleHead,
    ) -> Office {
        let mut tenure = Tenure::Current;
        let mut start = head;
        let low = sentence.start;
        while start > low && head - start < MODIFIERS && self.tight(start) {
            if let Some((n, t)) = self.status_before(start, low) {
                tenure = t;
                // "former" ends the label to the left; a body or a determiner may stand before it.
                start -= n;
                return self.finish(sentence, head, start + n..head_end, start, noun, tenure);
            }
            if self.flags(start - 1).has(Flags::POSSESSIVE) || !self.is_modifier(start - 1) {
                break;
            }
            start -= 1;
        }
        self.finish(sentence, head, start..head_end, start, noun, tenure)
    }

    /// Looks for body and holder around a label; `left` is where the label with its status word starts.
    fn finish(
        &self,
        sentence: &Range<usize>,
        head: usize,
        mut label: Range<usize>,
        left: usize,
        noun: RoleHead,
        mut tenure: Tenure,
    ) -> Office {
        let low = sentence.start;
        let (mut start, mut body) = (left, Body::None);
        let mut definite = false;
        // The body before: "Armenian", "the country's", "Somalia's", "his".
        for _ in 0..2 {
            if start == low || !self.gap(start).is_within(Gap::BLANK | Gap::APOSTROPHE | Gap::STOP)
            {
                break;
            }
            let before = start - 1;
            if let Some(m) = self.mentions.at(before) {
                let person = m.kind == Kind::Person;
                let stop = self.gap(start).has(Gap::STOP)
                    && m.span.end <= self.doc.tokens().full_end(before);
                let possessive = self.flags(before).has(Flags::POSSESSIVE)
                    || self.gap(start).has(Gap::APOSTROPHE);
                if stop || person && !possessive || body != Body::None && possessive {
                    break;
                }
                // "The Somalia National Security Minister": an unknown name between a country and a role is part of the role.
                let inner = body == Body::None
                    && m.entry.is_none()
                    && !person
                    && !possessive
                    && m.tokens.start > low
                    && self.tight(m.tokens.start)
                    && self.mentions.at(m.tokens.start - 1).is_some_and(|b| {
                        matches!(b.kind, Kind::Country | Kind::Nationality | Kind::Region)
                            || b.form == crate::mention::Form::Demonym
                    });
                if inner {
                    start = m.tokens.start;
                    label.start = start;
                    continue;
                }
                if body == Body::None || matches!(m.kind, Kind::Party) {
                    body = Body::Mention(before);
                }
                definite = true;
                start = m.tokens.start;
                if let Some((n, t)) = self.status_before(start, low) {
                    tenure = t;
                    start -= n;
                }
                continue;
            }
            if body == Body::None
                && self.flags(before).has(Flags::POSSESSIVE)
                && self.doc.marks(before).classes.has(self.tables.nouns)
            {
                body = Body::Noun(before);
                definite = true;
                start = before;
                continue;
            }
            break;
        }
        // Words between a determiner and the body or the label: "a 45-year-old", "the embattled".
        let mut det = start;
        if det > low && self.tight(det) {
            let g = self.glue(det - 1);
            if g.has(Glue::DETERMINER) {
                det -= 1;
                if g.has(Glue::POSSESSIVE) && body == Body::None {
                    body = Body::Pronoun(det);
                }
                definite = !g.has(Glue::INDEFINITE);
            }
        }
        let (label, end, behind) = self.behind(sentence, label);
        let mut place = None;
        if let Some((b, is_place)) = behind {
            let organization = match b {
                Body::Mention(t) => self.mentions.at(t).is_some_and(|m| m.kind.is_organization()),
                _ => false,
            };
            if body == Body::None && !is_place || organization && !is_place {
                body = b;
            } else if is_place {
                place = Some(b);
            }
        }
        if body == Body::None
            && let Some(p) = place
        {
            body = p;
        }
        let mut office = Office {
            phrase: det..end,
            head,
            class: noun.class,
            gender: noun.gender,
            label,
            body,
            holder: None,
            tenure,
            definite,
            rule: "role",
        };
        self.holder(sentence, &mut office);
        office
    }
}
