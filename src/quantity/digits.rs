//! Numbers in digits: separators of several conventions, and letters written together with them.

/// A word that holds one number in digits.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Digits<'t> {
    pub value: f64,
    /// Letters before the digits: "EUR" of "EUR125".
    pub prefix: &'t str,
    /// Letters behind: "km" of "10km".
    pub suffix: &'t str,
    /// Byte offsets of the digits within the word.
    pub start: usize,
    pub end: usize,
    /// Written with digits and nothing else.
    pub plain: bool,
}

/// Reads a word as one number; "22,24,26" and "10.0.0.1" are none.
pub(super) fn read(word: &str) -> Option<Digits<'_>> {
    if word.len() > 48 {
        return None;
    }
    if word.len() <= 15 && word.bytes().all(|b| b.is_ascii_digit()) {
        let value = word.bytes().fold(0u64, |v, b| v * 10 + u64::from(b - b'0'));
        let end = word.len();
        return Some(Digits {
            value: value as f64,
            prefix: "",
            suffix: "",
            start: 0,
            end,
            plain: true,
        });
    }
    if let Some(value) = usual(word) {
        let end = word.len();
        return Some(Digits { value, prefix: "", suffix: "", start: 0, end, plain: false });
    }
    if let Some(value) = word.chars().next().and_then(vulgar) {
        let end = word.chars().next().map_or(0, char::len_utf8);
        let suffix = &word[end..];
        return Some(Digits { value, prefix: "", suffix, start: 0, end, plain: false });
    }
    let start = word.find(|c: char| c.is_ascii_digit())?;
    let body = &word[start..];
    let end = body
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬')))
        .map_or(body.len(), |(k, _)| k);
    let number = body[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let mut value = parse(number)?;
    let mut suffix = &body[number.len()..];
    let mut end = start + number.len();
    let mut plain = number.bytes().all(|b| b.is_ascii_digit());
    // "1e10", "2½".
    if let Some((k, v)) = exponent(suffix) {
        value *= v;
        suffix = &suffix[k..];
        end += k;
        plain = false;
    } else if let Some(v) = suffix.chars().next().and_then(vulgar) {
        let k = suffix.chars().next().map_or(0, char::len_utf8);
        value += v;
        suffix = &suffix[k..];
        end += k;
        plain = false;
    }
    if suffix.bytes().any(|b| b.is_ascii_digit()) && !matches!(suffix, "km2" | "m2" | "m3" | "km3")
    {
        return None;
    }
    Some(Digits { value, prefix: &word[..start], suffix, start, end, plain })
}

/// "1,234,567" and "12.5", the forms of most numbers with a separator.
fn usual(word: &str) -> Option<f64> {
    let bytes = word.as_bytes();
    if bytes.len() > 15 {
        return None;
    }
    let (mut value, mut run, mut commas, mut point) = (0u64, 0, false, false);
    for b in bytes {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + u64::from(b - b'0');
                run += 1;
            }
            b',' if !point && run > 0 && if commas { run == 3 } else { run <= 3 } => {
                (commas, run) = (true, 0);
            }
            b'.' if !point && !commas && run > 0 => (point, run) = (true, 0),
            _ => return None,
        }
    }
    match (commas, point) {
        (true, false) if run == 3 => Some(value as f64),
        (false, true) if run > 0 => Some(value as f64 / 10f64.powi(run)),
        _ => None,
    }
}

