//! Byte offsets to code points, as Python, Spark SQL and most engines count.

use copydesk::{FactSheet, Span, dossier::Dossier};

/// What offsets count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Offsets {
    /// Unicode code points: the indexes of a Python `str`.
    #[default]
    CodePoints,
    /// UTF-8 bytes, as in the library.
    Bytes,
}

impl Offsets {
    /// The name in a schema's metadata.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CodePoints => "code_points",
            Self::Bytes => "bytes",
        }
    }

    /// The unit of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::CodePoints, Self::Bytes].into_iter().find(|o| o.as_str() == name)
    }
}

/// Bytes between two known counts.
const BLOCK: usize = 64;

/// Counts code points before byte offsets of one text.
pub struct CodePoints<'t> {
    text: &'t [u8],
    /// Code points before each block; empty when every byte is one.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// A counter for `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                before.push(count);
                count += starts(block);
            }
        }
        Self { text: text.as_bytes(), before }
    }

    /// Code points before byte `at`.
    #[must_use]
    pub fn at(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.text.len());
        let block = at / BLOCK;
        match self.before.get(block) {
            Some(count) => count + starts(&self.text[block * BLOCK..at]),
            // The end of a text that fills its last block, or a text of ASCII alone.
            None => match self.before.last() {
                Some(count) => count + starts(&self.text[(self.before.len() - 1) * BLOCK..at]),
                None => at as u32,
            },
        }
    }

    /// Bytes before code point `count`; the text's length when it has fewer.
    #[must_use]
    pub fn byte(&self, count: u32) -> u32 {
        if self.before.is_empty() {
            return count.min(self.text.len() as u32);
        }
        let block = self.before.partition_point(|before| *before <= count).max(1) - 1;
        let (from, mut left) = (block * BLOCK, count - self.before[block].min(count));
        let rest = &self.text[from..];
        let end = rest.iter().position(|b| {
            let start = is_start(*b);
            let here = start && left == 0;
            left -= u32::from(start && left > 0);
            here
        });
        (from + end.unwrap_or(rest.len())) as u32
    }
}

fn is_start(byte: u8) -> bool {
    (byte as i8) >= -0x40
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(is_start(*b))).sum()
}

/// Makes every span of `sheet`, which counts bytes of its `text`, count code points.
pub fn in_code_points(sheet: &mut FactSheet, text: &str) {
    let points = CodePoints::new(text);
    if !points.before.is_empty() {
        each_span(sheet, |s| *s = Span::new(points.at(s.start), points.at(s.end)));
    }
}

/// Makes every span of `sheet`, which counts code points of its `text`, count bytes.
pub fn in_bytes(sheet: &mut FactSheet, text: &str) {
    let points = CodePoints::new(text);
    each_span(sheet, |s| *s = Span::new(points.byte(s.start), points.byte(s.end)));
}

fn each_span(sheet: &mut FactSheet, map: impl Fn(&mut Span)) {
    let map = |span: &mut Span| map(span);
    sheet.zones.iter_mut().for_each(|z| map(&mut z.span));
    sheet.sentences.iter_mut().for_each(|s| map(&mut s.span));
    sheet.mentions.iter_mut().for_each(|m| map(&mut m.span));
    sheet.times.iter_mut().for_each(|t| map(&mut t.span));
    sheet.relations.iter_mut().for_each(|r| map(&mut r.evidence));
    for q in &mut sheet.quotes {
        map(&mut q.span);
        map(&mut q.content);
        q.parts.iter_mut().chain(&mut q.marked).chain(&mut q.cue).for_each(map);
        let parties = [&mut q.speaker, &mut q.addressee, &mut q.via];
        parties.into_iter().flatten().for_each(|p| map(&mut p.span));
    }
    for q in &mut sheet.quantities {
        map(&mut q.span);
        [&mut q.number, &mut q.victims].into_iter().flatten().for_each(map);
    }
    for c in &mut sheet.claims {
        map(&mut c.span);
        map(&mut c.content);
        c.cue.iter_mut().for_each(map);
        [&mut c.source, &mut c.via].into_iter().flatten().for_each(|p| map(&mut p.span));
    }
    for e in &mut sheet.events {
        map(&mut e.trigger);
        e.mentions.iter_mut().for_each(map);
    }
    sheet.warnings.iter_mut().filter_map(|w| w.span.as_mut()).for_each(map);
}

/// Makes every span of `dossier`, which counts bytes, count code points. `texts` are those of its documents, in their order.
pub fn dossier_in_code_points(dossier: &mut Dossier, texts: &[&str]) {
    let points: Vec<CodePoints<'_>> = texts.iter().map(|text| CodePoints::new(text)).collect();
    let map = |document: u32, s: &mut Span| {
        if let Some(p) = points.get(document as usize) {
            *s = Span::new(p.at(s.start), p.at(s.end));
        }
    };
    for e in &mut dossier.entities {
        e.documents.iter_mut().for_each(|a| map(a.document, &mut a.first));
        e.roles.iter_mut().flat_map(|r| &mut r.at).for_each(|a| map(a.document, &mut a.span));
    }
    let reports = dossier.events.iter_mut().flat_map(|e| &mut e.reports).map(|r| &mut r.at);
    let figures = dossier.figures.iter_mut().map(|f| &mut f.at);
    let quotes = dossier.quotes.iter_mut().flat_map(|q| &mut q.versions).map(|v| &mut v.at);
    let claims = dossier.claims.iter_mut().flat_map(|c| &mut c.statements).map(|s| &mut s.at);
    reports.chain(figures).chain(quotes).chain(claims).for_each(|a| map(a.document, &mut a.span));
}
