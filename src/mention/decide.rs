//! From candidates to mentions: evidence is gathered over the document, then decided in passes.

use std::ops::Range;

use bumpalo::{Bump, collections::Vec};

use super::{
    Form, Found, Mentions,
    bits::Look,
    candidate::{Candidate, List, Rule},
    scan::Scan,
    tables::Head,
};
use crate::{
    document::{Flags, Gap},
    fold,
    gazetteer::Kind,
    table::Table,
};

pub(super) const P: usize = 0;
pub(super) const O: usize = 1;
pub(super) const L: usize = 2;
pub(super) const X: usize = 3;

/// From a hash to four small scores: a flat table of places among those that have any.
struct Tally<'b> {
    places: &'b mut [u32],
    rows: Vec<'b, (u64, [i16; 4])>,
}

impl<'b> Tally<'b> {
    /// For about `keys` different hashes.
    fn new(keys: usize, bump: &'b Bump) -> Self {
        let size = (keys * 2).next_power_of_two().max(2);
        Self {
            places: bump.alloc_slice_fill_copy(size, 0),
            rows: Vec::with_capacity_in(keys.min(64), bump),
        }
    }

    /// Where a hash stands or would stand.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut at = key as usize & mask;
        while self.places[at] != 0 && self.rows[self.places[at] as usize - 1].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// Which of the rows is the key's.
    fn row(&mut self, key: u64) -> u32 {
        let at = self.slot(key);
        if self.places[at] == 0 {
            self.rows.push((key, [0; 4]));
            self.places[at] = self.rows.len() as u32;
        }
        self.places[at] - 1
    }

    #[inline]
    fn entry(&mut self, key: u64) -> &mut [i16; 4] {
        let row = self.row(key);
        &mut self.rows[row as usize].1
    }

    #[inline]
    fn get(&self, key: u64) -> [i16; 4] {
        match self.places[self.slot(key)] {
            0 => [0; 4],
            place => self.rows[place as usize - 1].1,
        }
    }
}

/// Decides every candidate and makes the mentions.
pub(super) fn decide(scan: &Scan<'_, '_>, mut list: List<'_>, mentions: &mut Mentions) {
    // Pass 1: what each candidate's words and neighbours say; the neighbours' word counts for all
    // candidates of the same words.
    let mut words = Tally::new(list.len(), scan.bump);
    // Each lends its capitalised words, its first one and the acronym behind it.
    let mut parts = Tally::new(scan.spots.len() + 2 * list.len(), scan.bump);
    let hashes = scan.doc.tokens().hashes();
    for c in list.iter_mut().filter(|c| !c.settled) {
        c.row = words.row(hashes[c.start..c.end].iter().fold(0, |k, h| fold::chain(k, *h)));
        if c.doubtful {
            continue;
        }
        c.scores = scan.inner(c);
        c.local = scan.around(c);
        if c.local[X] > 11 && c.end - c.start == 1 {
            parts.entry(scan.doc.tokens().hash(c.start))[X] += 12;
        }
        if scan.in_body(c.start) {
            let row = &mut words.rows[c.row as usize].1;
            for (row, local) in row.iter_mut().zip(c.local) {
                *row = (*row + local.clamp(-6, 9)).clamp(-30, 30);
            }
        }
    }
    settle_firms(scan, &mut list, &mut words);
    // Pass 2: names of several words and settled ones; they lend their parts and acronyms.
    let mut singles = Vec::with_capacity_in(list.len(), scan.bump);
    for k in 0..list.len() {
        let c = &list[k];
        if !c.settled && c.end - c.start < 2 && !c.titled {
            singles.push(k);
            continue;
        }
        if !c.settled {
            let total = total(c, words.rows[c.row as usize].1);
            let (g, _) = best(total);
            let floor = if c.end - c.start > 1 { 1 } else { 4 };
            list[k].margin = margin(total, g);
            if total[g] >= floor {
                list[k].group = g;
            } else {
                list[k].group = fallback(scan, &list[k]);
                list[k].rule = Rule::Capitals;
            }
        }
        let c = &list[k];
        if scan.in_body(c.start) {
            lend(scan, c, &mut parts);
        }
    }
    // Pass 3: single words.
    for k in singles {
        let c = &list[k];
        let mut total = total(c, words.rows[c.row as usize].1);
        let lent = parts.get(scan.doc.tokens().hash(c.start));
        for g in 0..4 {
            total[g] += lent[g].min(12);
        }
        let (g, top) = best(total);
        let clear = margin(total, g);
        let look = scan.look(c.start);
        let floor = if look.has(Look::START | Look::NOISY) { 4 } else { 2 };
        let none = if c.doubtful { 4 } else { fallback(scan, c) };
        // "the Committee": a description, unless the gazetteer or a full name knows better.
        let described = scan.common(c.start)
            && c.start > 0
            && scan.common_article(c.start - 1)
            && !scan.flags(c.start).has(Flags::UPPER)
            && scan.known(c.start).is_none_or(|k| !k.sure.contains(&2))
            && top < 6
            && lent == [0; 4];
        // "vitamin D", "O/L": a letter alone names nothing that no list has.
        let letter = scan.flags(c.start).has(Flags::SINGLE) && c.known == 0 && lent == [0; 4];
        if described || letter {
            list[k].group = 4;
            continue;
        }
        list[k].margin = clear;
        if top >= floor {
            list[k].group = g;
        } else {
            list[k].margin = 0;
            list[k].group = none;
            list[k].rule = Rule::Capitals;
        }
        if lent[g] > 0 && list[k].rule == Rule::Context {
            list[k].rule = Rule::Document;
        }
    }
    // Pass 4: in a list or a pair the neighbours are of one kind.
    for k in 1..list.len() {
        if follows(&list[k], &list[k - 1]) && linked(scan, &list[k - 1], &list[k]) {
            follow(&mut list, k, k - 1);
        }
    }
    for k in (1..list.len()).rev() {
        if follows(&list[k - 1], &list[k]) && linked(scan, &list[k - 1], &list[k]) {
            follow(&mut list, k - 1, k);
        }
    }
    lengthen(scan, &mut list);
    for c in list.iter().filter(|c| c.group < 4) {
        mentions.push(found(scan, c));
    }
}

