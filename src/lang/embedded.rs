//! The English pack, compiled in. The suite checks that no file of the folder is missing here.

use super::Files;
use crate::packed::Aligned;

static COMPILED: &Aligned<[u8]> = &Aligned(*include_bytes!("../../gazetteers/compiled/en.bin"));

/// What `cargo xtask compile` made of the pack's word files.
pub(super) fn compiled() -> &'static [u8] {
    &COMPILED.0
}

macro_rules! files {
    ($folder:literal, $ending:literal: $($name:literal)*) => {
        vec![$((
            $name.into(),
            include_str!(concat!("../../gazetteers/lang/en/", $folder, "/", $name, $ending)).into(),
        )),*]
    };
}

pub(super) fn english() -> Files {
    Files {
        pack: include_str!("../../gazetteers/lang/en/pack.toml").into(),
        words: files!("words", ".tsv":
            "abbreviations"
            "act-nouns"
            "address-words"
            "adjectives"
            "adverbs"
            "blame-phrases"
            "casualty-nouns"
            "casualty-states"
            "casualty-verbs"
            "change-verbs"
            "claim-words"
            "clipped-words"
            "closed-words"
            "common-words"
            "currencies"
            "day-parts"
            "diseases"
            "disputed-nouns"
            "event-heads"
            "event-triggers"
            "forms-of-address"
            "function-words"
            "gendered-nouns"
            "group-nouns"
            "hedges"
            "holidays"
            "honorifics"
            "hyphen-prefixes"
            "irregular"
            "kin-words"
            "language-names"
            "language-words"
            "lesser-levels"
            "lesser-titles"
            "light-verbs"
            "lower-names"
            "months"
            "mouthpieces"
            "name-cues-after"
            "name-cues-before"
            "name-genders"
            "name-openers"
            "name-particles"
            "name-syllables"
            "name-verbs"
            "no-names"
            "no-victims"
            "nouns"
            "number-labels"
            "number-modifiers"
            "number-words"
            "numerals"
            "org-heads"
            "org-modifiers"
            "org-suffixes"
            "own-words"
            "place-heads"
            "place-nouns"
            "place-openers"
            "quote-words"
            "rebuttals"
            "referring-pronouns"
            "relation-cues"
            "relative-times"
            "reporting-nouns"
            "reporting-verbs"
            "role-glue"
            "role-heads"
            "role-status"
            "roles"
            "seasons"
            "sentence-starters"
            "small-words"
            "sport-words"
            "striking-verbs"
            "team-cues"
            "team-sports"
            "time-glue"
            "time-modifiers"
            "time-sets"
            "time-units"
            "units"
            "verbs"
            "victim-nouns"
            "weekdays"
            "work-nouns"
            "zone-labels"
        ),
        rules: files!("rules", ".toml":
            "claims"
        ),
    }
}
