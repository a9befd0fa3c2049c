//! What belongs to an event: counts, claims; and what belongs to a count: place, time, source.

use std::ops::Range;

use bumpalo::Bump;

use super::{
    Actor, Event,
    detect::{Found, Reader},
    tables::Family,
};
use crate::{
    claim::{Claim, Stance},
    quantity::{Effect, Quantity},
    quote::Quote,
    span::Span,
    text::Text,
};

/// Gives each count the speaker of the innermost quotation or statement that holds it.
pub(super) fn sources(
    quantities: &mut [Quantity],
    quotes: &[Quote],
    claims: &[Claim],
    bump: &Bump,
) {
    if quantities.is_empty() {
        return;
    }
    // Of contents that cross, the later one; lengths in bytes would hang on how letters are composed.
    let innermost = bump.alloc_slice_fill_copy(quantities.len(), None::<Span>);
    let inner = |new: Span, old: Span| (new.start, old.end) > (old.start, new.end);
    let said = quotes.iter().filter_map(|q| Some((q.speaker.as_ref()?.entity?, q.content)));
    // "put the toll at 36"
    let stated = claims
        .iter()
        .filter(|c| c.quote.is_none() && matches!(c.stance, Stance::Asserts | Stance::Alleges))
        .filter_map(|c| Some((c.source.as_ref()?.entity?, c.content)));
    // Contents follow on each other, so that the first count of one is near that of the one before.
    let mut first = 0;
    for (entity, content) in said.chain(stated) {
        let behind = |q: &Quantity| q.span.start >= content.start;
        while first > 0 && behind(&quantities[first - 1]) {
            first -= 1;
        }
        while first < quantities.len() && !behind(&quantities[first]) {
            first += 1;
        }
        for (k, q) in quantities.iter_mut().enumerate().skip(first) {
            if q.span.start >= content.end {
                break;
            }
            if content.contains(q.span) && innermost[k].is_none_or(|old| inner(content, old)) {
                innermost[k] = Some(content);
                q.by = Some(entity);
            }
        }
    }
}