/// "Rheinau Stahl AG": a firm, also without its legal form, unless somebody may be called so.
fn settle_firms(scan: &Scan<'_, '_>, list: &mut List<'_>, words: &mut Tally<'_>) {
    let hashes = scan.doc.tokens().hashes();
    let mut firms: Vec<'_, (u32, Kind)> = Vec::new_in(scan.bump);
    for c in list.iter().filter(|c| c.settled && c.group == O && c.end - c.start > 2) {
        if scan.suffix(c.end - 1).is_none() {
            continue;
        }
        let stop = (c.start..c.end).find(|i| scan.suffix(*i).is_some()).unwrap_or(c.end);
        let name = c.start..stop;
        let row = words.row(hashes[name.clone()].iter().fold(0, |k, h| fold::chain(k, *h)));
        words.rows[row as usize].1[O] += 18;
        if name.len() > 1 && !scan.given(name.start) {
            firms.push((row, c.kinds[O]));
        }
    }
    if firms.is_empty() {
        return;
    }
    firms.sort_unstable_by_key(|f| f.0);
    for c in list.iter_mut().filter(|c| !c.settled && c.end - c.start > 1) {
        if let Ok(k) = firms.binary_search_by_key(&c.row, |f| f.0) {
            (c.settled, c.group, c.margin, c.rule) = (true, O, 9, Rule::Document);
            c.kinds[O] = firms[k].1;
        }
    }
}

/// "Ten Hag", "del Ponte": a surname begins with the particles that it has in a longer name of the document.
fn lengthen(scan: &Scan<'_, '_>, list: &mut List<'_>) {
    let hashes = scan.doc.tokens().hashes();
    let particle = |i: usize| scan.look(i).has(Look::PARTICLE);
    let surname = |words: Range<usize>| hashes[words].iter().fold(3, |h, w| fold::chain(h, *w));
    let mut known: Table<'_, ()> = Table::new(scan.bump, 2);
    for c in list.iter().filter(|c| c.group == P && c.end - c.start > 2) {
        let inner = c.start + 1..c.end - 1;
        inner.filter(|i| particle(*i)).for_each(|i| known.put(surname(i..c.end), ()));
    }
    if known.is_empty() {
        return;
    }
    for k in 1..list.len() {
        let low = list[k - 1].end;
        let c = &mut list[k];
        if c.group != P || c.end - c.start > 1 {
            continue;
        }
        while c.start > low
            && particle(c.start - 1)
            && matches!(scan.gap(c.start), Gap::SPACE | Gap::HYPHEN)
            && known.get(surname(c.start - 1..c.end)).is_some()
        {
            c.start -= 1;
            c.known = 0;
        }
    }
}

