//! The frames: verbs, states, nouns, tolls, parts, zero.

use std::ops::Range;

use super::{
    super::Effect,
    Harm, Implied, Reading,
    tables::{Shape, Who},
};
use crate::{
    document::Gap,
    gazetteer::Kind,
    lang::Form as WordForm,
    mention::Form,
    syntax::{Tag, Tense, VerbGroup},
};

impl Reading<'_, '_> {
    /// Runs all frames of the sentence, precise before broad.
    pub fn frames(&mut self) {
        let (lexicon, doc) = (self.scan.lexicon, self.scan.doc);
        let t = &self.scan.tables.harm;
        let mut i = self.range.start;
        while i < self.range.end {
            let word = doc.words()[i];
            let classes = lexicon.classes(word);
            let starts = lexicon.starts(word);
            let mut step = 1;
            if classes.intersects(t.triggers) || starts.intersects(t.triggers) {
                if classes.has(t.nouns) || starts.has(t.nouns) {
                    step = step.max(self.noun(i));
                }
                if step == 1 && (classes.has(t.states) || starts.has(t.states)) {
                    step = step.max(self.state(i));
                }
                if step == 1 && (classes.has(t.verbs) || starts.has(t.verbs)) {
                    step = step.max(self.verb(i));
                }
            }
            i += step;
        }
        self.parts();
        self.implied.sort_by_key(|i| i.tokens.start);
        self.implied.dedup_by(|b, a| a.tokens.start == b.tokens.start);
    }

    /// Gives an effect to every number inside `phrase`; without one, a person there is one victim.
    fn assign(
        &mut self,
        phrase: &Range<usize>,
        effect: Effect,
        hypothetical: bool,
        rule: &'static str,
    ) {
        let mut any = false;
        for k in self.between(phrase.start, phrase.end).take(16) {
            let inside =
                self.items[k].tokens.start >= phrase.start && self.units[k].start < phrase.end;
            if !inside || !self.items[k].counts() {
                continue;
            }
            any = true;
            let head = self.head(k);
            if head.is_some_and(|h| !self.fits(h, effect)) {
                continue;
            }
            let old = &self.harms[k];
            let weaker = old.effect == Some(Effect::Affected) && effect != Effect::Affected;
            if old.effect.is_none() || weaker {
                self.harms[k] =
                    Harm { effect: Some(effect), victims: head, hypothetical, of: None, rule };
            }
        }
        if !any && !hypothetical {
            self.single(phrase, effect, rule);
        }
    }

    /// Whether these victims go with that effect.
    fn fits(&self, h: usize, effect: Effect) -> bool {
        if self.thing(h) {
            return false;
        }
        // What can be killed or hurt is people more often than not; much can be missing or rescued.
        let strict = !matches!(
            effect,
            Effect::Killed | Effect::Injured | Effect::Kidnapped | Effect::Charged
        );
        !strict && (self.scan.syntax.is_plural(h) || self.cap(h))
            || self.person(h)
            || self.state_or_verb(h)
            || self.scan.lexicon.classes(self.word(h)).has(self.scan.tables.harm.nouns)
    }

    fn state_or_verb(&self, h: usize) -> bool {
        let c = self.scan.lexicon.classes(self.word(h));
        let t = &self.scan.tables.harm;
        c.has(t.states) || c.has(t.verbs)
    }

    /// One victim without a number: a singular person, or a person's name.
    fn single(&mut self, phrase: &Range<usize>, effect: Effect, rule: &'static str) {
        if phrase.len() > 16 {
            return;
        }
        let h = phrase.end - 1;
        let mention = self.scan.mentions.at(h);
        let named = mention.is_some_and(|m| {
            m.kind == Kind::Person && matches!(m.form, Form::Name | Form::Partial)
        });
        let words = self.scan.lexicon.classes(self.word(h));
        let t = &self.scan.tables.harm;
        let common = (words.has(t.people) || words.has(t.roles))
            && !self.scan.syntax.is_plural(h)
            && mention.is_none_or(|m| m.form != Form::Demonym);
        let singular = common && self.singular(phrase);
        if !named && !singular {
            return;
        }
        let tokens = match mention {
            Some(m) if named => m.tokens.clone(),
            _ => phrase.clone(),
        };
        let harm = Harm { effect: Some(effect), victims: Some(h), rule, ..Harm::default() };
        self.implied.push(Implied { tokens, harm, negated: false });
    }

