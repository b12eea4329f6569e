//! Text made alike: lower case, no diacritics, one apostrophe; and the way back from it to the text.
//!
//! Takes a text and a range of it, gives the folded text with the places it comes from. Patterns that run on it need no
//! rules for case and diacritics, which is what makes them quick; the word lists are folded in the same way when they are
//! loaded. Most text is ASCII and folds in place, so only where the two texts drift apart is a place remembered.

use std::sync::LazyLock;

use broadside_model::Span;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// First letter that is folded without the table.
const TABLE_END: usize = 0x600;

/// What a letter below [`TABLE_END`] becomes: up to two letters, `\0` for none.
static TABLE: LazyLock<Vec<[char; 2]>> = LazyLock::new(|| {
    (0..TABLE_END as u32)
        .map(|code| {
            let mut folded = ['\0', '\0'];
            let mut at = 0;
            slowly(char::from_u32(code).unwrap_or(' '), &mut |letter| {
                if let Some(place) = folded.get_mut(at) {
                    *place = letter;
                }
                at += 1;
            });
            folded
        })
        .collect()
});

/// Appends what a letter folds to.
fn fold_letter(letter: char, folded: &mut String) {
    match TABLE.get(letter as usize) {
        Some(&[first, second]) => {
            if first != '\0' {
                folded.push(first);
            }
            if second != '\0' {
                folded.push(second);
            }
        }
        // Ideographs, dashes and quotation marks have neither case nor marks.
        None if ('\u{4e00}'..='\u{9fff}').contains(&letter) => folded.push(letter),
        None if letter == '’' => folded.push('\''),
        None if ('\u{2010}'..='\u{2027}').contains(&letter) => folded.push(letter),
        None => slowly(letter, &mut |letter| folded.push(letter)),
    }
}

fn slowly(letter: char, push: &mut impl FnMut(char)) {
    decompose_canonical(letter, |piece| {
        if is_combining_mark(piece) {
            return;
        }
        match piece {
            'ı' | 'İ' => push('i'),
            'ł' | 'Ł' => push('l'),
            'ø' | 'Ø' => push('o'),
            'đ' | 'Đ' => push('d'),
            'ß' => ['s', 's'].into_iter().for_each(&mut *push),
            'æ' | 'Æ' => ['a', 'e'].into_iter().for_each(&mut *push),
            'œ' | 'Œ' => ['o', 'e'].into_iter().for_each(&mut *push),
            '’' | 'ʼ' | '`' | '´' => push('\''),
            piece => piece.to_lowercase().for_each(&mut *push),
        }
    });
}

/// Lower case, without diacritics; letters that do not decompose become the plain letters they are written for.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends what a text folds to.
pub fn fold_into(text: &str, folded: &mut String) {
    for letter in text.chars() {
        match letter {
            '`' => folded.push('\''),
            letter if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            letter => fold_letter(letter, folded),
        }
    }
}

/// A stretch of text, folded, from which one can come back to the text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    text: String,
    /// Where a byte of the folded text comes from another place than the bytes before it lead to expect: its index, and the
    /// byte of the text. The first stands for the beginning, the last for the end.
    turns: Vec<(u32, u32)>,
}

impl Folded {
    /// The text within `range`, folded.
    pub fn new(text: &str, range: Span) -> Self {
        let slice = text.get(range.range()).unwrap_or_default();
        let mut folded = Folded { text: String::with_capacity(slice.len()), turns: vec![(0, range.start)] };
        let mut at = 0;
        while let Some(rest) = slice.get(at..).filter(|rest| !rest.is_empty()) {
            let source = range.start + at as u32;
            let before = folded.text.len();
            let plain = ascii_run(rest.as_bytes());
            if plain > 0 {
                folded.turn(before, source);
                folded.text.push_str(&rest[..plain]);
                folded.text[before..].make_ascii_lowercase();
                at += plain;
                continue;
            }
            let Some(letter) = rest.chars().next() else { break };
            fold_letter(letter, &mut folded.text);
            let mut next = before;
            while let Some(letter) = folded.text[next..].chars().next() {
                folded.turn(next, source);
                next += letter.len_utf8();
            }
            at += letter.len_utf8();
        }
        folded.turn(folded.text.len(), range.start + slice.len() as u32);
        folded
    }

