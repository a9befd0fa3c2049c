//! Data files as nobody should write them: refused with file, line and column, or read without harm.

use std::fmt::Write;

use copydesk::{Gazetteer, LanguagePack};

use crate::checks;

const HEADER: &str = "id\tkind\tname\taliases\tattributes\tflags\n";

fn gazetteer(rows: &str) -> Result<Gazetteer, String> {
    Gazetteer::from_tsv("own.tsv", format!("{HEADER}{rows}").as_bytes()).map_err(|e| e.to_string())
}

/// What is said of a pack with this content in one of its files.
fn complaint(name: &str, content: &str) -> String {
    let mut files = checks::small_pack();
    files.retain(|f| f.0 != name);
    files.push((name.into(), content.into()));
    LanguagePack::from_texts(files)
        .and_then(|p| checks::builder().language_pack(p).build())
        .expect_err("a defect")
        .to_string()
}

fn rule(pattern: &str) -> String {
    format!(
        "[[rule]]\nname = \"r\"\nmatch = '{pattern}'\nstance = \"asserts\"\nsource = \"subject\"\n\
         content = \"after\"\nexamples = [\"A.\"]\ncounter_examples = [\"B.\"]\n"
    )
}

#[test]
fn a_name_is_text_and_neither_a_pattern_nor_a_path() {
    let rows = "x:1\tcompany\t.*(Acme|\t\t\t\nx:2\tcompany\t../../etc/passwd\t\t\t\nx:3\tcompany\t[A-Z]+\t\t\t\n\
        x:4\tcompany\tRivero Mills\t%s{}$1*\t\t\n";
    let rows = rows.replace("(Acme|", "(Acme");
    let extractor = checks::builder()
        .gazetteer(gazetteer(&rows).expect("odd names are names"))
        .language_pack(LanguagePack::from_texts(checks::small_pack()).expect("a pack"))
        .build()
        .expect("an extractor");
    let sheet = extractor.extract("Workers of Rivero Mills met a man from Bor in the ABC hall.");
    let found: Vec<&str> = sheet
        .entities
        .iter()
        .filter_map(|e| e.gazetteer_id.as_ref())
        .map(|id| &*id.0)
        .filter(|id| id.starts_with("x:"))
        .collect();
    assert_eq!(found, ["x:4"]);
}

#[test]
fn long_rows_and_many_defects_are_told_in_short() {
    let said =
        gazetteer(&format!("x:1\tcity\t{}\t\t\t\n", "a".repeat(70_000))).expect_err("too long");
    assert!(said.starts_with("own.tsv:2:1: read a row of 70"), "{said}");
    let said = gazetteer(&format!("x:1\t{}\tBor\t\t\t\n", "k".repeat(5000))).expect_err("a kind");
    assert!(said.starts_with("own.tsv:2:5: read the kind `kkk") && said.len() < 300, "{said}");
    let said = gazetteer(&"x\n".repeat(30_000)).expect_err("30000 defects");
    assert_eq!(said.lines().count(), 10_000);
    assert!(said.ends_with("and 20001 further problems"), "{}", said.lines().last().unwrap_or(""));
}

/// A list that is walked again for every row would take minutes.
#[test]
fn many_rows_of_one_name_or_one_id_are_read_in_step() {
    let mut rows = String::new();
    for k in 0..60_000 {
        let _ = writeln!(rows, "x:{k:05}\tcity\tBor\t\tprior={}\t", k % 1000);
    }
    let many = gazetteer(&rows).expect("one name of many places");
    let best = many.named("Bor");
    assert_eq!((best.len(), best[0].id(), best[1].id()), (1000, "x:00999", "x:01999"));
    let rows = "x:1\tcity\tBor\t\t\t\n".repeat(60_000);
    let said = gazetteer(&rows).expect_err("one id");
    assert!(said.starts_with("own.tsv:3:1: read the id `x:1` again, expected it once (line 2)"));
}

#[test]
fn patterns_stay_small() {
    for (pattern, part) in [
        ("(".repeat(100_000), "brackets at most 30 deep"),
        (format!("{}a{}", "<s: ".repeat(40), ">".repeat(40)), "brackets at most 30 deep"),
        (format!("{}a{}", "(".repeat(9), "){20,20}".repeat(9)), "at most 4000 steps"),
        ("a{1,21}".into(), "low ≤ high ≤ 20"),
        ("a{".into(), "low ≤ high ≤ 20"),
        ("@no-such-class".into(), "there is no words/no-such-class.tsv"),
        ("a | _".into(), "cannot match without"),
    ] {
        let said = complaint("rules/claims.toml", &rule(&pattern));
        assert!(
            said.starts_with("rules/claims.toml:3:") && said.contains(part),
            "{pattern:.20}: {said}"
        );
    }
    let said = complaint("rules/claims.toml", &rule("é é ("));
    assert!(said.starts_with("rules/claims.toml:3:15: "), "{said}");
    let deep = format!("a = {}", "[".repeat(100_000));
    assert!(complaint("rules/claims.toml", &deep).starts_with("rules/claims.toml:1:"));
}

#[test]
fn a_packs_files_are_named_and_whole() {
    let said = complaint("words/verbs.tsv", "#! inflect = often\nplan\n\t\tx\n");
    assert!(
        said.starts_with("words/verbs.tsv:1:1: ") && said.contains("\nwords/verbs.tsv:3:1: "),
        "{said}"
    );
    for name in ["words/verbs.txt", "../verbs.tsv", "verbs.tsv"] {
        assert!(complaint(name, "plan\n").contains("expected pack.toml"), "{name}");
    }
    let mut files = checks::small_pack();
    files.extend(files.last().cloned());
    assert!(LanguagePack::from_texts(files).expect_err("twice").to_string().contains("twice"));
    let said = LanguagePack::from_texts([]).expect_err("nothing").to_string();
    assert!(said.contains("lacks pack.toml"), "{said}");
}

#[test]
fn a_directory_with_bytes_that_are_no_text_is_refused_with_the_place() {
    let dir = std::env::temp_dir().join(format!("copydesk-pack-{}", std::process::id()));
    for folder in ["words", "rules"] {
        std::fs::create_dir_all(dir.join(folder)).expect("a folder");
    }
    for (name, text) in checks::small_pack() {
        std::fs::write(dir.join(name), text).expect("a file");
    }
    assert!(LanguagePack::from_dir(&dir).is_ok());
    std::fs::write(dir.join("words/verbs.tsv"), b"plan\nde\xffny\n").expect("a file");
    let said = LanguagePack::from_dir(&dir).expect_err("Latin-1").to_string();
    std::fs::remove_dir_all(&dir).expect("the folder goes");
    assert_eq!(said, "words/verbs.tsv:2:3: read bytes that are not UTF-8");
}
