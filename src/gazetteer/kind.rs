//! What kinds of things have names.

use std::{fmt, str::FromStr};

macro_rules! kinds {
    ($($name:ident $text:literal $group:ident $doc:literal)*) => {
        /// What a named thing is. The JSON name is the snake-case form.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Kind { $(#[doc = $doc] $name),* }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// The name used in data files and JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Kind::$name => $text),* }
            }

            /// A table: which group it is cannot be foretold.
            #[inline]
            pub(crate) const fn group(self) -> Group {
                const GROUPS: &[Group] = &[$(Group::$group),*];
                GROUPS[self as usize]
            }
        }
    };
}

/// The coarse classes that names fall into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Group {
    Person,
    Organization,
    Location,
    Other,
}

kinds! {
    Person "person" Person "A human being."
    Organization "organization" Organization "An organisation of no narrower kind."
    Party "party" Organization "A political party."
    ArmedGroup "armed_group" Organization "A militant or rebel group."
    Media "media" Organization "A newspaper, agency, broadcaster or site."
    Company "company" Organization "A business."
    Agency "agency" Organization "A ministry, court, parliament, police force or other public body."
    Military "military" Organization "An army, navy, air force or unit."
    Igo "igo" Organization "An intergovernmental organisation."
    University "university" Organization "A university or school."
    Sports "sports" Organization "A club, team or federation of sport."
    Country "country" Location "A state, also a former or unrecognised one."
    Region "region" Location "A part of a country, or a region of several."
    City "city" Location "A city, town or village."
    Facility "facility" Location "A building, airport, base, stadium, square or other built place."
    Continent "continent" Location "A continent."
    Water "water" Location "A sea, river, lake or strait."
    Landform "landform" Location "A mountain, desert, island or peninsula."
    Event "event" Other "A named war, election, summit, tournament or attack."
    Nationality "nationality" Other "People of a country."
    Religion "religion" Other "A religion or its followers."
    EthnicGroup "ethnic_group" Other "A people."
    Ideology "ideology" Other "A political current."
    Language "language" Other "A language."
    Disease "disease" Other "A disease."
    Product "product" Other "A ship, vehicle, weapon, device or other named product."
    Work "work" Other "A book, film, law or other titled work."
    Other "other" Other "Something named of no kind above."
}

impl Kind {
    /// Whether this is [`Kind::Organization`] or one of its narrower kinds.
    #[must_use]
    #[inline]
    pub const fn is_organization(self) -> bool {
        matches!(self.group(), Group::Organization)
    }

    /// Whether this is a kind of place.
    #[must_use]
    #[inline]
    pub const fn is_location(self) -> bool {
        matches!(self.group(), Group::Location)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|k| k.as_str() == s).ok_or(())
    }
}
