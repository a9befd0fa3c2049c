//! Words and rules of the stage, read once.

use super::{Certainty, Stance};
use crate::{
    cue::{self, kind},
    error::{Error, Problem},
    lang::{Class, ClassSet, LanguagePack, Lexicon, Roles},
    matcher::{Matcher, Rule, Value},
    text::Text,
};

/// What reading claims needs of a language pack.
pub(crate) struct Tables {
    pub(super) matcher: Matcher,
    /// Whether the matcher looks for words that the pack does not list, so that they are not among the cues.
    pub(super) unlisted: bool,
    /// By rule of the matcher.
    pub(super) frames: Vec<Frame>,
    pub(super) hedges: Class,
    /// Certainty by row of `hedges`.
    pub(super) hedged: Vec<Certainty>,
    pub(super) rebuttals: Class,
    /// Small words.
    pub(super) roles: Roles,
    /// Closed-class words that say that there is nobody or nothing, by row.
    pub(super) functions: Class,
    pub(super) negative: Vec<bool>,
    pub(super) acts: Class,
    /// Statements, reports, spokesmen.
    pub(super) mouths: Class,
    pub(super) groups: Class,
    /// Names of days and months.
    pub(super) days: ClassSet,
}

/// Roles of small words: `words/claim-words.tsv` explains them.
pub(super) mod role {
    use crate::lang::{Bits, names};
    names! {
        SELF "self" 0,
        OWN "own" 1,
        ASKS "asks" 2,
        MUST "must" 3,
        NEED "need" 4,
        HAVE "have" 5,
        BASE "base" 6,
        AHEAD "ahead" 7,
        MAY "may" 8,
        SEEM "seem" 9,
        SO "so" 10,
        BE "be" 11,
        NO "no" 12,
        GROUND "ground" 13,
        TRUE "true" 14,
        EXIST "exist" 15,
        CARRY "carry" 16,
        OUT "out" 17,
        BEHIND "behind" 18,
        ANSWER "answer" 19,
        INVOLVED "involved" 20,
        NOTHING "nothing" 21,
        TO "to" 22,
        DO "do" 23,
        THAT "that" 24,
        BY "by" 25,
        FOR "for" 26,
        NOBODY "nobody" 27,
        YET "yet" 28,
    }
}

/// Where a rule's source comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    Subject,
    Agent,
    Owner,
    None,
}

/// Where a rule's content comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Content {
    Slot,
    After,
    That,
    Clause,
    Noun,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Voice {
    Any,
    Active,
    Passive,
    /// The cue is a noun.
    Noun,
}

/// A rule's keys, read.
pub(super) struct Frame {
    /// The rule's name.
    pub rule: Text,
    pub stance: Stance,
    pub certainty: Certainty,
    pub source: Source,
    pub content: Content,
    pub voice: Voice,
    pub head: Option<Class>,
    pub negated: bool,
    /// The target is the subject of a passive.
    pub target_subject: bool,
    pub slots: Slots,
}

/// Slot numbers of a rule.
#[derive(Clone, Copy, Default)]
pub(super) struct Slots {
    pub content: Option<usize>,
    pub source: Option<usize>,
    pub target: Option<usize>,
    pub cue: Option<usize>,
}

/// Kinds that patterns of this stage may name; [`rules`](super::rules) answers them.
pub(super) const KINDS: [&str; 4] = ["np", "verb", "participle", "gerund"];

const STANCES: [(&str, Stance); 9] = [
    ("asserts", Stance::Asserts),
    ("denies", Stance::Denies),
    ("hedges", Stance::Hedges),
    ("alleges", Stance::Alleges),
    ("accuses", Stance::Accuses),
    ("claims_responsibility", Stance::ClaimsResponsibility),
    ("denies_responsibility", Stance::DeniesResponsibility),
    ("predicts", Stance::Predicts),
    ("demands", Stance::Demands),
];
const CERTAINTIES: [(&str, Certainty); 4] = [
    ("certain", Certainty::Certain),
    ("probable", Certainty::Probable),
    ("possible", Certainty::Possible),
    ("unlikely", Certainty::Unlikely),
];
const SOURCES: [(&str, Source); 4] = [
    ("subject", Source::Subject),
    ("agent", Source::Agent),
    ("owner", Source::Owner),
    ("none", Source::None),
];
const CONTENTS: [(&str, Content); 5] = [
    ("that", Content::That),
    ("slot", Content::Slot),
    ("after", Content::After),
    ("clause", Content::Clause),
    ("noun", Content::Noun),
];
const VOICES: [(&str, Voice); 3] =
    [("active", Voice::Active), ("passive", Voice::Passive), ("noun", Voice::Noun)];
const TRUTH: [(&str, bool); 2] = [("true", true), ("false", false)];
const TARGETS: [(&str, bool); 1] = [("subject", true)];

