//! A row in the making, and a table of them in which each thing stands once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use copydesk::Kind;

use super::text::{fold, is_name, slug, tidy};

/// One real-world thing.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Empty until [`Entities::finish`] when there is no public id.
    pub id: String,
    pub kind: Kind,
    pub name: String,
    pub aliases: Vec<Alias>,
    pub demonyms: Vec<String>,
    /// ISO 3166-1 code, or empty.
    pub country: String,
    pub attributes: BTreeMap<&'static str, String>,
    pub flags: BTreeSet<&'static str>,
    /// Salience, 0 to 1000.
    pub prior: u16,
    /// The name was reviewed by hand.
    pub settled: bool,
}

/// Another name, and whether it needs context to be taken.
#[derive(Clone, Debug)]
pub struct Alias {
    pub text: String,
    pub context: bool,
    /// Reviewed by hand: no rule makes it need context.
    pub settled: bool,
}

impl Entity {
    pub fn new(kind: Kind, name: &str) -> Self {
        Self {
            id: String::new(),
            kind,
            name: tidy(name),
            aliases: Vec::new(),
            demonyms: Vec::new(),
            country: String::new(),
            attributes: BTreeMap::new(),
            flags: BTreeSet::new(),
            prior: 0,
            settled: false,
        }
    }

    /// Adds a name, unless it is unusable.
    pub fn alias(&mut self, name: &str) {
        let (text, context) = (tidy(name), name.ends_with('*'));
        if is_name(&text) {
            self.aliases.push(Alias { text, context, settled: false });
        }
    }

    /// Adds a name that only counts with evidence.
    pub fn weak_alias(&mut self, name: &str) {
        let text = tidy(name);
        if is_name(&text) {
            self.aliases.push(Alias { text, context: true, settled: false });
        }
    }

    pub fn set(&mut self, key: &'static str, value: impl Into<String>) {
        let value = value.into().replace([';', '\t'], ",");
        if !value.is_empty() {
            self.attributes.insert(key, value);
        }
    }

    /// The canonical name and the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(|a| a.text.as_str()))
    }

    /// Takes over what another row says about the same thing; what stands here already wins.
    pub fn absorb(&mut self, other: Entity) {
        if self.id.is_empty() || (other.id.starts_with('Q') && !self.id.starts_with('Q')) {
            self.id = other.id;
        }
        self.aliases.push(Alias { text: other.name, context: false, settled: false });
        self.aliases.extend(other.aliases);
        self.demonyms.extend(other.demonyms);
        if self.country.is_empty() {
            self.country = other.country;
        }
        for (k, v) in other.attributes {
            self.attributes.entry(k).or_insert(v);
        }
        self.flags.extend(other.flags);
        self.prior = self.prior.max(other.prior);
    }

    /// Removes repeated names; the strict form of a name wins over the one that needs context.
    fn dedupe(&mut self) {
        let mut seen = HashSet::from([fold(&self.name)]);
        let mut demonyms = HashSet::new();
        self.demonyms.retain(|d| demonyms.insert(fold(d)));
        let strict: HashSet<String> =
            self.aliases.iter().filter(|a| !a.context).map(|a| fold(&a.text)).collect();
        let settled: HashSet<String> =
            self.aliases.iter().filter(|a| a.settled).map(|a| fold(&a.text)).collect();
        for a in &mut self.aliases {
            a.context &= !strict.contains(&fold(&a.text));
            a.settled |= settled.contains(&fold(&a.text));
        }
        self.aliases.retain(|a| {
            let f = fold(&a.text);
            !demonyms.contains(&f) && seen.insert(f)
        });
        self.aliases.sort_by(|a, b| a.text.cmp(&b.text));
    }

    /// The row as TSV.
    pub fn line(&self) -> String {
        let aliases: Vec<String> = self
            .aliases
            .iter()
            .map(|a| format!("{}{}", a.text, if a.context { "*" } else { "" }))
            .collect();
        let mut attributes = Vec::new();
        if !self.country.is_empty() {
            attributes.push(format!("country={}", self.country));
        }
        if self.prior > 0 {
            attributes.push(format!("prior={}", self.prior));
        }
        attributes.extend(self.attributes.iter().map(|(k, v)| format!("{k}={v}")));
        if !self.demonyms.is_empty() {
            attributes.push(format!("demonyms={}", self.demonyms.join(",")));
        }
        let flags: Vec<&str> = self.flags.iter().copied().collect();
        let (id, kind, name) = (&self.id, self.kind, &self.name);
        format!(
            "{id}\t{kind}\t{name}\t{}\t{}\t{}",
            aliases.join("|"),
            attributes.join(";"),
            flags.join("|")
        )
    }
}

/// Entities with an index of their names.
#[derive(Default)]
pub struct Entities {
    pub list: Vec<Entity>,
    names: HashMap<String, Vec<usize>>,
}

impl Entities {
    /// Adds an entity, or merges it into the first one that shares a telling name and that `same` accepts.
    pub fn merge(&mut self, entity: Entity, same: impl Fn(&Entity, &Entity) -> bool) -> usize {
        let found = entity
            .names()
            .filter(|n| is_telling(n))
            .filter_map(|n| self.names.get(&fold(n)))
            .flatten()
            .copied()
            .find(|k| same(&self.list[*k], &entity));
        match found {
            Some(k) => {
                for n in entity.names() {
                    add(&mut self.names, n, k);
                }
                self.list[k].absorb(entity);
                k
            }
            None => self.push(entity),
        }
    }

    pub fn push(&mut self, entity: Entity) -> usize {
        let k = self.list.len();
        for n in entity.names() {
            add(&mut self.names, n, k);
        }
        self.list.push(entity);
        k
    }

    /// Makes the index of names anew after rows were removed.
    pub fn reindex(&mut self) {
        self.names.clear();
        for (k, e) in self.list.iter().enumerate() {
            e.names().for_each(|n| add(&mut self.names, n, k));
        }
    }

    /// Places in `list` of the entities with this name.
    pub fn index(&self, name: &str) -> &[usize] {
        self.names.get(&fold(name)).map_or(&[], |list| list)
    }

    /// Entities with this name.
    pub fn find(&self, name: &str) -> impl Iterator<Item = &Entity> {
        self.names.get(&fold(name)).into_iter().flatten().map(|k| &self.list[*k])
    }

    /// Gives every entity an id of its own, and sorts by it.
    pub fn finish(mut self, taken: &mut HashSet<String>) -> Vec<Entity> {
        self.list
            .sort_by(|a, b| (b.prior, &a.name, &a.country).cmp(&(a.prior, &b.name, &b.country)));
        let mut out: Vec<Entity> = Vec::new();
        for mut e in self.list {
            e.dedupe();
            if e.id.is_empty() || !taken.insert(e.id.clone()) {
                let base = format!("x:{}", slug(&e.name));
                let longer = format!("{base}-{}", e.country.to_lowercase());
                let numbered = (2..).map(|n| format!("{longer}-{n}"));
                let mut ids = [base, longer.clone()].into_iter().chain(numbered);
                e.id = ids.find(|id| taken.insert(id.clone())).unwrap_or_default();
            }
            out.push(e);
        }
        out.sort_by(|a, b| a.id.cmp(&b.id));
        out
    }
}

fn add(names: &mut HashMap<String, Vec<usize>>, name: &str, k: usize) {
    let list = names.entry(fold(name)).or_default();
    if !list.contains(&k) {
        list.push(k);
    }
}

/// Whether a name alone tells things apart: acronyms and short words do not.
fn is_telling(name: &str) -> bool {
    name.contains(' ') || name.chars().count() >= 6
}
