//! Reading entity rows. The text is kept and columns are ranges into it.

use memchr::{memchr, memchr_iter, memmem};
use unicode_normalization::is_nfc;

use super::{
    EntryIx, Kind, Source,
    name::{Name, NameForm},
    parts,
    raw::{ALIASES, ATTRIBUTES, Columns, FLAGS, Facts, ID, KIND, NAME, RawEntry},
};
use crate::error::{Error, Problem, shown};

pub(super) const HEADER: &str = "id\tkind\tname\taliases\tattributes\tflags";
/// The attribute that lists the names of a country's or region's people.
const DEMONYMS: &str = "demonyms=";

const LONGEST_ROW: usize = u16::MAX as usize;
/// A gazetteer's texts are counted in 31 bits, their words together in 32, its entries in 29.
pub(super) const LARGEST: usize = 1 << 31;
const ALL: u64 = 1 << 32;
const MOST: usize = 1 << 29;

/// Reads the rows of all sources. Of two rows with one id in different sources, the later stands; within
/// one source that is a defect.
pub(super) fn read(sources: &[Source]) -> Result<Vec<RawEntry>, Error> {
    let total: usize = sources.iter().map(|s| s.text.len()).sum();
    let largest = sources.iter().map(|s| s.text.len()).max().unwrap_or(0);
    if sources.len() > 1 << 16 || largest > LARGEST || total as u64 > ALL {
        return Err(Error::config(
            "a gazetteer holds at most 65536 files of at most 2 GiB each and 4 GiB together",
        ));
    }
    let mut entries = Vec::with_capacity(total / 90);
    for (k, source) in sources.iter().enumerate() {
        if source.is_names() {
            let problems = parts::problems(source);
            if !problems.is_empty() {
                return Err(Error::data(source.file.clone(), problems));
            }
            continue;
        }
        let from = entries.len();
        let mut problems = rows(k, source, &mut entries);
        if !source.trusted {
            problems.extend(repeated(sources, &entries[from..], source));
        }
        if !problems.is_empty() {
            return Err(Error::data(source.file.clone(), problems));
        }
    }
    if entries.len() > MOST {
        return Err(Error::config("a gazetteer holds at most 536870912 entries"));
    }
    if sources.iter().any(|s| !s.trusted) && sources.len() > 1 {
        replace(sources, &mut entries);
    }
    Ok(entries)
}

fn rows(k: usize, source: &Source, entries: &mut Vec<RawEntry>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (mut from, mut n) = (0, 0);
    // Files keep to few kinds: most rows have that of the row before.
    let mut kind = ("other", Kind::Other);
    while from < source.text.len() {
        let rest = &source.text[from..];
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = &rest[..end];
        let line = line.strip_suffix('\r').unwrap_or(line);
        if n == 0 && line != HEADER {
            problems.push(Problem::new(
                1,
                1,
                format!("read `{}`, expected the header `{HEADER}`", shown(line)),
            ));
        } else if n > 0 && !line.is_empty() {
            let mut complain = |at: usize, message: String| {
                problems.push(Problem::new(n + 1, line[..at].chars().count() + 1, message));
            };
            match row(k, from, line, &mut kind) {
                Ok(entry) => {
                    if !source.trusted {
                        check(&entry, line, &mut complain);
                    }
                    entries.push(entry);
                }
                Err((at, message)) => complain(at, message),
            }
        }
        from += end + 1;
        n += 1;
    }
    if source.text.is_empty() {
        problems.push(Problem::new(1, 1, format!("read nothing, expected the header `{HEADER}`")));
    }
    problems
}

