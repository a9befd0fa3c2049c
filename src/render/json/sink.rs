//! Where JSON is written to, and strings in it.
//!
//! Everything goes through a short buffer of a fixed length: where the next byte goes is passed from writer to writer, and
//! a piece of known length needs one comparison and its copy. What is full is moved on to the vector in one go.

/// Length of the buffer: some values of usual length.
const SIZE: usize = 2048;
/// The latest bytes stay in the buffer: what stands before a place may be asked for and written over.
const KEPT: usize = 4;
/// Longer strings go past the buffer.
const LONG: usize = 1024;

pub(super) struct Sink {
    pub out: Vec<u8>,
    buffer: [u8; SIZE],
}

impl Sink {
    pub fn new(out: Vec<u8>) -> Self {
        Self { out, buffer: [0; SIZE] }
    }

    /// Moves all on that stands before `at`.
    pub fn finish(&mut self, at: usize) {
        self.out.extend_from_slice(&self.buffer[..at]);
    }

    /// Makes room; where what is to be written at `at` goes now.
    #[cold]
    #[inline(never)]
    fn flush(&mut self, at: usize) -> usize {
        let past = at.saturating_sub(KEPT);
        self.finish(past);
        self.buffer.copy_within(past..at, 0);
        at - past
    }

    /// Writes bytes of which the first `len` count.
    #[inline(always)]
    pub fn put<const N: usize>(&mut self, mut at: usize, bytes: &[u8; N], len: usize) -> usize {
        if at > SIZE - N {
            at = self.flush(at);
        }
        self.buffer[at..at + N].copy_from_slice(bytes);
        at + len
    }

    /// Writes a string between quotation marks, and a comma.
    #[inline]
    pub fn string(&mut self, mut at: usize, s: &str) -> usize {
        let (bytes, len) = (s.as_bytes(), s.len());
        if len > LONG {
            return self.escaped(at, s);
        }
        if at + len + 3 > SIZE {
            at = self.flush(at);
        }
        let place = &mut self.buffer[at..at + len + 3];
        place[0] = b'"';
        place[len + 1] = b'"';
        place[len + 2] = b',';
        let place = &mut place[1..=len];
        // The last piece overlaps the one before it.
        let plain = if len >= 16 {
            if len <= 32 {
                copy::<16>(place, bytes);
            } else {
                place.copy_from_slice(bytes);
            }
            are_plain(bytes)
        } else if len >= 8 {
            let [first, last] = copy::<8>(place, bytes).map(u64::from_le_bytes);
            (odd(first) | odd(last)) & HIGH == 0
        } else if len >= 4 {
            let [first, last] = copy::<4>(place, bytes).map(u32::from_le_bytes);
            odd(u64::from(first) | u64::from(last) << 32) & HIGH == 0
        } else if len >= 2 {
            let [first, last] = copy::<2>(place, bytes).map(u16::from_le_bytes);
            let four = u64::from(first) | u64::from(last) << 16;
            odd(four | four << 32) & HIGH == 0
        } else {
            copy::<1>(place, bytes).into_iter().all(|[b]| is_plain(b) || len == 0)
        };
        if plain { at + len + 3 } else { self.escaped(at, s) }
    }

    /// A name of Rust's between quotation marks, with what stands before it and behind it.
    #[inline(always)]
    pub fn name<const B: usize>(
        &mut self,
        at: usize,
        before: [u8; B],
        name: &'static str,
        behind: u8,
    ) -> usize {
        debug_assert!(name.bytes().all(is_plain), "a name that needs escaping: {name:?}");
        let (n, len) = (name.len(), B + name.len() + 3);
        let mut written = [0; 24];
        if len > written.len() {
            let at = self.put(at, &before, B);
            let at = self.put(at, b"\"", 1);
            let at = self.escape(at, name.as_bytes());
            return self.put(at, &[b'"', behind], 2);
        }
        // Where the name is known where this is compiled into, all of it is copied in one go.
        written[..B].copy_from_slice(&before);
        written[B] = b'"';
        written[B + 1..=B + n].copy_from_slice(name.as_bytes());
        written[B + n + 1..len].copy_from_slice(&[b'"', behind]);
        match len {
            0..=8 => self.put(at, piece::<8>(&written), len),
            9..=16 => self.put(at, piece::<16>(&written), len),
            _ => self.put(at, &written, len),
        }
    }

