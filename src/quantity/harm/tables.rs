//! Words of harm, read once.

use super::super::{Effect, tables::read};
use crate::{
    error::Error,
    lang::{Class, ClassSet, LanguagePack, Row, WordId},
};

/// Who is harmed by a verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Who {
    Object,
    /// The object, only where a noun says that it is people: "seized 12 sailors", not "seized 12".
    People,
    /// The subject, of an injury as the object: "suffered burns".
    Bearer,
    Subject,
    /// The subject, where it is counted and does not flee from justice.
    Refugees,
    Both,
    Lives,
    /// The same, or people that a disease took from the subject.
    Losers,
    /// None: a phrase with a verb of harm that harms nobody.
    Nobody,
}

/// Where the victims of a noun stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Count,
    Of,
    Both,
    Toll,
    Lives,
    /// Only what a verb says somebody bears: "suffered burns".
    Borne,
    /// Only cases of a disease.
    Case,
    /// Where a verb brings them: "to safety".
    Goal,
}

pub(crate) struct Tables {
    /// Verbs of change, for ranges and tolls.
    pub changes: Class,
    pub(in crate::quantity) verbs: Class,
    pub(in crate::quantity) states: Class,
    pub(in crate::quantity) nouns: Class,
    pub(in crate::quantity) people: Class,
    /// By row of these: who flees from justice.
    pub(super) wanted: Vec<bool>,
    pub(super) things: Class,
    /// Last words of roles.
    pub(super) roles: Class,
    pub(super) saying: Class,
    pub(super) diseases: Class,
    /// Words of events, and by row whether people die in such: attacks and disasters.
    pub(super) events: Class,
    pub(super) deadly: Vec<bool>,
    /// father, mother: "of three" behind them counts children.
    pub(super) kin: Class,
    /// Classes that open a frame.
    pub(in crate::quantity) triggers: ClassSet,
    pub(super) verb_rows: Vec<(Effect, Who)>,
    pub(super) state_rows: Vec<Effect>,
    pub(super) noun_rows: Vec<(Effect, Shape)>,
    pub(super) words: Words,
}

