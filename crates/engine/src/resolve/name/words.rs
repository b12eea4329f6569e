//! What the words of a name are: each with its sound, its meaning, and how much it tells.

use super::super::lexicon::{Concept, Lexicon, Sort, lexicon};
use super::split::Token;
use super::{compound, fold, sound};
use crate::knowledge::{country, persons, phrase};
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
    /// It makes a part of what follows: "executive", "section".
    Part,
    /// A country, its adjective or its citizens.
    Country,
    /// A continent or the world.
    Scope,
    /// A place or a body that is known under several names.
    Known,
    /// A number.
    Number,
    /// One letter that stands for a name.
    Initial,
    /// A legal form of companies.
    Legal,
    /// A title or rank of persons.
    Title,
    /// Articles, prepositions, conjunctions, particles.
    Stop,
}

impl Class {
    /// Whether a word of this class tells something of who is named.
    pub fn counts(self) -> bool {
        !matches!(self, Class::Legal | Class::Title | Class::Stop)
    }

    /// How much a word of this class tells, in hundredths.
    fn weight(self) -> u8 {
        match self {
            Class::Plain | Class::Distinguishing | Class::Number | Class::Known => 100,
            Class::Country | Class::Scope => 90,
            Class::Attribute | Class::Part => 75,
            Class::Type => 45,
            Class::Initial => 30,
            Class::Legal | Class::Title | Class::Stop => 5,
        }
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
    /// Bits of [`persons::FIRST`] and [`persons::LAST`], and the groups of given names it belongs to.
    pub(in super::super) given: Given,
    /// Its script leaves vowels out.
    pub(in super::super) vowelless: bool,
    /// Its letters are Latin ones.
    pub(in super::super) latin: bool,
    /// It has capitals only, in a name that has small letters too.
    pub(in super::super) capitals: bool,
    /// It stands in brackets.
    pub(in super::super) bracketed: bool,
    /// A comma stands behind it.
    pub(in super::super) comma: bool,
}

/// What is known of a word as a person's name.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Given {
    /// Bits of [`persons`].
    pub known: u16,
    /// Groups of given names.
    pub groups: &'static [u16],
}

/// Numbers of countries as concepts begin here; see [`country_concept`].
const COUNTRIES: u32 = 1 << 16;

impl Word {
    /// Its first letter, in Latin script.
    pub fn initial(&self) -> Option<char> {
        let first = self.folded.chars().next()?;
        if first.is_ascii() {
            return Some(first);
        }
        deunicode::deunicode_char(first)?.chars().next().map(|c| c.to_ascii_lowercase())
    }

    /// The consonants of its sound, alike ones made one: what is left of a word where vowels are not written.
    pub fn skeleton(&self) -> String {
        let mut out = String::new();
        for sound in self.sound.chars() {
            let class = match sound {
                'b' | 'p' => 'p',
                'f' | 'v' => 'f',
                'd' | 't' => 't',
                'g' | 'k' | 'c' | 'h' | 'X' => 'k',
                's' | 'z' | 'S' | 'Z' | 'C' | 'T' | 'J' | 'x' => 's',
                'l' | 'm' | 'n' | 'r' | '0'..='9' => sound,
                _ => continue,
            };
            if !out.ends_with(class) {
                out.push(class);
            }
        }
        out
    }
}

/// What the words are.
pub fn classify(name: &str, tokens: &[Token], kind: Option<EntityKind>) -> Vec<Word> {
    let lists = lexicon();
    let folded: Vec<String> = tokens.iter().map(|token| fold::word(&token.text)).collect();
    let person = kind == Some(EntityKind::Person);
    // Names of one word that are taken for persons may be those of peoples.
    let countries = if person && tokens.len() > 1 { Vec::new() } else { countries(name, tokens) };
    let mut words = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let rest = folded[at..].iter().map(String::as_str);
        let country = countries.get(at).copied().flatten();
        let phrase = if person { None } else { lists.phrase(rest) };
        if let Some((length, concept)) = phrase.filter(|(length, _)| country.is_none_or(|(long, _)| *length >= long)) {
            words.push(meaning(tokens, &folded, at, length, concept));
            at += length;
        } else if let Some((length, code)) = country {
            let mut word = plain(&tokens[at], &folded[at..at + length].join(" "));
            with_country(&mut word, code);
            words.push(word);
            at += length;
        } else {
            single(lists, &tokens[at], &folded[at], person, &mut words);
            at += 1;
        }
    }
    if !person {
        number_words(&mut words);
        number_signs(&mut words);
    }
    words
}