/// How certain a source is when only the stance is known.
pub(super) fn certainty(stance: Stance) -> Certainty {
    match stance {
        Stance::Hedges | Stance::Alleges => Certainty::Possible,
        Stance::Predicts => Certainty::Probable,
        Stance::Denies | Stance::DeniesResponsibility => Certainty::Unlikely,
        _ => Certainty::Certain,
    }
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let matcher = Matcher::compile(pack, "claims", &KINDS)?;
        let mut problems = Vec::new();
        let frames = matcher.rules().iter().map(|r| frame(r, pack, &mut problems)).collect();
        if !problems.is_empty() {
            return Err(Error::data("rules/claims.toml", problems));
        }
        let hedges = lexicon.require("hedges")?;
        let mut problems = Vec::new();
        let hedged = lexicon
            .rows(hedges)
            .map(|row| {
                let column = row.word().chars().count() + 2;
                let value = Value { text: row.field(1), line: row.line as usize, column };
                pick(Some(value), "certainty", &CERTAINTIES, &mut problems)
                    .unwrap_or(Certainty::Possible)
            })
            .collect();
        if !problems.is_empty() {
            return Err(Error::data("words/hedges.tsv", problems));
        }
        let (functions, negative) =
            lexicon.compile("function-words", |row| Ok(row.field(2).contains("negative")))?;
        let unlisted = matcher.anchors().any(|hash| !lexicon.is_own(lexicon.word(hash)));
        Ok(Self {
            matcher,
            unlisted,
            frames,
            hedges,
            hedged,
            rebuttals: lexicon.require("rebuttals")?,
            roles: Roles::read(lexicon, "claim-words", role::get)?,
            functions,
            negative,
            acts: lexicon.require("act-nouns")?,
            mouths: lexicon.require("mouthpieces")?,
            groups: lexicon.require("group-nouns")?,
            days: [lexicon.require("weekdays")?, lexicon.require("months")?].into_iter().collect(),
        })
    }
}

impl Tables {
    /// Marks the words that the patterns are found by, and those that hedge.
    pub fn cues(&self, lexicon: &Lexicon, cues: &mut cue::Tables) {
        let anchors = self.matcher.anchors().map(|hash| lexicon.word(hash));
        anchors.filter(|w| lexicon.is_own(*w)).for_each(|word| cues.word(word, kind::CLAIM));
        lexicon.members(self.hedges).iter().for_each(|(word, _)| cues.word(*word, kind::HEDGE));
    }
}

/// The meaning of a key's value; a complaint when it has none.
fn pick<T: Copy>(
    value: Option<Value<'_>>,
    key: &str,
    known: &[(&str, T)],
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let value = value?;
    let found = known.iter().find(|(name, _)| *name == value.text).map(|(_, t)| *t);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(n, _)| *n).collect();
        let message = format!("read {key} `{}`, expected one of {}", value.text, names.join(", "));
        problems.push(Problem::new(value.line, value.column, message));
    }
    found
}

fn frame(rule: &Rule, pack: &LanguagePack, problems: &mut Vec<Problem>) -> Frame {
    for key in ["stance", "source", "content"] {
        if rule.value(key).is_none() {
            problems.push(Problem::new(rule.line, 1, format!("`{}` has no {key}", rule.name)));
        }
    }
    let stance =
        pick(rule.value("stance"), "stance", &STANCES, problems).unwrap_or(Stance::Asserts);
    let sure = pick(rule.value("certainty"), "certainty", &CERTAINTIES, problems);
    let source = pick(rule.value("source"), "source", &SOURCES, problems);
    let content = pick(rule.value("content"), "content", &CONTENTS, problems);
    let head = rule.value("head").and_then(|v| {
        let class = pack.lexicon().class(v.text);
        if class.is_none() {
            let message = format!("read class `{}`, but there is no words/{}.tsv", v.text, v.text);
            problems.push(Problem::new(v.line, v.column, message));
        }
        class
    });
    Frame {
        rule: Text::from_static(rule.name),
        stance,
        certainty: sure.unwrap_or(certainty(stance)),
        source: source.unwrap_or(Source::None),
        content: content.unwrap_or(Content::Slot),
        voice: pick(rule.value("voice"), "voice", &VOICES, problems).unwrap_or(Voice::Any),
        head,
        negated: pick(rule.value("negated"), "negated", &TRUTH, problems).unwrap_or(false),
        target_subject: pick(rule.value("target"), "target", &TARGETS, problems).unwrap_or(false),
        slots: Slots {
            content: rule.slot("content"),
            source: rule.slot("source"),
            target: rule.slot("target"),
            cue: rule.slot("cue"),
        },
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_found_by_words_that_the_pack_tells_apart() {
        let pack = LanguagePack::english();
        let tables = Tables::new(&pack).expect("the embedded pack");
        let lexicon = pack.lexicon();
        let own = |hash: &u64| lexicon.is_own(lexicon.word(*hash));
        let others: Vec<u64> = tables.matcher.anchors().filter(|hash| !own(hash)).collect();
        assert_eq!(others, [0; 0], "hashes of words that words/own-words.tsv is to list");
    }
}
