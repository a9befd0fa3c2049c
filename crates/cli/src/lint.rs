//! `copydesk lint`: what in gazetteer files is wrong, and what wants a second look.

use std::{collections::BTreeMap, io::Write};

use copydesk::{Entry, Gazetteer, Kind, LanguagePack};

use crate::{
    args::LintArgs,
    exit::{DONE, PARTLY, Stop},
};

/// Prints defects and remarks. Defects make the code [`PARTLY`]; remarks do not.
pub fn run(args: &LintArgs) -> Result<u8, Stop> {
    let mut out = std::io::stdout().lock();
    let (mut loaded, mut code) = (Vec::new(), DONE);
    for path in &args.files {
        let read = if path.is_dir() {
            Gazetteer::from_dir(path)
        } else {
            let name = path.display().to_string();
            let file = std::fs::File::open(path).map_err(|e| format!("{name}: {e}"))?;
            Gazetteer::from_tsv(&name, file)
        };
        match read {
            Ok(g) => loaded.push(g),
            Err(e) => {
                writeln!(out, "{e}")?;
                code = PARTLY;
            }
        }
    }
    let all = Gazetteer::merged(&loaded);
    let remarks = remarks(&all, &Gazetteer::core(), &LanguagePack::english());
    for (about, list) in &remarks {
        writeln!(out, "\n{about}: {}", list.len())?;
        for line in list {
            writeln!(out, "  {line}")?;
        }
    }
    let count: usize = remarks.values().map(Vec::len).sum();
    writeln!(out, "{} entries, {} names, {count} remarks", all.len(), all.name_count())?;
    Ok(code)
}

/// What wants a second look, by what it is about.
fn remarks(
    all: &Gazetteer,
    core: &Gazetteer,
    words: &LanguagePack,
) -> BTreeMap<&'static str, Vec<String>> {
    let mut remarks: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for entry in all.entries() {
        let mut add = |about, what: String| {
            let (file, line) = entry.position();
            remarks.entry(about).or_default().push(format!("{file}:{line}: {what}"));
        };
        for name in entry.sure_names() {
            if words.is_everyday_word(name) {
                add("everyday word taken as a name (flag it, or put * behind it)", name.into());
            }
            let others = |g: &Gazetteer| -> Vec<String> {
                let sure =
                    |e: &Entry<'_>| e.id() != entry.id() && e.sure_names().any(|n| n == name);
                g.named(name).into_iter().filter(sure).map(|e| e.id().to_owned()).collect()
            };
            let own = others(all);
            if own.first().is_some_and(|o| o.as_str() > entry.id()) {
                add(
                    "one name, several things",
                    format!("{name}: {} {}", entry.id(), own.join(" ")),
                );
            }
            let known = others(core);
            if own.is_empty() && !known.is_empty() {
                let what =
                    format!("{name}: {} is {} in the core gazetteer", entry.id(), known.join(" "));
                add("name of something else in the core gazetteer", what);
            }
        }
        if entry.kind() == Kind::Country && entry.demonyms().next().is_none() {
            add("country without demonyms", entry.name().into());
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use copydesk::NewEntry;

    use super::*;

    #[test]
    fn remarks_name_what_readers_would_stumble_over() {
        let new = |id, kind, name: &str| NewEntry::new(id, kind, name);
        let all = Gazetteer::from_entries([
            new("x:may", Kind::Company, "May"),
            new("x:a", Kind::Company, "Zorvex"),
            new("x:b", Kind::City, "Zorvex"),
            new("x:russia", Kind::Company, "Russia"),
            new("x:fine", Kind::Company, "Zorvex Holding").alias("May*"),
            new("x:land", Kind::Country, "Ruritania"),
        ])
        .expect("good entries");
        let found = remarks(&all, &Gazetteer::core(), &LanguagePack::english());
        let counts: Vec<usize> = found.values().map(Vec::len).collect();
        assert_eq!(counts, [1, 1, 1, 1], "{found:#?}");
    }
}
