//! The language of a text: a vote of small words and scripts first, statistics when that is unsure.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{
    sentences::column,
    tokens::{Flags, Tokens},
    zones::{Zone, ZoneKind},
};
use crate::{
    article::Article,
    error::Error,
    lang::{Class, Kinds, LanguagePack, Lexicon, WordId},
    text::Text,
};

/// What language a text is in, and what it says of itself.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Language {
    /// ISO 639-1 code; null when unknown.
    pub code: Option<Text>,
    /// From 0 to 1.
    pub confidence: f32,
    /// Whether the guess can be relied on.
    pub reliable: bool,
    /// What the text declares: "The article is in Romanian" → "ro".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub declared: Option<Text>,
}

pub(super) struct Tables {
    /// By word id: a bit for each of `codes`.
    votes: Vec<u32>,
    codes: Vec<Text>,
    names: Class,
    /// By row of the names: ISO 639-1, ISO 639-3.
    named: Vec<(Text, Text)>,
}

/// Languages with a word list, at most.
const LANGUAGES: usize = 32;

impl Tables {
    pub fn new(pack: &LanguagePack) -> Result<Self, Error> {
        let lexicon = pack.lexicon();
        let words = lexicon.require("language-words")?;
        let names = lexicon.require("language-names")?;
        let mut codes = Kinds::new();
        for code in lexicon.rows(words).flat_map(|r| r.field(1).split(',')) {
            codes.index(code)?;
        }
        let code = |code: &str| codes.known(code).filter(|k| usize::from(*k) < LANGUAGES);
        // A word may be listed twice in forms that fold alike ("a", "à"): its first row has the votes of all.
        let mut votes = column(lexicon, "language-words", 1, |_, value| {
            value.split(',').try_fold(0, |set, name| match code(name) {
                Some(k) => Ok(set | 1 << k),
                None => Err("codes of at most 32 languages, with commas between"),
            })
        })?;
        for (k, row) in lexicon.rows(words).enumerate() {
            let first = lexicon.entry(lexicon.word(crate::fold::hash(row.word())), words);
            if let Some(first) = first.map(|e| e.row as usize).filter(|f| *f != k) {
                votes[first] |= votes[k];
            }
        }
        let votes = lexicon.column(words, &votes, 0);
        let named = lexicon.rows(names).map(|r| (r.field(1).into(), r.field(2).into())).collect();
        let codes = codes.into_list().into_iter().map(Text::from).collect();
        Ok(Self { votes, codes, names, named })
    }
}

/// Words that vote, at most: fewer than a [`Poll`] can count.
const VOTERS: usize = 600;
/// Bytes that the statistics see, at most.
const SAMPLE: usize = 4000;
/// Fewer words than this tell nothing.
const FEWEST: usize = 3;

pub(super) fn detect(
    article: &Article<'_>,
    tokens: &Tokens,
    words: &[WordId],
    lexicon: &Lexicon,
    zones: &[Zone],
    tables: &Tables,
) -> Language {
    let declared = declared(tokens, words, lexicon, zones, tables, article.text());
    if let Some(code) = article.known_language() {
        return Language { code: Some(code.into()), confidence: 1.0, reliable: true, declared };
    }
    let guess = vote(tokens, words, tables)
        .or_else(|| statistics(article.text(), tokens, tables))
        .unwrap_or_default();
    Language { declared, ..guess }
}

/// The language whose small words the text uses, when one stands out.
fn vote(tokens: &Tokens, words: &[WordId], tables: &Tables) -> Option<Language> {
    let words = &words[..words.len().min(VOTERS)];
    let all = tokens.flags_of(0..words.len()).filter(|f| f.has(Flags::ALPHA)).count();
    let mut poll = Poll::default();
    let mut ballots = words.chunks_exact(8);
    for eight in &mut ballots {
        poll.eight(std::array::from_fn(|k| tables.votes[eight[k].0 as usize]));
    }
    for word in ballots.remainder() {
        poll.add(0, tables.votes[word.0 as usize]);
    }
    let codes = ((1u64 << tables.codes.len()) - 1) as u32;
    let (most, best) = poll.best(codes)?;
    let second = poll.best(codes & !(1 << best)).map_or(0, |s| s.0);
    let share = most as f32 / all.max(1) as f32;
    let lead = 1.0 - second as f32 / most.max(1) as f32;
    let few = all >= 4 && most >= 2 && share >= 0.3 && lead >= 0.5;
    let many = all >= 8 && most >= 4 && share >= 0.15 && lead >= 0.35;
    // Names and results: what small words there are tell more than letters do.
    let thin = most >= 3 && lead >= 0.6;
    (few || many || thin).then(|| Language {
        code: Some(tables.codes[best as usize].clone()),
        confidence: (0.6 + lead * 0.4).min(1.0),
        reliable: (few || many || most >= 8) && (all >= 20 || lead > 0.6),
        declared: None,
    })
}

/// Counts how often each of 32 bits is set in some numbers: the counts' lowest digits, the next ones, and so on.
#[derive(Default)]
struct Poll([u32; 10]);

impl Poll {
    /// Adds a number that counts `1 << digit` times.
    #[inline]
    fn add(&mut self, digit: usize, mut set: u32) {
        for place in &mut self.0[digit..] {
            (*place, set) = (*place ^ set, *place & set);
        }
    }

