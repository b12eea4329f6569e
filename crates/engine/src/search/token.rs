//! Words: where they stand in a text.
//!
//! Takes a text, gives its tokens with byte ranges and positions, without allocating. A position is a count of words
//! (or of characters, in scripts written without spaces): phrases and proximity are measured in it. The same rules cut
//! texts when they are indexed, queries, and texts again when a match is shown, so that the three always agree.
//!
//! - A word is a run of letters, digits and marks. Apostrophes separate (`l'État` is `l`, `etat`).
//! - `co-operate` is `co`, `operate`, and at the place of `co` also the joined `cooperate`.
//! - `1,000` and `1.000` are `1000`; `U.N.` and `U.N` are `un`.
//! - Han, kana, Hangul, Thai, Lao, Khmer and Burmese give pairs of characters; the last of a run stands alone, so that
//!   every character begins exactly one token.

use unicode_normalization::char::is_combining_mark;

use super::fold::fold;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// ASCII letters and digits only.
    Ascii,
    /// A word with other letters, or with separators inside that folding drops.
    Word,
    /// Several words with hyphens between them, as one; stands at the position of the first.
    Joined,
    /// One or two characters of a script written without spaces.
    Gram,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Count of words before it.
    pub position: u32,
    /// What it is made of.
    pub kind: Kind,
}

impl Token {
    /// Replaces `folded` by the token's folded form; it may come out empty (a lone mark).
    pub(crate) fn fold_into(&self, text: &str, folded: &mut String) {
        folded.clear();
        let word = &text[self.start..self.end];
        if self.kind == Kind::Ascii && word.len() <= super::fold::LONGEST {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            fold(word, folded);
        }
    }
}

/// The tokens of a text, in order of their place.
pub(crate) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    position: u32,
    chain_end: usize,
}

/// How far a run of letters and digits goes.
struct Run {
    end: usize,
    ascii: bool,
    digits: bool,
    letters: bool,
}

impl<'t> Tokens<'t> {
    /// The tokens of `text`.
    pub(crate) fn new(text: &'t str) -> Self {
        Tokens { text, at: 0, position: 0, chain_end: 0 }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn byte_at(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    /// Moves to the next character that can begin a token.
    fn skip_gap(&mut self) -> Option<Option<char>> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() {
                    return Some(None);
                }
                self.at += 1;
            } else {
                let c = self.char_at(self.at)?;
                if c.is_alphanumeric() || is_gram(c) {
                    return Some(Some(c));
                }
                self.at += c.len_utf8();
            }
        }
    }

    /// The run of letters, digits and marks from `start`.
    fn run(&self, start: usize) -> Run {
        let bytes = self.text.as_bytes();
        let mut run = Run { end: start, ascii: true, digits: false, letters: false };
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                if byte.is_ascii_alphabetic() {
                    run.letters = true;
                } else if byte.is_ascii_digit() {
                    run.digits = true;
                } else {
                    break;
                }
                at += 1;
            } else {
                let Some(c) = self.char_at(at) else { break };
                if is_invisible(c) {
                    run.ascii = false;
                    at += c.len_utf8();
                    continue;
                }
                if is_gram(c) || !(c.is_alphanumeric() || is_combining_mark(c)) {
                    break;
                }
                run.ascii = false;
                run.letters |= c.is_alphabetic();
                run.digits |= c.is_numeric();
                at += c.len_utf8();
            }
            run.end = at;
        }
        run
    }

    /// The end of `U.N` when single letters with full stops begin at `start`, the first ending at `end`.
    fn acronym_end(&self, start: usize, end: usize) -> Option<usize> {
        let mut letters = self.text.get(start..end)?.chars();
        if self.byte_at(end) != b'.' || letters.next().is_none() || letters.next().is_some() {
            return None;
        }
        let mut last = end;
        while self.byte_at(last) == b'.' {
            let Some(c) = self.char_at(last + 1).filter(|c| c.is_alphabetic() && !is_gram(*c)) else { break };
            let after = last + 1 + c.len_utf8();
            if self.char_at(after).is_some_and(|next| next.is_alphanumeric() || is_combining_mark(next)) {
                break;
            }
            last = after;
        }
        (last > end).then_some(last)
    }

    /// The end of `1,000,000` when a first group of digits is `start..end`.
    fn number_end(&self, start: usize, end: usize) -> Option<usize> {
        let mut last = end;
        if end - start > 3 {
            return None;
        }
        while matches!(self.byte_at(last), b',' | b'.')
            && (1..=3).all(|step| self.byte_at(last + step).is_ascii_digit())
            && !self.char_at(last + 4).is_some_and(char::is_alphanumeric)
        {
            last += 4;
        }
        (last > end).then_some(last)
    }

    /// The end of `vice-president` when its first part ends at `end`.
    fn hyphenated_end(&self, end: usize) -> Option<usize> {
        let mut last = end;
        for _ in 0..7 {
            let next = last + hyphen_len(self.text, last)?;
            let run = self.run(next);
            if run.end == next || run.digits || !run.letters {
                return (last > end).then_some(last);
            }
            last = run.end;
            if hyphen_len(self.text, last).is_none() {
                return Some(last);
            }
        }
        None
    }

    fn gram(&mut self, first: char) -> Token {
        let start = self.at;
        let one = start + first.len_utf8();
        let end = match self.char_at(one) {
            Some(second) if is_gram(second) => one + second.len_utf8(),
            _ => one,
        };
        self.at = one;
        Token { start, end, position: self.step(), kind: Kind::Gram }
    }

    fn step(&mut self) -> u32 {
        let position = self.position;
        self.position = position.saturating_add(1);
        position
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(first) = self.skip_gap()?
            && is_gram(first)
        {
            return Some(self.gram(first));
        }
        let start = self.at;
        let run = self.run(start);
        let mut end = run.end;
        let mut kind = if run.ascii { Kind::Ascii } else { Kind::Word };
        let next = self.byte_at(end);
        let longer = match next {
            b'.' | b',' if run.digits && !run.letters && run.ascii => self.number_end(start, end),
            b'.' if !run.digits => self.acronym_end(start, end),
            b'-' | 0xE2 if start >= self.chain_end && !run.digits => {
                if let Some(chain_end) = self.hyphenated_end(end) {
                    self.chain_end = chain_end;
                    return Some(Token { start, end: chain_end, position: self.position, kind: Kind::Joined });
                }
                None
            }
            _ => None,
        };
        if let Some(longer) = longer {
            end = longer;
            kind = Kind::Word;
        }
        // A run always holds the letter it begins with, so this moves on.
        self.at = end.max(start + 1);
        Some(Token { start, end, position: self.step(), kind })
    }
}

