//! What layout must know of a script: which way it runs, and whether it puts spaces between words.

/// Whether a letter belongs to a script written from right to left (Unicode bidirectional classes R and AL).
pub(crate) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && (c.is_alphabetic() || is_mark(c))
}

/// Whether a letter belongs to a script written from left to right.
pub(crate) fn is_ltr(c: char) -> bool {
    c.is_alphabetic() && !is_rtl(c)
}

/// Whether a character only modifies the letter before it, as vowel signs do in scripts from Hebrew to Khmer.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}'
        | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0711}' | '\u{0730}'..='\u{074A}' | '\u{0900}'..='\u{0903}'
        | '\u{093A}'..='\u{094F}' | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{17B4}'..='\u{17D3}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}' | '\u{200D}' | '\u{20D0}'..='\u{20F0}')
}

/// Whether most letters of the words are of right-to-left scripts.
pub(crate) fn mostly_rtl<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let (mut rtl, mut ltr) = (0usize, 0usize);
    for c in words.flat_map(str::chars) {
        if c.is_ascii() {
            ltr += usize::from(c.is_ascii_alphabetic());
        } else if is_rtl(c) {
            rtl += 1;
        } else {
            ltr += usize::from(c.is_alphabetic());
        }
    }
    rtl > ltr
}

/// Whether a character stands in text that is written without spaces between words: Han, kana, bopomofo, Yi and the
/// punctuation that goes with them. Korean has spaces, and so do Thai phrases, so they are not meant.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{16FE0}'..='\u{18DFF}' | '\u{1AFF0}'..='\u{1B2FF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_know_their_direction_and_their_spaces() {
        assert!(mostly_rtl(["سلام", "ok"].into_iter()));
        assert!(!mostly_rtl(["peace", "سلم"].into_iter()));
        assert!(!mostly_rtl(["1914"].into_iter()));
        assert!(is_unspaced('和') && is_unspaced('。') && is_unspaced('の'));
        assert!(!is_unspaced('평') && !is_unspaced('a'));
    }
}
