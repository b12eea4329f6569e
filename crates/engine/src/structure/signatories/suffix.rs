//! What stands around a name and is no part of it: orders and degrees behind it, "on behalf of" before whom it signs for,
//! the word before a town.

use super::shape;
use super::tidy::is_credential;
use crate::knowledge::country;

/// Members of parliaments, as letters behind a name.
const MEMBERS: &[&str] = &["MP", "MEP", "MLA", "MSP", "MdB", "MdL", "MdEP", "TD", "MHR", "MLC", "MNA", "MPP"];
/// Orders and degrees that stand behind a name without a comma.
const ORDERS: &[&str] = &[
    "OBE", "MBE", "CBE", "KBE", "DBE", "GBE", "CMG", "KCMG", "DSO", "KC", "QC", "FRS", "FBA", "FRSC", "PhD", "Ph.D.",
    "Ph.D", "DPhil", "MD", "M.D.", "SJ", "S.J.", "OP", "O.P.", "OFM", "RN", "CM", "OAM", "AO", "AM", "MSc", "LLM",
    "LLB", "Esq.", "Esq",
];

/// A person's name without the letters behind it, and those that tell an office.
pub(super) fn without_letters(name: &str) -> (&str, Option<&str>) {
    let (mut bare, mut office) = (name, None);
    while let Some((before, last)) = bare.rsplit_once(' ') {
        let before = before.trim_end_matches([',', ' ']);
        let member = MEMBERS.contains(&last);
        if !(member || ORDERS.contains(&last)) || !before.contains([' ', '.']) {
            break;
        }
        if member {
            office = office.or(Some(last));
        }
        bare = before;
    }
    if shape::is_person(bare) && bare.chars().any(char::is_lowercase) { (bare, office) } else { (name, None) }
}

/// Words before the body that somebody signs for, behind the name.
const FOR: &[&str] = &[
    "for and on behalf of ",
    "on behalf of ",
    "in the name of ",
    "representing ",
    "signing for ",
    "for ",
    "au nom de ",
    "au nom du ",
    "au nom des ",
    "pour ",
    "en nombre de ",
    "en nombre del ",
    "en representación de ",
    "en representación del ",
    "por ",
    "em nome de ",
    "em nome da ",
    "em nome do ",
    "pela ",
    "pelo ",
    "im namen der ",
    "im namen des ",
    "für ",
    "a nome di ",
    "a nome del ",
    "a nome della ",
    "per ",
    "от имени ",
    "від імені ",
    "namens ",
    "voor ",
    "w imieniu ",
    "atas nama ",
    "kwa niaba ya ",
];
const ARTICLES: &[&str] = &[
    "der ", "dem ", "gli ", "the ", "la ", "le ", "les ", "l'", "l’", "el ", "los ", "las ", "die ", "den ", "das ",
    "il ", "lo ", "de ", "het ",
];

/// "the Weavers' Union" in a sentence: the name without its article.
pub(super) fn without_article(name: &str) -> &str {
    let rest = ARTICLES.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    if rest.starts_with(char::is_uppercase) { rest } else { name }
}

/// "on behalf of the Weavers' Union": the body.
pub(super) fn signed_for(text: &str) -> Option<&str> {
    let lower = text.get(..text.char_indices().nth(26).map_or(text.len(), |(at, _)| at))?.to_lowercase();
    let word = FOR.iter().find(|word| lower.starts_with(**word))?;
    let rest = text.get(word.len()..)?;
    let rest = ARTICLES.iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest).trim();
    let capital = rest.chars().next().is_some_and(|first| !first.is_lowercase());
    (capital && (shape::is_organisation(rest) || shape::is_acronym(rest))).then_some(rest)
}

/// Words before the name of a town.
const BEFORE_TOWN: &[&str] = &[
    "port", "fort", "north", "south", "east", "west", "upper", "lower", "san", "santa", "saint", "st", "sankt", "bad",
    "mount", "são", "ciudad", "villa", "puerto",
];

/// Words that names of towns and landscapes end in.
const TOWN_ENDS: &[&str] = &[
    "end", "hill", "hills", "bridge", "ferry", "vale", "bay", "creek", "falls", "green", "heath", "cross", "gate",
    "mills", "springs", "beach", "lake", "valley", "island", "islands", "heights", "park", "woods", "wood", "fields",
    "ford", "harbour", "harbor", "junction", "grove", "corner", "point", "rocks", "sands", "cove", "landing", "town",
    "city", "village", "moor", "marsh", "downs", "ridge", "plains", "rapids", "shire", "alto", "alta", "bajo", "baja",
    "nuevo",
];