    /// Whether a phrase has a determiner that goes with one person.
    fn singular(&self, phrase: &Range<usize>) -> bool {
        let first = self.scan.doc.word(phrase.start);
        let form = self
            .scan
            .lexicon
            .entry(self.word(phrase.end - 1), self.scan.tables.harm.people)
            .is_none_or(|e| e.form.is(WordForm::BASE));
        let bad = ["no", "any", "all", "both", "these", "those", "other", "most", "many", "some"]
            .iter()
            .any(|w| first.eq_ignore_ascii_case(w));
        form && !bad
            && (phrase.len() > 1 || self.cap(phrase.start))
            && ![
                "police",
                "people",
                "staff",
                "crew",
                "family",
                "couple",
                "personnel",
                "other",
                "more",
            ]
            .iter()
            .any(|w| self.scan.doc.word(phrase.end - 1).eq_ignore_ascii_case(w))
    }

    /// "no one was injured", "no casualties".
    fn zero(&mut self, tokens: Range<usize>, effect: Effect) {
        let harm = Harm { effect: Some(effect), rule: "none", ..Harm::default() };
        self.implied.push(Implied { tokens, harm, negated: true });
    }

    fn verb(&mut self, i: usize) -> usize {
        let (scan, t) = (self.scan, &self.scan.tables.harm);
        let Some((len, e)) = scan.doc.phrase(scan.lexicon, i, t.verbs) else { return 1 };
        if i + len > self.range.end {
            return 1;
        }
        let (effect, who) = t.verb_rows[e.row as usize];
        let next = self.between(i + len, i + len + 1).find(|k| self.items[*k].counts());
        let group = scan.syntax.verb_group(i).filter(|g| g.head == i).cloned();
        let Some(g) = group else {
            // "killing at least 12": a number right behind makes it a verb.
            if next.is_some() && who == Who::Object && self.joined(i + len) {
                for p in self.objects(i + len) {
                    self.assign(&p, effect, false, "object");
                }
                return len;
            }
            return self.inside_phrase(i, e.form, effect, who, len);
        };
        if who == Who::Lives {
            return self.lives(i + len, effect, &g);
        }
        let bare = g.tokens.len() == 1;
        let past = e.form.is(WordForm(WordForm::PAST.0 | WordForm::PARTICIPLE.0));
        let end = i + len;
        let objects = self.objects(end);
        let dead = self.is_dead(&objects);
        let effect = if dead { Effect::Killed } else { effect };
        let infinitive = scan.syntax.tag(g.tokens.start) == Tag::To;
        let mut hypothetical = g.modal && g.tense != Tense::Past;
        if who == Who::Object {
            hypothetical |= infinitive;
        }
        let passive = match who {
            Who::Subject => true,
            Who::Both => objects.is_empty() || g.passive,
            _ if bare && past => objects.is_empty() || g.passive && !self.takes(&objects),
            _ => g.passive,
        };
        if !passive {
            if g.negated {
                // "did not kill anyone"
                return len;
            }
            for p in objects {
                self.assign(&p, effect, hypothetical, "object");
            }
            return len;
        }
        let Some(subject) = self.subject(g.tokens.start, !g.finite) else { return len };
        let first = scan.doc.word(subject.start);
        let nobody =
            ["no", "nobody", "none", "neither"].iter().any(|w| first.eq_ignore_ascii_case(w))
                || ["anyone", "anybody"].iter().any(|w| first.eq_ignore_ascii_case(w))
                    && (g.negated || self.negated_before(subject.start));
        if nobody {
            self.zero(subject.start..end, effect);
            return len;
        }
        if g.negated {
            return len;
        }
        let rule = if who == Who::Subject { "subject" } else { "passive" };
        for p in self.with_left(subject) {
            self.assign(&p, effect, hypothetical, rule);
        }
        len
    }

    /// Whether these look like what a past form acts on, so that it is no participle.
    fn takes(&self, objects: &[Range<usize>]) -> bool {
        objects.first().is_some_and(|p| self.counted(p) || self.person(p.end - 1))
    }

