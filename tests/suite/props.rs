//! What holds for any text.

use copydesk::{Article, Tokens};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// Words, marks and line breaks as news has them, and as nothing should have them.
const MIXED: &str = "([A-Za-z]{1,7}|[0-9]{1,4}|[.,:;!?()'\"“”’—\\-]|\\. |\\n|\\r\\n|\\n\\n| |U\\.S\\.|Photo: |Dr\\. |é|Я|\u{301}|日|🙂|'s|By |Tags: ){0,40}";

fn words_are_whole(text: &str) -> Result<(), TestCaseError> {
    let tokens = Tokens::new(text);
    let found: Vec<(usize, &str)> = tokens
        .iter()
        .map(|t| (t.span.start as usize, &text[t.span.start as usize..t.full_end as usize]))
        .collect();
    let expected: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    prop_assert_eq!(found, expected);
    Ok(())
}

fn layers_hold(text: &str) -> Result<(), TestCaseError> {
    let doc = super::shared().parse(Article::new(text));
    let mut last = 0;
    for zone in doc.zones() {
        prop_assert!(zone.span.start >= last && zone.span.end > zone.span.start);
        prop_assert!(text[last as usize..zone.span.start as usize].trim().is_empty());
        last = zone.span.end;
    }
    prop_assert!(text[last as usize..].trim().is_empty());
    let mut last = 0;
    for s in doc.sentences() {
        prop_assert!(s.span.start >= last && s.span.end > s.span.start);
        prop_assert!(text.is_char_boundary(s.span.start as usize));
        prop_assert!(doc.zones().iter().any(|z| z.span.contains(s.span)));
        last = s.span.end;
    }
    for t in doc.tokens().iter() {
        prop_assert!(doc.sentences().iter().any(|s| s.span.contains(t.span)));
    }
    Ok(())
}

proptest! {
    #[test]
    fn tokens_with_their_possessives_are_the_words_of_uax_29(text in "\\PC{0,60}") {
        words_are_whole(&text)?;
    }

    #[test]
    fn tokens_of_mixed_text_are_the_words_of_uax_29(text in MIXED) {
        words_are_whole(&text)?;
    }

    #[test]
    fn zones_tile_the_text_and_hold_the_sentences(text in MIXED) {
        layers_hold(&text)?;
    }

    #[test]
    fn layers_of_any_text_hold(text in "[\\PC\\n\\r\\t]{0,60}") {
        layers_hold(&text)?;
    }
}
