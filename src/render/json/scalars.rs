//! Strings and whole numbers as JSON writes them.

/// Whether a string holds this byte as it is; control characters, `"` and `\` are escaped.
pub(super) const fn is_plain(b: u8) -> bool {
    b >= 0x20 && b != b'"' && b != b'\\'
}

/// Whether none of eight bytes has to be escaped.
#[inline]
fn all_plain(eight: [u8; 8]) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let bytes = u64::from_le_bytes(eight);
    // A byte that is zero after the difference has its high bit set by the subtraction; so has one below 0x20.
    let zero = |x: u64| x.wrapping_sub(ONES) & !x;
    let quote = zero(bytes ^ (ONES * b'"' as u64));
    let backslash = zero(bytes ^ (ONES * b'\\' as u64));
    let control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
    (quote | backslash | control) & HIGH == 0
}

/// Writes a string between quotation marks.
#[inline]
pub(super) fn string(out: &mut Vec<u8>, s: &str) {
    let bytes = s.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    // What is left of the last eight is looked at together with bytes seen before.
    let plain = if let Some(last) = bytes.last_chunk::<8>() {
        bytes.as_chunks().0.iter().all(|e| all_plain(*e)) && all_plain(*last)
    } else if let (Some([a, b, c, d]), Some([e, f, g, h])) =
        (bytes.first_chunk(), bytes.last_chunk())
    {
        all_plain([*a, *b, *c, *d, *e, *f, *g, *h])
    } else {
        bytes.iter().all(|b| is_plain(*b))
    };
    if plain {
        out.extend_from_slice(bytes);
    } else {
        escaped(out, bytes);
    }
    out.push(b'"');
}

#[inline(never)]
pub(super) fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        if all_plain(*eight) {
            out.extend_from_slice(eight);
        } else {
            one_by_one(out, eight);
        }
    }
    one_by_one(out, rest);
}

fn one_by_one(out: &mut Vec<u8>, bytes: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    for &b in bytes {
        match b {
            b'"' | b'\\' => out.extend([b'\\', b]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            0x08 => out.extend(b"\\b"),
            0x0C => out.extend(b"\\f"),
            0..0x20 => {
                out.extend(b"\\u00");
                out.extend([HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]]);
            }
            _ => out.push(b),
        }
    }
}

/// A name of Rust's between quotation marks.
#[inline]
pub(super) fn name(out: &mut Vec<u8>, name: &'static str) {
    debug_assert!(name.bytes().all(is_plain), "a name that needs escaping: {name:?}");
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.push(b'"');
}

/// Writes a whole number.
#[inline]
pub(super) fn whole(out: &mut Vec<u8>, n: u64) {
    // Places in an article are mostly of four digits.
    if n < 10_000 {
        let n = n as u32;
        let twos = (n / 100) | ((n % 100) << 16);
        let tens = ((twos * 103) >> 10) & 0xF_000F;
        let digits = tens | ((twos - tens * 10) << 8);
        // The first digit is in the lowest byte; the last one stays even if it is zero.
        let zeros = (digits | (1 << 24)).trailing_zeros() / 8;
        let written = (digits | ZEROS as u32) >> (zeros * 8);
        // Four bytes are copied without a look at how many count.
        let len = out.len() + 4 - zeros as usize;
        out.extend_from_slice(&written.to_le_bytes());
        out.truncate(len);
    } else {
        larger(out, n);
    }
}

fn larger(out: &mut Vec<u8>, n: u64) {
    const EIGHT: u64 = 100_000_000;
    if n < EIGHT {
        let digits = eight_digits(n);
        let zeros = (digits | (1 << 56)).trailing_zeros() / 8;
        let written = (digits | ZEROS) >> (zeros * 8);
        let len = out.len() + 8 - zeros as usize;
        out.extend_from_slice(&written.to_le_bytes());
        out.truncate(len);
    } else {
        larger(out, n / EIGHT);
        out.extend_from_slice(&(eight_digits(n % EIGHT) | ZEROS).to_le_bytes());
    }
}

/// Eight times the digit zero.
const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);

/// The digits of a number below 10⁸, one in each byte, the first one lowest: halves, quarters and eighths side by side.
#[inline]
fn eight_digits(n: u64) -> u64 {
    let fours = (n / 10_000) | ((n % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x7F_0000_007F;
    let twos = hundreds | ((fours - hundreds * 100) << 16);
    let tens = ((twos * 103) >> 10) & 0xF_000F_000F_000F;
    tens | ((twos - tens * 10) << 8)
}