    /// Notes that the byte `at` of the folded text comes from the byte `source` of the text.
    fn turn(&mut self, at: usize, source: u32) {
        let at = at as u32;
        if self.turns.last().is_none_or(|&(last, from)| from + (at - last) != source) {
            self.turns.push((at, source));
        }
    }

    /// The text's byte that a byte of the folded text comes from.
    fn source(&self, at: usize) -> u32 {
        let at = at.min(self.text.len()) as u32;
        let next = self.turns.partition_point(|turn| turn.0 <= at);
        next.checked_sub(1).and_then(|last| self.turns.get(last)).map_or(0, |&(last, from)| from + (at - last))
    }

    /// The first byte of the folded text that comes from the text's byte `source` or one behind it.
    fn folded(&self, source: u32) -> usize {
        let next = self.turns.partition_point(|turn| turn.1 < source);
        let Some(last) = next.checked_sub(1).and_then(|last| self.turns.get(last)) else { return 0 };
        let end = self.turns.get(next).map_or(self.text.len(), |turn| turn.0 as usize);
        ((last.0 + (source - last.1)) as usize).min(end)
    }

    /// The whole of it.
    pub fn all(&self) -> Window<'_> {
        Window { text: &self.text, at: 0, folded: self }
    }

    /// What comes from the text's bytes within `range`, which must not reach beyond what was folded.
    pub fn within(&self, range: Span) -> Window<'_> {
        let (start, end) = (self.folded(range.start), self.folded(range.end));
        Window { text: self.text.get(start..end).unwrap_or_default(), at: start, folded: self }
    }
}

/// How many of the first bytes are ASCII.
fn ascii_run(bytes: &[u8]) -> usize {
    let mut run = 0;
    for chunk in bytes.chunks(16) {
        if !chunk.is_ascii() {
            return run + chunk.iter().take_while(|byte| byte.is_ascii()).count();
        }
        run += chunk.len();
    }
    run
}

/// A part of a folded text.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// The folded text.
    pub text: &'a str,
    /// Where it begins in the whole of the folded text.
    pub(super) at: usize,
    folded: &'a Folded,
}

impl Window<'_> {
    /// The text's range that a range of the folded text comes from.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = (self.folded.source(self.at + start), self.folded.source(self.at + end));
        Span { start, end: end.max(start) }
    }

    /// The text's range that a match comes from, without the white space at its ends.
    pub fn trimmed(&self, found: regex::Match<'_>) -> Span {
        let lead = found.as_str().len() - found.as_str().trim_start().len();
        self.span(found.start() + lead, found.start() + found.as_str().trim_end().len().max(lead))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_made_alike() {
        assert_eq!(fold("Ærø STRASSE straße Łódź İzmir l’été Çağrı"), "aero strasse strasse lodz izmir l'ete cagri");
        assert_eq!(fold("ТОВАРИЩИ Ёлка Й"), "товарищи елка и");
        assert_eq!(fold("e\u{301}声明"), "e声明");
    }

    #[test]
    fn every_letter_leads_back_to_its_place() {
        let text = "Ab Straße e\u{301}x Йё «é» 声 z\u{301}";
        let whole = Span::new(0, text.len());
        let folded = Folded::new(text, whole);
        assert_eq!(folded.all().text, fold(text));
        for (at, letter) in text.char_indices().filter(|(_, letter)| !is_combining_mark(*letter)) {
            let start = folded.folded(at as u32);
            let wanted = fold(letter.encode_utf8(&mut [0; 4]));
            assert!(folded.text[start..].starts_with(&wanted), "{letter}");
            assert_eq!(folded.source(start), at as u32, "{letter}");
        }
        assert_eq!(folded.all().span(0, folded.text.len()), whole);
        let part = Span::new(3, 10);
        assert_eq!(folded.within(part).text, "strasse");
        assert_eq!(folded.within(part).span(0, 7), part);
        assert_eq!(folded.within(part).span(0, 4), Span::new(3, 7));
    }
}
