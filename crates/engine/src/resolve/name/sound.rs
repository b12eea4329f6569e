//! How a word sounds, roughly, in whatever script and spelling: a string of ASCII letters, one a sound.
//!
//! Alphabets are read by the rules of `lexicon/sounds.txt`, all languages of a script alike: where a letter has several
//! sounds it is written as a sound of its own, which the comparison knows to be near each of them. Characters of other
//! scripts (Han by Mandarin, kana, Hangul, the scripts of India and Thailand) are written in Latin letters first.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Longest word that is sounded, in characters.
const LONGEST: usize = 64;

/// Letters, and what they sound like.
struct Rule {
    /// The letters behind the first.
    rest: Vec<char>,
    start: bool,
    end: bool,
    sounds: &'static str,
}

static RULES: LazyLock<FxHashMap<char, Vec<Rule>>> = LazyLock::new(|| {
    let mut rules: FxHashMap<char, Vec<Rule>> = FxHashMap::default();
    for line in include_str!("../lexicon/sounds.txt").lines().filter(|line| !line.starts_with('#')) {
        let (letters, sounds) = line.split_once(' ').unwrap_or((line, ""));
        let (start, end) = (letters.starts_with('^'), letters.ends_with('$'));
        let mut letters = letters.trim_start_matches('^').trim_end_matches('$').chars();
        if let Some(first) = letters.next() {
            rules.entry(first).or_default().push(Rule { rest: letters.collect(), start, end, sounds });
        }
    }
    #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for of_letter in rules.values_mut() {
        of_letter.sort_by_key(|rule| std::cmp::Reverse((rule.rest.len(), rule.start || rule.end)));
    }
    rules
});

/// The sounds of a word in small, composed letters. Never two equal sounds in a row.
pub fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().take(LONGEST).collect();
    let mut out = String::with_capacity(letters.len() + 4);
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let rest = &letters[at + 1..];
        let fits = |rule: &&Rule| {
            rest.starts_with(&rule.rest) && (!rule.start || at == 0) && (!rule.end || rest.len() == rule.rest.len())
        };
        match RULES.get(&letter).and_then(|rules| rules.iter().find(fits)) {
            Some(rule) => {
                rule.sounds.chars().for_each(|sound| push(&mut out, sound));
                at += 1 + rule.rest.len();
            }
            None => {
                other(letter, &mut out);
                at += 1;
            }
        }
    }
    out
}

fn push(out: &mut String, sound: char) {
    if !out.ends_with(sound) {
        out.push(sound);
    }
}

/// A letter that has no rule: without its diacritics, or as it is written in Latin letters.
fn other(letter: char, out: &mut String) {
    use unicode_normalization::char::decompose_canonical;
    let mut base = None;
    decompose_canonical(letter, |part| base = base.or(Some(part)));
    if let Some(rule) = base.filter(|base| *base != letter).and_then(|base| plain(base)) {
        return rule.chars().for_each(|sound| push(out, sound));
    }
    if letter.is_ascii_digit() {
        return out.push(letter);
    }
    let Some(latin) = deunicode::deunicode_char(letter) else { return };
    let latin = latin.trim().to_lowercase();
    if is_han(letter) {
        return pinyin(&latin, out);
    }
    let latin = if is_hangul(letter) { hangul(&latin) } else { latin };
    if latin.len() < 12 && latin.is_ascii() && !latin.contains(|c: char| !c.is_ascii_alphabetic()) {
        sound(&latin).chars().for_each(|sound| push(out, sound));
    }
}

fn plain(letter: char) -> Option<&'static str> {
    RULES.get(&letter)?.iter().find(|rule| rule.rest.is_empty() && !rule.start && !rule.end).map(|rule| rule.sounds)
}

/// Whether a character is a Chinese one.
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// Whether words of this script are written without most of their vowels.
pub fn is_vowelless(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{6ff}' | '\u{900}'..='\u{eff}')
}

fn pinyin(syllable: &str, out: &mut String) {
    let (onset, rest) = match syllable.as_bytes() {
        [b'z', b'h', ..] => ("J", &syllable[2..]),
        [b'c', b'h', ..] | [b's', b'h', ..] => {
            return sound(&syllable.replacen("ch", "č", 1)).chars().for_each(|s| push(out, s));
        }
        [b'x', ..] => ("S", &syllable[1..]),
        [b'q', ..] => ("C", &syllable[1..]),
        [b'j', ..] => ("J", &syllable[1..]),
        [b'z' | b'c', ..] => ("T", &syllable[1..]),
        _ => ("", syllable),
    };
    onset.chars().for_each(|s| push(out, s));
    sound(rest).chars().for_each(|s| push(out, s));
}

/// Revised romanisation as it is usual in names: "eo" for the open o, "eu" for the dark u.
fn hangul(syllable: &str) -> String {
    syllable.replace("eo", "o").replace("eu", "u").replace("ae", "e")
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for same in [
            ["пушкин", "pushkin"],
            ["пушкин", "puschkin"],
            ["чехов", "čehov"],
            ["чехов", "chekhov"],
            ["жуков", "zhukov"],
            ["παπαδόπουλος", "papadopulos"],
            ["მამუკა", "mamuka"],
            ["習", "xi"],
            ["anna", "ana"],
        ] {
            let near = |word: &str| sound(word).replace(['X', 'x'], "S").replace('C', "S");
            assert_eq!(near(same[0]), near(same[1]), "{same:?}");
        }
    }
}
