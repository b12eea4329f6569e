//! The nouns that name a kind of act, in the languages of the word list beside this file.
//!
//! Takes the words of a title or tag, gives the nouns found in them. Whether a noun is the head of its title is for the
//! caller to judge.

use std::cmp::Reverse;
use std::sync::LazyLock;

use broadside_model::Kind;

use super::terms::Terms;
use super::words::Word;

/// A noun found among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// Index of its first word.
    pub at: usize,
    /// How many words it takes.
    pub len: usize,
    /// The kind it names.
    pub kind: Kind,
    /// How sure it names that, in hundredths.
    pub confidence: u8,
    /// Language of the entry, as in the word list.
    pub language: &'static str,
}

struct Term {
    kind: Kind,
    confidence: u8,
    language: &'static str,
    only_there: bool,
    /// Whether it is written out, without a `*`.
    plain: bool,
}

static TERMS: LazyLock<Terms<Term>> = LazyLock::new(|| {
    let mut terms = Terms::default();
    for line in include_str!("nouns.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(kind), Some(confidence), Some(language), Some(list)) =
            (fields.next().and_then(Kind::from_name), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let confidence = confidence.parse().unwrap_or(0);
        for term in list.split('|') {
            let (written, only_there) = (term.trim_start_matches('!'), term.starts_with('!'));
            terms.add(written, Term { kind, confidence, language, only_there, plain: !written.contains('*') });
        }
    }
    terms
});

/// The longest noun that begins at word `at`; the document's own language goes before others. A plain word goes before a
/// compound that only ends like one.
pub fn noun_at(words: &[Word], at: usize, language: Option<&str>) -> Option<Noun> {
    let own = language.map(two_letter);
    let fitting = TERMS.at(words, at).filter(|(_, _, term)| !term.only_there || own == Some(term.language));
    let begins_so = |index: usize| TERMS.words(index).first().is_some_and(|word| !word.starts_with('*'));
    let best = fitting.max_by_key(|(len, index, term)| {
        (*len, own == Some(term.language), term.plain, begins_so(*index), Reverse(*index))
    });
    best.map(|(len, _, term)| Noun { at, len, kind: term.kind, confidence: term.confidence, language: term.language })
}

/// The two-letter code that the word lists use for a three-letter one; what is not listed stays as it is.
pub fn two_letter(code: &str) -> &str {
    match code {
        "eng" => "en",
        "spa" | "glg" | "ast" => "es",
        "fra" | "fre" => "fr",
        "por" => "pt",
        "ita" => "it",
        "deu" | "ger" => "de",
        "rus" | "bel" | "bul" => "ru",
        "ukr" => "uk",
        "tur" | "aze" | "azj" => "tr",
        "pol" => "pl",
        "nld" | "dut" | "afr" => "nl",
        "swe" | "nor" | "nob" | "nno" | "dan" => "sv",
        "cat" => "ca",
        "ron" | "rum" => "ro",
        "ces" | "slk" | "hrv" | "srp" | "bos" | "slv" => "cs",
        "hun" => "hu",
        "ell" | "gre" => "el",
        "ara" | "arb" => "ar",
        "fas" | "pes" | "per" => "fa",
        "ind" | "msa" | "zsm" => "id",
        "vie" => "vi",
        "epo" => "eo",
        "fin" => "fi",
        "zho" | "cmn" | "jpn" => "zh",
        "kor" => "ko",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Span;

    fn kind(text: &str, language: Option<&str>) -> Option<(Kind, usize)> {
        let words = super::super::words::words(text, Span::new(0, text.len()), 20);
        noun_at(&words, 0, language).map(|noun| (noun.kind, noun.len))
    }

    #[test]
    fn the_longest_noun_wins() {
        assert_eq!(kind("Comunicado de prensa", None), Some((Kind::PressRelease, 3)));
        assert_eq!(kind("Comunicado", None), Some((Kind::Communique, 1)));
        assert_eq!(kind("Открытое письмо", None), Some((Kind::OpenLetter, 2)));
        assert_eq!(kind("Abschlusserklärung", None), Some((Kind::Declaration, 1)));
        assert_eq!(kind("Weather", None), None);
    }

    #[test]
    fn a_word_that_means_something_else_elsewhere_needs_its_language() {
        assert_eq!(kind("List", None), None);
        assert_eq!(kind("List", Some("pol")), Some((Kind::OpenLetter, 1)));
    }
}
