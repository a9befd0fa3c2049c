//! How weighty an office is, read off its title.

/// One office held: title and years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub title: String,
    pub country: String,
    pub start: String,
    /// Empty: open, or unknown when `start` is empty too.
    pub end: String,
    pub rank: u16,
}

impl Role {
    /// Reads `title [start..end]`.
    pub fn parse(text: &str, country: &str) -> Option<Self> {
        let (title, span) = text.split_once('[').unwrap_or((text, ""));
        let title = title.trim();
        if title.is_empty() || title.contains("trwiki") {
            return None;
        }
        let (start, end) = span.trim_end_matches(']').split_once("..").unwrap_or_default();
        let year = |s: &str| s.chars().take_while(char::is_ascii_digit).take(4).collect::<String>();
        let title = match title {
            "pm" => "Prime Minister",
            "bank governor" => "Governor of the Central Bank",
            t => t.split_once(" (").map_or(t, |p| p.0),
        };
        let title = title.replace(['|', ';', '=', '@', '\t'], " ");
        let rank = rank(&title, country);
        Some(Self { title, country: country.into(), start: year(start), end: year(end), rank })
    }

    /// The last year that is known, or 2023 while in office.
    pub fn last_year(&self) -> u16 {
        match (self.end.parse(), self.start.parse::<u16>()) {
            (Ok(y), _) => y,
            (_, Ok(y)) => y.max(2023),
            _ => 0,
        }
    }

    /// `President@RU:2012-`
    pub fn text(&self) -> String {
        let years = if self.start.is_empty() && self.end.is_empty() {
            String::new()
        } else {
            format!(":{}-{}", self.start, self.end)
        };
        let place =
            if self.country.is_empty() { String::new() } else { format!("@{}", self.country) };
        format!("{}{place}{years}", self.title)
    }
}

const HEADS: [&str; 34] = [
    "president",
    "prime minister",
    "king",
    "queen",
    "emir",
    "amir",
    "sultan",
    "emperor",
    "supreme leader",
    "chancellor",
    "premier",
    "head of state",
    "head of government",
    "taoiseach",
    "general secretary",
    "soviet leader",
    "pope",
    "leader",
    "president of the republic",
    "chairman of the presidency",
    "chairman of the cabinet of ministers",
    "federal chancellor",
    "president of the russian federation",
    "president of ukraine",
    "president of the united states",
    "presidency member",
    "prime minister of the united kingdom",
    "president of the government",
    "monarch",
    "acting president",
    "chairman of the state affairs commission",
    "president of the swiss confederation",
    "chairman of the council of ministers",
    "president of the council of ministers",
];
const WORLD: [&str; 6] = [
    "un secretary-general",
    "nato secretary-general",
    "european commission president",
    "european council president",
    "eu high representative",
    "president of the european commission",
];
const DEPUTIES: [&str; 10] = [
    "vice president",
    "vice-president",
    "deputy prime minister",
    "first deputy prime minister",
    "crown prince",
    "vice premier",
    "first vice president",
    "vice-prime minister",
    "vice chancellor",
    "first lady",
];
const SPEAKERS: [&str; 8] = [
    "speaker",
    "president of the senate",
    "president of the national assembly",
    "president of the chamber",
    "president of the bundestag",
    "president of the parliament",
    "chairman of the national assembly",
    "chairman of the state duma",
];
const KEY: [&str; 12] = [
    "foreign",
    "defence",
    "defense",
    "interior",
    "internal affairs",
    "home affairs",
    "finance",
    "home secretary",
    "exchequer",
    "external affairs",
    "national security",
    "public security",
];

/// Weight of an office, 0 to 900.
pub fn rank(title: &str, country: &str) -> u16 {
    let t = title.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|w| t.contains(w));
    let starts = |list: &[&str]| list.iter().any(|w| t.starts_with(w));
    if is_legislator(&t) {
        return match country {
            "US" if has(&["united states senator", "senate of the united states"])
                || t == "senator" =>
            {
                520
            }
            "US" if has(&["united states representative", "us representative"]) => 440,
            "GB" if has(&["house of commons", "parliament of the united kingdom"]) => 330,
            _ => 200,
        };
    }
    if HEADS.contains(&t.as_str()) || t.starts_with("president of the united states") {
        return 900;
    }
    if WORLD.contains(&t.as_str()) {
        return 880;
    }
    if DEPUTIES.contains(&t.as_str()) || t.starts_with("vice president of the united") {
        return 680;
    }
    if has(&["trwiki", "former", "candidate", "spokes", "adviser", "advisor", "aide"]) {
        return 440;
    }
    if has(&["ambassador", "envoy", "permanent representative", "chargé"]) {
        return if has(&["united nations", "the un"]) { 430 } else { 240 };
    }
    if starts(&SPEAKERS) {
        return 600;
    }
    let minor = has(&[
        "deputy",
        "assistant",
        "state minister",
        "minister of state",
        "undersecretary",
        "under-secretary",
        "delegate",
        "délégué",
        "parliamentary secretary",
        "junior",
        "alternate",
        "shadow",
        "vice-minist",
        "vice minister",
    ]);
    if has(&["minister", "ministre", "ministro", "ministério"])
        || country == "US" && t.starts_with("secretary of")
    {
        return match (minor, has(&KEY) || t == "secretary of state") {
            (true, _) => 320,
            (_, true) => 650,
            _ => 480,
        };
    }
    if minor {
        return 250;
    }
    if has(&[
        "home secretary",
        "foreign secretary",
        "chancellor of the exchequer",
        "attorney general of the united",
    ]) {
        return 650;
    }
    if has(&[
        "opposition leader",
        "leader of the opposition",
        "party leader",
        "co-leader",
        "party chair",
        "leader of the",
    ]) {
        return 560;
    }
    if has(&[
        "chief of the general staff",
        "chief of general staff",
        "joint chiefs",
        "commander-in-chief",
        "army chief",
        "national security advis",
        "security council",
        "chief of defence",
        "chief of the defence",
        "director of the fbi",
        "director of the cia",
        "first minister",
        "chief minister",
        "european commissioner",
        "secretary-general",
    ]) {
        return 520;
    }
    if has(&[
        "governor of the central bank",
        "central bank",
        "prosecutor general",
        "attorney general",
        "head of the presidential",
        "chief justice",
        "governor of",
        "head of chechnya",
        "general assembly",
        "president of catalonia",
        "minister-president",
    ]) {
        return 470;
    }
    if has(&["mayor of", "mayor"]) {
        return 420;
    }
    if has(&["supreme court justice", "justice of the supreme court"]) {
        return if country == "US" { 520 } else { 300 };
    }
    250
}

fn is_legislator(t: &str) -> bool {
    let member = [
        "member of",
        "representative of",
        "deputy of",
        "deputy member",
        "substitute member",
        "senator",
        "knesset member",
        "people's deputy",
        "teachta",
        "mep",
        "alternate member",
        "observer of",
    ];
    member.iter().any(|m| t.starts_with(m))
        || [
            "state representative",
            "state senator",
            "assembly member",
            "united states representative",
            "us representative",
            "united states senator",
            "federal deputy",
            "state deputy",
            "non-voting member",
        ]
        .iter()
        .any(|m| t.contains(m))
}
