//! Words of a short text, folded so that case, diacritics and apostrophes make no difference.
//!
//! Takes a text and a range of it, gives its words in order with the bytes they stand at. Titles, bylines and signatures are
//! read word by word; what the word lists know of a word is looked up once.

use std::cell::Cell;

use broadside_model::Span;
use unicode_normalization::char::is_combining_mark;

pub use super::fold::{Folded, Window, fold};
use super::particles::{self, List};

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
    /// Whether the mark is a line end, and nothing else.
    pub wraps: bool,
    /// The lists of small words it stands in, once somebody asked.
    lists: Cell<Option<u64>>,
    /// The classes of nouns it belongs to on its own, once somebody asked.
    classes: Cell<Option<u8>>,
}

impl Word {
    /// Whether a list of small words has it.
    pub fn is(&self, list: List) -> bool {
        let lists = self.lists.get().unwrap_or_else(|| {
            let lists = particles::lists(&self.folded);
            self.lists.set(Some(lists));
            lists
        });
        lists & list.bit() != 0
    }

    /// The classes of nouns it belongs to on its own, as `look` tells them from its letters.
    pub fn classes(&self, look: impl Fn(&str) -> u8) -> u8 {
        self.classes.get().unwrap_or_else(|| {
            let classes = look(&self.folded);
            self.classes.set(Some(classes));
            classes
        })
    }
}

/// The words within `range`, at most `most` of them.
pub fn words(text: &str, range: Span, most: usize) -> Vec<Word> {
    let Some(slice) = text.get(range.range()) else { return Vec::new() };
    let base = range.start as usize;
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut last_end = 0;
    for (at, letter) in slice.char_indices().chain([(slice.len(), ' ')]) {
        let inside = letter.is_alphanumeric() || (start.is_some() && is_combining_mark(letter));
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
                    wraps: words.last().is_some() && wraps(&slice[last_end..from]),
                    lists: Cell::new(None),
                    classes: Cell::new(None),
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

/// Whether what stands between two words of a line's end and the next line's head is no more than that.
fn wraps(between: &str) -> bool {
    between.contains('\n') && between.trim().is_empty() && between.matches('\n').count() == 1
}

/// Whether the words from `at` on are `term`'s; gives how many words that took. A term's word may end in `*` (any ending)
/// or begin with it (a compound that ends so).
pub fn matches(words: &[Word], at: usize, term: &[String]) -> Option<usize> {
    for (offset, wanted) in term.iter().enumerate() {
        let word = words.get(at + offset)?;
        if offset > 0 && word.breaks {
            return None;
        }
        if !fits(&word.folded, wanted) {
            return None;
        }
    }
    Some(term.len())
}

/// Whether a folded word is as a word of a term wants it.
pub fn fits(word: &str, wanted: &str) -> bool {
    if let Some(stem) = wanted.strip_suffix('*') {
        match stem.strip_prefix('*') {
            Some(inner) => word.contains(inner),
            None => word.starts_with(stem),
        }
    } else if let Some(end) = wanted.strip_prefix('*') {
        word.ends_with(end)
    } else {
        word == wanted
    }
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
