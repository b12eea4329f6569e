//! Words of a short text, folded so that case, diacritics and apostrophes make no difference.
//!
//! Takes a text and a range of it, gives its words in order with the bytes they stand at. Titles, bylines and signatures are
//! read word by word; the word lists are folded in the same way when they are loaded.

use broadside_model::Span;
use unicode_normalization::UnicodeNormalization;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the text.
    pub span: Span,
    /// Lower case, without diacritics.
    pub folded: String,
    /// Whether its first letter is a capital, or of a script without capitals.
    pub capital: bool,
    /// Whether a mark that ends a clause (`:`, `;`, `.`, a dash between spaces, a line end) stands between it and the
    /// word before.
    pub breaks: bool,
}

/// A stretch of text, folded, from which one can come back to the text.
///
/// Patterns that run on it need no rules for case and diacritics, which is what makes them quick.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of the folded text, the byte of the text that it comes from; one more for the end.
    from: Vec<u32>,
}

impl Folded {
    /// The text within `range`, folded.
    pub fn new(text: &str, range: Span) -> Self {
        let slice = text.get(range.range()).unwrap_or_default();
        let mut folded = Folded { text: String::with_capacity(slice.len()), from: Vec::with_capacity(slice.len() + 1) };
        for (at, letter) in slice.char_indices() {
            if letter.is_ascii() {
                folded.text.push(letter.to_ascii_lowercase());
            } else {
                folded.text.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
            }
            folded.from.resize(folded.text.len(), range.start + at as u32);
        }
        folded.from.push(range.start + slice.len() as u32);
        folded
    }

    /// The text's range that a range of the folded text comes from.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let at = |byte: usize| self.from.get(byte).or(self.from.last()).copied().unwrap_or(0);
        let (start, end) = (at(start), at(end));
        Span { start, end: end.max(start) }
    }
}

/// Lower case, without diacritics; letters that do not decompose become the plain letters they are written for.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter)) {
        match letter {
            'ı' | 'İ' => folded.push('i'),
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            '’' | 'ʼ' | '`' | '´' => folded.push('\''),
            letter => folded.extend(letter.to_lowercase()),
        }
    }
    folded
}

/// The words within `range`, at most `most` of them.
pub fn words(text: &str, range: Span, most: usize) -> Vec<Word> {
    let Some(slice) = text.get(range.range()) else { return Vec::new() };
    let base = range.start as usize;
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut last_end = 0;
    for (at, letter) in slice.char_indices().chain([(slice.len(), ' ')]) {
        let inside =
            letter.is_alphanumeric() || (start.is_some() && unicode_normalization::char::is_combining_mark(letter));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let written = &slice[from..at];
                words.push(Word {
                    span: Span::new(base + from, base + at),
                    folded: fold(written),
                    capital: written
                        .chars()
                        .next()
                        .is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase()),
                    breaks: words.last().is_some_and(|last| breaks(&slice[last_end..from], last)),
                });
                last_end = at;
                start = None;
                if words.len() == most {
                    break;
                }
            }
            _ => {}
        }
    }
    words
}

/// Whether what stands between two words ends a clause. A point behind a short word with a capital is an abbreviation's.
fn breaks(between: &str, before: &Word) -> bool {
    between.contains([':', ';', '!', '?', '|', '–', '—', '\n', '•', '/', '"', '«', '»', '“', '”', '[', ']', '(', ')'])
        || between.contains(" - ")
        || between.contains("--")
        || (between.contains(". ") && !(before.capital && before.folded.chars().count() <= 3))
}

/// Whether the words from `at` on are `term`'s; gives how many words that took. A term's word may end in `*` (any ending)
/// or begin with it (a compound that ends so).
pub fn matches(words: &[Word], at: usize, term: &[String]) -> Option<usize> {
    for (offset, wanted) in term.iter().enumerate() {
        let word = words.get(at + offset)?;
        if offset > 0 && word.breaks {
            return None;
        }
        let fits = if let Some(stem) = wanted.strip_suffix('*') {
            match stem.strip_prefix('*') {
                Some(inner) => word.folded.contains(inner),
                None => word.folded.starts_with(stem),
            }
        } else if let Some(end) = wanted.strip_prefix('*') {
            word.folded.ends_with(end)
        } else {
            word.folded == *wanted
        };
        if !fits {
            return None;
        }
    }
    Some(term.len())
}

/// The largest prefix of `range` of at most `most` bytes that ends on a character boundary.
pub fn head(text: &str, range: Span, most: usize) -> Span {
    let mut end = (range.start as usize + most).min(range.end as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(range.start as usize, end.max(range.start as usize))
}

/// The largest suffix of `range` of at most `most` bytes that begins on a character boundary.
pub fn tail(text: &str, range: Span, most: usize) -> Span {
    let end = (range.end as usize).min(text.len());
    let mut start = end.saturating_sub(most).max(range.start as usize).min(end);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_keep_their_place() {
        let text = "Açık mektup: Świat";
        let found = words(text, Span::new(0, text.len()), 10);
        assert_eq!(found.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>(), ["acik", "mektup", "swiat"]);
        assert_eq!(&text[found[2].span.range()], "Świat");
        assert!(found[2].breaks && !found[1].breaks);
    }

    #[test]
    fn a_star_stands_for_any_ending_or_beginning() {
        let text = "Presseerklärung";
        let found = words(text, Span::new(0, text.len()), 10);
        assert_eq!(matches(&found, 0, &["*erklarung".to_owned()]), Some(1));
        assert_eq!(matches(&found, 0, &["presse*".to_owned()]), Some(1));
        assert_eq!(matches(&found, 0, &["erklarung".to_owned()]), None);
    }

    #[test]
    fn windows_end_between_letters() {
        let text = "ñññ";
        assert_eq!(head(text, Span::new(0, 6), 3), Span::new(0, 2));
        assert_eq!(tail(text, Span::new(0, 6), 3), Span::new(4, 6));
    }
}
