//! Texts that nobody writes, made to find what does not grow in step with the text. All are made here, none is read.

/// A kind of hostile text.
pub struct Hostile {
    pub name: &'static str,
    /// A text of about so many bytes.
    pub make: fn(usize) -> String,
}

/// One article without a line break.
const NEWS: &str = "KABUL, March 27 (Reuters) - At least 145 people were injured in Kabul on Saturday, President Ashraf \
    Ghani said. \u{201c}We will find them,\u{201d} he told the BBC, which quoted the Interior Ministry. The Red Front denied \
    that it had claimed the attack, in which 20 to 30 soldiers were killed last week near the airport. ";

const SYLLABLES: [&str; 16] = [
    "ka", "vo", "remi", "tor", "shen", "la", "mur", "dov", "elin", "ba", "quor", "ni", "sta",
    "gim", "ura", "pel",
];

/// The `k`th of many made-up names.
pub fn name(k: usize) -> String {
    let mut word = String::new();
    let mut rest = k;
    for _ in 0..5 {
        word += SYLLABLES[rest % SYLLABLES.len()];
        rest /= SYLLABLES.len();
    }
    word[..1].to_uppercase() + &word[1..]
}

/// A piece, again and again, until there are so many bytes.
fn again(piece: &str, bytes: usize) -> String {
    piece.repeat((bytes / piece.len()).max(1))
}

/// Pieces made from a number, until there are so many bytes.
fn each(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 100);
    let mut k = 0;
    while text.len() < bytes {
        text += &piece(k);
        k += 1;
    }
    text
}

/// Half of the text opens, half closes.
fn nested(open: &str, close: &str, bytes: usize) -> String {
    again(open, bytes / 2) + "a" + &again(close, bytes / 2)
}

/// Characters of all planes, surrogates left out.
fn planes(bytes: usize) -> String {
    each(bytes, |k| {
        let c = char::from_u32((k as u32).wrapping_mul(7919) % 0x11_0000).unwrap_or(' ');
        if k % 7 == 6 { format!("{c} ") } else { c.to_string() }
    })
}

macro_rules! kinds {
    ($($name:literal: $make:expr;)*) => { &[$(Hostile { name: $name, make: $make }),*] };
}

