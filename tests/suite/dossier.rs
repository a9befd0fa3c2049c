//! Dossiers: what is merged, and what is not.

use std::{collections::BTreeSet, fs, path::Path};

use copydesk::{
    Article, Effect, FactSheet,
    dossier::{ChangeKind, Dossier, MergedEvent, Report},
    render,
};

/// The sheets of texts with an id and a day of publication.
fn sheets<'a>(texts: &[(&'a str, &str, &'a str)]) -> Vec<(&'a str, FactSheet, &'a str)> {
    let read = |(id, day, text): &(&'a str, &str, &'a str)| {
        let article = Article::new(text).published(day.parse().expect("a day"));
        (*id, crate::shared().extract(article), *text)
    };
    texts.iter().map(read).collect()
}

fn dossier(texts: &[(&str, &str, &str)]) -> Dossier {
    Dossier::new(sheets(texts).iter().map(|(id, sheet, text)| Report::new(id, sheet, text)))
}

/// Events that documents give figures of people killed for, with the ids of these documents.
fn deadly(d: &Dossier) -> Vec<(&MergedEvent, Vec<&str>)> {
    let killed = |e: &&MergedEvent| e.tolls.iter().any(|t| t.effect == Effect::Killed);
    let ids = |e: &MergedEvent| {
        let list: BTreeSet<u32> = e.reports.iter().map(|r| r.at.document).collect();
        list.iter().map(|k| &*d.documents[*k as usize].id).collect()
    };
    d.events.iter().filter(killed).map(|e| (e, ids(e))).collect()
}

/// Figures of people killed of an event, in the dossier's order.
fn killed(d: &Dossier, e: &MergedEvent) -> Vec<f64> {
    let toll = e.tolls.iter().find(|t| t.effect == Effect::Killed).expect("a toll");
    toll.figures.iter().filter_map(|f| d.figures[*f as usize].amount.low).collect()
}

const FIRST: (&str, &str, &str) = (
    "first",
    "2021-08-26",
    "A bombing in Kabul on Thursday killed at least 60 people, health officials said.",
);
const SECOND: (&str, &str, &str) = (
    "second",
    "2021-08-28",
    "The bombing in Kabul on Thursday killed 170 people, the health ministry said on Saturday.",
);

#[test]
fn reports_of_one_event_share_a_toll_that_keeps_every_figure() {
    let d = dossier(&[FIRST, SECOND]);
    let events = deadly(&d);
    assert_eq!(events.len(), 1);
    let (e, ids) = &events[0];
    assert_eq!(*ids, ["first", "second"]);
    assert_eq!(e.from, Some("2021-08-26".parse().expect("a day")));
    assert_eq!(killed(&d, e), [60.0, 170.0]);
    let [change] = e.tolls[0].changes[..] else { panic!("one change") };
    assert_eq!(change.kind, ChangeKind::Raised);
    let first = &d.figures[change.from as usize];
    assert_eq!((first.amount.low, first.amount.high), (Some(60.0), None), "a bound stays one");
}

#[test]
fn two_attacks_in_one_city_on_different_days_stay_apart() {
    let d = dossier(&[
        FIRST,
        (
            "later",
            "2021-08-30",
            "A bombing in Kabul on Sunday killed at least 10 people, health officials said.",
        ),
    ]);
    let events = deadly(&d);
    assert_eq!(events.len(), 2, "{events:?}");
}

#[test]
fn two_attacks_on_one_day_in_different_cities_stay_apart() {
    let d = dossier(&[
        FIRST,
        (
            "other",
            "2021-08-26",
            "A bombing in Herat on Thursday killed at least 10 people, health officials said.",
        ),
    ]);
    assert_eq!(deadly(&d).len(), 2);
}

#[test]
fn two_kinds_of_event_in_one_city_on_one_day_stay_apart() {
    let d = dossier(&[
        FIRST,
        (
            "quake",
            "2021-08-26",
            "An earthquake in Kabul on Thursday killed at least 10 people, health officials said.",
        ),
    ]);
    let events = deadly(&d);
    assert_eq!(events.len(), 2, "{events:?}");
    assert!(events.iter().all(|(e, ids)| ids.len() == 1 && e.tolls[0].figures.len() == 1));
}

