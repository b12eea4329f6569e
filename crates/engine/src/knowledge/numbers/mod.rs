//! Numbers as people write them: number words, digit styles, ranges and bounds, in ten languages.
//!
//! Takes folded words, gives amounts: "no fewer than two hundred and fifty", "entre 10 y 20", «свыше 3 тыс.».
//! The lists in `words/` and `bounds.txt` were written for this project. Which numbers count something is for the
//! caller to say: "1951" and "Article 5" are numbers here.

mod bounds;
mod compose;
mod digits;
mod fold;
mod words;

pub use digits::{is_digits, value as digits_value};
pub use fold::fold_into;

/// A language whose numbers are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Portuguese.
    Pt,
    /// German.
    De,
    /// Italian.
    It,
    /// Russian.
    Ru,
    /// Turkish.
    Tr,
    /// Polish.
    Pl,
    /// Dutch.
    Nl,
}

impl Language {
    /// Every one, in the order of their numbers as `usize`.
    pub const ALL: [Language; 10] = [
        Language::En,
        Language::Es,
        Language::Fr,
        Language::Pt,
        Language::De,
        Language::It,
        Language::Ru,
        Language::Tr,
        Language::Pl,
        Language::Nl,
    ];

    /// The language of an ISO 639-3 code.
    pub fn from_code(code: &str) -> Option<Self> {
        const CODES: [&str; 10] = ["eng", "spa", "fra", "por", "deu", "ita", "rus", "tur", "pol", "nld"];
        CODES.iter().position(|known| *known == code).map(|at| Self::ALL[at])
    }
}

/// How many: an exact number has `min == max`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// Least number.
    pub min: Option<f64>,
    /// Greatest number.
    pub max: Option<f64>,
    /// Whether it is said to be about right only.
    pub approximate: bool,
}

/// A number in a run of words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// How many.
    pub amount: Amount,
    /// First word, words that bound it included.
    pub start: usize,
    /// First word of the number itself.
    pub core: usize,
    /// One past its last word, words that bound it included.
    pub end: usize,
    /// Whether it is a word that is an article as well ("a", "una", "ein").
    pub article: bool,
    /// Whether it stands in digits without separators, as a year does.
    pub plain_digits: bool,
}

/// A word or mark of a text, folded by [`fold_into`].
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// Letters, digits with their separators, or one mark.
    pub text: &'a str,
    /// Whether no white space stands before it.
    pub glued: bool,
}

/// The folded number words of a language, in no order; words written together from them are not among them.
pub fn number_words(language: Language) -> impl Iterator<Item = &'static str> {
    words::of(language).all()
}

/// The folded words of a language that may be no more than articles, in no order.
pub fn articles(language: Language) -> impl Iterator<Item = &'static str> {
    words::of(language).articles()
}

/// Whether a folded word may be written together from number words, as some languages do: by its beginning and end.
pub fn may_be_compound(word: &str, language: Language) -> bool {
    words::of(language).may_be_compound(word, language)
}

/// The number that begins at word `at`, with the words that bound it; `None` where none does.
pub fn read(words: &[Word<'_>], at: usize, language: Language) -> Option<Number> {
    let core = compose::compose(words, at, language)?;
    Some(bounds::bound(words, core, language))
}

#[cfg(test)]
mod tests;
