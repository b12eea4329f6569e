//! What bounds a number: "at least", "more than", "about", "between … and …", "10-20", "or more".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::compose::compose;
use super::{Amount, Language, Number, Word, fold_into};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Bound {
    Least,
    More,
    Most,
    Less,
    About,
    Between,
    To,
    And,
}

struct Phrase {
    bound: Bound,
    words: Vec<String>,
}

/// The phrases of a language, by the word that stands next to the number: the longest first.
#[derive(Default)]
struct Phrases {
    before: FxHashMap<String, Vec<Phrase>>,
    between: FxHashMap<String, Vec<Phrase>>,
    behind: FxHashMap<String, Vec<Phrase>>,
}

static ALL: LazyLock<Vec<Phrases>> = LazyLock::new(|| {
    const CODES: [&str; 10] = ["en", "es", "fr", "pt", "de", "it", "ru", "tr", "pl", "nl"];
    let lines = include_str!("bounds.txt").lines().filter(|line| !line.starts_with('#'));
    let mut all: Vec<Phrases> = CODES.iter().map(|_| Phrases::default()).collect();
    for line in lines {
        let mut fields = line.splitn(3, ' ');
        let (Some(code), Some(kind), Some(phrases)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let Some(language) = CODES.iter().position(|known| *known == code) else { continue };
        let Some(bound) = bound_named(kind.trim_start_matches('>')) else { continue };
        for phrase in phrases.split(", ") {
            let mut folded = String::new();
            fold_into(phrase, &mut folded);
            let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
            let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { continue };
            let list = &mut all[language];
            if kind.starts_with('>') {
                insert(&mut list.behind, first, Phrase { bound, words });
            } else {
                insert(&mut list.between, first, Phrase { bound, words: words.clone() });
                insert(&mut list.before, last, Phrase { bound, words });
            }
        }
    }
    all
});

/// Puts a phrase among those of a word; of two as long, the later stands first.
fn insert(table: &mut FxHashMap<String, Vec<Phrase>>, word: String, phrase: Phrase) {
    let list = table.entry(word).or_default();
    let place = list.partition_point(|other| other.words.len() > phrase.words.len());
    list.insert(place, phrase);
}

fn bound_named(name: &str) -> Option<Bound> {
    Some(match name {
        "least" => Bound::Least,
        "more" => Bound::More,
        "most" => Bound::Most,
        "less" => Bound::Less,
        "about" => Bound::About,
        "between" => Bound::Between,
        "to" => Bound::To,
        "and" => Bound::And,
        _ => return None,
    })
}

/// The longest phrase that ends before word `end`, with its length.
fn before(text: &[Word<'_>], end: usize, language: Language) -> Option<(Bound, usize)> {
    let phrases = ALL[language as usize].before.get(text.get(end.checked_sub(1)?)?.text)?;
    longest(phrases, |words| end.checked_sub(words.len()).is_some_and(|start| same(text, start, words)))
}

/// The longest phrase of those behind a number, or between two, that begins at word `at`, with its length.
fn behind(text: &[Word<'_>], at: usize, language: Language, after: bool) -> Option<(Bound, usize)> {
    let list = &ALL[language as usize];
    let phrases = if after { &list.behind } else { &list.between };
    longest(phrases.get(text.get(at)?.text)?, |words| same(text, at, words))
}

fn longest(phrases: &[Phrase], fits: impl Fn(&[String]) -> bool) -> Option<(Bound, usize)> {
    phrases.iter().find(|phrase| fits(&phrase.words)).map(|phrase| (phrase.bound, phrase.words.len()))
}

fn same(text: &[Word<'_>], start: usize, words: &[String]) -> bool {
    words.iter().enumerate().all(|(i, word)| text.get(start + i).is_some_and(|found| found.text == word))
}

/// The number with the words that bound it.
pub fn bound(text: &[Word<'_>], core: Number, language: Language) -> Number {
    // "a" is not bounded: "over a year".
    if core.article {
        return core;
    }
    let opened = matches!(before(text, core.start, language), Some((Bound::Between, _)));
    let mut number = range(text, core, language, opened).unwrap_or(core);
    let ranged = number.end > core.end;
    for _ in 0..2 {
        match before(text, number.start, language) {
            Some((Bound::To | Bound::And, _)) | None => break,
            Some((Bound::Between, length)) if ranged => number.start -= length,
            Some((Bound::Between, _)) => break,
            Some((bound, length)) => {
                number.amount = apply(number.amount, bound);
                number.start -= length;
            }
        }
    }
    // Turkish writes an ending behind digits with an apostrophe: "100'den fazla".
    let mark = language == Language::Tr && text.get(number.end).is_some_and(|word| word.glued && word.text == "'");
    let end = number.end + usize::from(mark);
    if let Some((bound, length)) = behind(text, end, language, true) {
        number.amount = apply(number.amount, bound);
        number.end = end + length;
    }
    number
}

fn apply(amount: Amount, bound: Bound) -> Amount {
    let low = amount.min.or(amount.max);
    let high = amount.max.or(amount.min);
    match bound {
        Bound::Least | Bound::More => Amount { min: low, max: None, ..amount },
        Bound::Most | Bound::Less => Amount { min: None, max: high, ..amount },
        Bound::About => Amount { approximate: true, ..amount },
        Bound::Between | Bound::To | Bound::And => amount,
    }
}

/// "10 to 20", "10-20", "between 10 and 20".
fn range(text: &[Word<'_>], first: Number, language: Language, opened: bool) -> Option<Number> {
    let next = text.get(first.end)?;
    let dash =
        matches!(next.text, "-" | "–" | "—") && text.get(first.end + 1).is_some_and(|word| word.glued == next.glued);
    let length = if dash {
        1
    } else {
        match behind(text, first.end, language, false)? {
            (Bound::To, length) => length,
            (Bound::And, length) if opened => length,
            _ => return None,
        }
    };
    let second = compose(text, first.end + length, language).filter(|second| !second.article)?;
    let (low, mut high) = (first.amount.min?, second.amount.max?);
    let mut least = low;
    // "two to three thousand"
    if high >= 1000.0 && low < 100.0 && !first.plain_digits {
        let scale = 10f64.powi(high.log10().floor() as i32 / 3 * 3);
        if low < high / scale {
            least = low * scale;
        }
    }
    if high < least && dash && first.plain_digits && second.plain_digits {
        high = f64::NAN;
    }
    (high > least).then_some(Number {
        amount: Amount { min: Some(least), max: Some(high), approximate: false },
        end: second.end,
        plain_digits: false,
        ..first
    })
}
