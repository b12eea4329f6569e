//! Superscript as plain characters.
//!
//! In a marked-up file the 3 of a note reference is raised; as plain text it would be glued to the word or number before
//! it ("1978" and note 3 would read "19783"). Unicode has raised digits, so nothing is lost.

/// Digits and signs of a superscript run as raised characters; `None` when it holds anything else but white space, such
/// as the letters of "1st".
pub fn raised(text: &str) -> Option<String> {
    text.chars().map(|c| if c.is_whitespace() { Some(c) } else { raised_char(c) }).collect()
}

/// The number of a note as it is printed behind a word.
pub fn raised_number(number: usize) -> String {
    number.to_string().chars().filter_map(raised_char).collect()
}

fn raised_char(c: char) -> Option<char> {
    match c {
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '0' | '4'..='9' => char::from_u32('⁰' as u32 + c as u32 - '0' as u32),
        '+' => Some('⁺'),
        '-' | '−' => Some('⁻'),
        '(' => Some('⁽'),
        ')' => Some('⁾'),
        '⁰' | '⁴'..='⁹' | '¹' | '²' | '³' | '*' | '†' | '‡' | '§' | ',' => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_and_letters_left_to_the_caller() {
        assert_eq!(raised("12, 4"), Some("¹², ⁴".to_owned()));
        assert_eq!(raised("st"), None);
        assert_eq!(raised_number(10), "¹⁰");
    }
}