    /// "shot 3 people dead".
    fn is_dead(&self, objects: &[Range<usize>]) -> bool {
        let t = &self.scan.tables.harm;
        objects.last().is_some_and(|p| {
            self.joined(p.end)
                && self
                    .scan
                    .lexicon
                    .entry(self.word(p.end), t.states)
                    .is_some_and(|e| t.state_rows[e.row as usize] == Effect::Killed)
        })
    }

    /// A participle within a noun phrase: "seven kidnapped students", "45 wounded".
    fn inside_phrase(
        &mut self,
        i: usize,
        form: WordForm,
        effect: Effect,
        who: Who,
        len: usize,
    ) -> usize {
        let participle = form.is(WordForm(WordForm::PARTICIPLE.0 | WordForm::PAST.0));
        if !participle || !matches!(who, Who::Object) {
            return len;
        }
        let hit =
            self.around(i).find(|k| self.units[*k].contains(&i) && self.items[*k].tokens.end <= i);
        if let Some(k) = hit {
            // A headline in capitals: "4 Students Shot Outside School".
            if self.items[k].tokens.end < i && self.cap(i) && self.person(i - 1) {
                self.units[k].end = i;
            }
            let unit = self.units[k].clone();
            self.assign(&unit, effect, false, "participle");
        } else if let Some(k) = self.around(i).find(|k| self.items[*k].phrase.end == i)
            && self.joined(i)
        {
            let unit = self.items[k].phrase.clone();
            self.assign(&unit, effect, false, "participle");
        }
        len
    }

    /// "claimed 350,000 lives", "the lives of 12 miners were lost".
    fn lives(&mut self, end: usize, effect: Effect, g: &VerbGroup) -> usize {
        let t = &self.scan.tables.harm;
        let is_life = |h: usize| {
            self.scan
                .lexicon
                .entry(self.word(h), t.nouns)
                .is_some_and(|e| t.noun_rows[e.row as usize].1 == Shape::Lives)
        };
        let objects = self.objects(end);
        let mut hits: Vec<Range<usize>> =
            objects.into_iter().filter(|p| is_life(p.end - 1)).collect();
        if hits.is_empty()
            && let Some(s) = g.passive.then(|| self.subject(g.tokens.start, false)).flatten()
        {
            hits.extend(Some(s).filter(|p| is_life(p.end - 1)));
        }
        for p in hits {
            let of = self.is(p.end, t.words.of);
            let target = if of { self.phrase_at(p.end + 1).unwrap_or(p) } else { p };
            self.assign(&target, effect, g.modal, "lives");
        }
        1
    }

    /// "11 dead", "were still missing", "two of the wounded", "among the dead".
    fn state(&mut self, i: usize) -> usize {
        let (scan, t) = (self.scan, &self.scan.tables.harm);
        let Some((len, e)) = scan.doc.phrase(scan.lexicon, i, t.states) else { return 1 };
        if i + len > self.range.end {
            return 1;
        }
        let effect = t.state_rows[e.row as usize];
        // Within a number's phrase: "12 dead miners", "one of the dead".
        let within =
            self.around(i).find(|k| self.units[*k].contains(&i) && self.items[*k].tokens.end <= i);
        if let Some(k) = within {
            let unit = self.units[k].clone();
            self.assign(&unit, effect, false, "state");
            return len;
        }
        // "is among the dead", "were among the wounded"
        let among = i >= self.range.start + 2
            && self.is(i - 1, t.words.the)
            && self.is(i - 2, t.words.among);
        let verb_at = if among { i - 2 } else { i };
        let mut v = verb_at;
        while v > self.range.start + 1
            && (self.tag(v - 1) == Tag::Adverb
                || self.tag(v - 1) == Tag::Adjective && scan.syntax.verb_group(v - 2).is_some())
            && self.item_at(v - 1).is_none()
        {
            v -= 1;
        }
        if v == self.range.start || !self.joined(v) {
            return 1;
        }
        let own = scan.syntax.verb_group(i).filter(|g| g.tokens.start < i).cloned();
        if let Some(g) = own.clone().or_else(|| scan.syntax.verb_group(v - 1).cloned()) {
            let linking = among || own.is_some() || self.links(&g);
            if !linking {
                return 1;
            }
            let Some(subject) = self.subject(g.tokens.start, !g.finite) else { return len };
            if g.negated {
                return len;
            }
            for p in self.with_left(subject) {
                self.assign(&p, effect, g.modal, "state");
            }
            return len;
        }
        // "36 people dead", "left dozens homeless"
        if let Some(p) = self.phrase_at(i - 1).filter(|p| p.end == i) {
            let noun = self.joined(i + len)
                && !self.timed(i + len)
                && matches!(self.tag(i + len), Tag::Noun | Tag::Proper)
                && self.tag(i) == Tag::Adjective;
            let number = self.counted(&p);
            if !noun && number {
                self.assign(&p, effect, false, "state");
                for q in self.with_left(p).into_iter().skip(1) {
                    let next = q.end;
                    if !self.stated_after(next) {
                        self.assign(&q, effect, false, "state");
                    }
                }
                return len;
            }
        }
        1
    }

