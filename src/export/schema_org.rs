//! schema.org as JSON-LD.

use serde::Serialize;

use super::{entity, iri, line};
use crate::{document::ZoneKind, gazetteer::Kind, quote::Party, sheet::FactSheet, text::Text};

#[derive(Serialize)]
struct Graph<'t> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'t>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
enum Node<'t> {
    NewsArticle {
        #[serde(rename = "@id")]
        id: &'t str,
        #[serde(skip_serializing_if = "Option::is_none")]
        headline: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        in_language: Option<&'t str>,
    },
    Quotation {
        #[serde(rename = "@id")]
        id: String,
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        spoken_by_character: Option<Agent>,
        is_part_of: Link<'t>,
    },
    Claim {
        #[serde(rename = "@id")]
        id: String,
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        author: Option<Agent>,
        /// The stance, which the vocabulary has no property for.
        keywords: &'static str,
        appearance: Link<'t>,
    },
}

#[derive(Serialize)]
struct Link<'t> {
    #[serde(rename = "@id")]
    id: &'t str,
}

#[derive(Serialize)]
struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(rename = "sameAs", skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
}

/// schema.org JSON-LD of the story at `source`: the `NewsArticle`, its `Quotation`s with their speakers, and as `Claim`s what is not
/// plainly asserted, with the stance in `keywords`.
#[must_use]
pub fn schema_org<'a>(sheet: &'a FactSheet, text: &'a str, source: &'a str) -> impl Serialize + 'a {
    let headline = sheet.zones.iter().find(|z| z.kind == ZoneKind::Headline);
    let mut graph = vec![Node::NewsArticle {
        id: source,
        headline: headline.map(|z| line(z.span.of(text))),
        date_published: sheet.published.map(|d| d.to_string()),
        in_language: sheet.language.code.as_ref().map(Text::as_str),
    }];
    let quotes = sheet.quotes.iter().enumerate().filter(|(_, q)| q.zone.is_body());
    graph.extend(quotes.map(|(k, q)| Node::Quotation {
        id: format!("{source}#quote-{k}"),
        text: line(&q.text),
        spoken_by_character: agent(sheet, q.speaker.as_ref()),
        is_part_of: Link { id: source },
    }));
    let claims = sheet.claims.iter().enumerate();
    let beyond =
        claims.filter(|(_, c)| c.zone.is_body() && !c.negated && c.stance.as_str() != "asserts");
    graph.extend(beyond.map(|(k, c)| Node::Claim {
        id: format!("{source}#claim-{k}"),
        text: line(c.content.of(text)),
        author: agent(sheet, c.source.as_ref()),
        keywords: c.stance.as_str(),
        appearance: Link { id: source },
    }));
    Graph { context: "https://schema.org", graph }
}

/// A person or an organisation: places speak for their governments.
fn agent(sheet: &FactSheet, party: Option<&Party>) -> Option<Agent> {
    let p = party?;
    Some(match entity(sheet, p.entity) {
        Some(e) => Agent {
            kind: if e.kind == Kind::Person { "Person" } else { "Organization" },
            name: e.name.as_str().to_owned(),
            same_as: iri(e),
        },
        None => Agent { kind: "Person", name: line(&p.text), same_as: None },
    })
}
