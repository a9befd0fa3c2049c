use super::*;

fn entries(list: &[NewEntry]) -> Gazetteer {
    Gazetteer::from_entries(list.iter().cloned()).expect("good entries")
}

fn found<'g>(g: &'g Gazetteer, text: &str) -> Vec<&'g str> {
    g.named(text).into_iter().map(Entry::id).collect()
}

/// Words with one blank between.
struct Words<'t>(&'t str);

impl<'t> Surface<'t> for Words<'t> {
    fn is_even(&self, _: usize) -> bool {
        true
    }

    fn forms(&self, n: usize) -> [&'t str; 2] {
        let end = self.0.match_indices(' ').nth(n - 1).map_or(self.0.len(), |m| m.0);
        [&self.0[..end]; 2]
    }
}

#[test]
fn the_longest_name_wins_and_shared_beginnings_do_not_hide_others() {
    let g = entries(&[
        NewEntry::new("x:1", Kind::City, "San José"),
        NewEntry::new("x:2", Kind::City, "San José del Cabo"),
        NewEntry::new("x:3", Kind::City, "San Juan"),
        NewEntry::new("x:4", Kind::City, "San"),
        NewEntry::new("x:5", Kind::Facility, "Zaporizhzhia Nuclear Power Plant"),
    ]);
    for (text, id) in [
        ("SAN JOSE", "x:1"),
        ("San José del Cabo", "x:2"),
        ("San Juan", "x:3"),
        ("san", "x:4"),
        ("Zaporizhzhia Nuclear Power Plant", "x:5"),
    ] {
        assert_eq!(found(&g, text), [id], "{text}");
    }
    assert!(found(&g, "Zaporizhzhia").is_empty() && found(&g, "San José del").is_empty());
    let hashes: Vec<u64> =
        ["San", "José", "del", "Rio"].iter().map(|w| crate::fold::hash(w)).collect();
    let hit = g.longest(&hashes, &Words("San José del Rio")).expect("San José");
    assert_eq!(hit.words, 2);
}

#[test]
fn names_alike_come_best_first() {
    let g = entries(&[
        NewEntry::new("x:small", Kind::City, "Paris").attribute("prior", "200"),
        NewEntry::new("x:large", Kind::City, "Paris").attribute("prior", "700"),
        NewEntry::new("x:weak", Kind::Person, "Paris").attribute("prior", "900").needs_context(),
        NewEntry::new("x:st", Kind::City, "St. Louis"),
        NewEntry::new("x:st2", Kind::City, "St Louis"),
    ]);
    assert_eq!(found(&g, "paris"), ["x:large", "x:small", "x:weak"]);
    assert_eq!(found(&g, "St Louis").len(), 2);
}

#[test]
fn a_later_entry_with_the_same_id_replaces_the_earlier() {
    let g = entries(&[
        NewEntry::new("x:1", Kind::City, "Old"),
        NewEntry::new("x:1", Kind::City, "New"),
    ]);
    assert!(found(&g, "Old").is_empty() && g.len() == 1);
    let later = entries(&[
        NewEntry::new("x:1", Kind::Region, "Newer"),
        NewEntry::new("x:0", Kind::City, "Else"),
    ]);
    let both = Gazetteer::merged([&g, &later]);
    assert_eq!(both.len(), 2);
    assert_eq!(both.get(&"x:1".into()).map(|e| e.name()), Some("Newer"));
    assert_eq!(both.get(&"x:0".into()).map(|e| e.name()), Some("Else"));
    assert!(both.get(&"x:2".into()).is_none() && found(&both, "New").is_empty());
}

#[test]
fn attributes_have_types() {
    let e = NewEntry::new("x:p", Kind::Person, "Jane Roe")
        .country("RO")
        .attribute("lat", "44.43")
        .attribute("lon", "26.10")
        .attribute("pop", "12")
        .attribute("gender", "f")
        .demonym("Roese");
    let g = entries(&[e]);
    let e = g.get(&"x:p".into()).expect("it is there");
    assert_eq!(e.country(), Some("RO"));
    assert_eq!(
        (e.population(), e.coordinates(), e.gender()),
        (Some(12), Some((44.43, 26.1)), Some('f'))
    );
    assert_eq!(e.demonyms().collect::<Vec<_>>(), ["Roese"]);
}

#[test]
fn many_names_with_one_beginning_fit() {
    let list: Vec<NewEntry> = (0..5000)
        .map(|k| NewEntry::new(&format!("x:{k}"), Kind::City, &format!("A b c d e {k}")))
        .collect();
    let g = entries(&list);
    assert!((0..5000).all(|k| found(&g, &format!("a b c d e {k}")).len() == 1));
}
