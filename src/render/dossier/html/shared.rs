//! What several documents share, and the documents.

use std::fmt::{Result, Write};

use super::{Page, documents};
use crate::{
    dossier::MergedEntity,
    quote::QuoteKind,
    render::{
        html::tags::label,
        view::{GROUPS, line},
    },
};

impl Page<'_> {
    pub(super) fn quotes(&self, out: &mut String) -> Result {
        for q in &self.dossier.quotes {
            let told = documents(q.versions.iter().map(|v| v.at.document));
            if told.len() < 2 {
                continue;
            }
            out.push_str("<figure class=\"said\"><blockquote><p>");
            let marked = q.versions.iter().any(|v| v.kind == QuoteKind::Direct && v.text == q.text);
            out.push_str(if marked { "“" } else { "" });
            label(&q.text, out)?;
            out.push_str(if marked { "”" } else { "" });
            out.push_str("</p></blockquote>\n<figcaption><b>");
            label(&self.view.speaker(q), out)?;
            out.push_str("</b>");
            self.chips(&told, out)?;
            // Outlets cut and translate: what differs is shown.
            let other: Vec<_> = q.versions.iter().filter(|v| *line(&v.text) != *q.text).collect();
            if !other.is_empty() {
                out.push_str("<details><summary>Other wordings</summary><ul>\n");
                for v in other {
                    out.push_str("<li>");
                    self.chips(&[v.at.document], out)?;
                    out.push(' ');
                    label(&v.text, out)?;
                    out.push_str("</li>\n");
                }
                out.push_str("</ul></details>");
            }
            out.push_str("</figcaption></figure>\n");
        }
        Ok(())
    }

    pub(super) fn entities(&self, out: &mut String) -> Result {
        for (title, belongs) in GROUPS {
            let all = self.dossier.entities.iter();
            let mut list = all.filter(|e| belongs(e.kind) && e.documents.len() > 1).peekable();
            if list.peek().is_none() {
                continue;
            }
            write!(out, "<h3>{title}</h3>\n<ul>\n")?;
            list.try_for_each(|e| self.entity(e, out))?;
            out.push_str("</ul>\n");
        }
        Ok(())
    }

    fn entity(&self, e: &MergedEntity, out: &mut String) -> Result {
        out.push_str("<li><b>");
        label(&e.name, out)?;
        out.push_str("</b>");
        let told = documents(e.documents.iter().map(|d| d.document));
        self.chips(&told, out)?;
        out.push_str(" <small>");
        label(&e.kind.as_str().replace('_', " "), out)?;
        for r in &e.roles {
            let of = r.object.map_or(String::new(), |o| format!(", {}", self.view.name(o)));
            out.push_str(" · ");
            label(&format!("{}{of}", r.label), out)?;
        }
        if !e.names.is_empty() {
            out.push_str(" · also ");
            label(&e.names.join(", "), out)?;
        }
        if let Some(id) = &e.gazetteer_id {
            out.push_str(" · <code>");
            label(&id.0, out)?;
            out.push_str("</code>");
        }
        out.push_str("</small></li>\n");
        Ok(())
    }

    pub(super) fn documents(&self, out: &mut String) -> Result {
        if self.dossier.documents.is_empty() {
            return Ok(());
        }
        out.push_str("<ol class=\"sources\">\n");
        for (k, d) in self.dossier.documents.iter().enumerate() {
            write!(out, "<li id=\"d{k}\" tabindex=\"-1\"><span class=\"chip\">{}</span> ", k + 1)?;
            let title = d.title.as_deref().unwrap_or(&d.id);
            // Other addresses than those of the web could run script.
            match d.url.as_deref().filter(|u| is_web(u)) {
                Some(url) => {
                    out.push_str("<a rel=\"noreferrer\" href=\"");
                    label(url, out)?;
                    out.push_str("\">");
                    label(title, out)?;
                    out.push_str("</a>");
                }
                None => label(title, out)?,
            }
            let day = d.published.map_or("no date".into(), |d| d.to_string());
            write!(out, " <small>{day}")?;
            for part in [d.outlet.as_deref(), Some(&*d.id)].into_iter().flatten() {
                out.push_str(" · ");
                label(part, out)?;
            }
            if let Some(o) = d.copy_of {
                out.push_str(" · the text of");
                self.chips(&[o], out)?;
            }
            out.push_str("</small></li>\n");
        }
        out.push_str("</ol>\n");
        Ok(())
    }
}

fn is_web(url: &str) -> bool {
    let starts = |p: &str| url.get(..p.len()).is_some_and(|u| u.eq_ignore_ascii_case(p));
    starts("https://") || starts("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        assert!(is_web("https://news.example/a") && is_web("HTTP://news.example"));
        for u in ["javascript:alert(1)", " https://x", "data:text/html,x", "", "ht"] {
            assert!(!is_web(u), "{u}");
        }
    }
}
