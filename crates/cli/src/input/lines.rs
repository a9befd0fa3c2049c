//! JSON lines: an article a line.

use std::io::BufRead;

use super::{Doc, Read1};

/// One line. Further fields are ignored.
#[derive(serde::Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: String,
    #[serde(alias = "published", alias = "date")]
    reference: Option<String>,
    #[serde(alias = "title")]
    headline: Option<String>,
    #[serde(alias = "language")]
    lang: Option<String>,
    url: Option<String>,
    #[serde(alias = "source")]
    outlet: Option<String>,
}

/// The articles of a file, blank lines left out.
pub struct Lines<R> {
    name: String,
    reader: R,
    number: usize,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub fn new(name: String, reader: R) -> Self {
        Self { name, reader, number: 0, ended: false }
    }

    fn parse(&self, line: &[u8]) -> Read1 {
        let at = |e: String| format!("{}:{}: {e}; the line is skipped", self.name, self.number);
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let line: Line = serde_json::from_slice(line).map_err(|e| at(e.to_string()))?;
        let day = |r: String| {
            let day = r.get(..10).unwrap_or(&r).parse();
            day.map_err(|_| at(format!("read the date `{r}`, expected YYYY-MM-DD")))
        };
        Ok(Doc {
            id: line.id.unwrap_or_else(|| format!("{}:{}", self.name, self.number).into()),
            text: line.text,
            headline: line.headline,
            published: line.reference.map(day).transpose()?,
            language: line.lang,
            outlet: line.outlet,
            url: line.url,
        })
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Read1;

    fn next(&mut self) -> Option<Read1> {
        while !self.ended {
            let mut line = Vec::new();
            match self.reader.read_until(b'\n', &mut line) {
                Ok(0) => self.ended = true,
                Ok(_) => {
                    self.number += 1;
                    if !line.iter().all(u8::is_ascii_whitespace) {
                        return Some(self.parse(&line));
                    }
                }
                Err(e) => {
                    self.ended = true;
                    return Some(Err(format!("{}:{}: {e}", self.name, self.number + 1)));
                }
            }
        }
        None
    }
}
