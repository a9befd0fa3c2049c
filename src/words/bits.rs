//! What a word looks like and what stands before it, as sets of bits.

use std::ops::{BitOr, BitOrAssign};

macro_rules! bits {
    ($(#[$doc:meta])* $name:ident($int:ty) { $($(#[$item:meta])* $bit:ident = $value:expr),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
        pub(crate) struct $name(pub $int);
        impl $name {
            $($(#[$item])* pub const $bit: $name = $name($value);)*
            /// Whether any of these bits is set.
            #[inline]
            pub fn has(self, bits: $name) -> bool { self.0 & bits.0 != 0 }
            /// Whether no bit but these is set.
            #[inline]
            pub fn is_within(self, bits: $name) -> bool { self.0 & !bits.0 == 0 }
        }
        impl BitOr for $name {
            type Output = $name;
            #[inline]
            fn bitor(self, o: $name) -> $name { $name(self.0 | o.0) }
        }
        impl BitOrAssign for $name {
            #[inline]
            fn bitor_assign(&mut self, o: $name) { self.0 |= o.0; }
        }
    };
}

bits! {
    /// What a token looks like.
    Flags(u16) {
        /// First letter is upper-case.
        CAP = 1,
        /// Two or more letters, all upper-case.
        UPPER = 1 << 1,
        /// Holds a digit.
        DIGIT = 1 << 2,
        /// Holds a letter.
        ALPHA = 1 << 3,
        /// Holds a character outside ASCII.
        WIDE = 1 << 4,
        /// A possessive ending was cut off.
        POSSESSIVE = 1 << 5,
        /// An upper-case letter after a lower-case one ("McDonald", "iPhone").
        MIXED = 1 << 6,
        /// One letter.
        SINGLE = 1 << 7,
        /// Holds a full stop between letters ("U.S", "p.m").
        DOTTED = 1 << 8,
    }
}

bits! {
    /// What stands between two tokens; a possessive ending does not count.
    Gap(u32) {
        /// Space, tab, no-break space.
        SPACE = 1,
        /// A line break.
        NEWLINE = 1 << 1,
        /// Two or more line breaks.
        BLANK_LINE = 1 << 2,
        COMMA = 1 << 3,
        /// Full stop or ellipsis.
        STOP = 1 << 4,
        /// Exclamation or question mark.
        MARK = 1 << 5,
        COLON = 1 << 6,
        SEMICOLON = 1 << 7,
        /// Hyphen-minus and its kin, without or with blanks around.
        HYPHEN = 1 << 8,
        /// En dash, em dash, double hyphen, horizontal bar.
        DASH = 1 << 9,
        /// ( [ {
        OPEN = 1 << 10,
        /// ) ] }
        CLOSE = 1 << 11,
        /// Any double or angle quotation mark, `` and ''.
        QUOTE = 1 << 12,
        /// Single quotation mark or apostrophe.
        APOSTROPHE = 1 << 13,
        SLASH = 1 << 14,
        AMPERSAND = 1 << 15,
        PERCENT = 1 << 16,
        /// A currency sign.
        CURRENCY = 1 << 17,
        /// Anything else: symbols, bullets, emoji.
        OTHER = 1 << 18,
        /// Space or line break, not a blank line.
        BLANK = 1 | 1 << 1,
    }
}

impl Flags {
    /// What a word of letters looks like: `letters` has a bit for each of them, and `capitals` those of the capitals.
    #[inline(always)]
    pub const fn of_letters(capitals: u64, letters: u64) -> Self {
        let small = letters ^ capitals;
        // The last capital stands behind the first small letter.
        let mixed = (small != 0) & (capitals > small & small.wrapping_neg());
        Flags(
            Self::ALPHA.0
                | ((capitals & 1 != 0) as u16 * Self::CAP.0)
                | (((small == 0) & (letters > 1)) as u16 * Self::UPPER.0)
                | (mixed as u16 * Self::MIXED.0)
                | ((letters == 1) as u16 * Self::SINGLE.0),
        )
    }
}
