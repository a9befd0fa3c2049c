//! Text as HTML.

use std::fmt::{Result, Write};

const BASE: &str = include_str!("base.css");

/// The page up to and with `<body>`. The policy allows the page's own style and nothing else.
pub(in crate::render) fn head(title: &str, style: &str, out: &mut impl Write) -> Result {
    out.write_str(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>",
    )?;
    label(title, out)?;
    write!(out, "</title>\n<style>\n{BASE}{style}</style>\n</head>\n<body>\n")
}

/// The same text, for content and quoted attributes. A carriage return is written as a reference, or the reader of the page
/// would see a line feed.
pub(in crate::render) fn escape(s: &str, out: &mut impl Write) -> Result {
    let mut rest = s;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r', '\0']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\r' => "&#13;",
            0 => "\u{fffd}",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}

/// The article's words outside the article: in one line, and without characters that turn the direction of what
/// follows, which would be the page's own words.
pub(in crate::render) fn label(s: &str, out: &mut impl Write) -> Result {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    for (n, word) in s.split_whitespace().enumerate() {
        if n > 0 {
            out.write_char(' ')?;
        }
        word.split(turns).try_for_each(|part| escape(part, out))?;
    }
    Ok(())
}

/// A panel: anchor, title, content.
pub(in crate::render) type Panel = (&'static str, &'static str, String);

/// Panels with links to them, in an element of the given start and end. Panels without content are left out.
pub(in crate::render) fn panels(
    list: &[Panel],
    start: &str,
    end: &str,
    out: &mut impl Write,
) -> Result {
    let list = || list.iter().filter(|p| !p.2.is_empty());
    writeln!(out, "<{start}>\n<nav aria-label=\"Panels\"><ul>")?;
    for (id, title, _) in list() {
        write!(out, "<li><a href=\"#{id}\">{title}</a></li>")?;
    }
    out.write_str("</ul></nav>\n")?;
    for (id, title, content) in list() {
        writeln!(
            out,
            "<section id=\"{id}\" aria-labelledby=\"{id}-title\" tabindex=\"-1\">\n\
             <h2 id=\"{id}-title\">{title}</h2>\n{content}</section>"
        )?;
    }
    writeln!(out, "</{end}>")
}

pub(in crate::render) fn link(out: &mut impl Write, anchor: &str, words: &str) -> Result {
    write!(out, "<a href=\"#{anchor}\">")?;
    label(words, out)?;
    out.write_str("</a>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_inert() {
        let mut out = String::new();
        escape("<script>\"&'\r\0", &mut out).expect("a string grows");
        assert_eq!(out, "&lt;script&gt;&quot;&amp;&#39;&#13;\u{fffd}");
    }

    #[test]
    fn a_label_turns_nothing_around() {
        let mut out = String::new();
        label(" a\u{202E}b\n\u{2067}c ", &mut out).expect("a string grows");
        assert_eq!(out, "ab c");
    }
}
