//! CoNLL columns.

use std::fmt::{Result, Write};

use super::{named, tokens};
use crate::sheet::FactSheet;

/// Writes one token a line with its IOB2 tag behind a tab, and an empty line after each sentence: the form that trainers of
/// name recognisers read. A tag names the mention's kind (`B-person`). Roles, descriptions and pronouns have none.
///
/// # Errors
///
/// Only those of `out`.
pub fn iob2(sheet: &FactSheet, text: &str, out: &mut impl Write) -> Result {
    let mut mentions = sheet.mentions.iter().filter(named).peekable();
    let mut sentences = sheet.sentences.iter().peekable();
    let mut open = false;
    for token in tokens::words(sheet, text) {
        while sentences.peek().is_some_and(|s| s.span.end <= token.start) {
            sentences.next();
            if std::mem::take(&mut open) {
                writeln!(out)?;
            }
        }
        while mentions.peek().is_some_and(|m| m.span.end <= token.start) {
            mentions.next();
        }
        write!(out, "{}\t", token.of(text))?;
        match mentions.peek().filter(|m| m.span.contains(token)) {
            Some(m) if m.span.start == token.start => writeln!(out, "B-{}", m.kind)?,
            Some(m) => writeln!(out, "I-{}", m.kind)?,
            None => writeln!(out, "O")?,
        }
        open = true;
    }
    if open { writeln!(out) } else { Ok(()) }
}