fn row<'t>(
    source: usize,
    start: usize,
    line: &'t str,
    last: &mut (&'t str, Kind),
) -> Result<RawEntry, (usize, String)> {
    if line.len() > LONGEST_ROW - 2 {
        return Err((0, format!("read a row of {} bytes, expected at most 65533", line.len())));
    }
    let mut at = [0u16; 6];
    let mut k = 0;
    for tab in memchr_iter(b'\t', line.as_bytes()) {
        if k == 5 {
            return Err((tab, "read a seventh column, expected six".into()));
        }
        at[k] = tab as u16 + 1;
        k += 1;
    }
    if k != 5 {
        return Err((line.len(), format!("read {} columns, expected six", k + 1)));
    }
    at[5] = line.len() as u16 + 1;
    let columns = Columns { start: start as u32, at };
    let column = |k: usize| {
        let (from, to) = columns.range(k);
        &line[from - start..to - start]
    };
    let offset = |k: usize| columns.range(k).0 - start;
    if column(ID).is_empty() {
        return Err((0, "read no id, expected one".into()));
    }
    if column(KIND) != last.0 {
        let kind = column(KIND).parse().map_err(|()| {
            (
                offset(KIND),
                format!("read the kind `{}`, expected one of the known kinds", shown(column(KIND))),
            )
        })?;
        *last = (column(KIND), kind);
    }
    let kind = last.1;
    if column(NAME).trim().is_empty() {
        return Err((offset(NAME), "read no name, expected one".into()));
    }
    let (mut prior, mut country) = (0, [0; 2]);
    let (mut bits, mut admin, mut iso, mut sport) = (0, None, None, None);
    let mut wrong = None;
    each_part(offset(ATTRIBUTES), column(ATTRIBUTES), b';', |at, attribute| {
        if let Some(value) = attribute.strip_prefix("prior=") {
            match value.parse().ok().filter(|p| *p <= 1000) {
                Some(p) => prior = p,
                None => {
                    let message = format!(
                        "read the prior `{}`, expected a number from 0 to 1000",
                        shown(value)
                    );
                    wrong.get_or_insert((at + 6, message));
                }
            }
        } else if let Some(value) = attribute.strip_prefix("country=") {
            match value
                .as_bytes()
                .try_into()
                .ok()
                .filter(|c: &[u8; 2]| c.iter().all(u8::is_ascii_uppercase))
            {
                Some(c) => country = c,
                None => {
                    let message = format!(
                        "read the country `{}`, expected a code of two capital letters",
                        shown(value)
                    );
                    wrong.get_or_insert((at + 8, message));
                }
            }
        } else {
            match attribute.split_once('=') {
                Some(("admin1", code)) => admin = Some(code),
                Some(("iso", code)) => iso = Some(code),
                Some(("sport", name)) => sport = Some(name),
                Some(("gender", "m")) => bits |= Facts::MALE,
                Some(("gender", "f")) => bits |= Facts::FEMALE,
                Some(("wikidata", _)) => bits |= Facts::WIKIDATA,
                Some(("feature", "PPLC")) => bits |= Facts::CAPITAL,
                _ => {}
            }
        }
    });
    if let Some(wrong) = wrong {
        return Err(wrong);
    }
    each_part(offset(FLAGS), column(FLAGS), b'|', |_, flag| {
        bits |= match flag {
            "ambiguous" | "needs_context" => Facts::CONTEXT,
            "name_needs_context" => Facts::NAME_CONTEXT,
            "label" => Facts::LABEL,
            _ => 0,
        };
    });
    let place = match kind {
        Kind::Country => 0,
        // A region says its own code: "US-TX".
        Kind::Region => {
            region(country, iso.unwrap_or(column(ID)).rsplit_once('-').map(|code| code.1))
        }
        Kind::Sports => sport.map_or(0, sport_hash),
        k if k.is_location() => region(country, admin),
        _ => 0,
    };
    let words = if kind.is_location() { name_words(column(NAME)) } else { 0 };
    let place = place | words;
    let facts = Facts { source: source as u16, prior, country, kind, place, bits };
    Ok(RawEntry { facts, columns })
}

/// Hash of a region's code within its country, without the bits that the number of words takes.
fn region(country: [u8; 2], code: Option<&str>) -> u32 {
    let Some(code) = code.filter(|_| country[0] != 0) else { return 0 };
    let hash = crate::fold::chain(u64::from(u16::from_be_bytes(country)), crate::fold::hash(code));
    ((hash as u32).max(1)) << 4
}

/// Hash of a sport's name, as [`Facts::region`] gives it for teams.
pub(crate) fn sport_hash(name: &str) -> u32 {
    ((crate::fold::hash(name) as u32).max(1)) << 4
}

fn name_words(name: &str) -> u32 {
    let parts = name.bytes().filter(|b| matches!(b, b' ' | b'-')).count() as u32 + 1;
    parts.min(Facts::WORDS)
}