/// The length of a hyphen at `at` that stands directly between two words.
fn hyphen_len(text: &str, at: usize) -> Option<usize> {
    let c = text.get(at..)?.chars().next()?;
    matches!(c, '-' | '\u{2010}' | '\u{2011}').then(|| c.len_utf8())
}

/// Characters that may stand inside a word without being seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Letters of scripts that are written without spaces between words, and of Hangul.
pub(crate) fn is_gram(c: char) -> bool {
    let code = c as u32;
    if code < 0xE01 {
        return false;
    }
    matches!(code,
        0xE01..=0xE3A | 0xE40..=0xE4E | 0xE81..=0xECD | 0x1000..=0x103F | 0x1050..=0x109F | 0x1100..=0x11FF
        | 0x1780..=0x17D3 | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3041..=0x3096 | 0x309D..=0x309F
        | 0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x3105..=0x312F | 0x3131..=0x318E | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xA960..=0xA97C | 0xAC00..=0xD7FB | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, u32)> {
        let mut folded = String::new();
        Tokens::new(text)
            .map(|token| {
                token.fold_into(text, &mut folded);
                (folded.clone(), token.position)
            })
            .collect()
    }

    fn plain(text: &str) -> Vec<String> {
        words(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn apostrophes_separate() {
        assert_eq!(plain("l'État et les workers' union"), ["l", "etat", "et", "les", "workers", "union"]);
    }

    #[test]
    fn numbers_and_acronyms_are_one_word() {
        assert_eq!(plain("1,000 or 1.000.000 or 3.14"), ["1000", "or", "1000000", "or", "3", "14"]);
        assert_eq!(
            plain("the U.N. and U.S.A, J.F.Kennedy, a. b"),
            ["the", "un", "and", "usa", "jf", "kennedy", "a", "b"]
        );
        assert_eq!(plain("in 1914,1915"), ["in", "1914", "1915"]);
    }

    #[test]
    fn a_hyphenated_word_is_also_found_joined() {
        let expected = [("cooperate", 0), ("co", 0), ("operate", 1), ("now", 2)];
        assert_eq!(words("co-operate now"), expected.map(|(word, at)| (word.to_owned(), at)));
        assert_eq!(plain("1914-1918"), ["1914", "1918"]);
        assert_eq!(plain("word - word -- x-"), ["word", "word", "x"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(plain("総選挙AI技術"), ["総選", "選挙", "挙", "ai", "技術", "術"]);
        assert_eq!(plain("평화 선언"), ["평화", "화", "선언", "언"]);
    }

    #[test]
    fn every_token_lies_on_character_boundaries() {
        let odd = "a\u{301}\u{AD}é\u{200B} 𝔸𝔹 ﬁ\u{300} ½ \u{AD}x ١٢٣ น้ำ e\u{301}-é U.\u{301} 1,0001 é.é. ";
        for token in Tokens::new(odd) {
            assert!(odd.get(token.start..token.end).is_some_and(|word| !word.is_empty()));
        }
    }
}
