//! When two texts count as the same.
//!
//! Takes a text, gives it without what people who annotate and documents that were printed differ in for no reason:
//! capitals, white space, kinds of quotation marks and dashes, marks around it and at its end, the mark of a list item.
//! Accents and spelling count.

use unicode_normalization::UnicodeNormalization as _;

/// Articles that do not count at the beginning of a name.
const ARTICLES: &[&str] = &[
    "the ", "el ", "la ", "los ", "las ", "le ", "les ", "l'", "il ", "lo ", "gli ", "der ", "die ", "das ", "o ",
    "os ",
];

/// The form in which texts are compared.
pub fn text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace()) {
        let letters = word.nfkc().filter(|letter| !is_invisible(*letter)).map(unified).flat_map(char::to_lowercase);
        let before = plain.len();
        plain.extend(letters);
        if plain.len() > before {
            plain.push(' ');
        }
    }
    let whole = plain.trim_end();
    let bare = without_mark(whole).trim_matches(is_edge).trim();
    // A text of signs alone is compared as it is.
    if bare.is_empty() { whole.to_owned() } else { bare.to_owned() }
}

/// The form in which names are compared: the same without a leading article.
pub fn name(written: &str) -> String {
    let plain = text(written);
    let bare = ARTICLES.iter().find_map(|article| plain.strip_prefix(article)).unwrap_or(&plain);
    bare.trim().to_owned()
}

/// Whether two texts have at least half of their words in common.
pub fn is_near(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words
    };
    let (one, other) = (words(one), words(other));
    let (mut left, mut right, mut shared) = (0, 0, 0usize);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        match a.cmp(b) {
            std::cmp::Ordering::Equal => (left, right, shared) = (left + 1, right + 1, shared + 1),
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
        }
    }
    shared > 0 && 4 * shared >= one.len() + other.len()
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn unified(letter: char) -> char {
    match letter {
        '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    }
}

/// What can be left away at the edges: quotation marks, punctuation, blanks; no letter, digit, currency or percent sign.
fn is_edge(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '"' | '\''
                | '.'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '¡'
                | '¿'
                | '-'
                | '•'
                | '*'
                | '·'
                | '…'
                | '('
                | ')'
                | '['
                | ']'
                | '。'
                | '、'
                | '！'
                | '？'
                | '「'
                | '」'
        )
}

/// The text behind the mark of a list item: `1.`, `(a)`, `iv)`. A letter with a point can be somebody's initial, and
/// stays.
fn without_mark(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else { return text };
    if matches!(first, "-" | "•" | "*" | "·") {
        return rest;
    }
    let bare = first.trim_start_matches('(');
    let core = bare.trim_end_matches(['.', ')']);
    let closing = bare.get(core.len()..).unwrap_or_default();
    let is_number = core.len() <= 3 && core.bytes().all(|byte| byte.is_ascii_digit()) && !closing.is_empty();
    let is_letter = core.chars().count() == 1 || (core.len() <= 4 && core.bytes().all(|byte| b"ivxl".contains(&byte)));
    let is_mark = !core.is_empty() && (is_number || (is_letter && closing.starts_with(')')));
    if is_mark { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_print_and_people_differ_in_does_not_count() {
        assert_eq!(text("  “That the gate\nbe OPENED!” "), text("that the gate be opened"));
        assert_eq!(text("2. that the gate be opened;"), text("That the gate be opened."));
        assert_eq!(text("(b) L’eau — pour tous"), text("l'eau - pour tous"));
        assert_eq!(text("¡Ni un despido más!"), text("Ni un despido más"));
        assert_eq!(text("…"), text("..."));
        assert_eq!(name("The Lighthouse Keepers"), name("lighthouse keepers"));
    }

    #[test]
    fn what_is_written_otherwise_is_not_the_same() {
        assert_ne!(text("Union de fareros"), text("Unión de fareros"));
        assert_ne!(text("1978 was the year"), text("was the year"));
        assert_ne!(text("O. Brizuela"), text("J. Brizuela"));
        assert_ne!(text("40%"), text("40"));
    }

    #[test]
    fn nearly_the_same_is_said_to_be_near() {
        assert!(is_near("that the gate be opened at once", "the gate be opened"));
        assert!(!is_near("that the gate be opened", "the harbour"));
        assert!(!is_near("", ""));
    }
}
