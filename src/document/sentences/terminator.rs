//! The end of a sentence as it is written: marks, closing brackets and quotes, then a blank.

/// What a gap with a sentence-ending mark looks like.
pub(super) struct Terminator<'a> {
    /// What stands before the first mark: closing marks, percent signs; blanks are cut.
    pub before: &'a str,
    /// Offset after the marks and what closes with them.
    pub cut: usize,
    /// What stands before the next word: opening marks, dashes, bullets; blanks are cut.
    pub after: &'a str,
    /// Only full stops, no question or exclamation mark.
    pub stop_only: bool,
    /// Two or more full stops, or "…".
    pub ellipsis: bool,
    /// A quotation mark closes before or after the mark.
    pub quoted: bool,
    /// A bracket opens right before the mark: "(!)", "[...]".
    pub bracketed: bool,
    /// A blank follows.
    pub spaced: bool,
    /// A mark of a script that needs no blank after it.
    pub wide: bool,
}

impl Terminator<'_> {
    /// A comma, semicolon or the like follows: the sentence goes on.
    pub fn goes_on(&self) -> bool {
        self.after.starts_with([',', ';', ':', '/'])
    }
}

/// Finds the mark that may end a sentence. `odd`: a straight double quote is open before the gap.
pub(super) fn read(gap: &str, odd: bool) -> Option<Terminator<'_>> {
    let first = gap.find(is_mark)?;
    let before = gap[..first].trim();
    let mut odd = odd ^ (before.bytes().filter(|b| *b == b'"').count() % 2 == 1);
    let mut t = Terminator {
        before,
        cut: first,
        after: "",
        stop_only: true,
        ellipsis: false,
        quoted: before.ends_with(is_quote),
        bracketed: before.ends_with(['(', '[', '{']),
        spaced: false,
        wide: false,
    };
    // The sentence's own full stop, then an ellipsis that opens the next one: "words. . . . The".
    if before.is_empty() && gap.starts_with(". . . . ") {
        t.cut = 1;
        t.spaced = true;
        t.after = gap[1..].trim();
        return Some(t);
    }
    let mut dots = 0;
    let mut at = first;
    while let Some(c) = gap[at..].chars().next() {
        if is_mark(c) {
            match c {
                '.' | '．' => dots += 1,
                '…' => dots += 2,
                '。' | '｡' | '।' | '॥' | '։' | '።' | '۔' | '၊' | '။' | '۰' | '؛' => {
                    t.wide = true
                }
                _ => t.stop_only = false,
            }
            t.wide |= matches!(c, '？' | '！');
        } else if is_closer(c) {
            t.quoted |= is_quote(c);
        } else if c == '"' || c == '\'' || c == '’' {
            t.quoted = true;
            odd ^= c == '"';
        } else if c.is_whitespace() {
            // A blank inside the run: ". . ." or, in tokenised text, ". ''" and `. "`.
            let blank = gap[at..].len() - gap[at..].trim_start().len();
            let rest = &gap[at + blank..];
            let mut chars = rest.chars();
            let (next, then) = (chars.next(), chars.next());
            let stands_alone = then.is_none_or(|c| c.is_whitespace() || is_mark(c) || is_closer(c));
            let run = match next {
                Some('.') => dots > 0 && stands_alone,
                Some(c) if is_mark(c) => stands_alone,
                Some(')' | ']') => true,
                Some('”' | '»') => then.is_some_and(char::is_whitespace),
                Some('"') => odd && then.is_some_and(char::is_whitespace),
                Some('\'') => rest.starts_with("''") || then == Some(' ') && rest.len() > 2,
                _ => false,
            };
            if !run || gap[at..at + blank].contains('\n') {
                break;
            }
            at += blank;
            continue;
        } else {
            break;
        }
        at += c.len_utf8();
        t.cut = at;
    }
    t.ellipsis = dots > 1;
    let rest = &gap[t.cut..];
    t.spaced = rest.starts_with(|c: char| c.is_whitespace() || c == '\u{200b}');
    t.after = rest.trim();
    Some(t)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '?'
            | '!'
            | '…'
            | '。'
            | '｡'
            | '．'
            | '？'
            | '！'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '။'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '‽'
    )
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '”' | '»' | '›' | '」' | '』' | '）' | '】' | '“')
}

/// Quotation marks of any shape.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '\'' | '‘' | '’' | '「' | '」'
    )
}

/// Marks that may stand before a sentence's first word.
pub(super) fn is_opener(c: char) -> bool {
    is_quote(c) || matches!(c, '(' | '[' | '{' | '¿' | '¡' | '-' | '–' | '—' | '•' | '*')
}
