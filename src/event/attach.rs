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
    quantity::Quantity,
    quote::Quote,
    text::Text,
};

/// Gives each count the speaker of the innermost quotation that holds it.
pub(super) fn sources(quantities: &mut [Quantity], quotes: &[Quote], bump: &Bump) {
    let length = bump.alloc_slice_fill_copy(quantities.len(), u32::MAX);
    for quote in quotes {
        let Some(entity) = quote.speaker.as_ref().and_then(|s| s.entity) else { continue };
        let content = quote.content;
        let first = quantities.partition_point(|q| q.span.start < content.start);
        for (k, q) in quantities.iter_mut().enumerate().skip(first) {
            if q.span.start >= content.end {
                break;
            }
            if content.contains(q.span) && (content.len() as u32) < length[k] {
                length[k] = content.len() as u32;
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
    let mut k = from;
    while k < quantities.len() && quantities[k].span.start < span.end {
        let q = &mut quantities[k];
        if q.effect.is_some() && q.span.start >= span.start {
            let at = q.span.start;
            let tokens = reader.doc.tokens();
            let first = tokens.before(range.start, at).end;
            let tokens = tokens.before(first, q.span.end);
            let near = found.partition_point(|f| f.span.start < at);
            let nearest = (near.saturating_sub(4)..found.len().min(near + 4))
                .filter(|n| harmful(&found[*n]))
                .min_by_key(|n| found[*n].span.start.abs_diff(at));
            let home = match nearest {
                Some(n) => Some(homes[n]),
                // The sentences right behind speak of the same event.
                None => last.filter(|(_, end)| span.start.saturating_sub(*end) < 400).map(|l| l.0),
            };
            if !tokens.is_empty() {
                q.place = reader.place(&tokens, &range);
                q.time = reader.time(&tokens, &range);
            }
            if let Some(h) = home {
                let e = &mut events[h];
                if nearest.is_some() {
                    q.place = q.place.or(e.place);
                    q.time = q.time.or(e.time);
                } else {
                    q.place = q.place.or(e.place);
                }
                if e.counts.last() != Some(&(k as u32)) {
                    e.counts.push(k as u32);
                }
            }
        }
        k += 1;
    }
    if let Some(n) = (0..found.len()).rfind(|n| harmful(&found[*n])) {
        *last = Some((homes[n], span.end));
    }
    k
}

/// Gives claims of responsibility, denials and accusations to the event they speak of.
/// Nobody answers for an election or a treaty: responsibility and accusations belong to a `deed` only.
pub(super) fn claims(
    claims: &[Claim],
    events: &mut [Event],
    deed: impl Fn(usize) -> bool,
    bump: &Bump,
) {
    if claims.is_empty() || events.is_empty() {
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
    for (c, claim) in claims.iter().enumerate() {
        let speaks = matches!(
            claim.stance,
            Stance::ClaimsResponsibility
                | Stance::DeniesResponsibility
                | Stance::Accuses
                | Stance::Alleges
                | Stance::Denies
        );
        if !speaks {
            continue;
        }
        let responsibility =
            matches!(claim.stance, Stance::ClaimsResponsibility | Stance::DeniesResponsibility);
        let accuses = claim.stance == Stance::Accuses;
        let answered = |w: &&(u32, usize)| !(responsibility || accuses) || deed(w.1);
        let (before, behind) = words.split_at(words.partition_point(|w| w.0 < claim.span.start));
        let inside = behind.iter().take_while(|w| w.0 < claim.span.end).find(answered);
        let home = match inside {
            Some((_, k)) => Some(*k),
            // "claimed responsibility", "accused the group", with the event named before.
            None if responsibility || accuses && claim.target.is_some() => before
                .iter()
                .rev()
                .take(64)
                .find(answered)
                .filter(|(at, _)| responsibility || claim.span.start.saturating_sub(*at) < 300)
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
