//! Saved and crawled pages: the article's text and what the page says about itself.

use dom_smoothie::{Config, Readability, TextMode};
use jiff::civil::Date;

use super::Doc;

/// The article of a page, without an id.
pub fn article(page: &str, url: Option<&str>) -> Result<Doc, String> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability =
        Readability::new(page, url, Some(config)).map_err(|e| format!("the page: {e}"))?;
    let article = readability.parse().map_err(|e| format!("no article found in the page: {e}"))?;
    let title = article.title.trim();
    let body = article.text_content.trim();
    // The headline stands on a line of its own, so that offsets point into one text.
    let text = if title.is_empty() || body.starts_with(title) {
        body.to_owned()
    } else {
        format!("{title}\n\n{body}")
    };
    Ok(Doc {
        text,
        headline: Some(title.to_owned()).filter(|t| !t.is_empty()),
        published: article.published_time.as_deref().and_then(day),
        language: article.lang.as_deref().and_then(code),
        outlet: article.site_name.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()),
        url: article.url.or(url.map(str::to_owned)),
        ..Doc::default()
    })
}

fn day(time: &str) -> Option<Date> {
    time.trim().get(..10)?.parse().ok()
}

/// "en" of "en-GB".
fn code(lang: &str) -> Option<String> {
    let code = lang.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    (code.len() == 2).then_some(code)
}

/// The page's text: UTF-8, or Latin-1 where the server or the page says so; other bytes become replacement characters.
pub fn decoded(bytes: &[u8], charset: Option<&str>) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.trim_start_matches('\u{feff}').to_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let said = charset.map(str::to_ascii_lowercase);
    let latin =
        |s: &str| s.contains("8859-1") || s.contains("windows-1252") || s.contains("latin1");
    if said.as_deref().map_or_else(|| latin(&head), latin) {
        return bytes.iter().map(|b| windows_1252(*b)).collect();
    }
    String::from_utf8_lossy(bytes).into_owned()
}

/// Browsers read "Latin-1" as Windows-1252, which has letters and quotation marks in the place of control characters.
fn windows_1252(b: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match b {
        0x80..=0x9f => HIGH[usize::from(b - 0x80)],
        b => char::from(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_is_read_where_it_is_declared() {
        assert_eq!(
            decoded(b"<meta charset=windows-1252>\x93caf\xe9\x94", None),
            "<meta charset=windows-1252>“café”"
        );
        assert_eq!(decoded(b"caf\xe9", Some("ISO-8859-1")), "café");
        assert_eq!(decoded(b"caf\xe9", None), "caf\u{fffd}");
    }
}