/// Whether two candidates stand in one list: "X, Y and Z", "X (82) and Y (75)".
fn linked(scan: &Scan<'_, '_>, a: &Candidate, b: &Candidate) -> bool {
    let (mut end, mut comma) = (a.end, Gap::SPACE | Gap::COMMA);
    if end < b.start
        && scan.gap(end).has(Gap::OPEN)
        && scan.flags(end).has(Flags::DIGIT)
        && scan.len(end) < 4
    {
        (end, comma) = (end + 1, comma | Gap::CLOSE);
    }
    match b.start - end {
        0 => scan.gap(b.start).has(Gap::COMMA) && scan.gap(b.start).is_within(comma),
        1 => {
            scan.small(end).has(Look::AND | Look::OR)
                && scan.gap(end).is_within(comma)
                && scan.gap(b.start) == Gap::SPACE
        }
        _ => false,
    }
}

/// Whether a weakly decided candidate takes the group of a strongly decided neighbour.
fn follows(c: &Candidate, by: &Candidate) -> bool {
    // "Wayanad, Malappuram and Idukki": a known place among unknown ones.
    let least = if c.rule == Rule::Capitals { 2 } else { 4 };
    let place = (by.known > 0) & (by.group == L) & (by.margin > least);
    (c.margin < 3)
        & ((by.margin > 7) | place)
        & (by.group < 3)
        & !c.settled
        & (c.known == 0)
        & (c.group != by.group)
        & (c.group < 4)
}

fn follow(list: &mut [Candidate], k: usize, by: usize) {
    let group = list[by].group;
    let c = &mut list[k];
    c.group = group;
    c.margin = 4;
    c.rule = Rule::List;
}

fn total(c: &Candidate, all: [i16; 4]) -> [i16; 4] {
    // The neighbours here count twice as much as those elsewhere.
    std::array::from_fn(|g| c.scores[g] + c.local[g] + ((all[g] - c.local[g]) / 2).clamp(-8, 10))
}

fn best(total: [i16; 4]) -> (usize, i16) {
    let mut g = 0;
    for k in 1..4 {
        if total[k] > total[g] {
            g = k;
        }
    }
    (g, total[g])
}

/// How far the best group is ahead.
fn margin(total: [i16; 4], g: usize) -> i16 {
    let mut second = 0;
    for (k, n) in total.into_iter().enumerate() {
        if k != g && n > second {
            second = n;
        }
    }
    total[g] - second
}

/// The group of a name that nothing speaks for: 4 is none.
fn fallback(scan: &Scan<'_, '_>, c: &Candidate) -> usize {
    let look = scan.look(c.start);
    let n = c.end - c.start;
    if look.has(Look::NOISY) {
        return 4;
    }
    if n > 1 {
        return O;
    }
    let f = scan.flags(c.start);
    if look.has(Look::COMMON) || f.has(Flags::SINGLE) {
        return 4;
    }
    if look.has(Look::START) || f.has(Flags::UPPER) {
        return if f.has(Flags::UPPER) || !scan.surname(c.start) && !scan.given(c.start) {
            4
        } else {
            P
        };
    }
    if scan.surname(c.start) { P } else { X }
}

