//! Events, each with its parties, its tolls and what the documents say of it.

use std::fmt::{Result, Write};

use super::{Page, documents, plot};
use crate::{
    dossier::{ChangeKind, MergedEvent, Toll},
    render::html::tags::{label, link},
};

impl Page<'_> {
    pub(super) fn events(&self, out: &mut String) -> Result {
        let (list, rest) = self.view.events();
        for (k, e) in list {
            self.event(k, e, out)?;
        }
        if rest > 0 {
            let (s, are) = if rest == 1 { ("", "is") } else { ("s", "are") };
            writeln!(
                out,
                "<p class=\"about\">{rest} more event{s} {are} told by one document without figures.</p>"
            )?;
        }
        Ok(())
    }

    fn event(&self, k: usize, e: &MergedEvent, out: &mut String) -> Result {
        write!(out, "<div class=\"event\"><h3 id=\"e{k}\" tabindex=\"-1\">")?;
        label(&capital(&self.view.title(e)), out)?;
        out.push_str("</h3>\n<p class=\"about\">Told by");
        self.chips(&documents(e.reports.iter().map(|r| r.at.document)), out)?;
        for a in &e.actors {
            out.push_str(" · ");
            label(&a.role, out)?;
            out.push_str(": <b>");
            label(self.view.name(a.entity), out)?;
            out.push_str("</b>");
        }
        out.push_str("</p>\n");
        for t in &e.tolls {
            self.toll(k, t, out)?;
        }
        for c in &e.claims {
            let Some(claim) = self.dossier.claims.get(*c as usize) else { continue };
            out.push_str("<p class=\"about\">Claim: ");
            link(out, &format!("c{c}"), &claim.text)?;
            out.push_str("</p>\n");
        }
        out.push_str("<details><summary>What the documents say</summary><ul>\n");
        let mut seen = Vec::new();
        for r in &e.reports {
            let told = (r.at.document, &r.sentence);
            if seen.contains(&told) {
                continue;
            }
            seen.push(told);
            out.push_str("<li>");
            self.chips(&[r.at.document], out)?;
            out.push(' ');
            label(&r.sentence, out)?;
            out.push_str("</li>\n");
        }
        out.push_str("</ul></details></div>\n");
        Ok(())
    }

    /// A toll as a plot, where there is something to see, and as a table.
    fn toll(&self, event: usize, toll: &Toll, out: &mut String) -> Result {
        let effect = toll.effect.as_str();
        let id = format!("e{event}-{effect}");
        write!(out, "<h4 id=\"{id}\">")?;
        label(&capital(effect), out)?;
        out.push_str("</h4>\n");
        plot::draw(self.view, toll, &id, out)?;
        write!(
            out,
            "<table aria-labelledby=\"{id}\"><thead><tr><th scope=\"col\">Day</th><th scope=\"col\">Document</th>\
             <th scope=\"col\">Number</th><th scope=\"col\">Source</th><th scope=\"col\">In the text</th></tr></thead>\n<tbody>\n"
        )?;
        for k in &toll.figures {
            let Some(f) = self.dossier.figures.get(*k as usize) else { continue };
            let class = if f.leading { "" } else { " class=\"part\"" };
            let day = f.told.map_or("no date".into(), |d| d.to_string());
            write!(out, "<tr id=\"f{k}\" tabindex=\"-1\"{class}><th scope=\"row\">{day}</th><td>")?;
            self.chips(&[f.at.document], out)?;
            out.push_str("</td><td><b>");
            label(&self.view.figure(f), out)?;
            out.push_str("</b>");
            for (kind, words) in self.view.changes(toll, *k) {
                let class = match kind {
                    ChangeKind::Conflict => "change conflict",
                    _ => "change",
                };
                write!(out, "<br><span class=\"{class}\">")?;
                label(&words, out)?;
                out.push_str("</span>");
            }
            out.push_str("</td><td>");
            label(f.by.map_or("", |by| self.view.name(by)), out)?;
            out.push_str("</td><td><details><summary>“");
            label(&f.text, out)?;
            out.push_str("”</summary>");
            label(&f.sentence, out)?;
            out.push_str("</details></td></tr>\n");
        }
        out.push_str("</tbody></table>\n");
        if toll.figures.iter().any(|k| {
            let f = self.dossier.figures.get(*k as usize);
            f.is_some_and(|f| !f.leading)
        }) {
            out.push_str("<p class=\"about\">Pale rows count a part, or are not the document's last word.</p>\n");
        }
        Ok(())
    }
}

fn capital(s: &str) -> String {
    let mut chars = s.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
