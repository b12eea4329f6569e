//! A whole name: "Republic of Moldova", "Iran (Islamic Republic of)", "francesa", "les Pays-Bas".

use super::fold::fold;
use super::table::{Entry, TABLE, Use};

/// Whether a country was named, or described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Its name.
    Name,
    /// An adjective.
    Adjective,
    /// The word for its citizens.
    Demonym,
}

/// Longest name that is looked up, in bytes.
const LONGEST: usize = 160;

/// Articles before names.
const ARTICLES: &[&str] = &[
    "the", "la", "le", "les", "l", "el", "los", "las", "o", "a", "os", "as", "die", "der", "das", "il", "i", "gli",
    "lo", "de", "het", "η", "ο", "το", "οι", "της", "του", "των",
];

/// Words that say what kind of state it is, before or behind its name.
const STATE_WORDS: &[&str] = &[
    "republic",
    "kingdom",
    "state",
    "people",
    "peoples",
    "s",
    "democratic",
    "socialist",
    "islamic",
    "federal",
    "federative",
    "federation",
    "commonwealth",
    "union",
    "arab",
    "principality",
    "grand",
    "duchy",
    "sultanate",
    "independent",
    "hashemite",
    "cooperative",
    "of",
    "republica",
    "reino",
    "estado",
    "popular",
    "democratica",
    "socialista",
    "islamica",
    "de",
    "do",
    "da",
    "del",
    "republique",
    "royaume",
    "etat",
    "populaire",
    "democratique",
    "islamique",
    "federale",
    "du",
    "d",
    "republik",
    "konigreich",
    "bundesrepublik",
    "volksrepublik",
    "demokratische",
    "sozialistische",
    "repubblica",
    "regno",
    "di",
    "republika",
    "republiek",
    "koninkrijk",
    "cumhuriyeti",
    "krallıgı",
    "kralligi",
    "республика",
    "республики",
    "королевство",
    "rzeczpospolita",
    "krolestwo",
    "κρατος",
    "δημοκρατια",
    "جمهورية",
    "مملكة",
    "دولة",
    "공화국",
    "共和国",
    "republic of",
];

/// The ISO 3166-1 alpha-2 code of a country, from its whole name, adjective or demonym in any language.
///
/// Capitals, marks, articles and words such as "Republic of" do not matter. Names that also mean something else
/// ("Georgia") are understood as the country: who asks for a whole name has reason to think it one.
pub fn code(name: &str) -> Option<&'static str> {
    named(name).map(|(code, _)| code)
}

/// The code itself, where a text is one in capitals: "IE", and "UK".
pub fn code_of(text: &str) -> Option<&'static str> {
    TABLE.known_code(if text == "UK" { "GB" } else { text })
}

/// As [`code`], with the form in which the country is named.
pub fn named(name: &str) -> Option<(&'static str, Form)> {
    let name = name.trim();
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let key = fold(name);
    lookup(&key, name).or_else(|| lookup(without_article(&key), name)).or_else(|| outside_brackets(name)).or_else(
        || {
            let bare = without_state_words(&key);
            (bare.len() < key.len()).then(|| lookup(bare, bare)).flatten().filter(|(_, form)| *form == Form::Name)
        },
    )
}

fn lookup(key: &str, written: &str) -> Option<(&'static str, Form)> {
    let entry = TABLE.entry(key)?;
    fits(entry, written).then(|| (entry.code, form(entry)))
}

/// Whether an entry that is particular about how it is written may be written so.
pub(super) fn fits(entry: &Entry, written: &str) -> bool {
    entry.exact.is_empty()
        || entry.exact == written
        || (entry.exact.chars().count() > 2 && entry.exact.to_uppercase() == written)
}

/// In which form an entry names its country.
pub(super) fn form(entry: &Entry) -> Form {
    match entry.usage {
        Use::Name | Use::NameAndSmallAdjective | Use::WholeName | Use::Inflected | Use::Acronym => Form::Name,
        Use::Adjective | Use::SmallAdjective => Form::Adjective,
        Use::Demonym => Form::Demonym,
    }
}

fn without_article(key: &str) -> &str {
    match key.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest,
        _ => key,
    }
}