/// The concept of a country.
pub fn country_concept(code: [u8; 2]) -> u32 {
    COUNTRIES + u32::from(code[0]) * 256 + u32::from(code[1])
}

/// For each token, the country that a name beginning there names, and how many tokens that name has.
fn countries(name: &str, tokens: &[Token]) -> Vec<Option<(usize, [u8; 2])>> {
    let mut found = vec![None; tokens.len()];
    for hit in country::find(name, broadside_model::Span::new(0, name.len())) {
        let Ok(code) = <[u8; 2]>::try_from(hit.code.as_bytes()) else { continue };
        let inside = |token: &Token| token.start >= hit.span.start as usize && token.end <= hit.span.end as usize;
        let Some(first) = tokens.iter().position(inside) else { continue };
        let length = tokens[first..].iter().take_while(|token| inside(token)).count();
        // "Union of South Africa" may be the end of "Trade Union of South Africa".
        let skipped = if length >= 4 && first > 0 && tokens[first].text.eq_ignore_ascii_case("union") { 2 } else { 0 };
        found[first + skipped] = Some(((length - skipped).max(1), code));
    }
    let mut behind = 0;
    for (at, token) in tokens.iter().enumerate() {
        match found[at] {
            Some((length, _)) => behind = at + length,
            None if at >= behind => found[at] = lone_country(token, tokens.get(at + 1)),
            None => {}
        }
    }
    found
}

/// The country that a token names or describes, with the next or alone.
fn lone_country(token: &Token, next: Option<&Token>) -> Option<(usize, [u8; 2])> {
    if let Some(next) = next {
        let both = format!("{} {}", fold::word(&token.text), fold::word(&next.text));
        if let Some(code) = lexicon().country_name(&both) {
            return Some((2, code));
        }
    }
    let small = token.text.starts_with(|c: char| c.is_lowercase()) || !token.text.is_ascii();
    let code = if small && token.text.len() > 4 {
        country_of(&token.text)
    } else {
        lexicon().country(&fold::word(&token.text))
    };
    Some((1, code?))
}

/// The country that a word names or describes.
fn country_of(word: &str) -> Option<[u8; 2]> {
    let listed = country::code(word).and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
    listed.or_else(|| lexicon().country(&fold::word(word)))
}

fn with_country(word: &mut Word, code: [u8; 2]) {
    (word.class, word.country, word.concept) = (Class::Country, Some(code), Some(country_concept(code)));
    word.weight = Class::Country.weight();
}

/// A word of several tokens, or one, that a list knows.
fn meaning(tokens: &[Token], folded: &[String], at: usize, length: usize, concept: Concept) -> Word {
    let mut word = plain(&tokens[at], &folded[at..at + length].join(" "));
    with_concept(&mut word, concept);
    word.sound = sound::sound(&folded[at..at + length].concat()).into();
    word.comma = tokens[at + length - 1].comma;
    word
}

fn with_concept(word: &mut Word, concept: Concept) {
    word.concept = Some(concept.number);
    word.class = match concept.sort {
        Sort::Type => Class::Type,
        Sort::Attribute => Class::Attribute,
        Sort::Distinguishing => Class::Distinguishing,
        Sort::Part => Class::Part,
        Sort::Scope => Class::Scope,
        Sort::Legal => Class::Legal,
        Sort::Place | Sort::Known => Class::Known,
    };
    word.weight = word.class.weight();
}

