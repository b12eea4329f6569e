//! What bounds a number: "at least", "more than", "about", "between … and …", "10-20", "or more".

use std::sync::LazyLock;

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
    behind: bool,
    words: Vec<String>,
}

static ALL: LazyLock<Vec<Vec<Phrase>>> = LazyLock::new(|| {
    const CODES: [&str; 10] = ["en", "es", "fr", "pt", "de", "it", "ru", "tr", "pl", "nl"];
    let lines = include_str!("bounds.txt").lines().filter(|line| !line.starts_with('#'));
    let mut all: Vec<Vec<Phrase>> = CODES.iter().map(|_| vec![]).collect();
    for line in lines {
        let mut fields = line.splitn(3, ' ');
        let (Some(code), Some(kind), Some(phrases)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let Some(language) = CODES.iter().position(|known| *known == code) else { continue };
        let Some(bound) = bound_named(kind.trim_start_matches('>')) else { continue };
        for phrase in phrases.split(", ") {
            let mut folded = String::new();
            fold_into(phrase, &mut folded);
            let words = folded.split_whitespace().map(str::to_owned).collect();
            all[language].push(Phrase { bound, behind: kind.starts_with('>'), words });
        }
    }
    all
});

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
    longest(language, false, |words| end.checked_sub(words.len()).is_some_and(|start| same(text, start, words)))
}

/// The longest phrase of one of `kinds` that begins at word `at`, with its length.
fn behind(text: &[Word<'_>], at: usize, language: Language, after: bool) -> Option<(Bound, usize)> {
    longest(language, after, |words| same(text, at, words))
}

fn longest(language: Language, behind: bool, fits: impl Fn(&[String]) -> bool) -> Option<(Bound, usize)> {
    let phrases = ALL[language as usize].iter().filter(|phrase| phrase.behind == behind && fits(&phrase.words));
    phrases.map(|phrase| (phrase.bound, phrase.words.len())).max_by_key(|(_, length)| *length)
}

fn same(text: &[Word<'_>], start: usize, words: &[String]) -> bool {
    words.iter().enumerate().all(|(i, word)| text.get(start + i).is_some_and(|found| found.text == word))
}

/// The number with the words that bound it.
pub fn bound(text: &[Word<'_>], core: Number, language: Language) -> Number {
    let opened = matches!(before(text, core.start, language), Some((Bound::Between, _)));
    let mut number = range(text, core, language, opened).unwrap_or(core);
    let ranged = number.end > core.end;
    for _ in 0..2 {
        match before(text, number.start, language) {
            Some((Bound::To | Bound::And, _)) | None => break,
            Some((Bound::Between, length)) if ranged => number.start -= length,
            Some((Bound::Between, _)) => break,
            // "a" is not bounded: "over a year".
            Some(_) if number.article => break,
            Some((bound, length)) => {
                number.amount = apply(number.amount, bound);
                number.start -= length;
            }
        }
    }
    // Turkish writes an ending behind digits with an apostrophe: "100'den fazla".
    let mark = language == Language::Tr && text.get(number.end).is_some_and(|word| word.glued && word.text == "'");
    let end = number.end + usize::from(mark);
    if let Some((bound, length)) = behind(text, end, language, true).filter(|_| !number.article) {
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
    if first.article {
        return None;
    }
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