/// What a decided name says of its words standing alone.
#[inline(never)]
fn lend(scan: &Scan<'_, '_>, c: &Candidate, parts: &mut Tally<'_>) {
    let hashes = scan.doc.tokens().hashes();
    match c.group {
        P => {
            for i in c.start..c.end {
                if !scan.flags(i).has(Flags::CAP) || scan.flags(i).has(Flags::SINGLE) {
                    continue;
                }
                // An unknown "Hami Nepal" alone does not make Nepal a person.
                let country = c.known == 0
                    && !c.titled
                    && scan.known(i).is_some_and(|k| k.sure[L] == 2 && k.kinds[L] == Kind::Country);
                let last = if country { 7 } else { 10 };
                let row = parts.entry(hashes[i]);
                row[P] += if i + 1 == c.end { last } else { 5 };
            }
        }
        O | L => {
            let n = c.end - c.start;
            if n > 1 && (c.start + 1..c.end).all(|i| scan.suffix(i).is_some()) {
                // "Hess Corp."
                parts.entry(hashes[c.start])[c.group] += 8;
            } else if n > 1 && !scan.common(c.start) && scan.known(c.start).is_none() {
                // "Halvorsen" of "Halvorsen Biotech" is the firm, where nobody has that name.
                let firm = c.group == O && c.settled && c.kinds[O] == Kind::Company;
                parts.entry(hashes[c.start])[c.group] += if firm { 8 } else { 2 };
            }
        }
        _ => {}
    }
    // "Hurricane Melissa", "USS Cole": also without that word.
    if c.group == X
        && c.settled
        && matches!(c.kinds[X], Kind::Event | Kind::Product)
        && let Some((n, head)) = scan.head_at(c.start, 4)
        && head.has(Head::FIRST)
        && c.start + n + 1 == c.end
    {
        parts.entry(hashes[c.end - 1])[X] += 12;
    }
    // "Special Investigation Team (SIT)"
    let e = c.end;
    if e < scan.doc.len()
        && c.group != P
        && c.group < 4
        && scan.gap(e).has(Gap::OPEN)
        && scan.gap(e + 1).has(Gap::CLOSE)
        && scan.flags(e).has(Flags::CAP)
    {
        parts.entry(hashes[e])[c.group] += 12;
    }
}

#[inline(never)]
fn found(scan: &Scan<'_, '_>, c: &Candidate) -> Found {
    let doc = scan.doc;
    let (g, range, last) = (c.group, c.start..c.end, c.end - 1);
    let (known, full_end) = (&scan.known[c.known as usize], doc.tokens().full_end(last));
    let mut span = doc.span(range.clone());
    span.end = if known.possessive { full_end } else { span.end };
    // The full stop of "U.S." and "Inc." belongs to the name.
    if scan.gap(c.end).has(Gap::STOP) & (span.end == full_end) && stop_is_its_own(scan, c, span.end)
    {
        span.end += 1;
    }
    let one = c.end - c.start == 1;
    let flags = scan.flags(c.start);
    let form = match () {
        () if (g == X) & c.demonym => Form::Demonym,
        () if one & (g == O) & flags.has(Flags::UPPER) => Form::Acronym,
        () if (c.rule == Rule::Document) & (g == P) => Form::Partial,
        () => Form::Name,
    };
    let mut kind = c.kinds[g];
    if (g == X) & (kind == Kind::Region) {
        kind = Kind::Nationality;
    }
    let names = (c.known > 0).then_some(known.first);
    Found {
        tokens: range,
        span,
        kind,
        form,
        names,
        entry: None,
        entity: None,
        stands_for: None,
        rule: c.rule.name(),
    }
}

/// Whether the full stop at a byte, behind a candidate, belongs to its name.
#[inline(never)]
fn stop_is_its_own(scan: &Scan<'_, '_>, c: &Candidate, at: u32) -> bool {
    let (doc, last) = (scan.doc, c.end - 1);
    let flags = scan.flags(last);
    let sentence = &doc.sentences()[doc.sentence_of(last)].tokens;
    let within = c.end < sentence.end as usize;
    // "Tim K. said"
    let initial = c.group == P && c.start < last && flags.has(Flags::SINGLE) && within;
    let short = initial
        || flags.has(Flags::DOTTED)
        || scan.suffix(last).is_some() && scan.len(last) < 5 && !flags.has(Flags::UPPER);
    // "Ariz.", where the list has the full stop.
    let listed = || {
        let mut names = scan.gazetteer.alike(scan.known[c.known as usize].first);
        within && names.any(|n| n.dotted)
    };
    doc.text().as_bytes().get(at as usize) == Some(&b'.') && (short || c.known > 0 && listed())
}
