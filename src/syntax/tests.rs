use super::*;
use crate::{Article, document};

fn reading(text: &str) -> (Document<'_>, Syntax) {
    let pack = LanguagePack::english();
    let documents = document::Tables::new(&pack).unwrap();
    let tables = Tables::new(&pack).unwrap();
    let doc = Document::new(&Article::new(text), &pack, &documents);
    let syntax = read(Syntax::default(), &doc, &pack, &tables);
    (doc, syntax)
}

/// The tag of the marked word: `They *report* it`.
fn tag_of(marked: &str) -> Tag {
    let at = marked.find('*').unwrap();
    let text = marked.replace('*', "");
    let (doc, syntax) = reading(&text);
    syntax.tag(doc.tokens().at(at as u32))
}

fn phrases(text: &str) -> Vec<String> {
    let (doc, syntax) = reading(text);
    syntax.noun_phrases().iter().map(|p| doc.span(p.clone()).of(text).to_owned()).collect()
}

fn groups(text: &str) -> Vec<(String, VerbGroup)> {
    let (doc, syntax) = reading(text);
    let list = syntax.verb_groups().iter();
    list.map(|g| (doc.span(g.tokens.clone()).of(text).to_owned(), g.clone())).collect()
}

#[test]
fn neighbours_tell_nouns_from_verbs() {
    for (marked, tag) in [
        ("The *report* was late.", Tag::Noun),
        ("They *report* every loss.", Tag::Verb),
        ("They want to *report* every loss.", Tag::Verb),
        ("The agency *reports* that talks failed.", Tag::Verb),
        ("Two *reports* said so.", Tag::Noun),
        ("State *media* praised it.", Tag::Noun),
        ("The *attacks* in Norvik have stopped.", Tag::Noun),
        ("They did not *attack* anybody.", Tag::Verb),
        ("Security *forces* closed the road.", Tag::Noun),
        ("Troops *may* leave.", Tag::Modal),
        ("He left in *May* 2020.", Tag::Proper),
        ("The *will* of the people counts.", Tag::Noun),
    ] {
        assert_eq!(tag_of(marked), tag, "{marked}");
    }
}

#[test]
fn past_forms_are_told_from_participles() {
    for (marked, tag) in [
        ("The man *arrested* in Norvik was released.", Tag::Participle),
        ("The police *arrested* a man.", Tag::Past),
        ("A raid *claimed* by the group failed.", Tag::Participle),
        ("Three people were *killed*.", Tag::Participle),
        ("The *injured* man was taken away.", Tag::Adjective),
        ("Five *wounded* were taken away.", Tag::Participle),
        ("She *said* on Monday that talks failed.", Tag::Past),
        ("They have *hit* the bridge.", Tag::Participle),
        ("He *put* it down.", Tag::Past),
    ] {
        assert_eq!(tag_of(marked), tag, "{marked}");
    }
}

#[test]
fn small_words_of_several_uses() {
    for (marked, tag) in [
        ("He knew *that* it would rain.", Tag::Subordinator),
        ("The bridge *that* was hit is closed.", Tag::Wh),
        ("*That* night it rained.", Tag::Determiner),
        ("They went *to* Norvik.", Tag::Preposition),
        ("They went *to* help.", Tag::To),
        ("She saw *her* brother.", Tag::Possessive),
        ("He saw *her* there.", Tag::Pronoun),
        ("*There* were no survivors.", Tag::Pronoun),
        ("It rained *before* he left.", Tag::Subordinator),
        ("It rained *before* the match.", Tag::Preposition),
        ("They *have* a plan.", Tag::Verb),
        ("They *have* left.", Tag::Auxiliary),
    ] {
        assert_eq!(tag_of(marked), tag, "{marked}");
    }
}

#[test]
fn noun_phrases_run_from_determiner_to_head() {
    assert_eq!(
        phrases("Turkey's foreign minister met three senior officials in the capital."),
        ["Turkey's foreign minister", "three senior officials", "the capital"]
    );
    assert_eq!(phrases("The dead were buried on Monday."), ["The dead", "Monday"]);
    assert_eq!(phrases("They saw it."), ["They", "it"]);
}

#[test]
fn verb_groups_know_tense_voice_and_negation() {
    let g = groups("The road had not been closed.");
    assert_eq!(g.len(), 1);
    assert_eq!(g[0].0, "had not been closed");
    let v = &g[0].1;
    assert!(v.finite && v.passive && v.negated && !v.modal);
    assert_eq!(v.tense, Tense::Past);

    let g = groups("They will leave.");
    assert!(g[0].1.tense == Tense::Future && g[0].1.finite && !g[0].1.modal);
    let g = groups("They might have left.");
    assert!(g[0].1.modal && g[0].1.finite);
    let g = groups("It was an order to attack.");
    assert_eq!(g[1].0, "to attack");
    assert!(!g[1].1.finite && g[1].1.tense == Tense::None);
    let g = groups("They didn't reply.");
    assert!(g[0].1.negated && g[0].1.tense == Tense::Past);
}

#[test]
fn odd_input_is_read_without_harm() {
    for text in
        ["", "'s", "to", "that", "-- “” 12 %", "not not not", "had been", "A, B, C and D", "…\n\n…"]
    {
        let (doc, syntax) = reading(text);
        assert_eq!(syntax.tags.len(), doc.len());
    }
}