    /// Writes a string that has something to escape, or a long one.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, at: usize, s: &str) -> usize {
        let at = self.put(at, b"\"", 1);
        let at = self.escape(at, s.as_bytes());
        self.put(at, b"\",", 2)
    }

    /// Writes a piece of a string: runs of plain bytes, and what is escaped between them.
    pub fn escape(&mut self, mut at: usize, mut bytes: &[u8]) -> usize {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        loop {
            let (plain, rest) = bytes.split_at(plain_run(bytes));
            for piece in plain.chunks(LONG) {
                if at + piece.len() > SIZE {
                    at = self.flush(at);
                }
                self.buffer[at..at + piece.len()].copy_from_slice(piece);
                at += piece.len();
            }
            let Some((b, rest)) = rest.split_first() else { return at };
            bytes = rest;
            let short = match *b {
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x08 => b'b',
                0x0C => b'f',
                0..0x20 => {
                    let digits = [HEX[usize::from(b >> 4)], HEX[usize::from(b & 15)]];
                    at = self.put(at, &[b'\\', b'u', b'0', b'0', digits[0], digits[1]], 6);
                    continue;
                }
                _ => *b,
            };
            at = self.put(at, &[b'\\', short], 2);
        }
    }
}

/// Whether a string holds this byte as it is; control characters, `"` and `\` are escaped.
pub(super) const fn is_plain(b: u8) -> bool {
    b >= 0x20 && b != b'"' && b != b'\\'
}

/// The highest bit of each byte of a word.
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// The highest bit of a byte is set in what this gives if it has to be escaped, or if it stands behind one that has to be.
#[inline(always)]
fn odd(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    // A byte that is zero has its high bit set by the subtraction; so has one below 0x20.
    let zero = |x: u64| x.wrapping_sub(ONES) & !x;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    zero(word ^ (ONES * b'"' as u64)) | zero(word ^ (ONES * b'\\' as u64)) | control
}

/// Whether none of sixteen bytes has to be escaped: they are looked at side by side.
#[inline(always)]
fn sixteen_plain(bytes: &[u8; 16]) -> bool {
    let odd = |b: u8| u8::from(b < 0x20) | u8::from(b == b'"') | u8::from(b == b'\\');
    bytes.iter().fold(0, |any, b| any | odd(*b)) == 0
}

/// Whether none of at least sixteen bytes has to be escaped.
#[inline(never)]
fn are_plain(bytes: &[u8]) -> bool {
    let last = bytes.len() - 16;
    let mut at = 0;
    // Of the last sixteen, some are looked at once more.
    while let Some(sixteen) = bytes[at..].first_chunk::<16>() {
        if !sixteen_plain(sixteen) {
            return false;
        }
        if at == last {
            break;
        }
        at = (at + 16).min(last);
    }
    true
}

/// How many bytes stand before the first that has to be escaped.
fn plain_run(bytes: &[u8]) -> usize {
    let (sixteens, _) = bytes.as_chunks::<16>();
    let plain = sixteens.iter().take_while(|s| sixteen_plain(s)).count() * 16;
    let odd = bytes[plain..].iter().position(|b| !is_plain(*b));
    odd.map_or(bytes.len(), |k| plain + k)
}

/// Copies from `N` to two times `N` bytes; gives the first and the last ones.
#[inline(always)]
fn copy<const N: usize>(place: &mut [u8], bytes: &[u8]) -> [[u8; N]; 2] {
    match (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) {
        (Some(first), Some(last)) => {
            let from = bytes.len() - N;
            place[..N].copy_from_slice(first);
            place[from..].copy_from_slice(last);
            [*first, *last]
        }
        _ => [[0; N]; 2],
    }
}

/// The first bytes of a piece.
#[inline(always)]
fn piece<const N: usize>(bytes: &[u8; 24]) -> &[u8; N] {
    bytes.first_chunk().expect("names have room for more")
}