/// Gives the harm counts of a sentence to its events, and place and time to the counts. Returns the first
/// quantity behind the sentence. `last` is the latest event of harm and the sentence it stood in.
#[allow(clippy::too_many_arguments)]
pub(super) fn counts(
    reader: &Reader<'_>,
    range: Range<usize>,
    quantities: &mut [Quantity],
    from: usize,
    found: &[Found<'_>],
    homes: &[usize],
    last: &mut Option<(usize, u32)>,
    events: &mut [Event],
) -> usize {
    let span = reader.doc.span(range.clone());
    let harmful = |f: &Found<'_>| matches!(f.family, Family::Violent | Family::Disaster);
    // Asked once for a sentence, however many counts it has.
    let mut sums = None;
    let mut k = from;
    while k < quantities.len() && quantities[k].span.start < span.end {
        let q = &mut quantities[k];
        if q.effect.is_some() && q.span.start >= span.start {
            let at = q.span.start;
            let tokens = reader.doc.tokens();
            let first = tokens.before(range.start, at).end;
            let tokens = tokens.before(first, q.span.end);
            let near = found.partition_point(|f| f.span.start < at);
            let harms = (near.saturating_sub(4)..found.len().min(near + 4))
                .filter(|n| harmful(&found[*n]))
                .map(|n| (n, found[n].span.start));
            let nearest = reader.nearest(harms, at);
            let total = reader.doc.words()[range.clone()].starts_with(&reader.tables.in_all);
            let home = match nearest {
                Some(n) => Some(homes[n]),
                None if total => main(events),
                // The sentences right behind speak of the same event.
                None if *sums.get_or_insert_with(|| reader.sums_up(&range)) => None,
                None => last
                    .filter(|l| reader.within(l.1, span.start, 400) && fits(q, &events[l.0]))
                    .map(|l| l.0),
            };
            if !tokens.is_empty() {
                q.place = reader.place(&tokens, &range);
                q.time = reader.time(&tokens, &range);
            }
            // "the worst since 2013, when 100 people died": of another event.
            let home = home.filter(|h| {
                let time = events[*h].time;
                !reader.years_apart(time, q.time) && !reader.at_large(time, q.time)
            });
            if let Some(h) = home {
                let e = &mut events[h];
                if nearest.is_some() {
                    q.place = q.place.or(e.place);
                    q.time = q.time.or(e.time);
                } else {
                    q.place = q.place.or(e.place);
                }
                let repeats = |c: &u32| {
                    let (old, new) = (&quantities[*c as usize], &quantities[k]);
                    *c as usize == k || again(reader, old, new)
                };
                if !e.counts.iter().any(repeats) {
                    e.counts.push(k as u32);
                }
            }
        }
        k += 1;
    }
    if let Some(n) = (0..found.len()).rfind(|n| harmful(&found[*n])) {
        // What happened in another year is told once; then the story goes on.
        let aside = last.is_some_and(|l| {
            let harms = (0..found.len()).filter(|n| harmful(&found[*n]));
            harms.map(|n| events[homes[n]].time).any(|t| reader.years_apart(events[l.0].time, t))
        });
        if !aside {
            *last = Some((homes[n], span.end));
        }
    }
    k
}

/// Whether a count of another sentence may be one of this event: who leaves home does so for more than the killing just
/// told.
fn fits(q: &Quantity, e: &Event) -> bool {
    match q.effect {
        Some(Effect::Displaced | Effect::Evacuated) => !matches!(&*e.kind, "killing" | "accident"),
        Some(Effect::Infected) => &*e.kind == "epidemic",
        Some(Effect::Detained | Effect::Charged) => !matches!(&*e.kind, "accident" | "disaster"),
        _ => true,
    }
}

/// The event that most counts speak of, the first of several: a total is its, not the last one's told.
fn main(events: &[Event]) -> Option<usize> {
    let counted = (0..events.len()).filter(|k| !events[*k].counts.is_empty());
    counted.min_by_key(|k| std::cmp::Reverse(events[*k].counts.len()))
}

/// Whether a count says once more what an earlier one of the event said: "12 people … a dozen", "12 soldiers".
fn again(reader: &Reader<'_>, old: &Quantity, new: &Quantity) -> bool {
    let amount = |q: &Quantity| (q.amount.low, q.amount.high);
    let told = |q: &Quantity| !q.implied && !q.negated && q.of.is_none();
    let head = |q: &Quantity| {
        let words = reader.doc.words();
        q.victims
            .map(|v| words[reader.doc.tokens().at(v.start)])
            .filter(|w| *w != reader.tables.people)
    };
    old.effect == new.effect
        && amount(old) == amount(new)
        && told(old)
        && told(new)
        && match (head(old), head(new)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
}

/// Gives claims of responsibility, denials and accusations to the event they speak of.
/// Nobody answers for an election or a treaty: responsibility and accusations belong to a `deed` only.
pub(super) fn claims(
    claims: &[Claim],
    events: &mut [Event],
    deed: impl Fn(usize) -> bool,
    apart: impl Fn(u32, u32) -> usize,
    bump: &Bump,
) {
    let speaks = |claim: &Claim| {
        matches!(
            claim.stance,
            Stance::ClaimsResponsibility
                | Stance::DeniesResponsibility
                | Stance::Accuses
                | Stance::Alleges
                | Stance::Denies
        )
    };
    // Few texts have such a claim.
    if events.is_empty() || !claims.iter().any(speaks) {
        return;
    }
    // All trigger words in order of position.
    let mut words: bumpalo::collections::Vec<'_, (u32, usize)> =
        bumpalo::collections::Vec::new_in(bump);
    for (k, e) in events.iter().enumerate() {
        words.push((e.trigger.start, k));
        words.extend(e.mentions.iter().map(|m| (m.start, k)));
    }
    words.sort_unstable();
    // "blamed them for it"
    let bare = |claim: &Claim| claim.content.len() < 12;
    for (c, claim) in claims.iter().enumerate().filter(|(_, claim)| speaks(claim)) {
        let responsibility =
            matches!(claim.stance, Stance::ClaimsResponsibility | Stance::DeniesResponsibility);
        let accuses = claim.stance == Stance::Accuses;
        let answered = |w: &&(u32, usize)| !(responsibility || accuses) || deed(w.1);
        let (before, behind) = words.split_at(words.partition_point(|w| w.0 < claim.span.start));
        let inside = behind.iter().take_while(|w| w.0 < claim.span.end).find(answered);
        let home = match inside {
            Some((_, k)) => Some(*k),
            // "claimed responsibility", "accused the group", with the event named before.
            // What the accused is said to have done would name it.
            None if responsibility || accuses && claim.target.is_some() && bare(claim) => before
                .iter()
                .rev()
                .take(64)
                .find(answered)
                .filter(|(at, _)| responsibility || apart(*at, claim.span.start) < 300)
                .map(|w| w.1),
            None => None,
        };
        let Some(home) = home else { continue };
        let e = &mut events[home];
        if !e.claims.contains(&(c as u32)) && e.claims.len() < 64 {
            e.claims.push(c as u32);
        }
        if let (Stance::Accuses, Some(entity), false) = (claim.stance, claim.target, claim.negated)
            && !e.actors.iter().any(|a| a.entity == entity)
            && e.actors.len() < 24
        {
            e.actors.push(Actor { role: Text::from_static("accused"), entity });
        }
        if claim.stance == Stance::ClaimsResponsibility
            && !claim.negated
            && let Some(entity) = claim.source.as_ref().and_then(|s| s.entity)
            && !e.actors.iter().any(|a| a.entity == entity)
        {
            e.actors.push(Actor { role: Text::from_static("claimant"), entity });
        }
    }
}
