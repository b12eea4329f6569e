//! Tells what cannot be a name.

use broadside_model::EntityKind;

/// Most letters and signs of a name: titles of laws and works are long, other names are not.
const LONG: usize = 300;
const SHORT: usize = 150;
/// Most words of a person's name.
const PERSON_WORDS: usize = 9;

/// Whether this can be a name at all: it has letters enough, is not too long, and is not the rubbish that OCR makes of
/// stains and rules.
pub(super) fn is_name(name: &str, kind: Option<EntityKind>) -> bool {
    let is_title = matches!(kind, Some(EntityKind::Law | EntityKind::Work | EntityKind::Event));
    if name.len() > 6 * LONG || name.chars().count() > if is_title { LONG } else { SHORT } {
        return false;
    }
    if kind == Some(EntityKind::Person) && name.split_whitespace().count() > PERSON_WORDS {
        return false;
    }
    let count = |is: fn(char) -> bool| name.chars().filter(|character| is(*character)).count();
    let letters = count(char::is_alphabetic);
    let digits = count(char::is_numeric);
    let odd = count(is_odd);
    // One sign is a word in the scripts that write words so.
    let least = if name.chars().any(is_word_sign) { 1 } else { 2 };
    letters >= least
        && (digits <= letters || is_title)
        && odd * 8 <= letters
        && !is_address(name)
        && !has_run(name)
        && !is_scattered(name)
}

/// Signs that names do not hold.
fn is_odd(character: char) -> bool {
    character.is_control() && !character.is_whitespace()
        || matches!(
            character,
            '|' | '\\'
                | '~'
                | '^'
                | '<'
                | '>'
                | '='
                | '{'
                | '}'
                | '['
                | ']'
                | '*'
                | '_'
                | '■'
                | '•'
                | '□'
                | '�'
                | '¦'
                | '§'
                | '¬'
        )
}

fn is_word_sign(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}')
}

fn is_address(name: &str) -> bool {
    name.contains('@') || name.contains("://") || name.starts_with("www.")
}

/// Four times the same letter.
fn has_run(name: &str) -> bool {
    let mut last = None;
    let mut run = 1;
    name.chars().any(|letter| {
        run = if Some(letter) == last { run + 1 } else { 1 };
        last = Some(letter);
        run >= 4 && letter.is_alphanumeric()
    })
}

/// Words of one or two small letters, most of them: what is left of a torn line.
fn is_scattered(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let crumbs = name
        .split_whitespace()
        .filter(|word| {
            word.chars().count() == 1 && !word.chars().all(|letter| letter.is_uppercase() || is_word_sign(letter))
        })
        .count();
    words >= 3 && crumbs * 2 > words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_scripts_are_names() {
        for name in [
            "Ana López",
            "L.K.L.",
            "UN",
            "研",
            "Комитет 17",
            "Group 77",
            "J. P. R. T.",
            "حزب",
            "Resolution 1325 (2000)",
        ] {
            assert!(is_name(name, None), "{name}");
        }
        assert!(is_name("Decree 12,345,678,901", Some(EntityKind::Law)));
    }

    #[test]
    fn rubbish_is_no_name() {
        let long = "word ".repeat(80);
        for name in ["", "A", "x", "—", "1917", "12 A", "|¦ ~a", "Mmmmm", "a b c d", "<td>", "me@post.example", &long]
        {
            assert!(!is_name(name, None), "{name}");
        }
        assert!(!is_name("one two three four five six seven eight nine ten", Some(EntityKind::Person)));
    }
}
