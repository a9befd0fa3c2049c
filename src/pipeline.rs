//! The one ordered run of all stages.

use bumpalo::Bump;

use crate::{
    article::Article,
    claim, coref, cue,
    document::{self, Document, Sentence, Zone},
    error::Error,
    event,
    gazetteer::Gazetteer,
    lang::LanguagePack,
    link,
    mention::{self, Mention, Mentions},
    quantity,
    quote::{self, Quotes},
    relation,
    sheet::{FactSheet, SCHEMA, Warning},
    span::Span,
    syntax::{self, Syntax},
    text::Text,
    timex::{self, Times},
};

/// Everything that is built once: data, and the tables that the stages make of it.
pub(crate) struct Resources {
    pub gazetteer: Gazetteer,
    pub pack: LanguagePack,
    document: document::Tables,
    syntax: syntax::Tables,
    timex: timex::Tables,
    mention: mention::Tables,
    link: link::Tables,
    coref: coref::Tables,
    quantity: quantity::Tables,
    quote: quote::Tables,
    claim: claim::Tables,
    relation: relation::Tables,
    event: event::Tables,
    cue: cue::Finder,
}

impl Resources {
    pub fn new(gazetteer: Gazetteer, pack: LanguagePack) -> Result<Self, Error> {
        let timex = timex::Tables::new(&pack)?;
        let quantity = quantity::Tables::new(&pack)?;
        let claim = claim::Tables::new(&pack)?;
        let event = event::Tables::new(&pack)?;
        let mut cue = cue::Tables::new(pack.lexicon());
        timex.cues(pack.lexicon(), &mut cue);
        quantity.cues(pack.lexicon(), &mut cue);
        claim.cues(pack.lexicon(), &mut cue);
        event.cues(pack.lexicon(), &mut cue);
        let coref = coref::Tables::new(&pack)?;
        coref.cues(pack.lexicon(), &mut cue);
        let quote = quote::Tables::new(&pack)?;
        quote.cues(pack.lexicon(), &mut cue);
        Ok(Self {
            document: document::Tables::new(&pack)?,
            syntax: syntax::Tables::new(&pack)?,
            timex,
            mention: mention::Tables::new(&pack)?,
            link: link::Tables::new(&pack)?,
            coref,
            quantity,
            quote,
            claim,
            relation: relation::Tables::new(&pack)?,
            event,
            cue: cue::Finder::new(&cue)?,
            gazetteer,
            pack,
        })
    }
}

/// Working memory of one run, kept between runs so that a warm extractor allocates only what the sheet owns.
#[derive(Default)]
pub(crate) struct Scratch {
    /// Holds what the stages make and drop within one run.
    pub bump: Bump,
    layers: document::Layers,
    syntax: syntax::Syntax,
    mentions: Mentions,
}

/// Scratch memory of the runs under way and those to come; as many as there were runs at once.
#[derive(Default)]
pub(crate) struct Pool(std::sync::Mutex<Vec<Scratch>>);

impl Pool {
    /// Lends scratch memory to `f`. A run that panics loses its own, and only that.
    pub fn with<T>(&self, f: impl FnOnce(&mut Scratch) -> T) -> T {
        let lock = || self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut scratch = lock().pop().unwrap_or_default();
        let result = f(&mut scratch);
        scratch.bump.reset();
        lock().push(scratch);
        result
    }
}

/// The text layers alone.
pub(crate) fn parse<'t>(article: &Article<'t>, r: &Resources) -> Document<'t> {
    Document::fill(document::Layers::default(), article, &r.pack, &r.document)
}

/// Which stages run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stages {
    All,
    /// All but quotations and claims.
    Unquoted,
}

/// Article in, fact sheet out.
#[inline(never)]
pub(crate) fn run(
    article: &Article<'_>,
    stages: Stages,
    r: &Resources,
    scratch: &mut Scratch,
) -> FactSheet {
    let layers = std::mem::take(&mut scratch.layers);
    let doc = Document::fill(layers, article, &r.pack, &r.document);
    let sheet = if doc.tokens().is_empty() {
        assemble(&doc, FactSheet::default())
    } else {
        let syntax = std::mem::take(&mut scratch.syntax);
        let syntax = syntax::read(syntax, &doc, &r.pack, &r.syntax);
        let sheet = facts(&doc, &syntax, article, stages, r, &scratch.bump, &mut scratch.mentions);
        scratch.syntax = syntax;
        sheet
    };
    scratch.layers = doc.into_layers();
    sheet
}

