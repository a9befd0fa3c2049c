//! Reading entity rows. The text is kept and columns are ranges into it.

use super::{EntryIx, Kind, Source};
use crate::error::{Error, Problem};

pub(super) const HEADER: &str = "id\tkind\tname\taliases\tattributes\tflags";
pub(super) const NAME: usize = 2;
pub(super) const ALIASES: usize = 3;
pub(super) const ATTRIBUTES: usize = 4;
pub(super) const FLAGS: usize = 5;

/// One row: which source, and where its columns stand.
pub(super) struct RawEntry {
    source: u16,
    pub kind: Kind,
    /// Flag `ambiguous` or `needs_context`.
    pub context: bool,
    /// Flag `name_needs_context`: the aliases stand alone, the canonical name does not.
    pub name_context: bool,
    /// Attribute `prior`, 0 to 1000: how likely the thing is meant, seen over all news.
    pub prior: u16,
    /// Column starts; column k ends one byte before column k + 1 starts.
    at: [u32; 7],
}

impl RawEntry {
    pub fn column<'s>(&self, sources: &'s [Source], k: usize) -> &'s str {
        &sources[self.source as usize].text[self.at[k] as usize..self.at[k + 1] as usize - 1]
    }

    pub fn id<'s>(&self, sources: &'s [Source]) -> &'s str {
        self.column(sources, 0)
    }
}

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
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub entry: EntryIx,
    pub form: NameForm,
    /// Only to be taken with evidence: the entry's flags or a `*` behind the alias say so.
    pub context: bool,
    start: u32,
    end: u32,
}

impl Name {
    pub(super) fn text<'s>(&self, sources: &'s [Source], entries: &[RawEntry]) -> &'s str {
        let source = &sources[entries[self.entry.0 as usize].source as usize];
        &source.text[self.start as usize..self.end as usize]
    }
}

pub(super) fn read(sources: &[Source]) -> Result<(Vec<RawEntry>, Vec<Name>), Error> {
    let (mut entries, mut names) = (Vec::new(), Vec::new());
    for (k, source) in sources.iter().enumerate() {
        let mut problems = Vec::new();
        let mut lines = source.text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line.trim_end_matches(['\n', '\r'])))
        });
        match lines.next() {
            Some((_, HEADER)) => {}
            first => problems.push(Problem::new(
                1,
                1,
                format!("read `{}`, expected the header `{HEADER}`", first.map_or("", |f| f.1)),
            )),
        }
        for (n, (start, line)) in lines.enumerate() {
            if !line.is_empty() {
                match row(k, start, line) {
                    Ok(entry) => {
                        let ix = EntryIx(entries.len() as u32);
                        name_list(&entry, ix, &source.text, &mut names);
                        entries.push(entry);
                    }
                    Err((column, message)) => {
                        let column = line[..column].chars().count() + 1;
                        problems.push(Problem::new(n + 2, column, message));
                    }
                }
            }
        }
        if !problems.is_empty() {
            return Err(Error::data(source.file.clone(), problems));
        }
    }
    Ok((entries, names))
}

fn row(source: usize, start: usize, line: &str) -> Result<RawEntry, (usize, String)> {
    let mut at = [0u32; 7];
    let mut k = 0;
    for (tab, _) in line.match_indices('\t') {
        k += 1;
        if k > 5 {
            return Err((tab, "read a seventh column, expected six".into()));
        }
        at[k] = (start + tab + 1) as u32;
    }
    if k != 5 {
        return Err((line.len(), format!("read {} columns, expected six", k + 1)));
    }
    at[0] = start as u32;
    at[6] = (start + line.len() + 1) as u32;
    let column = |k: usize| &line[at[k] as usize - start..at[k + 1] as usize - 1 - start];
    if column(0).is_empty() {
        return Err((0, "read no id, expected one".into()));
    }
    let offset = |k: usize| at[k] as usize - start;
    let kind = column(1).parse().map_err(|()| {
        (offset(1), format!("read the kind `{}`, expected one of the known kinds", column(1)))
    })?;
    if column(NAME).trim().is_empty() {
        return Err((offset(NAME), "read no name, expected one".into()));
    }
    let flag = |name: &str| column(FLAGS).split('|').any(|f| f == name);
    let context = flag("ambiguous") || flag("needs_context");
    let name_context = flag("name_needs_context");
    let prior = column(ATTRIBUTES)
        .split(';')
        .find_map(|a| a.strip_prefix("prior="))
        .and_then(|p| p.parse().ok())
        .unwrap_or(0);
    Ok(RawEntry { source: source as u16, kind, context, name_context, prior, at })
}

fn name_list(entry: &RawEntry, ix: EntryIx, text: &str, names: &mut Vec<Name>) {
    let mut add = |form, start: usize, cell: &str| {
        let plain = cell.trim_end_matches('*');
        if !plain.is_empty() {
            let own = entry.name_context && form == NameForm::Name;
            let context = entry.context || own || plain.len() < cell.len();
            let (start, end) = (start as u32, (start + plain.len()) as u32);
            names.push(Name { entry: ix, form, context, start, end });
        }
    };
    let range = |k: usize| (entry.at[k] as usize, entry.at[k + 1] as usize - 1);
    let (s, e) = range(NAME);
    add(NameForm::Name, s, &text[s..e]);
    let (mut s, e) = range(ALIASES);
    if s < e {
        for alias in text[s..e].split('|') {
            add(NameForm::Alias, s, alias);
            s += alias.len() + 1;
        }
    }
    let (mut s, e) = range(ATTRIBUTES);
    for attribute in text[s..e].split(';') {
        if let Some(list) = attribute.strip_prefix("demonyms=") {
            let mut at = s + "demonyms=".len();
            for d in list.split(',') {
                add(NameForm::Demonym, at, d);
                at += d.len() + 1;
            }
        }
        s += attribute.len() + 1;
    }
}
