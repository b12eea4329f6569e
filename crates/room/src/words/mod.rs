//! The words of the interface, in English and Spanish: one catalogue, a file for each page.
//!
//! A word is taken by its name, so that one that is missing does not compile. What documents say is never translated.

pub mod add;
pub mod cite;
pub mod claims;
pub mod decide;
pub mod entities;
pub mod frame;
pub mod help;
pub mod home;
pub mod network;
pub mod report;
pub mod reuse;
pub mod review;
pub mod search;
pub mod signatories;
pub mod statement;
pub mod terms;
pub mod timeline;
pub mod trouble;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Language; 2] = [Language::English, Language::Spanish];

    /// Its ISO 639-1 code, as the `lang` attribute has it.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }

    /// What its speakers call it.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Spanish => "Español",
        }
    }

    /// The language of a code, with or without a region.
    pub fn from_code(code: &str) -> Option<Self> {
        let main = code.split(['-', '_']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(main))
    }
}

/// A piece of the interface in every language. `{name}` stands for what is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// English.
    pub en: &'static str,
    /// Spanish.
    pub es: &'static str,
}

impl Word {
    /// The piece in a language.
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Spanish => self.es,
        }
    }

    /// The same with each `{name}` replaced.
    pub fn fill(self, language: Language, values: &[(&str, &str)]) -> String {
        let mut rest = self.of(language);
        let mut out = String::with_capacity(rest.len() + 32);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + close];
            out.push_str(&rest[..open]);
            out.push_str(values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value));
            rest = &rest[open + close + 1..];
        }
        out + rest
    }
}

/// Words of one page: `NAME = "English", "español";`.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident = $en:literal, $es:literal;)*) => {
        $($(#[$meta])* pub const $name: $crate::words::Word = $crate::words::Word { en: $en, es: $es };)*
        /// All of them, by name.
        #[cfg(test)]
        pub const THE_WORDS: &[(&str, $crate::words::Word)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn holes(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    /// Every file of the catalogue.
    const FILES: &[&[(&str, Word)]] = &[
        add::THE_WORDS,
        cite::THE_WORDS,
        claims::THE_WORDS,
        decide::THE_WORDS,
        entities::THE_WORDS,
        frame::THE_WORDS,
        help::THE_WORDS,
        home::THE_WORDS,
        network::THE_WORDS,
        report::THE_WORDS,
        reuse::THE_WORDS,
        review::THE_WORDS,
        search::THE_WORDS,
        signatories::THE_WORDS,
        statement::THE_WORDS,
        terms::THE_WORDS,
        timeline::THE_WORDS,
        trouble::THE_WORDS,
    ];

    #[test]
    fn every_word_is_there_in_both_languages_with_the_same_holes() {
        for (name, word) in FILES.iter().copied().flatten() {
            assert!(!word.en.is_empty() && !word.es.is_empty(), "{name}");
            assert_eq!(holes(word.en), holes(word.es), "{name}");
        }
    }

    #[test]
    fn holes_are_filled_and_values_are_not_read_again() {
        let word = Word { en: "{n} of {all}", es: "{n} de {all}" };
        assert_eq!(word.fill(Language::Spanish, &[("n", "{all}"), ("all", "3")]), "{all} de 3");
    }
}