/// The stages above the text layers.
fn facts(
    doc: &Document<'_>,
    syntax: &Syntax,
    article: &Article<'_>,
    stages: Stages,
    r: &Resources,
    bump: &Bump,
    buffers: &mut Mentions,
) -> FactSheet {
    let pack = &r.pack;
    let gazetteer = &r.gazetteer;
    let cue::Cues { list: cues, roles } = r.cue.find(doc, bump);
    let published = timex::reference(doc, cues, pack, &r.timex, article.reference(), bump);
    let Times { list: times, ambiguous } =
        timex::find(doc, syntax, cues, pack, &r.timex, published, bump);
    let mentions = std::mem::take(buffers);
    let mut mentions = mention::find(doc, gazetteer, pack, &r.mention, bump, mentions);
    link::resolve(doc, syntax, &mut mentions, gazetteer, pack, &r.link, bump);
    let (mentions, entities, links) =
        coref::resolve(doc, syntax, cues, mentions, gazetteer, pack, &r.coref, bump);
    let mut quantities =
        quantity::find(doc, syntax, cues, &times, &mentions, pack, &r.quantity, bump);
    // What borrows from the mentions ends before their buffers are given back.
    let sheet = {
        let (quotes, claims) = match stages {
            Stages::All => {
                let cues = cue::gather(cues, cue::kind::SAID, bump);
                let quotes = quote::find(doc, syntax, cues, roles, &mentions, pack, &r.quote, bump);
                let claims =
                    claim::find(doc, syntax, cues, &mentions, &quotes, pack, &r.claim, bump);
                (quotes, claims)
            }
            Stages::Unquoted => (Quotes::none(bump), Vec::new()),
        };
        let layers =
            relation::Layers { syntax, mentions: &mentions, entities: &entities, links: &links };
        let relations = relation::find(doc, layers, pack, &r.relation, &r.coref, bump);
        let events = event::find(
            doc,
            syntax,
            cues,
            &mentions,
            &entities,
            &times,
            &mut quantities,
            &quotes.list,
            &claims,
            pack,
            &r.event,
            bump,
        );
        let records = records(doc, &mentions);
        let warnings = warnings(doc, pack.code(), &ambiguous, &quotes.unbalanced);
        FactSheet {
            published,
            mentions: records,
            entities,
            quotes: quotes.list,
            quantities,
            times,
            claims,
            relations,
            events,
            warnings,
            ..FactSheet::default()
        }
    };
    *buffers = mentions;
    assemble(doc, sheet)
}

#[inline(never)]
fn assemble(doc: &Document<'_>, sheet: FactSheet) -> FactSheet {
    FactSheet {
        schema: SCHEMA,
        language: doc.language().clone(),
        zones: doc.zones().iter().map(Zone::record).collect(),
        sentences: doc.sentences().iter().map(Sentence::record).collect(),
        ..sheet
    }
}

#[inline(never)]
fn records(doc: &Document<'_>, mentions: &Mentions) -> Vec<Mention> {
    // Neighbours are mostly of one rule.
    let mut rule = ("", Text::from_static(""));
    let record = |m: &mention::Found| {
        if !std::ptr::eq(m.rule, rule.0) {
            rule = (m.rule, Text::from_static(m.rule));
        }
        m.record(doc, rule.1.clone())
    };
    mentions.list().iter().map(record).collect()
}

#[inline(never)]
fn warnings(
    doc: &Document<'_>,
    pack: &str,
    ambiguous: &[Span],
    unbalanced: &[Span],
) -> Vec<Warning> {
    let mut list = Vec::new();
    let mut add = |kind, span, text: &str| {
        list.push(Warning { kind: Text::from_static(kind), span, text: text.into() });
    };
    match doc.language().code.as_deref() {
        None => add("unknown_language", None, "the language of the text is not known"),
        Some(code) if code != pack => {
            add(
                "other_language",
                None,
                &format!("the text is in `{code}`, the language pack is for `{pack}`"),
            );
        }
        Some(_) => {}
    }
    for span in unbalanced {
        add("unbalanced_quote", Some(*span), "a quotation mark without its partner");
    }
    for span in ambiguous {
        let text = format!("{}: day and month may be the other way round", span.of(doc.text()));
        add("ambiguous_date", Some(*span), &text);
    }
    list
}
