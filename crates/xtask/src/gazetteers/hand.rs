//! The reviewed additions and corrections of `data/entities/*.tsv`.
//!
//! A row merges into the entity with its id, else into the one of its name and sort of kind. What the row
//! says wins; a name with `-` before it is taken away. Flag `drop` removes the entity, `plain` takes all its names without
//! context.

use copydesk::Kind;

use super::{
    data,
    entity::{Entities, Entity},
    table::{Row, Table},
    text::fold,
};

/// Keys that a row may set.
const KEYS: [&str; 10] =
    ["capital", "feature", "pop", "admin1", "lat", "lon", "born", "gender", "roles", "sport"];

pub fn apply(mut all: [Entities; 6]) -> Result<[Entities; 6], String> {
    for (file, text) in data::ENTITIES {
        apply_file(text, &mut all).map_err(|e| format!("data/entities/{file}: {e}"))?;
    }
    join_namesakes(&mut all[3]);
    Ok(all)
}

fn apply_file(text: &str, all: &mut [Entities; 6]) -> Result<(), String> {
    for row in Table::parse(text).rows() {
        let kind: Kind = row
            .get("kind")
            .parse()
            .map_err(|()| format!("unknown kind `{}` of `{}`", row.get("kind"), row.get("name")))?;
        let home = match kind {
            Kind::Country | Kind::Continent => 0,
            Kind::City => 1,
            k if k.is_location() => 2,
            k if k.is_organization() => 3,
            Kind::Person => 4,
            _ => 5,
        };
        let e = entity(row, kind)?;
        match find(all, home, &e) {
            Some((list, k)) if e.flags.contains("drop") => {
                all[list].list.remove(k);
                all[list].reindex();
            }
            Some((list, k)) => {
                let known = &all[list].list[k];
                // Two rows about one thing would fight over its name.
                if known.settled && fold(&known.name) != fold(&e.name) {
                    return Err(format!("`{}` is `{}` of another row", e.name, known.name));
                }
                overlay(&mut all[list].list[k], e);
                let wrong: Vec<String> = wrong(&row).map(fold).collect();
                if !wrong.is_empty() {
                    all[list].list[k].aliases.retain(|a| !wrong.contains(&fold(&a.text)));
                    all[list].reindex();
                }
            }
            None if e.flags.contains("drop") || wrong(&row).next().is_some() => {
                return Err(format!("nothing to drop for `{}`", e.name));
            }
            None => drop(all[home].push(e)),
        }
    }
    Ok(())
}

/// Organisations that have come to have one name are one.
fn join_namesakes(list: &mut Entities) {
    let mut out = Entities::default();
    for e in std::mem::take(&mut list.list) {
        let name = fold(&e.name);
        let known = out.index(&e.name).iter().copied().find(|k| {
            let o: &Entity = &out.list[*k];
            let near = o.country == e.country || o.country.is_empty() || e.country.is_empty();
            o.kind == e.kind && o.kind != Kind::University && near && fold(&o.name) == name
        });
        match known {
            Some(k) if e.id.starts_with('Q') && !out.list[k].id.starts_with('Q') => {
                let old = std::mem::replace(&mut out.list[k], e);
                out.list[k].absorb(old);
            }
            Some(k) if !e.id.starts_with('Q') || e.id == out.list[k].id => out.list[k].absorb(e),
            _ => drop(out.push(e)),
        }
    }
    *list = out;
}

