//! Letters without case and diacritics, so that "MÄRZ", "März" and "Marz" are one word.

pub(super) fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A word without case and diacritics, as the lexicon has it.
pub(super) fn fold(word: &str, into: &mut String) {
    for letter in word.chars() {
        if letter.is_alphabetic() {
            fold_letter(letter, into);
        } else if !is_mark(letter) {
            into.push(letter);
        }
    }
}

pub(super) fn fold_letter(letter: char, into: &mut String) {
    let letter = match letter {
        'İ' => 'i',
        'А'..='Я' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        'а'..='я' => letter,
        _ => letter.to_lowercase().next().unwrap_or(letter),
    };
    let folded = match letter {
        'a'..='z' | 'а'..='я' => letter,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ı' | 'ī' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ś' | 'š' | 'ş' | 'ș' | 'ſ' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        'ţ' | 'ț' => 't',
        'ё' => 'е',
        'ß' => {
            into.push('s');
            's'
        }
        'œ' => {
            into.push('o');
            'e'
        }
        'æ' => {
            into.push('a');
            'e'
        }
        '\u{300}'..='\u{36f}' | '\u{ad}' => return,
        other => other,
    };
    into.push(folded);
}
