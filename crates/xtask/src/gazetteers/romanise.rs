//! Other spellings of people's names: how one Cyrillic, Armenian, Persian or Arabic name is written in English.

use std::collections::BTreeSet;

/// Spellings of one given name or particle. A name in several groups varies in all of them.
const GROUPS: &[&[&str]] = &[
    &["Aleksandr", "Alexander", "Alexandr"],
    &["Oleksandr", "Olexandr"],
    &["Alexei", "Alexey", "Aleksei", "Aleksey"],
    &["Oleksii", "Oleksiy"],
    &["Andrei", "Andrey"],
    &["Andrii", "Andriy"],
    &["Sergei", "Sergey", "Sergej"],
    &["Serhii", "Serhiy"],
    &["Dmitry", "Dmitri", "Dmitriy", "Dmitrii"],
    &["Yuri", "Yury", "Yuriy", "Yurii"],
    &["Valery", "Valeri", "Valeriy", "Valerii"],
    &["Vasily", "Vasili", "Vassily"],
    &["Nikolai", "Nikolay"],
    &["Evgeny", "Yevgeny", "Yevgeni", "Evgeniy", "Yevgeniy"],
    &["Maxim", "Maksim"],
    &["Maksym", "Maxym"],
    &["Gennady", "Gennadi", "Gennadiy"],
    &["Anatoly", "Anatoli", "Anatoliy", "Anatolii"],
    &["Arkady", "Arkadi", "Arkadiy"],
    &["Georgy", "Georgi", "Georgiy", "Georgii"],
    &["Grigory", "Grigori", "Grigoriy"],
    &["Vitaly", "Vitali", "Vitaliy", "Vitalii"],
    &["Vyacheslav", "Viacheslav"],
    &["Volodymyr", "Wolodymyr", "Volodimir"],
    &["Mykhailo", "Mykhaylo"],
    &["Kyrylo", "Kirill", "Kiril"],
    &["Ksenia", "Kseniya", "Xenia"],
    &["Yulia", "Yuliya", "Julia"],
    &["Maria", "Mariya"],
    &["Tatiana", "Tatyana"],
    &["Natalia", "Natalya", "Nataliya"],
    &["Ekaterina", "Yekaterina"],
    &["Elena", "Yelena"],
    &["Mohammed", "Muhammad", "Mohamed", "Mohammad", "Muhammed"],
    &["Ahmed", "Ahmad"],
    &["Hussein", "Hussain", "Hossein", "Husayn"],
    &["Hassan", "Hasan"],
    &["Yousef", "Yusuf", "Youssef", "Yusef", "Yousuf"],
    &["Khaled", "Khalid"],
    &["Ismail", "Ismael"],
    &["Abdullah", "Abdallah", "Abdulla"],
    &["Saleh", "Salih"],
    &["Qassem", "Qasem", "Kassem", "Qasim", "Ghassem"],
    &["Osama", "Usama"],
    &["Ayman", "Aiman"],
    &["Yahya", "Yehya"],
    &["Ebrahim", "Ibrahim"],
    &["Masoud", "Massoud"],
    &["Emomali", "Imomali", "Emomalii"],
    &["Nikol", "Nicol"],
    &["Gaddafi", "Qaddafi", "Gadhafi", "Kadhafi"],
    &["al-Assad", "Assad", "al-Asad"],
    &["Khamenei", "Khamenai"],
    &["Zelenskyy", "Zelensky", "Zelenskiy", "Zelenskyi", "Zelenski"],
    &["Netanyahu", "Netanyahou"],
    &["Sinwar", "Sanwar"],
    &["Haniyeh", "Haniya", "Haniyya"],
    &["Nasrallah", "Nasralla"],
];

const SLAVIC: [&str; 5] = ["RU", "UA", "BY", "KZ", "BG"];
const CENTRAL: [&str; 5] = ["TJ", "UZ", "KG", "KZ", "TM"];