/// What a reviewed file is known to keep: normal form, and well-formed lists.
fn check(entry: &RawEntry, line: &str, complain: &mut impl FnMut(usize, String)) {
    if !line.is_ascii() && !is_nfc(line) {
        let at = line.char_indices().find(|(k, c)| !is_nfc(&line[*k..*k + c.len_utf8()]));
        complain(at.map_or(0, |a| a.0), "expected text in Unicode normal form C".into());
    }
    let column = |k: usize| {
        let (from, to) = entry.columns.range(k);
        let start = entry.columns.start as usize;
        (from - start, &line[from - start..to - start])
    };
    let (at, name) = column(NAME);
    if let Some(k) = name.find('|') {
        complain(at + k, "read `|` in a name, expected further names among the aliases".into());
    }
    let (at, aliases) = column(ALIASES);
    each_part(at, aliases, b'|', |at, alias| {
        if alias.trim_end_matches('*').trim().is_empty() {
            complain(at, "read an empty alias, expected a name on each side of `|`".into());
        }
    });
    let (at, attributes) = column(ATTRIBUTES);
    each_part(at, attributes, b';', |at, attribute| {
        if attribute.split_once('=').is_none_or(|(key, _)| key.is_empty()) {
            complain(at, format!("read `{}`, expected key=value", shown(attribute)));
        }
    });
}

/// Calls `f` with each part of a list and where it begins; an empty list has none.
fn each_part<'a>(at: usize, list: &'a str, separator: u8, mut f: impl FnMut(usize, &'a str)) {
    if list.is_empty() {
        return;
    }
    let mut from = 0;
    for to in memchr_iter(separator, list.as_bytes()) {
        f(at + from, &list[from..to]);
        from = to + 1;
    }
    f(at + from, &list[from..]);
}

/// Ids that one source gives twice.
fn repeated(sources: &[Source], entries: &[RawEntry], source: &Source) -> Vec<Problem> {
    let id = |e: &RawEntry| e.id(sources);
    if entries.is_sorted_by(|a, b| id(a) < id(b)) {
        return Vec::new();
    }
    let mut order: Vec<&RawEntry> = entries.iter().collect();
    order.sort_by_key(|e| (id(e), e.columns.start));
    let breaks: Vec<usize> = memchr_iter(b'\n', source.text.as_bytes()).collect();
    let line = |e: &RawEntry| breaks.partition_point(|b| *b < e.columns.start as usize) + 1;
    order
        .windows(2)
        .filter(|w| id(w[0]) == id(w[1]))
        .map(|w| {
            let message = format!(
                "read the id `{}` again, expected it once (line {})",
                shown(id(w[1])),
                line(w[0])
            );
            Problem::new(line(w[1]), 1, message)
        })
        .collect()
}

/// Keeps the last of the rows with one id.
fn replace(sources: &[Source], entries: &mut Vec<RawEntry>) {
    let mut order: Vec<u32> = (0..entries.len() as u32).collect();
    order.sort_by_key(|k| (entries[*k as usize].id(sources), *k));
    let mut dead = vec![false; entries.len()];
    for w in order.windows(2) {
        dead[w[0] as usize] =
            entries[w[0] as usize].id(sources) == entries[w[1] as usize].id(sources);
    }
    let mut k = 0;
    entries.retain(|_| {
        k += 1;
        !dead[k - 1]
    });
}

/// All names of the entries, in their order.
pub(super) fn names(sources: &[Source], entries: &[RawEntry]) -> Vec<Name> {
    let mut names = Vec::with_capacity(entries.len() * 2);
    // Few files know demonyms.
    let demonyms: Vec<bool> = sources
        .iter()
        .map(|s| memmem::find(s.text.as_bytes(), DEMONYMS.as_bytes()).is_some())
        .collect();
    for (ix, e) in entries.iter().enumerate() {
        let text = &sources[e.facts.source as usize].text;
        let mut add = |form, start: usize, cell: &str| {
            let plain = cell.trim_end_matches('*');
            if !plain.is_empty() {
                let own = form == NameForm::Name && e.facts.has(Facts::NAME_CONTEXT);
                let context = own || e.facts.has(Facts::CONTEXT) || plain.len() < cell.len();
                let name = Name::new(EntryIx(ix as u32), &e.facts, form, start, plain);
                names.push(Name { context, ..name });
            }
        };
        if !e.facts.has(Facts::LABEL) {
            let (from, to) = e.columns.range(NAME);
            add(NameForm::Name, from, &text[from..to]);
        }
        let (from, to) = e.columns.range(ALIASES);
        each_part(from, &text[from..to], b'|', |at, alias| add(NameForm::Alias, at, alias));
        if !demonyms[e.facts.source as usize] {
            continue;
        }
        let (from, to) = e.columns.range(ATTRIBUTES);
        each_part(from, &text[from..to], b';', |at, attribute| {
            if let Some(list) = attribute.strip_prefix(DEMONYMS) {
                each_part(at + DEMONYMS.len(), list, b',', |at, d| add(NameForm::Demonym, at, d));
            }
        });
    }
    names
}
