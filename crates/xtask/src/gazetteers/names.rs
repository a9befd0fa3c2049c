//! Given names and surnames as evidence: how strongly a word speaks for a person's name, 0 to 9.

use std::{collections::BTreeMap, path::Path};

use super::{
    ambiguity::Ambiguity,
    table::{Row, Table},
    text::{fold, is_latin, tidy},
};

pub const HEADER: &str = "name\tgiven\tsurname\n";
const GIVEN: usize = 12_000;
const SURNAMES: usize = 25_000;

/// The rows of the file of names, in order.
pub fn read(dir: &Path, ambiguity: &Ambiguity) -> Result<Vec<String>, String> {
    let mut names: BTreeMap<String, [u8; 2]> = BTreeMap::new();
    for (k, file, most) in [(0, "given_names.tsv", GIVEN), (1, "surnames.tsv", SURNAMES)] {
        let table = Table::read(dir, file)?;
        let mut list: Vec<(u8, String)> =
            table.rows().filter_map(|r| strength(r, ambiguity)).collect();
        list.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        list.dedup_by(|a, b| a.1 == b.1);
        for (grade, name) in list.into_iter().take(most) {
            let row = names.entry(name).or_default();
            row[k] = row[k].max(grade);
        }
    }
    Ok(names
        .into_iter()
        .map(|(name, [given, surname])| format!("{name}\t{given}\t{surname}"))
        .collect())
}

fn strength(row: Row, ambiguity: &Ambiguity) -> Option<(u8, String)> {
    let name = tidy(row.get("name"));
    let word = name.chars().count() > 2
        && is_latin(&name)
        && name.chars().all(|c| c.is_alphabetic() || c == '\'')
        && name.starts_with(char::is_uppercase);
    let countries = row.get("countries").split(',').filter(|c| !c.is_empty()).count();
    let grade = match (row.number("us_freq_pct"), countries) {
        (0.5.., _) => 9,
        (0.1.., _) => 7,
        (0.02.., _) => 5,
        (0.004.., _) | (_, 5..) => 4,
        (_, 3..) => 3,
        (_, 2) => 2,
        _ => 1,
    };
    // "Will", "Page": a word that is also a name must be a common name.
    let weak = ambiguity.is_word(&name) && grade < 5;
    (word && !weak).then(|| (grade, capitalised(&name)))
}

/// One spelling of a name that differs in marks only: the plain one folds the same.
fn capitalised(name: &str) -> String {
    let folded = fold(name);
    let mut chars = folded.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