    fn stated_after(&self, i: usize) -> bool {
        let c = self.scan.lexicon.classes(self.word(i));
        c.intersects(self.scan.tables.harm.triggers)
    }

    /// be, remain, lie, feared, reported, pronounced, found, left: verbs that a state can follow.
    fn links(&self, g: &VerbGroup) -> bool {
        let w = self.scan.doc.word(g.head);
        [
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "remain",
            "remained",
            "remains",
            "lay",
            "lie",
            "reported",
            "feared",
            "found",
            "pronounced",
            "declared",
            "presumed",
            "believed",
            "confirmed",
            "left",
            "listed",
            "counted",
            "made",
            "held",
            "taken",
            "shot",
            "went",
            "gone",
            "go",
        ]
        .iter()
        .any(|v| w.eq_ignore_ascii_case(v))
    }

    /// "40 deaths", "the killing of three monks", "a death toll of 40", "no casualties".
    fn noun(&mut self, i: usize) -> usize {
        let (scan, t) = (self.scan, &self.scan.tables.harm);
        let Some((len, e)) = scan.doc.phrase(scan.lexicon, i, t.nouns) else { return 1 };
        if i + len > self.range.end {
            return 1;
        }
        let (effect, shape) = t.noun_rows[e.row as usize];
        let end = i + len;
        match shape {
            Shape::Lives => return 1,
            Shape::Toll => {
                self.toll(end, effect);
                return len;
            }
            _ => {}
        }
        let verbal = scan.syntax.verb_group(i).is_some_and(|g| g.head == i)
            && !matches!(self.tag(i), Tag::Noun | Tag::Proper);
        if verbal {
            return 1;
        }
        if matches!(shape, Shape::Count | Shape::Both) {
            // "no casualties", "without injuries"
            let negative = (self.range.start..i)
                .rev()
                .take(3)
                .find(|k| t.words.none.contains(&self.word(*k)) && self.word(*k).0 != 0);
            if let Some(k) = negative {
                let any = scan.doc.word(k).eq_ignore_ascii_case("any");
                let joined = (k + 1..=i).all(|j| self.joined(j));
                if joined && (!any || self.denied(k)) {
                    self.zero(k..end, effect);
                    return len;
                }
            }
            let counted = self.around(i).find(|k| {
                let unit = &self.units[*k];
                unit.contains(&i) && end == unit.end && self.items[*k].tokens.end <= i
            });
            if let Some(k) = counted {
                if self.items[k].counts() && self.harms[k].effect.is_none() {
                    self.harms[k] = Harm {
                        effect: Some(effect),
                        victims: Some(i),
                        rule: "noun",
                        ..Harm::default()
                    };
                }
                return len;
            }
            if e.form.is(WordForm::PLURAL) {
                self.rises(end, effect);
            }
        }
        if matches!(shape, Shape::Of | Shape::Both) && self.is(end, t.words.of) {
            for p in self.objects(end + 1) {
                self.assign(&p, effect, false, "noun");
            }
        }
        len
    }

    /// Whether a verb of the sentence before `i` is negated: "it did not appear that anyone was hurt".
    fn negated_before(&self, i: usize) -> bool {
        let groups = self.scan.syntax.verb_groups();
        let to = groups.partition_point(|g| g.tokens.end <= i);
        groups[..to]
            .iter()
            .rev()
            .take_while(|g| g.tokens.start >= self.range.start)
            .take(3)
            .any(|g| g.negated)
    }