/// A token as a word of which nothing is known.
fn plain(token: &Token, folded: &str) -> Word {
    let small = fold::small(&token.text);
    let first = small.chars().next().unwrap_or(' ');
    let weight = if small.chars().count() <= 2 { 60 } else { 100 };
    Word {
        folded: folded.into(),
        sound: sound::sound(&small).into(),
        weight,
        vowelless: sound::is_vowelless(first),
        latin: first.is_ascii() || matches!(first, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
        capitals: token.capitals,
        bracketed: token.bracketed,
        comma: token.comma,
        ..Word::default()
    }
}

fn single(lists: &'static Lexicon, token: &Token, folded: &str, person: bool, words: &mut Vec<Word>) {
    let mut word = plain(token, folded);
    if let Ok(number) = folded.trim_end_matches(['.', 'º', 'ª']).parse() {
        (word.class, word.number) = (Class::Number, Some(number));
        words.push(word);
        return;
    }
    if person {
        as_person(lists, &mut word, words.is_empty());
        words.push(word);
        return;
    }
    if lists.is_stop(folded) && !token.capitals {
        (word.class, word.weight) = (Class::Stop, 5);
        words.push(word);
        return;
    }
    let short = |concept: &Concept| concept.sort == Sort::Known && word.latin && folded.len() <= 4 && !token.capitals;
    let whole = lists.whole(folded).filter(|concept| !short(concept));
    let parts = if whole.is_none() { compound::split(lists, folded) } else { None };
    let begun =
        || lists.word(folded).or_else(|| lists.word(bare(folded))).or_else(|| joined_preposition(lists, folded));
    let concept = whole.or_else(|| if parts.is_none() { begun().filter(|concept| !short(concept)) } else { None });
    if let Some(concept) = concept {
        with_concept(&mut word, concept);
        words.push(word);
    } else if let Some(parts) = parts {
        for (part, concept) in parts {
            let mut piece = plain(token, part);
            piece.sound = sound::sound(part).into();
            if let Some(concept) = concept {
                with_concept(&mut piece, concept);
            } else if let Some(code) = country_of(part) {
                with_country(&mut piece, code);
            }
            words.push(piece);
        }
    } else {
        if folded.chars().count() == 1 {
            (word.class, word.weight) = (Class::Initial, 30);
        }
        words.push(word);
    }
}

/// A word of a person's name: title, particle, initial or name.
fn as_person(lists: &'static Lexicon, word: &mut Word, first: bool) {
    let class = if lists.is_title(&word.folded) {
        Class::Title
    } else if lists.is_particle(&word.folded) && !(first && &*word.folded == "ben") {
        Class::Stop
    } else if word.folded.chars().count() == 1 && !sound::is_han(word.folded.chars().next().unwrap_or(' ')) {
        Class::Initial
    } else if lists.whole(&word.folded).is_some_and(|concept| concept.sort == Sort::Legal) && word.capitals {
        Class::Legal
    } else {
        Class::Plain
    };
    word.class = class;
    if class != Class::Plain {
        word.weight = class.weight();
        return;
    }
    let known = persons::name(phrase::hash(word.folded.as_bytes()));
    word.given = Given { known, groups: lists.given(&word.sound) };
    let given = known & persons::FIRST != 0 || !word.given.groups.is_empty();
    word.weight = if given { 75 } else { word.weight };
}

/// Numbers in words, Roman ones, and numbers of two words made one.
fn number_words(words: &mut Vec<Word>) {
    let lists = lexicon();
    let last = words.len().saturating_sub(1);
    for (at, word) in words.iter_mut().enumerate() {
        if word.number.is_none() && !word.class.counts() || word.concept.is_some() {
            continue;
        }
        let roman = if at > 0 && (word.capitals || at == last) { roman(&word.folded) } else { None };
        if let Some(number) = lists.number(&word.folded).or(roman) {
            (word.class, word.number, word.weight) = (Class::Number, Some(number), 100);
        }
    }
    let mut at = 1;
    while at < words.len() {
        match (words[at - 1].number, words[at].number) {
            (Some(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)), Some(ones @ 1..10)) => {
                words[at - 1].number = Some(tens + ones);
                words.remove(at);
            }
            _ => at += 1,
        }
    }
}