#[test]
fn a_shared_person_alone_makes_no_shared_event() {
    let d = dossier(&[
        (
            "a",
            "2021-08-26",
            "Joe Biden condemned the bombing in Kabul on Thursday, which killed 60 people.",
        ),
        (
            "b",
            "2021-08-26",
            "Joe Biden condemned the shooting in Denver on Thursday, which killed 10 people.",
        ),
    ]);
    assert_eq!(deadly(&d).len(), 2);
    let biden = d.entities.iter().find(|e| &*e.name == "Joe Biden").expect("he");
    assert_eq!(biden.documents.len(), 2);
}

#[test]
fn an_anniversary_article_joins_the_old_event_and_makes_no_new_one() {
    let d = dossier(&[
        FIRST,
        (
            "dated",
            "2022-08-26",
            "Families met in Kabul on Friday. The bombing in Kabul on 26 August 2021 killed 183 people.",
        ),
        (
            "undated",
            "2023-08-26",
            "Families met on Saturday. The bombing in Kabul killed 180 people.",
        ),
    ]);
    let events = deadly(&d);
    let day = "2021-08-26".parse().ok();
    assert!(events.iter().all(|(e, _)| e.from.is_none() || e.from == day), "{events:?}");
    let old = events.iter().find(|(e, _)| e.from == day).expect("the old event");
    assert_eq!(old.1, ["first", "dated"], "what tells no day and is years younger proves nothing");
}

#[test]
fn an_undated_report_joins_the_only_event_it_can_mean() {
    let late = ("late", "2021-09-02", "The bombing in Kabul killed 182 people, the ministry said.");
    assert_eq!(deadly(&dossier(&[FIRST, late]))[0].1, ["first", "late"]);
    let twice = dossier(&[
        FIRST,
        (
            "more",
            "2021-08-30",
            "A bombing in Kabul on Sunday killed at least 10 people, health officials said.",
        ),
        late,
    ]);
    let of_late = deadly(&twice).into_iter().find(|(_, ids)| ids.contains(&"late")).expect("it");
    assert_eq!(of_late.1, ["late"], "two events can be meant, so neither is");
}

#[test]
fn figures_of_one_day_that_exclude_each_other_are_a_conflict() {
    let d = dossier(&[
        (
            "a",
            "2021-08-27",
            "The bombing in Kabul on Thursday killed 90 people, the hospital said.",
        ),
        (
            "b",
            "2021-08-27",
            "The bombing in Kabul on Thursday killed 170 people, the ministry said.",
        ),
        (
            "c",
            "2021-08-27",
            "The bombing in Kabul on Thursday killed at least 90 people, officials said.",
        ),
    ]);
    let (e, _) = deadly(&d)[0];
    let kinds: Vec<ChangeKind> = e.tolls[0].changes.iter().map(|c| c.kind).collect();
    assert_eq!(kinds, [ChangeKind::Conflict], "“at least 90” excludes neither");
    let mut all = killed(&d, e);
    all.sort_by(f64::total_cmp);
    assert_eq!(all, [90.0, 90.0, 170.0]);
}

#[test]
fn one_quotation_in_several_documents_is_one() {
    let d = dossier(&[
        (
            "a",
            "2021-08-27",
            "“We will not forgive. We will not forget. We will hunt you down,” US President Joe Biden said.",
        ),
        ("b", "2021-08-28", "President Joe Biden said: “We will not forgive. We will not forget.”"),
        (
            "c",
            "2021-08-28",
            "“We will not forgive. We will not forget,” Jane Quill, who lost a son, said in Ohio.",
        ),
    ]);
    let biden = d.quotes.iter().find(|q| q.versions.len() == 2).expect("a shared quotation");
    assert_eq!(&*d.entities[biden.speaker.expect("a speaker") as usize].name, "Joe Biden");
    assert!(biden.text.contains("hunt you down"), "the fullest version stands for all");
    assert_eq!(d.quotes.len(), 2, "the same words of somebody else are another quotation");
}

