//! Web crawls in WARC files (ISO 28500): the HTML pages among the responses.
//!
//! A thin reader: a record is a version line, header lines, a blank line, and as many bytes as `Content-Length` says.

use std::io::{self, BufRead, Read};

use super::{Doc, Read1, html};

/// A page larger than this is no article.
const LARGEST: u64 = 16 << 20;
/// No header of a record or response is longer.
const LONGEST_HEAD: usize = 1 << 16;

/// The articles of a crawl, in its order.
pub struct Pages<R> {
    name: String,
    reader: R,
    record: usize,
    ended: bool,
}

/// Name and value of each header line, names in lower case.
type Head = Vec<(String, String)>;

fn value<'h>(head: &'h Head, name: &str) -> Option<&'h str> {
    head.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}

impl<R: BufRead> Pages<R> {
    pub fn new(name: String, reader: R) -> Self {
        Self { name, reader, record: 0, ended: false }
    }

    /// The next record's head and body; of a record that is no response, or too large, an empty body.
    fn record(&mut self) -> io::Result<Option<(Head, Vec<u8>)>> {
        let bad = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
        let mut line = String::new();
        while line.trim().is_empty() {
            line.clear();
            if read_line(&mut self.reader, &mut line)? == 0 {
                return Ok(None);
            }
        }
        self.record += 1;
        if !line.starts_with("WARC/") {
            let read: String = line.trim().chars().take(40).collect();
            return Err(bad(format!("read `{read}`, expected `WARC/1.0` or `WARC/1.1`")));
        }
        let head = head(&mut self.reader)?;
        let length: u64 = value(&head, "content-length")
            .and_then(|v| v.parse().ok())
            .ok_or_else(|| bad("read no Content-Length, expected one".into()))?;
        let wanted = value(&head, "warc-type") == Some("response") && length <= LARGEST;
        let mut body = Vec::new();
        let mut rest = (&mut self.reader).take(length);
        let taken = if wanted {
            rest.read_to_end(&mut body)? as u64
        } else {
            io::copy(&mut rest, &mut io::sink())?
        };
        if taken < length {
            return Err(bad(format!(
                "the file ends {} bytes before the record does",
                length - taken
            )));
        }
        Ok(Some((head, body)))
    }
}

/// The article of a response, if it is a page that has one.
fn page(head: &Head, body: &[u8]) -> Option<Doc> {
    let mut rest = body;
    let mut status = String::new();
    read_line(&mut rest, &mut status).ok()?;
    if status.split_whitespace().nth(1) != Some("200") {
        return None;
    }
    let response = self::head(&mut rest).ok()?;
    let kind = value(&response, "content-type")?.to_ascii_lowercase();
    if !kind.contains("html") {
        return None;
    }
    let chunked =
        value(&response, "transfer-encoding").is_some_and(|v| v.eq_ignore_ascii_case("chunked"));
    let mut content = if chunked { dechunked(rest) } else { rest.to_vec() };
    if value(&response, "content-encoding").is_some_and(|v| v.eq_ignore_ascii_case("gzip")) {
        let mut plain = Vec::new();
        let packed = flate2::read::MultiGzDecoder::new(&content[..]);
        packed.take(LARGEST).read_to_end(&mut plain).ok()?;
        content = plain;
    }
    let charset = kind.split_once("charset=").map(|c| c.1.trim_matches(['"', '\'', ' ']));
    let url = value(head, "warc-target-uri").map(|u| u.trim_matches(['<', '>']));
    let mut doc = html::article(&html::decoded(&content, charset), url).ok()?;
    doc.id = url.or(value(head, "warc-record-id")).unwrap_or_default().into();
    doc.url = url.map(str::to_owned);
    Some(doc)
}

/// Crawlers keep the chunks of HTTP/1.1 or, as most do today, not.
fn dechunked(body: &[u8]) -> Vec<u8> {
    let (mut rest, mut plain) = (body, Vec::new());
    loop {
        let Some(end) = rest.iter().position(|b| *b == b'\n') else { return body.to_vec() };
        let size = std::str::from_utf8(&rest[..end])
            .ok()
            .and_then(|line| usize::from_str_radix(line.split(';').next()?.trim(), 16).ok());
        let from = end + 1;
        match size {
            Some(0) => return plain,
            Some(n) if n <= rest.len() - from => {
                plain.extend_from_slice(&rest[from..from + n]);
                rest = &rest[from + n..];
                rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
            }
            _ => return body.to_vec(),
        }
    }
}

/// Header lines up to the blank line.
fn head(reader: &mut impl BufRead) -> io::Result<Head> {
    let mut head = Head::new();
    let mut line = String::new();
    let mut bytes = 0;
    loop {
        line.clear();
        bytes += read_line(reader, &mut line)?;
        if line.trim().is_empty() {
            return Ok(head);
        }
        if bytes > LONGEST_HEAD {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "read headers without an end"));
        }
        if let Some((name, value)) = line.split_once(':') {
            head.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

/// Header lines are ASCII by rule and anything in fact.
fn read_line(reader: &mut impl BufRead, line: &mut String) -> io::Result<usize> {
    let mut bytes = Vec::new();
    let n = reader.take(LONGEST_HEAD as u64).read_until(b'\n', &mut bytes)?;
    line.push_str(&String::from_utf8_lossy(&bytes));
    Ok(n)
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Read1;

    fn next(&mut self) -> Option<Read1> {
        while !self.ended {
            match self.record() {
                Ok(Some((head, body))) => {
                    if let Some(doc) = page(&head, &body) {
                        return Some(Ok(doc));
                    }
                }
                Ok(None) => self.ended = true,
                Err(e) => {
                    self.ended = true;
                    return Some(Err(format!(
                        "{}: record {}: {e}; the rest of the file is skipped",
                        self.name, self.record
                    )));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://news.example/a\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    }

    fn answer(status: &str, kind: &str, page: &str) -> String {
        record("response", &format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{page}"))
    }

    #[test]
    fn only_pages_that_were_answered_are_articles() {
        let words = "The ministry said that the bridge had been closed. ".repeat(12);
        let html = format!(
            "<html lang=en><title>Bridge closed</title><body><article><p>{words}</p><p>{words}</p></article></body></html>"
        );
        let crawl = [
            record("warcinfo", "software: none"),
            answer("404 Not Found", "text/html", &html),
            answer("200 OK", "application/json", "{}"),
            answer("200 OK", "text/html; charset=utf-8", &html),
        ]
        .concat();
        let docs: Vec<_> = Pages::new("crawl.warc".into(), crawl.as_bytes()).collect();
        let [Ok(doc)] = &docs[..] else { panic!("{docs:?}") };
        assert_eq!(doc.name(), "http://news.example/a");
        assert!(
            doc.text.contains("the bridge had been closed")
                && doc.language.as_deref() == Some("en")
        );
    }

    #[test]
    fn a_cut_file_gives_what_came_before_and_says_so() {
        let crawl =
            record("warcinfo", "software: none") + "WARC/1.0\r\nContent-Length: 100\r\n\r\nshort";
        let docs: Vec<_> = Pages::new("crawl.warc".into(), crawl.as_bytes()).collect();
        let [Err(e)] = &docs[..] else { panic!("{docs:?}") };
        assert!(e.contains("record 2") && e.contains("95 bytes"), "{e}");
    }

    #[test]
    fn chunks_are_joined() {
        assert_eq!(dechunked(b"4\r\nabcd\r\n2;x=1\r\nef\r\n0\r\n\r\n"), b"abcdef");
        assert_eq!(dechunked(b"plain\nbody"), b"plain\nbody");
    }
}