/// "Micronesia (Federated States of)", "Venezuela, Bolivarian Republic of": what stands before, when what follows is no
/// country itself.
fn outside_brackets(name: &str) -> Option<(&'static str, Form)> {
    let at = name.find(['(', ','])?;
    let (before, behind) = (name[..at].trim(), name[at..].trim_matches(['(', ')', ',', ' ']));
    let behind_key = fold(behind);
    let telling = !behind_key.is_empty()
        && behind_key.split(' ').all(|word| STATE_WORDS.contains(&word) || ARTICLES.contains(&word));
    let same = TABLE.entry(&behind_key).map(|entry| entry.code);
    let before_key = fold(before);
    let found = lookup(&before_key, before).or_else(|| lookup(without_article(&before_key), before))?;
    (telling || same == Some(found.0)).then_some(found)
}

fn without_state_words(key: &str) -> &str {
    let mut bare = key;
    while let Some((first, rest)) = bare.split_once(' ') {
        if !STATE_WORDS.contains(&first) && !ARTICLES.contains(&first) {
            break;
        }
        bare = rest;
    }
    while let Some((rest, last)) = bare.rsplit_once(' ') {
        if !STATE_WORDS.contains(&last) {
            break;
        }
        bare = rest;
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_many_languages() {
        for (name, want) in [
            ("Nepal", "NP"),
            ("nepal", "NP"),
            ("NEPAL", "NP"),
            ("The Netherlands", "NL"),
            ("les Pays-Bas", "NL"),
            ("Países Bajos", "NL"),
            ("Германия", "DE"),
            ("Украины", "UA"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("Lengyelország", "PL"),
            ("Saksa", "DE"),
            ("日本", "JP"),
            ("法国", "FR"),
            ("الجزائر", "DZ"),
            ("Ελλάδα", "GR"),
            ("भारत", "IN"),
            ("Việt Nam", "VN"),
            ("대한민국", "KR"),
            ("Republic of Moldova", "MD"),
            ("Moldova, Republic of", "MD"),
            ("Iran (Islamic Republic of)", "IR"),
            ("Republik Österreich", "AT"),
            ("República de Colombia", "CO"),
            ("Federal Democratic Republic of Nepal", "NP"),
            ("Kingdom of Sweden", "SE"),
            ("U.S.A.", "US"),
            ("États-Unis d’Amérique", "US"),
            ("Côte d'Ivoire", "CI"),
            ("Bosnia & Herzegovina", "BA"),
            ("Palestine", "PS"),
            ("Georgia", "GE"),
            ("England", "GB"),
            ("DR Congo", "CD"),
            ("Congo", "CG"),
            ("Republic of Korea", "KR"),
            ("DPRK", "KP"),
            ("Kıbrıs", "CY"),
        ] {
            assert_eq!(named(name), Some((want, Form::Name)), "{name}");
        }
    }

    #[test]
    fn states_that_are_no_more() {
        for (name, want) in [
            ("USSR", "SU"),
            ("Union of Soviet Socialist Republics", "SU"),
            ("СССР", "SU"),
            ("Czechoslovakia", "CS"),
            ("Jugoslawien", "YU"),
            ("German Democratic Republic", "DD"),
            ("DDR", "DD"),
            ("Burma", "MM"),
            ("Zaire", "CD"),
            ("Ceylon", "LK"),
            ("Upper Volta", "BF"),
            ("South Viet-Nam", "VD"),
            ("República Democrática Alemana", "DD"),
        ] {
            assert_eq!(code(name), Some(want), "{name}");
        }
    }

    #[test]
    fn adjectives_and_demonyms() {
        for (name, want) in [
            ("French", "FR"),
            ("francesas", "FR"),
            ("française", "FR"),
            ("französischer", "FR"),
            ("французской", "FR"),
            ("Fransız", "FR"),
            ("polskiej", "PL"),
            ("brasileira", "BR"),
            ("salvadoreño", "SV"),
            ("Nederlandse", "NL"),
            ("italiani", "IT"),
            ("South African", "ZA"),
        ] {
            assert_eq!(named(name), Some((want, Form::Adjective)), "{name}");
        }
        assert_eq!(named("Swedes"), Some(("SE", Form::Demonym)));
    }

    #[test]
    fn what_is_no_country_has_no_code() {
        for name in [
            "",
            "Atlantis",
            "international",
            "Republic of",
            "of",
            "My",
            "Anh",
            "us",
            "Europe",
            "Friedrich Engels",
            "Engels",
            "the",
        ] {
            assert_eq!(code(name), None, "{name}");
        }
    }
}
