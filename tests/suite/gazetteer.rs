//! Gazetteers that users bring: what is read, and what is said about defects.

use copydesk::{EntityId, Gazetteer, Kind, NewEntry};

const HEADER: &str = "id\tkind\tname\taliases\tattributes\tflags\n";

fn complaint(rows: &str) -> String {
    let text = format!("{HEADER}{rows}");
    Gazetteer::from_tsv("own.tsv", text.as_bytes()).expect_err("a defect").to_string()
}

#[test]
fn all_defects_of_a_file_come_at_once_with_line_and_column() {
    let said = complaint("x:1\tplanet\tMars\t\t\t\nx:2\tcity\tParis\t\nx:3\tcity\t\t\t\t\n");
    assert_eq!(said.lines().count(), 3, "{said}");
    assert!(said.contains("own.tsv:2:5: read the kind `planet`"), "{said}");
    assert!(said.contains("own.tsv:3:"), "{said}");
    assert!(said.contains("own.tsv:4:10: read no name"), "{said}");
}

#[test]
fn lists_ids_attributes_and_normal_form_are_checked() {
    for (rows, part) in [
        ("x:1\tcity\tA\tB||C\t\t\n", ":2:14: read an empty alias"),
        ("x:1\tcity\tA|B\t\t\t\n", ":2:11: read `|` in a name"),
        ("x:1\tcity\tA\t\tcountry\t\n", ":2:13: read `country`, expected key=value"),
        ("x:1\tcity\tA\t\tprior=high\t\n", "read the prior `high`"),
        ("x:1\tcity\tA\t\tcountry=FRA\t\n", "read the country `FRA`"),
        ("x:1\tcity\tA\t\t\t\nx:1\tcity\tB\t\t\t\n", ":3:1: read the id `x:1` again"),
        ("x:1\tcity\tCafe\u{301}\t\t\t\n", "normal form C"),
    ] {
        let said = complaint(rows);
        assert!(said.contains(part), "{said} lacks {part}");
    }
    let bytes = [HEADER.as_bytes(), b"x:1\tcity\tM\xfcnchen\t\t\t\n"].concat();
    let said = Gazetteer::from_tsv("own.tsv", &bytes[..]).expect_err("Latin-1").to_string();
    assert!(said.contains("own.tsv:2:11: read bytes that are not UTF-8"), "{said}");
}

#[test]
fn entries_are_made_and_replaced() {
    let g = Gazetteer::from_entries([
        NewEntry::new("x:1", Kind::Company, "Old Name"),
        NewEntry::new("x:1", Kind::Company, "Acme Widgets")
            .alias("Acme")
            .country("RO")
            .demonym("Acmean"),
    ])
    .expect("good entries");
    let e = g.get(&EntityId::from("x:1")).expect("it is there");
    assert_eq!((g.len(), e.name(), e.country()), (1, "Acme Widgets", Some("RO")));
    assert!(Gazetteer::from_entries([NewEntry::new("x:1", Kind::City, "A|B")]).is_err());
}
