//! Events: light frames that gather what belongs together.
//!
//! A word of the trigger list opens a frame; place, time and actors are taken from its sentence. A frame that
//! takes up an earlier one ("the attack", the same kind at the same place) joins it.

mod actors;
mod attach;
mod detect;
mod merge;
mod place;
mod tables;

use bumpalo::Bump;
use serde::{Deserialize, Serialize};

use crate::{
    claim::Claim,
    coref::Entity,
    cue::{self, Cue, kind},
    document::{Document, ZoneKind},
    lang::LanguagePack,
    mention::{EntityIx, Mentions},
    quantity::Quantity,
    quote::Quote,
    span::Span,
    syntax::Syntax,
    text::Text,
    timex::Timex,
};
pub(crate) use tables::Tables;

/// What a party has to do with an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Actor {
    /// `perpetrator`, `victim`, `organiser`, `party`; `claimant` who claims responsibility, `accused` who is
    /// blamed.
    pub role: Text,
    /// Who.
    pub entity: EntityIx,
}

/// Something that happened, or is said to have.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use copydesk::Extractor;
///
/// let text = "A car bomb exploded in Baghdad, killing at least 12 people. Islamic State claimed responsibility for the attack.";
/// let sheet = Extractor::new().extract(text);
/// let event = &sheet.events[0];
/// assert_eq!(&*event.kind, "bombing");
/// assert_eq!(&*event.actors[0].role, "claimant");
/// assert_eq!(&*sheet.quantities[event.counts[0] as usize].text, "at least 12 people");
/// # }
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Event {
    /// `attack`, `bombing`, `election`, …: a kind of the trigger list.
    pub kind: Text,
    /// The word that names it first.
    pub trigger: Span,
    /// Further words for the same event.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub mentions: Vec<Span>,
    /// Where.
    pub place: Option<EntityIx>,
    /// When: index into `times`.
    pub time: Option<u32>,
    /// Who.
    pub actors: Vec<Actor>,
    /// Indexes of the quantities that count its victims.
    pub counts: Vec<u32>,
    /// Indexes of the claims of responsibility, denials and accusations that speak of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub claims: Vec<u32>,
    /// The zone it stands in.
    pub zone: ZoneKind,
    /// What made this record.
    pub rule: Text,
}

/// Finds events and gives the quantities their place, time and source.
#[allow(clippy::too_many_arguments)]
#[inline(never)]
pub(crate) fn find(
    doc: &Document<'_>,
    syntax: &Syntax,
    cues: &[Cue],
    mentions: &Mentions,
    entities: &[Entity],
    times: &[Timex],
    quantities: &mut [Quantity],
    quotes: &[Quote],
    claims: &[Claim],
    pack: &LanguagePack,
    tables: &Tables,
    bump: &Bump,
) -> Vec<Event> {
    let lexicon = pack.lexicon();
    let reader = detect::Reader { doc, syntax, mentions, entities, times, lexicon, tables, bump };
    let mut frames = merge::Frames::new(bump);
    attach::sources(quantities, quotes, claims, bump);
    let mut found = detect::Triggers::new_in(bump);
    let mut homes = bumpalo::collections::Vec::new_in(bump);
    let mut rest = cue::gather(cues, kind::EVENT | kind::BLAME, bump);
    let (mut q, mut last) = (0, None);
    for sentence in doc.sentences() {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let cues = cue::cut(&mut rest, range.end);
        let triggered = cues.iter().any(|c| c.kinds & kind::EVENT != 0);
        let counted = quantities.get(q).is_some_and(|q| q.span.start < sentence.span.end);
        if !triggered && !counted || range.is_empty() || !doc.zone_of(range.start).kind.is_body() {
            continue;
        }
        found.clear();
        homes.clear();
        if triggered {
            reader.sentence(&range, cues, &quantities[q..], &mut found);
            reader.blame(&range, cues, &mut found);
            found.retain(|f| !f.again || frames.tell(f.kind_id));
        }
        homes.extend(found.iter().map(|f| frames.place(f, &reader)));
        q = attach::counts(
            &reader,
            range,
            quantities,
            q,
            &found,
            &homes,
            &mut last,
            frames.events_mut(),
        );
    }
    frames.claims(claims, |a, b| reader.apart(a, b), bump);
    frames.into_events()
}