    /// Whether "any" at `k` stands under a negation: "did not cause any casualties".
    fn denied(&self, k: usize) -> bool {
        k > self.range.start && self.scan.syntax.verb_group(k - 1).is_some_and(|g| g.negated)
    }

    /// "a death toll of 40", "the toll … has risen to 126", "raising the toll to 143".
    fn toll(&mut self, end: usize, effect: Effect) {
        let t = &self.scan.tables.harm;
        for k in self.between(end, end + 25) {
            let start = self.items[k].phrase.start;
            if start < end || !self.items[k].counts() {
                continue;
            }
            if start > end + 24 || self.harms[k].effect.is_some() {
                break;
            }
            let before = self.word(start - 1);
            if before == t.words.from {
                continue;
            }
            let head = self.head(k);
            let fits = head.is_none_or(|h| self.fits(h, effect));
            if t.words.at.contains(&before) && fits {
                let hypothetical = self
                    .scan
                    .syntax
                    .verb_groups()
                    .iter()
                    .skip(self.scan.syntax.verb_groups().partition_point(|g| g.tokens.start < end))
                    .take_while(|g| g.tokens.start < start)
                    .any(|g| g.modal);
                self.harms[k] = Harm {
                    effect: Some(effect),
                    victims: head,
                    hypothetical,
                    of: None,
                    rule: "toll",
                };
                break;
            }
        }
    }

    /// "casualties rose by 24 percent to 4,853".
    fn rises(&mut self, end: usize, effect: Effect) {
        let t = &self.scan.tables.harm;
        let changes = (end..self.range.end.min(end + 12))
            .find(|k| self.scan.lexicon.classes(self.word(*k)).has(t.changes));
        let Some(v) = changes else { return };
        for k in self.between(v + 1, v + 10) {
            let start = self.items[k].phrase.start;
            if start > v && start < v + 10 && self.is(start - 1, t.words.to) {
                if self.items[k].counts()
                    && self.harms[k].effect.is_none()
                    && self.head(k).is_none()
                {
                    self.harms[k] = Harm { effect: Some(effect), rule: "toll", ..Harm::default() };
                }
                break;
            }
        }
    }

    /// "12 people, including three children"; "three of them children".
    fn parts(&mut self) {
        let t = &self.scan.tables.harm;
        for k in 1..self.items.len() {
            if self.harms[k].effect.is_some() || !self.items[k].counts() {
                continue;
            }
            let start = self.items[k].phrase.start;
            let of_them = self.is(self.items[k].phrase.end, t.words.of)
                && ["them", "whom"]
                    .iter()
                    .any(|w| self.surface(self.items[k].phrase.end + 1).eq_ignore_ascii_case(w));
            // Joined to an earlier part: "including two women and three children".
            let mut before = start;
            let mut part = of_them;
            for _ in 0..3 {
                if part || before <= self.range.start {
                    break;
                }
                let w = self.word(before - 1);
                if t.words.parts.contains(&w) && w.0 != 0 {
                    part = true;
                } else if ["them", "whom"]
                    .iter()
                    .any(|x| self.scan.doc.word(before - 1).eq_ignore_ascii_case(x))
                {
                    before -= 1;
                } else if self.tag(before - 1) == Tag::Conjunction
                    || self.gap(before).has(Gap::COMMA)
                {
                    let j =
                        if self.tag(before - 1) == Tag::Conjunction { before - 1 } else { before };
                    match j.checked_sub(1).and_then(|j| self.phrase_at(j)).filter(|p| p.end == j) {
                        Some(p) => before = p.start,
                        None => break,
                    }
                } else {
                    break;
                }
            }
            let head = self.head(k);
            if !part || head.is_some_and(|h| !self.person(h)) && !of_them {
                continue;
            }
            let whole = (0..k)
                .rev()
                .take(8)
                .find(|j| self.harms[*j].effect.is_some() && self.harms[*j].of.is_none());
            if let Some(w) = whole {
                let near = self.items[k].tokens.start - self.items[w].tokens.end < 30;
                if near {
                    self.harms[k] = Harm {
                        effect: self.harms[w].effect,
                        victims: head,
                        hypothetical: self.harms[w].hypothetical,
                        of: Some(w),
                        rule: "part",
                    };
                }
            }
        }
    }
}
