//! The steps by which a tokenizer cuts a normalised text into words.

use super::Letter;
use super::classes::{is_letter, is_number, is_punctuation};

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// At spaces, which fall away.
    Spaces,
    /// Every mark of punctuation is a word.
    Marks,
    /// Spaces become a letter; a word begins with it.
    Meta {
        /// The letter: `▁`.
        letter: char,
        /// Whether every word gets one in front.
        always: bool,
        /// Whether the first word of a text does.
        first: bool,
        /// Whether words are cut there.
        cuts: bool,
    },
    /// As GPT-2: words with the space before them, numbers, marks.
    Bytes {
        /// Whether a text gets a space in front.
        space: bool,
        /// Whether words are cut, too.
        cuts: bool,
    },
}

impl Step {
    /// The words of a word so far; `is_first` where nothing stands before it.
    pub fn apply(&self, word: &[Letter], is_first: bool) -> Vec<Vec<Letter>> {
        match *self {
            Step::Spaces => word
                .split(|letter| letter.c.is_whitespace())
                .filter(|word| !word.is_empty())
                .map(<[_]>::to_vec)
                .collect(),
            Step::Marks => {
                word.chunk_by(|a, b| !is_punctuation(a.c) && !is_punctuation(b.c)).map(<[_]>::to_vec).collect()
            }
            Step::Meta { letter, always, first, cuts } => {
                let replaced = word.iter().map(|old| if old.c == ' ' { Letter { c: letter, ..*old } } else { *old });
                let mut word: Vec<Letter> = replaced.collect();
                if always || first && is_first {
                    open(&mut word, letter);
                }
                if !cuts {
                    return vec![word];
                }
                word.chunk_by(|_, next| next.c != letter).map(<[_]>::to_vec).collect()
            }
            Step::Bytes { space, cuts } => {
                let mut word = word.to_vec();
                if space {
                    open(&mut word, ' ');
                }
                if cuts { by_kind(&word) } else { vec![word] }
            }
        }
    }
}

/// Puts a letter in front, unless it is there.
fn open(word: &mut Vec<Letter>, c: char) {
    if let Some(first) = word.first().copied().filter(|first| first.c != c) {
        word.insert(0, Letter { c, start: first.start, end: first.start });
    }
}

/// What a run of characters is made of.
#[derive(PartialEq, Eq)]
enum Kind {
    Letters,
    Numbers,
    Spaces,
    Marks,
}

fn kind(letter: &Letter) -> Kind {
    match letter.c {
        c if c.is_whitespace() => Kind::Spaces,
        c if is_letter(c) => Kind::Letters,
        c if is_number(c) => Kind::Numbers,
        _ => Kind::Marks,
    }
}

/// The English endings that are words of their own.
const ENDINGS: &[&str] = &["s", "t", "re", "ve", "m", "ll", "d"];

fn by_kind(letters: &[Letter]) -> Vec<Vec<Letter>> {
    let (mut words, mut rest) = (Vec::new(), letters);
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(length(rest).clamp(1, rest.len()));
        words.push(word.to_vec());
        rest = behind;
    }
    words
}

/// How many of these letters are the first word.
fn length(rest: &[Letter]) -> usize {
    let run = |from: usize| {
        let first = rest.get(from).map(kind);
        rest.iter().skip(from).take_while(|letter| Some(kind(letter)) == first).count()
    };
    let Some(first) = rest.first() else { return 0 };
    if first.c == '\'' {
        let follows = |ending: &&&str| rest.iter().skip(1).map(|letter| letter.c).take(ending.len()).eq(ending.chars());
        if let Some(ending) = ENDINGS.iter().find(follows) {
            return 1 + ending.len();
        }
    }
    if kind(first) != Kind::Spaces {
        return run(0);
    }
    let spaces = run(0);
    match rest.get(spaces) {
        // The last space goes with the word behind it.
        Some(_) if spaces > 1 => spaces - 1,
        Some(_) if first.c == ' ' => 1 + run(1),
        _ => spaces,
    }
}
