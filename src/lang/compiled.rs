//! The embedded pack's lexicon as a compiled file.
//!
//! Words and where they are found, their memberships and rows are kept.

use super::{
    File,
    joints::Joints,
    kinds::Sparse,
    lexicon::{Class, ClassFile, ClassSet, Entry, Form, Lexicon, Marks, Phrase, Word, WordId},
    members::Members,
    places::Places,
};
use crate::packed::{Reader, Writer, digest};

/// The file that [`read`] takes.
pub(super) fn write(lexicon: &Lexicon, files: &[File]) -> Vec<u8> {
    let mut file = Writer::new(&made_of(files));
    file.table(&lexicon.places.0);
    file.table(&lexicon.spellings);
    file.table(&[[lexicon.shared.0]]);
    let words = (0..).map(WordId).zip(&lexicon.words);
    let words: Vec<_> = words.map(|(id, w)| word(w, lexicon.marks.kind(id))).collect();
    file.table(&words);
    let kinds: Vec<_> = lexicon.marks.kinds().iter().map(marks).collect();
    file.table(&kinds);
    let entries: Vec<_> = lexicon.entries.iter().map(|e| entry(*e)).collect();
    file.table(&entries);
    let phrase = |p: &Phrase| [p.from, p.to, entry(p.entry)[0], entry(p.entry)[1]];
    let phrases: Vec<_> = lexicon.phrases.iter().map(phrase).collect();
    file.table(&phrases);
    let rests: Vec<_> = lexicon.rests.iter().map(|r| [r.0]).collect();
    file.table(&rests);
    lexicon.files.iter().for_each(|class| file.table(&class.rows));
    file.finish()
}

/// The lexicon of these files, if the compiled file was made of them.
pub(super) fn read(bytes: &'static [u8], files: &[File]) -> Option<Lexicon> {
    let mut file = Reader::open(bytes, &made_of(files))?;
    let places = Places(file.table()?.into());
    let spellings = file.table()?.into();
    let shared = file.table()?.first().map(|[id]| WordId(*id))?;
    let words = file.table()?;
    let mut lexicon = Lexicon {
        places,
        spellings,
        shared,
        words: words.iter().map(unpacked_word).collect(),
        marks: Sparse::of_kinds(
            words.iter().map(|w| w[4] as u16).collect(),
            file.table()?.iter().map(unpacked_marks).collect(),
        ),
        entries: file.table()?.iter().map(|e| unpacked_entry(*e)).collect(),
        phrases: Vec::new(),
        rests: Vec::new(),
        members: Members::default(),
        joints: Joints::default(),
        files: Vec::with_capacity(files.len()),
    };
    let phrases = file.table()?;
    lexicon.rests = file.table()?.iter().map(|[id]| WordId(*id)).collect();
    let phrase = |[from, to, a, b]: &[u32; 4]| Phrase {
        second: lexicon.rests[*from as usize],
        from: *from,
        to: *to,
        entry: unpacked_entry([*a, *b]),
    };
    lexicon.phrases = phrases.iter().map(phrase).collect();
    lexicon.joints = Joints::new(&lexicon.words, &lexicon.phrases, &lexicon.rests);
    for (name, text) in files {
        let rows = file.table()?.into();
        lexicon.files.push(ClassFile { name: name.clone(), text: text.clone(), rows });
    }
    lexicon.members = Members::new(&lexicon);
    Some(lexicon)
}

/// Names and contents of the files.
fn made_of(files: &[File]) -> Vec<u32> {
    files.iter().flat_map(|(name, text)| [digest(name), digest(text)].concat()).collect()
}

fn halves(n: u64) -> [u32; 2] {
    [n as u32, (n >> 32) as u32]
}

fn word(w: &Word, marks: u16) -> [u32; 5] {
    [w.entries.0, w.entries.1, w.phrases.0, w.phrases.1, u32::from(marks)]
}

fn unpacked_word(n: &[u32; 5]) -> Word {
    Word { entries: (n[0], n[1]), phrases: (n[2], n[3]) }
}

fn marks(m: &Marks) -> [u32; 8] {
    let mut numbers = [0; 8];
    for (to, set) in numbers.chunks_exact_mut(2).zip([m.classes.0, m.starts.0].as_flattened()) {
        to.copy_from_slice(&halves(*set));
    }
    numbers
}

fn unpacked_marks(n: &[u32; 8]) -> Marks {
    let long = |k: usize| u64::from(n[k]) | u64::from(n[k + 1]) << 32;
    Marks { classes: ClassSet([long(0), long(2)]), starts: ClassSet([long(4), long(6)]) }
}

fn entry(e: Entry) -> [u32; 2] {
    [u32::from(e.class.0) | u32::from(e.form.0) << 8, e.row]
}

fn unpacked_entry([bits, row]: [u32; 2]) -> Entry {
    Entry { class: Class(bits as u8), row, form: Form((bits >> 8) as u8) }
}
