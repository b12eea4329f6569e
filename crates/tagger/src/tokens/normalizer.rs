//! The steps by which a tokenizer changes characters before it cuts words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Letter;
use super::charsmap::Charsmap;
use super::classes::{is_chinese, is_nonspacing, is_other};
use super::letters::{each, each_seen};

/// One step.
#[derive(Debug)]
pub enum Step {
    /// Leaves out control characters.
    Clean,
    /// Puts spaces around Chinese characters.
    Chinese,
    /// Takes accents off, as BERT does.
    Accents,
    /// Takes all combining marks off.
    Marks,
    /// Lower case, character by character.
    Lower,
    /// Unicode's normal forms.
    Nfc,
    /// See [`Step::Nfc`].
    Nfd,
    /// See [`Step::Nfc`].
    Nfkc,
    /// See [`Step::Nfc`].
    Nfkd,
    /// SentencePiece's table.
    Table(Charsmap),
    /// Takes spaces off at the beginning and the end.
    Trim(bool, bool),
    /// Makes one string of several spaces.
    Spaces(String),
    /// Replaces a string.
    Replace(String, String),
}

impl Step {
    /// The characters after the step.
    pub fn apply(&self, letters: Vec<Letter>) -> Vec<Letter> {
        match self {
            Step::Clean => {
                let keep = |c: &char| *c != '\u{fffd}' && (c.is_whitespace() || !is_other(*c));
                each(&letters, |c| Some(c).filter(keep).map(|c| if c.is_whitespace() { ' ' } else { c }))
            }
            Step::Chinese => each(&letters, |c| {
                let space = Some(' ').filter(|_| is_chinese(c));
                [space, Some(c), space].into_iter().flatten()
            }),
            Step::Accents => each(&letters, |c| c.nfd().filter(|c| !is_nonspacing(*c)).collect::<Vec<_>>()),
            Step::Marks => each(&letters, |c| Some(c).filter(|c| !is_combining_mark(*c))),
            Step::Lower => each(&letters, char::to_lowercase),
            Step::Nfc => each_seen(&letters, |seen| seen.nfc().collect()),
            Step::Nfd => each_seen(&letters, |seen| seen.nfd().collect()),
            Step::Nfkc => each_seen(&letters, |seen| seen.nfkc().collect()),
            Step::Nfkd => each_seen(&letters, |seen| seen.nfkd().collect()),
            Step::Table(table) => each_seen(&letters, |seen| table.apply(seen)),
            Step::Trim(left, right) => trimmed(&letters, *left, *right).to_vec(),
            Step::Spaces(by) => spaces(&letters, by),
            Step::Replace(what, by) => replaced(letters, what, by),
        }
    }
}

fn trimmed(mut letters: &[Letter], left: bool, right: bool) -> &[Letter] {
    while let Some((first, rest)) = letters.split_first().filter(|(first, _)| left && first.c.is_whitespace()) {
        debug_assert!(first.c.is_whitespace());
        letters = rest;
    }
    while let Some((_, rest)) = letters.split_last().filter(|(last, _)| right && last.c.is_whitespace()) {
        letters = rest;
    }
    letters
}

fn spaces(letters: &[Letter], by: &str) -> Vec<Letter> {
    let mut made = Vec::with_capacity(letters.len());
    for run in letters.chunk_by(|a, b| a.c == ' ' && b.c == ' ') {
        match run {
            [first, .., last] => made.extend(by.chars().map(|c| Letter { c, start: first.start, end: last.end })),
            _ => made.extend_from_slice(run),
        }
    }
    made
}

fn replaced(letters: Vec<Letter>, what: &str, by: &str) -> Vec<Letter> {
    let what: Vec<char> = what.chars().collect();
    if what.is_empty() {
        return letters;
    }
    let (mut made, mut at) = (Vec::with_capacity(letters.len()), 0);
    while let Some(letter) = letters.get(at) {
        let here =
            letters.get(at..at + what.len()).filter(|here| here.iter().map(|letter| letter.c).eq(what.iter().copied()));
        match here {
            Some([first, .., last] | [first @ last]) => {
                made.extend(by.chars().map(|c| Letter { c, start: first.start, end: last.end }));
                at += what.len();
            }
            _ => {
                made.push(*letter);
                at += 1;
            }
        }
    }
    made
}