#[test]
fn claims_of_responsibility_for_two_attacks_stay_apart() {
    let claimed = " Islamic State claimed responsibility for the attack.";
    let first = format!("{}{claimed}", FIRST.2);
    let later =
        format!("A bombing in Kabul on Sunday killed at least 10 people, officials said.{claimed}");
    let again = format!("{}{claimed}", SECOND.2);
    let d = dossier(&[
        ("first", "2021-08-26", &first),
        ("again", "2021-08-28", &again),
        ("later", "2021-08-30", &later),
    ]);
    let list: Vec<usize> = d.claims.iter().map(|c| c.statements.len()).collect();
    assert_eq!(list, [2, 1], "{:?}", d.claims);
    assert_ne!(d.claims[0].event, d.claims[1].event);
}

#[test]
fn a_few_words_that_point_back_are_no_shared_claim() {
    let denied =
        |day: &str| format!("Moscow accused Kyiv of the {day}. Kyiv rejected the accusation.");
    let (a, b) = (denied("shooting in Denver"), denied("flood in Peru"));
    let d = dossier(&[("a", "2021-08-26", &a), ("b", "2021-08-28", &b)]);
    let shared = d.claims.iter().find(|c| c.statements.len() > 1);
    assert!(shared.is_none(), "{shared:?}");
}

#[test]
fn entities_merge_by_id_and_full_name_but_not_by_a_single_name() {
    let d = dossier(&[
        (
            "a",
            "2021-08-27",
            "Jane Quill, a nurse, spoke. Khan, a doctor, said he had left. Joe Biden spoke.",
        ),
        (
            "b",
            "2021-08-28",
            "Jane Quill, a nurse, spoke again. Khan, a driver, said he had stayed. US President Biden spoke.",
        ),
    ]);
    let documents = |name: &str| {
        let e = d.entities.iter().find(|e| &*e.name == name);
        e.map_or(0, |e| e.documents.len())
    };
    assert_eq!(documents("Jane Quill"), 2);
    assert_eq!(documents("Joe Biden"), 2);
    assert!(documents("Khan") < 2);
}

#[test]
fn a_copy_of_a_text_is_marked() {
    let d = dossier(&[FIRST, ("mirror", "2021-08-29", FIRST.2)]);
    assert_eq!(d.documents[1].copy_of, Some(0));
    assert_eq!(d.documents[0].copy_of, None);
}

