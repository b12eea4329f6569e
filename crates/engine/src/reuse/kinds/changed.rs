//! Whether two texts that are nearly the same say the same: whether a word of substance was put in, left out or exchanged.
//!
//! Copies are misread, and a misread word looks like another word. So a word counts as exchanged only where both texts have
//! a word of the language there, or a word of letters alone where the language is not known, and the two have little in
//! common; it counts as put in or left out only where it is such a word, and what stands about it was read alike.

use crate::reuse::collation::words_changed;

/// Most bytes of a text that are compared: what is longer says the same in so much of it.
const MOST: usize = 400_000;

/// Whether the words of two passages differ in substance; `language` is that of both, ISO 639-3, where it is known.
pub fn is_changed(a: &str, b: &str, language: Option<&str>) -> bool {
    let cut = |text: &str| text.floor_char_boundary(text.len().min(MOST));
    a != b && words_changed(&a[..cut(a)], &b[..cut(b)], language) > 0
}

#[cfg(test)]
mod tests {
    use super::is_changed;

    const TEXT: &str = "The bakers of Northport declare that the strike goes on until the wages of the winter are paid, and that \
        no oven in this town shall be lit for any man who works while others hold the line at the harbour gate.";

    #[test]
    fn another_word_changes_what_is_said() {
        assert!(is_changed(TEXT, &TEXT.replace("strike", "protest"), Some("eng")));
        assert!(is_changed(TEXT, &TEXT.replace("strike", "protest"), None));
        let spanish =
            "Los vecinos del puerto declaran que la huelga continúa hasta que el consejo los reciba a todos ellos.";
        assert!(is_changed(spanish, &spanish.replace("huelga", "protesta"), Some("spa")));
        assert!(is_changed(TEXT, &TEXT.replace("no oven", "no cold oven"), Some("eng")));
    }

    #[test]
    fn misread_letters_capitals_and_line_breaks_do_not() {
        let copy = TEXT.replace("bakers", "bakcrs").replace("the strike", "tlie str1ke").replace("winter", "win-\nter");
        assert!(!is_changed(TEXT, &copy.to_uppercase(), Some("eng")));
        assert!(!is_changed(TEXT, &TEXT.replace("harbour gate", "har bour gatc ,-"), Some("eng")));
    }
}