/// Function words that the frames know by name.
pub(super) struct Words {
    pub of: WordId,
    pub among: WordId,
    pub the: WordId,
    pub death: WordId,
    pub to: WordId,
    pub from: WordId,
    pub all: WordId,
    pub still: WordId,
    pub have: Vec<WordId>,
    pub r#in: WordId,
    pub number: WordId,
    pub a: WordId,
    pub aged: Vec<WordId>,
    pub totals: Vec<WordId>,
    pub compared: WordId,
    pub confirmed: Vec<WordId>,
    pub directions: Vec<WordId>,
    pub includes: Vec<WordId>,
    pub parts: Vec<WordId>,
    pub none: Vec<WordId>,
    pub nobody: Vec<WordId>,
    pub those: Vec<WordId>,
    pub at: Vec<WordId>,
}

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let class = |name: &str| lexicon.require(name);
        let (verbs, states, nouns) =
            (class("casualty-verbs")?, class("casualty-states")?, class("casualty-nouns")?);
        let id = |w: &str| lexicon.named(w);
        let ids = |list: &[&str]| -> Result<Vec<WordId>, Error> {
            let mut ids = list.iter().map(|w| id(w)).collect::<Result<Vec<_>, _>>()?;
            ids.retain(|w| w.0 != 0);
            Ok(ids)
        };
        let (people, wanted) = lexicon.compile("victim-nouns", |r| match r.field(1) {
            "" => Ok(false),
            "wanted" => Ok(true),
            _ => Err((r.word().chars().count() + 2, "expected wanted or nothing".into())),
        })?;
        let (events, deadly) = lexicon.compile("event-triggers", |r| {
            Ok(r.field(2).split(',').any(|t| matches!(t, "violent" | "disaster")))
        })?;
        Ok(Self {
            changes: class("change-verbs")?,
            verbs,
            states,
            nouns,
            people,
            wanted,
            things: class("no-victims")?,
            roles: class("role-heads")?,
            saying: class("reporting-verbs")?,
            diseases: class("diseases")?,
            events,
            deadly,
            kin: class("kin-words")?,
            triggers: [verbs, states, nouns].into_iter().collect(),
            verb_rows: read(lexicon, "casualty-verbs", verb)?,
            state_rows: read(lexicon, "casualty-states", |r| effect(r, 1))?,
            noun_rows: read(lexicon, "casualty-nouns", noun)?,
            words: Words {
                of: id("of")?,
                among: id("among")?,
                the: id("the")?,
                to: id("to")?,
                death: id("death")?,
                from: id("from")?,
                all: id("all")?,
                still: id("still")?,
                have: ids(&["has", "have", "had", "having"])?,
                r#in: id("in")?,
                number: id("number")?,
                a: id("a")?,
                aged: ids(&["age", "aged", "ages"])?,
                confirmed: ids(&["confirmed", "probable", "suspected"])?,
                compared: id("compared")?,
                directions: ids(&["up", "down"])?,
                totals: ids(&["count", "figure", "number", "tally", "toll", "total"])?,
                includes: ids(&["include", "included", "includes"])?,
                parts: ids(&["including", "includes", "included", "among"])?,
                none: ids(&["no", "nobody", "none", "without", "any", "anyone", "anybody"])?,
                nobody: ids(&["none", "neither", "nobody"])?,
                those: ids(&["those", "people", "persons"])?,
                at: ids(&[
                    "of",
                    "to",
                    "at",
                    "is",
                    "was",
                    "as",
                    "reached",
                    "reaches",
                    "hit",
                    "hits",
                    "passed",
                    "passes",
                    "exceeds",
                    "exceeded",
                    "tops",
                    "topped",
                    "surpassed",
                    "nears",
                    "now",
                    "around",
                    "nearing",
                    "reaching",
                    "stands",
                    "stood",
                    "be",
                    "been",
                ])?,
            },
        })
    }
}

fn effect(r: &Row, k: usize) -> Result<Effect, (usize, &'static str)> {
    Ok(match r.field(k) {
        "killed" => Effect::Killed,
        "injured" => Effect::Injured,
        "missing" => Effect::Missing,
        "detained" => Effect::Detained,
        "kidnapped" => Effect::Kidnapped,
        "displaced" => Effect::Displaced,
        "evacuated" => Effect::Evacuated,
        "rescued" => Effect::Rescued,
        "infected" => Effect::Infected,
        "charged" => Effect::Charged,
        "affected" => Effect::Affected,
        _ => return Err((k, "an effect such as killed or injured")),
    })
}

fn verb(r: &Row) -> Result<(Effect, Who), (usize, &'static str)> {
    let who = match r.field(2) {
        "object" => Who::Object,
        "people" => Who::People,
        "bearer" => Who::Bearer,
        "subject" => Who::Subject,
        "refugees" => Who::Refugees,
        "both" => Who::Both,
        "lives" => Who::Lives,
        "losers" => Who::Losers,
        "nobody" => Who::Nobody,
        _ => {
            let known = "object, people, bearer, subject, refugees, both, lives, losers or nobody";
            return Err((2, known));
        }
    };
    Ok((effect(r, 1)?, who))
}

fn noun(r: &Row) -> Result<(Effect, Shape), (usize, &'static str)> {
    let shape = match r.field(2) {
        "count" => Shape::Count,
        "of" => Shape::Of,
        "both" => Shape::Both,
        "toll" => Shape::Toll,
        "lives" => Shape::Lives,
        "borne" => Shape::Borne,
        "case" => Shape::Case,
        "goal" => Shape::Goal,
        _ => return Err((2, "count, of, both, toll, lives, borne, case or goal")),
    };
    Ok((effect(r, 1)?, shape))
}
