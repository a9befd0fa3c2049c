//! One name of an entry as it is kept: all that most look-ups need stands in its row.

use super::{
    EntryIx, Kind, Source,
    raw::{Facts, halves, join},
};
use crate::{fold, words};

/// What a name is to its entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NameForm {
    /// The canonical name.
    Name,
    Alias,
    /// "Tajik" of Tajikistan: from the attribute `demonyms`.
    Demonym,
}

/// One name of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    pub entry: EntryIx,
    pub(super) source: u16,
    pub(super) start: u32,
    pub(super) len: u16,
    /// Number of words, [`MOST_WORDS`] at most; the index counts them.
    pub words: u8,
    /// Some bits of the hash of all its words; the index takes them.
    pub(super) check: u8,
    pub form: NameForm,
    /// Only to be taken with evidence: the entry's flags or a `*` behind the alias say so.
    pub context: bool,
    /// The entry's.
    pub kind: Kind,
    /// The entry's.
    pub prior: u16,
    /// A few capitals, perhaps with full stops or hyphens.
    pub acronym: bool,
    /// Its words tell all but the single blanks or hyphens between them and a full stop at the end.
    pub(super) plain: bool,
    /// Ends with a full stop.
    pub dotted: bool,
    /// Another name of the same words comes behind it.
    pub(super) chained: bool,
}

/// Every kind, at any place that five bits tell.
const KINDS: [Kind; 32] = {
    let mut kinds = [Kind::Other; 32];
    let mut k = 0;
    while k < Kind::ALL.len() {
        kinds[k] = Kind::ALL[k];
        k += 1;
    }
    kinds
};

/// What [`Name::words`] counts to.
pub(super) const MOST_WORDS: usize = 31;

impl Name {
    const CONTEXT: u32 = 4;
    const DOTTED: u32 = 1 << 28;
    const ACRONYM: u32 = 1 << 29;
    const PLAIN: u32 = 1 << 30;
    const CHAINED: u32 = 1 << 31;

    pub(super) fn packed(self) -> [u32; 4] {
        let form = match self.form {
            NameForm::Name => 0,
            NameForm::Alias => 1,
            NameForm::Demonym => 2,
        };
        let flag = |is: bool, bit: u32| if is { bit } else { 0 };
        let bits = form | flag(self.context, Self::CONTEXT);
        // Priors go up to 1000, and there are fewer than 32 kinds.
        let rest = u32::from(self.prior)
            | u32::from(self.words) << 10
            | (self.kind as u32) << 15
            | u32::from(self.check) << 20
            | flag(self.dotted, Self::DOTTED)
            | flag(self.acronym, Self::ACRONYM)
            | flag(self.plain, Self::PLAIN)
            | flag(self.chained, Self::CHAINED);
        [self.entry.0 << 3 | bits, self.start, join(self.len, self.source), rest]
    }

    /// The field `plain` alone.
    #[inline]
    pub(super) fn is_plain([.., rest]: [u32; 4]) -> bool {
        rest & Self::PLAIN != 0
    }

    #[inline]
    pub(super) fn unpacked([entry, start, place, rest]: [u32; 4]) -> Self {
        let [len, source] = halves(place);
        let form = match entry & 3 {
            0 => NameForm::Name,
            1 => NameForm::Alias,
            _ => NameForm::Demonym,
        };
        Self {
            entry: EntryIx(entry >> 3),
            source,
            start,
            len,
            words: (rest >> 10) as u8 & 31,
            check: (rest >> 20) as u8,
            form,
            context: entry & Self::CONTEXT != 0,
            kind: KINDS[(rest >> 15) as usize & 31],
            prior: rest as u16 & 0x3FF,
            dotted: rest & Self::DOTTED != 0,
            acronym: rest & Self::ACRONYM != 0,
            plain: rest & Self::PLAIN != 0,
            chained: rest & Self::CHAINED != 0,
        }
    }

    /// A name that the index has not seen yet.
    pub(super) fn new(
        entry: EntryIx,
        facts: &Facts,
        form: NameForm,
        start: usize,
        text: &str,
    ) -> Self {
        Self {
            entry,
            source: facts.source,
            start: start as u32,
            len: text.len() as u16,
            words: 0,
            check: 0,
            form,
            context: false,
            kind: facts.kind,
            prior: facts.prior,
            acronym: is_acronym(text),
            plain: is_plain(text),
            dotted: text.ends_with('.'),
            chained: false,
        }
    }

    pub(super) fn text<'s>(&self, sources: &'s [Source]) -> &'s str {
        let text = &sources[self.source as usize].text;
        &text[self.start as usize..self.start as usize + self.len as usize]
    }
}

/// Whether a name is a few capitals, perhaps with full stops or hyphens.
fn is_acronym(name: &str) -> bool {
    (2..7).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'.' | b'-'))
}

/// Whether a name is but its words, single blanks or hyphens between them, and perhaps a full stop at the end.
fn is_plain(name: &str) -> bool {
    let mut end = 0;
    let mut plain = true;
    words::each(name, |w| {
        let gap = &name[end as usize..w.start as usize];
        plain &=
            w.full == w.end && if end == 0 { gap.is_empty() } else { matches!(gap, " " | "-") };
        end = w.full;
    });
    plain && end > 0 && matches!(&name[end as usize..], "" | ".")
}

/// Whether a name and a piece of text are the same but for case, diacritics, the kind and number of blanks,
/// hyphen against blank, and a full stop at the end.
pub(super) fn same(name: &str, text: &str) -> bool {
    if name == text {
        return true;
    }
    let (name, text) = (name.trim_end_matches('.'), text.trim_end_matches('.'));
    if name.is_ascii() && text.is_ascii() {
        return name.eq_ignore_ascii_case(text)
            || ascii_squeezed(name.as_bytes()).eq(ascii_squeezed(text.as_bytes()));
    }
    squeezed(name).eq(squeezed(text))
}

fn ascii_squeezed(s: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut blank = false;
    s.iter().filter_map(move |b| {
        // What `char::is_whitespace` takes for blank.
        let is_blank = matches!(b, b' ' | b'-' | 9..=13);
        let skipped = is_blank && blank;
        blank = is_blank;
        (!skipped).then(|| if is_blank { b' ' } else { b.to_ascii_lowercase() })
    })
}

fn squeezed(s: &str) -> impl Iterator<Item = char> + '_ {
    let mut blank = false;
    fold::chars(s).filter_map(move |c| {
        let is_blank = c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—');
        if is_blank && blank {
            return None;
        }
        blank = is_blank;
        Some(if is_blank { ' ' } else { c })
    })
}
