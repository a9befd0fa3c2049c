//! What stands behind a role, and who holds it.

use std::ops::Range;

use super::{Body, Finder, Office};
use crate::{
    coref::tables::{Glue, Tenure},
    document::{Flags, Gap},
    gazetteer::Kind,
    mention::Found,
    syntax::Tag,
};

/// How far behind a role its body may stand.
const REACH: usize = 7;

impl Finder<'_, '_> {
    /// What follows a label: ", of the Arakan Project", "for the group", "of intelligence". Gives the label with
    /// the nouns that belong to it, where the phrase ends, and the body, with whether it is only a place.
    pub(super) fn behind(
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
                    // "minister of intelligence Esmail Khatib": the name is the holder's; but that of "a spokesman for
                    // House Speaker Mike Johnson" is the speaker's.
                    let office =
                        |j: usize| self.tables.role_at(self.doc, self.lexicon, j).is_some();
                    let titled = || (end + 1..k).any(office);
                    if m.kind == Kind::Person && k > end + 1 && !article && !titled() {
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
                if self.doc.marks(k).classes.has(self.tables.nouns) && article {
                    found = Some(Body::Noun(k));
                    k += 1;
                    break;
                }
                if !self.is_modifier(k) {
                    break;
                }
                k += 1;
            }
            if let Some(mut b) = found {
                // "of the Metropolitan Police's Counter Terrorism Command": of the part, not of the whole.
                while k < limit
                    && let Some(next) = self.possessed(k)
                    && let Some(part) = self.mentions.at(next)
                    && part.kind.is_organization()
                {
                    b = Body::Mention(next);
                    k = part.tokens.end;
                }
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

    /// The token behind a possessive ending, of a name that ends before token `k`.
    fn possessed(&self, k: usize) -> Option<usize> {
        if self.flags(k - 1).has(Flags::POSSESSIVE) {
            return self.gap(k).is_within(Gap::BLANK | Gap::APOSTROPHE).then_some(k);
        }
        // "the U.N.'s": the ending is a word of its own behind a full stop.
        let apart = self.gap(k).is_within(Gap::STOP | Gap::APOSTROPHE)
            && self.gap(k).has(Gap::APOSTROPHE)
            && self.doc.word(k) == "s"
            && k + 1 < self.doc.len();
        (apart && self.gap(k + 1) == Gap::SPACE).then_some(k + 1)
    }

    pub(super) fn holder(&self, sentence: &Range<usize>, o: &mut Office) {
        let (start, end) = (o.phrase.start, o.phrase.end);
        // "Prime Minister Nikol Pashinyan", "Police Chief Col. John Smith"
        if o.phrase.end == o.label.end {
            let mut k = end;
            for _ in 0..3 {
                if k < sentence.end
                    && self.mentions.index_at(k).is_none()
                    && self.gap(k).is_within(Gap::BLANK | Gap::STOP)
                    && self.tables.is_address(self.doc, k)
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
                if k + 1 < sentence.end && self.tables.is_address(self.doc, k) {
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
            if self.person_at(k).is_some() {
                let gap = self.gap(k + 1);
                if gap.is_within(Gap::BLANK | Gap::COMMA) {
                    // "Berg, a lawyer who advised the mayor, Jo Hill, was named minister": what two commas cut off is no
                    // subject, the name that opens the sentence is.
                    let cut = gap.has(Gap::COMMA) && !self.glue(k + 1).has(Glue::WHO);
                    let opens = |m: &Found| self.gap(m.tokens.end).has(Gap::COMMA);
                    if cut && !self.person_at(sentence.start).is_some_and(opens) {
                        return;
                    }
                    o.holder = Some(if cut { sentence.start } else { k });
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
