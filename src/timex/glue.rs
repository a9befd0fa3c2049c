//! Small closed-class words that time expressions are read by.

/// Small closed-class words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum G {
    The,
    A,
    One,
    Possessive,
    Of,
    In,
    On,
    At,
    And,
    To,
    Or,
    Half,
    Than,
    That,
    /// Other prepositions that time expressions follow.
    Prep,
    /// Counts from what follows.
    From,
    Past,
    Before,
    After,
    /// Ends at what lies ahead.
    Until,
    /// A modal that tells of the past as well.
    Could,
    /// Begins at what lies behind.
    Since,
    /// Makes what it stands before lie ahead.
    Future,
    Old,
    Times,
    Am,
    Pm,
    OClock,
    Zulu,
    Zone,
    Bc,
    Ad,
    Now,
    Another,
    /// "day-long"
    Long,
    Age,
    So,
    Ended,
    /// Local time.
    Local,
    OrdinalEnding,
    /// What is counted in thousands and is no year.
    Measure,
}

impl G {
    pub fn parse(s: &str) -> Option<G> {
        Some(match s {
            "the" => G::The,
            "a" => G::A,
            "one" => G::One,
            "possessive" => G::Possessive,
            "of" => G::Of,
            "in" => G::In,
            "on" => G::On,
            "at" => G::At,
            "and" => G::And,
            "to" => G::To,
            "or" => G::Or,
            "half" => G::Half,
            "than" => G::Than,
            "that" => G::That,
            "prep" => G::Prep,
            "from" => G::From,
            "past" => G::Past,
            "before" => G::Before,
            "after" => G::After,
            "until" => G::Until,
            "could" => G::Could,
            "since" => G::Since,
            "future" => G::Future,
            "old" => G::Old,
            "times" => G::Times,
            "am" => G::Am,
            "pm" => G::Pm,
            "oclock" => G::OClock,
            "zulu" => G::Zulu,
            "zone" => G::Zone,
            "bc" => G::Bc,
            "ad" => G::Ad,
            "now" => G::Now,
            "another" => G::Another,
            "long" => G::Long,
            "age" => G::Age,
            "so" => G::So,
            "ended" => G::Ended,
            "local" => G::Local,
            "ordinal_ending" => G::OrdinalEnding,
            "measure" => G::Measure,
            _ => return None,
        })
    }
}
