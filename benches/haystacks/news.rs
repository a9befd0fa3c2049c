//! News made from templates: as much as is wanted, never twice the same, and it is known what must be found in it.

/// A made text, and what it says.
#[derive(Default, Clone)]
pub struct Made {
    pub text: String,
    /// Counts of people killed or injured.
    pub harmed: usize,
    /// Quotations in marks.
    pub quoted: usize,
}

const PLACES: &[&str] = &[
    "Kabul", "Bogota", "Nairobi", "Warsaw", "Manila", "Damascus", "Lagos", "Khartoum", "Karachi",
    "Athens", "Baku", "Quito",
];
const GIVEN: &[&str] =
    &["Maria", "Ahmed", "John", "Olga", "Pedro", "Amina", "Viktor", "Grace", "Samuel", "Leila"];
const FAMILY: &[&str] = &[
    "Okafor",
    "Petrescu",
    "Halvorsen",
    "Quintero",
    "Nakamura",
    "Bergstrom",
    "Dlamini",
    "Kowalczyk",
    "Haddad",
    "Marchetti",
];
const OFFICES: &[&str] = &[
    "police chief",
    "provincial governor",
    "health minister",
    "fire service spokesman",
    "mayor",
    "army spokesman",
];
const CAUSES: &[&str] = &[
    "a bomb exploded at a market",
    "a bus fell into a ravine",
    "gunmen opened fire on a checkpoint",
    "a building collapsed",
    "floods swept through a village",
    "two trains collided",
];
const DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SAYINGS: &[&str] = &[
    "We will find those who did this",
    "The hospital is full and we need blood",
    "Nobody told us that the road was closed",
    "It is too early to speak of a cause",
    "Our teams have worked through the night",
];
const PLAIN: &[&str] = &[
    "The road to the airport was closed for several hours.",
    "Shops in the old town had opened as usual in the morning.",
    "Rescue workers with dogs searched the ruins until it was dark.",
    "The province has seen heavy rain since the beginning of the month.",
    "Parliament is to debate a new law on public safety next week.",
    "Prices of bread and fuel have risen sharply over the past year.",
    "The company that runs the line did not answer questions.",
];

/// A generator of choices: the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }
}

/// A short report by an agency.
pub fn wire(seed: u64) -> Made {
    let mut d = Dice(seed.wrapping_mul(0x9E37_79B9) + 1);
    let mut made = Made::default();
    let (place, day) = (d.of(PLACES), d.of(DAYS));
    made.text = format!(
        "{}, March {} (Reuters) - At least {} people were killed and {} injured in {place} on {day} when {}, officials said.\n\n",
        place.to_uppercase(),
        d.roll(28) + 1,
        d.roll(80) + 11,
        d.roll(200) + 11,
        d.of(CAUSES),
    );
    made.harmed = 2;
    let speaker = format!("{} {}", d.of(GIVEN), d.of(FAMILY));
    made.text += &format!(
        "\u{201c}{},\u{201d} {} {speaker} told reporters in {place}. {}\n\n",
        d.of(SAYINGS),
        d.of(OFFICES),
        d.of(PLAIN),
    );
    made.quoted = 1;
    made.text += &format!("{} {}\n", d.of(PLAIN), d.of(PLAIN));
    made
}

/// A long piece of several reports under headings.
pub fn feature(seed: u64) -> Made {
    let mut all = Made { text: "A week of trouble\nBy Jane Doe\n\n".into(), ..Made::default() };
    for k in 0..12 {
        all.add(&wire(seed * 12 + k), "\n");
    }
    all
}

/// A report in capitals, as agencies once sent them.
pub fn capitals(seed: u64) -> Made {
    let plain = wire(seed);
    Made { text: plain.text.to_uppercase(), ..plain }
}

/// News in Russian.
pub fn cyrillic(seed: u64) -> Made {
    let mut d = Dice(seed + 77);
    let mut text = String::new();
    for _ in 0..8 {
        text += &format!(
            "Глава ведомства сообщил, что в результате удара погибли {} человек, ещё {} получили ранения. «Мы найдём всех», — \
             сказал он журналистам в пятницу.\n\n",
            d.roll(40) + 5,
            d.roll(90) + 21,
        );
    }
    Made { text, harmed: 0, quoted: 8 }
}

/// A page of links and numbers.
pub fn list_page(seed: u64) -> Made {
    let mut d = Dice(seed + 99);
    let line = |n: usize| {
        format!("{n}. Item {n} \u{2013} {}:{:02}, room {}\n", d.roll(24), d.roll(60), d.roll(900))
    };
    Made { text: (1..=100).map(line).collect(), ..Made::default() }
}

/// Articles of all kinds, mostly short ones in English, of so many bytes together.
pub fn mixed(bytes: usize) -> Vec<Made> {
    let (mut list, mut sum, mut seed) = (Vec::new(), 0, 0);
    while sum < bytes {
        let made = match seed % 20 {
            3 => feature(seed),
            7 => capitals(seed),
            11 => cyrillic(seed),
            17 => list_page(seed),
            _ => wire(seed),
        };
        sum += made.text.len();
        list.push(made);
        seed += 1;
    }
    list
}

/// One text of about so many bytes, made of reports.
pub fn long(bytes: usize) -> Made {
    let mut all = Made::default();
    let mut seed = 0;
    while all.text.len() < bytes {
        all.add(&wire(seed), "\n");
        seed += 1;
    }
    all
}

impl Made {
    fn add(&mut self, other: &Made, between: &str) {
        self.text += &other.text;
        self.text += between;
        self.harmed += other.harmed;
        self.quoted += other.quoted;
    }
}
