//! The day a dateline states, where its parts do not stand side by side or the century is left out.
//!
//! Takes the words of a dateline and the years its text names, gives a day. Only datelines are read so freely: "3 MAY 89"
//! or "the 5th day of January, A. D. 1838" anywhere else is the business of whoever reads times.

use super::View;
use super::words::fold;
use broadside_model::edtf::Day;
use broadside_model::{Edtf, Span};
use std::collections::HashMap;
use std::sync::LazyLock;

/// From here on two digits are a year of the twentieth century.
const FIRST_SURE: i32 = 30;
/// Years so near to that of a text are those it speaks of most.
const NEAR: i32 = 15;

static MONTHS: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for line in include_str!("words/months.tsv").lines().filter(|line| !line.starts_with('#')) {
        if let Some((number, names)) = line.split_once('\t')
            && let Ok(number) = number.parse()
        {
            months.extend(names.split('|').map(|name| (fold(name), number)));
        }
    }
    months
});

/// The day that the words in `span` state.
pub(super) fn stated(view: &View<'_>, span: Span) -> Option<Edtf> {
    let folded = fold(&view.text[span.range()]);
    let words: Vec<&str> = folded.split(' ').take(60).collect();
    let named = words.iter().enumerate().filter(|(_, word)| word.chars().count() > 2);
    let mut months = named.filter_map(|(place, word)| Some((place, *MONTHS.get(*word)?)));
    months.find_map(|(place, month)| {
        let (day, last) = day(&words, place)?;
        let behind = words.get(last + 1..)?;
        let year = behind
            .iter()
            .take(8)
            .take_while(|word| is_filler(word) || full_year(word).is_some())
            .find_map(|word| full_year(word))
            .or_else(|| {
                let short = behind.first().filter(|word| word.len() == 2)?;
                century(view, short.parse().ok()?)
            })?;
        Day::new(year, month, day).map(Edtf::day)
    })
}

/// The day of the month beside the month at `place`, and the place of the later of the two.
fn day(words: &[&str], place: usize) -> Option<(u8, usize)> {
    // "5 May", "5th day of May", "le 5 de mayo".
    for back in 1..=3.min(place) {
        let word = words[place - back];
        if let Some(day) = number(word) {
            return Some((day, place));
        }
        if !matches!(word, "of" | "day" | "de" | "del" | "di" | "d") {
            break;
        }
    }
    words.get(place + 1).and_then(|word| number(word)).map(|day| (day, place + 1))
}

fn number(word: &str) -> Option<u8> {
    let end = word.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(word.len());
    let suffix = &word[end..];
    let ordinal = matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "d" | "er" | "o" | "a" | "e" | "º" | "го" | "ten");
    word[..end].parse().ok().filter(|day| ordinal && (1..=31).contains(day))
}

/// Words between a day and its year: "A. D.", "in the year of our Lord".
fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "a", "d", "ad", "anno", "domini", "of", "in", "the", "year", "our", "lord", "de", "del", "do", "l", "an", "ano",
    ];
    FILLERS.contains(&word)
}

fn full_year(word: &str) -> Option<i32> {
    let year: i32 = word.get(..4).filter(|_| word.len() <= 5)?.parse().ok()?;
    (1200..2200).contains(&year).then_some(year)
}

/// The year that two digits mean: of the last century, unless the text speaks of years near another.
fn century(view: &View<'_>, short: i32) -> Option<i32> {
    if short >= FIRST_SURE {
        return Some(1900 + short);
    }
    let known = || view.times.iter().filter_map(|time| time.date.as_ref()?.latest()).map(|day| day.year);
    let near = |year: i32| known().filter(|known| (known - year).abs() <= NEAR).count();
    match (near(1900 + short), near(2000 + short)) {
        (0, 0) => None,
        (old, 0) if old > 0 => Some(1900 + short),
        (0, new) if new > 0 => Some(2000 + short),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_view;
    use super::*;

    fn read(text: &str) -> Option<String> {
        with_view(text, |view| stated(view, Span::new(0, text.len())).map(|date| date.to_string()))
    }

    #[test]
    fn days_of_datelines() {
        assert_eq!(read("LIMA, 3 MAY 89").as_deref(), Some("1989-05-03"));
        assert_eq!(read("the 5th day of January, A. D. 1838, and the").as_deref(), Some("1838-01-05"));
        assert_eq!(read("Quito, 5 de mayo de 1971").as_deref(), Some("1971-05-05"));
        assert_eq!(read("Jan. 27, 1916").as_deref(), Some("1916-01-27"));
        assert_eq!(read("RIO DE JANEIRO, 20 APR 89").as_deref(), Some("1989-04-20"));
        assert_eq!(read("LIMA, 3 MAY 05"), None);
        assert_eq!(read("31 February 1950"), None);
    }
}
