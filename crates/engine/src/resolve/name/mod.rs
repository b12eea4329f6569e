//! A name taken apart once, so that it can be compared with many.
//!
//! Takes a [`NameUse`]; gives [`Name`]: the spellings known of it, each as [`Parts`]: words folded, with their sounds, what
//! the word lists know them to mean, and how telling they are. Nothing here looks at a second name.

mod compound;
pub(super) mod fold;
pub(super) mod sound;
mod split;
mod words;

pub(super) use split::is_shouted;
pub use words::{Class, Word};

use super::{NameUse, form};
use broadside_model::{EntityKind, edtf::Day};

/// Most other spellings that are looked at beside the name itself.
const MOST_VARIANTS: usize = 6;

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// What it is taken to name, where known.
    pub kind: Option<EntityKind>,
    /// The name itself, then its expansions and translations.
    pub variants: Vec<Parts>,
    /// Acronyms that texts tie to it, folded, without full stops.
    pub acronyms: Vec<String>,
    /// ISO 3166-1 alpha-2 code, where its use or the name says so.
    pub country: Option<[u8; 2]>,
    /// First and last day of its use, where known.
    pub seen: Option<(Day, Day)>,
}

/// One spelling taken apart.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The key of its form.
    pub key: String,
    /// Its words in order, stop words and titles too.
    pub words: Vec<Word>,
    /// First letters of the words that count, folded and written in Latin letters.
    pub initials: String,
    /// First letters of all words.
    pub all_initials: String,
    /// The name as an acronym, where it may be one: folded, in Latin letters.
    pub acronym: Option<String>,
    /// Numbers in it, in order.
    pub numbers: Vec<u32>,
    /// The country that the words themselves name.
    pub country: Option<[u8; 2]>,
}

impl Name {
    /// Takes a name apart.
    pub fn of(name_use: &NameUse) -> Name {
        let spellings = std::iter::once(&name_use.name).chain(&name_use.also).take(1 + MOST_VARIANTS);
        let mut variants: Vec<Parts> = spellings.map(|spelling| Parts::of(spelling, name_use.kind)).collect();
        variants.extend(bracketed(&name_use.name, name_use.kind));
        variants.extend(quoted(&name_use.name, name_use.kind));
        let said = name_use.country.as_deref().and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
        let country = said.or_else(|| variants.iter().find_map(|parts| parts.country));
        let acronyms = name_use.acronyms.iter().map(|acronym| words::acronym_letters(acronym)).collect();
        Name { kind: name_use.kind, variants, acronyms, country, seen: name_use.seen }
    }

    /// The spelling that the name was given in.
    pub fn main(&self) -> Option<&Parts> {
        self.variants.first()
    }

    /// All words of all its spellings.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.variants.iter().flat_map(|parts| &parts.words)
    }

    /// Acronyms that the name is, has, or may be written as (two letters or more).
    pub fn acronym_candidates(&self) -> impl Iterator<Item = &str> {
        let own = self.variants.iter().flat_map(|parts| {
            let initials = [&parts.initials, &parts.all_initials].into_iter().map(String::as_str);
            parts.acronym.as_deref().into_iter().chain(initials.filter(|letters| letters.len() >= 2))
        });
        self.acronyms.iter().map(String::as_str).chain(own)
    }
}

/// "Association of Miners (Bergarbeiterverband)": the name before the brackets and that in them, where that names a body
/// by itself.
fn bracketed(name: &str, kind: Option<EntityKind>) -> Vec<Parts> {
    let cut = || {
        let (before, rest) = name.split_once('(')?;
        let (inside, behind) = rest.split_once(')')?;
        (behind.trim().is_empty() && !before.trim().is_empty()).then_some((before, inside))
    };
    let Some((before, inside)) = cut() else { return Vec::new() };
    let (before, inside) = (Parts::of(before, kind), Parts::of(inside, kind));
    let is_name = inside.telling().count() >= 2
        && inside.words.iter().any(|word| word.class == Class::Type)
        && !inside.words.iter().any(|word| matches!(word.class, Class::Distinguishing | Class::Part));
    if is_name { vec![before, inside] } else { Vec::new() }
}

/// "Publishing house “Kestrel”": the name in quotation marks, where small words before it say what it is.
fn quoted(name: &str, kind: Option<EntityKind>) -> Option<Parts> {
    let (before, rest) = name.split_once(['«', '„', '“', '"'])?;
    let (inside, behind) = rest.split_once(['»', '“', '”', '"'])?;
    let says_what = before.starts_with(char::is_lowercase) && !before.contains(char::is_uppercase);
    let is_name = inside.starts_with(char::is_uppercase) && inside.chars().count() >= 4;
    (says_what && is_name && behind.trim().is_empty() && kind != Some(EntityKind::Person))
        .then(|| Parts::of(inside, kind))
}

impl Parts {
    /// Takes one spelling apart.
    pub fn of(spelling: &str, kind: Option<EntityKind>) -> Parts {
        let normal = split::normal(spelling);
        let mut tokens = split::tokens(&normal);
        let acronym = words::as_acronym(&tokens).or_else(|| words::own_acronym(&mut tokens));
        let mut words = words::classify(&normal, &tokens, kind);
        words.shrink_to_fit();
        let acronym = acronym.or_else(|| words::beside_country(&words));
        let counts = |word: &&Word| word.class.counts();
        Parts {
            key: form::key(spelling),
            initials: words.iter().filter(counts).filter_map(Word::initial).collect(),
            all_initials: words.iter().filter_map(Word::initial).collect(),
            acronym,
            numbers: words.iter().filter_map(|word| word.number).collect(),
            country: words.iter().find_map(|word| word.country),
            words,
        }
    }

    /// The words that count: neither stop words nor titles nor legal forms.
    pub fn telling(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(|word| word.class.counts())
    }
}
