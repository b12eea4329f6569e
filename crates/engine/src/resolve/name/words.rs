//! What the words of a name are.
use super::split::Token;
use broadside_model::EntityKind;

/// What a word does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Class {
    /// It names.
    #[default]
    Plain,
    /// A kind of organisation or place: "party", "river".
    Type,
    /// What an organisation is of: "workers", "democratic".
    Attribute,
    /// It tells two otherwise like-named apart: "youth", "provisional", "independent".
    Distinguishing,
    /// It makes a part of what follows: "committee of", "section".
    Part,
    /// A country, its adjective or its citizens.
    Country,
    /// A number.
    Number,
    /// One letter that stands for a name.
    Initial,
    /// A legal form of companies.
    Legal,
    /// A title or rank of persons.
    Title,
    /// "Jr", "III" behind a person's name.
    Suffix,
    /// Articles, prepositions, conjunctions, particles.
    Stop,
}

impl Class {
    /// Whether a word of this class tells something of who is named.
    pub fn counts(self) -> bool {
        !matches!(self, Class::Legal | Class::Title | Class::Stop)
    }
}

/// A word of a name.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// In its own script: small letters, no diacritics.
    pub folded: Box<str>,
    /// How it sounds: one ASCII letter a sound.
    pub sound: Box<str>,
    /// The concept that it expresses in some language: equal numbers translate each other.
    pub concept: Option<u32>,
    /// What it does in the name.
    pub class: Class,
    /// How much it tells, in hundredths.
    pub weight: u8,
    /// The number that it is.
    pub number: Option<u32>,
    /// The country that it names.
    pub country: Option<[u8; 2]>,
}

impl Word {
    /// Its first letter, in Latin script.
    pub fn initial(&self) -> Option<char> {
        self.sound.chars().next()
    }

    /// The consonants of its sound, alike ones made one: what is left of a word where vowels are not written.
    pub fn skeleton(&self) -> String {
        self.sound.chars().filter(|c| !"aeiou".contains(*c)).collect()
    }
}

/// What the words are.
pub fn classify(tokens: &[Token], _kind: Option<EntityKind>) -> Vec<Word> {
    tokens
        .iter()
        .map(|token| {
            let mut folded = Vec::new();
            crate::knowledge::phrase::fold(&token.text, &mut folded);
            Word {
                folded: String::from_utf8(folded).unwrap_or_default().into(),
                sound: super::sound::sound(&token.text).into(),
                weight: 100,
                ..Word::default()
            }
        })
        .collect()
}

/// The letters of an acronym as it is compared: folded, in Latin script.
pub fn acronym_letters(acronym: &str) -> String {
    deunicode::deunicode(acronym).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The name as an acronym, where it may be one.
pub fn as_acronym(tokens: &[Token]) -> Option<String> {
    match tokens {
        [token] if token.capitals && (2..=8).contains(&token.text.chars().count()) => {
            Some(acronym_letters(&token.text))
        }
        _ => None,
    }
}
