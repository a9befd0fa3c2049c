//! The panels beside the article.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{Result, Write},
};

use super::{
    Page,
    tags::{Panel, label, link, panels},
};
use crate::{
    claim::{Claim, Stance},
    coref::Entity,
    gazetteer::Kind,
    quantity::Quantity,
    quote::Quote,
    relation::{Relation, RelationKind, Status},
    render::view::{GROUPS, counted, verb},
};

impl Page<'_> {
    pub(super) fn panels(&self, out: &mut impl Write) -> Result {
        let mut list: [Panel; 6] = [
            ("who", "Who is who", String::new()),
            ("harm", "People harmed", String::new()),
            ("quotes", "Quotations by speaker", String::new()),
            ("claims", "Claims, denials, demands", String::new()),
            ("timeline", "Timeline", String::new()),
            ("warnings", "Warnings", String::new()),
        ];
        self.who(&mut list[0].2)?;
        self.harm(&mut list[1].2)?;
        self.quotes(&mut list[2].2)?;
        self.claims(&mut list[3].2)?;
        self.timeline(&mut list[4].2)?;
        self.warnings(&mut list[5].2)?;
        let start = "aside id=\"facts\" aria-label=\"Facts\" tabindex=\"-1\"";
        panels(&list, start, "aside", out)
    }

    fn who(&self, out: &mut String) -> Result {
        for (title, belongs) in GROUPS {
            let list = self.view.entities(belongs);
            if list.is_empty() {
                continue;
            }
            write!(out, "<h3>{title}</h3>\n<ul>\n")?;
            list.iter().try_for_each(|e| self.entity(e, out))?;
            out.write_str("</ul>\n")?;
        }
        Ok(())
    }

    fn entity(&self, e: &Entity, out: &mut String) -> Result {
        out.write_str("<li>")?;
        let body =
            |m: &&u32| self.sheet.mentions.get(**m as usize).is_some_and(|m| m.zone.is_body());
        let first = e.mentions.iter().find(body).map_or(String::new(), |m| format!("m{m}"));
        link(out, &first, &e.name)?;
        write!(out, " <small>×{}", e.mentions.len())?;
        if !matches!(e.kind, Kind::Person | Kind::Organization) {
            write!(out, " · {}", e.kind.as_str().replace('_', " "))?;
        }
        for r in self.sheet.relations.iter().filter(|r| r.subject == Some(e.id)) {
            if let Some(role) = self.role(r) {
                out.write_str(" · ")?;
                label(&role, out)?;
            }
        }
        if let Some(id) = &e.gazetteer_id {
            out.write_str(" · <code>")?;
            label(&id.0, out)?;
            out.write_str("</code>")?;
        }
        out.write_str("</small></li>\n")
    }

    /// "president, Afghanistan (former)", "part of Islamic State".
    fn role(&self, r: &Relation) -> Option<String> {
        let object = r.object.map(|e| self.view.name(e));
        let mut s = match r.kind {
            RelationKind::Role => match object {
                Some(of) => format!("{}, {of}", r.label.as_deref()?),
                None => r.label.as_deref()?.to_owned(),
            },
            RelationKind::Acronym => r.label.as_deref()?.to_owned(),
            RelationKind::MemberOf => format!("member of {}", object?),
            RelationKind::PartOf => format!("part of {}", object?),
            RelationKind::Affiliation => format!("of {}", object?),
            RelationKind::LocatedIn => format!("in {}", object?),
        };
        s += match r.status {
            Status::Current => "",
            Status::Past => " (former)",
            Status::Suspended => " (suspended)",
        };
        Some(s)
    }

    fn quotes(&self, out: &mut String) -> Result {
        // By speaker, those who speak first coming first.
        let mut order: Vec<String> = Vec::new();
        let mut by: BTreeMap<String, Vec<(usize, &Quote)>> = BTreeMap::new();
        for (k, q) in self.sheet.quotes.iter().enumerate().filter(|(_, q)| q.zone.is_body()) {
            let who = self.view.who(q.speaker.as_ref());
            if !by.contains_key(&who) {
                order.push(who.clone());
            }
            by.entry(who).or_default().push((k, q));
        }
        for who in order {
            out.write_str("<h3>")?;
            label(&who, out)?;
            out.write_str("</h3>\n<ul>\n")?;
            for (k, q) in by.remove(&who).unwrap_or_default() {
                out.write_str("<li>")?;
                link(out, &format!("q{k}"), &q.text)?;
                if let Some(via) = &q.via {
                    out.write_str(" <small>via ")?;
                    label(&via.text, out)?;
                    out.write_str("</small>")?;
                }
                out.write_str("</li>\n")?;
            }
            out.write_str("</ul>\n")?;
        }
        Ok(())
    }

    fn harm(&self, out: &mut String) -> Result {
        let counts = self.sheet.quantities.iter().enumerate();
        let list: Vec<(usize, &Quantity)> =
            counts.filter(|(_, q)| q.effect.is_some() && q.zone.is_body()).collect();
        if list.is_empty() {
            return Ok(());
        }
        out.push_str(
            "<table aria-labelledby=\"harm-title\"><thead><tr><th scope=\"col\">Effect</th><th scope=\"col\">Number</th>\
             <th scope=\"col\">In the text</th><th scope=\"col\">Where</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>\n",
        );
        for (k, q) in list {
            write!(out, "<tr><th scope=\"row\">{}</th>", q.effect.map_or("", |e| e.as_str()))?;
            write!(out, "<td>{}</td><td>", counted(q))?;
            link(out, &format!("n{k}"), q.span.of(self.text))?;
            for e in [q.place, q.by] {
                out.push_str("</td><td>");
                label(e.map_or("", |e| self.view.name(e)), out)?;
            }
            out.push_str("</td></tr>\n");
        }
        out.push_str("</tbody></table>\n");
        Ok(())
    }

    fn timeline(&self, out: &mut String) -> Result {
        let mut by: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (k, t) in self.sheet.times.iter().enumerate().filter(|(_, t)| t.zone.is_body()) {
            let dated = |v: &&str| v.starts_with(|c: char| c.is_ascii_digit());
            if let Some(v) = t.value.as_deref().filter(dated) {
                // Times of day stand under their day.
                by.entry(v.get(..10).unwrap_or(v)).or_default().push(k);
            }
        }
        if by.is_empty() {
            return Ok(());
        }
        out.push_str("<ol class=\"timeline\">\n");
        for (value, list) in by {
            out.push_str("<li><b>");
            label(value, out)?;
            out.push_str("</b><ul>\n");
            // A sentence once, by its first time expression.
            let mut seen = BTreeSet::new();
            for k in list {
                let at = self.sheet.times[k].span;
                let sentence = self.sheet.sentences.iter().find(|s| s.span.contains(at));
                let span = sentence.map_or(at, |s| s.span);
                if seen.insert(span) {
                    out.push_str("<li>");
                    link(out, &format!("t{k}"), span.of(self.text))?;
                    out.push_str("</li>\n");
                }
            }
            out.push_str("</ul></li>\n");
        }
        out.push_str("</ol>\n");
        Ok(())
    }

    fn claims(&self, out: &mut String) -> Result {
        let claims = &self.sheet.claims;
        let contested: BTreeSet<usize> =
            claims.iter().flat_map(|c| c.contests.iter().map(|o| *o as usize)).collect();
        let listed = |(k, c): &(usize, &Claim)| {
            // What another claim contests stands beside that one.
            let beside = contested.contains(k) && c.contests.is_empty();
            c.zone.is_body() && !beside && (c.stance != Stance::Asserts || !c.contests.is_empty())
        };
        let list: Vec<(usize, &Claim)> = claims.iter().enumerate().filter(listed).collect();
        if list.is_empty() {
            return Ok(());
        }
        out.push_str("<ul>\n");
        for (k, c) in list {
            let others =
                c.contests.iter().filter_map(|o| Some((*o as usize, claims.get(*o as usize)?)));
            let others: Vec<(usize, &Claim)> = others.collect();
            if others.is_empty() {
                out.push_str("<li>");
                self.claim(k, c, out)?;
            } else {
                out.push_str("<li class=\"pair\"><div>");
                for (o, other) in others {
                    self.claim(o, other, out)?;
                }
                out.push_str("</div><div><span class=\"tag\">contested by</span> ");
                self.claim(k, c, out)?;
                out.push_str("</div>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        Ok(())
    }

    fn claim(&self, k: usize, c: &Claim, out: &mut String) -> Result {
        out.push_str("<p><b>");
        label(&self.view.who(c.source.as_ref()), out)?;
        write!(out, "</b> <span class=\"tag {}\">", c.stance.as_str())?;
        label(&self.stance(c), out)?;
        out.push_str("</span> ");
        let anchor = c.quote.map_or(format!("c{k}"), |q| format!("q{q}"));
        link(out, &anchor, c.content.of(self.text))?;
        out.push_str("</p>");
        Ok(())
    }

    /// "denies", "accuses Moscow".
    pub(super) fn stance(&self, c: &Claim) -> String {
        let verb = verb(c.stance, c.negated);
        c.target.map_or_else(|| verb.into(), |t| format!("{verb} {}", self.view.name(t)))
    }

    fn warnings(&self, out: &mut String) -> Result {
        if self.sheet.warnings.is_empty() {
            return Ok(());
        }
        out.push_str("<ul>\n");
        for (k, w) in self.sheet.warnings.iter().enumerate() {
            out.push_str("<li>");
            match w.span.filter(|s| !s.is_empty()) {
                Some(_) => link(out, &format!("w{k}"), &w.text)?,
                None => label(&w.text, out)?,
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        Ok(())
    }
}