/// "No." before a number tells nothing.
fn number_signs(words: &mut [Word]) {
    const SIGNS: [&str; 17] = [
        "n",
        "no",
        "nr",
        "num",
        "nro",
        "numero",
        "nummer",
        "number",
        "numéro",
        "nombor",
        "cislo",
        "c",
        "номер",
        "ном",
        "αρ",
        "αριθ",
        "رقم",
    ];
    for at in 0..words.len() {
        let next = words.get(at + 1).is_some_and(|next| next.number.is_some());
        let over = &*words[at].folded == "n" && words.get(at + 1).is_some_and(|o| matches!(&*o.folded, "o" | "º"));
        if next && SIGNS.contains(&&*words[at].folded) || over {
            (words[at].class, words[at].weight, words[at].number) = (Class::Stop, 5, None);
        }
    }
}

/// A Roman number of one or two letters and more: I, II, III, IV … XXXIX.
fn roman(folded: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = folded.len() - folded.trim_start_matches('x').len();
    let ones = ONES.iter().position(|ones| *ones == &folded[tens..])?;
    (tens <= 3 && tens + ones > 0).then_some((tens * 10 + ones) as u32)
}

/// The letters of an acronym as it is compared: folded, in Latin script.
pub fn acronym_letters(acronym: &str) -> String {
    let latin = |letter: char| deunicode::deunicode_char(letter).and_then(|latin| latin.chars().next());
    let letters = acronym.chars().filter(|letter| letter.is_alphanumeric()).filter_map(latin);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
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

/// The acronym that a name gives itself in brackets or behind it ("Union of Miners (UM)"), which is taken out of its words.
pub fn own_acronym(tokens: &mut Vec<Token>) -> Option<String> {
    let last = tokens.last()?;
    let letters = acronym_letters(&last.text);
    if tokens.len() < 3 || !last.capitals || !(2..=8).contains(&letters.len()) {
        return None;
    }
    let firsts: String =
        tokens[..tokens.len() - 1].iter().filter_map(|token| acronym_letters(&token.text).chars().next()).collect();
    let mut wanted = letters.chars().peekable();
    for letter in firsts.chars() {
        wanted.next_if_eq(&letter);
    }
    let made_of_it = wanted.peek().is_none();
    (made_of_it || last.bracketed && letters.len() >= 3 && roman(&letters).is_none()).then(|| {
        tokens.pop();
        letters
    })
}

/// The acronym of a name that is one with a country beside it ("CFU (Arvonia)").
pub fn beside_country(words: &[Word]) -> Option<String> {
    let mut others = words.iter().filter(|word| !matches!(word.class, Class::Country | Class::Stop));
    let (word, none) = (others.next()?, others.next());
    let is_acronym = none.is_none() && words.len() > 1 && word.capitals && (2..=8).contains(&word.folded.len());
    is_acronym.then(|| acronym_letters(&word.folded))
}

/// What an Arabic word means behind the preposition that is written together with it.
fn joined_preposition(lists: &Lexicon, folded: &str) -> Option<Concept> {
    let rest = folded.strip_prefix('ل').or_else(|| folded.strip_prefix('ب'))?;
    lists.whole(rest).filter(|_| rest.chars().count() >= 3)
}

/// An Arabic word without the article or the preposition written together with it.
fn bare(folded: &str) -> &str {
    let long = folded.chars().count() >= 5;
    let prefixes = ["وال", "ال", "لل"];
    prefixes.iter().find_map(|prefix| folded.strip_prefix(prefix).filter(|_| long)).unwrap_or(folded)
}
