//! Languages of short texts, told by letters, common words and endings together.
//!
//! Takes windows of a text in which too few function words stand to settle its language, gives the code of the language
//! that its letters allow and that its words and endings speak for, where no other comes near. A leaflet of three lines
//! in Russian has hardly a function word, but letters that Bulgarian lacks, none that Ukrainian adds, and the endings of
//! Russian.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Bytes of a window that are looked at.
const MOST: usize = 900;
/// Words that a text must have.
const WORDS: usize = 8;

/// What tells a language.
#[derive(Default)]
struct Profile {
    code: &'static str,
    /// All its letters beyond a to z, in order.
    own: Vec<char>,
    /// Those that few others have.
    marks: Vec<char>,
    ends: Vec<&'static str>,
}

/// How a word bears on a language: its own, or shared with relatives.
#[derive(Clone, Copy, PartialEq)]
enum Weight {
    Strong,
    Common,
}

struct Profiles {
    all: Vec<Profile>,
    words: FxHashMap<&'static str, Vec<(usize, Weight)>>,
}

static PROFILES: LazyLock<Profiles> = LazyLock::new(|| {
    let mut profiles = Profiles { all: vec![], words: FxHashMap::default() };
    for paragraph in include_str!("clues.txt").split("\n\n").skip(1) {
        let mut lines = paragraph.lines();
        let mut profile = Profile { code: lines.next().unwrap_or_default(), ..Profile::default() };
        let place = profiles.all.len();
        for line in lines {
            let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
            match name {
                "own" => profile.own = sorted(rest),
                "marks" => profile.marks = sorted(rest),
                "ends" => profile.ends = rest.split(' ').collect(),
                _ => {
                    let weight = if name == "strong" { Weight::Strong } else { Weight::Common };
                    for word in rest.split(' ').filter(|word| !word.is_empty()) {
                        let known = profiles.words.entry(word).or_default();
                        if known.last().is_none_or(|(other, _)| *other != place) {
                            known.push((place, weight));
                        }
                    }
                }
            }
        }
        profiles.all.push(profile);
    }
    profiles
});

fn sorted(letters: &str) -> Vec<char> {
    let mut letters: Vec<char> = letters.chars().collect();
    letters.sort_unstable();
    letters
}

/// What speaks for one language.
#[derive(Clone, Copy, Default)]
struct Evidence {
    strong: usize,
    common: usize,
    /// Words that are in its list or end as its words do.
    covered: usize,
    marks: usize,
    alien: usize,
}

impl Evidence {
    fn score(&self) -> usize {
        3 * self.strong + self.common + self.marks.min(4) + self.covered / 3
    }

    /// Whether this is enough for a language in a text of so many words and letters.
    fn is_plain(&self, words: usize, letters: usize) -> bool {
        let enough = 10 + words / 8;
        self.alien * 200 <= letters
            && self.strong + usize::from(self.marks >= 3) >= 3
            && self.score() >= enough
            && self.covered * 100 >= words * 36
    }
}

/// The language of windows of a text that is too short for its function words to tell.
pub fn language(windows: &[&str]) -> Option<&'static str> {
    let profiles = &*PROFILES;
    let mut found = vec![Evidence::default(); profiles.all.len()];
    let (mut words, mut letters) = (0, 0);
    let mut seen: Vec<String> = vec![];
    for window in windows {
        for word in beginning(window).split(|letter: char| !letter.is_alphabetic() && !is_mark(letter)) {
            if word.is_empty() {
                continue;
            }
            let lower = word.to_lowercase().replace("\u{69}\u{307}", "i");
            (words, letters) = (words + 1, letters + word.chars().count());
            let new = !seen.contains(&lower);
            weigh(profiles, &lower, new, &mut found);
            if new {
                seen.push(lower);
            }
        }
    }
    if words < WORDS {
        return None;
    }
    let plain = |place: &usize| found[*place].is_plain(words, letters);
    let best = (0..found.len()).filter(plain).max_by_key(|&place| found[place].score())?;
    let rival = (0..found.len())
        .filter(|&place| place != best && found[place].alien * 60 <= letters)
        .map(|place| found[place].score())
        .max()
        .unwrap_or(0);
    let code = profiles.all[best].code;
    (!code.starts_with('-') && found[best].score() * 10 >= rival * 15).then_some(code)
}

/// Adds what a word in small letters says to each language.
fn weigh(profiles: &Profiles, word: &str, new: bool, found: &mut [Evidence]) {
    let known = profiles.words.get(word).map_or(&[][..], Vec::as_slice);
    for (place, (profile, evidence)) in profiles.all.iter().zip(found.iter_mut()).enumerate() {
        let listed = known.iter().find(|(other, _)| *other == place);
        if let Some((_, weight)) = listed.filter(|_| new) {
            evidence.strong += usize::from(*weight == Weight::Strong);
            evidence.common += usize::from(*weight == Weight::Common);
        }
        let ends = |end: &&str| word.len() > end.len() + 2 && word.ends_with(end);
        evidence.covered += usize::from(listed.is_some() || profile.ends.iter().any(ends));
        let cased = profile.own.first().is_some_and(|first| *first >= '\u{400}');
        for letter in word.chars() {
            let own = profile.own.binary_search(&letter).is_ok();
            evidence.alien += usize::from(!own && (cased || !letter.is_ascii()));
            evidence.marks += usize::from(profile.marks.binary_search(&letter).is_ok());
        }
    }
}

/// Vowel signs of Arabic and accents that stand apart belong to their word.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{652}' | '·')
}

fn beginning(text: &str) -> &str {
    let mut end = MOST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::super::of_document;

    #[test]
    fn short_texts_with_clear_letters_are_named() {
        for (code, text) in [
            ("rus", "Товарищи! Сегодня утром полиция закрыла наш клуб. Мы не молчим и требуем открыть его снова."),
            (
                "ukr",
                "Товариші! Сьогодні вранці поліція закрила наш клуб. Ми не мовчимо і вимагаємо відкрити його знову.",
            ),
            ("pol", "Protestujemy przeciwko zwolnieniom w stoczni i żądamy wypłaty zaległych płac."),
            ("ces", "Soudruzi! Dnes ráno policie zavřela náš klub. Nebudeme mlčet a žádáme, aby byl otevřen."),
            (
                "tur",
                "Tersanedeki işten çıkarmaları protesto ediyor, ücretlerimizin ödenmesini istiyoruz. Yaşasın işçiler!",
            ),
            ("por", "Protestamos contra os despedimentos no estaleiro e exigimos os salários em atraso."),
            ("ara", "أيها الرفاق، لقد أغلقت الشرطة صباح اليوم نادينا. لن نسكت ونطالب بفتحه من جديد."),
        ] {
            assert_eq!(of_document(text), Some(code), "{text}");
        }
    }

    #[test]
    fn relatives_and_lists_of_names_stay_unknown() {
        for text in [
            "Compañeiros! Esta mañá a policía pechou o noso clube. Non imos calar.",
            "Kammerater! I morges lukkede politiet vores klub. Vi vil ikke tie stille.",
            "Другови! Јутрос је полиција затворила наш клуб. Нећемо ћутати.",
            "Jan Kowalski, Łódź; Maria Wiśniewska, Gdańsk; Piotr Wójcik, Kraków; Anna Zielińska, Poznań",
            "Союз ткачей, Союз портовиков, Союз печатников, Союз пекарей, Союз горняков",
        ] {
            assert_eq!(of_document(text), None, "{text}");
        }
    }
}