/// The numbers of a list written without blanks: "22,24,26".
pub(super) fn list(word: &str) -> Option<impl Iterator<Item = (usize, &str)>> {
    let parts = || word.split(',');
    if word.len() > 64 || parts().count() < 3 {
        return None;
    }
    let fine = parts().all(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    fine.then(|| word.split(',').map(move |p| (p.as_ptr() as usize - word.as_ptr() as usize, p)))
}

/// The value of digits with separators.
fn parse(s: &str) -> Option<f64> {
    let mut groups = [0usize; 12];
    let mut marks = ['\0'; 12];
    let mut n = 0;
    let (mut buffer, mut len) = ([0u8; 48], 0);
    for c in s.chars() {
        if c.is_ascii_digit() {
            groups[n] += 1;
            *buffer.get_mut(len)? = c as u8;
            len += 1;
        } else {
            marks[n] = match c {
                '’' => '\'',
                '٫' => '.',
                '٬' => ',',
                c => c,
            };
            n += 1;
            if n == groups.len() {
                return None;
            }
        }
    }
    let whole = || std::str::from_utf8(&buffer[..len]).ok()?.parse::<f64>().ok();
    if n == 0 {
        return whole();
    }
    let decimals = |k: usize| {
        let scale = 10f64.powi(k as i32);
        // Divided once: 1.34 stays 1.34.
        let v = whole()?;
        Some(if k <= 15 { v / scale } else { v / 10f64.powi(15) / 10f64.powi(k as i32 - 15) })
    };
    let last = groups[n];
    let one_kind = marks[..n].iter().all(|m| *m == marks[0]);
    if one_kind {
        match marks[0] {
            '.' if n == 1 => return decimals(last),
            ',' if n == 1 && last != 3 => return decimals(last),
            _ => {}
        }
        return grouped(&groups[..=n]).then(whole).flatten();
    }
    // The last mark differs from the others: it is the decimal one.
    let head = marks[..n - 1].iter().all(|m| *m == marks[0]) && marks[n - 1] != marks[0];
    if head && matches!(marks[n - 1], '.' | ',') && grouped(&groups[..n]) {
        return decimals(last);
    }
    None
}

/// Thousands: 1,234,567; the Indian 12,34,567 too.
fn grouped(groups: &[usize]) -> bool {
    let (first, rest) = (groups[0], &groups[1..]);
    let Some((last, middle)) = rest.split_last() else { return false };
    (1..=3).contains(&first)
        && *last == 3
        && (middle.iter().all(|g| *g == 3) || first <= 2 && middle.iter().all(|g| *g == 2))
}

fn exponent(s: &str) -> Option<(usize, f64)> {
    let rest = s.strip_prefix(['e', 'E'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 || digits < rest.len() {
        return None;
    }
    Some((1 + digits, 10f64.powi(rest[..digits].parse().ok()?)))
}

/// The value of a fraction sign.
pub(super) fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 1.0 / 2.0,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 1.0 / 4.0,
        '¾' => 3.0 / 4.0,
        '⅕' => 1.0 / 5.0,
        '⅖' => 2.0 / 5.0,
        '⅗' => 3.0 / 5.0,
        '⅘' => 4.0 / 5.0,
        '⅙' => 1.0 / 6.0,
        '⅛' => 1.0 / 8.0,
        '⅜' => 3.0 / 8.0,
        '⅝' => 5.0 / 8.0,
        '⅞' => 7.0 / 8.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_follow_the_usual_conventions() {
        let value = |w: &str| read(w).map(|d| d.value);
        assert_eq!(value("1,674,200.5"), Some(1_674_200.5));
        assert_eq!(value("1.674.200,5"), Some(1_674_200.5));
        assert_eq!(value("12,34,567.89"), Some(1_234_567.89));
        assert_eq!(value("1'250'000"), Some(1_250_000.0));
        assert_eq!(value("1,3"), Some(1.3));
        assert_eq!(value("2.5"), Some(2.5));
        assert_eq!(value("1.674.200"), Some(1_674_200.0));
        assert_eq!(value("10.0.0.1"), None);
        assert_eq!(value("22,24,26"), None);
        assert_eq!(value("6e3"), Some(6000.0));
        assert_eq!(read("10km").map(|d| d.suffix), Some("km"));
        assert_eq!(read("EUR125.5").map(|d| (d.prefix, d.value)), Some(("EUR", 125.5)));
        assert_eq!(value("24703L202"), None);
    }
}
