//! People in public life.

use std::{collections::HashMap, path::Path};

use copydesk::Kind;

use super::{
    entity::{Entities, Entity},
    offices::Role,
    romanise,
    table::{Row, Table},
    text::{is_name, tidy},
};

struct Person {
    entity: Entity,
    roles: Vec<Role>,
    /// Number of languages' spellings that the sources give: a sign of fame.
    spellings: usize,
}

pub fn read(dir: &Path, population: &HashMap<String, f64>) -> Result<Entities, String> {
    let mut people = Entities::default();
    let mut roles: Vec<Vec<Role>> = Vec::new();
    let recent = Table::read(dir, "people_recent.tsv")?;
    let recent = recent.rows().filter_map(|r| person(r, true));
    let older = Table::read(dir, "people.tsv")?;
    let mut older: Vec<Person> = older.rows().filter_map(|r| person(r, false)).collect();
    // Rows with an id first, so that the ambassadors' and ministers' list without ids merges into them.
    older.sort_by_key(|p| p.entity.id.is_empty());
    for p in recent {
        let k = people.merge(p.entity, same);
        hold(&mut roles, k, p.roles);
    }
    for p in older {
        // One head of state of several countries: the list without ids gives a row to each.
        if p.entity.id.is_empty() && p.roles.iter().any(|r| r.rank >= 880) {
            let name = p.entity.name.clone();
            let mut found = people.index(&name).iter().copied();
            if found.any(|k| roles[k].iter().any(|r| r.rank >= 880)) {
                continue;
            }
        }
        let known = {
            let mut found = p.entity.names().flat_map(|n| people.find(n));
            found.any(|e| same(e, &p.entity))
        };
        if known || is_prominent(&p, population) {
            let k = people.merge(p.entity, same);
            hold(&mut roles, k, p.roles);
        }
    }
    for (k, roles) in roles.into_iter().enumerate() {
        finish(&mut people.list[k], roles, population);
    }
    Ok(people)
}

fn hold(all: &mut Vec<Vec<Role>>, k: usize, roles: Vec<Role>) {
    if k == all.len() {
        all.push(Vec::new());
    }
    for r in roles {
        let repeated = |o: &Role| {
            o.title.eq_ignore_ascii_case(&r.title) && (o.start == r.start || r.start.is_empty())
        };
        if !all[k].iter().any(repeated) {
            all[k].push(r);
        }
    }
}

/// Whether two rows with a name in common are one person.
fn same(a: &Entity, b: &Entity) -> bool {
    let agree = |x: &str, y: &str| x.is_empty() || y.is_empty() || x == y;
    let born = |e: &Entity| e.attributes.get("born").cloned().unwrap_or_default();
    let close = match (born(a).parse::<i32>(), born(b).parse::<i32>()) {
        (Ok(x), Ok(y)) => (x - y).abs() <= 1,
        _ => true,
    };
    let ids = a.id.is_empty() || b.id.is_empty() || a.id == b.id;
    ids && close && agree(&a.country, &b.country)
}

fn person(row: Row, recent: bool) -> Option<Person> {
    let id = if recent { row.get("qid") } else { row.get("id") };
    let latin = |n: &&str| is_name(n) && tidy(n).contains(' ');
    let raw = row.get("name");
    let mut name =
        Some(raw).filter(|n| is_name(n)).or_else(|| row.list("aliases").find(latin))?.to_owned();
    for prefix in [
        "Lt. Col. ",
        "Dr. ",
        "Gen. ",
        "Sir ",
        "Presidency ",
        "Prof. ",
        "Col. ",
        "Maj. Gen. ",
        "Lt. Gen. ",
    ] {
        if let Some(rest) = name.strip_prefix(prefix).filter(|r| r.contains(' ')) {
            name = rest.to_owned();
        }
    }
    let mut e = Entity::new(Kind::Person, &name);
    if !e.name.contains(' ') && !recent || e.name.split(' ').count() > 6 {
        return None;
    }
    e.id = if id.starts_with('Q') { id.into() } else { String::new() };
    // "GE-SO": unrecognised states go with the state they claim to leave.
    e.country =
        row.get("country").split('-').next().filter(|c| c.len() == 2).unwrap_or_default().into();
    let spellings = row.list("aliases").count();
    for a in row.list("aliases").filter(|a| is_name(a)) {
        let a = tidy(a);
        let titled =
            ["President ", "Prime ", "King ", "Pope ", "Sheikh "].iter().any(|t| a.starts_with(t));
        if a.contains(' ') && (recent || similar(&a, &e.name))
            || recent && !a.contains(' ') && !titled
        {
            e.alias(&a);
        }
    }
    if let Some(short) = without_initials(&e.name) {
        e.alias(&short);
    }
    match row.get("gender") {
        "male" => e.set("gender", "m"),
        "female" => e.set("gender", "f"),
        _ => {}
    }
    e.set("born", row.get("birth_year"));
    let roles = row.list("roles").filter_map(|r| Role::parse(r, &e.country)).collect();
    Some(Person { entity: e, roles, spellings })
}