/// The sample coverage of one event by several outlets.
fn coverage() -> Vec<(String, FactSheet, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/coverage");
    let mut files: Vec<_> = fs::read_dir(root).expect("coverage").flatten().collect();
    files.sort_by_key(fs::DirEntry::path);
    let read = |f: fs::DirEntry| {
        let text = fs::read_to_string(f.path()).expect("an article");
        let name = f.path().file_stem().expect("a name").to_string_lossy().into_owned();
        (name, crate::shared().extract(&text), text)
    };
    files.into_iter().map(read).collect()
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let list = coverage();
    let merged = |order: &[usize]| {
        Dossier::new(order.iter().map(|k| Report::new(&list[*k].0, &list[*k].1, &list[*k].2)))
    };
    let one = merged(&[0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(one, merged(&[7, 6, 5, 4, 3, 2, 1, 0]));
    assert_eq!(one, merged(&[3, 0, 6, 1, 7, 5, 2, 4]));
}

#[test]
fn json_reads_back_and_indexes_hold() {
    let list = coverage();
    let d = Dossier::new(list.iter().map(|(id, sheet, text)| Report::new(id, sheet, text)));
    let json = serde_json::to_string(&d).expect("JSON");
    assert_eq!(serde_json::from_str::<Dossier>(&json).expect("a dossier"), d);
    for (k, e) in d.events.iter().enumerate() {
        for t in &e.tolls {
            assert!(t.figures.iter().all(|f| d.figures[*f as usize].event == Some(k as u32)));
            assert!(
                t.changes.iter().all(|c| t.figures.contains(&c.from) && t.figures.contains(&c.to))
            );
        }
        assert!(
            e.places
                .iter()
                .chain(e.actors.iter().map(|a| &a.entity))
                .all(|p| (*p as usize) < d.entities.len())
        );
        assert!(e.claims.iter().all(|c| d.claims[*c as usize].event == Some(k as u32)));
    }
    for f in &d.figures {
        let text =
            &list.iter().find(|l| *l.0 == *d.documents[f.at.document as usize].id).expect("it").2;
        let words = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(f.at.span.of(text)), *f.text);
    }
    for (k, c) in d.claims.iter().enumerate() {
        assert!(c.contests.iter().all(|o| d.claims[*o as usize].contests.contains(&(k as u32))));
    }
}

#[test]
fn the_sample_coverage_reads_as_before() {
    let list = coverage();
    let d = Dossier::new(list.iter().map(|(id, sheet, text)| Report::new(id, sheet, text)));
    let mut out = String::new();
    render::dossier_text(&d, &mut out).expect("a string grows");
    let mut settings = insta::Settings::clone_current();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    settings.set_snapshot_path(root.join("tests/articles"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("coverage", out));
}

#[test]
fn no_document_gives_an_empty_dossier() {
    let d = Dossier::new([]);
    assert!(d.documents.is_empty() && d.events.is_empty());
}

#[test]
fn the_page_draws_each_figure_once_and_keeps_conflicts_side_by_side() {
    let texts = [
        (
            "a",
            "2021-08-26",
            "A bombing in Kabul on Thursday killed at least 60 people, officials said.",
        ),
        (
            "b",
            "2021-08-27",
            "The bombing in Kabul on Thursday killed 90 people, the hospital said.",
        ),
        (
            "c",
            "2021-08-27",
            "The bombing in Kabul on Thursday killed 170 people, the ministry said.",
        ),
        (
            "d",
            "2021-08-28",
            "The bombing in Kabul on Thursday killed up to 200 people, officials said.",
        ),
        (
            "e",
            "2021-08-29",
            "The bombing in Kabul on Thursday killed 180 to 190 people, officials said.",
        ),
    ];
    let d = dossier(&texts);
    assert_eq!(deadly(&d).len(), 1);
    let mut page = String::new();
    render::dossier_html(&d, &mut page).expect("a string grows");
    let plot = page.split("<svg").nth(1).and_then(|s| s.split("</svg>").next()).expect("a plot");
    assert_eq!(plot.matches("class=\"mark\"").count(), texts.len());
    for told in ["60+", "90", "170", "≤200", "~180–190"] {
        assert_eq!(plot.matches(&format!(">{told}<")).count(), 1, "{told}");
    }
    assert_eq!(plot.matches("<rect").count(), 1, "a range is a bar");
    assert_eq!(plot.matches("class=\"open\"").count(), 2, "two figures have an open bound");
    assert_eq!(plot.matches("class=\"conflict\"").count(), 1);
    assert!(page.contains("conflicts with 90 of b"), "the table says what the line means");
    let averaged = ["130", "140"].iter().any(|n| page.contains(&format!(">{n}<")));
    assert!(!averaged);
}

#[test]
fn what_documents_say_of_themselves_stays_inert_on_the_page() {
    let text = "A bombing in Kabul on 26 August 2021 killed 60 people, officials said.";
    let sheet = crate::shared().extract(text);
    let evil = "\"><script>x()</script>";
    let report = Report::new(evil, &sheet, text).outlet(evil).url("javascript:x()");
    let mut page = String::new();
    render::dossier_html(&Dossier::new([report]), &mut page).expect("a string grows");
    assert!(!page.contains("<script") && !page.contains("javascript:"));
    assert!(page.contains("&lt;script&gt;"));
}