/// Two words of which the first begins the names of towns, "Port Rake", or the second ends them, "Moor End".
pub(super) fn is_town_by_word(text: &str) -> bool {
    text.split_once([' ', '-']).is_some_and(|(first, rest)| {
        TOWN_ENDS.contains(&rest.trim_end_matches('.').to_lowercase().as_str())
            && rest.starts_with(char::is_uppercase)
            && first.starts_with(char::is_uppercase)
            && !shape::is_organisation(text)
    }) || text.split_once([' ', '-']).is_some_and(|(first, rest)| {
        BEFORE_TOWN.contains(&first.trim_end_matches('.').to_lowercase().as_str())
            && first.starts_with(char::is_uppercase)
            && rest.starts_with(char::is_uppercase)
            && !rest.contains(' ')
            && !shape::is_organisation(text)
    })
}

/// Whether a piece is another name, the number of a document, or an address: no field of a row.
pub(super) fn is_no_field(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower.split([' ', ':', '.']).next().unwrap_or("");
    let numbered = text.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let document = matches!(
        first,
        "dni"
            | "ci"
            | "c"
            | "cc"
            | "rut"
            | "cpf"
            | "rg"
            | "nif"
            | "nie"
            | "pesel"
            | "passport"
            | "id"
            | "cédula"
            | "cedula"
            | "tel"
            | "nr"
            | "no"
    );
    ["a.k.a.", "aka ", "alias ", "also known as ", "dit ", "dite ", "genannt ", "detto ", "detta "]
        .iter()
        .any(|word| lower.starts_with(word))
        || super::ends::is_personal(text)
        || (document && numbered)
        || text.contains('@')
        || !text.chars().any(char::is_alphabetic)
}

/// Degrees behind a name and a comma, without the last dot.
const DEGREES: &[&str] = &[
    "S.H", "M.H", "S.Pd", "M.Pd", "M.Si", "S.Si", "M.Sc", "B.Sc", "S.E", "M.M", "S.Sos", "S.T", "M.T", "S.Kom",
    "M.Hum", "S.Ag", "M.Ag", "Lc", "M.A", "B.A", "M.D", "Ph.D", "D.Phil", "LL.M", "LL.B", "CSc", "DrSc", "Ed.D", "J.D",
    "M.Ed", "M.Phil",
];

/// Trades that are family names as often, so that they are told only where they stand alone behind a name.
const TRADES: &[&str] = &[
    "miller",
    "cooper",
    "smith",
    "mason",
    "turner",
    "fuller",
    "glover",
    "carter",
    "sawyer",
    "chandler",
    "thatcher",
    "tinker",
    "taylor",
    "brewer",
    "tanner",
    "saddler",
    "hatter",
    "draper",
    "grocer",
    "widow",
    "spinster",
    "gentleman",
    "printer",
    "compositor",
    "shoemaker",
    "labourer",
    "laborer",
    "innkeeper",
    "merchant",
    "joiner",
    "wheelwright",
    "plumber",
    "glazier",
    "bricklayer",
    "yeoman",
    "mariner",
    "ironmonger",
    "bookbinder",
    "watchmaker",
    "housewife",
];

/// A text without the flag of a country in it, and the country.
pub(super) fn flag(text: &str) -> Option<(String, &'static str)> {
    let letter = |each: char| char::from_u32((each as u32).checked_sub(0x1f1e6).filter(|at| *at < 26)? + 0x41);
    let at = text.find(|each| letter(each).is_some())?;
    let code: String = text[at..].chars().take(2).filter_map(letter).collect();
    let code = country::code_of(&code).filter(|_| code.len() == 2)?;
    Some((text.chars().filter(|each| letter(*each).is_none()).collect(), code))
}

/// Whether a piece is a trade and nothing else.
pub(super) fn is_trade(text: &str) -> bool {
    TRADES.contains(&text.to_lowercase().as_str())
}

/// Whether a piece holds nothing but degrees and orders.
pub(super) fn is_letters(text: &str) -> bool {
    let degree =
        |word: &str| ORDERS.contains(&word) || is_credential(word) || DEGREES.contains(&word.trim_end_matches('.'));
    is_credential(text) || text.split([' ', ',']).all(degree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_behind_names() {
        assert_eq!(without_letters("Jane Poe MP"), ("Jane Poe", Some("MP")));
        assert_eq!(without_letters("Jane Poe, OBE"), ("Jane Poe", None));
        assert_eq!(without_letters("Jane Poe"), ("Jane Poe", None));
        assert_eq!(without_letters("JANE POE AM"), ("JANE POE AM", None));
    }

    #[test]
    fn whom_one_signs_for() {
        assert_eq!(signed_for("on behalf of the Kiln Union"), Some("Kiln Union"));
        assert_eq!(signed_for("MP for Saltbay"), None);
        assert_eq!(signed_for("for peace"), None);
    }
}