/// "Donald J. Trump" → "Donald Trump".
fn without_initials(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let kept: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(k, w)| *k == 0 || w.trim_end_matches('.').chars().count() > 1)
        .map(|(_, w)| *w)
        .collect();
    (kept.len() >= 2 && kept.len() < words.len()).then(|| kept.join(" "))
}

/// Whether an alias is another English spelling rather than a transcription for another language: it shares a word.
fn similar(alias: &str, name: &str) -> bool {
    let words = |n: &str| super::text::fold(n).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (a, n) = (words(alias), words(name));
    a.len() <= 5 && a.iter().any(|w| w.len() > 2 && n.contains(w))
}

/// Who stays: national executives, party leaders, speakers, members of the US Congress of late, and members of
/// large parliaments whose names the sources give in many languages.
fn is_prominent(p: &Person, population: &HashMap<String, f64>) -> bool {
    let large = population.get(&p.entity.country).copied().unwrap_or(0.0) > 20e6;
    let born = p.entity.attributes.get("born").and_then(|b| b.parse::<u16>().ok()).unwrap_or(1950);
    let no_id = p.entity.id.is_empty();
    p.roles.iter().any(|r| {
        let last = r.last_year();
        let since = match r.rank {
            880.. => 1900,
            650.. => 1985,
            600.. => 2000,
            470.. => 2008,
            430.. => 2013,
            300.. => 2019,
            240.. if no_id => 2024,
            _ => 9999,
        };
        (last >= since || last == 0 && r.rank >= 470) && born > 1850
    }) || large && p.spellings >= 6 && born > 1935
}

/// Attributes that sum up the offices, the prior, and the spellings that a prominent name also has.
fn finish(e: &mut Entity, mut roles: Vec<Role>, population: &HashMap<String, f64>) {
    let weight = |r: &Role| {
        let age = match r.last_year() {
            0 => 150,
            y => 2023u16.saturating_sub(y).min(60) * 5,
        };
        r.rank.saturating_sub(age)
    };
    roles.sort_by(|a, b| (weight(b), &b.start).cmp(&(weight(a), &a.start)));
    let people = population.get(&e.country).copied().unwrap_or(5e6).max(1e4);
    let size = ((people.log10() - 6.0) * 40.0).clamp(-80.0, 90.0) as i32;
    let top = roles.first().map_or(250, &weight);
    e.prior = (i32::from(top) + size).clamp(60, 990) as u16;
    let shown: Vec<String> = roles.iter().take(3).map(Role::text).collect();
    e.set("roles", shown.join("|"));
    if e.prior >= 400 {
        let names: Vec<String> = e.names().filter(|n| n.contains(' ')).map(str::to_owned).collect();
        let order = ["CN", "KR", "KP", "VN", "KH", "TW", "HK", "SG", "MM", "MY"];
        let last = e.name.rsplit(' ').next().unwrap_or_default().to_owned();
        if e.prior >= 700 && !order.contains(&e.country.as_str()) && last.chars().count() > 3 {
            e.weak_alias(&last);
        }
        for n in names.iter().take(3) {
            romanise::variants(n, &e.country, 6).iter().for_each(|v| e.alias(v));
        }
    }
}
