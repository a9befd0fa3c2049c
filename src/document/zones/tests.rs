use super::*;
use crate::document::{Document, Tables as All};

fn zones(text: &str) -> Vec<(ZoneKind, String)> {
    zones_of(&Article::new(text))
}

fn zones_of(article: &Article<'_>) -> Vec<(ZoneKind, String)> {
    let pack = LanguagePack::english();
    let tables = All::new(&pack).unwrap();
    let doc = Document::new(article, &pack, &tables);
    doc.zones().iter().map(|z| (z.kind, z.span.of(article.text()).to_owned())).collect()
}

fn kinds(text: &str) -> Vec<ZoneKind> {
    zones(text).into_iter().map(|z| z.0).collect()
}

use ZoneKind::*;

#[test]
fn a_copied_page_falls_into_its_parts() {
    let text = "Talks end without a deal in Harborview\n\n--\n\nBy Ann Roe\n\nHARBORVIEW, 3 May (Reuters) — The talks ended on Friday. Nobody signed. Photo: Quick Pictures\n\nThe ferry in the harbor (right) on Friday. Photo: Quick Pictures\n\nWhat comes next\n\nThe ministers will meet again in the autumn, two officials said.\n\nEditor: Jon Doe\n\nThe article is in Romanian\n\nTags: talks deal Harborview\n\nPREV LIVE The storm reaches the coast\nNEXT The vote is on Sunday";
    assert_eq!(
        kinds(text),
        [
            Headline, Separator, Byline, Dateline, Paragraph, Credit, Caption, Credit, Heading,
            Paragraph, Editor, Note, Tags, Separator, Related, Related
        ]
        .into_iter()
        .filter(|k| *k != Separator)
        .fold(vec![], |mut v, k| {
            if v.len() == 1 {
                v.push(Separator);
            }
            v.push(k);
            v
        })
    );
}

#[test]
fn datelines_end_with_their_dash() {
    for (text, line) in [
        ("MOSCOW (AP) -- The minister left.", "MOSCOW (AP) --"),
        ("KABUL, Afghanistan (AP) — The minister left.", "KABUL, Afghanistan (AP) —"),
        ("Berlin, March 3 (dpa) - The minister left.", "Berlin, March 3 (dpa) -"),
        ("(Reuters) - The minister left.", "(Reuters) -"),
        ("LIMA, 4 JAN 90 -- THE MINISTER LEFT THE TOWN.", "LIMA, 4 JAN 90 --"),
        ("PARIS — The minister left.", "PARIS —"),
    ] {
        let z = zones(text);
        assert_eq!(z.len(), 2, "{text}");
        assert_eq!((z[0].0, z[0].1.as_str(), z[1].0), (Dateline, line, Paragraph), "{text}");
    }
    for text in [
        "The ministers - all three of them - left.",
        "Smith-Jones left on Friday.",
        "NATO says the minister - a former general - left.",
    ] {
        assert_eq!(kinds(text), [Paragraph], "{text}");
    }
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let text = "The minister of the interior told reporters on Friday that the\nroads to the north would be closed until the snow has been\ncleared, and that schools in three districts of the province\nwould stay shut.\nNobody was hurt in the storm, he said, but the damage to\nhouses was still being counted.";
    assert_eq!(zones(text).len(), 2);
    assert_eq!(kinds("Bread\nMilk and butter\nTwo eggs").len(), 3);
}

#[test]
fn the_callers_headline_is_found() {
    let text = "World\n\nMinister leaves.\n\nThe minister left on Friday.";
    let z = zones_of(&Article::new(text).headline("Minister leaves."));
    assert_eq!(z[1].0, Headline);
}
