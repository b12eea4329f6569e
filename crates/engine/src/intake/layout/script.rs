//! What layout must know of a script: which way it runs, and whether it puts spaces between words.

/// Whether a letter belongs to a script written from right to left (Unicode bidirectional classes R and AL).
pub(crate) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && c.is_alphabetic()
}

/// Whether a letter belongs to a script written from left to right.
pub(crate) fn is_ltr(c: char) -> bool {
    c.is_alphabetic() && !is_rtl(c)
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
