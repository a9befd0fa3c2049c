//! Regular inflection of the words in a class file, with the irregular ones read from
//! `words/irregular.tsv` (lemma, past, participle, and where odd: third person, gerund; for nouns:
//! `noun`, plural).

use std::collections::HashMap;

use super::lexicon::Form;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    None,
    Verb,
    Noun,
}

pub(super) struct Inflector {
    verbs: HashMap<String, [String; 4]>,
    nouns: HashMap<String, String>,
}

impl Inflector {
    pub fn new(irregular: &str) -> Self {
        let mut verbs = HashMap::new();
        let mut nouns = HashMap::new();
        for line in irregular.lines().filter(|l| !l.starts_with('#')) {
            let f: Vec<&str> = line.split('\t').map(str::trim).collect();
            match f[..] {
                [noun, "noun", plural] => {
                    nouns.insert(noun.to_owned(), plural.to_owned());
                }
                [lemma, past, participle, ..] => {
                    let odd = |k: usize| f.get(k).copied().unwrap_or("").to_owned();
                    verbs
                        .insert(lemma.to_owned(), [past.into(), participle.into(), odd(3), odd(4)]);
                }
                _ => {}
            }
        }
        Self { verbs, nouns }
    }

    /// A word or phrase with its inflected forms; in a phrase the first word of a verb, the last
    /// word of a noun changes.
    pub fn forms(&self, kind: Kind, phrase: &str) -> Vec<(Form, String)> {
        match kind {
            Kind::None => vec![(Form::BASE, phrase.to_owned())],
            Kind::Verb => {
                let (head, tail) = phrase.split_once(' ').unwrap_or((phrase, ""));
                let join = |w: String| if tail.is_empty() { w } else { format!("{w} {tail}") };
                let (past, participle, third, gerund) = self.verb(head);
                vec![
                    (Form::BASE, join(head.to_owned())),
                    (Form::THIRD, join(third)),
                    (Form::PAST, join(past)),
                    (Form::PARTICIPLE, join(participle)),
                    (Form::GERUND, join(gerund)),
                ]
            }
            Kind::Noun => {
                let (head, last) = match phrase.rfind([' ', '-']) {
                    Some(at) => phrase.split_at(at + 1),
                    None => ("", phrase),
                };
                let plural = match self.nouns.get(last) {
                    Some(p) => p.clone(),
                    None => add_s(last),
                };
                vec![(Form::BASE, phrase.to_owned()), (Form::PLURAL, format!("{head}{plural}"))]
            }
        }
    }

    fn verb(&self, lemma: &str) -> (String, String, String, String) {
        let odd = self.verbs.get(lemma);
        let part = |k: usize| odd.map(|o| o[k].clone()).filter(|w| !w.is_empty());
        let past = part(0).unwrap_or_else(|| add_ed(lemma));
        let participle = part(1).unwrap_or_else(|| past.clone());
        let third = part(2).unwrap_or_else(|| add_s(lemma));
        let gerund = part(3)
            .unwrap_or_else(|| add_ing(lemma, past.ends_with("ed") && doubled(lemma, &past)));
        (past, participle, third, gerund)
    }
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn consonant_y(w: &str) -> bool {
    let b = w.as_bytes();
    b.len() > 1 && b[b.len() - 1] == b'y' && !is_vowel(b[b.len() - 2])
}

fn add_s(w: &str) -> String {
    if consonant_y(w) {
        format!("{}ies", &w[..w.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| w.ends_with(e)) {
        format!("{w}es")
    } else {
        format!("{w}s")
    }
}

fn add_ed(w: &str) -> String {
    if w.ends_with('e') {
        format!("{w}d")
    } else if consonant_y(w) {
        format!("{}ied", &w[..w.len() - 1])
    } else if doubles(w) {
        format!("{w}{}ed", &w[w.len() - 1..])
    } else {
        format!("{w}ed")
    }
}

fn add_ing(w: &str, double: bool) -> String {
    if let Some(stem) = w.strip_suffix("ie") {
        format!("{stem}ying")
    } else if w.ends_with('e') && !w.ends_with("ee") && !w.ends_with("oe") && w.len() > 2 {
        format!("{}ing", &w[..w.len() - 1])
    } else if double || doubles(w) {
        format!("{w}{}ing", &w[w.len() - 1..])
    } else {
        format!("{w}ing")
    }
}

/// Whether the given past form doubles the lemma's last letter ("commit", "committed").
fn doubled(lemma: &str, past: &str) -> bool {
    past.len() == lemma.len() + 3 && lemma.is_ascii() && past.starts_with(lemma)
}

/// One syllable, consonant – vowel – consonant: "plan", "stop". Longer ones ("commit") are listed.
fn doubles(w: &str) -> bool {
    let b = w.as_bytes();
    if !w.is_ascii() || b.len() < 3 {
        return false;
    }
    let (c1, v, c2) = (b[b.len() - 3], b[b.len() - 2], b[b.len() - 1]);
    !is_vowel(c1)
        && is_vowel(v)
        && !is_vowel(c2)
        && !matches!(c2, b'w' | b'x' | b'y')
        && b[..b.len() - 2].iter().all(|x| !is_vowel(*x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_follow_the_spelling_rules() {
        let by = Inflector::new("say\tsaid\tsaid\ncommit\tcommitted\tcommitted\n");
        let words =
            |w: &str| -> Vec<String> { by.forms(Kind::Verb, w).into_iter().map(|f| f.1).collect() };
        assert_eq!(words("say"), ["say", "says", "said", "said", "saying"]);
        assert_eq!(words("deny"), ["deny", "denies", "denied", "denied", "denying"]);
        assert_eq!(words("plan"), ["plan", "plans", "planned", "planned", "planning"]);
        assert_eq!(words("commit"), ["commit", "commits", "committed", "committed", "committing"]);
        assert_eq!(words("accuse of")[4], "accusing of");
    }
}
