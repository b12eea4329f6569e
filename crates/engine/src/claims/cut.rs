//! Cuts a text into words and marks, and folds them.

use crate::knowledge::numbers::fold_into;

/// A range of bytes, and whether no white space stands before it.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether no white space stands before it.
    pub glued: bool,
}

/// Cuts `text` into words (letters, or digits with their separators) and marks, until `each` says `false`.
pub fn cut(text: &str, mut each: impl FnMut(Piece, bool) -> bool) {
    let bytes = text.as_bytes();
    let mut glued = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            (at, glued) = (at + 1, false);
            continue;
        }
        let (length, word) = match byte {
            b'0'..=b'9' => (digits(&text[at..]), true),
            _ if byte.is_ascii_alphabetic() => (letters(&text[at..]), true),
            _ if byte.is_ascii() => (1, false),
            _ => match wide(&text[at..]) {
                Some(found) => found,
                None => {
                    (at, glued) = (at + text[at..].chars().next().map_or(1, char::len_utf8), false);
                    continue;
                }
            },
        };
        if !each(Piece { start: at, end: at + length, glued }, word) {
            return;
        }
        (at, glued) = (at + length, true);
    }
}

/// Length of the word or mark that begins beyond ASCII, and whether it is a word; `None` for white space that parts words.
fn wide(text: &str) -> Option<(usize, bool)> {
    let first = text.chars().next()?;
    if first.is_whitespace() && !matches!(first, '\u{a0}' | '\u{202f}' | '\u{2009}') {
        return None;
    }
    let length = if first.is_alphabetic() { letters(text) } else { first.len_utf8() };
    Some((length, first.is_alphanumeric()))
}

/// Length of a word, with dots inside abbreviations such as "U.S." (but for the last).
fn letters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let plain = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    let initial = plain == 1 && matches!(bytes.get(1), Some(b'.' | b'-'));
    if !initial && bytes.get(plain).is_none_or(u8::is_ascii) && plain > 0 {
        return plain;
    }
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let inside = letter.is_alphanumeric() || is_mark(letter);
        let dot =
            letter == '.' && is_initial(&text[..at]) && text[at + 1..].chars().next().is_some_and(char::is_alphabetic);
        let m19 = letter == '-' && at == 1 && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        if !inside && !dot && !m19 {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

/// Whether a letter is a mark that stands on or in another: an accent, a soft hyphen.
pub fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter) || letter == '\u{ad}'
}

/// Whether the letters end with a single letter behind a dot or at their beginning.
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none_or(|before| before == '.')
}

/// Length of a number with its separators, or of digits with letters ("3d").
fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let separator = matches!(letter, ',' | '.' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            && bytes.get(at + letter.len_utf8()).is_some_and(u8::is_ascii_digit);
        if !letter.is_alphanumeric() && !separator {
            break;
        }
        end = at + letter.len_utf8();
    }
    end.max(1)
}

/// The pieces of a stretch of text with their folded letters. Kept from one stretch to the next, it allocates seldom.
#[derive(Debug, Default)]
pub struct Folded {
    letters: String,
    pieces: Vec<FoldedPiece>,
}

/// A piece with its folded letters.
#[derive(Clone, Copy, Debug)]
pub struct FoldedPiece {
    /// Where it stands in the text.
    pub piece: Piece,
    /// Whether it is a word or number, no mark.
    pub word: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Its first folded letter.
    from: u32,
    /// One past its last folded letter.
    to: u32,
}

impl Folded {
    /// The pieces of `text[start..end]`, at most so many.
    pub fn read(&mut self, text: &str, start: usize, end: usize, most: usize) {
        self.letters.clear();
        self.pieces.clear();
        let Some(words) = text.get(start..end) else { return };
        cut(words, |piece, word| {
            let written = words.get(piece.start..piece.end).unwrap_or_default();
            let from = self.letters.len() as u32;
            fold_into(written, &mut self.letters);
            let to = self.letters.len() as u32;
            self.letters.push(' ');
            let capital = match written.as_bytes().first() {
                Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
                _ => written.chars().next().is_some_and(char::is_uppercase),
            };
            let piece = Piece { start: start + piece.start, end: start + piece.end, glued: piece.glued };
            self.pieces.push(FoldedPiece { piece, word, capital, from, to });
            self.pieces.len() < most
        });
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[FoldedPiece] {
        &self.pieces
    }

    /// The folded letters of a piece.
    pub fn letters(&self, at: usize) -> Option<&str> {
        self.joined(at, 1)
    }

    /// The folded letters of `count` pieces, joined by spaces.
    pub fn joined(&self, at: usize, count: usize) -> Option<&str> {
        let first = self.pieces.get(at)?;
        let last = self.pieces.get(at + count.checked_sub(1)?)?;
        self.letters.get(first.from as usize..last.to as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_abbreviations_stay_whole() {
        let mut folded = Folded::default();
        let text = "In the U.S.A., 12,500 of M-19's «fiancés» – 3d.";
        folded.read(text, 0, text.len(), 99);
        let found: Vec<&str> = (0..folded.pieces().len()).filter_map(|at| folded.letters(at)).collect();
        let wanted =
            ["in", "the", "u.s.a", ".", ",", "12,500", "of", "m-19", "'", "s", "«", "fiances", "»", "–", "3d", "."];
        assert_eq!(found, wanted);
        assert_eq!(folded.joined(0, 2), Some("in the"));
    }
}