    /// Adds eight numbers.
    #[inline]
    fn eight(&mut self, n: [u32; 8]) {
        // Three bits of one weight are one of it, and one of twice as much.
        let sum = |a: u32, b: u32, c: u32| (a ^ b ^ c, a & b | (a ^ b) & c);
        let [ones, twos, fours, ..] = self.0;
        let (ones, a) = sum(ones, n[0], n[1]);
        let (ones, b) = sum(ones, n[2], n[3]);
        let (twos, c) = sum(twos, a, b);
        let (ones, a) = sum(ones, n[4], n[5]);
        let (ones, b) = sum(ones, n[6], n[7]);
        let (twos, d) = sum(twos, a, b);
        let (fours, eights) = sum(fours, c, d);
        self.0[..3].copy_from_slice(&[ones, twos, fours]);
        self.add(3, eights);
    }

    /// The highest count among some bits, and the last bit that has it.
    fn best(&self, mut among: u32) -> Option<(u32, u32)> {
        let mut count = 0;
        for (digit, place) in self.0.iter().enumerate().rev() {
            if among & place != 0 {
                among &= place;
                count |= 1 << digit;
            }
        }
        Some((count, among.checked_ilog2()?))
    }
}

/// A text's beginning, with its letters composed and one blank between words: how they are encoded and where lines
/// break must not count.
fn sample(text: &str) -> String {
    let mut end = text.len().min(SAMPLE * 4);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut sample = String::with_capacity(SAMPLE + 4);
    for c in text[..end].nfc() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !sample.ends_with(' ') {
            sample.push(c);
        }
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample
}

/// What `whatlang` makes of the text's beginning.
fn statistics(text: &str, tokens: &Tokens, tables: &Tables) -> Option<Language> {
    if tokens.len() < FEWEST {
        return None;
    }
    let info = whatlang::detect(&sample(&text[tokens.start(0) as usize..]))?;
    let code = info.lang().code();
    let (code, _) = tables.named.iter().find(|(_, long)| *long == code)?;
    let confidence = info.confidence() as f32;
    // A handful of words of Latin script may be any language: names, for one.
    if !info.is_reliable()
        && tokens.len() < 40
        && info.script() == whatlang::Script::Latin
        && confidence < 0.5
    {
        return None;
    }
    Some(Language {
        code: Some(code.clone()),
        confidence,
        reliable: info.is_reliable(),
        declared: None,
    })
}

/// Words of a note among which a language is looked for.
const NOTE_WORDS: usize = 16;

/// "The article is in Romanian."
fn declared(
    tokens: &Tokens,
    words: &[WordId],
    lexicon: &Lexicon,
    zones: &[Zone],
    tables: &Tables,
    text: &str,
) -> Option<Text> {
    for zone in zones.iter().filter(|z| z.kind == ZoneKind::Note) {
        let (first, last) = (zone.tokens.start as usize, zone.tokens.end as usize);
        for i in first + 1..last.min(first + NOTE_WORDS) {
            if let Some(entry) = lexicon.entry(words[i], tables.names)
                && tokens.span(i - 1).of(text).eq_ignore_ascii_case("in")
            {
                return Some(tables.named[entry.row as usize].0.clone());
            }
        }
    }
    None
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{
        article::Article,
        document::{Document, Tables},
        lang::LanguagePack,
    };

    fn read(text: &str) -> (Option<String>, Option<String>) {
        let pack = LanguagePack::english();
        let tables = Tables::new(&pack).unwrap();
        let doc = Document::new(&Article::new(text), &pack, &tables);
        let l = doc.language();
        (l.code.as_deref().map(str::to_owned), l.declared.as_deref().map(str::to_owned))
    }

    #[test]
    fn a_poll_counts_bits() {
        let (mut poll, mut counts) = (super::Poll::default(), [0u32; 32]);
        let mut n = 1u32;
        for round in 0..70 {
            let mut next = || {
                n = n.wrapping_mul(0x9E37_79B1).rotate_left(7);
                (0..32).filter(|k| n >> k & 1 == 1).for_each(|k| counts[k] += 1);
                n
            };
            if round % 3 == 0 {
                poll.add(0, next());
            } else {
                poll.eight(std::array::from_fn(|_| next()));
            }
        }
        for among in [u32::MAX, 0xFF, 0x10, 0x8000_0001] {
            let bits = (0..32).filter(|k| among >> k & 1 == 1);
            let best = bits.max_by_key(|k| counts[*k]).unwrap();
            assert_eq!(poll.best(among), Some((counts[best], best as u32)));
        }
        assert_eq!(poll.best(0), None);
    }

    #[test]
    fn small_words_tell_the_language() {
        for (code, text) in [
            ("en", "The minister said that the talks in the capital had ended without a deal."),
            (
                "de",
                "Der Minister sagte, dass die Gespräche in der Hauptstadt ohne Ergebnis zu Ende sind.",
            ),
            (
                "fr",
                "Le ministre a dit que les négociations dans la capitale se sont terminées sans accord.",
            ),
            (
                "ro",
                "Ministrul a spus că discuțiile din capitală s-au încheiat fără un acord și că vor fi reluate.",
            ),
            (
                "ru",
                "Министр сказал, что переговоры в столице закончились, но они не привели к соглашению.",
            ),
            (
                "uk",
                "Міністр сказав, що переговори в столиці завершилися, але угоди досі немає і не буде.",
            ),
            (
                "en",
                "TENNIS - RESULTS OF THE OPEN. A. Boetsch (France) beat J. Siemerink (Netherlands) 6-3 6-4 in Paris",
            ),
            ("el", "Ο υπουργός είπε ότι οι συνομιλίες στην πρωτεύουσα τελείωσαν χωρίς συμφωνία."),
        ] {
            assert_eq!(read(text).0.as_deref(), Some(code), "{text}");
        }
        assert_eq!(read("12 34").0, None);
    }

    #[test]
    fn a_declared_language_is_kept_apart() {
        let text = "Talks fail\n\nThe minister said on Friday that the talks had failed.\n\nThe article is in Romanian";
        assert_eq!(read(text), (Some("en".into()), Some("ro".into())));
    }
}
