//! The article's text with its marks as nested elements.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fmt::{Result, Write},
};

use super::{Page, class_of, tags};
use crate::{
    document::ZoneKind,
    render::view::{amount, counted, line},
    span::Span,
};

/// A marked stretch.
struct Mark {
    span: Span,
    class: &'static str,
    /// What links land on.
    anchor: String,
    /// Shown on hover.
    title: String,
    /// Shown in the margin.
    note: Option<String>,
}

/// A piece of a mark that waits to be opened: outer marks first. A mark that ends after the one around it is cut there.
type Piece = Reverse<(u32, Reverse<u32>, usize, bool)>;

impl Page<'_> {
    pub(super) fn article(&self, out: &mut impl Write) -> Result {
        let code = self.sheet.language.code.as_deref().unwrap_or("");
        let code = if code.bytes().all(|b| b.is_ascii_alphabetic()) { code } else { "" };
        write!(out, "<article id=\"text\" aria-label=\"Article\" lang=\"{code}\" dir=\"auto\">")?;
        let marks = self.marks();
        let mut waiting: BinaryHeap<Piece> = (0..marks.len())
            .map(|k| Reverse((marks[k].span.start, Reverse(marks[k].span.end), k, true)))
            .collect();
        let mut open: Vec<u32> = Vec::new();
        let mut at = 0;
        loop {
            let next = waiting.peek().map(|p| p.0.0);
            // Close what ends before the next piece begins.
            while let Some(end) = open.last().copied().filter(|e| next.is_none_or(|n| *e <= n)) {
                tags::escape(Span::new(at, end).of(self.text), out)?;
                out.write_str("</span>")?;
                at = at.max(end);
                open.pop();
            }
            let Some(Reverse((start, Reverse(end), k, first))) = waiting.pop() else { break };
            tags::escape(Span::new(at, start).of(self.text), out)?;
            at = at.max(start);
            let inner = open.last().map_or(end, |around| end.min(*around));
            if inner < end {
                waiting.push(Reverse((inner, Reverse(end), k, false)));
            }
            marks[k].open(first, out)?;
            open.push(inner);
        }
        tags::escape(Span::new(at, self.text.len() as u32).of(self.text), out)?;
        out.write_str("</article>\n")
    }

    /// All marks, outer kinds before inner ones of the same stretch.
    fn marks(&self) -> Vec<Mark> {
        let s = self.sheet;
        let mut list = Vec::new();
        let mut add = |span: Span, class, anchor: String, title: String, note: Option<String>| {
            if !span.is_empty() {
                list.push(Mark { span, class, anchor, title, note });
            }
        };
        for (k, z) in s.zones.iter().enumerate() {
            add(z.span, zone(z.kind), format!("z{k}"), String::new(), None);
        }
        for (k, w) in s.warnings.iter().enumerate() {
            add(w.span.unwrap_or_default(), "odd", format!("w{k}"), line(&w.text), None);
        }
        for (k, q) in s.quotes.iter().enumerate() {
            let who = self.view.who(q.speaker.as_ref());
            let claim = s.claims.iter().find(|c| c.quote == Some(k as u32));
            let stance = claim.map_or_else(|| "says".into(), |c| self.stance(c));
            let via = q.via.as_ref().map_or(String::new(), |v| format!(", via {}", line(&v.text)));
            let note = format!("{who} {stance}{via}");
            add(q.content, "quote", format!("q{k}"), note.clone(), Some(note));
        }
        for (k, c) in s.claims.iter().enumerate().filter(|(_, c)| c.quote.is_none()) {
            let note = format!("{} {}", self.view.who(c.source.as_ref()), self.stance(c));
            add(c.content, "claim", format!("c{k}"), note.clone(), Some(note));
        }
        for (k, q) in s.quantities.iter().enumerate() {
            let class = if q.effect.is_some() { "harm" } else { "number" };
            let title = match q.effect {
                Some(e) => format!("{}: {}", e.as_str(), counted(q)),
                None => amount(q.amount),
            };
            add(q.span, class, format!("n{k}"), title, None);
        }
        for (k, t) in s.times.iter().enumerate() {
            let value = t.value.as_deref().unwrap_or("no date known");
            add(t.span, "time", format!("t{k}"), value.into(), None);
        }
        for (k, m) in s.mentions.iter().enumerate() {
            let name = m.entity.map_or("", |e| self.view.name(e));
            let kind = m.kind.as_str().replace('_', " ");
            add(m.span, class_of(m.kind), format!("m{k}"), format!("{name} ({kind})"), None);
        }
        list
    }
}

impl Mark {
    fn open(&self, first: bool, out: &mut impl Write) -> Result {
        write!(out, "<span class=\"{}\"", self.class)?;
        if first {
            write!(out, " id=\"{}\"", self.anchor)?;
            match self.class {
                "z headline" => out.write_str(" role=\"heading\" aria-level=\"1\"")?,
                "z heading" => out.write_str(" role=\"heading\" aria-level=\"2\"")?,
                _ => {}
            }
        }
        if !self.title.is_empty() {
            out.write_str(" title=\"")?;
            tags::label(&self.title, out)?;
            out.write_str("\"")?;
        }
        if let Some(note) = self.note.as_ref().filter(|_| first) {
            out.write_str(" data-note=\"")?;
            tags::label(note, out)?;
            out.write_str("\"")?;
        }
        out.write_str(">")
    }
}

fn zone(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Headline => "z headline",
        ZoneKind::Heading => "z heading",
        k if k.is_body() => "z",
        _ => "z beside",
    }
}
