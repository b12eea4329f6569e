//! Plain text for people: inert, on one line, counted.

/// A text from a document or a file name, made safe to show: control characters (terminal escapes, line breaks, the
/// marks that turn the direction of writing) are written as `\u{…}`.
pub fn inert(text: &str) -> String {
    escape(text, |_| false)
}

/// The same for running text, in which line breaks and tabs stay.
pub fn inert_lines(text: &str) -> String {
    escape(text, |character| matches!(character, '\n' | '\t'))
}

fn escape(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) && !stays(character) {
            safe.extend(character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Control characters, separators that some readers take for line breaks, marks that turn the direction of writing, and
/// tags, which nothing shows.
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// A text on one line, inert, without the hyphens that are only there where a line ends.
pub fn one_line(text: &str) -> String {
    inert(&text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A file name as people see it.
pub fn name(bytes: &[u8]) -> String {
    inert(&String::from_utf8_lossy(bytes))
}

/// A number with its thousands apart.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: `1 file`, `2 files`.
pub fn counted(number: u64, noun: &str) -> String {
    let (noun, end) = match number {
        1 => (noun, ""),
        _ if noun.ends_with("ity") => (noun.trim_end_matches('y'), "ies"),
        _ if noun.ends_with("ch") => (noun, "es"),
        _ => (noun, "s"),
    };
    format!("{} {noun}{end}", grouped(number))
}

/// Bytes as hexadecimal digits.
pub fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_escapes_and_turned_names_are_shown_not_obeyed() {
        assert_eq!(inert("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb\\u{a}c");
        assert_eq!(inert("invoice\u{202e}fdp.exe"), "invoice\\u{202e}fdp.exe");
        assert_eq!(inert_lines("Žižek\n\t¿qué?"), "Žižek\n\t¿qué?");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([grouped(7), grouped(1234), grouped(1_234_567)], ["7", "1,234", "1,234,567"]);
        assert_eq!([counted(1, "file"), counted(2, "file"), counted(2, "batch")], ["1 file", "2 files", "2 batches"]);
    }
}
