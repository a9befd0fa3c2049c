//! Offices: role nouns with what they are an office of, and who holds them.
//!
//! Found from each role noun outwards: the label grows to the left over its modifiers, the body stands right
//! before it ("Armenian Prime Minister") or behind it ("head of the Arakan Project"), the holder right behind
//! it, behind a comma, before a comma (apposition), or before a form of be.

use std::ops::Range;

use super::tables::{Glue, RoleClass, RoleHead, Tables, Tenure};
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
    pub gender: super::tables::Gender,
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
/// How far behind a role its body may stand.
const REACH: usize = 7;

pub(super) struct Finder<'a, 't> {
    pub doc: &'a Document<'t>,
    pub syntax: &'a Syntax,
    pub lexicon: &'a Lexicon,
    pub mentions: &'a Mentions,
    pub tables: &'a Tables,
}

/// All roles of a document, in order.
pub(super) fn find(f: &Finder<'_, '_>) -> Vec<Office> {
    let mut list: Vec<Office> = Vec::new();
    for sentence in f.doc.sentences() {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let mut i = range.start;
        while i < range.end {
            let Some((n, head)) = f.tables.role_at(f.doc, f.lexicon, i) else {
                i += 1;
                continue;
            };
            if f.mentions.index_at(i).is_some() || head.class == RoleClass::Suffix {
                i += 1;
                continue;
            }
            let mut end = i + n;
            let (mut start, mut head) = (i, head);
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
            i = end;
            if let Some(office) = f.office(&range, start, end, head) {
                list.push(office);
            }
        }
    }
    share(f, &mut list);
    list
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
        self.tables.glue(self.doc, self.lexicon, i)
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
    fn status_before(&self, i: usize, low: usize) -> Option<(usize, Tenure)> {
        for n in [2, 1] {
            if i < low + n || !(i - n + 1..=i).all(|k| self.tight(k)) {
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
    ) -> Option<Office> {
        let mut tenure = Tenure::Current;
        let mut start = head;
        let low = sentence.start;
        while start > low && head - start < MODIFIERS && self.tight(start) {
            if let Some((n, t)) = self.status_before(start, low) {
                tenure = t;
                // "former" ends the label to the left; a body or a determiner may stand before it.
                start -= n;
                return Some(self.finish(sentence, head, start + n..head_end, start, noun, tenure));
            }
            if self.flags(start - 1).has(Flags::POSSESSIVE) || !self.is_modifier(start - 1) {
                break;
            }
            start -= 1;
        }
        Some(self.finish(sentence, head, start..head_end, start, noun, tenure))
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
                && self.lexicon.classes(self.doc.words()[before]).has(self.tables.nouns)
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

    /// What follows a label: ", of the Arakan Project", "for the group", "of intelligence". Gives the label with
    /// the nouns that belong to it, where the phrase ends, and the body, with whether it is only a place.
    fn behind(
        &self,
        sentence: &Range<usize>,
        label: Range<usize>,
    ) -> (Range<usize>, usize, Option<(Body, bool)>) {
        let mut end = label.end;
        let mut label_end = label.end;
        for _ in 0..3 {
            if end >= sentence.end || !self.tight(end) {
                break;
            }
            let g = self.glue(end);
            let is_place = g.has(Glue::PLACE);
            if !g.has(Glue::LINK | Glue::PLACE) {
                break;
            }
            let limit = (end + 1 + REACH).min(sentence.end);
            let mut k = end + 1;
            let mut article = false;
            let mut found = None;
            while k < limit && self.gap(k).is_within(Gap::BLANK | Gap::HYPHEN | Gap::APOSTROPHE) {
                if let Some(m) = self.mentions.at(k) {
                    // "minister of intelligence Esmail Khatib": the name is the holder's.
                    if m.kind == Kind::Person && k > end + 1 && !article {
                        break;
                    }
                    found = Some(Body::Mention(k));
                    k = m.tokens.end;
                    break;
                }
                let g = self.glue(k);
                if g.has(Glue::DETERMINER) && k == end + 1 {
                    article = true;
                    k += 1;
                    continue;
                }
                if g.has(Glue::AND) && k > end + 1 && !is_place {
                    // "minister of justice and public safety"
                    k += 1;
                    continue;
                }
                if self.lexicon.classes(self.doc.words()[k]).has(self.tables.nouns) && article {
                    found = Some(Body::Noun(k));
                    k += 1;
                    break;
                }
                if !self.is_modifier(k) {
                    break;
                }
                k += 1;
            }
            if let Some(b) = found {
                // Nouns behind a demonym or a possessive belong to the phrase: "of Helmand's provincial council".
                let named = k;
                while k < limit && self.tight(k) && self.is_modifier(k) {
                    k += 1;
                }
                // "a spokesman for Palestinian president Mahmoud Abbas": for the person.
                if k > named && self.tight(k) && self.person_at(k).is_some() {
                    let m = self.mentions.at(k).map_or(k + 1, |m| m.tokens.end);
                    return (label.start..label_end, m, Some((Body::Mention(k), is_place)));
                }
                return (label.start..label_end, k, Some((b, is_place)));
            }
            // Trailing "and" is not part of it.
            while k > end + 1 && self.glue(k - 1).has(Glue::AND | Glue::DETERMINER) {
                k -= 1;
            }
            if k == end + 1 || is_place {
                break;
            }
            label_end = k;
            end = k;
        }
        (label.start..label_end, end, None)
    }

    fn holder(&self, sentence: &Range<usize>, o: &mut Office) {
        let (start, end) = (o.phrase.start, o.phrase.end);
        // "Prime Minister Nikol Pashinyan", "Police Chief Col. John Smith"
        if o.phrase.end == o.label.end {
            let mut k = end;
            for _ in 0..3 {
                if k < sentence.end
                    && self.mentions.index_at(k).is_none()
                    && self.gap(k).is_within(Gap::BLANK | Gap::STOP)
                    && self.tables.is_address(self.doc, self.lexicon, k)
                {
                    k += 1;
                } else {
                    break;
                }
            }
            let stop = if k > end { Gap::BLANK | Gap::STOP } else { Gap::BLANK };
            if k < sentence.end && self.gap(k).is_within(stop) && self.person_at(k).is_some() {
                o.holder = Some(k);
                o.rule = "title";
                return;
            }
        }
        // "the country's president, Emomali Rahmon,": a definite role with a body, then a comma and a name.
        if end < sentence.end
            && self.gap(end).has(Gap::COMMA)
            && (o.definite || start == sentence.start || o.body != Body::None)
        {
            let mut k = end;
            for _ in 0..2 {
                if k + 1 < sentence.end && self.tables.is_address(self.doc, self.lexicon, k) {
                    k += 1;
                }
            }
            if let Some(m) = self.person_at(k)
                && m.tokens.len() > 1
                && self.closes(m.tokens.end)
                && !self.before_comma(start)
            {
                o.holder = Some(k);
                o.rule = "apposition";
                return;
            }
        }
        if start == sentence.start {
            return;
        }
        // "Chris Lewa, head of the Arakan Project,", "Smith, 45, a spokesman for", "X (the mayor of Y)"
        if self.gap(start).has(Gap::COMMA | Gap::OPEN | Gap::DASH)
            && !self.gap(start).has(Gap::STOP | Gap::SEMICOLON)
        {
            let mut k = start - 1;
            if self.flags(k).has(Flags::DIGIT) && k > sentence.start && self.gap(k).has(Gap::COMMA)
            {
                k -= 1;
            }
            if self.person_at(k).is_some()
                && !self.flags(k).has(Flags::POSSESSIVE)
                && self.ends(end)
            {
                o.holder = Some(k);
                o.rule = "apposition";
                return;
            }
            return;
        }
        if !self.tight(start) {
            return;
        }
        // "Garcia was a member of", "Smith, who is the head of", "elected president"
        let verb = self.glue(start - 1);
        if !verb.has(Glue::IS | Glue::WAS | Glue::BECAME) {
            return;
        }
        let mut k = start - 1;
        for _ in 0..3 {
            if k == sentence.start {
                return;
            }
            k -= 1;
            if let Some(_m) = self.person_at(k) {
                if self.gap(k + 1).is_within(Gap::BLANK | Gap::COMMA) {
                    o.holder = Some(k);
                    o.rule = "copula";
                    if verb.has(Glue::WAS) {
                        o.tenure = Tenure::Past;
                    }
                }
                return;
            }
            if !self.glue(k).has(Glue::WHO | Glue::WAS | Glue::IS)
                && self.syntax.tag(k) != Tag::Adverb
                && self.syntax.tag(k) != Tag::Auxiliary
            {
                return;
            }
        }
    }

    /// A name that ends before token `i` is closed by punctuation or by a verb.
    fn closes(&self, i: usize) -> bool {
        i >= self.doc.len()
            || !self.gap(i).is_within(Gap::BLANK)
            || self.glue(i).has(Glue::WHO | Glue::WAS | Glue::IS)
            || matches!(self.syntax.tag(i), Tag::Verb | Tag::Past | Tag::Auxiliary | Tag::Modal)
    }

    /// A list such as "A, the president, B": the name before the comma is the likelier holder.
    fn before_comma(&self, start: usize) -> bool {
        start > 0 && self.gap(start).has(Gap::COMMA) && self.person_at(start - 1).is_some()
    }

    /// An apposition ends here: it is not the subject of the clause ("For Putin, the president of Ukraine is").
    fn ends(&self, i: usize) -> bool {
        i >= self.doc.len()
            || !self.gap(i).is_within(Gap::BLANK)
            || !matches!(self.syntax.tag(i), Tag::Verb | Tag::Auxiliary | Tag::Modal)
                && !self.glue(i).has(Glue::IS)
    }
}
