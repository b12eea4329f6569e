//! The day a dateline states, where its parts do not stand side by side or the century is left out.
//!
//! Takes the words of a dateline and the years its text names, gives a day. Only datelines are read so freely: "3 MAY 89"
//! or "the 5th day of January, A. D. 1838" anywhere else is the business of whoever reads times.

use super::words::fold;
use super::{View, numbering};
use broadside_model::edtf::Day;
use broadside_model::{Edtf, Span};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// From here on two digits are a year of the twentieth century.
const FIRST_SURE: i32 = 30;
/// Years so near to that of a text are those it speaks of most.
const NEAR: i32 = 15;
/// Months of the solar calendar of Iran and Afghanistan are numbered from here on.
const SOLAR: u8 = 20;
/// So many words of a dateline are looked at.
const MOST_WORDS: usize = 60;

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

/// A word with where it stands.
struct Word {
    folded: String,
    span: Span,
}

/// The day that the words in `span` state, and where.
pub(super) fn stated(view: &View<'_>, span: Span) -> Option<(Edtf, Span)> {
    let text = &view.text[span.range()];
    if let Some((day, from, to)) = counted(text) {
        let start = span.start as usize;
        return Some((Edtf::day(day), Span::new(start + from, start + to)));
    }
    let words = words(view.text, span);
    let (day, first, last) = named(view, &words).or_else(|| dotted(view, &words))?;
    Some((Edtf::day(day), Span { start: words.get(first)?.span.start, end: words.get(last)?.span.end }))
}

fn words(text: &str, span: Span) -> Vec<Word> {
    let pieces = text[span.range()].split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter));
    let pieces = pieces.filter(|piece| !piece.is_empty()).take(MOST_WORDS);
    pieces
        .map(|piece| {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            Word { folded: fold(piece), span: Span::new(start, start + piece.len()) }
        })
        .collect()
}

/// "5 May 1931": the day with the places of its first and last word.
fn named(view: &View<'_>, words: &[Word]) -> Option<(Day, usize, usize)> {
    let months = (0..words.len()).filter_map(|place| Some((place, month(words, place)?)));
    months.into_iter().find_map(|(place, (month, behind))| {
        let (day, first, last) = day(words, place, behind)?;
        let follow = words.get(last + 1..)?.iter().map(|word| word.folded.as_str());
        let names_it = |word: &str| MONTHS.get(word).is_some_and(|other| *other == month);
        let full = follow
            .clone()
            .take(8)
            .take_while(|word| is_filler(word) || names_it(word) || full_year(word).is_some())
            .enumerate()
            .find_map(|(steps, word)| Some((full_year(word)?, last + 1 + steps)));
        let (year, end) = full.or_else(|| {
            let short = follow.clone().next().filter(|word| word.len() == 2)?;
            Some((century(view, short.parse().ok()?)?, last + 1))
        })?;
        let date = if month > SOLAR { solar(year, month - SOLAR, day) } else { Day::new(year, month, day) };
        Some((date?, first, end))
    })
}

/// The day of a date in the solar calendar of Iran and Afghanistan, by its cycle of 33 years.
fn solar(year: i32, month: u8, day: u8) -> Option<Day> {
    let years = i64::from(year) - 979;
    let long = i64::from(month) <= 6 || day <= 30;
    if !(1200..1500).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) || !long {
        return None;
    }
    let months = i64::from(month) - 1;
    let before = 30 * months + months.min(6);
    let days = 365 * years + years.div_euclid(33) * 8 + (years.rem_euclid(33) + 3) / 4 + before + i64::from(day) - 1;
    Day::new(1600, 1, 1)?.plus(days + 79)
}

/// The month that is named at `place`, and the place behind its name.
fn month(words: &[Word], place: usize) -> Option<(u8, usize)> {
    let word = words.get(place)?.folded.as_str();
    let pair = words.get(place + 1).filter(|_| !word.is_ascii()).and_then(|next| {
        let pair = format!("{word} {}", next.folded);
        MONTHS.get(&pair).copied()
    });
    if let Some(month) = pair {
        return Some((month, place + 2));
    }
    let long = word.chars().count() > 2 || !word.is_ascii();
    // In Hebrew the preposition is one word with the month.
    let bare = word.strip_prefix('ב').unwrap_or(word);
    let found = MONTHS.get(word).or_else(|| MONTHS.get(bare)).filter(|_| long);
    found.map(|month| (*month, place + 1))
}

/// The day of the month beside the month at `place`, and the places of the first and the last of the two.
fn day(words: &[Word], place: usize, behind: usize) -> Option<(u8, usize, usize)> {
    // "5 May", "5th day of May", "le 5 de mayo".
    for back in 1..=3.min(place) {
        let word = words[place - back].folded.as_str();
        if let Some(day) = number(word) {
            return Some((day, place - back, behind - 1));
        }
        if !matches!(word, "of" | "day" | "de" | "del" | "di" | "d" | "من") {
            break;
        }
    }
    words.get(behind).and_then(|word| number(&word.folded)).map(|day| (day, place, behind))
}

