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

/// Irregular forms, kept as they stand in the file.
pub(super) struct Inflector<'a> {
    verbs: HashMap<&'a str, [&'a str; 4]>,
    nouns: HashMap<&'a str, &'a str>,
}

/// A form as its pieces: stem, doubled letter, ending.
type Spelt<'a> = [&'a str; 3];

impl<'a> Inflector<'a> {
    pub fn new(irregular: &'a str) -> Self {
        let mut verbs = HashMap::new();
        let mut nouns = HashMap::new();
        for line in irregular.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t').map(str::trim);
            let mut next = || fields.next().unwrap_or_default();
            let f = [next(), next(), next(), next(), next()];
            if f[1] == "noun" {
                nouns.insert(f[0], f[2]);
            } else {
                verbs.insert(f[0], [f[1], f[2], f[3], f[4]]);
            }
        }
        Self { verbs, nouns }
    }

    /// Calls `f` with the inflected forms of a word or phrase, its base form left out. In a phrase the first
    /// word of a verb, the last word of a noun changes. The forms are written into `room`.
    pub fn each(&self, kind: Kind, phrase: &str, room: &mut String, mut f: impl FnMut(Form, &str)) {
        let mut give = |form: Form, before: &str, word: Spelt<'_>, after: &str| {
            room.clear();
            [before, word[0], word[1], word[2], after].into_iter().for_each(|s| room.push_str(s));
            f(form, room);
        };
        match kind {
            Kind::None => {}
            Kind::Verb => {
                let (head, tail) = phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()));
                let [third, past, participle, gerund] = self.verb(head);
                give(Form::THIRD, "", third, tail);
                give(Form::PAST, "", past, tail);
                give(Form::PARTICIPLE, "", participle, tail);
                give(Form::GERUND, "", gerund, tail);
            }
            Kind::Noun => {
                let at = phrase.rfind([' ', '-']).map_or(0, |at| at + 1);
                let (head, last) = phrase.split_at(at);
                let plural = self.nouns.get(last).map_or_else(|| add_s(last), |p| [p, "", ""]);
                give(Form::PLURAL, head, plural, "");
            }
        }
    }

    fn verb<'w>(&self, lemma: &'w str) -> [Spelt<'w>; 4]
    where
        'a: 'w,
    {
        let odd = self.verbs.get(lemma).copied().unwrap_or_default();
        let or = |k: usize, regular: Spelt<'w>| {
            if odd[k].is_empty() { regular } else { [odd[k], "", ""] }
        };
        let past = or(0, add_ed(lemma));
        let double = odd[0].ends_with("ed") && doubled(lemma, odd[0]);
        [or(2, add_s(lemma)), past, or(1, past), or(3, add_ing(lemma, double))]
    }
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn consonant_y(w: &str) -> bool {
    let b = w.as_bytes();
    b.len() > 1 && b[b.len() - 1] == b'y' && !is_vowel(b[b.len() - 2])
}

fn add_s(w: &str) -> Spelt<'_> {
    if consonant_y(w) {
        [&w[..w.len() - 1], "", "ies"]
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| w.ends_with(e)) {
        [w, "", "es"]
    } else {
        [w, "", "s"]
    }
}

fn add_ed(w: &str) -> Spelt<'_> {
    if w.ends_with('e') {
        [w, "", "d"]
    } else if consonant_y(w) {
        [&w[..w.len() - 1], "", "ied"]
    } else if doubles(w) {
        [w, &w[w.len() - 1..], "ed"]
    } else {
        [w, "", "ed"]
    }
}

fn add_ing(w: &str, double: bool) -> Spelt<'_> {
    if let Some(stem) = w.strip_suffix("ie") {
        [stem, "", "ying"]
    } else if w.ends_with('e') && !w.ends_with("ee") && !w.ends_with("oe") && w.len() > 2 {
        [&w[..w.len() - 1], "", "ing"]
    } else if double || doubles(w) {
        [w, &w[w.len() - 1..], "ing"]
    } else {
        [w, "", "ing"]
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
        let words = |w: &str| -> Vec<String> {
            let mut list = vec![w.to_owned()];
            by.each(Kind::Verb, w, &mut String::new(), |_, form| list.push(form.to_owned()));
            list
        };
        assert_eq!(words("say"), ["say", "says", "said", "said", "saying"]);
        assert_eq!(words("deny"), ["deny", "denies", "denied", "denied", "denying"]);
        assert_eq!(words("plan"), ["plan", "plans", "planned", "planned", "planning"]);
        assert_eq!(words("commit"), ["commit", "commits", "committed", "committed", "committing"]);
        assert_eq!(words("accuse of")[4], "accusing of");
    }
}