fn find(all: &[Entities; 6], home: usize, e: &Entity) -> Option<(usize, usize)> {
    let near = |o: &Entity| o.country == e.country || o.country.is_empty() || e.country.is_empty();
    if !e.id.is_empty() {
        let found = (0..all.len())
            .find_map(|l| all[l].list.iter().position(|o| o.id == e.id).map(|k| (l, k)));
        if found.is_some() {
            return found;
        }
    }
    let lists: &[usize] = if home == 2 { &[2, 0] } else { &[home] };
    let free = |o: &Entity| !(o.id.starts_with('Q') && e.id.starts_with('Q'));
    let born = |e: &Entity| e.attributes.get("born").cloned().unwrap_or_default();
    let age = |o: &Entity| born(o).is_empty() || born(e).is_empty() || born(o) == born(e);
    let kinds = |o: &Entity| match home {
        2 => o.kind == e.kind,
        3 => o.kind == e.kind || !(o.kind == Kind::Sports || e.kind == Kind::Sports),
        _ => true,
    };
    let fits = |o: &Entity| near(o) && free(o) && kinds(o) && age(o);
    // Exact canonical name first, then any full name the row gives.
    let telling = |n: &&str| n.contains(' ') || n.chars().count() > 5;
    let strict = e.aliases.iter().filter(|a| !a.context).map(|a| a.text.as_str());
    let mut names = std::iter::once(e.name.as_str()).chain(strict.filter(telling));
    let own = fold(&e.name);
    let exact = |o: &Entity| fold(&o.name) == own;
    let at = |l: usize, test: &dyn Fn(&Entity) -> bool| {
        all[l].list.iter().position(|o| fits(o) && test(o)).map(|k| (l, k))
    };
    lists.iter().find_map(|l| at(*l, &exact)).or_else(|| {
        names.find_map(|name| {
            lists.iter().find_map(|l| {
                let known = all[*l].index(name);
                known.iter().find(|k| fits(&all[*l].list[**k])).map(|k| (*l, *k))
            })
        })
    })
}

/// Names that the sources give an entity in error.
fn wrong<'a>(row: &Row<'a>) -> impl Iterator<Item = &'a str> {
    row.list("aliases").filter_map(|a| a.strip_prefix('-'))
}

fn entity(row: Row, kind: Kind) -> Result<Entity, String> {
    let mut e = Entity::new(kind, row.get("name"));
    e.id = row.get("id").into();
    row.list("aliases").filter(|a| !a.starts_with('-')).for_each(|a| e.alias(a));
    e.aliases.iter_mut().for_each(|a| a.settled = !a.context);
    e.settled = true;
    for (key, value) in row.get("attributes").split(';').filter_map(|a| a.split_once('=')) {
        match key.trim() {
            "country" => e.country = value.into(),
            "prior" => e.prior = value.parse().map_err(|_| format!("prior of `{}`", e.name))?,
            "demonyms" => e.demonyms = value.split(',').map(Into::into).collect(),
            key => match KEYS.iter().find(|k| **k == key) {
                Some(key) => e.set(key, value),
                None => {
                    return Err(format!("unknown attribute `{key}` of `{}`", e.name));
                }
            },
        }
    }
    for flag in row.list("flags") {
        let known = ["drop", "label", "plain", "ambiguous", "needs_context", "name_needs_context"];
        let flag = known.iter().find(|f| **f == flag);
        e.flags.insert(flag.ok_or_else(|| format!("unknown flag of `{}`", e.name))?);
    }
    Ok(e)
}

/// Puts a row over an entity: its id, name, kind and values replace, its names add.
fn overlay(old: &mut Entity, new: Entity) {
    if !new.id.is_empty() {
        old.id.clone_from(&new.id);
    }
    let name = std::mem::replace(&mut old.name, new.name.clone());
    old.kind = new.kind;
    let prior = new.prior.max(old.prior);
    old.settled = true;
    for (k, v) in &new.attributes {
        old.attributes.insert(k, v.clone());
    }
    let weak: Vec<String> =
        new.aliases.iter().filter(|a| a.context).map(|a| fold(&a.text)).collect();
    old.absorb(new);
    // A `*` in the row overrules the sources.
    old.aliases.retain(|a| a.context || !weak.contains(&fold(&a.text)));
    old.prior = prior;
    if fold(&name) != fold(&old.name) {
        old.alias(&name);
    }
}
