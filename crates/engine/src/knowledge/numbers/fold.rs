//! Folding of words: lower case, without diacritics, so that every spelling of a word is looked up as one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded letters of `word` to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.push_str(word);
        let start = out.len() - word.len();
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        return;
    }
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' | 'а'..='и' | 'к'..='я' => out.push(letter),
            'ß' => out.push_str("ss"),
            'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            '’' | 'ʼ' => out.push('\''),
            _ => out.extend(std::iter::once(letter).nfd().filter(|part| !is_combining_mark(*part))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        for (word, folded) in
            [("Fünf", "funf"), ("MİLYON", "milyon"), ("Łódź", "lodz"), ("трёх", "трех"), ("altı", "alti")]
        {
            let mut out = String::new();
            fold_into(word, &mut out);
            assert_eq!(out, folded);
        }
    }
}