/// "8.7.72", "8.VII.1972": three numbers with full stops between them.
fn dotted(view: &View<'_>, words: &[Word]) -> Option<(Day, usize, usize)> {
    words.windows(3).enumerate().find_map(|(place, three)| {
        let [day, month, year] = three else { return None };
        let parted = |one: &Word, next: &Word| {
            matches!(view.text.get(one.span.end as usize..next.span.start as usize), Some("." | ". "))
        };
        if !parted(day, month) || !parted(month, year) {
            return None;
        }
        let short = || year.folded.parse().ok().filter(|_| year.folded.len() == 2).and_then(|two| century(view, two));
        let year = full_year(&year.folded).or_else(short)?;
        let plain = |word: &Word| word.folded.parse::<u8>().ok().filter(|_| word.folded.len() <= 2);
        let roman = || u8::try_from(numbering::roman(&month.folded.to_ascii_uppercase())?).ok();
        Some((Day::new(year, plain(month).or_else(roman)?, plain(day)?)?, place, place + 2))
    })
}

/// "1976年3月12日": a day whose parts are named behind their numbers, and the bytes it takes.
fn counted(text: &str) -> Option<(Day, usize, usize)> {
    let (at, year) = text.char_indices().find(|(_, letter)| matches!(letter, '年' | '년'))?;
    let before = text[..at].trim_end();
    let from = before.char_indices().rev().take_while(|(_, letter)| is_numeral(*letter)).last()?.0;
    let mut rest = &text[at + year.len_utf8()..];
    let mut next = |marks: [char; 3]| {
        rest = rest.trim_start();
        let end = rest.find(|letter| !is_numeral(letter))?;
        let (numerals, behind) = rest.split_at(end);
        let behind = behind.trim_start();
        rest = behind.strip_prefix(marks.as_slice())?;
        u8::try_from(numeral(numerals)?).ok()
    };
    let month = next(['月', '월', '月'])?;
    let day = next(['日', '일', '号'])?;
    let year = i32::try_from(numeral(&before[from..])?).ok().filter(|year| (1200..2200).contains(year))?;
    Some((Day::new(year, month, day)?, from, text.len() - rest.len()))
}

fn is_numeral(letter: char) -> bool {
    numbering::digit(letter).is_some() || numbering::han(letter).is_some()
}

/// The value of digits of any script or of Han numerals, which may stand digit for digit.
fn numeral(numerals: &str) -> Option<u32> {
    if numerals.is_empty() || numerals.chars().count() > 4 {
        return None;
    }
    if numerals.contains('十') {
        return Some(numbering::han_number(numerals));
    }
    numerals
        .chars()
        .try_fold(0, |number, letter| Some(number * 10 + numbering::digit(letter).or_else(|| numbering::han(letter))?))
}

/// The day of the month that a folded word is: "5", "5th", "٥".
fn number(word: &str) -> Option<u8> {
    let end = word.find(|letter: char| numbering::digit(letter).is_none()).unwrap_or(word.len());
    let suffix = &word[end..];
    let ordinal = matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "d" | "er" | "o" | "a" | "e" | "º" | "го" | "ten");
    let digits = &word[..end];
    let day = numeral(digits).and_then(|day| u8::try_from(day).ok())?;
    (ordinal && (1..=31).contains(&day)).then_some(day)
}

/// Words between a day and its year: "A. D.", "in the year of our Lord".
fn is_filler(word: &str) -> bool {
    const FILLERS: &[&str] = &[
        "a", "d", "ad", "anno", "domini", "of", "in", "the", "year", "our", "lord", "de", "del", "do", "l", "an",
        "ano", "عام", "سنة", "لعام", "لسنة", "من",
    ];
    FILLERS.contains(&word)
}

fn full_year(word: &str) -> Option<i32> {
    let end = word.find(|letter: char| numbering::digit(letter).is_none()).unwrap_or(word.len());
    let (digits, suffix) = word.split_at(end);
    let year = numeral(digits).filter(|_| digits.chars().count() == 4 && suffix.chars().count() <= 1)?;
    i32::try_from(year).ok().filter(|year| (1200..2200).contains(year))
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
        with_view(text, |view| stated(view, Span::new(0, text.len())).map(|date| date.0.to_string()))
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
        assert_eq!(read("Hamburg, 8.7.72").as_deref(), Some("1972-07-08"));
        assert_eq!(read("Hamburg, d. 8.VII.1972").as_deref(), Some("1972-07-08"));
        assert_eq!(read("1.2.3.4, Room 12"), None);
    }

    #[test]
    fn days_of_other_scripts() {
        assert_eq!(read("بيروت في 12 آذار 1976").as_deref(), Some("1976-03-12"));
        assert_eq!(read("١٢ تشرين الثاني/نوفمبر ١٩٧٦").as_deref(), Some("1976-11-12"));
        assert_eq!(read("м. Київ, 12 березня 1993 р.").as_deref(), Some("1993-03-12"));
        assert_eq!(read("1976年3月12日，北京").as_deref(), Some("1976-03-12"));
        assert_eq!(read("一九七六年三月十二日").as_deref(), Some("1976-03-12"));
        assert_eq!(read("1976년 3월 12일").as_deref(), Some("1976-03-12"));
        assert_eq!(read("昭和51年3月12日"), None);
        assert_eq!(read("تهران، ۱۲ اسفند ۱۳۵۴").as_deref(), Some("1976-03-02"));
        assert_eq!(read("کابل، ۱ حمل ۱۳۵۷").as_deref(), Some("1978-03-21"));
    }
}