/// Other spellings of a full name, at most `limit`.
pub fn variants(name: &str, country: &str, limit: usize) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let options: Vec<Vec<String>> = words
        .iter()
        .enumerate()
        .map(|(k, w)| spellings(w, country, k + 1 == words.len()))
        .collect();
    let mut out = BTreeSet::new();
    // One word changed at a time, then the last word's changes with each of the first's.
    for (k, list) in options.iter().enumerate() {
        for other in list.iter().skip(1) {
            out.insert((1, joined(&words, &[(k, other)])));
        }
    }
    let last = words.len() - 1;
    for a in options[0].iter().skip(1) {
        for b in options[last].iter().skip(1) {
            out.insert((2, joined(&words, &[(0, a), (last, b)])));
        }
    }
    out.into_iter().map(|p| p.1).take(limit).collect()
}

fn joined(words: &[&str], changes: &[(usize, &String)]) -> String {
    let word = |k: usize, w: &'_ str| {
        changes.iter().find(|c| c.0 == k).map_or(w.to_owned(), |c| c.1.clone())
    };
    words.iter().enumerate().map(|(k, w)| word(k, w)).collect::<Vec<_>>().join(" ")
}

/// The word itself first, then its other spellings.
pub fn spellings(word: &str, country: &str, last: bool) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    for group in GROUPS.iter().filter(|g| g.contains(&word)) {
        out.extend(group.iter().filter(|w| **w != word).map(|w| (*w).to_owned()));
    }
    let ending = |from: &[&str], to: &[&str], out: &mut Vec<String>| {
        if let Some(stem) = from.iter().find_map(|e| word.strip_suffix(e)) {
            out.extend(to.iter().map(|e| format!("{stem}{e}")).filter(|w| w != word));
        }
    };
    if last && SLAVIC.contains(&country) {
        ending(
            &["skyy", "skyi", "skiy", "skii", "skij", "sky"],
            &["sky", "skyy", "skiy", "skyi"],
            &mut out,
        );
        ending(&["yev"], &["ev"], &mut out);
        ending(&["yeva"], &["eva"], &mut out);
        if let Some(rest) = word.strip_suffix("aev") {
            out.push(format!("{rest}ayev"));
        }
    }
    if last && country == "AM" {
        ending(&["yan"], &["ian"], &mut out);
        ending(&["ian"], &["yan"], &mut out);
    }
    if CENTRAL.contains(&country) {
        if word.contains("kh") {
            out.push(word.replace("kh", "h"));
        } else if let Some(at) = word.find("ahm") {
            out.push(format!("{}akhm{}", &word[..at], &word[at + 3..]));
        }
        ending(&["yev"], &["ev"], &mut out);
        ending(&["oyev"], &["oev"], &mut out);
    }
    if let Some(rest) = word.strip_prefix("al-").or_else(|| word.strip_prefix("Al-")) {
        out.push(format!("el-{rest}"));
        out.push(format!("Al {rest}"));
    }
    if word.contains(['ä', 'ö', 'ü', 'Ö', 'Ü', 'Ä', 'ß']) && matches!(country, "DE" | "AT" | "CH")
    {
        let plain =
            word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
        out.push(plain.replace('Ö', "Oe").replace('Ü', "Ue").replace('Ä', "Ae"));
    }
    let mut seen = BTreeSet::new();
    out.retain(|w| seen.insert(w.clone()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_vary_by_the_language_they_are_written_from() {
        let v = variants("Volodymyr Zelenskyy", "UA", 9);
        assert!(
            v.contains(&"Volodymyr Zelenskiy".into()) && v.contains(&"Volodymyr Zelensky".into())
        );
        assert_eq!(variants("Nikol Pashinyan", "AM", 9)[0], "Nicol Pashinyan");
        assert!(variants("Emomali Rahmon", "TJ", 9).contains(&"Emomali Rakhmon".into()));
    }
}