/// All kinds. The names tell what repeats.
pub const KINDS: &[Hostile] = kinds! {
    "one line of news": |n| again(NEWS, n);
    "news in capitals": |n| again(&NEWS.to_uppercase(), n);
    "one word": |n| again("a", n);
    "one capitalised word": |n| again("Aa", n);
    "one hyphenated word": |n| again("well-", n);
    "a sentence without end": |n| again("the old man and the sea ", n);
    "opening marks alone": |n| again("\u{201c}", n);
    "opening marks and words": |n| again("\u{201c}word ", n);
    "closing marks and words": |n| again("word\u{201d} ", n);
    "straight marks": |n| again("\"", n);
    "straight marks and words": |n| again("\" word ", n);
    "single opening marks": |n| again("\u{2018}word ", n);
    "apostrophes": |n| again("'s", n);
    "opening paragraphs": |n| again("\u{201c}We go on.\n\n", n);
    "split quotations": |n| again("\u{201c}We go,\u{201d} he said, \u{201c}and stay,\u{201d} she said, ", n);
    "quotation after quotation": |n| again("\u{201c}We go.\u{201d} ", n);
    "fragments": |n| again("called it \u{201c}a very bad\u{201d} and \u{201c}old\u{201d} plan ", n);
    "quoted words": |n| again("the \u{201c}old\u{201d} man ", n);
    "capitalised words": |n| each(n, |k| format!("{} ", name(k)));
    "the same capitalised words": |n| again("Alpha Beta Gamma Delta ", n);
    "new speakers": |n| each(n, |k| format!("{} {} said so. ", name(k), name(k / 3 + 7)));
    "new people of one family": |n| each(n, |k| format!("Mr {} Doe met {}. ", name(k), name(k)));
    "new organisations": |n| each(n, |k| format!("The {} Ministry (TM) of {} spoke. ", name(k), name(k * 3)));
    "one name": |n| again("Vladimir Putin ", n);
    "one speaker": |n| again("Putin said. ", n);
    "one place": |n| again("Springfield ", n);
    "a list of places": |n| again("Paris, London, Rome, Kabul, ", n);
    "names of one first word": |n| again("New York New Jersey New New York ", n);
    "offices": |n| again("President Prime Minister Secretary General ", n);
    "offices of offices": |n| again("the president of the minister of ", n);
    "office holders": |n| each(n, |k| format!("Foreign Minister {} and the foreign minister met. ", name(k)));
    "pronouns": |n| again("he said she said they said ", n);
    "pronouns behind one name": |n| format!("Ann Roe said {}", again("he went and ", n));
    "surnames with particles": |n| each(n, |k| format!("Jan van {0} met. The man van {0} spoke. ", name(k)));
    "particles before other surnames": |n| each(n, |k| format!("John {} saw de Roe. ", name(k)));
    "states called as a country": |n| again("Gunmen came to Niger state and Georgia state. ", n);
    "councillors of a known name": |n| again("Councillor Imran Khan met Councillor Angela Merkel. ", n);
    "what some say is so": |n| again("The party, which the mayor and two ministers say is armed, left. ", n);
    "subjects that quote": |n| again("Jo Hill, who calls it \"a farce\", said hours before it that she left. ", n);
    "it that says": |n| again("It said so. ", n);
    "fragments, then it": |n| again("called the \u{201c}very old\u{201d} plan. It said so. ", n);
    "one event before another": |n| again("an attack since the attack after the attack ", n);
    "nicknames": |n| each(n, |k| format!("{} \u{201c}Red\u{201d} Doe (RD), son of {} Doe, and he met. ", name(k), name(k / 2)));
    "denials": |n| each(n, |k| format!("{} denied that {} had said that the army attacked. ", name(k), name(k + 1)));
    "digits": |n| again("7", n);
    "numbers": |n| again("7 ", n);
    "numbers with commas": |n| again("1,234,567 ", n);
    "one number with commas": |n| again("123,", n);
    "number words": |n| again("hundred thousand million ", n);
    "and so on": |n| again("twenty and ", n);
    "a table of numbers": |n| each(n, |k| format!("{}\t{}.5\t{}%\t2024-01-{:02}\n", k, k % 97, k % 100, k % 28 + 1));
    "dead in one sentence": |n| again("killed 3 people and 4 soldiers and ", n);
    "dead in many": |n| again("Seven people were killed. ", n);
    "days": |n| again("Monday ", n);
    "dates": |n| again("March 3, 2024, ", n);
    "ends of ends": |n| again("the end of the week of ", n);
    "before and after": |n| again("three days before two weeks after ", n);
    "said": |n| again("said ", n);
    "said that": |n| again("said that he denied that ", n);
    "according to": |n| again("according to ", n);
    "claims": |n| again("claimed responsibility for the attack ", n);
    "attacks": |n| again("attack bombing clash ", n);
    "attacks in places": |n| each(n, |k| format!("An attack in {} killed {}. ", name(k), k % 90));
    "function words": |n| again("of the in a ", n);
    "commas": |n| again(",", n);
    "commas and blanks": |n| again(", ", n);
    "full stops": |n| again(".", n);
    "abbreviations": |n| again("U.S. Mr. ", n);
    "initials": |n| again("A. B. ", n);
    "question marks": |n| again("what? ", n);
    "dashes": |n| again("a \u{2014} ", n);
    "brackets, nested": |n| nested("(", ")", n);
    "brackets and words, nested": |n| nested("(word [more ", "] so) ", n);
    "marks, nested": |n| nested("\u{201c}\u{2018}", "\u{2019}\u{201d}", n);
    "marks and words, nested": |n| nested("\u{201c}one \u{2018}two ", " two\u{2019} one\u{201d}", n);
    "short lines": |n| again("a\n", n);
    "blank lines": |n| again("\n", n);
    "short paragraphs": |n| again("A man.\n\n", n);
    "headings": |n| each(n, |k| format!("{} Wins The Day\n\n", name(k)));
    "labels": |n| again("Photo: AP\nTags: war\nBy Jane Doe\n", n);
    "a list page": |n| each(n, |k| format!("{k}. Item {k} - room {}\n", k % 100));
    "lone carriage returns": |n| again("word\r", n);
    "NUL": |n| again("word\0", n);
    "blanks": |n| again(" ", n);
    "no-break blanks": |n| again("a\u{a0}", n);
    "combining marks on one letter": |n| "a".to_owned() + &again("\u{301}", n);
    "combining marks": |n| again("e\u{301}a\u{308} ", n);
    "zero-width blanks": |n| again("word\u{200b}\u{feff}", n);
    "zero-width joiners": |n| again("\u{1f468}\u{200d}\u{1f469}\u{200d}", n);
    "flags": |n| again("\u{1f1f7}\u{1f1f4}", n);
    "bidirectional controls": |n| again("\u{202e}word\u{202c} \u{2066}", n);
    "every plane": planes;
    "Chinese": |n| again("\u{4e2d}\u{56fd}\u{65b0}\u{95fb}\u{3002}", n);
    "Arabic": |n| again("\u{642}\u{627}\u{644} \u{627}\u{644}\u{631}\u{626}\u{64a}\u{633} ", n);
    "Thai": |n| again("\u{e2a}\u{e27}\u{e31}\u{e2a}\u{e14}\u{e35}", n);
    "Cyrillic": |n| again("\u{41f}\u{440}\u{435}\u{437}\u{438}\u{434}\u{435}\u{43d}\u{442} \u{441}\u{43a}\u{430}\u{437}\u{430}\u{43b}. ", n);
    "markup": |n| again("<div><p class=\"x\">", n);
    "addresses": |n| again("https://example.org/a?b=c@d ", n);
};
